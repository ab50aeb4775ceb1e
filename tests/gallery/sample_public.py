"""Invented contexts for the citizens' pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fadu.kernel.citation import law
from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.finding import Refusal
from fadu.packs.disputes.fields import ASKED
from fadu.web.form import controls
from tests.gallery.sample_staff import clock

_QR = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'%3E%3Cpath d='M0 0h3v3H0zM7 0h3v3H7zM0 7h3v3H0zM4 1h1v1H4zM5 3h1v2H5zM4 5h2v1H4zM7 5h1v1H7zM6 7h1v2H6zM8 8h2v1H8zM4 8h1v1H4z'/%3E%3C/svg%3E"


def site(current: str = "") -> dict[str, Any]:
    return {
        "name": "同乐镇法治公开", "organ": "同乐镇人民政府", "home_href": "/home", "larger_href": "?size=large",
        "nav": [{"label": w, "href": h, "current": w == current} for w, h in (("办事", "/guides"), ("查公示", "/disclosures"), ("说纠纷", "/dispute"), ("验真伪", "/verify"), ("年度报告", "/public-report"), ("报告核查", "/check"))],
        "foot": [{"label": "工作人员登录", "href": "/login"}, {"label": "开放数据", "href": "#"}, {"label": "无障碍说明", "href": "#"}], "contact": "便民服务中心 023-7210 0000",
    }  # fmt: skip


def home() -> dict[str, Any]:
    doors = (("hall", "要办事？", "办事", "找事项、看要带什么、几天办好", "/guides"), ("board", "想知道政府做了什么？", "查公示", "处罚、许可、检查、文件和报告", "/disclosures"),
             ("talk", "和人有了纠纷？", "说纠纷", "说清楚事情，调解不收费", "/dispute"), ("proof", "手里的文书是真的吗？", "验真伪", "扫码或输编号，当场知道", "/verify"))  # fmt: skip
    return {
        "page_title": "首页", "site": site(), "doors": [{"mark": m, "question": q, "label": n, "about": a, "href": h} for m, q, n, a, h in doors],
        "latest": [
            {"title": "陈某占用道路堆放砂石处罚决定", "href": "/disclosure", "kind": "行政处罚", "on": date(2025, 3, 17)},
            {"title": "凤栖村三社李某农村宅基地批准", "href": "#", "kind": "行政许可", "on": date(2025, 3, 14)},
            {"title": "2025年第一季度双随机抽查结果", "href": "/draw", "kind": "行政检查", "on": date(2025, 3, 12)},
            {"title": "《同乐镇2025年普法责任清单》", "href": "#", "kind": "文件", "on": date(2025, 3, 7)},
        ],
        "latest_href": "/disclosures", "number_action": "/progress", "consult": [{"title": "关于禁止露天焚烧秸秆的通告（征求意见稿）", "href": "/consultation", "until_on": date(2025, 4, 8)}],
    }  # fmt: skip


def disclosures() -> dict[str, Any]:
    choice = lambda *words: [{"value": w, "label": w} for w in words]  # noqa: E731
    rows = (
        ("陈某占用道路堆放砂石处罚决定", "同乐府罚决〔2025〕3号", 17, "公示中"),
        ("惠民超市门前乱堆杂物处罚决定", "同乐府罚当〔2025〕33号", 14, "公示中"),
        ("周某未经许可采伐林木处罚决定", "同乐府罚决〔2025〕2号", 3, "已更正"),
        ("某砂石加工点未采取防尘措施处罚决定", "同乐府罚决〔2025〕1号", 1, "已撤下"),
    )
    return {
        "page_title": "查公示", "site": site("查公示"), "heading": "查公示", "about": "公示内容依法隐去个人信息；到期撤下的，仍可凭编号验真。",
        "filters": [{"before": "看", "name": "y", "widget": "select", "label": "年度", "value": "2025年", "choices": choice("2025年", "2024年"), "after": "的"}, {"before": "", "name": "kind", "widget": "select", "label": "类别", "value": "行政处罚（27）", "choices": choice("全部类别（198）", "行政处罚（27）", "行政许可（41）", "行政检查（118）", "文件（9）", "报告（3）"), "after": "，"}, {"before": "内容含", "name": "q", "widget": "search", "label": "文字", "value": "", "placeholder": "任何文字", "after": "。"}],
        "entries": [{"title": t, "number": n, "organ": "同乐镇人民政府", "on": date(2025, 3, d), "state": s, "href": "/disclosure"} for t, n, d, s in rows],
        "page": {"number": 1, "count": 3, "total": 27, "first": 1, "last": 10}, "action": "#", "data_href": "#", "feed_href": "#",
    }  # fmt: skip


def disclosure() -> dict[str, Any]:
    return {
        "page_title": "处罚决定公示", "site": site("查公示"),
        "item": {"title": "陈某占用道路堆放砂石处罚决定", "kind": "行政处罚", "number": "同乐府罚决〔2025〕3号", "organ": "同乐镇人民政府", "on": date(2025, 3, 17), "until_on": date(2025, 6, 17), "back_href": "/disclosures", "verify_href": "/verify-result"},
        "facts": [{"label": "违法事实", "shown": "2025年3月3日在新街东段占用道路堆放砂石约四立方米"}, {"label": "处罚依据", "shown": "《公路安全保护条例》第五十七条"}, {"label": "处罚内容", "shown": "罚款500元"}, {"label": "决定日期", "shown": "2025年3月10日（周一）"}, {"label": "当事人", "shown": "陈某"}],
        "masked_note": "姓名已依照《政府信息公开条例》第十五条隐去。", "papers": [{"title": "决定书（公开版）", "href": "#"}], "objection_href": "#",
    }  # fmt: skip


def verify() -> dict[str, Any]:
    return {"page_title": "验真伪", "site": site("验真伪"), "action": "#"}


KEY = "fadu.500102/500102128/journal+5b394105+AVXBNZD6l/1RnECwB04F55RS741dcjUBnLwzQxJ4ao6x"
OLD_KEY = "fadu.500102/500102128/journal+a1a4f0c2+AY7bq1o0oJ4rJY1pZt0m7p6f0c0m2s3zX0v1k9w8Qx3d"


def verify_how() -> dict[str, Any]:
    return {
        "page_title": "不用本网站怎样核验",
        "site": site("验真伪"),
        "key": KEY,
        "note": "",
        "changes": [{"size": 1284, "line": OLD_KEY, "href": "#"}],
    }


def verify_result() -> dict[str, Any]:
    return {
        "again_href": "/verify",
        "page_title": "验真结果", "site": site("验真伪"),
        "result": {"verdict": "genuine", "says": "这份文书是真的", "title": "行政处罚决定书", "number": "同乐府罚决〔2025〕3号", "organ": "同乐镇人民政府", "on": date(2025, 3, 10),
                   "what_now": "请逐字对照您手里的文书和公示内容。不服的，可在2025年5月11日前申请行政复议。", "matter_public_href": "/disclosure", "digest": "c03d5e1178aa2b90c4e1a07d5ff0",
                   "checkpoint": {"size": 1284, "at": datetime(2025, 3, 17, 23, tzinfo=ZoneInfo("Asia/Shanghai")), "root": "5b1fd8c27a90e4436e0c77d1a2f4b8930f6e5d7c1b2a"}, "download_href": "#", "how_href": "#",
                   "steps": [{"ok": True, "text": "编号在本镇的编号簿里，没有作废"}, {"ok": True, "text": "文书内容与记录时的指纹一致"}, {"ok": True, "text": "记录在已签名的检查点之内，此后没有改动"}]},
    }  # fmt: skip


def verify_changed() -> dict[str, Any]:
    filled = verify_result()
    filled["result"] = {"verdict": "changed", "says": "与记录不一致", "title": "行政处罚决定书", "number": "同乐府罚决〔2025〕3号", "organ": "同乐镇人民政府", "on": date(2025, 3, 10), "what_now": "编号存在，但文件内容被改动过。请不要据此缴款，可拨打司法所电话核对。",
                        "digest": "77aa01", "steps": [{"ok": True, "text": "编号在本镇的编号簿里"}, {"ok": False, "text": "文件指纹与记录不同"}], "download_href": "#", "how_href": "#"}  # fmt: skip
    return filled


def progress() -> dict[str, Any]:
    return {"page_title": "办到哪一步了", "site": site("办事"), "action": "#"}


def progress_found() -> dict[str, Any]:
    rail = [
        {"state": "done", "label": "收件", "on": date(2025, 3, 10)},
        {"state": "done", "label": "受理", "on": date(2025, 3, 12)},
        {"state": "now", "label": "实地核查", "on": None},
        {"state": "next", "label": "决定"},
        {"state": "next", "label": "取件"},
    ]
    return {**progress(), "matter": {"title": "农村宅基地批准", "number": "同乐府许受〔2025〕11号"}, "rail": rail, "next": "工作人员将在3月20日（周四）前到现场核查，请留人在家。",
            "owed": ["家庭成员签名的分户说明原件"], "clock": clock("办结", date(2025, 4, 9), 15, why="自受理之日起二十个工作日。", basis=(law("行政许可法")(42),)), "rate_action": "#"}  # fmt: skip


def guides() -> dict[str, Any]:
    groups = [{"title": "建房和土地", "entries": [{"label": "农村宅基地批准", "href": "/guide", "about": "新建、改建、迁建住房用地", "days": "20个工作日"}, {"label": "乡村建设规划许可", "href": "#", "about": "村里盖房、修路、建厂房", "days": "15个工作日"}]},
              {"title": "山林", "entries": [{"label": "采伐自己的树", "href": "#", "about": "房前屋后零星树木不用办", "days": "10个工作日"}]},
              {"title": "生活", "entries": [{"label": "最低生活保障申请", "href": "#", "about": "镇里受理和初审", "days": "22个工作日"}, {"label": "临时救助", "href": "#", "about": "急事当天可以先办", "days": "当天"}]}]  # fmt: skip
    return {"page_title": "办事", "site": site("办事"), "groups": groups, "action": "#"}


def guide() -> dict[str, Any]:
    return {
        "page_title": "农村宅基地批准", "site": site("办事"),
        "guide": {"title": "农村宅基地批准", "about": "在村里新建、改建住房，先经村民小组会议通过，再向镇里申请。", "limit": "15个工作日", "legal_limit": "20个工作日", "fee": "不收费", "place": "便民服务中心2号窗口", "hours": "工作日9:00—12:00，14:00—18:00", "phone": "023-7210 0012", "basis": (law("土地管理法")(62),), "apply_href": "#"},
        "materials": [{"label": "农村宅基地和建房申请表", "copies": "原件1份", "note": "窗口领取或下载"}, {"label": "户口簿", "exempt": "免交", "note": "窗口可以查到"}, {"label": "村民小组会议记录", "copies": "复印件1份", "note": "由村委会提供"}],
        "steps": [{"label": "交材料", "about": "材料齐全当场受理，缺的一次说清。", "days": "当场"}, {"label": "到现场", "about": "两名工作人员核对四至，听邻居意见。", "days": "5个工作日"}, {"label": "决定", "about": "同意的发批准书；不同意的写明理由。", "days": "10个工作日"}],
        "remedies": "认为拖延或不该拒绝的，可以先找司法所，也可以依法申请行政复议、提起行政诉讼。",
    }  # fmt: skip


def dispute() -> dict[str, Any]:
    return {"page_title": "说纠纷", "site": site("说纠纷"), "form": controls(ASKED, required=[f.name for f in ASKED]), "action": "#", "draft_key": "d", "key": "k", "progress_href": "/dispute-progress",
            "told": "送出后由调解员联系您和对方；双方都愿意才调解，不收费。您写的内容只给调解员和司法所看。", "contacts": [{"label": "凤栖村调委会", "about": "何桂英", "href": "#"}],
            "routes": [{"label": "法律援助", "about": "打官司请不起律师的", "href": "#"}, {"label": "去法庭立案", "about": "清溪法庭，工作日", "href": "#"}, {"label": "有人要动手", "about": "直接打110", "href": "tel:110"}]}  # fmt: skip


def dispute_applied() -> dict[str, Any]:
    return dispute() | {
        "receipt": {
            "number": "同乐调申〔2025〕7号",
            "code": "40718823",
            "what_next": "调解员会打电话联系您和对方，问双方愿不愿意调解。",
            "tail_note": "请记下编号和查询码，凭它们看办到哪一步。",
        }
    }


def dispute_progress() -> dict[str, Any]:
    wrong = Refusal("number", "没有查到这份申请", "核对回执上的编号和查询码；仍查不到的，打电话问镇调委会")
    return {
        "page_title": "办到哪一步了",
        "site": site("说纠纷"),
        "action": "#",
        "number": "同乐调申〔2025〕7号",
        "refusals": (wrong,),
        "back_href": "/dispute",
        "ask": {"label": "同乐镇人民调解委员会", "phone": "023-7210 0012"},
    }


def dispute_course() -> dict[str, Any]:
    steps = [{"label": "已登记", "on": date(2025, 3, 10)}, {"label": "已受理", "on": date(2025, 3, 12)}]
    return dispute_progress() | {
        "refusals": (),
        "course": {"number": "同乐调申〔2025〕7号", "steps": steps, "next": "调解员会约双方见面。"},
    }


def consultation() -> dict[str, Any]:
    fields = (
        Field(name="about", label="关于哪一条", example="第二条"),
        Field(name="words", label="您的意见", kind=Kind.NOTE),
        Field(name="name", label="怎么称呼您", sensitivity=Sensitivity.PERSONAL),
    )
    return {
        "page_title": "征求意见", "site": site("查公示"), "refusals": (), "action": "#", "key": "k", "mine": [2], "just_said": True,
        "draft": {"title": "关于禁止露天焚烧秸秆的通告", "organ": "同乐镇人民政府", "from_on": date(2025, 3, 8), "until_on": date(2025, 4, 8), "open": True, "notice": "欢迎提出意见", "received": 2, "how": "《优化营商环境条例》第六十二条"},
        "paragraphs": [{"id": "c1", "text": "为了加强秸秆露天焚烧管控，现将有关事项通告如下。"}, {"id": "c2", "text": "一、全镇范围内禁止露天焚烧秸秆。违反的，由有权机关依照《大气污染防治法》第一百一十九条处理。"}, {"id": "c3", "text": "二、各村设秸秆收集点，由镇统一清运，不向农户收费。"}],
        "left": {"due_on": date(2025, 4, 8), "left": 21, "unit": "日", "state": "ok"}, "form": controls(fields, required=("words",)),
        "answers": [{"no": 1, "summary": "收集点离三社太远，老人背不动。", "adoption": "采纳", "reason": "在三社晒场增设一处，已写入第二条。"}, {"no": 2, "summary": "果树修剪枝算不算秸秆？", "adoption": "不采纳", "reason": "由上位法界定，在解读中说明。"}],
    }  # fmt: skip


def draw() -> dict[str, Any]:
    return {
        "page_title": "抽取结果", "site": site("查公示"),
        "draw": {"title": "2025年第一季度餐饮单位双随机抽查", "organ": "同乐镇人民政府", "on": date(2025, 3, 4), "pool_size": 63, "drawn": 6, "commit": "91be77c0d2a1f3364be0", "seed": "4a19ce08b7715f20c3", "parts": [{"who": "李文海", "text": "8271"}, {"who": "见证人何桂英", "text": "0046"}], "algorithm": "按指纹排序取前六家", "verify_href": "#", "pool_href": "#", "program_href": "#"},
        "chosen": [{"order": i + 1, "name": n, "part": p} for i, (n, p) in enumerate((("向日葵幼儿园食堂", "李文海、王素芬"), ("孙氏农家乐", "李文海、何建"), ("惠民超市", "王素芬、何建"), ("同乐中学食堂", "李文海、王素芬"), ("老码头火锅", "王素芬、何建"), ("凤栖山庄", "李文海、何建")))],
        "excluded": [{"name": "新街面馆", "reason": "本年已检查一次，同一事项不再抽（《同乐镇2025年检查计划》）"}],
    }  # fmt: skip
