"""Papers and files of a matter as downloads; each is access-checked like its matter."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from fadu.service.papers import drawn, paper_for, verify_path
from fadu.service.readings import remember
from fadu.service.uploads import folder
from fadu.service.volume import OUTER, bound_volume, has_volume
from fadu.store.models import EvidenceUse, IssuedPaper
from fadu.web.access import reader_of, staff

_TYPES = {
    "pdf": "application/pdf", "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@staff
def paper(request: HttpRequest, paper_id: int, form: str = "pdf") -> HttpResponse:
    issued = paper_for(reader_of(request), paper_id)
    if issued is None or form not in _TYPES:
        raise Http404("没有这份文书，或者不在您的查看范围内")
    if issued.content == {}:
        raise Http404("这份文书的内容已依法删除；文号、日期和摘要仍在记录里")
    if form != "png":
        remember(request.user, "print", issued.title, matter=issued.matter_id, form=form)
    response = HttpResponse(drawn(issued, form), content_type=_TYPES[form])
    name = f"{issued.title}{issued.number}.{form}"
    response["Content-Disposition"] = content_disposition_header(form == "docx", name) or ""
    if form == "png":
        response["Cache-Control"] = "private, max-age=86400"
    return response


@staff
def case_volume(request: HttpRequest, matter_id: str) -> HttpResponse:
    """The whole file of a matter as one PDF to print, volume by volume; ``?only=outer`` what a party may look through."""
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id).first()
    if row is None or not reader.may_read_files(row) or not has_volume(row):
        raise Http404("没有可以装订的案卷，或者不在您的查看范围内")
    remember(request.user, "print", "案卷", matter=row.pk)
    outer = request.GET.get("only") == "outer"
    response = HttpResponse(bound_volume(reader, row, outer_only=outer), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"案卷{row.number}{OUTER if outer else ''}.pdf") or ""
    return response


@staff
def evidence_file(request: HttpRequest, matter_id: str, use_id: int) -> HttpResponse | FileResponse:
    reader = reader_of(request)
    use = EvidenceUse.objects.filter(pk=use_id, matter=matter_id, org=reader.org).select_related("file").first()
    matter = reader.readable().filter(pk=matter_id).first()
    if use is None or matter is None or not reader.may_read_files(matter):
        raise Http404("没有这个附件，或者不在您的查看范围内")
    if use.file.erased_by_id is not None:
        raise Http404("这个附件已依法删除；删除的记录在事项“删除个人信息”里")
    remember(request.user, "read", "附件", matter=use.matter, once_a_day=True)
    return FileResponse(folder().open(use.file_id), content_type=use.file.media_type, filename=use.name, as_attachment=True)


@staff
def paper_page(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper: its pages as pictures, its service and how anybody verifies it."""
    issued = paper_for(reader_of(request), paper_id)
    if issued is None:
        raise Http404("没有这份文书，或者不在您的查看范围内")
    if issued.content == {}:
        raise Http404("这份文书的内容已依法删除；文号、日期和摘要仍在记录里")
    remember(request.user, "read", issued.title, matter=issued.matter_id, once_a_day=True)
    return render(request, "fadu/paper.html", _page(issued))


def _page(issued: IssuedPaper) -> dict[str, Any]:
    newer = IssuedPaper.objects.filter(matter=issued.matter_id, instrument=issued.instrument, pk__gt=issued.pk).order_by("-pk").first()
    return {
        "page_title": issued.title,
        "paper": {
            "title": issued.title, "number": issued.number, "on": issued.issued_on, "organ": issued.content.get("organ", ""),
            "matter": issued.matter.title, "matter_href": reverse("matter", args=(issued.matter_id,)), "pdf_href": reverse("paper", args=(issued.pk,)),
            "docx_href": reverse("paper_docx", args=(issued.pk,)), "digest": issued.digest.removeprefix("sha256:"), "verify_href": verify_path(issued),
            "current": newer is None, "replaced_by_href": reverse("paper_page", args=(newer.pk,)) if newer else "",
        },
        "pages": [{"src": reverse("paper_preview", args=(issued.pk,)), "alt": f"{issued.title}第1页"}], "text": "", "acts": [],
        "service": [],
    }  # fmt: skip
