"""Publication (公示): whether, where and how long an act is shown, after screening for secrecy and persons."""

from __future__ import annotations

from datetime import date

from fadu import law
from fadu.kernel.field import Field, Kind, Sensitivity, Value, chinese_day
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.indicator import Indicator, Measure
from fadu.kernel.matter import Facts
from fadu.kernel.procedure import START, Starts, State, Step, Target
from fadu.kernel.timelimit import due
from fadu.packs.common.fields import SECRECY_RESULT
from fadu.packs.common.gates import secrecy_checked
from fadu.packs.common.laws import CREDIT_RULE, OGI, PEN, THREE
from fadu.packs.common.steps import procedure

PUBLISHERS = ("party_gov_office", "disclosure_clerk")
_PENALTY_OR_PERMIT = "行政处罚、行政许可"


def _is_penalty_or_permit(facts: Facts) -> bool:
    return facts.get("result_kind") == _PENALTY_OR_PERMIT


#: Tiers of the credit platform and the limits of how long each is shown; a tier without a shortest limit has none.
TIERS = {"轻微": "credit.light", "一般": "credit.general", "严重": "credit.serious"}
_SHORTEST = {"一般": "credit.general.min", "严重": "credit.serious.min"}
CREDIT = "信用平台"
UNTIL, WITHDRAW = "pub.until", "pen.withdraw_publication"


#: The first day of the rule that grades what the credit platform shows.
GRADED_SINCE = law.load().statutes[CREDIT_RULE().law][0].since or date.min


@gate("credit_tier", "信用公示分级", on_form=True, basis=(CREDIT_RULE(),), since=GRADED_SINCE, refusal="{why}", remedy="{way}")
def credit_tier(s: Situation) -> Answer:
    """On the credit platform every act has a tier, and is shown no longer than the tier allows."""
    if s.get("channel") != CREDIT:
        return True
    tier = s.get("credit_tier")
    if not tier:
        return missing(why="信用平台公示没有注明失信等级", way="选择轻微、一般或者严重；简易程序处罚和警告、通报批评属于轻微")
    if tier == "轻微" and not s.get("light_ground"):
        return missing(why="轻微失信信息原则上不公示", way="办理不予公示；确需公示的写明依据")
    until, bounds = s.get("publish_until"), _bounds(s, str(tier))
    if isinstance(until, date) and not bounds[0] <= until <= bounds[1]:
        return missing(
            why=f"公示截止日{chinese_day(until)}不在“{tier}”等级的{chinese_day(bounds[0])}至{chinese_day(bounds[1])}之间",
            way="按等级填写；不填的按最长期计算",
        )
    return True


def _bounds(s: Situation, tier: str) -> tuple[date, date]:
    """The first and the last day on which showing may end, counted from the decision."""
    decided = s.get("result_on", s.on)
    assert isinstance(decided, date)
    shortest = _SHORTEST.get(tier)
    return (_end(s, shortest, decided) if shortest else decided), _end(s, TIERS[tier], decided)


def _end(s: Situation, limit: str, decided: date) -> date:
    return due(s.rules.limit(limit, s.on, s.matter.org), decided, s.rules.calendar).nominal_on


def _shown_until(s: Situation) -> dict[str, Value]:
    """The last day on the credit platform where nobody typed one: the longest of the tier."""
    tier = s.get("credit_tier")
    if s.given.get("publish_until") is not None or s.get("channel") != CREDIT or tier not in TIERS or s.on < GRADED_SINCE:
        return {}
    return {"publish_until": _bounds(s, str(tier))[1]}


