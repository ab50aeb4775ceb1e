"""Invented contexts for the clerks' pages: a small town in March 2025; nobody here exists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fadu.kernel.citation import law
from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.finding import Refusal
from fadu.web.form import controls

PEN = law("行政处罚法")
CN = ZoneInfo("Asia/Shanghai")
TODAY = date(2025, 3, 18)


def at(month: int, day: int, hour: int = 9, minute: int = 30) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=CN)


def shell(current: str = "我的桌面", person: str = "李文海", post: str = "综合行政执法大队 执法人员") -> dict[str, Any]:
    nav = [
        {"mark": mark, "label": label, "href": f"#{mark}", "current": "page" if label == current else "", "count": count, "late": late}
        for mark, label, count, late in (
            ("desk", "我的桌面", 2, True), ("matters", "事项", 0, False), ("registers", "台账", 0, False),
            ("deadlines", "期限", 7, False), ("figures", "数据与报告", 0, False), ("oversight", "监督", 0, False),
            ("settings", "设置", 0, False),
        )
    ]  # fmt: skip
    return {
        "org": "同乐镇人民政府", "person": person, "post": post, "home_href": "/desk", "today": TODAY,
        "search_href": "/search", "settings_href": "/settings", "logout_href": "#", "nav": nav,
        "thumb": [nav[0], nav[1], nav[3]], "rest": [nav[2], nav[4], nav[5], nav[6]],
        "desks": [{"label": "执法队负责人（代理）", "href": "#"}],
    }  # fmt: skip


def clock(label: str, due: date, left: int, state: str = "ok", unit: str = "个工作日", **more: Any) -> dict[str, Any]:
    return {"label": label, "due_on": due, "left": left, "state": state, "unit": unit, "receipt_href": "/due", **more}


def _item(title: str, kind: str, step: str, why: str, c: dict[str, Any] | None, number: str = "") -> dict[str, Any]:
    return {
        "title": title,
        "kind": kind,
        "step": step,
        "why_mine": why,
        "clock": c,
        "number": number,
        "href": "/matter",
    }


def desk() -> dict[str, Any]:
    late = [
        _item(
            "鑫旺砂石加工点扬尘整改复查",
            "整改",
            "复查",
            "您是责令改正的承办人",
            clock("复查", date(2025, 3, 14), 2, "late"),
            "同乐府责改〔2025〕6号",
        ),
        _item(
            "罚没款20元交存单位",
            "当场收缴",
            "交款",
            "3月14日由您当场收缴",
            clock("交款", date(2025, 3, 17), 1, "late", "日"),
        ),
    ]
    today = [
        _item(
            "周敏占道堆放砂石案",
            "行政处罚·普通程序",
            "作出决定",
            "您是承办人，法制审核已通过",
            clock("办案期限", date(2025, 3, 18), 0, "soon"),
            "同乐府罚立〔2025〕2号",
        ),
    ]
    week = [
        _item(
            "陈家湾农房宅基地申请实地核查",
            "行政许可",
            "记录核查",
            "窗口受理后转给您核查",
            clock("核查", date(2025, 3, 20), 2, "soon"),
            "同乐府许受〔2025〕11号",
        ),
        _item(
            "向日葵幼儿园食堂检查结果公示",
            "行政检查·双随机",
            "公示",
            "检查由您和王素芬完成",
            clock("结果公示", date(2025, 3, 21), 3),
        ),
        {
            **_item(
                "镇级排查（定期）回报",
                "村（社区）排查回报",
                "本轮没有发现",
                "由村（社区）干部办理",
                clock("回报", date(2025, 3, 20), 2, "soon"),
            ),
            "at_once": {"action": "#", "key": "k", "other": "有发现", "other_href": "#"},
        },
        _item("凤栖村垃圾焚烧线索核实", "线索", "核实", "网格上报，指派给您", clock("核实", date(2025, 3, 24), 4)),
    ]
    later = [
        _item(
            "孙氏农家乐无证排污案",
            "行政处罚·普通程序",
            "调查取证",
            "您是承办人",
            clock("办案期限", date(2025, 6, 3), 77, unit="日"),
            "同乐府罚立〔2025〕4号",
        ),
        _item("执法证年度审验材料", "人员", "补充材料", "您的证件5月31日到期", None),
    ]
    groups = [
        {"title": "已超期", "late": True, "entries": late}, {"title": "今天", "entries": today},
        {"title": "本周", "entries": week}, {"title": "以后", "entries": later},
    ]  # fmt: skip
    waiting = [
        {
            "title": "孙氏农家乐查封审批",
            "href": "#",
            "who": "镇长 陈立",
            "since": date(2025, 3, 17),
            "clock": clock("", date(2025, 3, 19), 1, "soon"),
        },
        {
            "title": "涉嫌盗伐林木移送",
            "href": "#",
            "who": "同乐派出所",
            "since": date(2025, 3, 12),
            "clock": clock("", date(2025, 3, 17), 1, "late", "日"),
        },
    ]
    starts = [
        {"label": "当场处罚", "hint": "一屏办完，六十秒内", "href": "/summary-penalty", "light": True},
        {"label": "路面执勤开始", "hint": "两下", "href": "#", "light": True},
        {"label": "登记线索", "hint": "", "href": "#"},
        {"label": "双随机抽查", "hint": "今天还有2家", "href": "#"},
        {"label": "其他程序", "hint": "", "href": "/start"},
    ]
    notices = [{"text": "区司法局通报《2025年行政检查计划备案》已收", "href": "#", "on": date(2025, 3, 17)}]
    return {
        "page_title": "我的桌面", "shell": shell(),
        "desk": {
            "greeting": "李文海的桌面", "summary": "两件已超期，一件今天到期，本周还有三件。", "groups": groups, "quick": [{"label": "当场处罚", "href": "/summary-penalty"}],
            "waiting": waiting, "starts": starts, "notices": notices, "calendar_href": "/deadlines", "ics_href": "#",
        },
    }  # fmt: skip


def desk_empty() -> dict[str, Any]:
    filled = desk()
    first = [
        {"text": "没有公布执法事项清单，还不能立案和处罚", "label": "执法事项清单调整", "href": "#", "note": ""},
        {"text": "没有裁量基准，还不能确定罚多少", "label": "裁量基准", "href": "", "note": "由法制审核人员从“裁量基准”开始"},
    ]
    filled["desk"] |= {"first": first, "groups": [], "waiting": [], "summary": "没有等您办的事项。"}
    filled["empty"] = {
        "title": "现在没有等您办的事", "text": "指派给您的事项、快到期的期限会出现在这里，最急的在最上面。也可以从右侧开始办理一件新事项。",
        "href": "/start", "label": "开始一件新事项",
    }  # fmt: skip
    return filled


def matter() -> dict[str, Any]:
    rail = [
        {"state": "done", "label": "立案", "on": date(2025, 3, 5), "by": "王素芬", "href": "#e0"},
        {"state": "done", "label": "调查终结", "on": date(2025, 3, 10), "by": "李文海", "href": "#e4"},
        {"state": "done", "label": "拟处罚", "on": date(2025, 3, 11), "by": "赵兴国", "href": "#e5"},
        {"state": "now", "label": "已告知", "on": date(2025, 3, 13), "by": "李文海", "href": "#e6"},
        {"state": "next", "label": "法制审核", "on": None, "by": "周岚"},
        {"state": "next", "label": "决定", "on": None, "by": ""},
        {"state": "next", "label": "送达", "on": None, "by": ""},
        {"state": "next", "label": "执行", "on": None, "by": ""},
        {"state": "next", "label": "结案", "on": None, "by": ""},
    ]
    refused = [
        {"label": "作出决定", "refusals": [
            Refusal("legal_review_passed", "重大处罚未经法制审核", "提交法制审核，审核人不得为承办人", (PEN(58),)),
            Refusal("hearing_right_respected", "听证申请期未满，最早可于2025年3月21日作出决定", "等候期满，或请当事人书面放弃听证", (PEN(64),)),
        ]},
        {"label": "调整金额", "refusals": [
            Refusal("within_tier", "拟罚6000元，高于“一般”档上限5000元", "调整到档内", (PEN(34),), overridable=True),
        ]},
    ]  # fmt: skip
    facts = [
        {"label": "违法行为", "shown": "未取得排污许可，将餐饮废水直排沟渠", "sensitivity": "p"},
        {"label": "当事人", "shown": "孙长贵", "sensitivity": "r"},
        {"label": "当事人类别", "shown": "个体工商户（孙氏农家乐）", "sensitivity": "i"},
        {"label": "发现时间", "shown": "2025年3月4日20:40", "sensitivity": "i"},
        {
            "label": "地点",
            "shown": "凤栖村三社，沟渠东侧",
            "sensitivity": "p",
            "was": "凤栖村二社",
            "corrected_href": "#e2",
        },
        {"label": "法律依据", "shown": "《水污染防治法》第八十五条", "sensitivity": "p"},
        {"label": "拟处罚", "shown": "罚款6000元", "sensitivity": "i"},
        {"label": "裁量理由", "shown": "", "blank": True, "sensitivity": "i"},
        {
            "label": "抽样",
            "sensitivity": "i",
            "rows": {
                "head": ["点位", "项目", "结果"],
                "body": [["排口", "化学需氧量", "412毫克每升"], ["沟渠下游", "化学需氧量", "96毫克每升"]],
            },
        },
    ]
    papers = [
        {"title": "立案审批表", "number": "同乐府罚立〔2025〕4号", "on": date(2025, 3, 5), "pages": 1, "href": "#"},
        {"title": "现场勘验笔录", "number": "", "on": date(2025, 3, 6), "pages": 3, "href": "#"},
        {
            "title": "责令改正通知书",
            "number": "同乐府责改〔2025〕9号",
            "on": date(2025, 3, 6),
            "pages": 1,
            "served": "3月6日直接送达",
            "href": "#",
        },
        {
            "title": "事先告知书",
            "number": "同乐府罚告〔2025〕3号",
            "on": date(2025, 3, 13),
            "pages": 2,
            "served": "3月13日直接送达",
            "href": "#",
        },
        {
            "title": "听证告知书",
            "number": "同乐府听告〔2025〕1号",
            "on": date(2025, 3, 13),
            "pages": 1,
            "served": "3月13日直接送达",
            "href": "#",
        },
        {"title": "行政处罚决定书", "owed": True},
    ]
    evidence = [
        {
            "name": "排口照片四张",
            "kind": "照片",
            "on": date(2025, 3, 6),
            "by": "李文海、王素芬",
            "digest": "9f2c41d07be835aa",
            "verified": True,
            "href": "#",
        },
        {
            "name": "孙长贵询问笔录",
            "kind": "笔录",
            "on": date(2025, 3, 7),
            "by": "李文海、王素芬",
            "digest": "77a01be2c9d4f3e1",
            "verified": True,
            "href": "#",
        },
        {
            "name": "水样检测报告",
            "kind": "鉴定意见",
            "on": date(2025, 3, 9),
            "by": "区环境监测站",
            "digest": "c03d5e1178aa2b90",
            "verified": False,
            "href": "#",
        },
    ]
    timeline = [
        {
            "on": date(2025, 3, 17),
            "at": at(3, 17, 16, 5),
            "label": "陈述申辩",
            "by": "孙长贵（李文海记录）",
            "text": "称停业整改期间已自行安装隔油池，请求减轻。复核意见：采纳整改事实，金额另行研究。",
            "anchor": "e7",
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 13),
            "at": at(3, 13, 10, 20),
            "label": "告知",
            "by": "李文海、王素芬",
            "number": "同乐府罚告〔2025〕3号",
            "text": "当面送达，当事人签收，未放弃听证。",
            "anchor": "e6",
            "decisive": True,
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 11),
            "at": at(3, 11, 17, 40),
            "label": "拟处罚",
            "by": "赵兴国",
            "text": "拟罚款6000元。",
            "overrides": [{"label": "金额在裁量档外", "reason": "直排口距饮用水取水点不足三百米，经执法队集体研究报镇长同意。"}],
            "anchor": "e5",
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 10),
            "at": at(3, 10, 15),
            "label": "调查终结",
            "by": "李文海、王素芬",
            "files": 6,
            "anchor": "e4",
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 6),
            "at": at(3, 8, 9, 12),
            "label": "勘验",
            "by": "李文海、王素芬",
            "late_entry": True,
            "text": "排口一处，废水经软管入渠。",
            "files": 4,
            "anchor": "e3",
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 6),
            "at": at(3, 6, 18),
            "label": "更正",
            "by": "李文海",
            "text": "地点由凤栖村二社更正为凤栖村三社。",
            "anchor": "e2",
            "proof_href": "#",
        },
        {
            "on": date(2025, 3, 5),
            "at": at(3, 5, 11),
            "label": "立案",
            "by": "王素芬",
            "number": "同乐府罚立〔2025〕4号",
            "anchor": "e0",
            "decisive": True,
            "proof_href": "#",
        },
    ]
    people = [
        {"name": "孙长贵", "part": "当事人", "href": "#"}, {"name": "李文海", "part": "承办", "detail": "证件有效至2025年5月31日"},
        {"name": "王素芬", "part": "协办", "detail": "证件有效至2026年12月31日"}, {"name": "周岚", "part": "法制审核"},
    ]  # fmt: skip
    links = [
        {"kind": "来源", "number": "", "title": "凤栖村沟渠发黑线索", "state": "已立案", "href": "#"},
        {"kind": "子事项", "number": "同乐府责改〔2025〕9号", "title": "隔油池整改", "state": "待复查", "href": "#"},
    ]  # fmt: skip
    return {
        "page_title": "孙氏农家乐无证排污案", "shell": shell("事项"),
        "matter": {"title": "孙氏农家乐无证排污案", "number": "同乐府罚立〔2025〕4号", "kind": "行政处罚·普通程序", "party": "孙长贵",
                   "place": "凤栖村三社", "handler": "李文海、王素芬", "href": "/matter"},
        "rail": rail, "clock": clock("听证申请期", date(2025, 3, 20), 2, "soon", why="3月13日送达告知书，次日起算五个工作日。", basis=(PEN(64),), ics_href="#"),
        "clocks": [clock("整改复查", date(2025, 3, 14), 2, "late"), clock("办案期限", date(2025, 6, 3), 77, unit="日"), clock("法制审核", date(2025, 3, 27), 7)],
        "acts": [{"label": "提交法制审核", "href": "/step", "decisive": True}, {"label": "记录陈述申辩", "href": "#", "light": True}, {"label": "受理听证申请", "href": "#"}],
        "common": [{"label": w, "href": "#"} for w in ("补充材料", "备注", "关联事项", "更正", "移交经办", "中止")],
        "awaited": [{"who": "周岚（法制审核）", "label": "出具意见"}], "not_yet": [{"label": "结案", "why": "罚款没有缴清"}], "refused": refused,
        "moot": [{"label": "查封、扣押", "refusals": [Refusal("seizure_granted", "法律没有就“无证排放油烟污水”授予查封、扣押的权力", "先行登记保存，或者移送有权机关")]}],
        "facts": facts, "papers": papers, "evidence": evidence, "timeline": timeline, "people": people, "links": links,
        "case_rail": _case_rail(), "volume_href": "#",
        "owed": [{"title": "送达：行政处罚事先告知书", "href": "#", "who": "您", "label": "直接送达", "due_on": date(2025, 3, 20), "mine": True},
                 {"title": "整改：隔油池", "href": "#", "who": "执法人员", "label": "复查", "due_on": date(2025, 3, 14), "mine": False}], "owed_more": 1,
        "published": [],
        "proof": {"entries": 9, "head": "5b1fd8c27a90e4436e0c77d1a2f4b8930f6e5d7c1b2a39485762718093a4b5c6", "checkpoint": {"size": 1284, "at": at(3, 17, 23)}, "verify_href": "#", "download_href": "#"},
    }  # fmt: skip


def _case_rail() -> dict[str, Any]:
    held = (
        ("立案审批表", PEN(54)),
        ("询问、勘验或者现场笔录", PEN(55)),
        ("已核实的证据", PEN(46)),
        ("责令改正", PEN(28)),
        ("调查终结报告", PEN(57)),
        ("裁量说明", PEN(34)),
        ("行政处罚事先告知书", PEN(44)),
    )
    rest = (
        ("告知书送达回证", PEN(61), "lacking"),
        ("陈述申辩笔录，或者放弃的记录", PEN(45), "later"),
        ("法制审核意见书", PEN(58), "later"),
        ("行政处罚决定书", PEN(59), "later"),
        ("结案报告", PEN(47), "later"),
    )
    said = {"kept": "已有", "lacking": "缺", "later": "未到"}
    lines = [
        {"label": label, "basis": (basis,), "state": state, "said": said[state], "href": "#" if state == "later" else ""}
        for label, basis, state in (*((a, b, "kept") for a, b in held), *rest)
    ]
    return {
        "blocks": [
            Refusal("told_and_heard", "未告知拟处罚内容、事实、理由、依据和权利，或未听取陈述申辩", "先告知，记录陈述申辩意见或明确放弃", (PEN(44), PEN(45))),
            Refusal("hearing_right_respected", "听证申请期未满，最早可于2025年3月21日决定", "等候期满；当事人明确放弃或者听证结束的，先记录", (PEN(64),)),
        ],
        "days": {"label": "作出行政处罚决定", "started_on": date(2025, 3, 5), "length": "90日", "gone": 13, "stopped": 0, "left": 77, "due_on": date(2025, 6, 3), "safe_on": None, "paused": False,
                 "basis": "《行政处罚法》第六十条", "href": "#"},
        "kept": 7, "total": 12, "lines": lines,
        "flaws": [{"label": "笔录没有签名，也没有注明、影像或者见证", "basis": (PEN(55),), "remedy": "重新制作笔录，或者补充见证、影像并说明", "points": "案卷评查扣5分", "source": "", "unchecked": True}],
    }  # fmt: skip


DECIDE_FIELDS = (
    Field(name="outcome", label="决定", kind=Kind.CHOICE, choices=("给予处罚", "不予处罚", "移送"), sensitivity=Sensitivity.PUBLIC),
    Field(name="kinds", label="处罚种类", kind=Kind.CHOICE, many=True, choices=("警告", "罚款", "没收违法所得", "责令停产停业"), sensitivity=Sensitivity.PUBLIC),
    Field(name="amount", label="罚款金额", kind=Kind.MONEY, sensitivity=Sensitivity.PUBLIC, example=500000, help="“一般”档为2000元至5000元（含）。"),
    Field(name="ground", label="不予处罚的理由", kind=Kind.CHOICE, choices=("违法行为轻微并及时改正，没有造成危害后果", "初次违法，危害后果轻微并及时改正", "没有主观过错", "违法事实不能成立")),
    Field(name="reasons", label="裁量理由", kind=Kind.NOTE, help="写明从轻、从重的事实，对应证据名称。", example="当事人主动安装隔油池，三日内改正"),
    Field(name="pay_by", label="缴款期限届满日", kind=Kind.DATE),
    Field(name="decision_at", label="决定时间", kind=Kind.INSTANT),
    Field(name="witness", label="见证人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="陈桂华"),
    Field(name="confiscated", label="没收的物品", kind=Kind.ROWS, columns=(
        Field(name="thing", label="名称"), Field(name="quantity", label="数量", kind=Kind.COUNT), Field(name="worth", label="估价", kind=Kind.MONEY))),
    Field(name="reported", label="是否报区司法局备案", kind=Kind.BOOL),
    Field(name="attachment", label="附件", kind=Kind.FILE, help="照片、扫描件均可，单个不超过20兆。"),
    Field(name="basis_item", label="法律依据", kind=Kind.CHOICE, choices=("排污许可管理条例第三十三条", "水污染防治法第八十五条", "村镇规划条例第十二条", "固体废物法第一百一十一条", "噪声法第八十二条", "大气污染防治法第一百一十七条", "动物防疫法第九十八条")),
)  # fmt: skip


def _step_base() -> dict[str, Any]:
    return {
        "page_title": "作出决定", "shell": shell("事项"), "thumbbar": False,
        "matter": {"title": "孙氏农家乐无证排污案", "number": "同乐府罚立〔2025〕4号", "href": "/matter"},
        "step": {
            "label": "作出处罚决定", "decisive": True, "basis": (PEN(57), PEN(59)), "told_basis": (PEN(44), PEN(45)),
            "told": "您有权陈述和申辩，不因申辩加重处罚。对决定不服的，可在六十日内申请行政复议，或在六个月内提起行政诉讼。",
            "consequence": "作出决定后将取号、生成行政处罚决定书，并开始七个工作日的送达期限。决定不能删除，只能变更或撤销。",
        },
        "action": "#", "draft_key": "m4-decide", "cancel_href": "/matter", "key": "k-1", "paper_preview_href": "#",
        "also": {"chosen": [{"id": "wang", "name": "王素芬", "checked": True, "hint": ""}], "others": [], "lapsed": [{"id": "he", "name": "何建", "checked": False, "hint": "证件已于2025年2月28日到期"}]},
        "on": controls([Field(name="_on", label="实际办理日期", kind=Kind.DATE)])[0],
    }  # fmt: skip


def step() -> dict[str, Any]:
    raw = {"outcome": "给予处罚", "kinds": ["罚款"], "amount": "4000", "basis_item": "水污染防治法第八十五条"}
    shown = [f for f in DECIDE_FIELDS if f.name not in ("ground", "witness", "reported", "attachment")]
    more = [f for f in DECIDE_FIELDS if f.name in ("witness", "reported", "attachment")]
    required = ("outcome", "kinds", "amount", "reasons", "basis_item")
    back = {"label": "退回补正", "on": date(2025, 3, 16), "said": "裁量理由没有写明与同类案件的比较，补充后再报"}
    return {**_step_base(), "form": controls(shown, raw, required=required), "more": controls(more), "returned": back}


def step_refused() -> dict[str, Any]:
    refusals = [
        Refusal("fields", "“裁量理由”没有填写", "填写“裁量理由”", field="reasons"),
        Refusal(
            "within_tier",
            "罚款6000元，高于“一般”档上限5000元",
            "调整金额，或报批说明",
            (PEN(34),),
            field="amount",
            overridable=True,
        ),
        Refusal("legal_review_passed", "重大处罚未经法制审核", "提交法制审核，审核人不得为承办人", (PEN(58),)),
    ]
    raw = {"outcome": "给予处罚", "kinds": ["罚款", "没收违法所得"], "amount": "6000", "basis_item": "水污染防治法第八十五条",
           "confiscated": [{"thing": "软管", "quantity": "1", "worth": "80"}, {"thing": "潜水泵", "quantity": "2", "worth": "640"}], "ground": ""}  # fmt: skip
    reasons = [
        {
            "gate": "within_tier",
            "label": "金额在裁量档内",
            "message": "罚款6000元不在“一般”档内",
            "basis": (PEN(34),),
            "text": "",
        }
    ]
    return {
        **_step_base(),
        "form": controls(DECIDE_FIELDS, raw, required=("outcome", "reasons"), refusals=refusals),
        "refusals": refusals,
        "reasons": reasons,
    }


_LOG = (
    ("同乐府罚当〔2025〕31号", "区公安局交巡警支队", "李某", "驾驶非机动车逆向行驶", "罚款", 2000, date(2025, 3, 6), date(2025, 3, 6), "已缴款", "done"),
    ("同乐府罚当〔2025〕32号", "区公安局交巡警支队", "王某某", "驾驶摩托车未戴安全头盔", "警告", 0, date(2025, 3, 6), date(2025, 3, 6), "已结案", "done"),
    ("同乐府罚决〔2025〕3号", "同乐镇人民政府", "陈某", "占用道路堆放砂石", "罚款", 50000, date(2025, 3, 10), date(2025, 3, 12), "待缴款", "soon"),
    ("同乐府罚当〔2025〕33号", "同乐镇人民政府", "同乐镇惠民超市", "门前乱堆杂物", "罚款", 5000, date(2025, 3, 11), date(2025, 3, 11), "已缴款", "done"),
    ("同乐府罚当〔2025〕34号", "区公安局交巡警支队", "周某", "行人不走人行横道", "罚款", 1000, date(2025, 3, 12), date(2025, 3, 12), "交款超期", "late"),
    ("同乐府罚当〔2025〕35号", "区公安局交巡警支队", "何某某", "非机动车载人超员", "罚款", 2000, date(2025, 3, 13), date(2025, 3, 13), "已缴款", "done"),
    ("同乐府罚当〔2025〕36号", "区应急管理局", "吴某", "在禁放区燃放烟花爆竹", "罚款", 10000, date(2025, 3, 14), date(2025, 3, 14), "已缴款", "done"),
    ("同乐府罚当〔2025〕37号", "区公安局交巡警支队", "郑某", "驾驶非机动车逆向行驶", "罚款", 2000, date(2025, 3, 14), date(2025, 3, 14), "已缴款", "done"),
)  # fmt: skip


def register() -> dict[str, Any]:
    from fadu.kernel.field import yuan

    heads = ("文号", "名义", "当事人", "违法行为", "种类", "金额", "决定日", "送达日", "状态")
    columns = [
        {
            "name": f"c{i}",
            "label": h,
            "numeric": h == "金额",
            "sort_href": "#",
            "sort": "descending" if h == "决定日" else "",
        }
        for i, h in enumerate(heads)
    ]
    rows = [
        {"href": "/matter", "peek_href": "/row-peek", "current": i == 2, "cells": [
            {"text": number}, {"text": organ, "label": "名义"}, {"text": party, "label": "当事人"}, {"text": act, "label": "违法行为"},
            {"text": kind, "label": "种类"}, {"text": yuan(fen) if fen else "", "unit": "元", "numeric": True, "label": "金额"},
            {"text": decided.isoformat(), "day": True, "label": "决定日"}, {"text": served.isoformat(), "day": True, "label": "送达日"},
            {"text": state, "tag": tag, "label": "状态"}]}
        for i, (number, organ, party, act, kind, fen, decided, served, state, tag) in enumerate(_LOG)
    ]  # fmt: skip
    choice = lambda *words: [{"value": w, "label": w} for w in words]  # noqa: E731
    filters = [
        {
            "before": "看",
            "name": "year",
            "widget": "select",
            "label": "年度",
            "value": "2025年",
            "choices": choice("2025年", "2024年"),
        },
        {
            "before": "以",
            "name": "organ",
            "widget": "select",
            "label": "名义",
            "value": "任何机关",
            "choices": choice("任何机关", "同乐镇人民政府", "区公安局交巡警支队"),
            "after": "名义作出的",
        },
        {
            "before": "",
            "name": "kind",
            "widget": "select",
            "label": "程序",
            "value": "全部",
            "choices": choice("全部", "简易程序", "普通程序"),
            "after": "处罚，",
        },
        {
            "before": "当事人或行为含",
            "name": "q",
            "widget": "search",
            "label": "文字",
            "value": "",
            "placeholder": "任何文字",
            "after": "，",
        },
        {
            "before": "状态是",
            "name": "state",
            "widget": "select",
            "label": "状态",
            "value": "任何状态",
            "choices": choice("任何状态", "待缴款", "超期"),
            "after": "。",
        },
    ]
    return {
        "page_title": "处罚台账", "shell": shell("台账"),
        "register": {"title": "处罚台账", "about": "本镇以自己名义和受委托作出的行政处罚，每行是一件决定。", "href": "/register", "count": 86,
                     "new": {"label": "当场处罚", "href": "/summary-penalty"}, "import_href": "/import",
                     "export": {"href": "#", "rows": 86, "note": "当事人姓名按内部可见程度导出，导出会留下记录。"}},
        "views": [{"label": "全部", "href": "#", "current": True}, {"label": "待缴款", "href": "#"}, {"label": "本月以镇名义", "href": "#"}, {"label": "超期未交款", "href": "#"}],
        "save_view_href": "#", "filters": filters, "columns": columns, "rows": rows,
        "chooser": [{"name": h, "label": h, "shown": True} for h in heads] + [{"name": "paid", "label": "缴款日", "shown": False}],
        "totals": [{"text": "合计"}, {}, {}, {}, {"text": "86件", "label": "件数"}, {"text": "1710", "unit": "元", "numeric": True, "label": "金额"}, {}, {}, {}],
        "page": {"number": 3, "count": 11, "total": 86, "first": 17, "last": 24},
    }  # fmt: skip


def row_peek() -> dict[str, Any]:
    facts = [
        {"label": "违法行为", "shown": "占用道路堆放砂石"},
        {"label": "处罚", "shown": "罚款500元"},
        {"label": "缴款期限", "shown": "2025年3月27日（周四）"},
    ]
    return {"facts": facts, "row": {"href": "/matter", "label": "看事项"}}


def login() -> dict[str, Any]:
    who = (
        ("李文海", "综合行政执法大队 执法人员", "当场处罚、调查、告知、送达"), ("王素芬", "执法队负责人", "立案、报备、派人"),
        ("周岚", "司法所所长", "合法性审查、法制审核、年度报告"), ("陈立", "镇长", "决定、签发、督办"),
        ("赵兴国", "综合便民窗口", "受理、补正、出件"), ("何桂英", "凤栖村党支部书记", "纠纷、排查、隐患"),
        ("吴志明", "区司法局 执法监督", "查看、评查、督促"),
    )  # fmt: skip
    return {
        "page_title": "登录",
        "people": [{"username": n, "name": n, "post": p, "does": d} for n, p, d in who],
        "next": "/",
    }


def summary_penalty() -> dict[str, Any]:
    law = "《道路交通安全法》第八十九条"
    bike = [
        {"id": f"{tier}|{fen}", "label": label, "words": tier, "warning": not fen, "why": ""}
        for tier, fen, label in (("轻微", 0, "警告"), ("较轻", 1000, "10元"), ("一般", 2000, "20元"), ("较重", 5000, "50元"))
    ]
    items = [
        {"id": str(n), "label": label, "basis": law, "organ": "区公安局", "tiers": bike}
        for n, label in enumerate(
            ("驾驶非机动车逆向行驶", "非机动车驾驶人未戴安全头盔", "行人不走人行横道", "非机动车违反规定载人"), start=1
        )
    ] + [{"id": "5", "label": "乱堆垃圾柴草", "basis": "《村庄和集镇规划建设管理条例》第三十九条", "organ": "", "tiers": bike[:2]}]
    partners = (
        {"id": "wang", "name": "王素芬", "certificate": "证件有效至2026年12月31日", "valid": True, "chosen": True},
        {"id": "he", "name": "何建", "certificate": "已过期（2025年2月28日）", "valid": False, "chosen": False},
    )
    return {
        "page_title": "当场处罚", "task": {"title": "当场处罚", "back_href": "/desk", "who": ""}, "officers": [{"name": "李文海"}], "items": items,
        "pair": {"with": "王素芬", "all": [p for p in partners if p["valid"]], "lapsed": [p for p in partners if not p["valid"]]},
        "blocks": [{"device": "ZD-01", "series": "同乐府当罚", "next_no": 12, "last_no": 50}], "limit_note": "个人200元以下", "chosen": {}, "place": "同乐大道与新街路口", "refusals": (), "reasons": (),
        "villages": [{"code": "500102120201", "name": "春华村"}], "tiers": ("轻微", "较轻", "一般", "较重"),
        "collect_grounds": ("一百元以下", "非机动车、行人、乘车人无异议"), "refused_how": ("执法人员注明", "见证人签字", "音像记录"),
        "told": "违法事实、处罚依据和内容，您可以陈述和申辩，不因此加重。不服的，六十日内申请复议。", "action": "#", "key": "k", "draft_key": "spot",
    }  # fmt: skip
