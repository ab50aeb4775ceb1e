"""The roles of a township and of those it deals with. A step names one of them or several; posts give them to people."""

from __future__ import annotations

from fadu.kernel.role import CLOCK, Role

LEADERS, STAFF, ENFORCEMENT, LAW, VILLAGE, OUTSIDE, SYSTEM = "领导", "机关", "执法", "法律", "窗口与村社", "外部", "系统"

ROLES = (
    Role("party_secretary", "党委书记", LEADERS),
    Role("town_head", "镇长", LEADERS),
    Role("leader", "分管领导", LEADERS),
    Role("office_head", "部门负责人", LEADERS),
    Role("enforcement_head", "执法队负责人", LEADERS),
    Role("clerk", "经办人", STAFF),
    Role("party_gov_office", "党政办", STAFF),
    Role("justice_office", "司法所", STAFF),
    Role("education_clerk", "普法专干", STAFF),
    Role("petition_clerk", "信访岗", STAFF),
    Role("safety_officer", "应急岗", STAFF),
    Role("cashier", "罚没收缴岗", STAFF),
    Role("archive_keeper", "档案员", STAFF),
    Role("secrecy_reviewer", "保密审查人", STAFF),
    Role("disclosure_clerk", "信息公开岗", STAFF),
    Role("statistician", "统计汇总岗", STAFF),
    Role("officer", "执法人员", ENFORCEMENT),
    Role("enforcement_reviewer", "法制审核人员", ENFORCEMENT),
    Role("hearing_host", "听证主持人", ENFORCEMENT),
    Role("supervision_liaison", "监督联络员", ENFORCEMENT),
    Role("legality_reviewer", "合法性审查人员", LAW),
    Role("counsel", "法律顾问", LAW),
    Role("window_clerk", "综窗人员", VILLAGE),
    Role("permit_handler", "许可承办人", VILLAGE),
    Role("village_cadre", "村（社区）干部", VILLAGE, may_act_for_state=False),
    Role("group_leader", "社长", VILLAGE, may_act_for_state=False),
    Role("grid_worker", "网格员", VILLAGE, may_act_for_state=False),
    Role("mediator", "人民调解员", VILLAGE, may_act_for_state=False),
    Role("helper", "帮办代办员", VILLAGE, may_act_for_state=False),
    Role("district_supervisor", "区司法局监督人员", OUTSIDE),
    Role("district_department", "区级部门", OUTSIDE),
    Role("police", "派出所", OUTSIDE),
    Role("court", "法庭", OUTSIDE),
    Role("applicant", "申请人", OUTSIDE, may_act_for_state=False),
    Role("party", "当事人", OUTSIDE, may_act_for_state=False),
    Role("public", "公众", OUTSIDE, may_act_for_state=False),
    Role(CLOCK, "期限自动", SYSTEM),
    Role("system_admin", "系统管理员", SYSTEM, may_act_for_state=False),
    Role("security_admin", "安全管理员", SYSTEM, may_act_for_state=False),
    Role("auditor", "安全审计员", SYSTEM, may_act_for_state=False),
)

#: People inside the town hall who may write notes, attach papers and link matters on what they may read.
STAFF_ROLES = tuple(r.id for r in ROLES if r.group in (LEADERS, STAFF, ENFORCEMENT, LAW))

#: Who binds and keeps the file of a case, and so reads whatever belongs to it.
FILE_KEEPERS = ("enforcement_head", "archive_keeper")
#: The three keepers of the system (三员), no two of them one person.
KEEPERS = frozenset(r.id for r in ROLES if r.group == SYSTEM and r.id != CLOCK)
#: Who takes in fines, and those who decide them: apart from one another (PEN 67).
CASHIER, FINERS = "cashier", frozenset({"officer", "enforcement_head"})
#: Posts that are held in one village, whose matters alone they show.
IN_A_VILLAGE = frozenset({"village_cadre", "group_leader", "grid_worker"})
