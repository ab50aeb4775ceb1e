"""Rows that a form shows already written, so that somebody answers them and types none of them again.

The points are the packs' own, the comments the public's, an outline begins from the built-in one; whether all were answered is judged by the gate of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fadu.kernel.field import Value
from fadu.packs.annual_report.outlines import WORK_POINTS
from fadu.packs.annual_report.own_outline import typed_rows
from fadu.packs.common.legal_review import CHECKLIST
from fadu.packs.common.rows import rows_of
from fadu.packs.legal_counsel.review_matters import POINTS

Facts = Mapping[str, Value]
_POINTS: dict[tuple[str, str], Callable[[Facts], tuple[str, ...]]] = {
    ("common.legal_review", "review_checklist"): lambda facts: CHECKLIST,
    ("legal_counsel.legality_review", "checklist"): lambda facts: POINTS.get(str(facts.get("subject")), ()),
}  # fmt: skip
#: What was asked one by one and is answered one by one: procedure and field → the rows asked, and the column that says what.
_ANSWERED = {
    ("normative_documents.adopt", "answers"): ("comments", "content"),
    ("legal_counsel.legality_review", "point_answers"): ("points", "advice"),
}
#: What begins as something told before, and is worked on from there: procedure and field → the field it begins as.
_BEGINS_AS = {("disputes.dispute", "agreed_facts"): "gist"}
_SUMMARY = 200


def begun_with(procedure: str, facts: Facts) -> dict[str, str | list[dict[str, str]]]:
    """Field → what its form begins with, for the fields of this procedure that have no answer yet."""
    told = {
        field: str(facts.get(source) or "") for (name, field), source in _BEGINS_AS.items() if name == procedure and not facts.get(field)
    }
    return {**checklists(procedure, facts), **{field: text for field, text in told.items() if text}}


def checklists(procedure: str, facts: Facts) -> dict[str, list[dict[str, str]]]:
    """Field → rows to begin with, for the fields of this procedure that are answered row by row and have no answer yet."""
    begun = {(name, field): [{"point": p} for p in points(facts)] for (name, field), points in _POINTS.items()}
    begun |= {(name, field): _numbered(rows_of(facts, asked), column) for (name, field), (asked, column) in _ANSWERED.items()}
    begun["annual_report.outline", "outline_rows"] = typed_rows(WORK_POINTS)
    return {field: rows for (name, field), rows in begun.items() if name == procedure and rows and not facts.get(field)}


def _numbered(asked: Sequence[Facts], column: str) -> list[dict[str, str]]:
    return [{"no": str(row.get("no") or n), "summary": str(row.get(column, ""))[:_SUMMARY]} for n, row in enumerate(asked, 1)]
