"""A new holiday notice: open due dates move, those who handle the matters are told once, and nothing else changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fadu.service import clock, upkeep
from fadu.service.people import actor_of
from fadu.service.projection import faults
from fadu.service.recompute import KIND, VERSION, notices, recompute, recompute_if_changed
from fadu.service.rules import rulebook
from fadu.service.scope import Reader, reader
from fadu.store import models
from tests.town import ORG, SmallTown, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def law_folder(settings: Any, tmp_path: Path) -> Path:
    settings.FADU_DATA = tmp_path
    (tmp_path / "law").mkdir()
    return tmp_path / "law"


@pytest.fixture
def town(db: Any, standing_town: SmallTown, law_folder: Path) -> SmallTown:
    """The small town with one paper to be served across the end of the last year with a notice."""
    start = datetime(year() - 1, 12, 28, 9, tzinfo=clock.CHINA)
    take(standing_town, "li", "owe", start, "late_paper", procedure="common.service", fields={"paper_title": "处罚决定书"})
    recompute_if_changed(ORG)
    return standing_town


def year() -> int:
    """The first year without a notice, whichever year that is."""
    return rulebook().calendar.known_until.year + 1


def give_notice(folder: Path, days: int = 2) -> list[date]:
    """The next year's notice arrives: its first weekdays are holidays. Returns these days."""
    first = date(year(), 1, 1)
    off = [d for d in (first + timedelta(days=n) for n in range(10)) if d.weekday() < 5][:days]
    holidays = ",".join(f'{{name = "元旦", first = {d}, last = {d}, work = []}}' for d in off)
    (folder / "notice.toml").write_text(
        f'[[notice]]\nyear = {first.year}\nnumber = "国办发明电〔{first.year - 1}〕9号"\nholiday = [{holidays}]\n', encoding="utf-8"
    )
    return off


def due(town: SmallTown) -> models.DueDate:
    return models.DueDate.objects.get(matter=town.matters["late_paper"], ended_on__isnull=True)


def reader_of(town: SmallTown, person: str) -> Reader:
    return reader(actor_of(town.accounts[person]), ORG, clock.today())


def told() -> int:
    return models.Outbox.objects.filter(kind=KIND).count()


def test_a_new_notice_moves_the_date_and_makes_it_final(town: SmallTown, law_folder: Path) -> None:
    before = due(town)
    assert before.provisional
    off = give_notice(law_folder)
    assert recompute_if_changed(ORG) == 1
    after = due(town)
    calendar = rulebook().calendar
    assert not after.provisional
    assert calendar.working_days(before.due_on + timedelta(days=1), after.due_on) == len(off)
    assert models.Matter.objects.get(pk=after.matter_id).due_on == after.due_on


def test_the_handler_is_told_on_the_desk_and_nobody_else(town: SmallTown, law_folder: Path, client: Any) -> None:
    before = due(town).due_on
    give_notice(law_folder)
    recompute_if_changed(ORG)
    (notice,) = notices(reader_of(town, "li"))
    assert (notice.before, notice.after, notice.by_calendar) == (before, due(town).due_on, True)
    assert notices(reader_of(town, "wang")) == []
    client.force_login(town.accounts["li"])
    page = client.get("/desk").content.decode()
    assert "放假通知已公布" in page
    assert f"{notice.after.month}月{notice.after.day}日届满" in page


def test_doing_it_twice_tells_nobody_twice(town: SmallTown, law_folder: Path) -> None:
    give_notice(law_folder)
    recompute_if_changed(ORG)
    assert told() == 1
    assert recompute_if_changed(ORG) == 0
    assert recompute(ORG, rulebook()) == 0
    assert told() == 1


def test_the_version_counted_by_is_kept_among_the_towns_settings(town: SmallTown, law_folder: Path) -> None:
    old = models.Town.objects.get(pk=ORG).settings
    give_notice(law_folder)
    recompute_if_changed(ORG)
    new = models.Town.objects.get(pk=ORG).settings
    assert old[VERSION] != new[VERSION] == rulebook().version
    assert {**new, VERSION: ""} == {**old, VERSION: ""}


def test_a_version_that_moves_no_date_tells_nobody(town: SmallTown, law_folder: Path) -> None:
    (law_folder / "words.toml").write_text('[causes]\nflood = "洪水"\n', encoding="utf-8")
    assert recompute_if_changed(ORG) == 0
    assert told() == 0
    assert models.Town.objects.get(pk=ORG).settings[VERSION] == rulebook().version


def test_a_limit_that_has_ended_moves_without_a_word(town: SmallTown, law_folder: Path) -> None:
    row = due(town)
    served = datetime(year() - 1, 12, 30, 9, tzinfo=clock.CHINA)
    take(town, "li", "serve_in_person", served, "", matter="late_paper")
    row.refresh_from_db()
    assert row.ended_on
    before = row.due_on
    give_notice(law_folder)
    assert recompute_if_changed(ORG) == 0
    row.refresh_from_db()
    assert row.due_on > before
    assert not row.provisional
    assert told() == 0


def test_what_is_recomputed_passes_verification(town: SmallTown, law_folder: Path) -> None:
    give_notice(law_folder)
    recompute_if_changed(ORG)
    assert list(faults(lambda entries: None)) == []


def test_upkeep_counts_again_before_the_clock_acts(town: SmallTown, law_folder: Path) -> None:
    give_notice(law_folder)
    upkeep.round_trip(clock.today())
    assert told() == 1


def test_a_broken_file_leaves_dates_and_work_as_they_were(town: SmallTown, law_folder: Path, caplog: Any) -> None:
    before, version = due(town).due_on, rulebook().version
    (law_folder / "notice.toml").write_text("[[notice]]\nyear = 2031\n", encoding="utf-8")
    assert rulebook().version == version
    assert recompute_if_changed(ORG) == 0
    assert due(town).due_on == before
    assert "本地规定没有采用" in caplog.text
