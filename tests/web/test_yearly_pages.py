"""The page of a yearly table: filled from the day's records, read, opened number by number, and taken away as a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from fadu.store.models import Matter
from tests.report_year import YEAR, up_to
from tests.town import SmallTown, at, take

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]
WHO = "any-statistician"


def begun(town: SmallTown, procedure: str, step: str, month: int = 1, year: int = 2026) -> Matter:
    take(town, WHO, step, at(month, 6, year=year), "tables", procedure=f"annual_report.{procedure}", fields={"year": str(YEAR)})
    return Matter.objects.get(procedure=f"annual_report.{procedure}")


def get(client: Client, name: str, row: Matter, status: int = 200) -> str:
    answer = client.get(reverse(name, args=(row.pk,)))
    assert answer.status_code == status
    return answer.content.decode()


def test_a_new_table_says_who_fills_it(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_statistics", "freeze")
    page = get(as_(WHO), "yearly", row)
    assert "还没有填表" in page and reverse("step", args=(row.pk, "fill")) in page
    assert "下载表格" not in page


def test_the_provisional_report_is_filled_with_what_is_counted_today(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_year", "open", month=12, year=YEAR)
    client, fill = as_(WHO), reverse("yearly_fill", args=(row.pk,))
    assert fill in get(client, "yearly", row)
    assert "标为暂定" in client.get(fill).content.decode()
    assert client.post(fill, {"_key": "once"}).status_code == 302
    page = get(client, "yearly", row)
    assert "暂定数" in page and "记录汇总" in page and "未由本系统记录" in page
    assert reverse("figure", args=("penalty.decisions",)) in page


def test_the_step_page_sends_to_the_filling(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_year", "open", month=12, year=YEAR)
    answer = as_(WHO).get(reverse("step", args=(row.pk, "fill")))
    assert (answer.status_code, answer["Location"]) == (302, reverse("yearly_fill", args=(row.pk,)))


def test_a_report_already_checked_is_not_filled_again(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_year", "open", month=12, year=YEAR)
    figures = [{"code": "penalty.decisions", "label": "行政处罚", "value": 1, "unit": "件", "text": "1"}]
    take(town, WHO, "fill", at(12, 29, year=YEAR), "", matter="tables", fields={"figures": figures})
    take(town, WHO, "check", at(12, 30, year=YEAR), "", matter="tables")
    assert as_(WHO).post(reverse("yearly_fill", args=(row.pk,)), {"_key": "late"}).status_code == 422


def test_nobody_else_fills_it(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_year", "open", month=12, year=YEAR)
    get(as_("any-party_gov_office"), "yearly_fill", row, 404)
    get(as_(WHO), "yearly_fill", begun_statistics(town), 404)


def begun_statistics(town: SmallTown) -> Matter:
    take(
        town, WHO, "freeze", at(1, 6, year=2026), "statistics", procedure="annual_report.enforcement_statistics", fields={"year": str(YEAR)}
    )
    return Matter.objects.get(procedure="annual_report.enforcement_statistics")


def test_a_stranger_reads_none(as_: As, town: SmallTown) -> None:
    row = begun(town, "enforcement_statistics", "freeze")
    get(as_("zhou"), "yearly", row, 404)
    get(as_("zhou"), "yearly_xlsx", row, 404)


def test_the_workbook_has_every_cell_and_where_it_comes_from(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    row = begun(town, "enforcement_statistics", "freeze")
    take(town, WHO, "fill", at(1, 7, year=2026), "", matter="tables")
    answer = as_(WHO).get(reverse("yearly_xlsx", args=(row.pk,)))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        said = book.read("xl/sharedStrings.xml").decode()
    assert "第一表　行政处罚" in said and "未由本系统记录" in said and "penalty.t1:column.罚款" in said


def test_the_workbook_opens_with_the_form_as_it_is_handed_in(as_: As, town: SmallTown) -> None:
    up_to(town, "frozen")
    row = begun(town, "enforcement_statistics", "freeze")
    take(town, WHO, "fill", at(1, 7, year=2026), "", matter="tables")
    sheet = load_workbook(io.BytesIO(as_(WHO).get(reverse("yearly_xlsx", args=(row.pk,))).content))["上报表"]
    assert (sheet["A1"].value, sheet["B2"].value, sheet["C3"].value, sheet["L2"].value) == (
        "第一表　行政处罚实施情况统计表",
        "行政处罚实施数量（宗）",
        "罚款",
        "罚没金额（万元）",
    )
    assert sheet["A4"].value == "甲" and sheet["C4"].value == "2" and isinstance(sheet["C5"].value, int)
