"""The list of registers: what it counts is what each of them holds, and it does not ask once for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fadu.packs import catalogue
from fadu.service.people import actor_of
from fadu.service.registers import Query, page
from fadu.service.scope import reader
from fadu.store.models import RegisterRow
from tests.town import CHUNHUA, ORG, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


@pytest.mark.parametrize("person", ["li", "fang"])
def test_the_list_counts_what_each_register_holds(as_: As, town: SmallTown, person: str) -> None:
    client = as_(person)
    RegisterRow.objects.filter(register="villages", key=CHUNHUA).update(until=date(2025, 6, 30))  # is still listed, as merged away
    listed = [e for group in client.get(reverse("registers")).context["groups"] for e in group["entries"]]
    assert any(e["rows"] and e["changed_on"] for e in listed)
    assert {e["label"]: e["rows"] for e in listed} == {e["label"]: client.get(e["href"]).context["register"]["count"] for e in listed}


def test_the_list_does_not_ask_once_for_each_register(as_: As, town: SmallTown) -> None:
    client = as_("fang")
    client.get(reverse("registers"))
    with CaptureQueriesContext(connection) as asked:
        listed = client.get(reverse("registers")).context["groups"]
    assert len(asked) <= 18 < sum(len(group["entries"]) for group in listed)


def test_what_has_no_day_comes_last_in_either_order_on_every_page(town: SmallTown, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    head, disputes = reader(actor_of(town.accounts["fang"]), ORG, date(2025, 4, 2)), catalogue().registers["dispute_log"]
    for order in ("due_on", "-due_on"):
        whole = page(head, disputes, Query(order=order)).lines
        dated = [line.due_on is not None for line in whole]
        assert dated == sorted(dated, reverse=True)
        assert set(dated) == {True, False}
        with monkeypatch.context() as patched:
            patched.setattr("fadu.service.registers.PAGE", 1)
            single = [page(head, disputes, Query(order=order, page=n)).lines[0].id for n in range(1, len(whole) + 1)]
        assert single == [line.id for line in whole]


def test_an_empty_page_tells_nothing_yet_from_nothing_found(as_: As, town: SmallTown) -> None:
    client, address = as_("fang"), reverse("register", args=("dispute_log",))
    assert client.get(address, {"q": "没有这个人"}).context["empty"]["title"] == "没有符合条件的记录"
    unused = reverse("register", args=("past_reports",))
    assert "还没有记录" in client.get(unused).context["empty"]["title"]


def test_a_village_is_renamed_and_ended_from_its_own_row(as_: As, town: SmallTown) -> None:
    row = RegisterRow.objects.get(register="villages", key=CHUNHUA)
    page = reverse("register_row", args=("villages", row.pk))
    offered = as_("any-party_gov_office").get(page).context["row"]
    assert (offered["edit_href"], offered["end_href"]) == (
        f"/begin/common.village/rename_village?village={CHUNHUA}",
        f"/begin/common.village/end_village?village={CHUNHUA}",
    )
    form = as_("any-party_gov_office").get(offered["end_href"]).content.decode()
    assert f'<option value="{CHUNHUA}" selected>' in form
    assert as_("li").get(page).context["row"]["end_href"] == ""


def test_a_page_shows_no_column_that_says_nothing(as_: As, town: SmallTown) -> None:
    """What a machine calls a post, and a number where no row has one; whoever wants the code chooses its column."""
    client, posts = as_("fang"), reverse("register", args=("posts",))
    assert {"number", "role"}.isdisjoint(c["name"] for c in client.get(posts).context["columns"])
    assert "role" in {c["name"] for c in client.get(posts, {"col": ["role"]}).context["columns"]}
    assert "number" in {c["name"] for c in client.get(reverse("register", args=("dispute_log",))).context["columns"]}
