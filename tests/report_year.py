"""The annual report of the small town's 2025, taken as far as a test needs through the real steps."""

from __future__ import annotations

from typing import Any

from fadu.kernel.role import Actor
from fadu.service import report
from fadu.service.people import actor_of
from fadu.service.report import By
from fadu.service.report_content import content_of, report_of
from fadu.service.report_findings import silent_topics
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter
from tests.town import ORG, SmallTown, at

YEAR = 2025
#: The stages in their order; ``up_to`` stops after the one it names.
STAGES = ("frozen", "confirmed", "drafted", "checked", "adopted", "cleared", "signed", "submitted", "published")


def person(town: SmallTown, role: str) -> Actor:
    """Somebody who holds the role."""
    named = {"justice_office": "fang", "town_head": "lin"}
    return actor_of(town.accounts[named[role]] if role in named else town.as_role(role))


def by(town: SmallTown, role: str, day: int) -> By:
    """That somebody, on a day of January 2026."""
    return By(actor=person(town, role), at=at(1, day, year=2026), durable=False)


def ok(result: Any) -> Receipt:
    assert isinstance(result, Receipt), "；".join(str(r) for r in result.refusals)
    return result


def the_report() -> Matter:
    row = report_of(ORG, YEAR)
    assert row is not None
    return row


def step(town: SmallTown, role: str, id: str, day: int, **fields: Any) -> Any:
    """A generic step on the report."""
    row = the_report()
    who = person(town, role)
    return take_step(
        Command(key=f"{id}-{row.last_seq}", org=ORG, actors=(who,), step=id, matter=str(row.pk), fields=fields, at=at(1, day, year=2026)),
        durable=False,
    )


def printed_codes() -> list[str]:
    """The figures their owners have to confirm."""
    return [str(r["code"]) for r in content_of(the_report()).rows if r.get("topic") and not r.get("part")]


def up_to(town: SmallTown, stage: str) -> Matter:
    """The report in this stage; nobody has objected and every silent topic has its statement."""
    done = STAGES[: STAGES.index(stage) + 1]
    for one in done:
        _TAKE[one](town)
    return the_report()


def _freeze(town: SmallTown) -> None:
    ok(report.freeze(ORG, YEAR, by(town, "statistician", 5), opened_by=person(town, "justice_office")))


def _confirm(town: SmallTown) -> None:
    ok(report.confirm_all(the_report(), by(town, "justice_office", 6), printed_codes()))
    ok(step(town, "statistician", "confirm", 6))


def _draft(town: SmallTown) -> None:
    ok(report.draft(the_report(), by(town, "justice_office", 7)))


def _check(town: SmallTown) -> None:
    ok(report.check(the_report(), by(town, "justice_office", 8)))


def adopt(town: SmallTown, **more: str) -> None:
    """State the silent topics, confirm part three, adopt; ``more`` are further answers to the adoption."""
    for topic in silent_topics(content_of(the_report())):
        ok(report.state_nil(ORG, YEAR, topic, by(town, "justice_office", 9)))
    for role in ("party_secretary", "town_head"):
        ok(step(town, role, "confirm_leaders", 9, leader_confirmed=True))
    ok(step(town, "town_head", "adopt", 9, minutes="会议研究通过", **more))


_TAKE = {
    "frozen": _freeze, "confirmed": _confirm, "drafted": _draft, "checked": _check, "adopted": adopt,
    "cleared": lambda town: ok(step(town, "secrecy_reviewer", "clear", 12, secrecy_result="可以公开")),
    "signed": lambda town: ok(step(town, "town_head", "sign", 13, recipients="区委、区政府")),
    "submitted": lambda town: ok(step(town, "party_gov_office", "submit", 14)),
    "published": lambda town: ok(step(town, "party_gov_office", "publish", 15, page_address="镇政府网站")),
}  # fmt: skip
