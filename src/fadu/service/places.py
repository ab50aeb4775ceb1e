"""The villages of a town, by the register that entries write: who is there today, and what any code ever was called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fadu.packs.common.village import REGISTER
from fadu.service import clock
from fadu.store.models import RegisterRow


@dataclass(frozen=True, slots=True)
class Village:
    """A village or residents' community by its 12-digit code."""

    code: str
    name: str


def villages(org: str) -> list[Village]:
    """Those that new work may choose: the ones in force today, by code."""
    today = clock.today()
    rows = RegisterRow.objects.filter(org=org, register=REGISTER, since__lte=today, until__gte=today)
    return [Village(key, name) for key, name in rows.order_by("key").values_list("key", "values__name")]


def names_of_villages(org: str) -> dict[str, str]:
    """Code → its name today, or the last it had: ended villages too, for what is on record."""
    rows = RegisterRow.objects.filter(org=org, register=REGISTER, since__lte=clock.today()).order_by("since", "id")
    return dict(rows.values_list("key", "values__name"))


def place_of(org: str) -> Callable[[str], str]:
    """What the villages of many matters are called, asked once: '' for the whole town, a code as it is where the town does not know it."""
    known = names_of_villages(org)
    return lambda code: known.get(code, code)


def village_name(org: str, code: str) -> str:
    """The name behind a code; the code itself when the town does not know it."""
    return names_of_villages(org).get(code, code)
