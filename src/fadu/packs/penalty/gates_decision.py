"""Gates of the ordinary procedure: told, hearing offered and respected, reviewed, discussed, corrected, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fadu.kernel.field import chinese_day, yuan
from fadu.kernel.gate import Answer, Gate, Situation, gate, missing
from fadu.kernel.timelimit import earliest_event
from fadu.packs.common import gates as shared
from fadu.packs.common.fields import BODY
from fadu.packs.common.gates import item_row
from fadu.packs.common.items import any_item_row
from fadu.packs.common.laws import CQHEAR, OGI, PEN
from fadu.packs.common.rectification import ENDED
from fadu.packs.penalty.facts import fen
from fadu.packs.penalty.fields import FINE, HEARD_KINDS

PENALTY = "处罚"
HEARING_REQUEST = "pen.hearing_request"


def when_punishing(g: Gate) -> Gate:
    """The same gate, asked only when the decision is to punish: 不予处罚 needs none of what protects from a penalty."""
    return replace(g, on_form=True, check=lambda s: s.get("decision") != PENALTY or g.check(s))


def once_told(g: Gate) -> Gate:
    """The same gate, asked again only of an amount that is not the one the party was told: that one has passed it, or its reason is on file."""
    return replace(g, check=lambda s: (s.has_done("tell") and s.get("amount_fen") == s.get("told_fen")) or g.check(s))


@gate(
    "item_in_force",
    "事项有效",
    on_form=True,
    basis=(PEN(17), PEN(20), PEN(24), PEN(38)),
    refusal="“{item}”的权限已终止，且没有由本镇办结的过渡规定",
    remedy="移送有权部门办理",
)
def item_kept(s: Situation) -> Answer:
    """On the day of decision the item is in force, or it was handed back with leave to finish cases filed before."""
    if item_row(s) is not None:
        return shared.item_in_force.check(s)
    past = any_item_row(s)
    filed = s.matter.done.get("file_case")
    if past is not None and past.get("transition") and filed is not None and filed.first_on <= past.until:
        return True
    return missing(item=s.get("item_name") or s.get("item"))


def hearing_triggered(s: Situation) -> bool:
    """Whether the proposed penalty gives a right to a hearing: kind, fine or confiscation at the threshold (PEN 63)."""
    kinds = s.get("kinds") or []
    if any(k in HEARD_KINDS for k in kinds):  # type: ignore[union-attr]
        return True
    threshold = _threshold(s)
    fine = fen(s, "amount_fen") if FINE in kinds else 0  # type: ignore[operator]
    return fine >= threshold or fen(s, "confiscated_fen") >= threshold


def _threshold(s: Situation) -> int:
    """The city's threshold, or the lower one that the item's own ministry set. Sole traders count as persons."""
    name = "hearing_cq_org_yuan" if s.get("party_class") == BODY else "hearing_cq_citizen_yuan"
    item = item_row(s) or any_item_row(s)
    own = item.get("hearing") if item else None
    city = s.amount(name)
    return min(city, own) if isinstance(own, int) and own else city


@gate(
    "hearing_offered",
    "已告知听证权利",
    on_form=True,
    basis=(PEN(63), CQHEAR()),
    refusal="拟处罚达到听证标准，听证告知书没有送达当事人",
    remedy="送达行政处罚事先告知书（听证告知），等候当事人答复",
)
def hearing_offered(s: Situation) -> Answer:
    return not hearing_triggered(s) or bool(s.get("hearing_told") and s.get("told_served_on"))


@gate(
    "hearing_right_respected",
    "听证权利得到保障",
    on_form=True,
    basis=(PEN(64, 0, 1), CQHEAR()),
    refusal="{why}",
    remedy="{way}",
)
def hearing_right_respected(s: Situation) -> Answer:
    """A hearing that was asked for is held or given up, even where the fine has since been lowered; else its time must be over."""
    if s.matter.state == "hearing":
        return missing(why="当事人要求的听证还没有结束", way="听证结束后由主持人提出听证报告；当事人放弃的，记录放弃")
    if not hearing_triggered(s) or s.get("hearing_waived") is True or s.get("heard") is True:
        return True
    due = s.due(HEARING_REQUEST)
    earliest = chinese_day(due.over_on) if due else "送达听证告知书并期满之后"
    over = due is not None and s.on > due.due_on
    return over or missing(why=f"听证申请期未满，最早可于{earliest}决定", way="等候期满；当事人明确放弃或者听证结束的，先记录")


@gate(
    "hearing_request_in_time",
    "在听证申请期内",
    on_form=True,
    basis=(PEN(64, 0, 1), CQHEAR()),
    refusal="听证申请期已于{last}届满",
    remedy="告知当事人逾期不再组织听证，仍可陈述申辩；确有正当理由的由负责人决定",
)
def hearing_request_in_time(s: Situation) -> Answer:
    due = s.due(HEARING_REQUEST)
    asked = s.get("hearing_requested_on", s.on)
    return due is None or asked <= due.due_on or missing(last=due.due_on)  # type: ignore[operator]


@gate(
    "not_heavier_for_defence",
    "不因申辩加重",
    on_form=True,
    basis=(PEN(45, 2),),
    refusal="告知时拟罚款{told}元，申辩后改为{now}元，不得因申辩加重处罚",
    remedy="恢复告知的数额；有新事实的，重新告知",
)
def not_heavier_for_defence(s: Situation) -> Answer:
    told, now = s.get("told_fen"), s.get("revised_fen", s.get("amount_fen"))
    if not isinstance(told, int) or not isinstance(now, int):
        return True
    return now <= told or missing(told=yuan(told), now=yuan(now))


@gate(
    "decided_collectively",
    "经集体讨论",
    on_form=True,
    basis=(PEN(57, 2),),
    refusal="情节复杂或者重大违法行为的处罚，负责人没有集体讨论",
    remedy="召开集体讨论，附讨论笔录后决定",
)
def decided_collectively(s: Situation) -> Answer:
    return not s.get("complex") or bool(s.get("minutes")) and s.has_done("discuss")


@gate("minutes", "有讨论笔录", on_form=True, basis=(PEN(57, 2),), refusal="集体讨论参加人少于两人", remedy="由负责人集体讨论，列明参加人")
def minutes_kept(s: Situation) -> Answer:
    present = s.get("discussed_by")
    return isinstance(present, list) and len(present) >= s.amount("officers_min")


@gate(
    "law_version_compared",
    "已比较新旧法律",
    on_form=True,
    basis=(PEN(37),),
    refusal="违法行为发生后法律已经修改，没有比较新旧条款",
    remedy="附新旧条款对照，适用新法较轻或者不再认为违法的，从新法",
)
def law_version_compared(s: Situation) -> Answer:
    return not _law_changed(s) or bool(s.get("law_comparison"))


def _law_changed(s: Situation) -> bool:
    """The officer says so, or the item's basis of the day of the act is not that of today."""
    item, then = item_row(s), s.get("occurred_on", s.on)
    changed = s.get("law_changed") is True
    since = item.get("basis_from") if item else None
    return changed or (since is not None and since > then)  # type: ignore[operator]


