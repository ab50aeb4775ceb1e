"""The page of one step: its fields, the law to be told, the consequence; what was typed is never lost.

The same ``decide`` stands behind the button and behind the POST. Uploaded files are stored first, so that a
refused form keeps them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fadu.kernel.decide import Refused
from fadu.kernel.field import Field, Kind, Problem
from fadu.kernel.finding import Refusal
from fadu.kernel.matter import Facts, Matter, blank, kept
from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.service.checklists import begun_with
from fadu.service.grant import Grant
from fadu.service.links import act
from fadu.service.on_the_spot import colleagues
from fadu.service.people import actors, names
from fadu.service.returned import returned
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, just_done, take_step, would_refuse
from fadu.service.tiers import GATE, Tier, tiers_of
from fadu.service.uploads import take_in
from fadu.service.volume import ruled_term
from fadu.store import models
from fadu.store.snapshot import matter_of
from fadu.web.access import grant_in, reader_of, staff_or_link
from fadu.web.asked import whole_number
from fadu.web.command_key import next_key, sent_key
from fadu.web.consequence import consequence
from fadu.web.draft_file import BUTTON, FILE, fill_text, unfilled
from fadu.web.form import MOST_ROWS, Control, Posted, controls, edits_rows, read
from fadu.web.offers import offers_for
from fadu.web.own_pages import home_of, own_desk, own_page
from fadu.web.pointed import in_words, resolve
from fadu.web.sheets import blank_sheet, fill_rows

#: No matter has so many entries: what says more is not the number of its last one.
MOST_ENTRIES = 1_000_000
#: Gates that ask for a second officer.
_TOGETHER = frozenset({"two_certified_officers", "two_servers"})
_DAY = Field(name="_on", label="实际办理日期", kind=Kind.DATE)


@dataclass(frozen=True, slots=True)
class Page:
    """What one step page is about; ``row`` is None while no matter exists yet, ``grant`` unless somebody came through a link."""

    reader: Reader
    procedure: Procedure
    step: Step
    matter: Matter
    row: models.Matter | None
    grant: Grant | None = None

    @property
    def facts(self) -> Facts:
        """What need not be typed again: the matter's facts without those that this step begins anew, or adds new rows to."""
        return {name: value for name, value in kept(self.step, self.matter.facts).items() if name not in self.step.gathers}

    @property
    def asked(self) -> list[Field]:
        """Required fields not yet known, then required ones already known (they may be changed); then those that are never folded away."""
        fields = [f for n in self.step.fields if n != self.told_by_person and (f := self.procedure.field(n))]
        return [*sorted(fields, key=lambda f: f.name in self.facts), *(f for f in self._optional if self._decides(f))]

    @property
    def told_by_person(self) -> str:
        """The field of a name that goes with the person chosen and is not asked again; '' where none is."""
        person, name = (self.procedure.field(n) if n in self.step.fields else None for n in ("person", "name"))
        return "name" if person and name and (person.kind, name.kind) == (Kind.OFFICER, Kind.PERSON) else ""

    @property
    def more(self) -> list[Field]:
        return [f for f in self._optional if not self._decides(f)]

    def _decides(self, field: Field) -> bool:
        """Money, what an answer here makes compulsory, and what a gate waits for and nobody said yet: without it the act would be refused."""
        return field.kind is Kind.MONEY or any(field.name == n.field for n in self.step.needed) or self._awaited(field)

    def _awaited(self, field: Field) -> bool:
        return field.name not in self.facts and any(field.name in g.reads for g in self.step.gates)

    def needed(self, field: Field) -> str:
        """What makes an optional field compulsory all the same: another answer, or a gate that waits for it."""
        return self.procedure.needed_when(self.step, field.name) or ("按规定需要" if self._awaited(field) else "")

    @property
    def _optional(self) -> list[Field]:
        return [f for n in self.step.optional if (f := self.procedure.field(n))]

    @property
    def home(self) -> str:
        if self.grant:
            return reverse("link_home")
        return home_of(self.procedure.name, str(self.row.pk)) if self.row else reverse("desk")


