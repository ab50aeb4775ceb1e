"""Writes what can be generated: a page a procedure, the counting rules, and the glossary's table of terms.

``python -m fadu.packs.documentation`` writes the files into the checkout; a test holds them against the code.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fadu.kernel.indicator import Indicator, Measure
from fadu.packs import catalogue
from fadu.packs.describe import markdown

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
_MEASURES = {
    Measure.MATTERS: "按事项计，每件一次", Measure.EVENTS: "按次计", Measure.SUM: "累计", Measure.STOCK: "期末存量", Measure.STOCK_BEFORE: "期初存量",
    Measure.ROWS: "期末在册", Measure.ROWS_SUM: "期末在册累计", Measure.RATE: "比率",
}  # fmt: skip


def files(root: Path) -> dict[Path, str]:
    """Every generated file with its content; the glossary keeps what people wrote around its table."""
    pages = {root / "docs" / "procedures" / f"{p.name}.md": markdown(p) for p in catalogue().procedures}
    return {**pages, root / "docs" / "procedures" / "README.md": _contents(), root / "docs" / "figures.md": _figures(), root / "GLOSSARY.md": _glossary(root)}


def _contents() -> str:
    lines = ["# 程序", "", "由定义生成，不手工修改。", ""]
    for pack in catalogue().packs:
        lines += [f"## {pack.label}", ""] + [f"- [{p.label}]({p.name}.md)（`{p.name}`）" for p in pack.procedures] + [""]
    return "\n".join(lines)


def _figures() -> str:
    lines = ["# 指标与计数规则", "", "由定义生成，不手工修改。比率同时印出分子和分母；未发生也是事实。", ""]
    for pack in catalogue().packs:
        if pack.indicators:
            lines += [f"## {pack.label}", "", "| 代号 | 指标 | 单位 | 怎样计 | 规则 | 来源 |", "|---|---|---|---|---|---|"]
            lines += [_row(i) for i in pack.indicators] + [""]
    return "\n".join(lines)


def _row(i: Indicator) -> str:
    within = f"；含于 `{i.within}`" if i.within else ""
    return f"| `{i.code}` | {i.label} | {i.unit} | {_MEASURES.get(i.measure, i.measure.value)} | {i.rule}{within} | {i.source} |"


def _glossary(root: Path) -> str:
    path = root / "GLOSSARY.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_terms()}\n{END}{after}"


def _terms() -> str:
    """Identifier ← 中文 of everything that packs define, each group in the order of the code."""
    c = catalogue()
    groups = {
        "Roles 角色": [(r.id, r.label) for r in c.roles.values()],
        "Procedures 程序": [(p.name, p.label) for p in c.procedures],
        "Registers 台账": [(r.name, r.label) for r in c.registers.values()],
        "Papers 文书": [(i.id, i.label) for i in c.instruments.values()],
        "States 状态": sorted({(s.id, s.label) for p in c.procedures for s in p.states}),
        "Steps 步骤": sorted({(s.id, s.label) for p in c.procedures for s in p.steps}),
        "Gates 关口": sorted({(g.id, g.label) for p in c.procedures for s in p.steps for g in s.gates}),
    }
    lines: list[str] = []
    for title, pairs in groups.items():
        lines += [f"### {title}", "", "| identifier | 中文 |", "|---|---|", *(f"| `{a}` | {b} |" for a, b in pairs), ""]
    return "\n".join(lines)


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    for path, text in files(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(files(root))} files", file=sys.stderr)


if __name__ == "__main__":
    main()