@gate(
    "correction_ordered",
    "已责令改正",
    on_form=True,
    reads=("correction_content",),
    basis=(PEN(28, 1),),
    refusal="尚未责令当事人改正违法行为",
    remedy="出具责令改正通知书，或者在拟作决定中写明改正内容",
)
def correction_ordered(s: Situation) -> Answer:
    return s.has_done("order_correction") or bool(s.get("correction_content"))


@gate(
    "case_finished",
    "案件已执行完毕",
    on_form=True,
    basis=(PEN(67), PEN(72)),
    refusal="{why}",
    remedy="{way}",
)
def case_finished(s: Situation) -> Answer:
    payment = s.last_child("penalty.payment")
    if payment is not None and payment.state not in ("paid", "executed", "terminated"):
        return missing(why="罚款尚未缴清，也没有执行终结", way="缴清后结案；逾期不缴的催告、申请人民法院强制执行")
    order = s.last_child("common.rectification")
    if order is not None and order.state not in ENDED:
        return missing(why="责令改正尚未复查，或者没有改正的还没有处置", way="由执法人员复查整改；没有改正的依法处置后结案")
    if any(hold.closed_on is None for hold in s.children("penalty.evidence_hold")):
        return missing(why="登记保存的物品还没有处理或者返还", way="在登记保存事项里作出处理决定；已自动解除的返还物品")
    if s.get("confiscated_goods") and not s.has_done("dispose_goods"):
        return missing(why="没收的物品还没有处理", way="办理“处理罚没物品”后结案")
    unserved = [str(c.get("paper_title")) for c in s.children("common.service") if c.state != "served"]
    return not unserved or missing(why=f"{'、'.join(unserved)}尚未送达", way="送达当事人后结案")


@gate(
    "goods_confiscated",
    "决定没收了物品",
    on_form=True,
    basis=(PEN(74),),
    refusal="本案的决定没有没收物品，没有罚没物品可处理",
    remedy="登记保存的物品在登记保存事项里处理",
)
def goods_confiscated(s: Situation) -> Answer:
    return bool(s.matter.get("confiscated_goods"))


