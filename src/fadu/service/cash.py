"""Cash of on-the-spot fines: what officers still hold, what the office has not yet banked, what was banked, receipt by receipt.

Amounts come from the matters themselves, so that the page and the register of receipts cannot differ. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from fadu.service.people import names
from fadu.service.scope import Reader
from fadu.store.models import Matter

PROCEDURE = "penalty.summary"
HELD, IN_OFFICE = "collected", "handed_in"
#: Who counts money, and who answers for it.
WATCHERS = frozenset({"cashier", "enforcement_head", "leader", "town_head", "justice_office"})
TO_HAND_IN, TO_BANK = "pen.cash_to_organ", "pen.organ_to_bank"
RECENT = 20


@dataclass(frozen=True, slots=True)
class Collected:
    """One fine collected in cash. ``due_on`` is the last day of its next move; None once it is banked, on ``banked_on``."""

    matter: Matter
    officer: str
    receipt_no: str
    amount_fen: int
    collected_on: date | None
    due_on: date | None
    banked_on: date | None


def may_count(reader: Reader) -> bool:
    return bool(reader.roles & WATCHERS)


def held(reader: Reader) -> list[Collected]:
    """In the officers' hands, the most urgent first."""
    return _in_state(reader, HELD, TO_HAND_IN)


def in_office(reader: Reader) -> list[Collected]:
    """Handed in and not yet banked."""
    return _in_state(reader, IN_OFFICE, TO_BANK)


def banked(reader: Reader, first: date, last: date) -> list[Collected]:
    """Banked in these days, newest first."""
    rows = _matters(reader).filter(snapshot__facts__banked_on__gte=first.isoformat(), snapshot__facts__banked_on__lte=last.isoformat())
    found = _collected(reader, rows, "")
    return sorted(found, key=lambda c: (c.banked_on or date.min, c.matter.number), reverse=True)


def without_receipt(found: Iterable[Collected]) -> list[Collected]:
    return [c for c in found if not c.receipt_no]


def total_fen(found: Iterable[Collected]) -> int:
    return sum(c.amount_fen for c in found)


def _in_state(reader: Reader, state: str, limit: str) -> list[Collected]:
    found = _collected(reader, _matters(reader).filter(state=state), limit)
    return sorted(found, key=lambda c: (c.due_on or date.max, c.receipt_no))


def _matters(reader: Reader) -> QuerySet[Matter]:
    return reader.readable().filter(procedure=PROCEDURE).defer("search").prefetch_related("due_dates")


def _collected(reader: Reader, rows: Iterable[Matter], limit: str) -> list[Collected]:
    matters = list(rows)
    people = names(reader.org, {m.handler for m in matters})
    return [_one(m, people.get(m.handler, ""), limit) for m in matters]


def _one(matter: Matter, officer: str, limit: str) -> Collected:
    facts = matter.snapshot["facts"]
    due = next((d.due_on for d in matter.due_dates.all() if d.limit == limit and d.ended_on is None), None)
    return Collected(
        matter, officer, str(facts.get("receipt_no") or ""), int(facts.get("collected_fen") or 0), _day(facts.get("paid_on")), due, _day(facts.get("banked_on")),
    )  # fmt: skip


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
