"""Screening of the invented year: committees, 26 town rounds with every village's answer, training, petitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from fadu.service.demo.acts import Act, at
from fadu.service.demo.days_of import after, later, moment, month_days, working
from fadu.service.demo.dice import Dice
from fadu.service.demo.disputes import YEAR, disputes
from fadu.service.demo.names import Names
from fadu.service.demo.people import CADRES, MEDIATORS, VILLAGES, village_code
from fadu.service.demo.tables import table

TOPICS = ("调解协议的制作", "土地承包纠纷的法律规定", "婚姻家庭纠纷调解方法", "口头协议登记与回访")
#: Rounds (from 0) in which a village answered late, and by how many days after the round.
LATE = {(4, 9): 3, (9, 12): 4, (13, 6): 3, (18, 14): 4}
#: The round that was closed with a reason while one village was still silent, and the day of its answer.
SILENT_ROUND, SILENT_VILLAGE, SILENT_DAYS = 21, 11, 9


def plan(seed: int) -> list[Act]:
    return [*_committees(seed), *_rounds(seed), *_trainings(), *_petitions(seed)]


def round_days() -> list[date]:
    said = table("year")["disputes"]["rounds"]
    days, last = list(said["first"]), said["then_from"]
    while last <= said["then_to"]:
        days.append(last)
        last += timedelta(days=said["every_days"])
    return days


def _committees(seed: int) -> Iterator[Act]:
    """The town's committee, and each village's cadre with two neighbours; the law wants a woman among them."""
    names, elected = Names(seed, "committee members"), date(2024, 12, 10)
    town = [{"person": m.id, "name": m.name, "sex": "女" if n else "男"} for n, m in enumerate(MEDIATORS)]
    yield _form("同乐镇人民调解委员会", elected, town, "", phone="023-70000010")
    for n, cadre in enumerate(CADRES, start=1):
        others = [{"person": f"{cadre.id}-{i}", "name": names.person(), "sex": sex} for i, sex in ((1, "女"), (2, "男"))]
        members = [{"person": cadre.id, "name": cadre.name, "sex": "男"}, *others]
        if n == 5:
            yield _form(
                f"{VILLAGES[n - 1]}人民调解委员会",
                elected - timedelta(days=1),
                [{**m, "sex": "男"} for m in members],
                village_code(n),
                ("committee_composed",),
            )
        yield _form(f"{VILLAGES[n - 1]}人民调解委员会", elected, members, village_code(n), phone=f"023-{70000010 + n}")


def _form(name: str, on: date, members: list[dict[str, str]], village: str, refused: tuple[str, ...] = (), phone: str = "") -> Act:
    fields: dict[str, Any] = {
        "committee_name": name,
        "elected_on": on,
        "members": members,
        "seal_name": name,
        **({"committee_phone": phone} if phone else {}),
    }
    return Act(at=at(working(on), 15), by=("sifa",), step="form", matter=f"committee-{name}", procedure="disputes.committee",
               fields={**fields, **({"village": village} if village else {})}, refused=refused)  # fmt: skip


def found_by_round(seed: int) -> dict[tuple[int, int], int]:
    """(round from 0, village from 1) → disputes reported; so many answers are nil as the year has it."""
    days, said = round_days(), table("year")["disputes"]["rounds"]
    cells: dict[tuple[int, int], int] = {}
    for d in disputes(seed):
        if d.source == "排查":
            cell = (next(n for n, day in enumerate(days) if day >= d.on), d.village)
            cells[cell] = cells.get(cell, 0) + 1
    wanted, dice = len(days) * len(VILLAGES) - said["nil"], Dice(seed, "rounds")
    while len(cells) != wanted:
        _moved(cells, dice, more=len(cells) < wanted, rounds=len(days))
    return cells


def _moved(cells: dict[tuple[int, int], int], dice: Dice, *, more: bool, rounds: int) -> None:
    """Report one dispute in another round of its village: in one of its own, or together with another."""
    heavy = [c for c in sorted(cells) if (cells[c] > 1) is more]
    number, village = dice.pick(heavy)
    places = [n for n in range(rounds) if ((n, village) not in cells) is more and n != number]
    if not places:
        return
    near = min(places, key=lambda n: (abs(n - number), n))
    cells[number, village] -= 1
    cells[near, village] = cells.get((near, village), 0) + 1
    if not cells[number, village]:
        del cells[number, village]


def _rounds(seed: int) -> Iterator[Act]:
    found, dice = found_by_round(seed), Dice(seed, "returns")
    for number, day in enumerate(round_days()):
        name, codes = f"round-{number + 1:02d}", [village_code(v) for v in range(1, len(VILLAGES) + 1)]
        trigger = "敏感期" if number in (2, 12, 19) else "定期"
        yield Act(at=at(day, 8, 30), by=("sifa",), step="open", matter=name, procedure="disputes.round", fields={
            "trigger": trigger, "scope": "全镇", "villages": codes})  # fmt: skip
        for village, cadre in enumerate(CADRES, start=1):
            yield _returned(name, number, village, cadre.id, day, found.get((number, village), 0), dice)
        yield from _summed_up(name, number, day)


def _returned(name: str, number: int, village: int, cadre: str, day: date, found: int, dice: Dice) -> Act:
    late = SILENT_DAYS if (number, village) == (SILENT_ROUND, SILENT_VILLAGE) else LATE.get((number, village), 0)
    when = moment(day + timedelta(days=late or dice.below(3)), dice, 9, 20)
    step, fields = ("return_found", {"found": found}) if found else ("return_nil", {})
    return Act(at=when, by=(cadre,), step=step, matter=name, child="disputes.village_return", village=village_code(village), fields=fields)


def _summed_up(name: str, number: int, day: date) -> Iterator[Act]:
    """Closed when every village has answered; once closed before, with a reason, after a refusal."""
    close = working(day + timedelta(days=5))
    if number == 6:
        yield Act(at=at(day, 8, 50), by=("sifa",), step="close", matter=name, refused=("village_returns_in",))
    if number == SILENT_ROUND:
        yield Act(at=at(close, 10), by=("sifa",), step="close", matter=name, refused=("village_returns_in",))
        yield Act(
            at=at(close, 10, 20),
            by=("sifa",),
            step="close",
            matter=name,
            reasons={"village_returns_in": "该村通信中断，电话核实没有发现纠纷，先行汇总"},
        )
    else:
        yield Act(at=at(close, 10), by=("sifa",), step="close", matter=name)


def _trainings() -> Iterator[Act]:
    said = table("year")["disputes"]["trainings"]
    for n, (on, attended) in enumerate(zip(said["on"], said["attended"], strict=True)):
        yield Act(at=at(on, 16), by=("sifa",), step="record_held", matter=f"training-{n + 1}", procedure="disputes.training", fields={
            "training_topic": TOPICS[n], "attended": attended, "hours": 4})  # fmt: skip


_PETITIONS = (
    ("村道排水沟损坏多时", "修复排水沟", "排水沟确有损坏", "由村委会两周内修复", "村级公益设施管护规定"),
    ("反映低保动态调整未获通知", "说明调整理由", "调整公示张贴但未当面告知", "当面说明理由，送达书面告知", "最低生活保障审核确认办法"),
    ("反映集镇路灯不亮", "恢复照明", "三处路灯损坏", "十日内更换", "集镇公共设施管护规定"),
    ("反映邻近养殖场气味", "要求整治", "粪污未及时清运", "督促清运并加盖，复查合格", "畜禽规模养殖污染防治条例"),
    ("咨询并反映退耕还林补助发放", "核实发放", "账户变更未登记", "更正账户后补发", "补助资金发放管理规定"),
)


def _petitions(seed: int) -> Iterator[Act]:
    """Thirteen accepted and answered in time; one sent on, one led into its statutory route; one told late."""
    dice, names, n = Dice(seed, "petitions"), Names(seed, "petitioners"), 0
    for month, count in enumerate(table("year")["petitions"]["months"], start=1):
        for _ in range(count):
            n += 1
            last = 8 if month == 12 else 18
            yield from _petition(n, dice.pick([d for d in month_days(YEAR, month, offices_open=True) if d.day <= last]), dice, names)
    yield from _elsewhere("petition-14", date(YEAR, 5, 14), "转送有权机关", "转送区人力资源和社会保障局", names)
    yield from _elsewhere("petition-15", date(YEAR, 9, 10), "导入诉讼仲裁复议", "向涪陵区人民法院起诉", names)


def _petition(n: int, on: date, dice: Dice, names: Names) -> Iterator[Act]:
    name, (text, request, facts, opinion, basis) = f"petition-{n:02d}", dice.pick(_PETITIONS)
    village = village_code(dice.between(1, len(VILLAGES)))
    fields = {
        "channel": dice.pick(("来信", "来访", "网上", "电话")),
        "petitioner": names.person(),
        "petition_matter": text,
        "village": village,
    }
    if n == 4:
        reported = names.person()
        wrong = {**fields, "reported_person": reported, "assigned_to": reported}
        yield Act(
            at=at(on, 9),
            by=("xinfang",),
            step="register",
            matter=name,
            procedure="disputes.petition",
            fields=wrong,
            refused=("not_passed_to_reported",),
        )
    yield Act(at=at(on, 9, 30), by=("xinfang",), step="register", matter=name, procedure="disputes.petition", fields=fields)
    screened = later(on, 17) if n == 7 else after(on, 2)
    yield Act(at=at(screened, 10), by=("xinfang",), step="screen", matter=name, fields={"petition_route": "受理办理"})
    yield Act(at=at(screened, 11), by=("xinfang",), step="accept", matter=name, fields={"assigned_to": "何清"})
    handled = later(screened, 7 if on.month == 12 else dice.between(8, 30))
    yield Act(at=at(handled, 15), by=("jingban",), step="handle", matter=name, fields={"handling": "到现场核实，与信访人当面沟通"})
    reply = {"request": request, "found_facts": facts, "opinion": opinion, "opinion_basis": basis, "review_right_told": True}
    replied = after(handled, 3)
    if n == 10:
        yield Act(
            at=at(replied, 9),
            by=("xinfang",),
            step="reply",
            matter=name,
            fields={**reply, "review_right_told": False},
            refused=("opinion_complete",),
        )
    yield Act(at=at(replied, 10), by=("xinfang",), step="reply", matter=name, fields=reply)
    yield Act(at=at(later(replied, 31), 10), by=("xinfang",), step="end", matter=name)


def _elsewhere(name: str, on: date, route: str, whither: str, names: Names) -> Iterator[Act]:
    fields = {"channel": "来访", "petitioner": names.person(), "petition_matter": "反映的事项不属于镇政府职权"}
    yield Act(at=at(on, 10), by=("xinfang",), step="register", matter=name, procedure="disputes.petition", fields=fields)
    yield Act(
        at=at(after(on, 1), 10), by=("xinfang",), step="screen", matter=name, fields={"petition_route": route, "route_detail": whither}
    )
