"""Faults of a report before it is adopted: what the checker finds in the printed text, and what only the records can tell.

Reads only. A finding points into the text of a section, so that a page can mark the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fadu import checker
from fadu.checker.correct import replacement
from fadu.kernel.finding import Finding, Severity
from fadu.packs.annual_report.identities import Identity, differing, failing, unexplained, unsound
from fadu.packs.annual_report.instruments import report_blocks
from fadu.packs.annual_report.text import PLACE, frozen, places, printed, typed_at, unknown_at
from fadu.packs.annual_report.topics import NIL_WORDS
from fadu.service.counting import Book
from fadu.service.own_words import own_words
from fadu.service.past_reports import kept
from fadu.service.report_content import Content, content_of, counted, disputed, paper_of, report_of, stated_nil, topics
from fadu.service.report_export import records_of
from fadu.store.models import Matter

#: Yearly tables whose cells must equal the report's figures.
TABLES = ("annual_report.enforcement_statistics", "annual_report.disclosure", "annual_report.enforcement_year")


#: So many records a difference names; the length of a matter's id.
_NAMED, _UUID = 3, 36


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where it stands: section, paragraph (both '' and -1 when in none), first character and length there.

    ``stands`` are the printed words it marks; ``mend`` those that may take their place, None when a person must decide.
    """

    finding: Finding
    section: str = ""
    paragraph: int = -1
    start: int = 0
    length: int = 0
    stands: str = ""
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it prints, and the place of its first character in the whole text. Heads have paragraph -1."""

    section: str
    paragraph: int
    text: str
    offset: int


def findings(found: Content, today: date, *, recount: bool = False) -> list[Located]:
    """Everything to be mended, gravest first; places of the text are those of the draft shown.

    ``recount`` also counts the year again and tells which frozen figures have changed since.
    """
    lines = printed_lines(found)
    text = "\n".join(line.text for line in lines)
    document = checker.document(text, name="年度报告")
    at = [
        _located(f, lines, replacement(document, f))
        for f in checker.check(document, today=today, last_year=_last_year(found), own=own_words(found.org, today))
    ]
    spoken_of = bool(silent_topics(found) or unsaid_topics(found))
    at = [x for x in at if not _of_our_own_making(x, found) and not (spoken_of and x.finding.rule == _TOPICS)]
    own = [*_numbers(found), *_records(found), *(_changed(found) if recount else ())]
    order = {Severity.STOP: 0, Severity.WARN: 1, Severity.NOTE: 2}
    return sorted([*own, *at], key=lambda one: order[one.finding.severity])


#: What the paper itself adds: number, signature and day are not in the text that is checked.
_ON_THE_PAPER = "S4"
_LIKE_LAST_YEAR = "R5"
#: The checker knows topics by words alone; where the records tell which are not spoken of, they say it better.
_TOPICS = "S2"


def _of_our_own_making(one: Located, found: Content) -> bool:
    """Whether a finding only says that the system writes its fixed sentences every year, or that the paper is not yet signed."""
    if one.finding.rule == _ON_THE_PAPER:
        return True
    if one.finding.rule != _LIKE_LAST_YEAR or one.paragraph < 0:
        return False
    fixed = {line for s in found.held.sections if s["id"] == one.section for line in paragraphs(s)}
    written = next((paragraphs(s) for s in found.sections if str(s["id"]) == one.section), [])
    return one.paragraph < len(written) and written[one.paragraph] in fixed


def as_rows(located: Iterable[Located], answered: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Findings as rows of the report; an explanation given before stays with the finding it explains."""
    given = {said_of(r): r["answer"] for r in answered if r.get("answer")}
    rows = []
    for one in located:
        f = one.finding
        row = {"rule": f.rule, "severity": f.severity.label, "fragment": f.fragment, "message": f.message, "suggestion": f.suggestion}
        row["answer"] = given.get(said_of(row), "")
        rows.append({k: v for k, v in row.items() if v})
    return rows


def said_of(row: Mapping[str, Any]) -> tuple[str, str]:
    """By what a finding is known again: its rule and its words; one that marks no words, by what it says."""
    return str(row.get("rule")), str(row.get("fragment") or row.get("message"))


