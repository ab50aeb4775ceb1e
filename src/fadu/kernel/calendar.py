"""Which days are working days (工作日), and why, according to the yearly notices of the State Council.

A calendar is built from data and never reads a clock or a file. Beyond the years it knows it still answers,
from weekends alone, and says through ``knows`` that the answer is provisional: nothing is guessed silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class CalendarGap(ValueError):
    """A day was needed whose year has no holiday notice (放假安排尚未公布)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One yearly notice on holidays (部分节假日安排的通知): the days off and the make-up working days.

    ``off`` lists every day of each break, bridged weekends included; ``work`` the weekend days worked in
    exchange. ``number`` is the notice's number or, where that is not certain, its title. ``names`` says
    which holiday a day belongs to. Source of law: 《全国年节及纪念日放假办法》.
    """

    year: int
    number: str
    off: frozenset[date]
    work: frozenset[date]
    names: tuple[tuple[date, str], ...] = ()

    def __post_init__(self) -> None:
        if both := self.off & self.work:
            raise ValueError(f"{self.number}：{min(both)} 不能既放假又上班")
        if idle := [day for day in self.work if day.weekday() < 5]:
            raise ValueError(f"{self.number}：{min(idle)} 本是平日，不能列为调休上班")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of the years that have a notice; weekends only, and provisionally, elsewhere."""

    notices: tuple[Notice, ...]
    _off: Mapping[date, Notice] = field(init=False, repr=False, compare=False)
    _work: Mapping[date, Notice] = field(init=False, repr=False, compare=False)
    _names: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = [notice.year for notice in self.notices]
        if len(set(years)) != len(years):
            raise ValueError("同一年度有两份放假通知，请只保留一份")
        keep = object.__setattr__
        keep(self, "_off", {day: notice for notice in self.notices for day in notice.off})
        keep(self, "_work", {day: notice for notice in self.notices for day in notice.work})
        keep(self, "_names", {day: name for notice in self.notices for day, name in notice.names})
        keep(self, "_years", frozenset(years))

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day; a guess from weekends when ``knows(day)`` is false."""
        return day in self._work or (day.weekday() < 5 and day not in self._off)

    def knows(self, day: date) -> bool:
        """Whether a notice settles this day."""
        return day.year in self._years

    def knows_all(self, first: date, last: date) -> bool:
        """Whether every day from ``first`` to ``last``, both included, is settled by a notice."""
        return all(year in self._years for year in range(first.year, last.year + 1))

    def require(self, first: date, last: date) -> None:
        """Raise CalendarGap unless every day of the span is settled; for those who must not be provisional."""
        for year in range(first.year, last.year + 1):
            if year not in self._years:
                raise CalendarGap(f"{year}年放假安排尚未载入，{first}至{last}之间的工作日不能确定")

    @property
    def known_from(self) -> date:
        """1 January of the first year of the unbroken run of known years that ends at ``known_until``."""
        year = self.known_until.year
        while year - 1 in self._years:
            year -= 1
        return date(year, 1, 1)

    @property
    def known_until(self) -> date:
        """31 December of the last year with a notice. Raises CalendarGap for a calendar without notices."""
        if not self._years:
            raise CalendarGap("没有载入任何年度的放假安排")
        return date(max(self._years), 12, 31)

    def notice_for(self, day: date) -> Notice | None:
        """The notice that moved this day, if one did."""
        return self._off.get(day) or self._work.get(day)

    def why(self, day: date) -> str:
        """In Chinese, why the day counts or rests: 周六, 国庆节放假, 调休上班, with the notice that says so."""
        weekday = weekday_name(day)
        if notice := self._off.get(day):
            return f"{weekday}，{self._names.get(day, '节假日')}放假（{notice.number}）"
        if notice := self._work.get(day):
            name = self._names.get(day)
            return f"{weekday}，{name + '调休' if name else '调休'}上班（{notice.number}）"
        rest = "" if day.weekday() < 5 else "休息"
        doubt = "" if self.knows(day) else f"（{day.year}年放假安排尚未载入，暂按周末推算）"
        return f"{weekday}{rest}{doubt}"

    def next_working(self, day: date) -> date:
        """``day`` itself when it is a working day, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """``day`` itself when it is a working day, else the last working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from ``first`` to ``last``, both included; 0 when the span is empty."""
        return sum(self.is_working(day) for day in days_between(first, last))


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from ``first`` to ``last``, both included; nothing when ``last`` is earlier."""
    while first <= last:
        yield first
        first += ONE_DAY


def weekday_name(day: date) -> str:
    """周一 … 周日."""
    return _WEEKDAYS[day.weekday()]
