"""What is counted of disputes. Accepted and settled are two figures; a rate never exceeds its base."""

from __future__ import annotations

from typing import Any

from fadu.kernel.indicator import Indicator, Measure, Split, Where
from fadu.packs.disputes.fields import KINDS, SOURCES

_DISPUTE = ("disputes.dispute",)
#: The sources that a linkage brings; what was found or applied for here came over none.
_LINKED = ("警", "访", "诉")
_OUTCOMES = ("settled", "failed", "refused", "withdrawn", "referred")
#: Whatever is concluded was taken up: a refusal at the door counts on both sides of the balance.
_TAKEN_UP = ("accepted", "settled", "refused", "withdrawn")
#: An answer that was taken back is none until it is given again.
_STANDS = Where("taken_back", (True,), negate=True)
_RULE = "本系统计数规则；人民调解统计口径"


def _each(values: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((v, (v,)) for v in values)


def _disputes(name: str, label: str, rule: str, **more: Any) -> Indicator:
    return Indicator(
        code=f"disputes.{name}", label=label, unit="件", rule=rule, source=_RULE, procedures=_DISPUTE, accepted_units=("件", "起"), **more
    )


INDICATORS = (
    Indicator(code="disputes.rounds", label="镇级排查", unit="次", procedures=("disputes.round",), states=("opened",), where=(Where("level", ("镇",)),),
              rule="当年布置的镇级排查轮次，还没有汇总的也计；村、社自行排查另计；没有发现也计一次",
              caution="只计镇级排查的轮次，村（社区）的回报和自行排查另计", source=_RULE),
    Indicator(code="disputes.own_rounds", label="村社自行排查", unit="次", procedures=("disputes.round",), states=("closed",), where=(Where("level", ("村", "社")),),
              rule="当年登记的村级、社级排查", source=_RULE, splits=(Split("level", "层级", "level", _each(("村", "社"))),)),
    Indicator(code="disputes.village_returns", label="村（社区）回报", unit="次", procedures=("disputes.village_return",), states=("returned",), where=(_STANDS,),
              rule="镇级排查中各村（社区）的回报，零报告计入；撤回的不计",
              caution="是各村（社区）在镇级排查中的回报次数，不与镇级排查的轮次相加", source=_RULE),
    Indicator(code="disputes.nil_returns", label="零报告", unit="次", procedures=("disputes.village_return",), steps=("return_nil",), where=(Where("found", (0,)), _STANDS), within="disputes.village_returns",
              rule="回报没有发现纠纷的次数", source=_RULE),
    _disputes("accepted", "受理纠纷", "当年受理的纠纷，含当场调成的、登记后未及受理即拒绝或者撤回的，按最先一日计", states=_TAKEN_UP, splits=(
        Split("source", "来源", "source", _each(SOURCES)), Split("level", "层级", "level", (("村社", ("社", "村")), ("镇", ("镇",)))), Split("kind", "类型", "kind", _each(KINDS)),
    )),
    _disputes("concluded", "办结纠纷", "当年调成、不成、拒绝、撤回、移送的纠纷", states=_OUTCOMES, where=(Where("outcome", ("不受理",), negate=True),), splits=(
        Split("outcome", "结果", "outcome", _each(("调解成功", "调解不成", "一方拒绝", "撤回", "移送"))),)),
    _disputes("settled", "调解成功", "当年达成口头或书面协议的纠纷", states=("settled",), within="disputes.concluded", splits=(Split("form", "形式", "form", _each(("书面", "口头"))),)),
    _disputes("failed", "调解不成", "当年调解不成终止的纠纷", states=("failed",), within="disputes.concluded"),
    _disputes("ended_otherwise", "拒绝、撤回和移送", "当年因一方拒绝、当事人撤回或者移送其他单位而终止的纠纷", states=("refused", "withdrawn", "referred"), within="disputes.concluded"),
    Indicator(code="disputes.success_rate", label="调解成功率", unit="%", measure=Measure.RATE, numerator="disputes.settled", denominator="disputes.concluded",
              rule="调解成功件数与办结件数之比；移送、撤回计入办结",
              caution="以办结为分母，撤回、移送计入分母；有的地方不计入，与外地比较前先核对口径", source="人民调解统计口径（办结为分母）"),
    _disputes("tried", "调解终结纠纷", "当年调成、不成、一方拒绝的纠纷，不含移送和撤回", states=("settled", "failed", "refused"), where=(Where("outcome", ("不受理",), negate=True),), within="disputes.concluded"),
    Indicator(code="disputes.success_rate_of_tried", label="调解成功率（不含移送、撤回）", unit="%", measure=Measure.RATE, numerator="disputes.settled", denominator="disputes.tried",
              rule="调解成功件数与调成、不成、拒绝件数之比；用这个口径时写明口径名称", source="本系统计数规则；部分区县口径，由镇选用"),
    _disputes("pending", "在调纠纷", "年末已受理尚无结果的纠纷", measure=Measure.STOCK, states=("accepted", "mediating")),
    _disputes("carried_in", "上年结转", "上年末已受理尚无结果的纠纷", measure=Measure.STOCK_BEFORE, states=("accepted", "mediating")),
    _disputes("performed", "已履行", "当年履行完毕的纠纷", states=("performed",)),
    _disputes("hard_settled", "疑难纠纷调成", "当年调成的疑难纠纷，含于调解成功", states=("settled",), where=(Where("difficulty", ("疑难",)),), within="disputes.settled",
              splits=(Split("linkage", "联动", "source", (*_each(_LINKED), ("未联动", ("排查", "申请", "其他")))),)),
    Indicator(code="disputes.linkage_in", label="联动移入", unit="件", procedures=("disputes.referral",), states=("accepted",), where=(Where("direction", ("移入",)),),
              rule="当年受理的公安、信访、法院等移入纠纷", source=_RULE,
              splits=(Split("kind", "类别", "linkage", (("警调", ("警调",)), ("访调", ("访调",)), ("诉调", ("诉调委派", "诉调委托")), ("其他", ("法律援助", "区级调委会")))),)),
    _disputes("linkage_settled", "联动调成", "当年调成的公安、信访、法院移入纠纷", states=("settled",), where=(Where("source", _LINKED),), within="disputes.settled",
              splits=(Split("kind", "类别", "source", _each(_LINKED)),)),
    Indicator(code="disputes.confirmations", label="司法确认", unit="件", procedures=("disputes.confirmation",), states=("confirmed",), rule="当年法院裁定确认有效的调解协议", source=_RULE),
    Indicator(code="disputes.mediator_trainings", label="调解员培训", unit="场次", procedures=("disputes.training",), states=("held",), rule="当年举办的调解员培训", source=_RULE),
    Indicator(code="disputes.petitions", label="受理信访事项", unit="件", procedures=("disputes.petition",), states=("accepted",), rule="当年受理的信访事项，按受理日计", source="信访工作条例"),
    Indicator(code="disputes.petitions_replied", label="答复信访事项", unit="件", procedures=("disputes.petition",), states=("replied",), rule="当年出具处理意见的信访事项", source="信访工作条例"),
    Indicator(code="disputes.petitions_replied_on_time", label="按期答复信访事项", unit="件", procedures=("disputes.petition",), states=("replied",), where=(Where("replied_on_time", (True,)),),
              within="disputes.petitions_replied", rule="自受理之日起法定期限内出具处理意见的信访事项", source="信访工作条例第三十四条"),
    Indicator(code="disputes.petitions_on_time", label="信访按期答复率", unit="%", measure=Measure.RATE, numerator="disputes.petitions_replied_on_time", denominator="disputes.petitions_replied",
              rule="按期答复件数与答复件数之比", source="信访工作条例第三十四条"),
    Indicator(code="disputes.amount_involved", label="涉及金额", unit="元", measure=Measure.SUM, procedures=_DISPUTE, states=_TAKEN_UP, sums="amount", rule="当年受理纠纷的涉及金额之和", source=_RULE),
)  # fmt: skip