def printed_lines(found: Content) -> list[Line]:
    """Title, headings and paragraphs as the paper prints them, one a line."""
    lines = [Line("", -1, paper_of(found).title, 0)]
    heads, known = _headings(found), frozen(found.rows)
    for section in found.sections:
        if section.get("title"):
            lines.append(_after(lines, str(section["id"]), -1, heads[str(section["id"])]))
        for n, text in enumerate(paragraphs(section)):
            lines.append(_after(lines, str(section["id"]), n, printed(text, known)))
    return lines


def paragraphs(section: Mapping[str, Any]) -> list[str]:
    """The paragraphs of a section, with places; empty lines are none."""
    return [line.strip() for line in str(section.get("text") or "").split("\n") if line.strip()]


def _headings(found: Content) -> dict[str, str]:
    """Section → its heading with its ordinal, as the paper composes them."""
    bare = [{k: v for k, v in s.items() if k != "text"} for s in found.sections if s.get("title")]
    blocks = report_blocks(replace(found.matter, facts={"sections": bare}))
    return {str(s["id"]): b.text for s, b in zip(bare, blocks, strict=True)}  # type: ignore[union-attr]


def _after(lines: Sequence[Line], section: str, paragraph: int, text: str) -> Line:
    last = lines[-1]
    return Line(section, paragraph, text, last.offset + len(last.text) + 1)


def _located(finding: Finding, lines: Sequence[Line], mend: str | None) -> Located:
    line = next(x for x in reversed(lines) if x.offset <= finding.offset)
    start = finding.offset - line.offset
    length = max(0, min(finding.length, len(line.text) - start))
    return Located(
        finding, line.section, line.paragraph, start, length, line.text[start : start + length], mend if line.paragraph >= 0 else None
    )


def _last_year(found: Content) -> checker.Document | None:
    """Last year's report as it was signed or drafted here, else as it was taken in; None when there is neither."""
    row = report_of(found.org, found.year - 1)
    before = content_of(row) if row else None
    if before and before.drafted:
        return checker.document("\n".join(line.text for line in printed_lines(before)), name="上年报告")
    past = kept(found.org, found.year - 1)
    return checker.document(str(past.snapshot["facts"]["past_text"]), name="上年报告") if past else None


def _numbers(found: Content) -> list[Located]:
    """Numbers typed by hand, places nothing fills, and figures to which their owner objects."""
    disputes, known, made = disputed(found.matter), frozen(found.rows), []
    for section in found.sections:
        for n, text in enumerate(paragraphs(section)):
            typed = [] if section.get("plans") else typed_at(text)
            where = (str(section["id"]), n)
            made += [
                _at(
                    where,
                    "typed",
                    Severity.STOP,
                    t,
                    f"“{t}”是手填的数字，没有挂接到记录",
                    "改为引用指标；确实不能汇总的，先登记填报数",
                    len(printed(text[:at], known)),
                )
                for at, t in typed
            ]
            made += [
                _at(
                    where, "place", Severity.STOP, p, f"没有名为“{p[1:-1]}”的冻结数字", "从可用的数字中选择", len(printed(text[:at], known))
                )
                for at, p in unknown_at(text, known)
            ]
            objected = {c for c, _ in places(text)} & disputes
            made += [
                _at(where, "dispute", Severity.STOP, _label(found, c), "责任人对这个数字有异议", "核实后由责任人确认，或删去这一句")
                for c in sorted(objected)
            ]
    return made


def _at(where: tuple[str, int], rule: str, severity: Severity, fragment: str, message: str, suggestion: str, start: int = -1) -> Located:
    """``start``: where the fragment stands in the printed paragraph; -1 when it is not to be marked there."""
    finding = Finding(RULE_NAMES[rule], severity, message, fragment, suggestion)
    return Located(finding, *where, start, len(fragment)) if start >= 0 else Located(finding, *where)


RULE_NAMES = {
    "typed": "手填数字", "place": "数字未挂接", "dispute": "数字有异议", "identity": "数字不一致", "unsound": "数字自相矛盾", "difference": "数字有差",
    "changed": "冻结后有变化", "silent": "专题空缺", "unsaid": "声明未写入", "held": "句子未用",
}  # fmt: skip


