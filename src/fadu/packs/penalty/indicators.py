"""How penalties are counted: by decision day, once under the heaviest kind, amounts as decided and as collected."""

from __future__ import annotations

from typing import Any

from fadu.kernel.indicator import Indicator, Measure, Split, Where
from fadu.packs.penalty.fields import NO_PENALTY_GROUNDS

_T1, _TOWN = "行政执法统计年报第一表", "镇法治政府建设年度报告口径"
_BOTH = ("penalty.summary", "penalty.ordinary")
_NOT_VOID = Where("voided", (True,), negate=True)
_OWN = Where("capacity", ("法定", "赋权"))
_CAPACITY = Split("capacity", "权限来源", "capacity", (("法定", ("法定",)), ("赋权", ("赋权",)), ("委托", ("委托",))))
_SIDE = Split("side", "名义", "capacity", (("本镇", ("法定", "赋权")), ("受委托", ("委托",))))
_PROCEDURE = Split("procedure", "程序", "procedure_kind", (("简易", ("简易",)), ("普通", ("普通",))))
_COLUMNS = (
    ("警告通报", ("警告", "通报批评")), ("罚款", ("罚款",)), ("没收", ("没收违法所得、没收非法财物",)), ("暂扣降级", ("暂扣许可证件", "降低资质等级")),
    ("吊销", ("吊销许可证件",)), ("限制经营", ("限制开展生产经营活动",)), ("停产关闭限业", ("责令停产停业", "责令关闭", "限制从业")), ("拘留", ("行政拘留",)), ("其他", ("其他行政处罚",)),
)  # fmt: skip
_KIND = Split("kind", "种类", "heaviest_kind", (("警告", ("警告",)), ("通报批评", ("通报批评",)), *_COLUMNS[1:]))
_T1_SPLIT = Split("column", "第一表栏目", "heaviest_kind", _COLUMNS)
_GROUND = Split("ground", "理由", "no_penalty_ground", tuple((g, (g,)) for g in NO_PENALTY_GROUNDS))
_HEAVIEST = "一个决定有几种处罚的，按最重的一种计一件"


def _of_decisions(**more: Any) -> Indicator:
    """An indicator over decisions to punish, on the spot and ordinary, by the day of the decision."""
    return Indicator(procedures=_BOTH, steps=("decide_on_spot",), states=("decided",), **more)


