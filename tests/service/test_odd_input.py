"""What is typed wrongly, pasted from elsewhere or far too long is refused in words; it never breaks, and leaves nothing half done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fadu.kernel.decide import Refused
from fadu.service.take_step import BEYOND_CALENDAR, Command, would_refuse
from fadu.store.models import CommandKey, Matter
from fadu.store.verify import verify
from tests.service.steps import entries, fine, numbers_without_gap, owe, refused, small_town, taken

pytestmark = pytest.mark.django_db

UNPRINTABLE = ("甲\x00乙", "甲\x0b乙", "甲\ud800")
UNUSUAL = ("👩‍👩‍👧‍👦" * 30, "e\u0301", "\u202e乙甲", "甲\u2028乙", "𠮷野")


@pytest.fixture(autouse=True)
def town(folders: Path) -> None:
    small_town()


def _said(result: Refused) -> str:
    return "；".join(r.message for r in result.refusals)


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_characters_that_nothing_can_show_are_refused_in_words(text: str) -> None:
    assert "不能显示的字符" in _said(refused(owe(title=text)))
    assert not Matter.objects.filter(procedure="common.service").exists()


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_they_are_refused_in_a_reason_too(text: str) -> None:
    said = refused(_too_little({"within_tier": text}))
    assert "“理由”含有不能显示的字符" in _said(said)
    assert "within_tier" in said.gates


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_characters_are_recorded_and_verified(text: str) -> None:
    taken(owe(title=text))
    taken(_too_little({"within_tier": text}))
    assert [str(f) for f in verify()] == []


def test_more_than_one_record_holds_is_refused_in_words() -> None:
    before = entries()
    said = refused(_too_little({"within_tier": "𠮷" * 20_000}))
    assert "一条记录最多64KB" in _said(said)
    assert (entries(), numbers_without_gap()) == (before, 0)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9999, 1, 1)])
def test_a_day_at_the_end_of_the_calendar_is_refused_in_words(day: date) -> None:
    before = entries()
    one = replace(fine(1), on=day)
    assert refused(one).refusals == (BEYOND_CALENDAR,)
    assert would_refuse(one) == (BEYOND_CALENDAR,)
    assert (entries(), numbers_without_gap()) == (before, 0)
    assert not CommandKey.objects.filter(key=one.key).exists()


def test_a_key_that_no_row_can_hold_is_a_key_all_the_same() -> None:
    one = replace(owe(), key="\x00" + "键" * 300)
    first = taken(one)
    again = taken(one)
    assert (again.hash, again.repeated) == (first.hash, True)
    assert "办过一次" in _said(refused(replace(one, key=one.key + "键", fields={"paper_title": "另一份"})))


def _too_little(reasons: dict[str, str]) -> Command:
    """A fine below its tier, which may be imposed with a reason."""
    one = fine(1)
    return replace(one, fields={**one.fields, "amount_fen": "3"}, reasons=reasons)
