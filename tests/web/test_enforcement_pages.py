"""Can we act, the team's page, the cash day and the list's versions: each says what the registers and matters say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.store.models import Matter, RegisterRow
from tests.town import ON_THE_SPOT, ORG, SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 4, 1))


def test_a_conduct_finds_its_item_with_name_tiers_and_officers(as_: As, town: SmallTown) -> None:
    [found] = as_("li").get(reverse("can_act"), {"q": "逆向"}).context["answers"]
    assert (found.code, found.capacity, found.organ, found.refusals) == ("FJDC-NX", "委托", "重庆市涪陵区公安局", ())
    assert found.tiers[0].range == "警告，或者5元以下"
    assert {"李某", "王某"} <= set(found.officers)


def test_a_lapsed_entrustment_is_refused_with_its_article(as_: As, town: SmallTown) -> None:
    RegisterRow.objects.filter(org=ORG, register="entrustments").update(until=date(2025, 3, 31))
    page = as_("li").get(reverse("can_act"), {"q": "逆向"})
    assert [r.gate for r in page.context["answers"][0].refusals] == ["item_in_force"]
    assert "委托不在有效期内" in page.content.decode()


def test_without_words_nothing_is_listed(as_: As, town: SmallTown) -> None:
    assert as_("li").get(reverse("can_act")).context["answers"] == []


def test_the_head_reports_all_decisions_in_one_press(as_: As, town: SmallTown) -> None:
    head = as_("any-enforcement_head")
    assert [e["number"] for e in head.get(reverse("team")).context["waiting"]] == [Matter.objects.get(pk=town.matters["penalty"]).number]
    answer = head.post(reverse("file_penalties"), follow=True)
    assert "已报备1件" in answer.content.decode()
    assert answer.context["waiting"] == []
    assert head.post(reverse("file_penalties"), follow=True).context["waiting"] == []


def test_nobody_else_reports(as_: As, town: SmallTown) -> None:
    assert as_("li").post(reverse("file_penalties")).status_code == 404


def test_a_certificate_that_ends_within_sixty_days_is_on_the_wall(as_: As, town: SmallTown) -> None:
    row = RegisterRow.objects.filter(org=ORG, register="officers").order_by("key").first()
    assert row is not None
    row.values["expires"] = "2025-05-31"
    row.save()
    [found] = [e for e in as_("any-enforcement_head").get(reverse("team")).context["lapsing"] if e["name"] == row.values["name"]]
    assert (found["kind"], found["left"]) == ("执法证", "还有60日")
    row.values["expires"] = "2025-06-01"
    row.save()
    assert row.values["name"] not in {e["name"] for e in as_("any-enforcement_head").get(reverse("team")).context["lapsing"]}


def test_cash_is_followed_from_the_officer_to_the_bank(as_: As, town: SmallTown) -> None:
    paid = {**ON_THE_SPOT, "party_name": "周某", "party_id": "", "collected": True, "collect_ground": "一百元以下", "receipt_no": "0012345678"}
    take(town, "li", "decide_on_spot", at(3, 28), "cash", procedure="penalty.summary", also=("wang",), fields=paid)
    cashier = as_("any-cashier")
    assert sums(cashier) == {"collected": "20", "held": "20", "office": "0", "banked": "0"}
    take(town, "any-cashier", "hand_in", at(3, 31), "", matter="cash")
    assert sums(cashier) == {"collected": "20", "held": "0", "office": "20", "banked": "0"}
    take(town, "any-cashier", "bank", at(4, 1), "", matter="cash")
    assert sums(cashier) == {"collected": "20", "held": "0", "office": "0", "banked": "20"}


def sums(client: Client) -> dict[str, str]:
    return dict(client.get(reverse("cash_day")).context["sums"])


def test_two_lists_are_compared_with_the_open_cases(as_: As, town: SmallTown) -> None:
    row = RegisterRow.objects.filter(org=ORG, register="items").order_by("key").first()
    assert row is not None
    row.until = date(2025, 3, 19)
    row.save()
    page = as_("fang").get(reverse("item_versions")).context["compared"]
    assert page["on"] == date(2025, 3, 20)
    assert page["before"] - page["after"] == 1
    assert [(c["how"], c["code"]) for c in page["changes"]] == [("交还", row.key)]
