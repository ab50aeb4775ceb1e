"""Penalties on the spot in the invented year: 344 decisions, their filing, collection and banking, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from fadu.service.demo import cases
from fadu.service.demo.acts import Act, at
from fadu.service.demo.base import OWN_BOOK, POLICE_BOOK, book
from fadu.service.demo.days_of import after, later, month_days, working
from fadu.service.demo.dice import Dice
from fadu.service.demo.duty import YEAR, Session, blocked, sessions
from fadu.service.demo.names import Names
from fadu.service.demo.people import PAIRS, VILLAGES, village_code
from fadu.service.demo.spread import dealt
from fadu.service.demo.tables import table

TRAFFIC_ITEMS = (
    ("FJDC-NX",) * 5 + ("FJDC-TK",) * 6 + ("FJDC-CD",) * 3 + ("FJDC-ZR",) * 3 + ("CCR-AQ",) * 3 + ("XR-CX", "XR-XH", "FJDC-XH", "FJDC-TF")
)
TIER = {0: "轻微", 1000: "较轻", 2000: "较重", 5000: "严重"}
KINDS = {"warning": 0, "yuan_10": 1000, "yuan_20": 2000, "yuan_50": 5000}
ROADS = ("学校路口", "农贸市场路口", "集镇主街", "车站路口", "村道与县道交叉口")
#: Decisions of December from this day on are still in time to be paid at the end of the year.
OPEN_FROM = date(YEAR, 12, 15)
#: From this day on a fine paid within the year was paid on the spot.
LAST_TO_BANK = date(YEAR, 12, 27)
CASH, BANK, OPEN, LATE = "当场收缴", "缴入银行", "年末未缴", "逾期缴纳"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision on the spot. ``fen`` 0 is a warning; ``paid`` says how the fine comes in."""

    name: str
    when: datetime
    pair: int
    village: int
    item: str
    fen: int
    tier: str
    party: str
    paid: str = ""
    age: int = 0

    @property
    def day(self) -> date:
        return self.when.date()

    @property
    def traffic(self) -> bool:
        return self.item in TRAFFIC_ITEMS


def plan(seed: int) -> list[Act]:
    made, dice = decisions(seed), Dice(seed, "acts of penalties")
    slow = _slow(made)
    acts = [act for number, d in enumerate(made, start=1) for act in _acts(d, number, slow, dice)]
    return [*acts, *_spoiled(made), *_educated(seed), *_refused(made), *_corrected(made), *_settled_blocks(made), *cases.plan(seed)]


def decisions(seed: int) -> list[Decision]:
    """All decisions on the spot, in the order of their time."""
    dice, names = Dice(seed, "penalties"), Names(seed, "parties of penalties")
    others = [*_fireworks(dice), *_appearance(dice)]
    said = table("year")["penalties"]
    apart = [*others, *cases.DECIDED]
    villages = {v: n - sum(o[1] == v for o in apart) for v, n in enumerate(said["villages"], start=1)}
    pairs = {p: n - sum(o[0] == p for o in apart) for p, n in enumerate(said["pairs"])}
    made = [*_traffic(sessions(seed, villages, pairs), dice), *(_other(o) for o in others)]
    ordered = sorted(made, key=lambda d: (d.when, d.pair, d.item))
    named = [replace(d, name=f"penalty-{n:03d}", party=names.person()) for n, d in enumerate(ordered, start=1)]
    return _with_payment(_one_minor(named), dice)


def _traffic(duty: Sequence[Session], dice: Dice) -> Iterator[Decision]:
    said = table("year")["penalties"]["traffic"]
    for month in range(1, 13):
        slots = [(s, n) for s in duty if s.starts.month == month for n in range(s.found)]
        fines = dealt({KINDS[kind]: counts[month - 1] for kind, counts in said.items()}, dice)
        if month == 12:
            fines = _dear_ones_last(slots, fines)
        for (session, n), fen in zip(slots, fines, strict=True):
            yield Decision(name="", when=session.moment(n), pair=session.pair, village=session.village, item=dice.pick(TRAFFIC_ITEMS),
                           fen=fen, tier=TIER[fen], party="")  # fmt: skip


