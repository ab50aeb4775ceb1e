"""The sentences of the report about legality review, with what prints when there was none."""

from __future__ import annotations

from fadu.kernel.report import Sentence

SENTENCES = (
    Sentence(id="legal_counsel.reviews", nil="本年未开展合法性审查。", nil_when="legal_counsel.reviews",
             text="开展合法性审查{legal_counsel.reviews}件次，其中[合同和政府协议{legal_counsel.reviews:subject.contract}件次、]"
                  "[规范性文件{legal_counsel.reviews:subject.document}件次、][重大行政决策{legal_counsel.reviews:subject.decision}件次、]"
                  "[信息公开答复{legal_counsel.reviews:subject.disclosure}件次][，审查意见采纳率{legal_counsel.opinions_adopted}]。"),
)  # fmt: skip
