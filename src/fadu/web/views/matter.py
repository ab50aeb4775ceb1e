"""The page of one matter: where it stands, what can be done now, what is refused and why, and everything behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.decide import Option
from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.procedure import Step
from fadu.kernel.role import CLOCK
from fadu.packs import catalogue
from fadu.packs.common.erasure import ERASURE
from fadu.service.course import comes_first, course_from, followed_by_clock, onward_steps, rests
from fadu.service.desk import SOON
from fadu.service.matter_view import Event, MatterView, Running, view
from fadu.service.owed import Owed
from fadu.service.places import place_of
from fadu.service.readings import remember_reading
from fadu.service.returned import returned
from fadu.service.scope import Reader
from fadu.service.volume import has_inner, has_volume, proposed_term
from fadu.service.words import Words
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.case_rail import case_rail
from fadu.web.clocks import clock_part
from fadu.web.own_pages import link_for, own_desk

#: So many facts are shown of a matter that is opened below its row.
_PEEKED = 8
_AWAITED = 6
#: And so many of the linked matters that wait for somebody.
_OWED = 6


@staff
def matter_page(request: HttpRequest, matter_id: str) -> HttpResponse:
    reader = reader_of(request)
    found = view(reader, matter_id, all_events="all" in request.GET)
    if found is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    remember_reading(request.user, found)
    rail = case_rail(reader, found)
    context = matter_context(found, blocked=rail["decides"] if rail and rail["blocks"] else "")
    if request.headers.get("HX-Request"):  # opened below its row of a register
        return render(
            request,
            "fadu/parts/row_peek.html",
            context | {"facts": context["facts"][:_PEEKED], "row": {"href": request.path, "label": "打开事项"}},
        )
    return render(request, "fadu/matter.html", context | _beside(reader, found, context, rail))


def _beside(reader: Reader, found: MatterView, context: dict[str, Any], rail: dict[str, Any] | None) -> dict[str, Any]:
    """What stands on the page beside the matter itself. What the rail says is not said again among the refusals."""
    if rail and rail["blocks"] is not None:
        context["refused"] = [r for r in context["refused"] if r["href"] or r["step"] != rail["decides"]]
    link = link_for(reader, found.procedure, found.matter.state, str(found.row.pk))
    volume = reverse("case_volume", args=(found.row.pk,)) if has_volume(found.row, found.papers) else ""
    outer = f"{volume}?only=outer" if volume and has_inner(found.row, found.papers) else ""
    back = returned(reader, found.procedure, found.matter)
    return {
        "case_rail": rail,
        "volume_href": volume,
        "outer_href": outer,
        "keeping": proposed_term(found.row) if volume and found.row.closed_on else "",
        "link": link,
        "erase_href": _erase_href(reader, found),
        "returned": back,
    }


def matter_context(v: MatterView, blocked: str = "") -> dict[str, Any]:
    """The context of ``matter.html``. ``blocked``: the step that the rail beside it says cannot be taken yet."""
    own, common = _split(v)
    others, elsewhere = _others(v, blocked), _elsewhere(v)
    typed, derived = _facts(v)
    clocks = [clock_part(r, v.world.rules.calendar, v.world.today, str(v.row.pk)) for r in v.limits if _runs(v, r)]
    return {
        "page_title": v.row.title, "matter": _head(v), "rail": _rail(v), "clock": clocks[0] if clocks else None, "clocks": clocks[1:],
        "acts": _acts(v, [o.step for o in own if o.possible]), "common": [_act(v, o.step) for o in common if o.possible],
        "refused": [_refused(v, o) for o in own if not o.possible and not o.moot], "moot": [_refused(v, o) for o in own if o.moot],
        "awaited": _awaited(others), "not_yet": _not_yet(v, others), "owed": [_owed(o, elsewhere(o.matter)) for o in v.owed[:_OWED]], "owed_more": len(v.owed) - _OWED,
        "facts": typed, "derived_facts": derived, "papers": [_paper(v, p) for p in v.papers],
        "evidence": [_evidence(v, e) for e in v.evidence], "people": _people(v), "links": _links(v, elsewhere),
        "timeline": [_event(v, e) for e in v.events], "published": _published(v), "proof": _proof(v),
        "own_desk": own_desk(v.procedure.name, str(v.row.pk)), "procedure_href": reverse("procedure_page", args=(v.procedure.name,)), "timeline_more_href": "?all=1#timeline" if len(v.events) < v.entries else "",
    }  # fmt: skip


def _erase_href(reader: Reader, v: MatterView) -> str:
    """Where those who may ask for it begin erasing personal data of this matter; empty for everybody else."""
    begin = next(s for s in ERASURE.steps if s.opens_matter)
    if v.procedure.name == ERASURE.name or not reader.roles & set(begin.roles):
        return ""
    return f"{reverse('begin', args=(ERASURE.name, begin.id))}?{urlencode({'target': v.row.pk})}"


def _runs(v: MatterView, running: Running) -> bool:
    """Limits worth a clock: ours until they end, a party's until it has passed."""
    return running.ended_on is None and (running.ours or running.due.due_on >= v.world.today)


