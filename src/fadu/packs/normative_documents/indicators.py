"""What is counted of normative documents: issued, reviewed, filed, cleaned up, in force, ended."""

from __future__ import annotations

from fadu.kernel.indicator import Indicator, Measure, Split, Where
from fadu.packs.normative_documents.fields import ENDINGS, KEEP, LAPSE, NEW, REISSUED, REPEAL, REVISE

_ADOPT = ("normative_documents.adopt",)
_REPORT = "国办发〔2018〕37号、国办发〔2018〕115号"
_DISCLOSURE = "国办公开办函〔2021〕30号（政府信息公开工作年度报告格式）"
_PUBLISHED_IN_YEAR = "按公布日期计，含修订重发"

INDICATORS = (
    Indicator(code="normative_documents.issued", label="制发规范性文件", unit="件", measure=Measure.MATTERS, procedures=_ADOPT, states=("published",),
              splits=(Split("kind", "制发方式", "issue_kind", (("new", (NEW,)), ("reissued", (REISSUED,)))),),
              rule=f"当年公布的规范性文件，{_PUBLISHED_IN_YEAR}", source=_DISCLOSURE, nil="本年未制发规范性文件"),
    Indicator(code="normative_documents.reviewed", label="经合法性审查的规范性文件", unit="件", measure=Measure.MATTERS, procedures=_ADOPT,
              states=("published",), where=(Where("reviewed_digest"), Where("opinion", ("合法", "应予修改"))), within="normative_documents.issued",
              rule="当年公布的规范性文件中，公布文本经合法性审查的", source=_REPORT),
    Indicator(code="normative_documents.reviewed_rate", label="合法性审查率", unit="%", measure=Measure.RATE, numerator="normative_documents.reviewed",
              denominator="normative_documents.issued", rule="公布文本经合法性审查的 ÷ 当年公布的", source=_REPORT),
    Indicator(code="normative_documents.filed", label="报送备案的规范性文件", unit="件", measure=Measure.MATTERS, procedures=_ADOPT, states=("published",),
              where=(Where("filed_in_time"),), within="normative_documents.issued", rule="当年公布的规范性文件中已报送备案的", source=_REPORT),
    Indicator(code="normative_documents.filing_rate", label="报备率", unit="%", measure=Measure.RATE, numerator="normative_documents.filed",
              denominator="normative_documents.issued", rule="已报送备案的 ÷ 当年公布的", source=_REPORT),
    Indicator(code="normative_documents.filed_in_time", label="按期报送备案的规范性文件", unit="件", measure=Measure.MATTERS, procedures=_ADOPT,
              states=("published",), where=(Where("filed_in_time", (True,)),), within="normative_documents.filed",
              rule="已报送备案的规范性文件中，在公布后规定期限内报送的", source=_REPORT),
    Indicator(code="normative_documents.filing_in_time_rate", label="报备及时率", unit="%", measure=Measure.RATE,
              numerator="normative_documents.filed_in_time", denominator="normative_documents.filed", rule="按期报送备案的 ÷ 已报送备案的", source=_REPORT),
    Indicator(code="normative_documents.cleanup_scope", label="清理规范性文件", unit="件", measure=Measure.ROWS_BEGUN, register="cleanup_results",
              splits=(Split("result", "清理结论", "conclusion", (("keep", (KEEP,)), ("revise", (REVISE,)), ("ended", (REPEAL, LAPSE)))),),
              rule="当年决定的清理中逐件列明结论的文件；继续有效、修订、废止失效之和等于清理范围",
              caution="废止失效只计清理中作出的结论，信息公开年报的废止数另含被修订文件替代的", source=_REPORT, nil="本年未开展规范性文件清理"),
    Indicator(code="normative_documents.in_force", label="现行有效规范性文件", unit="件", measure=Measure.ROWS, register="documents",
              rule="期末在规范性文件台账内的文件；年末数＝年初数＋制发−（废止＋失效＋修订替代）",
              caution="是年末存量，不是本年制发的件数", source=_DISCLOSURE, nil="本镇没有现行有效的规范性文件"),
    Indicator(code="normative_documents.disclosure_repealed", label="废止规范性文件（信息公开口径）", unit="件", measure=Measure.ROWS_BEGUN,
              register="ended_documents", splits=(Split("how", "停止方式", "how", tuple(zip(("repealed", "lapsed", "replaced", "set_aside"), ((e,) for e in ENDINGS), strict=True))),),
              rule="当年停止适用的文件：废止、失效、被修订文件替代、被撤销或者改变",
              caution="含被修订文件替代的，可以多于清理中的废止失效", source=_DISCLOSURE, nil="本年没有废止规范性文件"),
    Indicator(code="normative_documents.challenges", label="规范性文件附带审查与建议", unit="件", measure=Measure.MATTERS,
              procedures=("normative_documents.challenge",), steps=("receive",), rule="当年登记的附带审查要求和审查建议", source="行政复议法第五十六条",
              nil="本年未发生规范性文件附带审查"),
    Indicator(code="normative_documents.outgoing_issued", label="印发公文", unit="件", measure=Measure.MATTERS, procedures=("normative_documents.outgoing",),
              states=("issued",), rule="当年印发的公文，不含规范性文件", source="党政机关公文处理工作条例"),
)  # fmt: skip
