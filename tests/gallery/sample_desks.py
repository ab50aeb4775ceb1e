"""Invented contexts for the desks of texts and disputes: review, mediation, linkage; nobody here exists."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs import catalogue
from fadu.web.form import Control, controls
from tests.gallery.sample_staff import clock, shell


def review() -> dict[str, Any]:
    from tests.gallery.sample_report import workbench

    asked = _opinion()
    return {
        **workbench(), "page_title": "审查台", "shell": shell("事项", "严谨", "合法性审查人员"), "scanned": True, "subject": "规范性文件",
        "document": {"title": "合法性审查：关于禁止露天焚烧秸秆的通告", "kind": "合法性审查", "state": "审查中", "href": "/matter"},
        "papers": ["送审稿", "起草说明", "制定依据"], "papers_href": "#", "file_name": "", "clock": clock("合法性审核", date(2025, 4, 8), 9), "refused": [],
        "acts": [{"label": "退回补正", "href": "#"}, {"label": "征求法律顾问意见", "href": "#"}],
        "checklist": asked[0], "form": asked[1:], "action": "#", "key": "k", "seen": 3, "opinion": "", "points": [],
        "earlier": [{"title": "合法性审查：同乐镇秸秆综合利用奖补办法", "href": "#", "opinion": "应予修改", "on": date(2024, 9, 3), "points": [{"advice": "奖补标准写明资金来源"}]}],
    }  # fmt: skip


def review_standard() -> dict[str, Any]:
    """A contract on an unchanged model text: three facts to compare and one act."""
    return {
        **review(), "scanned": False, "subject": "合同", "papers": [], "papers_href": "", "paragraphs": [], "flags": [], "cited": [], "earlier": [],
        "document": {"title": "合法性审查：办公用房租赁合同", "kind": "合法性审查", "state": "待核示范文本合同", "href": "/matter"},
        "acts": [{"label": "退回补正", "href": "#"}],
        "standard": {
            "facts": [("所用示范文本", "房屋租赁合同（示范文本）（2025年1月2日版）"), ("合同相对方", "重庆某物业管理有限公司"), ("合同金额", "30000元"),
                      ("合同条款", "没有上传，送审单位声明没有改动")],
            "action": "#", "key": "k2", "consequence": "示范文本、相对方和金额经核对无误，出具结论为合法的审查意见书。",
        },
    }  # fmt: skip


def _opinion() -> list[Control]:
    step = catalogue().procedure("legal_counsel.legality_review").step("opine")
    assert step is not None
    fields = [f for n in (*step.fields, *step.optional) if (f := catalogue().procedure("legal_counsel.legality_review").field(n))]
    return controls(fields, {"checklist": [{"point": p} for p in ("制定主体", "法定职权", "内容合法")]}, required=step.fields, blank_rows=0)


def mediation() -> dict[str, Any]:
    fields = (
        Field(name="agreed_facts", label="纠纷主要事实和责任", kind=Kind.NOTE, sensitivity=Sensitivity.PERSONAL), Field(name="agreed_content", label="协议内容", kind=Kind.NOTE),
        Field(name="perform_by", label="履行期限", kind=Kind.DATE),
    )  # fmt: skip
    return {
        "page_title": "调解台", "shell": shell("事项", "温和", "人民调解员"), "dispute": {"title": "陈某与周某邻里纠纷", "href": "/matter", "state": "调解中", "number": "", "place": "凤栖村"},
        "facts": [{"label": "纠纷类型", "shown": "邻里"}, {"label": "事由", "shown": "院坝边界的一棵树挡了采光"}], "acts": [{"label": "调解", "href": "#", "light": True}], "refused": [], "awaited": [],
        "clock": clock("调解纠纷", date(2025, 4, 10), 16), "clocks": [clock("报告可能激化的纠纷", date(2025, 3, 18), 0, "soon")],
        "sittings": [{"on": date(2025, 3, 12), "place": "村便民服务站", "said": "听取双方陈述，到现场看了界石", "helpers": "村法律顾问"}],
        "before": [{"who": "陈某", "kind": "山林土地", "on": date(2023, 6, 2), "state": "已履行", "href": "#"}],
        "clauses": [{"id": "boundary", "label": "界址", "chosen": True}, {"id": "final", "label": "一次了结", "chosen": True}, {"id": "pay", "label": "一次付清", "chosen": False}], "chosen": True,
        "sides": [{"id": "party_a", "name": "陈某", "chosen": False}, {"id": "party_b", "name": "周某", "chosen": True}],
        "form": controls(fields, {"agreed_content": "一、双方以石坎为界。"}), "action": "#", "here": "#", "key": "k", "seen": 4, "consequence": "协议将取号并生成协议书。",
    }  # fmt: skip


def linkage() -> dict[str, Any]:
    done = {"label": "我方回执", "on": date(2025, 3, 4)}
    waiting = {
        "direction": "移入", "side": "清溪派出所", "matter": "邻里推搡后医药费争议", "number": "", "href": "#", "state": "已受理", "on": date(2025, 3, 4), "awaited": "等我们反馈结果", "ours": True,
        "closed": False, "receipts": [done, {"label": "我方反馈", "on": None}], "clock": None, "act": {"label": "反馈结果", "href": "#"},
    }  # fmt: skip
    sent = {
        **waiting, "direction": "移出", "side": "区级调解委员会", "matter": "承包合同纠纷", "number": "同乐调移〔2025〕2号", "awaited": "等对方回执", "ours": False, "state": "已发出",
        "receipts": [{"label": "对方回执", "on": None}, {"label": "对方反馈", "on": None}], "clock": clock("移送办理", date(2025, 3, 20), 2, "soon"), "act": {"label": "登记对方回执", "href": "#"},
    }  # fmt: skip
    ended = {
        **waiting,
        "awaited": "",
        "ours": False,
        "closed": True,
        "state": "已办结",
        "receipts": [done, {"label": "我方反馈", "on": date(2025, 3, 9)}],
        "act": None,
    }
    return {
        "page_title": "联动台", "shell": shell("事项", "方明", "司法所"), "waiting": 1, "starts": [{"label": "移送出去", "href": "#"}, {"label": "登记移入", "href": "#"}],
        "columns": [{"label": "警调", "side": "派出所", "cards": [waiting], "done": [ended]}, {"label": "诉调", "side": "人民法院", "cards": [], "done": []}, {"label": "其他", "side": "区级调委会", "cards": [sent], "done": []}],
    }  # fmt: skip
