"""Disputes of the invented year: each found, applied for or handed over, mediated, settled and performed on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from fadu.service.demo.acts import Act, at, matter_id
from fadu.service.demo.days_of import after, later, moment, month_days, working
from fadu.service.demo.dice import Dice
from fadu.service.demo.names import Names
from fadu.service.demo.people import CADRES, MEDIATORS, ORG, VILLAGES, village_code
from fadu.service.demo.spread import dealt
from fadu.service.demo.tables import table

YEAR = 2025
LINKAGE = {
    "警": ("警调", "同乐派出所", "police"),
    "访": ("访调", "镇信访岗", "petition_clerk"),
    "诉": ("诉调委派", "区人民法院同乐人民法庭", "court"),
}
COURT = "重庆市涪陵区人民法院"
LAST_DAY = date(YEAR, 12, 31)
#: The last day on which somebody mediates, so that everything is settled within the year.
CAP = date(YEAR, 12, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One dispute as planned: where, what, whence, how settled and when. Money in fen."""

    name: str
    on: date
    village: int
    kind: str
    source: str
    level: str
    written: bool
    hard: bool
    party_a: str
    party_b: str
    gist: str
    settled: str
    amount: int
    performed: bool = True
    confirmed: bool = False

    @property
    def at_town(self) -> bool:
        return self.level == "镇"


def disputes(seed: int) -> list[Dispute]:
    """The ninety-five disputes of the year, in the order of their days."""
    dice, said = Dice(seed, "disputes"), table("year")["disputes"]
    days = sorted(_day(dice, month) for month, n in enumerate(said["months"], start=1) for _ in range(n))
    shapes = _shapes(dice, said, days)
    villages = dealt(dict(enumerate(said["villages"], start=1)), dice)
    kinds = dealt(said["kinds"], dice)
    names = Names(seed, "parties of disputes")
    made = [
        _dispute(n, day, villages[n], kinds[n], shapes[n], names, dice) for n, day in enumerate(days)
    ]  # fmt: skip
    return _finished(_with_amounts(made, said["amount_fen"]), said, dice)


