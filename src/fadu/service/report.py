"""The acts of the annual report: open, freeze, draft, edit, check, confirm a figure, restate, state that nothing happened.

Each is a step taken through ``take_step``; what a step needs to know (figures, sentences, findings) is worked out
here from the records, so that nobody types it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.packs.annual_report.freezing import rules_digest
from fadu.packs.annual_report.outlines import OUTLINES, is_built_in, outline_of
from fadu.packs.annual_report.own_outline import names
from fadu.packs.annual_report.text import by_code
from fadu.service import clock
from fadu.service.frozen_changes import untold
from fadu.service.report_content import NIL, REPORT, Content, content_of, counted, report_of, topics, town_name
from fadu.service.report_findings import as_rows, findings, paragraphs
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter
from fadu.store.records import StoreRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts and when. ``at`` is the instant of recording (default: now), ``durable`` as in ``take_step``.

    ``seen`` is the last entry the page showed; ``key`` the client's own, made from the act when empty.
    """

    actor: Actor
    at: datetime | None = None
    durable: bool = True
    seen: int | None = None
    key: str = ""


def open_report(org: str, year: int, by: By, *, outline: str = "") -> Receipt | Refused:
    """Open the report of a year with an outline by its name (default: the town's own of that year, else the district's work points)."""
    there = report_of(org, year)
    if there is not None:
        return _refused("report", f"{year}年的年度报告已经启动", "打开已有的报告继续办理")
    named = outline_of(outline).label if is_built_in(outline) else outline
    fields = {"year": year, "outline": named or outline_names(org, year, on_day(by))[0], "town_name": town_name(org)}
    return _take(org, by, "open", fields, procedure=REPORT)


def on_day(by: By) -> date:
    return clock.day_of(by.at or clock.now())


def outline_names(org: str, year: int, on: date) -> list[str]:
    """The outlines that ``open`` takes for a year: the town's own in force that day first, then the built-in ones."""
    own = names(StoreRecords(catalogue(), org).rows("outlines", on), year)
    return [*own, *(o.label for o in OUTLINES)]


def freeze(org: str, year: int, by: By, *, opened_by: Actor | None = None) -> Receipt | Refused:
    """Count everything of the year and freeze it. Opens the report first when nobody has, by ``opened_by`` or ``by``."""
    row = report_of(org, year)
    if row is None:
        opened = open_report(org, year, By(actor=opened_by or by.actor, at=by.at, durable=by.durable))
        if isinstance(opened, Refused):
            return opened
        row = Matter.objects.get(pk=opened.matter)
    now = counted(org, year)
    fields = {"figures": now.rows, "rules_digest": rules_digest(now.definitions), "topics": topics()}
    return _take(org, by, "freeze", fields, row=row)


def draft(row: Matter, by: By) -> Receipt | Refused:
    """Write the text anew from the outline and the packs' sentences. An earlier text stays in the journal."""
    sections = [dict(s) for s in content_of(row).held.sections]
    return _take(row.org, by, "draft", {"sections": sections}, row=row)


def edit(row: Matter, by: By, section: str, paragraph: int, text: str) -> Receipt | Refused:
    """Replace one paragraph (several lines become several, none deletes it). Numbers are written ``{行政处罚}``.

    A paragraph number past the last adds one at the end.
    """
    found = content_of(row)
    if section not in {str(s["id"]) for s in found.sections}:
        return _refused("section", "没有找到这一节", "从报告台重新打开")
    sections = [_edited(s, found, paragraph, text) if s["id"] == section else dict(s) for s in found.sections]
    return _take(row.org, by, "draft", {"sections": sections}, row=row)


def check(row: Matter, by: By) -> Receipt | Refused:
    """Run the checker and our own checks over the text and record what they found. Explanations already given stay."""
    found = content_of(row)
    rows = as_rows(findings(found, on_day(by), recount=True), found.matter.get("findings") or [])  # type: ignore[arg-type]
    return _take(row.org, by, "check", {"findings": rows} if rows else {}, row=row)


def accept(row: Matter, by: By, section: str, paragraph: int, start: int) -> Receipt | Refused:
    """Put the checker's suggestion in the place of the words it marks; the text is then checked anew."""
    found = content_of(row)
    at = (section, paragraph, start)
    one = next((x for x in findings(found, on_day(by)) if (x.section, x.paragraph, x.start) == at and x.mend is not None), None)
    part = next((s for s in found.sections if str(s["id"]) == section), None)
    lines = paragraphs(part) if part else []
    if one is None or one.mend is None or lines[paragraph].count(one.stands) != 1:
        return _refused("finding", "这处建议不能直接替换", "打开这一段手工改正")
    return edit(row, by, section, paragraph, lines[paragraph].replace(one.stands, one.mend))


