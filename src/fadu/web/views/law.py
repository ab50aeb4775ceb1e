"""The law for everybody: every number with its article and source, every statute with its versions, every procedure.

These pages read the rulebook and the catalogue only; nothing about anybody's matter is on them.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.gate import Strength
from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.rulebook import Amount, Rulebook, Statute
from fadu.law.naming import place_name, topic_of
from fadu.packs import catalogue
from fadu.packs.common.steps import common_steps
from fadu.packs.describe import plain_words, states_named
from fadu.packs.diagram import arrows
from fadu.service import clock, law_browser, law_words
from fadu.service.law_browser import Row, Rule
from fadu.service.law_uses import Cited, Use
from fadu.service.rules import rulebook
from fadu.web.access import public
from fadu.web.views.public import site_of, town_for

NAV = (("mechanism", "按机制"), ("statute", "按法规"), ("procedure", "按程序"))


@public
def law_home(request: HttpRequest) -> HttpResponse:
    """All numbers by mechanism, all statutes, or all procedures."""
    town = town_for(request)
    by, words = request.GET.get("by", ""), request.GET.get("q", "").strip()[:100]
    by = by if by in dict(NAV) else "mechanism"
    book = rulebook()
    unfolded = bool(words) or "all" in request.GET
    listed = {"mechanism": _topics, "statute": _statutes, "procedure": _procedures}[by](book, town.org, words)
    context = {
        "page_title": "期限和法规", "site": site_of(request, town, "期限和法规"), "by": by, "q": words, "action": request.path, **listed,
        "views": [{"label": label, "href": f"?by={key}", "current": key == by} for key, label in NAV],
        "due_href": reverse("due_page"), "workdays_href": reverse("workdays"), "unfolded": unfolded,
        "unfold_href": "" if words else f"?by={by}" if unfolded else f"?by={by}&all=1",
        "counts": {"rules": len(book.limits) + len(book.amounts), "statutes": len(book.statutes), "procedures": len(catalogue().procedures)},
    }  # fmt: skip
    return render(request, "fadu/law/home.html", context)


@public
def law_limit(request: HttpRequest, name: str) -> HttpResponse:
    """One number: what it is, whom it binds, since when, who said so, and which procedures use it."""
    town, book = town_for(request), rulebook()
    rule = law_browser.rule(book, name, clock.today(), town.org)
    if rule is None:
        raise Http404("没有这个期限或者数额，可以从“期限和法规”查找")
    context = {
        "page_title": rule.label, "site": site_of(request, town, "期限和法规"), "back_href": reverse("law_home"),
        "rule": {**_row(rule.shown, book), "topic": topic_of(name).label, "label": rule.label, "value": law_words.value_of(rule.shown), "here": rule.here is not None, "place": town.short_name},
        "rows": [{**_row(row, book), "holds": row is rule.here} for row in rule.rows], "uses": _uses(rule.uses),
        "due_href": f"{reverse('due_page')}?limit={name}" if rule.is_limit else "",
    }  # fmt: skip
    return render(request, "fadu/law/limit.html", context)


@public
def law_statute(request: HttpRequest, short: str) -> HttpResponse:
    """One statute: its versions, what it replaced, and what rests on it."""
    town, book = town_for(request), rulebook()
    found = law_browser.statute(book, short, clock.today(), town.org)
    if found is None:
        raise Http404("法规目录里没有这个名称，可以从“期限和法规”查找")
    context = {
        "page_title": short, "site": site_of(request, town, "期限和法规"), "back_href": f"{reverse('law_home')}?by=statute", "short": short,
        "versions": [_version(v, book) for v in found.versions], "rules": [_entry(r) for r in found.rules], "cited": _cited(found.cited),
    }  # fmt: skip
    return render(request, "fadu/law/statute.html", context)


@public
def procedure_page(request: HttpRequest, name: str) -> HttpResponse:
    """What the law asks of one procedure, step by step."""
    town = town_for(request)
    if not catalogue().has_procedure(name):
        raise Http404("没有这个程序，可以从“期限和法规”按程序查找")
    procedure = catalogue().procedure(name)
    common = {s.id for s in common_steps()}
    own = [s for s in procedure.steps if s.id not in common]
    context = {
        "page_title": procedure.label, "site": site_of(request, town, "期限和法规"), "procedure": procedure, "pack": catalogue().pack_of(name).label,
        "diagram": {"states": [(s.id, s.label, s.closed) for s in procedure.states], "steps": arrows(own)},
        "steps": [_step(procedure, s, rulebook()) for s in own], "common": [s.label for s in procedure.steps if s.id in common],
        "back_href": f"{reverse('law_home')}?by=procedure", "unfolded": "all" in request.GET, "unfold_href": request.path if "all" in request.GET else "?all=1",
    }  # fmt: skip
    return render(request, "fadu/procedure.html", context)


def _topics(book: Rulebook, place: str, words: str) -> dict[str, Any]:
    found = law_browser.by_topic(book, clock.today(), place, words)
    return {"groups": [{"id": t.id, "title": t.label, "about": t.about, "entries": [_entry(r) for r in entries]} for t, entries in found]}


def _entry(rule: Rule) -> dict[str, Any]:
    row = rule.shown
    return {
        "label": row.label, "href": reverse("law_limit", args=(rule.name,)), "value": law_words.value_of(row), "basis": row.basis, "checked": row.verified,
        "default": row.default, "place": place_name(row.place) if row.place else "", "start": getattr(row, "start_event", ""), "here": rule.here is not None,
        "uses": len({use.procedure for use in rule.uses}),
    }  # fmt: skip


def _row(row: Row, book: Rulebook) -> dict[str, Any]:
    """A row of law as facts (what, word) and the cells of the table of its rows."""
    said = [
        ("依据", _basis(row)),
        *_limit_facts(row, book),
        ("地方", law_words.open_to(row)),
        ("来源", row.source),
        ("核对", law_words.trust_of(row)),
        ("说明", row.note),
    ]
    return {
        "facts": [{"label": label, "shown": shown} for label, shown in said if shown], "place": place_name(row.place), "value": law_words.value_of(row),
        "force": law_words.force_of(row.since, row.until), "standing": law_words.standing_on(row, clock.today()), "source": row.source,
        "trust": law_words.trust_of(row), "checked": row.verified, "default": row.default, "basis": row.basis,
    }  # fmt: skip


def _basis(row: Row) -> str:
    return "；".join(str(one) for one in row.basis) or "法律没有规定"


def _limit_facts(row: Row, book: Rulebook) -> list[tuple[str, str]]:
    if isinstance(row, Amount):
        return []
    return [
        ("约束", law_words.bound_of(row)), ("起算", row.start_event), ("延长", law_words.extension_of(row)), ("中止", law_words.stops_of(row, book)),
        ("逾期后果", row.on_lapse), ("计算规则", "；".join(str(one) for one in row.counting)),
    ]  # fmt: skip


def _uses(uses: tuple[Use, ...]) -> list[dict[str, Any]]:
    """Steps by procedure, each with everything the rule does there."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for use in uses:
        step = found.setdefault(use.procedure, {}).setdefault(
            use.step, {"label": use.step_label, "how": [], "href": _step_href(use.procedure, use.step)}
        )
        step["how"].append(use.how)
    return [
        {"label": catalogue().procedure(name).label, "href": reverse("procedure_page", args=(name,)), "steps": list(steps.values())}
        for name, steps in found.items()
    ]


