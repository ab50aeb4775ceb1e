"""The work in the background goes on whatever one round or one matter comes to."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from fadu.service import clock, upkeep
from fadu.store.models import Checkpoint, DueDate, LogState, Matter
from tests.service.steps import entries, owe, small_town, taken
from tests.town import ORG

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def town(folders: Path) -> None:
    small_town()


def test_a_round_that_breaks_is_told_and_the_next_one_does_its_work(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    taken(owe())
    real, rounds = upkeep.towns_waiting, iter((0, 1, 2))

    def broken_once() -> list[str]:
        if next(rounds) == 0:
            raise OperationalError("the connection is lost")
        return real()

    monkeypatch.setattr(upkeep, "towns_waiting", broken_once)
    turns = iter((False, False, True))
    upkeep.run(lambda: next(turns), lambda seconds: None)
    assert "没有做完，稍后再试" in caplog.text
    assert LogState.objects.get(org=ORG).size == entries() == Checkpoint.objects.get(org=ORG).size


def test_a_matter_of_a_pack_that_was_taken_out_keeps_nothing_from_being_signed() -> None:
    kept = Matter.objects.get(pk=taken(owe()).matter)
    kept.pk, kept.procedure, kept.last_seq = uuid.uuid4(), "gone.away", 0
    kept.save(force_insert=True)
    day = clock.today() - timedelta(days=1)
    DueDate.objects.create(org=ORG, matter=kept, limit="gone", started_on=day, nominal_on=day, due_on=day, safe_on=day)
    assert upkeep.round_trip(None) == clock.today()
    assert LogState.objects.get(org=ORG).size == entries()
