"""Devices of the enforcement team day by day: whose are checked today, which are faulty. A check is a step of the device's matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.kernel.decide import Refused
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter

PROCEDURE = "enforcement_base.equipment"
#: What works by current or is measured by is checked every day; clothing is not.
CHECKED = frozenset({"执法记录仪", "移动执法终端", "便携打印机", "快速检测设备", "执法车辆"})


@dataclass(frozen=True, slots=True)
class Device:
    """A device that somebody holds. ``checked``: its check of today is recorded."""

    matter: str
    kind: str
    serial: str
    holder: str
    last_check: date | None
    fault: str
    checked: bool


def held(reader: Reader) -> list[Device]:
    """The devices this person holds and checks, those not yet checked today first."""
    return [d for d in issued(reader) if d.holder in (reader.actor.id, reader.actor.name)]


def issued(reader: Reader) -> list[Device]:
    """Every device in somebody's hands that is checked day by day, as far as this person may read."""
    rows = reader.readable().filter(procedure=PROCEDURE, state="issued", snapshot__facts__kind__in=CHECKED).defer("search")
    return sorted((_device(m, reader.on) for m in rows), key=lambda d: (d.checked, d.serial))


def check_all(reader: Reader, key: str) -> list[Receipt | Refused]:
    """Record for each device of one's own that it works; those checked today already are left alone."""
    commands = [
        Command(key=f"{key}:{d.matter}", org=reader.org, actors=(reader.actor,), matter=d.matter, step="check", on=reader.on) for d in held(reader) if not d.checked
    ]  # fmt: skip
    return [take_step(c) for c in commands]


def _device(m: Matter, today: date) -> Device:
    facts = m.snapshot["facts"]
    said = facts.get("last_check")
    last = date.fromisoformat(said) if isinstance(said, str) and said else None
    return Device(
        str(m.pk),
        str(facts.get("kind", "")),
        str(facts.get("serial", "")),
        str(facts.get("holder", "")),
        last,
        str(facts.get("fault") or ""),
        last == today,
    )
