"""Penalties and who may impose them: gates that refuse, papers that hold what the law asks, money, facts worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest

from fadu import law, packs
from fadu.kernel.case_file import Standing, flaws, lines
from fadu.kernel.decide import Attempt, Refused, World, available, decide, foreseen
from fadu.kernel.instrument import Paper, paper_from_json, paper_json
from fadu.kernel.matter import Matter, blank, own_number
from fadu.kernel.records import MemoryRecords
from fadu.kernel.report import written
from fadu.kernel.role import Actor, Post
from fadu.packs import example_runner as runner
from fadu.packs.common.steps import common_steps
from fadu.packs.example_file import read
from fadu.packs.penalty.facts import age_on, heaviest
from fadu.packs.penalty.papers_money import court_application
from fadu.packs.sample_town import ORG, standing

COMMON = {s.id for s in common_steps()}
NAMES = ("penalty", "enforcement_base")
ROOT = Path(packs.__file__).parent
FILES = sorted(f for name in NAMES for f in (ROOT / name / "examples").glob("*.toml"))
NOON = datetime(2025, 3, 6, 12, tzinfo=timezone(timedelta(hours=8)))
THURSDAY = date(2025, 3, 6)


def own_procedures() -> list:  # type: ignore[type-arg]
    return [p for p in packs.catalogue().procedures if p.name.split(".")[0] in NAMES]


@cache
def run(name: str) -> runner._Run:
    example = read(next(f for f in FILES if f.stem == name))
    state = runner._begin(example)
    for step in example.steps:
        runner._take(state, step)
    assert state.problems == []
    return state


def paper(name: str, words: str) -> str:
    return said(next(p for p in reversed(run(name).ledger.papers) if words in p.title))


def said(one: Paper) -> str:
    return str(paper_json(one))


def town() -> World:
    records = MemoryRecords(register_rows=[row for rows in standing().values() for row in rows])
    return World(catalogue=packs.catalogue(), rules=law.load(), records=records, today=date(2026, 12, 31))


def officers(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(n, n, (Post("officer", ORG),)) for n in names)


def new(procedure: str) -> Matter:
    return blank("11111111-1111-1111-1111-111111111111", ORG, procedure)


def on_the_spot(on: date = THURSDAY, **fields: object) -> Attempt:
    given = {
        "item": "FJDC-NX", "kind": "罚款", "tier": "较轻", "amount_fen": "20", "party_name": "陈某", "party_class": "公民", "place": "北街口",
        "identity_shown": "是", "told": "是", "defence": "无异议", "signature": "已签名",
    }  # fmt: skip
    return Attempt(step="decide_on_spot", actors=officers("李某", "王某"), on=on, at=NOON, fields={**given, **fields})


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_example(file: Path) -> None:
    assert runner.run_file(file).problems == []


def test_every_gate_refuses_in_some_example() -> None:
    refused = {gate for f in FILES for s in read(f).steps for gate in s.get("refused", [])}
    gates = {g.id for p in own_procedures() for s in p.steps if s.id not in COMMON for g in s.gates}
    assert gates - refused == set()


def test_every_step_is_taken_in_some_example() -> None:
    """Refused attempts do not count; the clock's steps and those of children count by their entries."""
    taken = {(d.procedure.name, d.step.id) for f in FILES for d in run(f.stem).ledger.decisions}
    steps = {(p.name, s.id) for p in own_procedures() for s in p.steps if s.id not in COMMON}
    assert steps - taken == set()


def test_every_paper_is_composed_and_survives_storage() -> None:
    papers = [p for f in FILES for p in run(f.stem).ledger.papers]
    issued = {s.issues.id for p in own_procedures() for s in p.steps if s.issues}
    composed = {key for f in FILES for m in run(f.stem).records.held.values() for key in m.papers}
    assert issued - composed == set()
    for one in papers:
        assert paper_from_json(paper_json(one)) == one  # type: ignore[arg-type]
        assert one.organ and one.title and one.dated, one


