"""Builds a town's year in a folder of its own and tells what came of it, as JSON: ``python -m tests.year.town_year DIR SEED PLAN``.

A process of its own for each build, so that every one begins in an empty folder and two can run beside each other.
PLAN is ``year`` or the name of a variant.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Building:
    """A build under way; ``told`` waits for it."""

    process: subprocess.Popen[str]

    def told(self) -> dict[str, Any]:
        out, errors = self.process.communicate(timeout=900)
        assert self.process.returncode == 0, errors[-4000:]
        return json.loads(out)  # type: ignore[no-any-return]


def begin(folder: Path, plan: str, seed: int = 2025, module: str = "tests.year.town_year") -> Building:
    """Start building; whatever the caller's own settings are, on SQLite in ``folder``. Another module tells something else."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FADU_", "DJANGO_"))}
    environment = {**own, "FADU_DATA": str(folder), "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"}
    command = [sys.executable, "-m", module, str(seed), plan]
    return Building(subprocess.Popen(command, cwd=CHECKOUT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE))


def main(seed: int, plan: str) -> None:
    from fadu.config import django_ready, sqlite_swap

    assert sqlite_swap
    django_ready.start(create=True)
    from fadu.service.demo import build, variants

    acts = build.year(seed) if plan == "year" else variants.VARIANTS[plan](seed)
    nobody = iter([None] * 100)  # no passwords: hashing them is not what is tested
    build.build(acts, seed, lambda done, total, day: None, nobody)  # type: ignore[arg-type]
    json.dump(_outcome(), sys.stdout, ensure_ascii=False)


def _outcome() -> dict[str, Any]:
    from fadu.kernel.indicator import year
    from fadu.packs import catalogue
    from fadu.service.demo.people import ORG
    from fadu.service.figures import by_month
    from fadu.service.shortfalls import shortfalls
    from fadu.store.models import AccessRecord, DueDate, JournalEntry, Milestone

    leaves = JournalEntry.objects.order_by("id").values_list("leaf_hash", flat=True)
    monthly = ("penalty.decisions", "penalty.amount", "disputes.accepted", "legal_counsel.contract_reviews")
    return {
        "figures": {n: _figures(n) for n in (2025, 2026)},
        "months": {code: by_month(ORG, catalogue().indicators[code], 2025) for code in monthly},
        "villages": {p: _by_village(p, s) for p, s in (("penalty", ("decided", "collected")), ("disputes", ("accepted", "settled")))},
        "leaves": hashlib.sha256("\n".join(leaves).encode()).hexdigest(),
        "against": {code: f.value for code, (_, f) in shortfalls(ORG, year(2025)).items()},
        "refused": list(AccessRecord.objects.filter(act="refused", at__year=2025).values_list("detail__gates", flat=True)),
        "corrected": Milestone.objects.filter(step="correct", on__year=2025).count(),
        "voided": [str(on) for on in Milestone.objects.filter(step="void").values_list("on", flat=True)],
        "overdue": list(DueDate.objects.filter(ended_on=None, due_on__year__lte=2025).values_list("limit", "matter__state")),
        "withdrawals": _withdrawals(),
        "rows": _rows(),
        "items_before": _items_in_force_on_30_june(),
        "text": _text(),
        "notes": _notes(),
        "report": _report(),
        "yearly": _yearly(),
    }


def _figures(in_year: int) -> dict[str, Any]:
    from fadu.kernel.indicator import year
    from fadu.service.demo.people import ORG
    from fadu.service.figures import as_json, figures

    return {code: as_json(figure) for code, figure in figures(ORG, year(in_year)).items()}


def _items_in_force_on_30_june() -> float | None:
    from datetime import date

    from fadu.kernel.indicator import Period
    from fadu.service.demo.people import ORG
    from fadu.service.figures import figures

    return figures(ORG, Period(date(2025, 1, 1), date(2025, 6, 30)))["enforcement_base.items_in_force"].value


def _by_village(pack: str, states: tuple[str, ...]) -> list[int]:
    """Matters of the year by village, in the order of the villages."""
    from fadu.service.demo.people import ORG, VILLAGES, village_code
    from fadu.store.models import Milestone

    procedures = {"penalty": ("penalty.summary", "penalty.ordinary"), "disputes": ("disputes.dispute",)}[pack]
    reached = Milestone.objects.filter(org=ORG, procedure__in=procedures, state__in=states, reached=True, on__year=2025)
    void = Milestone.objects.filter(step="void").values("matter_id")
    found = dict(reached.exclude(matter_id__in=void).values_list("matter_id", "village"))
    return [sum(v == village_code(n) for v in found.values()) for n in range(1, len(VILLAGES) + 1)]


