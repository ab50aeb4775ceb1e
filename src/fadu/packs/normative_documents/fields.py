"""Fields that the procedures of this mechanism share: the text, who issues it, which document it is about, what ended."""

from __future__ import annotations

from typing import Final

from fadu.kernel.field import Field, Kind
from fadu.packs.common.fields import P, R

TEXT_LENGTH: Final = 200_000
NORMAL, TRIAL = "普通", "暂行"
NEW, REISSUED = "新制定", "修订重发"
KEEP, REVISE, REPEAL, LAPSE = "继续有效", "修订", "废止", "失效"
CONCLUSIONS = (KEEP, REVISE, REPEAL, LAPSE)
REPEALED, LAPSED, REPLACED, SET_ASIDE = "废止", "失效", "修订替代", "被撤销或改变"
ENDINGS = (REPEALED, LAPSED, REPLACED, SET_ASIDE)
YES_NO = ("是", "否")
#: How a document of the catalogue stands.
TO_FILE, FILED, IN_FORCE = "已公布待备案", "已备案", "现行有效"
STANDINGS = (TO_FILE, FILED, IN_FORCE)

TITLE = Field(name="title", label="标题", sensitivity=P, example="同乐镇农村集体聚餐食品安全管理规定")
OFFICE = Field(name="office", label="起草部门", sensitivity=P, example="平安法治办公室")
ISSUER = Field(name="issuer", label="制发机关", sensitivity=P, help="不填的，是本镇人民政府", example="同乐镇人民政府")
TEXT = Field(name="text", label="正文", kind=Kind.NOTE, sensitivity=P, max_length=TEXT_LENGTH, example=(
    "为了加强农村集体聚餐食品安全管理，根据《重庆市食品安全管理办法》，制定本规定。\n"
    "一、本镇行政区域内农村集体聚餐的食品安全管理，适用本规定。\n"
    "二、举办者应当按照上位法的规定提前报告聚餐的时间、地点和人数。\n"
    "三、村（社区）协助做好食品安全知识宣传。"))  # fmt: skip
TEXT_DIGEST = Field(name="text_digest", label="文本摘要值")

#: The four questions that tell a normative document from other papers (国办发〔2018〕37号). Each of two people answers them by an own act.
QUESTIONS = ("lawful_power", "touches_rights", "binds_generally", "applies_repeatedly")
NATURE_REASON = "nature_reason"
NATURE = (*QUESTIONS, NATURE_REASON)
#: A revision is what its original is: the answers with which it is opened.
AS_ORIGINAL = {**dict.fromkeys(QUESTIONS, "是"), NATURE_REASON: "修订现行规范性文件，性质与原文件相同"}
NATURE_FIELDS = (
    Field(
        name="lawful_power",
        label="依职权制定公布",
        kind=Kind.CHOICE,
        choices=YES_NO,
        example="是",
        help="由行政机关依照法定权限、程序制定并公开发布",
    ),
    Field(
        name="touches_rights",
        label="涉及权利义务",
        kind=Kind.CHOICE,
        choices=YES_NO,
        example="是",
        help="涉及公民、法人和其他组织的权利义务",
    ),
    Field(
        name="binds_generally",
        label="普遍约束力",
        kind=Kind.CHOICE,
        choices=YES_NO,
        example="是",
        help="对不特定的人都适用，不是只对某人、某单位或者机关内部",
    ),
    Field(
        name="applies_repeatedly",
        label="反复适用",
        kind=Kind.CHOICE,
        choices=YES_NO,
        example="是",
        help="一定期限内反复适用，不是一次性的工作安排",
    ),
    Field(name=NATURE_REASON, label="认定理由", example="对举办者规定了报告要求，长期适用"),
)

