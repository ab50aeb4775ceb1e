"""Contracts of the invented year: eighteen brought for legality review, two of them changed and reviewed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fadu.packs.legal_counsel.review_matters import CONTRACT, PAPERS, POINTS
from fadu.service.demo.acts import Act, at
from fadu.service.demo.days_of import month_days
from fadu.service.demo.tables import table

YEAR = 2025
REVIEW = "legal_counsel.legality_review"
#: Working days from the submission to the opinion, to the answer, and to the second opinion on a changed text.
_OPINED, _ANSWERED, _AGAIN = 2, 3, 5
#: On which working day of its month the first and the second contract are brought.
_BROUGHT = (3, 11)


def plan(seed: int) -> list[Act]:
    """Every act about contracts. The seed changes nothing: the texts and months are given."""
    return [act for n, one in enumerate(table("contracts")["contract"], start=1) for act in _reviewed(f"contract-{n:02d}", one)]


def _reviewed(name: str, one: dict[str, Any]) -> Iterator[Act]:
    days = month_days(YEAR, one["month"], offices_open=True)[_BROUGHT[one["second"]] :]
    yield _act(name, "kezhang", "submit", days[0], 9, {
        "subject": CONTRACT, "title": one["title"], "submitting_office": one["office"], "papers": list(PAPERS[CONTRACT]), "text": one["text"]})  # fmt: skip
    if "changed" not in one:
        yield from _opined(name, days[0], days[_OPINED])
    else:
        yield from _opined(name, days[0], days[_OPINED], {"opinion": "应予修改", "points": [{"no": 1, "advice": one["advice"]}]})
        yield _act(name, "kezhang", "answer", days[_ANSWERED], 10, {
            "answer_next": "修改后再送", "point_answers": [{"no": 1, "adoption": "采纳"}], "text": one["changed"]})  # fmt: skip
        yield from _opined(name, days[_ANSWERED], days[_AGAIN])
    yield _act(name, "kezhang", "answer", days[_AGAIN if "changed" in one else _OPINED], 16, {"adoption": "采纳", "answer_next": "结案"})


def _opined(name: str, taken: date, on: date, said: dict[str, Any] | None = None) -> Iterator[Act]:
    checklist = [{"point": p, "answer": "是", "ground": "经核对送审文本和对方资质"} for p in POINTS[CONTRACT]]
    yield _act(name, "shencha", "accept", taken, 15)
    yield _act(name, "shencha", "opine", on, 10, {"checklist": checklist, "opinion": "合法", **(said or {})})


def _act(name: str, by: str, step: str, on: date, hour: int, fields: dict[str, Any] | None = None) -> Act:
    return Act(at=at(on, hour, 40), by=(by,), step=step, matter=name, procedure=REVIEW, fields=fields or {})
