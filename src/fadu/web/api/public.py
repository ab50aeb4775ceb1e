"""What everybody may read: disclosures, published reports, and whether a paper is real. Publications only."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Status

from fadu.kernel.finding import Refusal
from fadu.service import disclosure, paper_check
from fadu.service.disclosure import Asked, Item, Listed
from fadu.service.paper_check import Checked
from fadu.service.throttle import VERIFY
from fadu.web.api.schemas import (
    Code,
    Disclosure,
    Disclosures,
    Error,
    Id,
    Invalid,
    Name,
    Number,
    Page,
    Verification,
    Words,
    Year,
)
from fadu.web.throttle import counted
from fadu.web.views.public import town_for

router = Router(tags=["公开"])
REPORTS = "annual_report."


@router.get("/disclosures", response={200: Disclosures, 404: Error, 422: Invalid}, summary="公示列表")
def disclosures(request: HttpRequest, kind: Name = "", year: Year | None = None, q: Words = "", page: Page = 1) -> dict[str, Any]:
    found = disclosure.listed(town_for(request).org, Asked(kind=kind, year=year or 0, words=q, page=page))
    return _listed(found)


@router.get("/disclosures/{item_id}", response={200: Disclosure, 404: Error, 422: Invalid}, summary="一项公示")
def disclosure_item(request: HttpRequest, item_id: Id) -> dict[str, Any]:
    found = disclosure.one(town_for(request).org, item_id)
    if found is None:
        raise Http404("没有这项公示")
    return _item(found)


@router.get("/reports", response={200: Disclosures, 404: Error, 422: Invalid}, summary="已公布的报告")
def reports(request: HttpRequest, year: Year | None = None, page: Page = 1) -> dict[str, Any]:
    return _listed(disclosure.listed(town_for(request).org, Asked(kind=REPORTS, year=year or 0, page=page)))


@router.get("/verify", response={200: Verification, 404: Error, 422: Invalid, 429: Error}, summary="凭编号和验证码查验文书")
def verify(request: HttpRequest, number: Number, code: Code) -> Any:
    counted(request, VERIFY)
    answer = paper_check.by_number(number, code)
    if isinstance(answer, Refusal):
        return Status(422, {"detail": [{"loc": ["query", answer.field], "msg": f"{answer.message}；{answer.remedy}"}]})
    return _verification(answer)


@router.get(
    "/verify/{matter}/{instrument}", response={200: Verification, 404: Error, 422: Invalid, 429: Error}, summary="凭二维码内容查验文书"
)
def verify_code(request: HttpRequest, matter: uuid.UUID, instrument: Name, code: Name = "") -> dict[str, Any]:
    counted(request, VERIFY)
    return _verification(paper_check.by_code(str(matter), instrument, code))


def _listed(found: Listed) -> dict[str, Any]:
    return {"total": found.total, "page": found.number, "pages": found.count, "items": [_item(i) for i in found.items]}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id, "title": item.title, "kind": item.kind, "number": item.number, "on": item.on, "until": item.until, "state": item.state,
        "withdrawn_on": item.withdrawn_on, "reason": item.reason, "facts": dict(item.facts),
    }  # fmt: skip


def _verification(checked: Checked) -> dict[str, Any]:
    """The answer without anything the paper says."""
    paper = checked.paper
    return {
        "verdict": checked.verdict.value, "kind": checked.kind, "number": paper.number if paper else "", "organ": str(paper.content.get("organ", "")) if paper else "",
        "on": paper.issued_on if paper else None, "digest": paper.digest.removeprefix("sha256:") if paper else "",
        "steps": [{"ok": s.ok, "text": s.text} for s in checked.steps],
    }  # fmt: skip
