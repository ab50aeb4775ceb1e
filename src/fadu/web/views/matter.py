"""The page of one matter: where it stands, what can be done now, what is refused and why, and everything behind it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.decide import Option
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.procedure import Step
from fadu.packs import catalogue
from fadu.service.desk import onward_steps
from fadu.service.matter_view import Event, MatterView, Running, view
from fadu.service.readings import remember_reading
from fadu.service.words import Words
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import clock_part

_AWAITED = 6
#: Whose steps are theirs to take or leave; what is promised to follow does not count on them.
_OUTSIDE = frozenset({"party", "applicant", "public"})


@staff
def matter_page(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    found = view(reader, matter_id, all_events="all" in request.GET)
    if found is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    remember_reading(request.user, found)
    return render(request, "fadu/matter.html", matter_context(found))


def matter_context(v: MatterView) -> dict[str, Any]:
    """The context of ``matter.html``."""
    own, common = _split(v)
    typed, derived = _facts(v)
    clocks = [clock_part(r, v.world.rules.calendar, v.world.today, str(v.row.pk)) for r in v.limits if _runs(v, r)]
    return {
        "page_title": v.row.title, "matter": _head(v), "rail": _rail(v), "clock": clocks[0] if clocks else None, "clocks": clocks[1:],
        "acts": _acts(v, [o.step for o in own if o.possible]), "common": [_act(v, o.step) for o in common if o.possible],
        "refused": [{"label": o.step.label, "refusals": o.refusals} for o in own if not o.possible],
        "awaited": [{"who": _who(s), "label": s.label} for s in v.awaited if s.id in _onward(v)][:_AWAITED],
        "facts": typed, "derived_facts": derived, "papers": [_paper(v, p) for p in v.papers],
        "evidence": [_evidence(v, e) for e in v.evidence], "people": _people(v), "links": _links(v),
        "timeline": [_event(v, e) for e in v.events], "published": _published(v), "proof": _proof(v),
        "procedure_href": reverse("procedure_page", args=(v.procedure.name,)), "timeline_more_href": "?all=1#timeline" if len(v.events) < v.entries else "",
    }  # fmt: skip


def _runs(v: MatterView, running: Running) -> bool:
    """Limits worth a clock: ours until they end, a party's until it has passed."""
    return running.ended_on is None and (running.ours or running.due.due_on >= v.world.today)


def _split(v: MatterView) -> tuple[list[Option], list[Option]]:
    """Acts of the procedure itself, those that lead on first; and the common ones of every matter."""
    own = [o for o in v.options if o.step.to is not None or o.step.id not in _common()]
    common = [o for o in v.options if o not in own]
    return sorted(own, key=lambda o: (o.step.id not in _onward(v), not o.step.light)), common


def _onward(v: MatterView) -> frozenset[str]:
    """The ids of the steps that lead on from here, whoever takes them."""
    return frozenset(s.id for s in onward_steps(v.row.procedure, v.matter.state)) if v.matter.closed_on is None else frozenset()


def _facts(v: MatterView) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was typed, and what steps worked out for themselves; empty facts are left out."""
    words = Words(v.row.org)
    asked = {n for s in v.procedure.steps for n in (*s.fields, *s.optional)}
    derived = {n for s in v.procedure.steps for n in s.derived} - asked
    shown = [(f.name in derived, _fact(f, value, words)) for f, value in v.fields if f.kind is not Kind.FILE]
    shown = [(folded, fact) for folded, fact in shown if fact["shown"] or fact["rows"]]
    return [fact for folded, fact in shown if not folded], [fact for folded, fact in shown if folded]


def _common() -> frozenset[str]:
    from fadu.packs.common.steps import common_steps

    return frozenset(s.id for s in common_steps())


def _head(v: MatterView) -> dict[str, Any]:
    state = v.procedure.state(v.matter.state)
    annulled = v.matter.annulled
    return {
        "title": v.row.title, "number": v.row.number, "kind": v.procedure.label, "party": str(v.matter.get("party_name") or ""),
        "place": str(v.matter.get("place") or ""), "state_label": state.label if state else v.matter.state,
        "handler": v.people.get(v.matter.handler, ""), "href": reverse("matter", args=(v.row.pk,)), "closed": v.matter.closed_on is not None,
        "annulled": {"ground": annulled.ground, "on": annulled.on} if annulled else None,
        "entrusted_by": str(v.matter.get("name_of_organ") or "") if v.matter.get("capacity") == "委托" else "",
    }  # fmt: skip


def _rail(v: MatterView) -> list[dict[str, Any]]:
    """States passed with day and person, the present one, and the main way that may follow."""
    rail: list[dict[str, Any]] = []
    passed: set[str] = set()
    for event in sorted(v.events, key=lambda e: e.seq):
        if event.state not in passed:
            passed.add(event.state)
            state = v.procedure.state(event.state)
            by = "" if event.by_clock else "、".join(v.people.get(i, i) for i in event.by.split("、"))
            rail.append({"state": "done", "label": state.label if state else event.state, "on": event.on, "by": by, "href": f"#e{event.seq}"})
    current = v.procedure.state(v.matter.state)
    rail = [r for r in rail if r["label"] != (current.label if current else "")] + [r for r in rail if current and r["label"] == current.label]
    if rail:
        rail[-1]["state"] = "done" if v.matter.closed_on else "now"
    return rail + [] if v.matter.closed_on else rail + _ahead(v, passed)


def _ahead(v: MatterView, passed: set[str]) -> list[dict[str, Any]]:
    """The first open way on from here, at most four states, as a promise of what follows."""
    ahead: list[dict[str, Any]] = []
    here = v.matter.state
    while len(ahead) < 4:
        following = [d for s in v.procedure.steps_from(here) if here in s.source and s.roles[0] not in _OUTSIDE for d in s.destinations if d not in passed]
        if not following:
            break
        here = following[0]
        passed = passed | {here}
        state = v.procedure.state(here)
        ahead.append({"state": "next", "label": state.label if state else here, "on": None, "by": "", "href": ""})
        if state and state.closed:
            break
    return ahead


def _acts(v: MatterView, steps: list[Step]) -> list[dict[str, Any]]:
    """The acts as buttons: what leads on stands out, and the seal's colour is for one of them at most."""
    acts = [_act(v, s) | {"light": s.light or (n == 0 and s.id in _onward(v))} for n, s in enumerate(steps)]
    for act in [a for a in acts if a["decisive"]][1:]:
        act["decisive"] = False
    return acts


