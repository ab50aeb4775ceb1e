"""The due calculator for everybody: choose a limit, say when it began, and get the receipt day by day, or a calendar file.

One address holds the whole question, so an answer can be kept, printed and sent.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.period import TimeLimit
from fadu.kernel.rulebook import Rulebook
from fadu.law.naming import OTHER, topic_of, topics
from fadu.service import clock, due_question, law_words
from fadu.service.due_follows import asks_fine, last_demand
from fadu.service.due_question import Answer, Question
from fadu.service.due_receipt import DueNote, ics
from fadu.service.rules import rulebook
from fadu.store.models import Town
from fadu.web.access import public
from fadu.web.receipt import LONGEST, days_of, key_dates, stood_still
from fadu.web.views.public import site_of, town_for


@public
def due_page(request: HttpRequest) -> HttpResponse:
    """Pick a limit; then say when it began; then the receipt."""
    town, book = town_for(request), rulebook()
    question = due_question.asked(request.GET)
    rule = due_question.shown_rule(book, question.limit, clock.today(), town.org)
    if rule is None:
        return render(request, "fadu/law/due_form.html", _choosing(request, town, book, question), status=422 if question.limit else 200)
    answer = due_question.answer(book, question, town.org)
    if answer.due is None or request.GET.get("edit"):
        return render(
            request, "fadu/law/due_form.html", _asking(request, town, book, rule, question, answer), status=422 if answer.trouble else 200
        )
    return render(request, "fadu/due.html", _answering(request, town, book, answer))


@public
def due_ics(request: HttpRequest) -> HttpResponse:
    """The same answer as a file for a calendar."""
    town = town_for(request)
    answer = due_question.answer(rulebook(), due_question.asked(request.GET), town.org)
    if answer.due is None:
        raise Http404("先在“算期限”写明期限和起算日")
    due = answer.due
    address = request.build_absolute_uri(f"{reverse('due_page')}?{request.GET.urlencode()}")
    note = DueNote(due, f"{due.started_on}{due.rule.start_event}", f"{due.limit}/{due.started}/{due.due}", address)
    response = HttpResponse(ics([note], clock.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="due.ics"'
    return response


def _choosing(request: HttpRequest, town: Town, book: Rulebook, question: Question) -> dict[str, Any]:
    grouped: dict[str, list[dict[str, str]]] = {}
    for name in book.limits:
        row = due_question.shown_rule(book, name, clock.today(), town.org)
        if row is not None:
            grouped.setdefault(topic_of(name).id, []).append({"value": name, "label": f"{row.label}（{law_words.value_of(row)}）"})
    return {
        "page_title": "算期限", "site": site_of(request, town, "期限和法规"), "action": request.path, "rule": None,
        "groups": [{"label": t.label, "choices": grouped[t.id]} for t in (*topics(), OTHER) if t.id in grouped],
        "trouble": f"没有“{question.limit}”这个期限，请从下面选一个。" if question.limit else "", "law_href": reverse("law_home"),
    }  # fmt: skip


def _asking(request: HttpRequest, town: Town, book: Rulebook, rule: TimeLimit, question: Question, answer: Answer) -> dict[str, Any]:
    stops = [{"n": n, "first": s.first, "last": s.last, "cause": s.cause} for n, s in enumerate(question.stops, 1)]
    return {
        "page_title": f"算期限：{rule.label}", "site": site_of(request, town, "期限和法规"), "action": request.path, "question": question,
        "rule": {"id": rule.id, "label": rule.label, "value": law_words.value_of(rule), "start": rule.start_event, "basis": rule.citation,
                 "binds": law_words.bound_of(rule), "hours": due_question.needs_time(rule), "money": asks_fine(rule), "unit": rule.unit.label, "extends": bool(rule.extension or rule.open_ended), "extension": law_words.extension_of(rule),
                 "causes": [{"value": c, "label": book.causes.get(c, c)} for c in rule.suspended_by], "href": reverse("law_limit", args=(rule.id,))},
        "stops": stops if rule.suspended_by else [], "trouble": answer.trouble, "wrong": answer.field, "other_href": reverse("due_page"), "law_href": reverse("law_home"),
    }  # fmt: skip


def _answering(request: HttpRequest, town: Town, book: Rulebook, answer: Answer) -> dict[str, Any]:
    due = answer.due
    assert due is not None
    query = request.GET.copy()
    query["edit"] = "1"
    last = last_demand(book, due, town.org)
    return {
        "page_title": f"{due.rule.label}怎么算", "frame": "fadu/public.html", "site": site_of(request, town, "期限和法规"), "days": days_of(due, LONGEST),
        "due": {**key_dates(due), "subject": "算期限", "subject_href": reverse("due_page"), "ended_on": None, "clock": None},
        "ics_href": f"{reverse('due_ics')}?{request.GET.urlencode()}", "edit_href": f"?{query.urlencode()}", "law_href": reverse("law_limit", args=(due.limit,)),
        **stood_still(due), "printed_on": clock.today(), "organ": town.name,
        "more": [{"label": "最迟送达催告书", "on": last, "why": "届满前须留足催告期和一个工作日提出申请"}] if last else [],
        "grown": {"fen": answer.owed_fen, "until": answer.until} if answer.until else None,
    }  # fmt: skip
