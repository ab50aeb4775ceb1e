"""The enforcement base of the invented town: items, entrustments, officers, reviewers, equipment, tables, form blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from fadu.service.demo.acts import Act, at
from fadu.service.demo.days_of import after, working
from fadu.service.demo.dice import Dice
from fadu.service.demo.people import HEAD, LAPSED, OFFICERS, Person
from fadu.service.demo.tables import table

BEGIN, NEW_LIST = date(2024, 1, 1), date(2025, 7, 1)
LAST_OF_OLD = date(2025, 6, 30)
CERTIFIED_UNTIL = date(2029, 12, 31)
RENEWED_OFFICER, RENEWED_ON = "hubin", date(2025, 11, 3)
EXPIRES_IN_YEAR, LAPSED_ON = date(2025, 10, 31), date(2025, 6, 30)
POLICE, FIRE, FORESTRY = "重庆市涪陵区公安局", "重庆市涪陵区消防救援局", "重庆市涪陵区林业局"
ENTRUSTED_UNTIL = date(2028, 12, 31)
ORGAN = "同乐镇综合行政执法大队"
POLICE_BOOK, OWN_BOOK = "涪公（同乐）当罚", "同乐府当罚"
ALL_FIELDS = ["道路交通", "烟花爆竹", "市容环境", "生态环境", "村镇建设", "应急消防", "农林水利", "市场监管"]
TRAINING = (
    (date(2025, 3, 27), 20, "行政处罚法与执法程序"),
    (date(2025, 6, 26), 24, "裁量基准与案卷制作"),
    (date(2025, 9, 25), 17, "执法全过程记录"),
)


def plan(seed: int, *, police_until: date = ENTRUSTED_UNTIL) -> list[Act]:
    """Every act about the enforcement base. ``police_until`` is the last day of the police's entrustment."""
    return [
        *_lists(), *_entrustments(police_until), *_officers(Dice(seed, "officers")), *_reviewers(), *_tables(),
        *_equipment(Dice(seed, "equipment")), *_blocks(),
    ]  # fmt: skip


def item_rows(kind: str) -> list[dict[str, Any]]:
    """Rows of the item list: ``kept`` and ``back`` make the old list, ``new`` those added in the middle of 2025."""
    groups = [g for g in table("items")["group"] if kind == ("new" if g.get("new") else "back" if g.get("back") else "kept")]
    since = NEW_LIST if kind == "new" else BEGIN
    return [_item(g, code, name, article, since) for g in groups for code, name, article in g["rows"]]


def _item(group: Mapping[str, Any], code: str, name: str, article: str, since: date) -> dict[str, Any]:
    row = {
        "code": code, "name": name, "field": group["field"], "capacity": group["capacity"], "acts": group.get("acts", ["处罚", "检查"]),
        "law": group["law"], "article": article, "simple_allowed": group.get("simple", True), "party_class_rule": "按公民",
        "day_profile": group.get("profile", "一般"), "seizure_granted": group.get("seizure", False), "valid_from": since,
    }  # fmt: skip
    return {**row, "maker_department": group["maker"]} if "maker" in group else row


def _lists() -> Iterator[Act]:
    old = [*item_rows("kept"), *item_rows("back")]
    yield from _published("items-2024", "同乐镇行政执法事项清单（2024年1月）", BEGIN, old, (), (date(2023, 12, 4), date(2023, 12, 25)))
    new = item_rows("new")
    back = [{"code": r["code"], "valid_to": LAST_OF_OLD, "transition": "此前已立案的继续由本镇办理"} for r in item_rows("back")]
    bare = [{k: v for k, v in r.items() if k != "article"} if n == 0 else r for n, r in enumerate(new)]
    name, title = "items-2025", "同乐镇行政执法事项清单（2025年7月）"
    yield _act("duizhang", name, "propose", at(date(2025, 6, 9), 10), procedure="enforcement_base.item_list",
               fields={"list_title": title, "effective_on": NEW_LIST, "item_rows": bare, "handed_back_rows": back})  # fmt: skip
    yield _act("fazhi", name, "check", at(date(2025, 6, 11), 15), fields={"check_opinion": "逐项核对依据"}, refused=("basis_cited",))
    yield _act("fazhi", name, "send_back", at(date(2025, 6, 11), 16), fields={"return_reason": "第一项没有写明条款"})
    yield from _published(name, title, NEW_LIST, new, back, (date(2025, 6, 12), date(2025, 6, 27)))
    yield _act("dangzheng", "items-2024", "supersede", at(NEW_LIST, 9))


