"""The rows of law against an independent transcription, and what every row must carry."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.kernel.period import Bound, Direction, TimeLimit, Unit
from fadu.law import load

BOOK = load()
TOWN = "500102128"
ON = date(2025, 12, 1)

UNITS = {
    "h": Unit.HOUR,
    "cd": Unit.CALENDAR_DAY,
    "wd": Unit.WORKING_DAY,
    "mo": Unit.MONTH,
    "y": Unit.YEAR,
}
# name, length, unit, and what differs from an agency's "at most": p party, o officer, e effect, > at least, < before, +n
CATALOGUE = """
pen.register_keep 7 wd          | pen.decide 90 cd               | pen.serve 7 wd
pen.public_notice_service 30 cd e> | pen.hearing_request 5 wd p  | pen.hearing_notice 7 wd <
pen.pay 15 cd p                 | pen.pay.traffic 15 wd p        | pen.cash_to_organ 2 wd o
pen.organ_to_bank 2 wd          | pen.simple_file 2 wd o         | pen.withdraw_publication 3 wd
pen.time_bar 24 mo              | pen.time_bar.harm 60 mo        | pen.defence 3 wd p
pen.review 5 wd                 | comp.seize 30 cd +30           | comp.urgent_report 24 h o
comp.demand 10 wd p             | comp.substitute_demand 3 wd <  | comp.court_apply 3 mo
lic.correct_once 5 wd           | lic.decide 20 wd +10           | lic.joint 45 wd +15
lic.issue 10 wd                 | lic.hearing_request 5 wd p     | lic.hearing_hold 20 wd
lic.renew_before 30 cd p<       | cq.farmhouse 20 wd             | cq.prereview 3 wd
insp.nocode_file 3 wd           | insp.after_approval 1 wd       | rect.recheck 5 wd
pub.penalty_permit 7 wd         | pub.other 20 wd                | crim.approve 3 cd
crim.handover 24 h              | crim.ask_review 3 cd           | crim.goods 3 cd
rec.apply 60 cd p               | rec.apply.untold 12 mo p       | rec.forward 5 wd
rec.reply 10 wd                 | rec.reply_simple 5 wd          | rec.doc_reply 10 wd
rec.opinion_report 60 cd        | lit.sue 6 mo p                 | lit.sue.untold 12 mo p
lit.sue_after_rec 15 cd p       | lit.answer 15 cd               | sup.review_request 10 wd
xfer.normal 3 wd +2             | xfer.urgent 24 h               | gfx.comment.market 30 cd >
gfx.comment.general 7 cd >      | gfx.review 15 wd               | gfx.publish 20 wd
gfx.explain 3 wd                | gfx.file 15 cd                 | gfx.valid.normal 5 y e
gfx.valid.trial 2 y e           | gfx.reeval 6 mo <              | dec.comment 30 cd >
dec.hearing.papers 7 cd <       | dec.review 7 wd >              | ctr.review 5 wd
ctr.file 5 wd                   | rep.confirm 5 wd               | sup.recheck.apply 30 cd
pet.reg 15 cd                   | pet.object 5 wd                | pet.handle 60 cd +30
pet.fucha.apply 30 cd p         | pet.fucha.reply 30 cd          | pet.fuhe.apply 30 cd p
pet.fuhe.reply 30 cd            | med.handle 30 cd               | med.confirm 30 cd p
med.revisit 30 cd               | foi.correct 7 wd               | foi.third 15 wd p
foi.reply 20 wd +20             | saf.pen.publish 7 wd           | acc.unit 1 h p
acc.level 2 h                   | drill.town 2 y                 | rand.publish 20 wd
aid.review 7 cd                 | log.keep 6 mo >                | pia.keep 3 y >
archive.transfer 10 y           | duty.accept 1 wd               | duty.report 1 mo
duty.due 0 cd                   | duty.escalate 7 cd             | duty.resit 30 cd p
ent.warn 60 cd <                | cert.warn 60 cd <              | av.upload 24 h o
review.rectify 15 wd            | cq.complaint 15 wd             | rate.callback 5 wd
rnd.objection 24 h p>           | hz.general 7 cd                | hz.major_report 2 h o
hz.list 1 y                     | lln.train 3 mo                 | vill.nil_return 2 cd
lit.court_decide 6 mo           | lit.court_decide_simple 45 cd  | lit.court_decide_appeal 3 mo
crim.police_forward 24 h        | crim.police_review 3 cd        | drill.key_unit 6 mo p
hz.quarter_report 15 cd p       | hz.year_report 0 y p           | xfer.dispute_supplement 3 wd
comp.court_warn 15 wd <         | pen.open_case 15 wd            | net.grade_file 30 cd
net.grade_test 1 y              | lit.appeal 15 cd p             | lit.appeal_ruling 10 cd p
comp.court_accept 5 wd          | comp.court_rule 7 wd           | comp.court_rule_doubt 30 cd
comp.court_challenge 15 cd      | comp.freeze 30 cd +30          | comp.freeze_notice 3 wd
lic.first_review 20 wd          | lic.hearing_notice 7 wd <      | lic.felling_emergency 30 cd p
lic.bar.false 1 y p>            | lic.bar.fraud 3 y p>           | cq.plan_conditions 5 wd
cq.plan_tell 2 wd               | cq.plan_issue 10 wd            | sup.transfer_reply 10 wd
sup.review_decide 15 wd         | rec.decide 60 cd +30           | rec.decide_simple 30 cd
rec.apply.max 5 y p             | rec.apply.max_estate 20 y p    | rec.doc_handle 30 cd
rec.doc_transfer 7 wd           | foi.comaker 15 wd              | med.online.before 30 cd
med.online.ordinary 15 cd       | med.online.simple 7 cd         | med.confirm.accept 3 cd
med.confirm.decide 15 cd +10    | acc.supplement 30 cd           | acc.supplement.road_fire 7 cd
acc.investigate 60 cd +60       | saf.power_cut 24 h <           | hz.restart_review 10 cd
hz.list.file 3 wd               | hz.list.publish 5 wd           | hz.list.extend_before 20 wd p<
hz.list.extend_decide 10 wd     | duty.urgent 3 cd               | pen.collect_agreement 15 cd
net.flaw_report 24 h            | net.share_keep 3 y >           | data.share.open 1 wd
"""
FIXED = {"rep.submit": "03-01", "rep.publish": "04-01", "pub.year_data": "01-31", "cq.resp_report": "12-31"}
AMOUNTS = {
    "simple_citizen_yuan": (200_00, "fen"),
    "simple_org_yuan": (3000_00, "fen"),
    "onspot_collect_yuan": (100_00, "fen"),
    "hearing_cq_citizen_yuan": (5000_00, "fen"),
    "hearing_cq_org_yuan": (50000_00, "fen"),
    "reviewer_ratio": (500, "ratio_bp"),
    "felling_commitment_m3": (15, "m3"),
    "pen.surcharge_rate": (30, "per_mille"),
    "pen.surcharge_cap": (1000, "per_mille"),
    "pen.age_none": (14, "year_of_age"),
    "pen.age_lighter": (18, "year_of_age"),
    "committee_min": (3, "person"),
    "committee_max": (9, "person"),
    "train.hours": (60, "hour"),
    "lln.min_per_village": (3, "person"),
    "traffic_driver_min_yuan": (20_00, "fen"),
    "traffic_driver_max_yuan": (200_00, "fen"),
    "review.excellent_min": (90, "point"),
    "review.good_min": (80, "point"),
    "review.pass_min": (60, "point"),
    "review.missing_paper": (5, "point"),
    "review.missing_content": (1, "point"),
    "review.wording": (1, "point"),
    "duty.warn_days": (7, "day"),
    "duty.warn_ratio": (2000, "ratio_bp"),
    "counsel.practice_min": (5, "year"),
    "pet.representatives": (5, "person"),
    "rec_simple_yuan": (3000_00, "fen"),
    "saf.not_removed_yuan": (50000_00, "fen"),
    "rnd.sample_min": (500, "ratio_bp"),
    "rnd.times_min": (2, "count"),
}
# Names of the second catalogue that the first one already has: one row, found again under the first name.
FORMER = {
    "pen.hearing.apply": "pen.hearing_request",
    "pen.unpublish": "pen.withdraw_publication",
    "lic.correct": "lic.correct_once",
    "lic.deliver": "lic.issue",
    "rev.answer": "rec.reply",
    "rev.answer.simple": "rec.reply_simple",
}


def entries() -> list[list[str]]:
    return [cell.split() for line in CATALOGUE.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry[0]))
def test_the_row_says_what_the_law_says(entry: list[str]) -> None:
    name, length, unit, *rest = entry
    marks = "".join(rest)
    row = BOOK.limit(name, ON, TOWN)
    signs, _, extension = marks.partition("+")
    assert (row.length, row.unit, row.extension) == (int(length), UNITS[unit], int(extension or 0))
    bound = next((kind for sign, kind in BOUNDS.items() if sign in signs), Bound.AGENCY)
    direction = next((way for sign, way in DIRECTIONS.items() if sign in signs), Direction.AT_MOST)
    assert (row.bound, row.direction) == (bound, direction)


BOUNDS = {"p": Bound.PARTY, "o": Bound.OFFICER, "e": Bound.EFFECT}
DIRECTIONS = {">": Direction.AT_LEAST, "<": Direction.BEFORE}


@pytest.mark.parametrize(("name", "day"), FIXED.items())
def test_fixed_days_of_the_year(name: str, day: str) -> None:
    assert BOOK.limit(name, ON, TOWN).fixed == day


@pytest.mark.parametrize(("name", "expected"), AMOUNTS.items())
def test_amounts(name: str, expected: tuple[int, str]) -> None:
    row = BOOK.amount(name, ON, TOWN)
    assert (row.value, row.unit) == expected


@pytest.mark.parametrize(("former", "name"), FORMER.items())
def test_one_rule_has_one_row_and_its_former_name_leads_to_it(former: str, name: str) -> None:
    assert not BOOK.has_limit(former)
    assert BOOK.near_names(former)[0] == name


def rows() -> list[TimeLimit]:
    return [row for rows in BOOK.limits.values() for row in rows]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.id}@{row.place or row.since}")
def test_every_row_is_labelled_sourced_and_says_from_when_it_runs(row: TimeLimit) -> None:
    assert row.label
    assert row.source
    assert row.start_event
    assert row.counting, "name the articles by which its days are counted"
    assert row.verified != (row.default or row.verified_on is None)
    assert not row.label.isascii()


def test_a_verified_row_of_a_law_about_working_days_cites_the_article_that_says_so() -> None:
    definitions = {"行政处罚法": 85, "行政许可法": 82, "行政强制法": 69, "行政复议法": 88}
    for row in rows():
        if row.verified and row.unit is Unit.WORKING_DAY and row.basis[0].law in definitions:
            assert any(c.article == definitions[c.law] for c in row.basis if c.law in definitions), row.id


def test_no_verified_row_of_the_penalty_law_counts_working_days_for_other_numbers() -> None:
    for row in rows():
        if row.verified and row.basis[0].law == "行政处罚法" and row.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
            assert (row.unit is Unit.WORKING_DAY) == (row.length in (2, 3, 5, 7)), row.id


def test_no_verified_row_of_the_compulsion_law_counts_calendar_days_up_to_ten() -> None:
    for row in rows():
        if row.verified and row.basis[0].law == "行政强制法" and row.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
            assert (row.unit is Unit.WORKING_DAY) == (row.length <= 10), row.id


def test_every_suspension_cause_has_a_chinese_name_and_is_used() -> None:
    used = {cause for row in rows() for cause in row.suspended_by}
    assert used <= set(BOOK.causes)
    assert not any(label.isascii() for label in BOOK.causes.values())


def test_rules_come_into_force_and_go_out() -> None:
    assert BOOK.limit("log.keep", date(2025, 12, 31)).basis[0].article == 21
    assert BOOK.limit("log.keep", date(2026, 1, 1)).basis[0].article == 23
    assert BOOK.find_limit("insp.nocode_file", date(2025, 9, 19), TOWN) is None
    assert BOOK.find_limit("insp.nocode_file", date(2025, 9, 20), TOWN) is not None


def test_a_rule_of_chongqing_is_no_rule_elsewhere() -> None:
    assert BOOK.find_limit("cq.farmhouse", ON, "440106") is None
    assert BOOK.limit("cq.farmhouse", ON).place == "50"