def _split(v: MatterView) -> tuple[list[Option], list[Option]]:
    """Acts of the procedure itself, those that lead on first; and the common ones of every matter."""
    own = [o for o in v.options if o.step.to is not None or o.step.id not in _common()]
    common = [o for o in v.options if o not in own]
    onward = _onward(v)
    return sorted(own, key=lambda o: onward.index(o.step.id) if o.step.id in onward else len(onward)), common


def _onward(v: MatterView) -> list[str]:
    """The ids of the steps that lead on from here, whoever takes them: what meets the limit due next, then the main way."""
    if v.matter.closed_on is not None:
        return []
    return list(dict.fromkeys([*_first(v), *[s.id for s in onward_steps(v.procedure, v.matter.state)]]))


def _first(v: MatterView) -> list[str]:
    """The ids of the steps that come before any way on while the next limit ends soon."""
    due = frozenset([r.limit for r in v.limits if r.ours and r.ended_on is None and r.due.due_on <= v.world.today + SOON][:1])
    return [s.id for s in v.procedure.steps_from(v.matter.state) if comes_first(v.procedure, v.matter.state, s, due)]


def _others(v: MatterView, blocked: str) -> list[Option]:
    """What others may do next that leads on; nothing while the matter waits for one of its own children, or rests as it is."""
    followed, onward = followed_by_clock(v.procedure, v.matter.state), _first(v) if rests(v.procedure, v.matter.state) else _onward(v)
    if any(c.closed_on is None and c.procedure in followed for c in v.children):
        return []
    return [o for o in v.awaited if o.step.id in onward and o.step.id != blocked][:_AWAITED]


def _awaited(others: Sequence[Option]) -> list[dict[str, str]]:
    """Who else may lead on from here now, each with all that is theirs to do; an act that is still refused waits for nobody."""
    found = dict[str, list[str]]()
    for step in [o.step for o in others if _passable(o)]:
        found.setdefault(_who(step), []).append(step.label)
    return [{"who": who, "label": "”“".join(labels)} for who, labels in found.items()]


def _passable(option: Option) -> bool:
    """Whether it may be done now, were it with a reason."""
    return all(r.overridable for r in option.refusals)


def _not_yet(v: MatterView, others: Sequence[Option]) -> list[dict[str, str]]:
    """What others are to do next and cannot do yet, and what it still lacks: told where nobody can lead on now."""
    mine = [o for o in v.options if o.step.id in _onward(v)]
    if any(_passable(o) for o in (*mine, *others)):
        return []
    return [{"label": o.step.label, "why": o.refusals[0].message} for o in others if o.step.to is not None]


def _owed(o: Owed, place: str) -> dict[str, Any]:
    """A linked matter that waits for somebody: where, what for, whom, until when."""
    return {
        "title": o.matter.title,
        "place": place,
        "href": reverse("matter", args=(o.matter.pk,)),
        "who": "您" if o.mine else _who(o.step),
        "label": o.step.label,
        "due_on": o.due_on,
        "mine": o.mine,
    }


