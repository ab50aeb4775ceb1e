"""Invented contexts for the report checker: giving a report, what was found, the rules."""

from __future__ import annotations

from typing import Any

from tests.gallery.sample_public import site

_TABS = (("查一份报告", "/check"), ("与上年对照", "/check-last-year"), ("发布页对原稿", "/check-published"))
_FAMILIES = (
    ("文字", "发布时丢的字、重字、断号、括号不成对、易错词"),
    ("引用", "年份、文号、文件名称、机关称谓、过时的表述"),
    ("数字", "分项与总数、比率与件数、增幅、前后矛盾"),
    ("结构", "必备部分、应写而没写的事项、文号和落款"),
    ("法律", "概念、权限、公开文本里的个人信息"),
)


def _tabs(current: str) -> list[dict[str, Any]]:
    return [{"label": label, "href": href, "current": label == current} for label, href in _TABS]


def check() -> dict[str, Any]:
    return {
        "page_title": "报告核查", "site": site("报告核查"), "tabs": _tabs("查一份报告"), "mode": "", "action": "/check", "first": "报告", "second": "",
        "families": [{"label": f, "about": a} for f, a in _FAMILIES], "rules": 43, "sample_href": "/check-result", "rules_href": "/check-rules",
    }  # fmt: skip


def check_last_year() -> dict[str, Any]:
    return {**check(), "tabs": _tabs("与上年对照"), "mode": "last-year", "first": "今年的报告", "second": "上年的报告"}


def check_published() -> dict[str, Any]:
    from fadu.kernel.finding import Refusal

    wrong = Refusal("checker", "没有找到中文文字，可能不是报告或已经损坏", "请确认文件内容后重新上传", (), "before_text")
    return {
        **check(),
        "tabs": _tabs("发布页对原稿"),
        "mode": "published",
        "first": "已经发布的网页",
        "second": "原稿",
        "own_years": [2025, 2024],
        "refusals": (wrong,),
        "text": "已经粘贴的文字",
    }


def _mark(text: str, anchor: int, severity: str, label: str) -> dict[str, Any]:
    return {"text": text, "anchor": anchor, "severity": severity, "label": label, "named": True, "ids": [], "all": str(anchor)}


def _found(anchor: int, severity: str, label: str, title: str, message: str, **more: Any) -> dict[str, Any]:
    return {
        "anchor": anchor,
        "severity": severity,
        "label": label,
        "title": title,
        "message": message,
        "rule_href": "/check-rule",
        "place": f"第{anchor + 1}行",
        "key": f"x-{anchor}",
        **more,
    }


def check_result() -> dict[str, Any]:
    stop, warn, note = ("stop", "必须改"), ("warn", "提醒"), ("note", "提示")
    lines: list[tuple[str, list[dict[str, Any]]]] = [
        ("sheet-title", [{"text": "清水镇人民政府2024年法治政府建设年度报告"}]),
        ("", [{"text": "根据《法治政府建设实施纲要（"}, _mark("20212025年", 1, *stop), {"text": "）》要求，全年排查纠纷88件，调解成功率"}, _mark("达100%以上", 2, *stop), {"text": "。"}]),
        ("h-1", [{"text": "一、主要举措和成效"}]),
        ("", [{"text": "办理案件43件，其中简易程序38件、普通程序5件，"}, _mark("所有案件均做到程序合法", 4, *note), {"text": "；"}, _mark("三是是", 3, *warn), {"text": "健全制度。"}]),
    ]  # fmt: skip
    groups = [
        (*stop, [
            _found(1, *stop, "年份区间残缺", "年份区间缺少连接号，可能为发布或转码丢字", change={"before": "2021", "old": "", "new": "—", "after": "2025年"}, ticked=True),
            _found(2, *stop, "比率超出可能范围", "比率不可能超过100%", before="88件，调解成功率", fragment="达100%以上", after="。", advice="请核对后写实际比率"),
        ]),
        (*warn, [_found(3, *warn, "文字重复", "“是”字重复", change={"before": "三是", "old": "是", "new": "", "after": ""})]),
        (*note, [_found(4, *note, "绝对化表述", "绝对化的断言需要逐件核对的证据", before="普通程序5件，", fragment="所有案件均做到程序合法", after="；三是是", advice="请写出总数和核查情况", citation="《中华人民共和国行政处罚法》第四十条")]),
    ]  # fmt: skip
    return {
        "page_title": "核查结果", "site": site("报告核查"), "tabs": _tabs("查一份报告"), "mode": "", "heading": "核查结果", "name": "年报", "total": 4, "rules": 43, "mendable": 2, "wants_file": True,
        "paragraphs": [{"id": f"p{n}", "line": n, "css": css, "runs": runs} for n, (css, runs) in enumerate(lines, 1)],
        "groups": [{"severity": s, "label": label, "findings": findings} for s, label, findings in groups],
        "held": [{"text": "43 = 38 + 5", "place": "第4行", "href": "#p4"}], "beside": [], "carried": "0", "text": "清水镇人民政府2024年法治政府建设年度报告",
        "own": {"year": 2024, "rows": [{"name": "行政处罚件数", "now": "43件", "before": "41件", "change": "多2", "same": False, "href": "#p4"}]},
        "mend_action": "#", "docx_action": "#", "sheet_action": "#", "action": "/check", "again_href": "/check", "rules_href": "/check-rules",
    }  # fmt: skip


def check_clean() -> dict[str, Any]:
    return {**check_result(), "tabs": _tabs("发布页对原稿"), "mode": "published", "heading": "发布页与原稿的差别", "total": 0, "groups": [], "held": [], "own": None, "mendable": 0, "wants_file": False,
            "paragraphs": [{"id": "p1", "line": 1, "css": "sheet-title", "runs": [{"text": "清水镇人民政府2024年法治政府建设年度报告"}]}]}  # fmt: skip


def check_rules() -> dict[str, Any]:
    rules = (("T1", "年份区间残缺", "stop", "必须改"), ("T3", "文字重复", "warn", "提醒"), ("T8", "易错词", "warn", "提醒"))
    return {"page_title": "核查规则", "site": site("报告核查"), "total": 43, "checker_href": "/check",
            "families": [{"label": "文字", "rules": [{"code": c, "title": t, "severity": s, "label": label, "href": "/check-rule"} for c, t, s, label in rules]}]}  # fmt: skip


def check_rule() -> dict[str, Any]:
    return {
        "page_title": "文字重复", "site": site("报告核查"), "rules_href": "/check-rules", "checker_href": "/check", "sample_href": "/check-result",
        "rule": {"code": "T3", "title": "文字重复", "severity": "warn", "label": "提醒", "family": "文字", "explanation": "字、词、标点、标题或者整句重复，多为粘贴、修改时留下。", "citation": ""},
        "page": {"why": "重字、重句说明文稿没有通读。", "mend": "删去多余的一处。", "right": "三是健全制度。", "last": "", "sample": True},
        "example": {"paragraphs": [{"css": "", "runs": [{**_mark("三是是", 1, "warn", "提醒"), "still": True}, {"text": "健全制度。"}]}], "message": "“是”字重复"},
        "others": [{"title": "年份区间残缺", "href": "#"}, {"title": "易错词", "href": "#"}],
    }  # fmt: skip
