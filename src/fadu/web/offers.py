"""What a field may offer to choose from: people, villages, items in force. Offers help; gates judge."""

from __future__ import annotations

from collections.abc import Sequence

from fadu.kernel.field import Field, Kind
from fadu.packs import catalogue
from fadu.packs.common.roles import STAFF_ROLES
from fadu.service.people import holding
from fadu.service.places import villages
from fadu.service.scope import Reader
from fadu.store.records import StoreRecords
from fadu.web.form import Choice

#: Whom a field offers that does not say whose holders may be chosen: everybody in the town hall, mediators and village cadres.
_AT_WORK = (*STAFF_ROLES, "mediator", "village_cadre")


def offers_for(reader: Reader, fields: Sequence[Field]) -> dict[str, Sequence[Choice]]:
    """Field name → choices, for fields that point at people, places or register rows."""
    return {f.name: found for f in fields if (found := _offers(reader, f))}


def _offers(reader: Reader, field: Field) -> list[Choice]:
    if field.kind is Kind.PLACE:
        return [Choice(v.code, v.name) for v in villages(reader.org)]
    if field.kind is Kind.OFFICER:
        return [Choice(a.id, a.name) for a in holding(reader.org, field.held or _AT_WORK, reader.on)]
    if field.register:
        rows = StoreRecords(catalogue(), reader.org).rows(field.register, reader.on)
        return [Choice(r.key, str(r.get("name") or r.get("title") or r.key)) for r in rows]
    return []
