"""Taking a step: all of it or nothing, once however often it is sent, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command

from fadu.kernel.decide import Refused
from fadu.service import take_step as module
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.tick import tick
from fadu.service.verify import examine
from fadu.store.models import (
    AccessRecord,
    CommandKey,
    DueDate,
    IssuedPaper,
    JournalEntry,
    Matter,
    Milestone,
    NumberTaken,
    Pending,
    RegisterRow,
)  # fmt: skip
from fadu.store.publisher import settle
from fadu.store.verify import verify
from tests.service.steps import SERIES, command, entries, fine, numbers_without_gap, owe, refused, small_town, taken
from tests.town import ORG, at

pytestmark = pytest.mark.django_db
ROWS = (JournalEntry, Matter, Milestone, DueDate, IssuedPaper, NumberTaken, RegisterRow, CommandKey, Pending)


@pytest.fixture(scope="module", autouse=True)
def town(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The people and rosters, committed once; what a test does is rolled back after it."""
    with django_db_blocker.unblock():
        small_town()
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _folders(folders: Path) -> None:
    """Keys, guard and evidence of this test only."""


def everything() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in ROWS}


def test_it_works() -> None:
    receipt = taken(fine(1))
    row = Matter.objects.get(pk=receipt.matter)
    assert (receipt.seq, receipt.state, receipt.number, receipt.repeated) == (0, row.state, f"{SERIES}〔2025〕1号", False)
    assert (row.last_seq, row.last_hash, row.handler) == (0, receipt.hash, "li")
    assert JournalEntry.objects.get(matter=receipt.matter, seq=0).leaf_hash == receipt.hash
    assert Milestone.objects.get(matter_id=receipt.matter).on == date(2025, 3, 6)
    assert IssuedPaper.objects.get(matter_id=receipt.matter, number=receipt.number).issued_on == date(2025, 3, 6)
    assert CommandKey.objects.count() >= 1 and Pending.objects.count() >= 1


def test_the_next_step_goes_on_from_the_stored_matter() -> None:
    opened = taken(owe())
    assert taken(command("try", at(3, 7), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]})).seq == 1
    served = taken(command("serve_in_person", at(3, 8), matter=opened.matter, fields={"relation": "本人"}, seen=1))
    assert (served.seq, served.state) == (2, "served")
    assert DueDate.objects.get(matter_id=opened.matter, limit="pen.serve").ended_on == date(2025, 3, 8)


def test_what_is_refused_leaves_only_its_own_record() -> None:
    opened = taken(owe())
    before = everything()
    answer = refused(command("announce", at(3, 7), matter=opened.matter, fields={"notice_reason": "无法送达"}))
    assert answer.gates == {"other_modes_tried"}
    assert everything() == before
    left = AccessRecord.objects.get()
    assert (left.act, left.target, str(left.matter), left.detail) == (
        "refused",
        f"{opened.matter}.announce",
        opened.matter,
        {"gates": ["other_modes_tried"]},
    )
    assert left.account is not None and left.account.login == "li"


def test_numbers_go_on_where_the_paper_book_ended() -> None:
    """A town that begins in July gives no number twice, and what was given before is no gap."""
    assert taken(fine(1)).number == f"{SERIES}〔2025〕1号"
    before = {"series_prefix": SERIES, "number_year": 2025, "last_used": 23, "series_book": "当场处罚登记簿"}
    taken(command("state_start", at(3, 6), "any-party_gov_office", procedure="common.number_start", fields=before))
    assert [taken(fine(n)).number for n in (2, 3)] == [f"{SERIES}〔2025〕24号", f"{SERIES}〔2025〕25号"]
    settle(ORG)
    assert [str(f) for f in verify()] == []


def test_a_number_lost_after_the_start_is_a_gap(unguarded: None) -> None:
    before = {"series_prefix": SERIES, "number_year": 2025, "last_used": 23, "series_book": "当场处罚登记簿"}
    taken(command("state_start", at(3, 6), "any-party_gov_office", procedure="common.number_start", fields=before))
    for n in (1, 2):
        taken(fine(n))
    NumberTaken.objects.filter(n=24).delete()
    assert any("缺号：24" in str(f) for f in verify())


