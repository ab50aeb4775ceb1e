"""Disputes: what every gate, step and paper of mediation, referral, screening and petitions must do, told from worked examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from fadu import packs
from fadu.kernel.instrument import Paper, paper_json
from fadu.kernel.report import written
from fadu.packs import example_runner as runner
from fadu.packs.common.steps import common_steps
from fadu.packs.disputes.clauses import CLAUSES, offered, put_together
from fadu.packs.disputes.fields import KINDS
from fadu.packs.disputes.gates import _BLANK
from fadu.packs.example_file import read

COMMON = {s.id for s in common_steps()}
FILES = sorted((Path(packs.__file__).parent / "disputes" / "examples").glob("*.toml"))
PROCEDURES = [p for p in packs.catalogue().procedures if p.name.startswith("disputes.")]
#: Steps that another matter takes of itself.
BY_THEMSELVES = {"ask", "all_in", "take_back", "confirmed", "not_confirmed", "dispute_ended", "mediation_ended"}
TOWN_PAPERS = {
    "disputes.petition_told",
    "disputes.petition_objection",
    "disputes.petition_opinion",
    "disputes.petition_settlement",
    "disputes.petition_prolonged",
}


def run(number: str) -> runner._Run:
    example = read(next(f for f in FILES if f.stem.startswith(number)))
    state = runner._begin(example)
    for step in example.steps:
        runner._take(state, step)
    assert state.problems == []
    return state


def papers() -> list[tuple[str, Paper]]:
    made = [p for f in FILES for p in run(f.stem).ledger.papers]
    return [(p.verify.rpartition("/")[2], p) for p in made]


def figure(state: runner._Run, name: str, year: int = 2025) -> int:
    return runner._figure(state, f"disputes.{name}", year).value


def test_every_gate_refuses_in_some_example() -> None:
    refused = {gate for f in FILES for s in read(f).steps for gate in s.get("refused", [])}
    assert {g.id for p in PROCEDURES for s in p.steps if s.id not in COMMON for g in s.gates} - refused == set()


def test_every_step_is_taken_in_some_example() -> None:
    taken = {s.get("do") for f in FILES for s in read(f).steps if not s.get("refused")} | BY_THEMSELVES
    assert {s.id for p in PROCEDURES for s in p.steps} - COMMON - taken == set()


def test_every_kind_of_paper_is_issued_and_speaks_in_the_right_name() -> None:
    made = papers()
    wanted = {s.issues.id for p in PROCEDURES for s in p.steps if s.issues}
    assert {id for id, _ in made} == wanted
    for id, paper in made:
        organ = "重庆市涪陵区同乐镇人民政府" if id in TOWN_PAPERS else "" if id == "disputes.confirmation_application" else "人民调解委员会"
        assert paper.organ.endswith(organ) and bool(paper.organ) is bool(organ), (id, paper.organ)
        assert paper.dated is not None


def test_a_paper_is_dated_by_its_own_act_and_not_by_the_last_change_of_state() -> None:
    application = next(p for p in run("05").ledger.papers if p.title == "司法确认申请书")
    assert str(application.dated) == "2025-06-11"


def test_an_agreement_names_parties_facts_terms_and_the_mediator() -> None:
    agreement = next(p for p in run("04").ledger.papers if p.title == "人民调解协议书")
    said = str(paper_json(agreement))
    for words in ("陈某", "周某", "双方对界址各有误解", "以现有石坎为界，甲方补偿乙方", "当面支付", "2025年6月12日", "王调解"):
        assert words in said
    assert agreement.number == "（同乐）人调字〔2025〕第1号"
    assert agreement.seal


def test_a_changed_agreement_goes_on_bearing_the_number_of_the_first() -> None:
    written_first = [p for f in FILES for p in run(f.stem).ledger.papers if p.title == "人民调解协议书（变更）"]
    assert [p.number for p in written_first] == [""]  # what was changed there had been agreed orally


@pytest.mark.parametrize("number", ["02", "07", "09", "10", "17", "18", "25"])
@pytest.mark.parametrize("year", [2025, 2026])
def test_what_was_carried_in_and_taken_up_is_concluded_or_pending(number: str, year: int) -> None:
    state = run(number)
    assert figure(state, "carried_in", year) + figure(state, "accepted", year) == figure(state, "concluded", year) + figure(
        state, "pending", year
    )


def test_a_refusal_at_the_door_counts_on_both_sides_and_is_told() -> None:
    state = run("02")
    assert (figure(state, "accepted"), figure(state, "concluded"), figure(state, "ended_otherwise")) == (1, 1, 1)
    figures = {code: runner._figure(state, code, 2025) for code in packs.catalogue().indicators if code.startswith("disputes.")}
    runs = written(packs.catalogue().sentences["disputes.ended_otherwise"], figures)
    assert "".join(r if isinstance(r, str) else r.text for r in runs) == "办结的纠纷中，另有一方拒绝、当事人撤回和移送其他单位的1件。"


def test_the_result_of_a_dispute_that_came_in_is_ready_to_be_fed_back() -> None:
    state = run("25")
    referral = state.records.held[state.named["警调"]]
    assert referral.get("referral_result") == "调解成功（书面协议）"
    assert any("调解成功（书面协议）" in str(paper_json(p)) for p in state.ledger.papers if p.title == "矛盾纠纷办理结果反馈")


def test_the_result_of_a_petition_handed_to_the_mediators_comes_back() -> None:
    state = run("27")
    assert [state.records.held[state.named[n]].get("mediation_result") for n in ("信访", "另一件")] == ["不受理", "撤回"]


def test_what_waits_for_ourselves_is_never_urged() -> None:
    referral = next(p for p in PROCEDURES if p.name == "disputes.referral")
    urged = {s.id for s in referral.states if any(step.id == "urge" for step in referral.steps_from(s.id))}
    assert urged == {"sent", "receipted", "taken"}


def test_a_round_closed_early_says_which_villages_were_silent() -> None:
    state = run("11")
    closed = next(m for m in state.records.held.values() if m.procedure == "disputes.round")
    assert closed.get("silent") == ["500102128001"]


def test_every_kind_of_dispute_is_offered_clauses_and_a_finished_clause_has_no_gap() -> None:
    for kind in KINDS:
        assert len(offered(kind)) >= 3
    text = put_together([c.id for c in reversed(CLAUSES)], {"party_a": "陈某", "party_b": "周某"})
    assert text.startswith("一、周某于") and text.count("\n") == len(CLAUSES) - 1
    assert _BLANK.search(text) and not _BLANK.search(put_together(["final"], {}))
