"""Fields of penalties, in the words of the Administrative Penalty Law: kinds, tiers, grounds, money, service."""

from __future__ import annotations

from collections.abc import Iterable

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.procedure import Step
from fadu.packs.common import fields as c
from fadu.packs.common.items import ITEM_FACTS


def asked_by(steps: Iterable[Step], *fields: Field) -> tuple[Field, ...]:
    """Those of the fields that one of these steps asks for or derives, in their order."""
    asked = {name for s in steps for name in (*s.fields, *s.optional, *s.derived)}
    return tuple(f for f in fields if f.name in asked)


P, R = Sensitivity.PUBLIC, Sensitivity.PERSONAL

FINE, WARNING = "罚款", "警告"
CONFISCATION = "没收违法所得、没收非法财物"
#: Lightest first: a decision of several kinds counts under its heaviest (统计年报 T1); 其他 never outweighs a named kind.
KINDS = (
    "其他行政处罚", WARNING, "通报批评", FINE, CONFISCATION, "暂扣许可证件", "降低资质等级", "限制开展生产经营活动",
    "责令停产停业", "责令关闭", "限制从业", "吊销许可证件", "行政拘留",
)  # fmt: skip
#: What a township may choose, in the order of the law: detention is for public security organs alone (PEN 9, 18).
OWN_KINDS = (*(kind for kind in KINDS[1:] if kind != "行政拘留"), KINDS[0])
#: Kinds for which a hearing is offered whatever the amount (PEN 63).
HEARD_KINDS = ("降低资质等级", "吊销许可证件", "责令停产停业", "责令关闭", "限制从业")
TIERS = ("不予", "免予", "减轻", "从轻", "轻微", "较轻", "较重", "严重", "从重")
LIGHTER_TIERS = ("不予", "免予", "减轻", "从轻")

SIGNED, NO_PROOF = "已签名", "拒签且无记录"
TOO_YOUNG = "未满十四周岁"
NO_PENALTY_GROUNDS = ("违法轻微并及时改正", "初次违法", "没有主观过错", TOO_YOUNG, "无责任能力", "超过追责期限", "违法事实不成立")
#: Grounds on which nobody is punished but was in the wrong, so that the party is to be educated (PEN 33).
EDUCATED_GROUNDS = tuple(g for g in NO_PENALTY_GROUNDS if g != "违法事实不成立")
FIRST_OFFENCE = "初次违法"
NORMAL_MIND, UNABLE_MIND = "无异常", "不能辨认或者控制自己行为"

WHO = (
    c.PARTY_NAME, c.PARTY_ID, c.PARTY_CLASS, c.PARTY_AGE, c.PARTY_PHONE, c.PARTY_ADDRESS, c.VILLAGE, c.PLACE,
    Field(name="party_mind", label="精神状态", kind=Kind.CHOICE, sensitivity=R, example=NORMAL_MIND,
          choices=(NORMAL_MIND, "有异常，已核实有责任能力", "有异常，未核实", UNABLE_MIND)),
)  # fmt: skip
WHAT = (
    c.ITEM, *ITEM_FACTS,
    Field(name="occurred_on", label="违法行为发生日", kind=Kind.DATE, sensitivity=P, help="不填按办理当日"),
    Field(name="act_ended_on", label="行为终了日", kind=Kind.DATE, help="连续或者继续的违法行为填写"),
    Field(name="discovered_on", label="发现日", kind=Kind.DATE, help="投诉、线索或者立案中最早的一天"),
    Field(name="harmful", label="涉及生命健康、金融安全且有危害后果", kind=Kind.BOOL, example=False),
    Field(name="not_same_act", label="非同一行为的说明", kind=Kind.NOTE, example="昨日处罚的是另一次逆行"),
    Field(name="remedy_text", label="救济途径", kind=Kind.NOTE),
    Field(name="payment_text", label="缴款方式", kind=Kind.NOTE),
    Field(name="series", label="文号代字"),
    Field(name="procedure_kind", label="程序", kind=Kind.CHOICE, choices=("简易", "普通"), sensitivity=P),
    Field(name="heaviest_kind", label="处罚种类", kind=Kind.CHOICE, choices=KINDS, sensitivity=P),
    Field(name="decided_on", label="决定日期", kind=Kind.DATE, sensitivity=P),
    Field(name="total_fen", label="罚没金额", kind=Kind.MONEY, sensitivity=P),
    Field(name="voided", label="已作废", kind=Kind.BOOL),
)  # fmt: skip
TIER = Field(name="tier", label="裁量阶次", kind=Kind.CHOICE, choices=TIERS, sensitivity=P, example="较轻")
AMOUNT = Field(name="amount_fen", label="罚款数额", kind=Kind.MONEY, sensitivity=P, help="按元填写；警告不填")
CORRECTION = Field(name="correction_content", label="责令改正", kind=Kind.NOTE, sensitivity=P, example="立即改正")
TOLD = Field(name="told", label="已告知内容、事实、理由、依据和权利", kind=Kind.BOOL, example=True)
DEFENCE = Field(name="defence", label="陈述申辩", kind=Kind.NOTE, example="无异议", help="没有意见的写“无异议”；放弃的写明放弃")
SIGNATURE = Field(
    name="signature", label="签名", kind=Kind.CHOICE, example=SIGNED,
    choices=(SIGNED, "拒签已在文书注明", "拒签有影像记录", "拒签有见证人", NO_PROOF),
)  # fmt: skip
NO_PENALTY_GROUND = Field(
    name="no_penalty_ground", label="不予处罚的理由", kind=Kind.CHOICE, choices=NO_PENALTY_GROUNDS, sensitivity=P, example=FIRST_OFFENCE
)
EDUCATION = Field(name="education", label="教育内容", kind=Kind.NOTE, example="讲解逆行危险和法律规定，当事人表示不再违反")
COLLECTED = (
    Field(name="collected_fen", label="实缴数额", kind=Kind.MONEY),
    Field(name="collect_ground", label="当场收缴理由", kind=Kind.CHOICE, example="一百元以下",
          choices=("一百元以下", "事后难以执行", "边远、水上、交通不便且当事人提出", "非机动车、行人、乘车人无异议")),
    Field(name="receipt_no", label="专用票据号", example="0012345678"),
    Field(name="paid_on", label="缴款日", kind=Kind.DATE),
    Field(name="channel_paid", label="缴款渠道", kind=Kind.CHOICE, choices=("银行", "电子支付", "执法人员代收"), example="电子支付"),
)  # fmt: skip
REFUND = (
    Field(name="change_reason", label="变更或撤销的理由", kind=Kind.NOTE, sensitivity=P, example="处罚明显不当，自行纠正"),
    Field(name="changed_fen", label="变更后罚款", kind=Kind.MONEY, sensitivity=P),
    Field(name="refund_fen", label="应退款", kind=Kind.MONEY),
    Field(name="refunded_on", label="退款日", kind=Kind.DATE),
    Field(name="paper_error", label="文书笔误", example="当事人姓名“陈谋”"),
    Field(name="paper_correction", label="更正为", example="陈某"),
)  # fmt: skip