def _day(dice: Dice, month: int) -> date:
    """Disputes are accepted on working days, early enough that all can be settled within the year."""
    open_days = month_days(YEAR, month, offices_open=True)
    return dice.pick(open_days[:15] if month == 12 else open_days)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Whence a dispute comes, at which level it is handled, in which form it is settled, and whether it is hard."""

    source: str
    level: str
    written: bool
    hard: bool


def _shapes(dice: Dice, said: dict[str, Any], days: list[date]) -> list[_Shape]:
    """What is handed over from outside is handled by the town and settled in writing; the rest mostly in the village."""
    linked = [_Shape(s, "镇", True, n < said["hard"][s]) for s in LINKAGE for n in range(said["sources"][s])]
    town_own = [_Shape("申请", "镇", True, False)] * 2
    rest = dealt({s: said["sources"][s] - (2 if s == "申请" else 0) for s in ("排查", "申请")}, dice)
    levels = dealt({"社": said["hamlet"], "村": len(rest) - said["hamlet"]}, dice)
    written = said["written"] - len(linked) - len(town_own)
    forms = dealt({True: written, False: len(rest) - written}, dice)
    village = [_Shape(s, level, form, False) for s, level, form in zip(rest, levels, forms, strict=True)]
    return dice.shuffled([*linked, *town_own, *village])[: len(days)]


def _dispute(n: int, day: date, village: int, kind: str, shape: _Shape, names: Names, dice: Dice) -> Dispute:
    text = dice.pick(table("disputes")[kind])
    low, high = text["amount"]
    amount = dice.between(low // 100, high // 100) * 10_000 if high else 0
    return Dispute(
        name=f"dispute-{n + 1:03d}", on=day, village=village, kind=kind, source=shape.source, level=shape.level, written=shape.written,
        hard=shape.hard, party_a=names.person(), party_b=names.person(), gist=text["gist"], settled=text["settled"], amount=amount,
    )  # fmt: skip


def _with_amounts(made: list[Dispute], total: int) -> list[Dispute]:
    """Scale the amounts in whole yuan so that they add up; the largest takes what rounding leaves."""
    whole = sum(d.amount for d in made)
    scaled = [replace(d, amount=d.amount * total // whole // 100 * 100) for d in made]
    largest = max(range(len(scaled)), key=lambda i: scaled[i].amount)
    left = total - sum(d.amount for d in scaled)
    scaled[largest] = replace(scaled[largest], amount=scaled[largest].amount + left)
    return scaled


def _finished(made: list[Dispute], said: dict[str, Any], dice: Dice) -> list[Dispute]:
    """The last ones settled are still unperformed at the end of the year; some written ones go to the court for confirmation."""
    open_ones = {
        d.name
        for d in sorted(made, key=lambda d: (not d.written, d.on))[: sum(d.written for d in made)][-(len(made) - said["performed"]) :]
    }
    eligible = [d for d in made if d.written and d.name not in open_ones and d.amount > 0 and d.kind != "婚姻家庭" and d.on.month < 11]
    to_court = {d.name for d in dice.chosen(eligible, said["confirmed"])}
    return [replace(d, performed=d.name not in open_ones, confirmed=d.name in to_court) for d in made]


def plan(seed: int) -> list[Act]:
    """Every act about the disputes themselves. What was performed in a quarter is filed away after its end."""
    made = disputes(seed)
    chains = {d.name: chain(d, seed) for d in made}
    return [
        *(a for acts in chains.values() for a in acts),
        *_refusals(made, chains, Dice(seed, "refused disputes")),
        *_correction(made),
        *filed_away(chains),
    ]


def chain(d: Dispute, seed: int) -> list[Act]:
    """Every act on one dispute, from its beginning to its performance."""
    return [*(_written if d.written else _oral)(d, Dice(seed, d.name))]


def _opening(d: Dispute) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": d.kind,
        "party_a": d.party_a,
        "party_b": d.party_b,
        "village": village_code(d.village),
        "gist": d.gist,
        "level": d.level,
    }
    return {**fields, **({"amount": d.amount} if d.amount else {}), **({"difficulty": "疑难"} if d.hard else {})}


def _oral(d: Dispute, dice: Dice) -> Iterator[Act]:
    """Settled at the gate by the village's mediator: one entry; performed within days."""
    cadre, start = CADRES[d.village - 1].id, moment(d.on, dice, 8, 19)
    yield Act(at=start, by=(cadre,), step="settle_orally", matter=d.name, procedure="disputes.dispute",
              fields={**_opening(d), "settlement": d.settled, "source": d.source})  # fmt: skip
    yield _performed(d, cadre, min(later(d.on, dice.between(1, 12)), LAST_DAY), dice)


def _written(d: Dispute, dice: Dice) -> Iterator[Act]:
    by = dice.pick(MEDIATORS).id if d.at_town else CADRES[d.village - 1].id
    start = moment(d.on, dice, 9, 11)
    yield from _found(d, by, start)
    yield Act(at=start + timedelta(minutes=30), by=(by,), step="accept", matter=d.name, fields={
        "willing": "双方愿意", "excluded_ground": "不属于", "mediator_chosen": dice.pick(("当事人选定", "指派且双方接受")), "rights_told": True})  # fmt: skip
    last = d.on
    for said in _sessions(d):
        last = min(later(last, dice.between(1, 4)), CAP)
        yield Act(
            at=at(last, 14, dice.below(30)), by=(by,), step="mediate", matter=d.name, fields={"mediation_notes": [{"on": last, **said}]}
        )
    agreed = after(last, 1)
    perform_by = min(agreed + timedelta(days=dice.between(10, 25)), LAST_DAY) if d.performed else date(YEAR + 1, 3, 31)
    yield _agreed(d, by, agreed, perform_by)
    if d.confirmed:
        yield from _confirmed(d, by, agreed)
    if d.performed:
        yield _performed(d, by, min(later(agreed, 8 + 16 * d.confirmed), LAST_DAY), dice)
    yield from _fed_back(d, agreed)


