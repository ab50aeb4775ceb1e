"""Outlines of the rule-of-law annual report. A district or a year may use another; the five parts stay.

The five parts: achievements, shortcomings with causes, the first responsible persons' duty, next year, others
(《法治政府建设与责任落实督察工作规定》第二十六条).
"""

from __future__ import annotations

from fadu.kernel.report import Outline, Section
from fadu.packs.annual_report import topics as t

REQUIRED_PARTS = {1: "主要举措和成效", 2: "存在的不足和原因", 3: "第一责任人履职", 4: "下一年安排", 5: "其他需要报告的情况"}
#: The first responsible persons, of whom part three speaks.
FIRST_RESPONSIBLE = {"party_secretary": "党委书记", "town_head": "镇长"}

_SHORTCOMINGS = Section(
    id="shortcomings", title="存在的不足和原因", required_part=2, free_text="对照{year}年的业务记录，办理中的不足和原因如下："
)
_LEADERS = Section(id="leaders", title="党政主要负责人履行推进法治建设第一责任人职责", required_part=3, topics=(t.LEADERS,))
LEADERS_PART = _LEADERS.required_part
_PLAN = Section(
    id="plan",
    title="{next_year}年工作安排",
    required_part=4,
    plans=True,
    free_text="{next_year}年将针对上述不足和未办结事项，做好以下工作：",
)
PLANS_PART = _PLAN.required_part
_MORE = Section(id="more", title="其他法治建设工作", topics=(t.ANY,))
_OTHERS = Section(id="others", title="其他需要报告的情况", required_part=5)
TITLE = "{town}{year}年法治政府建设工作年度报告"
OPENING = "根据《法治政府建设与责任落实督察工作规定》，现将{town}{year}年法治政府建设情况报告如下。除注明填报的以外，报告中的数字均由业务记录汇总，可以追溯到具体事项。"

WORK_POINTS = Outline(
    id="work_points",
    label="按区级工作要点顺序",
    title=TITLE,
    opening=OPENING,
    sections=(
        Section(
            id="achievements", title="主要举措和成效", required_part=1,
            sections=(
                Section(id="leadership", title="压实法治建设责任", topics=(t.LAW_STUDY, t.DEBRIEF)),
                Section(id="documents", title="规范性文件管理", topics=(t.DOCUMENTS,)),
                Section(id="counsel", title="依法决策与公共法律服务", topics=(t.DECISIONS, t.REVIEWS)),
                Section(
                    id="enforcement", title="规范行政执法",
                    topics=(t.OFFICERS, t.INSPECTION, t.PENALTY, t.LEGAL_REVIEW, t.PERMIT, t.COMPULSION, t.FILE_REVIEW, t.TRANSFER, t.REMEDIES),
                ),
                Section(id="services", title="政务服务与政务公开", topics=(t.SERVICES, t.DISCLOSURE)),
                Section(id="supervision", title="重点领域监管", topics=(t.RANDOM, t.HAZARDS)),
                Section(id="education", title="法治宣传教育", topics=(t.EDUCATION,)),
                Section(id="disputes", title="矛盾纠纷化解与信访", topics=(t.DISPUTES, t.PETITIONS)),
                _MORE,
            ),
        ),
        _SHORTCOMINGS, _LEADERS, _PLAN, _OTHERS,
    ),
)  # fmt: skip

EIGHT_SYSTEMS = Outline(
    id="eight_systems",
    label="按法治政府建设体系顺序",
    title="{town}{year}年法治政府建设情况报告",
    opening=OPENING,
    sections=(
        Section(
            id="achievements", title="主要举措和成效", required_part=1,
            sections=(
                Section(id="functions", title="依法履行政府职能", topics=(t.SERVICES, t.PERMIT)),
                Section(id="rules", title="依法行政制度", topics=(t.DOCUMENTS,)),
                Section(id="decisions", title="行政决策", topics=(t.DECISIONS, t.REVIEWS)),
                Section(id="enforcement", title="行政执法", topics=(t.OFFICERS, t.INSPECTION, t.PENALTY, t.LEGAL_REVIEW, t.COMPULSION, t.RANDOM, t.TRANSFER)),
                Section(id="emergencies", title="突发事件应对与安全", topics=(t.HAZARDS,)),
                Section(id="disputes", title="社会矛盾纠纷预防化解", topics=(t.DISPUTES, t.PETITIONS, t.REMEDIES)),
                Section(id="control", title="权力制约和监督", topics=(t.FILE_REVIEW, t.DISCLOSURE)),
                Section(id="leadership", title="组织领导与法治宣传", topics=(t.LAW_STUDY, t.DEBRIEF, t.EDUCATION)),
                _MORE,
            ),
        ),
        _SHORTCOMINGS, _LEADERS, _PLAN, _OTHERS,
    ),
)  # fmt: skip

OUTLINES = (WORK_POINTS, EIGHT_SYSTEMS)


def outline_of(name: object) -> Outline:
    """The built-in outline by id or label; the first one when it is not named."""
    return next((o for o in OUTLINES if name in (o.id, o.label)), WORK_POINTS)


def is_built_in(name: object) -> bool:
    return any(name in (o.id, o.label) for o in OUTLINES)
