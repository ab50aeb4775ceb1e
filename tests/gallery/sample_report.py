"""Invented contexts for figures, the report desk, the reader's report and the checker."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.kernel.finding import Refusal
from tests.gallery.sample_staff import at, clock, shell

_PENALTIES = [34, 22, 27, 29, 31, 30, 28, 27, 32, 31, 29, 27]
_CHECKS = [48, 34, 33, 34, 34, 40, 34, 31, 36, 33, 30, 35]
_BEFORE = [30, 25, 26, 24, 30, 28, 27, 25, 29, 28, 26, 24]
_RULE = "本年内作出的行政处罚决定，按决定日计；一件决定有几种处罚的，按最重的一种计一件；后来被撤销的仍计入；作废和不予处罚不计。"


def _i(label: str, shown: str, unit: str, months: list[int], last: str, change: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "shown": shown, "unit": unit, "href": "/figure", "months": months, "months_before": [max(0, m - 1 - i % 3) if i % 2 else m + i % 2 for i, m in enumerate(months)] if last else [],
            "last_year": last, "change": change, "rule": _RULE, "source": "《行政执法统计年报填报说明》", **more}  # fmt: skip


def figures() -> dict[str, Any]:
    penalty = [
        _i("行政处罚", "347", "件", _PENALTIES, "322", "多25件", parts=[
            {"label": "以本镇名义", "shown": "27", "unit": "件", "href": "#", "last_year": "21"},
            {"label": "受区级部门委托", "shown": "320", "unit": "件", "href": "#", "last_year": "301"}]),
        _i("罚没金额", "7480", "元", [730, 500, 480, 950, 540, 520, 420, 480, 840, 540, 950, 530], "", "口径改变，不比"),
        _i("不予处罚", "12", "件", [1, 0, 2, 1, 1, 0, 2, 1, 1, 1, 1, 1], "9", "多3件"),
        _i("听证", "", "件", [], "", "", nil=True),
        _i("处罚公示及时率", "100%", "", [], "97%", "", rate="3／3"),
    ]  # fmt: skip
    check = [
        _i("行政检查", "422", "次", _CHECKS, "455", "少33次", disputed=True),
        _i("双随机抽查", "42", "户次", [0, 0, 4, 3, 4, 5, 4, 4, 6, 5, 4, 3], "38", "多4户次"),
        _i("检查发现问题", "61", "个", [6, 4, 5, 6, 5, 7, 5, 4, 6, 5, 4, 4], "58", "多3个"),
    ]
    people = [
        _i("纠纷排查", "26", "次", [2, 3, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2], "24", "多2次"),
        _i("调解成功率", "96.8%", "", [], "95.1%", "", rate="92／95"),
        _i(
            "普法受众",
            "1236",
            "人次",
            [80, 60, 210, 90, 120, 70, 60, 80, 110, 90, 96, 170],
            "1180",
            "多56人次",
            declared=True,
        ),
        _i("行政复议", "", "件", [], "", "", nil=True),
    ]
    return {
        "page_title": "2025年数据", "shell": shell("数据与报告", "周岚", "司法所所长"), "year": 2025, "as_of": "截至2025年12月31日二十四时",
        "frozen": {"on": date(2026, 1, 5)},
        "q": "", "action": "#", "with_parts": True, "parts_href": "#",
        "years": [{"label": "2025年", "href": "#", "current": True}, {"label": "2024年", "href": "#"}, {"label": "2023年", "href": "#"}],
        "links": [{"label": "报告", "href": "/report"}, {"label": "核数", "href": "/confirm-figures"}, {"label": "导出", "href": "#"}],
        "groups": [{"title": "行政处罚", "id": "penalty", "entries": penalty}, {"title": "行政检查", "id": "check", "entries": check}, {"title": "纠纷与普法", "id": "people", "entries": people}],
    }  # fmt: skip


def _sheet() -> dict[str, Any]:
    return {
        "figure": {
            "label": "行政处罚", "shown": "347", "unit": "件", "period": "2025年1月1日至12月31日", "rule": _RULE, "source": "《行政执法统计年报填报说明》",
            "owner": "王素芬（执法队负责人）", "last_year": {"shown": "322", "change": "多25件"}, "months": _PENALTIES, "months_before": _BEFORE,
            "parts": [{"label": "简易程序", "shown": "344", "unit": "件", "href": "#"}, {"label": "普通程序", "shown": "3", "unit": "件", "href": "#"}],
            "parts_closed": True, "matters_total": 347,
        },
        "matters": [
            {"title": "何某某非机动车逆向行驶", "number": "同乐府罚当〔2025〕381号", "on": date(2025, 12, 30), "href": "#", "place": "同乐大道"},
            {"title": "周某未戴安全头盔", "number": "同乐府罚当〔2025〕380号", "on": date(2025, 12, 29), "href": "#", "place": "新街路口"},
            {"title": "惠民超市门前乱堆杂物", "number": "同乐府罚当〔2025〕379号", "on": date(2025, 12, 26), "href": "#", "place": "新街"},
        ],
        "all_href": "#", "figure_href": "/figure",
    }  # fmt: skip


def figure() -> dict[str, Any]:
    return {"page_title": "行政处罚", "shell": shell("数据与报告", "周岚", "司法所所长"), "back_href": "/figures", "year": 2025, **_sheet(),
            "page": {"number": 1, "count": 15, "total": 347, "first": 1, "last": 25}}  # fmt: skip


def figure_nil() -> dict[str, Any]:
    filled = figure()
    filled["figure"] = {
        "label": "听证",
        "shown": "0",
        "unit": "件",
        "period": "2025年1月1日至12月31日",
        "rule": "本年内举行的听证。",
        "matters_total": 0,
    }
    return {**filled, "page_title": "听证", "matters": [], "page": {"number": 1, "count": 1}}


def _t(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text}


def _f(text: str, state: str = "") -> dict[str, Any]:
    return {"kind": "figure", "text": text, "href": "/figure", "id": "penalty.decisions", "state": state}


def _m(text: str, anchor: str, severity: str) -> dict[str, Any]:
    return {
        "kind": "mark",
        "text": text,
        "anchor": anchor,
        "severity": severity,
        "severity_label": {"stop": "必须改", "warn": "提醒", "note": "提示"}[severity],
    }


def _sections() -> list[dict[str, Any]]:
    return [
        {"id": "s0", "heading": "", "level": 0, "paragraphs": [{"id": "p0", "edit_href": "#", "runs": [_t("现将同乐镇人民政府二〇二五年法治政府建设工作情况报告如下。")]}]},
        {"id": "s1", "heading": "一、工作举措和成效", "level": 1, "paragraphs": []},
        {"id": "s11", "heading": "（一）行政执法", "level": 2, "paragraphs": [
            {"id": "p1", "edit_href": "#", "runs": [_t("全年作出行政处罚"), _f("347件"), _t("，其中以本镇名义"), _f("27件"), _t("、受区级部门委托"), _f("320件"), _t("；罚没金额"), _f("7480元"), _t("。不予处罚"), _f("12件"), _t("。法制审核"), _f("1件"), _t("，未举行听证。")]},
            {"id": "p2", "edit_href": "#", "runs": [_t("开展行政检查"), _f("422次", "disputed"), _t("，其中双随机抽查"), _f("42户次"), _t("，发现问题"), _f("61个"), _t("，"), _m("全部整改到位", "a1", "note"), _t("。")]}]},
        {"id": "s12", "heading": "（二）矛盾纠纷化解", "level": 2, "paragraphs": [
            {"id": "p3", "edit_href": "#", "runs": [_t("镇、村、社三级排查"), _f("26次"), _t("，受理纠纷"), _f("95件"), _t("，调解成功"), _f("92件"), _t("，调解成功率"), _f("96.8%（92/95）"), _t("。培训调解员"), _f("4场次", "declared"), _t("。")]}]},
        {"id": "s2", "heading": "二、不足和原因", "level": 1, "paragraphs": [
            {"id": "p4", "edit_href": "#", "runs": [_t("有"), _f("12件"), _t("事项超过法定期限办结，原因是执法人员两名长期外派；两个村民小组连续两轮未报排查结果。")]}]},
        {"id": "s3", "heading": "三、主要负责人履行第一责任人职责情况", "level": 1, "paragraphs": [
            {"id": "p5", "edit_href": "#", "runs": [_t("党委书记主持研究法治议题"), _f("6次"), _t("，镇长签批督办"), _f("9件"), _t("。")]}]},
        {"id": "s4", "heading": "四、下一年安排", "level": 1, "paragraphs": [
            {"id": "p6", "edit_href": "#", "runs": [_m("进一步加强执法监督", "a2", "warn"), _t("，六月底前补齐执法人员编制。")]}]},
    ]  # fmt: skip


def _findings() -> list[dict[str, Any]]:
    return [
        {"rule": "主要负责人章节", "severity": "stop", "severity_label": "必须改", "message": "履职记录有两条未经本人确认", "suggestion": "送党委书记确认", "citation": "", "anchor": "a0", "number": 0},
        {"rule": "措施可查", "severity": "warn", "severity_label": "提醒", "fragment": "进一步加强执法监督", "message": "计划没有写明做什么、谁做、何时完成", "suggestion": "写明措施、责任单位和完成时间", "anchor": "a2"},
        {"rule": "绝对化表述", "severity": "note", "severity_label": "提示", "fragment": "全部整改到位", "message": "“全部”没有分子和分母", "suggestion": "写作“整改58个，其余3个在期限内”", "anchor": "a1", "mend": {"section": "s12", "paragraph": 0, "start": 9}},
    ]  # fmt: skip


_OUTLINE = [
    {"label": "一、工作举措和成效", "level": 1, "href": "#s1", "state": "ok"}, {"label": "行政执法", "level": 2, "href": "#s11", "state": "finding"},
    {"label": "矛盾纠纷化解", "level": 2, "href": "#s12", "state": "ok"}, {"label": "政务服务", "level": 2, "href": "#", "state": "empty"},
    {"label": "二、不足和原因", "level": 1, "href": "#s2", "state": "ok"}, {"label": "三、第一责任人", "level": 1, "href": "#s3", "state": "finding"},
    {"label": "四、下一年安排", "level": 1, "href": "#s4", "state": "finding"},
]  # fmt: skip

_TITLE = "同乐镇人民政府2025年法治政府建设工作年度报告"


def report() -> dict[str, Any]:
    from fadu.kernel.finding import Refusal

    return {
        "page_title": "报告", "shell": shell("数据与报告", "周岚", "司法所所长"),
        "report": {"title": _TITLE, "organ": "同乐镇人民政府", "state": "已汇编", "edited": "周岚，2026年1月12日16时改", "freeze": {"on": date(2026, 1, 5)}, "print_href": "#", "docx_href": "#"},
        "acts": [{"label": "再核查一遍", "href": "#", "light": True}],
        "refused": [{"label": "提请班子会审定", "refusals": [Refusal("no_stop_finding", "核查有1处必须改正", "逐条处理或写明理由"), Refusal("every_figure_confirmed_or_disputed", "有3个数字未经责任人核对", "提醒责任人核数")]}],
        "may_mend": True, "may_explain": True, "finding_action": "#", "outline": _OUTLINE, "sections": _sections(), "findings": _findings(), "counts": {"stop": 1, "warn": 1, "note": 1},
        "offered": [{"text": "超期办结12件，最长超5个工作日", "href": "#"}, {"text": "经说明理由越过关口4次", "href": "#"}], **_sheet(),
    }  # fmt: skip


def report_edit() -> dict[str, Any]:
    return {"page_title": "改这一段", "shell": shell("数据与报告", "周岚", "司法所所长"), "action": "#", "cancel_href": "/report", "draft_key": "p1",
            "paragraph": {"section": "（一）行政执法", "text": "全年作出行政处罚{行政处罚}件，其中以本镇名义{行政处罚·本镇}件。"},
            "groups": [{"title": "这一节用到的", "open": True, "figures": [{"label": "行政处罚", "shown": "347", "unit": "件"}, {"label": "行政处罚·本镇", "shown": "27", "unit": "件"}]},
                       {"title": "矛盾纠纷", "open": False, "figures": [{"label": "受理纠纷", "shown": "95", "unit": "件"}]}]}  # fmt: skip


def reports() -> dict[str, Any]:
    return {
        "page_title": "报告", "shell": shell("数据与报告", "周岚", "司法所所长"),
        "reports": [
            {"title": "2025年法治政府建设工作年度报告", "period": "2025年", "state": "已汇编", "href": "/report", "due": clock("", date(2026, 3, 1), 48, unit="日")},
            {"title": "2025年行政执法统计年报", "period": "2025年", "state": "已核对", "href": "#", "due": clock("", date(2026, 1, 31), 3, "soon")},
            {"title": "2025年政府信息公开工作年度报告", "period": "2025年", "state": "已公开", "href": "#"},
        ],
        "tools": [{"label": "核数", "about": "各线核对自己的数字，一个一下", "href": "/confirm-figures"}, {"label": "报告核查台", "about": "粘贴任何一份报告，逐处指出问题", "href": "/check"}, {"label": "大纲", "about": "章节、必备内容和句子", "href": "#"}],
    }  # fmt: skip


def report_changes() -> dict[str, Any]:
    late = {"title": "钱志明未按车道通行案", "href": "#", "happened_on": date(2025, 12, 30), "entered_on": date(2026, 2, 10)}
    return {
        "page_title": "冻结后变动", "shell": shell("数据与报告", "苏晴", "统计汇总岗"), "refusals": (), "action": "#", "key": "k", "may": True, "left": 2,
        "report": {"title": "2025年法治政府建设年度报告", "href": "#", "year": 2025, "frozen_on": date(2026, 1, 5), "printed": True},
        "changes": [
            {"label": "行政处罚", "was": "347件", "now": "348件", "why": "冻结后补录1件", "told": False, "same": False, "figure_href": "#", "added": [late], "gone": []},
            {"label": "罚没金额", "was": "7480元", "now": "7500元", "why": "冻结后补录1件", "told": True, "same": False, "figure_href": "#", "added": [late], "gone": []},
            {"label": "行政复议与应诉", "was": "本年没有被申请行政复议。", "now": "声明已撤回", "why": "收到十二月受理的一件复议通知", "told": False, "same": False, "figure_href": "", "added": [], "gone": []},
        ],
    }  # fmt: skip


def report_confirming() -> dict[str, Any]:
    """The desk while the lines confirm their figures."""
    entries = [
        {"role": "执法队负责人", "who": "段诚", "total": 31, "left": 12, "disputed": 1, "reminded_on": date(2026, 1, 7)},
        {"role": "部门负责人", "who": "孔丽", "total": 9, "left": 2, "disputed": 0, "reminded_on": None}, {"role": "司法所", "who": "方明", "total": 14, "left": 0, "disputed": 0, "reminded_on": None},
    ]  # fmt: skip
    refusal = Refusal(
        "every_figure_confirmed_or_disputed", "14个数字未经责任人核对：行政处罚、罚没金额、听证等", "提醒责任人确认，或由其提出异议"
    )
    return {
        **report(), "next": {"label": "核数完成", "who": "司法所、统计汇总岗（方明、佟吉）", "vacant": False, "refusals": (refusal,)},
        "lines": {"entries": entries, "left": 14, "remind_href": "#", "confirm_href": "#"},
    }  # fmt: skip


def report_drafts() -> dict[str, Any]:
    """Three drafts: the whole text, one paragraph mended, and one taken up again."""
    mended = {
        "heading": "二、存在的不足和原因",
        "before": "法制审核力量",
        "old": "薄弱",
        "new": "不足，两名法制审核员都是兼职",
        "after": "。",
    }
    added = {"heading": "四、2026年工作打算", "before": "", "old": "", "new": "充实法制审核人员，每季度评查案卷。", "after": ""}
    drafts = [
        {
            "number": 3,
            "seq": 12,
            "by": "方明",
            "at": at(1, 9, 16, 5),
            "now": True,
            "first": False,
            "changes": [added],
            "paragraphs": 32,
            "lost": 0,
        },
        {
            "number": 2,
            "seq": 10,
            "by": "方明",
            "at": at(1, 8, 10, 40),
            "now": False,
            "first": False,
            "changes": [mended, added],
            "paragraphs": 31,
            "lost": 2,
        },
        {
            "number": 1,
            "seq": 9,
            "by": "方明",
            "at": at(1, 7, 9, 12),
            "now": False,
            "first": True,
            "changes": [],
            "paragraphs": 31,
            "lost": 0,
        },
    ]
    return {
        "page_title": "以前的稿", "shell": shell("数据与报告"), "report": {"title": "2025年度法治政府建设年度报告", "href": "#"}, "drafts": drafts, "may": True,
        "refusals": (), "action": "#", "key": "k",
    }  # fmt: skip


def report_compare() -> dict[str, Any]:
    rows = [
        {"section": "规范行政执法", "label": "行政处罚", "shown": "347", "unit": "件", "href": "#", "last": "322", "change": "多25件", "past": "", "still": False},
        {"section": "规范行政执法", "label": "处罚公示及时率", "shown": "100%（3/3）", "unit": "", "href": "#", "last": "97%（32/33）", "change": "", "past": "", "still": False},
        {"section": "矛盾纠纷化解与信访", "label": "受理纠纷", "shown": "95", "unit": "件", "href": "#", "last": "0", "change": "", "past": "88件", "still": False},
        {"section": "矛盾纠纷化解与信访", "label": "调解员培训", "shown": "4", "unit": "场次", "href": "#", "last": "4", "change": "", "past": "", "still": True},
    ]  # fmt: skip
    return {
        "page_title": "与上年对照", "shell": shell("数据与报告", "周岚", "司法所所长"), "rows": rows,
        "report": {"title": "2025年法治政府建设年度报告", "href": "#", "year": 2025, "last_year": 2024, "last_frozen": False},
    }  # fmt: skip


def confirm_leaders() -> dict[str, Any]:
    said = [_t("镇长主持研究法治建设重要工作"), _f("5"), _t("次，督办"), _f("12"), _t("件。")]
    return {
        "page_title": "第一责任人本人确认", "refusals": (), "action": "#", "key": "k", "paragraphs": [said],
        "task": {"title": "第一责任人本人确认", "back_href": "#", "back_label": "报告", "who": "2025年年度报告"},
    }  # fmt: skip


def past_report() -> dict[str, Any]:
    rows = [
        {"n": 0, "name": "行政处罚", "shown": "352件", "fragment": "全年作出行政处罚352件，罚没金额0.8万元", "chosen": "penalty.decisions"},
        {"n": 1, "name": "纠纷调处数", "shown": "88件", "fragment": "排查化解矛盾纠纷88件", "chosen": ""},
    ]
    return {
        "page_title": "2024年报告（系统外）", "shell": shell("数据与报告", "周岚", "司法所所长"), "refusals": (), "action": "#", "key": "k", "may": True, "rows": rows,
        "past": {"title": "2024年报告（系统外）", "number": "同乐府文〔2025〕3号", "year": 2024, "home_href": "#"},
        "figures": [{"code": "penalty.decisions", "label": "行政处罚"}, {"code": "disputes.accepted", "label": "受理纠纷"}],
    }  # fmt: skip


def yearly() -> dict[str, Any]:
    """The report on enforcement after its restatement, before it is signed again."""
    return {
        "page_title": "行政执法工作年度报告", "shell": shell("数据与报告", "卢数", "统计汇总岗"), "title": "2025年行政执法工作年度报告", "state": "已按冻结数更正",
        "due": clock("", date(2026, 1, 31), 12), "provisional": False, "matter_href": "/matter", "xlsx_href": "#", "papers": [{"label": "2025年行政执法工作年度报告", "href": "/paper"}],
        "acts": [{"label": "按冻结数更正", "href": "#", "ahead": True, "hint": "由冻结的年度报告数字重新填表，逐栏列出与原报送数的差别。"}],
        "restated": [{"table": "执法行为", "label": "行政处罚", "was": "342件", "now": "347件"}, {"table": "执法行为", "label": "行政检查", "was": "未由本系统记录", "now": "422次"}],
        "tables": [
            {"title": "执法主体、人员和事项", "lines": [
                {"label": "执法主体", "shown": "", "last_year": "", "source": "未由本系统记录", "href": ""},
                {"label": "持证率", "shown": "85.7%（12/14）", "last_year": "78.6%（11/14）", "source": "记录汇总", "href": "/figure"},
            ]},
            {"title": "执法行为", "lines": [
                {"label": "行政检查", "shown": "422次", "last_year": "455次", "source": "填报数", "href": "/figure"},
                {"label": "行政处罚·受委托", "shown": "320件", "last_year": "301件", "source": "记录汇总", "href": "/figure"},
                {"label": "行政强制措施", "shown": "0件", "last_year": "0件", "source": "无此情形声明", "href": ""},
            ]},
        ],
    }  # fmt: skip


def request() -> dict[str, Any]:
    """A district's table half matched: an open cell first, one with a number, one left with its reason."""
    cell = {"unit": "件", "shown": "", "href": "", "why": "", "other": "", "answered": False, "options": []}
    return {
        "page_title": "上级报表", "shell": shell("数据与报告", "卢数", "统计汇总岗"), "title": "报表：2025年法治工作统计表", "state": "已导入", "asked_by": "区司法局", "period": "2025年1—9月",
        "provisional": True, "open": 1, "may": True, "refusals": (), "action": "#", "key": "k", "matter_href": "/matter", "xlsx_href": "#", "all_figures": ["行政处罚", "受理纠纷"],
        "acts": [],
        "rows": [
            {**cell, "n": 1, "place": "统计表 B4", "label": "受理矛盾纠纷·数量", "options": [{"value": "disputes.accepted", "label": "受理纠纷", "chosen": False}]},
            {**cell, "n": 0, "place": "统计表 B3", "label": "行政处罚·数量", "shown": "347件", "href": "/figure", "answered": True, "options": [{"value": "penalty.decisions", "label": "行政处罚", "chosen": True}]},
            {**cell, "n": 2, "place": "统计表 B5", "label": "法治培训学时·数量", "unit": "", "why": "本镇没有记录学时", "answered": True},
        ],
    }  # fmt: skip


