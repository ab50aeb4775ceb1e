"""The file of a matter bound in one press, volume by volume: cover, contents, its papers in the order of the file, closing sheet.

Papers of the matter and of all that hangs below it (service, hearing, review, payment) belong to it, as far as the
reader may see them; what decides the case lies first, the rest by the day it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.kernel.case_file import CaseFile, Standing, lines
from fadu.kernel.instrument import Paper
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.kernel.timelimit import TimeLimit
from fadu.packs import catalogue
from fadu.packs.common.archive import ground, ruled
from fadu.packs.common.volume import Enclosed, Leaf, Part, closing_sheet, contents, cover
from fadu.service import clock
from fadu.service.papers import check_code, draw, drawn, watermarked
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.world import world
from fadu.store import models
from fadu.store.snapshot import matter_of

#: A file reaches so far down: the matter, its hearing, the service of the hearing's notice.
_DEPTH = 3
#: The two kinds of volume: what was said to the party and found, and what was weighed inside.
OUTER, INNER = "正卷", "副卷"
MOST_PAGES = "file.volume_pages"


def has_volume(matter: models.Matter, papers: Sequence[models.IssuedPaper] | None = None) -> bool:
    """Whether there is a file to bind: the procedure has one, and something was issued: ``papers``, where they are known."""
    rules = catalogue().procedure(matter.procedure, matter.version).case_file
    return bool(rules and rules.volume) and (matter.papers.exists() if papers is None else bool(papers))


@dataclass(frozen=True, slots=True)
class Volume:
    """The papers of one bound volume, drawn, with the pages of each."""

    part: Part
    papers: Sequence[models.IssuedPaper]
    bodies: Sequence[bytes]
    counts: Sequence[int]


def has_inner(matter: models.Matter, papers: Sequence[models.IssuedPaper]) -> bool:
    """Whether its file, with these papers, has a volume that an outsider does not see, so that the other can be printed alone."""
    rules = catalogue().procedure(matter.procedure, matter.version).case_file
    return rules is not None and any(p.instrument in rules.inner for p in papers)


def proposed_term(row: models.Matter) -> str:
    """The rule's term, until the file is archived; empty after."""
    return "" if row.snapshot.get("facts", {}).get("kept_for") else ruled_term(row)


def ruled_term(row: models.Matter) -> str:
    """How long the file is to be kept by the rule and where that comes from; empty without a rule."""
    rules = catalogue().procedure(row.procedure, row.version).case_file
    if rules is None or not rules.keep:
        return ""
    kept = rulebook().find_limit(rules.keep, row.closed_on or clock.today(), row.org)
    return f"{ruled(kept)}，依据{ground(kept)}" if kept else ""


def bound_volume(reader: Reader, row: models.Matter, *, outer_only: bool = False) -> bytes:
    """The whole file as one PDF, volume after volume. The matter must be readable and have a file to bind.

    ``outer_only`` leaves out the inner volume: what a party may look through.
    """
    from fadu.paper.volume import together

    around = world(reader.org, reader.on)
    procedure = around.catalogue.procedure(row.procedure, row.version)
    matter, rules = matter_of(row, procedure), procedure.case_file
    assert rules is not None, f"{row.procedure} has no file"
    family = [*_origin(rules, row), *_family(row)]
    seen = [m for m in family if reader.readable().filter(pk=m.pk).exists() and reader.may_read_files(m)]
    papers = _in_order(rules, [p for m in seen for p in m.papers.all() if p.content])
    volumes = [
        v
        for v in _volumes(rules, papers, around.rules.amount(MOST_PAGES, reader.on, row.org).value)
        if not (outer_only and v.part.kind == INNER)
    ]
    unseen = models.IssuedPaper.objects.filter(matter__in=[m for m in family if m not in seen]).count()
    lacking = [line.thing.label for line in lines(procedure, matter, around.records) if line.standing is Standing.LACKING]
    kept = around.rules.find_limit(rules.keep, matter.closed_on or reader.on, row.org) if rules.keep else None
    bound = Binding(rules, matter, around.records, row.org, kept)
    return together(
        [_bound(bound, v, _enclosed(seen) if v is volumes[0] else [], unseen if v is volumes[0] else 0, lacking) for v in volumes]
    )


