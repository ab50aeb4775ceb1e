"""Gates before a penalty may be imposed: simple procedure, capacity, time bar, one fine, tier, first offence."""

from __future__ import annotations

from datetime import date

from fadu.kernel.field import Value, chinese_day, yuan
from fadu.kernel.gate import Answer, Situation, Strength, gate, missing
from fadu.kernel.records import Row
from fadu.kernel.timelimit import due
from fadu.packs.common.gates import item_row
from fadu.packs.common.items import any_item_row
from fadu.packs.common.laws import CQTIER, PEN, TRAFFIC
from fadu.packs.common.rows import count_of
from fadu.packs.penalty.facts import fen
from fadu.packs.penalty.fields import CONFISCATION, FINE, FIRST_OFFENCE, LIGHTER_TIERS, UNABLE_MIND, WARNING


@gate("item_simple", "可以当场处罚", needs=("item",), basis=(PEN(51),), refusal="{why}", remedy="转普通程序，报请立案")
def item_simple(s: Situation) -> Answer:
    item = item_row(s)
    if item is not None and item.get("simple_allowed") is False:
        return missing(why=f"“{item.get('name')}”不适用当场处罚")
    kind = s.get("kind")
    return kind in (None, FINE, WARNING) or missing(why=f"{kind}不适用当场处罚")


@gate(
    "within_simple_limit",
    "当场处罚限额",
    needs=("amount_fen",),
    basis=(PEN(51), TRAFFIC(107)),
    refusal="罚款{amount}元超过对{who}当场处罚的限额{limit}元",
    remedy="转普通程序立案",
)
def within_simple_limit(s: Situation) -> Answer:
    if s.get("kind") not in (None, FINE):
        return True
    name, who = _simple_limit(s)
    limit = s.amount(name)
    return fen(s, "amount_fen") <= limit or missing(amount=yuan(fen(s, "amount_fen")), who=who, limit=yuan(limit))


def _simple_limit(s: Situation) -> tuple[str, str]:
    """The limit that applies, and to whom. Sole traders follow the rule of the item's own list (E §11)."""
    item = item_row(s)
    profile = item.get("day_profile") if item else None
    if profile == "道路交通":
        return "simple_traffic_yuan", "道路交通违法行为人"
    party = s.get("party_class")
    as_organisation = party == "法人或者其他组织" or (
        party == "个体工商户" and item is not None and item.get("party_class_rule") == "按组织"
    )
    return ("simple_org_yuan", str(party)) if as_organisation else ("simple_citizen_yuan", str(party or "公民"))


@gate("party_capacity", "责任能力", on_form=True, basis=(PEN(30), PEN(31)), refusal="{why}", remedy="{way}")
def party_capacity(s: Situation) -> Answer:
    age, mind = s.get("party_age"), s.get("party_mind")
    if isinstance(age, int) and age < s.amount("pen.age_none"):
        return missing(
            why=f"当事人{age}周岁，不满{s.amount('pen.age_none')}周岁，不予行政处罚", way="责令监护人管教，办理不予处罚并记录教育"
        )
    if mind == UNABLE_MIND:
        return missing(why="当事人不能辨认或者不能控制自己行为，不予行政处罚", way="责令监护人严加看管和治疗，办理不予处罚")
    if mind == "有异常，未核实":
        return missing(why="当事人精神状态有异常，责任能力尚未核实", way="核实病历、鉴定意见或者监护人陈述后再办理")
    if isinstance(age, int) and age < s.amount("pen.age_lighter") and s.get("tier") not in LIGHTER_TIERS:
        return missing(why=f"当事人{age}周岁，属未成年人，应当从轻或者减轻处罚", way="改选从轻或者减轻的阶次")
    return True


@gate(
    "within_time_bar",
    "在追责期限内",
    on_form=True,
    basis=(PEN(36),),
    refusal="违法行为至{discovered}发现时已超过追责期限（{last}届满）",
    remedy="不予处罚；连续或者继续的行为填写终了日，另有法律规定的写明",
)
def within_time_bar(s: Situation) -> Answer:
    ended, found = s.get("act_ended_on") or s.get("occurred_on"), s.get("discovered_on") or s.on
    if not isinstance(ended, date) or not isinstance(found, date):
        return True
    name = "pen.time_bar.harm" if s.get("harmful") is True else "pen.time_bar"
    last = due(s.rules.limit(name, s.on, s.matter.org), ended, s.rules.calendar).nominal_on
    return found <= last or missing(discovered=found, last=last)


@gate(
    "one_fine_only",
    "一事不再罚",
    on_form=True,
    basis=(PEN(29),),
    refusal="{party}的同一违法行为已由{source}于{day}罚款",
    remedy="不再罚款；不是同一行为的，写明理由",
)
def one_fine_only(s: Situation) -> Answer:
    if s.get("kind", FINE) != FINE or s.get("not_same_act"):
        return True
    earlier = next((r for r in known_penalties(s) if _same_act(s, r) and r.get("kind", FINE) == FINE), None)
    if earlier is None:
        return True
    return missing(party=s.get("party_name") or "当事人", source=earlier.get("source") or "本机关", day=earlier.get("day"))