def _dear_ones_last(slots: Sequence[tuple[Session, int]], fines: list[int]) -> list[int]:
    """December's dearest fine falls late in the month: it is one of those still open at the end of the year."""
    dear = fines.index(max(fines))
    last = max(range(len(slots)), key=lambda i: slots[i][0].starts)
    fines[dear], fines[last] = fines[last], fines[dear]
    return fines


def _fireworks(dice: Dice) -> Iterator[tuple[int, int, datetime, str, int]]:
    """Evenings around the Spring Festival, and New Year's Eve."""
    nights = {1: (date(YEAR, 1, 28), date(YEAR, 1, 29)), 2: (date(YEAR, 2, 3), date(YEAR, 2, 12)), 12: (date(YEAR, 12, 31),)}
    for n, (month, days) in enumerate(nights.items()):
        for i, day in enumerate(days[: table("year")["penalties"]["fireworks"][month - 1]]):
            yield (n * 2 + i) % len(PAIRS), dice.pick((1, 2)), at(day, 20 + i, dice.below(50)), "RF-WG", 10_000


def _appearance(dice: Dice) -> Iterator[tuple[int, int, datetime, str, int]]:
    """Litter and straw in the villages: after patrols, on working days, each village at most three times."""
    said, left = table("year")["penalties"], dice.shuffled([*range(3, 15), *range(3, 15)])
    for month in range(1, 13):
        for fen, n in ((2000, said["appearance_20"][month - 1]), (5000, said["appearance_50"][month - 1])):
            for _ in range(n):
                village = left.pop()
                yield (
                    village % len(PAIRS),
                    village,
                    at(_workday(month, village % len(PAIRS), dice), dice.between(9, 15), dice.below(60)),
                    "LDLJ",
                    fen,
                )


def _workday(month: int, pair: int, dice: Dice) -> date:
    return dice.pick([d for d in month_days(YEAR, month, offices_open=True) if not blocked(pair, d)])


def _other(one: tuple[int, int, datetime, str, int]) -> Decision:
    pair, village, when, item, fen = one
    tier = "较轻" if item == "RF-WG" or fen == 2000 else "较重"
    return Decision(name="", when=when, pair=pair, village=village, item=item, fen=fen, tier=tier, party="")


def _one_minor(made: list[Decision]) -> list[Decision]:
    """One rider is sixteen: the officers first take the usual tier, are refused, and go lighter."""
    minor = next(i for i, d in enumerate(made) if d.fen == 1000 and d.item.startswith("FJDC") and d.day.month == 5)
    made[minor] = replace(made[minor], age=16, tier="从轻")
    return made


def _with_payment(made: list[Decision], dice: Dice) -> list[Decision]:
    """How each fine comes in: on the spot, through the bank, late, or not yet at the end of the year."""
    said = table("year")["penalties"]["payment"]
    how: dict[str, str] = {}
    for fen in said["open_fen"]:
        late_ones = [d for d in made if d.traffic and d.fen == fen and d.day >= OPEN_FROM and d.name not in how]
        how[late_ones[-1].name] = OPEN
    slow = [d for d in made if d.traffic and d.fen == 2000 and 2 <= d.day.month <= 10 and not d.age]
    how |= {d.name: LATE for d in dice.chosen(slow, said["bank_late"])}
    rest = [d for d in made if d.fen and d.name not in how]
    last = [d for d in rest if d.day >= LAST_TO_BANK]
    cash = {d.name for d in [*last, *dice.chosen([d for d in rest if d.day < LAST_TO_BANK], said["on_the_spot"] - len(last))]}
    how |= {d.name: CASH if d.name in cash else BANK for d in rest}
    return [replace(d, paid=how.get(d.name, "")) for d in made]


def _acts(d: Decision, number: int, slow: frozenset[str], dice: Dice) -> Iterator[Act]:
    yield _decided(d, number, dice)
    filed = after(d.day, 4 if f"file {d.name}" in slow else 1)
    yield Act(at=at(filed, 16, number % 60), by=("duizhang",), step="file", matter=d.name)
    if d.paid == CASH:
        yield from _cash(d, number, slow)
    if d.paid == BANK:
        paid = min(working(d.day + timedelta(days=dice.between(1, 8))), date(YEAR, 12, 31))
        channel = dice.pick(("电子支付", "电子支付", "银行"))
        yield Act(at=at(paid, 14, dice.below(60)), by=("shouju",), step="pay", matter=d.name, fields={"channel_paid": channel})
    if d.paid == LATE:
        paid = later(after(d.day, 15), dice.between(5, 12))
        yield Act(
            at=at(paid, 10),
            by=("shouju",),
            step="pay",
            matter=d.name,
            child="penalty.payment",
            fields={"paid_fen": d.fen, "channel_paid": "银行"},
        )


