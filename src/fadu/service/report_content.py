"""What the annual report of a year says now: from its matter once figures are frozen, from live records before. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fadu.kernel.indicator import Figure, Indicator, Period
from fadu.kernel.instrument import Paper, paper_from_json
from fadu.kernel.matter import Matter, blank
from fadu.kernel.report import Sentence
from fadu.packs import catalogue
from fadu.packs.annual_report import shortcomings
from fadu.packs.annual_report.freezing import frozen_rows, topics_of_codes
from fadu.packs.annual_report.instruments import REPORT as PAPER
from fadu.packs.annual_report.instruments import compose_report
from fadu.packs.annual_report.outlines import LEADERS_PART
from fadu.packs.annual_report.own_outline import outline_for
from fadu.packs.annual_report.request_months import WHOLE_YEAR, Months
from fadu.packs.annual_report.text import frozen, place
from fadu.packs.annual_report.topics import LEADERS, TOPICS, topic_of
from fadu.packs.annual_report.writing import Draft, Material, Told, printing, unrecorded, write
from fadu.service.counting import DECLARED_PREFIX, Book, declarations, declared_code, month
from fadu.service.shortfalls import shortfalls
from fadu.store import models
from fadu.store.records import StoreRecords
from fadu.store.snapshot import matter_of

REPORT = "annual_report.rule_of_law"
NIL = "annual_report.nil_statement"
DRAFT_MARK = "草稿"
#: States in which the text may still change.
OPEN_STATES = ("opened", "frozen", "confirmed", "drafted", "checked", "adopted", "to_countersign", "cleared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """All figures of a town's year, or of some of its months, with their rules: packs, own, declared, and what speaks against the town."""

    year: int
    months: Months = WHOLE_YEAR
    figures: Mapping[str, Figure]
    definitions: Mapping[str, Indicator]
    book: Book

    @property
    def rows(self) -> list[dict[str, Any]]:
        declared = {declared_code(f): str(f["topic"]) for _, f in declarations(self.book.org, self.year) if f.get("topic")}
        return frozen_rows(self.figures, self.definitions, {**topics_of_codes(told()), **declared})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A report as it can be read and printed. ``row`` is None when the year has no report matter yet."""

    org: str
    year: int
    town: str
    matter: Matter
    row: models.Matter | None
    rows: Sequence[Mapping[str, Any]]
    sections: Sequence[Mapping[str, Any]]
    held: Draft

    @property
    def frozen(self) -> bool:
        """Whether the figures stand; those of a report that was thawed are counted anew."""
        return self.row is not None and self.matter.state != "opened" and bool(self.matter.get("figures"))

    @property
    def drafted(self) -> bool:
        return bool(self.matter.get("sections"))

    @property
    def final(self) -> bool:
        """Whether the text has been signed, so that only the issued paper counts."""
        return PAPER.id in self.matter.papers


def within(in_year: int, months: Months) -> Period:
    """The days from the first to the last of these months."""
    first, last = (month(in_year, n) for n in months)
    return Period(first.first, last.last)


def counted(org: str, in_year: int, months: Months = WHOLE_YEAR) -> Counted:
    """Everything that can be printed of a year or of some of its months, from one reading of the store; figures are declared for whole years only."""
    period = within(in_year, months)
    book = Book(org, period.last)
    against = shortfalls(org, period)
    declared = {c: f for c, f in book.figures(period).items() if c.startswith(DECLARED_PREFIX)}
    definitions = {**book.definitions, **{c: declared_rule(f) for c, f in declared.items()}, **{c: d for c, (d, _) in against.items()}}
    return Counted(
        year=in_year,
        months=months,
        figures={**book.figures(period), **{c: f for c, (_, f) in against.items()}},
        definitions=definitions,
        book=book,
    )


def declared_rule(figure: Figure) -> Indicator:
    """How a declared figure came about, in the place of a counting rule."""
    return Indicator(
        code=figure.code,
        label=figure.label,
        unit=figure.unit,
        rule="由责任人填报并附来源材料，经确认后采用；不由业务记录汇总",
        source="填报数",
    )


def told() -> list[Told]:
    """(label of the pack, sentence) of every sentence of the installed packs."""
    return [(pack.label, sentence) for pack in catalogue().packs for sentence in pack.sentences]


def topics() -> list[str]:
    """The compulsory topics that the installed packs can speak of, in the order of the list."""
    served = {topic_of(pack, sentence) for pack, sentence in told()}
    return [t for t in TOPICS if t in served]


def report_of(org: str, in_year: int) -> models.Matter | None:
    """The report matter of a year; the latest one when there are several."""
    if not catalogue().has_procedure(REPORT):
        return None
    rows = models.Matter.objects.filter(org=org, procedure=REPORT, snapshot__facts__year=in_year)
    return rows.order_by("-opened_on", "-last_seq").first()


def content_of(row: models.Matter) -> Content:
    """The report of a matter: frozen figures where there are, its own words where it was drafted."""
    matter = matter_of(row, catalogue().procedure(REPORT))
    in_year = int(str(matter.get("year", 0)))
    stand = matter.get("figures") if matter.state != "opened" else None
    rows: Sequence[Mapping[str, Any]] = stand or counted(row.org, in_year).rows  # type: ignore[assignment]
    return _content(row.org, in_year, matter, row, rows)


def content(org: str, in_year: int) -> Content:
    """The report of a year: its matter when there is one, else a live draft."""
    row = report_of(org, in_year)
    if row is not None:
        return content_of(row)
    matter = replace(blank("", org, REPORT), facts={"year": in_year, "town_name": town_name(org)})
    return _content(org, in_year, matter, None, counted(org, in_year).rows)


def _content(org: str, in_year: int, matter: Matter, row: models.Matter | None, rows: Sequence[Mapping[str, Any]]) -> Content:
    town = str(matter.get("town_name") or town_name(org))
    drafted = draft_of(town, in_year, matter, rows)
    sections: Sequence[Mapping[str, Any]] = matter.get("sections") or drafted.sections  # type: ignore[assignment]
    return Content(org=org, year=in_year, town=town, matter=matter, row=row, rows=rows, sections=sections, held=drafted)


def draft_of(town: str, in_year: int, matter: Matter, rows: Sequence[Mapping[str, Any]]) -> Draft:
    """The draft that the outline, the packs' sentences and these rows give; disputed figures hold their sentences back."""
    stated = stated_nil(matter.org, in_year)
    material = Material(
        town=town, year=in_year, rows=rows, sentences=[*told(), *declared_sentences(rows)], disputed=disputed(matter), stated=stated
    )
    return write(outline_for(matter), replace(material, lines=_lines(material)))