def test_a_number_taken_online_is_never_one_of_a_block_that_a_device_holds() -> None:
    """What the block leaves unused is no gap; a form of the block takes its own number; a number of no block is refused."""
    assert taken(fine(1)).number == f"{SERIES}〔2025〕1号"
    taken(allot("ZD-01", 2, 40))
    assert [taken(fine(n)).number for n in (2, 3)] == [f"{SERIES}〔2025〕41号", f"{SERIES}〔2025〕42号"]
    assert taken(replace(fine(4), form_number=7)).number == f"{SERIES}〔2025〕7号"
    assert refused(replace(fine(5), form_number=7)).refusals[0].message == f"号码{SERIES}〔2025〕7号已使用"
    assert "不在已分配的号段内" in refused(replace(fine(6), form_number=50)).refusals[0].message
    assert refused(allot("ZD-02", 41, 60)).gates == {"block_valid"}
    settle(ORG)
    assert [str(f) for f in verify()] == []


def test_a_number_lost_behind_a_block_is_a_gap(unguarded: None) -> None:
    taken(allot("ZD-01", 1, 40))
    for n in (1, 2):
        taken(fine(n))
    NumberTaken.objects.filter(n=41).delete()
    assert any(str(f).endswith("缺号：41") for f in verify())


def allot(device: str, first: int, last: int) -> Command:
    """A block of pre-numbered forms for a device."""
    said = {"device": device, "form_kind": "当场行政处罚决定书", "series": SERIES, "block_year": 2025, "first_no": first, "last_no": last}
    return command("allot", at(3, 6), "any-enforcement_head", procedure="enforcement_base.form_block", fields=said)


@pytest.mark.parametrize("changed", [{"year": "x", "next": 24}, {"year": 2025, "next": "x"}, {}, []])
def test_a_changed_row_of_series_is_named_and_stops_nothing(unguarded: None, changed: Any) -> None:
    before = {"series_prefix": SERIES, "number_year": 2025, "last_used": 23, "series_book": "当场处罚登记簿"}
    taken(command("state_start", at(3, 6), "any-party_gov_office", procedure="common.number_start", fields=before))
    taken(fine(1))
    RegisterRow.objects.filter(register="series", values__organ_code=SERIES).update(values=changed)
    found = [str(f) for f in examine().faults]
    assert any("store_registerrow" in fault for fault in found)


def test_a_refused_act_gives_back_the_number_it_took() -> None:
    """The child is refused after the number was taken: the whole act is undone, and the number is given again."""
    with mock.patch("fadu.store.ledger.project", side_effect=_undone):
        assert refused(fine(1)).gates == {"test"}
    assert taken(fine(2)).number == f"{SERIES}〔2025〕1号"
    assert numbers_without_gap() == 1


def _undone(*_: object) -> None:
    from fadu.kernel.finding import Refusal

    raise module._Undo(Refused((Refusal("test", "中途撤销", ""),)))


def test_an_error_half_way_leaves_nothing_at_all() -> None:
    before = everything()
    with mock.patch.object(module, "_keep_answer", side_effect=ZeroDivisionError), pytest.raises(ZeroDivisionError):
        take_step(fine(1))
    assert everything() == before
    assert taken(fine(1)).number == f"{SERIES}〔2025〕1号"


def test_the_same_command_again_is_answered_and_not_done_again() -> None:
    one = fine(1, key="k")
    first, before = taken(one), everything()
    again = taken(one)
    assert again == replace(first, repeated=True)
    assert everything() == before and not AccessRecord.objects.exists()


