"""Every staff page that has a view answers, for the person whose work it is, with the words of the matter on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.store.models import DueDate, IssuedPaper, Matter, RegisterRow
from tests.town import HESHUN, ORG, PARTY_A, SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode() if not answer.streaming else ""


def test_the_desk_lists_what_waits_and_what_one_may_begin(as_: As) -> None:
    page = said(as_("gu"), reverse("desk"))
    assert "慕容远村与司徒乙等邻里纠纷" in page
    assert "口头调成" in page


def test_every_page_says_in_which_column_it_stands(as_: As, town: SmallTown) -> None:
    """The column's own page, one within it, and one whose address begins otherwise."""
    client = as_("gu")
    standing = {
        address: {e["label"]: e["current"] for e in client.get(address).context["shell"]["nav"] if e["current"]}
        for address in (reverse("matters"), reverse("matter", args=(town.matters["near"],)), reverse("reports"), reverse("search"))
    }
    assert list(standing.values()) == [{"事项": "page"}, {"事项": "true"}, {"数据与报告": "true"}, {}]


def test_a_matter_shows_state_facts_and_papers(as_: As, town: SmallTown) -> None:
    page = said(as_("gu"), reverse("matter", args=(town.matters["near"],)))
    assert PARTY_A in page
    assert "已调成" in page
    assert "人民调解协议书" in page


@pytest.mark.parametrize("who", ["chen", "gu", "fang", "any-clerk"])
def test_what_a_matter_is_joined_to_can_be_opened(as_: As, town: SmallTown, who: str) -> None:
    client = as_(who)
    pages = [client.get(reverse("matter", args=(id,))) for id in Matter.objects.values_list("pk", flat=True)]
    joined = [link["href"] for page in pages if page.status_code == 200 for link in page.context["links"]]
    assert [href for href in joined if client.get(href).status_code != 200] == []


def test_a_step_page_asks_its_fields(as_: As, town: SmallTown) -> None:
    page = said(as_("gu"), reverse("step", args=(town.matters["near"], "perform")))
    assert "履行情况" in page


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("li", "matters"),
        ("li", "start"),
        ("li", "search"),
        ("li", "calendar"),
        ("li", "calendar_ics"),
        ("fang", "registers"),
        ("li", "summary_penalty"),
        ("chen", "settle_orally"),
    ],
)
def test_pages_without_a_matter_answer(as_: As, who: str, name: str) -> None:
    said(as_(who), reverse(name))


def test_every_register_opens_exports_and_shows_its_rows(as_: As, town: SmallTown) -> None:
    from fadu.packs import catalogue

    client = as_("fang")
    for name in catalogue().registers:
        said(client, reverse("register", args=(name,)))
        assert b"".join(client.post(reverse("register_export", args=(name,))).streaming_content).startswith(b"PK")
    row = RegisterRow.objects.filter(register="mediators").order_by("-id")[0]
    assert "同乐镇调委会" in said(client, reverse("register_row", args=("mediators", row.pk)))


def test_every_matter_and_every_step_of_it_opens_for_its_people(as_: As, town: SmallTown) -> None:
    """The page for everybody who may read it; each step it offers once."""
    opened: set[str] = set()
    for person in town.accounts:
        client = as_(person)
        for id in town.matters.values():
            answer = client.get(reverse("matter", args=(id,)))
            assert answer.status_code in (200, 404), (person, id)
            acts = [*answer.context["acts"], *answer.context["common"]] if answer.status_code == 200 else []
            for act in acts:
                if act["href"] not in opened:
                    opened.add(act["href"])
                    said(client, act["href"])
    assert len(opened) > 30


def test_a_limit_is_explained_day_by_day(as_: As, town: SmallTown) -> None:
    due = DueDate.objects.filter(matter=town.matters["near"]).order_by("id")[0]
    assert "届满" in said(as_("gu"), reverse("receipt", args=(due.matter_id, due.limit)))
    assert "BEGIN:VEVENT" in said(as_("gu"), reverse("receipt_ics", args=(due.matter_id, due.limit)))


