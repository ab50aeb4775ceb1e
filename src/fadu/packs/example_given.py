"""What a worked example takes for given: people, register rows and prior matters, each refused when it cannot be so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from fadu.kernel.field import Problem
from fadu.kernel.procedure import Procedure
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.packs.example_file import Example
from fadu.packs.sample_town import ORG, OWN, row, unknown_columns


def check_columns(example: Example, register: str, rows: Sequence[dict[str, Any]]) -> None:
    """A row of a register holds the register's columns and nothing else. Raises BadExample."""
    for name in unknown_columns(register, [row(register, r) for r in rows]):
        declared = catalogue().registers[register]
        known = sorted({c.name for c in declared.columns} | OWN)
        raise example.bad(f"登记表“{declared.label}”没有“{name}”这一列；可用：{'、'.join(known)}", name)


def people(example: Example) -> dict[str, Actor]:
    """Everybody introduced, by name. Raises BadExample for somebody who could not act."""
    known: dict[str, Actor] = {}
    for p in example.given.get("people", []):
        roles = [p["role"]] if isinstance(p["role"], str) else p["role"]
        if problem := _person_problem(known, p, roles):
            raise example.bad(problem, "people")
        posts = tuple(Post(r, ORG, p.get("village", ""), p.get("since", date.min), p.get("until", date.max)) for r in roles)
        known[p["name"]] = Actor(p.get("id", p["name"]), p["name"], posts)
    return known


def _person_problem(known: Mapping[str, Actor], person: Mapping[str, Any], roles: Sequence[str]) -> str:
    """Why nobody of that kind can act: the name is taken, the role is none, the post ends before it begins."""
    if person["name"] in known:
        return f'given 的 people 里“{person["name"]}”写了两次；几个岗位写成 role = ["…", "…"]'
    if unknown := [r for r in roles if r not in catalogue().roles]:
        return f"没有“{unknown[0]}”这个岗位{near(unknown[0], catalogue().roles)}"
    return f"“{person['name']}”的任职在开始之前就结束了" if person.get("until", date.max) < person.get("since", date.min) else ""


def near(name: str, known: Iterable[str]) -> str:
    """The names most like this one, to put after a complaint; nothing where none is."""
    alike = get_close_matches(name, list(known), n=5, cutoff=0.4)
    return f"；相近的有：{'、'.join(alike)}" if alike else ""


def parsed(example: Example, procedure: Procedure, name: str, value: object) -> Any:
    """The fact of a prior matter. Raises BadExample where the procedure has none of that name, or it cannot be that."""
    declared = procedure.field(name)
    fact = declared.parse(value) if declared else Problem(name, f"“{procedure.label}”没有“{name}”这一项")
    if isinstance(fact, Problem):
        raise example.bad(fact.message, name)
    return fact


def procedure_named(example: Example, name: str) -> Procedure:
    """The procedure of that full name. Raises BadExample with those most like it."""
    if not catalogue().has_procedure(name):
        known = [p.name for p in catalogue().procedures]
        raise example.bad(f"没有“{name}”这个程序{near(name, known)}" if name else "没有写明 procedure（程序名称）", "procedure")
    return catalogue().procedure(name)


def check_state(example: Example, procedure: Procedure, state: str) -> None:
    """Raises BadExample for a state that the procedure does not have."""
    if procedure.state(state) is None:
        known = "、".join(s.id for s in procedure.states)
        raise example.bad(f"“{procedure.label}”没有“{state}”这个状态；可用：{known}", "state")
