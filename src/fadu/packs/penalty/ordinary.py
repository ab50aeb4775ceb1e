"""The ordinary procedure (普通程序): filed, investigated, proposed, told, heard, reviewed, discussed, decided, served.

Nothing in it can be skipped that protects the party; what the law lets run beside it (service, hearing, review,
evidence hold, payment, publication) are matters of their own that move this one when they end.
"""

from __future__ import annotations

from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Facts
from fadu.kernel.procedure import (
    START,
    Branch,
    Derivation,
    Effect,
    Enters,
    Follows,
    NeededWhen,
    Opens,
    PublicView,
    Starts,
    State,
    Step,
)
from fadu.packs.common.archive import archiving
from fadu.packs.common.fields import about_a_body
from fadu.packs.common.gates import (
    facts_proved,
    identity_shown,
    in_territory,
    item_in_force,
    legal_review_passed,
    no_crime_suspected,
    not_recused,
    remedy_told,
    told_and_heard,
    two_certified_officers,
)  # fmt: skip
from fadu.packs.common.items import coercion_not_entrusted, handed_back_respected, seizure_granted
from fadu.packs.common.laws import COMP, CQHEAR, CRIM, PEN, TOWN_RULE
from fadu.packs.common.rectification import correction_dated
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.steps import procedure
from fadu.packs.penalty import case_facts as derive
from fadu.packs.penalty.case_file import DECISION_TITLE, KEEPING, NOTICE_TITLE, ORDINARY_FILE
from fadu.packs.penalty.changes import later_steps, serving
from fadu.packs.penalty.facts import CASE_FACTS, acting, case_facts, series
from fadu.packs.penalty.fields import EDUCATED_GROUNDS, FINE, asked_by
from fadu.packs.penalty.gates import (
    confiscation_named,
    fine_has_amount,
    first_time_checked,
    looked_up,
    one_fine_only,
    party_capacity,
    within_tier,
    within_time_bar,
)
from fadu.packs.penalty.gates_decision import (
    case_finished,
    correction_ordered,
    decided_collectively,
    goods_confiscated,
    hearing_offered,
    hearing_request_in_time,
    hearing_right_respected,
    item_kept,
    law_version_compared,
    minutes_kept,
    not_heavier_for_defence,
    once_told,
    when_punishing,
)  # fmt: skip
from fadu.packs.penalty.ordinary_fields import FIELDS
from fadu.packs.penalty.papers_case import (
    CORRECTION_ORDER,
    FILING,
    FILING_FORM,
    FINAL_REPORT,
    INQUIRY_RECORD,
    PRIOR_NOTICE,
    SAMPLING_SLIP,
    SCENE_RECORD,
    TIER_NOTE,
)
from fadu.packs.penalty.papers_decision import (
    CHANGE,
    CLOSING_REPORT,
    DECISION,
    DECISION_PAPER,
    DISCUSSION_RECORD,
    TRANSFER_LETTER,
)
from fadu.packs.penalty.papers_filing import (
    DEFENCE_RECORD,
    DROPPING_PAPER,
    RECUSAL_PAPER,
    REFUSED_FORM,
    RESUMPTION_FORM,
    SUSPENSION_FORM,
)
from fadu.packs.penalty.papers_side import DECISION_APPROVAL, GOODS_RECORD, HELP_LETTER

DECIDING = {
    "农业": "pen.decide.agriculture",
    "住建城管": "pen.decide.urban",
    "市场监管": "pen.decide.market",
    "安全生产": "pen.decide.safety",
}
GENERAL = "pen.decide"
DECIDING_LIMITS = (GENERAL, *DECIDING.values())
_SERVED = ("served",)


def _profile(limit: str) -> Starts:
    """The period of the department's own rule where the item follows one, ninety days otherwise (PEN 60)."""
    return Starts(limit=limit, when=lambda f: DECIDING.get(str(f.get("day_profile")), GENERAL) == limit)


def _punished(facts: Facts) -> bool:
    return facts.get("decision") == "处罚"


def _spared(facts: Facts) -> bool:
    return not _punished(facts)


