"""The figures of a period: every indicator counted over the store by the kernel's own rule, with the matters behind it.

Nothing is cached and nothing typed in. ``run`` is the command ``fadu figures``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fadu.kernel.field import decode
from fadu.kernel.indicator import Figure, Happening, Indicator, Measure, Period, count, rate, year
from fadu.kernel.procedure import Procedure
from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.store.models import Matter, Milestone, RegisterRow, Town
from fadu.store.records import row_of


def figures(org: str, period: Period, codes: Iterable[str] = ()) -> dict[str, Figure]:
    """Code → figure, for all indicators or these (and the ones a rate divides)."""
    wanted = _with_bases(codes) if codes else dict(catalogue().indicators)
    happenings = _by_procedure(org, wanted.values(), period)
    rows = _rows(org, {i.register for i in wanted.values() if i.register})
    found: dict[str, Figure] = {}
    for code, indicator in wanted.items():
        if indicator.measure is not Measure.RATE:
            relevant = [h for p in indicator.procedures for h in happenings.get(p, ())]
            found[code] = count(indicator, relevant, rows, period, org)
    for code, indicator in wanted.items():
        if indicator.measure is Measure.RATE:
            found[code] = rate(indicator, found[indicator.numerator], found[indicator.denominator])
    return {code: found[code] for code in catalogue().indicators if code in found}


def by_month(org: str, indicator: Indicator, in_year: int) -> tuple[int, ...]:
    """Twelve values of a flow, January first; a stock is taken at each month's end."""
    happenings = [h for hs in _by_procedure(org, [indicator], year(in_year)).values() for h in hs]
    rows = _rows(org, {indicator.register} if indicator.register else set())
    return tuple(count(indicator, happenings, rows, month(in_year, m), org).value for m in range(1, 13))


def month(in_year: int, number: int) -> Period:
    following = date(in_year + number // 12, number % 12 + 1, 1)
    return Period(date(in_year, number, 1), date.fromordinal(following.toordinal() - 1))


def period_of(text: str) -> Period:
    """``2025``, ``2025-03`` or ``2025-01-01..2025-06-30``. Raises ValueError with a Chinese message."""
    try:
        if ".." in text:
            first, last = (date.fromisoformat(t) for t in text.split(".."))
            if first > last:
                raise ValueError
            return Period(first, last)
        if len(text) == 7:
            return month(int(text[:4]), int(text[5:]))
        if len(text) != 4:
            raise ValueError
        return year(int(text))
    except ValueError:
        raise ValueError(f"看不懂期间“{text}”；可写 2025、2025-03 或 2025-01-01..2025-06-30") from None


def as_json(figure: Figure) -> dict[str, Any]:
    """The published form of a figure; rates carry their base."""
    said = {
        "code": figure.code, "label": figure.label, "value": figure.value, "unit": figure.unit, "text": figure.text,
        "period": figure.period.label, "org": figure.org, "matters": list(figure.behind),
        "parts": {key: part.value for key, part in figure.parts.items()},
    }  # fmt: skip
    return said if figure.base is None else {**said, "base": figure.base}


def run(period: str = "", org: str = "", json_output: bool = False) -> int:
    """``fadu figures``: print every figure; 2 when the period or the town is unknown."""
    try:
        chosen = period_of(period or str(date.today().year - 1))
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    town = Town.objects.filter(pk=org).first() if org else Town.objects.order_by("org").first()
    if town is None:
        print("没有这个乡镇的数据；先运行 fadu demo，或核对代码", file=sys.stderr)
        return 2
    found = figures(town.org, chosen)
    if json_output:
        json.dump([as_json(f) for f in found.values()], sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print(town, chosen, found)
    return 0


def _print(town: Town, period: Period, found: Mapping[str, Figure]) -> None:
    print(f"{town.name} {period.label}年" if len(period.label) == 4 else f"{town.name} {period.label}")
    for f in found.values():
        unit = "" if f.base is not None else f.unit
        print(f"  {f.label}\t{f.text}{unit}\t（{f.code}，{len(f.behind)}条记录）")


def _with_bases(codes: Iterable[str]) -> dict[str, Indicator]:
    known = catalogue().indicators
    chosen = {code: known[code] for code in codes}
    for indicator in tuple(chosen.values()):
        for base in (indicator.numerator, indicator.denominator):
            if base:
                chosen |= _with_bases([base])
    return chosen


def _by_procedure(org: str, indicators: Iterable[Indicator], period: Period) -> dict[str, list[Happening]]:
    """Every entry up to the end of the period that could count, grouped; matters' facts are read once each."""
    names = {p for i in indicators for p in i.procedures}
    matters = {m["id"]: m for m in _matters(org, names)}
    found: dict[str, list[Happening]] = {}
    entries = Milestone.objects.filter(org=org, procedure__in=names, on__lte=period.last).order_by("on", "entry_id")
    for row in entries.values_list("matter_id", "procedure", "step", "state", "on", "seq"):
        matter = matters[row[0]]
        found.setdefault(row[1], []).append(_happening(org, row, matter))
    return found


def _matters(org: str, procedures: set[str]) -> Iterator[dict[str, Any]]:
    rows = Matter.objects.filter(org=org, procedure__in=procedures)
    typed: dict[str, Procedure] = {name: catalogue().procedure(name) for name in procedures}
    for row in rows.values("id", "procedure", "village", "annulled_on", "snapshot__facts").iterator():
        fields = {f.name: f for f in typed[row["procedure"]].fields}
        facts = row.pop("snapshot__facts") or {}
        row["facts"] = {k: decode(fields[k], v) for k, v in facts.items() if k in fields}
        yield row


def _happening(org: str, row: tuple[Any, ...], matter: Mapping[str, Any]) -> Happening:
    return Happening(
        matter=str(row[0]), procedure=row[1], step=row[2], state=row[3], on=row[4], org=org, seq=row[5],
        village=matter["village"], facts=matter["facts"], annulled=matter["annulled_on"] is not None,
    )  # fmt: skip


def _rows(org: str, registers: set[str]) -> list[Row]:
    stored = RegisterRow.objects.filter(org=org, register__in=registers).order_by("since", "id")
    return [row_of(r, catalogue().registers.get(r.register)) for r in stored]
