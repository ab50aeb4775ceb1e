"""Duty sessions on the road in the invented year: when, where, which pair, and how many penalties each brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fadu.service.demo.acts import at
from fadu.service.demo.base import RENEWED_OFFICER, RENEWED_ON
from fadu.service.demo.days_of import month_days
from fadu.service.demo.dice import Dice
from fadu.service.demo.people import PAIRS
from fadu.service.demo.spread import by_count_and_sum, packed
from fadu.service.demo.tables import table

YEAR = 2025
#: Hours at which a session begins: school and market mornings, the way home, now and then midday.
STARTS = ((7, 10), (7, 30), (17, 5), (17, 25), (7, 20), (17, 15), (10, 30))


@dataclass(frozen=True, slots=True)
class Session:
    """One duty session: its pair of officers (from 0), village (from 1), start, and how many penalties it brought."""

    pair: int
    village: int
    starts: datetime
    found: int

    def moment(self, n: int) -> datetime:
        """When its n-th penalty (from 0) was made."""
        return self.starts + timedelta(minutes=9 * (n + 1))


def sessions(seed: int, village_room: dict[int, int], pair_room: dict[int, int]) -> list[Session]:
    """The 156 sessions of the year; their penalties fill the room that villages and pairs have, exactly."""
    said, dice = table("year")["penalties"]["sessions"], Dice(seed, "duty")
    sizes = [int(size) for size, n in said["found"].items() for _ in range(n)]
    months = by_count_and_sum(sizes, said["count"], traffic_by_month(), dice)
    flat = [(month, size) for month, group in enumerate(months, start=1) for size in group]
    villages = packed([size for _, size in flat], village_room, dice)
    pairs = packed([size for _, size in flat], pair_room, dice)
    taken: set[tuple[int, datetime]] = set()
    made = [
        Session(pair, village, _start(month, pair, taken, dice), size)
        for (month, size), village, pair in zip(flat, villages, pairs, strict=True)
    ]
    return sorted(made, key=lambda s: (s.starts, s.pair))


def traffic_by_month() -> list[int]:
    """Traffic penalties of each month, of all kinds together."""
    return [sum(kinds) for kinds in zip(*table("year")["penalties"]["traffic"].values(), strict=True)]


def _start(month: int, pair: int, taken: set[tuple[int, datetime]], dice: Dice) -> datetime:
    """A free start in the month. The pair whose certificate had expired makes none until it is renewed."""
    while True:
        day = dice.pick(month_days(YEAR, month))
        start = at(day, *dice.pick(STARTS))
        if (pair, start) not in taken and not blocked(pair, day):
            taken.add((pair, start))
            return start


def blocked(pair: int, day: date) -> bool:
    return RENEWED_OFFICER in PAIRS[pair] and date(YEAR, 11, 1) <= day <= RENEWED_ON