@staff_or_link
@require_http_methods(["GET", "POST"])
def step_page(request: HttpRequest, matter_id: str, step_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = reader.readable().filter(pk=matter_id).first()
    if row is None:
        raise Http404("没有这个事项，或者不在您的查看范围内")
    procedure = catalogue().procedure(row.procedure, row.version)
    if own := own_page(row.procedure, step_id, str(row.pk)):
        return redirect(own)
    return _serve(request, _page(request, procedure, step_id, matter_of(row, procedure), row))


@staff_or_link
@require_http_methods(["GET", "POST"])
def begin_page(request: HttpRequest, procedure_name: str, step_id: str) -> HttpResponse:
    reader = reader_of(request)
    if not catalogue().has_procedure(procedure_name):
        raise Http404("没有这个程序")
    if own := own_page(procedure_name, step_id):
        return redirect(own)
    procedure = catalogue().procedure(procedure_name)
    return _serve(request, _page(request, procedure, step_id, blank(str(uuid.uuid4()), reader.org, procedure_name), None))


def _page(request: HttpRequest, procedure: Procedure, step_id: str, matter: Matter, row: models.Matter | None) -> Page:
    reader, grant, step = reader_of(request), grant_in(request), procedure.step(step_id)
    if step is None or not reader.roles & set(step.roles) or (grant and not grant.allows(procedure, step, str(row.pk) if row else "")):
        raise Http404("没有这一步，或者不由您办理")
    return Page(reader, procedure, step, matter, row, grant)


def _serve(request: HttpRequest, page: Page) -> HttpResponse:
    every = [*page.asked, *page.more]
    if request.method != "POST":
        sheet = blank_sheet(every, request.GET.get("sheet", ""), page.matter.facts)
        return sheet or _form(
            request, page, {**_own_place(page, every), **{f.name: request.GET[f.name] for f in every if f.name in request.GET}}, ()
        )
    if request.POST.get("_fill"):
        typed, wrong = fill_rows(request, every)
        return _form(request, page, typed, wrong, status=422 if wrong else 200)
    if request.POST.get(BUTTON):
        typed, wrong = fill_text(request, every)
        return _form(request, page, typed, wrong, status=422 if wrong else 200)
    edited = edits_rows(every, cast(Posted, request.POST))
    if edited is not None:
        return _form(request, page, edited, (), blank_rows=1)
    typed, wrong = typed_with_files(request, page.reader, every)
    wrong += resolve(page.reader, every, typed)
    wrong += unfilled(request, every)
    wrong += wrong_day(request)
    if page.told_by_person and (chosen := str(typed.get("person", ""))):
        typed[page.told_by_person] = names(page.reader.org, [chosen]).get(chosen, "")
    command = _command(request, page, typed)
    if wrong:
        return _form(request, page, typed, [*wrong, *_besides(command, wrong)], status=422)
    result = act(page.grant, command) if page.grant else take_step(command)
    if isinstance(result, Refused):
        said = [r for r in result.refusals if not r.field or r.field != page.told_by_person]
        return _form(request, page, typed, said, status=422, before=just_done(command))
    return _done(request, page, result)


def _own_place(page: Page, fields: list[Field]) -> dict[str, str]:
    """Where a new matter most likely is, for whoever holds a post in one village alone; they may choose another."""
    own = {post.village for post in page.reader.actor.posts if post.valid_on(page.reader.on)}
    places = [f.name for f in fields if f.kind is Kind.PLACE and not f.many] if page.row is None and len(own) == 1 else []
    return {name: village for name in places for village in own if village}


def _besides(command: Command, wrong: list[Refusal]) -> list[Refusal]:
    """What else stands in the way, so that one look tells all; not what the unread day or file itself would have answered."""
    unread = {r.field for r in wrong}
    late = _DAY.name in unread
    return [r for r in would_refuse(replace(command, form=False)) if r.field not in unread and not (late and r.gate == "day")]


def typed_with_files(request: HttpRequest, reader: Reader, fields: list[Field]) -> tuple[dict[str, object], list[Refusal]]:
    """What was typed, empty values left out, with uploaded files stored and put in their place."""
    typed = {k: v for k, v in read(fields, cast(Posted, request.POST)).items() if v not in ("", [])}
    wrong: list[Refusal] = []
    for name in request.FILES:
        if str(name).startswith(FILE):
            continue
        file = cast("UploadedFile[Any]", request.FILES[name])
        taken = take_in(reader.org, reader.actor.id, file.name or "附件", cast(BinaryIO, file))
        if isinstance(taken, Refusal):
            wrong.append(replace(taken, field=str(name).partition("-")[0]))
        else:
            _place(typed, str(name), taken)
    return typed, wrong


def _place(typed: dict[str, object], name: str, file: Mapping[str, Any]) -> None:
    """``photo`` → the field itself; ``evidence-0-file`` → that column of that row."""
    field, _, rest = name.partition("-")
    index, _, column = rest.partition("-")
    row = whole_number(index, MOST_ROWS)
    if row is None:
        typed[name] = file
        return
    rows = typed.setdefault(field, [])
    if isinstance(rows, list):
        while len(rows) <= row:
            rows.append({"name": file["name"]})
        rows[row][column] = file
        rows[row].setdefault("name", file["name"])


def _command(request: HttpRequest, page: Page, typed: Mapping[str, object]) -> Command:
    reasons = {k.removeprefix("_reason-"): str(v) for k, v in request.POST.items() if k.startswith("_reason-")}
    return Command(
        key=sent_key(request.POST), org=page.reader.org, actors=acting(request, page.reader), step=page.step.id,
        matter=str(page.row.pk) if page.row else "", procedure=page.procedure.name, fields=typed, reasons=reasons, files=_roots(typed),
        on=_day(request), seen=whole_number(request.POST.get("_seen"), MOST_ENTRIES), form=True,
    )  # fmt: skip


def acting(request: HttpRequest, reader: Reader) -> tuple[Actor, ...]:
    """The person signed in, then those chosen to act with them; who came through a link acts alone."""
    if grant_in(request):
        return (reader.actor,)
    others = [i for i in request.POST.getlist("_with") if i != reader.actor.id]
    return (reader.actor, *actors(reader.org, others))


def _roots(typed: Mapping[str, object]) -> tuple[str, ...]:
    found: list[str] = []
    for value in typed.values():
        for one in value if isinstance(value, list) else [value]:
            files = one.values() if isinstance(one, dict) and "root" not in one else [one]
            found += [f["root"] for f in files if isinstance(f, dict) and "root" in f]
    return tuple(dict.fromkeys(found))


def _day(request: HttpRequest) -> date | None:
    parsed = _DAY.parse(request.POST.get("_on", ""))
    return parsed if isinstance(parsed, date) else None


def wrong_day(request: HttpRequest) -> list[Refusal]:
    """A day of the act that is no day: it must not silently become today."""
    parsed = _DAY.parse(typed) if (typed := request.POST.get("_on", "").strip()) else None
    return [Refusal("day", parsed.message, parsed.remedy, field=_DAY.name)] if isinstance(parsed, Problem) else []


def _done(request: HttpRequest, page: Page, receipt: Receipt) -> HttpResponse:
    did = f"“{page.step.label}”刚才已经办过，没有重复办理" if receipt.repeated else f"已办理“{page.step.label}”"
    said = did + (f"，文号{receipt.number}" if receipt.number else "") + f"。回执{receipt.hash[:8]}"
    messages.success(request, said, extra_tags="done")
    return redirect(page.home if page.grant else home_of(page.procedure.name, receipt.matter))


def _form(
    request: HttpRequest, page: Page, typed: Mapping[str, object], refusals: Any, *, status: int = 200, blank_rows: int = 0,
    before: Receipt | None = None,
) -> HttpResponse:  # fmt: skip
    """The form, first or again; a stale page is told what changed and goes on from there. ``before``: what this form just did."""
    every = page.asked + page.more
    offers = offers_for(page.reader, every, page.procedure, page.matter)
    facts = page.facts
    begun = begun_with(page.procedure.name, facts)
    needed = {f.name: page.needed(f) for f in every}
    drawn = {
        "raw": in_words(page.reader, every, {**begun, **typed}),
        "known": in_words(page.reader, every, facts),
        "refusals": refusals,
        "offers": offers,
        "needed": needed,
        "blank_rows": blank_rows,
    }
    context = {
        "page_title": page.step.label, "step": _step(page), "procedure": page.procedure,
        "matter": _head(page), "returned": returned(page.reader, page.procedure, page.matter) if page.row else None, "form": controls(page.asked, required=page.step.fields, **drawn),
        "more": controls(page.more, **drawn), "more_open": bool(refusals) or any(f.name in begun for f in page.more), "refusals": refusals, "reasons": _reasons(request, page.step, refusals),
        "also": also(request, page.reader, page.step, _partners(page), _handlers(page)), "on": _on(request, refusals), "action": request.path, "draft_key": request.path, "answered": request.method == "POST",
        "cancel_href": page.home, "own_desk": own_desk(page.procedure.name, str(page.row.pk)) if page.row and not page.grant else None,
        "key": next_key(request.POST, refusals), "seen": page.matter.seq if page.row else "",
        "before_href": home_of(page.procedure.name, before.matter) if before and not page.grant else "", "paper_preview_href": "", **_frame(page),
    }  # fmt: skip
    return render(request, "fadu/step.html", context, status=status)


def _frame(page: Page) -> dict[str, Any]:
    """Who came through a link has one task and no columns beside it."""
    if page.grant is None:
        return {}
    task = {"title": page.step.label, "back_href": page.home, "back_label": "返回", "who": page.grant.holder}
    return {"frame": "fadu/phone.html", "task": task}


def _step(page: Page) -> dict[str, Any]:
    step = page.step
    return {
        "tiers": _tiers(page), "label": step.label, "decisive": step.issues is not None and step.issues.series is not None, "told": step.told, "told_basis": (),
        "consequence": consequence(page.procedure, step, rulebook(), page.reader.on) + _keeping(page), "basis": step.basis, "issues": step.issues.label if step.issues else "",
    }  # fmt: skip


def _keeping(page: Page) -> str:
    """How long the rule keeps this file, where the step sets for how long it is kept."""
    term = ruled_term(page.row) if page.row and "keeping" in page.step.fields else ""
    return f"按规定的期限保管的，保管{term}。" if term else ""


def _tiers(page: Page) -> Sequence[Tier]:
    """The published ranges beside the amount, where the step's amount is held against them."""
    return tiers_of(page.reader, page.matter.get("item")) if any(g.id == GATE for g in page.step.gates) and page.matter.get("item") else ()


def _head(page: Page) -> dict[str, Any] | None:
    if page.row is None:
        return None
    return {"title": page.row.title, "number": page.row.number, "kind": page.procedure.label, "href": page.home}


def _reasons(request: HttpRequest, step: Step, refusals: Any) -> list[dict[str, Any]]:
    """Gates that refused and may be passed with a reason, with the reason typed so far."""
    labels = {g.id: g.label for g in step.gates}
    return [
        {
            "gate": r.gate,
            "label": labels.get(r.gate, r.gate),
            "message": r.message,
            "basis": r.basis,
            "text": request.POST.get(f"_reason-{r.gate}", ""),
        }
        for r in refusals
        if r.overridable
    ]


def _partners(page: Page) -> Sequence[str]:
    """With whom I acted last on this matter, or on the one it came from: nobody is asked again who the second officer is."""
    me, parent = page.reader.actor.id, page.row.parent if page.row else None
    above = [matter_of(parent, catalogue().procedure(parent.procedure, parent.version))] if parent else []
    for matter in (page.matter, *above):
        together = [d for d in matter.done.values() if me in d.by and len(d.by) > 1]
        if together:
            return [p for p in max(together, key=lambda d: d.seq).by if p != me]
    return ()


def _handlers(page: Page) -> Sequence[str]:
    """Who handles this matter, and the one it came from."""
    parent = page.row.parent if page.row else None
    return tuple(h for h in (page.matter.handler, parent.handler if parent else "") if h)


def also(
    request: HttpRequest, reader: Reader, step: Step, before: Sequence[str] = (), first: Sequence[str] = ()
) -> dict[str, list[dict[str, Any]]] | None:
    """Who may act beside me: other officers when officers act, those of ``before`` already chosen and those of ``first`` offered first;
    None when one person is enough.

    Who was chosen, whom one may choose, and whose certificate has lapsed; these are chosen by nobody else than a person.
    """
    if not any(g.id in _TOGETHER for g in step.gates):
        return None
    posted = request.method == "POST"
    wanted = request.POST.getlist("_with") if posted else before
    found: dict[str, list[dict[str, Any]]] = {"chosen": [], "others": [], "lapsed": []}
    for c in sorted(colleagues(reader), key=lambda c: c.id not in first):
        checked = c.id in wanted and (c.valid or posted)
        person = {"id": c.id, "name": c.name, "checked": checked, "hint": ("经办人" if c.id in first else "") if c.valid else c.certificate}
        found["chosen" if checked else "others" if c.valid else "lapsed"].append(person)
    return found


def _on(request: HttpRequest, refusals: Any) -> Control:
    return controls([_DAY], {"_on": request.POST.get("_on", "")}, refusals=refusals)[0]
