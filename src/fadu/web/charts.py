"""Small SVG charts drawn on the server: bars, lines, months, a heat calendar, a procedure's diagram.

Each chart is one string that speaks for itself (title and description for readers), takes its colours from
the style sheet and carries plain ones for paper and files. No chart ranks anybody and none is a gauge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

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
    parts = []
    for i, (name, value, shown) in enumerate(rows):
        y, width = i * 26, round(value / top * 240, 1)
        parts += [
            _text("c-name", 112, y + 17, name, "end"), _rect("c-bar", 122, y + 5, width, 16, _QUIET),
            _text("c-value", 128 + width, y + 17, shown),
        ]  # fmt: skip
    return _svg(440, max(len(rows) * 26, 26), "".join(parts), label, "；".join(f"{n}{s}" for n, _, s in rows))


def line(series: Sequence[tuple[str, Sequence[int]]], ticks: Sequence[str] = _MONTHS, label: str = "") -> SafeString:
    """One or two lines over the same ticks; the last is drawn strong, earlier ones quiet and dashed."""
    top = max([v for _, values in series for v in values], default=0) or 1
    step = 520 / max(len(ticks) - 1, 1)
    parts = [_rect("c-base", 40, y, 520, 1, _LINE) for y in (20, 90, 160)]
    parts += [_text("c-tick", 34, 24, str(top), "end"), _text("c-tick", 34, 164, "0", "end")]
    parts += [_text("c-tick", 40 + i * step, 182, tick, "middle") for i, tick in enumerate(ticks)]
    for n, (name, values) in enumerate(series):
        points = [(round(40 + i * step, 1), round(160 - v / top * 140, 1)) for i, v in enumerate(values)]
        strong = n == len(series) - 1
        kind, colour, dash = ("c-line", _INK, "") if strong else ("c-line before", _QUIET, ' stroke-dasharray="4 4"')
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline class="{kind}" fill="none" stroke="{colour}" stroke-width="2"{dash} points="{path}"/>')
        if points:
            parts.append(_text("c-name", points[-1][0] + 6, points[-1][1] + 5, name))
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
            parts.append(_text("c-tick", 24 + week * 13, 12, _MONTHS[on.month - 1]))
    parts += [_text("c-tick", 18, 28 + row * 13, name, "end") for row, name in ((0, "一"), (3, "四"), (6, "日"))]
    busiest = max(counts, key=lambda d: counts[d], default=None)
    said = f"全年{sum(counts.values())}{unit}" + (
        f"，最多一天{busiest.month}月{busiest.day}日{counts[busiest]}{unit}" if busiest else ""
    )
    return _svg(24 + 54 * 13, 112, "".join(parts), label, said)


def state_diagram(
    states: Sequence[tuple[str, str, bool]], steps: Sequence[tuple[str, str, str]], label: str = ""
) -> SafeString:
    """A procedure top to bottom: states are boxes (id, name, closed), steps are arrows (name, from, to).

    A step to the next state is a straight arrow; one that skips or returns leaves at the right and runs in a lane
    of its own; a step that stays stands beside its box.
    """
    index = {id_: i for i, (id_, _, _) in enumerate(states)}
    known = [(name, index[a], index[b]) for name, a, b in steps if a in index and b in index]
    straight = _grouped((a, name) for name, a, b in known if b == a + 1)
    staying = _grouped((a, name) for name, a, b in known if b == a)
    arcs = sorted((arc for arc in known if arc[2] not in (arc[1], arc[1] + 1)), key=lambda arc: abs(arc[2] - arc[1]))
    leaving = _grouped((a, name) for name, a, _ in arcs)
    heights = [max(32, 17 * (len(leaving.get(i, ())) + (i in staying)) + 8) for i in range(len(states))]
    tops = [20 + sum(heights[:i]) + 34 * i for i in range(len(states))]
    parts = [_ARROW]
    for i, (_, name, closed) in enumerate(states):
        parts.append(_box(tops[i], heights[i], name, closed))
        if i in staying:
            parts.append(_text("c-tick", 172, tops[i] + heights[i] - 8, "可反复：" + "、".join(staying[i])))
    parts += [_straight(tops[i] + heights[i], "、".join(names)) for i, names in straight.items()]
    parts += [_arc(n, arc, tops, heights, leaving) for n, arc in enumerate(arcs)]
    width = _LANES + max(len(arcs) * 20 + 10, 40)
    said = "；".join(f"{name}：{states[a][1]}到{states[b][1]}" for name, a, b in known)
    return _svg(width, (tops[-1] + heights[-1] + 12) if states else 20, "".join(parts), label, said)


#: Where the lanes of skipping and returning arrows begin.
_LANES = 340


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return found


def _straight(y: float, names: str) -> str:
    arrow = f'<path class="c-edge" fill="none" stroke="{_QUIET}" stroke-width="1.4" marker-end="url(#tip)" d="M90 {y:g}v32"/>'
    return arrow + _text("c-name", 98, y + 22, names)


def _arc(
    n: int, arc: tuple[str, int, int], tops: Sequence[float], heights: Sequence[float], leaving: Mapping[int, list[str]]
) -> str:
    name, source, dest = arc
    y1 = tops[source] + 17 * leaving[source].index(name) + 16
    y2, x = tops[dest] + heights[dest] - 5, _LANES + n * 20
    path = f"M160 {y1:g}H{x}V{y2:g}H162"
    line_ = f'<path class="c-edge" fill="none" stroke="{_QUIET}" stroke-width="1.2" marker-end="url(#tip)" d="{path}"/>'
    return line_ + _text("c-tick", 172, y1 - 4, name)


_ARROW = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    f'<path class="c-tip" fill="{_QUIET}" d="M0 0l8 4-8 4z"/></marker></defs>'
)


def _box(y: float, height: float, name: str, closed: bool) -> str:
    outer = f'<rect class="c-box" x="20" y="{y:g}" width="140" height="{height:g}" fill="none" stroke="{_INK}" stroke-width="1.3"/>'
    inner = (
        f'<rect class="c-box" x="23" y="{y + 3:g}" width="134" height="{height - 6:g}" fill="none" stroke="{_INK}"/>'
        if closed
        else ""
    )
    return outer + inner + _text("c-state", 90, y + height / 2 + 5, name, "middle")


def _svg(width: float, height: float, inside: str, label: str, said: str, kind: str = "chart") -> SafeString:
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img"><title>{escape(label)}</title><desc>{escape(said)}</desc>{inside}</svg>'
    )


def _rect(kind: str, x: float, y: float, width: float, height: float, fill: str, hint: str = "") -> str:
    title = f"<title>{escape(hint)}</title>" if hint else ""
    return (
        f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}">{title}</rect>'
    )


def _text(kind: str, x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="13" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'


def _heat(step: int) -> str:
    return ("none", "#D8D1C4", "#A79E8F", "#6B645A", "#1D1B19")[step]


def _months_said(values: Sequence[int], unit: str) -> str:
    return "、".join(f"{m}{v}{unit}" for m, v in zip(_MONTHS, values, strict=False))