def _records(found: Content) -> list[Located]:
    """What the records say of the report: identities, topics without a word, changes after the freeze, sentences held back."""
    said = [*(_with_records(i, text, found) for i, text in failing(found.rows)), *differing(found.rows, _cells(found))]
    told = [("identity", Severity.STOP, m, "更正记录，或写明口径差别后重新冻结") for m in said]
    definitions = Book(found.org, date(found.year, 12, 31)).definitions
    told += [("unsound", Severity.STOP, m, "打开这个数字核对记录") for m in unsound(found.rows, definitions)]
    told += [("difference", Severity.WARN, m, "写明差额的去向") for m in unexplained(found.rows)]
    told += [
        ("silent", Severity.WARN, f"“{t}”既没有数字也没有声明", "由责任人声明“无此情形”，或补录业务记录") for t in silent_topics(found)
    ]
    told += [
        (
            "unsaid",
            Severity.WARN,
            f"“{t}”已声明无此情形，正文没有写入声明",
            f"在相应一节写明“{NIL_WORDS[t]}”，或重新起草；已用别的话写明的不必再写",
        )
        for t in unsaid_topics(found)
    ]
    told += [
        ("held", Severity.NOTE, f"“{PLACE.sub('…', s.wording(lambda code, part: False))[:24]}”没有写入：{why}", "处理后重新起草即可写入")
        for s, why in found.held.held
    ]
    return [Located(Finding(RULE_NAMES[rule], severity, message, "", suggestion)) for rule, severity, message, suggestion in told]


def _with_records(identity: Identity, said: str, found: Content) -> str:
    """Both sides, and the first of the records that stand behind one of them only."""
    ids = identity.apart(frozen(found.rows), records_of(found))
    matters = Matter.objects.filter(org=found.org, pk__in=[i for i in ids if len(i) == _UUID]).order_by("opened_on", "pk")
    titles = list(matters.values_list("title", flat=True)[:_NAMED])
    return f"{said}。只在一边的记录{len(ids)}条：{'；'.join(titles)}{'等' if len(ids) > len(titles) else ''}" if titles else said


def _changed(found: Content) -> list[Located]:
    now = counted(found.org, found.year).rows if found.frozen else []
    return [Located(Finding(RULE_NAMES["changed"], Severity.WARN, m, "", "办理“更正说明”")) for m in _changes_said(found, now)]


def silent_topics(found: Content) -> list[str]:
    """Compulsory topics without a figure above zero and without a statement that nothing happened."""
    wanted: Sequence[str] = found.matter.get("topics") or topics()  # type: ignore[assignment]
    spoken = {r.get("topic") for r in found.rows if r.get("value") or r.get("base")}
    return [t for t in wanted if t not in spoken | stated_nil(found.org, found.year)]


def unsaid_topics(found: Content) -> list[str]:
    """Topics stated as nil whose sentence a new draft would hold and the text does not."""
    drafted, now = _words(found.held.sections), _words(found.sections)
    return [t for t in sorted(stated_nil(found.org, found.year)) if t in NIL_WORDS and NIL_WORDS[t] in drafted and NIL_WORDS[t] not in now]


def _words(sections: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(str(s.get("text") or "") for s in sections)


def changes(frozen: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(frozen row, present row) of the whole figures whose records changed after the freeze."""
    present = {r["code"]: r for r in now if not r.get("part")}
    whole = [r for r in frozen if not r.get("part") and r["code"] in present]
    return [
        (r, present[r["code"]])
        for r in whole
        if r.get("digest") != present[r["code"]]["digest"] or r["value"] != present[r["code"]]["value"]
    ]


def _changes_said(found: Content, now: Sequence[Mapping[str, Any]]) -> list[str]:
    """Figures in the text whose value changed and whose change is not told yet."""
    told = {(r.get("code"), r.get("now")) for r in found.matter.get("restatements") or []}  # type: ignore[union-attr]
    used = {c for s in found.sections for c, _ in places(str(s.get("text") or ""))}
    pairs = [(a, b) for a, b in changes(found.rows, now) if a["code"] in used and a["value"] != b["value"]]
    return [f"{a['label']}冻结为{a['text']}，现为{b['text']}" for a, b in pairs if (a["code"], b["value"]) not in told]


def _cells(found: Content) -> list[Mapping[str, Any]]:
    rows = Matter.objects.filter(org=found.org, procedure__in=TABLES, snapshot__facts__year=found.year)
    return [
        cell
        for facts in rows.values_list("snapshot__facts", flat=True)
        if not facts.get("provisional")
        for cell in facts.get("cells") or []
    ]


def _label(found: Content, code: str) -> str:
    return next((str(r["label"]) for r in found.rows if r["code"] == code), code)
