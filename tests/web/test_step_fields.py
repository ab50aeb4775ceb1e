"""Which optional lines of a step stand open: those without which it would be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fadu.kernel.matter import Matter as Folded
from fadu.kernel.matter import blank
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.service.scope import reader
from fadu.store.models import Matter
from fadu.web.views.step import Page
from tests.town import HESHUN, ORG, SmallTown, at, take


def _page(matter: Folded) -> Page:
    procedure = catalogue().procedure("penalty.ordinary")
    step = procedure.step("finish")
    assert step
    officer = Actor("li", "李某", (Post("officer", ORG),))
    return Page(reader(officer, ORG, date(2026, 3, 6)), procedure, step, matter, None)


def test_what_a_gate_waits_for_stands_open_until_it_is_known() -> None:
    fresh = blank("00000000-0000-0000-0000-000000000000", ORG, "penalty.ordinary")
    unsaid, said = _page(fresh), _page(replace(fresh, facts={"correction_content": "立即改正"}))
    assert "correction_content" in {f.name for f in unsaid.asked}
    assert "correction_content" in {f.name for f in said.more}
    assert "party_age" in {f.name for f in unsaid.more}
    assert [p.needed(f) for p in (unsaid, said) for f in (*p.asked, *p.more) if f.name == "correction_content"] == ["按规定需要", ""]


def test_what_a_deferral_always_needs_is_compulsory() -> None:
    step = catalogue().procedure("penalty.payment").step("defer")
    assert step
    assert {"deferral_application", "hardship"} <= set(step.fields)


@pytest.mark.django_db
def test_empty_rows_stay_when_another_is_added(as_: Callable[..., Client], town: SmallTown) -> None:
    page, empty = reverse("begin", args=("disputes.committee", "form")), {"members-0-name": "", "members-1-name": "", "_add": "members"}
    rows = next(c for c in as_("fang").post(page, empty).context["form"] if c.name == "members").rows
    assert len(rows) == 3


@pytest.mark.django_db
def test_a_name_that_goes_with_the_person_chosen_is_not_asked(as_: Callable[..., Client], town: SmallTown) -> None:
    page, head = reverse("begin", args=("enforcement_base.officer", "apply")), as_("any-enforcement_head")
    assert [c.label for c in head.get(page).context["form"]] == ["人员", "执法单位", "执法领域"]
    wrong = head.post(page, {"organ": "同乐镇综合行政执法大队", "fields": "道路交通"})
    assert [r.field for r in wrong.context["refusals"]] == ["person"]
    typed = {"person": "chen", "organ": "同乐镇综合行政执法大队", "fields": "道路交通", "_key": wrong.context["key"]}
    made = Matter.objects.get(pk=head.post(page, typed).headers["Location"].rstrip("/").rpartition("/")[2])
    assert (made.snapshot["facts"]["name"], made.title) == ("陈干部", "执法资格：陈干部")


@pytest.mark.django_db
def test_an_agreement_begins_with_what_the_quarrel_was_about(as_: Callable[..., Client], town: SmallTown) -> None:
    take(town, "chen", "find", at(3, 3), "quarrel", procedure="disputes.dispute", fields={"village": HESHUN, "gist": "院墙压了水沟"})
    take(town, "gu", "accept", at(3, 4), "", matter="quarrel")
    take(town, "gu", "mediate", at(3, 5), "", matter="quarrel")
    page = as_("gu").get(reverse("step", args=(town.matters["quarrel"], "agree_in_writing"))).context
    assert [c.text for c in page["form"] if c.name == "agreed_facts"] == ["院墙压了水沟"]
    assert page["own_desk"]["label"] == "调解台"