def _notice_pending(facts: Facts) -> bool:
    return facts.get("paper_title") == NOTICE_TITLE


def _decision_served(facts: Facts) -> bool:
    return facts.get("paper_title") == DECISION_TITLE


def _day_served(title: str) -> Derivation:
    """The fact that holds the day on which the last paper of this title reached the party: as recorded, or the day of service."""
    name = "served_on" if title == DECISION_TITLE else "told_served_on"

    def served(s: Situation) -> dict[str, Value]:
        papers = [c for c in s.children("common.service") if c.get("paper_title") == title]
        day = papers[-1].get("served_on") if papers else None
        return {name: day if isinstance(day, date) else s.on}

    return served


_DECIDERS = ("leader", "town_head")
_OPEN_CASE = ("filed", "investigated", "drafted", "told", "hearing", "heard", "reviewing", "reviewed", "submitted", "collective")
#: From where a case is laid before the head; who was told may still answer after that.
_BEFORE_SUBMISSION = ("investigated", "drafted", "told", "heard", "reviewed")
_TOLD = ("told", "submitted")
_CASE = ("item", "party_name", "party_class", "place", "suspected_facts", "in_town", "source")
_CASE_MORE = (
    "party_id",
    "party_age",
    "party_mind",
    "party_address",
    "party_phone",
    "village",
    "occurred_on",
    "act_ended_on",
    "discovered_on",
    "harmful",
)
_FINED = NeededWhen("amount_fen", "kinds", (FINE,))
_SPARED_GROUND = (
    NeededWhen("no_penalty_ground", "decision", ("不予处罚",)),
    NeededWhen("education", "no_penalty_ground", EDUCATED_GROUNDS),
)
_NAMES = {n: n for n in ("party_name", "party_class", "item_name", "capacity", "name_of_organ", "series", "officers_shown")}
_PAYMENT = Opens(
    procedure="penalty.payment", step="owe",
    carry={n: n for n in ("party_name", "party_class", "item_name", "capacity", "name_of_organ", "series", "day_profile", "amount_fen",
                          "served_on", "payment_text", "surcharge_stated")},
    values={"on_the_spot": False}, when=lambda f: f.get("fine_due") is True,
)  # fmt: skip
_HISTORY = Enters(
    register="parties_history", key="", when=_punished,
    columns={"name": "party_name", "id": "party_id", "act": "item", "day": "occurred_on", "source": "name_of_organ",
             "kind": "heaviest_kind"},
)  # fmt: skip

