"""Counts a town's figures over the store by the kernel's own rule: everything needed is read once, then counted in memory.

Beside the indicators of the packs it counts the town's own adopted indicators and takes in confirmed declared
figures. Nothing is cached between requests and nothing is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from fadu.kernel.field import Value, decode
from fadu.kernel.indicator import Figure, Happening, Indicator, Measure, Period, UnbalancedSplit, count, rate
from fadu.kernel.procedure import Procedure
from fadu.kernel.records import Row
from fadu.packs import catalogue
from fadu.service.rule_words import with_own_texts
from fadu.store.models import Matter, Milestone, RegisterRow
from fadu.store.records import row_of

DECLARED, OWN = "annual_report.declared_figure", "annual_report.indicator"
#: Figures that matters hold rather than counts: not part of any pack's definitions.
DECLARED_PREFIX, OWN_PREFIX = "declared.", "own."
_KEY = re.compile(r"[a-z][a-z_0-9]{0,40}")


@dataclass(slots=True)
class _Entries:
    """The entries of one procedure in the order of the journal, and where each step and each arrival in a state stands."""

    all: list[Happening] = field(default_factory=list)
    _steps: dict[str, list[int]] = field(default_factory=dict)
    _arrivals: dict[str, list[int]] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)

    def add(self, happening: Happening) -> None:
        at = len(self.all)
        self.all.append(happening)
        self._steps.setdefault(happening.step, []).append(at)
        if self._states.get(happening.matter) != happening.state:
            self._arrivals.setdefault(happening.state, []).append(at)
        self._states[happening.matter] = happening.state

    def meeting(self, indicator: Indicator) -> list[Happening]:
        """Entries of the indicator's steps, and those that arrive in one of its states."""
        places = {at for s in indicator.steps for at in self._steps.get(s, ())}
        places |= {at for s in indicator.states for at in self._arrivals.get(s, ())}
        return [self.all[at] for at in sorted(places)]


@dataclass
class Book:
    """One town as counting sees it on the last day of ``until``.

    ``codes`` narrows what is read to these indicators and what they divide. ``entries_before`` counts as of a
    journal entry: later ones are left out, by which a frozen figure finds its records again. ``extra`` are rules on
    trial, counted alone.
    """

    org: str
    until: date
    codes: tuple[str, ...] = ()
    entries_before: int = 0
    extra: tuple[Indicator, ...] = ()
    _counted: dict[Period, dict[str, Figure]] = field(default_factory=dict)

    @cached_property
    def definitions(self) -> dict[str, Indicator]:
        """Code → counting rule, packs first, then the town's own; in the town's own words where it has some."""
        if self.extra:
            return {i.code: i for i in self.extra}
        known = {**catalogue().indicators, **(own_indicators(self.org) if self._wants(OWN_PREFIX) else {})}
        chosen = _with_bases(self.codes, known) if self.codes else known
        return with_own_texts(self.org, self.until, chosen, self.entries_before)

    def figures(self, period: Period) -> dict[str, Figure]:
        """Code → figure, in the order of the definitions; declared figures of a whole year last."""
        if period not in self._counted:
            self._counted[period] = self._count(period)
        return self._counted[period]

    def months(self, code: str, in_year: int) -> tuple[int, ...]:
        """Twelve values of a flow, January first; a stock is taken at each month's end. () for rates and declared figures."""
        indicator = self.definitions.get(code)
        if indicator is None or indicator.measure is Measure.RATE:
            return ()
        bare = replace(indicator, splits=())
        if indicator.measure in (Measure.MATTERS, Measure.SUM):
            by_month = _by_month(self._relevant(indicator), in_year)
            return tuple(count(bare, by_month[m], (), month(in_year, m), self.org).value for m in range(1, 13))
        relevant = self._relevant(indicator)
        return tuple(count(bare, relevant, self._rows, month(in_year, m), self.org).value for m in range(1, 13))

    def _count(self, period: Period) -> dict[str, Figure]:
        found = {
            code: _count_one(indicator, self._relevant(indicator), self._rows, period, self.org)
            for code, indicator in self.definitions.items()
            if indicator.measure is not Measure.RATE
        }
        for code, indicator in self.definitions.items():
            if indicator.measure is Measure.RATE:
                found[code] = rate(indicator, found[indicator.numerator], found[indicator.denominator])
        ordered = {code: found[code] for code in self.definitions}
        return ordered | (self._declared(period) if self._wants(DECLARED_PREFIX) else {})

    def _wants(self, prefix: str) -> bool:
        return not self.extra and (not self.codes or any(c.startswith(prefix) for c in self.codes))

    def _declared(self, period: Period) -> dict[str, Figure]:
        found = declared_figures(self.org, period)
        return {c: f for c, f in found.items() if not self.codes or c in self.codes}

    def _relevant(self, indicator: Indicator) -> list[Happening]:
        """The entries that may count, in the order of the journal. A matter that counts once needs only those that meet the rule."""
        found: list[Happening] = []
        for procedure in indicator.procedures:
            every = self._happenings.get(procedure)
            if every is None:
                continue
            once = indicator.measure in (Measure.MATTERS, Measure.SUM)
            found += every.meeting(indicator) if once else every.all
        return found

    @cached_property
    def _happenings(self) -> dict[str, _Entries]:
        """Every entry up to the last day that could count, by procedure; a matter's facts are read once."""
        wanted = _facts_wanted(self.definitions.values())
        matters = {m["key"]: m for m in _matters(self.org, wanted)}
        entries = Milestone.objects.filter(org=self.org, procedure__in=list(wanted), on__lte=self.until)
        if self.entries_before:
            entries = entries.filter(entry_id__lt=self.entries_before)
        found: dict[str, _Entries] = {}
        rows = entries.order_by("on", "entry_id").annotate(key=Cast("matter_id", TextField()))
        for row in rows.values_list("key", "procedure", "step", "state", "on", "seq"):
            found.setdefault(row[1], _Entries()).add(_happening(self.org, row, matters[row[0]]))
        return found

    @cached_property
    def _rows(self) -> list[Row]:
        registers = {i.register for i in self.definitions.values() if i.register}
        stored = RegisterRow.objects.filter(org=self.org, register__in=registers).order_by("since", "id")
        if self.entries_before:
            stored = stored.exclude(entry_id__gte=self.entries_before)
        return [row_of(r, catalogue().registers.get(r.register)) for r in stored]


