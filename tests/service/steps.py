"""Commands that need little: a paper to serve, and a fine on the spot that takes a number. Shared by tests of the write path."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fadu.kernel.decide import Refused
from fadu.service.people import actor_of
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Account, JournalEntry, NumberCounter, NumberTaken
from tests import town
from tests.town import ORG, SmallTown, at


def small_town() -> SmallTown:
    """The people and the rosters, no matters but the committee's."""
    made = town.build(matters=False)
    town._rosters(made)
    return made


def command(
    step: str, when: datetime, *who: str, matter: str = "", procedure: str = "common.service", key: str = "", fields: Mapping[str, Any] | None = None,
    **more: Any,
) -> Command:  # fmt: skip
    """A command of these people (by login), under a key of its own unless one is given."""
    actors = tuple(actor_of(Account.objects.get(login=login)) for login in who or ("li",))
    return Command(
        key=key or str(uuid.uuid4()), org=ORG, actors=actors, step=step, matter=matter, procedure="" if matter else procedure,
        fields=fields or {}, at=when, **more,
    )  # fmt: skip


def owe(key: str = "", title: str = "处罚决定书") -> Command:
    return command("owe", at(3, 6), key=key, fields={"paper_title": title})


def fine(n: int, key: str = "") -> Command:
    """The fine on the spot of party number ``n``; it takes a document number."""
    party = {"party_name": f"当事人{n}", "party_id": f"500102{19000101 + n}{n % 10000:04d}"}
    said = {**town.ON_THE_SPOT, **party, **_defaults()}
    return command("decide_on_spot", at(3, 6), "li", "wang", procedure="penalty.summary", key=key, fields=said)


def _defaults() -> dict[str, Any]:
    from fadu.packs import catalogue

    procedure = catalogue().procedure("penalty.summary")
    step = procedure.step("decide_on_spot")
    assert step is not None
    fields = (procedure.field(n) for n in step.fields)
    return {
        f.name: f.example
        for f in fields
        if f and f.example is not None and f.name not in town.ON_THE_SPOT and not f.name.startswith("party_n")
    }


def taken(one: Command) -> Receipt:
    """Take it; fail when it is refused."""
    result = take_step(one)
    assert isinstance(result, Receipt), "；".join(str(r) for r in result.refusals)
    return result


def refused(one: Command) -> Refused:
    result = take_step(one)
    assert isinstance(result, Refused), result
    return result


SERIES = "涪公（同乐）当罚"


def numbers_without_gap() -> int:
    """How many numbers of fines were given; fails unless they run from 1 without a gap and the counter says the same."""
    given = sorted(NumberTaken.objects.filter(org=ORG, prefix=SERIES).values_list("n", flat=True))
    assert given == list(range(1, len(given) + 1))
    assert [c.next for c in NumberCounter.objects.filter(org=ORG, prefix=SERIES)] in ([], [len(given) + 1])
    return len(given)


def entries() -> int:
    return JournalEntry.objects.filter(org=ORG).count()
