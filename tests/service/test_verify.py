"""``fadu verify`` plays the auditor: the small town is sound, and every kind of row changed behind its back is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from fadu.service.verify import examine, run
from fadu.store.models import DueDate, IssuedPaper, JournalEntry, Matter, Milestone, Publication, RegisterRow
from tests.town import ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(unguarded: None, standing_town: SmallTown) -> SmallTown:
    """The small town; the triggers are gone, since the attacker owns the database."""
    return standing_town


def faults() -> list[tuple[str, str]]:
    return [(f.table, f.field) for f in examine().faults if f.table != "trigger"]


def test_a_sound_town_passes(db: Any, standing_town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_json=False) == 0
    assert "核验通过" in capsys.readouterr().out


def test_what_waits_is_taken_into_the_log_first(db: Any, standing_town: SmallTown) -> None:
    take(standing_town, "fang", "note", at(4, 1), "", matter="near", fields={"remark": "电话回访"})
    verdict = examine()
    assert (verdict.sound, verdict.entries) == (True, JournalEntry.objects.count())
    assert not JournalEntry.objects.filter(leaf__isnull=True).exists()


CHANGES: dict[str, tuple[Callable[[], object], tuple[str, str]]] = {
    "a matter's state": (lambda: _first(Matter).update(state="closed"), ("store_matter", "state")),
    "a matter's handler": (lambda: _first(Matter).update(handler="zhou"), ("store_matter", "handler")),
    "a matter's village": (lambda: _first(Matter).update(village="500102128009"), ("store_matter", "village")),
    "a matter's title": (lambda: _first(Matter).update(title="别的标题"), ("store_matter", "title")),
    "a matter's nearest limit": (lambda: _first(Matter).update(due_on=date(2099, 1, 1)), ("store_matter", "due_on")),
    "a matter's search words": (lambda: _first(Matter).update(search=""), ("store_matter", "search")),
    "a fact in the snapshot": (lambda: _change_fact(), ("store_matter", "snapshot")),
    "a due date put off": (lambda: _first(DueDate).update(due_on=date(2099, 1, 1)), ("store_duedate", "due_on")),
    "a due date ended": (lambda: DueDate.objects.filter(ended_on=None).update(ended_on=date(2025, 2, 3)), ("store_duedate", "ended_on")),
    "a due date gone": (lambda: _first(DueDate).delete(), ("store_duedate", "")),
    "a due date invented": (lambda: _invented_limit(), ("store_duedate", "limit")),
    "a milestone's village": (lambda: _first(Milestone).update(village="500102128009"), ("store_milestone", "village")),
    "a milestone's first reaching": (lambda: _first(Milestone).update(reached=~F("reached")), ("store_milestone", "reached")),
    "a milestone gone": (lambda: _first(Milestone).delete(), ("store_milestone", "")),
    "a paper's title": (lambda: _first(IssuedPaper).update(title="别的文书"), ("store_issuedpaper", "title")),
    "a paper's day": (lambda: _first(IssuedPaper).update(issued_on=date(2024, 1, 1)), ("store_issuedpaper", "issued_on")),
    "a paper's content": (lambda: _change_paper(), ("store_issuedpaper", "content")),
    "a paper gone": (lambda: _first(IssuedPaper).delete(), ("store_issuedpaper", "")),
    "a register row's values": (lambda: _written().update(values={"name": "假名"}), ("store_registerrow", "values")),
    "a register row's end": (lambda: _written().update(until=date(2025, 1, 1)), ("store_registerrow", "until")),
    "a register row gone": (lambda: _written().delete(), ("store_registerrow", "")),
    "a publication's view": (lambda: _first(Publication).update(view={"地点": "别处"}), ("store_publication", "view")),
    "a publication taken down": (lambda: _shown().update(withdrawn_on=date(2025, 5, 1)), ("store_publication", "withdrawn_on")),
    "a publication's reason": (lambda: Publication.objects.exclude(reason="").update(reason="无"), ("store_publication", "reason")),
    "a publication gone": (lambda: _first(Publication).delete(), ("store_publication", "")),
    "a publication invented": (lambda: _invented_publication(), ("store_publication", "entry_id")),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_row_is_named(town: SmallTown, what: str) -> None:
    change, expected = CHANGES[what]
    assert change() != 0
    assert expected in faults()


def test_the_command_names_the_first_broken_row_and_fails(town: SmallTown, capsys: pytest.CaptureFixture[str]) -> None:
    matter = Matter.objects.order_by("id")[0]
    Matter.objects.filter(pk=matter.pk).update(handler="zhou")
    assert run(as_json=True) == 1
    said = json.loads(capsys.readouterr().out)
    assert {"table": "store_matter", "row": str(matter.pk), "field": "handler"}.items() <= said["faults"][-1].items()
    assert run(as_json=False) == 1
    assert f"store_matter {matter.pk}.handler" in capsys.readouterr().out


def test_days_counted_under_another_law_are_not_compared_until_counted_again(town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new release moves no due date behind anybody's back; when the town has counted again, every day is compared."""
    from dataclasses import replace

    from fadu.service import projection, rules
    from fadu.service.recompute import VERSION
    from fadu.store.models import Town

    newer = replace(rules.rulebook(), version="another")
    monkeypatch.setattr(projection, "rulebook", lambda: newer)
    due = DueDate.objects.filter(matter__closed_on=None, ended_on=None).order_by("id")[0]
    DueDate.objects.filter(pk=due.pk).update(due_on=date(2099, 1, 1))
    assert faults() == []
    Town.objects.update(settings={VERSION: "another"})
    assert faults() == [("store_duedate", "due_on")]