def _published(
    name: str, title: str, on: date, rows: list[dict[str, Any]], back: Any, days: tuple[date, date]
) -> Iterator[Act]:  # fmt: skip
    first, last = days
    fields = {"list_title": title, "effective_on": on, "item_rows": rows, **({"handed_back_rows": back} if back else {})}
    yield _act("duizhang", name, "propose", at(first, 11), procedure="enforcement_base.item_list", fields=fields)
    yield _act("fazhi", name, "check", at(after(first, 3), 10), fields={"check_opinion": "依据准确，权限来源清楚"})
    yield _act("zhenzhang", name, "approve", at(after(first, 7), 10))
    yield _act("dangzheng", name, "publish", at(last, 15))


def _entrustments(police_until: date) -> Iterator[Act]:
    law = "《行政处罚法》第二十条、《重庆市行政执法责任制条例》"
    police = [r["code"] for r in item_rows("kept") if r.get("maker_department") == POLICE and r["capacity"] == "委托"]
    fire = [r["code"] for r in item_rows("kept") if r.get("maker_department") == FIRE]
    yield from _entrusted("police", POLICE, "处罚", police, "涪公（同乐）", law, police_until)
    yield from _entrusted("fire", FIRE, "处罚", fire, "涪消（同乐）", law, ENTRUSTED_UNTIL)
    yield from _entrusted("forestry", FORESTRY, "许可", ["林木采伐许可"], "涪林（同乐）", "《行政许可法》第二十四条", ENTRUSTED_UNTIL)


def _entrusted(short: str, department: str, kind: str, items: list[str], series: str, law: str, until: date) -> Iterator[Act]:
    """Signed, published by the town, and refused until the department has published too."""
    name = f"entrust-{short}"
    powers = "以委托部门名义检查，给予警告、罚款" if kind == "处罚" else "以委托部门名义受理、审查、决定林木采伐许可"
    yield _act("duizhang", name, "draft", at(date(2023, 12, 5), 10), procedure="enforcement_base.entrustment", fields={
        "department": department, "kind": kind, "items": items, "powers": powers, "valid_from": BEGIN, "valid_to": until,
        "entrustment_law": law, "coercion_included": False, "body_lawful": True, "body_staffed": True, "body_equipped": True,
        "series": series, "payee": f"{department}罚没代收账户" if kind == "处罚" else "",
    })  # fmt: skip
    yield _act("zhenzhang", name, "sign", at(date(2023, 12, 12), 10), fields={"department_no": f"{series}委〔2023〕1号"})
    yield _act("dangzheng", name, "publish_town", at(date(2023, 12, 14), 10), fields={"published_town": date(2023, 12, 14)})
    if short == "police":
        yield _act("duizhang", name, "confirm_published", at(date(2023, 12, 15), 9), refused=("both_published",))
    yield _act("qubumen", name, "publish_department", at(date(2023, 12, 19), 11), fields={"published_dept": date(2023, 12, 19)})
    yield _act("duizhang", name, "confirm_published", at(date(2023, 12, 20), 9))
    yield _act("duizhang", name, "take_effect", at(date(2024, 1, 2), 9))


