"""Fields of making one normative document, in the order in which they are asked."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.packs.common.fields import MINUTES, SECRECY_DIGEST, SECRECY_RESULT, I, P
from fadu.packs.normative_documents.fields import (
    ANSWERS,
    CLASSIFICATION,
    COMMENT,
    COMMENT_COUNT,
    CONCLUSIONS,
    DOCUMENT,
    ENDED_ROWS,
    ENDINGS,
    FINDING_REASON,
    ISSUER,
    JUSTICE_FINDING,
    KEEP,
    LAPSE,
    NATURE_FIELDS,
    NATURE_STAGE,
    NEW,
    NORMAL,
    OFFICE,
    REISSUED,
    STANDINGS,
    TEXT,
    TEXT_DIGEST,
    TITLE,
    TRIAL,
)  # fmt: skip
from fadu.packs.normative_documents.wording import FORBIDDEN_KINDS

FAIR_NOT_TOUCHED, FAIR_VIOLATES = "不涉及经营者经济活动", "违反审查标准"
FAIR_RESULTS = (FAIR_NOT_TOUCHED, "符合审查标准", "适用例外规定", FAIR_VIOLATES)
UNCLEARED, TO_EXPLAIN, READY = "不得公开", "待解读方案", "可以编号公布"
TO_ASSESS, ASSESSED = "待公平竞争审查", "已有公平竞争审查结论"
WRITTEN_OPINION = "书面合法性审查意见"
PASSED, DEFERRED, REJECTED = "通过", "缓议", "否决"
OPINIONS = ("合法", "应予修改", "不合法", "探索性·风险明示")

PROPOSAL = (
    TITLE, OFFICE, ISSUER, DOCUMENT,
    Field(name="necessity", label="制定必要性和可行性", kind=Kind.NOTE, example="农村集体聚餐多，食品安全责任需要明确，上位法已有报告要求"),
    Field(name="issue_kind", label="制发方式", kind=Kind.CHOICE, choices=(NEW, REISSUED), sensitivity=P, example=NEW),
    Field(name="replaces", label="修订的文件", kind=Kind.REF, register="documents", help="修订重发的，选择目录中的原文件"),
    *NATURE_FIELDS, CLASSIFICATION, NATURE_STAGE, JUSTICE_FINDING, FINDING_REASON,
    Field(name="emergency_reason", label="紧急制发理由", kind=Kind.NOTE, example="汛情紧急，须立即划定转移避险区域"),
)  # fmt: skip

DRAFT = (
    TEXT, TEXT_DIGEST,
    Field(name="kind", label="文件种类", kind=Kind.CHOICE, choices=(NORMAL, TRIAL), example=NORMAL, help="决定有效期的上限"),
    Field(name="drafting_note", label="起草说明", kind=Kind.NOTE, example="说明制定背景、主要内容和依据，附必要性评估结论"),
    Field(name="bases", label="制定依据", kind=Kind.ROWS, columns=(
        Field(name="document", label="上位法或者上级文件", example="《重庆市食品安全管理办法》"),
        Field(name="article", label="条款", example="第三十二条"),
        Field(name="supports", label="支持的内容", kind=Kind.CHOICE, choices=(*FORBIDDEN_KINDS, "其他"), example="其他"),
    ), example=[{"document": "《重庆市食品安全管理办法》", "article": "第三十二条", "supports": "其他"}]),
    Field(name="touches_market", label="与市场主体生产经营活动密切相关", kind=Kind.BOOL, example=False),
    Field(name="interpreter", label="解释机关", sensitivity=P, help="不填的，是制发机关", example="同乐镇人民政府"),
    Field(name="effective_on", label="施行日期", kind=Kind.DATE, sensitivity=P, help="不填的，自公布之日起施行"),
    Field(name="office_opinion", label="起草单位意见", kind=Kind.NOTE, example="经起草部门审核，内容合法、程序完备"),
    Field(name="revision_note", label="修改说明", kind=Kind.NOTE, example="按审查意见删去第四条"),
    Field(name="substantial_change", label="属于重大修改", kind=Kind.BOOL, example=False, help="重大修改的，重新公开征求意见"),
)  # fmt: skip

HEARING = (
    Field(name="comment_notice", label="征求意见事项", kind=Kind.NOTE, sensitivity=P, example="欢迎就本规定（征求意见稿）提出意见，可以当面、来信或者在网页提交"),
    Field(name="comment_channel", label="征求意见渠道", sensitivity=P, example="区政府网站同乐镇专栏"),
    COMMENT, COMMENT_COUNT, ANSWERS,
    Field(name="answers_hold", label="意见采纳情况与改后的文稿一致", kind=Kind.BOOL, example=True, help="不一致的，在意见采纳情况中逐条改正"),
    Field(name="stakeholders", label="听取意见的经营者或协会", kind=Kind.ROWS, help="与市场主体生产经营活动密切相关的必须填写", columns=(
        Field(name="name", label="名称", example="同乐镇个体私营经济协会"), Field(name="opinion", label="意见", example="无不同意见"),
    )),
    Field(name="fair_result", label="公平竞争审查结论", kind=Kind.CHOICE, choices=FAIR_RESULTS, example=FAIR_NOT_TOUCHED),
    Field(name="fair_stage", label="公平竞争审查进度", kind=Kind.CHOICE, choices=(TO_ASSESS, ASSESSED)),
    Field(name="fair_reason", label="公平竞争审查理由", kind=Kind.NOTE, example="不涉及经营者经济活动"),
    Field(name="return_reason", label="退回理由", kind=Kind.NOTE, example="缺起草单位意见"),
)  # fmt: skip

REVIEW = (
    Field(name="review_papers", label="送审材料", many=True),
    Field(name="review_number", label="合法性审查意见书文号"),
    Field(name="opinion", label="合法性审查结论", kind=Kind.CHOICE, choices=OPINIONS, example="合法"),
    Field(name="adoption", label="审查意见采纳情况", kind=Kind.CHOICE, choices=("采纳", "部分采纳", "不采纳")),
    Field(name="reviewed_digest", label="经审查文本摘要值"),
)  # fmt: skip

DECISION = (
    Field(name="review_basis", label="提请审议所附审查依据", kind=Kind.CHOICE, help="收到的书面意见已经带入；会上另以别的依据提请的才改",
          choices=(WRITTEN_OPINION, "征求意见", "会签", "列席会议")),
    Field(name="vote", label="审议结果", kind=Kind.CHOICE, choices=(PASSED, DEFERRED, REJECTED), example=PASSED),
    MINUTES,
    Field(name="dissent", label="不同意见", kind=Kind.NOTE, help="如实记录"),
    Field(name="non_adoption_reason", label="未采纳审查意见的理由", kind=Kind.NOTE),
    Field(name="stop_reason", label="撤回理由", kind=Kind.NOTE, example="上位法即将修改，暂缓制定"),
    Field(name="signer", label="签发人"),
    SECRECY_RESULT, SECRECY_DIGEST, Field(name="issue_stage", label="公布前准备", kind=Kind.CHOICE, choices=(UNCLEARED, TO_EXPLAIN, READY)),
    Field(name="explanation_plan", label="解读方案", kind=Kind.NOTE, example="问答解读，与文件同步发布，解读人为部门主要负责人"),
)  # fmt: skip

ISSUED = (
    Field(name="own_key", label="目录编号"),
    Field(name="number", label="文号", sensitivity=P), Field(name="document_state", label="目录状态", kind=Kind.CHOICE, choices=STANDINGS),
    Field(name="registry_no", label="统一登记号", sensitivity=P),
    Field(name="issued", label="公布日期", kind=Kind.DATE, sensitivity=P),
    Field(name="validity_from", label="有效期起算", kind=Kind.DATE, sensitivity=I, help="施行日的前一日，使有效期首尾相接"),
    Field(name="expires", label="有效期至", kind=Kind.DATE, sensitivity=P),
    Field(name="explanation_text", label="解读内容", kind=Kind.NOTE, sensitivity=P, example="为什么制定、谁要做什么、去哪里办、从哪天起执行"),
    Field(name="filing_organ", label="备案机关", sensitivity=P, example="区人民政府（区司法局）"),
    Field(name="filed_on", label="备案日期", kind=Kind.DATE, sensitivity=P),
    Field(name="filing_no", label="备案登记号", sensitivity=P, example="涪备〔2025〕31号"),
    Field(name="filed_in_time", label="按期报送备案", kind=Kind.BOOL),
    Field(name="correction_demand", label="备案审查意见", kind=Kind.NOTE, example="第四条缺少上位法依据，应当修改"),
)  # fmt: skip

ENDING = (
    Field(name="evaluation_result", label="期满前评估结论", kind=Kind.CHOICE, choices=tuple(c for c in CONCLUSIONS if c != LAPSE), example=KEEP),
    Field(name="evaluation_report", label="评估报告", kind=Kind.NOTE, example="实施效果良好，与上位法一致"),
    Field(name="repeal_text", label="废止决定文稿", kind=Kind.NOTE, max_length=TEXT.max_length, example="所依据的上位法已经修改，不再适用，予以废止。"),
    Field(name="repeal_digest", label="废止决定文稿摘要值"),
    Field(name="set_aside_by", label="撤销或者改变的机关", kind=Kind.CHOICE, choices=("镇人民代表大会", "区人民政府", "行政复议机关", "人民法院"),
          example="区人民政府", sensitivity=P),
    Field(name="set_aside_paper", label="撤销或者改变的文书", sensitivity=P, example="区人民政府关于撤销有关文件的决定"),
    Field(name="ended_how", label="停止方式", kind=Kind.CHOICE, choices=ENDINGS, sensitivity=P),
    ENDED_ROWS,
)  # fmt: skip

FIELDS = (*PROPOSAL, *DRAFT, *HEARING, *REVIEW, *DECISION, *ISSUED, *ENDING)
