"""Values in words: a village code as the village's name, a person's id as the name, a state of a procedure by its label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from fadu.kernel.field import Field, Kind, Value
from fadu.packs import catalogue
from fadu.packs.annual_report.freezing import part_name
from fadu.packs.annual_report.text import PLACE
from fadu.service.counting import DECLARED, declared_code
from fadu.service.places import names_of_villages
from fadu.store.models import Account, Matter, RegisterRow, Town


@dataclass(slots=True)
class Words:
    """Looks up what codes stand for, each list at most once. Make one per page."""

    org: str
    _found: dict[Kind, dict[str, str]] = field(default_factory=dict)
    _named_rows: dict[str, dict[str, str]] = field(default_factory=dict)
    _short_name: str | None = None

    def show(self, declared: Field, value: Value | None) -> str:
        """The value as it prints; see ``Field.show`` for everything that is not a code."""
        looked_up = declared.kind in _LOOK_UP or (declared.kind is Kind.REF and declared.register)
        if declared.of and value:
            return self._title(str(value))
        if value is None or not looked_up:
            return self._named(declared.show(value))
        known = self._rows_of(declared.register) if declared.kind is Kind.REF else self._known(declared.kind)
        codes = value if isinstance(value, list) else [value]
        return "、".join(known.get(str(code), str(code)) for code in codes)

    def row(self, columns: Sequence[Field], row: Mapping[str, Value]) -> list[str]:
        """The cells of one row of a table; the part of a figure by its name, which the figure beside it knows."""
        return [
            _part(str(row["code"]), str(row.get("part") or "")) if c.name == "part" and row.get("code") else self.show(c, row.get(c.name))
            for c in columns
        ]

    def _named(self, text: str) -> str:
        """Texts of a report keep places for figures, document prefixes one for the town's short name, until a paper prints them."""
        if "{" in text:
            text = PLACE.sub(self._figure, text)
        if "{town}" not in text:
            return text
        if self._short_name is None:
            self._short_name = Town(org=self.org).short_name
        return text.replace("{town}", self._short_name)

    def _figure(self, place: re.Match[str]) -> str:
        code, part = place["code"], _part(place["code"], place["part"] or "")
        return "{" + self._known(Kind.FIGURE).get(code, code) + (f"·{part}" if part else "") + "}"

    def _title(self, matter: str) -> str:
        """What the matter pointed at is called; what is no matter of this town stands as it was written."""
        try:
            found = Matter.objects.filter(org=self.org, pk=UUID(matter)).values_list("title", flat=True)
        except ValueError:
            return matter
        return next(iter(found), matter)

    def _rows_of(self, register: str) -> dict[str, str]:
        """What the rows of a register are called, by key: a document by its title."""
        if register not in self._named_rows:
            rows = RegisterRow.objects.filter(org=self.org, register=register).order_by("since").values_list("key", "values")
            self._named_rows[register] = {key: str(values.get("title") or values.get("name") or key) for key, values in rows}
        return self._named_rows[register]

    def _known(self, kind: Kind) -> dict[str, str]:
        if kind not in self._found:
            self._found[kind] = _LOOK_UP[kind](self.org)
        return self._found[kind]


def _part(code: str, part: str) -> str:
    return part_name(catalogue().indicators.get(code), part)


def _villages(org: str) -> dict[str, str]:
    return names_of_villages(org)


def _people(org: str) -> dict[str, str]:
    return dict(Account.objects.filter(org=org).values_list("person_id", "name"))


def _items(org: str) -> dict[str, str]:
    rows = RegisterRow.objects.filter(org=org, register="items").order_by("since")
    return dict(rows.values_list("key", "values__name"))


def _figures(org: str) -> dict[str, str]:
    """Counted figures by their label, declared ones by the name under which they were declared."""
    declared = Matter.objects.filter(org=org, procedure=DECLARED).values_list("snapshot__facts", flat=True)
    named = {declared_code(facts): str(facts.get("figure_name", "")) for facts in declared if facts}
    return {**named, **{code: i.label for code, i in catalogue().indicators.items()}}


def _states(org: str) -> dict[str, str]:
    """Every state of every procedure, the same in all towns."""
    return {code: label for _, code, label in states()}


def states() -> list[tuple[str, str, str]]:
    """(pack, code, label) of every state: 行政处罚, ``penalty.summary:decided``, 当场处罚：已决定并送达."""
    return [(k.label, f"{p.name}:{s.id}", f"{p.label}：{s.label}") for k in catalogue().packs for p in k.procedures for s in p.states]


_LOOK_UP = {Kind.PLACE: _villages, Kind.OFFICER: _people, Kind.ITEM: _items, Kind.FIGURE: _figures, Kind.STATE: _states}
