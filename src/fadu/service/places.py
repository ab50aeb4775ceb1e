"""The villages of a town: codes and names, kept among the town's own choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fadu.store.models import Town


@dataclass(frozen=True, slots=True)
class Village:
    """A village or residents' community by its 12-digit code."""

    code: str
    name: str


def villages(org: str) -> list[Village]:
    town = Town.objects.filter(pk=org).first()
    return [Village(v["code"], v["name"]) for v in town.settings.get("villages", [])] if town else []


def place_of(org: str) -> Callable[[str], str]:
    """What the villages of many matters are called, asked once: '' for the whole town, a code as it is where the town does not know it."""
    known = {v.code: v.name for v in villages(org)}
    return lambda code: known.get(code, code)


def village_name(org: str, code: str) -> str:
    """The name behind a code; the code itself when the town does not know it."""
    return next((v.name for v in villages(org) if v.code == code), code)
