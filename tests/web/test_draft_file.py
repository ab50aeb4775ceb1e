"""The text of a form from a DOCX draft: shown first, recorded only by the step; what cannot be read loses nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fadu.store.models import EvidenceFile, Matter
from tests.town import SmallTown, at, take

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]
LINES = ("为了规范临时占道经营，制定本规定。", "一、本规定适用于集镇区域。", "", "二、经营者应当在点位内经营。")


def draft(*, tracked: bool = False) -> SimpleUploadedFile:
    made, out = Document(), io.BytesIO()
    for line in LINES:
        made.add_paragraph(line)
    if tracked:
        change = f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>新增一句。</w:t></w:r></w:ins>'
        made.paragraphs[1]._p.append(parse_xml(change))
    made.save(out)
    return SimpleUploadedFile("规定.docx", out.getvalue())


def classified(made: SmallTown) -> str:
    take(made, "any-clerk", "propose", at(3, 3), "bench", procedure="normative_documents.adopt", fields={"title": "占道规定"})
    take(made, "any-party_gov_office", "classify_again", at(3, 3), "", matter="bench")
    return made.matters["bench"]


def fill(client: Client, matter: str, file: SimpleUploadedFile | None, **more: str) -> Any:
    given = {"drafting_note": "背景和依据", "kind": "暂行", "_fill_text": "text", **more} | ({"_draft-text": file} if file else {})
    return client.post(reverse("step", args=(matter, "draft")), given)


def test_the_words_of_a_draft_are_shown_and_nothing_is_recorded(as_: As, town: SmallTown) -> None:
    matter = classified(town)
    before, files = Matter.objects.get(pk=matter).last_seq, EvidenceFile.objects.count()
    answer = fill(as_("any-clerk"), matter, draft())
    assert answer.status_code == 200
    (text,) = [c.text for c in answer.context["form"] if c.name == "text"]
    assert text == "\n".join(line for line in LINES if line)
    assert "背景和依据" in answer.content.decode()
    assert (Matter.objects.get(pk=matter).last_seq, EvidenceFile.objects.count()) == (before, files)


@pytest.mark.parametrize(("file", "said"), [
    (None, "没有选择文稿"), (SimpleUploadedFile("空.docx", b""), "是空的"), (SimpleUploadedFile("改名.docx", b"MZ" + b"\0" * 900), "不是 Word 文稿"),
    (SimpleUploadedFile("坏.docx", b"PK\x03\x04nonsense"), "损坏"), (draft(tracked=True), "未处理的修订痕迹"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_and_what_was_typed_stays(
    as_: As, town: SmallTown, file: SimpleUploadedFile | None, said: str
) -> None:
    answer = fill(as_("any-clerk"), classified(town), file, text="先前录入的正文。")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "先前录入的正文。" in page and "背景和依据" in page


def test_a_draft_too_large_is_refused(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fadu.web.draft_file.MOST_BYTES", 100)
    answer = fill(as_("any-clerk"), classified(town), draft(), text="先前录入的正文。")
    assert answer.status_code == 422
    assert "没有填入" in answer.content.decode() and "先前录入的正文。" in answer.content.decode()


def test_a_draft_that_was_chosen_and_not_filled_in_stops_the_step(as_: As, town: SmallTown) -> None:
    matter = classified(town)
    answer = fill(as_("any-clerk"), matter, draft(), text="先前录入的正文。", touches_market="否", _fill_text="")
    assert answer.status_code == 422
    assert "选了文稿“规定.docx”，没有填入" in answer.content.decode()
    assert Matter.objects.get(pk=matter).state == "classified"


def test_an_answered_form_says_so_that_no_older_draft_takes_its_place(as_: As, town: SmallTown) -> None:
    matter = classified(town)
    assert "data-typed" in fill(as_("any-clerk"), matter, draft()).content.decode()
    assert "data-typed" not in as_("any-clerk").get(reverse("step", args=(matter, "draft"))).content.decode()
