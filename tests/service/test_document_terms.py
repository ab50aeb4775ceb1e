"""Documents of the catalogue that nobody carries are told of before their validity ends, and the next clean-up before its day."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.service.document_terms import Ending, endings, next_cleanup
from fadu.service.people import actor_of
from fadu.service.scope import Reader, reader
from tests.service.steps import small_town
from tests.town import ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db
CLEANUP = "normative_documents.cleanup"
SCOPE = {"title": "定期清理", "scope_from": "2023-01-01", "scope_to": "2024-12-31"}


def on_desk(made: SmallTown, person: str, on: date) -> Reader:
    return reader(actor_of(made.accounts[person]), ORG, on)


def test_a_document_that_only_stands_in_the_catalogue_is_told_of_before_it_must_be_assessed() -> None:
    made = small_town()
    found = endings(on_desk(made, "any-party_gov_office", date(2025, 3, 6)))
    assert found and all(isinstance(e, Ending) and e.assess_by < e.last_on for e in found)
    assert "GFX-2020-001" in {e.key for e in found}
    assert [e.last_on for e in found] == sorted(e.last_on for e in found)
    assert endings(on_desk(made, "li", date(2025, 3, 6))) == [], "only who registers documents is told"


def test_one_whose_end_is_far_off_is_not_spoken_of() -> None:
    made = small_town()
    assert endings(on_desk(made, "any-party_gov_office", date(2022, 1, 4))) == []


def test_a_document_that_was_registered_waits_on_the_desks_instead() -> None:
    made = small_town()
    take(
        made, "any-party_gov_office", "register_existing", at(3, 6), "document", procedure="normative_documents.adopt",
        fields={"document": "GFX-2020-001"},
    )  # fmt: skip
    assert "GFX-2020-001" not in {e.key for e in endings(on_desk(made, "any-party_gov_office", date(2025, 3, 7)))}


def test_the_next_clean_up_is_told_of_near_its_day_and_not_while_one_is_under_way() -> None:
    made = small_town()
    office = "any-party_gov_office"
    assert next_cleanup(on_desk(made, office, date(2027, 3, 1))) is None, "before the first one nothing is due"
    _kept_everything(made)
    assert next_cleanup(on_desk(made, office, date(2026, 3, 1))) is None
    assert next_cleanup(on_desk(made, office, date(2027, 3, 1))) == date(2027, 3, 11)
    assert next_cleanup(on_desk(made, "li", date(2027, 3, 1))) is None
    take(made, office, "open", at(3, 12), "again", procedure=CLEANUP, fields=SCOPE)
    assert next_cleanup(on_desk(made, office, date(2027, 3, 1))) is None


def _kept_everything(made: SmallTown) -> None:
    """A clean-up of three documents from beginning to end."""
    keys = ("GFX-2023-001", "GFX-2024-001", "GFX-2024-002")
    rows = [{"doc": key, "conclusion": "继续有效", "reason": "与上位法一致"} for key in keys]
    for who, step, day, fields in (
        ("any-party_gov_office", "open", 6, SCOPE), ("any-party_gov_office", "list", 6, {}), ("any-office_head", "conclude", 7, {"conclusions": rows}),
        ("any-party_gov_office", "propose", 7, {}), ("any-party_gov_office", "skip_review", 7, {}), ("lin", "decide", 10, {}),
        ("any-party_gov_office", "publish", 11, {}),
    ):  # fmt: skip
        opening = {} if "cleanup" in made.matters else {"procedure": CLEANUP}
        take(made, who, step, at(3, day), "cleanup", matter=made.matters.get("cleanup", ""), fields=fields, **opening)