def confirm_figures() -> dict[str, Any]:
    return {
        "page_title": "核数", "task": {"title": "核数", "back_href": "/desk", "who": "王素芬，2025年数据"}, "left": 2, "due": clock("", date(2026, 1, 12), 3), "action": "#", "may": True,
        "entries": [
            {"id": "d", "label": "行政处罚", "shown": "347", "unit": "件", "last_year": "322", "change": "多25件", "rule": _RULE, "href": "/figure", "state": "open"},
            {"id": "a", "label": "罚没金额", "shown": "7480", "unit": "元", "last_year": "6920", "change": "多560元", "rule": _RULE, "href": "/figure", "state": "open"},
            {"id": "c", "label": "行政检查", "shown": "422", "unit": "次", "last_year": "455", "change": "少33次", "rule": _RULE, "href": "/figure", "state": "disputed", "note": "路面执勤应按班次计"},
            {"id": "n", "label": "不予处罚", "shown": "12", "unit": "件", "last_year": "9", "change": "多3件", "rule": _RULE, "href": "/figure", "state": "confirmed"},
        ],
    }  # fmt: skip


def district() -> dict[str, Any]:
    from fadu.packs.annual_report.town_figures import KEY, PACKAGE
    from fadu.web.form import controls

    other = "计数规则不同：当年作出的处罚决定，受委托作出的不计"
    far = "与各镇街的中位数96相差3倍以上，可核对事项范围和计数口径"
    towns = (
        ("同乐镇", "347", "322", other),
        ("白鹤镇", "12", "410", far),
        ("大河乡", "58", "61", ""),
        ("龙潭街道", "702", "655", far),
        ("清溪镇", "96", "", ""),
    )
    return {
        "page_title": "各镇街数据", "shell": shell("监督", "吴志明", "区司法局 执法监督"), "year": 2025, "years": [2025, 2024],
        "codes": [("penalty.decisions", "行政处罚"), ("disputes.settled", "调解成功")], "code": "penalty.decisions", "figure": {"label": "行政处罚", "rule": _RULE},
        "towns": [{"name": n, "shown": v, "unit": "件", "base": "", "last_year": last, "note": note, "href": "#"} for n, v, last, note in towns],
        "total": {"shown": "1215", "unit": "件", "base": ""}, "fewest": 4, "refusals": (), "act_label": "接收", "key": "k", "back_href": "#", "action": "#", "form": controls([PACKAGE, KEY], {}, required=("package",)),
    }  # fmt: skip


