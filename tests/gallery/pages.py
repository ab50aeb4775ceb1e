"""The list of pages: a name, the template it shows and the invented context that fills it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.gallery import sample_check as check
from tests.gallery import sample_desks as desks
from tests.gallery import sample_law as law
from tests.gallery import sample_more as more
from tests.gallery import sample_phone as phone
from tests.gallery import sample_public as public
from tests.gallery import sample_report as report
from tests.gallery import sample_staff as staff
from tests.gallery import sample_team as team


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the gallery. ``context`` is made anew for every showing."""

    template: str
    context: Callable[[], dict[str, Any]]


PAGES: dict[str, Page] = {
    "desk": Page("fadu/desk.html", staff.desk),
    "desk-empty": Page("fadu/desk.html", staff.desk_empty),
    "matter": Page("fadu/matter.html", staff.matter),
    "step": Page("fadu/step.html", staff.step),
    "step-refused": Page("fadu/step.html", staff.step_refused),
    "register": Page("fadu/register.html", staff.register),
    "row-peek": Page("fadu/parts/row_peek.html", staff.row_peek),
    "login": Page("fadu/login.html", staff.login),
    "summary-penalty": Page("fadu/summary_penalty.html", staff.summary_penalty),
    "penalty-refused": Page("fadu/summary_penalty.html", phone.penalty_refused),
    "penalty-done": Page("fadu/summary_penalty_done.html", phone.penalty_done),
    "pick-item": Page("fadu/pick_item.html", phone.pick_item),
    "can-act": Page("fadu/can_act.html", team.can_act),
    "team": Page("fadu/team.html", team.team),
    "archive-room": Page("fadu/archive_room.html", team.archive_room),
    "cash-day": Page("fadu/cash_day.html", team.cash_day),
    "item-versions": Page("fadu/item_versions.html", team.item_versions),
    "village": Page("fadu/village.html", phone.village),
    "gear": Page("fadu/gear.html", team.gear),
    "round": Page("fadu/round.html", team.round_desk),
    "village-by-link": Page("fadu/village.html", phone.village_by_link),
    "links": Page("fadu/links.html", more.links),
    "link-slip": Page("fadu/link_slip.html", more.link_slip),
    "link-open": Page("fadu/link_open.html", phone.link_open),
    "link-home": Page("fadu/link_home.html", phone.link_home),
    "link-ended": Page("fadu/link_ended.html", phone.link_ended),
    "village-dispute": Page("fadu/village_dispute.html", phone.village_dispute),
    "round-return": Page("fadu/round_return.html", phone.round_return),
    "round-done": Page("fadu/round_return.html", phone.round_done),
    "quick": Page("fadu/quick.html", phone.quick),
    "leader": Page("fadu/leader.html", phone.leader),
    "start": Page("fadu/start.html", more.start),
    "registers": Page("fadu/registers.html", more.registers),
    "register-empty": Page("fadu/register.html", more.register_empty),
    "register-row": Page("fadu/register_row.html", more.register_row),
    "import": Page("fadu/import.html", more.import_start),
    "import-preview": Page("fadu/import.html", more.import_preview),
    "import-done": Page("fadu/import.html", more.import_done),
    "deadlines": Page("fadu/deadlines.html", more.deadlines),
    "due": Page("fadu/due.html", more.due),
    "search": Page("fadu/search.html", more.search),
    "search-empty": Page("fadu/search.html", more.search_empty),
    "figures": Page("fadu/figures.html", report.figures),
    "proof": Page("fadu/proof.html", more.proof),
    "verify-how": Page("fadu/public/verify_how.html", public.verify_how),
    "figure": Page("fadu/figure.html", report.figure),
    "figure-nil": Page("fadu/figure.html", report.figure_nil),
    "reports": Page("fadu/reports.html", report.reports),
    "yearly": Page("fadu/yearly.html", report.yearly),
    "request": Page("fadu/request.html", report.request),
    "report": Page("fadu/report.html", report.report),
    "report-edit": Page("fadu/report_edit.html", report.report_edit),
    "report-changes": Page("fadu/report_changes.html", report.report_changes),
    "report-confirming": Page("fadu/report.html", report.report_confirming),
    "report-drafts": Page("fadu/report_drafts.html", report.report_drafts),
    "report-compare": Page("fadu/report_compare.html", report.report_compare),
    "confirm-leaders": Page("fadu/confirm_leaders.html", report.confirm_leaders),
    "past-report": Page("fadu/past_report.html", report.past_report),
    "confirm-figures": Page("fadu/confirm_figures.html", report.confirm_figures),
    "district": Page("fadu/district.html", report.district),
    "workbench": Page("fadu/workbench.html", report.workbench),
    "cleanup": Page("fadu/cleanup.html", more.cleanup),
    "review": Page("fadu/review.html", desks.review),
    "review_standard": Page("fadu/review.html", desks.review_standard),
    "mediation": Page("fadu/mediation.html", desks.mediation),
    "linkage": Page("fadu/linkage.html", desks.linkage),
    "oversight": Page("fadu/oversight.html", more.oversight),
    "settings": Page("fadu/settings.html", more.settings),
    "town": Page("fadu/town.html", more.town),
    "first-run": Page("fadu/first_run.html", more.first_run),
    "first-run-done": Page("fadu/first_run.html", more.first_run_done),
    "accounts": Page("fadu/accounts.html", more.accounts),
    "account": Page("fadu/account.html", more.account),
    "people-list": Page("fadu/people_list.html", more.people_list),
    "people-ready": Page("fadu/people_list.html", more.people_ready),
    "people-made": Page("fadu/people_list.html", more.people_made),
    "handover": Page("fadu/handover.html", more.handover),
    "access-log": Page("fadu/access_log.html", more.access_log),
    "second-factor": Page("fadu/second_factor.html", more.second_factor),
    "password": Page("fadu/password.html", more.password),
    "work": Page("fadu/work.html", more.work),
    "work-done": Page("fadu/work.html", more.work_done),
    "paper": Page("fadu/paper.html", more.paper),
    "procedure": Page("fadu/procedure.html", more.procedure),
    "forbidden": Page("fadu/error.html", more.forbidden),
    "missing": Page("fadu/error.html", more.missing),
    "fault": Page("fadu/500.html", dict),
    "home": Page("fadu/public/home.html", public.home),
    "disclosures": Page("fadu/public/disclosures.html", public.disclosures),
    "disclosure": Page("fadu/public/disclosure.html", public.disclosure),
    "verify": Page("fadu/public/verify.html", public.verify),
    "verify-result": Page("fadu/public/verify_result.html", public.verify_result),
    "verify-changed": Page("fadu/public/verify_result.html", public.verify_changed),
    "public-report": Page("fadu/public/report.html", report.public_report),
    "public-figure": Page("fadu/public/figure.html", report.public_figure),
    "check": Page("fadu/public/check.html", check.check),
    "check-last-year": Page("fadu/public/check.html", check.check_last_year),
    "check-published": Page("fadu/public/check.html", check.check_published),
    "check-result": Page("fadu/public/check_result.html", check.check_result),
    "check-clean": Page("fadu/public/check_result.html", check.check_clean),
    "check-rules": Page("fadu/public/check_rules.html", check.check_rules),
    "check-rule": Page("fadu/public/check_rule.html", check.check_rule),
    "progress": Page("fadu/public/progress.html", public.progress),
    "progress-found": Page("fadu/public/progress.html", public.progress_found),
    "guides": Page("fadu/public/guides.html", public.guides),
    "guide": Page("fadu/public/guide.html", public.guide),
    "dispute": Page("fadu/public/dispute.html", public.dispute),
    "dispute-applied": Page("fadu/public/dispute.html", public.dispute_applied),
    "dispute-progress": Page("fadu/public/dispute_progress.html", public.dispute_progress),
    "dispute-course": Page("fadu/public/dispute_progress.html", public.dispute_course),
    "consultation": Page("fadu/public/consultation.html", public.consultation),
    "draw": Page("fadu/public/draw.html", public.draw),
    "law-mechanism": Page("fadu/law/home.html", law.by_mechanism),
    "law-statute": Page("fadu/law/home.html", law.by_statute),
    "law-procedure": Page("fadu/law/home.html", law.by_procedure),
    "law-empty": Page("fadu/law/home.html", law.by_word),
    "law-limit": Page("fadu/law/limit.html", law.limit),
    "law-limit-unchecked": Page("fadu/law/limit.html", law.limit_unchecked),
    "law-text": Page("fadu/law/statute.html", law.statute),
    "due-form": Page("fadu/law/due_form.html", law.due_choose),
    "due-ask": Page("fadu/law/due_form.html", law.due_ask),
    "due-answer": Page("fadu/due.html", law.due_answer),
    "workdays": Page("fadu/law/workdays.html", law.workdays),
    "workdays-unknown": Page("fadu/law/workdays.html", law.workdays_unknown),
}


def context_of(name: str) -> dict[str, Any]:
    return {"site_name": "同乐镇法度", "demo": True, **PAGES[name].context()}
