"""The topics that every annual report must speak of: with a figure, or with a statement that nothing happened.

A sentence of any pack serves a topic by naming it. Source: the five parts required by the supervision rules
(《法治政府建设与责任落实督察工作规定》第二十六条) and the yearly tables of enforcement and disclosure.
"""

from __future__ import annotations

from fadu.kernel.report import Sentence

LAW_STUDY = "学法"
DEBRIEF = "述法"
DOCUMENTS = "规范性文件"
DECISIONS = "重大行政决策"
REVIEWS = "合法性审查与合同"
OFFICERS = "执法人员与事项"
INSPECTION = "行政检查"
PENALTY = "行政处罚"
PERMIT = "行政许可"
COMPULSION = "行政强制"
LEGAL_REVIEW = "法制审核与听证"
FILE_REVIEW = "案卷评查与监督"
TRANSFER = "案件移送"
REMEDIES = "行政复议与应诉"
DISCLOSURE = "依申请公开"
RANDOM = "双随机"
HAZARDS = "安全隐患"
SERVICES = "政务服务"
EDUCATION = "普法"
DISPUTES = "矛盾纠纷"
PETITIONS = "信访"
#: Served by the third part; no figure is compulsory there.
LEADERS = "第一责任人"
#: A section of this topic takes every sentence that no other section claims.
ANY = "*"

TOPICS = (
    LAW_STUDY, DEBRIEF, DOCUMENTS, DECISIONS, REVIEWS, OFFICERS, INSPECTION, PENALTY, PERMIT, COMPULSION, LEGAL_REVIEW,
    FILE_REVIEW, TRANSFER, REMEDIES, DISCLOSURE, RANDOM, HAZARDS, SERVICES, EDUCATION, DISPUTES, PETITIONS,
)  # fmt: skip

#: Other words by which sentences call a topic.
ALSO_CALLED = {
    "执法主体": OFFICERS, "执法人员": OFFICERS, "装备": OFFICERS, "三项制度": LEGAL_REVIEW, "听证": LEGAL_REVIEW, "法制审核": LEGAL_REVIEW,
    "复议应诉": REMEDIES, "行政复议": REMEDIES, "应诉": REMEDIES, "学法述法": LAW_STUDY, "合法性审查": REVIEWS, "合同": REVIEWS,
    "公共法律服务": REVIEWS, "决策": DECISIONS, "检查": INSPECTION, "处罚": PENALTY, "许可": PERMIT, "强制": COMPULSION, "案卷评查": FILE_REVIEW,
    "执法监督": FILE_REVIEW, "移送": TRANSFER, "公开": DISCLOSURE, "政府信息公开": DISCLOSURE, "双随机、一公开": RANDOM, "隐患": HAZARDS,
    "法治宣传": EDUCATION, "普法宣传": EDUCATION, "法治宣传教育": EDUCATION, "纠纷": DISPUTES, "第一责任人履职": LEADERS,
}  # fmt: skip

#: What a statement that nothing happened prints in the report, by topic.
NIL_WORDS = {
    LAW_STUDY: "本年没有开展专题学法。", DEBRIEF: "本年没有组织述法。", DOCUMENTS: "本年没有制发、清理规范性文件。", DECISIONS: "本年没有作出重大行政决策。",
    REVIEWS: "本年没有需要合法性审查的事项和合同。", OFFICERS: "本镇没有行政执法事项和执法人员。", INSPECTION: "本年没有开展行政检查。",
    PENALTY: "本年没有作出行政处罚。", PERMIT: "本年没有作出行政许可决定。", COMPULSION: "本年没有实施行政强制措施和行政强制执行，没有申请人民法院强制执行。",
    LEGAL_REVIEW: "本年没有应当法制审核的执法决定，没有举行听证。", FILE_REVIEW: "本年没有开展案卷评查和执法监督。", TRANSFER: "本年没有向其他机关移送案件。",
    REMEDIES: "本年没有被申请行政复议，没有行政诉讼应诉案件，没有需要负责人出庭应诉的案件。", DISCLOSURE: "本年没有收到政府信息公开申请。",
    RANDOM: "本年没有开展双随机抽查。", HAZARDS: "本年没有排查出安全隐患。", SERVICES: "本年没有办理政务服务事项。", EDUCATION: "本年没有开展普法活动。",
    DISPUTES: "本年没有受理矛盾纠纷。", PETITIONS: "本年没有受理信访事项。",
}  # fmt: skip


def topic_of(pack: str, sentence: Sentence) -> str:
    """The topic a sentence serves. Without one of its own it goes with the label of its pack, which a topic may share."""
    said = sentence.topic or pack
    if said in TOPICS or said == LEADERS:
        return said
    known = {**{t: t for t in TOPICS}, **ALSO_CALLED}
    return next((topic for word, topic in known.items() if said.startswith(word)), said)
