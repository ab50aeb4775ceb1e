"""Forms with files from anybody: read in memory, never on disk, and refused politely beyond a size. Judges no content.

The bound must stand before the form is read, hence before its token is checked; the view itself stays protected.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_protect

from fadu.checker.read.limits import MOST_BYTES
from fadu.kernel.finding import Refusal

#: A whole request: two reports and the words around them.
MOST_REQUEST = 2 * MOST_BYTES + 8 * 1024 * 1024
#: So much of a refused request is read and thrown away, that the browser stays to hear why.
MOST_DRAINED = 4 * MOST_BYTES
TOO_LARGE = Refusal("upload", f"文件超过{MOST_BYTES // 1024 // 1024}兆字节", "只上传报告正文，图片和附件另存", (), "file")
TOO_MUCH_TEXT = Refusal("upload", "粘贴的文字太多，不像一份报告", "分段核查，或者把文字存成文件上传", (), "text")

View = Callable[..., HttpResponseBase]


class InMemory(FileUploadHandler):
    """Keeps one request's files in memory up to a size each; beyond it the rest is thrown away and ``over`` says so."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        super().__init__()
        self.most, self.over, self.kept = most, False, BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.most:
            self.over, self.kept = True, BytesIO()
            raise StopUpload(connection_reset=False)
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset)


def received(request: HttpRequest) -> Refusal | None:
    """Reads a posted form within bounds; why it was refused, or None."""
    if _length(request) > MOST_REQUEST:
        _drain(request)
        return TOO_LARGE
    keeper = InMemory()
    request.upload_handlers = [keeper]
    try:
        request.POST  # noqa: B018  reading it is what may fail
    except RequestDataTooBig:
        return TOO_MUCH_TEXT
    return TOO_LARGE if keeper.over else None


def bounded(refused: Callable[[HttpRequest, Refusal], HttpResponseBase]) -> Callable[[View], View]:
    """A view that takes files: what is too large is answered by ``refused``, the rest is protected as every form is."""

    def wrapped(view: View) -> View:
        protected = csrf_protect(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            trouble = received(request) if request.method == "POST" else None
            return refused(request, trouble) if trouble else protected(request, *args, **kwargs)

        guarded.csrf_exempt = True  # type: ignore[attr-defined]
        return guarded

    return wrapped


def _drain(request: HttpRequest) -> None:
    left = min(_length(request), MOST_DRAINED)
    while left > 0 and (got := request.read(min(left, 1 << 16))):
        left -= len(got)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
