"""Invented contexts for the thumb-sized pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.finding import Refusal
from fadu.web.form import controls
from tests.gallery.sample_public import _QR
from tests.gallery.sample_staff import PEN, at, clock, summary_penalty


def penalty_refused() -> dict[str, Any]:
    filled = summary_penalty()
    filled["refusals"] = [
        Refusal("two_certified_officers", "持证执法人员少于两人：何建的证件已到期", "换人或增派；现场可先存线索", (PEN(42),)),
        Refusal("fields", "“当事人”没有填写", "填写姓名", field="party_name"),
    ]
    filled["chosen"] = {
        "item": "2",
        "tier": "较轻|1000",
        "signed": "拒签",
        "defence_kind": "有",
        "defence": "说没看见标志，不采纳",
        "pay": "当场收缴",
    }
    return filled


def penalty_done() -> dict[str, Any]:
    return {
        "page_title": "已作出决定", "task": {"title": "当场处罚", "back_href": "/desk", "who": ""},
        "done": {"number": "同乐府罚当〔2025〕38号", "act": "驾驶非机动车逆向行驶", "amount": "罚款20元", "party": "周敏", "at": at(3, 18, 9, 42), "place": "同乐大道与新街路口", "draft_key": "spot", "paper_href": "#", "print_href": "#"},
        "pay": {"code_src": _QR, "due_on": date(2025, 4, 2), "note": "罚款直接入库，执法人员不经手。"}, "next_href": "/summary-penalty", "matter_href": "/matter", "void_href": "#",
    }  # fmt: skip


def pick_item() -> dict[str, Any]:
    return {
        "page_title": "选事项", "task": {"title": "选事项", "back_href": "/summary-penalty"}, "q": "占道", "action": "#",
        "entries": [
            {"label": "占用道路堆放物品", "basis": "《公路安全保护条例》第五十七条", "capacity": "以本镇名义", "href": "#"},
            {"label": "占道经营", "basis": "《城市管理条例》第三十六条", "capacity": "以本镇名义", "href": "#"},
            {"label": "占用消防通道停车", "refused": [Refusal("item_in_force", "该事项不在本镇公布的事项清单内", "移送区消防救援大队", (PEN(24),))]},
        ],
    }  # fmt: skip


def village() -> dict[str, Any]:
    doors = (
        ("talk", "纠纷说好了", "三下办完", "/village-dispute"),
        ("add", "报纠纷", "还没说好的", "#"),
        ("warn", "报隐患", "照片可有可无", "/quick"),
        ("person", "问司法所", "有人回", "#"),
    )
    return {
        "page_title": "凤栖村", "task": {"title": "凤栖村", "who": "何桂英，村调委会"},
        "rounds": [{"title": "2025年3月16日镇级排查（定期）", "scope": "全镇", "until_on": date(2025, 3, 20), "action": "#", "key": "k", "found_href": "#", "urged_on": date(2025, 3, 19)}],
        "waiting": {"found": 3, "left": 2, "ways": [{"label": "登记", "href": "#"}, {"label": "口头调成", "href": "#"}]},
        "doors": [{"mark": m, "label": w, "hint": t, "href": h} for m, w, t, h in doors],
        "mine": [{"title": "李家与周家界树", "href": "#", "state": "已调成", "on": date(2025, 3, 12)}, {"title": "三社涵洞堵塞", "href": "#", "state": "整改中", "on": date(2025, 3, 9)}],
    }  # fmt: skip


def village_dispute() -> dict[str, Any]:
    kinds = ("邻里", "地界", "婚姻家庭", "工钱", "牲畜", "其他")
    return {
        "page_title": "纠纷说好了", "task": {"title": "纠纷说好了", "back_href": "/village", "who": "凤栖村，何桂英"}, "kinds": kinds,
        "chosen": {"kind": "地界", "first": "李大明", "second": "周敏"}, "known": ["李大明", "周敏", "陈桂华"], "told": "双方自愿，说好的话双方都认；不愿调的可以去镇里或法庭（《人民调解法》第二十六条）。",
        "consequence": "登记后就办结了，村里不用再填表。", "action": "#", "key": "k", "draft_key": "vd",
    }  # fmt: skip


def round_return() -> dict[str, Any]:
    return {
        "page_title": "三月纠纷排查",
        "task": {"title": "排查", "who": "何桂英"},
        "round": {
            "title": "三月纠纷排查",
            "level": "村级",
            "village": "凤栖村",
            "scope": "近一个月的邻里、地界、工钱纠纷，重点看外出务工返乡户。",
            "until_on": date(2025, 3, 20),
            "action": "#",
            "found_href": "#",
            "key": "k",
            "told": "没有发现也是结果，报一下就算完成。",
        },
    }


def round_done() -> dict[str, Any]:
    return {**round_return(), "receipt": {"text": "凤栖村三月排查：没有发现", "at": at(3, 18, 8, 2), "matter_href": "#", "may_undo": True}}


def quick() -> dict[str, Any]:
    fields = (
        Field(
            name="what",
            label="什么隐患",
            kind=Kind.CHOICE,
            choices=("用电", "燃气", "消防通道", "地灾", "道路", "其他"),
        ),
        Field(name="place", label="在哪里", kind=Kind.PLACE, example="三社涵洞"),
        Field(name="fixed", label="现场改了没有", kind=Kind.CHOICE, choices=("已改好", "要限期", "要转办")),
    )
    more = (
        Field(name="photo", label="照片", kind=Kind.FILE),
        Field(name="owner", label="责任人", sensitivity=Sensitivity.PERSONAL),
    )
    return {
        "page_title": "报隐患",
        "task": {"title": "报隐患", "back_href": "/village", "who": "凤栖村，何桂英"},
        "form": controls(fields, {"what": "用电"}, required=("what", "place", "fixed")),
        "more": controls(more),
        "act": {"label": "报隐患", "consequence": "已改好的当场办结；其余转应急岗，您会看到结果。"},
        "action": "#",
        "key": "k",
        "draft_key": "h",
    }


def leader() -> dict[str, Any]:
    return {
        "page_title": "我的履职", "task": {"title": "我的履职", "who": "陈立，镇长"},
        "entries": [{"text": "孙氏农家乐查封审批", "href": "#", "kind": "等您决定", "clock": clock("", date(2025, 3, 19), 1, "soon")}, {"text": "《关于禁止露天焚烧秸秆的通告》", "href": "#", "kind": "等您签发，尚缺合法性审查"}],
        "acts": [{"label": "督办", "mark": "warn", "href": "#"}, {"label": "批示", "mark": "edit", "href": "#"}, {"label": "研究议题", "mark": "talk", "href": "#"}, {"label": "带队检查", "mark": "place", "href": "#"}],
        "month": [{"on": date(2025, 3, 14), "text": "督办砂石加工点扬尘整改"}, {"on": date(2025, 3, 6), "text": "主持研究执法人员增补"}],
        "report_says": [{"kind": "text", "text": "镇长听取法治汇报"}, {"kind": "figure", "text": "3次", "href": "#"}, {"kind": "text", "text": "，督办"}, {"kind": "figure", "text": "2件", "href": "#"}, {"kind": "text", "text": "，带队检查"}, {"kind": "figure", "text": "1次", "href": "#"}, {"kind": "text", "text": "。"}], "confirm_href": "#",
    }  # fmt: skip


def link_open() -> dict[str, Any]:
    return {
        "page_title": "办事链接",
        "task": {"title": "办事链接"},
        "error": "口令不对，或者链接已经失效；请核对口令，仍打不开的请联系发链接的人",
    }


def link_home() -> dict[str, Any]:
    doors = [
        {"label": "陈述申辩", "hint": "写下您的意见和理由，不会因此加重处罚。", "href": "#"},
        {"label": "放弃陈述申辩", "hint": "", "href": "#"},
    ]
    return {
        "page_title": "办事链接",
        "task": {"title": "乱堆垃圾柴草", "who": "周敏"},
        "doors": doors,
        "until_on": date(2025, 3, 18),
        "leave_href": "#",
    }


def link_ended() -> dict[str, Any]:
    return {"page_title": "办事链接", "task": {"title": "办事链接"}}


def village_by_link() -> dict[str, Any]:
    shown = village()
    shown["mine"] = [m | {"href": ""} for m in shown["mine"]]
    return shown | {"link": {"until_on": date(2025, 6, 1), "leave_href": "#"}}
