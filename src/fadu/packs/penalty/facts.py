"""Facts that a penalty works out for itself: what the item says, the age behind an identity number, what was told.

Pure functions of the situation; each step names the facts it derives. They type nothing for the officer that
the law leaves to the officer.
"""

from __future__ import annotations

from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.packs.common.gates import item_row
from fadu.packs.common.items import ITEM_FACT_NAMES, OWN_SERIES, any_item_row, item_facts, series_of
from fadu.packs.common.papers import payment_words, remedy_words
from fadu.packs.common.town import named_on
from fadu.packs.penalty.fields import FINE, KINDS

ON_THE_SPOT = (
    *ITEM_FACT_NAMES, "occurred_on", "party_age", "remedy_text", "payment_text", "series", "procedure_kind", "heaviest_kind",
    "decided_on", "served_on", "total_fen", "service_defective", "collected_fen", "paid_on", "outcome",
)  # fmt: skip
TRAFFIC = "道路交通"


def on_the_spot(s: Situation) -> dict[str, Value]:
    """Everything the on-the-spot decision states beyond what the officer typed."""
    organ = str(item_facts(s).get("name_of_organ", ""))
    fine = fen(s, "amount_fen") if s.get("kind") == FINE else 0
    collected = s.given.get("collected") is True
    found: dict[str, Value] = {
        **item_facts(s), **_age(s), "occurred_on": day_of(s, "occurred_on"), "procedure_kind": "简易",
        "decided_on": s.on, "served_on": s.on, "total_fen": fine,
        "remedy_text": remedy_words(s, organ, reconsider_first=True), "payment_text": payment_text(s, organ) if fine else "",
        "series": series(s), "service_defective": s.get("signature") == "拒签且无记录",
        "outcome": "已收缴" if collected else "待缴款" if fine else "无罚款",
    }  # fmt: skip
    if collected:
        found |= {"collected_fen": fine, "paid_on": s.on}
    if s.get("kind"):
        found["heaviest_kind"] = str(s.get("kind"))
    return found


def case_facts(s: Situation) -> dict[str, Value]:
    """What a case opens with: the item's facts, the day of the act, the day of discovery, the age."""
    return {**item_facts(s), **_age(s), "occurred_on": day_of(s, "occurred_on"), "discovered_on": day_of(s, "discovered_on"),
            "procedure_kind": "普通"}  # fmt: skip


CASE_FACTS = (*ITEM_FACT_NAMES, "party_age", "occurred_on", "discovered_on", "procedure_kind")


def acting(s: Situation) -> dict[str, Value]:
    """Only who acts, for papers of a later step; and the town's name of the day, where it changed since the case began."""
    told = str(s.get("name_of_organ") or "")
    now = named_on(s.records, told, s.on)
    return {"officers_shown": item_facts(s)["officers_shown"], **({"name_of_organ": now} if now != told else {})}


def heaviest(kinds: object) -> str:
    """The heaviest of several kinds, in the order of the yearly statistics; empty without any."""
    chosen = [k for k in KINDS if k in (kinds or ())]  # type: ignore[operator]
    return chosen[-1] if chosen else ""


def payment_limit(profile: object) -> str:
    """Fifteen days, or fifteen working days for road traffic (PEN 67; TRAFFIC 108)."""
    return "pen.pay.traffic" if profile == TRAFFIC else "pen.pay"


def payment_text(s: Situation, organ: str, *, surcharge: bool = True) -> str:
    item = item_row(s) or any_item_row(s)
    return payment_words(s, organ, payment_limit(item.get("day_profile") if item else s.get("day_profile")), surcharge=surcharge)


def series(s: Situation) -> str:
    """The organ's code in document numbers, to which each paper adds its kind."""
    item = item_row(s) or any_item_row(s)
    return series_of(s, item) if item else OWN_SERIES


def age_on(identity: object, day: date) -> int | None:
    """Full years on a day, from an 18-digit identity number (GB 11643); None when it says no valid birthday."""
    text = str(identity or "")
    try:
        born = date.fromisoformat(f"{text[6:10]}-{text[10:12]}-{text[12:14]}") if len(text) == 18 else None
    except ValueError:
        return None
    return None if born is None or born > day else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _age(s: Situation) -> dict[str, Value]:
    """The age on the day of the act, from the identity number, unless somebody typed it."""
    age = s.given.get("party_age") or age_on(s.get("party_id"), day_of(s, "occurred_on"))
    return {} if age is None else {"party_age": age}


def day_of(s: Situation, name: str) -> date:
    """A day of the facts; the day of the act where none was given."""
    day = s.get(name)
    return day if isinstance(day, date) else s.on


def fen(s: Situation, name: str) -> int:
    """Money of a fact in fen; 0 when absent."""
    value = s.get(name)
    return value if isinstance(value, int) else 0
