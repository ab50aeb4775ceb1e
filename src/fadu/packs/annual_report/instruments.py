"""Papers of the yearly outputs: the report itself in official layout, and the list of frozen figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Block, Heading, Instrument, Layout, Paper, Paragraph, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.annual_report.own_outline import outline_for
from fadu.packs.annual_report.text import frozen, runs
from fadu.packs.annual_report.topics import NIL_WORDS
from fadu.packs.annual_report.writing import title
from fadu.packs.common.laws import INSPECT, TOWN_RULE
from fadu.packs.common.papers import acted_on, own_office, shown

_TOP = "一二三四五六七八九十"


def _ordinal(level: int, n: int) -> str:
    """一、 for level 1, （一） for level 2, 1. below."""
    name = _TOP[n - 1] if n <= 10 else f"十{_TOP[n - 11]}"
    return {1: f"{name}、", 2: f"（{name}）"}.get(level, f"{n}.")


def report_blocks(matter: Matter) -> tuple[Block, ...]:
    """The report's text: headings numbered by level, paragraphs whose numbers carry their figure id."""
    known = frozen(_rows(matter, "figures"))
    scope = f"{matter.org}/{{}}/{matter.get('year', '')}"
    blocks: list[Block] = []
    counts: dict[int, int] = {}
    for section in _rows(matter, "sections"):
        level = int(section.get("level", 1))
        if section.get("title"):
            counts = {k: n for k, n in counts.items() if k <= level} | {level: counts.get(level, 0) + 1}
            blocks.append(Heading(_ordinal(level, counts[level]) + str(section["title"]), level))
        for line in str(section.get("text", "")).split("\n"):
            if line.strip():
                blocks.append(Paragraph(runs(line.strip(), known, scope)))
    return (*blocks, *(paragraph(line) for line in restated_lines(matter)))


def restated_lines(matter: Matter) -> list[str]:
    """What came after the freeze, a line each: the frozen number stays in the text and the present one stands below it."""
    known = frozen(_rows(matter, "figures"))
    return [line for r in _rows(matter, "restatements") if (line := _restated(r, known.get((str(r.get("code")), ""))))]


def _restated(r: Mapping[str, Any], row: Mapping[str, Any] | None) -> str:
    why = str(r.get("why", "")).rstrip("。")
    if r.get("topic"):
        return f"更正说明：报告所称“{NIL_WORDS[str(r['topic'])].rstrip('。')}”不再成立，声明已经撤回。原因：{why}。"
    if row is None:
        return ""
    if r.get("now") == r.get("was"):
        return f"标注：{row['label']}{row['text']}{_unit(row)}不变。{why}。"
    return (
        f"更正说明：{row['label']}冻结数为{row['text']}{_unit(row)}，更正后为{r.get('said') or r.get('now', 0)}{_unit(row)}。原因：{why}。"
    )


def _unit(row: Mapping[str, Any]) -> str:
    return "" if "base" in row else str(row.get("unit", ""))


def _rows(matter: Matter, name: str) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", matter.get(name) or ())


def compose_report(matter: Matter, records: Records) -> Paper:
    """The report as it stands; before it is signed it has neither number nor day of signature."""
    year, town, joint = matter.facts["year"], str(matter.get("town_name") or ""), shown(matter, "joint_with")
    done = matter.done.get("sign")
    return Paper(
        title=title(outline_for(matter), "　".join(filter(None, (town, joint))), int(str(year))), organ=town, jointly=(joint,) if joint else (), layout=Layout.OFFICIAL,
        number=matter.numbers.get("annual_report.report", ""), to=str(matter.get("recipients", "区委、区政府")),
        copies_to=str(matter.get("copies_to") or "区委依法治区办"), issuer_line="　".join(filter(None, (shown(matter, "signer"), shown(matter, "countersigner")))), blocks=report_blocks(matter), signed_by=town, dated=done.on if done else matter.moved_on,
        verify=f"fadu:verify/{matter.id}/annual_report.report", printed_by=own_office(records, acted_on(matter)), printed_on=done.on if done else matter.moved_on,
    )  # fmt: skip


def _compose_freeze(matter: Matter, records: Records) -> Paper:
    rows = [r for r in _rows(matter, "figures") if not r.get("part")]
    return Paper(
        title=f"{matter.facts['year']}年数据冻结清单", organ=str(matter.get("town_name", "")), layout=Layout.FORM, dated=matter.moved_on,
        blocks=(
            paragraph("下列数字由业务记录汇总，冻结后原值不变；补录和更正另列更正说明。"),
            Table(("指标", "数值", "单位", "记录数"), tuple((str(r["label"]), str(r["text"]), str(r["unit"]), str(r.get("behind", 0))) for r in rows)),
        ),
        seal=False,
    )  # fmt: skip


def _compose_confirm(matter: Matter, records: Records) -> Paper:
    """What each owner answered to each printed figure; the last answer counts."""
    answers = {str(r["code"]): r for r in _rows(matter, "confirmations")}
    rows = [(r, answers.get(str(r["code"]), {})) for r in _rows(matter, "figures") if r.get("topic") and not r.get("part")]
    return Paper(
        title=f"{matter.facts['year']}年数据核对表", organ=str(matter.get("town_name", "")), layout=Layout.FORM, dated=matter.moved_on,
        blocks=(
            paragraph("下列数字由各责任人核对。有异议的，所在的句子在核实以前不写入报告。"),
            Table(("专题", "指标", "数值", "核对意见", "说明"),
                  tuple((str(r["topic"]), str(r["label"]), f"{r['text']}{_unit(r)}", str(a.get("answer", "")), str(a.get("note", ""))) for r, a in rows)),
        ),
        seal=False,
    )  # fmt: skip


REPORT = Instrument(
    id="annual_report.report", label="法治政府建设年度报告", compose=compose_report, basis=(INSPECT(26),),
    series=Series(id="annual_report", label="报告文号", prefix=lambda facts: "{town}府文"),
)  # fmt: skip
CONFIRM_LIST = Instrument(id="annual_report.confirm_list", label="核数表", compose=_compose_confirm, basis=(TOWN_RULE(),))
FREEZE_LIST = Instrument(id="annual_report.freeze_list", label="数据冻结清单", compose=_compose_freeze, basis=(TOWN_RULE(),))
