"""Everything of one matter with 435 papers and a long time line, as its page needs it: beside the bare statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench import ground
from bench.measured import Measured, milliseconds

PAPERS = 435
NOTES = PAPERS  # each paper belongs to an entry of its own


def measure() -> Iterator[Measured]:
    ground.town()
    from fadu.service.matter_view import view
    from fadu.service.people import actor_of
    from fadu.service.scope import reader
    from fadu.store import models
    from tests.service.steps import command, fine, taken
    from tests.town import ORG, at

    matter = taken(fine(1)).matter
    for n in range(NOTES):
        taken(command("note", at(3, 7), matter=matter, fields={"remark": f"第{n}次"}))
    one = models.IssuedPaper.objects.filter(matter_id=matter).first()
    assert one is not None
    kept = {f.attname: getattr(one, f.attname) for f in models.IssuedPaper._meta.concrete_fields if f.attname != "id"}
    used = set(models.IssuedPaper.objects.filter(matter_id=matter).values_list("entry_id", flat=True))
    free = [e for e in models.JournalEntry.objects.filter(matter=matter).values_list("id", flat=True) if e not in used]
    models.IssuedPaper.objects.bulk_create([models.IssuedPaper(**{**kept, "entry_id": e}) for e in free[: PAPERS - len(used)]])
    li = reader(actor_of(models.Account.objects.get(login="li")), ORG, date(2025, 3, 8))
    with ground.queries() as sent:
        seen = view(li, matter)
    assert seen is not None and len(seen.papers) == PAPERS
    took, raw = milliseconds(lambda: view(li, matter), 15), milliseconds(lambda: _bare(matter), 15)
    yield Measured(
        work=f"matter with {PAPERS} papers, {NOTES} entries", value=took, unit="ms", budget=80, note=f"{took / raw:.1f} × bare statements"
    )
    yield Measured(work="the bare rows of the same", value=raw, unit="ms")
    yield Measured(work="statements of a matter", value=len(sent), unit="", budget=12)


def _bare(matter: str) -> None:
    from django.db import connection

    id = matter.replace("-", "")
    with connection.cursor() as cursor:
        for statement in (
            "SELECT * FROM store_matter WHERE id = %s", "SELECT * FROM store_journalentry WHERE matter = %s ORDER BY seq DESC LIMIT 50",
            "SELECT id, number, title, digest, issued_on FROM store_issuedpaper WHERE matter_id = %s ORDER BY id DESC",
        ):  # fmt: skip
            cursor.execute(statement, [id])
            cursor.fetchall()