def _withdrawals() -> list[tuple[str, ...]]:
    """(begun, due, done) of every publication that had to be withdrawn."""
    from fadu.store.models import DueDate

    rows = DueDate.objects.filter(limit="pen.withdraw_publication").order_by("started_on", "pk")
    return [tuple(map(str, days)) for days in rows.values_list("started_on", "due_on", "ended_on")]


#: What the tests ask of single records: procedure → facts of it.
ROWS = {
    "penalty.summary": ("decided_on", "capacity", "kind", "item", "amount_fen", "collected", "paid_on", "outcome"),
    "penalty.ordinary": ("decided_on", "capacity", "kind", "item", "amount_fen", "paid_on"),
    "penalty.payment": ("decision_no", "paid_on", "channel_paid"),
    "disputes.dispute": ("settled_on", "level", "difficulty"),
    "disputes.training": (), "disputes.round": (), "normative_documents.adopt": ("issue_kind",), "normative_documents.cleanup": (),
}  # fmt: skip


def _rows() -> dict[str, list[dict[str, Any]]]:
    """The records themselves, each with its state, the day it was opened and the days of its steps."""
    from fadu.service.demo.people import ORG
    from fadu.store.models import Matter

    return {
        procedure: [
            {
                "id": str(row.pk), "parent": str(row.parent_id or ""), "state": row.state, "opened": str(row.opened_on),
                "on": {step: taken[0] for step, taken in row.snapshot["done"].items()},
                **{name: row.snapshot["facts"].get(name) for name in names},
            }
            for row in Matter.objects.filter(org=ORG, procedure=procedure).order_by("opened_on", "pk")
        ]
        for procedure, names in ROWS.items()
    }  # fmt: skip


def _text() -> str:
    """What the report of the year prints: the frozen words where there are, else what today's figures would say."""
    from fadu.service.demo.people import ORG
    from fadu.service.report_content import content, paper_of

    return "\n".join(str(getattr(b, "text", "")) for b in paper_of(content(ORG, 2025)).blocks)


def _notes() -> list[str]:
    """What stands below the published report since: restatements and annotations."""
    from fadu.packs.annual_report.instruments import restated_lines
    from fadu.service.demo.people import ORG
    from fadu.service.report_content import content

    return restated_lines(content(ORG, 2025).matter)


def _report() -> dict[str, Any]:
    from fadu.service.demo.people import ORG
    from fadu.service.report_content import content_of, paper_of, report_of
    from fadu.store.models import Milestone

    row = report_of(ORG, 2025)
    if row is None:
        return {}
    found = content_of(row)
    on = dict(Milestone.objects.filter(matter=row, reached=True).order_by("seq").values_list("state", "on"))
    return {
        "state": row.state, "number": row.number, "on": {state: str(day) for state, day in on.items()},
        "stops": [f for f in found.matter.get("findings") or [] if f["severity"] == "必须改"],  # type: ignore[union-attr,index,call-overload]
        "text": "\n".join(str(getattr(b, "text", "")) for b in paper_of(found).blocks),
    }  # fmt: skip


def _pages(issued: dict[str, Any]) -> int:
    from fadu.kernel.instrument import paper_from_json
    from fadu.paper.typesetter import typeset

    return len(typeset(paper_from_json(issued), "png", dpi=20))


def _yearly() -> dict[str, Any]:
    """Each other yearly table: its days by state, its cells as they print, what was restated, and the papers it issued."""
    from fadu.service import yearly
    from fadu.service.demo.people import ORG
    from fadu.store.models import IssuedPaper, Matter, Milestone

    return {
        row.procedure.partition(".")[2]: {
            "on": {state: str(day) for state, day in Milestone.objects.filter(matter=row, reached=True).order_by("seq").values_list("state", "on")},
            "cells": {f"{x.table}|{x.label}": x.shown for x in yearly.lines(row)}, "sources": sorted({x.source for x in yearly.lines(row)}),
            "restated": {r["label"]: [r["was"], r["now"]] for r in yearly.restated(row)},
            "papers": list(IssuedPaper.objects.filter(matter=row).order_by("id").values_list("title", flat=True)),
            "pages": [_pages(content) for content in IssuedPaper.objects.filter(matter=row).order_by("id").values_list("content", flat=True)],
        }
        for row in Matter.objects.filter(org=ORG, procedure__in=yearly.OUTPUTS, snapshot__facts__year=2025)
    }  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
