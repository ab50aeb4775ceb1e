"""No number of the law stands in Python: it comes from ``law/`` with its article, its dates and whether it was verified.

In packs, whatever equals a period or an amount of the law and is compared, calculated with, or given a name is suspected.
Services and pages also lay things out, so there only days added and comparisons of days, money and ages are. Numbers that
mean something else are listed below, each with what it means; an entry that is no longer needed fails, too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fadu import law

ROOT = Path(__file__).resolve().parents[2]
FADU = ROOT / "src/fadu"
#: 0, 1 and 2 count, index and pair things everywhere; "two officers" is a gate's own words and a test of its own.
SMALL = 2
#: Draws diagrams; reads and runs examples; writes documentation; invents a town: none of them applies the law.
APPLIES_NO_LAW = (
    "packs/bpmn.py",
    "packs/describe.py",
    "packs/diagram.py",
    "packs/documentation.py",
    "packs/example_file.py",
    "packs/example_runner.py",
    "service/demo/",
)
ABOUT_LAW = re.compile(r"fen\b|amount|days|(?<![a-z])age\b|due|hours|months|limit", re.IGNORECASE)

#: file, source of the suspect → what the number is, if not the law's.
MEANS: dict[tuple[str, str], str] = {
    ("packs/annual_report/gates.py", "len(waiting) > 5"): "how many names a refusal prints before 等",
    ("packs/annual_report/superior_request.py", "_NAMED = 5"): "how many cells a refusal names before 等",
    ("packs/annual_report/request_months.py", "WHOLE_YEAR: Months = (1, 12)"): "January to December",
    ("packs/annual_report/tables.py", "WAN, YUAN_IN_WAN = ('万元', 10000)"): "yuan in a 万元",
    ("packs/annual_report/instruments.py", "n <= 10"): "headings up to 十 are one character",
    ("packs/common/gates.py", "len(d) == 18"): "the characters of an identity number, as a gate against leaks looks for them",
    ("packs/penalty/facts.py", "len(text) == 18"): "the characters of an identity number, from which the age is read",
    ("packs/common/papers.py", "_PER_MILLE_IN_PERCENT = 10"): "arithmetic: per mille in a percent",
    ("service/oversight.py", "LATE_ENTRY_DAYS = 3"): "from when on an entry is shown as recorded late; it refuses nothing",
    ("service/recompute.py", "SHOWN_DAYS = 30"): "how long the desk shows that a date moved",
    ("web/clocks.py", "SOON_DAYS = 3"): "from when on a clock is drawn as urgent",
    ("web/clocks.py", "days > 30"): "from when on calendar days are told instead of working days",
    ("web/views/desk.py", "timedelta(days=7)"): "the desk's heading 一周内",
    ("web/views/limits.py", "timedelta(days=5)"): "from the 28th into the next month",
}


@cache
def legal_numbers() -> frozenset[int]:
    """Every length, extension and amount of the law, money in fen and in yuan."""
    rules = law.load()
    lengths = {n for rows in rules.limits.values() for r in rows for n in (r.length, r.extension)}
    amounts = {n for rows in rules.amounts.values() for r in rows for n in (r.value, r.value // 100 if r.unit == "fen" else r.value)}
    return frozenset(n for n in lengths | amounts if n > SMALL)


def suspects(code: str, numbers: frozenset[int], *, strict: bool = True) -> Iterator[tuple[int, str]]:
    """Line and source of every place where such a number is compared, calculated with, given a name or a period."""
    for node in ast.walk(ast.parse(code)):
        source = ast.unparse(node) if any(_is(part, numbers) for part in _operands(node)) else ""
        if source and (strict or _of_time_or_money(node, source)):
            yield node.lineno, source  # type: ignore[attr-defined]


def _of_time_or_money(node: ast.AST, source: str) -> bool:
    """Days added, or a comparison that speaks of days, money, ages or limits."""
    added = isinstance(node, ast.Call) and ("days=" in source or "TimeLimit" in source)
    return added or (isinstance(node, (ast.Compare, ast.Assign, ast.AnnAssign)) and bool(ABOUT_LAW.search(source)))


def _operands(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        return [node.value]
    if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in (
        "timedelta",
        "Interval",
        "TimeLimit",
        "add_units",
        "range",
    ):
        return [*node.args, *(k.value for k in node.keywords)]
    return []


def _is(node: ast.expr, numbers: frozenset[int]) -> bool:
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(_is(part, numbers) for part in node.elts)
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in numbers


def applies_law(path: Path) -> bool:
    return not str(path.relative_to(FADU)).startswith(APPLIES_NO_LAW)


FILES = [p for part in ("packs", "service", "web") for p in sorted((FADU / part).rglob("*.py")) if applies_law(p)]


def found_in(path: Path) -> list[tuple[str, str]]:
    name = str(path.relative_to(FADU))
    return [(name, code) for _, code in suspects(path.read_text(encoding="utf-8"), legal_numbers(), strict=name.startswith("packs/"))]


def test_no_legal_number_is_a_literal() -> None:
    unknown = [f"{name}: {code}" for path in FILES for name, code in found_in(path) if (name, code) not in MEANS]
    assert not unknown, "take it from law/, or say in MEANS what it is:\n" + "\n".join(unknown)


def test_every_exception_is_still_needed() -> None:
    assert set(MEANS) <= {one for path in FILES for one in found_in(path)}
    assert all(MEANS.values())


@pytest.mark.parametrize(
    "code", ["days > 90", "amount <= 20000", "LIMIT = 90", "on + timedelta(days=7)", "timedelta(7)", "fine * 90", "200 < x", "x in (7, 90)"]
)
def test_the_scan_sees_what_it_looks_for(code: str) -> None:
    assert list(suspects(code, legal_numbers()))


@pytest.mark.parametrize("code", ["rows[7]", "x > 1", "f(90)", "'90' in text", "date(2025, 7, 1)"])
def test_the_scan_leaves_places_and_days_alone(code: str) -> None:
    assert not list(suspects(code, legal_numbers()))


def test_pages_may_lay_things_out_but_add_no_days_of_their_own() -> None:
    numbers = legal_numbers()
    assert not list(suspects("x = width + 90", numbers, strict=False))
    assert list(suspects("on + timedelta(days=90)", numbers, strict=False))
    assert list(suspects("fine.amount_fen > 20000", numbers, strict=False))
