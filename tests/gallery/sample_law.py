"""Invented contexts for the pages of the law: numbers, statutes, procedures, the calculator, the year of working days."""

from __future__ import annotations

from calendar import monthcalendar
from datetime import date
from typing import Any

from fadu.kernel.citation import law
from tests.gallery.sample_more import due as staff_due
from tests.gallery.sample_public import site

PEN = law("行政处罚法")
_HERE = "期限和法规"


def _entries() -> list[dict[str, Any]]:
    rows = (
        ("作出行政处罚决定", "90日以内", "立案", (PEN(60),), True, False, ""),
        ("作出行政处罚决定（农业）", "90日以内", "立案", (law("农业行政处罚程序规定")(),), False, False, ""),
        ("陈述申辩", "3个工作日以内", "告知书送达", (PEN(45), PEN(85)), False, True, ""),
        ("对公民较大数额罚款的听证起点", "5000元", "", (PEN(63),), True, False, "重庆市"),
    )
    return [
        {"label": label, "href": "/law-limit", "value": value, "start": start, "basis": basis, "checked": checked, "default": default, "place": place, "here": True, "uses": 2}
        for label, value, start, basis, checked, default, place in rows
    ]  # fmt: skip


def _home(by: str) -> dict[str, Any]:
    views = (("mechanism", "按机制"), ("statute", "按法规"), ("procedure", "按程序"))
    return {
        "page_title": _HERE, "site": site(_HERE), "by": by, "q": "", "action": "#", "unfolded": True, "unfold_href": "/law-mechanism", "due_href": "/due-form", "workdays_href": "/workdays",
        "views": [{"label": label, "href": f"/law-{key}", "current": key == by} for key, label in views], "counts": {"rules": 241, "statutes": 124, "procedures": 38},
    }  # fmt: skip


def by_mechanism() -> dict[str, Any]:
    return {
        **_home("mechanism"),
        "groups": [
            {"id": "penalty", "title": "行政处罚", "about": "立案到执行的期限，听证、缴款、加处罚款，当场处罚的数额", "entries": _entries()}
        ],
    }


def by_statute() -> dict[str, Any]:
    rows = (
        ("行政处罚法", "中华人民共和国行政处罚法", "主席令第七十号", "法律", "2021年7月15日起", True, 2),
        ("政府督查工作条例", "政府督查工作条例", "国务院令第733号", "行政法规", "2021年2月1日起", False, 1),
    )
    return {
        **_home("statute"),
        "statutes": [
            {
                "short": s,
                "href": "/law-text",
                "title": t,
                "number": n,
                "kind": k,
                "force": f,
                "standing": "现行",
                "checked": c,
                "versions": v,
            }
            for s, t, n, k, f, c, v in rows
        ],
    }


def by_procedure() -> dict[str, Any]:
    return {
        **_home("procedure"),
        "packs": [
            {
                "title": "行政处罚",
                "entries": [
                    {"label": "普通程序行政处罚", "href": "/procedure", "about": "14个状态"},
                    {"label": "当场处罚", "href": "#", "about": "5个状态"},
                ],
            }
        ],
    }


def by_word() -> dict[str, Any]:
    return {**_home("mechanism"), "q": "无此一词", "groups": []}


def limit() -> dict[str, Any]:
    facts = (
        ("依据", "《行政处罚法》第六十三条"),
        ("约束", "当事人"),
        ("起算", "告知书送达"),
        ("延长", "不得延长"),
        ("中止", "没有法定的中止事由"),
        ("逾期后果", "视为放弃要求听证"),
        ("计算规则", "《民法典》第二百零一条"),
        ("地方", "地方不得另定"),
        ("来源", "行政处罚法（2021年1月22日修订）正文"),
        ("核对", "已核（2026年11月23日）"),
    )
    row = {
        "place": "全国",
        "value": "5个工作日以内",
        "force": "2021年7月15日起",
        "standing": "现行",
        "basis": (PEN(64),),
        "source": "行政处罚法（2021年1月22日修订）正文",
        "trust": "已核（2026年11月23日）",
        "checked": True,
        "holds": True,
    }
    old = {
        **row,
        "value": "3日以内",
        "force": "1996年10月1日起，至2021年7月14日止",
        "standing": "已失效",
        "trust": "未核",
        "checked": False,
        "holds": False,
    }
    return {
        "page_title": "要求听证", "site": site(_HERE), "back_href": "/law-mechanism", "due_href": "/due-form", "rows": [row, old],
        "rule": {"label": "要求听证", "topic": "行政处罚", "value": "5个工作日以内", "here": True, "place": "同乐", "facts": [{"label": label, "shown": shown} for label, shown in facts], "trust": "已核", "checked": True},
        "uses": [{"label": "普通程序行政处罚", "href": "/procedure", "steps": [{"label": "告知书已送达", "href": "/procedure", "how": ["开始计算"]}, {"label": "要求听证", "href": "/procedure", "how": ["办理后停止计算", "关口“在期限内提出”"]}]}],
    }  # fmt: skip


def limit_unchecked() -> dict[str, Any]:
    filled = limit()
    return {**filled, "rule": {**filled["rule"], "here": False, "checked": False, "trust": "默认值，法律未规定"}, "uses": []}


