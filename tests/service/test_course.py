"""What leads on from a state: the main way is promised, and nobody is promised a refusal or a suspension."""

from __future__ import annotations

from fadu.packs import catalogue
from fadu.service.course import comes_first, course_from, main_step


def _promised(procedure: str, state: str) -> list[str]:
    found = catalogue().procedure(procedure)
    return [s.label for name in course_from(found, state) if (s := found.state(name))]


def test_a_document_that_was_reviewed_is_on_its_way_to_a_meeting_and_a_number() -> None:
    assert _promised("normative_documents.adopt", "reviewed")[:3] == ["待签发", "待保密审查", "待编号公布"]


def test_a_review_handed_in_is_on_its_way_to_an_opinion_and_not_back() -> None:
    assert _promised("legal_counsel.legality_review", "submitted") == ["审查中", "已出具意见"]


def test_a_legality_review_of_a_decision_promises_no_problems() -> None:
    assert _promised("common.legal_review", "accepted") == []


def test_a_document_that_was_proposed_is_on_its_way_to_drafting_and_not_to_a_dispute_over_its_nature() -> None:
    assert _promised("normative_documents.adopt", "proposed")[:2] == ["已立项", "起草修改中"]


def test_a_certificate_about_to_expire_does_not_promise_its_suspension() -> None:
    assert _promised("enforcement_base.officer", "expiring") == []


def test_a_clue_that_was_checked_goes_to_filing_first_of_all() -> None:
    step = main_step(catalogue().procedure("penalty.clue"), "verified")
    assert step is not None
    assert step.roles == ("leader",)


def test_no_procedure_promises_a_state_twice_or_the_one_it_is_in() -> None:
    for procedure in catalogue().procedures:
        for state in procedure.states:
            ahead = course_from(procedure, state.id)
            assert len({state.id, *ahead}) == len(ahead) + 1, (procedure.name, state.id)


def test_what_is_due_comes_before_any_way_on_where_it_leads_nowhere_else_or_things_rest() -> None:
    def first(procedure: str, state: str, limit: str) -> list[str]:
        found = catalogue().procedure(procedure)
        return [s.id for s in found.steps_from(state) if comes_first(found, state, s, frozenset({limit}))]

    assert first("disputes.dispute", "found", "med.warn_police") == ["warn_police"]
    assert first("disputes.dispute", "accepted", "med.handle") == [], "an end is no way to be in time"
    assert first("enforcement_base.officer", "expiring", "cert.warn") == ["renew"]
    assert first("normative_documents.adopt", "published", "gfx.file") == ["send_for_filing"]
