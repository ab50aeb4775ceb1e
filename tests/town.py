"""One small town whose people every access test is a sentence about: two villages, somebody in every role, a few matters.

Everything on record came about through ``take_step`` with its gates on. The secret words and the personal names are
unlike anything else in the product, so that a page that holds one holds it because it leaked.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from fadu.kernel.decide import Refused
from fadu.packs import catalogue
from fadu.packs.common.roles import IN_A_VILLAGE
from fadu.packs.sample_town import standing
from fadu.service.clock import CHINA
from fadu.service.founding import employ, lay_foundation
from fadu.service.founding_questions import Founding
from fadu.service.importing import bring
from fadu.service.people import actor_of
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Account, Matter
from fadu.store.publisher import settle

ORG = "500102128"
HESHUN, CHUNHUA = "500102128001", "500102128002"
#: What the town says of itself.
TOLD = {
    "town_name": "同乐镇人民政府", "short_name": "同乐", "district": "重庆市涪陵区", "organ": "重庆市涪陵区同乐镇人民政府", "print_office": "同乐镇党政综合办公室",
}  # fmt: skip
PETITIONER, PETITION = "欧阳不可见", "反映砚台丢失一事"
PARTY_A, PARTY_B = "诸葛甲等", "司徒乙等"
FAR_PARTY = "慕容远村"
SINCE = date(2018, 1, 1)
#: A fine on the spot for an item of the sample roster.
ON_THE_SPOT = {
    "item": "FJDC-NX", "kind": "罚款", "tier": "较轻", "amount_fen": "20", "party_name": "宇文当事", "party_id": "500102199001010011",
    "place": "和顺社区北街口",
}  # fmt: skip

#: Person id, name, roles, village. One for every role that can sign in, and two cadres of two villages.
PEOPLE: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("li", "李某", ("officer",), ""), ("wang", "王某", ("officer",), ""), ("chen", "陈干部", ("village_cadre",), HESHUN),
    ("zhou", "周干部", ("village_cadre",), CHUNHUA), ("gu", "顾调解", ("mediator",), ""), ("fang", "方所长", ("justice_office",), ""),
    ("ding", "丁信访", ("petition_clerk",), ""), ("lin", "林镇长", ("town_head",), ""),
)  # fmt: skip


@dataclass(slots=True)
class SmallTown:
    """The people by role and what is on record; ``as_role`` names somebody who holds a role (and no other)."""

    accounts: dict[str, Account] = field(default_factory=dict)
    matters: dict[str, str] = field(default_factory=dict)

    def as_role(self, role: str) -> Account:
        return next(a for a in self.accounts.values() if {p.role for p in actor_of(a).posts} == {role})

    def roles(self) -> list[str]:
        return sorted({p.role for a in self.accounts.values() for p in actor_of(a).posts})


def build(*, matters: bool = True) -> SmallTown:
    """The town with its people, its rosters and, unless told otherwise, its matters."""
    town = SmallTown()
    villages = ((HESHUN, "和顺社区"), (CHUNHUA, "春华村"))
    lay_foundation(Founding(code=ORG, told=TOLD, villages=villages), at(1, 1))
    for id, name, roles, village in PEOPLE:
        _person(town, id, name, roles, village)
    for role in sorted(_other_roles({r for _, _, roles, _ in PEOPLE for r in roles})):
        _person(town, f"any-{role}", f"某{catalogue().role_label(role)}", (role,), HESHUN if role in IN_A_VILLAGE else "")
    if matters:
        _rosters(town)
        _matters(town)
    return town


FOLDERS = (("KEYS_ROOT", "keys"), ("GUARD_ROOT", "guard"), ("EVIDENCE_ROOT", "evidence"), ("FADU_DATA", "data"))


@contextmanager
def standing_by(blocker: Any, root: Path) -> Iterator[SmallTown]:
    """The town committed to the test database with a signed log, and folders of its own; both empty again on leaving."""
    kept = {name: getattr(settings, name) for name, _ in FOLDERS}
    for name, folder in FOLDERS:
        setattr(settings, name, root / folder)
    try:
        with blocker.unblock():
            made = build()
            settle(ORG)
        yield made
    finally:
        with blocker.unblock():
            call_command("flush", interactive=False, verbosity=0)
        for name, value in kept.items():
            setattr(settings, name, value)


def take(
    town: SmallTown, who: str, step: str, at: datetime, name: str, *, procedure: str = "", matter: str = "",
    also: tuple[str, ...] = (), fields: Mapping[str, Any] | None = None, files: tuple[str, ...] = (),
) -> Receipt:  # fmt: skip
    """Somebody takes a step; required fields not given take their own example. Fails when refused."""
    command = attempt(town, who, step, at, name, procedure=procedure, matter=matter, also=also, fields=fields)
    result = take_step(replace(command, files=files), durable=False)
    assert isinstance(result, Receipt), "；".join(str(r) for r in result.refusals)
    if name:
        town.matters[name] = result.matter
    return result


def attempt(
    town: SmallTown, who: str, step: str, at: datetime, name: str = "", *, procedure: str = "", matter: str = "",
    also: tuple[str, ...] = (), fields: Mapping[str, Any] | None = None,
) -> Command:  # fmt: skip
    """The command of such a step."""
    row = Matter.objects.filter(pk=town.matters.get(matter, matter)).first() if matter else None
    known = row.snapshot["facts"] if row else {}
    definition = catalogue().procedure(row.procedure if row else procedure)
    declared = definition.step(step)
    assert declared is not None
    wanted = {
        n: f.example
        for n in declared.fields
        if (n not in known or n in declared.anew) and (f := definition.field(n)) and f.example is not None
    }
    people = tuple(actor_of(town.accounts[p]) for p in (who, *also))
    return Command(
        key=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{at}{who}{step}{name}{matter}")), org=ORG, actors=people, step=step, procedure=procedure,
        matter=str(row.pk) if row else "", fields=wanted | dict(fields or {}), at=at, on=at.date(),
    )  # fmt: skip


def restate(town: SmallTown, on: datetime, **said: object) -> Receipt | Refused:
    """What the town says of itself, changed from that day by the office that keeps it."""
    fields = {**TOLD, "town_since": on.date(), "town_ground": "镇长办公会议", **said}
    by = actor_of(town.as_role("party_gov_office"))
    return take_step(
        Command(key=str(uuid.uuid4()), org=ORG, actors=(by,), step="state_town", procedure="common.town", fields=fields, at=on)
    )


def refused(result: Receipt | Refused) -> frozenset[str]:
    return result.gates if isinstance(result, Refused) else frozenset()


def at(month: int, day: int, hour: int = 9, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CHINA)


def _other_roles(taken: set[str]) -> set[str]:
    outsiders = {"clock", "applicant", "party", "public"}
    return {r for r in catalogue().roles if r not in taken | outsiders}


def _person(town: SmallTown, id: str, name: str, roles: tuple[str, ...], village: str) -> None:
    account = Account.objects.create_user(id, None, org=ORG, name=name, person_id=id)
    for role in roles:
        employ(account, role, at(1, 1), village=village, since=SINCE, ground="分工通知", key=f"post:{id}:{role}")
    town.accounts[id] = account


def _rosters(town: SmallTown) -> None:
    """Rows that worked examples take for granted, as imported; and a committee formed by a step."""
    for register, rows in standing().items():
        if register in catalogue().registers:
            bring(ORG, actor_of(town.accounts["fang"]), register, rows, f"{register}.xlsx", at(1, 2), durable=False)
    members = [{"person": p, "name": town.accounts[p].name, "sex": s} for p, s in (("gu", "女"), ("chen", "男"), ("zhou", "男"))]
    take(
        town,
        "fang",
        "form",
        at(1, 6),
        "committee",
        procedure="disputes.committee",
        fields={"committee_name": "同乐镇调委会", "elected_on": "2025-01-03", "members": members},
    )


def _matters(town: SmallTown) -> None:
    dispute = {"kind": "邻里", "party_a": PARTY_A, "party_b": PARTY_B, "gist": "院坝边界"}
    take(
        town,
        "chen",
        "settle_orally",
        at(2, 3),
        "settled",
        procedure="disputes.dispute",
        fields={**dispute, "village": HESHUN, "settlement": "修剪树枝"},
    )
    take(town, "chen", "find", at(2, 4), "near", procedure="disputes.dispute", fields={**dispute, "village": HESHUN})
    take(town, "zhou", "find", at(2, 5), "far", procedure="disputes.dispute", fields={**dispute, "party_a": FAR_PARTY, "village": CHUNHUA})
    take(town, "gu", "accept", at(2, 6), "", matter="near")
    take(town, "gu", "mediate", at(2, 7), "", matter="near")
    take(town, "gu", "agree_in_writing", at(2, 10), "", matter="near", fields={"perform_by": "2025-03-10"})
    secret = {"channel": "来访", "petitioner": PETITIONER, "petition_matter": PETITION, "village": HESHUN}
    take(town, "ding", "register", at(2, 11), "petition", procedure="disputes.petition", fields=secret)
    take(town, "ding", "screen", at(2, 12), "", matter="petition")
    take(town, "fang", "open", at(2, 17), "round", procedure="disputes.round", fields={"villages": [HESHUN, CHUNHUA], "scope": "全镇"})
    take(town, "li", "owe", at(2, 18), "service", procedure="common.service", fields={"paper_title": "处罚决定书"})
    take(town, "li", "decide_on_spot", at(3, 6), "penalty", procedure="penalty.summary", also=("wang",), fields=ON_THE_SPOT)
    for n, name in enumerate(("monitor", "removed")):
        _monitor(town, name, n)
    take(town, "any-enforcement_head", "remove", at(3, 20), "", matter="removed")


def _monitor(town: SmallTown, name: str, n: int) -> None:
    """A device whose place is published: the shortest way to a publication."""
    place = {"device_name": ("北街口监控", "河滨路监控")[n], "location": ("和顺社区北街口", "春华村河滨路")[n]}
    take(town, "any-enforcement_head", "propose", at(3, 3 + n), name, procedure="enforcement_base.monitor", fields=place)
    take(town, "any-enforcement_reviewer", "check_law", at(3, 5 + n), "", matter=name)
    take(town, "any-district_department", "check_technology", at(3, 7 + n), "", matter=name)
    take(town, "any-party_gov_office", "publish_location", at(3, 10 + n), "", matter=name)
