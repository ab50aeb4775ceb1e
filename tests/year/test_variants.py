"""Honest variants: when the year goes otherwise, the figures say so and never round it away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fadu.service.demo.variants import VARIANTS
from tests.year.town_year import Building, begin

pytestmark = pytest.mark.slow


class Told(dict[str, Building]):
    """Variant → its build; asked for, it waits."""

    def figures(self, name: str, year: int = 2025) -> dict[str, Any]:
        if name not in _told:
            _told[name] = self[name].told()
        return _told[name]["figures"][str(year)]  # type: ignore[no-any-return]


_told: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield Told({name: begin(Path(tmp_path_factory.mktemp(name)), name) for name in VARIANTS})


def test_two_disputes_that_fail_are_not_a_hundred_percent(variants: Told) -> None:
    found = variants.figures("dispute_failed")
    assert (found["disputes.accepted"]["value"], found["disputes.settled"]["value"], found["disputes.failed"]["value"]) == (95, 93, 2)
    assert found["disputes.success_rate"]["text"] == "97.9%（93/95）"


def test_disputes_carried_over_count_on_both_sides_of_the_rate(variants: Told) -> None:
    found = variants.figures("carried_over")
    assert (found["disputes.accepted"]["value"], found["disputes.carried_in"]["value"], found["disputes.settled"]["value"]) == (95, 2, 97)
    assert found["disputes.success_rate"]["text"] == "100%（97/97）"


def test_nothing_is_decided_under_a_lapsed_entrustment(variants: Told) -> None:
    found = variants.figures("entrustment_lapsed")
    refused = [gates for gates in _told["entrustment_lapsed"]["refused"] if gates == ["item_in_force"]]
    assert (len(refused), found["penalty.decisions"]["value"]) == (160, 187)


def test_a_penalty_annulled_later_stays_in_its_year(variants: Told) -> None:
    year, after = variants.figures("annulled_later"), variants.figures("annulled_later", 2026)
    assert (year["penalty.decisions"]["value"], year["penalty.annulled"]["value"]) == (347, 0)
    assert after["penalty.annulled"]["value"] == 1
    assert _told["annulled_later"]["withdrawals"] == [["2026-02-03", "2026-02-06", "2026-02-05"]]
