"""The file of a matter bound in one press: cover, contents, every paper in the order of the file, closing sheet.

Papers of the matter and of all that hangs below it (service, hearing, review, payment) belong to it, as far as the
reader may see them; what decides the case lies first, the rest by the day it was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from fadu.kernel.case_file import CaseFile, Standing, lines
from fadu.packs import catalogue
from fadu.packs.common.volume import Enclosed, Leaf, closing_sheet, contents, cover
from fadu.service import clock
from fadu.service.papers import check_code, draw, drawn, watermarked
from fadu.service.scope import Reader
from fadu.service.world import world
from fadu.store import models
from fadu.store.snapshot import matter_of

#: A file reaches so far down: the matter, its hearing, the service of the hearing's notice.
_DEPTH = 3


def has_volume(matter: models.Matter) -> bool:
    """Whether there is a file to bind: the procedure has one, and something was issued."""
    rules = catalogue().procedure(matter.procedure, matter.version).case_file
    return bool(rules and rules.volume) and matter.papers.exists()


def bound_volume(reader: Reader, row: models.Matter) -> bytes:
    """The whole file as one PDF. The matter must be readable and have a volume."""
    from fadu.paper.volume import bind, page_count

    around = world(reader.org, reader.on)
    procedure = around.catalogue.procedure(row.procedure, row.version)
    matter, rules = matter_of(row, procedure), procedure.case_file
    assert rules is not None, f"{row.procedure} has no file"
    family = [*_origin(rules, row), *_family(row)]
    seen = [m for m in family if reader.readable().filter(pk=m.pk).exists() and reader.may_read_files(m)]
    papers = _in_order(rules, [p for m in seen for p in m.papers.all() if p.content])
    bodies = [drawn(p, "pdf") for p in papers]
    leaves = _leaves(papers, [page_count(body) for body in bodies])
    enclosed = _enclosed(seen)
    unseen = models.IssuedPaper.objects.filter(matter__in=[m for m in family if m not in seen]).count()
    lacking = [line.thing.label for line in lines(procedure, matter, around.records) if line.standing is Standing.LACKING]
    pages = sum(leaf.pages for leaf in leaves)
    front = [cover(rules, matter, around.records, pages), contents(rules, matter, around.records, leaves, enclosed, unseen)]
    back = closing_sheet(matter, around.records, pages, len(leaves), len(enclosed), lacking)
    return bind([draw(watermarked(paper, row.org), "pdf") for paper in front], bodies, [draw(watermarked(back, row.org), "pdf")])


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
    return [Enclosed(u.name, u.at.astimezone(clock.CHINA).date(), check_code(u.file.sha256)) for u in uses]
