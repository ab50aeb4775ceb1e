"""本镇信息: everybody reads what the town says of itself; one office changes it, from a day, and pages follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.store.models import RegisterRow, Town
from tests.town import ORG, TOLD, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
OFFICE = "any-party_gov_office"
FORM = "/begin/common.town/state_town"


@pytest.fixture(autouse=True)
def _forms_returned(db: Any) -> None:
    """No pre-printed forms of this year are out."""
    RegisterRow.objects.filter(register="form_blocks").delete()


def changed(client: Client, **said: str) -> Any:
    return client.post(FORM, {**TOLD, "town_ground": "批复", "_key": "k1", **said})


def test_it_works(as_: As, town: SmallTown) -> None:
    client = as_(OFFICE)
    assert reverse("town_page") in client.get(reverse("settings")).content.decode()
    page = client.get(reverse("town_page"))
    assert [f["shown"] for f in page.context["facts"]][:2] == ["同乐镇人民政府", "同乐"]
    form = client.get(page.context["change"]["href"])
    assert 'value="重庆市涪陵区同乐镇人民政府"' in form.content.decode()
    done = changed(
        client,
        town_name="和乐镇人民政府",
        short_name="和乐",
        organ="重庆市涪陵区和乐镇人民政府",
        town_since=clock.today().isoformat(),
    )
    assert done.status_code == 302
    assert Town.objects.get(pk=ORG).name == "和乐镇人民政府"
    after = client.get(reverse("town_page"))
    assert "和乐镇人民政府" in after.context["shell"]["org"]
    assert [r["name"] for r in after.context["past"]] == ["同乐镇人民政府"]


def test_a_change_to_come_is_announced_and_not_yet_used(as_: As, town: SmallTown) -> None:
    client = as_(OFFICE)
    day = clock.today() + timedelta(days=30)
    assert changed(client, counter_hours="工作日8:30—17:00", town_since=day.isoformat()).status_code == 302
    page = client.get(reverse("town_page"))
    assert [r["since"] for r in page.context["coming"]] == [day]
    assert page.context["facts"][7]["shown"] == ""
    assert "counter_hours=" in page.context["change"]["href"]


def test_a_refusal_says_what_to_do_and_loses_nothing(as_: As, town: SmallTown) -> None:
    answer = changed(as_(OFFICE), town_name="和乐镇", short_name="和乐", town_since=clock.today().isoformat())
    assert answer.status_code == 422
    assert "“和乐镇”不像机关名称" in answer.content.decode()
    assert 'value="和乐镇"' in answer.content.decode()


def test_others_read_it_and_cannot_change_it(as_: As, town: SmallTown) -> None:
    client = as_("li")
    page = client.get(reverse("town_page"))
    assert page.context["change"] is None
    assert "由党政办登记变更" in page.content.decode()
    assert client.get(FORM).status_code == 404


def test_what_was_published_before_keeps_the_name_of_its_day(as_: As, town: SmallTown) -> None:
    said = {"town_name": "和乐镇人民政府", "short_name": "和乐", "organ": "重庆市涪陵区和乐镇人民政府"}
    assert changed(as_(OFFICE), **said, town_since=clock.today().isoformat()).status_code == 302
    page = Client().get(reverse("disclosures"))
    assert {e["organ"] for e in page.context["entries"]} == {"同乐镇人民政府"}
    assert page.context["site"]["organ"] == "和乐镇人民政府"
