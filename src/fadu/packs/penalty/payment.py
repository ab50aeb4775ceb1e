"""Payment and enforcement of a fine (缴纳与执行): paid, deferred, overdue with surcharge, demanded, applied to court."""

from __future__ import annotations

from datetime import date

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Facts
from fadu.kernel.procedure import START, Addressed, Branch, Follows, Opens, Starts, State, Step
from fadu.kernel.timelimit import Interval, due, surcharge_fen
from fadu.packs.common import fields as c
from fadu.packs.common.items import ITEM_FACTS
from fadu.packs.common.laws import COMP, PEN
from fadu.packs.common.papers import remedy_row
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.common.steps import procedure
from fadu.packs.penalty import fields as f
from fadu.packs.penalty.facts import TRAFFIC, fen
from fadu.packs.penalty.gates_money import (
    DEMAND,
    WINDOW,
    collector_separate,
    decision_changed,
    decision_of,
    decision_stands,
    demand_waited,
    instalments_fit,
    owed_fen,
    paid_now_fen,
    pay_due_on,
    payment_fits,
    payment_overdue,
    remedy_period_over,
    surcharge_told,
    window_open,
)  # fmt: skip
from fadu.packs.penalty.papers_decision import decision_number
from fadu.packs.penalty.papers_money import COURT_APPLICATION, DEFERRAL_PAPER, DEMAND_PAPER, END_PAPER, SETTLEMENT_PAPER

SURCHARGE = "pen.surcharge"
DEFERRED, INSTALMENT = "pen.deferred", "pen.instalment"
#: By when the demand must go out, so that its ten working days end inside the court's window.
LAST_DEMAND = "comp.court_warn"
_PAYING, _PUT_OFF = ("pen.pay", "pen.pay.traffic"), (DEFERRED, INSTALMENT)
_UNPAID = ("due", "deferred", "overdue", "demanded", "court_applied", "ruled", "settled")
_LATE = ("overdue", "demanded")


def _owed(s: Situation) -> dict[str, Value]:
    """When the remedies end: sixty days for reconsideration; six months to sue where it need not come first (COMP 53)."""
    served = s.get("served_on", s.on)
    names = ("rec.apply",) if s.get("on_the_spot") is True else ("rec.apply", "lit.sue")
    ends = [due(s.rules.limit(n, s.on, s.matter.org), served, s.rules.calendar).due_on for n in names]  # type: ignore[arg-type]
    pay = due(s.rules.limit(_limit(s), s.on, s.matter.org), served, s.rules.calendar).due_on  # type: ignore[arg-type]
    return {"remedy_ends_on": max(ends), "pay_due_on": pay, "court_name": _court(s), "owed_fen": fen(s, "amount_fen"),
            "decision_no": decision_number(decision_of(s))}  # fmt: skip


def _limit(s: Situation) -> str:
    return "pen.pay.traffic" if s.get("day_profile") == TRAFFIC else "pen.pay"


def _court(s: Situation) -> str:
    row = remedy_row(s, str(s.get("name_of_organ") or ""))
    return str(row.get("court")) if row else "人民法院"


def _reckoned(s: Situation) -> dict[str, Value]:
    """What is owed today: the unpaid part, and the surcharge from the day after payment was due (PEN 72、73)."""
    owed = max(0, fen(s, "amount_fen") - fen(s, "collected_fen"))
    last = pay_due_on(s)
    if last is None or s.get("surcharge_stated") is not True:
        return {"owed_fen": owed}
    grown = surcharge_fen(owed, last, s.on, s.amount("pen.surcharge_rate"), frozen(s), cap_per_mille=s.amount("pen.surcharge_cap"))
    return {"owed_fen": owed, "surcharge_fen": grown}


def frozen(s: Situation) -> tuple[Interval, ...]:
    """Days of reconsideration and suit, on which no surcharge grows; one still running counts to today."""
    clock = s.matter.clocks.get(SURCHARGE)
    if clock is None:
        return ()
    causes = {s.rules.causes[c] for c in clock.rule(s.rules, s.matter.org).suspended_by}
    return tuple(Interval(p.first, s.on if p.last == date.max else p.last, p.cause) for p in clock.pauses if p.cause in causes)


