"""Whether the rows about matters are what their entries say: every column is worked out again and compared.

The fold is the kernel's, the columns are those of ``store.project``; this file only lays both beside each other. Days
that were counted under another version of the law, and not again since, are not compared: see ``service.recompute``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fadu.kernel.matter import Matter
from fadu.kernel.rulebook import Rulebook
from fadu.service.account_rows import check_accounts
from fadu.service.projected_lists import check_publications, check_registers
from fadu.service.recompute import VERSION
from fadu.service.refold import Replayed, Unfoldable, replay, replay_matters
from fadu.service.rules import rulebook
from fadu.store import models
from fadu.store.fault import Fault
from fadu.store.project import due_values, matter_values, void_reason

BATCH = 400
_DAYS = ("nominal_on", "due_on", "due_at", "safe_on", "provisional", "ended_late")


@dataclass(slots=True)
class Folded:
    """What was folded in one pass: the last state of each matter of the batch, and what lists need of every entry."""

    entries: list[Replayed] = field(default_factory=list)
    versions: dict[str, set[str]] = field(default_factory=dict)
    last: dict[uuid.UUID, Replayed] = field(default_factory=dict)


def faults(told: Callable[[int], None] = lambda entries: None, using: str = "default") -> Iterator[Fault]:
    """Every row of every matter that differs from the fold, in all towns, and every account that is not its person's. ``told`` hears how many entries were folded."""
    listed: list[Replayed] = []
    seen = 0
    for batch in _batches(replay(using)):
        yield from _broken(batch)
        folded = _gathered(batch)
        seen += len(batch)
        told(seen)
        yield from _check(folded, using)
        listed += [r for r in folded.entries if r.step.enters or r.step.publishes or r.step.withdraws]
    yield from check_registers(listed, using)
    yield from check_publications(listed, using)
    yield from check_accounts(using)


def faults_of(matter_id: uuid.UUID, using: str = "default") -> list[Fault]:
    """The same for one matter: its row, milestones, due dates and papers."""
    batch = list(replay_matters([matter_id], using))
    return [*_broken(batch), *_check(_gathered(batch), using)]


def _batches(replayed: Iterable[Replayed | Unfoldable]) -> Iterator[list[Replayed | Unfoldable]]:
    """Some hundred matters at a time, none of them cut."""
    batch: list[Replayed | Unfoldable] = []
    matters, current = 0, ""
    for one in replayed:
        key = one.matter if isinstance(one, Unfoldable) else one.entry.matter
        if key != current:
            current, matters = key, matters + 1
            if matters > BATCH:
                yield batch
                batch, matters = [], 1
        batch.append(one)
    if batch:
        yield batch


def _gathered(batch: Sequence[Replayed | Unfoldable]) -> Folded:
    folded = Folded()
    broken = {one.matter for one in batch if isinstance(one, Unfoldable)}
    for one in batch:
        if isinstance(one, Replayed):
            folded.entries.append(one)
            folded.versions.setdefault(one.entry.matter, set()).add(one.entry.rules)
            if one.entry.matter not in broken:
                folded.last[uuid.UUID(one.entry.matter)] = one
    return folded


def _broken(batch: Sequence[Replayed | Unfoldable]) -> Iterator[Fault]:
    yield from (Fault("store_journalentry", str(one.id), "step", one.why, one.org) for one in batch if isinstance(one, Unfoldable))


def _check(folded: Folded, using: str) -> Iterator[Fault]:
    yield from _matters_and_limits(folded, using)
    yield from _milestones(folded, using)
    yield from _papers(folded, using)
    yield from _numbers(folded, using)


def _matters_and_limits(folded: Folded, using: str) -> Iterator[Fault]:
    book, kept = rulebook(), dict(models.Town.objects.using(using).values_list("org", f"settings__{VERSION}"))
    rows = models.Matter.objects.using(using).in_bulk(list(folded.last))
    due: dict[uuid.UUID, dict[str, models.DueDate]] = {}
    for row in models.DueDate.objects.using(using).filter(matter__in=list(folded.last)).order_by("id"):
        due.setdefault(row.matter_id, {})[row.limit] = row
    for key, one in folded.last.items():
        counted_again = one.after.closed_on is None and kept.get(one.entry.org) == book.version
        exact = counted_again or folded.versions[one.entry.matter] == {book.version}
        yield from _limits(one.after, due.get(key, {}), book, exact)
        yield from _matter(one, rows.get(key), book, exact)


def _matter(one: Replayed, row: models.Matter | None, book: Rulebook, exact: bool) -> Iterator[Fault]:
    if row is None:
        yield Fault("store_matter", one.entry.matter, "", "有记录而没有事项", one.entry.org)
        return
    expected = matter_values(one.procedure, one.after, book) | {"last_hash": one.hash}
    if not exact:
        del expected["due_on"]
    yield from differences("store_matter", str(row.pk), row, expected, one.entry.org)


