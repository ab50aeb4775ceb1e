"""What a legality review asks for each kind of subject: the papers that must come with it and the points to answer.

Plain tables; nothing here judges a text.
"""

from __future__ import annotations

from typing import Final

DOCUMENT: Final = "规范性文件"
DECISION: Final = "重大行政决策"
CONTRACT: Final = "合同"
AGREEMENT: Final = "政府协议"
DISCLOSURE_REPLY: Final = "信息公开答复"
DUTY_REPLY: Final = "履职答复"
OTHER: Final = "其他"

SUBJECTS: Final = (DOCUMENT, DECISION, CONTRACT, AGREEMENT, DISCLOSURE_REPLY, DUTY_REPLY, OTHER)

#: Papers without which a review is not accepted, by subject. Sources: 国办发〔2018〕115号 第五部分;
#: 重大行政决策程序暂行条例 第二十六条、第二十九条; for contracts the usual local rule.
PAPERS: Final = {
    DOCUMENT: ("送审稿", "起草说明", "制定依据", "征求意见采纳情况", "公平竞争审查结论", "起草单位意见"),
    DECISION: ("决策草案", "法律政策依据", "法定程序履行说明", "公众参与采纳情况", "专家论证与风险评估材料"),
    CONTRACT: ("合同文本", "对方资质材料", "审批文件"),
    AGREEMENT: ("合同文本", "对方资质材料", "审批文件"),
    DISCLOSURE_REPLY: ("答复稿", "申请材料"),
    DUTY_REPLY: ("答复稿", "申请材料"),
    OTHER: ("送审稿",),
}
#: What is done with a document: making one needs the full pack, ending one only its text and the reasons.
MAKING, REPEALING, CLEANING = "制定或者修订", "废止", "清理"
ENDING_PAPERS: Final = ("送审稿", "起草说明")


def papers_for(subject: str, act: str = MAKING) -> tuple[str, ...]:
    """The papers that must come with this subject; () for one that is not listed."""
    return ENDING_PAPERS if subject == DOCUMENT and act in (REPEALING, CLEANING) else PAPERS.get(subject, ())


def named(title: str, act: str = MAKING) -> str:
    """What is reviewed, by name: a document, or the ending of one; its title once between book marks."""
    name = f"《{title.strip().removeprefix('《').removesuffix('》')}》"
    return f"废止{name}" if act == REPEALING else name


ALL_PAPERS: Final = tuple(dict.fromkeys(paper for papers in PAPERS.values() for paper in papers))

#: Points that the reviewer answers one by one, by subject. Sources: 国办发〔2018〕115号 第六部分;
#: 重大行政决策程序暂行条例 第二十七条.
POINTS: Final = {
    DOCUMENT: ("制定主体", "法定职权", "内容合法", "未违法设定许可处罚强制收费", "未违法减损权益增加义务", "公平竞争", "制定程序"),
    DECISION: ("决策权限", "决策程序", "决策内容"),
    CONTRACT: ("主体资格与履约能力", "内容合法", "文本规范"),
    AGREEMENT: ("主体资格与履约能力", "内容合法", "文本规范"),
    DISCLOSURE_REPLY: ("答复主体", "法律依据", "程序与期限", "答复内容"),
    DUTY_REPLY: ("答复主体", "法律依据", "程序与期限", "答复内容"),
    OTHER: ("权限", "程序", "内容"),
}
