"""The text of a step's form taken from a DOCX draft: shown in the form, recorded only by the step itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest

from fadu.checker import Unreadable
from fadu.checker.read.limits import MOST_BYTES
from fadu.kernel.field import Field
from fadu.kernel.finding import Refusal
from fadu.service.checking import ask
from fadu.service.draft_text import drafted
from fadu.web.form import Posted, is_long, read

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: What the form calls the file of the field whose name follows, and the button that fills it in.
FILE, BUTTON = "_draft-", "_fill_text"


def fill_text(request: HttpRequest, fields: Sequence[Field]) -> tuple[dict[str, object], list[Refusal]]:
    """What was typed, with the chosen field replaced by the text of the draft; what was typed stays when it cannot be read."""
    typed = {k: v for k, v in read(fields, cast(Posted, request.POST)).items() if v not in ("", [])}
    name = request.POST.get(BUTTON, "")
    field, file = next((f for f in fields if f.name == name and is_long(f)), None), request.FILES.get(FILE + name)
    if field is None or file is None:
        return typed, [Refusal("draft", "没有选择文稿", "选择 DOCX 文件后再按“填入”", field=name)]
    if (file.size or 0) > MOST_BYTES:
        wrong = f"文件“{file.name}”超过{MOST_BYTES // 1024 // 1024}MB，没有填入"
        return typed, [Refusal("draft", wrong, "只留正文，图片和附件另存后再填入", field=name)]
    found = ask(drafted, file.read(), file.name or "文稿")
    if isinstance(found, Unreadable):
        return typed, [Refusal("draft", found.message, found.remedy, field=name)]
    if len(found.text) > field.max_length:
        return typed, [Refusal("draft", f"文稿有{len(found.text)}字，最多{field.max_length}字", "删减后再填入", field=name)]
    return {**typed, name: found.text}, []


def unfilled(request: HttpRequest, fields: Sequence[Field]) -> list[Refusal]:
    """Drafts that were chosen and never filled in: the step must not go on with another text than the one meant."""
    chosen = [(f.name, cast("UploadedFile[Any]", request.FILES[FILE + f.name]).name) for f in fields if FILE + f.name in request.FILES]
    return [Refusal("draft", f"选了文稿“{file}”，没有填入", "按“填入”，看过正文再办理", field=field) for field, file in chosen]