def _lines(material: Material) -> dict[int, list[str]]:
    """What the parts after the first say of their own: facts, leaders, measures, and how the printed numbers are to be read."""
    unsaid = unrecorded(material, (LEADERS,))
    return {
        2: shortcomings.facts(material.rows), 4: shortcomings.measures(material.rows),
        LEADERS_PART: ["党委书记、镇长履行第一责任人职责的情况尚未由业务系统逐项记录，由本人在述法报告中说明。"] if unsaid else [],
        5: ["上述数字的口径如下：", *(f"{n}.{one}。" for n, one in enumerate(said, 1))] if (said := cautions(material)) else ["无其他需要报告的情况。"],
    }  # fmt: skip


def cautions(material: Material) -> list[str]:
    """What must be known of the printed figures before comparing them; a subset goes with the figure it lies within."""
    known, rules = frozen(material.rows), catalogue().indicators
    told = {c for s in printing(material) for c, _ in s.places if (c, "") in known and known[c, ""].get("value")}
    warned = {c: d for c, d in rules.items() if c in told and d.caution}
    return [f"“{d.label}”{d.caution}" for d in warned.values() if d.within not in warned]


def declared_sentences(rows: Sequence[Mapping[str, Any]]) -> list[Told]:
    """A sentence a topic for the declared figures whose authors chose it: name, value and unit, said to be declared."""
    told: dict[str, list[str]] = {}
    for r in rows:
        if str(r["code"]).startswith(DECLARED_PREFIX) and r.get("topic"):
            told.setdefault(str(r["topic"]), []).append(f"{r['label']}{place(str(r['code']))}{r['unit']}")
    return [("填报数", Sentence(id=f"declared.{topic}", text=f"据填报，{'、'.join(said)}。", topic=topic)) for topic, said in told.items()]


def stated_nil(org: str, in_year: int) -> frozenset[str]:
    """The topics of which a standing statement says that nothing happened."""
    rows = models.Matter.objects.filter(org=org, procedure=NIL, state="declared", snapshot__facts__year=in_year)
    return frozenset(str(t) for t in rows.values_list("snapshot__facts__topic", flat=True))


def answers(matter: Matter) -> dict[str, Mapping[str, Any]]:
    """Code → the last answer its owner gave."""
    given: Sequence[Mapping[str, Any]] = matter.get("confirmations") or []  # type: ignore[assignment]
    return {str(r["code"]): r for r in given if r.get("code")}


def disputed(matter: Matter) -> frozenset[str]:
    """The codes whose last answer is an objection."""
    return frozenset(code for code, answer in answers(matter).items() if answer.get("answer") == "有异议")


def town_name(org: str) -> str:
    return models.Town.objects.get(pk=org).name


def paper_of(found: Content) -> Paper:
    """The report as a paper: the issued one once signed, before that a draft that says so and bears no number or seal."""
    issued = issued_paper(found)
    if issued is not None:
        return paper_from_json(issued.content)
    facts = {**found.matter.facts, "figures": list(found.rows), "sections": list(found.sections), "town_name": found.town}
    made = compose_report(replace(found.matter, facts=facts), StoreRecords(catalogue(), found.org))  # type: ignore[arg-type]
    return replace(made, number="", dated=None, printed_on=None, seal=False, verify="", watermark=DRAFT_MARK)


def issued_paper(found: Content) -> models.IssuedPaper | None:
    """The report as it was signed; None before."""
    if not found.final or found.row is None:
        return None
    return models.IssuedPaper.objects.filter(matter=found.row, instrument=PAPER.id).order_by("-id").first()


def recorded(org: str, in_year: int) -> bool:
    """Whether anything was done in that year."""
    return models.Milestone.objects.filter(org=org, on__year=in_year).exists()


def default_year(org: str, today: date) -> int:
    """The year people look at first: the running one once it has a quarter of last year's records, last year until then."""
    counts = {y: models.Milestone.objects.filter(org=org, on__year=y).count() for y in (today.year, today.year - 1)}
    return today.year if counts[today.year] * 4 > counts[today.year - 1] else today.year - 1
