"""Importing a register (导入台账): rows that a spreadsheet brings are written by an entry, with sheet and row number, like any other."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure


@gate(
    "rows_whole",
    "每一行完整",
    needs=("imported_rows",),
    basis=(TOWN_RULE(),),
    refusal="第{row}行没有编号或者内容残缺",
    remedy="补全表格里的这一行，重新导入",
)
def rows_whole(s: Situation) -> Answer:
    rows = s.facts["imported_rows"]
    wrong = next((n for n, row in enumerate(rows, 1) if not _whole(row)), None) if isinstance(rows, list) else 1
    return wrong is None or missing(row=wrong)


def _whole(row: object) -> bool:
    if not isinstance(row, Mapping) or not row.get("key"):
        return False
    try:
        return isinstance(json.loads(str(row.get("content"))), dict)
    except ValueError:
        return False


IMPORT = procedure(
    name="common.import",
    label="导入台账",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"导入台账：{facts.get('sheet', '')}",
    states=(State("brought", "已导入", closed=True),),
    fields=(
        Field(name="register_name", label="台账", example="officers"),
        Field(name="sheet", label="文件和工作表", example="执法人员.xlsx 第1张"),
        Field(name="imported_rows", label="各行", kind=Kind.ROWS, columns=(
            Field(name="row_number", label="行号", kind=Kind.COUNT, example=2), Field(name="key", label="编号", example="李某"),
            Field(name="since", label="自", kind=Kind.DATE), Field(name="until", label="至", kind=Kind.DATE), Field(name="content", label="内容"),
        ), example=[{"row_number": 2, "key": "赵某", "content": '{"name":"赵某"}'}]),
    ),
    steps=(
        Step(id="bring", label="导入", source=(START,), to="brought", roles=("justice_office", "party_gov_office", "statistician", "clerk", "enforcement_head", "petition_clerk", "archive_keeper"),
             basis=(TOWN_RULE(),), fields=("register_name", "sheet", "imported_rows"), gates=(rows_whole,),
             enters=(Enters(register="", named="register_name", rows="imported_rows", key="key", since="since", until="until", content="content"),)),
    ),
)  # fmt: skip
