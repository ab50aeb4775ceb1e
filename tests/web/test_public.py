"""What a citizen meets: four doors that lead somewhere, disclosures with their end, and a straight answer about a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fadu.kernel.indicator import Figure, year
from fadu.service import clock, disclosure
from fadu.service.figure_records import public_records
from fadu.service.papers import check_code, drawn
from fadu.service.take_step import Receipt
from fadu.store import models
from tests.town import ORG, SmallTown, at, restate, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


@pytest.fixture
def citizen(town: SmallTown, db: Any) -> Client:
    return Client()


@pytest.fixture
def decision(town: SmallTown, db: Any) -> models.IssuedPaper:
    return models.IssuedPaper.objects.get(matter=town.matters["penalty"])


def said(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    text: str = answer.content.decode()
    return text


def verdict(citizen: Client, **posted: Any) -> str:
    """The class of the verdict, or ``form`` when the form came back."""
    answer = citizen.post(reverse("verify_paper"), posted)
    assert "宇文" not in answer.content.decode()
    return answer.context["result"]["verdict"] if "result" in answer.context else "form"


def test_every_door_of_the_front_page_leads_somewhere(citizen: Client) -> None:
    page = citizen.get("/")
    assert [d["label"] for d in page.context["doors"]] == ["办事", "查公示", "说纠纷", "验真伪"]
    for door in page.context["doors"]:
        said(citizen.get(door["href"]))
    for entry in page.context["site"]["nav"]:
        said(citizen.get(entry["href"]))
    assert "受理编号" not in said(page)


def test_the_counter_tells_its_hours_while_no_guide_is_published(citizen: Client, town: SmallTown) -> None:
    untold = citizen.get(reverse("guides"))
    assert untold.context["site"]["contact"] == "", "a bare name at the foot says nothing"
    assert "请问便民服务中心。" in said(untold)
    assert isinstance(restate(town, clock.now(), counter_hours="工作日9:00—17:00", counter_phone="023-7210 0000"), Receipt)
    assert "工作日9:00—17:00" in said(citizen.get(reverse("guides")))


def test_a_committees_telephone_is_public_once_the_justice_office_has_told_it(citizen: Client, town: SmallTown) -> None:
    page = reverse("dispute_help")
    assert "各调委会的电话还没有公布" in said(citizen.get(page))
    members = [{"person": p, "name": p, "sex": sex} for p, sex in (("周敏", "女"), ("陈波", "男"), ("李兵", "男"))]
    formed = {"committee_name": "同乐镇人民调解委员会", "elected_on": "2025-03-03", "members": members}
    committee = take(town, "fang", "form", at(3, 3), "", procedure="disputes.committee", fields=formed).matter
    take(town, "fang", "tell_phone", at(3, 4), "", matter=committee, fields={"committee_phone": "023-7210 0012"})
    after = said(citizen.get(page))
    assert "tel:023-7210 0012" in after
    assert "还没有公布" not in after


def test_disclosures_are_found_by_kind_year_and_words(citizen: Client) -> None:
    page = reverse("disclosures")
    assert len(citizen.get(page).context["entries"]) == 2
    assert len(citizen.get(page, {"kind": "enforcement_base.monitor", "year": "2025"}).context["entries"]) == 2
    assert [e["state"] for e in citizen.get(page, {"q": "北街口"}).context["entries"]] == ["公示中"]
    for nothing in ({"year": "2024"}, {"q": "没有的词"}, {"kind": "penalty.summary"}, {"q": "河滨路"}):
        assert citizen.get(page, nothing).context["entries"] == []
    for odd in ({"page": "99"}, {"page": "x"}, {"year": "二〇二五"}, {"page": "9" * 40}):
        said(citizen.get(page, odd))


def test_what_was_withdrawn_says_when_and_why_and_nothing_else(citizen: Client, town: SmallTown) -> None:
    gone = models.Publication.objects.get(matter=town.matters["removed"])
    page = said(citizen.get(reverse("disclosure_item", args=(gone.pk,))))
    assert "撤下" in page
    assert "春华村河滨路" not in page
    shown = models.Publication.objects.get(matter=town.matters["monitor"])
    assert "和顺社区北街口" in said(citizen.get(reverse("disclosure_item", args=(shown.pk,))))
    said(citizen.get(reverse("disclosure_item", args=(10**6,))), 404)


def test_only_a_numbered_publication_offers_to_check_the_paper_in_hand(citizen: Client, town: SmallTown) -> None:
    for shown in models.Publication.objects.all():
        item = citizen.get(reverse("disclosure_item", args=(shown.pk,)))
        number = item.context["item"]["number"]
        assert ("核对手里的文书" in said(item)) == bool(number)
        assert not number or number in said(citizen.get(item.context["item"]["verify_href"]))


def test_a_publication_whose_time_is_over_shows_no_content(citizen: Client, town: SmallTown) -> None:
    models.Publication.objects.filter(matter=town.matters["monitor"]).update(until="2025-06-30")
    shown = models.Publication.objects.get(matter=town.matters["monitor"])
    assert "和顺社区北街口" not in said(citizen.get(reverse("disclosure_item", args=(shown.pk,))))
    assert citizen.get(reverse("disclosures"), {"q": "北街口"}).context["entries"] == []


def test_behind_a_figure_a_title_leaves_with_its_publication(town: SmallTown) -> None:
    figure = Figure(code="x.y", label="监控设备", unit="台", value=1, period=year(2025), org=ORG, behind=(town.matters["monitor"],))
    title = models.Publication.objects.get(matter=town.matters["monitor"]).title
    assert [r.title for r in public_records(ORG, figure, None).records] == [title]
    models.Publication.objects.filter(matter=town.matters["monitor"]).update(until="2025-06-30")
    (after,) = public_records(ORG, figure, None).records
    assert (after.title, after.number, after.publication) == ("电子监控设备", "", 0)


def test_a_real_paper_is_genuine_by_code_number_and_file(citizen: Client, decision: models.IssuedPaper) -> None:
    code = check_code(decision.digest)
    page = said(citizen.get(f"/verify/{decision.matter_id}/{decision.instrument}/{code}"))
    assert "这份文书是真的" in page
    assert "宇文" not in page
    assert verdict(citizen, number=decision.number.replace("〔", "[").replace("〕", "]"), code=code.upper()) == "genuine"
    assert verdict(citizen, number=f"fadu:verify/{decision.matter_id}/{decision.instrument}/{code}") == "genuine"
    assert verdict(citizen, number=f"fadu:verify/{decision.matter_id}/{decision.instrument}") == "genuine"
    file = SimpleUploadedFile("决定书.pdf", drawn(decision, "pdf"))
    assert verdict(citizen, file=file) == "genuine"


def test_a_changed_file_is_not_genuine(citizen: Client, decision: models.IssuedPaper) -> None:
    from dataclasses import replace

    from fadu.service.papers import content, draw

    altered = draw(replace(content(decision), blocks=content(decision).blocks[:-1]), "pdf")
    assert verdict(citizen, file=SimpleUploadedFile("a.pdf", altered)) == "changed"
    assert verdict(citizen, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")) == "form"
    assert verdict(citizen, file=SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 100)) == "form"


def test_a_wrong_code_or_number_is_not_genuine(citizen: Client, decision: models.IssuedPaper) -> None:
    assert verdict(citizen, number=decision.number, code="00000000") == "changed"
    assert verdict(citizen, number="同乐府罚决〔2025〕999号", code="00000000") == "unknown"
    assert verdict(citizen, number="", code="") == "form"
    assert verdict(citizen, number=decision.number, code="太短") == "form"
    said(citizen.get(f"/verify/{decision.matter_id}/no.such"), 404)
    said(citizen.get("/verify/not-a-matter/x"), 404)


def test_content_changed_in_the_database_is_found(citizen: Client, decision: models.IssuedPaper) -> None:
    decision.content["title"] = "改过的决定书"
    decision.save(update_fields=["content"])
    assert verdict(citizen, number=decision.number, code=check_code(decision.digest)) == "changed"


def test_an_annulled_decision_says_so(citizen: Client, town: SmallTown, decision: models.IssuedPaper) -> None:
    take(town, "lin", "annul", at(5, 6), "", matter="penalty", fields={"annulment_ground": "自行纠正", "common_reason": "事实有误"})
    page = said(citizen.get(f"/verify/{decision.matter_id}/{decision.instrument}"))
    assert "已被撤销" in page


def test_a_void_number_says_so(citizen: Client, decision: models.IssuedPaper) -> None:
    models.NumberTaken.objects.filter(text=decision.number).update(voided=True, reason="填写错误")
    assert verdict(citizen, number=decision.number, code=check_code(decision.digest)) == "void"


def test_a_paper_not_yet_in_the_log_is_genuine_and_waits(citizen: Client, town: SmallTown) -> None:
    take(town, "gu", "perform", at(3, 11), "", matter="near", fields={"performed_note": "付清"})
    paper = models.IssuedPaper.objects.filter(matter=town.matters["near"]).order_by("-id")[0]
    page = said(citizen.get(f"/verify/{paper.matter_id}/{paper.instrument}"))
    assert "等待并入全镇日志" in page
    said(citizen.get(reverse("verify_proof", args=(paper.matter_id, paper.instrument, check_code(paper.digest)))), 404)


def test_the_proof_holds_without_us(citizen: Client, decision: models.IssuedPaper) -> None:
    """Leaf and path lead to the root that our public key signed; the file holds nothing else."""
    import base64

    from fadu.kernel.merkle import verify_inclusion
    from fadu.kernel.note import parse, parse_checkpoint, parse_verifier_key, verified
    from fadu.store.keys import ed25519_verifier

    text = said(citizen.get(reverse("verify_proof", args=(decision.matter_id, decision.instrument, check_code(decision.digest)))))
    head, _, note = text.partition("\n\n")
    first, extra, index, *path = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    how = said(citizen.get(reverse("verify_how")))
    name, _, public = parse_verifier_key(how.partition('<p class="digest">')[2].partition("</p>")[0].replace("&#x2B;", "+"))
    key = ed25519_verifier(name, public)
    parsed = parse(note.encode())
    assert verified(parsed, {(key.name, key.key_id): key})
    checkpoint = parse_checkpoint(parsed.text)
    leaf = base64.b64decode(extra.removeprefix("extra "))
    assert verify_inclusion(int(index.removeprefix("index ")), checkpoint.size, leaf, [base64.b64decode(h) for h in path], checkpoint.root)
    assert leaf.hex() == decision.entry.leaf_hash


def test_the_drawn_paper_carries_the_address_of_this_town(town: SmallTown, decision: models.IssuedPaper) -> None:
    from fadu.service.papers import _marked

    assert _marked(decision).verify == f"fadu:verify/{decision.matter_id}/{decision.instrument}/{check_code(decision.digest)}"
    assert isinstance(restate(town, clock.now(), base_address="https://fz.example.gov.cn/"), Receipt)
    assert (
        _marked(decision).verify
        == f"https://fz.example.gov.cn/verify/{decision.matter_id}/{decision.instrument}/{check_code(decision.digest)}"
    )


def test_the_code_is_printed_for_those_who_cannot_scan(decision: models.IssuedPaper, db: Any) -> None:
    from fadu.checker.read import read

    printed = read(drawn(decision, "pdf"), "决定书")
    assert f"验证码{check_code(decision.digest)}" in printed.text.replace(" ", "").replace("\u200b", "")  # type: ignore[union-attr]


def test_large_type_is_one_tap_and_remembered(citizen: Client) -> None:
    page = citizen.get("/")
    citizen.get(page.context["site"]["larger_href"])
    assert citizen.get("/").context["prefs"]["size"] == "large"
    assert citizen.get(reverse("display"), {"size": "huge", "next": "https://elsewhere.example/"}).url == "/"


def test_nothing_is_here_without_a_town(db: Any, town: SmallTown) -> None:
    models.Town.objects.filter(pk=ORG).update(org="500102129")
    models.Town.objects.all()._raw_delete("default")
    assert "还没有任何乡镇" in said(Client().get("/"), 404)


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/matters/not-an-id", 404), ("/disclosures/999999", 404)])
def test_an_error_page_shows_ways_out(citizen: Client, path: str, status: int) -> None:
    assert "公众首页" in said(citizen.get(path), status)


def test_our_own_fault_is_said_without_a_database(town: SmallTown, monkeypatch: pytest.MonkeyPatch, db: Any) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("fadu.service.disclosure.latest", broken)
    client = Client(raise_request_exception=False)
    assert "系统出错，这一页没有打开" in said(client.get("/"), 500)
    assert "这一步没有办成" in said(client.post("/"), 500)


def test_too_much_is_told_from_what_cannot_be_read(town: SmallTown, as_: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert "内容太多，没有收下" in said(
        as_("li").post(reverse("begin", args=("penalty.clue", "register")), {"clue_text": "堆物" * 99}), 413
    )


def test_the_address_of_a_form_says_so_when_it_is_opened(town: SmallTown, as_: Any) -> None:
    answer = as_("any-enforcement_head").get(reverse("file_penalties"))
    assert ("这个地址不能直接打开" in said(answer, 405), answer["Allow"]) == (True, "POST")


def test_a_page_for_others_is_not_called_unknown(town: SmallTown, as_: Any) -> None:
    answer = said(as_("li").get(reverse("accounts")), 404)
    assert "看不到这一页" in answer
    assert "没有找到这一页" not in answer


def test_a_form_without_its_token_is_refused_with_a_way_out(town: SmallTown, db: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert "返回后刷新再试" in said(client.post(reverse("verify_paper"), {"number": "x"}), 403)
    form = "http://testserver/verify"
    assert f'href="{form}"' in said(client.post(reverse("verify_paper"), {"number": "x"}, headers={"Referer": form}), 403)
    assert "elsewhere" not in said(client.post(reverse("verify_paper"), {}, headers={"Referer": "https://elsewhere.example/"}), 403)


def test_items_are_shown_by_name_however_early_they_were_published(town: SmallTown) -> None:
    shown = {"委托部门": "重庆市涪陵区公安局", "委托事项": "FJDC-NX、不在清单的事项"}
    tiers = {"裁量阶次": [{"事项": "FJDC-NX", "裁量阶次": "较轻"}]}
    rows = [
        models.Publication.objects.create(org=ORG, channel="政府网站", kind=kind, title="公示", view=view, published_on=date(2025, 3, 3))
        for kind, view in (("enforcement_base.entrustment", shown), ("enforcement_base.discretion", tiers))
    ]
    letter, table = [dict(found.facts) for row in rows if (found := disclosure.one(ORG, row.pk))]
    assert letter["委托事项"] == "驾驶非机动车逆向行驶、不在清单的事项"
    assert table["裁量阶次"] == [{"事项": "驾驶非机动车逆向行驶", "裁量阶次": "较轻"}]
