"""Gates of the yearly outputs: required parts, cut-off, confirmed figures, no typed number, equal outputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from fadu.kernel.gate import Answer, Situation, Strength, gate, missing
from fadu.kernel.matter import Matter
from fadu.packs.annual_report.identities import broken, differing
from fadu.packs.annual_report.outlines import FIRST_RESPONSIBLE, REQUIRED_PARTS
from fadu.packs.annual_report.text import digest, frozen, leaders_digest, typed_numbers, unknown_places
from fadu.packs.common.laws import CQSUP, INSPECT, LEAD, OGI, PAPERS, TOWN_RULE

#: The other yearly outputs by the last part of their procedure's name, as a refusal calls them.
OUTPUTS = {"enforcement_statistics": "行政执法统计年报", "disclosure": "信息公开年报", "enforcement_year": "执法工作年报"}


@gate(
    "outline_has_required_parts",
    "大纲含规定部分",
    needs=("outline_parts",),
    basis=(INSPECT(26),),
    refusal="大纲缺“{parts}”部分",
    remedy="在大纲中添加该部分",
)
def outline_has_required_parts(s: Situation) -> Answer:
    parts = {int(p) for p in s.facts["outline_parts"]}  # type: ignore[union-attr,arg-type]
    lacking = [REQUIRED_PARTS[p] for p in REQUIRED_PARTS if p not in parts]
    return not lacking or missing(parts="、".join(lacking))


@gate("after_cut_off", "报告期已结束", needs=("year",), basis=(TOWN_RULE(),), refusal="{year}年尚未结束", remedy="次年1月1日起冻结数据")
def after_cut_off(s: Situation) -> Answer:
    reported = _number(s.facts["year"])
    return s.on > date(reported, 12, 31) or missing(year=reported)


@gate(
    "year_begun",
    "报告年度已开始",
    needs=("year",),
    basis=(INSPECT(24), CQSUP(9)),
    refusal="{year}年尚未开始",
    remedy="填写本年或者以前的年度",
)
def year_begun(s: Situation) -> Answer:
    return s.on.year >= _number(s.facts["year"]) or missing(year=s.facts["year"])


@gate(
    "one_a_year",
    "这一年没有填报过",
    needs=("year",),
    strength=Strength.REASON,
    basis=(TOWN_RULE(),),
    refusal="{year}年{output}已经启动，现在是“{state}”",
    remedy="打开已有的继续办理；已签发后要更正的，写明理由另出一份",
)
def one_a_year(s: Situation) -> Answer:
    """One table of a kind a year; a second one only to correct one that is out, and then it says why."""
    there = s.records.matters(s.procedure.name, year=s.facts["year"])
    states = [state.label for m in there if (state := s.procedure.state(m.state))]
    return not states or missing(year=s.facts["year"], output=s.procedure.label, state=states[-1])


@gate(
    "year_frozen",
    "年度数据已冻结",
    needs=("year",),
    basis=(TOWN_RULE(),),
    refusal="{year}年的数据尚未冻结，没有可以更正的定数",
    remedy="次年1月1日起先冻结年度报告的数据，再更正",
)
def year_frozen(s: Situation) -> Answer:
    return bool(frozen_figures(s)) or missing(year=s.facts["year"])


@gate(
    "every_figure_confirmed_or_disputed",
    "数字均已核对",
    basis=(INSPECT(26), TOWN_RULE()),
    refusal="{n}个数字未经责任人核对：{which}",
    remedy="提醒责任人确认，或由其提出异议",
)
def every_figure_confirmed_or_disputed(s: Situation) -> Answer:
    """Figures that a sentence prints, that is: those with a topic. The rest are confirmed by nobody and print nowhere."""
    answered = {row["code"] for row in _rows(s, "confirmations")}
    waiting = [str(r["label"]) for r in _rows(s, "figures") if not r.get("part") and r.get("topic") and r["code"] not in answered]
    return not waiting or missing(n=len(waiting), which="、".join(waiting[:5]) + ("等" if len(waiting) > 5 else ""))


@gate(
    "no_stop_finding",
    "核查没有必须改的问题",
    basis=(TOWN_RULE(),),
    refusal="核查有{n}处必须改正：{which}",
    remedy="逐处改正后重新核查，或写明处理说明",
)
def no_stop_finding(s: Situation) -> Answer:
    stops = [r for r in _rows(s, "findings") if r.get("severity") == "必须改" and not r.get("answer")]
    return not stops or missing(n=len(stops), which="、".join(str(r.get("fragment") or r.get("message", "")) for r in stops[:3]))


@gate(
    "leader_section_own_confirmed",
    "第一责任人一节经本人确认",
    basis=(LEAD(), INSPECT(26)),
    refusal="第一责任人履职情况未经{who}本人确认",
    remedy="送本人阅看这一节后确认；确认后又改动的，重新确认",
)
def leader_section_own_confirmed(s: Situation) -> Answer:
    """Each of the two confirms the words of part three as they now stand."""
    words = leaders_digest(_rows(s, "sections"))
    confirmed = {row["role"] for row in _rows(s, "leaders_confirmed") if row.get("words") == words}
    lacking = [label for role, label in FIRST_RESPONSIBLE.items() if role not in confirmed]
    return not lacking or missing(who="、".join(lacking))


@gate(
    "says_it_is_true",
    "本人确认属实",
    on_form=True,
    basis=(LEAD(),),
    refusal="没有确认所述履职情况属实",
    remedy="与事实不符的，请起草人改正后再确认",
)
def says_it_is_true(s: Situation) -> Answer:
    return s.get("leader_confirmed") is True


@gate(
    "nil_or_figure",
    "专题均有数字或声明",
    needs=("topics",),
    basis=(INSPECT(26), TOWN_RULE()),
    refusal="{topics}等专题既无数据也无声明",
    remedy="由责任人核实后声明“无此情形”，或补录业务记录",
)
def nil_or_figure(s: Situation) -> Answer:
    """Every topic of the frozen outline needs a figure above zero, or its owner's statement that nothing happened."""
    counted = {row.get("topic") for row in _rows(s, "figures") if row.get("value") or row.get("base")}
    stated = {
        m.get("topic") for m in s.records.matters("annual_report.nil_statement", year=s.facts.get("year", 0)) if m.state == "declared"
    }
    silent = [str(t) for t in s.facts["topics"] if t not in counted and t not in stated]  # type: ignore[union-attr]
    return not silent or missing(topics="、".join(silent[:4]))


