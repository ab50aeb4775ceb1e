"""Fields that point at a matter: a person writes its number or its title, what is recorded is its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from fadu.kernel.field import Field
from fadu.kernel.finding import Refusal
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.form import Choice, points

#: So many of the latest matters are suggested.
_LATEST = 40


def suggested(reader: Reader) -> list[Choice]:
    """The latest matters as one would write them."""
    latest = reader.readable().order_by("-moved_on", "-opened_on")[:_LATEST]
    return list({c.value: c for m in latest if (c := Choice(m.number or m.title, m.title, m.title if m.number else ""))}.values())


def resolve(reader: Reader, fields: Iterable[Field], typed: dict[str, object]) -> list[Refusal]:
    """Put the id in the place of what was written; what names no matter one may read, or several, is refused and stays."""
    wrong: list[Refusal] = []
    for field in fields:
        said = typed.get(field.name)
        if not points(field) or not said:
            continue
        found = list(_named(reader, str(said))[:2])
        if len(found) == 1:
            typed[field.name] = str(found[0].pk)
        else:
            what = f"叫“{said}”的事项不止一件" if found else f"没有找到“{said}”，或者不在您的查看范围内"
            wrong.append(Refusal("fields", what, "填写事项的文号，没有文号的填完整的名称", field=field.name))
    return wrong


def in_words(reader: Reader, fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the number or the title in the place of an id, where that names one matter alone."""
    return {**values, **{f.name: _called(reader, str(values[f.name])) for f in fields if points(f) and values.get(f.name)}}


def _called(reader: Reader, said: str) -> str:
    row = _named(reader, said).first()
    names = (row.number, row.title) if row else ()
    return next((n for n in names if n and _named(reader, n).count() == 1), said)


def _named(reader: Reader, said: str) -> QuerySet[Matter]:
    try:
        return reader.readable().filter(pk=UUID(said))
    except ValueError:
        return reader.readable().filter(Q(number=said) | Q(title=said)).order_by("id")
