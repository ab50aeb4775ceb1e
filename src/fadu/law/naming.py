"""What people call the parts of the law layer: the topic a rule belongs to, and the name of a place code.

Only words for reading; no rule, number or date stands here, and a name that nobody gave shows as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Topic:
    """A mechanism by which people look rules up; ``prefixes`` are beginnings of rule names, the longest wins."""

    id: str
    label: str
    about: str
    prefixes: tuple[str, ...]


#: For rules of a place's own whose name begins like none of ours.
OTHER = Topic("other", "其他", "本地另行规定的期限和数额", ())


@cache
def topics() -> tuple[Topic, ...]:
    """All topics in the order of reading, without ``OTHER``."""
    return tuple(Topic(t["id"], t["label"], t["about"], tuple(t["prefixes"])) for t in _read("topics.toml")["topic"])


def topic_of(rule: str) -> Topic:
    """The topic of a limit or an amount by its name."""
    return max(topics(), key=lambda topic: _fit(rule, topic)) if any(_fit(rule, t) for t in topics()) else OTHER


def place_name(code: str) -> str:
    """全国 for no place, the name where one is listed, else the code itself."""
    return _places().get(code, code) if code else "全国"


def _fit(rule: str, topic: Topic) -> int:
    return max((len(p) for p in topic.prefixes if rule == p or rule.startswith((f"{p}.", f"{p}_"))), default=0)


@cache
def _places() -> Mapping[str, str]:
    return {str(code): str(name) for code, name in _read("places.toml")["places"].items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("fadu.law").joinpath("names", name).read_text(encoding="utf-8"))
