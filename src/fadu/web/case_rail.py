"""The case rail of a matter's page: what blocks the decision now, the days up to it, and what the file holds and lacks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fadu.kernel.case_file import Line, Standing
from fadu.kernel.period import Unit
from fadu.service.case_check import Deduction, checked
from fadu.service.matter_view import MatterView, Running
from fadu.service.scope import Reader

_SAID = {Standing.KEPT: "已有", Standing.LACKING: "缺", Standing.LATER: "未到"}


def case_rail(reader: Reader, v: MatterView) -> dict[str, Any] | None:
    """The context of ``parts/case_rail.html``; None for a matter whose file has no rubric."""
    found = checked(v.world, v.procedure, v.matter, reader.actor)
    if found is None:
        return None
    possible = {o.step.id for o in v.options if o.possible}
    decides = v.procedure.case_file.decides if v.procedure.case_file else ""
    return {
        "decides": decides, "decided_from_here": any(s.id == decides for s in v.procedure.steps_from(v.matter.state)), "blocks": found.blocks, "days": _days(v), "kept": found.kept, "total": len(found.lines), "lines": [_line(v, line, possible) for line in found.lines],
        "flaws": [_flaw(d) for d in found.deductions],
    }  # fmt: skip


def _line(v: MatterView, line: Line, possible: set[str]) -> dict[str, Any]:
    href = reverse("step", args=(v.row.pk, line.thing.step)) if line.standing is not Standing.KEPT and line.thing.step in possible else ""
    return {"label": line.thing.label, "basis": line.thing.basis, "state": line.standing.value, "said": _SAID[line.standing], "href": href}


def _flaw(d: Deduction) -> dict[str, Any]:
    points = f"案卷评查扣{d.amount.value}分" if d.amount else ""
    return {
        "label": d.flaw.label,
        "basis": d.flaw.basis,
        "remedy": d.flaw.remedy,
        "points": points,
        "source": d.amount.source if d.amount else "",
        "unchecked": bool(d.amount and not d.amount.verified),
    }


def _days(v: MatterView) -> dict[str, Any] | None:
    """The limit that the decision ends, counted out: from when, how many, how many gone, how many stopped, how many left."""
    step = v.procedure.step(v.procedure.case_file.decides) if v.procedure.case_file else None
    running = next((r for r in v.limits if step and r.limit in step.ends and r.ended_on is None), None)
    return _counted(v, running) if running else None


def _counted(v: MatterView, running: Running) -> dict[str, Any]:
    due, today = running.due, v.world.today
    unit = "个工作日" if due.rule.unit is Unit.WORKING_DAY else "日"
    stopped = sum((s.last - s.first).days for s in due.stops)
    left = (due.due_on - today).days
    return {
        "label": running.label, "started_on": due.started_on, "length": f"{due.rule.length + due.extension}{unit}", "gone": max(0, (today - due.started_on).days - stopped),
        "stopped": stopped, "left": left, "due_on": due.due_on, "safe_on": due.safe_on if due.safe_on != due.due_on else None, "paused": running.paused,
        "basis": due.citation, "href": reverse("receipt", args=(v.row.pk, running.limit)),
    }  # fmt: skip
