"""The fold: a matter is its entries, added one by one, and every effect is what the entry says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import (
    CARD,
    HEAD,
    LI,
    MATTER,
    READER,
    WANG,
    asked_card,
    attempt,
    issued_card,
    ledger,
    new,
    rules,
    taken,
    world,
)  # fmt: skip

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Attempt
from fadu.kernel.matter import Matter, apply, blank, decoded, fold
from fadu.kernel.memory_ledger import MemoryLedger

PROCEDURE = world(ledger().records).catalogue.procedure("library.card")
DAY = date(2025, 3, 5)


def entries(book: MemoryLedger) -> list:  # type: ignore[type-arg]
    return [d.entry for d in book.decisions if d.entry.matter == MATTER]


def test_it_works() -> None:
    book = ledger()
    card = issued_card(book)
    assert fold(PROCEDURE, new(), entries(book)) == card
    assert (card.opened_on, card.moved_on, card.closed_on) == (date(2025, 3, 3), date(2025, 3, 4), None)
    assert (card.handler, card.version, card.seq) == ("陈", "1", 1)
    assert card.done["answer"].by == ("李", "王")


def test_a_blank_matter_says_nothing() -> None:
    matter = blank(MATTER, "000000001", "library.card")
    assert (matter.state, matter.seq, dict(matter.facts)) == ("start", -1, {})


@pytest.mark.parametrize("which", [slice(1, None), slice(0, 1)])
def test_a_gap_or_a_repetition_does_not_fold(which: slice) -> None:
    book = ledger()
    card = issued_card(book)
    with pytest.raises(ValueError, match="does not continue"):
        fold(PROCEDURE, new() if which.start else card, entries(book)[which])


def test_a_step_that_the_procedure_no_longer_has_does_not_fold() -> None:
    from dataclasses import replace

    book = ledger()
    asked_card(book)
    with pytest.raises(ValueError, match="does not continue"):
        apply(PROCEDURE, new(), replace(entries(book)[0], step="forgotten"))


def test_fields_that_the_procedure_no_longer_has_are_left_out() -> None:
    assert decoded(PROCEDURE, {"name": "陈某", "shoe_size": 43, "age": None}) == {"name": "陈某"}


def test_doing_a_step_again_keeps_the_first_day_and_everyone() -> None:
    book = ledger()
    card = issued_card(book)
    for on, who in ((DAY, LI), (date(2025, 3, 7), WANG), (date(2025, 3, 7), LI)):
        card = taken(book, card, attempt("lend", on, who, books=[{"title": "三国"}]))
    done = card.done["lend"]
    assert (done.first_on, done.on, done.by, done.count, done.seq) == (DAY, date(2025, 3, 7), ("李", "王"), 3, 4)


def test_a_new_handler_takes_over() -> None:
    book = ledger()
    assert taken(book, asked_card(book), attempt("reassign", DAY, HEAD, new_handler="王")).handler == "王"


def test_an_extension_adds_to_the_limit_and_leaves_the_others() -> None:
    book = ledger()
    card = asked_card(book)
    longer = taken(book, card, attempt("extend", DAY, HEAD, extended_limit="card.answer", extended_by=2))
    assert longer.clocks["card.answer"].extension == 2
    assert longer.clocks["card.answer"].due(rules(), card.org).due == date(2025, 3, 12)
    again = taken(book, longer, attempt("extend", DAY, HEAD, extended_limit="card.answer", extended_by=3))
    assert again.clocks["card.answer"].extension == 5
    other = taken(book, again, attempt("extend", DAY, HEAD, extended_limit="card.valid", extended_by=1))
    assert "card.valid" not in other.clocks


def test_an_annulment_lies_over_the_matter_and_changes_no_fact() -> None:
    book = ledger()
    card = issued_card(book)
    annulled = taken(book, card, attempt("annul", date(2025, 3, 20), HEAD, annulment_ground="馆长决定", annulled_on="2025-03-18"))
    assert annulled.annulled is not None
    assert (annulled.annulled.ground, annulled.annulled.on) == ("馆长决定", date(2025, 3, 18))
    assert (annulled.state, annulled.facts) == (card.state, card.facts)
    by_default = taken(book, annulled, attempt("annul", date(2025, 3, 21), HEAD, annulment_ground="更正"))
    assert by_default.annulled is not None and by_default.annulled.on == date(2025, 3, 21)


def test_links_add_up() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("link", DAY, HEAD, link_kind="同一读者", linked_matter="x"))
    card = taken(book, card, attempt("link", DAY, HEAD, link_kind="来源", linked_matter="y"))
    assert card.links == (("同一读者", "x"), ("来源", "y"))


def test_a_pause_is_open_until_it_is_resumed() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("pause", date(2025, 3, 4), LI, pause_cause="停电"))
    clock = card.clocks["card.answer"]
    assert clock.paused(rules(), card.org)
    assert clock.due(rules(), card.org).due == date(2025, 3, 10), "an open pause moves nothing yet"
    card = taken(book, card, attempt("resume", date(2025, 3, 6), LI))
    assert not card.clocks["card.answer"].paused(rules(), card.org)
    assert card.clocks["card.answer"].due(rules(), card.org).due == date(2025, 3, 13)


def test_a_pause_is_told_by_its_chinese_name() -> None:
    book, law = ledger(), replace(rules(), causes={"停电": "停电检修"})
    card = taken(book, asked_card(book), attempt("pause", date(2025, 3, 4), LI, pause_cause="停电"))
    card = taken(book, card, attempt("resume", date(2025, 3, 6), LI))
    due = card.clocks["card.answer"].due(law, card.org)
    assert [stop.name for stop in due.stops] == ["停电检修"]
    assert "中止期间不计入：停电检修" in [day.why for day in due.days]


def test_a_cause_that_the_limit_does_not_name_stops_nothing() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("pause", date(2025, 3, 4), LI, pause_cause="下雨"))
    assert not card.clocks["card.answer"].paused(rules(), card.org)


def test_a_limit_that_has_ended_is_not_paused() -> None:
    book = ledger()
    card = issued_card(book)
    assert card.clocks["card.answer"].ended_on == date(2025, 3, 4)
    assert card.clocks["card.valid"].due(rules(), card.org).due == date(2026, 3, 4)


def test_a_closed_matter_knows_its_day() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("answer", DAY, LI, WANG, answer="不发证"))
    assert (card.state, card.closed_on) == ("refused", DAY)


def test_what_is_recorded_on_a_closed_matter_does_not_close_it_anew() -> None:
    book = ledger()
    card = taken(book, asked_card(book), attempt("answer", DAY, LI, WANG, answer="不发证"))
    corrected = replace(entries(book)[-1], seq=card.seq + 1, step="correct", fields={}, on=DAY + timedelta(days=30))
    assert apply(PROCEDURE, card, corrected).closed_on == DAY


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["answer", "lend", "correct", "pause", "resume", "reassign", "extend", "annul", "link", "expire"]), st.integers(0, 3),
        st.sampled_from(["停电", "下雨"]), st.integers(1, 2),
    ), max_size=9,
)  # fmt: skip


@given(MOVES)
def test_however_the_acts_came_the_fold_of_the_entries_is_the_matter(moves: list[tuple[str, int, str, int]]) -> None:
    """Refused acts leave nothing; every taken one can be folded again, whole or from any point on."""
    book = ledger()
    card, on = asked_card(book, date(2025, 3, 3)), date(2025, 3, 3)
    seen: list[Matter] = [card]
    for step, days, cause, by in moves:
        on = min(on + timedelta(days=days), date(2025, 3, 31))
        result = act(world(book.records), book, card, _tried(step, on, cause, by))
        card = result.matter if isinstance(result, Acted) else card
        seen += [card] if isinstance(result, Acted) else []
    kept = entries(book)
    assert fold(PROCEDURE, new(), kept) == card
    assert [e.seq for e in kept] == list(range(len(kept)))
    for n, matter in enumerate(seen):
        assert fold(PROCEDURE, matter, kept[n + 1 :]) == card


def _tried(step: str, on: date, cause: str, by: int) -> Attempt:
    said: dict[str, dict[str, object]] = {
        "answer": {"answer": "发证"}, "lend": {"books": [{"title": cause}]}, "correct": {"corrected_field": "age", "corrected_value": str(30 + by)},
        "pause": {"pause_cause": cause}, "reassign": {"new_handler": "王"}, "extend": {"extended_limit": "card.answer", "extended_by": by},
        "annul": {"annulment_ground": cause}, "link": {"link_kind": cause, "linked_matter": str(by)},
    }  # fmt: skip
    who = (HEAD,) if step in ("reassign", "extend", "annul", "link") else (LI, WANG)
    assert READER not in who
    return attempt(step, on, *who, **said.get(step, {}))


def test_who_handles_a_matter_may_be_whoever_first_acts_in_a_certain_role() -> None:
    book = ledger()
    entries = [d.entry for d in (issued_card(book), book.decisions)[1] if d.entry.procedure == CARD.name]
    by_librarian = replace(CARD, handlers=("librarian",))
    asked, answered = (fold(by_librarian, new(), entries[:n]) for n in (1, 2))
    assert (asked.handler, answered.handler) == ("", "李")
    assert fold(CARD, new(), entries).handler == "陈"
