"""Steps that have a page of their own because the system works out what they record: the generic step page sends there."""

from __future__ import annotations

from django.urls import reverse

from fadu.service.counting import OWN
from fadu.service.report import NIL
from fadu.service.report_content import REPORT
from fadu.web.views.report_acts import WORKED_OUT


def own_page(procedure: str, step: str, matter: str = "") -> str:
    """The address of the step's own page; '' when the generic one serves it. ``matter`` is empty for an opening step."""
    if procedure == REPORT and step == "open":
        return reverse("report_start")
    if procedure == NIL and step == "declare":
        return reverse("nil_statement")
    if procedure == REPORT and step in WORKED_OUT and matter:
        return reverse("report_act", args=(matter, step))
    if procedure == REPORT and step == "confirm_figure":
        return reverse("confirm_figures")
    return reverse("indicator_trial", args=(matter,)) if procedure == OWN and step == "try" and matter else ""
