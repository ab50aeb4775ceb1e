"""A folded matter as JSON and back, so that a step never reads the matter's whole journal.

``verify`` folds the entries again and compares; what stands here is never the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fadu.kernel.field import Json, decode, encode
from fadu.kernel.matter import Annulment, Clock, Done, Matter
from fadu.kernel.procedure import Procedure
from fadu.kernel.timelimit import Interval


def snapshot(matter: Matter) -> dict[str, Json]:
    """Everything of the matter that is not a column of its row."""
    return {
        "facts": {name: encode(value) for name, value in matter.facts.items()},
        "done": {step: [d.first_on.isoformat(), d.on.isoformat(), list(d.by), d.count, d.seq] for step, d in matter.done.items()},
        "clocks": {limit: _clock_json(clock) for limit, clock in matter.clocks.items()},
        "numbers": dict(matter.numbers),
        "papers": dict(matter.papers),
        "links": [list(link) for link in matter.links],
        "annulled": [matter.annulled.ground, matter.annulled.on.isoformat()] if matter.annulled else None,
    }


def matter_of(row: Any, procedure: Procedure) -> Matter:
    """The matter behind a stored row, its facts typed by the procedure's fields."""
    kept = row.snapshot
    return Matter(
        id=str(row.id), org=row.org, procedure=row.procedure, version=row.version, state=row.state, seq=row.last_seq,
        facts=_facts(procedure, kept["facts"]), done={s: _done(d) for s, d in kept["done"].items()},
        clocks={limit: _clock(limit, c) for limit, c in kept["clocks"].items()}, numbers=kept["numbers"],
        papers=kept["papers"], links=tuple((a, b) for a, b in kept["links"]), village=row.village,
        parent=str(row.parent_id or ""), handler=row.handler, opened_on=row.opened_on, closed_on=row.closed_on,
        moved_on=row.moved_on, annulled=Annulment(kept["annulled"][0], _day(kept["annulled"][1])) if kept["annulled"] else None,
    )  # fmt: skip


def _facts(procedure: Procedure, facts: Mapping[str, Json]) -> dict[str, Any]:
    known = {f.name: f for f in procedure.fields}
    return {name: decode(known[name], json) for name, json in facts.items() if name in known}


def _clock_json(clock: Clock) -> Json:
    return {
        "from": clock.started_on.isoformat(), "to": clock.ended_on.isoformat() if clock.ended_on else None,
        "pauses": [[p.first.isoformat(), p.last.isoformat(), p.cause] for p in clock.pauses], "more": clock.extension,
        "at": clock.started_at.isoformat() if clock.started_at else None,
    }  # fmt: skip


def _clock(limit: str, json: Mapping[str, Any]) -> Clock:
    pauses = tuple(Interval(_day(first), _day(last), cause) for first, last, cause in json["pauses"])
    at = datetime.fromisoformat(json["at"]) if json["at"] else None
    return Clock(limit, _day(json["from"]), _day(json["to"]) if json["to"] else None, pauses, json["more"], at)


def _done(json: Any) -> Done:
    first, last, by, count, seq = json
    return Done(_day(first), _day(last), tuple(by), count, seq)


def _day(text: str) -> date:
    return date.fromisoformat(text)
