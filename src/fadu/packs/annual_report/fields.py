"""Fields of the yearly outputs. Frozen figures are rows of the matter, so that a report never changes under its reader."""

from __future__ import annotations

from dataclasses import replace

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs.annual_report.outlines import OUTLINES
from fadu.packs.common.fields import MINUTES, SECRECY_RESULT

P = Sensitivity.PUBLIC

YEAR = Field(name="year", label="年度", kind=Kind.COUNT, ordinal=True, sensitivity=P, example=2025)
OUTLINE = Field(name="outline", label="大纲", example=OUTLINES[0].label, help="定章节和次序；无论选哪一种，五个规定部分都有")
OUTLINE_PARTS = Field(name="outline_parts", label="大纲已含的规定部分", kind=Kind.COUNT, many=True, example=[1, 2, 3, 4, 5])
TOWN_NAME = Field(name="town_name", label="报告单位", sensitivity=P, example="同乐镇人民政府")

FIGURES = Field(name="figures", label="冻结数字", kind=Kind.ROWS, columns=(
    Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="part", label="分项"), Field(name="label", label="名称"),
    Field(name="value", label="数值", kind=Kind.COUNT), Field(name="base", label="基数", kind=Kind.COUNT),
    Field(name="unit", label="单位"), Field(name="text", label="印出"), Field(name="behind", label="记录数", kind=Kind.COUNT),
    Field(name="digest", label="记录摘要"), Field(name="topic", label="专题"),
), example=[{"code": "penalty.decisions", "label": "行政处罚", "value": 347, "unit": "件", "text": "347", "behind": 347, "topic": "行政处罚"}])  # fmt: skip
#: The figures as they were counted on the day, where none are frozen yet; the system gives them, nobody types them.
COUNTED_FIGURES = replace(FIGURES, label="当日汇总的数字", help="由系统按当日记录汇总，不由人填写")
RULES_DIGEST = Field(name="rules_digest", label="计数规则摘要", example="sha256:00")
CONFIRMATIONS = Field(name="confirmations", label="核数", kind=Kind.ROWS, columns=(
    Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="answer", label="意见", kind=Kind.CHOICE, choices=("确认", "有异议")),
    Field(name="note", label="说明"),
), example=[{"code": "penalty.decisions", "answer": "确认"}])  # fmt: skip
REMINDERS = Field(name="reminders", label="提醒", kind=Kind.ROWS, columns=(
    Field(name="role", label="责任岗位"), Field(name="left", label="未核个数", kind=Kind.COUNT),
), example=[{"role": "enforcement_head", "left": 3}])  # fmt: skip
RESTATEMENTS = Field(name="restatements", label="更正说明", kind=Kind.ROWS, columns=(
    Field(name="code", label="指标", kind=Kind.FIGURE), Field(name="was", label="冻结值", kind=Kind.COUNT), Field(name="now", label="更正值", kind=Kind.COUNT),
    Field(name="said", label="印出"), Field(name="topic", label="专题"), Field(name="why", label="原因"),
), example=[{"code": "penalty.decisions", "was": 347, "now": 348, "said": "348", "why": "补录"}])  # fmt: skip
SECTIONS = Field(name="sections", label="报告稿", kind=Kind.ROWS, columns=(
    Field(name="id", label="节"), Field(name="title", label="标题"), Field(name="level", label="层级", kind=Kind.COUNT, ordinal=True),
    Field(name="part", label="规定部分", kind=Kind.COUNT), Field(name="plans", label="安排", kind=Kind.BOOL),
    Field(name="text", label="正文", kind=Kind.NOTE),
), example=[{"id": "enforcement", "title": "规范行政执法", "level": 2, "text": "作出行政处罚{penalty.decisions}件。"}])  # fmt: skip
FINDINGS = Field(name="findings", label="核查结果", kind=Kind.ROWS, columns=(
    Field(name="rule", label="规则"), Field(name="severity", label="轻重", kind=Kind.CHOICE, choices=("必须改", "提醒", "提示")),
    Field(name="fragment", label="原文"), Field(name="message", label="问题"), Field(name="suggestion", label="建议"),
    Field(name="answer", label="处理说明"),
))  # fmt: skip
TOPICS_FIELD = Field(name="topics", label="须写明的专题", many=True, example=["行政处罚"])
LEADER_CONFIRMED = Field(name="leader_confirmed", label="第三部分所述本人履职情况属实", kind=Kind.BOOL, example=True)
LEADERS_CONFIRMED = Field(
    name="leaders_confirmed",
    label="第一责任人确认",
    kind=Kind.ROWS,
    columns=(Field(name="role", label="职务"), Field(name="words", label="文字摘要")),
)
DISSENT = Field(name="dissent", label="不同意见", kind=Kind.NOTE)
RECIPIENTS = Field(name="recipients", label="主送", example="区委、区政府", help="不填即主送区委、区政府")
COPIES_TO = Field(name="copies_to", label="抄送", example="区委依法治区办", help="不填即抄送区委依法治区办")
JOINT_WITH = Field(
    name="joint_with",
    label="联合报送的党委",
    example="中共同乐镇委员会",
    help="党委、政府联合报送的填党委全称，签发前由党委书记会签；单独报送的不填",
)
SIGNING = Field(name="signing", label="签发次序", kind=Kind.CHOICE, choices=("先会签", "直接签发"))
COUNTERSIGNER = Field(name="countersigner", label="会签人", example="高书记")
SIGNER = Field(name="signer", label="签发人", example="林镇长")
PAGE_ADDRESS = Field(name="page_address", label="公开网页", sensitivity=P, example="镇政府网站法治政府建设年度报告栏")
PUBLISHED_TEXT_LOSSES = Field(name="published_losses", label="网页丢字", kind=Kind.ROWS, columns=(
    Field(name="expected", label="原文"), Field(name="found", label="网页"),
))  # fmt: skip
FEEDBACK = Field(name="feedback", label="意见与答复", kind=Kind.NOTE, example="已答复")
WHY = Field(name="why", label="理由", kind=Kind.NOTE, example="补录一件")

#: What is counted of the report itself, worked out when its text is adopted.
ABOUT = (
    Field(name="figures_printed", label="印出的数字", kind=Kind.COUNT), Field(name="figures_to_confirm", label="应核对的数字", kind=Kind.COUNT),
    Field(name="figures_confirmed", label="已确认的数字", kind=Kind.COUNT), Field(name="findings_open", label="没有处理的问题", kind=Kind.COUNT),
)  # fmt: skip

REPORT_FIELDS = (
    YEAR, OUTLINE, OUTLINE_PARTS, TOWN_NAME, FIGURES, RULES_DIGEST, CONFIRMATIONS, REMINDERS, RESTATEMENTS, SECTIONS, FINDINGS, TOPICS_FIELD,
    LEADER_CONFIRMED, LEADERS_CONFIRMED, DISSENT, MINUTES, SECRECY_RESULT, RECIPIENTS, COPIES_TO, JOINT_WITH, SIGNING, COUNTERSIGNER, SIGNER, PAGE_ADDRESS, PUBLISHED_TEXT_LOSSES, FEEDBACK, WHY,
    Field(name="text_digest", label="文本摘要"), *ABOUT,
)  # fmt: skip
