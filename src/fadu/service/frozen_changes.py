"""What happened to a frozen year after its freeze (冻结后变动): figures that moved, acts set aside, statements withdrawn.

Late acts stay possible; here they gather by themselves, with the reason already worded, until they are restated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.packs.annual_report.gates import FROZEN_STATES
from fadu.packs.annual_report.text import Row, whole_rows
from fadu.packs.annual_report.topics import NIL_WORDS
from fadu.service.clock import day_of
from fadu.service.report_content import NIL, REPORT, Content, counted
from fadu.service.report_export import freeze_entry, records_of
from fadu.store.models import JournalEntry, Matter, Milestone


@dataclass(frozen=True, slots=True)
class Late:
    """A record behind a change: what it is, the day it happened and the day it was entered; no matter for a register row."""

    title: str
    matter: str = ""
    happened_on: date | None = None
    entered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing to restate. ``row`` is the restatement it makes; ``told`` whether that stands in the report already."""

    label: str
    was: str
    now: str
    why: str
    row: Mapping[str, Any]
    told: bool
    added: Sequence[Late] = ()
    gone: Sequence[Late] = ()


def changes(found: Content) -> list[Change]:
    """Everything that changed since the freeze, told or not, figures in the order of the report."""
    if not found.frozen:
        return []
    now, then = counted(found.org, found.year), records_of(found)
    present = whole_rows(now.rows)
    since = _since(found)
    made = [
        c
        for code, row in whole_rows(found.rows).items()
        if code in present and (c := _figure(since, row, present[code], then.get((code, ""), ()), now.figures[code].behind))
    ]
    return [*made, *_withdrawn(found, since.told)]


@dataclass(frozen=True, slots=True)
class _Since:
    """What came after a freeze: the entry that froze, the matters annulled since, the restatements written."""

    org: str
    entry: int
    annulled: frozenset[str]
    told: Sequence[Mapping[str, Any]]


def _since(found: Content) -> _Since:
    entry = freeze_entry(found)
    annulled = Milestone.objects.filter(org=found.org, step="annul", entry_id__gt=entry, matter__annulled_on__isnull=False)
    told = [r for r in found.matter.get("restatements") or [] if isinstance(r, dict)]  # type: ignore[union-attr]
    return _Since(found.org, entry, frozenset(str(m) for m in annulled.values_list("matter_id", flat=True)), told)


def untold(found: Content) -> list[dict[str, Any]]:
    """The restatements still to be written, each with its own reason."""
    return [dict(c.row) for c in changes(found) if not c.told]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A frozen year with entries made after its freeze, or after its last restatement: how many, and when the last."""

    report: Matter
    year: int
    entries: int
    last_on: date


def waiting(org: str) -> list[Waiting]:
    """Frozen years of which something was entered since; cheap enough for a desk, as no figure is counted."""
    reports = Matter.objects.filter(org=org, procedure=REPORT, state__in=FROZEN_STATES).defer("search")
    return [w for row in reports if (w := _waiting(row))]


def _waiting(row: Matter) -> Waiting | None:
    year = int(row.snapshot["facts"]["year"])
    seen = (
        Milestone.objects.filter(matter=row, step__in=("freeze", "restate"))
        .order_by("-entry_id")
        .values_list("entry_id", flat=True)
        .first()
    )
    late = Milestone.objects.filter(org=row.org, on__year=year, entry_id__gt=seen or 0).exclude(procedure=REPORT).order_by("-entry_id")
    newest = late.first()
    if newest is None:
        return None
    entered = JournalEntry.objects.values_list("at", flat=True).get(pk=newest.entry_id)
    return Waiting(row, year, late.count(), day_of(entered))


def _figure(since: _Since, was: Row, now: Row, then: Iterable[str], behind: Iterable[str]) -> Change | None:
    """The change of one figure; None when it stands on the same records and none of them was set aside since."""
    before, after = set(then), set(behind)
    if was["value"] != now["value"] or was.get("base") != now.get("base"):
        added, gone = _late(since, after - before), _late(since, before - after)
        why = _why(added, gone)
        row = {"code": was["code"], "was": was["value"], "now": now["value"], "said": now["text"], "why": why}
        done = any(r.get("code") == was["code"] and r.get("now") == now["value"] for r in since.told)
        return Change(label=str(was["label"]), was=_shown(was), now=_shown(now), why=why, row=row, told=done, added=added, gone=gone)
    aside = _late(since, after & since.annulled)
    if not aside:
        return None
    why = f"其中{len(aside)}件后来被撤销，仍计入当年"
    row = {"code": was["code"], "was": was["value"], "now": was["value"], "said": was["text"], "why": why}
    done = any(r.get("code") == was["code"] and r.get("why") == why for r in since.told)
    return Change(label=str(was["label"]), was=_shown(was), now=_shown(was), why=why, row=row, told=done, gone=aside)


def _why(added: Sequence[Late], gone: Sequence[Late]) -> str:
    said = [f"补录{len(added)}件" if added else "", f"{len(gone)}件更正后不再计入" if gone else ""]
    return "冻结后" + "，".join(s for s in said if s) if any(said) else "冻结后记录的内容有更正"


def _shown(row: Row) -> str:
    return str(row["text"]) + ("" if "base" in row else str(row.get("unit", "")))


def _late(since: _Since, ids: Iterable[str]) -> list[Late]:
    """The records by the entry that brought them, newest first; what is no matter is a register row and keeps its key."""
    ids = set(ids)
    if not ids:
        return []
    known = {
        str(m.pk): m for m in Matter.objects.filter(org=since.org, pk__in=[i for i in ids if len(i) == _UUID]).defer("snapshot", "search")
    }
    entered = _entered(since, known)
    rows = [Late(i) for i in sorted(ids - set(known))]
    return [
        *(
            Late(m.title, id, *entered.get(id, (m.opened_on, None)))
            for id, m in sorted(known.items(), key=lambda p: p[1].opened_on, reverse=True)
        ),
        *rows,
    ]


_UUID = 36


def _entered(since: _Since, ids: Iterable[str]) -> dict[str, tuple[date, date]]:
    """Matter → (day it happened, day it was entered) of its first entry after the freeze."""
    rows = (
        Milestone.objects.filter(matter__in=list(ids), entry_id__gt=since.entry)
        .order_by("-entry_id")
        .values_list("matter_id", "on", "entry_id")
    )
    firsts = {str(m): (on, entry) for m, on, entry in rows}
    at = dict(JournalEntry.objects.filter(pk__in=[e for _, e in firsts.values()]).values_list("pk", "at"))
    return {m: (on, day_of(at[entry])) for m, (on, entry) in firsts.items()}


def _withdrawn(found: Content, told: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Statements that nothing happened, withdrawn after the text that prints them was adopted."""
    adopted = found.matter.done.get("adopt")
    if adopted is None:
        return []
    rows = Matter.objects.filter(
        org=found.org, procedure=NIL, state="withdrawn", snapshot__facts__year=found.year, moved_on__gte=adopted.on
    ).defer("search")
    return [_statement(r, told) for r in rows]


def _statement(row: Matter, told: Sequence[Mapping[str, Any]]) -> Change:
    topic, why = str(row.snapshot["facts"]["topic"]), str(row.snapshot["facts"].get("why", ""))
    made = {"topic": topic, "why": why}
    return Change(
        label=topic, was=NIL_WORDS.get(topic, ""), now="声明已撤回", why=why, row=made, told=any(r.get("topic") == topic for r in told),
        gone=[Late(row.title, str(row.pk), row.moved_on)],
    )  # fmt: skip