def test_a_repetition_is_answered_even_when_the_matter_has_moved_on() -> None:
    opened = taken(owe())
    one = command("try", at(3, 7), matter=opened.matter, key="k", seen=0, fields={"attempts": [{"mode": "直接"}]})
    first = taken(one)
    taken(command("serve_in_person", at(3, 8), matter=opened.matter, fields={"relation": "本人"}))
    assert taken(one) == replace(first, repeated=True)


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"paper_title": "另一份"}},
        {"on": date(2025, 3, 5)},
        {"step": "note"},
        {"form_number": 7},
        {"reasons": {"x": "y"}},
        {"files": ("f",)},
    ],
)
def test_the_same_key_with_other_content_is_refused(change: dict[str, Any]) -> None:
    one = owe(key="k")
    title = Matter.objects.get(pk=taken(one).matter).title
    answer = refused(replace(one, **change))
    said = f"这张表已经办过一次（{title}），现在的内容和那次不同 → 要改正的，到那个事项里办；确是另外一次的，再按一次"
    assert str(answer.refusals[0]) == said


def test_a_refused_command_may_be_mended_under_the_same_key() -> None:
    opened = taken(owe())
    wrong = command("serve_in_person", at(3, 7), matter=opened.matter, key="k", fields={"relation": "邻居"})
    assert refused(wrong).gates == {"fields"}
    assert taken(replace(wrong, fields={"relation": "本人"})).state == "served"


def test_a_stale_page_is_told_what_changed_by_whom_and_when() -> None:
    before = entries()
    opened = taken(owe())
    taken(command("try", at(3, 7), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]}))
    answer = refused(command("serve_in_person", at(3, 8), matter=opened.matter, seen=0, fields={"relation": "本人"}))
    assert str(answer.refusals[0]) == "本事项在您打开页面之后已有新的记录：2025年3月7日李某“记录未送达” → 看是否还要办；要办的，再按一次"
    assert entries() == before + Matter.objects.get(pk=opened.matter).last_seq + 1


@pytest.mark.parametrize("matter", ["no-such-id", "11111111-1111-1111-1111-111111111111"])
def test_a_matter_that_does_not_exist(matter: str) -> None:
    assert refused(command("try", at(3, 7), matter=matter)).gates == {"matter"}


def test_a_matter_of_another_town_does_not_exist_here() -> None:
    from fadu.store.models import Town

    Town.objects.create(org="500102129")
    opened = taken(owe())
    assert refused(replace(command("try", at(3, 7), matter=opened.matter), org="500102129")).gates == {"matter"}


def test_a_procedure_that_does_not_exist() -> None:
    assert refused(command("ask", at(3, 7), procedure="library.card")).gates == {"procedure"}


def test_the_clock_serves_by_public_notice_once() -> None:
    opened = taken(owe())
    taken(command("try", at(3, 7), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]}))
    taken(command("announce", at(3, 10), matter=opened.matter, fields={"notice_reason": "下落不明"}))
    due = DueDate.objects.get(matter_id=opened.matter, limit="pen.public_notice_service").due_on
    assert tick(ORG, due) == [], "the last day is still in the period"
    (receipt,) = tick(ORG, date.fromordinal(due.toordinal() + 1))
    assert receipt.state == "served"
    assert tick(ORG, date.fromordinal(due.toordinal() + 1)) == []
    entry = JournalEntry.objects.get(matter=opened.matter, seq=receipt.seq)
    assert b'"origin":"clock"' in bytes(entry.envelope) and b'"actors":["clock"]' in bytes(entry.envelope)


def test_a_person_cannot_take_the_clock_s_step() -> None:
    opened = taken(owe())
    taken(command("try", at(3, 7), matter=opened.matter, fields={"attempts": [{"mode": "直接"}]}))
    taken(command("announce", at(3, 10), matter=opened.matter, fields={"notice_reason": "下落不明"}))
    assert refused(command("notice_over", at(5, 10), matter=opened.matter)).gates == {"role"}


def test_without_durable_it_joins_the_transaction_around_it() -> None:
    from fadu.store.write_gate import transaction

    before = everything()
    with pytest.raises(ZeroDivisionError), transaction():
        assert isinstance(take_step(fine(1), durable=False), Receipt)
        raise ZeroDivisionError
    assert everything() == before
