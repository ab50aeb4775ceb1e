"""Asking for mediation without an account: what somebody writes lands on the mediators' desk; a number and a code tell how far it is.

Nothing that was written is shown back to whoever asks; only the course is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.packs.common.fields import VILLAGE
from fadu.packs.disputes.fields import ASKED
from fadu.service.places import villages
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import IssuedPaper, Matter, Milestone

DISPUTE, PAPER = "disputes.dispute", "disputes.application"
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Applied:
    """That an application was taken in: the number and the code by which its course is asked."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Course:
    """How far an application is: each state it has reached with its day, and the one it is in."""

    number: str
    steps: tuple[tuple[str, date], ...]
    state: str


def apply(org: str, key: str, typed: Mapping[str, str]) -> Applied | Refused:
    """Record the application as any party's is recorded, by nobody who is known here."""
    wrong = _wrong(org, typed)
    if wrong:
        return Refused(tuple(wrong))
    somebody = Actor("public", "公众", (Post("party", org),))
    fields = {f.name: typed[f.name].strip() for f in ASKED}
    result = take_step(Command(key=key, org=org, actors=(somebody,), procedure=DISPUTE, step="apply", fields=fields, form=True))
    return Applied(result.number, code_of(result.matter)) if isinstance(result, Receipt) else result


def code_of(matter: str) -> str:
    """Eight digits that only this installation can work out from the matter."""
    digest = salted_hmac("fadu.dispute_application", matter).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**_CODE_LENGTH:0{_CODE_LENGTH}}"


def course(org: str, number: str, code: str) -> Course | None:
    """The course of the application with this number; None when number and code do not belong together."""
    paper = IssuedPaper.objects.filter(org=org, instrument=PAPER, number=number.strip()).select_related("matter").first()
    known = code_of(str(paper.matter_id)) if paper else code_of("")
    right = constant_time_compare(known, code.strip())
    return _course(paper.matter, paper.number) if paper and right else None


def _course(matter: Matter, number: str) -> Course:
    procedure = catalogue().procedure(matter.procedure, matter.version)
    labels = {s.id: s.label for s in procedure.states}
    reached = Milestone.objects.filter(matter=matter, reached=True).order_by("seq").values_list("state", "on")
    steps = tuple((labels.get(state, state), on) for state, on in reached)
    return Course(number, steps, matter.state)


def _wrong(org: str, typed: Mapping[str, str]) -> list[Refusal]:
    """Everything is asked, and bounded: whoever writes here has no account and no limit of their own."""
    found = []
    for f in ASKED:
        said = typed.get(f.name, "").strip()
        if not said:
            found.append(Refusal("fields", f"“{f.label}”没有填写", f"填写“{f.label}”", field=f.name))
        elif len(said) > f.max_length:
            found.append(Refusal("fields", f"“{f.label}”有{len(said)}字，最多{f.max_length}字", "写简短些，其余当面说", field=f.name))
    here = {v.code for v in villages(org)}
    if typed.get(VILLAGE.name, "").strip() and typed[VILLAGE.name].strip() not in here:
        found.append(Refusal("fields", "没有这个村（社区）", "从列出的村（社区）中选择", field=VILLAGE.name))
    return found
