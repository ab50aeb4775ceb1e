"""The law layer laid out for reading: rules by topic, all rows of a rule, the versions of a statute and what rests on it.

It reads the rulebook and the catalogue, and no row of anybody's matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.period import TimeLimit
from fadu.kernel.rulebook import Amount, Rulebook, Statute
from fadu.law.naming import OTHER, Topic, topic_of, topics
from fadu.service.law_uses import Cited, Use, citing, uses_of

Row = TimeLimit | Amount


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit or an amount: its rows of every time and place, and the one that holds here on the day; None: none does."""

    name: str
    rows: tuple[Row, ...]
    here: Row | None
    uses: tuple[Use, ...]

    @property
    def label(self) -> str:
        return self.shown.label

    @property
    def shown(self) -> Row:
        """The row to show when only one can be: the one that holds here, else the last."""
        return self.here or self.rows[-1]

    @property
    def is_limit(self) -> bool:
        return isinstance(self.rows[0], TimeLimit)


@dataclass(frozen=True, slots=True)
class Law:
    """A statute: its versions in order, the rules whose number or counting rests on it, the citations of procedures."""

    short: str
    versions: tuple[Statute, ...]
    rules: tuple[Rule, ...]
    cited: tuple[Cited, ...]


def by_topic(book: Rulebook, on: date, place: str, words: str = "") -> list[tuple[Topic, list[Rule]]]:
    """Rules grouped by topic in the order of reading; with ``words`` those whose name, label, articles or start have them all."""
    found: dict[str, list[Rule]] = {}
    for name in (*book.limits, *book.amounts):
        rule = _rule(book, name, on, place)
        if all(word in _said(rule) for word in words.split()):
            found.setdefault(topic_of(name).id, []).append(rule)
    return [(topic, found[topic.id]) for topic in (*topics(), OTHER) if topic.id in found]


def rule(book: Rulebook, name: str, on: date, place: str) -> Rule | None:
    """One rule with all its rows; None when there is no such name."""
    return _rule(book, name, on, place) if name in book.limits or name in book.amounts else None


def statutes(book: Rulebook, words: str = "") -> list[tuple[str, tuple[Statute, ...]]]:
    """Every statute by kind of rank, then by title."""
    rank = {kind: n for n, kind in enumerate(_RANK)}
    rows = [(short, _in_order(versions)) for short, versions in book.statutes.items()]
    kept = [(s, v) for s, v in rows if all(w in s or any(w in x.title or w in x.number for x in v) for w in words.split())]
    return sorted(kept, key=lambda pair: (rank.get(pair[1][-1].kind, len(rank)), pair[0]))


def statute(book: Rulebook, short: str, on: date, place: str) -> Law | None:
    """One statute with what rests on it; None when it is not registered."""
    if short not in book.statutes:
        return None
    names = [name for name, rows in _rows(book).items() if any(short in _laws(row) for row in rows)]
    return Law(short, _in_order(book.statutes[short]), tuple(_rule(book, n, on, place) for n in names), citing(short))


#: From the highest rank down; other kinds follow.
_RANK = ("法律", "行政法规", "党内法规", "地方性法规", "部门规章", "地方政府规章", "司法解释", "规范性文件", "标准", "本镇规则")


def _rule(book: Rulebook, name: str, on: date, place: str) -> Rule:
    rows = _rows(book)[name]
    holding = [r for r in rows if (r.since or on) <= on <= (r.until or on) and place.startswith(r.place)]
    return Rule(name, tuple(rows), max(holding, key=lambda r: len(r.place), default=None), uses_of(name))


def _rows(book: Rulebook) -> Mapping[str, Sequence[Row]]:
    return {**book.limits, **book.amounts}


def _laws(row: Row) -> set[str]:
    counting = row.counting if isinstance(row, TimeLimit) else ()
    return {one.law for one in (*row.basis, *counting)}


def _said(rule: Rule) -> str:
    return " ".join((rule.name, *(" ".join((r.label, r.citation, r.note, getattr(r, "start_event", ""))) for r in rule.rows)))


def _in_order(versions: Sequence[Statute]) -> tuple[Statute, ...]:
    return tuple(sorted(versions, key=lambda v: v.since or date.min))
