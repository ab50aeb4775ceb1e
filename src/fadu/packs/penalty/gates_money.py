"""Gates on money: collection on the spot, receipts, deferral, surcharge, demand, and the court's window."""

from __future__ import annotations

from datetime import date

from fadu.kernel.field import chinese_day, yuan
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Matter
from fadu.packs.common.laws import COMP, FINE, PEN, TRAFFIC
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.penalty.facts import TRAFFIC as TRAFFIC_PROFILE
from fadu.packs.penalty.facts import fen

DEMAND, WINDOW = "comp.demand", "comp.court_apply"
_PEDESTRIANS = "非机动车、行人、乘车人无异议"


@gate(
    "on_spot_allowed",
    "可以当场收缴",
    on_form=True,
    basis=(PEN(68), PEN(69), TRAFFIC(108)),
    refusal="{why}，不得当场收缴",
    remedy="出具缴款码，由当事人到银行或者通过电子支付缴纳",
)
def on_spot_allowed(s: Situation) -> Answer:
    if not _collecting(s):
        return True
    limit, ground = s.amount("onspot_collect_yuan"), s.get("collect_ground")
    if fen(s, "amount_fen") <= limit or ground in ("事后难以执行", "边远、水上、交通不便且当事人提出"):
        return True
    if ground == _PEDESTRIANS and s.get("day_profile") == TRAFFIC_PROFILE:
        return True
    return missing(why=f"罚款{yuan(fen(s, 'amount_fen'))}元超过{yuan(limit)}元，又没有法定的当场收缴情形")


@gate(
    "receipt_no",
    "已开专用票据",
    on_form=True,
    basis=(PEN(70),),
    refusal="{why}",
    remedy="填写本次收缴的财政专用票据号；没有票据的，当事人有权拒绝缴纳",
)
def receipt_no(s: Situation) -> Answer:
    if not _collecting(s):
        return True
    number = s.get("receipt_no")
    if not number:
        return missing(why="当场收缴没有填写财政专用票据号")
    used = [r for r in s.records.rows("receipts", no=number) if r.get("matter") != s.matter.id]
    return not used or missing(why=f"票据号{number}已用于另一笔收缴")


def _collecting(s: Situation) -> bool:
    return s.step.id == "collect_on_spot" or s.given.get("collected") is True


@gate(
    "collector_separate",
    "决定与收缴分离",
    on_form=True,
    basis=(PEN(67),),
    refusal="执法人员不得自行收缴罚款",
    remedy="由当事人到银行或者通过电子支付缴纳",
)
def collector_separate(s: Situation) -> Answer:
    return s.get("channel_paid") != "执法人员代收"


@gate(
    "instalments_fit",
    "分期与尚欠相符",
    on_form=True,
    basis=(PEN(66, 2),),
    refusal="{why}",
    remedy="各期之和等于尚欠的罚款，按先后排列，最后一期即延至的日期",
)
def instalments_fit(s: Situation) -> Answer:
    rows = rows_of(s.given, "instalments")
    if not rows:
        return True
    days, total = [d for r in rows if isinstance(d := r.get("due_on"), date)], sum(count_of(r, "sum_fen") for r in rows)
    if len(days) < len(rows) or days != sorted(days) or days[-1:] != [s.get("deferred_until")]:
        return missing(why="分期的应缴日没有写全、没有按先后排列，或者最后一期不是延至的日期")
    return total == owed_fen(s) or missing(why=f"各期合计{yuan(total)}元，尚欠罚款{yuan(owed_fen(s))}元")


@gate(
    "surcharge_told",
    "已告知加处罚款",
    on_form=True,
    basis=(COMP(45), PEN(72), FINE(7)),
    refusal="处罚决定书没有告知加处罚款的标准，不得加处",
    remedy="只催缴罚款本金",
)
def surcharge_told(s: Situation) -> Answer:
    return s.get("surcharge_stated") is True


@gate(
    "payment_fits", "缴款与尚欠相符", on_form=True, basis=(PEN(66), PEN(72)), refusal="本次缴罚款{paid}元，尚欠罚款{owed}元", remedy="{way}"
)
def payment_fits(s: Situation) -> Answer:
    """Paid off means all of it; a part is less than all; what comes beyond the fine is the surcharge and stands apart."""
    owed, paid = owed_fen(s), paid_now_fen(s)
    if paid > owed:
        return missing(paid=yuan(paid), owed=yuan(owed), way="按尚欠的罚款填写，加处罚款另填一栏")
    if s.step.id == "pay" and paid < owed:
        return missing(paid=yuan(paid), owed=yuan(owed), way="没有缴清的，办理部分缴纳")
    return s.step.id != "pay_part" or paid < owed or missing(paid=yuan(paid), owed=yuan(owed), way="已经缴清的，办理缴清")


