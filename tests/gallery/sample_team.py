"""Invented contexts for the pages of the enforcement team."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.kernel.field import Field
from fadu.kernel.finding import Refusal
from fadu.web.form import controls
from tests.gallery.sample_staff import PEN, clock, shell


def can_act() -> dict[str, Any]:
    tiers = [{"name": "轻微", "range": "警告", "conditions": "未影响通行，当场改正"}, {"name": "较轻", "range": "5—10元", "conditions": ""}]
    lapsed = Refusal("item_in_force", "“占道经营”当日不在本镇公布的事项清单内", "移送有权部门", (PEN(20),))
    return {
        "page_title": "能不能办", "task": {"title": "能不能办", "back_href": "/desk", "back_label": "桌面", "who": ""}, "q": "占道", "action": "/quick/can",
        "answers": [
            {"code": "NX", "name": "驾驶非机动车逆向行驶", "basis": "《道路交通安全法》第八十九条", "capacity": "委托", "organ": "区公安局", "acts": "处罚、检查",
             "punishable": True, "on_the_spot": True, "tiers": tiers, "officers": ["李文海", "何建"], "refusals": []},
            {"code": "ZD", "name": "占道经营", "refusals": [lapsed]},
        ],
        "penalty_href": "/quick/penalty", "clue_href": "/begin",
    }  # fmt: skip


def team() -> dict[str, Any]:
    return {
        "page_title": "执法队", "shell": shell("我的桌面", "赵兴国", "执法队负责人"), "may_file": True, "file_href": "/team/file", "days": 60,
        "waiting": [{"title": "周敏：驾驶非机动车逆向行驶", "number": "同乐府当罚〔2025〕38号", "href": "#", "clock": clock("", date(2025, 3, 19), 1, "soon")}],
        "lapsing": [
            {"kind": "执法证", "name": "何建", "last_on": date(2025, 3, 17), "left": "已过期", "state": "late", "stops": "不能办理道路交通的执法", "href": "#"},
            {"kind": "委托", "name": "区消防救援大队", "last_on": date(2025, 4, 30), "left": "还有43日", "state": "", "stops": "3个事项不能再以其名义办理", "href": ""},
        ],
        "devices": {"total": 17, "left": 3, "faulty": [{"title": "执法记录仪03", "fault": "电池无法充电", "who": "何建", "href": "#"}], "unchecked": [{"who": "何建", "count": 2}, {"who": "李文海", "count": 1}]},
        "training": {"asked": 60, "citation": "《提升行政执法质量三年行动计划（2023—2025年）》（未核）", "behind": [{"name": "何建", "hours": 24, "href": "#"}, {"name": "李文海", "hours": 52, "href": "#"}]},
        "reviewing": {"reviewers": 2, "posts": 14, "share": "14.3%（2/14）", "needed": 1, "short": False, "least": "5%", "citation": "《关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（未核）"},
        "cash_href": "#", "versions_href": "#", "can_act_href": "#",
    }  # fmt: skip


def cash_day() -> dict[str, Any]:
    line = {"number": "同乐府当罚〔2025〕38号", "href": "#", "officer": "李文海", "receipt_no": "0012345678", "amount": "20", "on": date(2025, 3, 17),
            "clock": clock("", date(2025, 3, 19), 1, "soon"), "act": "交机关", "act_href": "#"}  # fmt: skip
    without = line | {"receipt_no": "", "clock": None, "act": "", "act_href": ""}
    return {
        "page_title": "缴款日", "shell": shell("我的桌面", "钱慧", "罚没收缴岗"), "register_href": "#", "missing": [without],
        "sums": {"collected": "40", "held": "20", "office": "0", "banked": "20"},
        "groups": [
            {"title": "执法人员手中，待交机关", "about": "二日内交", "total": 1, "sum": "20", "lines": [line]},
            {"title": "机关已收，待缴库", "about": "二日内缴付银行", "total": 0, "sum": "0", "lines": []},
            {"title": "今年已缴库", "about": "列出最近20笔", "done": True, "total": 1, "sum": "20", "lines": [without]},
        ],
    }  # fmt: skip


def archive_room() -> dict[str, Any]:
    def row(n: int, title: str, number: str) -> dict[str, Any]:
        return {
            "id": str(n),
            "title": title,
            "number": number,
            "href": "#",
            "closed_on": date(2025, 3, n),
            "term": "10年，依据《机关文件材料归档范围和文书档案保管期限规定》第八条",
            "ticked": n != 4,
            "alone_href": "#",
        }

    asked = [Field(name="archive_no", label="第一卷的档案号", example="ZF·2025·0017")]
    kinds = (("全部", 3, True), ("当场处罚", 2, False), ("普通程序行政处罚", 1, False))
    return {
        "page_title": "待归档案卷", "shell": shell("我的桌面", "尹存", "档案员"), "total": 3, "before": "ZF·2025·0016", "refusals": (), "action": "#", "key": "k", "home_href": "#",
        "rows": [row(3, "周敏：驾驶非机动车逆向行驶", "同乐府当罚〔2025〕38号"), row(4, "孙氏小吃：占道经营", "同乐府当罚〔2025〕39号"), row(5, "重庆市某建筑劳务有限公司：夜间施工噪声", "")],
        "views": [{"label": label, "count": count, "href": "#", "current": current} for label, count, current in kinds],
        "form": controls(asked, {}, required=("archive_no",)), "page": {"number": 1, "count": 1, "total": 3, "first": 1, "last": 3}, "empty": {},
    }  # fmt: skip


def item_versions() -> dict[str, Any]:
    changes = [
        {"how": "交还", "code": "ZD", "name": "占道经营", "columns": "", "transition": "此前已立案的继续由本镇办理", "cases": [{"title": "孙氏小吃：占道经营", "href": "#"}]},
        {"how": "变更", "code": "FS", "name": "露天焚烧", "columns": "条款", "transition": "", "cases": []},
    ]  # fmt: skip
    return {
        "page_title": "清单比对", "shell": shell("我的桌面", "周岚", "司法所所长"),
        "views": [{"label": date(2025, 7, 1), "href": "#", "current": True}],
        "compared": {"on": date(2025, 7, 1), "before": 104, "after": 112, "changes": changes},
    }  # fmt: skip


def round_desk() -> dict[str, Any]:
    def line(village: str, found: int | None, on: date | None, late: bool = False) -> dict[str, Any]:
        return {"village": village, "found": found, "on": on, "until_on": date(2025, 3, 18), "late": late, "href": "#"}

    return {
        "page_title": "各村回报", "shell": shell("事项"), "round": {"title": "镇级排查（定期）", "href": "#", "on": date(2025, 3, 16), "closed_on": None}, "may": True, "refusals": (),
        "silent": [line("凤栖村", None, None, True), line("长安社区", None, None, True)], "answered": [line("和顺社区", 2, date(2025, 3, 17)), line("春华村", 0, date(2025, 3, 19), True)],
        "total": 4, "found": 2, "urged_on": date(2025, 3, 19), "action": "#", "key": "k", "close_href": "#",
    }  # fmt: skip


def gear() -> dict[str, Any]:
    devices = [
        {"kind": "执法记录仪", "serial": "03", "checked": False, "last_on": date(2025, 3, 17), "fault": "", "href": "#", "fault_href": "#"},
        {"kind": "移动执法终端", "serial": "01", "checked": True, "last_on": date(2025, 3, 18), "fault": "电池无法充电", "href": "#", "fault_href": "#"},
    ]  # fmt: skip
    return {
        "page_title": "我的装备",
        "task": {"title": "我的装备", "back_href": "/desk", "back_label": "桌面", "who": "李文海"},
        "devices": devices,
        "left": 1,
        "action": "#",
        "key": "k",
    }
