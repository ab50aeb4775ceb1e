"""The report checker for programs: a text or a file in, the findings of ``fadu check --json`` out. Nothing is kept."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from ninja import Router, Schema, Status
from pydantic import Field

from fadu.checker import Unreadable
from fadu.checker.command import as_data
from fadu.kernel.finding import Refusal
from fadu.service import checker_work as work
from fadu.service import clock
from fadu.service.checking import Busy, ask
from fadu.web.api.schemas import Error, Invalid, told
from fadu.web.uploaded import TOO_MUCH_TEXT, received

router = Router(tags=["报告核查"])
#: Bytes and their name, or the answer why not.
Given: TypeAlias = "tuple[bytes, str] | Status[Any]"
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_TEXT = {"type": "string", "description": "报告全文", "maxLength": 200_000}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary", "description": "报告文件，不超过50兆字节"}, "text": _TEXT},
            }
        },
        "application/json": {"schema": {"type": "object", "required": ["text"], "properties": {"text": _TEXT}}},
        "text/plain": {"schema": {"type": "string"}},
    },
}


class Finding(Schema):
    """One fault. ``line`` and ``column`` count from 1; a ``suggestion`` that begins with 请 is advice, any other replaces the fragment."""

    model_config = told("一处问题")
    rule: str = Field(description="规则的代码")
    severity: str = Field(description="stop 必须改，warn 提醒，note 提示")
    line: int = Field(description="第几行，从1数起")
    column: int = Field(description="第几列，从1数起")
    fragment: str = Field(description="原文")
    message: str = Field(description="问题")
    suggestion: str = Field(description="以“请”开头的是建议，其他的是替换原文的文字")
    citation: str = Field(description="依据")


class Findings(Schema):
    model_config = told("核查的结果")
    findings: list[Finding] = Field(description="各处问题，按原文的次序")


@router.post(
    "", response={200: Findings, 413: Error, 415: Error, 422: Invalid, 503: Error}, summary="核查一份报告",
    openapi_extra={"requestBody": _BODY},
    description="粘贴的文字放在 text，文件放在 file（文本、网页、DOCX、PDF）；也可以直接发送 text/plain 或者 {\"text\": …}。不登录，不保存。",
)  # fmt: skip
def check(request: HttpRequest) -> Any:
    """Pasted text or a file; the file wins when both are given."""
    given = _given(request)
    if isinstance(given, Status):
        return given
    found = ask(work.opened, *given)
    examined = found if isinstance(found, Unreadable) else ask(work.examined, found, None, clock.today())
    if isinstance(examined, Busy):
        return Status(503, {"detail": str(examined)})
    return _unreadable(str(examined)) if isinstance(examined, Unreadable) else as_data(examined.findings)


def _given(request: HttpRequest) -> Given:
    """What was sent and its name, or why it cannot be taken."""
    kind = (request.content_type or "").lower()
    try:
        if kind in _FORMS:
            refusal = received(request)
            return _too_large(refusal) if refusal else _form(request)
        if kind == "text/plain":
            return request.body, ""
        if kind == "application/json":
            return _json(request.body)
    except RequestDataTooBig:
        return _too_large(TOO_MUCH_TEXT)
    except MultiPartParserError:
        return _unreadable("表单内容不完整，看不懂")
    return Status(415, {"detail": "只接受 multipart/form-data、application/json 和 text/plain"})


def _form(request: HttpRequest) -> Given:
    upload = request.FILES.get("file")
    return (upload.read(), upload.name or "") if upload else (request.POST.get("text", "").encode(), "")


def _json(body: bytes) -> Given:
    try:
        text = json.loads(body)["text"]
        return text.encode(), ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _unreadable("内容应当是含有 text 的 JSON")


def _too_large(refusal: Refusal) -> Status[Any]:
    return Status(413, {"detail": str(refusal)})


def _unreadable(why: str) -> Status[Any]:
    return Status(422, {"detail": [{"loc": ["body"], "msg": why}]})