INDICATORS = (
    _of_decisions(code="penalty.decisions", label="行政处罚", unit="件", accepted_units=("宗", "起"), where=(_NOT_VOID,),
              splits=(_PROCEDURE, _CAPACITY, _SIDE, _KIND),
              rule=f"当年作出的行政处罚决定，按决定日期计；{_HEAVIEST}；以后被撤销、变更的仍计入当年；作废的和不予处罚的不计",
              caution="含受委托作出的，行政执法统计年报只报以本镇名义作出的；一个决定有几种处罚的只计一件；以后被撤销、变更的仍计入作出当年；不予处罚不在其内", source=f"{_T1}；{_TOWN}"),
    _of_decisions(code="penalty.own_name", label="以本镇名义作出的行政处罚", unit="件", where=(_NOT_VOID, _OWN), within="penalty.decisions",
              rule="法定、赋权事项的处罚决定，按决定日期计",
              caution="不含受委托作出的，受委托的由委托机关统计", source=_T1),
    _of_decisions(code="penalty.entrusted", label="受委托作出的行政处罚", unit="件", where=(_NOT_VOID, Where("capacity", ("委托",))),
              within="penalty.decisions",
              rule="以委托部门名义作出的处罚决定，由委托机关统计，本镇报告中单列",
              caution="计入本镇年度报告，由委托机关填报统计年报，不得在两处合计", source=_T1),
    _of_decisions(code="penalty.t1", label="行政处罚（统计年报第一表）", unit="宗", where=(_NOT_VOID, _OWN), splits=(_T1_SPLIT,),
              within="penalty.decisions",
              rule=f"以本镇名义作出的行政处罚，按决定日期计；{_HEAVIEST}",
              caution="只计以本镇名义作出的，少于年度报告的处罚总数；吊销与其他种类孰重，各地排序不一，影响分栏，不影响合计", source=_T1),
    _of_decisions(code="penalty.t1_amount", label="罚没金额（统计年报第一表）", unit="元", measure=Measure.SUM, sums="total_fen",
              where=(_NOT_VOID, _OWN), within="penalty.amount",
              rule="以本镇名义作出的处罚决定中的罚款与可计量没收之和，不论是否收缴",
              caution="只计以本镇名义作出的决定，按决定数额计", source=_T1),
    _of_decisions(code="penalty.amount", label="罚没金额", unit="元", measure=Measure.SUM, sums="total_fen", where=(_NOT_VOID,),
              splits=(_CAPACITY, _SIDE),
              rule="处罚决定中的罚款与可计量没收之和，按决定日期计，不论是否收缴",
              caution="按决定数额计，不是实际收缴的数额；警告没有金额，不能以金额除以件数比较轻重", source=f"{_T1}；{_TOWN}"),
    Indicator(code="penalty.collected", label="实缴罚款", unit="元", measure=Measure.SUM, sums="collected_fen",
              procedures=("penalty.summary", "penalty.payment"),
              states=("collected", "performed", "closed", "paid", "executed"), where=(_NOT_VOID, Where("collected_fen")),
              rule="当年当场收缴或者缴清的罚款，按收缴、缴清之日计；加处罚款不计",
              caution="按收缴之日计，可以含上年决定、本年收缴的，与罚没金额不必相等", source=_TOWN),
    Indicator(code="penalty.not_punished", label="不予处罚", unit="件", procedures=("penalty.summary", "penalty.ordinary", "penalty.clue"),
              states=("educated", "not_punished"), splits=(_GROUND,),
              rule="作出不予行政处罚决定或者当场教育的，按决定、教育之日计；不是行政处罚",
              caution="不是行政处罚，不计入处罚件数", source=_TOWN),
    Indicator(code="penalty.cases_filed", label="立案", unit="件", procedures=("penalty.ordinary",), steps=("file_case",),
              rule="普通程序立案，按立案日期计", source=_TOWN),
    Indicator(code="penalty.dropped", label="撤销立案", unit="件", procedures=("penalty.ordinary",), states=("dropped",), rule="立案后撤销的，按撤销日期计",
              source=_TOWN),
    Indicator(code="penalty.heard", label="听证", unit="件", procedures=("penalty.ordinary",), states=("heard",),
              rule="举行了听证的案件，按听证报告日期计；终止的不计", source=_TOWN),
    Indicator(code="penalty.legal_reviewed", label="法制审核", unit="件", procedures=("penalty.ordinary",), states=("reviewed",),
              rule="经法制审核通过的处罚案件，按审核通过日期计", source=_TOWN),
    Indicator(code="penalty.annulled", label="被撤销、变更的处罚", unit="件", procedures=_BOTH, steps=("annul", "change"),
              rule="当年生效的撤销、变更，按撤销、变更之日计；不改变原决定所在年度的数字",
              caution="按撤销、变更之日计，原决定仍留在作出当年的处罚件数里", source=_TOWN),
    Indicator(code="penalty.publication_due", label="转入公示的处罚", unit="件", procedures=_BOTH, steps=("publish",), rule="当年转入公示的处罚决定",
              source="国办发〔2018〕118号"),
    Indicator(code="penalty.published_in_time", label="按期公示的处罚", unit="件", procedures=_BOTH, steps=("publish",),
              where=(Where("published_in_time", (True,)),), within="penalty.publication_due",
              rule="自决定之日起在法定期限内公示的处罚决定", source="国办发〔2018〕118号"),
    Indicator(code="penalty.published_on_time", label="处罚公示及时率", unit="%", measure=Measure.RATE, numerator="penalty.published_in_time",
              denominator="penalty.publication_due",
              rule="按期公示的占转入公示的比例", source="国办发〔2018〕118号"),
    Indicator(code="penalty.court_applied", label="申请人民法院强制执行", unit="件", procedures=("penalty.payment",), states=("court_applied",),
              rule="按申请日期计", source="行政执法统计年报第三表"),
    Indicator(code="penalty.service_defects", label="拒签没有证明的当场处罚", unit="件", procedures=("penalty.summary",), steps=("decide_on_spot",),
              where=(_NOT_VOID, Where("service_defective", (True,))),
              within="penalty.decisions", rule="当事人拒绝签名，又没有注明、影像或者见证的当场处罚，供案卷评查", source="重庆市行政处罚案卷评查标准"),
)  # fmt: skip