def _slow(made: Sequence[Decision]) -> frozenset[str]:
    """What was done after its day: three filings, two payments handed in and one banked."""
    cash = {month: next(d.name for d in made if d.paid == CASH and d.day.month == month) for month in (3, 6, 8)}
    filed = {month: next(d.name for d in made if d.paid == BANK and d.day.month == month) for month in (2, 7, 9)}
    return frozenset({f"hand in {cash[3]}", f"hand in {cash[8]}", f"bank {cash[6]}", *(f"file {name}" for name in filed.values())})


def _decided(d: Decision, number: int, dice: Dice) -> Act:
    fields: dict[str, Any] = {
        "item": d.item, "kind": "罚款" if d.fen else "警告", "tier": d.tier, "party_name": d.party, "party_class": "公民",
        "place": _place(d, dice), "village": village_code(d.village), "identity_shown": True, "told": True,
        "defence": dice.pick(("无异议", "无异议", "无异议", "赶时间，今后注意")), "signature": "已签名" if dice.below(20) else "拒签已在文书注明",
        "correction_content": "当场清除" if d.item == "LDLJ" else "立即改正",
    }  # fmt: skip
    fields |= {"amount_fen": d.fen} if d.fen else {}
    fields |= {"party_age": d.age} if d.age else {}
    if d.paid == CASH:
        fields |= {"collected": True, "collect_ground": "一百元以下", "receipt_no": f"渝财罚{20250000 + number}"}
    return Act(
        at=d.when, by=PAIRS[d.pair], step="decide_on_spot", matter=d.name, procedure="penalty.summary", fields=fields, book=book(d.item)
    )


def _place(d: Decision, dice: Dice) -> str:
    spot = dice.pick(ROADS) if d.traffic else "广场" if d.item == "RF-WG" else "公共通道旁"
    return f"{VILLAGES[d.village - 1]}{spot}"


def _cash(d: Decision, number: int, slow: frozenset[str]) -> Iterator[Act]:
    """To the organ by the next working day, to the bank by the one after."""
    handed = after(d.day, 4 if f"hand in {d.name}" in slow else 1)
    banked = after(handed, 4 if f"bank {d.name}" in slow else 1)
    yield Act(
        at=at(handed, 9, number % 60), by=(PAIRS[d.pair][0],), step="hand_in", matter=d.name, fields={"slip_no": f"缴2025-{number:03d}"}
    )
    yield Act(at=at(banked, 11, number % 60), by=("shouju",), step="bank", matter=d.name)


def _spoiled(made: Sequence[Decision]) -> Iterator[Act]:
    """A form filled in wrongly on 18 March and made void before anybody had it; its number stays."""
    on, pair = date(YEAR, 3, 18), 2
    like = next(d for d in made if d.pair == pair and d.traffic and d.day.month == 3)
    start = at(on, 15, 5)
    wrong = _decided(
        replace(like, name="penalty-spoiled", when=start, paid="", fen=2000, tier="较重", age=0, party="席云宁"), 0, Dice(0, "spoiled")
    )
    yield wrong
    yield Act(
        at=start + timedelta(minutes=4),
        by=PAIRS[pair],
        step="void",
        matter="penalty-spoiled",
        fields={"delivered": False, "void_reason": "当事人姓名填写错误，尚未交付"},
    )


_EDUCATED = (
    ("LDLJ", "当场清走柴草，讲解村容管理规定"),
    ("CG-04", "当场清理，讲解垃圾投放时间和地点"),
    ("FSLJ", "当场熄灭并清理，讲解焚烧危害"),
    ("CG-01", "当场捡拾，讲解公共卫生规定"),
)


