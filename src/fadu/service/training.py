"""Whose training of this year is still short of what the plan asks (年度学时). It reads the register of officers and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.kernel.rulebook import Amount
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import RegisterRow

HOURS, OFFICER = "train.hours", "enforcement_base.officer"


@dataclass(frozen=True, slots=True)
class Behind:
    """An officer with the hours of this year so far; ``matter`` is where more are entered, if anywhere."""

    name: str
    hours: int
    matter: str


def asked(reader: Reader) -> Amount:
    """How many hours a year, and who says so."""
    return rulebook().amount(HOURS, reader.on, reader.org)


def behind(reader: Reader) -> list[Behind]:
    """Officers on duty with fewer hours this year, the fewest first."""
    rows = (
        RegisterRow.objects.filter(org=reader.org, register="officers", since__lte=reader.on, until__gte=reader.on)
        .select_related("matter")
        .order_by("since")
    )
    newest = {row.key: row for row in rows}.values()
    found = [
        Behind(str(r.values.get("name")), _this_year(r, reader.on.year), str(r.matter_id) if _own(r) else "")
        for r in newest
        if r.values.get("status", "在岗") == "在岗" and not (_own(r) and r.matter.closed_on)  # type: ignore[union-attr]
    ]
    return sorted((b for b in found if b.hours < asked(reader).value), key=lambda b: (b.hours, b.name))


def _own(row: RegisterRow) -> bool:
    """Whether a matter of this officer stands behind the row; an import has none."""
    return row.matter is not None and row.matter.procedure == OFFICER


def _this_year(row: RegisterRow, year: int) -> int:
    """Hours count for the year of the last training, or of the row where it does not say; those of an earlier year are over."""
    trained = str(row.values.get("trained_on") or row.since)
    return int(row.values.get("hours") or 0) if trained.startswith(str(year)) else 0
