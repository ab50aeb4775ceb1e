"""Lays an entry out in rows: the matter as it stands, its milestone, due dates, paper, register rows, publication.

Everything here follows from entries and may be rebuilt from them; nothing here decides.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from fadu.kernel.decide import Decision
from fadu.kernel.field import Kind, Sensitivity, encode
from fadu.kernel.instrument import Paper, paper_json
from fadu.kernel.journal import Entry
from fadu.kernel.matter import Clock, Matter, own_number
from fadu.kernel.period import Bound, Direction, TimeLimit
from fadu.kernel.procedure import Procedure, Step, Target
from fadu.kernel.register import RowChange, rows_written
from fadu.kernel.rulebook import Rulebook
from fadu.store import direct, models
from fadu.store.append import AppendResult
from fadu.store.masking import public_title, public_view, words_told
from fadu.store.records import StoreRecords
from fadu.store.snapshot import snapshot
from fadu.store.tokens import row_search, tokens


def project(
    decision: Decision,
    after: Matter,
    paper: Paper | None,
    written: AppendResult,
    records: StoreRecords,
    rules: Rulebook,
) -> None:
    """Every row that this entry makes or changes, in the transaction that wrote the entry."""
    _matter(decision, after, written, rules)
    _milestone(decision, after, written)
    _due_dates(decision.before, after, rules)
    if paper is not None:
        _paper(decision, after, paper, written)
    _registers(decision, after, written, records)
    _publications(decision, after, written, records)
    _files(decision, after, written)


def _matter(decision: Decision, after: Matter, written: AppendResult, rules: Rulebook) -> None:
    values = matter_values(decision.procedure, after, rules) | {"last_hash": written.hash}
    if decision.before.seq < 0:
        direct.insert(models.Matter, {"id": uuid.UUID(after.id), **values})
    else:
        direct.update(models.Matter, values, {"id": uuid.UUID(after.id)})


def matter_values(procedure: Procedure, after: Matter, rules: Rulebook) -> dict[str, Any]:
    """Column → value of a matter's row, all but its id and last hash."""
    title = procedure.title(after.facts)[:300] or procedure.label
    return {
        "org": after.org, "village": after.village, "procedure": after.procedure, "version": after.version, "state": after.state,
        "title": title, "number": own_number(procedure, after),
        "opened_on": after.opened_on, "moved_on": after.moved_on or after.opened_on, "closed_on": after.closed_on, "handler": after.handler,
        "parent_id": uuid.UUID(after.parent) if after.parent else None,
        "annulled_on": after.annulled.on if after.annulled else None, "due_on": nearest_due(after, rules),
        "snapshot": snapshot(after), "search": tokens(search_text(procedure, after, title)),
        "last_seq": after.seq,
    }  # fmt: skip


def nearest_due(matter: Matter, rules: Rulebook) -> date | None:
    """The nearest due day among the limits that bind the office and still run; None when none does.

    A party's period and a waiting period end without anybody being late.
    """
    if matter.closed_on:
        return None
    running = [c for c in matter.clocks.values() if c.ended_on is None and binds_office(c.rule(rules, matter.org))]
    return min((_day(c.due(rules, matter.org).due) for c in running), default=None)


def binds_office(rule: TimeLimit) -> bool:
    """Whether the office or its officer is late when the limit passes."""
    return rule.bound in (Bound.AGENCY, Bound.OFFICER) and rule.direction is not Direction.AT_LEAST


def search_text(procedure: Procedure, matter: Matter, title: str) -> str:
    """What a search finds a matter by: title, numbers, and names and places that are not secret."""
    kinds = (Kind.PERSON, Kind.ORG, Kind.TEXT)
    found = [
        str(matter.facts[f.name])
        for f in procedure.fields
        if f.name in matter.facts and f.kind in kinds and f.sensitivity is not Sensitivity.SECRET and not f.many
    ]
    return " ".join((title, *sorted(matter.numbers.values()), *found))[:2000]


def _milestone(decision: Decision, after: Matter, written: AppendResult) -> None:
    entry = decision.entry
    direct.insert(models.Milestone, {
        "entry_id": written.entry_id, "org": entry.org, "village": after.village, "matter_id": uuid.UUID(entry.matter), "seq": entry.seq,
        "procedure": entry.procedure, "step": entry.step, "state": entry.state, "on": entry.on, "reached": decision.before.state != entry.state,
    })  # fmt: skip


def _due_dates(before: Matter, after: Matter, rules: Rulebook) -> None:
    changed = [c for limit, c in after.clocks.items() if before.clocks.get(limit) != c]
    write_due_dates(after, changed, rules)


def write_due_dates(matter: Matter, clocks: Iterable[Clock], rules: Rulebook) -> None:
    """Write or rewrite the due dates of these limits, as the rules and the calendar stand."""
    rows = [{"matter_id": uuid.UUID(matter.id), **due_values(matter, clock, rules)} for clock in clocks]
    direct.upsert(models.DueDate, rows, ("matter", "limit"))


