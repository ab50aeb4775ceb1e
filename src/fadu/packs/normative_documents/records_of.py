"""Looks up documents of the catalogue (规范性文件目录) and shapes the rows by which a document ends. Writes nothing."""

from __future__ import annotations

from datetime import date, timedelta

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.procedure import Enters
from fadu.kernel.records import Records, Row
from fadu.packs.common.papers import own_organ
from fadu.packs.common.town import named_on

ONE_DAY = timedelta(days=1)
OWN_SERIES = "normative_document"

#: The two writings of every ending: the catalogue row closes, and the list of ended documents gains a row.
ENDINGS_WRITTEN = (
    Enters(register="documents", key="doc", rows="ended_rows", until="last_day", ends=True),
    Enters(register="ended_documents", key="doc", rows="ended_rows", since="ended_on"),
)


def in_force(s: Situation, key: object) -> Row | None:
    """The catalogue row of a document in force on the day of the act, by its key or by its number."""
    return next((r for r in s.rows("documents") if key and key in (r.key, r.get("number"))), None)


def in_scope(s: Situation) -> list[Row]:
    """Documents in force on the day of the act that were issued within the scope of a clean-up."""
    first, last = s.get("scope_from"), s.get("scope_to")
    if not isinstance(first, date) or not isinstance(last, date):
        return []
    return [r for r in s.rows("documents") if isinstance(day := r.get("issued"), date) and first <= day <= last]


def ending(key: str, title: str, number: str, how: str, ended_on: date, reason: str, replaced_by: str = "") -> dict[str, Value]:
    """One row of an ending; the day before ``ended_on`` is the document's last."""
    replacement: dict[str, Value] = {"replaced_by": replaced_by} if replaced_by else {}
    return replacement | {
        "doc": key, "title": title, "number": number, "how": how,
        "ended_on": ended_on, "last_day": ended_on - ONE_DAY, "reason": reason,
    }  # fmt: skip


def own_key(s: Situation) -> str:
    """The catalogue key of this matter's document: the matter itself, or the row that was there before it."""
    return str(s.get("own_key") or s.matter.id)


def own_number(s: Situation) -> str:
    """The number of this matter's document: the one it took, or the one the catalogue has."""
    return s.matter.numbers.get(OWN_SERIES) or str(s.get("number") or "")


def own_ending(s: Situation, how: str, ended_on: date, reason: str) -> dict[str, Value]:
    """The ending of the document that this very matter issued: the row, and how it ended."""
    row = ending(own_key(s), str(s.get("title", "")), own_number(s), how, ended_on, reason)
    return {"ended_rows": [row], "ended_how": how}


def issuing_organ(facts: Facts, records: Records, on: date | None) -> str:
    """The organ in whose name a paper of this mechanism speaks on that day: the one named on the matter, else the town's own."""
    return named_on(records, str(facts["issuer"]), on) if facts.get("issuer") else own_organ(records, on)


def done_on(matter: Matter, step: str) -> date | None:
    """The day on which a step was last taken."""
    return matter.done[step].on if step in matter.done else None