def test_a_paper_is_drawn_in_every_form(as_: As, town: SmallTown) -> None:
    paper = IssuedPaper.objects.get(matter=town.matters["near"], title="人民调解协议书")
    client = as_("gu")
    assert client.get(reverse("paper", args=(paper.pk,))).content.startswith(b"%PDF")
    assert client.get(reverse("paper_docx", args=(paper.pk,))).content.startswith(b"PK")
    assert client.get(reverse("paper_preview", args=(paper.pk,))).content.startswith(b"\x89PNG")
    assert "人民调解协议书" in said(client, reverse("paper_page", args=(paper.pk,)))


def test_a_step_taken_in_the_browser_is_recorded(as_: As, town: SmallTown) -> None:
    client = as_("gu")
    address = reverse("step", args=(town.matters["near"], "perform"))
    matter = Matter.objects.get(pk=town.matters["near"])
    answer = client.post(address, {"_key": "k", "_seen": matter.last_seq, "performed_note": "已当面付清"}, follow=True)
    assert "已办理“履行完毕”" in answer.content.decode()
    assert Matter.objects.get(pk=matter.pk).state == "performed"


def test_a_form_sent_twice_begins_one_matter(as_: As, town: SmallTown) -> None:
    page = reverse("begin", args=("penalty.clue", "register"))
    officer, found = as_("li"), Matter.objects.filter(org=ORG, procedure="penalty.clue")
    before, typed = found.count(), {"source": "巡查发现", "clue_text": "街口堆物", "_key": as_("li").get(page).context["key"]}
    first, again = officer.post(page, typed), officer.post(page, typed, follow=True)
    assert (found.count(), again.redirect_chain[0][0]) == (before + 1, first.headers["Location"])
    assert "刚才已经办过，没有重复办理" in again.content.decode()
    other = officer.post(page, {**typed, "clue_text": "桥头堆物"})
    assert (other.status_code, found.count()) == (422, before + 1)
    assert "这张表已经办过一次（线索：街口堆物）" in other.content.decode()
    assert officer.post(page, {**typed, "clue_text": "桥头堆物", "_key": other.context["key"]}).status_code == 302
    assert found.count() == before + 2


def test_a_refused_step_keeps_what_was_typed(as_: As, town: SmallTown) -> None:
    answer = as_("chen").post(reverse("settle_orally"), {"kind": "邻里", "first": "甲某", "words": "各让一步", "village": HESHUN})
    assert answer.status_code == 422
    assert "各让一步" in answer.content.decode()


def test_a_refused_line_is_called_as_it_stands_on_the_page(as_: As, town: SmallTown) -> None:
    page = as_("chen").post(reverse("settle_orally"), {"kind": "邻里", "party_a": "甲某", "party_b": "乙某"}).content.decode()
    assert "“怎么说定的”没有填写" in page and "调成的内容" not in page
    unnamed = as_("chen").post(reverse("settle_orally"), {"kind": "邻里", "words": "各让一步"}).content.decode()
    assert "“一方”没有填写" in unnamed and "“另一方”没有填写" in unnamed and "当事人甲" not in unnamed


@pytest.mark.parametrize(("item", "said_once"), [("", "还没有选违法行为和处罚"), ("FJDC-NX", "还没有选处罚")])
def test_an_untapped_penalty_is_said_once(as_: As, town: SmallTown, item: str, said_once: str) -> None:
    page = as_("li").post(reverse("summary_penalty"), {"item": item})
    about = [r.message for r in page.context["refusals"] if r.field in ("item", "kind", "tier")]
    assert about == [said_once]


SPOT = {
    "item": "FJDC-NX", "tier-FJDC-NX": "较轻|2000", "party_name": "向晚", "party_class": "公民", "place": "和顺社区北街口", "signed": "纸上签名", "_with": "wang",
}  # fmt: skip


def test_telling_and_showing_the_certificate_are_one_tick_and_said_once(as_: As, town: SmallTown) -> None:
    page = as_("li").post(reverse("summary_penalty"), SPOT)
    assert [(r.message, r.field) for r in page.context["refusals"]] == [("还没有出示执法证件、告知权利", "told")]


