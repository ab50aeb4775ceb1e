"""A village's side of a screening round: what it answered and has not registered yet, and which villages are silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.service.links import in_force
from fadu.service.people import holding
from fadu.service.scope import Reader
from fadu.store.models import Matter, Milestone

DISPUTE, RETURN, ROUND = "disputes.dispute", "disputes.village_return", "disputes.round"
SCREENED = "排查"
#: Who answers for a village.
CADRES = frozenset({"village_cadre", "group_leader"})


@dataclass(frozen=True, slots=True)
class Unregistered:
    """The last answer of a village, with how many disputes it told of and how many of them are on record."""

    matter: str
    found: int
    registered: int

    @property
    def left(self) -> int:
        return max(0, self.found - self.registered)


def unregistered(reader: Reader, village: str) -> Unregistered | None:
    """What the village's last answer told of; what it registered since the answer before counts, whoever registered it."""
    answers = list(
        reader.readable()
        .filter(procedure=RETURN, state="returned", village=village)
        .order_by("-moved_on", "-opened_on")
        .defer("search")[:2]
    )
    if not answers:
        return None
    found = answers[0].snapshot["facts"].get("found") or 0
    since = answers[1].moved_on if len(answers) > 1 else date.min
    registered = Matter.objects.filter(
        org=reader.org, procedure=DISPUTE, village=village, snapshot__facts__source=SCREENED, opened_on__gt=since
    )
    return Unregistered(str(answers[0].pk), int(found), registered.count())


@dataclass(frozen=True, slots=True)
class Answer:
    """One village in a round; ``found`` None: still silent."""

    village: str
    found: int | None
    on: date | None
    until_on: date | None
    late: bool
    matter: str


def answers(round_id: UUID, today: date) -> list[Answer]:
    """Every village of a round: the silent ones first, then those that found something."""
    rows = Matter.objects.filter(parent=round_id, procedure=RETURN).defer("search").prefetch_related("due_dates")
    return sorted((_answer(m, today) for m in rows), key=lambda a: (a.found is not None, -(a.found or 0), a.village))


def _answer(m: Matter, today: date) -> Answer:
    due = next((d.due_on for d in m.due_dates.all() if d.limit == "vill.nil_return"), None)
    answered = m.state == "returned"
    on = m.moved_on if answered else None
    return Answer(m.village, m.snapshot["facts"].get("found") if answered else None, on, due, bool(due and (on or today) > due), str(m.pk))


def reached(reader: Reader) -> frozenset[str]:
    """The villages where somebody can answer: by an account with a post there, or through a link in force."""
    posted = {p.village for a in holding(reader.org, CADRES, reader.on) for p in a.posts if p.role in CADRES and p.valid_on(reader.on)}
    return frozenset(posted | {one.matter.village for one in in_force(reader)})


def urged_on(round_id: UUID) -> date | None:
    """When the town last urged the silent villages of this round."""
    return Milestone.objects.filter(matter=round_id, step="urge").order_by("-on").values_list("on", flat=True).first()
