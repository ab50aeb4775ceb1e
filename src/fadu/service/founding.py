"""The first day of a town (首次设置): the one function that writes it, all or nothing, behind page, command and demonstration.

It makes the town, its three keepers with a password for one use, their posts, its villages and its own row of the register
of remedy organs, by entries; then the key, the log and its guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from fadu.kernel.decide import Refused
from fadu.kernel.records import Row
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.packs.common.items import OWN
from fadu.packs.common.village import REGISTER as VILLAGES
from fadu.service.accounts import one_time_password
from fadu.service.founding_questions import Founding
from fadu.service.importing import bring
from fadu.service.people import FOUNDING
from fadu.service.posts import Appointment, appoint, open_account
from fadu.store.models import Account, Town
from fadu.store.publisher import settle
from fadu.store.write_gate import transaction

REMEDIES = "remedy_organs"


def founder(org: str) -> Actor:
    """Who acts on the first day, before anybody has an account: whoever has the code of the first run."""
    return Actor(FOUNDING, "首次设置", (Post("security_admin", org), Post("party_gov_office", org)))


def found(town: Founding, at: datetime, passwords: Iterator[str] | None = None) -> dict[str, str]:
    """Write the town and everything of its first day; login → password for one use. Raises ValueError when refused."""
    with transaction():
        if Town.objects.exists():
            raise ValueError("数据目录里已有一个乡镇")
        lay_foundation(town, at)
        made = {k.login: next(passwords) if passwords else one_time_password() for k in town.keepers}
        for keeper in town.keepers:
            account = open_account(town.code, keeper.login, keeper.name, password=made[keeper.login], must_change_password=True)
            employ(account, keeper.role, at, ground="首次设置")
    settle(town.code)
    return made


def lay_foundation(town: Founding, at: datetime) -> None:
    """The town, its villages and its own row among the remedy organs, in the caller's transaction."""
    Town.objects.create(org=town.code, name=town.name, short_name=town.short_name, district=town.district, settings=dict(town.settings))
    villages = [
        Row(register=VILLAGES, key=code, values={"village_code": code, "name": name}, since=at.date()) for code, name in town.villages
    ]
    bring(town.code, founder(town.code), VILLAGES, villages, "首次设置", at, durable=False)
    if town.remedies and REMEDIES in catalogue().registers:
        row = Row(register=REMEDIES, key=town.remedies["name_of_organ"], values={**town.remedies, "side": OWN}, since=at.date())
        bring(town.code, founder(town.code), REMEDIES, [row], "首次设置", at, durable=False)


def employ(account: Account, role: str, at: datetime, *, village: str = "", ground: str, key: str = "", since: date | None = None) -> None:
    """A post of the first day, in the caller's transaction. Raises ValueError when refused."""
    one = Appointment(person=account.person_id, name=account.name, role=role, since=since or at.date(), village=village, ground=ground)
    result = appoint(account.org, founder(account.org), one, at, key=key, durable=False)
    if isinstance(result, Refused):
        raise ValueError("；".join(str(r) for r in result.refusals))