def test_a_child_is_educated_with_what_was_typed(as_: As, town: SmallTown) -> None:
    client = as_("li")
    page = client.post(reverse("summary_penalty"), SPOT | {"told": "是", "party_age": "13"})
    assert [(r.field, r.message) for r in page.context["refusals"]] == [("party_age", "当事人13周岁，不满14周岁，不予行政处罚")]
    form = said(client, page.context["education_href"])
    assert "向晚" in form and "和顺社区北街口" in form
    grown = client.post(reverse("summary_penalty"), SPOT | {"party_age": "40"})
    assert not grown.context["education_href"]


def test_another_amount_stands_in_the_tier_that_was_tapped(as_: As, town: SmallTown) -> None:
    page = as_("li").post(reverse("summary_penalty"), SPOT | {"told": "是", "other_amount": "77"})
    assert [r.field for r in page.context["refusals"]] == ["tier"]
    assert "“较轻”" in page.context["refusals"][0].message


def test_the_paper_notes_a_refusal_to_sign_and_never_that_nothing_was_noted(as_: As, town: SmallTown) -> None:
    assert as_("li").get(reverse("summary_penalty")).context["refused_how"] == ["拒签已在文书注明", "拒签有影像记录", "拒签有见证人"]


def test_the_on_the_spot_penalty_has_its_done_page_and_code(as_: As, town: SmallTown) -> None:
    client, id = as_("li"), town.matters["penalty"]
    assert "宇文当事" in said(client, reverse("summary_penalty_done", args=(id,)))
    assert "<svg" in said(client, reverse("pay_code", args=(id,)))


def test_a_village_answers_a_round_with_one_tap(as_: As, town: SmallTown) -> None:
    mine = Matter.objects.get(procedure="disputes.village_return", village=HESHUN)
    client = as_("chen")
    said(client, reverse("round_return", args=(mine.pk,)))
    client.post(reverse("round_return", args=(mine.pk,)))
    mine.refresh_from_db()
    assert mine.state == "returned"


def test_two_rounds_at_once_are_told_apart_on_the_villages_page(as_: As, town: SmallTown) -> None:
    asked = {"villages": [HESHUN], "scope": "河道沿线各户", "trigger": "专项"}
    take(town, "fang", "open", at(2, 24), "second", procedure="disputes.round", fields=asked)
    page = as_("chen").get(reverse("village"))
    assert [(r["title"], r["scope"]) for r in page.context["rounds"]] == [
        ("2025年2月17日镇级排查（定期）", "全镇"), ("2025年2月24日镇级排查（专项）", "河道沿线各户"),
    ]  # fmt: skip
    assert "范围：河道沿线各户" in page.content.decode()


def test_a_register_keeps_its_query_when_it_is_sorted_or_its_columns_are_chosen(as_: As, town: SmallTown) -> None:
    page = as_("fang").get(reverse("register", args=("dispute_log",)), {"q": PARTY_A, "page": "1", "col": "party_a"})
    assert page.context is not None
    assert "q=" in next(c["sort_href"] for c in page.context["columns"] if c["name"] == "number")
    assert page.context["carried"] == [{"name": "q", "value": PARTY_A}]
    assert next(v["label"] for v in page.context["views"]) == "全部"


def test_a_column_that_repeats_the_title_is_left_out_until_it_is_chosen(as_: As, town: SmallTown) -> None:
    client, here = as_("fang"), reverse("register", args=("penalty_log",))
    usual, chosen = (client.get(here, asked).context for asked in ({}, {"col": ["party_name"]}))
    assert usual is not None
    assert chosen is not None
    assert "party_name" not in [c["name"] for c in usual["columns"]]
    assert "party_name" in [c["name"] for c in chosen["columns"]]


@pytest.mark.parametrize("name", ["dispute_log", "mediators"])
def test_a_row_opens_below_itself(as_: As, town: SmallTown, name: str) -> None:
    client = as_("fang")
    listed = client.get(reverse("register", args=(name,))).context
    assert listed is not None
    opened = client.get(listed["rows"][0]["peek_href"], headers={"HX-Request": "true"}).content.decode()
    assert 'class="facts"' in opened
    assert "<html" not in opened
    assert listed["rows"][0]["href"] in opened


def test_the_list_of_all_matters_offers_nothing_that_leads_nowhere(as_: As, town: SmallTown) -> None:
    page = said(as_("li"), reverse("matters"))
    assert "选列" not in page
    assert "导出" not in page