def _found(d: Dispute, by: str, start: datetime) -> Iterator[Act]:
    fields = _opening(d)
    if d.source in LINKAGE:
        kind, side, _ = LINKAGE[d.source]
        received = start - timedelta(minutes=25)
        yield Act(at=received, by=("sifa",), step="receive", matter=f"{d.name}-linkage", procedure="disputes.referral", fields={
            "linkage": kind, "other_side": side, "referred_matter": d.gist})  # fmt: skip
        yield Act(at=received + timedelta(minutes=10), by=("sifa",), step="accept", matter=f"{d.name}-linkage", fields={
            "dispute": matter_id(ORG, d.name), "receipt_no": f"同调收{d.name[-3:]}"})  # fmt: skip
        yield Act(
            at=start, by=(by,), step="take_referral", matter=d.name, procedure="disputes.dispute", fields={**fields, "source": d.source}
        )
    elif d.source == "申请":
        yield Act(
            at=start,
            by=(MEDIATORS[d.village % len(MEDIATORS)].id,),
            step="apply",
            matter=d.name,
            procedure="disputes.dispute",
            fields=fields,
        )
    else:
        yield Act(at=start, by=(by,), step="find", matter=d.name, procedure="disputes.dispute", fields=fields)


def _sessions(d: Dispute) -> list[dict[str, Any]]:
    first: dict[str, Any] = {
        "place": "镇调委会" if d.at_town else f"{VILLAGES[d.village - 1]}便民服务站",
        "said": "听取双方陈述，核对材料，讲明法律规定",
    }
    if not d.hard:
        return [first]
    return [first, {"place": "现场", "said": "到现场查看并指认", "helpers": "派出所民警、村干部", "helpers_agreed": True},
            {"place": "镇调委会", "said": "分析责任，提出调解方案", "helpers": "镇法律顾问", "helpers_agreed": True}]  # fmt: skip


def _agreed(d: Dispute, by: str, on: date, perform_by: date) -> Act:
    return Act(at=at(on, 16), by=(by,), step="agree_in_writing", matter=d.name, fields={
        "agreed_facts": d.gist, "agreed_content": d.settled, "performance_mode": "当面支付" if d.amount else "自行履行", "perform_by": perform_by,
        "signed_by_parties": True, "signed_by_mediator": True, "sealed": True, "effective_on": on})  # fmt: skip


def _confirmed(d: Dispute, by: str, agreed: date) -> Iterator[Act]:
    """Both parties ask the court within thirty days; the court answers in three and rules in fifteen."""
    asked = after(agreed, 2)
    yield Act(at=at(asked, 10), by=(by,), step="confirm", matter=d.name, fields={
        "applied_by": "双方共同", "relation_kind": "不是", "content_clear": True, "court": COURT})  # fmt: skip
    child = "disputes.confirmation"
    yield Act(
        at=at(working(asked + timedelta(days=1)), 15),
        by=("sifa",),
        step="court_answers",
        matter=d.name,
        child=child,
        fields={"court_answer": "受理"},
    )
    yield Act(at=at(working(asked + timedelta(days=9)), 15), by=("sifa",), step="rule", matter=d.name, child=child, fields={
        "ruling": "确认有效", "ruling_no": f"（2025）渝0102民特{int(d.name[-3:])}号"})  # fmt: skip


def _performed(d: Dispute, by: str, on: date, dice: Dice) -> Act:
    note = "已当面付清" if d.amount else "已按约定履行，双方无异议"
    return Act(at=at(on, 17, dice.below(50)), by=(by,), step="perform", matter=d.name, fields={"performed_note": note})