def test_an_entry_out_of_its_procedure_is_reported_not_raised(town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    from fadu.kernel.pack import Catalogue
    from fadu.packs import catalogue
    from fadu.service import refold

    fewer = Catalogue(tuple(p for p in catalogue().packs if p.name != "disputes"))
    monkeypatch.setattr(refold, "catalogue", lambda: fewer)
    assert ("store_journalentry", "step") in faults()


def _first(model: Any) -> Any:
    return model.objects.filter(pk=model.objects.order_by("pk").values_list("pk", flat=True)[0])


def _written() -> Any:
    return RegisterRow.objects.filter(pk=RegisterRow.objects.filter(entry__isnull=False).order_by("pk").values_list("pk", flat=True)[0])


def _shown() -> Any:
    return Publication.objects.filter(withdrawn_on__isnull=True)


def _change_fact() -> int:
    row = Matter.objects.filter(procedure="disputes.dispute").order_by("id")[0]
    row.snapshot["facts"]["party_a"] = "换了人"
    row.save(update_fields=["snapshot"])
    return 1


def _change_paper() -> int:
    paper = IssuedPaper.objects.order_by("id")[0]
    paper.content["title"] = "改过的文书"
    paper.save(update_fields=["content"])
    return 1


def _invented_limit() -> int:
    matter = Matter.objects.order_by("id")[0]
    day = date(2025, 3, 3)
    DueDate.objects.create(org=ORG, matter=matter, limit="pen.decide", started_on=day, nominal_on=day, due_on=day, safe_on=day)
    return 1


def _invented_publication() -> int:
    Publication.objects.create(org=ORG, channel="政府网站", kind="x", title="假公示", view={}, published_on=date(2025, 3, 3))
    return 1


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [("store_entryvalues", "values", "'{bad'"), ("store_issuedpaper", "content", "'{bad'"), ("store_journalentry", "envelope", "'text'"),
     ("store_town", "settings", "'{bad'"), ("store_duedate", "due_on", "'soon'")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(db: Any, town: SmallTown, table: str, column: str, cell: str) -> None:
    """SQLite takes anything into any column from whoever asks it to; who verifies is told where, and not that a program failed."""
    if connection.vendor != "sqlite":
        pytest.skip("a server refuses such cells itself")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(
            f'UPDATE {table} SET "{column}" = {cell} WHERE rowid = (SELECT max(rowid) FROM {table} WHERE "{column}" IS NOT NULL)'
        )
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert (table, column) in faults()