def own_indicators(org: str) -> dict[str, Indicator]:
    """Code → the counting rules the town adopted itself. One whose procedure or state is gone counts nothing and is left out."""
    if not catalogue().has_procedure(OWN):
        return {}
    rows = Matter.objects.filter(org=org, procedure=OWN, state="adopted").order_by("opened_on", "id")
    made = (own_indicator(str(r["id"]), r["snapshot__facts"] or {}) for r in rows.values("id", "snapshot__facts"))
    return {i.code: i for i in made if i is not None}


def own_indicator(matter: str, facts: Mapping[str, Any]) -> Indicator | None:
    """The counting rule behind a matter of the town's own indicators; None when it names nothing that exists."""
    source, _, state = str(facts.get("counted_state", "")).partition(":")
    if not catalogue().has_procedure(source) or catalogue().procedure(source).state(state) is None:
        return None
    return Indicator(
        code=f"{OWN_PREFIX}i{matter[:8]}", label=str(facts.get("indicator_name", "")), unit=str(facts.get("indicator_unit", "件")),
        rule=str(facts.get("rule_text", "")), source="本镇自定义指标", procedures=(source,), states=(state,),
    )  # fmt: skip


def declared_figures(org: str, period: Period) -> dict[str, Figure]:
    """Code → confirmed declared figure of that year, with the matter that declares it behind it. None for other periods."""
    if len(period.label) != 4 or not catalogue().has_procedure(DECLARED):
        return {}
    return {f.code: f for f in (_declared(org, period, id, facts) for id, facts in declarations(org, period.first.year))}


def declarations(org: str, in_year: int) -> list[tuple[str, dict[str, Any]]]:
    """(matter, facts) of the confirmed declared figures of a year, in the order in which they were declared."""
    rows = Matter.objects.filter(org=org, procedure=DECLARED, state="confirmed", snapshot__facts__year=in_year)
    opened = Milestone.objects.filter(matter=OuterRef("pk")).order_by("entry_id").values("entry_id")[:1]
    ordered = rows.annotate(opened=Subquery(opened)).order_by("opened", "id")
    return [(str(r["id"]), r["snapshot__facts"]) for r in ordered.values("id", "snapshot__facts")]


