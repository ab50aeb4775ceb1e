"""Every address of the site, by area: signing in, the staff's desk and matters, proofs, the public, the API.

An address says what a page is about, never who may see it: that is the view's ``@staff`` or ``@public``.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import UUIDConverter

from fadu.web.views import desk, find, limits, matter, oversight, papers, phone, preferences, registers, session, step


class MatterId(UUIDConverter):
    """The id of a matter: only well-formed ones reach a view, as text."""

    def to_python(self, value: str) -> str:  # type: ignore[override]
        return value


register_converter(MatterId, "matter")

_SIGNING_IN: list[URLPattern | URLResolver] = [
    path("login", session.sign_in_page, name="login"),
    path("logout", session.sign_out, name="logout"),
    path("display", preferences.display, name="display"),
    path("settings", preferences.settings_page, name="settings"),
    path("settings/password", preferences.password_page, name="password"),
    path("settings/sessions/end", preferences.end_sessions, name="end_sessions"),
]

_STAFF: list[URLPattern | URLResolver] = [
    path("desk", desk.desk, name="desk"),
    path("matters", find.matters, name="matters"),
    path("search", find.search_page, name="search"),
    path("start", find.start_page, name="start"),
    path("begin/<str:procedure_name>/<str:step_id>", step.begin_page, name="begin"),
    path("oversight", oversight.oversight, name="oversight"),
    path("due", limits.calendar_page, name="calendar"),
    path("due.ics", limits.calendar_ics, name="calendar_ics"),
    path("registers", registers.registers, name="registers"),
    path("registers/<str:name>", registers.register_page, name="register"),
    path("registers/<str:name>/export", registers.register_export, name="register_export"),
    path("registers/<str:name>/rows/<int:row_id>", registers.register_row, name="register_row"),
    path("papers/<int:paper_id>", papers.paper_page, name="paper_page"),
    path("papers/<int:paper_id>/pdf", papers.paper, {"form": "pdf"}, name="paper"),
    path("papers/<int:paper_id>/docx", papers.paper, {"form": "docx"}, name="paper_docx"),
    path("papers/<int:paper_id>/png", papers.paper, {"form": "png"}, name="paper_preview"),
]

_MATTER: list[URLPattern | URLResolver] = [
    path("matters/<matter:matter_id>", matter.matter_page, name="matter"),
    path("matters/<matter:matter_id>/step/<str:step_id>", step.step_page, name="step"),
    path("matters/<matter:matter_id>/due/<str:limit>.ics", limits.receipt_ics, name="receipt_ics"),
    path("matters/<matter:matter_id>/due/<str:limit>", limits.receipt, name="receipt"),
    path("matters/<matter:matter_id>/files/<int:use_id>", papers.evidence_file, name="evidence_file"),
]

_PHONE: list[URLPattern | URLResolver] = [
    path("quick/penalty", phone.summary_penalty, name="summary_penalty"),
    path("quick/penalty/<matter:matter_id>", phone.summary_penalty_done, name="summary_penalty_done"),
    path("quick/penalty/<matter:matter_id>/pay", phone.pay_code, name="pay_code"),
    path("quick/dispute", phone.settle_orally, name="settle_orally"),
    path("quick/round/<matter:matter_id>", phone.round_return, name="round_return"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_SIGNING_IN, *_STAFF, *_MATTER, *_PHONE]
