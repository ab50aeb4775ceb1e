"""The topics that every annual report must speak of: with a figure, or with a statement that nothing happened.

A sentence of any pack serves a topic by naming it. Source: the five parts required by the supervision rules
(《法治政府建设与责任落实督察工作规定》第二十六条) and the yearly tables of enforcement and disclosure.
"""

from __future__ import annotations

LAW_STUDY = "学法述法"
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

TOPICS = (
    LAW_STUDY, DOCUMENTS, DECISIONS, REVIEWS, OFFICERS, INSPECTION, PENALTY, PERMIT, COMPULSION, LEGAL_REVIEW,
    FILE_REVIEW, TRANSFER, REMEDIES, DISCLOSURE, RANDOM, HAZARDS, SERVICES, EDUCATION, DISPUTES, PETITIONS,
)  # fmt: skip
