"""No step, gate or limit cites a law on a day on which it was not in force, or an article that it did not have then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from fadu.checker.document import Document
from fadu.checker.examine import check
from fadu.checker.read import read
from fadu.kernel.citation import Citation, law
from fadu.kernel.rulebook import Amount
from fadu.law import load
from fadu.law.checks import faults_on
from fadu.law.naming import OTHER, place_name, topic_of, topics
from fadu.packs import catalogue
from fadu.service.law_uses import Cited, citations, uses_of

BOOK = load()
#: Acts before this day are on nobody's record here; the first year that is reported on begins with it.
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
#: Counting rules moved into the civil code on this day; for limits older than it the same rules stood in earlier law.
CIVIL_CODE = date(2021, 1, 1)

#: Citations that stand although the document came later, each with the reason.
EXCEPTIONS = {
    ("enforcement_base.item_list", "渝府办发〔2025〕28号"): "事项目录程序记录历次目录，本文件是其中一次交还的依据",
    ("penalty.clue", "渝府办发〔2025〕28号"): "关口只拒绝已经交还的事项，文件公布以前没有这样的事项",
    ("penalty.ordinary", "渝府办发〔2025〕28号"): "关口只拒绝已经交还的事项，文件公布以前没有这样的事项",
}


def boundaries() -> list[date]:
    """The first and the last day, and every day between on which a version of a law began or had just ended."""
    turns = {
        day for rows in BOOK.statutes.values() for row in rows for day in (row.since, row.until and row.until + timedelta(days=1)) if day
    }
    return sorted({FIRST, LAST, *(day for day in turns if FIRST <= day <= LAST)})


DAYS = boundaries()


def days_of(one: Cited) -> list[date]:
    """The days on which this citation may be acted upon: the procedure's own, and for a gate the gate's."""
    gates = one.step.gates if one.step else ()
    gate = next((g for g in gates if one.what == f"关口“{g.label}”"), None)
    first = max(one.procedure.since, gate.since if gate else date.min)
    last = min(one.procedure.until, gate.until if gate else date.max)
    return [day for day in DAYS if first <= day <= last]


@pytest.mark.parametrize("name", [p.name for p in catalogue().procedures])
def test_a_procedure_cites_only_what_is_in_force_on_the_days_it_may_act(name: str) -> None:
    mine = [one for one in citations() if one.procedure.name == name and (name, one.citation.law) not in EXCEPTIONS]
    faults = {
        f"{one.step.id if one.step else ''} {one.what}: {fault}"
        for one in mine
        for day in days_of(one)
        for fault in faults_on(one.citation, day, BOOK)
    }
    assert faults == set()


def test_every_exception_is_still_needed() -> None:
    faulty = {(one.procedure.name, one.citation.law) for one in citations() for day in days_of(one) if faults_on(one.citation, day, BOOK)}
    assert faulty == set(EXCEPTIONS)


def rows() -> Iterator[tuple[str, date | None, date | None, tuple[Citation, ...], tuple[Citation, ...]]]:
    for book in (BOOK.limits, BOOK.amounts):
        for name, found in book.items():
            for row in found:
                yield name, row.since, row.until, row.basis, () if isinstance(row, Amount) else row.counting


def test_a_rule_rests_on_law_that_was_in_force_from_its_first_day() -> None:
    faults = {
        f"{name} {day}: {fault}"
        for name, since, until, basis, _ in rows()
        for day in (since, *DAYS)
        if day and (since or day) <= day <= (until or day)
        for one in basis
        for fault in faults_on(one, day, BOOK)
    }
    assert faults == set()


def test_a_rule_is_counted_by_law_in_force_since_the_civil_code() -> None:
    faults = {
        f"{name} {day}: {fault}"
        for name, since, until, _, counting in rows()
        for day in (max(since or CIVIL_CODE, CIVIL_CODE), *DAYS)
        if (since or day) <= day <= (until or day)
        for one in counting
        for fault in faults_on(one, day, BOOK)
    }
    assert faults == set()


def test_the_turns_of_the_law_are_among_the_days_examined() -> None:
    assert date(2026, 8, 15) in DAYS
    assert len(DAYS) > 5


@pytest.mark.parametrize(
    ("one", "on", "told"),
    [
        (law("大气污染防治法")(1), date(2026, 8, 15), "《大气污染防治法》在2026-08-15没有施行"),
        (law("生态环境法典")(1), date(2026, 8, 14), "登记的施行期间：2026-08-15至今"),
        (law("行政处罚法")(86), date(2021, 7, 14), "第八十六条不存在，该法只有64条"),
        (law("阅览法")(1), date(2026, 1, 1), "没有登记在法规目录"),
    ],
)
def test_a_citation_of_the_wrong_day_is_a_finding(one: Citation, on: date, told: str) -> None:
    assert told in "".join(faults_on(one, on, BOOK))
    assert faults_on(law("行政处罚法")(86), date(2021, 7, 15), BOOK) == []


# --- titles, numbers and years are read by the code that checks reports

_READ = ("R1", "R2", "R9", "T1", "T5")


def test_the_checker_finds_no_fault_in_the_register_of_statutes() -> None:
    lines = [
        f"依据《{row.title}》" + (f"（{row.number}）" if row.number else "") + "。"
        for found in BOOK.statutes.values()
        for row in found
        if not row.until
    ]
    document = read("\n".join(lines).encode(), "statutes.txt")
    assert isinstance(document, Document)
    findings = check(document, today=LAST)
    assert [str(f) for f in findings if f.rule in _READ] == []


def test_the_same_code_finds_a_mangled_title_and_number() -> None:
    document = read("依据《法治政府建设实施纲要（2021-2026年）》和国办发〔2019)5号。".encode(), "statutes.txt")
    assert isinstance(document, Document)
    assert {f.rule for f in check(document, today=LAST)} & set(_READ)


# --- words for reading


def test_every_rule_has_a_topic_and_every_topic_a_rule() -> None:
    names = [*BOOK.limits, *BOOK.amounts]
    assert [name for name in names if topic_of(name) is OTHER] == [], "give it a prefix in src/fadu/law/names/topics.toml"
    assert {topic_of(name).id for name in names} == {topic.id for topic in topics()}


def test_every_place_with_rules_of_its_own_has_a_name() -> None:
    places = {row.place for found in (*BOOK.limits.values(), *BOOK.amounts.values()) for row in found}
    assert all(not place_name(place).isdigit() for place in places)
    assert place_name("500102999") == "500102999"


def test_the_places_a_rule_is_used_are_found_in_steps_and_in_the_code_of_gates() -> None:
    assert ("penalty.ordinary", "file_case", "开始计算") in {(u.procedure, u.step, u.how) for u in uses_of("pen.decide")}
    assert "关口“当场处罚限额”" in {u.how for u in uses_of("simple_citizen_yuan")}
    assert uses_of("no.such.rule") == ()
