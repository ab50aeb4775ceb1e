"""The town's own word lists, which the report desk checks by: dated formulas and titles (政治表述与文件名), confused words (易错词).

A later row of the same wording takes the place of the earlier one; withdrawing ends the rows, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, Procedure, State, Step
from fadu.packs.annual_report.fields import WHY
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

P = Sensitivity.PUBLIC
_LIST = Field(name="list_title", label="清单名称", sensitivity=P, example="区级规范表述清单（2026年1月）")

FORMULA_COLUMNS = (
    Field(name="text", label="表述或文件名", sensitivity=P, example="“八五”普法规划"),
    Field(name="valid_from", label="起用日", kind=Kind.DATE, sensitivity=P, example="2021-06-15"),
    Field(name="valid_to", label="用到", kind=Kind.DATE, sensitivity=P, example="2025-12-31", help="仍在使用的不填"),
    Field(name="instead", label="改用", sensitivity=P, help="过时后应写的表述"),
    Field(name="source", label="来源", sensitivity=P, example="区委依法治区办通知"),
)
CONFUSABLE_COLUMNS = (
    Field(name="wrong", label="易错写法", example="法制政府"),
    Field(name="right", label="正确写法", example="法治政府"),
    Field(name="note", label="说明", example="治理的治"),
)
FORMULAS_REGISTER = Register(name="formulas", label="政治表述与文件名库", key="text", columns=FORMULA_COLUMNS, sheets=("区级清单",))
CONFUSABLES_REGISTER = Register(name="confusables", label="易错词", key="wrong", columns=CONFUSABLE_COLUMNS, sheets=("易错词表",))


@gate(
    "formula_days_in_order",
    "起用日不晚于停用日",
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="“{text}”的起用日晚于用到的日子",
    remedy="核对两个日期",
)
def formula_days_in_order(s: Situation) -> Answer:
    wrong = [r for r in _rows(s, "formula_rows") if r.get("valid_from") and r.get("valid_to") and r["valid_from"] > r["valid_to"]]
    return not wrong or missing(text=wrong[0].get("text", ""))


@gate(
    "wording_complete",
    "写法成对",
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="第{n}行的易错写法与正确写法缺一个或者相同",
    remedy="两栏都填写，且不相同",
)
def wording_complete(s: Situation) -> Answer:
    for n, row in enumerate(_rows(s, "confusable_rows"), 1):
        if not row.get("wrong") or not row.get("right") or row["wrong"] == row["right"]:
            return missing(n=n)
    return True


def _rows(s: Situation, name: str) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", s.get(name) or ())


def _word_list(name: str, label: str, rows: Field, key: str, **more: Any) -> Procedure:
    """A list is taken in as rows of its register and withdrawn as a whole."""
    enters = Enters(register=name, key=key, rows=rows.name)
    ends = Enters(register=name, key=key, rows=rows.name, ends=True)
    return procedure(
        name=f"annual_report.{name}", label=label, basis=(TOWN_RULE(),), title=lambda facts: str(facts.get("list_title", label)),
        readers=("statistician", "office_head", "party_gov_office"),
        states=(State("in_force", "已启用", standing=True), State("retired", "已停用", closed=True)),
        fields=(_LIST, rows, WHY),
        steps=(
            Step(id="take_in", label="收录", source=(START,), to="in_force", roles=("justice_office", "party_gov_office"), basis=(TOWN_RULE(),),
                 fields=("list_title", rows.name), enters=(enters,), consequence="报告核查自即日起一并使用；同一写法以后收录的为准。", **more),
            Step(id="retire", label="停用", source=("in_force",), to="retired", roles=("justice_office", "party_gov_office"), basis=(TOWN_RULE(),),
                 fields=("why",), enters=(ends,)),
        ),
    )  # fmt: skip


FORMULAS = _word_list("formulas", "政治表述与文件名清单", Field(name="formula_rows", label="表述和文件名", kind=Kind.ROWS, columns=FORMULA_COLUMNS, sensitivity=P, example=[
    {"text": "“八五”普法规划", "valid_from": "2021-06-15", "valid_to": "2025-12-31", "instead": "“九五”普法规划", "source": "区委依法治区办通知"}]),
    "text", gates=(formula_days_in_order,))  # fmt: skip
CONFUSABLES = _word_list("confusables", "易错词清单", Field(name="confusable_rows", label="易错词", kind=Kind.ROWS, columns=CONFUSABLE_COLUMNS, example=[
    {"wrong": "法制政府", "right": "法治政府", "note": "治理的治"}]), "wrong", gates=(wording_complete,))  # fmt: skip
