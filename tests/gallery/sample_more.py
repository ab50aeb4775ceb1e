"""Invented contexts for calendars, receipts, imports, oversight, settings and faults."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from fadu.kernel.citation import law
from fadu.kernel.field import Field, Kind
from fadu.kernel.finding import Refusal
from fadu.packs.common.link import LINK
from fadu.paper.qr import qr_svg
from fadu.service.founding_questions import GROUPS
from fadu.web.form import controls
from tests.gallery.sample_public import _QR, site
from tests.gallery.sample_staff import PEN, clock, shell


def start() -> dict[str, Any]:
    return {"page_title": "开始", "shell": shell("事项"), "q": "", "groups": [
        {"title": "执法", "entries": [
            {"label": "当场处罚", "hint": "事实清楚、数额小的，一屏办完", "basis": (PEN(51),), "href": "/summary-penalty", "light": True},
            {"label": "行政处罚·普通程序", "hint": "先立案", "basis": (PEN(54),), "href": "#"},
            {"label": "行政检查", "refused": [Refusal("plan_filed", "本年涉企检查计划尚未备案", "先备案计划，或按线索检查")]}]},
        {"title": "线索与隐患", "entries": [{"label": "登记线索", "hint": "谁发现、什么时候", "href": "#", "light": True}, {"label": "隐患", "hint": "当场改好的也要记", "href": "#"}]}]}  # fmt: skip


def registers() -> dict[str, Any]:
    entries = [
        {"label": w, "href": "/register", "about": a, "rows": n, "changed_on": date(2025, 3, d)}
        for w, a, n, d in (
            ("处罚台账", "每行一件决定", 86, 17),
            ("检查台账", "每行一次检查", 115, 18),
            ("票据", "罚没专用票据，连号", 61, 14),
        )
    ]
    lists = [
        {"label": w, "href": "/register", "about": a, "rows": n, "changed_on": date(2025, 3, d)}
        for w, a, n, d in (
            ("执法人员", "姓名、证号、有效期、执法范围", 14, 3),
            ("权责清单", "法定、赋权、委托事项", 104, 1),
            ("检查对象", "企业、场所、监管级别", 212, 10),
        )
    ]
    return {
        "page_title": "台账",
        "shell": shell("台账"),
        "groups": [{"title": "随办理生成", "entries": entries}, {"title": "名录", "entries": lists}],
    }


def register_row() -> dict[str, Any]:
    return {"page_title": "何建", "shell": shell("台账"), "row": {"title": "何建", "register": "执法人员", "register_href": "/registers", "since": date(2023, 3, 1), "until": date(2025, 2, 28), "edit_href": "#", "end_href": "#"},
            "facts": [{"label": "证号", "shown": "渝20-114-0312", "sensitivity": "p"}, {"label": "执法范围", "shown": "综合行政执法"}, {"label": "有效期至", "shown": "2025年2月28日（周五）"}],
            "links": [{"kind": "承办", "title": "惠民超市门前乱堆杂物", "state": "已结案", "href": "#"}], "history": [{"on": date(2025, 3, 3), "text": "证件到期，等候换证", "by": "王素芬"}, {"on": date(2023, 3, 1), "text": "登记，来自《执法人员名册》第7行", "by": "周岚"}]}  # fmt: skip


def import_start() -> dict[str, Any]:
    return {
        "page_title": "导入",
        "shell": shell("台账"),
        "register": {
            "title": "执法人员",
            "href": "/registers",
            "template_href": "#",
            "columns": ["姓名", "证号", "执法范围", "有效期至"],
        },
        "action": "#",
    }


def import_preview() -> dict[str, Any]:
    rows = [
        {"number": 2, "state": "same", "cells": [{"text": "李文海"}, {"text": "渝20-114-0307"}, {"text": "综合行政执法"}, {"text": "2025-05-31"}]},
        {"number": 3, "state": "changed", "cells": [{"text": "王素芬"}, {"text": "渝20-114-0308"}, {"text": "综合行政执法"}, {"text": "2026-12-31", "was": "2025-12-31"}]},
        {"number": 4, "state": "new", "cells": [{"text": "孙莉"}, {"text": "渝20-114-0330"}, {"text": "综合行政执法"}, {"text": "2027-03-31"}]},
        {"number": 5, "state": "wrong", "cells": [{"text": "何建"}, {"text": "渝20-114-0312"}, {"text": "综合行政执法"}, {"text": "2025年2月30日", "error": True}], "error": "第5行“有效期至”：2025年2月没有30日", "remedy": "改为实际日期"},
    ]  # fmt: skip
    return {
        **import_start(),
        "preview": {
            "file": "执法人员名册.xlsx",
            "sheet": "在岗",
            "ready": 12,
            "wrong": 1,
            "same": 9,
            "head": ["姓名", "证号", "执法范围", "有效期至"],
            "rows": rows,
            "more": 10,
            "token": "t",
        },
    }


def import_done() -> dict[str, Any]:
    return {**import_start(), "done": {"rows": 12, "undo_href": "#", "undo_until": date(2025, 3, 25)}}


def deadlines() -> dict[str, Any]:
    first = date(2025, 2, 24)
    marks = {
        date(2025, 3, 14): [("late", "扬尘整改复查")], date(2025, 3, 17): [("late", "罚没款交存")], date(2025, 3, 18): [("soon", "周敏案作出决定"), ("ok", "3号文书送达")],
        date(2025, 3, 20): [("soon", "宅基地核查"), ("soon", "听证申请期满"), ("ok", "三月排查")], date(2025, 3, 21): [("ok", "结果公示")], date(2025, 3, 24): [("ok", "线索核实")],
        date(2025, 3, 6): [("done", "立案")], date(2025, 4, 4): [("ok", "许可决定")],
    }  # fmt: skip

    def cell(on: date) -> dict[str, Any]:
        rest = "清明" if on == date(2025, 4, 4) else ("休" if on.weekday() > 4 else "")
        entries = [{"state": s, "label": w, "href": "/due"} for s, w in marks.get(on, [])]
        return {
            "on": on,
            "in_month": on.month == 3,
            "today": on == date(2025, 3, 18),
            "rest": rest,
            "entries": entries,
            "more": 4 if on.day == 20 and on.month == 3 else 0,
        }

    weeks = [[cell(first + timedelta(days=7 * w + d)) for d in range(7)] for w in range(6)]
    days = [
        {"on": date(2025, 3, 14), "entries": [{"title": "鑫旺砂石加工点扬尘整改", "href": "/matter", "label": "复查", "who": "李文海", "clock": clock("", date(2025, 3, 14), 2, "late")}]},
        {"on": date(2025, 3, 18), "entries": [{"title": "周敏占道堆放砂石案", "href": "/matter", "label": "办案期限", "who": "李文海", "clock": clock("", date(2025, 3, 18), 0, "soon")}]},
        {"on": date(2025, 3, 20), "entries": [{"title": "陈家湾农房宅基地申请", "href": "#", "label": "核查", "who": "李文海", "clock": clock("", date(2025, 3, 20), 2, "soon")}, {"title": "孙氏农家乐无证排污案", "href": "/matter", "label": "听证申请期", "who": "当事人", "clock": clock("", date(2025, 3, 20), 2, "soon")}]},
    ]  # fmt: skip
    return {"page_title": "期限", "shell": shell("期限"), "month": {"title": "2025年3月", "previous_href": "#", "next_href": "#", "today_href": "#", "weeks": weeks}, "list": days, "ics_href": "#",
            "scopes": [{"label": "我的", "href": "#", "current": True}, {"label": "全镇", "href": "#"}, {"label": "等别人的", "href": "#"}]}  # fmt: skip


def due() -> dict[str, Any]:
    days = [
        {"on": date(2025, 3, 27), "kind": "start", "why": "送达当日，不计算在内"}, {"on": date(2025, 3, 28), "kind": "counted", "counted": 1, "why": "工作日"},
        {"on": date(2025, 3, 29), "kind": "rest", "why": "周六"}, {"on": date(2025, 3, 30), "kind": "rest", "why": "周日"}, {"on": date(2025, 3, 31), "kind": "counted", "counted": 2, "why": "工作日"},
        {"fold": "4月1日至3日，连续三个工作日，计入第3至5日"},
        {"on": date(2025, 4, 4), "kind": "rest", "why": "清明节放假", "notice": "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）"},
        {"on": date(2025, 4, 5), "kind": "suspended", "why": "鉴定期间，不计入期限"}, {"on": date(2025, 4, 7), "kind": "counted", "counted": 6, "why": "工作日"}, {"on": date(2025, 4, 8), "kind": "due", "counted": 7, "why": "第七个工作日，届满"},
    ]  # fmt: skip
    return {
        "page_title": "期限怎么算", "shell": shell("期限"), "days": days,
        "due": {"limit": "送达期限", "subject": "孙氏农家乐无证排污案", "subject_href": "/matter", "start_why": "作出决定", "length": "七个工作日", "before": False, "ends": "届满", "answer": _at("届满", date(2025, 4, 8)), "moments": [_at("起算", date(2025, 3, 27), "作出决定"), _at("届满", date(2025, 4, 8))], "lapse": None, "provisional": False, "binds": "行政机关", "basis": (PEN(61), PEN(85)), "clock": clock("送达期限", date(2025, 4, 8), 15, why="3月27日作出决定。", receipt_href="")},
        "intervals": [{"cause": "鉴定", "first": date(2025, 4, 5), "last": date(2025, 4, 6)}], "extensions": [],
    }  # fmt: skip


def _at(label: str, on: date, note: str = "") -> dict[str, Any]:
    return {"label": label, "on": on, "time": None, "note": note}


def search() -> dict[str, Any]:
    return {"page_title": "查找", "shell": shell("事项"), "q": "周敏", "search_text": "周敏", "groups": [
        {"title": "事项", "total": 2, "entries": [{"title": "周敏占道堆放砂石案", "href": "/matter", "meta": "同乐府罚立〔2025〕2号，行政处罚·普通程序，承办李文海", "state": "待决定"}, {"title": "李大明与周敏地界纠纷", "href": "#", "meta": "凤栖村，2025年3月12日", "state": "已调成"}]},
        {"title": "文书", "total": 1, "entries": [{"title": "事先告知书", "href": "#", "meta": "同乐府罚告〔2025〕2号", "excerpt": "……周敏，你于3月3日在新街东段……"}]}]}  # fmt: skip


def search_empty() -> dict[str, Any]:
    return {
        "page_title": "查找",
        "shell": shell("事项"),
        "q": "罚决99",
        "groups": [],
        "empty": {
            "title": "没有找到“罚决99”",
            "text": "可以只输文号的数字、当事人的姓，或文书里的词。别的单位经办的事项不在您的可见范围内。",
            "href": "/register",
            "label": "到台账里筛选",
        },
    }


def register_empty() -> dict[str, Any]:
    from tests.gallery.sample_staff import register

    filled = register()
    filled["register"] |= {"title": "听证台账", "about": "", "count": 0, "new": None, "import_href": ""}
    return {
        **filled,
        "rows": [],
        "views": [],
        "totals": [],
        "empty": {
            "title": "还没有听证",
            "text": "当事人申请听证后，会在这里自动增加一行：申请日、主持人、举行日和结果。没有听证也是事实，年度报告会写“未发生”。",
            "href": "/register",
            "label": "看处罚台账",
        },
    }


def oversight() -> dict[str, Any]:
    groups = [
        {"title": "超期未办", "about": "按届满日排列", "total": 2, "entries": [{"title": "鑫旺砂石加工点扬尘整改复查", "href": "#", "who": "李文海", "clock": clock("", date(2025, 3, 14), 2, "late")}, {"title": "涉嫌盗伐林木移送", "href": "#", "who": "同乐派出所", "text": "未回执", "clock": clock("", date(2025, 3, 17), 1, "late", "日")}]},
        {"title": "经说明理由办理的", "about": "每季由司法所复看", "total": 1, "entries": [{"title": "孙氏农家乐：金额在裁量档外", "href": "#", "who": "赵兴国，镇长同意", "tag": "待复看", "tag_state": "soon"}]},
        {"title": "补录", "about": "发生后三日以上才记录的", "total": 0, "entries": []},
        {"title": "未报排查的村", "about": "", "total": 1, "entries": [{"title": "白岩村三月排查", "href": "#", "who": "村干部周福", "clock": clock("", date(2025, 3, 20), 2, "soon")}]},
    ]  # fmt: skip
    counts = {date(2025, 1, 1) + timedelta(days=n): (n * 7919) % 5 for n in range(77) if (n * 13) % 3 == 0}
    return {
        "page_title": "监督",
        "shell": shell("监督", "周岚", "司法所所长"),
        "groups": groups,
        "refusals_chart": [
            ("执法人员", 9, "9次"),
            ("告知申辩", 7, "7次"),
            ("法制审核", 4, "4次"),
            ("裁量档", 3, "3次"),
            ("事项清单", 2, "2次"),
        ],
        "heat": {"year": 2025, "counts": counts, "label": "被挡下的办理，按日"},
    }


def settings() -> dict[str, Any]:
    return {"page_title": "设置", "shell": shell("设置"), "action": "#", "password_href": "#", "second_factor_href": "#", "ics": {"href": "#"},
            "posts": [{"role": "执法人员", "org": "同乐镇综合行政执法大队", "since": date(2022, 5, 1), "until": date(2025, 5, 31)}], "admin": [{"label": "验证日志", "about": "从头核对每一条记录", "href": "/work"}]}  # fmt: skip


def town() -> dict[str, Any]:
    said = {
        "机关名称": "同乐镇人民政府", "文号里的简称": "同乐", "所属区县": "重庆市涪陵区", "文书上的机关名称": "重庆市涪陵区同乐镇人民政府",
        "公文印发机关": "同乐镇党政综合办公室", "对外网址": "", "便民服务中心地点": "北街12号", "办公时间": "工作日9:00—17:30", "咨询电话": "023-70000000",
    }  # fmt: skip
    beside = [
        ("村（社区）", "增加、改名、撤并"),
        ("复议机关与管辖法院", "写进处罚决定书的复议机关、法院和收款账户"),
        ("发文字号", "启用以前已用到的文号"),
    ]
    return {
        "page_title": "本镇信息", "shell": shell("设置"), "now": {"name": "同乐镇人民政府", "short": "同乐", "since": date(2025, 3, 3), "until": date(2025, 12, 31), "href": "#"},
        "facts": [{"label": label, "shown": text, "blank": not text, "sensitivity": "p"} for label, text in said.items()],
        "coming": [{"name": "和乐镇人民政府", "short": "和乐", "since": date(2026, 1, 1), "until": None, "href": "#"}],
        "past": [{"name": "同乐乡人民政府", "short": "同乐", "since": date(2023, 1, 1), "until": date(2025, 3, 2), "href": ""}],
        "change": {"label": "登记机关信息", "href": "#"}, "beside": [{"label": label, "about": about, "href": "#"} for label, about in beside],
    }  # fmt: skip


def password() -> dict[str, Any]:
    return {"page_title": "改密码", "shell": shell("设置"), "action": "#", "cancel_href": "/settings"}


def first_run() -> dict[str, Any]:
    wrong = Refusal("code", "“50010212”不是九位数字的乡镇代码", "在国家统计局网站查统计用区划代码，取前九位", field="code")
    groups = [
        {"title": t, "folded": t == "对外", "form": controls(fields, {"code": "50010212"}, refusals=(wrong,))}
        for t, fields in GROUPS.items()
    ]
    return {"page_title": "首次设置", "groups": groups, "refusals": (wrong,), "code": "vpk6-sm95-f8b5", "wrong_code": None, "action": "#"}


def first_run_done() -> dict[str, Any]:
    keepers = [
        {"name": n, "login": i, "role": r, "password": "7r2k4m9p3x6w8t"}
        for n, i, r in (("周某", "z01", "系统管理员"), ("吴某", "w01", "安全管理员"), ("郑某", "z02", "安全审计员"))
    ]
    return {"page_title": "首次设置", "done": "同乐镇人民政府", "keepers": keepers, "villages": 14, "login_href": "#"}


def accounts() -> dict[str, Any]:
    rows = [
        {"name": "李文海", "login": "t103", "posts": "执法人员", "tag": "锁定", "sessions": 0, "signed_in_at": datetime(2025, 3, 17, 8, 31), "second": False, "href": "#"},
        {"name": "周岚", "login": "t002", "posts": "司法所、合法性审查人员", "tag": "", "sessions": 2, "signed_in_at": datetime(2025, 3, 18, 9, 2), "second": True, "href": "#"},
        {"name": "周福", "login": "c05", "posts": "村（社区）干部", "tag": "停用", "sessions": 0, "signed_in_at": None, "second": False, "href": "#"},
    ]  # fmt: skip
    return {
        "page_title": "账号和岗位",
        "shell": shell("设置", "管理员", "系统管理员"),
        "rows": rows,
        "words": "",
        "action": "#",
        "begin": {"label": "新建账号", "href": "#"},
    }


def people_list() -> dict[str, Any]:
    apart = Refusal(
        "fines_apart", "李文海同时任“执法人员”，作出罚款决定的与收缴罚款的应当分离", "另选一人收缴，或者先终止他的“执法人员”", (PEN(67),)
    )
    rows = [
        {"line": 1, "cells": ["周岚", "司法所", ""], "wrong": []},
        {"line": 2, "cells": ["李文海", "罚没收缴岗", ""], "wrong": [apart]},
        {"line": 3, "cells": ["周福", "村（社区）干部", "和顺社区"], "wrong": []},
    ]
    asked = [Field(name="list", label="名单", kind=Kind.NOTE, help="一行一个岗位")]
    return {
        "page_title": "登记岗位", "shell": shell("设置", "安全员", "安全管理员"), "form": controls(asked, {"list": "周岚 司法所"}, required=("list",)), "more": [], "refusals": (), "field": "list", "text": "",
        "head": ("姓名", "岗位", "村（社区）"), "rows": rows, "wrong": 1, "ready": False, "act": "登记任职", "brings": "", "names": ["司法所", "执法人员"], "made": None, "action": "#", "key": "k", "back_href": "#",
    }  # fmt: skip


def people_ready() -> dict[str, Any]:
    rows = [r for r in people_list()["rows"] if not r["wrong"]]
    return {
        **people_list(),
        "rows": rows,
        "wrong": 0,
        "ready": True,
        "brings": "自任职之日起可以办理这一岗位的事项；登记写入日志，由安全审计员查看。",
    }


def people_made() -> dict[str, Any]:
    return {
        **people_list(),
        "page_title": "新建账号",
        "made": [
            {"name": "李文海", "login": "t103", "password": "7r2k4m9p3x6w8t"},
            {"name": "周岚", "login": "t002", "password": "4m8r2k6x9p3w7t"},
        ],
    }


def handover() -> dict[str, Any]:
    rows = [
        {
            "title": "关于河边夜间噪声的来访",
            "kind": "信访事项",
            "number": "",
            "place": "和顺社区",
            "due_on": date(2025, 4, 12),
            "href": "#",
            "step_href": "#",
        },
        {
            "title": "向晚：乱堆垃圾柴草",
            "kind": "行政处罚·普通程序",
            "number": "同乐府罚立〔2025〕3号",
            "place": "",
            "due_on": None,
            "href": "#",
            "step_href": "#",
        },
    ]
    return {"page_title": "离岗移交", "shell": shell("桌面"), "groups": [{"name": "尹存", "rows": rows}], "home_href": "#"}


def account() -> dict[str, Any]:
    deeds = [{"id": "unlock", "label": "解除锁定", "brings": "马上可以再登录。"}, {"id": "one_time_password", "label": "重设密码", "brings": "得到一个只用一次的密码，当面交给本人；登录后须先改密码，其他设备退出。"}]  # fmt: skip
    done = [{"at": datetime(2025, 3, 10, 16, 5), "who": "管理员", "act": "重设密码", "reason": "本人持工作证当面申请"}]
    return {"page_title": "李文海", "shell": shell("设置", "管理员", "系统管理员"), "account": {**accounts()["rows"][0], "until": datetime(2025, 3, 18, 9, 45)}, "deeds": deeds,
            "refusals": [Refusal("reason", "没有写明事由", "写明谁提出、怎样核实了本人", field="reason")], "posts": [{"label": "执法人员", "place": "综合行政执法大队", "since": date(2024, 1, 1), "until": None, "over": False, "href": "#", "end_href": "#"}, {"label": "网格员", "place": "和顺社区", "since": date(2022, 1, 1), "until": date(2023, 12, 31), "over": True, "href": "#", "end_href": ""}],
            "waiting": 0, "grant_href": "#", "done": done, "password": "k7m2x9w4t6b3a8", "action": "#", "back_href": "#"}  # fmt: skip


def access_log() -> dict[str, Any]:
    rows = [
        {"at": datetime(2025, 3, 18, 9, 14, 2), "who": "周岚", "act": "查看", "target": "普通程序处罚", "reason": "", "address": "", "href": "#"},
        {"at": datetime(2025, 3, 18, 9, 2, 40), "who": "周岚", "act": "登录", "target": "", "reason": "", "address": "10.3.7.21", "href": ""},
        {"at": datetime(2025, 3, 18, 8, 50, 11), "who": "管理员", "act": "解除锁定", "target": "李文海（t103）", "reason": "本人来电，回拨核实", "address": "", "href": ""},
    ]  # fmt: skip
    filters = [{"before": "从", "name": "first", "label": "自哪天", "widget": "date", "value": "2025-03-01"}, {"before": "，", "name": "who", "label": "谁", "widget": "search", "value": "", "placeholder": "姓名或登录名"}]  # fmt: skip
    return {
        "page_title": "查看记录",
        "shell": shell("设置", "审计员", "安全审计员"),
        "rows": rows,
        "filters": filters,
        "action": "#",
        "page": {"number": 1, "count": 3, "total": 132, "first": 1, "last": 50},
    }


def second_factor() -> dict[str, Any]:
    wrong = Refusal("code", "六位数字不对，或者已经过时", "等应用里换了新的数字，再输入一次", field="code")
    return {
        "page_title": "动态口令",
        "shell": shell("设置"),
        "action": "#",
        "cancel_href": "/settings",
        "on": False,
        "refusals": [wrong],
        "secret": "A2B3 C4D5 E6F7 G2H3",
        "qr": _QR,
    }


def work() -> dict[str, Any]:
    return {
        "page_title": "导出",
        "shell": shell("台账"),
        "work": {"title": "导出检查台账", "about": "按“2025年全部检查”筛选"},
        "progress": {
            "label": "写入表格",
            "done": 31200,
            "total": 100000,
            "unit": "行",
            "poll_href": "",
            "note": "大约还要十秒。",
        },
    }


def work_done() -> dict[str, Any]:
    return {
        **work(),
        "progress": None,
        "result": {"text": "已写好100000行，用时13秒。", "href": "#", "label": "下载表格"},
    }


def paper() -> dict[str, Any]:
    page = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 794 1123'%3E%3Crect width='794' height='1123' fill='%23fff'/%3E%3Ctext x='397' y='160' font-size='34' text-anchor='middle'%3E行政处罚决定书%3C/text%3E%3Cpath d='M110 260h574M110 310h574M110 360h574M110 410h574M110 460h400' stroke='%23999'/%3E%3C/svg%3E"
    return {"page_title": "文书", "shell": shell("事项"), "paper": {"title": "行政处罚决定书", "number": "同乐府罚决〔2025〕3号", "on": date(2025, 3, 10), "organ": "同乐镇人民政府", "matter": "周敏占道堆放砂石案", "matter_href": "/matter", "pdf_href": "#", "docx_href": "#", "digest": "c03d5e1178aa2b90c4e1a07d5ff0", "verify_href": "/verify-result"},
            "pages": [{"src": page, "alt": "第1页"}], "service": [{"mode": "直接送达", "on": date(2025, 3, 12), "place": "新街12号", "to": "周敏本人", "state": "已送达"}], "acts": [{"label": "更正", "href": "#"}]}  # fmt: skip


def procedure() -> dict[str, Any]:
    states = [
        ("filed", "已立案", False),
        ("investigated", "调查终结", False),
        ("drafted", "已拟处罚", False),
        ("told", "已告知", False),
        ("reviewed", "已审核", False),
        ("decided", "已决定", False),
        ("served", "已送达", False),
        ("closed", "已结案", True),
    ]
    steps = [
        ("调查取证", "filed", "filed"),
        ("调查终结", "filed", "investigated"),
        ("拟处罚", "investigated", "drafted"),
        ("告知", "drafted", "told"),
        ("法制审核", "told", "reviewed"),
        ("决定", "reviewed", "decided"),
        ("决定（无需审核）", "told", "decided"),
        ("重新告知", "told", "drafted"),
        ("退回补正", "reviewed", "investigated"),
        ("送达", "decided", "served"),
        ("结案", "served", "closed"),
    ]
    return {
        "page_title": "普通程序", "site": site("期限和法规"), "pack": "行政处罚", "back_href": "/law-procedure", "unfolded": True, "unfold_href": "#", "common": ["补充材料", "备注", "移交经办"],
        "procedure": {"label": "行政处罚·普通程序", "basis": (PEN(54), PEN(57)), "version": "1", "since": date(2021, 7, 15)}, "diagram": {"states": states, "steps": steps},
        "steps": [{
            "id": "tell", "label": "告知", "from": "已拟处罚", "to": "已告知", "roles": "执法人员", "basis": (PEN(44), PEN(63)), "paper": "事先告知书", "told": "您有权陈述、申辩。", "consequence": "作出告知后才能决定。",
            "gates": [{"label": "听证告知", "refusal": "应告知听证权利", "remedy": "送达听证告知书", "basis": (PEN(63), law("行政许可法")(47))}],
            "limits": [{"label": "要求听证", "value": "5个工作日以内", "href": "/law-limit", "checked": True}, {"label": "陈述申辩", "value": "3个工作日以内", "href": "/law-limit", "checked": False}],
            "ends": [{"label": "法制审核", "href": "/law-limit"}], "opens": [{"label": "听证", "href": "/procedure"}], "published": True,
        }],
    }  # fmt: skip


def cleanup() -> dict[str, Any]:
    rows = [
        {"id": "1", "title": "同乐镇秸秆禁烧办法", "number": "同乐府发〔2019〕14号", "on": date(2019, 5, 6), "kind": "规范性文件", "hint": "依据的《重庆市大气污染防治条例》已修改", "decision": "废止", "reason": "与上位法重复", "by": "赵兴国，3月15日"},
        {"id": "2", "title": "同乐镇集体资产出租管理规定", "number": "同乐府发〔2021〕3号", "on": date(2021, 2, 1), "kind": "规范性文件", "hint": "有效期2026年1月31日届满", "decision": "", "reason": ""},
        {"id": "3", "title": "同乐镇村级印章使用规定", "number": "同乐府发〔2022〕9号", "on": date(2022, 8, 12), "kind": "规范性文件", "hint": "", "decision": "", "reason": "", "error": "“修订”没有写明理由 → 写一句理由再选"},
    ]  # fmt: skip
    return {"page_title": "清理", "shell": shell("事项", "赵兴国", "党政办 经办人"), "cleanup": {"title": "2025年规范性文件清理", "state": "逐件提出意见", "about": "凡在有效期内的都已列出，逐件定一个结论并写理由。", "action": "#", "href": "/matter", "may": True},
            "sums": [{"label": "共", "value": 23}, {"label": "继续有效", "value": 11}, {"label": "修订", "value": 3}, {"label": "废止", "value": 4}, {"label": "失效", "value": 1}, {"label": "未定", "value": 4}], "rows": rows, "words": ["继续有效", "修订", "废止", "失效"], "acts": [{"label": "汇总清理意见", "href": "#"}], "refused": [], "awaited": [], "reasons": ["与上位法重复", "事项已完成"]}  # fmt: skip


def forbidden() -> dict[str, Any]:
    return {
        "page_title": "不能查看",
        "code": 403,
        "title": "这一页不在您的可见范围内",
        "what": "举报材料只限承办人员查看",
        "basis": "《行政处罚法》第五十条",
        "todo": [
            {"label": "回到我的桌面", "href": "/desk"},
            {"label": "请承办人移交", "href": "#", "hint": "承办人：王素芬"},
        ],
    }


def missing() -> dict[str, Any]:
    return {
        "page_title": "没有这一页",
        "code": 404,
        "title": "没有找到这一页",
        "what": "地址可能写错了，或者内容已按期撤下。",
        "todo": [
            {"label": "用文号查找", "href": "/search"},
            {"label": "查公示", "href": "/disclosures", "hint": "撤下的公示仍可凭编号验真"},
        ],
    }


def proof() -> dict[str, Any]:
    return {"page_title": "核验", "shell": shell("事项"), "proof": {
        "title": "核验这件事项", "subject": "周敏：店外倾倒污水", "href": "/matter", "back_label": "回到事项", "says": "全部相符：记录之后没有改动", "sound": True,
        "steps": [{"ok": True, "text": "7条记录首尾相连"}, {"ok": True, "text": "内容与指纹一致"}, {"ok": None, "text": "最后一条等待并入全镇日志"}],
        "facts": [{"label": "办理", "shown": "立案"}], "digests": [{"label": "指纹", "text": "c03d5e1178aa2b90"}], "download_href": "#", "download_label": "下载证明文件"}}  # fmt: skip


def _link_entry(holder: str, place: str, opened: bool) -> dict[str, Any]:
    return {
        "holder": holder, "kind": "社长", "place": place, "on": date(2025, 3, 3), "until_on": date(2025, 6, 1), "opened_at": date(2025, 3, 9) if opened else None,
        "failed": 0 if opened else 2, "href": "#", "revoke_href": "#",
    }  # fmt: skip


def links() -> dict[str, Any]:
    asked = [f for f in LINK.fields if f.name in ("link_kind", "holder", "holder_phone")]
    return {
        "page_title": "办事链接", "shell": shell("桌面"), "refusals": (), "action": "#", "key": "k", "may": True, "about": None, "form": controls(asked, {"link_kind": "社长"}, required=("link_kind", "holder")),
        "entries": [_link_entry("何桂英", "凤栖村", True), _link_entry("吴安", "长安社区", False)],
    }  # fmt: skip


def link_slip() -> dict[str, Any]:
    address = "t.cn/l/3f0a9c4d5e6b7a80c1d2"
    return {
        "page_title": "办事链接已发出",
        "shell": shell("桌面"),
        "entry": _link_entry("何桂英", "凤栖村", False),
        "address": address,
        "code": "481502",
        "drawing": qr_svg(address),
        "back_href": "#",
    }
