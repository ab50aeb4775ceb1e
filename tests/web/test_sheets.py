"""Rows of a step's form from a spreadsheet: read, shown with what is wrong, recorded only by the step."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fadu.store.models import Matter, RegisterRow

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]
HERE = "annual_report.formulas"


def book(*lines: list[Any]) -> SimpleUploadedFile:
    made, out = Workbook(), io.BytesIO()
    for line in lines:
        made.active.append(line)  # type: ignore[union-attr]
    made.save(out)
    return SimpleUploadedFile("区级清单.xlsx", out.getvalue())


def fill(client: Client, file: SimpleUploadedFile | None) -> Any:
    given = {"list_title": "区级清单", "_fill": "formula_rows"} | ({"_sheet-formula_rows": file} if file else {})
    return client.post(reverse("begin", args=(HERE, "take_in")), given)


def test_rows_are_shown_and_nothing_is_recorded(as_: As) -> None:
    answer = fill(
        as_("fang"), book(["2026年清单"], ["来源", "表述或文件名", "用到"], ["区委通知", "“老提法”", date(2025, 6, 30)], [None, None, None])
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="formula_rows-0-text"' in page
    assert "“老提法”" in page
    assert 'value="2025-06-30"' in page
    assert not Matter.objects.filter(procedure=HERE).exists()


def test_what_is_wrong_is_said_by_row_and_the_rows_stay(as_: As) -> None:
    answer = fill(as_("fang"), book(["表述或文件名", "用到"], ["“老提法”", "2025年2月30日"]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "表格第2行" in page
    assert "“老提法”" in page


@pytest.mark.parametrize(("file", "said"), [
    (None, "没有选择表格文件"), (SimpleUploadedFile("x.xlsx", b"PK\x03\x04nonsense"), "不是可以读取的表格"), (book(["姓名"], ["某"]), "没有认得的列名"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused(as_: As, file: SimpleUploadedFile | None, said: str) -> None:
    answer = fill(as_("fang"), file)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_sheet_to_fill_in_names_the_columns_and_the_step_records_the_rows(as_: As) -> None:
    address = reverse("begin", args=(HERE, "take_in"))
    sheet = load_workbook(io.BytesIO(as_("fang").get(address + "?sheet=formula_rows").content)).worksheets[0]
    assert [c.value for c in sheet[1]] == ["表述或文件名", "起用日", "用到", "改用", "来源"]
    done = as_("fang").post(address, {"list_title": "区级清单", "formula_rows-0-text": "“老提法”", "formula_rows-0-valid_to": "2025-06-30"})
    assert done.status_code == 302
    assert RegisterRow.objects.get(register="formulas").values["valid_to"] == "2025-06-30"
