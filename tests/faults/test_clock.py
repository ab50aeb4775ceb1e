"""Clocks that jump: back past yesterday, ahead past a deadline, and two acts at the same instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from unittest import mock

from fadu.service import clock
from fadu.service.clock import CHINA
from fadu.service.tick import tick
from fadu.store.models import JournalEntry, Matter
from fadu.store.publisher import settle
from fadu.store.verify import verify
from tests.service.steps import command, fine, numbers_without_gap, owe, refused, taken
from tests.town import ORG, at


def sound() -> None:
    settle(ORG)
    assert [str(f) for f in verify()] == []


def test_a_clock_that_jumps_back_cannot_date_an_act_before_the_last_one() -> None:
    opened = taken(owe())
    with mock.patch.object(clock, "now", return_value=datetime(2025, 3, 1, 9, tzinfo=CHINA)):
        answer = refused(command("serve_in_person", None, matter=opened.matter, fields={"relation": "本人"}))  # type: ignore[arg-type]
    assert answer.gates == {"day"}
    assert "早于上一步的2025年3月6日" in answer.refusals[0].message
    sound()


def test_within_the_day_a_clock_that_jumps_back_changes_nothing_of_the_order() -> None:
    opened = taken(owe())
    taken(command("try", at(3, 7, 15), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]}))
    receipt = taken(command("serve_in_person", at(3, 7, 8), matter=opened.matter, fields={"relation": "本人"}))
    assert receipt.seq == 2
    entries = JournalEntry.objects.filter(matter=opened.matter).order_by("seq")
    assert [e.at.astimezone(CHINA).hour for e in entries] == [9, 15, 8]
    sound()


def test_an_act_dated_tomorrow_by_a_wrong_clock_at_the_desk_is_refused() -> None:
    tomorrow = command("owe", at(3, 6), fields={"paper_title": "决定书"}, on=date(2025, 3, 7))
    assert refused(tomorrow).gates == {"day"}


def test_a_tick_of_a_clock_that_ran_ahead_is_not_taken_again_when_it_is_right() -> None:
    opened = taken(owe())
    taken(command("try", at(3, 7), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]}))
    taken(command("announce", at(3, 10), matter=opened.matter, fields={"notice_reason": "下落不明"}))
    days = [date(2025, 3, 11), date(2025, 5, 1), date(2025, 3, 12), date(2025, 5, 2)]
    assert [len(tick(ORG, day)) for day in days] == [0, 1, 0, 0]
    assert Matter.objects.get(pk=opened.matter).state == "served"
    sound()


def test_many_acts_at_one_instant_keep_their_order_and_numbers() -> None:
    receipts = [taken(fine(n)) for n in range(5)]
    assert len({JournalEntry.objects.get(leaf_hash=r.hash).at for r in receipts}) == 1
    assert numbers_without_gap() == 5
    sound()


def test_the_turn_of_the_year_belongs_to_the_town_s_own_midnight() -> None:
    """23:59 in Beijing is the old year's day although it is still afternoon in Greenwich."""
    late = datetime(2025, 12, 31, 23, 59, tzinfo=CHINA)
    one = command("owe", late, fields={"paper_title": "决定书"})
    receipt = taken(one)
    assert Matter.objects.get(pk=receipt.matter).opened_on == date(2025, 12, 31)
    with mock.patch.object(clock, "now", return_value=late + timedelta(minutes=2)):
        following = taken(command("owe", None, fields={"paper_title": "决定书"}))  # type: ignore[arg-type]
    assert Matter.objects.get(pk=following.matter).opened_on == date(2026, 1, 1)
