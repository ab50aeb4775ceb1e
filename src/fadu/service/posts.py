"""Giving and ending posts: each an entry of its matter (``common.post``), by the security administrator or at the founding."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from fadu.kernel.decide import Refused
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.common.post import OFFICE_HELD
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who gets which post where, from when to when (both included), and on which ground it was decided."""

    person: str
    name: str
    role: str
    since: date
    until: date = date.max
    village: str = ""
    office: str = ""
    ground: str = ""


def appoint(org: str, by: Actor, one: Appointment, at: datetime, *, key: str = "", durable: bool = True) -> Receipt | Refused:
    """Give the post, or say why not. ``key`` is the client's; without one the act is its own."""
    fields: dict[str, object] = {
        "person": one.person, "person_name": one.name, "post": catalogue().role_label(one.role), "post_since": one.since, "appointed_by": one.ground,
    }  # fmt: skip
    fields |= {n: v for n, v in (("village", one.village), ("office", one.office)) if v} | (
        {} if one.until == date.max else {"post_until": one.until}
    )
    command = Command(key=key or str(uuid.uuid4()), org=org, actors=(by,), step="grant", procedure=OFFICE_HELD.name, fields=fields, at=at)
    return take_step(command, durable=durable)


def end(org: str, by: Actor, matter: str, last_on: date, reason: str, at: datetime, *, key: str = "") -> Receipt | Refused:
    """End the post with ``last_on`` as its last day, or say why not."""
    fields: dict[str, object] = {"ended_on": last_on, "end_reason": reason}
    return take_step(Command(key=key or str(uuid.uuid4()), org=org, actors=(by,), step="end", matter=matter, fields=fields, at=at))


def open_account(org: str, login: str, name: str, password: str | None = None, **more: object) -> Account:
    """A new account; ``password`` None cannot sign in. The id that entries name is the login."""
    return Account.objects.create_user(login, password, org=org, name=name, person_id=login, **more)