def test_the_on_the_spot_decision_says_what_article_52_asks() -> None:
    text = paper("01_cyclist_on_the_spot", "当场行政处罚决定书")
    for words in ("涪公（同乐）当罚〔2025〕301号", "重庆市涪陵区公安局", "驾驶非机动车逆向行驶", "《道路交通安全法》第八十九条", "罚款20元", "和顺社区北街口",
                  "六十日", "重庆市涪陵区人民政府", "应当先申请行政复议", "重庆市涪陵区人民法院", "李某（渝涪同乐001）", "十五个工作日"):  # fmt: skip
        assert words in text, words


def test_the_on_the_spot_decision_notes_that_the_party_refused_to_sign() -> None:
    papers = [said(p) for p in run("09_refused_signature_without_proof").ledger.papers]
    assert sum("拒绝签收" in text for text in papers) == 1
    assert not any("无记录" in text for text in papers)


def test_the_decision_says_what_article_59_asks() -> None:
    text = paper("06_hearing_period_not_over", "行政处罚决定书")
    for words in ("同乐府罚决〔2025〕1号", "重庆市涪陵区同乐镇人民政府", "陈某", "占用村道约二十平方米", "现场照片", "《公路法》第七十六条", "罚款5500元", "十五日内",
                  "百分之三", "六十日", "六个月内直接向重庆市涪陵区人民法院"):  # fmt: skip
        assert words in text, words


def test_a_hearing_that_was_asked_for_is_held_even_if_the_fine_is_lowered_below_the_threshold() -> None:
    example = read(next(f for f in FILES if f.stem == "20_hearing_absent"))
    state = runner._begin(example)
    for step in example.steps[: 1 + next(i for i, s in enumerate(example.steps) if s.get("do") == "request_hearing")]:
        runner._take(state, step)
    case = next(m for m in state.records.held.values() if m.procedure == "penalty.ordinary")
    assert case.state == "hearing"
    lowered = replace(case, facts={**case.facts, "amount_fen": 10_000})
    world = World(catalogue=packs.catalogue(), rules=law.load(), records=state.records, today=date(2025, 9, 27))
    leader = Actor("zheng", "郑某", (Post("leader", ORG),))
    refused = foreseen(world, lowered, "decide", leader, date(2025, 9, 27), NOON, {"decision": "处罚"})
    assert "当事人要求的听证还没有结束" in [r.message for r in refused]


def test_the_hearing_notice_says_day_hour_and_place() -> None:
    text = paper("19_hearing_held", "听证通知书")
    assert "日上午9时30分在镇政府二楼会议室公开举行" in text


def test_a_receipt_says_which_paper_reached_the_party() -> None:
    receipts = [said(p) for p in run("22_payment_to_court").ledger.papers if p.title == "送达回证"]
    assert [
        n for text in receipts for n in ("《行政处罚决定书》（同乐府罚决〔", "《履行行政处罚决定催告书》（同乐府罚催〔") if n in text
    ], receipts


def test_the_application_tells_the_court_where_to_find_the_party() -> None:
    told = run("22_payment_to_court")
    payment = next(m for m in told.records.held.values() if m.procedure == "penalty.payment")
    decided = replace(payment, id="decided", facts={**payment.facts, "party_id": "500102199001010011", "party_address": "和顺社区3组"})
    records = MemoryRecords(held={"decided": decided})
    alone, known = (said(court_application(m, records)) for m in (payment, replace(payment, parent="decided")))
    assert "被申请人：陈某。" in alone
    assert "被申请人：陈某，证件号码：500102199001010011，住址：和顺社区3组。" in known


def test_the_closing_report_names_the_filing_and_the_decision() -> None:
    text = paper("10_annulled_after_publication", "结案报告")
    assert "同乐府罚立〔2025〕1号" in text and "同乐府罚决〔2025〕1号" in text


def test_a_transfer_names_an_item_that_was_handed_back() -> None:
    assert "涉嫌占道经营一案" in paper("item_handed_back_new_clue", "案件移送函")


def test_a_record_says_from_when_to_when() -> None:
    text = paper("06_hearing_period_not_over", "询问笔录")
    assert "9时30分至10时10分" in text


def test_what_was_said_at_the_hearing_is_the_defence_that_the_decision_answers() -> None:
    text = paper("19_hearing_held", "行政处罚决定书")
    assert "当事人意见：当事人在听证中陈述申辩，见听证笔录。复核意见：事实清楚" in text


