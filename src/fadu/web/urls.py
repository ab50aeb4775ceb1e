"""Every address of the site, by area: signing in, the staff's desk and matters, proofs, the public, the API.

An address says what a page is about, never who may see it: that is the view's ``@staff`` or ``@public``.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import UUIDConverter

from fadu.web.access import require_access
from fadu.web.api.site import addresses
from fadu.web.views import (
    archive,
    check,
    check_rules,
    consultation,
    desk,
    dispute_help,
    district,
    due,
    enforcement,
    figures,
    find,
    first_run,
    gear,
    law,
    limits,
    link,
    matter,
    mediation,
    oversight,
    papers,
    phone,
    preferences,
    proofs,
    public,
    public_report,
    register_rows,
    registers,
    report_acts,
    report_beside,
    report_changes,
    report_drafts,
    report_lists,
    reports,
    requests,
    rounds,
    second_factor,
    session,
    staffing,
    step,
    system,
    texts,
    town,
    village,
    workdays,
    yearly,
)


class MatterId(UUIDConverter):
    """The id of a matter: only well-formed ones reach a view, as text."""

    def to_python(self, value: str) -> str:  # type: ignore[override]
        return value


register_converter(MatterId, "matter")

_SIGNING_IN: list[URLPattern | URLResolver] = [
    path("setup", first_run.first_run_page, name="first_run"),
    path("login", session.sign_in_page, name="login"),
    path("logout", session.sign_out, name="logout"),
    path("display", preferences.display, name="display"),
    path("settings", preferences.settings_page, name="settings"),
    path("settings/password", preferences.password_page, name="password"),
    path("settings/second-factor", second_factor.second_factor_page, name="second_factor"),
    path("settings/town", town.town_page, name="town_page"),
    path("settings/sessions/end", preferences.end_sessions, name="end_sessions"),
    path("system/accounts", system.accounts, name="accounts"),
    path("system/accounts/<int:account_id>", system.account, name="account"),
    path("system/accounts/new", staffing.accounts_new, name="accounts_new"),
    path("system/accounts/<int:account_id>/post", staffing.post_new, name="post_new"),
    path("system/posts/new", staffing.posts_new, name="posts_new"),
    path("system/posts/<matter:matter_id>/end", staffing.post_end, name="post_end"),
    path("system/log", system.log, name="access_log"),
]

_STAFF: list[URLPattern | URLResolver] = [
    path("desk", desk.desk, name="desk"),
    path("matters", find.matters, name="matters"),
    path("search", find.search_page, name="search"),
    path("start", find.start_page, name="start"),
    path("begin/<str:procedure_name>/<str:step_id>", step.begin_page, name="begin"),
    path("links", link.links_page, name="links"),
    path("links/<matter:matter_id>/revoke", link.link_revoke, name="link_revoke"),
    path("linkage", mediation.linkage_board, name="linkage_board"),
    path("oversight", oversight.oversight, name="oversight"),
    path("district", district.district_page, name="district"),
    path("district/<int:in_year>/<str:org>/<str:code>", district.district_records, name="district_records"),
    path("handover", staffing.handover, name="handover"),
    path("archive", archive.archive_room, name="archive_room"),
    path("team", enforcement.team, name="team"),
    path("team/file", enforcement.file_penalties, name="file_penalties"),
    path("team/cash", enforcement.cash_day, name="cash_day"),
    path("team/items", enforcement.versions, name="item_versions"),
    path("due", limits.calendar_page, name="calendar"),
    path("due.ics", limits.calendar_ics, name="calendar_ics"),
    path("registers", registers.registers, name="registers"),
    path("registers/<str:name>", registers.register_page, name="register"),
    path("registers/<str:name>/add", register_rows.register_add, name="register_add"),
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
    path("matters/<matter:matter_id>/workbench", texts.workbench, name="workbench"),
    path("matters/<matter:matter_id>/cleanup", texts.cleanup, name="cleanup"),
    path("matters/<matter:matter_id>/review", texts.review_desk, name="review_desk"),
    path("matters/<matter:matter_id>/mediation", mediation.mediation_desk, name="mediation_desk"),
    path("matters/<matter:matter_id>/round", rounds.round_desk, name="round_desk"),
    path("matters/<matter:matter_id>/due/<str:limit>.ics", limits.receipt_ics, name="receipt_ics"),
    path("matters/<matter:matter_id>/due/<str:limit>", limits.receipt, name="receipt"),
    path("matters/<matter:matter_id>/verify", proofs.matter_verify, name="matter_verify"),
    path("matters/<matter:matter_id>/proof.json", proofs.matter_proof, name="matter_proof"),
    path("matters/<matter:matter_id>/entries/<int:seq>", proofs.entry_proof, name="entry_proof"),
    path("matters/<matter:matter_id>/entries/<int:seq>/proof", proofs.entry_proof_file, name="entry_proof_file"),
    path("matters/<matter:matter_id>/volume", papers.case_volume, name="case_volume"),
    path("matters/<matter:matter_id>/files/<int:use_id>", papers.evidence_file, name="evidence_file"),
]

_PHONE: list[URLPattern | URLResolver] = [
    path("quick/road.js", phone.road_worker, name="road_worker"),
    path("quick/penalty", phone.summary_penalty, name="summary_penalty"),
    path("quick/can", enforcement.can_act, name="can_act"),
    path("quick/gear", gear.gear_page, name="gear"),
    path("quick/penalty/items", phone.pick_item, name="pick_item"),
    path("quick/penalty/<matter:matter_id>", phone.summary_penalty_done, name="summary_penalty_done"),
    path("quick/penalty/<matter:matter_id>/pay", phone.pay_code, name="pay_code"),
    path("quick/village", village.village_page, name="village"),
    path("quick/dispute", village.settle_orally, name="settle_orally"),
    path("l", link.link_home, name="link_home"),
    path("l/ended", link.link_ended, name="link_ended"),
    path("l/leave", link.link_leave, name="link_leave"),
    path("l/<str:token>", link.link_open, name="link_open"),
    path("quick/round/<matter:matter_id>", village.round_return, name="round_return"),
]

_FIGURES: list[URLPattern | URLResolver] = [
    path("figures", figures.figures_page, name="figures"),
    path("figures.xlsx", figures.figures_xlsx, name="figures_xlsx"),
    path("figures/confirm", report_acts.confirm_figures, name="confirm_figures"),
    path("figures/nil", report_acts.nil_statement, name="nil_statement"),
    path("figures/own/<matter:matter_id>/try", report_acts.indicator_trial, name="indicator_trial"),
    path("figures/<str:code>", figures.figure_page, name="figure"),
    path("figures/<str:code>/rule", report_lists.figure_rule, name="figure_rule"),
    path("reports", reports.reports_page, name="reports"),
    path("reports/past", report_lists.past_report_keep, name="past_report_keep"),
    path("reports/past/<matter:matter_id>", report_lists.past_report, name="past_report"),
    path("reports/start", report_acts.report_start, name="report_start"),
    path("reports/<matter:matter_id>", reports.report_desk, name="report"),
    path("reports/<matter:matter_id>/package", district.town_package, name="town_package"),
    path("reports/<matter:matter_id>/compare", report_beside.report_compare, name="report_compare"),
    path("reports/<matter:matter_id>/remind", report_beside.report_remind, name="report_remind"),
    path("reports/<matter:matter_id>/finding", report_beside.report_finding, name="report_finding"),
    path("reports/<matter:matter_id>/leaders", report_beside.confirm_leaders, name="confirm_leaders"),
    path("reports/<matter:matter_id>/drafts", report_drafts.report_drafts, name="report_drafts"),
    path("reports/<matter:matter_id>/changes", report_changes.report_changes, name="report_changes"),
    path("reports/<matter:matter_id>/act/<str:step_id>", report_acts.report_act, name="report_act"),
    path("reports/<matter:matter_id>/edit/<str:section>/<int:paragraph>", reports.report_edit, name="report_edit"),
    path("yearly/<matter:matter_id>", yearly.yearly_table, name="yearly"),
    path("yearly/<matter:matter_id>/fill", yearly.yearly_fill, name="yearly_fill"),
    path("yearly/<matter:matter_id>/xlsx", yearly.yearly_xlsx, name="yearly_xlsx"),
    path("requests", requests.request_import, name="request_import"),
    path("requests/<matter:matter_id>", requests.request_page, name="request"),
    path("requests/<matter:matter_id>/xlsx", requests.request_xlsx, name="request_xlsx"),
    path("reports/<matter:matter_id>/file/<str:form>", reports.report_file, name="report_file"),
]

_PUBLIC: list[URLPattern | URLResolver] = [
    path("", public.home, name="home"),
    path("guides", public.guides, name="guides"),
    path("dispute", dispute_help.dispute_help, name="dispute_help"),
    path("dispute/progress", dispute_help.dispute_progress, name="dispute_progress"),
    path("disclosures", public.disclosures, name="disclosures"),
    path("disclosures/<int:item_id>", public.disclosure_item, name="disclosure_item"),
    path("consultations/<int:item_id>", consultation.consultation, name="consultation"),
    path("annual-reports", public_report.public_reports, name="public_reports"),
    path("annual-reports/<int:in_year>", public_report.public_report, name="public_report"),
    path("annual-reports/<int:in_year>/file/<str:form>", public_report.public_report_file, name="public_report_file"),
    path("annual-reports/<int:in_year>/figures/<str:code>", public_report.public_figure, name="public_figure"),
    path("verify", public.verify_paper, name="verify_paper"),
    path("verify/how", public.verify_how, name="verify_how"),
    path("verify/<matter:matter_id>/<str:instrument>", public.verify_by_code, name="verify_by_text"),
    path("verify/<matter:matter_id>/<str:instrument>/<str:code>", public.verify_by_code, name="verify_by_code"),
    path("verify/<matter:matter_id>/<str:instrument>/<str:code>/proof", public.verify_proof, name="verify_proof"),
]

_LAW: list[URLPattern | URLResolver] = [
    path("law", law.law_home, name="law_home"),
    path("law/rules/<str:name>", law.law_limit, name="law_limit"),
    path("law/statutes/<str:short>", law.law_statute, name="law_statute"),
    path("law/procedures/<str:name>", law.procedure_page, name="procedure_page"),
    path("law/due", due.due_page, name="due_page"),
    path("law/due.ics", due.due_ics, name="due_ics"),
    path("law/workdays", workdays.workdays, name="workdays"),
]

_CHECKER: list[URLPattern | URLResolver] = [
    path("check", check.checker, name="checker"),
    path("check/last-year", check.checker, {"mode": check.LAST_YEAR}, name="check_last_year"),
    path("check/published", check.checker, {"mode": check.PUBLISHED}, name="check_published"),
    path("check/sample", check.check_sample, name="check_sample"),
    path("check/mend", check.check_mend, name="check_mend"),
    path("check/docx", check.check_docx, name="check_docx"),
    path("check/sheet", check.check_sheet, name="check_sheet"),
    path("check/rules", check_rules.check_rules, name="check_rules"),
    path("check/rules/<str:code>", check_rules.check_rule, name="check_rule"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *_CHECKER,
    *_PUBLIC,
    *_LAW,
    *_SIGNING_IN,
    *_STAFF,
    *_MATTER,
    *_PHONE,
    *_FIGURES,
    path("api/", addresses()),
]

require_access(urlpatterns)
