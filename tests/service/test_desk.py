"""The desk: what is mine to do, what I wait for, and what merely stands."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.packs import catalogue
from fadu.service.desk import by_use, handed_on, starts, tasks
from fadu.service.people import actor_of
from fadu.service.scope import Reader, reader
from fadu.store.models import Matter
from fadu.store.records import StoreRecords
from tests import town
from tests.service.steps import small_town
from tests.town import ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db
CASH = {"collected": True, "collect_ground": "一百元以下", "receipt_no": "0012345678"}


def desk_of(made: SmallTown, person: str, on: date) -> Reader:
    return reader(actor_of(made.accounts[person]), ORG, on)


def test_cash_taken_on_the_spot_is_the_officers_to_hand_over_while_others_report_it() -> None:
    made = small_town()
    take(made, "li", "decide_on_spot", at(3, 6), "cash", procedure="penalty.summary", also=("wang",), fields={**town.ON_THE_SPOT, **CASH})
    own = {t.matter.pk: t.step.id for t in tasks(desk_of(made, "li", date(2025, 3, 6)))}
    assert list(own.values()) == ["hand_in"]
    assert {t.step.id for t in tasks(desk_of(made, "any-enforcement_head", date(2025, 3, 6)))} == {"file"}


def test_what_somebody_begins_most_stands_first_and_the_rest_keeps_its_order() -> None:
    made = small_town()
    li = desk_of(made, "li", date(2025, 3, 6))
    before = [s for s in starts(li) if s.procedure.name != "penalty.summary"] + [
        s for s in starts(li) if s.procedure.name == "penalty.summary"
    ]
    assert by_use(li, before) == before, "nothing was begun yet"
    take(made, "li", "decide_on_spot", at(3, 6), "used", procedure="penalty.summary", also=("wang",), fields=town.ON_THE_SPOT)
    own = [s for s in before if s.procedure.name == "penalty.summary"]
    assert own
    assert by_use(li, before) == own + before[: -len(own)]


def test_what_i_handed_on_waits_for_others_and_an_office_in_hand_waits_for_nobody() -> None:
    made = small_town()
    take(made, "li", "decide_on_spot", at(3, 6), "code", procedure="penalty.summary", also=("wang",), fields=town.ON_THE_SPOT)
    assert [m.procedure for m in handed_on(desk_of(made, "li", date(2025, 3, 6)))] == ["penalty.summary"]
    committee = desk_of(made, "fang", date(2025, 3, 6))
    assert (handed_on(committee), tasks(committee)) == ([], []), "a committee in office is no errand"


def paper(made: SmallTown, who: str, step: str, **fields: object) -> None:
    opening = {} if "paper" in made.matters else {"procedure": "normative_documents.outgoing"}
    take(made, who, step, at(3, 6), "paper", matter=made.matters.get("paper", ""), fields=fields, **opening)


def asked(made: SmallTown, who: str) -> list[str]:
    return [t.step.id for t in tasks(desk_of(made, who, date(2025, 3, 6)))]


def test_a_paper_that_binds_the_public_waits_for_its_drafter_then_for_a_second_person() -> None:
    made = small_town()
    paper(made, "any-clerk", "draft", addresses_public="是", text="全镇禁止露天焚烧秸秆。")
    assert asked(made, "any-clerk") == ["classify"]
    paper(made, "any-clerk", "classify", binds_generally="否")
    assert (asked(made, "any-clerk"), asked(made, "any-party_gov_office")) == ([], ["classify_again"])
    paper(made, "any-party_gov_office", "classify_again", binds_generally="是")
    assert asked(made, "fang") == ["settle_nature"]


def test_a_paper_to_the_superior_waits_for_the_head_and_one_that_touches_others_for_their_countersignature() -> None:
    made = small_town()
    paper(made, "any-clerk", "draft", doc_kind="报告", direction="上行文", main_to="区人民政府", joint_offices="综合行政执法大队")
    paper(made, "any-party_gov_office", "check")
    assert (asked(made, "any-office_head"), asked(made, "lin"), asked(made, "any-leader")) == (["countersign"], [], [])
    paper(made, "any-office_head", "countersign")
    assert (asked(made, "lin"), asked(made, "any-leader")) == (["sign_upward"], [])


def test_a_document_in_force_asks_only_for_what_its_limit_asks() -> None:
    made = small_town()
    take(
        made,
        "any-party_gov_office",
        "register_existing",
        at(3, 6),
        "document",
        procedure="normative_documents.adopt",
        fields={"document": "GFX-2020-001"},
    )
    on = date(2025, 3, 7)
    assert [t.step.id for t in tasks(desk_of(made, "any-office_head", on))] == ["evaluate"]
    assert tasks(desk_of(made, "any-party_gov_office", on)) == [], "who keeps the catalogue has no errand"


def test_the_last_of_two_children_of_one_day_is_the_one_opened_last() -> None:
    made = small_town()
    take(made, "any-clerk", "draft", at(3, 6), "asking", procedure="normative_documents.outgoing")
    parent = made.matters["asking"]
    for n in range(6):
        take(made, "li", "owe", at(3, 6, 10 + n), f"child-{n}", procedure="common.service", fields={"paper_title": f"文书{n}"})
        Matter.objects.filter(pk=made.matters[f"child-{n}"]).update(parent_id=parent)
    found = [m.get("paper_title") for m in StoreRecords(catalogue(), ORG).children(parent)]
    assert found == [f"文书{n}" for n in range(6)]
