"""The town's log as files (C2SP tlog-tiles): the latest signed head, and tiles of hashes. No entry is ever served.

Under this address a monitor follows the log; ``checkpoint`` and ``tile/…`` are the names the format prescribes.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from fadu.kernel.merkle import HASH_BYTES
from fadu.kernel.tiles import WIDTH, Tile, parse_path
from fadu.service.proof import key_changes
from fadu.store.logreader import cosigned
from fadu.store.models import Checkpoint, LogTile
from fadu.web.api.schemas import Error, Invalid, Page
from fadu.web.views.public import town_for

router = Router(tags=["日志"])
_TEXT = {"responses": {200: {"description": "签名文本", "content": {"text/plain": {"schema": {"type": "string"}}}}}}
_BYTES = {
    "responses": {200: {"description": "哈希", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}
FOREVER = "public, max-age=31536000, immutable"


@router.get("/checkpoint", response={404: Error}, openapi_extra=_TEXT, summary="最近一次签名的检查点")
def checkpoint(request: HttpRequest) -> HttpResponse:
    head = Checkpoint.objects.filter(org=town_for(request).org).order_by("-size").first()
    if head is None:
        raise Http404("日志还没有签过名")
    return HttpResponse(cosigned(head), content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})


@router.get("/succession/{number}", response={404: Error, 422: Invalid}, openapi_extra=_TEXT, summary="第几次更换签名密钥的声明，从1数起")
def succession(request: HttpRequest, number: Page) -> HttpResponse:
    changes = key_changes(town_for(request).org)
    if number > len(changes):
        raise Http404("没有这次更换")
    return HttpResponse(changes[number - 1].note, content_type="text/plain; charset=utf-8")


@router.get("/tile/{path:name}", response={404: Error, 422: Invalid}, openapi_extra=_BYTES, summary="日志块")
def tile(request: HttpRequest, name: str) -> HttpResponse:
    wanted = _wanted(name)
    stored = LogTile.objects.filter(org=town_for(request).org, level=wanted.level, n=wanted.n).values_list("data", flat=True).first()
    data = bytes(stored or b"")[: wanted.width * HASH_BYTES]
    if len(data) < wanted.width * HASH_BYTES:
        raise Http404("日志还没有这一块")
    cached = FOREVER if wanted.width == WIDTH else "public, max-age=3600"
    return HttpResponse(data, content_type="application/octet-stream", headers={"Cache-Control": cached})


def _wanted(name: str) -> Tile:
    try:
        found = parse_path(f"tile/{name}")
    except ValueError as error:
        raise Http404("日志没有这样的块名") from error
    if found.n >= 1 << 62:
        raise Http404("日志没有这一块")
    return found