def due_values(matter: Matter, clock: Clock, rules: Rulebook) -> dict[str, Any]:
    """Column → value of a due date's row, all but its matter."""
    due = clock.due(rules, matter.org)
    return {
        "org": matter.org, "limit": clock.limit, "started_on": clock.started_on, "nominal_on": _day(due.nominal),
        "due_on": _day(due.due), "due_at": due.due if isinstance(due.due, datetime) else None, "safe_on": _day(due.safe),
        "provisional": due.provisional, "paused": clock.paused(rules, matter.org), "ended_on": clock.ended_on,
        "ended_late": clock.ended_on is not None and clock.ended_on > _day(due.due),
    }  # fmt: skip


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _paper(decision: Decision, after: Matter, paper: Paper, written: AppendResult) -> None:
    issues = decision.step.issues
    assert issues is not None
    direct.insert(models.IssuedPaper, {
        "org": after.org, "matter_id": uuid.UUID(after.id), "entry_id": written.entry_id, "instrument": issues.id, "title": paper.title[:200],
        "number": paper.number, "content": paper_json(paper), "digest": decision.entry.paper, "issued_on": decision.entry.on,
    })  # fmt: skip


def _registers(decision: Decision, after: Matter, written: AppendResult, records: StoreRecords) -> None:
    for change in rows_written(decision.step, after, decision.entry.on, records.catalogue.registers):
        _write_row(change, after, written)
        records.forget_rows(change.row.register)


def _write_row(change: RowChange, after: Matter, written: AppendResult) -> None:
    new = change.row
    last = change.last_before
    same = {"org": after.org, "register": new.register, "key": new.key}
    if not change.ends:
        direct.delete(models.RegisterRow, {**same, "since__gte": new.since})
    direct.update(models.RegisterRow, {"until": last}, {**same, "until__gte": new.since})
    if not change.ends:
        values = {name: encode(value) for name, value in new.values.items()}
        direct.insert(models.RegisterRow, {
            **same, "values": values, "since": new.since, "until": new.until, "matter_id": uuid.UUID(after.id), "entry_id": written.entry_id,
            "search": row_search(values),
        })  # fmt: skip


def _publications(decision: Decision, after: Matter, written: AppendResult, records: StoreRecords) -> None:
    if decision.step.publishes:
        shown = _target(decision.step.publishes, after, records)
        values = publication_values(records.catalogue.procedure(shown.procedure, shown.version), shown, after, decision.entry.on)
        models.Publication.objects.create(entry_id=written.entry_id, **values)
    if decision.step.withdraws:
        target = _target(decision.step.withdraws, after, records)
        reason = withdrawal_reason(decision.step, decision.entry)
        open_ones = models.Publication.objects.filter(matter_id=uuid.UUID(target.id), withdrawn_on__isnull=True)
        open_ones.update(withdrawn_on=decision.entry.on, reason=reason)


def void_reason(step: Step, after: Matter) -> str:
    """Why a matter's numbers are void, in the words of whoever voided it or else the step's label."""
    return str(after.get("void_reason") or after.get("convert_reason") or step.label)[:300]


def withdrawal_reason(step: Step, entry: Entry) -> str:
    """Why a publication is taken down, in the words of the entry or else the step's label."""
    return str(entry.fields.get("withdraw_reason", step.label))[:300]


def _target(target: Target, after: Matter, records: StoreRecords) -> Matter:
    parent = records.matter(after.parent) if target is Target.PARENT else after
    return parent or after


def _public_title(procedure: Procedure, shown: Matter) -> str:
    """A title that names nobody: the public field ``title``, or the matter's own where no field is personal or secret."""
    declared = procedure.field("title")
    if declared is not None and declared.sensitivity is Sensitivity.PUBLIC and shown.get("title"):
        return str(shown.get("title"))
    personal = any(f.sensitivity in (Sensitivity.PERSONAL, Sensitivity.SECRET) for f in procedure.fields)
    return procedure.label if personal else procedure.title(shown.facts) or procedure.label


def publication_values(procedure: Procedure, shown: Matter, after: Matter, on: date) -> dict[str, Any]:
    """Column → value of the publication of ``shown`` by a step on ``after``, all but its entry; redacted."""
    view = public_view(procedure, shown)
    title = public_title(procedure, shown, str(after.facts.get("published_title") or _public_title(procedure, shown)))
    until = after.facts.get("publish_until")
    return {
        "org": shown.org, "matter_id": uuid.UUID(shown.id), "channel": str(after.facts.get("channel", "政府网站")), "kind": procedure.name,
        "title": title[:300], "view": view, "published_on": on, "until": until if isinstance(until, date) else None,
        "search": tokens(f"{title} {words_told(view)}"),
    }  # fmt: skip


def _files(decision: Decision, after: Matter, written: AppendResult) -> None:
    """Each file of the entry is used once by it: as handed in last by one of those who act, or again as on this matter before."""
    used = {"matter": uuid.UUID(after.id), "entry_id": written.entry_id}
    for root in decision.entry.files:
        uses = models.EvidenceUse.objects.filter(org=after.org, file_id=root)
        if uses.filter(entry_id=written.entry_id).exists():
            continue
        waiting = uses.filter(entry__isnull=True, added_by__in=decision.entry.actors).order_by("-id").first()
        if waiting is not None:
            models.EvidenceUse.objects.filter(pk=waiting.pk).update(**used)
        elif (before := uses.filter(matter=after.id).order_by("-id").first()) is not None:
            again = {"org": after.org, "file_id": root, "name": before.name, "added_by": decision.entry.actors[0], "at": decision.entry.at}
            models.EvidenceUse.objects.create(**again, **used)
