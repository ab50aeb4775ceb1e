"""What a field may offer to choose from: people, villages, items in force. Offers help; gates judge."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet

from fadu.kernel.field import Field, Kind, chinese_day
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.common.roles import STAFF_ROLES
from fadu.service.people import holding
from fadu.service.places import village_name, villages
from fadu.service.scope import Reader
from fadu.service.words import states
from fadu.store.models import Matter
from fadu.store.records import StoreRecords
from fadu.web.form import Choice

#: Whom a field offers that does not say whose holders may be chosen: everybody in the town hall, mediators and village cadres.
_AT_WORK = (*STAFF_ROLES, "mediator", "village_cadre")


#: So many of the latest matters are offered to be pointed at, those under way first.
_LATEST = 40


def offers_for(reader: Reader, fields: Sequence[Field]) -> dict[str, Sequence[Choice]]:
    """Field name → choices, for fields that point at people, places, register rows or states."""
    return {f.name: found for f in fields if (found := _offers(reader, f))}


def _offers(reader: Reader, field: Field) -> list[Choice]:
    if field.kind is Kind.PLACE:
        return [Choice(v.code, v.name) for v in villages(reader.org)]
    if field.kind is Kind.OFFICER:
        return [Choice(a.id, a.name if field.held else _at_post(a, reader)) for a in holding(reader.org, field.held or _AT_WORK, reader.on)]
    if field.kind is Kind.STATE:
        return [Choice(code, label, group=pack) for pack, code, label in states()]
    if field.of:
        return [Choice(str(m.pk), _called(m)) for m in _matters(reader, field.of)]
    if field.register:
        rows = StoreRecords(catalogue(), reader.org).rows(field.register, reader.on)
        return [Choice(r.key, str(r.get("name") or r.get("title") or r.key)) for r in rows]
    return []


def _at_post(person: Actor, reader: Reader) -> str:
    """The name and what the person is today, where one chooses among everybody."""
    return f"{person.name}　{'、'.join(catalogue().role_label(r) for r in sorted(person.roles_on(reader.on)))}"


def _matters(reader: Reader, procedure: str) -> QuerySet[Matter]:
    return reader.readable((procedure,)).order_by(F("closed_on").desc(nulls_first=True), "-opened_on")[:_LATEST]


def _called(m: Matter) -> str:
    """Its title, the village and the day: parties may quarrel twice."""
    return "，".join(filter(None, (m.title, village_name(m.org, m.village) if m.village else "", chinese_day(m.opened_on))))
