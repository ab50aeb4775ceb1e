"""The head's daily reports (报备): every on-the-spot decision that waits for it, reported in one press, each as its own act."""

from __future__ import annotations

from django.db.models import F

from fadu.kernel.decide import Refused
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter

PROCEDURE, STEP = "penalty.summary", "file"
LIMITS = "pen.simple_file"


def to_file(reader: Reader) -> list[Matter]:
    """Decisions whose limit to be reported runs, soonest due first."""
    waiting = reader.readable().filter(procedure=PROCEDURE, due_dates__limit__startswith=LIMITS, due_dates__ended_on__isnull=True)
    return list(waiting.distinct().order_by(F("due_on").asc(nulls_last=True), "number").defer("snapshot", "search"))


def file_all(reader: Reader) -> list[Receipt | Refused]:
    """Report each; pressing twice reports nothing twice."""
    return [take_step(_command(reader, m)) for m in to_file(reader)]


def _command(reader: Reader, matter: Matter) -> Command:
    return Command(key=f"file:{matter.pk}", org=reader.org, actors=(reader.actor,), step=STEP, matter=str(matter.pk))
