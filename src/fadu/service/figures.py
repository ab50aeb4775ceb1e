"""The figures of a period: every indicator counted over the store by the kernel's own rule, with the matters behind it.

Nothing is cached and nothing typed in. ``run`` is the command ``fadu figures``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fadu.kernel.field import chinese_day
from fadu.kernel.indicator import Figure, Indicator, Period, year
from fadu.service import clock
from fadu.service.counting import Book, month
from fadu.store.models import Town

__all__ = ["as_json", "by_month", "figures", "month", "period_of", "run"]


def figures(org: str, period: Period, codes: Iterable[str] = ()) -> dict[str, Figure]:
    """Code → figure, for all indicators or these (and the ones a rate divides); with all, declared and own figures too."""
    return Book(org, period.last, tuple(codes)).figures(period)


def by_month(org: str, indicator: Indicator, in_year: int) -> tuple[int, ...]:
    """Twelve values of a flow, January first; a stock is taken at each month's end."""
    return Book(org, year(in_year).last, (indicator.code,)).months(indicator.code, in_year)


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
    """The published form of a figure: ``value`` in its unit (yuan, per cent); a rate also says of how many how many."""
    told = {
        "code": figure.code, "label": figure.label, "value": figure.amount, "unit": figure.unit, "text": figure.text,
        "period": figure.period.label, "org": figure.org, "matters": list(figure.behind),
        "parts": {key: part.amount for key, part in figure.parts.items()},
    }  # fmt: skip
    return told if figure.base is None else {**told, "numerator": figure.value, "denominator": figure.base}


def run(period: str = "", org: str = "", json_output: bool = False) -> int:
    """``fadu figures``: print every figure; 2 when the period or the town is unknown."""
    try:
        chosen = period_of(period or str(clock.today().year - 1))
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
    print(
        f"{town.name} {period.label}年"
        if len(period.label) == 4
        else f"{town.name} {chinese_day(period.first)}至{chinese_day(period.last)}"
    )
    for f in found.values():
        unit = "" if f.base is not None else f.unit
        print(f"  {f.label}\t{f.text}{unit}\t（{f.code}，{len(f.behind)}条记录）")
