"""The villages of a town follow from entries: changed from a day, kept under their code, and contradicted when altered."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from fadu.kernel.decide import Refused
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.people import actor_of
from fadu.service.places import Village, names_of_villages, village_name, villages
from fadu.service.registers import Query, page
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.verify import examine
from fadu.store.models import RegisterRow
from tests.town import CHUNHUA, HESHUN, ORG, SmallTown, at, attempt

NEW = f"{ORG}009"


def change(town: SmallTown, step: str, **fields: object) -> Receipt | Refused:
    by = actor_of(town.as_role("party_gov_office"))
    return take_step(
        Command(
            key=str(uuid.uuid4()),
            org=ORG,
            actors=(by,),
            step=step,
            procedure="common.village",
            at=at(7, 1),
            fields={"village_ground": "批复", **fields},
        )
    )


@pytest.fixture
def town(db: Any, standing_town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> SmallTown:
    """The small town on the second of July."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 7, 2))
    return standing_town


def test_one_added_and_renamed_is_offered_under_its_new_name(town: SmallTown) -> None:
    assert isinstance(change(town, "add_village", village_code=NEW, village_name="新和社区", village_since=date(2025, 7, 1)), Receipt)
    assert isinstance(change(town, "rename_village", village=CHUNHUA, village_name="春华社区", village_since=date(2025, 7, 2)), Receipt)
    assert villages(ORG) == [Village(*v) for v in sorted([(HESHUN, "和顺社区"), (CHUNHUA, "春华社区"), (NEW, "新和社区")])]
    assert examine().sound


def test_a_change_to_come_is_not_seen_before_its_day(town: SmallTown) -> None:
    assert isinstance(change(town, "rename_village", village=CHUNHUA, village_name="春华社区", village_since=date(2025, 8, 1)), Receipt)
    assert village_name(ORG, CHUNHUA) == "春华村"


def test_one_ended_is_offered_no_more_and_keeps_its_name_on_record(town: SmallTown) -> None:
    assert isinstance(change(town, "end_village", village=CHUNHUA, village_until=date(2025, 7, 1)), Receipt)
    assert [v.code for v in villages(ORG)] == [HESHUN]
    assert names_of_villages(ORG) == {HESHUN: "和顺社区", CHUNHUA: "春华村"}
    assert isinstance(change(town, "add_village", village_code=CHUNHUA, village_name="春华村", village_since=date(2025, 7, 2)), Receipt)
    assert CHUNHUA in {v.code for v in villages(ORG)}
    assert examine().sound


def test_an_altered_name_is_named(town: SmallTown) -> None:
    row = RegisterRow.objects.get(register="villages", key=CHUNHUA)
    RegisterRow.objects.filter(pk=row.pk).update(values={**row.values, "name": "别村"})
    assert ("store_registerrow", str(row.pk)) in {(f.table, f.row) for f in examine().faults}


def test_a_forged_form_records_nothing_new_under_one_ended(town: SmallTown) -> None:
    assert isinstance(change(town, "end_village", village=CHUNHUA, village_until=date(2025, 6, 30)), Receipt)
    forged = attempt(town, "zhou", "find", at(7, 2), procedure="disputes.dispute", fields={"village": CHUNHUA})
    result = take_step(forged)
    assert isinstance(result, Refused)
    assert [(r.gate, r.field) for r in result.refusals] == [("place", "village")]
    assert "“春华村”已撤并，最后一天是2025年6月30日" in str(result.refusals[0])


def test_the_register_shows_one_ended_and_says_so(town: SmallTown) -> None:
    assert isinstance(change(town, "rename_village", village=CHUNHUA, village_name="春华社区", village_since=date(2025, 6, 1)), Receipt)
    assert isinstance(change(town, "end_village", village=CHUNHUA, village_until=date(2025, 6, 30)), Receipt)
    reader = Reader(actor_of(town.as_role("party_gov_office")), ORG, date(2025, 7, 2))
    found = page(reader, catalogue().registers["villages"], Query())
    assert [(line.title, line.cells["row_until"], line.cells["row_ended"]) for line in found.lines] == [
        ("和顺社区", "", ""),
        ("春华社区", "2025年6月30日", "已撤并"),
    ]
