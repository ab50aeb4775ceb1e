"""What the catalogue of normative documents asks for in time: documents whose validity ends and the next clean-up.

A document that has a matter of its own waits on the desks by its limits; here are those that only stand in the catalogue.
It reads and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.kernel.timelimit import due
from fadu.packs import catalogue
from fadu.packs.normative_documents.adopt import ADOPT
from fadu.packs.normative_documents.cleanup import CLEANUP
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.store.records import StoreRecords

#: So long before the day itself somebody is told.
AHEAD = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Ending:
    """A document of the catalogue, its last day, and the day before which it is to be assessed."""

    key: str
    title: str
    last_on: date
    assess_by: date


def _keeps(reader: Reader, procedure: str, step: str) -> bool:
    """Whether this person may take the opening step that answers the reminder."""
    found = catalogue().procedure(procedure).step(step) if catalogue().has_procedure(procedure) else None
    return found is not None and bool(reader.roles & set(found.roles))


def endings(reader: Reader) -> list[Ending]:
    """Documents that are to be assessed within ``AHEAD`` or should have been, soonest end first; none for who cannot register them."""
    if not _keeps(reader, ADOPT, "register_existing"):
        return []
    return sorted(_unattended(reader), key=lambda e: (e.last_on, e.key))


def _unattended(reader: Reader) -> Iterator[Ending]:
    records, rules = StoreRecords(catalogue(), reader.org), rulebook()
    limit = rules.limit("gfx.reeval", reader.on, reader.org)
    for row in records.rows("documents", reader.on):
        last = row.get("expires")
        if not isinstance(last, date):
            continue
        by = due(limit, last, rules.calendar).due_on
        if by <= reader.on + AHEAD and not _has_matter(reader, row.key):
            yield Ending(row.key, str(row.get("title") or row.key), last, by)


def _has_matter(reader: Reader, key: str) -> bool:
    """Whether a matter carries this document: one that issued it, or one in which it was registered."""
    return Matter.objects.filter(org=reader.org, procedure=ADOPT, closed_on__isnull=True, snapshot__facts__own_key=key).exists()


def next_cleanup(reader: Reader) -> date | None:
    """The day by which the next clean-up is due, when it is near and none is under way; None before the first one."""
    if not _keeps(reader, CLEANUP.name, "open"):
        return None
    campaigns = Matter.objects.filter(org=reader.org, procedure=CLEANUP.name)
    last = campaigns.filter(closed_on__isnull=False).order_by("-closed_on").values_list("closed_on", flat=True).first()
    if last is None or campaigns.filter(closed_on__isnull=True).exists():
        return None
    by = due(rulebook().limit("gfx.cleanup", reader.on, reader.org), last, rulebook().calendar).due_on
    return by if by <= reader.on + AHEAD else None
