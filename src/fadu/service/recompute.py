"""When the law changes, every due date that runs is counted again, and whoever handles the matter is told of a new date.

A new holiday notice, a place's own row, a new release: the rulebook then has another version than the one a town last
counted by. Counting again twice changes nothing twice. The journal is not touched: due dates follow from it and the law.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from fadu.kernel.matter import Clock, Matter
from fadu.kernel.rulebook import Rulebook
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store import models
from fadu.store.project import due_values, nearest_due, write_due_dates
from fadu.store.snapshot import matter_of
from fadu.store.write_gate import transaction

#: What a town's settings call the version its due dates were last counted by.
VERSION = "rules_version"
#: The kind of outbox row that tells of a changed date.
KIND = "due_changed"
#: A notice stands on the desk for so many days.
SHOWN_DAYS = 30
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """That a limit of a matter now ends on another day, for the person who handles it."""

    matter: models.Matter
    label: str
    before: date
    after: date
    told_on: date
    by_calendar: bool


def recompute_if_changed(org: str) -> int:
    """Count again when the law has another version than the last time; the number of due dates that moved.

    The version is kept only when all is done, so that an interrupted run begins again.
    """
    book = rulebook()
    town = models.Town.objects.get(pk=org)
    if town.settings.get(VERSION) == book.version:
        return 0
    moved = recompute(org, book)
    _keep(org, book.version)
    return moved


def recompute(org: str, book: Rulebook) -> int:
    """Count every open matter's due dates again, page by page; the number of open ones that moved."""
    moved, last = 0, uuid.UUID(int=0)
    while page := _page(org, last):
        with transaction():
            moved += sum(_matter(key, book) for key in page)
        last = page[-1]
    return moved


def notices(reader: Reader) -> list[Notice]:
    """What this person is to be told of their own matters, newest first."""
    since = clock.now() - timedelta(days=SHOWN_DAYS)
    rows = models.Outbox.objects.filter(org=reader.org, kind=KIND, at__gte=since, payload__handler=reader.actor.id).order_by("-id")
    told = list(rows[:_PAGE])
    matters = (
        reader.readable().filter(closed_on__isnull=True).defer("snapshot", "search").in_bulk({uuid.UUID(r.payload["matter"]) for r in told})
    )
    return [_notice(row, found) for row in told if (found := matters.get(uuid.UUID(row.payload["matter"])))]


def _page(org: str, after: uuid.UUID) -> Sequence[uuid.UUID]:
    """The next matters that still have something to count: open ones with due dates, and others with a provisional one."""
    rows = models.DueDate.objects.filter(org=org, matter__gt=after)
    rows = rows.filter(
        Q(matter__closed_on__isnull=True) | Q(provisional=True), matter__procedure__in=[p.name for p in catalogue().procedures]
    )
    return list(rows.order_by("matter").values_list("matter", flat=True).distinct()[:_PAGE])


def _matter(key: uuid.UUID, book: Rulebook) -> int:
    row = models.Matter.objects.select_for_update().get(pk=key)
    matter = matter_of(row, catalogue().procedure(row.procedure, row.version))
    stored = {due.limit: due for due in models.DueDate.objects.filter(matter=row)}
    changed = [c for c in matter.clocks.values() if c.limit in stored and _differs(stored[c.limit], matter, c, book)]
    if not changed:
        return 0
    write_due_dates(matter, changed, book)
    models.Matter.objects.filter(pk=key).update(due_on=nearest_due(matter, book))
    told = [_tell(row, stored[c.limit], matter, c, book) for c in changed if c.ended_on is None and row.closed_on is None]
    return sum(told)


def _differs(stored: models.DueDate, matter: Matter, running: Clock, book: Rulebook) -> bool:
    return any(getattr(stored, name) != value for name, value in due_values(matter, running, book).items())


def _tell(row: models.Matter, stored: models.DueDate, matter: Matter, running: Clock, book: Rulebook) -> bool:
    """Owe a notice when the day or the instant itself has moved; whether it has."""
    new = due_values(matter, running, book)
    if (stored.due_on, stored.due_at) == (new["due_on"], new["due_at"]):
        return False
    payload: dict[str, Any] = {
        "matter": str(row.pk), "handler": row.handler, "limit": running.limit, "label": running.rule(book, row.org).label,
        "before": stored.due_on.isoformat(), "after": new["due_on"].isoformat(), "by_calendar": stored.provisional, "rules": book.version,
    }  # fmt: skip
    models.Outbox.objects.create(org=row.org, kind=KIND, payload=payload, at=clock.now())
    return True


def _keep(org: str, version: str) -> None:
    """Write the version into the town's settings, beside what others wrote there meanwhile."""
    with transaction():
        town = models.Town.objects.select_for_update().get(pk=org)
        town.settings = {**town.settings, VERSION: version}
        town.save(update_fields=["settings"])


def _notice(row: models.Outbox, matter: models.Matter) -> Notice:
    said = row.payload
    before, after = (date.fromisoformat(said[name]) for name in ("before", "after"))
    return Notice(matter, said["label"], before, after, clock.day_of(row.at), said["by_calendar"])