@gate(
    "publication_ground",
    "属于公开范围",
    on_form=True,
    basis=(PEN(48), OGI(20, 1, 6)),
    refusal="{why}",
    remedy="记录不公开的理由，不转入公示",
)
def publication_ground(s: Situation) -> Answer:
    age = s.get("party_age")
    if isinstance(age, int) and age < s.amount("pen.age_lighter"):
        return missing(why="当事人是未成年人，处罚决定不公开")
    return s.get("publication_ground") in ("具有一定社会影响", "渠道规则要求") or missing(
        why="没有具有一定社会影响的理由，也没有渠道规则要求"
    )


_SUBSTANCE = frozenset({
    "item", "item_name", "capacity", "name_of_organ", "legal_basis", "kind", "kinds", "heaviest_kind", "tier", "amount_fen", "confiscated_fen",
    "total_fen", "decision", "decided_on", "voided", "procedure_kind",
})  # fmt: skip


@gate(
    "substance_untouched",
    "只更正笔误",
    needs=("corrected_field",),
    basis=(PEN(75),),
    refusal="“{field}”是处罚决定的实体内容，决定作出后不能作为记录更正",
    remedy="另作变更决定或者撤销决定",
)
def substance_untouched(s: Situation) -> Answer:
    said = str(s.get("corrected_field"))
    declared = s.procedure.field(said) or next((f for f in s.procedure.fields if f.label == said), None)
    if s.get("decided_on") is None or declared is None or declared.name not in _SUBSTANCE:
        return True
    return missing(field=declared.label)


@gate(
    "host_independent",
    "主持人非调查人员",
    on_form=True,
    basis=(PEN(64, 0, 4),),
    refusal="{who}参与过本案调查，不得主持听证",
    remedy="另行指定没有参与调查的人员主持",
)
def host_independent(s: Situation) -> Answer:
    host, case = s.get("host"), s.records.matter(s.matter.parent) if s.matter.parent else None
    took_part = {p for step in shared.INVESTIGATING if case and step in case.done for p in case.done[step].by}
    return host not in took_part or missing(who=s.records.name_of(str(host)))


@gate(
    "notice_in_time",
    "提前通知听证",
    on_form=True,
    basis=(PEN(64, 0, 2),),
    refusal="听证通知不足法定间隔，最早可于{earliest}举行",
    remedy="改定举行日期后通知当事人和有关人员",
)
def notice_in_time(s: Situation) -> Answer:
    held = s.get("hearing_on")
    if held is None:
        return True
    earliest = earliest_event(s.rules.limit("pen.hearing_notice", s.on, s.matter.org), s.on, s.rules.calendar)
    return held >= earliest or missing(earliest=earliest)  # type: ignore[operator]


@gate("notice_served_in_time", "通知书按期送达", basis=(PEN(64, 0, 2),), refusal="{why}", remedy="{way}")
def notice_served_in_time(s: Situation) -> Answer:
    """The last notice reached the party, and the whole days lie between that day and the hearing."""
    notice = s.last_child("common.service")
    served, held = notice.get("served_on") if notice else None, s.get("hearing_on")
    if notice is None or notice.state != "served":
        return missing(why="听证通知书尚未送达当事人", way="先送达听证通知书")
    day = served if isinstance(served, date) else notice.moved_on or s.on
    earliest = earliest_event(s.rules.limit("pen.hearing_notice", s.on, s.matter.org), day, s.rules.calendar)
    why = f"听证通知书于{chinese_day(day)}送达，最早可于{chinese_day(earliest)}举行"
    return (isinstance(held, date) and held >= earliest) or missing(why=why, way="延期举行，另行通知")


@gate(
    "hearing_public",
    "公开举行",
    moot=True,
    basis=(PEN(64, 0, 3),),
    refusal="本次听证因涉及国家秘密、商业秘密或者个人隐私不公开举行，不公告",
    remedy="只通知当事人和有关人员",
)
def hearing_public(s: Situation) -> Answer:
    return s.get("hearing_manner") == "公开"


@gate(
    "transcript_signed",
    "听证笔录签名或注明",
    on_form=True,
    basis=(PEN(64, 0, 8),),
    refusal="听证笔录没有当事人签名，也没有由主持人注明",
    remedy="交当事人核对签名；拒绝的由主持人在笔录中注明",
)
def transcript_signed(s: Situation) -> Answer:
    return s.get("transcript_signature") in ("已签名", "拒签已由主持人注明")
