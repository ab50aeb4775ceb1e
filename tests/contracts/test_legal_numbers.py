"""No number of the law stands in Python: it comes from ``law/`` with its article, its dates and whether it was verified.

Whatever equals a period or an amount of the law and is compared, calculated with, or given a name is suspected. Numbers
that mean something else are listed below, each with what it means; an entry that is no longer needed fails, too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from fadu import law

ROOT = Path(__file__).resolve().parents[2]
WHERE = ("packs", "service", "web")
#: 0, 1 and 2 count, index and pair things everywhere; "two officers" is a gate's own words and a test of its own.
SMALL = 2

#: file, source of the suspect → what the number is, if not the law's.
MEANS: dict[tuple[str, str], str] = {}


def legal_numbers() -> frozenset[int]:
    """Every length, extension and amount of the law, money in fen and in yuan."""
    rules = law.load()
    lengths = {n for rows in rules.limits.values() for r in rows for n in (r.length, r.extension)}
    amounts = {n for rows in rules.amounts.values() for r in rows for n in (r.value, r.value // 100 if r.unit == "fen" else r.value)}
    return frozenset(n for n in lengths | amounts if n > SMALL)


def suspects(code: str, numbers: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Line and source of every place where such a number is compared, calculated with, given a name or a period."""
    for node in ast.walk(ast.parse(code)):
        if any(_is(part, numbers) for part in _operands(node)):
            yield node.lineno, ast.unparse(node)  # type: ignore[attr-defined]


def _operands(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        return [node.value]
    if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in ("timedelta", "Interval", "TimeLimit", "add_units", "range"):
        return [*node.args, *(k.value for k in node.keywords)]
    return []


def _is(node: ast.expr, numbers: frozenset[int]) -> bool:
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(_is(part, numbers) for part in node.elts)
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in numbers


FILES = sorted(p for part in WHERE for p in (ROOT / "src/fadu" / part).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT / "src/fadu")))
def test_no_legal_number_is_a_literal(path: Path) -> None:
    name = str(path.relative_to(ROOT / "src/fadu"))
    found = [(line, code) for line, code in suspects(path.read_text(encoding="utf-8"), legal_numbers()) if (name, code) not in MEANS]
    assert not found, "\n".join(f"{name}:{line}: {code}" for line, code in found)


def test_every_exception_is_still_needed() -> None:
    found = {(str(p.relative_to(ROOT / "src/fadu")), code) for p in FILES for _, code in suspects(p.read_text(encoding="utf-8"), legal_numbers())}
    assert set(MEANS) <= found
    assert all(MEANS.values())


@pytest.mark.parametrize(
    "code", ["days > 90", "amount <= 20000", "LIMIT = 90", "on + timedelta(days=7)", "timedelta(7)", "fine * 90", "200 < x", "x in (7, 90)"]
)
def test_the_scan_sees_what_it_looks_for(code: str) -> None:
    assert list(suspects(code, legal_numbers()))


@pytest.mark.parametrize("code", ["rows[7]", "x > 1", "f(90)", "'90' in text", "date(2025, 7, 1)"])
def test_the_scan_leaves_places_and_days_alone(code: str) -> None:
    assert not list(suspects(code, legal_numbers()))
