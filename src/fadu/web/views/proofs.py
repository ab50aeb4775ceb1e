"""Proof pages of the staff: one entry in the log, a whole matter checked now, and both as files for a check elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from fadu.kernel.note import parse, parse_checkpoint
from fadu.packs import catalogue
from fadu.service import proof as proofs
from fadu.service.people import names
from fadu.service.readings import remember
from fadu.service.scope import Reader
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff


@staff
def entry_proof(request: HttpRequest, matter_id: str, seq: int) -> HttpResponse:
    found = _entry(reader_of(request), matter_id, seq)
    return render(request, "fadu/proof.html", {"page_title": "记录证明", "proof": _entry_context(found)})


@staff
def entry_proof_file(request: HttpRequest, matter_id: str, seq: int) -> HttpResponse:
    found = _entry(reader_of(request), matter_id, seq)
    if found.place is None:
        raise Http404("这条记录还在等待并入日志，稍后再下载")
    response = HttpResponse(proofs.tlog_proof(found.place, found.place.leaf), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{matter_id[:8]}-{seq}.tlog-proof"'
    return response


@staff
def matter_verify(request: HttpRequest, matter_id: str) -> HttpResponse:
    matter = _matter(reader_of(request), matter_id)
    steps = proofs.check_matter(matter)
    sound = not any(s.ok is False for s in steps)
    says = "逐条核对，全部一致。" if sound else "有一处不一致，请保留现场，报告系统管理员和司法所。"
    context = {
        "title": "核验本事项", "subject": matter.title, "href": reverse("matter", args=(matter.pk,)), "says": says, "sound": sound, "steps": steps,
        "facts": [], "digests": [{"label": "末条指纹", "text": matter.last_hash}, {"label": "验证公钥", "text": proofs.public_key(matter.org)}],
        "download_href": reverse("matter_proof", args=(matter.pk,)), "download_label": "下载证明文件",
    }  # fmt: skip
    return render(request, "fadu/proof.html", {"page_title": "核验", "proof": context})


@staff
def matter_proof(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Envelopes, proofs and signed head of a matter as one JSON file."""
    matter = _matter(reader_of(request), matter_id)
    remember(request.user, "export", "存证材料", matter=matter.pk)
    response = JsonResponse(proofs.bundle(matter), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = content_disposition_header(True, f"证明{matter.number or matter_id[:8]}.json") or ""
    return response


def _matter(reader: Reader, matter_id: str) -> Matter:
    matter: Matter | None = reader.readable().filter(pk=matter_id).first()
    if matter is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    return matter


def _entry(reader: Reader, matter_id: str, seq: int) -> proofs.EntryProof:
    found = proofs.entry_proof(reader, matter_id, seq)
    if found is None:
        raise Http404("没有这条记录，或者不在您的查看范围内")
    return found


def _entry_context(found: proofs.EntryProof) -> dict[str, Any]:
    sound = not any(s.ok is False for s in found.steps)
    return {
        "title": f"第{found.entry.seq}条记录的证明", "subject": found.matter.title, "href": reverse("matter", args=(found.matter.pk,)), "steps": found.steps,
        "says": "这条记录没有改动过。" if sound else "这条记录与日志不一致。", "sound": sound, "facts": _facts(found), "digests": _digests(found),
        "download_href": reverse("entry_proof_file", args=(found.matter.pk, found.entry.seq)) if found.place else "", "download_label": "下载证明文件",
    }  # fmt: skip


def _facts(found: proofs.EntryProof) -> list[dict[str, str]]:
    said, procedure = found.said, catalogue().procedure(found.matter.procedure, found.matter.version)
    step = procedure.step(said["step"].partition("@")[0].rpartition(".")[2])
    people = names(found.matter.org, said["actors"])
    known = (("步骤", step.label if step else said["step"]), ("办理日期", said["on"]), ("记录时刻", said["at"].replace("T", " ")),
             ("办理人", "、".join(people.get(a, a) for a in said["actors"])), ("文号", said["number"]))  # fmt: skip
    return [{"label": label, "shown": shown} for label, shown in known if shown]


def _digests(found: proofs.EntryProof) -> list[dict[str, str]]:
    rows = [("本条指纹", found.entry.leaf_hash), ("前一条指纹", found.entry.prev or "无"), ("文书指纹", found.said["paper"])]
    if found.place:
        head = parse_checkpoint(parse(found.place.note.encode()).text)
        rows += [("日志位置", f"{found.place.index}"), ("包含证明", "\n".join(h.hex() for h in found.place.path)), ("检查点", f"{head.size}条"),
                 ("树根", head.root.hex()), ("签名文本", found.place.note)]  # fmt: skip
    return [{"label": label, "text": text} for label, text in rows if text]
