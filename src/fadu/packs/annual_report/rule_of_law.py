"""The annual report on building a rule-of-law government: frozen, confirmed, drafted, checked, adopted, published."""

from __future__ import annotations

from typing import Any, cast

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, PublicView, Starts, State, Step, Target
from fadu.packs.annual_report import gates as g
from fadu.packs.annual_report.fields import ABOUT, REPORT_FIELDS, SIGNING
from fadu.packs.annual_report.instruments import CONFIRM_LIST, FREEZE_LIST, REPORT
from fadu.packs.annual_report.outlines import FIRST_RESPONSIBLE, outline_of
from fadu.packs.annual_report.own_outline import OUTLINE_SECTIONS, outline_from, outline_is_known, rows_of
from fadu.packs.annual_report.text import digest, leaders_digest, places, whole_rows
from fadu.packs.common.gates import masked, secrecy_checked
from fadu.packs.common.laws import INSPECT, LEAD, OGI, PAPERS, SECRETS, TOWN_RULE
from fadu.packs.common.papers import own_organ
from fadu.packs.common.steps import procedure


def _opened(s: Situation) -> dict[str, Value]:
    """What the chosen outline says, and the town's name, unless they were given."""
    return _outlined(s) | ({} if "town_name" in s.given else {"town_name": own_organ(s.records, s.on)})


def _outlined(s: Situation) -> dict[str, Value]:
    """The parts of the chosen outline, and its rows where it is the town's own, unless they were given."""
    rows = rows_of(s.rows("outlines"), s.get("outline"), s.get("year"))
    outline = outline_from(rows) if rows else outline_of(s.get("outline"))
    found: dict[str, Value] = {"outline_parts": [str(p) for p in sorted(outline.parts - {0})]}
    if rows or s.matter.get("outline_sections"):
        found["outline_sections"] = cast("Value", rows)
    return {name: value for name, value in found.items() if name not in s.given}


def _kept_confirmations(s: Situation) -> dict[str, Value]:
    """Frozen again: who confirmed a figure that stayed as it was need not confirm it once more."""
    before, now = (whole_rows(rows) for rows in (s.matter.get("figures") or [], s.get("figures") or []))  # type: ignore[arg-type]
    same = {
        code for code, row in now.items() if code in before and all(row.get(k) == before[code].get(k) for k in ("digest", "value", "base"))
    }
    given = cast("list[dict[str, Value]]", s.matter.get("confirmations") or [])
    return {"confirmations": [r for r in given if r["code"] in same]} if given else {}


def _nothing_found(s: Situation) -> dict[str, Value]:
    """A check that found nothing says so, and what an earlier one found no longer stands."""
    return {} if "findings" in s.given else {"findings": []}


def _adopted(s: Situation) -> dict[str, Value]:
    """The digest of the adopted text, and what is counted of it: figures printed, confirmed, findings that nobody answered."""
    sections = cast("list[dict[str, Any]]", s.get("sections") or [])
    printed = {p for row in sections for p in places(str(row.get("text") or ""))}
    answered = {r["code"]: r.get("answer") for r in cast("list[dict[str, Any]]", s.get("confirmations") or [])}
    owned = {code for code, row in whole_rows(cast("list[dict[str, Any]]", s.get("figures") or [])).items() if row.get("topic")}
    codes = {code for code, _ in printed} & owned
    return {
        "text_digest": digest(sections), "figures_printed": len(printed), "figures_to_confirm": len(codes),
        "figures_confirmed": sum(answered.get(code) == "确认" for code in codes),
        "findings_open": sum(not r.get("answer") for r in cast("list[dict[str, Any]]", s.get("findings") or [])),
    }  # fmt: skip


def _leaders_confirmed(s: Situation) -> dict[str, Value]:
    """Who confirmed which words of part three; a later confirmation takes the place of an earlier one."""
    held = {role for actor in s.actors for role in actor.roles_on(s.on) if role in FIRST_RESPONSIBLE}
    before: list[dict[str, Any]] = s.get("leaders_confirmed") or []  # type: ignore[assignment]
    words = leaders_digest(s.get("sections") or [])  # type: ignore[arg-type]
    kept = [r for r in before if r["role"] not in held]
    given: list[dict[str, Any]] = [{"role": role, "words": words} for role in sorted(held)]
    return {"leaders_confirmed": kept + given}


