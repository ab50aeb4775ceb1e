"""Drafts open for public comment: what is asked, until when, what people said without an account, and what came of it.

It tells only what a publication of the matter has told. A comment is an entry of the journal like any other act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.role import Actor, Post
from fadu.service import clock
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.masking import hidden
from fadu.store.models import CommandKey, DueDate, Matter, Publication

ADOPT = "normative_documents.adopt"
OPEN_STATE = "consulting"
LIMITS = ("gfx.comment.market", "gfx.comment.general")
MOST_WORDS = 2000
MOST_NAME = 30
MOST_ABOUT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One draft as it was published; ``answers`` are told once the office has published them, by comment number."""

    id: int
    matter: str
    title: str
    organ: str
    text: str
    notice: str
    began_on: date
    until_on: date | None
    limit: str
    open: bool
    received: int
    answers: Sequence[Mapping[str, Any]]
    issued_as: str
    issued_id: int


def open_ones(org: str) -> list[Consultation]:
    """Drafts on which something is asked now, the first to close first; what comes late is taken until the office sums up."""
    rows = (
        Publication.objects.filter(org=org, kind=ADOPT, matter__state=OPEN_STATE, withdrawn_on__isnull=True)
        .select_related("matter")
        .order_by("matter_id", "-id")
    )
    newest = {row.matter_id: row for row in reversed(rows)}
    asked = [c for row in newest.values() if not (c := _shown(row)).until_on or clock.today() <= c.until_on]
    return sorted(asked, key=lambda c: (c.until_on or date.max, c.id))


def one(org: str, id: int) -> Consultation | None:
    """The consultation that this publication began or continued; None when it never was one."""
    row = Publication.objects.filter(org=org, kind=ADOPT, pk=id, withdrawn_on__isnull=True).select_related("matter").first()
    return _shown(row) if row and row.matter and "consult" in row.matter.snapshot["done"] else None


def say(org: str, consultation: Consultation, key: str, name: str, about: str, words: str) -> int | Refused:
    """Record what somebody of the public said; the number under which it is answered. Only the words and a name of their choice are kept.

    The same request sent again (``key``) is answered as before; the same words sent anew are refused with the number they have.
    """
    content = f"关于{about.strip()}：{words.strip()}" if about.strip() else words.strip()
    wrong = _wrong(name, about, words) or ([] if _came_in(org, key) else _said_before(consultation, content))
    if wrong:
        return Refused(tuple(wrong))
    comment = {"content": content, **({"author": name.strip()} if name.strip() else {})}
    somebody = Actor("public", "公众", (Post("public", org),))
    result = take_step(
        Command(key=key, org=org, actors=(somebody,), matter=consultation.matter, step="comment", fields={"comments": [comment]})
    )
    return _number(consultation, content) if isinstance(result, Receipt) else result


def _came_in(org: str, key: str) -> bool:
    """Whether this very request was sent before: a second press is no second comment and no refusal."""
    return CommandKey.objects.filter(org=org, key=key).exists()


def _said_before(consultation: Consultation, content: str) -> list[Refusal]:
    """The comment of the same words, when there is one: it is answered once."""
    number = _number(consultation, content)
    return (
        [Refusal("fields", f"同样的意见已经收到，是第{number}条", "不必再送；另有意见的，写下不同的内容", field="words")] if number else []
    )


def _number(consultation: Consultation, content: str) -> int:
    """The number of the comment with these words; 0 while there is none."""
    facts = Matter.objects.get(pk=consultation.matter).snapshot["facts"]
    return next((n for n, row in enumerate(facts.get("comments", []), 1) if row.get("content") == content), 0)


def _wrong(name: str, about: str, words: str) -> list[Refusal]:
    found = [] if words.strip() else [Refusal("fields", "意见没有填写", "写下您的意见再送出", field="words")]
    if len(words) > MOST_WORDS:
        found.append(Refusal("fields", f"意见有{len(words)}字，最多{MOST_WORDS}字", "分几次提，或者寄送书面意见", field="words"))
    if len(about) > MOST_ABOUT:
        found.append(Refusal("fields", f"条款最多{MOST_ABOUT}字", "只写第几条，意见写在下面", field="about"))
    if len(name) > MOST_NAME:
        found.append(Refusal("fields", f"称呼最多{MOST_NAME}字", "写简短些，也可以不写", field="name"))
    return found


def _shown(row: Publication) -> Consultation:
    matter, view = row.matter, row.view
    assert matter is not None, "a draft is published by its matter"
    facts = matter.snapshot["facts"]
    due = DueDate.objects.filter(matter=row.matter_id, limit__in=LIMITS).order_by("-started_on").first()
    told = Publication.objects.filter(matter=row.matter_id, withdrawn_on__isnull=True).order_by("id")
    answered = any("意见采纳情况" in p.view for p in told)
    issued = next((p for p in told if p.view.get("公布日期") and p.view.get("文号")), None)
    return Consultation(
        id=row.pk, matter=str(row.matter_id), title=row.title, organ=str(view.get("制发机关", "")), text=str(view.get("正文", "")),
        notice=str(view.get("征求意见事项", "")), began_on=due.started_on if due else row.published_on, until_on=due.due_on if due else None,
        limit=due.limit if due else "", open=matter.state == OPEN_STATE, received=len(facts.get("comments", [])),
        answers=[_answer(a) for a in facts.get("answers", [])] if answered else [], issued_as=str(issued.view["文号"]) if issued else "", issued_id=issued.pk if issued else 0,
    )  # fmt: skip


def _answer(row: Mapping[str, Any]) -> dict[str, Any]:
    """One comment and its answer, as in the publication without what tells who somebody is."""
    return {name: hidden(value) if isinstance(value, str) else value for name, value in row.items()}
