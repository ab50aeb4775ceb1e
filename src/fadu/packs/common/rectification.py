"""Rectification (整改): an order with its content and due day, a recheck, and what is done when it fails.

An order that was not followed never just ends: it becomes a clue, goes to whoever is competent, or is weighed in
the case that it was made in.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, Branch, Opens, Starts, State, Step
from fadu.kernel.records import Records
from fadu.packs.common import fields as c
from fadu.packs.common.items import officers_shown
from fadu.packs.common.laws import PEN
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, printed, shown, verify_text
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.steps import procedure

RECHECK_ID = "common.recheck_opinion"
ENDED = ("closed", "clue_filed", "referred", "left_to_case")


@gate("correction_dated", "责令改正有期限", on_form=True, basis=(PEN(28),), refusal="责令改正缺改正内容或期限", remedy="写明改正内容和期限")
def correction_dated(s: Situation) -> Answer:
    return bool(s.get("correction_content")) and s.get("correction_due") is not None


@gate(
    "made_in_a_case",
    "在案件中责令",
    moot=True,
    basis=(PEN(28), PEN(54)),
    refusal="这次责令改正不是在案件中作出的，没有原案可以并入",
    remedy="转违法线索核查，或者移送有权部门",
)
def made_in_a_case(s: Situation) -> Answer:
    return bool(s.matter.parent)


CORRECTION_CONTENT = Field(
    name="correction_content", label="改正内容", kind=Kind.NOTE, sensitivity=Sensitivity.PUBLIC, example="立即熄灭并清理焚烧物"
)
CORRECTION_DUE = Field(name="correction_due", label="改正期限", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC, example="2025-12-31")
_WHO = ("party_name", "party_class", "item", "place", "name_of_organ")


def recheck_opinion(matter: Matter, records: Records) -> Paper:
    """What the recheck found, against what was ordered and by when."""
    corrected = matter.get("recheck_result") == "已改正"
    return Paper(
        title="整改复查意见书", organ=in_name_of(matter, records), dated=acted_on(matter), verify=verify_text(matter, RECHECK_ID),
        blocks=(
            *filled(matter, ("当事人", "party_name"), ("地点", "place")), *boxes(matter, ("改正内容", "correction_content"), ("改正期限", "correction_due")),
            *filled(matter, ("延期理由", "extension_reason")), Box("复查结果", shown(matter, "recheck_result")), *boxes(matter, ("复查情况", "recheck_text"), ("复查人员", "officers_shown")),
            *(() if corrected else (Notice("逾期没有改正的，本机关将依法处理。当事人可以陈述改正情况和理由。"),)),
            Signatures((("当事人", ""), ("复查人员", ""), ("复查人员", ""))),
        ),
    )  # fmt: skip


def _checked(s: Situation) -> dict[str, Value]:
    return {"officers_shown": officers_shown(s)}


def _failing(s: Situation) -> dict[str, Value]:
    """The words in which the order that was not followed is registered as a clue, or handed over."""
    return {"failure_text": f"责令{s.get('correction_content')}，期限至{printed(s.get('correction_due'))}，复查未改正"}


RECHECK_OPINION = Instrument(id=RECHECK_ID, label="整改复查意见书", compose=recheck_opinion, basis=(PEN(28),))

RECTIFICATION = procedure(
    name="common.rectification",
    label="责令改正",
    basis=(PEN(28),),
    readers=FILE_KEEPERS,
    title=lambda facts: f"整改：{facts.get('correction_content', '')}",
    states=(
        State("ordered", "整改中"), State("corrected", "待复查"), State("failed", "未整改，待处置"), State("closed", "已整改", closed=True),
        State("clue_filed", "未整改，已转线索", closed=True), State("referred", "未整改，已移送", closed=True),
        State("left_to_case", "未整改，由原案处理", closed=True),
    ),
    fields=(
        CORRECTION_CONTENT, CORRECTION_DUE, c.PARTY_NAME, c.PARTY_CLASS, c.ITEM, c.PLACE,
        Field(name="name_of_organ", label="名义机关", kind=Kind.ORG), Field(name="officers_shown", label="复查人员及证号"),
        Field(name="recheck_result", label="复查结果", kind=Kind.CHOICE, choices=("已改正", "未改正"), example="已改正"),
        Field(name="recheck_text", label="复查情况", kind=Kind.NOTE, example="焚烧物已清理，现场无残留"),
        Field(name="extension_reason", label="延期理由", kind=Kind.NOTE, example="材料采购需要时间"),
        Field(name="failure_text", label="未改正的情况", kind=Kind.NOTE),
        Field(name="referred_to", label="移送单位", kind=Kind.ORG, example="重庆市涪陵区城市管理局"),
        Field(name="referral_reason", label="移送理由", kind=Kind.NOTE, example="不属于本镇权限"),
        Field(name="left_reason", label="由原案处理的意见", kind=Kind.NOTE, example="作为裁量情节，在原案中从重考虑"),
    ),
    steps=(
        Step(id="order", label="责令改正", source=(START,), to="ordered", roles=("officer", "safety_officer", "enforcement_head"), basis=(PEN(28),),
             fields=("correction_content", "correction_due"), optional=_WHO, gates=(correction_dated,),
             starts=(Starts(limit="rect.recheck", since="correction_due"),)),
        Step(id="correct_done", label="当事人报告改正", source=("ordered",), to="corrected", roles=("party", "officer", "safety_officer"), basis=(PEN(28),)),
        Step(id="prolong", label="延长改正期限", source=("ordered",), to=None, roles=("enforcement_head", "leader"), basis=(PEN(28),),
             fields=("extension_reason", "correction_due"), starts=(Starts(limit="rect.recheck", since="correction_due"),)),
        Step(id="recheck", label="复查", source=("ordered", "corrected"), to=Branch("recheck_result", {"已改正": "closed", "未改正": "failed"}),
             roles=("officer", "safety_officer"), basis=(PEN(28),), fields=("recheck_result", "recheck_text"), derives=_checked,
             derived=("officers_shown",), issues=RECHECK_OPINION, ends=("rect.recheck",),
             consequence="没有改正的，接着转违法线索、移送或者由原案处理，不会就此结束。"),
        Step(id="to_clue", label="转违法线索", source=("failed",), to="clue_filed", roles=("officer", "safety_officer"), basis=(PEN(28), PEN(54)),
             derives=_failing, derived=("failure_text",),
             opens=(Opens(procedure="penalty.clue", step="register", values={"source": "责令改正未落实"},
                          carry={"clue_text": "failure_text", **{n: n for n in ("party_name", "party_class", "item", "place")}}),)),
        Step(id="refer", label="移送", source=("failed",), to="referred", roles=("enforcement_head", "leader"), basis=(PEN(22), PEN(28)),
             fields=("referred_to", "referral_reason"), derives=_failing, derived=("failure_text",),
             opens=(Opens(procedure="common.referral", step="send",
                          carry={"other_side": "referred_to", "referred_matter": "failure_text", "referral_basis": "referral_reason"}),)),
        Step(id="leave_to_case", label="由原案处理", source=("failed",), to="left_to_case", roles=("officer", "enforcement_head"), basis=(PEN(28),),
             fields=("left_reason",), gates=(made_in_a_case,)),
    ),
)  # fmt: skip
