"""What the public may read: publications, found by kind, year and words. It knows matters only through them.

A publication that was withdrawn, or whose time is over, keeps its kind, number, days and reason; title and content are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from fadu.kernel.field import Field, Kind
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.words import Words
from fadu.store.masking import Told
from fadu.store.models import Publication
from fadu.store.word_index import containing

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks: kind (a procedure; ending in a dot, all of that family), year (0: all), words, page (from 1)."""

    kind: str = ""
    year: int = 0
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One publication as it may be shown. ``facts`` is empty once it is withdrawn or over.

    ``stage`` is the paper that was published, where one matter publishes several in its course.
    """

    id: int
    title: str
    kind: str
    stage: str
    number: str
    on: date
    until: date | None
    state: str
    reason: str
    withdrawn_on: date | None
    facts: Sequence[tuple[str, Told]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of publications and the count of all that match."""

    items: Sequence[Item]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE))


def listed(org: str, asked: Asked) -> Listed:
    """Newest first; past the end, the last page. Words find only what is still shown."""
    rows = _all(org)
    if asked.kind:
        rows = rows.filter(kind__startswith=asked.kind) if asked.kind.endswith(".") else rows.filter(kind=asked.kind)
    if asked.year:
        rows = rows.filter(published_on__year=asked.year)
    if asked.words:
        rows = containing(rows.filter(shown_now()), asked.words)
    total = rows.count()
    number = min(asked.page, max(1, -(-total // PAGE)))
    first = (number - 1) * PAGE
    return Listed([item_of(row) for row in rows[first : first + PAGE]], total, number)


def latest(org: str, most: int = 6) -> list[Item]:
    """What is shown now, newest first."""
    return [item_of(row) for row in _all(org).filter(shown_now())[:most]]


def one(org: str, id: int) -> Item | None:
    row = _all(org).filter(pk=id).first()
    return item_of(row) if row else None


def kinds(org: str) -> list[tuple[str, str, int]]:
    """Kind, its label, and how many publications of it there are."""
    counted = Publication.objects.filter(org=org).values_list("kind").annotate(n=Count("id")).order_by("kind")
    return [(kind, label_of(kind), n) for kind, n in counted]


def years(org: str) -> list[int]:
    return [d.year for d in Publication.objects.filter(org=org).dates("published_on", "year", order="DESC")]


def label_of(kind: str) -> str:
    """What the public calls a matter of this procedure."""
    if not catalogue().has_procedure(kind):
        return "其他"
    procedure = catalogue().procedure(kind)
    return (procedure.public and procedure.public.label) or procedure.label


def _stage(row: Publication) -> str:
    """The paper by which it was published; empty where it only says again what it is."""
    milestone = getattr(row.entry, "milestone", None)
    if milestone is None or milestone.procedure != row.kind:
        return ""
    step = catalogue().procedure(milestone.procedure).step(milestone.step)
    paper = step.issues.label if step and step.issues else ""
    return "" if paper == label_of(row.kind) else paper


def _named(row: Publication, told: list[tuple[str, Told]]) -> list[tuple[str, Told]]:
    """Items by name: what is published before the list that names them holds their codes."""
    procedure, words = catalogue().procedure(row.kind) if catalogue().has_procedure(row.kind) else None, Words(row.org)
    declared = {f.label: f for f in procedure.fields} if procedure else {}
    return [(label, _in_words(declared.get(label), value, words)) for label, value in told]


def _in_words(declared: Field | None, value: Told, words: Words) -> Told:
    if declared is None:
        return value
    if isinstance(value, list):
        columns = {c.label: c for c in declared.columns if c.kind is Kind.ITEM}
        return [{k: words.show(columns[k], cell) if k in columns else cell for k, cell in row.items()} for row in value]
    return words.show(declared, list(value.split("、"))) if declared.kind is Kind.ITEM else value


def item_of(row: Publication) -> Item:
    state, number = _state(row), str(row.view.get("文号", "")).partition("、")[0]
    told = [(k, v) for k, v in row.view.items() if v not in ("", None)] if state == "公示中" else []
    facts = _named(row, told)
    return Item(
        id=row.pk, title=row.title if facts else f"{label_of(row.kind)}公示", kind=label_of(row.kind), stage=_stage(row), number=number, on=row.published_on, until=row.until,
        state=state, reason=row.reason, withdrawn_on=row.withdrawn_on, facts=facts,
    )  # fmt: skip


def _state(row: Publication) -> str:
    if row.withdrawn_on:
        return "已撤下"
    return "已到期" if row.until and row.until < clock.today() else "公示中"


def _all(org: str) -> QuerySet[Publication]:
    return Publication.objects.filter(org=org).select_related("entry__milestone").order_by("-published_on", "-id")


def shown_now() -> Q:
    """Neither withdrawn nor over today."""
    return Q(withdrawn_on__isnull=True) & (Q(until__isnull=True) | Q(until__gte=clock.today()))
