"""Nobody types an id: a matter is named by its number or title, a field and a limit are chosen by their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.store.models import Matter
from tests.town import PARTY_A, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def _asked(client: Client, address: str) -> dict[str, object]:
    return {c.name: c for c in client.get(address).context["form"]}


def _linked(matter: str) -> list[list[str]]:
    return [list(link) for link in Matter.objects.get(pk=matter).snapshot["links"]]


def test_another_matter_is_linked_by_its_number_or_its_title(as_: As, town: SmallTown) -> None:
    client, here = as_("fang"), reverse("step", args=(town.matters["near"], "link"))
    for name in ("penalty", "far"):
        other = Matter.objects.get(pk=town.matters[name])
        assert client.post(here, {"link_kind": "其他", "linked_matter": other.number or other.title}).status_code == 302
        assert _linked(town.matters["near"])[-1] == ["其他", str(other.pk)]


def test_what_names_no_matter_one_may_read_is_refused_and_kept(as_: As, town: SmallTown) -> None:
    for said in ("没有这一件", Matter.objects.get(pk=town.matters["penalty"]).number):
        answer = as_("ding").post(reverse("step", args=(town.matters["near"], "link")), {"link_kind": "其他", "linked_matter": said})
        assert answer.status_code == 422
        assert [r.message for r in answer.context["refusals"]] == [f"没有找到“{said}”，或者不在您的查看范围内"]
        assert f'value="{said}"' in answer.content.decode()


def test_a_matter_that_a_page_fills_in_is_shown_by_its_name(as_: As, town: SmallTown) -> None:
    row = Matter.objects.get(pk=town.matters["penalty"])
    page = as_("fang").get(f"{reverse('begin', args=('common.erasure', 'apply'))}?target={row.pk}")
    [target] = [c for c in page.context["form"] if c.name == "target"]
    assert (target.text, target.example) == (row.number, "")


def test_what_is_corrected_is_chosen_by_its_words_and_what_it_says_now(as_: As, town: SmallTown) -> None:
    asked = _asked(as_("fang"), reverse("step", args=(town.matters["near"], "correct")))["corrected_field"]
    assert any(PARTY_A in c.label and c.value.isascii() is False for c in asked.choices)  # type: ignore[attr-defined]
    assert asked.widget == "select"  # type: ignore[attr-defined]


def test_a_limit_is_extended_by_its_name(as_: As, town: SmallTown) -> None:
    asked = _asked(as_("fang"), reverse("step", args=(town.matters["penalty"], "extend")))["extended_limit"]
    assert [c.label for c in asked.choices] != []  # type: ignore[attr-defined]
    assert all("." not in c.label for c in asked.choices)  # type: ignore[attr-defined]
