"""An ordinary case on its page: what linked matters owe, who acted last with me, what is compulsory, the bound file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from fadu.service import clock
from fadu.service.on_the_spot import Colleague
from fadu.service.rules import rulebook
from fadu.service.volume import MOST_PAGES
from fadu.store.models import Matter
from tests.town import SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
CASE = {
    "item": "FSLJ", "party_name": "周某", "party_class": "公民", "place": "北街", "suspected_facts": "焚烧垃圾", "in_town": True, "source": "巡查发现", "discovered_on": "2025-03-03", "occurred_on": "2025-03-03",
    "party_address": "同乐镇和顺社区",
}  # fmt: skip
SCENE = {
    "identity_shown": True, "scene_place": "北街", "scene_text": "灰烬", "record_signature": "已签名", "evidence": [{"name": "现场照片", "verified": True}],
}  # fmt: skip


@pytest.fixture
def case(town: SmallTown) -> str:
    """Filed, looked at by Li and Wang, the party told to put it right."""
    take(town, "any-leader", "file_case", at(3, 3), "case", procedure="penalty.ordinary", fields=CASE)
    id = town.matters["case"]
    take(town, "li", "examine", at(3, 4), "", matter=id, also=("wang",), fields=SCENE)
    take(town, "li", "order_correction", at(3, 5), "", matter=id, fields={"correction_content": "熄灭", "correction_due": "2025-03-20"})
    return id


def test_the_page_says_what_a_linked_matter_owes_and_who_does_it(as_: As, case: str) -> None:
    page = as_("li").get(reverse("matter", args=(case,)))
    [owed] = page.context["owed"]
    assert (owed["title"], owed["who"], owed["label"], owed["due_on"]) == ("整改：熄灭", "您", "复查", date(2025, 3, 27))
    assert "由您办理“复查”" in page.content.decode()


def test_the_page_of_an_open_case_asks_the_store_few_questions(
    as_: As, case: str, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    officer = as_("li")
    officer.get(reverse("matter", args=(case,)))
    with django_assert_max_num_queries(20):
        officer.get(reverse("matter", args=(case,)))


def test_others_read_whom_it_waits_for(as_: As, case: str) -> None:
    [owed] = as_("any-leader").get(reverse("matter", args=(case,))).context["owed"]
    assert not owed["mine"]
    assert "执法人员" in owed["who"]


def test_who_acted_with_me_last_is_chosen_already(as_: As, case: str) -> None:
    asked = as_("li").get(reverse("step", args=(case, "finish"))).context
    assert [p["name"] for p in asked["also"]["chosen"]] == ["王某"]


def test_who_handles_the_case_is_offered_first_as_second_officer(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [Colleague(id, name, "证件有效", True) for id, name in (("ding", "丁某"), ("wang", "王某"))]
    monkeypatch.setattr("fadu.web.views.step.colleagues", lambda reader: others)
    take(town, "any-leader", "file_case", at(3, 3), "handled", procedure="penalty.ordinary", fields=CASE)
    Matter.objects.filter(pk=town.matters["handled"]).update(handler="wang")
    asked = as_("li").get(reverse("step", args=(town.matters["handled"], "inquire"))).context["also"]
    assert [(p["name"], p["hint"]) for p in asked["others"]] == [("王某", "经办人"), ("丁某", "")]


def test_the_form_of_archiving_says_how_long_the_rule_keeps_the_file(as_: As, case: str, town: SmallTown) -> None:
    take(town, "any-leader", "drop", at(3, 10), "", matter=case, fields={"drop_reason": "违法事实不成立"})
    page = as_("any-archive_keeper").get(reverse("step", args=(case, "archive")))
    assert "按规定的期限保管的，保管30年，依据《档案法》" in page.context["step"]["consequence"]


def test_whose_certificate_lapsed_is_folded_away_and_chosen_by_nobody(as_: As, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lapsed = Colleague("wang", "王某", "已过期（2025年2月28日）", False)
    monkeypatch.setattr("fadu.web.views.step.colleagues", lambda reader: [lapsed])
    asked = as_("li").get(reverse("step", args=(case, "finish")))
    assert ([p["name"] for p in asked.context["also"]["lapsed"]], asked.context["also"]["chosen"]) == (["王某"], [])
    assert "证件失效的1人" in asked.content.decode()


def test_a_sum_says_when_it_is_compulsory(as_: As, case: str) -> None:
    take_finish(as_, case)
    head = as_("any-enforcement_head")
    page = head.get(reverse("step", args=(case, "propose"))).content.decode()
    assert "“拟处罚种类”是“罚款”的必填" in page
    said = {"kinds": "罚款", "tier": "较轻", "tier_reason": "初次", "law_changed": "否", "complex": "否", "_seen": "3"}
    answer = head.post(reverse("step", args=(case, "propose")), said)
    assert [(r.field, r.message) for r in answer.context["refusals"]] == [("amount_fen", "“拟处罚种类”是“罚款”，“罚款数额”没有填写")]


def take_finish(as_: As, case: str) -> None:
    found = {
        "facts_stated-0-fact": "焚烧",
        "facts_stated-0-evidence": "现场照片",
        "crime_suspected": "否",
        "suggestion": "给予行政处罚",
        "_with": "wang",
        "_seen": "2",
    }
    assert as_("li").post(reverse("step", args=(case, "finish")), found).status_code == 302


def test_the_file_is_bound_with_cover_contents_and_closing_sheet(as_: As, case: str) -> None:
    assert as_("li").get(reverse("matter", args=(case,))).context["volume_href"] == reverse("case_volume", args=(case,))
    answer = as_("li").get(reverse("case_volume", args=(case,)))
    assert answer["Content-Type"] == "application/pdf"
    pages = [p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages]
    assert [next(w for w in ("行政处罚案卷", "卷内目录", "立案审批表", "笔录", "责令改正通知书", "备考表") if w in text.replace("\n", "")) for text in pages] == [
        "行政处罚案卷", "卷内目录", "立案审批表", "笔录", "责令改正通知书", "备考表"]  # fmt: skip
    assert "李某" in pages[0]
    assert pages[2].rstrip().endswith("1")


def bound(as_: As, case: str, query: str = "") -> list[str]:
    answer = as_("any-archive_keeper").get(reverse("case_volume", args=(case,)) + query)
    return [p.extract_text().replace("\n", "") for p in PdfReader(BytesIO(answer.content)).pages]


def test_what_was_weighed_inside_lies_in_a_volume_of_its_own(as_: As, case: str) -> None:
    assert as_("li").get(reverse("matter", args=(case,))).context["outer_href"] == ""
    take_finish(as_, case)
    assert as_("li").get(reverse("matter", args=(case,))).context["outer_href"] == reverse("case_volume", args=(case,)) + "?only=outer"
    whole = bound(as_, case)
    inner = next(n for n, text in enumerate(whole) if "行政处罚案卷（副卷）" in text)
    assert "第1册，共1册" in whole[0]
    assert "行政处罚案卷（正卷）" in whole[0]
    assert ["调查终结报告" in text for text in (whole[inner + 1], whole[inner + 2])] == [True, True]
    assert whole[inner + 2].rstrip().endswith("1"), "each volume is numbered from one"
    assert not any("调查终结报告" in text for text in bound(as_, case, "?only=outer"))


def test_a_thick_file_is_cut_between_its_papers(as_: As, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Matter.objects.get(pk=case)
    thin = replace(rulebook().amount(MOST_PAGES, clock.today(), row.org), value=2)
    monkeypatch.setitem(rulebook().amounts, MOST_PAGES, (thin,))
    covers = [text for text in bound(as_, case) if "共2册" in text and "卷内页数" in text]
    assert [text.count("第1册") + 2 * text.count("第2册") for text in covers] == [1, 2]


def test_the_cover_proposes_the_rules_term_and_then_says_what_was_settled(as_: As, town: SmallTown, case: str) -> None:
    assert "30年（归档时确定）" in bound(as_, case)[0]
    take(town, "any-leader", "drop", at(3, 12), "", matter=case)
    assert as_("li").get(reverse("matter", args=(case,))).context["keeping"].startswith("30年，依据《档案法》")
    settled = {"archive_no": "ZF·2025·0017", "keeping": "永久", "keeping_reason": "涉及土地权属"}
    take(town, "any-archive_keeper", "archive", at(3, 20), "", matter=case, fields=settled)
    cover = bound(as_, case)[0]
    assert as_("li").get(reverse("matter", args=(case,))).context["keeping"] == ""
    assert all(said in cover for said in ("永久", "涉及土地权属", "ZF·2025·0017", "2025年3月20日"))


def test_a_matter_without_a_file_is_not_bound(as_: As, town: SmallTown) -> None:
    assert as_("li").get(reverse("case_volume", args=(town.matters["monitor"],))).status_code == 404


def test_the_file_begins_with_the_clue_and_says_what_its_reader_may_not_see(as_: As, town: SmallTown) -> None:
    said = {"source": "群众举报", "clue_text": "有人焚烧垃圾", "item": "FSLJ", "informant": "孙某"}
    take(town, "any-enforcement_head", "register", at(3, 3), "clue", procedure="penalty.clue", fields=said)
    found = {"verified_text": "有灰烬", "in_town": True, "party_name": "周某", "party_class": "公民", "place": "北街"}
    take(town, "li", "verify", at(3, 4), "", matter="clue", also=("wang",), fields=found)
    take(town, "any-leader", "file", at(3, 5), "", matter="clue")
    case = str(Matter.objects.get(parent=town.matters["clue"]).pk)

    def text(who: str) -> str:
        answer = as_(who).get(reverse("case_volume", args=(case,)))
        return "".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages).replace("\n", "")

    assert "案件来源登记表" in text("li")
    assert "孙某" not in text("li")
    assert "案件来源登记表" not in text("any-archive_keeper")
    assert "另有1份文书不在打印人的查看范围内" in text("any-archive_keeper")


def test_only_who_can_act_now_is_awaited(as_: As, case: str, town: SmallTown) -> None:
    found = {"facts_stated": [{"fact": "焚烧", "evidence": "现场照片"}], "crime_suspected": False, "suggestion": "给予行政处罚"}
    take(town, "li", "finish", at(3, 6), "", matter=case, also=("wang",), fields=found)
    said = {"kinds": ["罚款"], "amount_fen": "600", "tier": "较轻", "tier_reason": "初次", "law_changed": False, "complex": False}
    take(town, "any-enforcement_head", "propose", at(3, 7), "", matter=case, fields=said)
    take(town, "li", "tell", at(3, 7), "", matter=case, also=("wang",))
    paper = str(Matter.objects.get(parent=case, procedure="common.service", closed_on=None).pk)

    def awaited() -> set[str]:
        page = as_("fang").get(reverse("matter", args=(case,))).context
        return {label for wait in page["awaited"] for label in wait["label"].split("”“")}

    assert awaited() == set()
    take(town, "li", "serve_in_person", at(3, 10), "", matter=paper, also=("wang",), fields={"relation": "本人"})
    assert awaited() == {"报请决定", "提交法制审核", "要求听证", "集体讨论"}  # not yet 作出决定, and never 撤销立案


def test_nothing_in_the_way_is_no_decision_while_the_case_is_elsewhere(as_: As, case: str, town: SmallTown) -> None:
    found = {"facts_stated": [{"fact": "焚烧", "evidence": "现场照片"}], "crime_suspected": False, "suggestion": "给予行政处罚"}
    take(town, "li", "finish", at(3, 6), "", matter=case, also=("wang",), fields=found)
    said = {"kinds": ["罚款"], "amount_fen": "600", "tier": "较轻", "tier_reason": "初次", "law_changed": False, "complex": False}
    take(town, "any-enforcement_head", "propose", at(3, 7), "", matter=case, fields=said)
    take(town, "li", "tell", at(3, 7), "", matter=case, also=("wang",))
    paper = str(Matter.objects.get(parent=case, procedure="common.service", closed_on=None).pk)
    take(town, "li", "serve_in_person", at(3, 10), "", matter=paper, also=("wang",), fields={"relation": "本人"})
    take(town, "li", "defend", at(3, 11), "", matter=case, fields={"defence": "愿意改正", "defence_review": "已考虑"})
    page = as_("li").get(reverse("matter", args=(case,)))
    assert page.context["case_rail"]["decided_from_here"] and "可以作出决定" in page.content.decode()
    take(town, "li", "review", at(3, 12), "", matter=case)
    page = as_("li").get(reverse("matter", args=(case,)))
    assert not page.context["case_rail"]["decided_from_here"] and "可以作出决定" not in page.content.decode()


def test_what_one_payment_was_is_not_proposed_for_the_next(as_: As, town: SmallTown) -> None:
    take(town, "li", "owe", at(3, 10), "pay", procedure="penalty.payment", fields={"amount_fen": "300", "served_on": "2025-03-10"})
    id = town.matters["pay"]
    take(town, "any-cashier", "pay_part", at(3, 11), "", matter=id, fields={"paid_fen": "100", "channel_paid": "银行"})
    page = as_("any-cashier").get(reverse("step", args=(id, "pay")))
    asked = {c.name: c.text for c in (*page.context["form"], *page.context["more"])}
    assert (asked["paid_fen"], asked["paid_on"]) == ("", "")


def test_the_name_of_a_body_is_nobodys_personal_data(as_: As, case: str, town: SmallTown) -> None:
    take(
        town,
        "any-leader",
        "file_case",
        at(3, 3),
        "body",
        procedure="penalty.ordinary",
        fields=CASE | {"party_name": "大成建材有限公司", "party_class": "法人或者其他组织"},
    )
    told = {
        who: {f["label"]: f["sensitivity"] for f in as_("li").get(reverse("matter", args=(town.matters.get(who, who),))).context["facts"]}
        for who in ("body", case)
    }
    assert (told["body"]["当事人"], told[case]["当事人"]) == ("p", "r")


def test_the_main_way_on_stands_before_the_other_acts(as_: As, case: str) -> None:
    acts = as_("li").get(reverse("matter", args=(case,))).context["acts"]
    assert acts[0]["light"] and not any(a["light"] for a in acts[1:])
