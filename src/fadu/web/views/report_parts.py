"""The text of a report as pages show it: sections, paragraphs and runs whose numbers open their figure. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fadu.checker import RULES
from fadu.kernel.finding import Severity
from fadu.packs.annual_report.text import PLACE, frozen
from fadu.service.counting import DECLARED_PREFIX
from fadu.service.report_content import Content, disputed
from fadu.service.report_findings import Line, Located, as_rows, printed_lines, said_of

#: (code, part) → address of the figure.
Address = Callable[[str, str], str]
Known = Mapping[tuple[str, str], Mapping[str, Any]]


def sections(
    found: Content, address: Address, located: Sequence[Located] = (), edit: Callable[[str, int], str] | None = None
) -> list[dict[str, Any]]:
    """The context ``sections`` of the report pages."""
    lines, known = printed_lines(found), frozen(found.rows)
    made = []
    for section in found.sections:
        id = str(section["id"])
        own = [line for line in lines if line.section == id]
        head = next((line.text for line in own if line.paragraph < 0), "")
        texts = [t.strip() for t in str(section.get("text") or "").split("\n") if t.strip()]
        paragraphs = [
            _paragraph(found, known, line, text, address, located, edit)
            for line, text in zip((x for x in own if x.paragraph >= 0), texts, strict=True)
        ]
        made.append(
            {"id": f"s-{id}", "heading": head, "level": section.get("level", 1), "note": "", "paragraphs": paragraphs or _blank(id, edit)}
        )
    return made


def outline(found: Content, located: Sequence[Located]) -> list[dict[str, Any]]:
    """The context ``outline``: every heading, marked when it holds a fault or no words."""
    faulty = {x.section for x in located if x.finding.severity is not Severity.NOTE}
    heads = {line.section: line.text for line in printed_lines(found) if line.paragraph < 0 and line.section}
    below = {str(s["id"]): _has_words(found.sections, n) for n, s in enumerate(found.sections)}
    return [
        {"label": heads[str(s["id"])], "level": s.get("level", 1), "href": f"#s-{s['id']}", "required": bool(s.get("part")),
         "state": "finding" if str(s["id"]) in faulty else "ok" if below[str(s["id"])] else "empty"}
        for s in found.sections if s.get("title")
    ]  # fmt: skip


def findings(located: Sequence[Located], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The context ``findings``; one that was explained is shown with its reason."""
    recorded = {said_of(r): (n, str(r.get("answer") or "")) for n, r in reversed(list(enumerate(rows)))}
    return [_finding(f, n, *recorded.get(said_of(as_rows([f])[0]), (-1, ""))) for n, f in enumerate(located)]


def _finding(one: Located, n: int, number: int, reason: str) -> dict[str, Any]:
    """``number`` is its place among the findings of the last check, -1 when it is not one of them."""
    f = one.finding
    place = {"section": one.section, "paragraph": one.paragraph, "start": one.start} if one.mend is not None else None
    return {
        "mend": place, "number": number if f.severity is Severity.STOP and not reason and number >= 0 else None,
        "rule": RULES[f.rule].title if f.rule in RULES else f.rule, "severity": f.severity.value, "severity_label": f.severity.label, "message": f.message, "fragment": f.fragment,
        "suggestion": f"已说明：{reason}" if reason else f.suggestion, "citation": f.citation, "line": 0, "column": 0, "anchor": f"f{n}", "passed_reason": reason,
    }  # fmt: skip


def counts(located: Sequence[Located], rows: Sequence[Mapping[str, Any]] = ()) -> dict[str, int]:
    """How many findings of each weight stand; explained ones do not."""
    standing = [f for f in findings(located, rows) if not f["passed_reason"]]
    return {s.value: sum(f["severity"] == s.value for f in standing) for s in Severity}


def _has_words(every: Sequence[Mapping[str, Any]], n: int) -> bool:
    """Whether a section or one below it has text."""
    level = every[n].get("level", 1)
    inner = []
    for s in every[n + 1 :]:
        if s.get("level", 1) <= level:
            break
        inner.append(s)
    return any(str(s.get("text") or "").strip() for s in (every[n], *inner))


def _blank(id: str, edit: Callable[[str, int], str] | None) -> list[dict[str, Any]]:
    """An empty section still offers a place to write."""
    return [{"id": f"p-{id}-0", "runs": [], "edit_href": edit(id, 0), "nil": False}] if edit else []


def _paragraph(
    found: Content,
    known: Known,
    line: Line,
    text: str,
    address: Address,
    located: Sequence[Located],
    edit: Callable[[str, int], str] | None,
) -> dict[str, Any]:
    marks = [(n, x) for n, x in enumerate(located) if (x.section, x.paragraph) == (line.section, line.paragraph)]
    return {
        "id": f"p-{line.section}-{line.paragraph}", "runs": _marked(_runs(found, known, text, address), marks),
        "edit_href": edit(line.section, line.paragraph) if edit else "", "nil": False,
    }  # fmt: skip


def _runs(found: Content, known: Known, text: str, address: Address) -> list[dict[str, Any]]:
    """Words and figures of a paragraph, each with the place of its first character in the printed paragraph."""
    objections = disputed(found.matter)
    made: list[dict[str, Any]] = []
    end = 0
    for m in PLACE.finditer(text):
        key = (m["code"], m["part"] or "")
        made.append({"kind": "text", "text": text[end : m.start()]})
        made.append(_figure(key, known[key], address, objections) if key in known else {"kind": "text", "text": m[0]})
        end = m.end()
    made.append({"kind": "text", "text": text[end:]})
    return [r for r in made if r["text"]]


def _figure(key: tuple[str, str], row: Mapping[str, Any], address: Address, objections: frozenset[str]) -> dict[str, Any]:
    code, part = key
    state = "disputed" if code in objections else "declared" if code.startswith(DECLARED_PREFIX) else ""
    return {"kind": "figure", "text": str(row["text"]), "href": address(code, part), "id": ":".join(k for k in key if k), "state": state}


def _marked(runs: list[dict[str, Any]], marks: Sequence[tuple[int, Located]]) -> list[dict[str, Any]]:
    """The runs with found words cut out and marked; a mark never crosses a figure, and the first of two that meet wins."""
    spans = sorted({(x.start, x.start + x.length): (n, x) for n, x in marks if x.length and x.finding.fragment}.items())
    made: list[dict[str, Any]] = []
    at = 0
    for run in runs:
        made += _cut(run, at, spans) if run["kind"] == "text" else [run]
        at += len(run["text"])
    return made


def _cut(run: dict[str, Any], at: int, spans: Sequence[tuple[tuple[int, int], tuple[int, Located]]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    text, here = run["text"], 0
    for (first, last), (n, located) in spans:
        start, stop = max(first - at, here), min(last - at, len(text))
        if start >= stop or start < here or first - at < 0:
            continue
        severity = located.finding.severity
        made.append({"kind": "text", "text": text[here:start]})
        made.append(
            {"kind": "mark", "text": text[start:stop], "anchor": f"f{n}", "severity": severity.value, "severity_label": severity.label}
        )
        here = stop
    return [r for r in (*made, {"kind": "text", "text": text[here:]}) if r["text"]]