def _act(v: MatterView, step: Step) -> dict[str, Any]:
    return {
        "label": step.label, "href": reverse("step", args=(v.row.pk, step.id)), "decisive": step.issues is not None and step.issues.series is not None,
        "light": step.light, "hint": step.consequence,
    }  # fmt: skip


def _who(step: Step) -> str:
    return "或".join(catalogue().role_label(r) for r in step.roles[:2])


def _fact(field: Field, value: Value, words: Words) -> dict[str, Any]:
    rows = _rows(field, value, words) if field.kind is Kind.ROWS and isinstance(value, list) else None
    return {"label": field.label, "shown": words.show(field, value), "sensitivity": field.sensitivity.value, "was": "", "rows": rows, "blank": False}


def _rows(field: Field, value: list[Any], words: Words) -> dict[str, Any] | None:
    """The rows of a table fact without the columns that no row fills."""
    columns = [c for c in field.columns if any(row.get(c.name) not in (None, "") for row in value)]
    body = [[words.show(c, row.get(c.name)) for c in columns] for row in value]
    return {"head": [c.label for c in columns], "body": body} if columns else None


def _paper(v: MatterView, paper: Any) -> dict[str, Any]:
    served = f"{paper.served_on}送达" if paper.served_on else ""
    return {
        "title": paper.title, "number": paper.number, "on": paper.issued_on, "href": reverse("paper", args=(paper.pk,)),
        "preview_src": reverse("paper_preview", args=(paper.pk,)), "pages": 0, "served": served, "owed": False, "late": False,
    }  # fmt: skip


def _evidence(v: MatterView, use: Any) -> dict[str, Any]:
    return {
        "name": use.name, "kind": use.file.media_type, "on": use.at, "by": v.people.get(use.added_by, use.added_by), "digest": use.file.sha256,
        "href": reverse("evidence_file", args=(v.row.pk, use.pk)), "verified": True, "held_until": None,
    }  # fmt: skip


def _people(v: MatterView) -> list[dict[str, Any]]:
    found = [{"name": str(v.matter.facts["party_name"]), "part": "当事人", "detail": str(v.matter.get("party_class") or "")}] if "party_name" in v.matter.facts else []
    done_by = {p for d in v.matter.done.values() for p in d.by if p != "clock"}
    part = {v.matter.handler: "经办人"}
    by = sorted(done_by, key=lambda p: (p != v.matter.handler, p))
    return found + [{"name": v.people.get(p, p), "part": part.get(p, "办理人"), "detail": "", "href": "", "certificate": ""} for p in by]


def _links(v: MatterView) -> list[dict[str, Any]]:
    found = [_link("来源" if v.row.parent_id else "", v.parent)] if v.parent else []
    return found + [_link("子事项", c) for c in v.children]


def _link(kind: str, m: Matter) -> dict[str, Any]:
    procedure = catalogue().procedure(m.procedure, m.version)
    state = procedure.state(m.state)
    return {"kind": kind, "number": m.number, "title": m.title, "state": state.label if state else m.state, "href": reverse("matter", args=(m.pk,))}


def _event(v: MatterView, e: Event) -> dict[str, Any]:
    late = "、".join(r.label + "超期" for r in v.limits if r.late and r.ended_on == e.on and r.limit in _ended_by(v, e))
    step = v.procedure.step(e.step)
    gates = {g.id: g.label for g in step.gates} if step else {}
    return {
        "on": e.on, "at": e.at, "label": e.label, "by": "、".join(v.people.get(i, i) for i in e.by.split("、")), "text": "",
        "number": e.number, "decisive": bool(e.number), "late_entry": e.at.date() > e.on, "late": late,
        "overrides": [{"label": gates.get(g, g), "reason": r} for g, r in e.overrides.items()], "files": e.files,
        "anchor": f"e{e.seq}", "proof_href": reverse("entry_proof", args=(v.row.pk, e.seq)),
    }  # fmt: skip


def _ended_by(v: MatterView, e: Event) -> tuple[str, ...]:
    step = v.procedure.step(e.step)
    return step.ends if step else ()


def _published(v: MatterView) -> list[dict[str, Any]]:
    return [{"channel": p.channel, "on": p.published_on, "href": reverse("disclosure_item", args=(p.pk,))} for p in v.publications if not p.withdrawn_on]


def _proof(v: MatterView) -> dict[str, Any]:
    point = v.checkpoint
    return {
        "entries": v.entries, "head": v.row.last_hash, "checkpoint": {"size": point.size, "at": point.at} if point else None,
        "verify_href": reverse("matter_verify", args=(v.row.pk,)), "download_href": reverse("matter_proof", args=(v.row.pk,)),
    }  # fmt: skip
