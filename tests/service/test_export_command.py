"""``fadu export``: a register as a workbook under the name asked for, or a sentence that says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fadu.service.export import run
from fadu.store.models import Matter
from tests.town import SmallTown

pytestmark = pytest.mark.django_db


def test_it_works(standing_town: SmallTown, db: None, tmp_path: Path) -> None:
    out = tmp_path / "调解.xlsx"
    out.write_text("an older one")
    assert run("dispute_log", str(out)) == 0
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["序号", "文号", "标题"]
    assert sheet.max_row == 5  # the heading, three disputes, the totals
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("register", "name", "said"),
    [
        ("nosuch", "x.xlsx", "没有“nosuch”这个台账。可用：posts（岗位任职）、series"), ("dispute_log", "x.csv", "后缀写成 .xlsx"),
        ("dispute_log", "none/x.xlsx", "没有这个文件或目录"), ("dispute_log", "folder.xlsx", "这是目录，不是文件"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(
    standing_town: SmallTown, db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], register: str, name: str, said: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert run(register, str(tmp_path / name)) == 2
    assert said in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["folder.xlsx"]


def test_rows_beyond_a_sheet_stand_on_the_next_and_none_is_lost(
    standing_town: SmallTown, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fadu.service.export.ROWS_A_SHEET", 2)
    out = tmp_path / "调解.xlsx"
    assert run("dispute_log", str(out)) == 0
    first, second = openpyxl.load_workbook(out).worksheets
    assert (first.title, second.title) == ("矛盾纠纷台账", "矛盾纠纷台账（2）")
    assert [row[0].value for row in first.iter_rows(min_row=2)] == [1, 2]
    assert [row[0].value for row in second.iter_rows(min_row=2)] == [3, "合计3行"]
    assert [c.value for c in first[1]] == [c.value for c in second[1]]


def test_a_day_before_any_sheet_knows_days_stands_as_text(
    standing_town: SmallTown, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Matter.objects.filter(procedure="disputes.dispute").update(opened_on=date(1895, 3, 1))
    out = tmp_path / "调解.xlsx"
    assert run("dispute_log", str(out)) == 0
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert "1895-03-01" in [c.value for c in sheet[2]]
