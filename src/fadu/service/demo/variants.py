"""Honest variants of the invented year: what the figures say when something goes otherwise. Each changes a plan of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from fadu.service import report as reporting
from fadu.service.demo import base, build, cases, disputes, penalties, report, screening
from fadu.service.demo.acts import Act, Call, Planned, at
from fadu.service.demo.people import village_code

AFTER_LAPSE = at(date(2025, 7, 1), 0)
POLICE_ITEMS = frozenset({*penalties.TRAFFIC_ITEMS, "RF-WG"})
ANNULLED_ON, ENTERED_LATE_ON = date(2026, 2, 3), date(2026, 2, 10)


def dispute_failed(seed: int) -> list[Act]:
    """Two of the ninety-five end without agreement."""
    plan = [*base.plan(seed), *disputes.plan(seed), *screening.plan(seed)]
    tried = {a.matter for a in plan if a.refused}
    agreed = [a for a in plan if a.step == "agree_in_writing" and a.matter not in tried and not a.refused]
    confirmed = {a.matter for a in plan if a.step == "confirm"}
    failing = [a for a in agreed if a.matter not in confirmed][:2]
    return _without(plan, {a.matter: a.at for a in failing}) + [_failed(a) for a in failing]


def _failed(agreement: Act) -> Act:
    return replace(agreement, step="fail", fields={"fail_reason": "赔偿数额差距过大", "route_told": ["人民法院"]})


def entrustment_lapsed(seed: int) -> list[Act]:
    """The police's entrustment ends on 30 June: whatever is tried in its name afterwards is refused."""
    plan = [
        a
        for a in penalties.plan(seed)
        if a.step != "use" and not (a.refused and a.at >= AFTER_LAPSE and a.fields.get("item") in POLICE_ITEMS)
    ]
    opening = [a for a in plan if a.step == "decide_on_spot" and a.at >= AFTER_LAPSE and a.fields["item"] in POLICE_ITEMS]
    kept = _without(plan, {a.matter: a.at for a in opening})
    return [*base.plan(seed, police_until=base.LAST_OF_OLD), *kept, *(replace(a, refused=("item_in_force",)) for a in opening)]


def annulled_later(seed: int) -> list[Planned]:
    """A published penalty is revoked in February of the next year, its publication withdrawn, and the report annotated."""
    return [
        *build.year(seed),
        Act(at=at(ANNULLED_ON, 10), by=("zhenzhang",), step="annul", matter=cases.FIRST.name, child=cases.ORDINARY,
            fields={"annulment_ground": "自行纠正", "common_reason": "违法行为人认定有误，自行纠正"}),
        Act(at=at(ANNULLED_ON + timedelta(days=2), 10), by=("gongkai",), step="withdraw", child=cases.PUBLICATION,
            matter=cases.FIRST.name, of=cases.ORDINARY, fields={"withdraw_reason": "原处罚决定已被撤销"}),
        _restated(at(ANNULLED_ON + timedelta(days=2), 15)),
    ]  # fmt: skip


def late_record(seed: int) -> list[Planned]:
    """A village enters in February what was settled on 30 December: the frozen figure stays and is restated."""
    fields = {"village": village_code(1), "kind": "邻里", "party_a": "水初晴", "party_b": "路遥岑", "settlement": "各让一步"}
    return [
        *build.year(seed),
        Act(at=at(ENTERED_LATE_ON, 9), on=date(2025, 12, 30), by=("cun01",), step="settle_orally", matter="dispute-late",
            procedure="disputes.dispute", fields=fields),
        _restated(at(ENTERED_LATE_ON, 15)),
    ]  # fmt: skip


def _restated(when: datetime) -> Call:
    return Call(at=when, name="report restate", do=report.on_report("tongji", reporting.restate))


def carried_over(seed: int) -> list[Act]:
    """Two disputes accepted in the last days of the year before and settled in this one."""
    older = [
        replace(d, name=f"older-{d.name}", on=date(2024, 12, 30), performed=True, confirmed=False)
        for d in [d for d in disputes.disputes(seed) if d.written and not d.at_town and not d.confirmed][:2]
    ]  # fmt: skip
    chains = [a for d in older for a in disputes.chain(d, seed)]
    return [*base.plan(seed), *disputes.plan(seed), *screening.plan(seed), *chains]


VARIANTS: Mapping[str, Callable[[int], Sequence[Planned]]] = {
    f.__name__: f for f in (dispute_failed, entrustment_lapsed, annulled_later, late_record, carried_over)
}  # fmt: skip


def _without(plan: Sequence[Act], since: Mapping[str, datetime]) -> list[Act]:
    """The plan without what was done on these matters (and what belongs to them) from an instant on."""
    return [a for a in plan if not any(a.matter in (m, f"{m}-linkage") and a.at >= when for m, when in since.items())]
