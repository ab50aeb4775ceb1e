"""Pages of figures and reports: what each person may see and do, drill-down to matters, and what the public reads of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fadu.service import report
from fadu.service.report_content import content_of
from fadu.service.take_step import Receipt, take_step
from fadu.store.models import Matter, RegisterRow
from tests.report_year import YEAR, adopt, by, ok, printed_codes, step, the_report, up_to
from tests.town import FAR_PARTY, HESHUN, ORG, PARTY_A, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def figure(code: str, **query: str) -> str:
    return reverse("figure", args=(code,)) + "?" + "&".join(f"{k}={v}" for k, v in {"year": str(YEAR), **query}.items())


# --- figures ------------------------------------------------------------------------------------------------------


def test_the_year_is_a_table_of_figures(as_: As) -> None:
    page = get(as_("fang"), reverse("figures") + f"?year={YEAR}")
    assert "2025年数据" in page
    assert "矛盾纠纷排查化解" in page
    assert "当年达成口头或书面协议的纠纷" in page
    assert "未发生" in page
    assert 'class="chart small"' in page


@pytest.mark.parametrize("query", ["", "?year=1", "?year=99999", "?year=二零", "?year=²²²²", "?year=2031"])
def test_any_year_answers(as_: As, query: str) -> None:
    get(as_("fang"), reverse("figures") + query)


def test_the_table_reads_the_store_a_fixed_number_of_times(as_: As, django_assert_max_num_queries: Callable[..., object]) -> None:
    client = as_("fang")
    with django_assert_max_num_queries(26):  # type: ignore[attr-defined]
        get(client, reverse("figures") + f"?year={YEAR}")


def test_a_figure_lists_the_matters_behind_it(as_: As, town: SmallTown) -> None:
    page = get(as_("fang"), figure("disputes.settled"))
    for name in ("settled", "near"):
        assert reverse("matter", args=(town.matters[name],)) in page
    assert reverse("matter", args=(town.matters["far"],)) not in page


def test_a_part_lists_only_its_own(as_: As, town: SmallTown) -> None:
    page = get(as_("fang"), figure("disputes.settled", part="form.口头"))
    assert reverse("matter", args=(town.matters["settled"],)) in page
    assert reverse("matter", args=(town.matters["near"],)) not in page


def test_a_cadre_of_another_village_sees_the_number_and_not_the_matters(as_: As, town: SmallTown) -> None:
    page = get(as_("zhou"), figure("disputes.settled"))
    assert '<span class="num">2</span>' in page
    assert "后面的2件不在您的查看范围" in page
    assert PARTY_A not in page


def test_a_figure_of_register_rows_lists_the_rows(as_: As) -> None:
    page = get(as_("fang"), figure("enforcement_base.items_in_force"))
    assert "/registers/items/rows/" in page


def test_the_sheet_comes_alone_when_a_script_asks(as_: As) -> None:
    answer = as_("fang").get(figure("disputes.settled"), HTTP_HX_REQUEST="true")
    assert answer.content.decode().lstrip().startswith('<div class="figure-sheet">')


@pytest.mark.parametrize(("code", "part"), [("no.such", ""), ("disputes.settled", "form.手语"), ("declared.none", "")])
def test_what_is_no_figure_is_not_found(as_: As, code: str, part: str) -> None:
    get(as_("fang"), figure(code, part=part), 404)


def test_nobody_reads_figures_without_signing_in(as_: As) -> None:
    assert as_().get(reverse("figures")).status_code == 302


def test_every_figure_of_every_pack_opens(as_: As) -> None:
    from fadu.packs import catalogue

    client = as_("fang")
    for code in catalogue().indicators:
        get(client, figure(code))


def test_the_year_leaves_as_a_workbook(as_: As) -> None:
    body = as_("fang").get(reverse("figures_xlsx") + f"?year={YEAR}").content
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert "调解成功" in book.read("xl/sharedStrings.xml").decode()


# --- the desk of a report -----------------------------------------------------------------------------------------


def desk() -> str:
    return reverse("report", args=(the_report().pk,))


def test_a_report_is_started_frozen_drafted_and_checked_on_its_pages(as_: As, town: SmallTown) -> None:
    justice, statistician = as_("fang"), as_("any-statistician")
    assert "启动2025年年度报告" in get(justice, reverse("reports") + f"?year={YEAR}")
    started = justice.post(reverse("report_start"), {"year": str(YEAR), "outline": "按区级工作要点顺序", "_key": "web-open"})
    assert started.status_code == 302
    assert "还没有起草" in get(justice, desk())
    act = lambda id: reverse("report_act", args=(the_report().pk, id))  # noqa: E731
    assert "冻结后数字不再随记录变化" in get(statistician, act("freeze"))
    assert statistician.post(act("freeze"), {"_key": "web-freeze"}).status_code == 302
    assert the_report().state == "frozen"
    confirm = reverse("confirm_figures") + f"?year={YEAR}"
    for code in printed_codes():
        assert justice.post(confirm, {"figure": code, "answer": "confirm"}).status_code == 302
    page = get(justice, confirm)
    assert "您的数字都核对过了" in page


def test_the_desk_shows_live_numbers_that_open_their_figure(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    page = get(as_("fang"), desk())
    assert re.search(r'class="chip " href="/figures/disputes.settled\?year=2025"[^>]*>2</a>', page)
    assert "（一）" in page
    assert "声明无此情形：信访" in page
    assert "年末逾期未结的期限" in page
    assert reverse("report_act", args=(the_report().pk, "check")) in page


def test_the_desk_marks_the_words_a_finding_is_about(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    edit = reverse("report_edit", args=(the_report().pk, "others", 0))
    client = as_("fang")
    assert client.post(edit, {"text": "贯彻执行执行有关制度。"}).status_code == 302
    page = get(client, desk())
    assert re.search(r'<a class="marked warn" id="mark-f\d+"[^>]*>执行执行<', page)
    assert "有问题" in page


def test_an_edited_paragraph_is_written_by_name(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    edit = reverse("report_edit", args=(the_report().pk, "disputes", 0))
    client = as_("fang")
    assert "{调解成功}" in get(client, edit)
    assert client.post(edit, {"text": "调成{调解成功}件。"}).status_code == 302
    texts = {s["id"]: s.get("text") for s in content_of(the_report()).sections}
    assert str(texts["disputes"]).startswith("调成{disputes.settled}件。")


def test_a_typed_number_is_refused_with_everything_kept(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    edit = reverse("report_edit", args=(the_report().pk, "disputes", 0))
    client = as_("fang")
    client.post(edit, {"text": "调成27件。"})
    assert "手填数字" in get(client, desk())
    refused = client.post(reverse("report_act", args=(the_report().pk, "check")), {"_key": "web-check"})
    assert refused.status_code == 422
    assert "未挂接的数字" in refused.content.decode()


def test_who_may_not_draft_may_not_edit(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    get(as_("lin"), reverse("report_edit", args=(the_report().pk, "disputes", 0)), 404)
    assert "改这一段" not in get(as_("lin"), desk())


def test_a_cadre_may_not_open_the_report(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    get(as_("chen"), desk(), 404)
    get(as_("chen"), reverse("report_file", args=(the_report().pk, "json")), 404)


def test_an_owner_objects_with_a_reason(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    client, confirm = as_("any-office_head"), reverse("confirm_figures") + f"?year={YEAR}"
    refused = client.post(confirm, {"figure": "disputes.settled", "answer": "dispute", "note": ""})
    assert refused.status_code == 422
    assert "哪里不对" in refused.content.decode()
    assert client.post(confirm, {"figure": "disputes.settled", "answer": "dispute", "note": "多了一件"}).status_code == 302
    page = get(as_("fang"), confirm)
    assert "有异议" in page
    assert "多了一件" in page


def test_a_wrong_outline_is_chosen_again_before_the_freeze(as_: As, town: SmallTown) -> None:
    ok(report.open_report(ORG, YEAR, by(town, "justice_office", 4)))
    act = reverse("report_act", args=(the_report().pk, "choose_outline"))
    assert "改选大纲" in get(as_("fang"), desk())
    assert "按法治政府建设体系顺序" in get(as_("fang"), act)
    assert as_("fang").post(act, {"outline": "没有的大纲", "_key": "web-outline"}).status_code == 422
    assert as_("fang").post(act, {"outline": "按法治政府建设体系顺序", "_key": "web-outline-2"}).status_code == 302
    assert "依法履行政府职能" in get(as_("fang"), desk())
    assert content_of(the_report()).town == "同乐镇人民政府"


def test_an_answer_is_changed_while_the_text_may_still_change(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    owner, confirm = as_("fang"), reverse("confirm_figures") + f"?year={YEAR}"
    assert "已核实，属实" not in get(owner, confirm)
    owner.post(confirm, {"figure": "disputes.settled", "answer": "confirm"})
    assert "改为有异议" in get(owner, confirm)
    owner.post(confirm, {"figure": "disputes.settled", "answer": "dispute", "note": "多了一件"})
    assert "已核实，属实" in get(owner, confirm)
    ok(report.confirm_all(the_report(), by(town, "justice_office", 6), [c for c in printed_codes() if c != "disputes.settled"]))
    ok(step(town, "statistician", "confirm", 6))
    ok(report.draft(the_report(), by(town, "justice_office", 7)))
    assert reverse("confirm_figures") in get(owner, desk())
    assert owner.post(confirm, {"figure": "disputes.settled", "answer": "confirm"}).status_code == 302
    assert "引用的数字有异议" not in get(owner, desk())


def test_answers_are_taken_no_more_once_the_text_is_adopted(as_: As, town: SmallTown) -> None:
    up_to(town, "adopted")
    assert 'name="answer"' not in get(as_("fang"), reverse("confirm_figures") + f"?year={YEAR}")


def test_a_typed_number_is_marked_where_it_stands(as_: As, town: SmallTown) -> None:
    up_to(town, "drafted")
    as_("fang").post(reverse("report_edit", args=(the_report().pk, "disputes", 0)), {"text": "受理{受理纠纷}件，调成27件。"})
    assert re.search(r'id="mark-f\d+"[^>]*>27<', get(as_("fang"), desk()))


def test_a_new_draft_says_how_many_paragraphs_it_would_replace(as_: As, town: SmallTown) -> None:
    up_to(town, "confirmed")
    act = reverse("report_act", args=(the_report().pk, "draft"))
    assert "替换" not in get(as_("fang"), act)
    ok(report.draft(the_report(), by(town, "justice_office", 7)))
    assert "现稿没有不同的段落" in get(as_("fang"), act)
    as_("fang").post(reverse("report_edit", args=(the_report().pk, "disputes", 0)), {"text": "调成{调解成功}件。"})
    assert "现稿有1段与此不同，将被替换" in get(as_("fang"), act)
    assert "重新起草" in get(as_("fang"), desk())


def test_a_statement_made_after_the_draft_is_asked_for_in_the_text(as_: As, town: SmallTown) -> None:
    up_to(town, "checked")
    ok(report.state_nil(ORG, YEAR, "行政强制", by(town, "justice_office", 9)))
    assert "“行政强制”已声明无此情形，正文没有写入声明" in get(as_("fang"), desk())
    ok(report.draft(the_report(), by(town, "justice_office", 9)))
    assert "正文没有写入声明" not in get(as_("fang"), desk())


def test_a_leader_finds_on_the_desk_what_waits_for_their_own_word(as_: As, town: SmallTown) -> None:
    row = up_to(town, "checked")
    here = reverse("confirm_leaders", args=(row.pk,))
    for leader in ("lin", "any-party_secretary"):
        assert here in get(as_(leader), reverse("desk"))
        assert as_(leader).post(here, {"leader_confirmed": "是"}).status_code == 302
        assert here not in get(as_(leader), reverse("desk"))


def test_the_year_that_ended_without_a_report_is_told_on_the_desk(as_: As, town: SmallTown) -> None:
    assert "2025年年度报告还没有启动" in get(as_("fang"), reverse("desk"))
    assert "还没有启动" not in get(as_("lin"), reverse("desk"))
    up_to(town, "frozen")
    assert "还没有启动" not in get(as_("fang"), reverse("desk"))


def test_a_step_on_the_report_leads_back_to_its_desk(as_: As, town: SmallTown) -> None:
    row = up_to(town, "submitted")
    page = as_("any-party_gov_office")
    done = page.post(reverse("step", args=(row.pk, "publish")), {"page_address": "镇政府网站", "_key": "web-publish"})
    assert done["Location"] == desk()
    assert "报告台" in get(page, reverse("matter", args=(row.pk,)))


def test_a_statement_that_nothing_happened(as_: As, town: SmallTown) -> None:
    up_to(town, "checked")
    client = as_("fang")
    address = reverse("nil_statement") + f"?year={YEAR}&topic=信访"
    assert "系统先核对业务记录" in get(client, address)
    assert client.post(address, {"_key": "web-nil"}).status_code == 302
    assert Matter.objects.filter(procedure="annual_report.nil_statement").count() == 1
    refused = client.post(reverse("nil_statement") + f"?year={YEAR}&topic=矛盾纠纷", {"_key": "web-nil-2"})
    assert refused.status_code == 422
    assert "不能声明无此情形" in refused.content.decode()


def test_a_statement_is_refused_by_the_records_and_not_by_their_money(as_: As, town: SmallTown) -> None:
    refused = as_("fang").post(reverse("nil_statement"), {"year": str(YEAR), "topic": "行政处罚", "_key": "web-nil-5"})
    assert "“行政处罚”已有1条记录，不能声明无此情形" in refused.content.decode()


def test_a_statement_begun_by_itself_asks_for_year_and_topic(as_: As, town: SmallTown) -> None:
    client, here = as_("fang"), reverse("nil_statement")
    assert [c.name for c in client.get(here).context["form"]] == ["year", "topic"]
    wrong = client.post(here, {"year": "去年", "topic": "信访", "_key": "web-nil-3"})
    assert (wrong.status_code, Matter.objects.filter(procedure="annual_report.nil_statement").count()) == (422, 0)
    assert client.post(here, {"year": "2026", "topic": "行政强制", "_key": "web-nil-4"}).status_code == 302
    assert Matter.objects.get(procedure="annual_report.nil_statement").snapshot["facts"]["year"] == 2026


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "json"])
def test_a_report_leaves_as_a_file(as_: As, town: SmallTown, form: str) -> None:
    up_to(town, "drafted")
    answer = as_("fang").get(reverse("report_file", args=(the_report().pk, form)))
    assert answer.status_code == 200
    assert answer.content


# --- for everybody ------------------------------------------------------------------------------------------------


def test_before_publication_there_is_nothing_to_read(as_: As, town: SmallTown) -> None:
    up_to(town, "signed")
    assert "还没有公开的年度报告" in get(as_(), reverse("public_reports"))
    get(as_(), reverse("public_report", args=(YEAR,)), 404)
    get(as_(), reverse("public_figure", args=(YEAR, "disputes.settled")), 404)


def test_a_citizen_reads_the_report_and_opens_a_number(as_: As, town: SmallTown) -> None:
    up_to(town, "published")
    client = as_()
    assert client.get(reverse("public_reports")).headers["Location"] == reverse("public_report", args=(YEAR,))
    page = get(client, reverse("public_report", args=(YEAR,)))
    assert "同乐府文〔2026〕1号" in page
    address = reverse("public_figure", args=(YEAR, "disputes.settled"))
    assert f'href="{address}"' in page
    opened = get(client, address)
    assert "和顺社区" in opened
    assert "/matters/" not in opened
    for secret in (PARTY_A, FAR_PARTY, "诸葛", "院坝"):
        assert secret not in page + opened


def test_the_index_number_begins_with_the_towns_code_or_what_the_town_said(as_: As, town: SmallTown) -> None:
    up_to(town, "published")
    page = reverse("public_report", args=(YEAR,))
    assert f"{ORG}/{YEAR + 1}-00001" in get(as_(), page)
    row = RegisterRow.objects.get(register="town_details")
    row.values |= {"index_prefix": "11500102008675310X"}
    row.save()
    assert f"11500102008675310X/{YEAR + 1}-00001" in get(as_(), page)


def test_a_figure_the_report_does_not_print_stays_closed(as_: As, town: SmallTown) -> None:
    up_to(town, "published")
    get(as_(), reverse("public_figure", args=(YEAR, "disputes.amount_involved")), 404)


def test_every_printed_number_opens(as_: As, town: SmallTown) -> None:
    up_to(town, "published")
    client = as_()
    page = get(client, reverse("public_report", args=(YEAR,)))
    addresses = set(re.findall(r'class="chip " href="([^"]+)"', page))
    assert len(addresses) > 20
    for address in addresses:
        get(client, address.replace("&amp;", "&"))


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")])
def test_the_public_takes_it_home(as_: As, town: SmallTown, form: str, begins: bytes) -> None:
    up_to(town, "published")
    assert as_().get(reverse("public_report_file", args=(YEAR, form))).content.startswith(begins)


def test_a_withdrawn_report_is_gone(as_: As, town: SmallTown) -> None:
    from fadu.store.models import Publication

    up_to(town, "published")
    Publication.objects.filter(kind="annual_report.rule_of_law").update(withdrawn_on=at(1, 16, year=2026).date())
    get(as_(), reverse("public_report", args=(YEAR,)), 404)


def test_a_published_page_is_compared_by_pasting_it(as_: As, town: SmallTown) -> None:
    from fadu.service.report_content import paper_of
    from fadu.service.report_published import text_of

    up_to(town, "published")
    act = reverse("report_act", args=(the_report().pk, "compare_published"))
    client = as_("any-party_gov_office")
    assert "网页文字" in get(client, act)
    lost = text_of(paper_of(content_of(the_report()))).replace("〕1号", "1号")
    assert client.post(act, {"published": lost, "_key": "web-compare"}).status_code == 302
    assert content_of(the_report()).matter.facts["published_losses"] == [{"expected": "同乐府文〔2026〕1号", "found": "同乐府文〔20261号"}]
    assert "1处不同" in get(client, desk())
    page = (
        "同乐镇人民政府\n发文字号 "
        + content_of(the_report()).matter.numbers["annual_report.report"]
        + "\n"
        + lost.partition("\n区委、区政府：\n")[0].partition("\n")[2]
    )
    page += "\n" + lost.partition("\n区委、区政府：\n")[2]
    assert client.post(act, {"published": page, "_key": "web-compare-site"}).status_code == 302
    assert "与签发的报告一致" in get(client, desk())
    assert client.post(act, {"published": "", "_key": "web-compare-2"}).status_code == 422


def test_an_own_indicator_is_tried_with_the_value_counted(as_: As, town: SmallTown) -> None:
    fields = {
        "indicator_name": "登记的纠纷",
        "indicator_unit": "件",
        "counted_state": "disputes.dispute:found",
        "rule_text": "当年登记的纠纷",
    }
    take(town, "fang", "propose", at(1, 5, year=2026), "own", procedure="annual_report.indicator", fields=fields)
    address = reverse("indicator_trial", args=(town.matters["own"],)) + f"?year={YEAR}"
    client = as_("any-statistician")
    assert "计得登记的纠纷2件，后面有2件事项" in get(client, address)
    assert client.post(address, {"_key": "web-try"}).status_code == 302
    assert Matter.objects.get(pk=town.matters["own"]).snapshot["facts"]["trial_value"] == 2


def test_an_own_indicator_of_nothing_is_not_counted(as_: As, town: SmallTown) -> None:
    fields = {
        "indicator_name": "无",
        "indicator_unit": "件",
        "counted_state": "disputes.dispute:gone",
        "rule_text": "无",
    }
    take(town, "fang", "propose", at(1, 5, year=2026), "none", procedure="annual_report.indicator", fields=fields)
    page = get(as_("any-statistician"), reverse("indicator_trial", args=(town.matters["none"],)), 422)
    assert "所选的计数时点已经不存在" in page


def test_worked_out_steps_have_their_own_page(town: SmallTown) -> None:
    from fadu.web.own_pages import own_page

    up_to(town, "frozen")
    matter = str(the_report().pk)
    assert own_page("annual_report.rule_of_law", "freeze", matter) == reverse("report_act", args=(matter, "freeze"))
    assert own_page("annual_report.rule_of_law", "sign", matter) == ""
    assert own_page("disputes.dispute", "find") == ""


def test_the_rule_of_a_figure_is_worded_by_those_who_may(as_: As) -> None:
    page = get(as_("fang"), figure("disputes.settled"))
    here = reverse("figure_rule", args=("disputes.settled",))
    assert here in page
    form = get(as_("fang"), here)
    assert "当年达成口头或书面协议的纠纷" in form
    wrong = as_("fang").post(here, {"version": "2025-07-01", "text": "新规则", "source": "区司法局"})
    assert wrong.status_code == 422
    assert "同一年会有两种口径" in wrong.content.decode()
    assert as_("fang").post(here, {"version": "2025-01-01", "text": "新规则", "source": "区司法局"}).status_code == 302
    assert "新规则（2025年1月1日起施行）" in get(as_("fang"), figure("disputes.settled"))
    get(as_("li"), here, 404)
    get(as_("fang"), reverse("figure_rule", args=("disputes.unheard",)), 404)


def test_a_caution_stands_beside_the_number(as_: As) -> None:
    words = "以办结为分母，撤回、移送计入分母"
    assert words in get(as_("fang"), reverse("figures") + f"?year={YEAR}")
    assert words in get(as_("fang"), figure("disputes.success_rate"))


# --- reports of earlier years -------------------------------------------------------------------------------------


def _past(client: Client, text: str) -> str:
    answer = client.post(reverse("past_report_keep"), {"year": "2024", "past_file": SimpleUploadedFile("2024.txt", text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_report_of_an_earlier_year_is_taken_in_and_its_numbers_confirmed(as_: As) -> None:
    client = as_("fang")
    page = _past(
        client, "同乐镇人民政府2024年法治政府建设工作年度报告\n全年受理纠纷61件，调解成功58件。\n" + "健全镇村两级排查机制，落实联动。" * 6
    )
    assert "61件" in get(client, page)
    assert client.post(page, {"c-0": ""}).status_code == 422
    assert client.post(page, {"c-0": "disputes.accepted"}).status_code == 302
    assert page in get(client, reverse("reports"))
    assert "上年报告印出61件，不是记录数" in get(client, figure("disputes.accepted"))
    get(as_("li"), reverse("past_report_keep"), 404)


@pytest.mark.parametrize(
    "given", [{"year": "二零二四"}, {"year": "2024"}, {"year": "2024", "past_file": SimpleUploadedFile("空.txt", b"")}]
)
def test_what_is_no_report_is_not_taken_in(as_: As, given: dict[str, object]) -> None:
    assert as_("fang").post(reverse("past_report_keep"), given).status_code == 422


def test_a_register_with_rows_of_its_own_says_where_they_are_written(as_: As) -> None:
    assert reverse("begin", args=("annual_report.confusables", "take_in")) in get(as_("fang"), reverse("register", args=("confusables",)))
    assert "annual_report.confusables" not in get(as_("li"), reverse("register", args=("confusables",)))


# --- after the freeze ---------------------------------------------------------------------------------------------


def test_what_changed_after_the_freeze_is_listed_and_restated_in_one_tap(as_: As, town: SmallTown) -> None:
    row = up_to(town, "published")
    here = reverse("report_changes", args=(row.pk,))
    client = as_(town.as_role("statistician").person_id)
    assert "没有变动" in get(client, here)
    take(
        town,
        "lin",
        "annul",
        at(2, 3, year=2026),
        "",
        matter="penalty",
        fields={"annulment_ground": "自行纠正", "common_reason": "事实有误"},
    )
    page = get(client, here)
    assert "其中1件后来被撤销，仍计入当年" in page
    assert "写入更正说明" in page
    assert "写入更正说明</button>" not in get(as_("fang"), here)
    assert client.post(here, {"why": ""}).status_code == 302
    assert "已写入" in get(client, here)
    public = get(Client(), reverse("public_report", args=(YEAR,)))
    assert "标注：行政处罚1件不变" in public
    assert client.post(here, {"why": ""}).status_code == 422
    get(as_("chen"), here, 404)


def test_the_statistician_s_desk_says_that_a_frozen_year_was_added_to(as_: As, town: SmallTown) -> None:
    row = up_to(town, "frozen")
    command = attempt(
        town,
        "chen",
        "settle_orally",
        at(2, 10, year=2026),
        "late",
        procedure="disputes.dispute",
        fields={"village": HESHUN, "kind": "邻里", "party_a": "甲", "party_b": "乙", "settlement": "各让一步"},
    )
    assert isinstance(take_step(replace(command, on=date(2025, 12, 30)), durable=False), Receipt)
    client = as_(town.as_role("statistician").person_id)
    assert "2025年数据冻结后又录入1条当年的记录" in get(client, reverse("desk"))
    assert reverse("report_changes", args=(row.pk,)) in get(client, reverse("desk"))
    assert "冻结后又录入" not in get(as_("fang"), reverse("desk"))
    sheet = get(client, figure("disputes.settled"))
    assert "报告印冻结数2件" in sheet
    assert "报告印冻结数" not in get(client, figure("penalty.decisions"))


# --- the desk: who is awaited, who has figures left, last year, the leaders' own page -------------------------------


def test_the_desk_says_what_the_report_waits_for_and_of_whom(as_: As, town: SmallTown) -> None:
    row = up_to(town, "checked")
    page = get(as_("fang"), reverse("report", args=(row.pk,)))
    assert "下一步：班子会审定" in page
    assert "第一责任人履职情况未经党委书记、镇长本人确认" in page
    assert reverse("reports") in page
    assert "btn strong" not in page.partition("</header>")[0].partition('class="tools"')[2]


def test_whoever_has_figures_left_is_named_and_reminded_in_one_tap(as_: As, town: SmallTown) -> None:
    row = up_to(town, "frozen")
    here = reverse("report", args=(row.pk,))
    page = get(as_("fang"), here)
    assert "各线核数" in page
    assert "个数字未经责任人核对" in page
    head = town.as_role("enforcement_head").person_id
    assert "个数字等您核对" in get(as_(head), reverse("desk"))
    assert "提醒过" not in get(as_(head), reverse("desk"))
    assert as_("fang").post(reverse("report_remind", args=(row.pk,))).status_code == 302
    assert "提醒过" in get(as_(head), reverse("desk"))
    assert "提醒过" in get(as_("fang"), here)
    assert as_(head).post(reverse("report_remind", args=(row.pk,))).status_code == 404
    assert as_("fang").get(reverse("report_remind", args=(row.pk,))).status_code == 405


def test_my_own_figures_stand_first_and_the_other_lines_below(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    page = get(as_("fang"), f"{reverse('confirm_figures')}?year={YEAR}")
    own, _, others = page.partition("其他各线的数字")
    assert 'id="fig-disputes.settled"' in own
    assert 'id="fig-penalty.decisions"' in others


def test_the_figures_stand_beside_last_year_s(as_: As, town: SmallTown) -> None:
    row = up_to(town, "drafted")
    page = get(as_("fang"), reverse("report_compare", args=(row.pk,)))
    assert "多2件" in page
    assert "2024年" in page
    get(as_("chen"), reverse("report_compare", args=(row.pk,)), 404)


def edited(client: Client, row: Matter, section: str, text: str) -> None:
    """The first paragraph of a section, written anew on its page."""
    page = reverse("report_edit", args=(row.pk, section, 0))
    assert client.post(page, {"text": text, "_key": f"edit {text}"[:90]}).status_code == 302


def test_an_earlier_draft_is_seen_with_what_it_changed_and_taken_up_in_one_press(as_: As, town: SmallTown) -> None:
    row, client = up_to(town, "drafted"), as_("fang")
    drafts, opening = reverse("report_drafts", args=(row.pk,)), content_of(row).sections[0]
    assert drafts in get(client, reverse("report", args=(row.pk,)))
    edited(client, row, "opening", "同乐镇报告如下。")
    page = client.get(drafts)
    later, first = page.context["drafts"]
    assert [(d["number"], d["by"], d["now"]) for d in (later, first)] == [(2, "方所长", True), (1, "方所长", False)]
    assert [(c.heading, c.before + c.new + c.after) for c in later["changes"]] == [("开头", "同乐镇报告如下。")]
    section = next(s for s in content_of(row).sections if s.get("title") and s.get("text"))
    edited(client, row, str(section["id"]), "这一段另写。")
    assert client.get(drafts).context["drafts"][0]["changes"][0].heading == section["title"]
    done = client.post(drafts, {"seq": first["seq"], "_key": "take 1"}, follow=True)
    assert "已改用这一稿" in done.content.decode()
    row.refresh_from_db()
    assert content_of(row).sections[0] == opening
    assert [d["now"] for d in client.get(drafts).context["drafts"]] == [True, False, False, True]


def test_only_a_draft_that_differs_and_whose_figures_stand_is_taken_up(as_: As, town: SmallTown) -> None:
    row, client = up_to(town, "drafted"), as_("fang")
    drafts = reverse("report_drafts", args=(row.pk,))
    [only] = client.get(drafts).context["drafts"]
    for seq, said in ((only["seq"], "这一稿就是现在的正文"), (0, "没有找到这一稿"), ("x", "没有找到这一稿")):
        answer = client.post(drafts, {"seq": seq})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    edited(client, row, "opening", "同乐镇报告如下。")
    row.refresh_from_db()
    row.snapshot["facts"]["figures"] = [r for r in row.snapshot["facts"]["figures"] if r["code"] != "disputes.settled"]
    row.save()
    assert "这一稿引用的数字现在没有了" in client.post(drafts, {"seq": only["seq"]}).content.decode()
    get(as_("chen"), drafts, 404)


def test_a_leader_reads_what_is_said_of_them_and_confirms(as_: As, town: SmallTown) -> None:
    row = up_to(town, "checked")
    here = reverse("confirm_leaders", args=(row.pk,))
    assert as_("lin").get(reverse("step", args=(row.pk, "confirm_leaders")))["Location"] == here
    assert "履行第一责任人职责的情况" in get(as_("lin"), here)
    assert as_("lin").post(here, {"leader_confirmed": "否"}).status_code == 422
    assert as_("lin").post(here, {"leader_confirmed": "是"}).status_code == 302
    assert "未经党委书记本人确认" in get(as_("fang"), reverse("report", args=(row.pk,)))
    get(as_("fang"), here, 404)


def test_a_joint_report_waits_for_the_secretary_and_names_both_organs(as_: As, town: SmallTown) -> None:
    row = up_to(town, "checked")
    adopt(town, joint_with="中共同乐镇委员会")
    ok(step(town, "secrecy_reviewer", "clear", 12, secrecy_result="可以公开"))
    here, secretary = reverse("report", args=(row.pk,)), town.as_role("party_secretary").person_id
    countersign = reverse("step", args=(row.pk, "countersign"))
    assert "下一步：会签" in get(as_("fang"), here)
    assert countersign in get(as_(secretary), reverse("desk"))
    assert "会签后由镇长签发" in get(as_(secretary), countersign)
    ok(step(town, "party_secretary", "countersign", 13))
    ok(step(town, "town_head", "sign", 13))
    page = get(as_("fang"), reverse("report_file", args=(row.pk, "html")))
    assert "同乐镇人民政府　中共同乐镇委员会文件" in page
    assert "签发人：林镇长　" in page


def test_a_finding_is_mended_or_explained_at_the_margin(as_: As, town: SmallTown) -> None:
    row = up_to(town, "drafted")
    desk, here, edit = (
        reverse("report", args=(row.pk,)),
        reverse("report_finding", args=(row.pk,)),
        reverse("report_edit", args=(row.pk, "others", 0)),
    )
    wrong = {"text": "依据《纲要（20212025年）》。"}
    assert as_("fang").post(edit, wrong).status_code == 302
    page = get(as_("fang"), desk)
    place = dict(re.findall(r'name="(section|paragraph|start)" value="([^"]+)"', page))
    assert "照建议改" in page
    assert "照建议改" not in get(as_("lin"), desk)
    assert as_("lin").post(here, {"act": "accept", **place}).status_code == 404
    assert as_("fang").post(here, {"act": "accept", **place}).status_code == 302
    assert "2021—2025年" in get(as_("fang"), desk)
    as_("fang").post(edit, wrong)
    as_("fang").post(reverse("report_act", args=(row.pk, "check")))
    page = get(as_("fang"), desk)
    number = re.findall(r'name="number" value="(\d+)"', page)[0]
    assert "确无错误，写明理由" in page
    assert as_("fang").post(here, {"act": "explain", "number": number, "why": "原文件名称如此"}).status_code == 302
    assert "已说明：原文件名称如此" in get(as_("fang"), desk)
    client = as_("fang")
    client.post(here, {"act": "explain", "number": "²", "why": "x"})
    assert "没有找到这处问题" in get(client, desk)


def test_figures_are_found_by_name_and_list_their_parts_when_asked(as_: As) -> None:
    client, here = as_("fang"), f"{reverse('figures')}?year={YEAR}"
    found, whole, none = get(client, f"{here}&q=纠纷"), get(client, f"{here}&parts=1"), get(client, f"{here}&q=无此一词")
    assert "part-row" not in get(client, here)
    assert "part-row" in whole
    assert "受理纠纷" in found
    assert "行政处罚决定" not in found
    assert "没有名称含“无此一词”的指标" in none


def test_a_year_before_anything_was_recorded_is_not_offered(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered() -> list[int]:
        return [one["year"] for one in as_("fang").get(reverse("reports")).context["to_open"]]

    with_records = offered()
    monkeypatch.setattr("fadu.web.views.reports.recorded", lambda org, in_year: False)
    assert offered() == with_records[-1:]
    assert len(with_records) == 2