def _educated(seed: int) -> Iterator[Act]:
    """Twelve first offences that were mended at once: not punished but educated, after the lists were looked up."""
    dice, names = Dice(seed, "first offences"), Names(seed, "first offenders")
    for month, n in enumerate(table("year")["penalties"]["first_offence"]["months"], start=1):
        for _ in range(n):
            pair, (item, said) = dice.below(len(PAIRS)), dice.pick(_EDUCATED)
            when, village = at(_workday(month, pair, dice), dice.between(9, 16), dice.below(50)), dice.between(1, len(VILLAGES))
            fields = {
                "item": item, "party_name": names.person(), "party_class": "公民", "place": f"{VILLAGES[village - 1]}公共通道旁",
                "village": village_code(village), "identity_shown": True, "no_penalty_ground": "初次违法", "education": said, "corrected_at_once": True,
            }  # fmt: skip
            asked = {"queried_on": when.date(), "query_scope": "本镇处罚记录和区级名单"}
            stale = {"queried_on": when.date() - timedelta(days=1), "query_scope": "本镇处罚记录"}
            name = f"educated-{month:02d}"
            if month == 4:
                yield _educating(when - timedelta(minutes=3), pair, name, {**fields, **stale}, ("first_time_checked",))
            yield _educating(when, pair, name, {**fields, **asked})


def _educating(when: datetime, pair: int, name: str, fields: dict[str, Any], refused: tuple[str, ...] = ()) -> Act:
    return Act(at=when, by=PAIRS[pair], step="warn_only", matter=name, procedure="penalty.summary", fields=fields, refused=refused)


def _refused(made: Sequence[Decision]) -> Iterator[Act]:
    """Attempts that the gates refused. Each stands minutes before what was then done rightly, or before nothing."""
    minor, cash = next(d for d in made if d.age), next(d for d in made if d.paid == CASH and d.day.month == 10)
    plain = next(d for d in made if d.traffic and d.day.month == 9 and d.fen == 2000 and not d.age)
    litter = next(d for d in made if d.item == "LDLJ" and d.day.month == 2)
    yield _tried(minor, minor.when, ("party_capacity",), tier="较轻")
    yield _tried(cash, cash.when, ("receipt_no",), receipt_no="")
    yield replace(_tried(plain, plain.when, ("two_certified_officers",)), by=(PAIRS[plain.pair][0], "tianye"))
    yield _tried(
        litter, litter.when, ("within_simple_limit",), item="CG-04", amount_fen=30_000, collected=False, receipt_no="", tier="较重"
    )
    april = next(d for d in made if d.traffic and d.fen == 2000 and d.paid == BANK and d.day.month == 4)
    yield _tried(april, at(date(YEAR, 4, 16), 18, 30), ("one_fine_only",), item="FJDC-NX", party_name="柳惜今")
    for day in (date(YEAR, 11, 1), date(YEAR, 11, 2)):
        yield replace(
            _tried(plain, at(day, 17, 40), ("two_certified_officers",), party_name=f"车路{'远' if day.day == 1 else '平'}"), by=PAIRS[5]
        )
    served = next(d for d in made if d.paid == BANK and d.day.month == 6)
    yield Act(at=served.when + timedelta(minutes=2), by=PAIRS[served.pair], step="void", matter=served.name, refused=("not_delivered",),
              fields={"delivered": True, "void_reason": "当事人要求改为警告"})  # fmt: skip


def _tried(d: Decision, when: datetime, gates: tuple[str, ...], **other: Any) -> Act:
    wanted = _decided(d, 900, Dice(0, d.name))
    return replace(
        wanted, at=when - timedelta(minutes=2), matter=f"tried-{gates[0]}-{when:%m%d}", fields={**wanted.fields, **other}, refused=gates
    )


def _corrected(made: Sequence[Decision]) -> Iterator[Act]:
    """A wrong place written on a filed decision, put right by another entry; the first stays readable."""
    d = next(d for d in made if d.paid == BANK and d.day.month == 5)
    yield Act(at=at(after(d.day, 1), 10), by=(PAIRS[d.pair][0],), step="correct", matter=d.name, fields={
        "corrected_field": "place", "corrected_value": f"{VILLAGES[d.village - 1]}便民服务站旁", "common_reason": "现场填写时选错地点"})  # fmt: skip


def _settled_blocks(made: Sequence[Decision]) -> Iterator[Act]:
    """What was used of the year's form blocks; the spoiled form's number is among them."""
    own = sum(d.item == "LDLJ" for d in made)
    for series, used in ((POLICE_BOOK, len(made) - own + 1), (OWN_BOOK, own)):
        yield Act(at=at(date(YEAR, 12, 31), 23, 30), by=("duizhang",), step="use", matter=f"block-{series}-2025", fields={"used_to": used})
