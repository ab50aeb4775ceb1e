"""Rows of a register whose term is over when they are written: they hold for no day and stand in nobody's way."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.service.verify import examine
from fadu.store.models import RegisterRow
from tests.service.steps import small_town
from tests.town import at, take

pytestmark = pytest.mark.django_db
HEAD = "any-enforcement_head"


def test_hours_of_a_lapsed_officer_are_entered_twice_on_a_day_and_the_renewal_on_the_same() -> None:
    made = small_town()
    held = {"person": "zhao", "name": "赵某", "issued": "2023-03-20", "expires": "2025-03-20"}
    take(made, HEAD, "register_held", at(3, 3), "zhao", procedure="enforcement_base.officer", fields=held)
    for hour in (9, 10):
        take(made, HEAD, "train", at(4, 1, hour), "", matter="zhao", fields={"hours_added": 8})
    take(made, HEAD, "renew", at(4, 1, 11), "", matter="zhao", fields={"issued": "2025-04-01", "expires": "2030-03-31"})
    rows = RegisterRow.objects.filter(register="officers", key="zhao").order_by("since").values_list("since", "until")
    assert list(rows) == [(date(2025, 3, 3), date(2025, 3, 20)), (date(2025, 4, 1), date(2030, 3, 31))]
    assert not [f for f in examine().faults if f.table == "store_registerrow"]
