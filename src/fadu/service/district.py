"""The figures of a district's towns beside one another: received as files that each town's log proves, and our own where we froze any.

In the order of the division code, never of the number. A figure far from the others' middle, or counted by another rule, is
named as worth checking: a question, no verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import in_unit
from fadu.packs import catalogue
from fadu.packs.annual_report.text import whole_rows
from fadu.service import figure_package as package
from fadu.service.disclosed import NotProven
from fadu.service.figure_records import PAGE, Record
from fadu.service.report import By
from fadu.service.report_content import content_of, report_of
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.uploads import folder, take_in
from fadu.store.models import Matter, Town

TOWN_FIGURES = "annual_report.town_figures"
ROLE = "district_supervisor"
#: Fewer towns than this have no middle to be far from.
FEWEST = 4
_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Year:
    """One town's frozen year: its figures by code, the rules they were counted by, and the matter that holds them (None: our own)."""

    org: str
    town: str
    figures: Mapping[str, Mapping[str, Any]]
    rules: Mapping[str, str]
    matter: Matter | None


@dataclass(frozen=True, slots=True)
class Line:
    """One town's value of one figure. ``note`` says why it is worth checking; '' when nothing stands out."""

    org: str
    town: str
    row: Mapping[str, Any]
    last: Mapping[str, Any] | None
    note: str
    ours: bool


def may_compare(reader: Reader) -> bool:
    return ROLE in reader.roles


def years(reader: Reader) -> list[int]:
    """The years of which something was received or frozen here, newest first."""
    received = _received(reader).values_list("snapshot__facts__year", flat=True)
    own = Matter.objects.filter(org=reader.org, procedure="annual_report.rule_of_law").values_list("snapshot__facts__year", flat=True)
    return sorted({int(y) for y in (*received, *own) if y}, reverse=True)


def towns(reader: Reader, in_year: int) -> list[Year]:
    """Every town's year, by division code."""
    found = [_of(m) for m in _received(reader).filter(snapshot__facts__year=in_year)]
    own = _own(reader.org, in_year)
    return sorted([*found, *([own] if own else [])], key=lambda y: y.org)


def lines(found: Sequence[Year], before: Sequence[Year], code: str, reader: Reader) -> list[Line]:
    """The figure of every town that has it."""
    having, earlier = [y for y in found if code in y.figures], {y.org: y.figures.get(code) for y in before}
    rule, numbers = common_rule(having, code), [n for y in having if (n := _number(y.figures[code])) is not None]
    ratio = rulebook().amount("rep.compare_ratio", reader.on, reader.org).value
    middle = median(numbers) if len(numbers) >= FEWEST else 0
    return [
        Line(y.org, y.town, y.figures[code], earlier.get(y.org), _note(y, code, rule, middle, ratio), y.matter is None) for y in having
    ]  # fmt: skip


def common_rule(found: Sequence[Year], code: str) -> str:
    """The rule by which most towns counted; the first of those that as many used."""
    used = Counter(y.rules[code] for y in found if code in y.rules)
    return used.most_common(1)[0][0] if used else ""


def _note(year: Year, code: str, rule: str, middle: float, ratio: int) -> str:
    own, number = year.rules.get(code, ""), _number(year.figures[code])
    if own and own != rule:
        return f"计数规则不同：{own}"
    if number is not None and middle > 0 and (number * _WHOLE_BP > middle * ratio or number * ratio < middle * _WHOLE_BP):
        return f"与各镇街的中位数{middle:g}相差{ratio / _WHOLE_BP:g}倍以上，可核对事项范围和计数口径"
    return ""


def _number(row: Mapping[str, Any]) -> int | float | None:
    """The value in its unit; of a rate the percentage, None without a base."""
    return in_unit(row["value"], row["unit"], row.get("base"))


def total(found: Sequence[Line]) -> dict[str, Any]:
    """Sum of the towns' values; of rates numerators over denominators."""
    rows = [line.row for line in found]
    value = sum(r["value"] for r in rows)
    bases = [r["base"] for r in rows if "base" in r]
    return {"value": value, "base": sum(bases) if bases else None}