def owed_fen(s: Situation) -> int:
    """The part of the fine that is still unpaid before this step."""
    before = s.matter.get("collected_before")
    return max(0, fen(s, "amount_fen") - (before if isinstance(before, int) else 0))


def paid_now_fen(s: Situation) -> int:
    """What this step brings in on the fine; all that is owed where nothing was typed."""
    paid = s.given.get("paid_fen")
    return paid if isinstance(paid, int) else owed_fen(s)


@gate(
    "decision_stands",
    "处罚决定仍然有效",
    basis=(PEN(75), COMP(40)),
    refusal="据以收缴、执行的处罚决定已撤销（{ground}）",
    remedy="办理终结执行或者撤销后结案；已收的罚款依法退还",
)
def decision_stands(s: Situation) -> Answer:
    annulled = decision_of(s).annulled
    return annulled is None or missing(ground=annulled.ground)


def decision_of(s: Situation) -> Matter:
    """The matter that holds the decision: this one, or the one that this payment belongs to."""
    return (s.records.matter(s.matter.parent) if s.matter.parent else None) or s.matter


@gate(
    "nothing_owed",
    "没有应缴的罚款",
    moot=True,
    basis=(PEN(67), COMP(40)),
    refusal="罚款{amount}元仍应缴纳",
    remedy="收缴后结案；逾期的转追缴",
)
def nothing_owed(s: Situation) -> Answer:
    """The decision was revoked, or changed to one without a fine."""
    payable = payable_fen(s)
    return s.matter.annulled is not None or payable == 0 or missing(amount=yuan(payable))


@gate(
    "decision_changed",
    "处罚决定已变更",
    moot=True,
    basis=(PEN(75),),
    refusal="处罚决定没有变更过数额",
    remedy="数额有误的，先由有权机关作出变更决定",
)
def decision_changed(s: Situation) -> Answer:
    changed = decision_of(s).get("changed_fen")
    return changed is not None and changed != s.matter.get("amount_fen")


def payable_fen(s: Situation) -> int:
    """The fine to be paid: as decided, or as changed since."""
    changed = s.get("changed_fen")
    return changed if isinstance(changed, int) else fen(s, "total_fen")


@gate("payment_overdue", "缴款期已满", on_form=True, basis=(PEN(67), PEN(72)), refusal="{why}", remedy="{way}")
def payment_overdue(s: Situation) -> Answer:
    due_on = pay_due_on(s)
    if due_on is not None and s.on <= due_on:
        return missing(why=f"缴款期至{chinese_day(due_on)}，尚未届满", way="等候期满后催告")
    owed = fen(s, "amount_fen") - fen(s, "collected_fen")
    return owed > 0 or missing(why="罚款已缴清", way="办理结案")


def pay_due_on(s: Situation) -> date | None:
    """The last day to pay: as deferred, or fifteen days from service, rolled over rest days for the party."""
    deferred = s.get("deferred_until")
    if isinstance(deferred, date):
        return deferred
    found = s.get("pay_due_on")
    if isinstance(found, date):
        return found
    due = s.due("pen.pay.traffic") or s.due("pen.pay")
    return due.due_on if due else None


@gate(
    "demand_waited",
    "催告期已满",
    on_form=True,
    basis=(COMP(54),),
    refusal="催告书送达后未满法定期限，最早可于{earliest}申请",
    remedy="等候期满；尚未送达的先送达",
)
def demand_waited(s: Situation) -> Answer:
    due = s.due(DEMAND)
    if due is None:
        return missing(earliest="催告书送达并期满之后")
    return s.on > due.due_on or missing(earliest=due.over_on)


@gate(
    "remedy_period_over", "复议诉讼期已满", on_form=True, basis=(COMP(53),), refusal="{why}", remedy="等候期满；已经复议、诉讼的，等候结果"
)
def remedy_period_over(s: Situation) -> Answer:
    if s.get("remedy_used") is True:
        return missing(why="当事人已申请复议或者提起诉讼，结果尚未确定")
    last = s.get("remedy_ends_on")
    if not isinstance(last, date):
        return missing(why="救济期限尚未开始计算")
    return s.on > last or missing(why=f"救济期至{chinese_day(last)}届满，最早可于次日申请")


@gate(
    "window_open",
    "在申请期限内",
    on_form=True,
    basis=(COMP(53), PEN(72, 2)),
    refusal="申请人民法院强制执行的期限已于{last}届满",
    remedy="向负责人报告，记录原因和责任，办理终结执行",
)
def window_open(s: Situation) -> Answer:
    due = s.due(WINDOW)
    return due is None or s.on <= due.due_on or missing(last=due.due_on)