#: What each of them answered, under the name of the one who acted: worked out from the acts, never typed.
CLASSIFICATION = Field(name="classification", label="文件性质认定", kind=Kind.ROWS, columns=(
    Field(name="person", label="认定人", kind=Kind.OFFICER, example="李某"),
    Field(name="lawful_power", label="依职权制定公布", kind=Kind.CHOICE, choices=YES_NO, example="是"),
    Field(name="touches_rights", label="涉及权利义务", kind=Kind.CHOICE, choices=YES_NO, example="是"),
    Field(name="binds_generally", label="普遍约束力", kind=Kind.CHOICE, choices=YES_NO, example="是"),
    Field(name="applies_repeatedly", label="反复适用", kind=Kind.CHOICE, choices=YES_NO, example="是"),
    Field(name="reason", label="理由", example="对举办者规定了报告要求，长期适用"),
))  # fmt: skip
TO_CLASSIFY, DISPUTED, CLASSIFIED = "待另一人认定", "两人不一致", "已认定"
#: An ordinary paper is asked about only where its words bind the public; what it then proves to be goes over to adoption.
UNQUESTIONED, TO_ANSWER, TO_TRANSFER = "无须认定", "待拟稿人认定", "属于规范性文件"
NATURE_STAGE = Field(name="nature_stage", label="性质认定进度", kind=Kind.CHOICE, choices=(TO_CLASSIFY, DISPUTED, CLASSIFIED))
PAPER_STAGE = Field(name="nature_stage", label="性质认定进度", kind=Kind.CHOICE,
                    choices=(UNQUESTIONED, TO_ANSWER, TO_CLASSIFY, DISPUTED, CLASSIFIED, TO_TRANSFER))  # fmt: skip
NORMATIVE, NOT_NORMATIVE = "属于规范性文件", "不属于规范性文件"
JUSTICE_FINDING = Field(
    name="justice_finding", label="司法所认定结论", kind=Kind.CHOICE, choices=(NORMATIVE, NOT_NORMATIVE), example=NORMATIVE
)
FINDING_REASON = Field(name="finding_reason", label="司法所认定理由", kind=Kind.NOTE, example="对不特定的公众设定义务，有效期内反复适用")

#: Which document of the catalogue a matter is about.
DOCUMENT = Field(name="document", label="所涉规范性文件", kind=Kind.REF, register="documents", example="GFX-2021-002")

ENDED_ROWS = Field(name="ended_rows", label="停止适用的文件", kind=Kind.ROWS, sensitivity=P, columns=(
    Field(name="doc", label="文件", kind=Kind.REF, register="documents", sensitivity=P), Field(name="title", label="标题", sensitivity=P),
    Field(name="number", label="文号", sensitivity=P), Field(name="how", label="停止方式", kind=Kind.CHOICE, choices=ENDINGS, sensitivity=P),
    Field(name="ended_on", label="停止适用日期", kind=Kind.DATE, sensitivity=P),
    Field(name="last_day", label="最后有效日", kind=Kind.DATE, sensitivity=P),
    Field(name="reason", label="原因", sensitivity=P), Field(name="replaced_by", label="替代的文件", sensitivity=P),
))  # fmt: skip

COMMENT = Field(name="comments", label="收到的意见", kind=Kind.ROWS, columns=(
    Field(name="author", label="提出人", kind=Kind.PERSON, sensitivity=R, help="可以不填"),
    Field(name="content", label="意见内容", kind=Kind.NOTE, sensitivity=P, example="建议报告可以由村（社区）代为办理"),
), example=[{"content": "建议报告可以由村（社区）代为办理"}])  # fmt: skip
COMMENT_COUNT = Field(name="comment_count", label="收到意见条数", kind=Kind.COUNT, sensitivity=P)
ANSWERS = Field(name="answers", label="意见采纳情况", kind=Kind.ROWS, sensitivity=P, help="收到的意见逐条答复；没有收到意见的不填", columns=(
    Field(name="no", label="序号", kind=Kind.COUNT, sensitivity=P, example=1),
    Field(name="summary", label="意见摘要", kind=Kind.NOTE, sensitivity=P, example="由村（社区）代为报告"),
    Field(name="adoption", label="采纳情况", kind=Kind.CHOICE, choices=("采纳", "部分采纳", "不采纳"), sensitivity=P, example="采纳"),
    Field(name="reason", label="理由", sensitivity=P),
))  # fmt: skip