@gate(
    "cross_outputs_equal",
    "各项年度输出一致",
    basis=(OGI(50), TOWN_RULE()),
    refusal="数字不一致：{said}",
    remedy="更正记录，或写明口径差别后重新冻结",
)
def cross_outputs_equal(s: Situation) -> Answer:
    """Provisional cells are not held against the frozen figures: they say what was known before, and are restated."""
    year = s.facts.get("year", 0)
    matters = [m for name in OUTPUTS for m in s.records.matters(f"annual_report.{name}", year=year)]
    tables = [
        {**cell, "output": OUTPUTS[m.procedure.partition(".")[2]]}
        for m in matters
        if not m.get("provisional")
        for cell in _cells(m.get("cells"))
    ]
    said = broken(_rows(s, "figures"), tables)
    return not said or missing(said="；".join(said))


@gate(
    "table_equals_records",
    "表格与冻结数一致",
    basis=(OGI(50), TOWN_RULE()),
    refusal="表格与年度报告的冻结数不一致：{said}",
    remedy="退回重新填表；记录有误的，先更正记录",
)
def table_equals_records(s: Situation) -> Answer:
    """This table alone against the frozen figures of its year; nothing to compare while there are none."""
    name = s.matter.procedure.partition(".")[2]
    figures = frozen_figures(s)
    said = differing(figures, [{**cell, "output": OUTPUTS.get(name, "统计表")} for cell in _rows(s, "cells")])
    return not said or missing(said="；".join(said))