def _demanded(s: Situation) -> dict[str, Value]:
    row = remedy_row(s, str(s.get("name_of_organ") or ""))
    return {**_reckoned(s), "demand_days": s.rules.limit(DEMAND, s.on, s.matter.org).length,
            "payee": str(row.get("payee") or "") if row else ""}  # fmt: skip


def _paid(s: Situation) -> dict[str, Value]:
    """Everything paid so far on the fine; part payments leave the matter where it is."""
    total = fen(s, "amount_fen") - owed_fen(s) + paid_now_fen(s)
    return {"paid_fen": paid_now_fen(s), "paid_on": day_of_payment(s), "collected_fen": total, "collected_before": total,
            "owed_fen": max(0, owed_fen(s) - paid_now_fen(s))}  # fmt: skip


def day_of_payment(s: Situation) -> date:
    """The day that was typed, or the day of the act; never that of an earlier part."""
    day = s.given.get("paid_on")
    return day if isinstance(day, date) else s.on


def _changed(s: Situation) -> dict[str, Value]:
    """The fine as the changed decision has it."""
    changed = decision_of(s).get("changed_fen")
    amount = changed if isinstance(changed, int) else fen(s, "amount_fen")
    return {"amount_fen": amount, "owed_fen": max(0, amount - fen(s, "collected_before"))}


def _deferred(s: Situation) -> dict[str, Value]:
    """With a deferral the court's window opens when the deferral ends, if that is later (PEN 72)."""
    until, remedies = s.get("deferred_until"), s.get("remedy_ends_on")
    later = max((d for d in (until, remedies) if isinstance(d, date)), default=s.on)
    return {**_window(s, later), **_next_instalment(s, 0)}


def _next_instalment(s: Situation, paid_fen: int) -> dict[str, Value]:
    """The first instalment that is not covered by what was paid since they were agreed; nothing without instalments."""
    agreed = 0
    for row in rows_of(s.facts, "instalments"):
        agreed += count_of(row, "sum_fen")
        if agreed > paid_fen and isinstance(row.get("due_on"), date):
            return {"instalment_due_on": row["due_on"], "instalment_fen": agreed - paid_fen}
    return {}


def _paid_part(s: Situation) -> dict[str, Value]:
    paid = _paid(s)
    agreed = sum(count_of(row, "sum_fen") for row in rows_of(s.facts, "instalments"))
    return {**paid, **_next_instalment(s, agreed - count_of(paid, "owed_fen"))} if s.matter.state == "deferred" else paid


def _in_instalments(facts: Facts) -> bool:
    return bool(facts.get("instalments"))


def _opened(s: Situation) -> dict[str, Value]:
    owed = _owed(s)
    return {**owed, **_window(s, owed["remedy_ends_on"])}


def _window(s: Situation, since: Value) -> dict[str, Value]:
    """From when to when the court may be asked (COMP 53)."""
    return {"window_from": since, "window_to": due(s.rules.limit(WINDOW, s.on, s.matter.org), since, s.rules.calendar).due_on}  # type: ignore[arg-type]


def _demand_served(s: Situation) -> dict[str, Value]:
    served = s.last_child("common.service")
    day = served.get("served_on") if served else None
    return {"demand_served_on": day if isinstance(day, date) else s.on}


def _traffic(facts: Facts) -> bool:
    return facts.get("day_profile") == TRAFFIC


_NAMES = ("party_name", "party_class", "item_name", "capacity", "name_of_organ", "series", "payment_text")
_OPENED = ("remedy_ends_on", "pay_due_on", "court_name", "owed_fen", "window_from", "window_to", "decision_no")
_LAST_DEMAND = Starts(limit=LAST_DEMAND, since="window_to")
_PAID = ("paid_fen", "paid_on", "collected_fen", "collected_before", "owed_fen")
#: What is said of one payment and never of the next.
_OF_ONE_PAYMENT = ("paid_fen", "surcharge_paid_fen", "receipt_no", "paid_on")

