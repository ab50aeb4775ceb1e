"""A superior's table on its pages: taken in, matched cell by cell, refused while a cell is left out, taken away filled."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fadu.service.figures import figures, period_of
from fadu.service.likeness import likely
from fadu.service.request_sheet import MOST_BYTES
from fadu.store.models import Matter
from tests.report_year import YEAR, up_to
from tests.town import SmallTown

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]
WHO = "any-statistician"


def district_table() -> bytes:
    book = Workbook()
    page = book.active
    for at, said in (("A1", "项目"), ("B1", "数量"), ("A2", "行政处罚（件）"), ("A3", "法治培训学时"), ("A4", "合计"), ("B4", "=B2+B3")):
        page[at] = said
    book.save(made := io.BytesIO())
    return made.getvalue()


def imported(client: Client, source: bytes | None = None, status: int = 302, **more: str) -> Any:
    file = SimpleUploadedFile("法治工作统计表.xlsx", district_table() if source is None else source)
    given = {
        "year": str(YEAR),
        "request_title": "法治工作统计表",
        "asked_by": "区司法局",
        "request_file": file,
        "_key": f"in-{status}",
        **more,
    }
    answer = client.post(reverse("request_import"), given)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def the_row() -> Matter:
    return Matter.objects.get(procedure="annual_report.request")


def page(client: Client, status: int = 200) -> str:
    answer = client.get(reverse("request", args=(the_row().pk,)))
    assert answer.status_code == status
    return answer.content.decode()


def test_the_table_is_matched_and_taken_away_filled(as_: As, town: SmallTown) -> None:
    client = as_(WHO)
    imported(client)
    row = the_row()
    said = page(client)
    assert "还有2个单元格" in said and '<option value="penalty.decisions"' in said
    assert client.post(reverse("request", args=(row.pk,)), {"c-0": "penalty.decisions", "_key": "m1"}).status_code == 302
    said = page(client)
    assert "还有1个单元格" in said and "暂定数" in said and reverse("figure", args=("penalty.decisions",)) in said
    assert said.index("法治培训学时·") < said.index("<b>行政处罚（件）·数量")
    refused = client.post(reverse("step", args=(row.pk, "settle")), {"_key": "s1"})
    assert refused.status_code == 422 and "B3（法治培训学时·数量）" in refused.content.decode()
    assert (
        client.post(reverse("request", args=(row.pk,)), {"o-0": "penalty.decisions", "w-1": "没有记录学时", "_key": "m2"}).status_code
        == 302
    )
    assert "每个单元格都有数字或者原因" in page(client)
    assert client.post(reverse("step", args=(row.pk, "settle")), {"_key": "s2"}).status_code == 302
    answer = client.get(reverse("request_xlsx", args=(row.pk,)))
    filled = load_workbook(io.BytesIO(answer.content)).active
    assert isinstance(filled["B2"].value, int) and filled["B3"].value is None and filled["B4"].value == "=B2+B3"
    assert "记下对应" not in page(client)


def test_frozen_figures_are_not_provisional(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    client = as_(WHO)
    imported(client)
    client.post(reverse("request", args=(the_row().pk,)), {"c-0": "penalty.decisions", "_key": "m"})
    row = the_row()
    assert row.snapshot["facts"]["provisional"] is False and "figures" not in row.snapshot["facts"]
    assert "暂定数" not in page(client)


def test_a_table_of_some_months_is_counted_for_them_also_after_the_freeze(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    client = as_(WHO)
    imported(client, from_month="1月", to_month="2月")
    client.post(reverse("request", args=(the_row().pk,)), {"c-0": "penalty.decisions", "_key": "m"})
    row = the_row()
    value = row.snapshot["facts"]["request_values"][0]["shown"]
    assert (
        row.snapshot["facts"]["provisional"] is True
        and value == figures(row.org, period_of(f"{YEAR}-01-01..{YEAR}-02-28"))["penalty.decisions"].text
    )
    said = page(client)
    assert f"{YEAR}年1—2月数据" in said and "暂定数" in said
    href = f"{reverse('figure', args=('penalty.decisions',))}?year={YEAR}&months=1-2"
    assert href.replace("&", "&amp;") in said and f"{YEAR}年1月1日至2月28日" in client.get(href).content.decode()


def test_months_in_the_wrong_order_are_refused_on_the_form(as_: As, town: SmallTown) -> None:
    answer = imported(as_(WHO), None, 422, from_month="9月", to_month="1月")
    assert "截止月早于起始月" in answer.content.decode() and not Matter.objects.filter(procedure="annual_report.request").exists()


def test_a_word_that_names_no_figure_is_refused_and_kept(as_: As, town: SmallTown) -> None:
    client = as_(WHO)
    imported(client)
    answer = client.post(reverse("request", args=(the_row().pk,)), {"o-0": "没有的指标", "_key": "m"})
    said = answer.content.decode()
    assert answer.status_code == 422 and "没有“没有的指标”这个指标" in said and 'value="没有的指标"' in said


def test_a_figure_and_a_reason_together_are_refused(as_: As, town: SmallTown) -> None:
    client = as_(WHO)
    imported(client)
    answer = client.post(reverse("request", args=(the_row().pk,)), {"c-0": "penalty.decisions", "w-0": "不填", "_key": "m"})
    assert answer.status_code == 422 and "两样只留一样" in answer.content.decode()


@pytest.mark.parametrize(("source", "says"), [(b"no table", "不是 xlsx"), (b"0" * (MOST_BYTES + 1), "兆字节")], ids=["other", "large"])
def test_a_file_that_cannot_be_read_leaves_nothing(as_: As, town: SmallTown, source: bytes, says: str) -> None:
    answer = imported(as_(WHO), source, 422)
    assert says in answer.content.decode()
    assert not Matter.objects.filter(procedure="annual_report.request").exists()


def test_the_step_pages_send_to_the_own_pages(as_: As, town: SmallTown) -> None:
    client = as_(WHO)
    assert client.get(reverse("begin", args=("annual_report.request", "import")))["Location"] == reverse("request_import")
    imported(client)
    assert client.get(reverse("step", args=(the_row().pk, "match")))["Location"] == reverse("request", args=(the_row().pk,))


def test_others_read_but_do_not_match_and_strangers_see_none(as_: As, town: SmallTown) -> None:
    imported(as_(WHO))
    office = as_("any-party_gov_office")
    assert "记下对应" not in page(office)
    assert office.post(reverse("request", args=(the_row().pk,)), {"c-0": "penalty.decisions", "_key": "x"}).status_code == 404
    page(as_("zhou"), 404)
    assert as_("zhou").get(reverse("request_xlsx", args=(the_row().pk,))).status_code == 404


def test_of_names_as_like_as_each_other_the_shorter_comes_first() -> None:
    assert likely("行政处罚", {"long": "处罚决定甲乙", "short": "处罚决定甲"}, 2) == ["short", "long"]
    assert likely("处罚", {"second": "处罚乙", "first": "处罚"}, 2)[0] == "first"
    assert likely("行政处罚·甲", {"longer": "行政处罚（按决定计数）", "short": "行政处罚"}, 1) == ["short"]


def test_who_cannot_settle_it_yet_is_not_awaited_and_the_page_says_why(as_: As, town: SmallTown) -> None:
    imported(as_(WHO))
    found = as_("fang").get(reverse("matter", args=(the_row().pk,)))
    assert found.context["awaited"] == []
    assert "还不能办理“对应完毕”：2个单元格没有填数" in found.content.decode()