PUBLICATION = procedure(
    name="common.publication",
    label="公示",
    basis=(PEN(48), OGI(20), THREE()),
    title=lambda facts: f"公示：{facts.get('published_title', '')}",
    states=(
        State("screened", "待筛查"), State("cleared", "待公示"), State("not_published", "不公示", closed=True),
        State("published", "公示中", standing=True), State("to_withdraw", "应撤回"), State("taken_down", "已下架", closed=True), State("withdrawn", "已撤回", closed=True),
    ),
    fields=(
        Field(name="published_title", label="公示标题", sensitivity=Sensitivity.PUBLIC, example="行政处罚结果信息"),
        Field(name="result_kind", label="结果类别", kind=Kind.CHOICE, choices=(_PENALTY_OR_PERMIT, "其他执法结果"), example=_PENALTY_OR_PERMIT),
        Field(name="channel", label="渠道", kind=Kind.CHOICE, choices=("政府网站", "执法平台", "信用平台"), example="政府网站",
              sensitivity=Sensitivity.PUBLIC),
        Field(name="publish_until", label="公示截止日", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC),
        Field(name="credit_tier", label="失信等级", kind=Kind.CHOICE, choices=tuple(TIERS), help="只在信用平台公示时填写"),
        Field(name="light_ground", label="轻微失信仍公示的依据", example="法律、行政法规规定应当公示"),
        Field(name="publication_ground", label="公开依据", kind=Kind.CHOICE, example="具有一定社会影响",
              choices=("具有一定社会影响", "渠道规则要求")),
        Field(name="not_public_reason", label="不公示理由", kind=Kind.CHOICE, example="不具有一定社会影响",
              choices=("不具有一定社会影响", "涉及国家秘密", "涉及商业秘密或个人隐私", "当事人为未成年人", "信用规则原则上不公示")),
        Field(name="withdraw_reason", label="撤回说明", kind=Kind.NOTE, sensitivity=Sensitivity.PUBLIC, example="原处罚决定已被依法变更"),
        Field(name="result_on", label="决定日期", kind=Kind.DATE, sensitivity=Sensitivity.PUBLIC, help="公示期限自决定之日起算；不填按转入之日"),
        SECRECY_RESULT,
    ),
    steps=(
        Step(id="screen", label="转入公示筛查", source=(START,), to="screened", roles=("clerk", "officer", "leader", "town_head"),
             basis=(PEN(48),), fields=("published_title", "result_kind"), optional=("result_on",),
             starts=(Starts(limit="pub.penalty_permit", since="result_on", when=_is_penalty_or_permit),
                     Starts(limit="pub.other", since="result_on", when=lambda f: not _is_penalty_or_permit(f)))),
        Step(id="clear", label="保密与隐私审查", source=("screened",), to="cleared", roles=("secrecy_reviewer",), basis=(OGI(17),),
             fields=("secrecy_result",)),
        Step(id="not_publish", label="不予公示", source=("screened", "cleared"), to="not_published", roles=PUBLISHERS,
             basis=(PEN(48), OGI(20)), fields=("not_public_reason",), ends=("pub.penalty_permit", "pub.other")),
        Step(id="publish", label="公示", source=("cleared",), to="published", roles=PUBLISHERS, basis=(PEN(48), THREE()),
             fields=("channel", "publication_ground"), optional=("credit_tier", "light_ground", "publish_until"),
             gates=(secrecy_checked, credit_tier), derives=_shown_until, derived=("publish_until",),
             ends=("pub.penalty_permit", "pub.other"), publishes=Target.PARENT,
             starts=(Starts(limit=UNTIL, since="publish_until", when=lambda f: f.get("publish_until") is not None),),
             consequence="公众将看到脱敏后的内容；个人信息由系统按字段自动遮蔽。"),
        Step(id="take_down", label="期满下架", source=("published", "to_withdraw"), to="taken_down", roles=("clock",), basis=(THREE(),),
             on_lapse=UNTIL, ends=(UNTIL, WITHDRAW), withdraws=Target.PARENT),
        Step(id="withdraw", label="撤回并说明理由", source=("published", "to_withdraw"), to="withdrawn", roles=PUBLISHERS, basis=(PEN(48),),
             fields=("withdraw_reason",), ends=(UNTIL, WITHDRAW), withdraws=Target.PARENT),
        Step(id="owe_withdrawal", label="应撤回", source=("published",), to="to_withdraw", roles=("clock",), basis=(PEN(48),),
             heeds=("annul", "change"),
             starts=(Starts(limit=WITHDRAW),)),
    ),
)  # fmt: skip

PUBLISHED_ON_TIME = (
    Indicator(
        code="common.published", label="已公示的执法结果", unit="件", measure=Measure.MATTERS,
        procedures=("common.publication",), steps=("publish",),
        rule="当年公示的行政处罚、行政许可和其他执法结果，按公示日计", source="国办发〔2018〕118号",
    ),
)  # fmt: skip