STEPS = (
    Step(id="owe", label="待缴纳", source=(START,), to="due", roles=("officer",), basis=(PEN(67),), fields=("amount_fen",),
         optional=(*_NAMES, "day_profile", "served_on", "on_the_spot", "surcharge_stated"),
         derives=_opened, derived=_OPENED, starts=(
             Starts(limit="pen.pay", since="served_on", when=lambda x: not _traffic(x)),
             Starts(limit="pen.pay.traffic", since="served_on", when=_traffic),
             Starts(limit=WINDOW, since="window_from"))),
    Step(id="owe_overdue", label="逾期转入", source=(START,), to="overdue", roles=("officer",), basis=(PEN(72),), fields=("amount_fen",),
         optional=(*_NAMES, "day_profile", "served_on", "on_the_spot", "surcharge_stated"), derives=_opened, derived=_OPENED,
         starts=(Starts(limit=SURCHARGE, since="pay_due_on"), Starts(limit=WINDOW, since="window_from"), _LAST_DEMAND)),
    Step(id="pay", label="缴清", source=_UNPAID, to="paid", roles=("cashier", "party"), basis=(PEN(67),), fields=("channel_paid",),
         optional=("paid_fen", "surcharge_paid_fen", "receipt_no", "paid_on"),
         gates=(collector_separate, payment_fits), anew=_OF_ONE_PAYMENT, derives=_paid, derived=_PAID,
         ends=(*_PAYING, *_PUT_OFF, SURCHARGE, DEMAND, WINDOW, LAST_DEMAND)),
    Step(id="pay_part", label="部分缴纳", source=_UNPAID, to=None, roles=("party", "cashier"), basis=(PEN(66, 2), PEN(67)),
         fields=("paid_fen", "channel_paid"), optional=("surcharge_paid_fen", "receipt_no", "paid_on"),
         gates=(collector_separate, payment_fits), anew=_OF_ONE_PAYMENT, derives=_paid_part, derived=(*_PAID, "instalment_due_on", "instalment_fen"),
         starts=(Starts(limit=INSTALMENT, since="instalment_due_on", when=_in_instalments),)),
    Step(id="adjust", label="按变更决定调整", source=_UNPAID, to=None, roles=("cashier", "officer"), basis=(PEN(75),),
         gates=(decision_changed,), derives=_changed, derived=("amount_fen", "owed_fen"),
         consequence="应缴数额以变更后的决定为准；多收的依法退还。"),
    Step(id="defer", label="批准延期、分期", source=("due", *_LATE), to="deferred", roles=("leader",), basis=(PEN(66, 2),),
         fields=("deferral_application", "hardship", "deferred_until"), optional=("instalments",), gates=(instalments_fit,), derives=_deferred,
         derived=("window_from", "window_to", "instalment_due_on", "instalment_fen"), ends=(*_PAYING, WINDOW, LAST_DEMAND),
         starts=(Starts(limit=WINDOW, since="window_from"), Starts(limit=DEFERRED, since="deferred_until"),
                 Starts(limit=INSTALMENT, since="instalment_due_on", when=_in_instalments)), issues=DEFERRAL_PAPER,
         consequence="延期、分期届满以前不催告、不加处罚款；届满仍未缴清的自次日起加处。"),
    Step(id="lapse", label="逾期", source=("due",), to="overdue", roles=("clock",), basis=(PEN(72),), on_lapse="pen.pay", ends=_PAYING,
         gates=(decision_stands,),
         starts=(Starts(limit=SURCHARGE, since="pay_due_on"), _LAST_DEMAND)),
    Step(id="lapse_traffic", label="逾期", source=("due",), to="overdue", roles=("clock",), basis=(PEN(72),), on_lapse="pen.pay.traffic",
         ends=_PAYING, gates=(decision_stands,),
         starts=(Starts(limit=SURCHARGE, since="pay_due_on"), _LAST_DEMAND)),
    Step(id="default", label="延期届满未缴", source=("deferred",), to="overdue", roles=("clock", "cashier", "officer"), basis=(PEN(66, 2), PEN(72)),
         on_lapse=DEFERRED, ends=_PUT_OFF, gates=(payment_overdue, decision_stands),
         starts=(Starts(limit=SURCHARGE, since="deferred_until"), _LAST_DEMAND)),
    Step(id="surcharge", label="计算加处罚款", source=_LATE, to=None, roles=("cashier", "officer"),
         basis=(PEN(72, 1, 1), PEN(73, 3), COMP(45)), gates=(surcharge_told, payment_overdue, decision_stands),
         derives=_reckoned, derived=("owed_fen", "surcharge_fen")),
    Step(id="demand", label="催告", source=("overdue",), to="demanded", roles=("officer",), basis=(COMP(54),),
         gates=(payment_overdue, decision_stands),
         derives=_demanded, derived=("owed_fen", "surcharge_fen", "demand_days", "payee"), ends=(LAST_DEMAND,), issues=DEMAND_PAPER,
         opens=(Opens(procedure="common.service", step="owe", carry={"recipient": "party_name", "name_of_organ": "name_of_organ"},
                      values={"paper_title": "履行行政处罚决定催告书", "two_servers": True}, numbered="paper_number"),)),
    Step(id="demand_served", label="催告书已送达", source=("demanded",), to=None, roles=("clock",), basis=(COMP(54),),
         follows=(Follows(procedure="common.service", states=("served",)),),
         derives=_demand_served, derived=("demand_served_on",), starts=(Starts(limit=DEMAND, since="demand_served_on"),)),
    Step(id="apply_court", label="申请法院强制执行", source=_LATE, to="court_applied", roles=("town_head",), basis=(COMP(53), COMP(54), COMP(55)),
         fields=("remedy_used",),
         optional=("party_opinion",), gates=(remedy_period_over, demand_waited, window_open, decision_stands), derives=_reckoned,
         derived=("owed_fen", "surcharge_fen"), ends=(WINDOW, DEMAND, LAST_DEMAND),
         starts=(Starts(limit="comp.court_accept"),), issues=COURT_APPLICATION),
    Step(id="rule", label="登记法院裁定", source=("court_applied",),
         to=Branch("ruling", {"准予执行": "ruled", "不予受理": "demanded", "不准予执行": "demanded"}), roles=("court", "officer", "justice_office"),
         basis=(COMP(56), COMP(57), COMP(58)), fields=("ruling",), ends=("comp.court_accept",)),
    Step(id="execute", label="执行完毕", source=("ruled",), to="executed", roles=("court", "cashier", "officer"), basis=(COMP(57),),
         fields=("execution_note", "paid_fen"), optional=("surcharge_paid_fen",), gates=(payment_fits,), anew=_OF_ONE_PAYMENT, derives=_paid, derived=_PAID,
         ends=(SURCHARGE,)),
    Step(id="settle_terms", label="执行和解", source=("overdue", "demanded", "ruled"), to="settled", roles=("leader",), basis=(COMP(42),),
         fields=("settlement", "deferred_until"), issues=SETTLEMENT_PAPER, starts=(Starts(limit=DEFERRED, since="deferred_until"),)),
    Step(id="terms_broken", label="不履行和解，恢复执行", source=("settled",), to="overdue", roles=("leader", "officer"), basis=(COMP(42, 2),),
         fields=("execution_note",), ends=_PUT_OFF, gates=(payment_overdue, decision_stands),
         consequence="恢复后重新催告，仍可申请人民法院强制执行。"),
    Step(id="write_off", label="终结执行", back=True, source=("due", "deferred", "overdue", "demanded", "court_applied", "ruled", "settled"),
         to="terminated", roles=("town_head",), basis=(COMP(40),),
         fields=("writeoff_ground",), issues=END_PAPER, ends=(*_PAYING, *_PUT_OFF, SURCHARGE, DEMAND, WINDOW, LAST_DEMAND)),
)  # fmt: skip