def _officers(dice: Dice) -> Iterator[Act]:
    for number, person in enumerate((*OFFICERS, LAPSED), start=1):
        expires = {RENEWED_OFFICER: EXPIRES_IN_YEAR, LAPSED.id: LAPSED_ON}.get(person.id, CERTIFIED_UNTIL)
        yield from _certified(person, number, expires)
    yield from _trained(dice)
    yield _act(
        "duizhang",
        f"officer-{LAPSED.id}",
        "assign",
        at(date(2025, 7, 2), 9),
        fields={"assigned_field": "道路交通"},
        refused=("cert_covers_field",),
    )
    yield _act("duizhang", f"officer-{RENEWED_OFFICER}", "renew", at(RENEWED_ON, 9, 20), fields={
        "cert_no": "渝涪同乐111", "issued": RENEWED_ON, "expires": date(2030, 11, 2)})  # fmt: skip


def _certified(person: Person, number: int, expires: date) -> Iterator[Act]:
    name = f"officer-{person.id}"
    issued = expires.replace(year=expires.year - 5)
    yield _act("duizhang", name, "apply", at(date(2023, 12, 6), 9), procedure="enforcement_base.officer", fields={
        "person": person.id, "name": person.name, "organ": ORGAN, "fields": ALL_FIELDS})  # fmt: skip
    yield _act("jiandu", name, "examine", at(date(2023, 12, 13), 15), fields={"exam_result": "合格"})
    yield _act("jiandu", name, "certify", at(date(2023, 12, 20), 15), fields={
        "cert_no": f"渝涪同乐{number:03d}", "fields": ALL_FIELDS, "issued": min(issued, date(2023, 12, 20)), "expires": expires})  # fmt: skip
    yield _act("jiandu", name, "file", at(date(2023, 12, 26), 10))