def _fed_back(d: Dispute, agreed: date) -> Iterator[Act]:
    if d.source in LINKAGE:
        yield Act(
            at=at(agreed, 17),
            by=("sifa",),
            step="feed_back",
            matter=f"{d.name}-linkage",
            fields={"referral_result": "已调解成功，签订书面协议"},
        )
        yield Act(at=at(agreed, 17, 30), by=("sifa",), step="close", matter=f"{d.name}-linkage")


def filed_away(chains: dict[str, list[Act]]) -> Iterator[Act]:
    for n, (name, acts) in enumerate(chains.items()):
        done = next((a.at.date() for a in acts if a.step == "perform"), None)
        if done:
            quarter = (done.month + 2) // 3
            after_end = working(date(done.year + quarter // 4, quarter % 4 * 3 + 1, 8))
            yield Act(at=at(after_end, 9 + n // 60, n % 60), by=("danganyuan",), step="close", matter=name)


def _correction(made: list[Dispute]) -> Iterator[Act]:
    """A reporter found the wrong kind of agreement noted down; the justice office puts the words right, the first ones stay."""
    d = next(d for d in made if not d.written and d.on.month == 6)
    yield Act(at=at(after(d.on, 1), 9), by=("sifa",), step="correct", matter=d.name, fields={
        "corrected_field": "settlement", "corrected_value": f"{d.settled}，由村调委会一个月后回访", "common_reason": "登记时漏写回访约定"})  # fmt: skip


def _refusals(made: list[Dispute], chains: dict[str, list[Act]], dice: Dice) -> Iterator[Act]:
    """What people tried and the gates refused; each was told the article and the way out, and went that way."""
    oral = dice.shuffled([d for d in made if not d.written])
    written = dice.shuffled([d for d in made if d.written and not d.confirmed])
    unwilling, excluded = oral[0], oral[1]
    yield _tried_orally(unwilling, {"willing": "一方明确拒绝"}, "both_willing")
    yield _tried_orally(excluded, {"excluded_ground": "行政处罚或治安处罚事项"}, "not_excluded_kind")
    for d in written[:2]:
        yield Act(at=at(d.on, 11, 45), by=("sifa",), step="mediate", matter=d.name,
                  fields={"mediation_notes": [{"on": d.on, "said": "电话了解双方意见"}]}, refused=("committee_member",))  # fmt: skip
    yield from _tried_in_writing(chains[written[2].name], {"sealed": False}, "agreement_complete")
    yield from _tried_to_confirm(chains[next(d for d in written if d.kind != "婚姻家庭").name], {"applied_by": "一方"}, "both_apply")
    family = [d for d in written if d.kind == "婚姻家庭"][:1] or [written[3]]
    yield from _tried_to_confirm(chains[family[0].name], {"relation_kind": "婚姻关系"}, "confirmable")


def _tried_orally(d: Dispute, more: dict[str, Any], gate: str) -> Act:
    """The evening before it was settled after all, or a mistake in the form."""
    cadre = CADRES[d.village - 1].id
    return Act(at=at(d.on, 7, 30), by=(cadre,), step="settle_orally", matter=d.name, procedure="disputes.dispute", refused=(gate,),
               fields={**_opening(d), "settlement": d.settled, "source": d.source, **more})  # fmt: skip


def _tried_in_writing(acts: list[Act], more: dict[str, Any], gate: str) -> Iterator[Act]:
    done = next(a for a in acts if a.step == "agree_in_writing")
    yield replace(done, at=done.at - timedelta(hours=1), fields={**done.fields, **more}, refused=(gate,))


def _tried_to_confirm(acts: list[Act], more: dict[str, Any], gate: str) -> Iterator[Act]:
    done = next(a for a in acts if a.step == "agree_in_writing")
    fields = {"applied_by": "双方共同", "relation_kind": "不是", "content_clear": True, "court": COURT, **more}
    yield Act(at=done.at + timedelta(hours=18), by=done.by, step="confirm", matter=done.matter, fields=fields, refused=(gate,))
