"""The other yearly outputs of the invented year: enforcement statistics, disclosure report, report on enforcement.

Each goes its real way: the report on enforcement out before the year ends and restated after the freeze, the two others
filled from the frozen figures. What the town still keeps on paper is declared first, with author, source and reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fadu.kernel.decide import Refused
from fadu.kernel.role import Actor
from fadu.service import yearly
from fadu.service.demo.acts import Act, Call, Planned, at, matter_id
from fadu.service.demo.tables import table
from fadu.service.report import By
from fadu.service.take_step import Receipt
from fadu.store.models import Matter

YEAR = 2025
DECLARING = date(2026, 1, 4)
FROM_FROZEN = {"statistics": "annual_report.enforcement_statistics", "disclosure": "annual_report.disclosure"}
ENFORCEMENT = "yearly-enforcement"


def plan(seed: int) -> list[Planned]:
    """The three outputs. The seed changes nothing: what they say follows from the records."""
    found = [*_declared(), *_enforcement()]
    for n, (name, procedure) in enumerate(FROM_FROZEN.items()):
        found += _from_frozen(f"yearly-{name}", procedure, n)
    return [*found, *_mistyped()]


def _declared() -> list[Planned]:
    """What the tables need of paper ledgers, declared by its owner and confirmed by the statistician before the freeze."""
    found: list[Planned] = []
    for n, one in enumerate(table("yearly")["declared"]):
        fields = {"year": YEAR, "figure_name": one["name"], "figure_key": one["key"], "figure_value": one["value"], "figure_unit": one["unit"],
                  "declared_evidence": one["source"], "why": "这项业务尚未在系统中办理，按纸质登记汇总"}  # fmt: skip
        found.append(
            Act(
                at=at(DECLARING, 11, n),
                by=(one["by"],),
                step="declare",
                matter=f"declared-{one['key']}",
                procedure="annual_report.declared_figure",
                fields=fields,
            )
        )
        found.append(Act(at=at(DECLARING, 16, n), by=("tongji",), step="confirm", matter=f"declared-{one['key']}"))
    return found


def _enforcement() -> list[Planned]:
    """Reported on the last day of the year with provisional figures, restated from the frozen ones."""
    return [
        _step(ENFORCEMENT, "open", date(2025, 12, 22), 11, "tongji", {"year": YEAR}, yearly.PROVISIONAL),
        Call(at=at(date(2025, 12, 30), 16), name="yearly fill", do=_filled),
        _step(ENFORCEMENT, "check", date(2025, 12, 31), 9, "sifa"), _step(ENFORCEMENT, "sign", date(2025, 12, 31), 10, "zhenzhang"),
        _step(ENFORCEMENT, "report", date(2025, 12, 31), 15, "dangzheng"), _step(ENFORCEMENT, "restate", date(2026, 1, 7), 14, "tongji"),
        _step(ENFORCEMENT, "reissue", date(2026, 1, 12), 14, "zhenzhang"), _step(ENFORCEMENT, "report_again", date(2026, 1, 13), 14, "dangzheng"),
        _step(ENFORCEMENT, "publish", date(2026, 1, 20), 14, "dangzheng", {"secrecy_result": "可以公开"}),
    ]  # fmt: skip


def _from_frozen(name: str, procedure: str, n: int) -> list[Planned]:
    """Begun on the day of the freeze, filled once the owners have stated what did not happen."""
    return [
        _step(name, "freeze", date(2026, 1, 5), 15 + n, "tongji", {"year": YEAR}, procedure), _step(name, "fill", date(2026, 1, 7), 15 + n, "tongji"),
        _step(name, "check", date(2026, 1, 8), 15 + n, "sifa"), _step(name, "sign", date(2026, 1, 12), 15 + n, "zhenzhang"),
        _step(name, "report", date(2026, 1, 13), 15 + n, "tongji"), _step(name, "publish", date(2026, 1, 20), 15 + n, "dangzheng", {"secrecy_result": "可以公开"}),
    ]  # fmt: skip


def _mistyped() -> list[Planned]:
    """The statistician first types the entrusted penalties into the town's own table; the check does not let it pass."""
    name, day = "yearly-statistics", date(2026, 1, 7)
    typed = [{"table": "第一表　行政处罚", "code": "penalty.t1", "label": "合计", "value": 347}]
    return [
        _step(name, "fill", day, 9, "tongji", {"cells": typed}),
        _step(name, "check", day, 10, "sifa", refused=("table_equals_records",)),
    ]


def _step(
    name: str,
    step: str,
    day: date,
    hour: int,
    who: str,
    fields: Mapping[str, object] | None = None,
    procedure: str = "",
    refused: tuple[str, ...] = (),
) -> Act:
    return Act(at=at(day, hour, 20), by=(who,), step=step, matter=name, procedure=procedure, fields=fields or {}, refused=refused)


def _filled(org: str, people: Mapping[str, Actor], when: datetime) -> Receipt | Refused:
    row = Matter.objects.get(pk=matter_id(org, ENFORCEMENT))
    return yearly.fill_provisionally(row, By(actor=people["tongji"], at=when, durable=False))
