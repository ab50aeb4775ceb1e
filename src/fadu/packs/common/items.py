"""What the published item (执法事项) says about an act: capacity, whose name and number it bears, which day profile.

Facts worked out from the registers of ``enforcement_base`` when a matter opens, so that limits, papers and
figures see them later; and the gates that only ask about the item. Nothing here is typed by anybody.
"""

from __future__ import annotations

from fadu.kernel.citation import law
from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.records import Row, town_on
from fadu.packs.common.gates import entrusts, item_row
from fadu.packs.common.laws import COMP, PEN
from fadu.packs.common.town import OWN as OWN

CAPACITIES = ("法定", "赋权", "委托")
ENTRUSTED = "委托"
DAY_PROFILES = ("一般", "道路交通", "治安", "农业", "住建城管", "市场监管", "安全生产")
#: ``{town}`` stands for the town's short name (同乐 → 同乐府).
OWN_SERIES = "{town}府"

ITEM_LIST_REFORM = law("渝府办发〔2025〕28号")

ITEM_FACTS = (
    Field(name="item_name", label="事项名称", sensitivity=Sensitivity.PUBLIC),
    Field(name="capacity", label="权限来源", kind=Kind.CHOICE, choices=CAPACITIES, sensitivity=Sensitivity.PUBLIC),
    Field(name="name_of_organ", label="名义机关", kind=Kind.ORG, sensitivity=Sensitivity.PUBLIC),
    Field(name="day_profile", label="期限类型", kind=Kind.CHOICE, choices=DAY_PROFILES),
    Field(name="legal_basis", label="法律依据", sensitivity=Sensitivity.PUBLIC),
    Field(name="officers_shown", label="执法人员及证号"),
)
ITEM_FACT_NAMES = tuple(f.name for f in ITEM_FACTS)


def item_facts(s: Situation) -> dict[str, Value]:
    """The facts of the matter's item on the day of the act, and who acts; empty where the item is not listed."""
    officers: dict[str, Value] = {"officers_shown": officers_shown(s)}
    item = item_row(s)
    if item is None:
        return officers | _called(s)
    found = {
        "item_name": item.get("name"), "capacity": item.get("capacity"), "name_of_organ": organ_of(s, item),
        "day_profile": item.get("day_profile") or DAY_PROFILES[0], "legal_basis": _basis(item),
    }  # fmt: skip
    return {**officers, **{name: value for name, value in found.items() if value}}


def _called(s: Situation) -> dict[str, Value]:
    """What an item is called that is listed no longer, or not yet: a transfer names it."""
    row = any_item_row(s)
    return {"item_name": row.get("name")} if row is not None and row.get("name") else {}  # type: ignore[dict-item]


def organ_of(s: Situation, item: Row) -> str:
    """In whose name the town acts on this item: its own, or that of the department that entrusted it (PEN 20、24)."""
    if item.get("capacity") == ENTRUSTED:
        return str(item.get("maker_department") or "")
    town = town_on(s.records, s.on)
    return str(town.get("organ")) if town else ""


def series_of(s: Situation, item: Row) -> str:
    """The organ's code in document numbers: the town's own, or that of the entrustment; the kind of paper follows it."""
    if item.get("capacity") != ENTRUSTED:
        return OWN_SERIES
    rows = [r for r in s.rows("entrustments", department=item.get("maker_department") or "") if entrusts(r, item)]
    return str(next((r.get("series") for r in rows if r.get("series")), OWN_SERIES + "受托"))


def officers_shown(s: Situation) -> str:
    """Name and certificate number of everybody who acts, as papers print them."""
    rows = s.rows("officers")
    numbers = {key: str(r.get("cert_no") or "") for r in rows for key in (r.key, str(r.get("name")))}
    shown = [
        f"{a.name}（{numbers.get(a.id) or numbers.get(a.name)}）" if numbers.get(a.id) or numbers.get(a.name) else a.name for a in s.actors
    ]
    return "、".join(shown)


def _basis(item: Row) -> str:
    return f"《{item.get('law')}》{item.get('article') or ''}" if item.get("law") else ""


def any_item_row(s: Situation) -> Row | None:
    """The item's latest row whatever the day, to tell an item handed back from one that never was listed."""
    wanted = s.get("item", "")
    found = [r for r in s.records.rows("items") if wanted in (r.key, r.get("name"))]
    return max(found, key=lambda r: r.until, default=None)


@gate(
    "handed_back_respected",
    "事项未交还区级",
    needs=("item",),
    basis=(PEN(24), ITEM_LIST_REFORM()),
    refusal="“{item}”已于{last}后交还{department}，此后的线索不再由本镇立案",
    remedy="登记后移送{department}；在交还之前已经立案的继续办理",
)
def handed_back_respected(s: Situation) -> Answer:
    row = any_item_row(s)
    if row is None or s.on <= row.until:
        return True
    return missing(item=row.get("name"), last=row.until, department=row.get("maker_department") or "区级部门")


@gate(
    "coercion_not_entrusted",
    "强制措施权不得委托",
    needs=("item",),
    basis=(PEN(20), COMP(17)),
    refusal="“{item}”是受{department}委托的事项，行政强制措施权不得委托",
    remedy="报请{department}实施，现场可先行登记保存",
)
def coercion_not_entrusted(s: Situation) -> Answer:
    row = item_row(s) or any_item_row(s)
    if row is None or row.get("capacity") != ENTRUSTED:
        return True
    return missing(item=row.get("name"), department=row.get("maker_department") or "区级部门")


@gate(
    "seizure_granted",
    "法律授予查封扣押权",
    moot=True,
    needs=("item",),
    basis=(COMP(17), COMP(22)),
    refusal="法律没有就“{item}”授予查封、扣押的权力",
    remedy="先行登记保存，或者移送有权机关",
)
def seizure_granted(s: Situation) -> Answer:
    row = item_row(s) or any_item_row(s)
    return (row is not None and row.get("seizure_granted") is True) or missing(item=row.get("name") if row else s.get("item"))
