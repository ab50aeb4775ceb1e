"""Links with a code: issued once, opened with the code, counted, locked and taken back. Address and code are never kept.

An act that comes through a link is an ordinary step; ``take_step`` asks ``grant`` whether the link is for it.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import check_password, make_password

from fadu.kernel.decide import Refused
from fadu.kernel.role import clock_actor
from fadu.packs.common.link import ISSUERS, KINDS, LINK, LinkKind
from fadu.service import clock
from fadu.service.grant import Grant, grant_of, last_days
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import AccessRecord, Link, Matter
from fadu.store.write_gate import transaction

#: Wrong codes in a row after which a link rests, for how long, and after how many in all it is shut for good.
MOST_FAILURES, LOCKED_FOR, SHUT_AFTER = 5, timedelta(minutes=15), 15
_CODE_DIGITS = 6
_ADDRESS_BYTES = 16
_WRONG = "口令不对，或者链接已经失效；请核对口令，仍打不开的请联系发链接的人"


@dataclass(frozen=True, slots=True)
class Issued:
    """A new link. ``token`` and ``code`` exist here and nowhere else: whoever holds this shows them once."""

    receipt: Receipt
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class NotOpened:
    message: str


def may_issue(reader: Reader) -> bool:
    return bool(reader.roles & set(ISSUERS))


def kinds_for(reader: Reader, *, about_matter: bool) -> list[LinkKind]:
    """The kinds this person may issue: for a village, or about one matter."""
    return [k for k in KINDS if k.about_matter is about_matter and reader.roles & set(k.issuers)]


def issue(reader: Reader, key: str, fields: Mapping[str, object]) -> Issued | Refused:
    """Issue a link by its step, with a new address and code. A form sent twice makes one link, with what was shown last."""
    token, code = secrets.token_urlsafe(_ADDRESS_BYTES), f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}}"
    with transaction():
        result = take_step(
            Command(key=key, org=reader.org, actors=(reader.actor,), procedure=LINK.name, step="issue", fields=fields), durable=False
        )
        if isinstance(result, Refused):
            return result
        Link.objects.filter(matter=result.matter).delete()
        Link.objects.create(token_hash=_digest(token), org=reader.org, matter=result.matter, code_hash=make_password(code))
    return Issued(result, token, code)


def open_link(token: str, code: str, address: str = "") -> Grant | NotOpened:
    """The grant behind the address when the code is right; one sentence otherwise, which never says what was wrong."""
    link = Link.objects.filter(token_hash=_digest(token)).first()
    grant = grant_of(str(link.matter), clock.today()) if link else None
    if link is None or grant is None:
        make_password(code)  # the same work as a real check, so that time tells nothing
        return NotOpened(_WRONG)
    if link.locked_until_at and link.locked_until_at > clock.now():
        return NotOpened(f"连续输错，链接停用到{link.locked_until_at.astimezone(clock.CHINA):%H:%M}；也可以请发链接的人重发")
    if not check_password(code.strip(), link.code_hash):
        return _failed(link, address)
    with transaction():
        Link.objects.filter(pk=link.pk).update(failed_attempts=0, locked_until_at=None, opened_at=clock.now())
        _remember(link, "link_opened", address)
    return grant


def _failed(link: Link, address: str) -> NotOpened:
    """One failure more, counted under lock; too many in all shut the link, and the journal says so."""
    with transaction():
        failures = Link.objects.select_for_update().values_list("failed_attempts", flat=True).get(pk=link.pk) + 1
        locked = clock.now() + LOCKED_FOR if failures % MOST_FAILURES == 0 else None
        Link.objects.filter(pk=link.pk).update(failed_attempts=failures, locked_until_at=locked)
        _remember(link, "link_failed", address)
    if failures >= SHUT_AFTER:
        _by_clock(link.org, str(link.matter), "shut")
    return NotOpened(_WRONG)


def use_up(grant: Grant, *, durable: bool = True) -> None:
    """After the first act through a link about one matter, it is used."""
    if grant.about:
        _by_clock(grant.org, grant.matter, "use", durable=durable)


def act(grant: Grant, command: Command) -> Receipt | Refused:
    """Take a step through the link; a link for one act is used up with it, in one transaction."""
    with transaction():
        result = take_step(command, durable=False)
        if isinstance(result, Receipt) and not result.repeated:
            use_up(grant, durable=False)
    return result


def revoke(reader: Reader, matter: str, reason: str, key: str = "") -> Receipt | Refused:
    return take_step(
        Command(
            key=key or str(uuid.uuid4()),
            org=reader.org,
            actors=(reader.actor,),
            matter=matter,
            step="revoke",
            fields={"revoke_reason": reason},
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A link in force as its list shows it: its matter, its last day, and how it was opened so far."""

    matter: Matter
    last_on: date | None
    link: Link | None


def in_force(reader: Reader) -> Sequence[Standing]:
    """The links in force, the first to end first: the justice office sees all, the others those they issued."""
    rows = reader.readable().filter(procedure=LINK.name, state="in_force")
    rows = rows if "justice_office" in reader.roles else rows.filter(handler=reader.actor.id)
    days, kept = last_days(m.pk for m in rows), {link.matter: link for link in Link.objects.filter(matter__in=[m.pk for m in rows])}
    found = [Standing(m, days.get(m.pk), kept.get(m.pk)) for m in rows]
    return sorted(found, key=lambda one: (one.last_on or date.max, str(one.matter.pk)))


def standing(matter: str) -> Standing:
    """One link as the list shows it."""
    row = Matter.objects.get(pk=matter)
    return Standing(row, last_days([row.pk]).get(row.pk), Link.objects.filter(matter=row.pk).first())


def _by_clock(org: str, matter: str, step: str, *, durable: bool = True) -> None:
    take_step(Command(key=str(uuid.uuid4()), org=org, actors=(clock_actor(org),), matter=matter, step=step, by_clock=True), durable=durable)


def _remember(link: Link, act: str, address: str) -> None:
    AccessRecord.objects.create(org=link.org, act=act, target="common.link", matter=link.matter, address=address[:60], at=clock.now())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
