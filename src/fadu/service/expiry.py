"""What will lapse soon: certificates, entrustments, tested devices, evidence held, and what they stop. It reads the registers of the day and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fadu.packs import catalogue
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.store.models import DueDate, Matter, RegisterRow

#: The limit whose length is how long before its last day a certificate is warned of.
WARNING = "cert.warn"
WATCHERS = frozenset({"enforcement_head", "justice_office", "town_head", "leader", "district_supervisor"})
#: Register → the step of its matter that renews it.
RENEWING = {"officers": "renew", "entrustments": "renew", "equipment": "test"}
#: Evidence held in advance ends by itself (PEN 56): what is decided before, and what is done after.
HOLD, KEEPING, DISPOSING, GIVING_BACK = "penalty.evidence_hold", "pen.register_keep", "dispose", "give_back"


@dataclass(frozen=True, slots=True)
class Lapsing:
    """One thing with a last day, and what can no longer be done from the day after. ``matter`` and ``step`` are where it is renewed or decided, if anywhere."""

    kind: str
    name: str
    last_on: date
    stops: str
    matter: str
    step: str


def may_watch(reader: Reader) -> bool:
    return bool(reader.roles & WATCHERS)


def days_ahead(reader: Reader) -> int:
    """How many days ahead the wall looks: as long as the law layer warns."""
    return rulebook().limit(WARNING, reader.on, reader.org).length


def lapsing(reader: Reader) -> list[Lapsing]:
    """Certificates, entrustments, tested devices of the register of today and evidence held that end in those days or have ended, soonest first."""
    last = reader.on + timedelta(days=days_ahead(reader))
    found = [*_holds(reader), *_certificates(reader), *_entrustments(reader), *_devices(reader)]
    return sorted((one for one in found if one.last_on <= last), key=lambda one: (one.last_on, one.name))


def released(reader: Reader) -> list[Matter]:
    """Evidence whose hold ended without a decision and that is not yet given back, for those who answer for it; the oldest first."""
    return list(reader.readable().filter(procedure=HOLD, state="released").order_by("moved_on", "id")) if may_watch(reader) else []


def _holds(reader: Reader) -> Iterable[Lapsing]:
    held = DueDate.objects.filter(matter__in=reader.readable().filter(procedure=HOLD, closed_on__isnull=True), limit=KEEPING)
    for due in held.select_related("matter"):
        over = due.matter.state == "released"
        stops = "已自动解除，物品待返还" if over else "次日自动解除，须在此前作出处理决定"
        yield Lapsing("登记保存", due.matter.title, due.due_on, stops, str(due.matter_id), GIVING_BACK if over else DISPOSING)


def _certificates(reader: Reader) -> Iterable[Lapsing]:
    for row in _newest(reader, "officers"):
        day = _day(row.values.get("expires"))
        if day and row.values.get("status", "在岗") == "在岗":
            fields = "、".join(row.values.get("fields") or ()) or "各领域"
            yield _one(row, "执法证", str(row.values.get("name")), day, f"不能办理{fields}的执法")


def _entrustments(reader: Reader) -> Iterable[Lapsing]:
    for row in _newest(reader, "entrustments"):
        day = _day(row.values.get("valid_to"))
        if day:
            items = row.values.get("items") or []
            what = f"{len(items)}个事项" if items else "受托的全部事项"
            yield _one(row, "委托", str(row.values.get("department")), day, f"{what}不能再以其名义办理")


def _devices(reader: Reader) -> Iterable[Lapsing]:
    for row in _newest(reader, "equipment"):
        day = _day(row.values.get("tested_until"))
        if day and row.values.get("state") != "报废":
            stops = "检测结果不能用作证据" if row.values.get("kind") == "快速检测设备" else "检验后才能使用"
            yield _one(row, "检定", f"{row.values.get('kind')}{row.values.get('serial')}", day, stops)


def _newest(reader: Reader, register: str) -> Iterable[RegisterRow]:
    """One row a key, the newest that has begun; who has left and what was ended or withdrawn lapses no more."""
    rows = RegisterRow.objects.filter(org=reader.org, register=register, since__lte=reader.on).select_related("matter").order_by("since")
    return [row for row in {row.key: row for row in rows}.values() if not (_renewable(row) and row.matter.closed_on)]  # type: ignore[union-attr]


def _renewable(row: RegisterRow) -> bool:
    """Whether the matter behind the row has the step that renews it; an import has not."""
    return (
        row.matter is not None and catalogue().procedure(row.matter.procedure, row.matter.version).step(RENEWING[row.register]) is not None
    )


def _one(row: RegisterRow, kind: str, name: str, day: date, stops: str) -> Lapsing:
    return Lapsing(kind, name, day, stops, str(row.matter_id) if _renewable(row) else "", RENEWING[row.register])


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