def _facts(v: MatterView) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a person typed or is money, and what else steps worked out for themselves; empty facts are left out."""
    words = Words(v.row.org)
    asked = {n for s in v.procedure.steps if s.roles != (CLOCK,) for n in (*s.fields, *s.optional)}
    derived = {n for s in v.procedure.steps for n in s.derived if (f := v.procedure.field(n)) and f.kind is not Kind.MONEY} - asked
    shown = [(f.name in derived, _fact(f, value, words)) for f, value in _as_told(v) if f.kind is not Kind.FILE]
    shown = [(folded, fact) for folded, fact in shown if fact["shown"] or fact["rows"]]
    return [fact for folded, fact in shown if not folded], [fact for folded, fact in shown if folded]


def _as_told(v: MatterView) -> list[tuple[Field, Value]]:
    """The fields with their values; the name of a party that is a body is nobody's personal data."""
    public = v.procedure.public
    in_full = public is not None and public.in_full is not None and public.in_full(v.matter.facts)
    return [
        (replace(f, sensitivity=Sensitivity.PUBLIC) if in_full and public and f.name in public.masked else f, value)
        for f, value in v.fields
    ]


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
            rail.append(
                {
                    "state": "done",
                    "label": state.label if state else event.state,
                    "on": event.on,
                    "year": event.on.year != v.world.today.year,
                    "by": by,
                    "href": f"#e{event.seq}",
                }
            )
    current = v.procedure.state(v.matter.state)
    rail = [r for r in rail if r["label"] != (current.label if current else "")] + [
        r for r in rail if current and r["label"] == current.label
    ]
    if rail:
        rail[-1]["state"] = "done" if v.matter.closed_on else "now"
    return (
        rail
        if v.matter.closed_on
        else rail + [_promised(v, state) for state in course_from(v.procedure, v.matter.state) if state not in passed]
    )


def _promised(v: MatterView, state_id: str) -> dict[str, Any]:
    """A state that follows on the main way, not reached yet."""
    state = v.procedure.state(state_id)
    return {"state": "next", "label": state.label if state else state_id, "on": None, "by": "", "href": ""}


def _acts(v: MatterView, steps: list[Step]) -> list[dict[str, Any]]:
    """The acts as buttons: only the main way on stands out, before the others, in the seal's colour where it brings a numbered paper."""
    onward = _onward(v)
    main = next((s.id for s in steps if s.id in onward[:1] or (s.light and s.id in onward)), "") or _in_time(v, steps)
    first = sorted(steps, key=lambda s: s.id != main)
    return [_act(v, s) | {"light": s.id == main, "decisive": s.id == main and _numbers(s)} for s in first]


def _in_time(v: MatterView, steps: list[Step]) -> str:
    """Where nothing of theirs leads on: the act that meets a running limit without closing the matter."""
    running = {r.limit for r in v.limits if r.ended_on is None}
    return next((s.id for s in steps if running & set(s.ends) and not any(v.procedure.is_closed(d) for d in s.destinations)), "")


def _numbers(step: Step) -> bool:
    return step.issues is not None and step.issues.series is not None


def _refused(v: MatterView, option: Option) -> dict[str, Any]:
    """A refused act; where reasons would pass every gate, its form is the way on."""
    return {
        "step": option.step.id,
        "label": option.step.label,
        "refusals": option.refusals,
        "href": reverse("step", args=(v.row.pk, option.step.id)) if _passable(option) else "",
    }


def _act(v: MatterView, step: Step) -> dict[str, Any]:
    return {
        "label": step.label, "href": reverse("step", args=(v.row.pk, step.id)), "decisive": _numbers(step),
        "light": step.light, "hint": step.consequence,
    }  # fmt: skip


def _who(step: Step) -> str:
    return "或".join(catalogue().role_label(r) for r in step.roles[:2])