def explain(row: Matter, by: By, number: int, reason: str) -> Receipt | Refused:
    """Say why finding ``number`` (from 0) need not be mended; it then no longer stops the adoption."""
    rows: list[dict[str, Any]] = [dict(r) for r in content_of(row).matter.get("findings") or []]  # type: ignore[union-attr,arg-type]
    if not 0 <= number < len(rows) or not reason.strip():
        return _refused("finding", "没有找到这处问题，或者没有写明理由", "选择一处问题并写明理由")
    rows[number]["answer"] = reason.strip()
    return _take(row.org, by, "explain_finding", {"findings": rows}, row=row)


def answer_figure(row: Matter, by: By, code: str, *, confirmed: bool, note: str = "") -> Receipt | Refused:
    """The owner of a figure confirms it or objects. The last answer counts."""
    if code not in {str(r["code"]) for r in content_of(row).rows}:
        return _refused("figure", "没有这个冻结数字", "刷新页面后重新选择")
    if not confirmed and not note.strip():
        return _refused("note", "提出异议没有写明哪里不对", "写明哪一条记录多了、少了或者算错了")
    answer = {"code": code, "answer": "确认" if confirmed else "有异议", "note": note.strip()}
    return _take(row.org, by, "confirm_figure", {"confirmations": [{k: v for k, v in answer.items() if v}]}, row=row)


def confirm_all(row: Matter, by: By, codes: Sequence[str]) -> Receipt | Refused:
    """Confirm several figures in one act."""
    rows = [{"code": code, "answer": "确认"} for code in codes]
    return _take(row.org, by, "confirm_figure", {"confirmations": rows}, row=row)


def restate(row: Matter, by: By, why: str = "") -> Receipt | Refused:
    """Record what changed after the freeze; the frozen figures stay as they are. ``why`` stands for the reason of each, when given."""
    found = content_of(row)
    rows = [{**r, "why": why.strip() or r["why"]} for r in untold(found)]
    if not rows:
        return _refused("restate", "冻结后的记录没有改变任何数字", "不需要更正说明")
    return _take(row.org, by, "restate", {"restatements": rows}, row=row)


def record_losses(row: Matter, by: By, losses: Sequence[Mapping[str, str]]) -> Receipt | Refused:
    """Record how the published page differs from the report."""
    return _take(row.org, by, "compare_published", {"published_losses": [dict(one) for one in losses]}, row=row)


def state_nil(org: str, year: int, topic: str, by: By) -> Receipt | Refused:
    """State that nothing of a topic happened. How many records stand behind its figures is counted here and judged by the gate."""
    now = counted(org, year)
    codes = {str(r["code"]) for r in now.rows if r.get("topic") == topic}
    recorded = {record for code in codes for record in now.figures[code].behind}
    return _take(org, by, "declare", {"year": year, "topic": topic, "recorded_rows": len(recorded)}, procedure=NIL)


def take_on(row: Matter, by: By, step: str, fields: Mapping[str, object]) -> Receipt | Refused:
    """A step on the report whose fields another service worked out."""
    return _take(row.org, by, step, fields, row=row)


def _edited(section: Mapping[str, Any], found: Content, paragraph: int, text: str) -> dict[str, Any]:
    lines = paragraphs(section)
    new = [line.strip() for line in by_code(text, found.rows).splitlines() if line.strip()]
    lines[paragraph : paragraph + 1] = new
    return {**section, "text": "\n".join(lines)}


def _take(
    org: str, by: By, step: str, fields: Mapping[str, object], *, row: Matter | None = None, procedure: str = ""
) -> Receipt | Refused:
    command = Command(
        key=by.key or _key(org, step, row, fields), org=org, actors=(by.actor,), step=step, matter=str(row.pk) if row else "",
        procedure=procedure or REPORT, fields=fields, at=by.at, seen=by.seen,
    )  # fmt: skip
    return take_step(command, durable=by.durable)


def _key(org: str, step: str, row: Matter | None, fields: Mapping[str, object]) -> str:
    """The same act on the same state of the same matter is one act."""
    place = f"{row.pk}:{row.last_seq}" if row else f"{org}:{Matter.objects.filter(org=org).count()}"
    said = repr(sorted(fields.items()))
    return f"report:{step}:" + hashlib.sha256(f"{place}|{said}".encode()).hexdigest()[:48]


def _refused(gate: str, message: str, remedy: str) -> Refused:
    return Refused((Refusal(gate, message, remedy),))