def statute() -> dict[str, Any]:
    version = {
        "title": "中华人民共和国行政处罚法",
        "number": "主席令第七十号",
        "kind": "法律",
        "force": "2021年7月15日起",
        "standing": "现行",
        "articles": 86,
        "replaces": [{"label": "1996年行政处罚法", "href": ""}],
        "followed": [],
        "source": "公开发布的法规文本",
        "trust": "已核（2026年11月23日）",
        "checked": True,
        "note": "",
    }
    old = {
        **version,
        "number": "主席令第六十三号",
        "force": "1996年10月1日起，至2021年7月14日止",
        "standing": "已失效",
        "articles": 64,
        "replaces": [],
        "followed": [{"label": "行政处罚法", "href": "#"}],
        "trust": "未核",
        "checked": False,
        "note": "1996年通过，2009年、2017年修正",
    }
    return {
        "page_title": "行政处罚法",
        "site": site(_HERE),
        "back_href": "/law-statute",
        "short": "行政处罚法",
        "versions": [old, version],
        "rules": _entries(),
        "cited": [{"label": "普通程序行政处罚", "href": "/procedure", "basis": (PEN(44), PEN(54), PEN(57))}],
    }


def due_choose() -> dict[str, Any]:
    groups = [
        {"label": "行政处罚", "choices": [{"value": "a", "label": "作出行政处罚决定（90日以内）"}]},
        {"label": "行政强制", "choices": [{"value": "b", "label": "查封、扣押（30日以内）"}]},
    ]
    return {
        "page_title": "算期限",
        "site": site(_HERE),
        "action": "#",
        "rule": None,
        "groups": groups,
        "trouble": "",
        "law_href": "/law-mechanism",
    }


def due_ask() -> dict[str, Any]:
    causes = [{"value": "testing", "label": "检验、检测"}, {"value": "appraisal", "label": "鉴定"}]
    return {
        "page_title": "算期限", "site": site(_HERE), "action": "#", "law_href": "/law-mechanism", "other_href": "/due-form", "wrong": "start",
        "trouble": "“2025-02-30”不存在：2025 年 2 月只有 28 日。", "question": {"start": "2025-02-30", "time": "", "extension": "30", "fine": "200", "until": ""},
        "rule": {"id": "b", "label": "查封、扣押", "value": "30日以内", "start": "实施查封、扣押", "basis": "《行政强制法》第二十五条", "binds": "行政机关", "hours": True, "money": True, "unit": "日", "extends": True, "extension": "至多30日（行政机关负责人批准）", "causes": causes, "href": "/law-limit"},
        "stops": [{"n": n, "first": "", "last": "", "cause": ""} for n in (1, 2, 3)],
    }  # fmt: skip


def due_answer() -> dict[str, Any]:
    filled = staff_due()
    more = [{"label": "最迟送达催告书", "on": date(2025, 5, 16), "why": "届满前须留足催告期和一个工作日提出申请"}]
    extensions = [{"by": "30日", "approver": "行政机关负责人批准", "on": None, "reason": ""}]
    return {
        **filled, "frame": "fadu/public.html", "site": site(_HERE), "due": {**filled["due"], "clock": None, "subject": "算期限", "subject_href": "/due-form"}, "more": more, "grown": {"fen": 12_600, "until": date(2025, 4, 8)},
        "extensions": extensions, "ics_href": "#", "edit_href": "/due-ask", "law_href": "/law-limit", "organ": "同乐镇人民政府", "printed_on": date(2025, 3, 28),
    }  # fmt: skip


def workdays() -> dict[str, Any]:
    return {
        "page_title": "2025年工作日", "site": site(_HERE), "year": 2025, "notice": "国办发明电〔2024〕12号", "working": 248, "law_href": "/law-mechanism", "due_href": "/due-form",
        "months": [{"title": f"{m}月", "working": 21, "weeks": [[_cell(m, d, n) for n, d in enumerate(week)] for week in monthcalendar(2025, m)]} for m in range(1, 13)],
        "years": [{"label": f"{y}年", "href": "#", "current": y == 2025} for y in (2024, 2025, 2026, 2027)],
        "holidays": [{"name": "国庆节、中秋节", "first": date(2025, 10, 1), "last": date(2025, 10, 8), "count": 8, "work": [date(2025, 9, 28), date(2025, 10, 11)]}, {"name": "元旦", "first": date(2025, 1, 1), "last": date(2025, 1, 1), "count": 1, "work": []}],
    }  # fmt: skip


def workdays_unknown() -> dict[str, Any]:
    return {**workdays(), "notice": "", "holidays": []}


def _cell(month: int, day: int, weekday: int) -> dict[str, Any]:
    if not day:
        return {"on": None}
    state = (
        "off"
        if (month, day) in {(10, n) for n in range(1, 9)}
        else "moved"
        if (month, day) in {(9, 28), (10, 11)}
        else "rest"
        if weekday > 4
        else ""
    )
    return {
        "on": date(2025, month, day),
        "state": state,
        "sign": {"off": "休", "moved": "班"}.get(state, ""),
        "why": "周日，国庆节、中秋节放假（国办发明电〔2024〕12号）",
    }
