"""The rows about matters are only a reading of the journal: thrown away and read again, they are the same to the last column."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.service.rebuild import CannotRebuild, rebuild
from fadu.service.verify import examine
from fadu.store import models
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db

TABLES = (models.Matter, models.Milestone, models.DueDate, models.IssuedPaper, models.Publication, models.RegisterRow)


@pytest.fixture
def town(db: Any, standing_town: SmallTown) -> SmallTown:
    return standing_town


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every projected table; keys that nothing outside the database names are left out."""
    found = {}
    for model in TABLES:
        hidden = ("id",) if model in (models.DueDate, models.RegisterRow) else ()
        held = [{k: v for k, v in row.items() if k not in hidden} for row in model.objects.values()]
        found[model.__name__] = sorted(held, key=str)
    return found


def drop() -> None:
    for model in (models.Publication, models.IssuedPaper, models.DueDate, models.Milestone):
        model.objects.all().delete()
    models.RegisterRow.objects.filter(entry__isnull=False).delete()
    models.Matter.objects.all()._raw_delete("default")


def test_it_works(town: SmallTown) -> None:
    before = rows()
    assert rebuild(ORG) == models.JournalEntry.objects.count()
    assert rows() == before
    assert examine().sound


def test_everything_dropped_comes_back_with_papers_composed_anew(town: SmallTown) -> None:
    before = rows()
    drop()
    assert rows() != before
    rebuild(ORG)
    after = rows()
    for name in ("IssuedPaper", "Publication"):
        for row in (*before[name], *after[name]):
            del row["id"]
    assert {k: sorted(v, key=str) for k, v in after.items()} == {k: sorted(v, key=str) for k, v in before.items()}


def test_a_paper_that_cannot_be_had_again_stops_it_and_changes_nothing(town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its content is gone, and it would be worded otherwise today."""
    monkeypatch.setattr("fadu.service.rebuild.paper_digest", lambda paper: "sha256:otherwise")
    models.IssuedPaper.objects.all().delete()
    before = rows()
    with pytest.raises(CannotRebuild, match="备份"):
        rebuild(ORG)
    assert rows() == before


def test_an_entry_that_does_not_fold_stops_it(town: SmallTown, unguarded: None) -> None:
    entry = models.JournalEntry.objects.order_by("id")[3]
    models.JournalEntry.objects.filter(pk=entry.pk).update(envelope=b"{}")
    with pytest.raises(CannotRebuild, match=f"第{entry.pk}号"):
        rebuild(ORG)