@dataclass(frozen=True, slots=True)
class Binding:
    """What every volume of a file prints of it."""

    rules: CaseFile
    matter: Matter
    records: Records
    org: str
    kept: TimeLimit | None


def _bound(b: Binding, v: Volume, enclosed: Sequence[Enclosed], unseen: int, lacking: Sequence[str]) -> bytes:
    from fadu.paper.volume import bind

    pages = sum(v.counts)
    front = [
        cover(b.rules, b.matter, b.records, pages, v.part, b.kept),
        contents(b.matter, b.records, _leaves(v.papers, v.counts), enclosed, unseen, v.part),
    ]
    back = closing_sheet(b.matter, b.records, pages, len(v.papers), len(enclosed), lacking, v.part)
    return bind([_drawn(paper, b.org) for paper in front], v.bodies, [_drawn(back, b.org)])


def _drawn(paper: Paper, org: str) -> bytes:
    return draw(watermarked(paper, org), "pdf")


def _volumes(rules: CaseFile, papers: Sequence[models.IssuedPaper], most: int) -> list[Volume]:
    """The outer papers and then the inner, each kind in as many volumes as ``most`` pages allow; one volume at least."""
    from fadu.paper.volume import page_count

    inner = [p for p in papers if p.instrument in rules.inner]
    outer = [p for p in papers if p not in inner]
    found: list[Volume] = []
    for kind, of_kind in ((OUTER, outer), (INNER, inner)) if inner else (("", outer),):
        bodies = [drawn(p, "pdf") for p in of_kind]
        counts = [page_count(body) for body in bodies]
        cut = _cuts(counts, most)
        found += [Volume(Part(kind, n, len(cut)), of_kind[c], bodies[c], counts[c]) for n, c in enumerate(cut, 1)]
    return found


def _cuts(counts: Sequence[int], most: int) -> list[slice]:
    """Runs of papers of at most so many pages together; a paper is never cut, however long."""
    found, first, pages = [], 0, 0
    for n, count in enumerate(counts):
        if n > first and pages + count > most:
            found.append(slice(first, n))
            first, pages = n, 0
        pages += count
    return [*found, slice(first, len(counts))]


def _origin(rules: CaseFile, row: models.Matter) -> list[models.Matter]:
    """The matter from which this one was opened, where its papers belong here: the clue and how it was verified."""
    return [row.parent] if row.parent is not None and row.parent.procedure in rules.begins_with else []


def _family(row: models.Matter) -> list[models.Matter]:
    """The matter and what hangs below it, oldest first on each level."""
    family, level = [row], [row]
    for _ in range(_DEPTH - 1):
        level = list(models.Matter.objects.filter(parent__in=level).order_by("opened_on", "id"))
        family += level
    return family


def _in_order(rules: CaseFile, papers: Sequence[models.IssuedPaper]) -> list[models.IssuedPaper]:
    """What decides first, each part in the order of recording."""
    return sorted(papers, key=lambda p: (not rules.leads(p.instrument, p.matter.snapshot.get("facts", {})), p.issued_on, p.entry_id))


def _leaves(papers: Sequence[models.IssuedPaper], counts: Sequence[int]) -> list[Leaf]:
    leaves: list[Leaf] = []
    for paper, pages in zip(papers, counts, strict=True):
        first = leaves[-1].first + leaves[-1].pages if leaves else 1
        leaves.append(Leaf(paper.number, paper.title, paper.issued_on, first, pages))
    return leaves


def _enclosed(seen: Sequence[models.Matter]) -> list[Enclosed]:
    uses = (
        models.EvidenceUse.objects.filter(matter__in=[m.pk for m in seen], entry__isnull=False, file__erased_by__isnull=True)
        .select_related("file")
        .order_by("id")
    )
    return [Enclosed(u.name, clock.day_of(u.at), check_code(u.file.sha256)) for u in uses]
