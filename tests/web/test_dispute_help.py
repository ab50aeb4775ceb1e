"""A citizen without an account asks for mediation, is given a number and a code, and sees how far it is; nobody else sees a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.packs.disputes.dispute import DISPUTE
from fadu.store.models import Matter
from fadu.web.views.dispute_help import _NEXT
from tests.town import HESHUN, SmallTown, at, take
from tests.web.test_sweep import text

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
SAID = {"party_a": "上官来", "contact": "13500001111", "party_b": "西门墙", "village": HESHUN, "kind": "邻里", "gist": "院墙压了我家的水沟"}


def asked(client: Client, **more: str) -> tuple[str, str]:
    """The number and the code of an application."""
    page = text(client.post(reverse("dispute_help"), {**SAID, "_key": "citizen-1", **more}))
    number, code = re.search(r"同乐调申〔\d{4}〕\d+号", re.sub(r"<[^>]+>", "", page)), re.search(r'class="num">(\d{8})<', page)
    assert number and code, page
    return number[0], code[1]


def test_it_lands_on_the_mediators_desk(as_: As, town: SmallTown) -> None:
    asked(as_())
    row = Matter.objects.get(snapshot__facts__party_a="上官来")
    assert (row.state, row.snapshot["facts"]["source"], row.village) == ("found", "申请", HESHUN)
    page = text(as_("gu").get(reverse("desk")))
    assert "上官来与西门墙邻里纠纷" in page
    assert "13500001111" in text(as_("gu").get(reverse("mediation_desk", args=(row.pk,))))
    assert "公众" in text(as_("gu").get(reverse("matter", args=(row.pk,))))


def test_sent_twice_it_is_one_application_and_the_same_answer(as_: As, town: SmallTown) -> None:
    assert asked(as_()) == asked(as_())
    assert Matter.objects.filter(snapshot__facts__party_a="上官来").count() == 1


def test_what_is_missing_or_too_long_is_said_and_what_was_typed_is_kept(as_: As, town: SmallTown) -> None:
    answer = as_().post(reverse("dispute_help"), {**SAID, "contact": "", "gist": "长" * 1001, "village": "510000000000"})
    assert answer.status_code == 422
    page = text(answer)
    for words in ("“您的电话”没有填写", "“什么事”有1001字，最多1000字", "没有这个村（社区）", "西门墙"):
        assert words in page
    assert not Matter.objects.filter(snapshot__facts__party_a="上官来").exists()


def test_number_and_code_tell_the_course_and_nothing_that_was_written(as_: As, town: SmallTown) -> None:
    number, code = asked(as_())
    row = Matter.objects.get(snapshot__facts__party_a="上官来")
    assert row.number == number
    ask = {"number": number, "code": code}
    page = text(as_().post(reverse("dispute_progress"), ask))
    assert "已登记" in page
    for secret in ("上官来", "西门墙", "13500001111", "水沟"):
        assert secret not in page
    for wrong in ({**ask, "code": "00000000"}, {**ask, "number": "同乐调申〔2025〕99号"}, {"number": "", "code": ""}):
        refused = as_().post(reverse("dispute_progress"), wrong)
        assert refused.status_code == 404
        assert "没有查到这份申请" in text(refused)


def test_once_a_mediator_takes_it_up_the_mediator_handles_it(as_: As, town: SmallTown) -> None:
    number, code = asked(as_())
    row = Matter.objects.get(snapshot__facts__party_a="上官来")
    assert row.handler == ""
    take(town, "gu", "accept", at(12, 1, year=row.opened_on.year), "", matter=str(row.pk))
    row.refresh_from_db()
    assert row.handler == "gu"
    assert "调解员会约双方见面" in text(as_().post(reverse("dispute_progress"), {"number": number, "code": code}))


def test_every_state_tells_the_applicant_what_to_expect() -> None:
    assert set(_NEXT) == {s.id for s in DISPUTE.states}


def test_who_takes_it_back_reads_that_it_ended(as_: As, town: SmallTown) -> None:
    number, code = asked(as_())
    row = Matter.objects.get(snapshot__facts__party_a="上官来")
    take(town, "gu", "withdraw", at(12, 1, year=row.opened_on.year), "", matter=str(row.pk), fields={"route_told": ["人民法院"]})
    page = text(as_().post(reverse("dispute_progress"), {"number": number, "code": code}))
    assert "申请已经撤回" in page
    assert "正在办理" not in page