def declared_code(facts: Mapping[str, Any]) -> str:
    """``declared.sites``; a figure without a plain key is known by the digest of its name."""
    key = str(facts.get("figure_key", ""))
    name = hashlib.sha256(str(facts.get("figure_name", "")).encode()).hexdigest()[:8]
    return DECLARED_PREFIX + (key if _KEY.fullmatch(key) else f"k{name}")


def _declared(org: str, period: Period, matter: str, facts: Mapping[str, Any]) -> Figure:
    return Figure(
        code=declared_code(facts), label=str(facts.get("figure_name", "")), unit=str(facts.get("figure_unit", "")),
        value=int(facts.get("figure_value", 0)), period=period, org=org, behind=(matter,),
    )  # fmt: skip


def month(in_year: int, number: int) -> Period:
    following = date(in_year + number // 12, number % 12 + 1, 1)
    return Period(date(in_year, number, 1), date.fromordinal(following.toordinal() - 1))


def _by_month(entries: Iterable[Happening], in_year: int) -> dict[int, list[Happening]]:
    """The first entry of every matter that has it in that year, by month."""
    first: dict[str, Happening] = {}
    for h in entries:
        first.setdefault(h.matter, h)
    found: dict[int, list[Happening]] = {m: [] for m in range(1, 13)}
    for h in first.values():
        if h.on.year == in_year:
            found[h.on.month].append(h)
    return found


def _count_one(indicator: Indicator, happenings: Iterable[Happening], rows: Iterable[Row], period: Period, org: str) -> Figure:
    """The figure. Where a split does not add up it is left out rather than hiding every other figure of the town.

    The records whose fact no part names are then found by ``annual_report.identities.unsound`` or by opening the figure.
    """
    try:
        return count(indicator, happenings, rows, period, org)
    except UnbalancedSplit:
        opened = replace(indicator, splits=tuple(replace(s, closed=False) for s in indicator.splits))
        return _without_overlap(opened, happenings, rows, period, org)


def _without_overlap(indicator: Indicator, happenings: Iterable[Happening], rows: Iterable[Row], period: Period, org: str) -> Figure:
    try:
        return count(indicator, happenings, rows, period, org)
    except UnbalancedSplit:
        return count(replace(indicator, splits=()), happenings, rows, period, org)


def _with_bases(codes: Iterable[str], known: Mapping[str, Indicator]) -> dict[str, Indicator]:
    chosen = {code: known[code] for code in codes if code in known}
    for indicator in tuple(chosen.values()):
        for base in (indicator.numerator, indicator.denominator):
            if base:
                chosen |= _with_bases([base], known)
    return chosen


def _facts_wanted(indicators: Iterable[Indicator]) -> dict[str, set[str]]:
    """Procedure → the facts that some indicator asks for: conditions, splits and sums."""
    found: dict[str, set[str]] = {}
    for i in indicators:
        asked = {w.field for w in i.where} | {s.field for s in i.splits} | ({i.sums} if i.sums else set())
        for procedure in i.procedures:
            found.setdefault(procedure, set()).update(asked)
    return found


def _matters(org: str, wanted: Mapping[str, set[str]]) -> Iterator[dict[str, Any]]:
    rows = Matter.objects.filter(org=org, procedure__in=list(wanted))
    typed: dict[str, Procedure] = {name: catalogue().procedure(name) for name in wanted}
    fields = {name: {f.name: f for f in p.fields if f.name in wanted[name]} for name, p in typed.items()}
    rows = rows.annotate(key=Cast("id", TextField()))
    for key, procedure, village, annulled_on, facts in rows.values_list(
        "key", "procedure", "village", "annulled_on", "snapshot__facts"
    ).iterator():
        typed_facts = {name: decode(f, facts[name]) for name, f in fields[procedure].items() if name in (facts or {})}
        yield {"key": key, "id": _dashed(key), "village": village, "annulled_on": annulled_on, "facts": typed_facts}


def _dashed(key: str) -> str:
    """A matter's id as it is written everywhere; one database keeps it without dashes."""
    return key if "-" in key else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _happening(org: str, row: tuple[Any, ...], matter: Mapping[str, Any]) -> Happening:
    facts: Mapping[str, Value] = matter["facts"]
    return Happening(
        matter=matter["id"], procedure=row[1], step=row[2], state=row[3], on=row[4], org=org, seq=row[5],
        village=matter["village"], facts=facts, annulled=matter["annulled_on"] is not None,
    )  # fmt: skip
