"""A form sent again under another key, as a browser without scripts does that went back: asked about, never silently done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.take_step import MOMENT
from fadu.store.models import Matter
from tests.town import HESHUN, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
CLUE = "/begin/penalty.clue/register"
SAID = {"source": "巡查发现", "clue_text": "渡口堆物"}


@pytest.fixture
def head(as_: As, town: SmallTown) -> Client:
    return as_("any-enforcement_head")


def clues() -> int:
    return Matter.objects.filter(procedure="penalty.clue").count()


def sent(client: Client, path: str = CLUE, **more: str) -> Any:
    """The form as a fresh page has it, with these answers."""
    page = client.get(path)
    return client.post(path, {"_key": page.context["key"], "_seen": page.context["seen"], **SAID, **more})


def test_it_works(head: Client) -> None:
    before, first = clues(), sent(head)
    again = sent(head)
    assert (again.status_code, clues()) == (422, before + 1)
    assert "刚才已用同样的内容办过一次" in (said := again.content.decode())
    assert f'href="{first["Location"]}"' in said
    assert "渡口堆物" in said


def test_who_means_another_presses_again(head: Client) -> None:
    before = clues()
    sent(head)
    asked = sent(head)
    assert head.post(CLUE, {"_key": asked.context["key"], **SAID}).status_code == 302
    assert clues() == before + 2


def test_other_words_are_another_act(head: Client) -> None:
    before = clues()
    assert [sent(head).status_code, sent(head, clue_text="码头堆物").status_code] == [302, 302]
    assert clues() == before + 2


def test_a_moment_is_soon_over(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(head)
    later = clock.now() + MOMENT + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sent(head).status_code == 302


def test_a_note_is_not_written_twice_until_the_matter_has_gone_on(head: Client, town: SmallTown) -> None:
    matter = town.matters["penalty"]
    note = reverse("step", args=(matter, "note"))
    assert [sent(head, note, remark=said).status_code for said in ("已电话联系", "已电话联系", "约定周五来", "已电话联系")] == [
        302,
        422,
        302,
        302,
    ]


def test_a_citizen_does_not_apply_twice_by_going_back(as_: As, town: SmallTown) -> None:
    who = {"party_a": "上官来", "contact": "13500001111", "party_b": "西门墙"}
    said = {**who, "village": HESHUN, "kind": "邻里", "gist": "院墙压了我家的水沟"}
    citizen, page = as_(), reverse("dispute_help")
    assert citizen.post(page, {**said, "_key": "one"}).status_code == 200
    assert citizen.post(page, {**said, "_key": "two"}).status_code == 422