STEPS = (
    Step(id="submit_case", label="报请立案", source=(START,), to="proposed", roles=("officer",), basis=(PEN(54),), fields=_CASE,
         optional=_CASE_MORE,
         derives=case_facts, derived=CASE_FACTS),
    Step(id="file_case", label="立案", source=(START, "proposed"), to="filed", roles=("leader",), basis=(PEN(54),), fields=_CASE,
         optional=_CASE_MORE,
         gates=(item_in_force, handed_back_respected, in_territory, within_time_bar),
         derives=lambda s: {**case_facts(s), "series": series(s)},
         derived=(*CASE_FACTS, "series"), issues=FILING_FORM, starts=tuple(_profile(limit) for limit in DECIDING_LIMITS),
         consequence="自立案之日起计算办案期限。"),
    Step(id="refuse_case", label="不予立案", source=("proposed",), to="not_filed", roles=("leader",), basis=(PEN(54),),
         fields=("refusal_reason",), issues=REFUSED_FORM),
    Step(id="decide_recusal", label="决定回避", source=_OPEN_CASE, to=None, roles=("leader", "town_head"), basis=(PEN(43),),
         fields=("recusal_asked_by", "recusal_reason", "recusal"), optional=("recused",), issues=RECUSAL_PAPER,
         consequence="决定回避的人员不再参加本案；决定作出之前不停止调查。"),
    Step(id="inquire", label="询问", source=("filed",), to=None, roles=("officer",), basis=(PEN(55),),
         fields=("identity_shown", "inquired", "inquiry_place", "inquiry_text", "record_signature"),
         optional=("record_time", "recused", "evidence"), gathers=("evidence",), gates=(two_certified_officers, identity_shown, not_recused),
         anew=("inquired", "inquiry_text", "record_signature", "record_time"), derives=acting, derived=("officers_shown", "name_of_organ"),
         issues=INQUIRY_RECORD, told="我们是行政执法人员，这是执法证件。您应当如实回答，有权申请回避、陈述申辩。"),
    Step(id="examine", label="勘验检查", source=("filed",), to=None, roles=("officer",), basis=(PEN(46), PEN(55)),
         fields=("identity_shown", "scene_place", "scene_text", "record_signature", "evidence"),
         optional=("record_time", "recused", "witness"), gathers=("evidence",), gates=(two_certified_officers, identity_shown, not_recused),
         anew=("scene_text", "record_signature", "record_time", "witness"), derives=acting, derived=("officers_shown", "name_of_organ"), issues=SCENE_RECORD),
    Step(id="sample", label="抽样取证", source=("filed",), to=None, roles=("officer",), basis=(PEN(56),),
         fields=("identity_shown", "sample_name", "sample_quantity", "sample_seal"),
         optional=("recused", "evidence"), gathers=("evidence",), gates=(two_certified_officers, identity_shown, not_recused),
         derives=acting, derived=("officers_shown", "name_of_organ"), issues=SAMPLING_SLIP),
    Step(id="ask_help", label="请求协助", source=("filed",), to=None, roles=("officer", "enforcement_head"), basis=(PEN(26),),
         fields=("help_from", "help_asked"), issues=HELP_LETTER,
         opens=(Opens(procedure="common.referral", step="send",
                      carry={"other_side": "help_from", "referred_matter": "item_name", "referral_basis": "help_asked"}),),
         consequence="协助函取号；对方的回执和答复在转办事项里登记。"),
    Step(id="order_correction", label="责令改正", source=("filed", "investigated", "drafted"), to=None, roles=("officer",), basis=(PEN(28, 1),),
         fields=("correction_content", "correction_due"),
         gates=(correction_dated,), issues=CORRECTION_ORDER,
         opens=(Opens(procedure="common.rectification", step="order",
                      carry={n: n for n in ("correction_content", "correction_due", "party_name", "party_class", "item", "place", "name_of_organ")}),)),
    Step(id="hold_evidence", label="报请先行登记保存", source=("filed",), to=None, roles=("officer",), basis=(PEN(56),),
         fields=("held_items", "hold_reason", "kept_at"),
         opens=(Opens(procedure="penalty.evidence_hold", step="request",
                      carry={n: n for n in ("party_name", "party_class", "item", "item_name", "capacity", "name_of_organ", "series", "held_items",
                                            "hold_reason", "kept_at")}),),
         consequence="分管领导或者镇长批准后，由两名执法人员实施。情况紧急的，电话报批，负责人在手机上批准。"),
    Step(id="seize", label="转查封扣押", source=("filed",), to=None, roles=("officer",), basis=(COMP(17), COMP(18)), fields=("seize_reason",),
         gates=(coercion_not_entrusted, seizure_granted), consequence="查封、扣押另按行政强制程序报批、实施。"),
    Step(id="finish", label="调查终结", source=("filed",), to="investigated", roles=("officer",), basis=(PEN(40), PEN(57)),
         fields=("facts_stated", "occurred_on", "party_address", "crime_suspected", "suggestion"),
         optional=("party_id", "correction_content", "party_age", "party_mind", "not_same_act", "tier"),
         gates=(two_certified_officers, facts_proved, party_capacity, one_fine_only, no_crime_suspected, correction_ordered),
         derives=acting, derived=("officers_shown", "name_of_organ"), issues=FINAL_REPORT),
    Step(id="supplement", label="补充调查", source=("investigated", "drafted", "told", "heard", "reviewing", "submitted", "collective"), to="filed",
         roles=("office_head", "enforcement_head", "leader", "town_head"), basis=(PEN(54), PEN(58)),
         fields=("refusal_reason",), consequence="补充调查后须重新终结、拟处罚并告知。"),
    Step(id="propose", label="拟处罚", source=("investigated",), to="drafted", roles=("office_head", "enforcement_head"),
         basis=(PEN(34), PEN(37)),
         fields=("kinds", "tier", "tier_reason", "law_changed", "complex"),
         optional=("amount_fen", "confiscated_fen", "confiscated_goods", "law_comparison", "review_grounds", "correction_content"), needed=(_FINED,),
         gates=(fine_has_amount, confiscation_named, within_tier, party_capacity, law_version_compared), derives=derive.proposed,
         derived=("heaviest_kind", "hearing_needed", "series", "review_needed", "heard"), issues=TIER_NOTE),
    Step(id="tell", label="告知", source=("drafted",), to="told", roles=("officer",), basis=(PEN(44), PEN(63), PEN(64)), derives=derive.told,
         derived=("told", "hearing_told", "defence", "defence_review", "hearing_waived", "told_fen", "stated_text", "defence_days",
                  "hearing_days", "series", "officers_shown", "name_of_organ"),
         issues=PRIOR_NOTICE, opens=(serving(NOTICE_TITLE),),
         consequence="达到听证标准的，告知书同时告知听证权利。"),
    Step(id="notice_served", label="告知书已送达", source=_TOLD, to=None, roles=("clock",), basis=(PEN(44), PEN(64)),
         derives=_day_served(NOTICE_TITLE),
         derived=("told_served_on",), follows=(Follows(procedure="common.service", states=_SERVED, when=_notice_pending),),
         starts=(Starts(limit="pen.defence", since="told_served_on"),
                 Starts(limit="pen.hearing_request", since="told_served_on", when=lambda f: f.get("hearing_told") is True))),
    Step(id="defend", label="陈述申辩", source=(*_TOLD, "hearing", "heard"), to=None, roles=("party", "officer"), basis=(PEN(45),),
         fields=("defence", "defence_review"), optional=("revised_fen",),
         gates=(not_heavier_for_defence,), derives=derive.revised, derived=("amount_fen",), ends=("pen.defence",), issues=DEFENCE_RECORD),
    Step(id="waive", label="放弃陈述申辩", source=_TOLD, to=None, roles=("party", "officer"), basis=(PEN(45),), derives=derive.waived,
         derived=("defence",), ends=("pen.defence",)),
    Step(id="request_hearing", label="要求听证", source=_TOLD, to="hearing", roles=("party", "officer"),
         basis=(PEN(63), PEN(64, 0, 1), CQHEAR()), optional=("hearing_requested_on",),
         gates=(hearing_offered, hearing_request_in_time), ends=("pen.hearing_request",),
         opens=(Opens(procedure="penalty.hearing", step="request", carry={**_NAMES, "requested_on": "hearing_requested_on"}),)),
    Step(id="hearing_waived", label="放弃听证", source=_TOLD, to=None, roles=("party", "officer"), basis=(PEN(64),),
         derives=derive.hearing_given_up, derived=("hearing_waived",),
         ends=("pen.hearing_request",)),
    Step(id="hearing_held", label="听证结束", source=("hearing",), to="heard", roles=("clock",), basis=(PEN(65),),
         follows=(Follows(procedure="penalty.hearing", states=("reported",)),),
         derives=derive.hearing_held, derived=("heard", "review_needed", "review_grounds", "defence", "defence_review")),
    Step(id="hearing_ended", label="听证终止", source=("hearing",), to="told", roles=("clock",), basis=(PEN(64, 0, 6),),
         follows=(Follows(procedure="penalty.hearing", states=("terminated", "waived")),), derives=derive.hearing_given_up,
         derived=("hearing_waived",)),
    Step(id="retell", label="重新告知", source=("told", "heard", "reviewing", "reviewed", "submitted", "collective"), to="drafted",
         roles=("office_head", "enforcement_head"), basis=(PEN(44), PEN(45)),
         fields=("retell_reason",), optional=("kinds", "tier", "amount_fen", "confiscated_fen", "confiscated_goods", "law_comparison", "review_grounds"),
         needed=(_FINED,), gates=(fine_has_amount, confiscation_named, within_tier), derives=derive.proposed,
         derived=("heaviest_kind", "hearing_needed", "series", "review_needed", "heard")),
    Step(id="review", label="提交法制审核", source=("told", "heard", "submitted"), to="reviewing", roles=("officer", "office_head", "enforcement_head"),
         basis=(PEN(58),),
         opens=(Opens(procedure="common.legal_review", step="submit",
                      carry={"decision_title": "item_name", "party_name": "party_name", "name_of_organ": "name_of_organ"}),)),
    Step(id="review_agreed", label="审核通过", source=("reviewing",), to="reviewed", roles=("clock",), basis=(PEN(58),),
         optional=("review_opinion",),
         follows=(Follows(procedure="common.legal_review", states=("agreed",), carry={"review_opinion": "review_opinion"}),)),
    Step(id="review_problems", label="审核发现问题", source=("reviewing",), to=None, roles=("clock",), basis=(PEN(58),),
         optional=("review_opinion",),
         follows=(Follows(procedure="common.legal_review", states=("problems",), carry={"review_opinion": "review_opinion"}),)),
    Step(id="seek_decision", label="报请决定", source=(*_BEFORE_SUBMISSION, "collective"), to="submitted", roles=("officer", "office_head", "enforcement_head"), basis=(PEN(57),),
         optional=("handling_opinion",), issues=DECISION_APPROVAL, consequence="生成《行政处罚决定审批表》，由负责人审查后决定；已经记录的内容不再填写。"),
    Step(id="decide", label="作出决定", source=(*_BEFORE_SUBMISSION, "submitted", "collective"), to=Branch("decision", {"处罚": "decided", "不予处罚": "not_punished"}),
         roles=_DECIDERS, basis=(PEN(57), PEN(59), PEN(60)),
         fields=("decision",), optional=("amount_fen", "no_penalty_ground", "education", "surcharge_stated"), needed=_SPARED_GROUND,
         gates=(when_punishing(item_kept), when_punishing(told_and_heard), when_punishing(hearing_offered),
                when_punishing(hearing_right_respected), when_punishing(not_heavier_for_defence),
                when_punishing(legal_review_passed), when_punishing(decided_collectively), when_punishing(once_told(within_tier)),
                when_punishing(party_capacity), first_time_checked, no_crime_suspected, remedy_told),
         derives=lambda s: {**derive.decided(s), **looked_up(s)},
         derived=("queried_on", "query_scope", "officers_shown", "name_of_organ", "remedy_text", "payment_text", "series", "decided_on", "heaviest_kind", "total_fen", "fine_due",
                  "surcharge_stated", "stated_text"),
         issues=DECISION_PAPER, ends=DECIDING_LIMITS, enters=(_HISTORY,),
         opens=(serving(DECISION_TITLE, _punished), serving("不予行政处罚决定书", _spared)),
         consequence="决定书取号、盖章，须按期送达；办案期限至此结束。"),
    Step(id="discuss", label="集体讨论", source=("told", "heard", "reviewed", "submitted"), to="collective", roles=("town_head",), basis=(PEN(57, 2),),
         fields=("discussed_by", "discussion_text", "minutes"),
         gates=(minutes_kept,), issues=DISCUSSION_RECORD),
    Step(id="transfer", label="移送", source=_OPEN_CASE, to="transferred", roles=_DECIDERS, basis=(PEN(22), PEN(27), CRIM(3)),
         fields=("transfer_to", "transfer_reason"),
         issues=TRANSFER_LETTER, ends=DECIDING_LIMITS,
         opens=(Opens(procedure="common.referral", step="send",
                      carry={"other_side": "transfer_to", "referred_matter": "item_name", "referral_basis": "transfer_reason"}),)),
    Step(id="drop", label="撤销立案", source=_OPEN_CASE, to="dropped", roles=("leader",), basis=(PEN(54), PEN(57)), fields=("drop_reason",),
         issues=DROPPING_PAPER, ends=DECIDING_LIMITS, opens=(serving("撤销立案决定书"),)),
    Step(id="suspend", label="中止调查", source=_OPEN_CASE, to=None, roles=("leader",), basis=(PEN(54), TOWN_RULE()),
         fields=("pause_cause", "common_reason"), effect=Effect.SUSPEND, issues=SUSPENSION_FORM, consequence="只停止注明该事由可以中止的期限。"),
    Step(id="resume", label="恢复调查", source=_OPEN_CASE, to=None, roles=("leader",), basis=(PEN(54), TOWN_RULE()),
         fields=("common_reason",), effect=Effect.RESUME, issues=RESUMPTION_FORM),
    Step(id="serve", label="已送达", source=("decided",), to="served", roles=("clock",), basis=(PEN(61),),
         derives=_day_served(DECISION_TITLE), derived=("served_on",),
         follows=(Follows(procedure="common.service", states=_SERVED, when=_decision_served),), opens=(_PAYMENT,)),
    Step(id="enforce", label="转执行", source=("served",), to="performing", roles=("clock",), basis=(PEN(72),),
         follows=(Follows(procedure="penalty.payment", states=("overdue", "deferred")),)),
    Step(id="paid", label="已缴清", source=("served", "performing"), to=None, roles=("clock",), basis=(PEN(67),), optional=("paid_on", "collected_fen"),
         follows=(Follows(procedure="penalty.payment", states=("paid", "executed"), carry={"paid_on": "paid_on", "collected_fen": "collected_fen"}),)),
    Step(id="close", label="结案", source=("served", "performing"), to="closed", roles=("enforcement_head", "leader"), basis=(PEN(47),),
         fields=("closing_note",),
         gates=(case_finished,), issues=CLOSING_REPORT),
    Step(id="dispose_goods", label="处理罚没物品", source=("served", "performing"), to=None, roles=("enforcement_head", "cashier"), basis=(PEN(74),),
         fields=("goods_disposed",), optional=("approved_by", "goods_note"), gates=(goods_confiscated,), issues=GOODS_RECORD),
    Step(id="reopen", label="重启", source=("closed",), to="performing", roles=("leader", "town_head"), basis=(PEN(75),), fields=("reopen_reason",),
         consequence="案卷重新打开，办完后另行结案；原结案记录保留。"),
    *later_steps(("served", "performing", "closed")),
    *archiving(("closed", "not_punished", "dropped", "transferred"), KEEPING),
)  # fmt: skip

