"""What is counted of legality reviews: 件次 by opinion, 件 by text, and how much of the advice was adopted."""

from __future__ import annotations

from fadu.kernel.indicator import Indicator, Measure, Split, Where
from fadu.packs.legal_counsel.review_matters import (
    AGREEMENT,
    CONTRACT,
    DECISION,
    DISCLOSURE_REPLY,
    DOCUMENT,
    DUTY_REPLY,
    OTHER,
)

_REVIEW = ("legal_counsel.legality_review",)
#: An opinion given point by point, or the one-act pass of a contract on a model text.
_OPINIONS = ("opine", "pass_standard")
_SOURCE = "国办发〔2018〕115号；重大行政决策程序暂行条例第二十五条至第二十八条"

_BY_SUBJECT = Split("subject", "送审事项", "subject", (
    ("contract", (CONTRACT, AGREEMENT)), ("document", (DOCUMENT,)), ("decision", (DECISION,)),
    ("disclosure", (DISCLOSURE_REPLY,)), ("duty", (DUTY_REPLY,)), ("other", (OTHER,)),
))  # fmt: skip

INDICATORS = (
    Indicator(code="legal_counsel.reviews", label="合法性审查", unit="件次", measure=Measure.EVENTS, procedures=_REVIEW, steps=_OPINIONS,
              splits=(_BY_SUBJECT,), rule="当年出具的合法性审查意见，每出具一次计一件次，同一文本修改后再审的另计",
              caution="同一文本修改后再审的另计一件次，件次可以多于件数", source=_SOURCE,
              nil="本年未开展合法性审查"),
    Indicator(code="legal_counsel.reviewed", label="合法性审查事项", unit="件", measure=Measure.MATTERS, procedures=_REVIEW, steps=_OPINIONS,
              splits=(_BY_SUBJECT,), rule="当年首次出具合法性审查意见的事项，同一事项多次审查只计一件", source=_SOURCE,
              nil="本年未开展合法性审查"),
    Indicator(code="legal_counsel.contract_reviews", label="合同审查", unit="件次", measure=Measure.EVENTS, procedures=_REVIEW, steps=_OPINIONS,
              where=(Where("subject", (CONTRACT, AGREEMENT)),), within="legal_counsel.reviews",
              rule="合法性审查中的合同和政府协议，按出具意见的次数计",
              caution="同一合同修改后再审的另计一件次，件次可以多于合同件数", source=_SOURCE, nil="本年未发生合同审查"),
    Indicator(code="legal_counsel.opinions_answered", label="已反馈采纳情况的审查意见", unit="件次", measure=Measure.EVENTS,
              procedures=_REVIEW, steps=("answer",), rule="当年反馈了采纳情况的审查意见", source=_SOURCE),
    Indicator(code="legal_counsel.opinions_adopted_count", label="采纳的审查意见", unit="件次", measure=Measure.EVENTS, procedures=_REVIEW,
              steps=("answer",), where=(Where("adoption", ("采纳", "部分采纳")),), within="legal_counsel.opinions_answered",
              rule="已反馈的审查意见中采纳和部分采纳的", source=_SOURCE),
    Indicator(code="legal_counsel.opinions_adopted", label="审查意见采纳率", unit="%", measure=Measure.RATE,
              numerator="legal_counsel.opinions_adopted_count", denominator="legal_counsel.opinions_answered",
              rule="（采纳＋部分采纳）÷ 已反馈", source=_SOURCE),
)  # fmt: skip
