"""What the town says of itself follows from entries: changed from a day, its papers and numbers by the name of their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from fadu.service import clock
from fadu.service.rebuild import rebuild
from fadu.service.take_step import Receipt
from fadu.service.verify import examine
from fadu.store.models import IssuedPaper, NumberTaken, RegisterRow, Town
from tests.town import ON_THE_SPOT, ORG, SmallTown, at, refused, restate, take

HELE = {"town_name": "和乐镇人民政府", "short_name": "和乐", "organ": "重庆市涪陵区和乐镇人民政府", "print_office": "和乐镇党政综合办公室"}
#: An item that the town punishes in its own name.
OWN_ITEM = {"item": "LDLJ", "tier": "较重", "amount_fen": "200"}
On = Callable[[datetime], None]


@pytest.fixture
def town(db: Any, standing_town: SmallTown) -> SmallTown:
    return standing_town


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Makes it another day."""

    def go(day: datetime) -> None:
        monkeypatch.setattr(clock, "today", day.date)
        monkeypatch.setattr(timezone, "localdate", day.date)

    return go


@pytest.fixture
def renamed(town: SmallTown) -> SmallTown:
    """The town will be 和乐镇 from the tenth of July on; its blank forms were taken back before."""
    for block in RegisterRow.objects.filter(register="form_blocks").order_by("pk"):
        RegisterRow.objects.filter(pk=block.pk).update(until=date(2025, 6, 30))
    assert isinstance(restate(town, at(7, 1), **HELE, town_since=date(2025, 7, 10)), Receipt)
    return town


def fined(town: SmallTown, day: datetime) -> IssuedPaper:
    """A decision on the spot of that day."""
    matter = take(
        town, "li", "decide_on_spot", day, f"fine {day}", procedure="penalty.summary", also=("wang",), fields=ON_THE_SPOT | OWN_ITEM
    ).matter
    return IssuedPaper.objects.get(matter=matter, instrument="penalty.on_spot_decision")


def test_it_works(town: SmallTown) -> None:
    assert isinstance(restate(town, at(7, 1), counter_hours="工作日9:00—17:00"), Receipt)
    assert Town.objects.get(pk=ORG).told["counter_hours"] == "工作日9:00—17:00"
    assert examine().sound


def test_papers_and_numbers_follow_the_name_of_their_day(renamed: SmallTown, on: On) -> None:
    before, after = fined(renamed, at(7, 9)), fined(renamed, at(7, 10))
    assert (before.content["organ"], after.content["organ"]) == ("重庆市涪陵区同乐镇人民政府", HELE["organ"])
    assert (before.number[:2], after.number) == ("同乐", "和乐府当罚〔2025〕1号")
    assert "复议" in str(after.content)
    on(at(7, 9))
    assert Town.objects.get(pk=ORG).name == "同乐镇人民政府"
    on(at(7, 10))
    assert Town.objects.get(pk=ORG).name == "和乐镇人民政府"


def test_neither_series_has_a_gap_and_old_papers_are_rebuilt_as_they_were(renamed: SmallTown) -> None:
    papers = [fined(renamed, at(7, 9)), fined(renamed, at(7, 10)), fined(renamed, at(7, 11))]
    RegisterRow.objects.filter(register="form_blocks").update(until=date.max)
    assert examine().sound
    assert list(NumberTaken.objects.filter(prefix="和乐府当罚").order_by("n").values_list("n", flat=True)) == [1, 2]
    digests = [p.digest for p in papers]
    IssuedPaper.objects.filter(pk__in=[p.pk for p in papers])._raw_delete("default")
    rebuild(ORG)
    assert [IssuedPaper.objects.get(number=p.number).digest for p in papers] == digests


def test_where_its_acts_are_challenged_goes_with_the_name(renamed: SmallTown) -> None:
    rows = RegisterRow.objects.filter(register="remedy_organs", values__side="本镇").order_by("since")
    assert [(r.key, r.until) for r in rows] == [("重庆市涪陵区同乐镇人民政府", date(2025, 7, 9)), (HELE["organ"], date.max)]
    assert rows[1].values["court"] == rows[0].values["court"]


def test_a_day_that_has_papers_already_keeps_its_name(town: SmallTown) -> None:
    assert refused(restate(town, at(7, 1), **HELE, town_since=date(2025, 3, 1))) >= {"change_ahead"}


def test_a_name_altered_behind_its_back_is_named(town: SmallTown) -> None:
    row = RegisterRow.objects.get(register="town_details")
    RegisterRow.objects.filter(pk=row.pk).update(values={**row.values, "short_name": "别"})
    assert ("store_registerrow", str(row.pk)) in {(f.table, f.row) for f in examine().faults}