def records(reader: Reader, in_year: int, org: str, code: str, number: int) -> tuple[Year, Sequence[Record], int] | None:
    """A page of the redacted records behind a received figure and how many there are; None when there is no such figure."""
    year = next((y for y in towns(reader, in_year) if y.org == org and y.matter and code in y.figures), None)
    facts = year.matter.snapshot["facts"] if year and year.matter else {}
    if year is None or "package" not in facts:
        return None
    opened = package.unpacked(folder().file(facts["package"]["root"]).read_bytes(), str(facts["town_key"]))
    found = opened.records.get(code, ())
    return year, found[(number - 1) * PAGE : number * PAGE], len(found)


def receive(reader: Reader, source: bytes, name: str, key: str, by: By) -> Receipt | Refused:
    """Take a package in, when the log of the town's public key proves it. ``key`` may be empty once the town is known."""
    try:
        known = _known_key(reader, package.claimed_town(source))
    except NotProven as trouble:
        return _unproven(trouble)
    if key.strip() and known and key.strip() != known:
        return _refused("town_key", "公钥与上次接收时登记的不同", "该镇街更换过密钥的，核对更换声明后，先撤出以前接收的数据")
    if not (key.strip() or known):
        return _refused("town_key", "第一次接收这个镇街的数据，要给出它的公钥", "照抄该镇街公示栏上的那一行")
    try:
        found = package.unpacked(source, key.strip() or known)
    except NotProven as trouble:
        return _unproven(trouble)
    if found.org == reader.org:
        return _refused("package", "这是本镇自己的数据", "本镇冻结的数据已经在列，不用接收")
    return _kept(reader, found, source, name, key.strip() or known, by)


def _kept(reader: Reader, found: package.Package, source: bytes, name: str, key: str, by: By) -> Receipt | Refused:
    file = take_in(reader.org, by.actor.id, name, BytesIO(source))
    if isinstance(file, Refusal):
        return Refused((file,))
    fields = {
        "town_code": found.org, "town_name": found.town, "year": found.year, "town_key": key, "figures": list(found.figures),
        "figure_rules": [{"code": c, "rule": r} for c, r in found.rules.items()], "package": dict(file),
    }  # fmt: skip
    row = _received(reader).filter(snapshot__facts__town_code=found.org, snapshot__facts__year=found.year).first()
    command = Command(
        key=by.key or f"receive:{file['root']}:{row.last_seq if row else ''}", org=reader.org, actors=(by.actor,), step="receive", matter=str(row.pk) if row else "", procedure="" if row else TOWN_FIGURES,
        fields={n: v for n, v in fields.items() if v}, files=(str(file["root"]),), at=by.at,
    )  # fmt: skip
    return take_step(command, durable=by.durable)


def knows_any(reader: Reader) -> bool:
    """Whether data of any town stand here, so that a town's public key may be on record."""
    return bool(_received(reader).exists())


def _known_key(reader: Reader, town: str) -> str:
    """The public key with which this town's data were received before, '' the first time."""
    row = _received(reader).filter(snapshot__facts__town_code=town).order_by("-moved_on").first()
    return str(row.snapshot["facts"]["town_key"]) if row else ""


def _received(reader: Reader) -> Any:
    return reader.readable().filter(procedure=TOWN_FIGURES, state="received")


def _of(matter: Matter) -> Year:
    facts = matter.snapshot["facts"]
    rules = {str(r["code"]): str(r["rule"]) for r in facts.get("figure_rules") or []}
    return Year(str(facts["town_code"]), str(facts["town_name"]), whole_rows(facts["figures"]), rules, matter)


def _own(org: str, in_year: int) -> Year | None:
    """Our own frozen year, counted by the rules of our own catalogue."""
    row, town = report_of(org, in_year), Town.objects.filter(pk=org).first()
    content = content_of(row) if row else None
    if content is None or town is None or not content.frozen:
        return None
    figures = whole_rows(content.rows)
    known = catalogue().indicators
    return Year(org, town.name, figures, {c: known[c].rule for c in figures if c in known}, None)


def _unproven(trouble: NotProven) -> Refused:
    message, _, remedy = str(trouble).partition(" → ")
    return _refused("package", message, remedy)


def _refused(field: str, message: str, remedy: str) -> Refused:
    return Refused((Refusal(field, message, remedy, field=field),))
