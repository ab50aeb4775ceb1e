"""A procedure drawn as one SVG, top to bottom: for the command line, for pages and for paper. It decides nothing.

States are boxes, steps are arrows. Colours come from the style sheet where there is one and are plain ones elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from fadu.kernel.procedure import ANY, START, Procedure, Step

_INK, _QUIET = "#1D1B19", "#5F5A52"
#: Where the lanes of skipping and returning arrows begin at the earliest, how far they lie apart, how wide a character is.
_LANES, _LANE, _CHARACTER = 340, 20, 12.5

State = tuple[str, str, bool]
Arc = tuple[str, int, int]
Arrow = tuple[str, str, str]


def svg(procedure: Procedure, steps: Iterable[Step] | None = None) -> str:
    """The diagram of a procedure, with all its steps or with these."""
    return drawn(
        [(s.id, s.label, s.closed) for s in procedure.states], arrows(procedure.steps if steps is None else steps), procedure.label
    )


def arrows(steps: Iterable[Step]) -> list[Arrow]:
    """Each way from state to state (name, from, to); a step that moves nothing leads back to where it stands."""
    return [(s.label, a, b) for s in steps for a in s.source if a not in (START, ANY) for b in dict.fromkeys(s.destinations or (a,))]


def drawn(states: Sequence[State], steps: Sequence[Arrow], label: str = "") -> str:
    """States (id, name, closed) and arrows (name, from, to).

    A step to the next state is a straight arrow; one that skips or returns leaves at the right, and all that lead to
    the same state share its lane; a step that stays stands beside its box.
    """
    index = {id_: i for i, (id_, _, _) in enumerate(states)}
    known = [(name, index[a], index[b]) for name, a, b in steps if a in index and b in index]
    straight = _grouped((a, name) for name, a, b in known if b == a + 1)
    staying = _grouped((a, name) for name, a, b in known if b == a)
    arcs = [arc for arc in known if arc[2] not in (arc[1], arc[1] + 1)]
    leaving = _grouped((a, name) for name, a, _ in arcs)
    heights = [max(32, 17 * (len(leaving.get(i, ())) + (i in staying)) + 8) for i in range(len(states))]
    tops = [20 + sum(heights[:i]) + 34 * i for i in range(len(states))]
    parts = [_ARROW, *(_box(tops[i], heights[i], name, closed) for i, (_, name, closed) in enumerate(states))]
    again = {i: "可反复：" + "、".join(names) for i, names in staying.items()}
    parts += [text("c-tick", 172, tops[i] + heights[i] - 8, words) for i, words in again.items()]
    parts += [_straight(tops[i] + heights[i], "、".join(names)) for i, names in straight.items()]
    lanes = _lanes(arcs, max([_LANES, *(184 + _CHARACTER * len(words) for words in again.values())]))
    rows = {(i, name): tops[i] + 17 * n + 16 for i, names in leaving.items() for n, name in enumerate(names)}
    parts += _arcs(arcs, rows, lanes, {i: tops[i] + heights[i] - 5 for i in lanes})
    said = "；".join(f"{name}：{states[a][1]}到{states[b][1]}" for name, a, b in known)
    height = tops[-1] + heights[-1] + 12 if states else 20
    return sheet(max([_LANES + 40, *(x + 30 for x in lanes.values())]), height, "".join(parts), label, said)


def sheet(width: float, height: float, inside: str, label: str, said: str, kind: str = "chart") -> str:
    """An SVG that speaks for itself: title and description for readers."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img"><title>{escape(label)}</title><desc>{escape(said)}</desc>{inside}</svg>'
    )


def text(kind: str, x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words of a diagram or chart."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="13" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'


def _lanes(arcs: Iterable[Arc], first: float) -> dict[int, float]:
    """Where the lane of each state runs that arcs lead to: the nearer ones inside."""
    reach: dict[int, int] = {}
    for _, source, dest in arcs:
        reach[dest] = max(reach.get(dest, 0), abs(dest - source))
    return {dest: first + n * _LANE for n, dest in enumerate(sorted(reach, key=lambda dest: reach[dest]))}


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: list(dict.fromkeys(names)) for key, names in found.items()}


def _straight(y: float, names: str) -> str:
    return _edge(f"M90 {y:g}v32", tip=True) + text("c-name", 98, y + 22, names)


def _arcs(
    arcs: Sequence[Arc], rows: Mapping[tuple[int, str], float], lanes: Mapping[int, float], ends: Mapping[int, float]
) -> Iterator[str]:
    """Each step leaves once, at its row, as far as its last lane; each lane is one line with one tip."""
    for (source, name), y in rows.items():
        furthest = max(lanes[dest] for n, a, dest in arcs if (a, n) == (source, name))
        yield _edge(f"M160 {y:g}H{furthest:g}") + text("c-tick", 172, y - 4, name)
    for dest, x in lanes.items():
        ys = [ends[dest], *(rows[source, name] for name, source, d in arcs if d == dest)]
        yield _edge(f"M{x:g} {min(ys):g}V{max(ys):g}M{x:g} {ends[dest]:g}H162", tip=True)


def _edge(path: str, *, tip: bool = False) -> str:
    end = ' marker-end="url(#tip)"' if tip else ""
    return f'<path class="c-edge" fill="none" stroke="{_QUIET}" stroke-width="1.2"{end} d="{path}"/>'


_ARROW = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    f'<path class="c-tip" fill="{_QUIET}" d="M0 0l8 4-8 4z"/></marker></defs>'
)


def _box(y: float, height: float, name: str, closed: bool) -> str:
    outer = f'<rect class="c-box" x="20" y="{y:g}" width="140" height="{height:g}" fill="none" stroke="{_INK}" stroke-width="1.3"/>'
    inner = f'<rect class="c-box" x="23" y="{y + 3:g}" width="134" height="{height - 6:g}" fill="none" stroke="{_INK}"/>' if closed else ""
    return outer + inner + text("c-state", 90, y + height / 2 + 5, name, "middle")