@gate(
    "table_has_cells",
    "表格有数字",
    basis=(TOWN_RULE(),),
    on_form=True,
    refusal="没有可以填表的数字",
    remedy="先冻结年度报告的数据，表格随之填好",
)
def table_has_cells(s: Situation) -> Answer:
    return bool(_rows(s, "cells"))


@gate(
    "no_typed_number",
    "没有手填的数字",
    needs=("sections",),
    basis=(TOWN_RULE(),),
    refusal="“{title}”有未挂接的数字：{numbers}",
    remedy="改为引用指标，或先登记填报数并附证据",
)
def no_typed_number(s: Situation) -> Answer:
    known = frozen(_rows(s, "figures"))
    for section in _rows(s, "sections"):
        text = str(section.get("text", ""))
        typed = [] if section.get("plans") else typed_numbers(text)
        typed += unknown_places(text, known)
        if typed:
            return missing(title=section.get("title") or "开头", numbers="、".join(typed))
    return True


@gate("text_unchanged", "文本未改动", basis=(PAPERS(25),), refusal="保密审查后文本有改动", remedy="重新送审定和保密审查")
def text_unchanged(s: Situation) -> Answer:
    return s.get("text_digest") == digest(_rows(s, "sections"))


@gate(
    "nothing_recorded",
    "记录中确无此情形",
    basis=(TOWN_RULE(),),
    on_form=True,
    refusal="“{topic}”已有{n}条记录，不能声明无此情形",
    remedy="打开该专题的数字核对记录",
)
def nothing_recorded(s: Situation) -> Answer:
    n = _number(s.get("recorded_rows") or 0)
    return n == 0 or missing(topic=s.get("topic", ""), n=n)


@gate(
    "period_open",
    "这一年的数据没有冻结",
    needs=("year",),
    strength=Strength.REASON,
    basis=(TOWN_RULE(),),
    refusal="{year}年数据已冻结",
    remedy="写入更正说明；确需改动的写明理由，改动列入冻结后变动",
)
def period_open(s: Situation) -> Answer:
    """A late record stays possible and is restated; what is declared beside the records needs a reason after the freeze."""
    return not _reports(s, FROZEN_STATES) or missing(year=s.facts["year"])


@gate(
    "statement_not_printed",
    "声明没有随报告审定",
    needs=("year",),
    strength=Strength.REASON,
    basis=(INSPECT(26), TOWN_RULE()),
    refusal="{year}年报告已审定，文中印有这一声明",
    remedy="写明理由后撤回，由统计岗写入更正说明",
)
def statement_not_printed(s: Situation) -> Answer:
    return not _reports(s, ADOPTED_STATES) or missing(year=s.facts["year"])


#: States of the year's report in which its figures stand frozen, and in which its text is adopted.
ADOPTED_STATES = ("adopted", "to_countersign", "cleared", "signed", "submitted", "published", "archived")
FROZEN_STATES = ("frozen", "confirmed", "drafted", "checked", *ADOPTED_STATES)


def _reports(s: Situation, states: Sequence[str]) -> list[Matter]:
    return [m for m in s.records.matters("annual_report.rule_of_law", year=s.facts["year"]) if m.state in states]


def frozen_figures(s: Situation) -> Sequence[dict[str, Any]]:
    """The frozen figures of the year's annual report; none before its freeze."""
    reports = s.records.matters("annual_report.rule_of_law", year=s.facts.get("year", 0))
    frozen_ones = [_cells(m.get("figures")) for m in reports if m.get("figures")]
    return frozen_ones[-1] if frozen_ones else ()


def _cells(value: object) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", value or ())


def _rows(s: Situation, name: str) -> Sequence[dict[str, Any]]:
    """The rows of a fact; none when it is absent."""
    return cast("Sequence[dict[str, Any]]", s.get(name) or ())


def _number(value: object) -> int:
    return int(str(value))
