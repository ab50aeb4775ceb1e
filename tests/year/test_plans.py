"""The plans of the invented year keep their marginals whatever the seed. No database."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from fadu.service.demo import cases, contracts, disputes, documents, living, penalties, screening, variants
from fadu.service.demo.acts import Act
from fadu.service.demo.days_of import working
from fadu.service.demo.dice import Dice
from fadu.service.demo.people import OFFICERS, PEOPLE
from fadu.service.demo.spread import Impossible, by_count_and_sum, packed
from fadu.service.demo.tables import table

SEEDS = (2025, 1, 77)


@pytest.mark.parametrize("seed", SEEDS)
def test_penalties_keep_villages_pairs_and_payment(seed: int) -> None:
    made, said = penalties.decisions(seed), table("year")["penalties"]
    villages = Counter([*(d.village for d in made), *(v for _, v in cases.DECIDED)])
    pairs = Counter([*(d.pair for d in made), *(p for p, _ in cases.DECIDED)])
    assert [villages[n] for n in range(1, 15)] == said["villages"]
    assert [pairs[n] for n in range(6)] == said["pairs"] == [64, 61, 58, 57, 54, 53]
    assert Counter(d.paid for d in made) == {"": 55, penalties.CASH: 171, penalties.BANK: 112, penalties.LATE: 3, penalties.OPEN: 3}
    assert all(d.fen <= 10_000 for d in made if d.paid == penalties.CASH)


@pytest.mark.parametrize("seed", SEEDS)
def test_traffic_is_policed_in_the_mornings_and_evenings(seed: int) -> None:
    hours = [d.when.hour for d in penalties.decisions(seed) if d.traffic]
    assert sum(h in (7, 8, 9, 17, 18, 19) for h in hours) > 0.7 * len(hours)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_punished_twice_on_one_name(seed: int) -> None:
    assert max(Counter(d.party for d in penalties.decisions(seed)).values()) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_disputes_keep_kinds_villages_and_money(seed: int) -> None:
    made, said = disputes.disputes(seed), table("year")["disputes"]
    assert Counter(d.kind for d in made) == said["kinds"]
    assert [Counter(d.village for d in made)[n] for n in range(1, 15)] == said["villages"]
    assert sum(d.amount for d in made) == said["amount_fen"] and all(d.amount % 100 == 0 for d in made)
    assert all(d.at_town and d.written for d in made if d.hard)


@pytest.mark.parametrize("seed", SEEDS)
def test_rounds_find_what_was_found(seed: int) -> None:
    found = screening.found_by_round(seed)
    assert (len(found), sum(found.values())) == (52, 58)


def test_the_rounds_fall_on_their_days() -> None:
    days = screening.round_days()
    assert (len(days), days[0], days[-1]) == (26, date(2025, 1, 3), date(2025, 12, 19))
    assert all(working(day) == day for day in days)


def test_offices_act_on_working_days() -> None:
    outdoors = {o.id for o in OFFICERS} | {p.id for p in PEOPLE if "village_cadre" in p.roles}
    acts: list[Act] = [*contracts.plan(1), *documents.plan(1), *disputes.plan(1), *screening.plan(1), *penalties.plan(1)]
    idle = [a for a in acts if working(a.at.date()) != a.at.date() and not outdoors & set(a.by)]
    assert [(a.at.date(), a.step) for a in idle] == []


def test_living_matters_lie_before_the_day_they_are_for_and_keep_their_order_whatever_the_day() -> None:
    """Rest days and holidays move acts; on no day of three years may one overtake another of its matter."""
    for n in range(0, 3 * 365, 3):
        today = date(2026, 1, 1) + timedelta(days=n)
        acts = living.plan(2025, today)
        assert acts and all(a.at.date() < today for a in acts)
        for name in {a.matter for a in acts}:
            instants = [a.at for a in acts if a.matter == name]
            assert instants == sorted(instants), (today, name)


def test_dice_are_the_same_for_the_same_seed_and_differ_by_purpose() -> None:
    a, b, c = Dice(1, "x"), Dice(1, "x"), Dice(1, "y")
    first = [a.below(1000) for _ in range(20)]
    assert first == [b.below(1000) for _ in range(20)] != [c.below(1000) for _ in range(20)]


def test_sizes_that_cannot_fit_are_refused() -> None:
    with pytest.raises(Impossible):
        packed([3, 3], {"a": 2, "b": 4}, Dice(1, "pack"))


def test_groups_have_their_counts_and_sums() -> None:
    groups = by_count_and_sum([0, 1, 2, 3, 4, 5, 0, 2], [3, 3, 2], [6, 9, 2], Dice(1, "groups"))
    assert ([len(g) for g in groups], [sum(g) for g in groups]) == ([3, 3, 2], [6, 9, 2])


def test_a_lapsed_entrustment_stops_traffic_and_fireworks_alike() -> None:
    """159 on the road and one on New Year's Eve, each tried and each expected to be refused."""
    lapsed = [a for a in variants.entrustment_lapsed(2025) if a.refused == ("item_in_force",)]
    assert Counter(a.fields["item"] == "RF-WG" for a in lapsed) == {False: 159, True: 1}
