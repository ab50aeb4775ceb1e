"""Sentences of the yearly report about penalties, each with its nil form."""

from __future__ import annotations

from fadu.kernel.report import Sentence

SENTENCES = (
    Sentence(
        id="penalty.decisions",
        text="作出行政处罚{penalty.decisions}件（以本镇名义{penalty.own_name}件、受区级部门委托{penalty.entrusted}件；简易程序{penalty.decisions:procedure.简易}件、"
        "普通程序{penalty.decisions:procedure.普通}件），罚没金额{penalty.amount}元。",
        nil="本年未作出行政处罚。",
        topic="行政处罚",
        required=True,
    ),
    Sentence(
        id="penalty.kinds",
        text="其中警告{penalty.decisions:kind.警告}件、罚款{penalty.decisions:kind.罚款}件；以本镇名义的罚没金额{penalty.amount:side.本镇}元，受委托的{penalty.amount:side.受委托}元。",
        nil="本年没有警告、罚款。",
        nil_when="penalty.decisions",
    ),
    Sentence(id="penalty.not_punished", text="不予处罚{penalty.not_punished}件。", nil="本年没有不予处罚的案件。"),
    Sentence(id="penalty.cases", text="普通程序立案{penalty.cases_filed}件[，撤销立案{penalty.dropped}件]。", nil="本年没有普通程序立案。"),
    Sentence(id="penalty.heard", text="举行处罚听证{penalty.heard}件。", nil="本年未发生行政处罚听证。", topic="听证"),
    Sentence(id="penalty.reviewed", text="行政处罚法制审核{penalty.legal_reviewed}件。", nil="本年没有应当法制审核的行政处罚。", topic="三项制度", required=True),
    Sentence(id="penalty.annulled", text="行政处罚被撤销、变更{penalty.annulled}件。", nil="本年没有行政处罚被撤销、变更。", topic="复议应诉"),
    Sentence(id="penalty.published", text="行政处罚公示及时率{penalty.published_on_time}。", nil="本年没有应当公示的行政处罚。", nil_when="penalty.publication_due",
             topic="三项制度"),
    Sentence(
        id="penalty.low_average",
        text="[按简易程序当场处罚的{penalty.decisions:procedure.简易}件依法只适用警告和小额罚款，罚没金额因此较低。]",
        nil="",
        nil_when="penalty.decisions",
    ),
)  # fmt: skip