def test_the_notice_tells_hearing_and_defence() -> None:
    text = paper("06_hearing_period_not_over", "事先告知书")
    for words in ("听证告知", "罚款6000元", "3个工作日", "5个工作日", "不因陈述申辩加重处罚"):
        assert words in text, words


def test_a_record_of_inquiry_is_dated_the_day_of_inquiry() -> None:
    papers = [p for p in run("06_hearing_period_not_over").ledger.papers if p.title == "询问笔录"]
    assert [p.dated for p in papers] == [date(2025, 9, 2)]


def test_an_entrusted_paper_bears_the_name_of_the_department_to_the_end() -> None:
    papers = run("29_entrusted_case_in_department_name").ledger.papers
    assert {p.organ for p in papers} == {"重庆市涪陵区公安局"}


def test_the_surcharge_grows_three_per_cent_a_day_up_to_the_fine() -> None:
    held = run("11_payment_rolls_over_national_day")
    entries = [d.entry for d in held.ledger.decisions if d.step.id in ("surcharge", "demand")]
    assert [e.fields["surcharge_fen"] for e in entries] == [6600, 6600, 20000]


def test_the_surcharge_stands_still_during_reconsideration() -> None:
    held = run("26_reconsideration_freezes_surcharge")
    last = [d.entry for d in held.ledger.decisions if d.step.id == "surcharge"][-1]
    assert last.fields["surcharge_fen"] == 30000  # ten days: nine before the pause, one after it


def test_a_withheld_penalty_keeps_the_number_of_its_form() -> None:
    held = run("16_void_and_convert")
    assert [m.state for m in held.records.held.values()] == ["void", "decided", "converted", "proposed"]
    assert next(iter(held.records.held.values())).numbers


def test_a_case_keeps_its_own_number_whatever_papers_it_issues() -> None:
    case = next(iter(run("06_hearing_period_not_over").records.held.values()))
    assert own_number(packs.catalogue().procedure(case.procedure), case) == "同乐府罚立〔2025〕1号"
    assert case.numbers["penalty.decision"] == "同乐府罚决〔2025〕1号"


def test_a_publication_owes_its_withdrawal_as_soon_as_the_decision_is_revoked() -> None:
    held = run("10_annulled_after_publication").ledger.decisions
    owed = next(d for d in held if d.step.id == "owe_withdrawal")
    assert (owed.entry.on, owed.entry.actors) == (date(2026, 2, 3), ("clock",))
    assert owed.after.clocks["pen.withdraw_publication"].due(law.load(), ORG).due_on == date(2026, 2, 6)


