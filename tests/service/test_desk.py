"""The desk: what is mine to do, what I wait for, and what merely stands."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.service.desk import handed_on, tasks
from fadu.service.people import actor_of
from fadu.service.scope import Reader, reader
from tests import town
from tests.service.steps import small_town
from tests.town import ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db
CASH = {"collected": True, "collect_ground": "一百元以下", "receipt_no": "0012345678"}


def desk_of(made: SmallTown, person: str, on: date) -> Reader:
    return reader(actor_of(made.accounts[person]), ORG, on)


def test_cash_taken_on_the_spot_is_the_officers_to_hand_over_while_others_report_it() -> None:
    made = small_town()
    take(made, "li", "decide_on_spot", at(3, 6), "cash", procedure="penalty.summary", also=("wang",), fields={**town.ON_THE_SPOT, **CASH})
    own = {t.matter.pk: t.step.id for t in tasks(desk_of(made, "li", date(2025, 3, 6)))}
    assert list(own.values()) == ["hand_in"]
    assert {t.step.id for t in tasks(desk_of(made, "any-enforcement_head", date(2025, 3, 6)))} == {"file"}


def test_what_i_handed_on_waits_for_others_and_an_office_in_hand_waits_for_nobody() -> None:
    made = small_town()
    take(made, "li", "decide_on_spot", at(3, 6), "code", procedure="penalty.summary", also=("wang",), fields=town.ON_THE_SPOT)
    assert [m.procedure for m in handed_on(desk_of(made, "li", date(2025, 3, 6)))] == ["penalty.summary"]
    committee = desk_of(made, "fang", date(2025, 3, 6))
    assert (handed_on(committee), tasks(committee)) == ([], []), "a committee in office is no errand"