def _limits(matter: Matter, rows: Mapping[str, models.DueDate], book: Rulebook, exact: bool) -> Iterator[Fault]:
    for limit, running in matter.clocks.items():
        row = rows.get(limit)
        if row is None:
            yield Fault("store_duedate", f"{matter.id} {limit}", "", f"期限{limit}应在计算，却没有这一行", matter.org)
            continue
        expected = {k: v for k, v in due_values(matter, running, book).items() if exact or k not in _DAYS}
        yield from differences("store_duedate", str(row.pk), row, expected, matter.org)
    for limit in sorted(rows.keys() - matter.clocks.keys()):
        yield Fault("store_duedate", str(rows[limit].pk), "limit", f"没有任何记录开始过期限{limit}", matter.org)


def _milestones(folded: Folded, using: str) -> Iterator[Fault]:
    rows = _by_entry(models.Milestone, _MILESTONE, folded, using)
    for one in folded.entries:
        e = one.entry
        expected = (e.org, one.after.village, uuid.UUID(e.matter), e.seq, e.procedure, e.step, e.state, e.on, one.before.state != e.state)
        row = rows.get(one.id)
        if row is None:
            yield Fault("store_milestone", str(one.id), "", f"第{one.id}号记录没有里程碑", e.org)
        elif row != expected:
            yield from _columns("store_milestone", str(one.id), _MILESTONE, row, expected, e.org)


def _papers(folded: Folded, using: str) -> Iterator[Fault]:
    """Every paper an entry issued is there, under that entry, with the digest the journal holds; and no other."""
    rows = _by_entry(models.IssuedPaper, _PAPER, folded, using)
    for one in folded.entries:
        row, e = rows.get(one.id), one.entry
        if row is None:
            if e.paper:
                yield Fault("store_issuedpaper", f"entry {one.id}", "", f"第{one.id}号记录制作的文书不见了", e.org)
            continue
        id, *there, title, number = row
        expected = (
            e.org,
            uuid.UUID(e.matter),
            one.step.issues.id if one.step.issues else "",
            e.paper,
            e.on,
            str(title or "")[:200],
            e.number if title is None else number or "",
        )
        yield from _columns("store_issuedpaper", str(id), _PAPER[1:], there, expected, e.org)


def _numbers(folded: Folded, using: str) -> Iterator[Fault]:
    """Every number an entry took stands under its series and its matter, void exactly when and because an entry voided it."""
    voided = {
        e.entry.matter: void_reason(e.step, e.after)
        for e in folded.entries
        if e.after.get("voided") is True and e.before.get("voided") is not True
    }
    rows = _by_entry(models.NumberTaken, _NUMBER, folded, using)
    for one in folded.entries:
        if one.id in rows and one.step.issues and one.step.issues.series:
            id, *there = rows[one.id]
            matter = one.entry.matter
            expected = (one.entry.org, one.step.issues.series.id, uuid.UUID(matter), matter in voided, voided.get(matter, ""))
            yield from _columns("store_numbertaken", str(id), _NUMBER[1:], there, expected, one.entry.org)


_NUMBER = ("id", "org", "series", "matter", "voided", "reason")
_MILESTONE = ("org", "village", "matter_id", "seq", "procedure", "step", "state", "on", "reached")
_PAPER = ("id", "org", "matter_id", "instrument", "digest", "issued_on", "title", "number", "content__title", "content__number")


def _by_entry(model: Any, columns: Sequence[str], folded: Folded, using: str) -> dict[int, tuple[Any, ...]]:
    """Entry → these columns of its row."""
    rows = model.objects.using(using).filter(entry__in=[r.id for r in folded.entries]).values_list("entry_id", *columns)
    return {row[0]: row[1:] for row in rows}


def _columns(table: str, key: str, names: Sequence[str], there: Sequence[Any], expected: Sequence[Any], org: str) -> Iterator[Fault]:
    for name, value, wanted in zip(names, there, expected, strict=False):
        if value != wanted:
            yield Fault(table, key, name, _said(wanted, value), org)


def differences(table: str, key: str, row: Any, expected: Mapping[str, Any], org: str) -> Iterator[Fault]:
    """One fault a column that is not what was worked out."""
    for column, value in expected.items():
        there = getattr(row, column)
        if there != value:
            yield Fault(table, key, column, _said(value, there), org)


def _said(expected: Any, there: Any) -> str:
    """Both values when they are short; the place in the JSON when they are not."""
    if isinstance(expected, dict) and isinstance(there, dict):
        return f"“{_where(expected, there)}”与记录推算的不符"
    return f"按记录推算应为“{_short(expected)}”，现为“{_short(there)}”"


def _where(expected: Mapping[str, Any], there: Mapping[str, Any]) -> str:
    for name in sorted({*expected, *there}):
        a, b = expected.get(name), there.get(name)
        if a != b:
            return f"{name}.{_where(a, b)}" if isinstance(a, dict) and isinstance(b, dict) else name
    return ""


def _short(value: Any) -> str:
    text = "空" if value in (None, "") else str(value)
    return text if len(text) <= 60 else text[:60] + "……"
