"""Indicators (指标) and figures (数字): what is counted, by which rule, and the matters behind each number.

An indicator is declarative, so that the same definition counts in memory, over the store and over exported
facts. A figure is never typed in and never rounded before it is printed. Nil is a fact (未发生).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from fadu.kernel.field import Value, yuan
from fadu.kernel.records import Row

#: The unit of a rate that is a share of its base; a rate in any other unit is an average.
SHARE = "%"


class Measure(StrEnum):
    """How an indicator counts.

    MATTERS each matter once, by the first day it met the rule; EVENTS every entry that meets it; SUM adds
    a fact over those matters; STOCK matters standing in a state at the end of the period, STOCK_BEFORE at the end
    of the day before its first; ROWS register rows in force at the end; ROWS_SUM a column over them; ROWS_BEGUN
    register rows whose first day lies in the period; RATE numerator over denominator: in % a share, in any other unit what falls to each on average.
    """

    MATTERS = "matters"
    EVENTS = "events"
    SUM = "sum"
    STOCK = "stock"
    STOCK_BEFORE = "stock_before"
    ROWS = "rows"
    ROWS_SUM = "rows_sum"
    ROWS_BEGUN = "rows_begun"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def label(self) -> str:
        """2025 for a calendar year, else its first and last day: 2025-01-01..2025-09-30."""
        whole_year = (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
        return str(self.first.year) if whole_year else f"{self.first}..{self.last}"


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on a fact or column: one of these values, or (``negate``) none of them.

    An empty ``values`` asks that the fact be present. Absent facts equal nothing.
    """

    field: str
    values: tuple[Value, ...] = ()
    negate: bool = False

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Whether these facts meet the condition. A list is compared whole, never by its elements."""
        found = facts.get(self.field)
        met = (found is not None) if not self.values else found in self.values
        return met is not self.negate


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a figure by the value of a fact. ``closed``: the parts must add up to the whole.

    ``parts`` pairs a part's key, as sentences name it, with the values that fall into it.
    """

    id: str
    label: str
    field: str
    parts: tuple[tuple[str, tuple[Value, ...]], ...]
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One counting rule. ``code`` is ``pack.name``; ``unit`` its classifier (件, 次, 人次, 元…).

    ``procedures`` with ``steps`` or ``states`` say which entries count: an entry of one of these steps, or
    one that arrives in one of these states. ``where`` are conditions on the matter's facts as they stand.
    ``dated`` is the column of a register row that holds the day of what ``sums`` adds: a sum of an earlier year adds
    nothing. Where the row does not say, it is the day since which the row holds.
    ``within`` names the figure of which this is a subset. ``counts_annulled``: an act set aside later still
    counts in its year. ``rule`` is the counting rule in Chinese, ``source`` who said so; ``caution``
    tells with which other number a reader would confuse this one, and stands beside it.
    """

    code: str
    label: str
    unit: str
    rule: str
    source: str
    measure: Measure = Measure.MATTERS
    procedures: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    sums: str = ""
    dated: str = ""
    register: str = ""
    splits: tuple[Split, ...] = ()
    numerator: str = ""
    denominator: str = ""
    within: str = ""
    accepted_units: tuple[str, ...] = ()
    counts_annulled: bool = True
    nil: str = "本年未发生"
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry as counting sees it, with the matter's facts as they stand now."""

    matter: str
    procedure: str
    step: str
    state: str
    on: date
    org: str
    seq: int
    village: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    annulled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted number with what stands behind it: matter ids, or register keys for stocks of rows.

    For a rate ``value`` is the numerator and ``base`` the denominator; ``base`` is None otherwise.
    """

    code: str
    label: str
    unit: str
    value: int
    period: Period
    org: str
    behind: tuple[str, ...] = ()
    parts: Mapping[str, Figure] = field(default_factory=dict)
    base: int | None = None

    @property
    def id(self) -> str:
        """How reports, pages and the API name it: organ, code and period, as 500102128/penalty.decisions/2025."""
        return f"{self.org}/{self.code}/{self.period.label}"

    @property
    def is_nil(self) -> bool:
        """Whether nothing happened. A rate of nothing over something (0/95) is no nil."""
        return self.value == 0 and not self.base

    @property
    def text(self) -> str:
        """The number as it prints, without its unit: 347, 7480, 100%（95/95）. Exact but for a rate's 0.1 %.

        An average prints its unit too: 61学时（732/12）. Records that give a share more than its base are at fault; the
        text says so and prints no percentage.
        """
        if self.base is not None and self.unit != SHARE:
            return average_text(self.value, self.base, self.unit)
        if self.base and self.value > self.base:
            return f"无法计算（{self.value}/{self.base}，分子大于基数）"
        if self.base is not None:
            return rate_text(self.value, self.base)
        return yuan(self.value) if self.unit == "元" else str(self.value)

    @property
    def amount(self) -> int | float | None:
        """The number for tables and data; see ``in_unit``."""
        return in_unit(self.value, self.unit, self.base)


def in_unit(value: int, unit: str, base: int | None = None) -> int | float | None:
    """The number for tables and data: yuan for money, per cent or average as printed for a rate; None for a rate that cannot be had."""
    if base is not None and unit != SHARE:
        return _whole(_tenths(value, base), 10) if base > 0 else None
    if base is not None:
        return _whole(_per_mille(value, base), 10) if base > 0 and value <= base else None
    return _whole(value, 100) if unit == "元" else value


def average_text(total: int, heads: int, unit: str) -> str:
    """61学时（732/12）, 61.3学时（736/12）: to one place; without anybody to share it 无."""
    if heads == 0:
        return "无（基数为0）"
    whole, tenth = divmod(_tenths(total, heads), 10)
    return f"{whole}.{tenth}{unit}（{total}/{heads}）" if tenth else f"{whole}{unit}（{total}/{heads}）"


def _tenths(total: int, heads: int) -> int:
    return (total * 20 + heads) // (2 * heads)


def rate_text(numerator: int, denominator: int) -> str:
    """100%（95/95）, 97.9%（93/95）; a rate without a base is 无. Raises ValueError above 100 %."""
    if denominator == 0:
        return "无（基数为0）"
    if numerator > denominator:
        raise ValueError(f"a rate never exceeds its base: {numerator}/{denominator}")
    whole, tenth = divmod(_per_mille(numerator, denominator), 10)
    return f"{whole}.{tenth}%（{numerator}/{denominator}）" if tenth else f"{whole}%（{numerator}/{denominator}）"


def _per_mille(numerator: int, denominator: int) -> int:
    """Rounded to the nearest, but never to the whole when something is missing."""
    nearest = (numerator * 2000 + denominator) // (2 * denominator)
    return 999 if nearest == 1000 and numerator < denominator else nearest


def _whole(value: int, per: int) -> int | float:
    return value // per if value % per == 0 else value / per


def count(indicator: Indicator, happenings: Iterable[Happening], rows: Iterable[Row], period: Period, org: str) -> Figure:
    """The figure of one indicator that is not a rate, over entries in journal order and register rows."""
    counted = _counted(indicator, happenings, rows, period)
    return _figure(indicator, counted, period, org)


def rate(indicator: Indicator, numerator: Figure, denominator: Figure) -> Figure:
    """The figure of a rate. Its parts are those of the numerator where the denominator has them too."""
    parts = {k: _rate_figure(indicator, part, denominator.parts[k]) for k, part in numerator.parts.items() if k in denominator.parts}
    whole = _rate_figure(indicator, numerator, denominator)
    return Figure(
        code=whole.code, label=whole.label, unit=whole.unit, value=whole.value, period=whole.period,
        org=whole.org, behind=whole.behind, parts=parts, base=whole.base,
    )  # fmt: skip


def _rate_figure(indicator: Indicator, numerator: Figure, denominator: Figure) -> Figure:
    return Figure(
        code=indicator.code, label=indicator.label, unit=indicator.unit, value=numerator.value,
        base=denominator.value, period=numerator.period, org=numerator.org, behind=denominator.behind,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Counted:
    """One thing that counts: its id, how much it adds, and the facts by which it is split."""

    id: str
    amount: int
    facts: Mapping[str, Value]


def _counted(indicator: Indicator, happenings: Iterable[Happening], rows: Iterable[Row], period: Period) -> list[_Counted]:
    if indicator.measure in (Measure.ROWS, Measure.ROWS_SUM, Measure.ROWS_BEGUN):
        return _rows_counted(indicator, rows, period)
    if indicator.measure is Measure.STOCK:
        return _standing(indicator, happenings, period.last)
    if indicator.measure is Measure.STOCK_BEFORE:
        return _standing(indicator, happenings, period.first - timedelta(days=1))
    return _happened(indicator, happenings, period)


def _rows_counted(indicator: Indicator, rows: Iterable[Row], period: Period) -> list[_Counted]:
    begun = indicator.measure is Measure.ROWS_BEGUN
    return [
        _Counted(row.key, _amount(indicator, row.values), row.values)
        for row in rows
        if row.register == indicator.register
        and (row.since in period if begun else row.in_force(period.last))
        and all(w.holds(row.values) for w in indicator.where)
        and (not indicator.dated or _day_of(row, indicator.dated).year == period.last.year)
    ]


def _day_of(row: Row, column: str) -> date:
    day = row.get(column)
    return day if isinstance(day, date) else row.since


def _standing(indicator: Indicator, happenings: Iterable[Happening], day: date) -> list[_Counted]:
    """Matters whose last entry up to the end of that day leaves them in one of the states."""
    last: dict[str, Happening] = {}
    for h in happenings:
        if h.procedure in indicator.procedures and h.on <= day:
            last[h.matter] = h
    return [_of(indicator, h) for h in last.values() if h.state in indicator.states and _admitted(indicator, h)]


def _happened(indicator: Indicator, happenings: Iterable[Happening], period: Period) -> list[_Counted]:
    """Entries that meet the rule. Each matter counts by the first of them; EVENTS counts them all."""
    seen: dict[str, str] = {}
    counted: list[_Counted] = []
    for h in happenings:
        if h.procedure not in indicator.procedures or not _meets(indicator, h, seen):
            continue
        if indicator.measure is not Measure.EVENTS and f"{h.matter}!" in seen:
            continue
        seen[f"{h.matter}!"] = h.state
        if h.on in period and _admitted(indicator, h):
            counted.append(_of(indicator, h))
    return counted


def _meets(indicator: Indicator, h: Happening, states: dict[str, str]) -> bool:
    """Whether the entry is one of the steps, or arrives (not merely stays) in one of the states."""
    arrived = states.get(h.matter) != h.state
    states[h.matter] = h.state
    return h.step in indicator.steps or (arrived and h.state in indicator.states)


def _admitted(indicator: Indicator, h: Happening) -> bool:
    return (indicator.counts_annulled or not h.annulled) and all(w.holds(h.facts) for w in indicator.where)


def _of(indicator: Indicator, h: Happening) -> _Counted:
    return _Counted(h.matter, _amount(indicator, h.facts), h.facts)


def _amount(indicator: Indicator, facts: Mapping[str, Value]) -> int:
    if not indicator.sums:
        return 1
    value = facts.get(indicator.sums, 0)
    return value if isinstance(value, int) else 0


def _figure(indicator: Indicator, counted: Sequence[_Counted], period: Period, org: str) -> Figure:
    parts: dict[str, Figure] = {}
    for split in indicator.splits:
        for key, values in split.parts:
            chosen = [c for c in counted if c.facts.get(split.field) in values]
            parts[f"{split.id}.{key}"] = _sum(indicator, chosen, period, org)
        _check_closed(indicator, split, parts, counted)
    whole = _sum(indicator, counted, period, org)
    return Figure(
        code=whole.code, label=whole.label, unit=whole.unit, value=whole.value, period=period, org=org,
        behind=whole.behind, parts=parts,
    )  # fmt: skip


def _sum(indicator: Indicator, counted: Sequence[_Counted], period: Period, org: str) -> Figure:
    return Figure(
        code=indicator.code, label=indicator.label, unit=indicator.unit, value=sum(c.amount for c in counted),
        period=period, org=org, behind=tuple(c.id for c in counted),
    )  # fmt: skip


def _check_closed(indicator: Indicator, split: Split, parts: Mapping[str, Figure], counted: Sequence[_Counted]) -> None:
    total = sum(parts[f"{split.id}.{key}"].value for key, _ in split.parts)
    whole = sum(c.amount for c in counted)
    if total > whole or (split.closed and total != whole):
        stray = {str(c.facts.get(split.field)) for c in counted} - {str(v) for _, vs in split.parts for v in vs}
        raise UnbalancedSplit(indicator.code, split.id, whole, total, tuple(sorted(stray)))


class UnbalancedSplit(ValueError):
    """A closed split whose parts do not add up: a value that no part names. Broken definition, not bad input."""

    def __init__(self, code: str, split: str, whole: int, total: int, stray: tuple[str, ...]) -> None:
        self.stray = stray
        super().__init__(f"{code} split {split}: parts add up to {total}, the whole is {whole}; unplaced: {stray}")