def _trained(dice: Dice) -> Iterator[Act]:
    """Sixty-one hours a head over the year: what one officer misses of the last course the other of the pair takes more."""
    for on, hours, topic in TRAINING:
        more = [dice.between(-3, 3) for _ in OFFICERS[::2]] if on == TRAINING[-1][0] else [0] * len(OFFICERS[::2])
        for n, person in enumerate(OFFICERS):
            added = hours + (more[n // 2] if n % 2 == 0 else -more[n // 2])
            yield _act("duizhang", f"officer-{person.id}", "train", at(on, 17, n), fields={"hours_added": added, "training": topic})


def _reviewers() -> Iterator[Act]:
    for person, name, licence in (("fazhi", "秦衡", "A20195001020117"), ("sifa", "方明", "A20165001020045")):
        matter = f"reviewer-{person}"
        yield _act("zhenzhang", matter, "appoint", at(date(2023, 12, 7), 9), procedure="enforcement_base.reviewer", fields={
            "person": person, "name": name, "first_time": person == "fazhi"})  # fmt: skip
        if person == "fazhi":
            yield _act("zhenzhang", matter, "qualify", at(date(2023, 12, 8), 9), refused=("first_time_licence",))
        yield _act("zhenzhang", matter, "qualify", at(date(2023, 12, 11), 9), fields={"licence": licence})


#: Tiers in fen: what a traffic offence, fireworks, litter and burning cost, as the makers' tables have it.
_TRAFFIC = (("从轻", 0, 1000, "未成年人，或者主动消除影响"), ("轻微", 0, 0, "未影响通行，当场改正"), ("较轻", 500, 1000, "轻微影响通行"),
            ("较重", 1100, 2000, "影响通行"), ("严重", 2100, 5000, "造成险情，或者一年内再次违反"))  # fmt: skip
_TABLES = (
    ("traffic", "道路交通非机动车、行人、乘车人违法裁量基准", POLICE, "FJDC-NX FJDC-CD FJDC-ZR FJDC-TK FJDC-XH FJDC-TF CCR-AQ XR-CX XR-XH", _TRAFFIC),
    ("fireworks", "燃放烟花爆竹违法裁量基准", POLICE, "RF-WG", (("较轻", 10000, 12000, "及时停止"), ("较重", 12100, 16000, "经劝阻仍燃放"), ("严重", 16100, 20000, "造成损害"))),
    ("appearance", "村容环境违法裁量基准", "重庆市涪陵区住房和城乡建设委员会", "LDLJ", (("轻微", 0, 0, "当场清除"), ("较轻", 1000, 3000, "占地较小"), ("较重", 3100, 10000, "占地较大，影响通行"))),
    ("burning", "露天焚烧违法裁量基准", "重庆市涪陵区生态环境局", "FSLJ", (("减轻", 30000, 49900, "主动消除危害"), ("较轻", 50000, 100000, "面积较小"), ("较重", 100100, 150000, "面积较大"), ("严重", 150100, 200000, "拒不改正"))),
    ("sewage", "餐饮污水排放违法裁量基准", "重庆市涪陵区城市管理局", "CYWS", (("较轻", 20000, 50000, "及时清除"), ("较重", 50100, 100000, "影响周边"), ("严重", 100100, 200000, "拒不改正"))),
)  # fmt: skip


def _tables() -> Iterator[Act]:
    for short, title, maker, items, tiers in _TABLES:
        rows = [
            {"tier_code": f"{item}-{n}", "item": item, "tier": tier, "conditions": why, "low": low, "high": high, "version": BEGIN}
            for item in items.split() for n, (tier, low, high, why) in enumerate(tiers, start=1)
        ]  # fmt: skip
        yield _act("fazhi", f"tiers-{short}", "adopt", at(date(2023, 12, 18), 10), procedure="enforcement_base.discretion", fields={
            "table_title": title, "maker": maker, "version": BEGIN, "table_rows": rows})  # fmt: skip
        yield _act("dangzheng", f"tiers-{short}", "publish", at(date(2023, 12, 22), 10))


def _equipment(dice: Dice) -> Iterator[Act]:
    """Ten recorders, fourteen uniforms, six terminals and a car; one recorder is repaired in the year."""
    held = [p.id for p in OFFICERS]
    things = [("执法记录仪", f"JLY-{n:02d}", held[n - 1]) for n in range(1, 11)]
    things += [("执法服装", f"FZ-{n:02d}", (*held, HEAD.id, LAPSED.id)[n - 1]) for n in range(1, 15)]
    things += [("移动执法终端", f"ZD-{n:02d}", held[2 * n - 2]) for n in range(1, 7)] + [("执法车辆", "CL-01", HEAD.id)]
    for n, (kind, serial, holder) in enumerate(things):
        yield _act("duizhang", serial, "buy", at(date(2023, 12, 11), 9, n), procedure="enforcement_base.equipment", fields={
            "kind": kind, "serial": serial, "bought": date(2023, 11, 20)})  # fmt: skip
        yield _act("duizhang", serial, "issue", at(date(2024, 1, 3), 9, n), fields={"holder": holder})
    broken, on = f"JLY-{dice.between(1, 10):02d}", working(date(2025, 5, dice.between(12, 16)))
    yield _act("duizhang", broken, "repair", at(on, 10), fields={"fault": "电池无法充电"})
    yield _act("duizhang", broken, "repaired", at(after(on, 6), 10))
    yield _act("duizhang", broken, "issue", at(after(on, 6), 11), fields={"holder": dice.pick(held)})


def book(item: str) -> str:
    """The book of forms that a decision on the spot about this item is written in."""
    return OWN_BOOK if item == "LDLJ" else POLICE_BOOK


def _blocks() -> Iterator[Act]:
    """A block a series and year; the plan of penalties settles what was used of it."""
    for series, last in ((POLICE_BOOK, 400), (OWN_BOOK, 60)):
        for year in (2025, 2026):
            name, on = f"block-{series}-{year}", date(year - 1, 12, 30)
            yield _act("duizhang", name, "allot", at(on, 10), procedure="enforcement_base.form_block", fields={
                "device": f"大队号段（{series}）", "form_kind": "当场行政处罚决定书", "series": series, "block_year": year, "first_no": 1, "last_no": last})  # fmt: skip


def _act(by: str, matter: str, step: str, when: datetime, **more: Any) -> Act:
    return Act(at=when, by=(by,), step=step, matter=matter, **more)