def public_report() -> dict[str, Any]:
    from tests.gallery.sample_public import site

    sections = [
        {
            **s,
            "paragraphs": [{**p, "runs": [r if r["kind"] != "mark" else _t(r["text"]) for r in p["runs"]]} for p in s["paragraphs"]],
        }
        for s in _sections()
    ]
    return {
        "page_title": _TITLE, "site": site("年度报告"),
        "report": {"title": _TITLE, "number": "同乐府〔2026〕8号", "organ": "同乐镇人民政府", "year": 2025, "signed_on": date(2026, 1, 22), "published_on": date(2026, 1, 26), "index_number": "11500102008675310X/2026-00008", "subject": "综合政务；法治政府建设", "pdf_href": "#", "docx_href": "#", "data_href": "#", "verify_href": "#", "opinion_href": "#"},
        "contents": [{"label": o["label"], "href": o["href"]} for o in _OUTLINE if o["level"] == 1], "sections": sections,
        "years": [{"label": "2025年", "href": "#", "current": True}, {"label": "2024年", "href": "#"}],
    }  # fmt: skip


def public_figure() -> dict[str, Any]:
    from tests.gallery.sample_public import site

    return {**figure(), "site": site("年度报告"), "back_href": "/public-report"}


def workbench() -> dict[str, Any]:
    from fadu.kernel.citation import law
    from fadu.kernel.finding import Refusal

    paragraphs = [
        {"id": "a1", "runs": [_t("为了加强秸秆露天焚烧管控，现将有关事项通告如下。")]},
        {
            "id": "a2",
            "runs": [_t("一、全镇范围内禁止露天焚烧秸秆。违反的，"), _m("一律处以五百元罚款", "c1", "stop"), _t("。")],
        },
        {"id": "a3", "runs": [_t("二、各村（社区）"), _m("应当办理焚烧许可后", "c2", "stop"), _t("方可集中处置。")]},
        {
            "id": "a4",
            "runs": [_t("三、本通告自发布之日起施行，"), _m("《同乐镇秸秆禁烧办法》", "c3", "warn"), _t("同时适用。")],
        },
    ]
    flags = [
        {"rule": "设定处罚", "severity": "stop", "severity_label": "必须改", "fragment": "一律处以五百元罚款", "message": "镇的规范性文件不得设定行政处罚", "citation": "《行政处罚法》第十六条", "suggestion": "改为“由有权机关依法处理”", "anchor": "c1"},
        {"rule": "设定许可", "severity": "stop", "severity_label": "必须改", "fragment": "应当办理焚烧许可后", "message": "镇的规范性文件不得设定行政许可", "citation": "《行政许可法》第十七条", "suggestion": "删去该条件", "anchor": "c2"},
        {"rule": "引用已废止", "severity": "warn", "severity_label": "提醒", "fragment": "《同乐镇秸秆禁烧办法》", "message": "该文件已在2024年清理中废止", "suggestion": "删去引用", "anchor": "c3"},
    ]  # fmt: skip
    return {
        "page_title": "文稿", "shell": shell("事项", "赵兴国", "党政办 经办人"), "document": {"title": "关于禁止露天焚烧秸秆的通告", "kind": "规范性文件", "state": "起草中", "href": "/matter"}, "awaited": [], "clock": None,
        "paragraphs": paragraphs, "flags": flags, "acts": [{"label": "改文稿", "href": "#"}, {"label": "送合法性审查", "href": "#", "light": True}],
        "pack": [{"label": "起草说明", "done": True, "href": "#"}, {"label": "依据文本", "done": True, "href": "#"}, {"label": "征求意见和采纳情况", "done": False, "href": "#"}, {"label": "公平竞争审查结论", "done": False, "href": "", "who": "等部门负责人办理“公平竞争审查”", "basis": (law("公平竞争审查条例")(12),)}],
        "refused": [{"label": "签发", "refusals": [Refusal("reviewed_lawful", "未经合法性审查", "送审"), Refusal("consulted", "征求意见不满法定日数，最早可于2025年4月8日", "等候期满")]}],
        "cited": [{"label": "《大气污染防治法》第七十七条", "href": "#", "state": "法规库有"}, {"label": "《同乐镇秸秆禁烧办法》", "href": "", "state": "已废止"}],
    }  # fmt: skip
