"""The law's pages answer everybody: every number, every statute, every procedure, the calculator and the year of days."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.packs import catalogue
from fadu.service.rules import rulebook
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def due(client: Client, status: int = 200, **question: str) -> str:
    answer = client.get(reverse("due_page"), question)
    assert answer.status_code == status, (question, answer.status_code)
    return answer.content.decode()


def test_the_law_is_listed_by_mechanism_by_statute_and_by_procedure(as_: As, town: SmallTown) -> None:
    home = reverse("law_home")
    assert "作出行政处罚决定" in said(as_(), home)
    assert "主席令第七十号" in said(as_(), f"{home}?by=statute")
    assert "普通程序行政处罚" in said(as_(), f"{home}?by=procedure")


def test_a_word_narrows_the_list(as_: As, town: SmallTown) -> None:
    page = said(as_(), f"{reverse('law_home')}?q=听证")
    assert "要求听证" in page
    assert "政府信息公开" not in page
    assert "要求听证" in said(as_(), f"{reverse('law_home')}?q=pen.hearing_request")
    assert "没有找到“无此一词”" in said(as_(), f"{reverse('law_home')}?q=无此一词")


@pytest.mark.slow
def test_every_rule_has_its_page(as_: As, town: SmallTown) -> None:
    client, book = as_(), rulebook()
    for name in (*book.limits, *book.amounts):
        page = said(client, reverse("law_limit", args=(name,)))
        rows = book.limits.get(name) or book.amounts[name]
        assert all(row.source in page for row in rows), name


def test_a_rules_page_says_whom_it_binds_and_which_procedures_use_it(as_: As, town: SmallTown) -> None:
    page = said(as_(), reverse("law_limit", args=("pen.decide",)))
    for word in ("90日以内", "行政机关", "立案", "2021年7月15日起", "第六十条", "已核", "普通程序行政处罚", "不得延长"):
        assert word in page, word


def test_an_amount_used_by_a_gate_names_the_gate(as_: As, town: SmallTown) -> None:
    assert "关口“当场处罚限额”" in said(as_(), reverse("law_limit", args=("simple_citizen_yuan",)))


def test_a_default_says_that_no_law_gives_it(as_: As, town: SmallTown) -> None:
    page = said(as_(), reverse("law_limit", args=("pen.defence",)))
    assert "本地另有规定的，以本地的规定为准" in page
    assert "请对照原文" not in page


def test_an_unchecked_rule_says_so(as_: As, town: SmallTown) -> None:
    assert "未核" in said(as_(), reverse("law_limit", args=("pen.decide.agriculture",)))


def test_the_row_of_another_district_is_shown_but_does_not_hold_here(as_: As, town: SmallTown) -> None:
    page = said(as_(), reverse("law_limit", args=("xfer.normal",)))
    assert "重庆市长寿区" in page
    assert page.count("本镇适用") == 1


@pytest.mark.slow
def test_every_statute_and_every_procedure_has_its_page(as_: As, town: SmallTown) -> None:
    client = as_()
    for short in rulebook().statutes:
        said(client, reverse("law_statute", args=(short,)))
    for procedure in catalogue().procedures:
        page = said(client, reverse("procedure_page", args=(procedure.name,)))
        assert "<svg" in page
        assert not any(f"{{{word}}}" in page for word in ("limit", "found", "why")), procedure.name


def test_a_statute_shows_what_replaced_it(as_: As, town: SmallTown) -> None:
    page = said(as_(), reverse("law_statute", args=("大气污染防治法",)))
    assert reverse("law_statute", args=("生态环境法典",)) in page


@pytest.mark.parametrize("name", ["law_limit", "law_statute", "procedure_page"])
def test_an_unknown_name_is_not_found(as_: As, town: SmallTown, name: str) -> None:
    said(as_(), reverse(name, args=("nothing",)), 404)


def test_the_calculator_asks_for_the_limit_then_for_the_day_then_answers(as_: As, town: SmallTown) -> None:
    client = as_()
    assert "作出行政处罚决定" in due(client)
    assert "立案的日期" in due(client, limit="pen.decide")
    answer = due(client, limit="foi.reply", start="2025-09-30")
    for word in ("2025年11月4日", "中秋节放假", "国办发明电", "加入日历", "同乐镇人民政府"):
        assert word in answer, word


def test_hours_are_answered_to_the_minute_and_days_before_an_event_are_counted_back(as_: As, town: SmallTown) -> None:
    client = as_()
    assert "10月1日（周三）16:30" in due(client, limit="crim.handover", start="2025-09-30", time="16:30")
    page = due(client, limit="pen.hearing_notice", start="2025-10-20")
    assert "举行听证以前7个工作日，最迟" in page
    assert re.search(r'<td class="n">7</td>\s*<td>倒数第7个工作日', page)
    waiting = due(client, limit="pen.public_notice_service", start="2025-08-31")
    for word in ("期满。", "<dt>生效</dt>", "2025年10月1日", "<dt>期满后果</dt>", "视为送达"):
        assert word in waiting, word


def test_suspension_and_extension_lengthen_the_receipt(as_: As, town: SmallTown) -> None:
    stop = {"first1": "2025-03-10", "last1": "2025-03-12", "cause1": "appraisal"}
    page = due(as_(), limit="comp.seize", start="2025-03-06", extension="30", **stop)
    assert "2025年5月8日" in page
    assert "中止期间不计入：鉴定" in page


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"limit": "nothing"}, "没有“nothing”这个期限"),
        ({"limit": "pen.decide", "start": "2025-02-30"}, "2025 年 2 月只有 28 日"),
        ({"limit": "pen.decide", "start": "昨天"}, "不是日期"),
        ({"limit": "pen.decide", "start": "2020-01-01"}, "没有生效的规定"),
        ({"limit": "pen.decide", "start": "2040-01-01"}, "不在已载入的放假安排之内"),
        ({"limit": "pen.decide", "start": "2025-01-01", "extension": "5"}, "不得延长"),
        ({"limit": "comp.seize", "start": "2025-01-01", "extension": "半月"}, "不是数量"),
        (
            {"limit": "comp.seize", "start": "2025-01-01", "first1": "2025-01-09", "last1": "2025-01-08", "cause1": "appraisal"},
            "末日早于首日",
        ),
        ({"limit": "comp.seize", "start": "2025-01-01", "first1": "2025-01-09"}, "不是日期"),
        ({"limit": "pen.decide", "start": "2025-01-01", "first1": "2025-01-08", "last1": "2025-01-09"}, "没有法定的中止事由"),
    ],
)
def test_what_cannot_be_computed_is_told_and_kept(as_: As, town: SmallTown, question: dict[str, str], told: str) -> None:
    page = due(as_(), 422, **question)
    assert told in page
    assert all(value in page for key, value in question.items() if key == "first1" and "没有法定" not in told)


def test_the_last_day_to_serve_the_demand_is_told_with_the_window(as_: As, town: SmallTown) -> None:
    assert "最迟送达催告书" in due(as_(), limit="comp.court_apply", start="2025-03-06")


def test_what_an_unpaid_fine_has_grown_to_is_reckoned_with_the_days_it_stood_still(as_: As, town: SmallTown) -> None:
    client = as_()
    assert "没有缴的罚款" in due(client, limit="pen.surcharge")
    asked = {"limit": "pen.surcharge", "start": "2025-03-20", "fine": "1000", "until": "2025-04-09"}
    assert "<b>600</b>" in due(client, **asked)
    frozen = {"first1": "2025-04-01", "last1": "2025-04-05", "cause1": "litigation"}
    assert "<b>450</b>" in due(client, **asked, **frozen)
    assert "<b>1000</b>" in due(client, limit="pen.surcharge", start="2025-03-20", fine="1000")
    assert "不是金额" in due(client, 422, limit="pen.surcharge", start="2025-03-20", fine="很多")


def test_the_answer_comes_as_a_calendar_file(as_: As, town: SmallTown) -> None:
    answer = as_().get(reverse("due_ics"), {"limit": "foi.reply", "start": "2025-09-30"})
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20251104" in answer.content
    said(as_(), reverse("due_ics"), 404)


def test_a_year_of_working_days_names_its_notice(as_: As, town: SmallTown) -> None:
    page = said(as_(), f"{reverse('workdays')}?year=2025")
    assert "全年248个工作日" in page
    assert "国办发明电〔2024〕12号" in page
    assert "1月26日（周日）" in page


def test_a_year_without_notice_is_provisional(as_: As, town: SmallTown) -> None:
    assert "放假通知尚未载入" in said(as_(), f"{reverse('workdays')}?year=2031")
    said(as_(), f"{reverse('workdays')}?year=abcd")


@pytest.mark.parametrize("address", ["law_home", "procedure"])
def test_a_long_page_is_folded_until_all_is_asked_for(as_: As, address: str) -> None:
    here = reverse("law_home") if address == "law_home" else reverse("procedure_page", args=("penalty.ordinary",))
    folded, whole = said(as_(), here), said(as_(), f"{here}?all=1")
    assert folded.count('<details class="leaf">') == whole.count('<details class="leaf" open>') > 10
    assert "展开" in folded
    assert "收起" in whole