def file_of(name: str, upto: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Label → how it stands, and the flaws, of the file of the first matter after the first step of this name."""
    held = run(name)
    case = next(iter(held.records.held.values()))
    decisions = [d for d in held.ledger.decisions if d.entry.matter == case.id]
    procedure, seq = packs.catalogue().procedure(case.procedure), next(d.entry.seq for d in decisions if d.step.id == upto)
    matter = next(d.after for d in decisions if d.entry.seq == seq)
    return {line.thing.label: line.standing.value for line in lines(procedure, matter, held.records)}, tuple(
        f.label for f in flaws(procedure, matter, held.records)
    )


def test_a_file_lacks_what_it_should_have_by_now_and_nothing_that_is_still_to_come() -> None:
    file, found = file_of("06_hearing_period_not_over", "propose")
    assert {name for name, how in file.items() if how == "lacking"} == set()
    assert file["立案审批表"] == file["已核实的证据"] == file["裁量说明"] == "kept"
    assert file["行政处罚事先告知书"] == file["集体讨论笔录"] == file["结案报告"] == "later"
    assert "法制审核意见书" not in file, "no ground for a review"
    assert found == ()


def test_a_file_without_records_of_inquiry_lacks_them() -> None:
    held = run("06_hearing_period_not_over")
    case = next(iter(held.records.held.values()))
    bare = replace(case, papers={k: v for k, v in case.papers.items() if k not in ("penalty.inquiry_record", "penalty.scene_record")})
    found = lines(packs.catalogue().procedure(case.procedure), bare, held.records)
    assert [line.thing.label for line in found if line.standing is Standing.LACKING] == ["询问、勘验或者现场笔录"]


def test_a_closed_file_is_asked_only_for_what_its_case_came_to() -> None:
    file, _ = file_of("41_recused_suspended_dropped", "drop")
    assert file == {"立案审批表": "kept", "责令改正": "kept", "整改复查意见书": "kept", "撤销立案决定书": "kept"}


def test_a_refused_signature_without_proof_is_a_flaw_of_the_file_with_the_points_of_the_standard() -> None:
    held = run("09_refused_signature_without_proof")
    matter = next(iter(held.records.held.values()))
    procedure = packs.catalogue().procedure(matter.procedure)
    (flaw,) = flaws(procedure, matter, held.records)
    amount = law.load().amount(flaw.points, THURSDAY, ORG)
    assert (flaw.label[:5], amount.value, amount.verified) == ("送达有瑕疵", 5, False)
    assert [line.thing.label for line in lines(procedure, matter, held.records) if line.standing is Standing.LACKING] == [
        "签收，或者拒签的证明"
    ]


def test_age_comes_from_the_identity_number() -> None:
    assert age_on("500102201105010019", date(2025, 4, 30)) == 13
    assert age_on("500102201105010019", date(2025, 5, 1)) == 14
    assert age_on("500102201113010019", THURSDAY) is None
    assert age_on("50010220110501001", THURSDAY) is None


def test_a_decision_of_several_kinds_counts_under_the_heaviest() -> None:
    assert heaviest(["警告", "罚款"]) == "罚款"
    assert heaviest(["罚款", "责令停产停业", "没收违法所得、没收非法财物"]) == "责令停产停业"
    assert heaviest(["其他行政处罚", "警告"]) == "警告"


def test_a_day_without_law_is_refused_in_words() -> None:
    for on in (date(1999, 3, 6), date(2010, 3, 6)):
        result = decide(town(), new("penalty.summary"), on_the_spot(on))
        assert isinstance(result, Refused)
        assert "law" in result.gates or "item_in_force" in result.gates


@pytest.mark.parametrize("typed", ["二十", "-20", "20.001", "1e30", "NaN", "", "999999999999"])
def test_a_strange_amount_is_refused_in_words(typed: str) -> None:
    result = decide(town(), new("penalty.summary"), on_the_spot(amount_fen=typed))
    assert isinstance(result, Refused)
    assert all(r.message for r in result.refusals)


@pytest.mark.parametrize("name", [p.name for p in packs.catalogue().procedures if p.name.split(".")[0] in NAMES])
def test_pages_can_ask_what_is_possible_in_every_state(name: str) -> None:
    """Nothing breaks before a form is filled, for any role, in any state, with no facts at all."""
    procedure = packs.catalogue().procedure(name)
    everyone = Actor("某", "某", tuple(Post(role, ORG) for role in sorted(procedure.taking_roles)))
    for state in ("start", *(s.id for s in procedure.states)):
        matter = replace(new(name), state=state, seq=-1 if state == "start" else 3, version="" if state == "start" else "1", moved_on=None)
        for option in available(town(), matter, everyone, THURSDAY, NOON):
            assert all(r.message and "{" not in r.message for r in option.refusals)


def test_sentences_print_their_figures_and_their_nil_forms() -> None:
    held = run("08_cash_collected_friday")
    held.named.setdefault("本案", "")
    figures = {code: runner._figure(held, code, 2025) for code in packs.catalogue().indicators if code.split(".")[0] in NAMES}
    nil = {code: runner._figure(held, code, 2019) for code in figures}
    for pack in (p for p in packs.catalogue().packs if p.name in NAMES):
        for sentence in pack.sentences:
            assert written(sentence, figures)
            written(sentence, nil)
    text = "".join(r if isinstance(r, str) else r.text for r in written(packs.catalogue().sentences["penalty.decisions"], figures))
    assert text == "作出行政处罚2件（以本镇名义0件、受区级部门委托2件；简易程序2件、普通程序0件），罚没金额250元。"
    assert written(packs.catalogue().sentences["penalty.heard"], figures) == ("本年未发生行政处罚听证。",)


def test_the_papers_of_a_pause_say_why_it_began_and_ended() -> None:
    paused = paper("41_recused_suspended_dropped", "中止案件调查审批表")
    assert "不可抗力" in paused and "山洪阻断道路" in paused
    assert "道路恢复通行" in paper("41_recused_suspended_dropped", "恢复案件调查审批表")
