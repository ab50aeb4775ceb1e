"""Honest variants: when the year goes otherwise, the figures say so and never round it away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fadu.service.demo.variants import VARIANTS
from tests.year.town_year import Building, begin

pytestmark = pytest.mark.slow


class Told(dict[str, Building]):
    """Variant → its build; asked for, it waits."""

    def outcome(self, name: str) -> dict[str, Any]:
        if name not in _told:
            _told[name] = self[name].told()
        return _told[name]

    def figures(self, name: str, year: int = 2025) -> dict[str, Any]:
        return self.outcome(name)["figures"][str(year)]  # type: ignore[no-any-return]


_told: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield Told({name: begin(Path(tmp_path_factory.mktemp(name)), name) for name in VARIANTS})


def test_two_disputes_that_fail_are_not_a_hundred_percent(variants: Told) -> None:
    found = variants.figures("dispute_failed")
    assert (found["disputes.accepted"]["value"], found["disputes.settled"]["value"], found["disputes.failed"]["value"]) == (95, 93, 2)
    assert found["disputes.success_rate"]["text"] == "97.9%（93/95）"
    assert _unmarked("受理纠纷95件，调解成功93件、不成2件、在调0件，调解成功率97.9%（93/95）") in _unmarked(
        variants.outcome("dispute_failed")["text"]
    )


def test_disputes_carried_over_count_on_both_sides_of_the_rate(variants: Told) -> None:
    found = variants.figures("carried_over")
    assert (found["disputes.accepted"]["value"], found["disputes.carried_in"]["value"], found["disputes.settled"]["value"]) == (95, 2, 97)
    assert found["disputes.success_rate"]["text"] == "100%（97/97）"
    text = variants.outcome("carried_over")["text"]
    assert _unmarked("年初在调2件，受理纠纷95件，调解成功97件、不成0件、在调0件，调解成功率100%（97/97）") in _unmarked(text)
    assert "97/95" not in text


def test_nothing_is_decided_under_a_lapsed_entrustment(variants: Told) -> None:
    found = variants.figures("entrustment_lapsed")
    refused = [gates for gates in variants.outcome("entrustment_lapsed")["refused"] if gates == ["item_in_force"]]
    assert (len(refused), found["penalty.decisions"]["value"]) == (160, 187)
    assert "作出行政处罚187件（以本镇名义27件、受区级部门委托160件" in variants.outcome("entrustment_lapsed")["text"]


def test_a_penalty_annulled_later_stays_in_its_year(variants: Told) -> None:
    year, after = variants.figures("annulled_later"), variants.figures("annulled_later", 2026)
    assert (year["penalty.decisions"]["value"], year["penalty.annulled"]["value"]) == (347, 0)
    assert after["penalty.annulled"]["value"] == 1
    assert variants.outcome("annulled_later")["withdrawals"] == [["2026-02-03", "2026-02-06", "2026-02-05"]]


def test_the_published_report_is_annotated_where_a_penalty_was_annulled(variants: Told) -> None:
    made = variants.outcome("annulled_later")
    assert "作出行政处罚347件" in made["text"]
    assert "标注：行政处罚347件不变。其中1件后来被撤销，仍计入当年。" in made["notes"]


def test_what_was_entered_after_the_freeze_is_restated_and_the_frozen_figure_stays(variants: Told) -> None:
    """A dispute stands for the inspection of the specification: inspections are declared, not yet recorded one by one."""
    made, now = variants.outcome("late_record"), variants.figures("late_record")
    assert "受理纠纷95件，调解成功95件" in made["text"]
    assert "更正说明：受理纠纷冻结数为95件，更正后为96件。原因：冻结后补录1件。" in made["notes"]
    assert now["disputes.accepted"]["value"] == 96


def _unmarked(text: str) -> str:
    """Without the remarks in brackets that say of what a number is made; a rate keeps its base."""
    return re.sub(r"（书面[^）]*）", "", text)