def _fact(field: Field, value: Value, words: Words) -> dict[str, Any]:
    rows = _rows(field, value, words) if field.kind is Kind.ROWS and isinstance(value, list) else None
    return {
        "label": field.label,
        "shown": words.show(field, value).removeprefix("sha256:"),
        "sensitivity": field.sensitivity.value,
        "was": "",
        "rows": rows,
        "blank": False,
    }


def _rows(field: Field, value: list[Any], words: Words) -> dict[str, Any] | None:
    """The rows of a table fact, of the columns that say something."""
    columns = field.columns_shown(value)
    body = [words.row(columns, row) for row in value]
    return {"head": [c.label for c in columns], "body": body} if columns else None


def _paper(v: MatterView, paper: Any) -> dict[str, Any]:
    return {
        "title": paper.title or "内容已依法删除", "number": paper.number, "on": paper.issued_on, "href": reverse("paper", args=(paper.pk,)),
        "preview_src": reverse("paper_preview", args=(paper.pk,)), "pages": 0, "served": "", "owed": False, "late": False,
    }  # fmt: skip


def _evidence(v: MatterView, use: Any) -> dict[str, Any]:
    return {
        "name": use.name or "已依法删除的附件", "kind": _sort_of(use.file.media_type), "on": use.at, "by": v.people.get(use.added_by, use.added_by), "digest": use.file.sha256,
        "href": reverse("evidence_file", args=(v.row.pk, use.pk)),
    }  # fmt: skip


#: What a file is, by the first part of its media type, in words.
_SORTS = {"image": "图片", "audio": "录音", "video": "视频", "text": "文字"}


def _sort_of(media_type: str) -> str:
    return _SORTS.get(media_type.split("/")[0], "文件")


def _people(v: MatterView) -> list[dict[str, Any]]:
    found = (
        [{"name": str(v.matter.facts["party_name"]), "part": "当事人", "detail": str(v.matter.get("party_class") or "")}]
        if "party_name" in v.matter.facts
        else []
    )
    done_by = {p for d in v.matter.done.values() for p in d.by if p != "clock"}
    part = {v.matter.handler: "经办人"}
    by = sorted(done_by, key=lambda p: (p != v.matter.handler, p))
    return found + [{"name": v.people.get(p, p), "part": part.get(p, "办理人"), "detail": "", "href": "", "certificate": ""} for p in by]


def _links(v: MatterView, elsewhere: Callable[[Matter], str]) -> list[dict[str, Any]]:
    found = [_link("来源" if v.row.parent_id else "", v.parent)] if v.parent else []
    children = sorted(v.children, key=lambda c: c.closed_on is not None)
    return found + [_link("　".join(t for t in ("子事项", elsewhere(c)) if t), c) for c in children]


def _elsewhere(v: MatterView) -> Callable[[Matter], str]:
    """The village of a child that is not its parent's, so that one of many can be told from the others; '' otherwise."""
    apart = any(c.village and c.village != v.row.village for c in v.children)
    named = place_of(v.row.org) if apart else str
    return lambda child: named(child.village) if child.village != v.row.village else ""


def _link(kind: str, m: Matter) -> dict[str, Any]:
    procedure = catalogue().procedure(m.procedure, m.version)
    state = procedure.state(m.state)
    return {
        "kind": kind,
        "number": m.number,
        "title": m.title,
        "state": state.label if state else m.state,
        "href": reverse("matter", args=(m.pk,)),
    }


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
    return [
        {"channel": p.channel, "on": p.published_on, "href": reverse("disclosure_item", args=(p.pk,))}
        for p in v.publications
        if not p.withdrawn_on
    ]


def _proof(v: MatterView) -> dict[str, Any]:
    point = v.checkpoint
    return {
        "entries": v.entries, "head": v.row.last_hash, "checkpoint": {"size": point.size, "at": point.at} if point else None,
        "verify_href": reverse("matter_verify", args=(v.row.pk,)), "download_href": reverse("matter_proof", args=(v.row.pk,)),
    }  # fmt: skip