PAYMENT = procedure(
    name="penalty.payment",
    label="罚款缴纳与执行",
    basis=(PEN(66), PEN(67), PEN(72), COMP(53)),
    title=lambda facts: f"缴款：{facts.get('party_name', '')}{facts.get('item_name', '')}",
    readers=("cashier", *FILE_KEEPERS, "leader", "town_head", "justice_office"),
    addressed=(Addressed(role="court", fact="remedy_used"),),  # what the town has applied to it for
    handlers=("cashier",),
    states=(  # what is put off stands before what is due, so that nobody is promised a deferral
        State("deferred", "延期（分期）"), State("due", "待缴纳"), State("overdue", "逾期未缴"), State("demanded", "已催告"),
        State("court_applied", "已申请法院"),
        State("ruled", "法院准予执行"), State("settled", "执行和解"), State("paid", "已缴清", closed=True), State("executed", "已强制执行", closed=True),
        State("terminated", "终结执行", closed=True),
    ),
    fields=(
        c.PARTY_NAME, c.PARTY_CLASS, *(x for x in ITEM_FACTS if x.name in ("item_name", "capacity", "name_of_organ", "day_profile")),
        f.AMOUNT, c.SERVED_ON, *f.asked_by(STEPS, *f.COLLECTED),
        *(x for x in f.WHAT if x.name in ("series", "payment_text")),
        Field(name="on_the_spot", label="当场处罚", kind=Kind.BOOL),
        Field(name="surcharge_stated", label="已告知加处罚款", kind=Kind.BOOL, example=True),
        Field(name="remedy_ends_on", label="救济期届满日", kind=Kind.DATE), Field(name="window_from", label="申请法院期限起算日", kind=Kind.DATE), Field(name="window_to", label="申请法院期限届满日", kind=Kind.DATE),
        Field(name="pay_due_on", label="缴款期届满日", kind=Kind.DATE), Field(name="court_name", label="管辖法院", kind=Kind.ORG),
        Field(name="owed_fen", label="尚欠罚款", kind=Kind.MONEY), Field(name="surcharge_fen", label="加处罚款", kind=Kind.MONEY),
        Field(name="paid_fen", label="本次缴罚款", kind=Kind.MONEY, example=30000, help="办理“缴清”时可以不填，按尚欠的罚款"),
        Field(name="surcharge_paid_fen", label="其中加处罚款", kind=Kind.MONEY, help="在罚款以外另缴的加处罚款"), Field(name="collected_before", label="累计缴款", kind=Kind.MONEY),
        Field(name="deferral_application", label="当事人申请", example="书面申请，2025年4月10日"),
        Field(name="hardship", label="困难事由", kind=Kind.NOTE, example="家庭成员患病，收入中断"),
        Field(name="deferred_until", label="延至", kind=Kind.DATE, example="2025-12-31"),
        Field(name="instalments", label="分期安排", kind=Kind.ROWS, columns=(
            Field(name="due_on", label="应缴日", kind=Kind.DATE, example="2025-10-31"), Field(name="sum_fen", label="应缴罚款", kind=Kind.MONEY, example=30000)),
            help="各期之和等于尚欠的罚款，最后一期即延至的日期"),
        Field(name="instalment_due_on", label="下一期应缴日", kind=Kind.DATE), Field(name="instalment_fen", label="下一期应缴", kind=Kind.MONEY),
        Field(name="decision_no", label="决定书文号"), Field(name="demand_days", label="催告期", kind=Kind.COUNT),
        Field(name="payee", label="收款账户"),
        Field(name="demand_served_on", label="催告书送达日", kind=Kind.DATE),
        Field(name="remedy_used", label="已复议或者诉讼", kind=Kind.BOOL, example=False),
        Field(name="party_opinion", label="被申请人意见", kind=Kind.NOTE),
        Field(name="ruling", label="法院裁定", kind=Kind.CHOICE, choices=("准予执行", "不予受理", "不准予执行"), example="准予执行"),
        Field(name="execution_note", label="执行情况", kind=Kind.NOTE, example="法院划拨入库"),
        Field(name="settlement", label="和解内容", kind=Kind.NOTE, example="采取补救措施后减免加处罚款"),
        Field(name="writeoff_ground", label="终结执行的理由", kind=Kind.CHOICE, example="公民死亡无遗产可供执行", choices=(
            "公民死亡无遗产可供执行", "法人终止无财产可供执行", "执行标的灭失", "据以执行的决定被撤销", "其他需要终结执行的情形")),
    ),
    steps=STEPS,
)  # fmt: skip
