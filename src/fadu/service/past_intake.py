"""Reports of earlier years taken in: their text for comparison, and the numbers in it as candidates to confirm, never as records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from fadu.checker import Unreadable
from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.service import checker_work as work
from fadu.service.checking import ask
from fadu.service.past_reports import PAST
from fadu.service.report import By
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.uploads import take_in
from fadu.store.models import Matter


def keep(org: str, year: int, source: bytes, name: str, by: By, *, number: str = "") -> Receipt | Refused:
    """Take a report in. What is no file an office keeps (a web page) is kept as its text."""
    taken = ask(work.taken, source, name)
    if isinstance(taken, Unreadable):
        return Refused((Refusal("file", taken.message, taken.remedy, field="past_file"),))
    file = take_in(org, by.actor.id, name, BytesIO(source))
    if isinstance(file, Refusal):
        file = take_in(org, by.actor.id, f"{name}.txt", BytesIO(taken.text.encode()))
    if isinstance(file, Refusal):
        return Refused((file,))
    fields = {
        "year": year,
        "past_text": taken.text,
        "past_file": dict(file),
        "candidates": list(taken.candidates),
        **({"past_number": number} if number else {}),
    }
    return _take(org, by, "keep", {k: v for k, v in fields.items() if v}, files=(str(file["root"]),))


def recognise(row: Matter, chosen: Mapping[int, str], by: By) -> Receipt | Refused:
    """Say of which figure some candidates are: ``chosen`` maps their place (from 0) to a code."""
    offered: Sequence[Mapping[str, str]] = row.snapshot["facts"].get("candidates") or []
    rows = [
        {"code": code, "shown": offered[n]["shown"], "fragment": offered[n]["fragment"]}
        for n, code in sorted(chosen.items())
        if 0 <= n < len(offered)
    ]
    if not rows or any(r["code"] not in catalogue().indicators for r in rows):
        return Refused((Refusal("recognised", "没有选定数字，或者选了不存在的指标", "逐个选定文中数字所指的指标；不用的不选"),))
    return _take(row.org, by, "recognise", {"recognised": rows}, row=row)


def _take(
    org: str, by: By, step: str, fields: Mapping[str, Any], *, row: Matter | None = None, files: tuple[str, ...] = ()
) -> Receipt | Refused:
    key = (
        by.key
        or f"past:{step}:"
        + hashlib.sha256(repr((org, row.pk if row else "", row.last_seq if row else 0, sorted(fields.items()))).encode()).hexdigest()[:48]
    )
    command = Command(
        key=key, org=org, actors=(by.actor,), step=step, matter=str(row.pk) if row else "", procedure=PAST, fields=fields, files=files, at=by.at,
    )  # fmt: skip
    return take_step(command, durable=by.durable)
