"""Small SVG charts drawn on the server: bars, lines, months, a heat calendar, a procedure's diagram.

Each chart is one string that speaks for itself (title and description for readers), takes its colours from
the style sheet and carries plain ones for paper and files. No chart ranks anybody and none is a gauge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from fadu.packs.diagram import Arrow, State, drawn, sheet, text

_MONTHS = tuple(f"{m}月" for m in range(1, 13))
_INK, _QUIET, _LINE, _LINK = "#1D1B19", "#5F5A52", "#E4DFD5", "#1F4E5F"


def monthly_bars(values: Sequence[int], previous: Sequence[int] = (), label: str = "", unit: str = "") -> SafeString:
    """Twelve small bars with last year as a tick over each; ``values`` may stop at the present month."""
    top = max([*values, *previous, 1])
    parts = [_rect("c-base", 0, 27, 143, 1, _LINE)]
    for i, value in enumerate(values[:12]):
        height = round(value / top * 24, 1)
        parts.append(_rect("c-bar", i * 12, 27 - height, 8, height, _QUIET, f"{_MONTHS[i]}{value}{unit}"))
    for i, value in enumerate(previous[:12]):
        parts.append(_rect("c-before", i * 12 - 1, round(26.3 - value / top * 24, 1), 10, 1.4, _LINK))
    return _svg(144, 28, "".join(parts), label, _months_said(values, unit), "chart small")


def bars(rows: Sequence[tuple[str, int, str]], label: str = "") -> SafeString:
    """Horizontal bars in the order given: (name, value, value as it prints). Names stand left, values at the end."""
    top = max([value for _, value, _ in rows], default=0) or 1
    left = max([112, *(13 * len(name) for name, _, _ in rows)])
    parts = []
    for i, (name, value, shown) in enumerate(rows):
        y, width = i * 26, round(value / top * 240, 1)
        parts += [
            text("c-name", left, y + 17, name, "end"), _rect("c-bar", left + 10, y + 5, width, 16, _QUIET),
            text("c-value", left + 16 + width, y + 17, shown),
        ]  # fmt: skip
    return _svg(left + 328, max(len(rows) * 26, 26), "".join(parts), label, "；".join(f"{n}{s}" for n, _, s in rows))


def line(series: Sequence[tuple[str, Sequence[int]]], ticks: Sequence[str] = _MONTHS, label: str = "") -> SafeString:
    """One or two lines over the same ticks; the last is drawn strong, earlier ones quiet and dashed."""
    top = max([v for _, values in series for v in values], default=0) or 1
    step = 520 / max(len(ticks) - 1, 1)
    parts = [_rect("c-base", 40, y, 520, 1, _LINE) for y in (20, 90, 160)]
    parts += [text("c-tick", 34, 24, str(top), "end"), text("c-tick", 34, 164, "0", "end")]
    parts += [text("c-tick", 40 + i * step, 182, tick, "middle") for i, tick in enumerate(ticks)]
    for n, (name, values) in enumerate(series):
        points = [(round(40 + i * step, 1), round(160 - v / top * 140, 1)) for i, v in enumerate(values)]
        strong = n == len(series) - 1
        kind, colour, dash = ("c-line", _INK, "") if strong else ("c-line before", _QUIET, ' stroke-dasharray="4 4"')
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline class="{kind}" fill="none" stroke="{colour}" stroke-width="2"{dash} points="{path}"/>')
        if points:
            parts.append(text("c-name", points[-1][0] + 6, points[-1][1] + 5, name))
    said = "；".join(f"{name}：{'、'.join(map(str, values))}" for name, values in series)
    return _svg(620, 190, "".join(parts), label, said)


def heat_calendar(year: int, counts: Mapping[date, int], label: str = "", unit: str = "") -> SafeString:
    """A year as weeks of small squares in four steps of ink; an empty day is an outline."""
    first, top = date(year, 1, 1), max(counts.values(), default=0) or 1
    offset, parts = first.weekday(), []
    for n in range((date(year + 1, 1, 1) - first).days):
        on = first + timedelta(days=n)
        week, row = divmod(n + offset, 7)
        value = counts.get(on, 0)
        step = 0 if not value else 1 + min(3, (value - 1) * 4 // top)
        hint = f"{on.month}月{on.day}日：{value}{unit}"
        parts.append(_rect(f"c-heat h{step}", 24 + week * 13, 18 + row * 13, 11, 11, _heat(step), hint))
        if on.day == 1:
            parts.append(text("c-tick", 24 + week * 13, 12, _MONTHS[on.month - 1]))
    parts += [text("c-tick", 18, 28 + row * 13, name, "end") for row, name in ((0, "一"), (3, "四"), (6, "日"))]
    busiest = max(counts, key=lambda d: counts[d], default=None)
    said = f"全年{sum(counts.values())}{unit}" + (f"，最多一天{busiest.month}月{busiest.day}日{counts[busiest]}{unit}" if busiest else "")
    return _svg(24 + 54 * 13, 112, "".join(parts), label, said)


def state_diagram(states: Sequence[State], steps: Sequence[Arrow], label: str = "") -> SafeString:
    """A procedure top to bottom: states are boxes (id, name, closed), steps are arrows (name, from, to)."""
    return mark_safe(drawn(states, steps, label))


def _svg(width: float, height: float, inside: str, label: str, said: str, kind: str = "chart") -> SafeString:
    return mark_safe(sheet(width, height, inside, label, said, kind))


def _rect(kind: str, x: float, y: float, width: float, height: float, fill: str, hint: str = "") -> str:
    title = f"<title>{escape(hint)}</title>" if hint else ""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}">{title}</rect>'


def _heat(step: int) -> str:
    return ("none", "#D8D1C4", "#A79E8F", "#6B645A", "#1D1B19")[step]


def _months_said(values: Sequence[int], unit: str) -> str:
    return "、".join(f"{m}{v}{unit}" for m, v in zip(_MONTHS, values, strict=False))
