"""The desks of texts and disputes as their people use them, and a citizen who comments on a draft without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fadu.packs import catalogue
from fadu.packs.legal_counsel.review_matters import DOCUMENT, POINTS
from fadu.service import clock
from fadu.service.matter_view import MatterView
from fadu.store.models import Matter, Publication
from fadu.web.views.matter import _in_time
from tests.town import CHUNHUA, FAR_PARTY, HESHUN, PARTY_A, PARTY_B, SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
TEXT = "为了规范零售点布设，根据《食品安全法》，制定本规定。\n一、零售点违反规定的，罚款五百元。\n二、按照涪陵府办发〔202524号执行。"


@pytest.fixture
def draft(town: SmallTown, db: Any) -> str:
    """A draft on which the public is asked: the id of its matter."""
    take(town, "any-clerk", "propose", at(3, 3), "draft", procedure="normative_documents.adopt", fields={"title": "零售点布设规定"})
    take(town, "any-party_gov_office", "classify_again", at(3, 3), "", matter="draft")
    step = {"text": "一、零售点的布设适用本规定。", "touches_market": False}
    take(town, "any-clerk", "draft", at(3, 4), "", matter="draft", fields=step)
    take(town, "any-office_head", "consult", at(3, 5), "", matter="draft")
    return town.matters["draft"]


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status
    return str(answer.content.decode())


def test_anybody_reads_a_draft_says_something_and_learns_its_number(draft: str) -> None:
    citizen = Client()
    assert "零售点布设规定" in page(citizen, "home")
    address = reverse("consultation", args=(Publication.objects.get(matter=draft).pk,))
    answer = citizen.post(address, {"words": "学校门口不要设", "about": "第一条", "name": "尉迟不公开"}, follow=True)
    assert answer.context["mine"] == [1] and "第1条" in answer.content.decode()
    assert Matter.objects.get(pk=draft).snapshot["facts"]["comments"] == [{"author": "尉迟不公开", "content": "关于第一条：学校门口不要设"}]
    assert "尉迟不公开" not in Client().get(address).content.decode()


@pytest.mark.parametrize(("words", "said"), [("", "意见没有填写"), ("很" * 2001, "最多2000字")])
def test_an_empty_or_endless_comment_is_refused_and_kept(draft: str, words: str, said: str) -> None:
    answer = Client().post(reverse("consultation", args=(Publication.objects.get(matter=draft).pk,)), {"words": words, "about": "第一条"})
    assert answer.status_code == 422
    assert said in answer.content.decode() and 'value="第一条"' in answer.content.decode()


def test_the_answers_stand_on_the_page_once_the_office_has_published_them(town: SmallTown, draft: str) -> None:
    address = reverse("consultation", args=(Publication.objects.get(matter=draft).pk,))
    Client().post(address, {"words": "学校门口不要设"})
    assert Client().get(address).context["answers"] == []
    answers = [{"no": 1, "summary": "学校门口", "adoption": "采纳"}]
    take(town, "any-clerk", "collect", at(3, 20), "", matter="draft", fields={"answers": answers})
    shown = Client().get(address)
    assert not shown.context["draft"]["open"]
    assert [a["adoption"] for a in shown.context["answers"]] == ["采纳"]
    assert Client().post(address, {"words": "晚了"}).status_code == 422
    notice = Client().get(reverse("disclosure_item", args=(Publication.objects.filter(matter=draft).order_by("pk")[0].pk,)))
    assert notice.context["comment_href"] == address and "征求意见已结束，看意见和答复" in notice.content.decode()


def test_the_same_words_are_one_comment_and_the_clause_is_bounded(draft: str) -> None:
    address = reverse("consultation", args=(Publication.objects.get(matter=draft).pk,))
    assert Client().post(address, {"words": "学校门口不要设", "_key": "once"}).status_code == 302
    assert Client().post(address, {"words": "学校门口不要设", "_key": "once"}).status_code == 302
    again = Client().post(address, {"words": " 学校门口不要设 ", "_key": "anew"})
    assert again.status_code == 422
    assert "同样的意见已经收到，是第1条" in again.content.decode()
    assert Client().post(address, {"words": "另一条", "about": "第" * 51}).status_code == 422  # a clause, not an essay
    assert Client().get(address).context["draft"]["received"] == 1


def test_a_publication_that_asked_nobody_is_no_consultation(town: SmallTown) -> None:
    other = Publication.objects.exclude(kind="normative_documents.adopt").first()
    assert other is not None
    page(Client(), "consultation", other.pk, status=404)


def test_the_workbench_marks_doubtful_words_and_lists_what_is_missing(as_: As, town: SmallTown) -> None:
    take(town, "any-clerk", "propose", at(3, 3), "bench", procedure="normative_documents.adopt", fields={"title": "零售点布设规定"})
    take(town, "any-party_gov_office", "classify_again", at(3, 3), "", matter="bench")
    reasons = {"no_forbidden_content": "重述上位法", "cited_numbers_sound": "原件如此"}
    answer = as_("any-clerk").post(reverse("step", args=(town.matters["bench"], "draft")), {
        "text": TEXT, "kind": "普通", "drafting_note": "说明", "touches_market": "否", "interpreter": "同乐镇人民政府",
        "bases-0-document": "《食品安全法》", "bases-0-article": "第四条", "bases-0-supports": "其他", **{f"_reason-{g}": r for g, r in reasons.items()}})  # fmt: skip
    assert answer.status_code == 302
    shown = as_("any-clerk").get(reverse("workbench", args=(town.matters["bench"],))).context
    assert [f["fragment"] for f in shown["flags"]] == ["罚款", "涪陵府办发〔202524号"]
    assert "".join(r["text"] for p in shown["paragraphs"] for r in p["runs"]) == TEXT
    done = {line["label"]: line["done"] for line in shown["pack"]}
    assert done["送审稿"] and done["制定依据"] and not done["征求意见采纳情况"] and not done["合法性审查（现在这一稿）"]


def test_a_row_of_the_cleanup_is_settled_by_a_reason_and_one_button(as_: As, town: SmallTown) -> None:
    scope = {"title": "清理", "scope_from": "2019-01-01", "scope_to": "2025-01-31"}
    take(town, "any-party_gov_office", "open", at(3, 3), "cleanup", procedure="normative_documents.cleanup", fields=scope)
    take(town, "any-party_gov_office", "list", at(3, 4), "", matter="cleanup")
    head, address = as_("any-office_head"), reverse("cleanup", args=(town.matters["cleanup"],))
    rows = head.get(address).context["rows"]
    assert len(rows) > 1
    bare = head.post(address, {"row": rows[0]["id"], "decision": "废止", "reason": ""})
    assert bare.status_code == 422 and "没有写明理由" in bare.content.decode()
    assert head.post(address, {"row": rows[0]["id"], "decision": "废止", "reason": "上位法已修改"}).status_code == 302
    after = head.get(address).context
    assert {s["label"]: s["value"] for s in after["sums"]} == {
        "范围内": len(rows),
        "继续有效": 0,
        "修订": 0,
        "废止": 1,
        "失效": 0,
        "未定": len(rows) - 1,
    }
    assert after["rows"][0]["decision"] == "废止" and after["rows"][0]["by"].startswith("某部门负责人")
    assert not as_("lin").get(address).context["cleanup"]["may"]


def test_the_review_desk_shows_the_text_and_every_point_to_answer(as_: As, town: SmallTown) -> None:
    take(town, "any-clerk", "submit", at(3, 3), "review", procedure="legal_counsel.legality_review", fields={"text": TEXT})
    take(town, "any-legality_reviewer", "accept", at(3, 4), "", matter="review")
    shown = as_("any-legality_reviewer").get(reverse("review_desk", args=(town.matters["review"],)))
    assert [row[0].text for row in shown.context["checklist"].rows] == list(POINTS[DOCUMENT])
    assert "罚款" in {f["fragment"] for f in shown.context["flags"]}
    assert as_("lin").get(reverse("review_desk", args=(town.matters["review"],))).context["form"] == []


def test_a_contract_on_a_model_text_is_passed_on_the_review_desk_in_one_act(as_: As, town: SmallTown) -> None:
    take(
        town, "fang", "adopt", at(3, 3), "model", procedure="legal_counsel.contract_template", fields={"text": "第一条　租赁物为＿＿＿＿。"}
    )
    take(
        town,
        "any-clerk",
        "submit_standard",
        at(3, 4),
        "small",
        procedure="legal_counsel.legality_review",
        fields={"unchanged_stated": True},
    )
    desk, reviewer = reverse("review_desk", args=(town.matters["small"],)), as_("any-legality_reviewer")
    shown = reviewer.get(desk).context
    assert ("合同金额", "30000元") in shown["standard"]["facts"]
    assert reviewer.post(shown["standard"]["action"], {"_key": shown["standard"]["key"], "_seen": shown["seen"]}).status_code == 302
    after = reviewer.get(desk).context
    assert after["opinion"] == "合法" and not after["standard"]["action"]


def test_the_mediation_desk_writes_chosen_clauses_and_names_earlier_disputes_within_scope(as_: As, town: SmallTown) -> None:
    dispute = {"kind": "邻里", "party_a": PARTY_A, "party_b": FAR_PARTY, "village": HESHUN, "gist": "排水"}
    take(town, "chen", "find", at(3, 10), "again", procedure="disputes.dispute", fields=dispute)
    take(town, "chen", "accept", at(3, 11), "", matter="again")
    take(town, "chen", "mediate", at(3, 12), "", matter="again")
    address = reverse("mediation_desk", args=(town.matters["again"],))
    chen, gu = (as_(who).get(address, {"clause": ["boundary", "final"]}).context for who in ("chen", "gu"))
    content = next(f for f in chen["form"] if f.name == "agreed_content").text
    assert content.startswith("一、双方以") and "\n二、本协议履行后" in content and FAR_PARTY in content and PARTY_A not in content
    other_way = as_("chen").get(address, {"clause": ["boundary"], "owes": "party_a"}).context["form"]
    assert PARTY_A in next(f for f in other_way if f.name == "agreed_content").text
    far = reverse("matter", args=(town.matters["far"],))
    assert far not in {b["href"] for b in chen["before"]} and far in {b["href"] for b in gu["before"]}
    assert PARTY_B not in str(chen["before"])
    page(as_("zhou"), "mediation_desk", town.matters["again"], status=404)


def test_the_board_says_whose_receipt_is_awaited(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 3, 31))
    fields = {"linkage": "警调", "other_side": "同乐派出所", "referred_matter": "医药费争议"}
    take(town, "fang", "receive", at(3, 3), "in", procedure="disputes.referral", fields=fields)
    take(town, "fang", "send", at(3, 31), "out", procedure="disputes.referral", fields={**fields, "linkage": "区级调委会"})
    columns = {c["label"]: c["cards"] for c in as_("fang").get(reverse("linkage_board")).context["columns"]}
    assert [(c["awaited"], c["ours"], c["receipts"][0]["on"] is not None) for c in columns["警调"]] == [("等我们受理", True, True)]
    assert [(c["awaited"], c["ours"], c["receipts"][0]["on"]) for c in columns["其他"]] == [("等对方回执", False, None)]


def test_a_dispute_on_record_is_chosen_and_shown_by_its_title(as_: As, town: SmallTown) -> None:
    fields = {"linkage": "警调", "other_side": "同乐派出所", "referred_matter": "医药费争议"}
    take(town, "fang", "receive", at(3, 3), "in", procedure="disputes.referral", fields=fields)
    dispute = {"kind": "邻里", "party_a": PARTY_A, "party_b": PARTY_B, "village": HESHUN, "gist": "排水"}
    take(town, "chen", "find", at(3, 3), "again", procedure="disputes.dispute", fields=dispute)
    again = Matter.objects.get(pk=town.matters["again"])
    asked = as_("fang").get(reverse("step", args=(town.matters["in"], "accept"))).content.decode()
    assert f'<option value="{again.pk}">{again.title}，' in asked
    take(town, "fang", "accept", at(3, 3, 11), "", matter="in", fields={"dispute": str(again.pk)})
    shown = as_("fang").get(reverse("matter", args=(town.matters["in"],))).content.decode()
    assert again.title in shown and str(again.pk) not in shown


def test_the_sender_hears_of_the_end_of_a_dispute_on_record(as_: As, town: SmallTown) -> None:
    about = {"linkage": "警调", "other_side": "同乐派出所", "referred_matter": "医药费争议"}
    dispute = {"kind": "邻里", "party_a": PARTY_A, "party_b": PARTY_B, "village": HESHUN, "gist": "排水"}
    take(town, "chen", "find", at(3, 3), "known", procedure="disputes.dispute", fields=dispute)
    take(town, "fang", "receive", at(3, 3), "in", procedure="disputes.referral", fields=about)
    take(town, "fang", "accept", at(3, 3, 11), "", matter="in", fields={"dispute": town.matters["known"]})
    for day, step in ((4, "accept"), (5, "mediate"), (6, "agree_in_writing")):
        take(town, "gu", step, at(3, day), "", matter="known")
    asked = as_("fang").get(reverse("step", args=(town.matters["in"], "feed_back"))).content.decode()
    assert "调解成功（书面协议）</textarea>" in asked
    take(town, "fang", "receive", at(3, 7), "later", procedure="disputes.referral", fields={**about, "linkage": "访调"})
    take(town, "fang", "accept", at(3, 7, 11), "", matter="later", fields={"dispute": town.matters["known"]})
    assert Matter.objects.get(pk=town.matters["later"]).snapshot["facts"]["referral_result"] == "调解成功（书面协议）"


def test_who_stays_silent_is_urged_from_the_board(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 3, 31))
    fields = {"linkage": "警调", "other_side": "同乐派出所", "referred_matter": "医药费争议"}
    take(town, "fang", "send", at(3, 4), "out", procedure="disputes.referral", fields=fields)
    board = {c["label"]: c["cards"] for c in as_("fang").get(reverse("linkage_board")).context["columns"]}
    assert [(c["awaited"], c["ours"], c["act"]["label"]) for c in board["警调"]] == [("等对方回执", True, "催办")]
    take(town, "fang", "urge", at(3, 31), "", matter="out")
    board = {c["label"]: c["cards"] for c in as_("fang").get(reverse("linkage_board")).context["columns"]}
    assert [(c["awaited"], c["ours"], c["act"]["label"]) for c in board["警调"]] == [
        ("等对方回执，2025年3月31日已催办", False, "登记对方回执")
    ]


def test_what_may_boil_over_starts_the_clock_from_the_village_page(as_: As, town: SmallTown) -> None:
    typed = {"kind": "邻里", "party_a": "陈某", "party_b": "周某", "words": "扬言动手", "outcome": "urgent"}
    answer = as_("chen").post(reverse("settle_orally"), typed)
    assert answer.status_code == 302
    made = Matter.objects.filter(procedure="disputes.dispute").order_by("-opened_on", "-pk").get(snapshot__facts__risk="扬言动手")
    assert made.village == HESHUN != CHUNHUA
    assert made.due_dates.get().limit == "med.warn_police"
    report = reverse("step", args=(made.pk, "warn_police"))
    item = next(i for g in as_("chen").get(reverse("desk")).context["desk"]["groups"] for i in g["entries"] if i["title"] == made.title)
    assert (item["step"], item["step_href"]) == ("报告激化苗头", report), "what is due today is offered, not the acceptance"
    acts = as_("chen").get(reverse("matter", args=(made.pk,))).context["acts"]
    assert (acts[0]["href"], acts[0]["light"]) == (report, True)


def test_a_cadre_is_not_asked_which_village(as_: As, town: SmallTown) -> None:
    doors = {d["label"]: d["href"] for d in as_("chen").get(reverse("village")).context["doors"]}
    assert doors["登记纠纷"] == f"{reverse('settle_orally')}?outcome=open"
    form = as_("chen").get(reverse("begin", args=("disputes.dispute", "settle_themselves"))).context["form"]
    assert [c.text for c in form if c.name == "village"] == [HESHUN]


def test_a_desk_asks_the_store_no_more_often_the_more_waits_on_it(as_: As, town: SmallTown) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, "desk")
        return len(queries)

    client = as_("chen")
    page(client, "desk")
    before = asked()
    for n in range(3):
        said = {"village": HESHUN, "kind": "邻里", "party_a": PARTY_A, "party_b": PARTY_B, "gist": f"第{n}处界桩"}
        take(town, "chen", "find", at(3, 3), f"found-{n}", procedure="disputes.dispute", fields=said)
    assert asked() == before <= 18


def test_whoever_drafted_reads_who_sends_it_to_review(as_: As, town: SmallTown) -> None:
    take(town, "any-clerk", "propose", at(3, 3), "sent", procedure="normative_documents.adopt", fields={"title": "送审的规定"})
    Matter.objects.filter(pk=town.matters["sent"]).update(state="checked")
    waited = as_("any-clerk").get(reverse("matter", args=(town.matters["sent"],))).context["awaited"]
    assert ("党政办", "送合法性审查") in {(w["who"], w["label"]) for w in waited}


def test_the_reviewer_opens_the_papers_that_were_handed_in(as_: As, town: SmallTown) -> None:
    take(town, "any-clerk", "propose", at(3, 3), "text", procedure="normative_documents.adopt", fields={"title": "送审的规定"})
    take(town, "any-clerk", "submit", at(3, 3), "review", procedure="legal_counsel.legality_review", fields={"text": TEXT})
    Matter.objects.filter(pk=town.matters["review"]).update(parent=town.matters["text"])
    reviewer = as_("any-legality_reviewer")
    href = reviewer.get(reverse("review_desk", args=(town.matters["review"],))).context["papers_href"]
    assert "送审的规定" in page(reviewer, "matter", town.matters["text"])
    assert href == reverse("matter", args=(town.matters["text"],))


def test_the_act_that_meets_a_limit_stands_first_where_nothing_leads_on() -> None:
    procedure = catalogue().procedure("normative_documents.adopt")
    mine = [s for s in procedure.steps_from("published") if "party_gov_office" in s.roles]
    filing = SimpleNamespace(procedure=procedure, limits=[SimpleNamespace(limit="gfx.file", ended_on=None)])
    filed = SimpleNamespace(procedure=procedure, limits=[SimpleNamespace(limit="gfx.file", ended_on=at(3, 3).date())])
    assert _in_time(cast(MatterView, filing), mine) == "send_for_filing"
    assert _in_time(cast(MatterView, filed), mine) == ""


def test_what_waits_for_its_review_waits_for_the_reviewer(as_: As, town: SmallTown) -> None:
    take(town, "any-clerk", "propose", at(3, 3), "text", procedure="normative_documents.adopt", fields={"title": "送审的规定"})
    take(town, "any-clerk", "submit", at(3, 3), "review", procedure="legal_counsel.legality_review", fields={"text": TEXT})
    Matter.objects.filter(pk=town.matters["text"]).update(state="checked")
    Matter.objects.filter(pk=town.matters["review"]).update(parent=town.matters["text"])
    waiting = {m["title"]: m["who"] for m in as_("any-clerk").get(reverse("desk")).context["desk"]["waiting"]}
    assert waiting["送审的规定"] == "合法性审查人员"
