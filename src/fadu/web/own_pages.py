"""Steps that have a page of their own because the system works out what they record: the generic step page sends there."""

from __future__ import annotations

from django.urls import reverse

from fadu.kernel.procedure import Procedure
from fadu.packs.common.link import LINK
from fadu.service.counting import OWN
from fadu.service.district import TOWN_FIGURES
from fadu.service.links import kinds_for
from fadu.service.past_reports import PAST
from fadu.service.report_content import NIL, REPORT
from fadu.service.rule_texts import RULE_TEXT
from fadu.service.scope import Reader
from fadu.service.superior_requests import REQUEST
from fadu.service.village import RETURN
from fadu.service.yearly import OUTPUTS, PROVISIONAL
from fadu.web.views.report_acts import WORKED_OUT

CLEANUP = "normative_documents.cleanup"

#: Procedure → the desk on which its matters are worked at: the name of its address, and its label.
DESKS = {
    "normative_documents.adopt": ("workbench", "文稿对照台"), CLEANUP: ("cleanup", "逐件清理表"),
    "legal_counsel.legality_review": ("review_desk", "审查台"), "disputes.dispute": ("mediation_desk", "调解台"),
    "disputes.round": ("round_desk", "各村回报"), **dict.fromkeys(OUTPUTS, ("yearly", "报表")), REQUEST: ("request", "逐格对应"), REPORT: ("report", "报告台"),
}  # fmt: skip

#: Steps of the report → the name of their page.
_REPORT_PAGES = {"restate": "report_changes", "confirm_leaders": "confirm_leaders", "remind": "report"}


def own_desk(procedure: str, matter: str) -> dict[str, str] | None:
    """The desk of a matter beside its plain page; None where it has none."""
    named = DESKS.get(procedure)
    return {"label": named[1], "href": reverse(named[0], args=(matter,))} if named else None


def home_of(procedure: str, matter: str) -> str:
    """Where a step on a matter begins and ends: the report's desk, whose plain page is a list of figures; else the matter's page."""
    return reverse("report" if procedure == REPORT else "matter", args=(matter,))


def link_for(reader: Reader, procedure: Procedure, state: str, matter: str) -> dict[str, str] | None:
    """Where a link is issued to somebody outside who may take a step on this matter now; None when there is no such step."""
    wanted = {f"{procedure.name}.{s.id}" for s in procedure.steps_from(state)}
    kind = next((k for k in kinds_for(reader, about_matter=True) if wanted & set(k.steps)), None)
    return {"label": f"给{kind.label}发链接", "href": f"{reverse('links')}?about={matter}"} if kind else None


def own_page(procedure: str, step: str, matter: str = "") -> str:
    """The address of the step's own page; '' when the generic one serves it. ``matter`` is empty for an opening step."""
    if procedure == REPORT and step == "open":
        return reverse("report_start")
    if procedure == RETURN and step in ("return_nil", "return_found") and matter:
        return reverse("round_return", args=(matter,))
    if procedure == CLEANUP and step == "conclude" and matter:
        return reverse("cleanup", args=(matter,))
    if procedure == LINK.name and step == "issue":
        return reverse("links")
    if procedure == NIL and step == "declare":
        return reverse("nil_statement")
    if procedure == PAST and step in ("keep", "recognise"):
        return reverse("past_report", args=(matter,)) if matter else reverse("past_report_keep")
    if procedure == RULE_TEXT and step == "adopt":
        return reverse("figures")
    if procedure == REPORT and step in _REPORT_PAGES and matter:
        return reverse(_REPORT_PAGES[step], args=(matter,))
    if procedure == REPORT and step in WORKED_OUT and matter:
        return reverse("report_act", args=(matter, step))
    if procedure == PROVISIONAL and step == "fill" and matter:
        return reverse("yearly_fill", args=(matter,))
    if procedure == REQUEST and step in ("import", "match"):
        return reverse("request", args=(matter,)) if matter else reverse("request_import")
    if procedure == TOWN_FIGURES and step == "receive":
        return reverse("district")
    if procedure == REPORT and step == "confirm_figure":
        return reverse("confirm_figures")
    return reverse("indicator_trial", args=(matter,)) if procedure == OWN and step == "try" and matter else ""
