"""Fields that several mechanisms ask in the same words, so that they are declared and masked alike."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.matter import Facts

P, I, R, S = Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.PERSONAL, Sensitivity.SECRET  # noqa: E741

#: Who the act concerns. ``party_class`` decides thresholds; 个体工商户 is its own class (E §11).
BODY = "法人或者其他组织"
PARTY_CLASSES = ("公民", "个体工商户", BODY)

PARTY_NAME = Field(name="party_name", label="当事人", kind=Kind.PERSON, sensitivity=R, example="陈某")
PARTY_ID = Field(name="party_id", label="证件号码", sensitivity=R, example="500102199001010011", help="拒绝提供的可以不填，并在备注中写明")
PARTY_CLASS = Field(name="party_class", label="当事人类别", kind=Kind.CHOICE, choices=PARTY_CLASSES, sensitivity=P, example="公民")


def about_a_body(facts: Facts) -> bool:
    """Whether the party is a body and no person; a sole trader's name may be a person's."""
    return facts.get("party_class") == BODY


PARTY_AGE = Field(name="party_age", label="年龄", kind=Kind.COUNT, sensitivity=R, example=35)
PARTY_PHONE = Field(name="party_phone", label="联系电话", sensitivity=R, example="13800000000")
PARTY_ADDRESS = Field(name="party_address", label="住址", sensitivity=R, example="同乐镇和顺社区")

VILLAGE = Field(name="village", label="村（社区）", kind=Kind.PLACE, sensitivity=P, example="500102128001")
#: From when to when a row of a roster holds; the store knows both of every row.
SINCE = Field(name="row_since", label="自", kind=Kind.DATE, sensitivity=P)
UNTIL = Field(name="row_until", label="至", kind=Kind.DATE, sensitivity=P)
#: What a row is called whose days are over, in a register that goes on listing it (``Register.ended``).
ENDED = Field(name="row_ended", label="现况", sensitivity=P)
PLACE = Field(name="place", label="地点", sensitivity=P, example="和顺社区北街口")
ITEM = Field(name="item", label="执法事项", kind=Kind.ITEM, sensitivity=P, register="items", example="FJDC-NX")
IN_TOWN = Field(name="in_town", label="违法行为发生在本镇", kind=Kind.BOOL, example=True)
IDENTITY_SHOWN = Field(name="identity_shown", label="已出示执法证件", kind=Kind.BOOL, example=True)
RECUSAL = Field(name="recusal", label="回避情况", kind=Kind.CHOICE, example="无须回避",
                choices=("无须回避", "已申请待决定", "已决定回避", "申请被驳回"))  # fmt: skip
RECUSED = Field(
    name="recused", label="已回避人员", kind=Kind.OFFICER, many=True, held=("officer", "enforcement_reviewer", "hearing_host"),
)  # fmt: skip
CRIME_SUSPECTED = Field(name="crime_suspected", label="涉嫌犯罪", kind=Kind.BOOL, example=False)
SERVED_ON = Field(name="served_on", label="送达日期", kind=Kind.DATE)
SECRECY_RESULT = Field(
    name="secrecy_result", label="保密审查意见", kind=Kind.CHOICE, choices=("可以公开", "处理后公开", "不得公开"), example="可以公开"
)
SECRECY_DIGEST = Field(name="secrecy_digest", label="保密审查所对文本", example="")
MINUTES = Field(name="minutes", label="会议纪要", example="镇长办公会议纪要〔2025〕3号")
REASON = Field(name="reason", label="理由", kind=Kind.NOTE, example="事实清楚，理由充分")

#: The state of facts and their proof, shown row by row in the final report of an investigation.
FACTS_STATED = Field(name="facts_stated", label="认定的事实", kind=Kind.ROWS, columns=(
    Field(name="fact", label="事实", kind=Kind.NOTE, example="在院坝焚烧秸秆约二十平方米"),
    Field(name="evidence", label="对应证据", example="现场照片", help="已登记证据的名称，几份用顿号分开"),
), example=[{"fact": "在院坝焚烧秸秆约二十平方米", "evidence": "现场照片"}])  # fmt: skip
