"""A town's frozen figures in one file, for the district: figures as the log proves them, their rules, and the redacted records behind.

The figures are those of the entry that froze them, and the year is that of the entry that opened the report; both come with
their place in the town's signed log. Rules and records stand beside, as the public may see them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.kernel.indicator import year
from fadu.service.counting import Book
from fadu.service.disclosed import NotProven, Shown, proven, shown
from fadu.service.figure_records import Record, all_public_records, counting_rule
from fadu.service.report_content import REPORT, Content
from fadu.service.report_export import freeze_entry
from fadu.store.models import JournalEntry

FORMAT = "fadu-figures/v1"
#: Largest package taken in, bytes; a town with ten thousand records has about two million.
MOST_BYTES = 20 * 1024 * 1024
#: What reading a file as a package may run into when it is none.
_NOT_SO = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_NO_PACKAGE = "不是镇街数据包，或者残缺 → 在报告页用“镇街数据包”导出"


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says: whose figures of which year, the frozen rows, and per figure its rule and its redacted records."""

    org: str
    town: str
    year: int
    figures: Sequence[Mapping[str, Any]]
    rules: Mapping[str, str]
    records: Mapping[str, Sequence[Record]]


def packed(found: Content) -> bytes:
    """The file. Raises NotProven while the figures are not frozen, or not in the signed log yet."""
    frozen_in = freeze_entry(found)
    if not frozen_in or found.row is None:
        raise NotProven("数据还没有冻结 → 次年1月1日起冻结后再导出")
    opened = JournalEntry.objects.get(matter=found.row.pk, seq=0)
    rules, records = _beside(found, frozen_in)
    body = {
        "format": FORMAT, "opened": shown(opened, ("year", "town_name")), "frozen": shown(JournalEntry.objects.get(pk=frozen_in), ("figures",)),
        "rules": rules, "records": records,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _beside(found: Content, frozen_in: int) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    period = year(found.year)
    book = Book(found.org, period.last, entries_before=frozen_in)
    counted, rules = book.figures(period), book.definitions
    records = all_public_records(found.org, ((figure, counting_rule(code, rules)) for code, figure in counted.items()))
    lines = {code: [_line(r) for r in one] for code, one in zip(counted, records, strict=True)}
    return {code: rules[code].rule for code in counted if code in rules}, lines


def _line(record: Record) -> list[str]:
    return [record.title, record.on.isoformat() if record.on else "", record.number, record.place]


def unpacked(source: bytes, key: str) -> Package:
    """The package, when the log of this key proves it. Raises NotProven."""
    try:
        return _read(json.loads(source), key)
    except _NOT_SO as error:
        raise NotProven(_NO_PACKAGE) from error


def _read(body: Mapping[str, Any], key: str) -> Package:
    """Raises NotProven, and of what is no package at all one of ``_NOT_SO``."""
    if body["format"] != FORMAT:
        raise NotProven("不是法度导出的镇街数据包 → 在报告页用“镇街数据包”导出")
    opened, frozen = proven(body["opened"], key), proven(body["frozen"], key)
    _of_one_report(opened, frozen)
    return Package(
        org=str(frozen.said["org"]), town=str(opened.values["town_name"]), year=int(opened.values["year"]),
        figures=[_figure(row) for row in frozen.values["figures"]], rules=_rules(body.get("rules")), records=_records(body.get("records")),
    )  # fmt: skip


def _figure(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A frozen row as it is. A log proves whatever its town wrote into it, so words and whole numbers are asked for. Raises TypeError."""
    words, numbers = [row[n] for n in ("code", "label", "unit", "text")], [row["value"], row.get("base", 0)]
    if not all(isinstance(w, str) for w in words) or not all(type(n) is int for n in numbers):
        raise TypeError("no figure")
    return row


def claimed_town(source: bytes) -> str:
    """The division code that the freezing entry of a package claims, not proven. Raises NotProven when the file is no package."""
    try:
        return str(json.loads(base64.b64decode(json.loads(source)["frozen"]["envelope"]))["org"])
    except _NOT_SO as error:
        raise NotProven(_NO_PACKAGE) from error


def _of_one_report(opened: Shown, frozen: Shown) -> None:
    """Both entries are of the same report: the one that opened it and the one that froze it."""
    steps = [str(e.said["step"]).partition("@")[0] for e in (opened, frozen)]
    if steps != [f"{REPORT}.open", f"{REPORT}.freeze"] or opened.said["matter"] != frozen.said["matter"]:
        raise NotProven("数据包里的记录不是同一份年度报告的启动和冻结 → 请该镇重新导出")
    if not {"year", "town_name"} <= opened.values.keys() or "figures" not in frozen.values:
        raise NotProven("数据包缺少年度或者数字 → 请该镇重新导出")


def _rules(found: Any) -> dict[str, str]:
    return {str(code): str(rule) for code, rule in found.items()} if isinstance(found, dict) else {}


def _records(found: Any) -> dict[str, list[Record]]:
    """The records as far as they can be read; they are shown, never counted."""
    if not isinstance(found, dict):
        return {}
    return {str(code): [r for line in lines if (r := _record(line))] for code, lines in found.items() if isinstance(lines, list)}


def _record(line: Any) -> Record | None:
    if not (isinstance(line, list) and len(line) == 4 and all(isinstance(cell, str) for cell in line)):
        return None
    try:
        return Record(line[0], date.fromisoformat(line[1]) if line[1] else None, line[2], line[3])
    except ValueError:
        return None