def known_penalties(s: Situation) -> list[Row]:
    """What own records and the district's lists know of this party, this matter's own row excepted."""
    found: list[Row] = []
    for register, name in (("parties_history", "name"), ("fine_lookup", "party")):
        for column, wanted in (("id", s.get("party_id")), (name, s.get("party_name"))):
            found += s.records.rows(register, None, **{column: wanted}) if wanted else []
    return [r for r in found if r.get("matter") != s.matter.id and r.until > s.on and _same_party(s, r)]


def _same_party(s: Situation, row: Row) -> bool:
    """By identity number where both sides have one, by name otherwise."""
    mine, theirs = s.get("party_id"), row.get("id")
    if mine and theirs:
        return mine == theirs
    name = row.get("name") or row.get("party")
    return bool(name) and name == s.get("party_name")


def _same_act(s: Situation, row: Row) -> bool:
    """The same conduct on the same day, and at the same place where both name one."""
    item = item_row(s) or any_item_row(s)
    names = {s.get("item"), item.key if item else None, item.get("name") if item else None} - {None}
    place, mine = row.get("place"), s.get("place")
    return row.get("act") in names and row.get("day") == s.get("occurred_on", s.on) and (not place or not mine or place == mine)


def _said(day: Value | None) -> str:
    return chinese_day(day) if isinstance(day, date) else str(day)


@gate("first_time_checked", "已查询初次违法", on_form=True, basis=(PEN(33),), refusal="{why}", remedy="{way}")
def first_time_checked(s: Situation) -> Answer:
    if s.get("no_penalty_ground") != FIRST_OFFENCE:
        return True
    if s.get("queried_on") != s.on or not s.get("query_scope"):
        return missing(
            why="尚未在当日查询是否初次违法", way="查询日期和范围不填的，由系统当日查询本镇记录和区级名单；另行查询的，写明当日日期和范围"
        )
    earlier = next(iter(known_penalties(s)), None)
    return earlier is None or missing(
        why=f"当事人曾于{_said(earlier.get('day'))}因违法被处理，不属于初次违法", way="改用其他不予处罚理由，或者依法处罚"
    )


def looked_up(s: Situation) -> dict[str, Value]:
    """What this town's records and the district's lists were asked for a first offence, today, unless somebody says otherwise."""
    if s.get("no_penalty_ground") != FIRST_OFFENCE or s.given.get("queried_on") or s.given.get("query_scope"):
        return {}
    newest = max((day for r in s.records.rows("fine_lookup") if isinstance(day := r.get("list_date"), date)), default=None)
    lists = f"区级名单（截至{chinese_day(newest)}）" if newest else "未导入区级名单"
    return {"queried_on": s.on, "query_scope": f"本镇处罚记录，{lists}"}


@gate(
    "within_tier",
    "在裁量档内",
    on_form=True,
    strength=Strength.REASON,
    basis=(PEN(34), CQTIER()),
    refusal="{why}",
    remedy="调整数额或者阶次；确需调整适用的，写明理由和批准人",
)
def within_tier(s: Situation) -> Answer:
    item = item_row(s) or any_item_row(s)
    rows = [r for r in s.rows("discretion_tables") if item is not None and r.get("item") in (item.key, item.get("name"))]
    kinds = s.get("kinds") or [s.get("kind", FINE)]
    if not rows or not s.get("tier") or not {FINE, WARNING} & set(kinds):  # type: ignore[arg-type]
        return True
    fits = [r for r in rows if r.get("tier") == s.get("tier")]
    if not fits:
        return missing(why=f"裁量基准没有“{s.get('tier')}”这一档")
    if FINE in kinds and not fen(s, "amount_fen"):  # type: ignore[operator]
        return True  # that a fine has no amount is refused elsewhere
    amount = fen(s, "amount_fen") if FINE in kinds else 0  # type: ignore[operator]
    low, high = min(count_of(r.values, "low") for r in fits), max(count_of(r.values, "high") for r in fits)
    return low <= amount <= high or missing(why=f"罚款{yuan(amount)}元不在“{s.get('tier')}”档{yuan(low)}—{yuan(high)}元之内")


@gate("fine_has_amount", "罚款有数额", on_form=True, basis=(PEN(52), PEN(59)), refusal="{why}", remedy="罚款填写数额，警告不填数额")
def fine_has_amount(s: Situation) -> Answer:
    kinds = s.get("kinds") or [s.get("kind")]
    if kinds == [None]:
        return True
    if FINE in kinds and s.get("amount_fen") == 0:  # type: ignore[operator]
        return missing(why="处罚种类有罚款而没有数额")
    return FINE in kinds or not fen(s, "amount_fen") or missing(why="处罚种类没有罚款却填了数额")  # type: ignore[operator]


@gate(
    "confiscation_named",
    "没收有数额或者物品",
    on_form=True,
    basis=(PEN(44), PEN(59)),
    refusal="处罚种类有没收，没有写明没收多少违法所得、哪些财物",
    remedy="违法所得填写没收数额，非法财物写明名称和数量",
)
def confiscation_named(s: Situation) -> Answer:
    return CONFISCATION not in (s.get("kinds") or []) or bool(fen(s, "confiscated_fen") or s.get("confiscated_goods"))  # type: ignore[operator]


@gate(
    "not_delivered",
    "尚未交付",
    on_form=True,
    basis=(PEN(52), PEN(61)),
    refusal="已交付当事人的决定书不得作废或者转程序",
    remedy="确有错误的，办理更正、变更或者撤销",
)
def not_delivered(s: Situation) -> Answer:
    return s.get("delivered") is False or not s.has_done("decide_on_spot")
