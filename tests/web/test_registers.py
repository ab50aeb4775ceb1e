"""The list of registers: what it counts is what each of them holds, and it does not ask once for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


@pytest.mark.parametrize("person", ["li", "fang"])
def test_the_list_counts_what_each_register_holds(as_: As, town: SmallTown, person: str) -> None:
    client = as_(person)
    listed = [e for group in client.get(reverse("registers")).context["groups"] for e in group["entries"]]
    assert any(e["rows"] and e["changed_on"] for e in listed)
    assert {e["label"]: e["rows"] for e in listed} == {e["label"]: client.get(e["href"]).context["register"]["count"] for e in listed}


def test_the_list_does_not_ask_once_for_each_register(as_: As, town: SmallTown) -> None:
    client = as_("fang")
    client.get(reverse("registers"))
    with CaptureQueriesContext(connection) as asked:
        listed = client.get(reverse("registers")).context["groups"]
    assert len(asked) <= 18 < sum(len(group["entries"]) for group in listed)


def test_an_empty_page_tells_nothing_yet_from_nothing_found(as_: As, town: SmallTown) -> None:
    client, address = as_("fang"), reverse("register", args=("dispute_log",))
    assert client.get(address, {"q": "没有这个人"}).context["empty"]["title"] == "没有符合条件的记录"
    unused = reverse("register", args=("past_reports",))
    assert "还没有记录" in client.get(unused).context["empty"]["title"]
