"""What a field may offer to choose from: people, villages, items in force. Offers help; gates judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import F, QuerySet

from fadu.kernel.field import Field, Kind, chinese_day
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.common.roles import STAFF_ROLES
from fadu.service.people import holding
from fadu.service.places import place_of, villages
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.words import Words, states
from fadu.store import models
from fadu.store.records import StoreRecords
from fadu.web.form import Choice, points
from fadu.web.pointed import suggested

#: Whom a field offers that does not say whose holders may be chosen: everybody in the town hall, mediators and village cadres.
_AT_WORK = (*STAFF_ROLES, "mediator", "village_cadre")


#: So many of the latest matters are offered to be pointed at, those under way first.
_LATEST = 40
#: So much of what a field says now is shown beside its name.
_LONGEST = 16


def offers_for(
    reader: Reader, fields: Sequence[Field], procedure: Procedure | None = None, matter: Matter | None = None
) -> dict[str, Sequence[Choice]]:
    """Field name → choices, for fields that point at people, places, matters, register rows or states, or at something of ``matter`` itself."""
    own = {"corrected_field": _recorded, "extended_limit": _running}
    found = {f.name: own[f.name](reader, procedure, matter) for f in fields if f.name in own and procedure and matter}
    return {n: choices for n, choices in ({f.name: _offers(reader, f) for f in fields} | found).items() if choices}


def _recorded(reader: Reader, procedure: Procedure, matter: Matter) -> list[Choice]:
    """What was recorded by hand and may be read, by its name on the form, with what it says now."""
    asked = {n for s in procedure.steps for n in (*s.fields, *s.optional)}
    words = Words(reader.org)
    fields = [
        f for f in procedure.fields
        if f.name in asked and matter.get(f.name) is not None and f.kind not in (Kind.ROWS, Kind.FILE) and reader.may_read_field(procedure, f)
    ]  # fmt: skip
    return [Choice(f.label, f"{f.label}（现为{_short(words.show(f, matter.get(f.name)))}）") for f in fields]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _running(reader: Reader, procedure: Procedure, matter: Matter) -> list[Choice]:
    """The limits that run on the matter."""
    return [Choice(c.limit, c.rule(rulebook(), reader.org).label) for c in matter.clocks.values() if c.ended_on is None]


def _offers(reader: Reader, field: Field) -> list[Choice]:
    if points(field):
        return suggested(reader)
    if field.kind is Kind.PLACE:
        return [Choice(v.code, v.name) for v in villages(reader.org)]
    if field.kind is Kind.OFFICER:
        return [Choice(a.id, a.name if field.held else _at_post(a, reader)) for a in holding(reader.org, field.held or _AT_WORK, reader.on)]
    if field.kind is Kind.STATE:
        return [Choice(code, label, group=pack) for pack, code, label in states()]
    if field.of:
        place = place_of(reader.org)
        return [Choice(str(m.pk), _called(m, place)) for m in _matters(reader, field.of)]
    if field.register:
        rows = StoreRecords(catalogue(), reader.org).rows(field.register, reader.on)
        return [Choice(r.key, str(r.get("name") or r.get("title") or r.key)) for r in rows]
    return []


def _at_post(person: Actor, reader: Reader) -> str:
    """The name and what the person is today, where one chooses among everybody."""
    return f"{person.name}　{'、'.join(catalogue().role_label(r) for r in sorted(person.roles_on(reader.on)))}"


def _matters(reader: Reader, procedure: str) -> QuerySet[models.Matter]:
    return reader.readable((procedure,)).order_by(F("closed_on").desc(nulls_first=True), "-opened_on")[:_LATEST]


def _called(m: models.Matter, place: Callable[[str], str]) -> str:
    """Its title, the village and the day: parties may quarrel twice."""
    return "，".join(filter(None, (m.title, place(m.village) if m.village else "", chinese_day(m.opened_on))))