ORDINARY = procedure(
    name="penalty.ordinary",
    label="普通程序行政处罚",
    basis=(PEN(54), PEN(57), PEN(60)),
    title=lambda facts: f"{facts.get('party_name', '')}：{facts.get('item_name', facts.get('item', ''))}",
    handlers=("officer",),
    case_number=FILING,
    case_file=ORDINARY_FILE,
    public=PublicView(
        label="行政处罚",
        fields=("name_of_organ", "item_name", "legal_basis", "heaviest_kind", "total_fen", "decided_on", "change_reason"),
        masked=("party_name",),
        in_full=about_a_body,
        numbered=(DECISION, CHANGE),
        rule="《政府信息公开条例》第二十条第（六）项，个人姓名遮蔽",
    ),
    readers=(*FILE_KEEPERS, "leader", "town_head", "enforcement_reviewer", "statistician", "supervision_liaison", "justice_office",
             "cashier"),
    states=(
        State("proposed", "待立案审批"), State("filed", "调查中"), State("investigated", "调查终结"), State("drafted", "拟处罚"), State("told", "已告知"),
        State("hearing", "听证中"), State("heard", "已听证"), State("reviewing", "法制审核中"), State("reviewed", "已审核"), State("submitted", "已报请，待决定"), State("collective", "已集体讨论"),
        State("decided", "已决定，待送达"), State("served", "已送达"), State("performing", "执行中"), State("closed", "已结案", closed=True),
        State("not_filed", "不予立案", closed=True), State("not_punished", "不予处罚", closed=True), State("dropped", "已撤销立案", closed=True),
        State("transferred", "已移送", closed=True),
    ),
    fields=asked_by(STEPS, *FIELDS),
    steps=STEPS,
)  # fmt: skip