def _to_be_signed(s: Situation) -> dict[str, Value]:
    """What two organs issue together goes first to the head of the other (PAPERS 22)."""
    first, at_once = SIGNING.choices
    return {"signing": first if s.get("joint_with") else at_once}


def _countersigned(s: Situation) -> dict[str, Value]:
    """The head of the other organ stands on the upward paper beside the one who signs."""
    return {"countersigner": s.actors[0].name}


def _signed(s: Situation) -> dict[str, Value]:
    """The one who signs stands on an upward paper by name."""
    return {"signer": s.actors[0].name}


RULE_OF_LAW = procedure(
    name="annual_report.rule_of_law",
    label="法治政府建设年度报告",
    basis=(INSPECT(24), INSPECT(26)),
    title=lambda facts: f"{facts.get('year', '')}年法治政府建设年度报告",
    readers=("statistician", "office_head", "party_gov_office", "secrecy_reviewer", "disclosure_clerk"),
    public=PublicView(fields=("year", "town_name", "page_address")),
    states=(
        State("opened", "已启动"), State("frozen", "数据已冻结"), State("confirmed", "数字已核对"), State("drafted", "起草中"),
        State("checked", "已核查"), State("adopted", "已审定"), State("to_countersign", "待会签"), State("cleared", "已保密审查"), State("signed", "已签发"),
        State("submitted", "已报送"), State("published", "已公开"), State("archived", "已归档", closed=True),
    ),
    fields=(*REPORT_FIELDS, OUTLINE_SECTIONS),
    steps=(
        Step(id="open", label="启动年度报告", source=(START,), to="opened", roles=("justice_office",), basis=(INSPECT(26),),
             fields=("year", "outline"), optional=("outline_parts", "town_name"), derives=_opened, derived=("outline_parts", "outline_sections", "town_name"), gates=(g.year_begun, outline_is_known, g.outline_has_required_parts),
             consequence="启动后先看样稿；数据冻结前可以改选大纲。",
             starts=(Starts(limit="rep.submit"), Starts(limit="rep.publish"))),
        Step(id="choose_outline", label="改选大纲", source=("opened",), to="opened", roles=("justice_office",), basis=(INSPECT(26),),
             fields=("outline",), optional=("outline_parts",), derives=_outlined, derived=("outline_parts", "outline_sections"), gates=(outline_is_known, g.outline_has_required_parts),
             consequence="样稿照选定的大纲重新编排，数字不变。"),
        Step(id="freeze", label="冻结数据", source=("opened",), to="frozen", roles=("statistician",), basis=(TOWN_RULE(),),
             fields=("figures", "rules_digest", "topics"), gates=(g.after_cut_off,), starts=(Starts(limit="rep.confirm"),), issues=FREEZE_LIST,
             derives=_kept_confirmations, derived=("confirmations",),
             consequence="冻结后数字不再随记录变化；补录和更正写入更正说明。"),
        Step(id="thaw", label="解除冻结", source=("frozen", "confirmed", "drafted", "checked"), to="opened", roles=("statistician",), basis=(TOWN_RULE(),),
             fields=("why",), consequence="补录、更正后重新冻结；没有变化的数字保留各线的核对，有变化的重新核对。报告审定以后不能解除。"),
        Step(id="confirm_figure", label="核数", source=("frozen", "confirmed", "drafted", "checked"), to=None, roles=("office_head", "justice_office", "enforcement_head"),
             basis=(TOWN_RULE(),), fields=("confirmations",), gathers=("confirmations",), light=True),
        Step(id="remind", label="核数提醒", source=("frozen",), to=None, roles=("justice_office", "statistician"), basis=(TOWN_RULE(),), fields=("reminders",),
             consequence="还没有核对完的责任人，桌面上会看到提醒。"),
        Step(id="confirm", label="核数完成", source=("frozen",), to="confirmed", roles=("justice_office", "statistician"), basis=(TOWN_RULE(),),
             gates=(g.every_figure_confirmed_or_disputed,), ends=("rep.confirm",), issues=CONFIRM_LIST),
        Step(id="restate", label="更正说明", source=("frozen", "confirmed", "drafted", "checked", "adopted", "to_countersign", "cleared", "signed", "submitted", "published"),
             to=None, roles=("statistician",), basis=(TOWN_RULE(),), fields=("restatements",), gathers=("restatements",)),
        Step(id="draft", label="起草", source=("confirmed", "drafted", "checked"), to="drafted", roles=("justice_office",), basis=(INSPECT(26),),
             fields=("sections",)),
        Step(id="check", label="核查", source=("drafted",), to="checked", roles=("justice_office",), basis=(TOWN_RULE(),),
             optional=("findings",), gates=(g.no_typed_number,), derives=_nothing_found, derived=("findings",)),
        Step(id="explain_finding", label="写明处理说明", source=("checked",), to=None, roles=("justice_office",), basis=(TOWN_RULE(),), fields=("findings",),
             consequence="必须改的问题经核实确无错误的，写明理由后可以提请审定；理由随报告保存。"),
        Step(id="confirm_leaders", label="第一责任人本人确认", source=("drafted", "checked"), to=None, roles=("party_secretary", "town_head"),
             basis=(LEAD(),), fields=("leader_confirmed",), derives=_leaders_confirmed, derived=("leaders_confirmed",), gates=(g.says_it_is_true,)),
        Step(id="adopt", label="班子会审定", source=("checked",), to="adopted", roles=("party_secretary", "town_head"), basis=(INSPECT(26),),
             fields=("minutes",), optional=("dissent", "joint_with"), anew=("joint_with", "countersigner"), derives=_adopted, derived=("text_digest", *(f.name for f in ABOUT)),
             gates=(g.no_stop_finding, g.nil_or_figure, g.cross_outputs_equal, g.no_typed_number, g.leader_section_own_confirmed)),
        Step(id="send_back", label="退回修改", back=True, source=("adopted", "to_countersign", "cleared"), to="drafted", roles=("town_head", "party_secretary", "secrecy_reviewer"),
             basis=(TOWN_RULE(),), fields=("why",)),
        Step(id="clear", label="保密审查", source=("adopted",), to=Branch("signing", {SIGNING.choices[0]: "to_countersign", SIGNING.choices[1]: "cleared"}),
             roles=("secrecy_reviewer",), basis=(OGI(17), SECRETS(35)), fields=("secrecy_result",), derives=_to_be_signed, derived=("signing",), gates=(secrecy_checked,)),
        Step(id="countersign", label="会签", source=("to_countersign",), to="cleared", roles=("party_secretary",), basis=(PAPERS(22),),
             derives=_countersigned, derived=("countersigner",), gates=(g.text_unchanged,), consequence="会签后由镇长签发，报告署两个机关的名称。"),
        Step(id="sign", label="签发", source=("cleared",), to="signed", roles=("town_head",), basis=(PAPERS(22),), optional=("recipients", "copies_to"),
             derives=_signed, derived=("signer",), gates=(g.text_unchanged,), issues=REPORT, consequence="签发后取号并生成正式报告。"),
        Step(id="submit", label="报送区委区政府", source=("signed",), to="submitted", roles=("party_gov_office",), basis=(INSPECT(24),), ends=("rep.submit",)),
        Step(id="publish", label="公开", source=("submitted",), to="published", roles=("party_gov_office",), basis=(INSPECT(25), OGI(19)),
             fields=("page_address",), gates=(masked, secrecy_checked), ends=("rep.publish",), publishes=Target.SELF,
             consequence="公众可以阅读报告，并从每个数字打开脱敏后的记录。"),
        Step(id="compare_published", label="核对已发布网页", source=("published",), to=None, roles=("justice_office", "party_gov_office"),
             basis=(TOWN_RULE(),), fields=("published_losses",)),
        Step(id="answer", label="答复意见评议", source=("published",), to=None, roles=("justice_office",), basis=(OGI(46),), fields=("feedback",)),
        Step(id="archive", label="归档", source=("published",), to="archived", roles=("archive_keeper", "party_gov_office"), basis=(TOWN_RULE(),)),
    ),
)  # fmt: skip
