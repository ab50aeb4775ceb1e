"""Closed files that wait for the archive (归档), and many of them archived at once, numbered one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.packs import catalogue
from fadu.packs.common.archive import AS_RULED
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter, Milestone

STEP = "archive"
KEEPER = "archive_keeper"
#: By the day a file was closed, and on one day by its number, 9 before 10.
_ORDER = ("closed_on", Length("number"), "number", "id")
#: What stands before the last digits of a number, those digits, and what stands after them.
_COUNTING = re.compile(r"(.*?)(\d+)(\D*)", re.ASCII)


def _files() -> dict[str, frozenset[str]]:
    """Procedure → the closed states in which its file goes to the archive."""
    found: dict[str, frozenset[str]] = {}
    for procedure in catalogue().versions:
        step = procedure.step(STEP)
        if step and step.to is None:
            found[procedure.name] = found.get(procedure.name, frozenset()) | {s for s in step.source if procedure.is_closed(s)}
    return found


def may_archive(reader: Reader) -> bool:
    """Whether some file is this person's to archive."""
    steps = (catalogue().procedure(name).step(STEP) for name in _files())
    return any(step and reader.roles & set(step.roles) for step in steps)


def waiting(reader: Reader, procedure: str = "") -> QuerySet[Matter]:
    """Closed and not archived since, of all kinds or of one; the longest closed first."""
    files = _files()
    names = [procedure] if procedure in files else list(files)
    closed = Q()
    for name in names:
        closed |= Q(procedure=name, state__in=files[name])
    done = Milestone.objects.filter(matter=OuterRef("pk"), step=STEP, on__gte=OuterRef("closed_on"))
    return reader.readable(names).filter(closed, ~Exists(done), closed_on__isnull=False).order_by(*_ORDER)


def kinds(reader: Reader) -> dict[str, int]:
    """How many wait, by procedure, in the order of the packs."""
    times = Counter(waiting(reader).order_by().values_list("procedure", flat=True))
    return {p.name: times[p.name] for p in catalogue().procedures if times[p.name]}


def last_number(reader: Reader) -> str:
    """The archive number given last, to go on from; empty when none was."""
    latest = (
        Milestone.objects.filter(org=reader.org, procedure__in=list(_files()), step=STEP).order_by("-entry_id").select_related("matter")
    )
    return next((str(m.matter.snapshot.get("facts", {}).get("archive_no") or "") for m in latest[:1]), "")


def numbers_from(first: str, count: int) -> list[str]:
    """So many archive numbers from the first on: its last digits count up and keep their width. Empty when it has no digits."""
    found = _COUNTING.fullmatch(first.strip())
    if found is None:
        return []
    head, digits, tail = found.groups()
    return [f"{head}{int(digits) + n:0{len(digits)}d}{tail}" for n in range(count)]


def chosen(reader: Reader, ids: Sequence[str]) -> list[Matter]:
    """These files, in the order of the list; also those archived meanwhile, so that a form sent twice is answered alike."""
    closed = reader.readable(list(_files())).filter(pk__in=[i for i in ids if _is_id(i)], closed_on__isnull=False)
    return list(closed.order_by(*_ORDER))


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def archive(reader: Reader, files: Sequence[Matter], first: str, key: str) -> list[tuple[Matter, str, Receipt | Refused]] | Refusal:
    """Archive each for as long as its rule says, numbered from ``first`` on in this order; or why none was.

    Each is an act of its own: one that is refused takes no number, and the others are archived.
    """
    if not files:
        return Refusal("fields", "没有勾选案卷", "勾选要归档的案卷")
    free = numbers_from(first, len(files))
    if not free:
        return Refusal("fields", "起始档案号里没有数字，不能依次编号", "写到第一件的顺序号，例如ZF·2025·0017", field="archive_no")
    done: list[tuple[Matter, str, Receipt | Refused]] = []
    for matter in files:
        result = take_step(_command(reader, matter, free[0], key))
        done.append((matter, free[0], result))
        free = free if isinstance(result, Refused) else free[1:]
    return done


def _command(reader: Reader, matter: Matter, number: str, key: str) -> Command:
    fields = {"archive_no": number, "keeping": AS_RULED}
    return Command(key=f"{key[:60]}:{matter.pk}", org=reader.org, actors=(reader.actor,), step=STEP, matter=str(matter.pk), fields=fields)
