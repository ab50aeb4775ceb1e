"""The annual report as a file: web page, PDF, Word, and the side-car that says of every printed number what stands behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

from fadu.kernel.field import chinese_day
from fadu.kernel.indicator import in_unit, year
from fadu.kernel.instrument import Figure as Printed
from fadu.kernel.instrument import Heading, Paper, Paragraph
from fadu.packs.annual_report.freezing import behind_digest
from fadu.packs.annual_report.text import figure_id, frozen
from fadu.paper import docx, html, pdf
from fadu.service.counting import Book
from fadu.service.papers import drawn
from fadu.service.report_content import Content, issued_paper, paper_of
from fadu.service.shortfalls import shortfalls
from fadu.store.models import JournalEntry, Town

FORMATS = ("html", "pdf", "docx", "json")
TYPES = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def exported(found: Content, form: str) -> bytes:
    """The report in one of the formats. Raises KeyError for another."""
    return _MADE[form](found)


def paper(found: Content) -> Paper:
    """The paper as it is drawn; in a demonstration town every page says so."""
    made = paper_of(found)
    town = Town.objects.filter(pk=found.org).first()
    demo = town is not None and bool(town.settings.get("demo"))
    return replace(made, watermark="　".join(w for w in ("演示数据" if demo else "", made.watermark) if w))


def side_car(found: Content) -> dict[str, Any]:
    """Every figure of the report with the records behind it, and every printed number with its figure and paragraph."""
    made = paper_of(found)
    scope = f"{found.org}/{{}}/{found.year}"
    behind = records_of(found)
    figures = [_figure(row, scope, behind.get(key, ())) for key, row in frozen(found.rows).items()]
    return {
        "title": made.title, "number": made.number, "org": found.org, "town": found.town, "period": str(found.year),
        "status": "final" if found.final else "frozen" if found.frozen else "draft", "frozen_on": _day(frozen_on(found)),
        "figures": figures, "printed": _printed(made),
    }  # fmt: skip


def records_of(found: Content) -> dict[tuple[str, str], tuple[str, ...]]:
    """(code, part) → ids of the records behind it. Of a frozen figure, the records that had been entered by then."""
    period = year(found.year)
    counted = Book(found.org, date(found.year, 12, 31), entries_before=freeze_entry(found)).figures(period)
    every = {**counted, **{code: f for code, (_, f) in shortfalls(found.org, period).items()}}
    whole = {(code, ""): f.behind for code, f in every.items()}
    return whole | {(code, part): p.behind for code, f in every.items() for part, p in f.parts.items()}


def freeze_entry(found: Content) -> int:
    """The journal entry that froze the figures; 0 while they are live."""
    done = found.matter.done.get("freeze")
    if done is None or found.row is None or not found.frozen:
        return 0
    return JournalEntry.objects.values_list("pk", flat=True).get(matter=found.row.pk, seq=done.seq)


def frozen_on(found: Content) -> date | None:
    done = found.matter.done.get("freeze")
    return done.on if done and found.frozen else None


def _figure(row: Mapping[str, Any], scope: str, behind: tuple[str, ...]) -> dict[str, Any]:
    """``same`` tells whether the records listed are those whose digest was frozen."""
    known = {k: row[k] for k in ("code", "part", "label", "unit", "text", "digest") if k in row}
    number = {"value": in_unit(row["value"], row["unit"], row.get("base"))}
    rate = {"numerator": row["value"], "denominator": row["base"]} if "base" in row else {}
    same = behind_digest(behind) == row.get("digest")
    return {"id": figure_id(row["code"], row.get("part", ""), scope), **known, **number, **rate, "matters": list(behind), "same": same}


def _printed(made: Paper) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    heading = ""
    for n, block in enumerate(made.blocks):
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph):
            found += [{"figure": r.id, "text": r.text, "section": heading, "block": n} for r in block.runs if isinstance(r, Printed)]
    return found


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(found: Content) -> bytes:
    return json.dumps(side_car(found), ensure_ascii=False, indent=1).encode()


def _html(found: Content) -> bytes:
    """A page of its own, readable without this system: the text, then a list of its figures and how many records each has."""
    made = paper(found)
    scope = f"{found.org}/{{}}/{found.year}"
    used = {r["figure"] for r in _printed(made)}
    rows = [(figure_id(r["code"], r.get("part", ""), scope), r) for r in found.rows]
    body = "".join(
        f'<tr id="{escape(id, quote=True)}"><th scope="row">{escape(str(r["label"]))}</th><td>{escape(str(r["text"]))}</td>'
        f"<td>{escape(str(r['unit']))}</td><td>{r.get('behind', 0)}</td><td><code>{escape(id)}</code></td></tr>"
        for id, r in rows
        if id in used
    )
    when = frozen_on(found)
    note = f"数据冻结于{chinese_day(when)}。" if when else "数据未冻结，随业务记录变化。"
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(made.title)}</title>'
        f'<style>{_STYLE}</style></head><body>{html.render_html(made)}<section class="behind"><h2>正文中的数字</h2><p>{note}每个数字由业务记录汇总，编号与数据文件一致。</p>'
        f'<table><thead><tr><th scope="col">指标</th><th scope="col">数值</th><th scope="col">单位</th><th scope="col">记录数</th><th scope="col">编号</th></tr></thead>'
        f"<tbody>{body}</tbody></table></section></body></html>"
    ).encode()


_STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.9}.paper p{text-indent:2em}.paper .flush{text-indent:0}"
    "data{border-bottom:1px solid}.paper-watermark{color:#b5341f;font-weight:bold}.paper header,.paper footer{text-align:center}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}th,td{border:1px solid #999;padding:.2em .5em;text-align:left}code{font-size:.85em}"
)


def _pdf(found: Content) -> bytes:
    issued = issued_paper(found)
    return drawn(issued, "pdf") if issued else pdf.render_pdf(paper(found))


def _docx(found: Content) -> bytes:
    issued = issued_paper(found)
    return drawn(issued, "docx") if issued else docx.render_docx(paper(found))


_MADE: dict[str, Callable[[Content], bytes]] = {"html": _html, "pdf": _pdf, "docx": _docx, "json": _json}
