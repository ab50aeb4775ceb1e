"""Fields of the ordinary procedure beyond those every penalty has."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs.common import fields as c
from fadu.packs.common.archive import ARCHIVE_FIELDS
from fadu.packs.penalty import fields as f
from fadu.packs.penalty.case_facts import REVIEW_GROUNDS
from fadu.packs.penalty.clue import SOURCES

P = Sensitivity.PUBLIC
#: Who sits in a joint discussion of those responsible.
_TAKING_PART = ("party_secretary", "town_head", "leader", "enforcement_head", "office_head", "justice_office")

FIELDS = (
    *f.WHO, *f.WHAT, f.TIER, f.AMOUNT, f.CORRECTION, f.TOLD, f.DEFENCE, f.NO_PENALTY_GROUND, f.EDUCATION, *f.COLLECTED, *f.REFUND,
    c.IN_TOWN, c.IDENTITY_SHOWN, c.RECUSED, c.RECUSAL, c.CRIME_SUSPECTED, c.SERVED_ON, c.FACTS_STATED, c.MINUTES,
    Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, example="行政检查"),
    Field(name="suspected_facts", label="涉嫌违法事实", kind=Kind.NOTE, example="在院坝焚烧垃圾"),
    Field(name="refusal_reason", label="理由", kind=Kind.NOTE, example="没有违法事实"),
    Field(name="recusal_asked_by", label="提出人", kind=Kind.CHOICE, choices=("当事人", "执法人员本人", "其他利害关系人"), example="当事人"),
    Field(name="recusal_reason", label="回避理由", kind=Kind.NOTE, example="与当事人有亲属关系"),
    Field(name="inquired", label="被询问人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="陈某"),
    Field(name="inquiry_place", label="询问地点", example="镇综合行政执法大队"),
    Field(name="inquiry_text", label="询问内容", kind=Kind.NOTE, sensitivity=Sensitivity.PERSONAL, example="问：是否在院坝焚烧垃圾？答：是。"),
    Field(name="scene_place", label="勘验地点", example="和顺社区北街12号院坝"),
    Field(name="scene_text", label="现场情况", kind=Kind.NOTE, example="院坝有焚烧灰烬，面积约二平方米"),
    Field(name="record_time", label="起止时间", example="9时30分至10时10分"),
    Field(name="witness", label="见证人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL),
    Field(name="record_signature", label="笔录签名", kind=Kind.CHOICE, example="已签名", choices=("已签名", "拒签已注明", "拒签有影像记录", "有见证人签名", "拒签且无记录")),
    Field(name="sample_name", label="样品", example="排放口污水"), Field(name="sample_quantity", label="数量", example="500毫升2瓶"),
    Field(name="sample_seal", label="封样情况", example="当场封样，双方签字"),
    Field(name="correction_due", label="改正期限", kind=Kind.DATE, sensitivity=P, example="2025-12-31"),
    Field(name="hold_reason", label="保存理由", kind=Kind.NOTE, example="证据可能灭失"),
    Field(name="kept_at", label="保存地点", example="镇综合行政执法大队物证室"),
    Field(name="held_items", label="登记保存物品", kind=Kind.ROWS, columns=(
        Field(name="thing", label="名称", example="油泵"), Field(name="quantity", label="数量", example="1台"),
        Field(name="condition", label="状况", example="完好")),
        example=[{"thing": "油泵", "quantity": "1台", "condition": "完好"}]),
    Field(name="seize_reason", label="查封扣押理由", kind=Kind.NOTE, example="防止转移滥伐的林木"),
    Field(name="suggestion", label="处理建议", kind=Kind.CHOICE, choices=("给予行政处罚", "不予行政处罚", "移送", "撤销立案"), example="给予行政处罚"),
    Field(name="kinds", label="拟处罚种类", kind=Kind.CHOICE, choices=f.OWN_KINDS, many=True, sensitivity=P, example=[f.FINE]),
    Field(name="confiscated_fen", label="没收数额", kind=Kind.MONEY, sensitivity=P),
    Field(name="confiscated_goods", label="没收的物品", kind=Kind.NOTE, sensitivity=P, help="没收非法财物的，写明名称和数量"),
    Field(name="help_from", label="协助单位", kind=Kind.ORG, example="重庆市涪陵区市场监督管理局"),
    Field(name="help_asked", label="请求协助的事项", kind=Kind.NOTE, example="查询当事人的登记信息"),
    Field(name="handling_opinion", label="承办意见", kind=Kind.NOTE, help="不填为“建议按上述意见作出决定”"),
    Field(name="goods_disposed", label="物品处理", kind=Kind.ROWS, columns=(
        Field(name="thing", label="名称", example="烟花"), Field(name="quantity", label="数量", example="3箱"),
        Field(name="manner", label="处理方式", kind=Kind.CHOICE, choices=("公开拍卖", "移交财政或者主管部门", "销毁", "其他依法处理"), example="销毁"),
        Field(name="on", label="日期", kind=Kind.DATE), Field(name="receiver", label="接收单位或者见证人", example="区应急管理局")),
        example=[{"thing": "烟花", "quantity": "3箱", "manner": "销毁", "receiver": "区应急管理局"}]),
    Field(name="goods_note", label="说明", kind=Kind.NOTE, example="销毁过程有录像"),
    Field(name="tier_reason", label="裁量理由", kind=Kind.NOTE, example="初次违法，主动清理"),
    Field(name="law_changed", label="行为后法律已修改", kind=Kind.BOOL, example=False),
    Field(name="law_comparison", label="新旧法律比较", kind=Kind.NOTE, help="写明新旧条款和从轻的选择"),
    Field(name="complex", label="情节复杂或者重大", kind=Kind.BOOL, example=False),
    Field(name="review_grounds", label="法制审核情形", kind=Kind.CHOICE, choices=REVIEW_GROUNDS, many=True),
    Field(name="review_needed", label="须法制审核", kind=Kind.BOOL),
    Field(name="review_opinion", label="审核结论", kind=Kind.CHOICE, choices=("同意", "存在问题")),
    Field(name="hearing_needed", label="达到听证标准", kind=Kind.BOOL), Field(name="hearing_told", label="已告知听证权利", kind=Kind.BOOL),
    Field(name="told_served_on", label="告知书送达日", kind=Kind.DATE), Field(name="told_fen", label="告知的罚款", kind=Kind.MONEY),
    Field(name="stated_text", label="认定的事实（文书用语）", kind=Kind.NOTE),
    Field(name="defence_days", label="陈述申辩期", kind=Kind.COUNT), Field(name="hearing_days", label="听证申请期", kind=Kind.COUNT),
    Field(name="defence_review", label="复核意见", kind=Kind.NOTE, example="申辩成立部分已采纳"),
    Field(name="revised_fen", label="复核后拟罚款", kind=Kind.MONEY),
    Field(name="hearing_requested_on", label="要求听证日", kind=Kind.DATE, help="口头、书面、电子邮件均可；按到达日"),
    Field(name="hearing_waived", label="放弃听证", kind=Kind.BOOL), Field(name="heard", label="已听证", kind=Kind.BOOL),
    Field(name="retell_reason", label="重新告知的理由", kind=Kind.NOTE, example="查明新的事实，拟调整处罚"),
    Field(name="discussed_by", label="参加人", kind=Kind.OFFICER, held=_TAKING_PART, many=True, example=["镇长", "分管领导", "司法所长"]),
    Field(name="discussion_text", label="讨论意见", kind=Kind.NOTE, example="一致同意拟处罚意见"),
    Field(name="decision", label="决定", kind=Kind.CHOICE, choices=("处罚", "不予处罚"), sensitivity=P, example="处罚"),
    Field(name="queried_on", label="初次违法查询日", kind=Kind.DATE), Field(name="query_scope", label="查询范围"),
    Field(name="surcharge_stated", label="写明加处罚款", kind=Kind.BOOL, example=True), Field(name="fine_due", label="有罚款待缴", kind=Kind.BOOL),
    Field(name="transfer_to", label="移送单位", kind=Kind.ORG, example="重庆市涪陵区公安局"),
    Field(name="transfer_reason", label="移送理由", kind=Kind.NOTE, example="涉嫌犯罪"),
    Field(name="drop_reason", label="撤销立案的理由", kind=Kind.NOTE, example="违法事实不成立"),
    Field(name="reopen_reason", label="重启的理由", kind=Kind.NOTE, example="执行款项退回，需要继续办理"),
    Field(name="closing_note", label="结案说明", kind=Kind.NOTE, example="罚款已缴清，已改正"),
    Field(name="publication_ground", label="公开理由", kind=Kind.CHOICE, choices=("具有一定社会影响", "渠道规则要求", "不属于公开范围"), example="具有一定社会影响"),
    Field(name="published", label="已公示", kind=Kind.BOOL), Field(name="published_in_time", label="按期公示", kind=Kind.BOOL),
    *ARCHIVE_FIELDS,
)  # fmt: skip