def _step_href(procedure: str, step: str) -> str:
    return f"{reverse('procedure_page', args=(procedure,))}#{step}"


def _statutes(book: Rulebook, place: str, words: str) -> dict[str, Any]:
    found = law_browser.statutes(book, words)
    return {
        "statutes": [
            {**_version(v[-1], book), "short": short, "href": reverse("law_statute", args=(short,)), "versions": len(v)}
            for short, v in found
        ]
    }


def _version(row: Statute, book: Rulebook) -> dict[str, Any]:
    return {
        "title": row.title, "number": row.number, "kind": row.kind, "force": law_words.force_of(row.since, row.until), "articles": row.articles,
        "standing": law_words.standing_on(row, clock.today()), "replaces": [_named(book, r) for r in row.replaces],
        "followed": [_named(book, s.short) for s in law_words.followed_by(row, book)], "source": row.source, "trust": law_words.trust_of(row),
        "checked": row.verified, "note": row.note,
    }  # fmt: skip


def _named(book: Rulebook, short: str) -> dict[str, str]:
    return {"label": short, "href": reverse("law_statute", args=(short,)) if short in book.statutes else ""}


def _cited(cited: tuple[Cited, ...]) -> list[dict[str, Any]]:
    """Procedures that cite a statute, each with its articles in order."""
    found: dict[str, set[Any]] = {}
    for one in cited:
        found.setdefault(one.procedure.name, set()).add(one.citation)
    return [
        {"label": catalogue().procedure(n).label, "href": reverse("procedure_page", args=(n,)), "basis": tuple(sorted(c))}
        for n, c in found.items()
    ]


def _procedures(book: Rulebook, place: str, words: str) -> dict[str, Any]:
    groups = []
    for pack in catalogue().packs:
        entries = [
            {"label": p.label, "href": reverse("procedure_page", args=(p.name,)), "about": f"{len(p.states)}个状态"}
            for p in pack.procedures
            if all(w in pack.label + p.label for w in words.split())
        ]
        groups += [{"title": pack.label, "entries": entries}] if entries else []
    return {"packs": groups}


def _step(procedure: Procedure, step: Step, book: Rulebook) -> dict[str, Any]:
    return {
        "id": step.id, "label": step.label, "from": states_named(procedure, step.source), "to": states_named(procedure, step.destinations) or "状态不变", "basis": step.basis,
        "roles": "、".join(catalogue().role_label(r) for r in step.roles), "told": step.told, "consequence": step.consequence,
        "gates": [{"label": g.label, "refusal": plain_words(g.refusal), "remedy": plain_words(g.remedy), "basis": g.basis, "reason": g.strength is Strength.REASON} for g in step.gates],
        "limits": [{"label": row.label, "value": law_words.value_of(row), "href": reverse("law_limit", args=(row.id,)), "checked": row.verified or row.default} for s in step.starts for row in (book.limits[s.limit][-1],)],
        "ends": [{"label": book.limits[e][-1].label, "href": reverse("law_limit", args=(e,))} for e in step.ends],
        "paper": step.issues.label if step.issues else "", "published": step.publishes is not None,
        "opens": [{"label": catalogue().procedure(o.procedure).label, "href": reverse("procedure_page", args=(o.procedure,))} for o in step.opens],
    }  # fmt: skip
