"""Fields of a legality review: what is submitted, what is asked of counsel, what the reviewer found, what came of it."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.packs.common.fields import P
from fadu.packs.common.gates import EXPLORATORY
from fadu.packs.legal_counsel.review_matters import (
    ALL_PAPERS,
    CLEANING,
    DOCUMENT,
    MAKING,
    PAPERS,
    POINTS,
    REPEALING,
    SUBJECTS,
)
from fadu.packs.legal_counsel.standard_contracts import STANDARD

LAWFUL, TO_MEND, UNLAWFUL = "合法", "应予修改", "不合法"
OPINIONS = (LAWFUL, TO_MEND, UNLAWFUL, EXPLORATORY)
ADOPTIONS = ("采纳", "部分采纳", "不采纳")
CLOSE, RESUBMIT = "结案", "修改后再送"
NO_CONFLICT = "无利益冲突"
TEXT_LENGTH = 200_000

SUBMITTED = (
    Field(name="subject", label="送审事项类别", kind=Kind.CHOICE, choices=SUBJECTS, example=DOCUMENT),
    Field(name="title", label="送审事项", sensitivity=P, example="同乐镇农村集体聚餐食品安全管理规定（送审稿）"),
    Field(name="submitting_office", label="送审单位", example="平安法治办公室"),
    Field(name="organ", label="制作机关", help="印在意见书上的机关名称", example="同乐镇人民政府"),
    Field(name="document_act", label="规范性文件办理方式", kind=Kind.CHOICE, choices=(MAKING, REPEALING, CLEANING)),
    Field(name="drafters", label="起草人", kind=Kind.OFFICER, many=True, help="起草人不得审查自己起草的文本"),
    Field(name="papers", label="送审材料", kind=Kind.CHOICE, choices=ALL_PAPERS, many=True, example=list(PAPERS[DOCUMENT])),
    Field(name="text", label="送审文本", kind=Kind.NOTE, max_length=TEXT_LENGTH),
    Field(name="text_file", label="送审文本（文件）", kind=Kind.FILE),
    Field(name="text_digest", label="送审文本摘要值"),
    Field(name="missing_papers", label="需要补正的材料", kind=Kind.NOTE, example="缺公平竞争审查结论"),
    Field(name="withdraw_reason", label="撤回理由", kind=Kind.NOTE, example="起草单位拟作较大调整"),
)

COUNSEL = (
    Field(name="counsel", label="法律顾问", kind=Kind.PERSON, example="周律师"),
    Field(name="conflict", label="利益冲突声明", kind=Kind.CHOICE, choices=(NO_CONFLICT, "曾代理相对方", "正在代理相对方", "有其他利害关系"),
          example=NO_CONFLICT),
    Field(name="conflict_declared_on", label="声明日期", kind=Kind.DATE),
    Field(name="counsel_opinion", label="法律顾问意见", kind=Kind.NOTE, example="内容与上位法不抵触，建议明确施行日期"),
)  # fmt: skip

_POINT_NO = Field(name="no", label="序号", kind=Kind.COUNT, example=1)

OPINION = (
    Field(name="checklist", label="审查要点", kind=Kind.ROWS, columns=(
        Field(name="point", label="要点", example="制定主体"),
        Field(name="answer", label="是否符合", kind=Kind.CHOICE, choices=("是", "否", "不适用"), example="是"),
        Field(name="ground", label="依据或说明", example="地方组织法第七十六条"),
    ), example=[{"point": p, "answer": "是", "ground": "经核对制定依据"} for p in POINTS[DOCUMENT]]),
    Field(name="opinion", label="审查结论", kind=Kind.CHOICE, choices=OPINIONS, example=LAWFUL),
    Field(name="points", label="修改意见", kind=Kind.ROWS, help="应予修改和不合法的，逐条写明；合法的不填", columns=(
        _POINT_NO, Field(name="advice", label="意见", kind=Kind.NOTE, example="第五条增设的收费没有上位法依据，应当删去"),
        Field(name="ground", label="依据", example="国办发〔2018〕37号"),
    )),
    Field(name="round", label="第几次审查", kind=Kind.COUNT, ordinal=True),
    Field(name="reviewers", label="审查人"),
)  # fmt: skip

ANSWER = (
    Field(name="adoption", label="总体采纳情况", kind=Kind.CHOICE, choices=ADOPTIONS, help="不填的，按逐条采纳情况推算", example="采纳"),
    Field(name="adoption_reason", label="未采纳的理由", kind=Kind.NOTE),
    Field(name="point_answers", label="逐条采纳情况", kind=Kind.ROWS, columns=(
        _POINT_NO, Field(name="summary", label="意见摘要", kind=Kind.NOTE), Field(name="adoption", label="采纳情况", kind=Kind.CHOICE, choices=ADOPTIONS, example="采纳"),
        Field(name="reason", label="不采纳或部分采纳的理由"),
    )),
    Field(name="answer_next", label="处理方式", kind=Kind.CHOICE, choices=(CLOSE, RESUBMIT), example=CLOSE, help="意见是“不合法”而结案的，所审文件终止；还要制发的，修改后再送"),
)  # fmt: skip

FIELDS = (*SUBMITTED, *STANDARD, *COUNSEL, *OPINION, *ANSWER)
