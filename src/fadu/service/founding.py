"""The first day of a town (首次设置): the one function that writes it, all or nothing, behind page, command and demonstration.

It makes the town, its three keepers with a password for one use, their posts, its villages and its own row of the register
of remedy organs, by entries; then the key, the log and its guard.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime

from fadu.kernel.decide import Refused
from fadu.kernel.records import Row
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.packs.common.town import FROM, OWN, REMEDIES, TOWN_CHANGE
from fadu.packs.common.town import GROUND as TOLD_BY
from fadu.packs.common.village import REGISTER as VILLAGES
from fadu.service.accounts import one_time_password
from fadu.service.founding_questions import Founding
from fadu.service.importing import bring
from fadu.service.people import FOUNDING
from fadu.service.posts import Appointment, appoint, open_account
from fadu.service.renewal import LAID_OUT, definitions
from fadu.service.take_step import Command, take_step
from fadu.store.models import Account, Town
from fadu.store.publisher import settle
from fadu.store.write_gate import transaction

#: On which ground everything of the first day stands.
GROUND = "首次设置"


def founder(org: str) -> Actor:
    """Who acts on the first day, before anybody has an account: whoever has the code of the first run."""
    return Actor(FOUNDING, GROUND, (Post("security_admin", org), Post("party_gov_office", org)))


def found(town: Founding, at: datetime, passwords: Iterator[str] | None = None) -> dict[str, str]:
    """Write the town and everything of its first day; login → password for one use. Raises ValueError when refused."""
    with transaction():
        if Town.objects.exists():
            raise ValueError("数据目录里已有一个乡镇")
        lay_foundation(town, at)
        made = {k.login: next(passwords) if passwords else one_time_password() for k in town.keepers}
        for keeper in town.keepers:
            account = open_account(town.code, keeper.login, keeper.name, password=made[keeper.login], must_change_password=True)
            employ(account, keeper.role, at, ground=GROUND)
    settle(town.code)
    return made


def lay_foundation(town: Founding, at: datetime) -> None:
    """The town with what it says of itself, its villages and its own row among the remedy organs, in the caller's transaction."""
    Town.objects.create(org=town.code, settings={**town.settings, LAID_OUT: definitions()})
    _say(town, at)
    villages = [
        Row(register=VILLAGES, key=code, values={"village_code": code, "name": name}, since=at.date()) for code, name in town.villages
    ]
    bring(town.code, founder(town.code), VILLAGES, villages, GROUND, at, durable=False)
    if town.remedies and REMEDIES in catalogue().registers:
        row = Row(register=REMEDIES, key=town.remedies["name_of_organ"], values={**town.remedies, "side": OWN}, since=at.date())
        bring(town.code, founder(town.code), REMEDIES, [row], GROUND, at, durable=False)


def _say(town: Founding, at: datetime) -> None:
    """The first row of the town's register, by the step that changes it later. Raises ValueError when refused."""
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{town.code}{TOWN_CHANGE.name}{at}"))
    fields = {**town.told, FROM.name: at.date(), TOLD_BY.name: GROUND}
    command = Command(
        key=key, org=town.code, actors=(founder(town.code),), step="state_town", procedure=TOWN_CHANGE.name, fields=fields, at=at
    )
    result = take_step(command, durable=False)
    if isinstance(result, Refused):
        raise ValueError("；".join(str(r) for r in result.refusals))


def employ(account: Account, role: str, at: datetime, *, village: str = "", ground: str, key: str = "", since: date | None = None) -> None:
    """A post of the first day, in the caller's transaction. Raises ValueError when refused."""
    one = Appointment(person=account.person_id, name=account.name, role=role, since=since or at.date(), village=village, ground=ground)
    result = appoint(account.org, founder(account.org), one, at, key=key, durable=False)
    if isinstance(result, Refused):
        raise ValueError("；".join(str(r) for r in result.refusals))
