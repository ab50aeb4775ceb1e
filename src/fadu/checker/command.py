"""The face of the checker on the command line: `fadu check FILE`; prints findings, changes nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fadu.checker.arithmetic import confirmations
from fadu.checker.document import Document, Unreadable
from fadu.checker.examine import check
from fadu.checker.read import read
from fadu.checker.read.limits import MOST_BYTES
from fadu.checker.rules import RULES
from fadu.kernel.finding import Finding, Severity

NONE, SOME, UNREADABLE = 0, 1, 2
_ORDER = (Severity.STOP, Severity.WARN, Severity.NOTE)


def run(file: str, as_json: bool) -> int:
    """Checks a file, or standard input for ``-``; returns 0 without findings, 1 with, 2 when unreadable."""
    source = _source(file)
    found = source if isinstance(source, Unreadable) else read(source, file)
    if isinstance(found, Unreadable):
        print(f"无法核查：{found}", file=sys.stderr)
        return UNREADABLE
    findings = check(found)
    print(json.dumps(as_data(findings), ensure_ascii=False, indent=2) if as_json else told(found, findings))
    return SOME if findings else NONE


def as_data(findings: tuple[Finding, ...]) -> dict[str, list[dict[str, object]]]:
    """The findings as the contract of `--json` prints them."""
    return {
        "findings": [
            {
                "rule": f.rule,
                "severity": f.severity.value,
                "line": f.line,
                "column": f.column,
                "fragment": f.fragment,
                "message": f.message,
                "suggestion": f.suggestion,
                "citation": f.citation,
            }
            for f in findings
        ]
    }


def told(document: Document, findings: tuple[Finding, ...]) -> str:
    """What a person reads: the gravest first, then what was recomputed and holds."""
    lines: list[str] = []
    for severity in _ORDER:
        group = [f for f in findings if f.severity is severity]
        if group:
            lines += ["", f"【{severity.label}】{len(group)}处", *(_line(document, f) for f in group)]
    held = confirmations(document)
    if held:
        lines += ["", f"【核对无误】{len(held)}处", *(f"  第{document.place(c.start).line}行  {c.text}" for c in held)]
    return "\n".join([_head(findings), *lines])


def _head(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "没有发现问题。"
    counts = "，".join(f"{s.label}{n}处" for s in _ORDER if (n := sum(f.severity is s for f in findings)))
    return f"共发现{len(findings)}处：{counts}。"


def _line(document: Document, finding: Finding) -> str:
    place = f"第{finding.line}行第{finding.column}字"
    label = document.place(finding.offset).label
    where = place if document.kind in ("text", "html") else f"{label}（{place}）"
    parts = [
        f"  {where}  {finding.rule} {RULES[finding.rule].title}：{finding.message}",
        f"      原文：{finding.fragment}",
    ]
    if finding.suggestion:
        parts.append(f"      建议：{finding.suggestion}")
    if finding.citation:
        parts.append(f"      依据：{finding.citation}")
    return "\n".join(parts)


def _source(file: str) -> bytes | Unreadable:
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Unreadable(file, f"找不到文件：{file}", "核对文件名和路径")
    except IsADirectoryError:
        return Unreadable(file, f"这是文件夹，不是文件：{file}", "指定一个文件")
    except OSError as trouble:
        return Unreadable(file, f"打不开文件：{file}（{trouble.strerror}）", "核对文件权限")
