"""Can we act, the team's page, the cash day and the list's versions: each says what the registers and matters say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.tick import tick
from fadu.store.models import Matter, RegisterRow
from tests.town import HESHUN, ON_THE_SPOT, ORG, SmallTown, at, take

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


def test_who_is_short_of_this_years_hours_is_named(as_: As, town: SmallTown) -> None:
    row = RegisterRow.objects.filter(org=ORG, register="officers", until__gte=clock.today()).order_by("key").first()
    assert row is not None
    row.values |= {"hours": 59, "trained_on": "2025-03-03"}
    row.save()
    training = as_("any-enforcement_head").get(reverse("team")).context["training"]
    assert training["asked"] == 60
    assert {"name": row.values["name"], "hours": 59, "href": ""} in training["behind"]
    row.values |= {"hours": 60}
    row.save()
    assert row.values["name"] not in {b["name"] for b in as_("any-enforcement_head").get(reverse("team")).context["training"]["behind"]}


def test_how_many_review_for_how_many_posts_stands_on_the_teams_page(as_: As, town: SmallTown) -> None:
    for n in range(21):
        RegisterRow.objects.create(
            org=ORG, register="enforcement_posts", key=f"岗位{n}", values={"post": f"岗位{n}"}, since=date(2025, 1, 1), until=date.max
        )
    page = as_("any-enforcement_head").get(reverse("team"))
    found = page.context["reviewing"]
    assert (found["least"], found["needed"], found["short"]) == ("5%", 2, found["reviewers"] < 2)
    assert f"执法岗位{found['posts']}名，法制审核人员{found['reviewers']}名" in page.content.decode()


def test_cash_is_followed_from_the_officer_to_the_bank(as_: As, town: SmallTown) -> None:
    paid = {
        **ON_THE_SPOT,
        "party_name": "周某",
        "party_id": "",
        "collected": True,
        "collect_ground": "一百元以下",
        "receipt_no": "0012345678",
    }
    take(town, "li", "decide_on_spot", at(3, 28), "cash", procedure="penalty.summary", also=("wang",), fields=paid)
    cashier = as_("any-cashier")
    assert sums(cashier) == {"collected": "20", "held": "20", "office": "0", "banked": "0"}
    assert (offered(cashier), offered(as_("any-enforcement_head"))) == (["交机关"], [])
    take(town, "any-cashier", "hand_in", at(3, 31), "", matter="cash")
    assert sums(cashier) == {"collected": "20", "held": "0", "office": "20", "banked": "0"}
    take(town, "any-cashier", "bank", at(4, 1), "", matter="cash")
    assert sums(cashier) == {"collected": "20", "held": "0", "office": "0", "banked": "20"}
    [*_, done] = cashier.get(reverse("cash_day")).context["groups"]
    assert [(line["on"], line["clock"]) for line in done["lines"]] == [(date(2025, 4, 1), None)], "the day it was banked"


def offered(client: Client) -> list[str]:
    """The acts that the page puts beside the money; only those which are the reader's own."""
    return [line["act"] for group in client.get(reverse("cash_day")).context["groups"] for line in group["lines"] if line["act"]]


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


def test_what_is_handed_back_shows_the_rule_for_open_cases(as_: As, town: SmallTown) -> None:
    row = RegisterRow.objects.filter(org=ORG, register="items").order_by("key").first()
    assert row is not None
    back = [{"code": row.key, "valid_to": "2025-03-19", "transition": "此前已立案的继续由本镇办理"}]
    take(town, "any-enforcement_head", "propose", at(3, 3), "list", procedure="enforcement_base.item_list", fields={
        "list_title": "清单", "effective_on": "2025-03-20", "handed_back_rows": back,
        "item_rows": [{"code": "LDLJ", "name": "乱堆垃圾柴草", "capacity": "法定", "law": "村庄和集镇规划建设管理条例", "article": "第三十九条", "valid_from": "2025-03-20"}]})  # fmt: skip
    for who, step, day in (("any-enforcement_reviewer", "check", 4), ("lin", "approve", 5), ("any-party_gov_office", "publish", 6)):
        take(town, who, step, at(3, day), "", matter="list", fields={"check_opinion": "依据准确"} if step == "check" else {})
    page = as_("fang").get(reverse("item_versions"), {"on": "2025-03-20"}).context["compared"]
    assert [(c["code"], c["transition"]) for c in page["changes"] if c["how"] == "交还"] == [(row.key, "此前已立案的继续由本镇办理")]


def device(town: SmallTown, holder: str, serial: str = "JLY-01", kind: str = "执法记录仪", **more: str) -> str:
    """A device bought and issued to somebody; its matter."""
    name = f"device-{serial}"
    take(
        town,
        "any-enforcement_head",
        "buy",
        at(3, 3),
        name,
        procedure="enforcement_base.equipment",
        fields={"kind": kind, "serial": serial, **more},
    )
    take(town, "any-enforcement_head", "issue", at(3, 4), "", matter=name, fields={"holder": holder})
    return town.matters[name]


def test_one_press_checks_every_device_of_ones_own(as_: As, town: SmallTown) -> None:
    mine, other = device(town, "li"), device(town, "wang", "JLY-02")
    device(town, "li", "FZ-01", "执法服装")
    officer = as_("li")
    assert [d["serial"] for d in officer.get(reverse("gear")).context["devices"]] == ["JLY-01"]
    assert officer.post(reverse("gear"), follow=True).context["left"] == 0
    assert Matter.objects.get(pk=mine).snapshot["facts"]["last_check"] == "2025-04-01"
    assert "last_check" not in Matter.objects.get(pk=other).snapshot["facts"]
    team = as_("any-enforcement_head").get(reverse("team")).context["devices"]
    assert (team["total"], team["left"], team["unchecked"]) == (2, 1, [{"who": "王某", "count": 1}])


def test_a_faulty_device_is_on_the_wall_until_it_is_mended(as_: As, town: SmallTown) -> None:
    mine = device(town, "li")
    as_("li").post(reverse("step", args=(mine, "report_fault")), {"fault": "电池无法充电"})
    head = as_("any-enforcement_head")
    assert [d["fault"] for d in head.get(reverse("team")).context["devices"]["faulty"]] == ["电池无法充电"]
    head.post(reverse("step", args=(mine, "repair")), {"fault": "电池无法充电"})
    head.post(reverse("step", args=(mine, "repaired")))
    head.post(reverse("step", args=(mine, "issue")), {"holder": "li"})
    assert head.get(reverse("team")).context["devices"]["faulty"] == []


def test_a_test_that_lapses_is_on_the_wall_with_what_it_stops(as_: As, town: SmallTown) -> None:
    device(town, "li", "KJ-01", "快速检测设备", tested_until="2025-05-20")
    [found] = [e for e in as_("any-enforcement_head").get(reverse("team")).context["lapsing"] if e["kind"] == "检定"]
    assert (found["name"], found["stops"], found["left"]) == ("快速检测设备KJ-01", "检测结果不能用作证据", "还有49日")
    assert found["href"].endswith("/step/test")


def test_the_phone_knows_the_next_number_of_a_block_that_is_in_ones_hands(as_: As, town: SmallTown) -> None:
    def allot(device: str, first: int, last: int) -> None:
        said = {
            "device": device,
            "form_kind": "当场行政处罚决定书",
            "series": "涪公（同乐）当罚",
            "block_year": 2025,
            "first_no": first,
            "last_no": last,
        }
        take(town, "any-enforcement_head", "allot", at(1, 2), device, procedure="enforcement_base.form_block", fields=said)

    def issue(serial: str, holder: str) -> None:
        take(
            town,
            "any-enforcement_head",
            "buy",
            at(1, 2),
            serial,
            procedure="enforcement_base.equipment",
            fields={"kind": "移动执法终端", "serial": serial},
        )
        take(town, "any-enforcement_head", "issue", at(1, 3), "", matter=serial, fields={"holder": holder})

    allot("ZD-01", 51, 70)
    allot("ZD-02", 71, 90)
    allot("本号一", 91, 99)
    issue("ZD-01", "li")
    issue("ZD-02", "wang")
    take(
        town,
        "any-enforcement_head",
        "void",
        at(3, 7),
        "",
        matter="本号一",
        fields={"void_rows": [{"void_no": 91, "void_reason": "填写错误"}]},
    )
    page = as_("li").get(reverse("summary_penalty"))
    assert [(b.device, b.next_no, b.last_no) for b in page.context["blocks"]] == [
        ("ZD-01", 51, 70),
        ("本号一", 92, 99),
        ("移动终端1号", 301, 350),
        ("移动终端2号", 301, 350),
    ]
    assert "ZD-01（涪公（同乐）当罚）下一份51号，用到70号止" in page.content.decode()


def test_a_hold_reaches_the_wall_and_the_heads_desk_and_is_told_when_it_ends_by_itself(
    as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(town, "any-leader", "file_case", at(3, 24), "case", procedure="penalty.ordinary", fields={"item": "FSLJ", "village": HESHUN})
    take(town, "li", "hold_evidence", at(3, 25), "", matter="case")
    hold = Matter.objects.get(procedure="penalty.evidence_hold")
    town.matters["hold"] = hold.pk
    take(town, "any-leader", "approve", at(3, 25, 10), "", matter="hold")
    take(town, "li", "hold", at(3, 25, 11), "", matter="hold", also=("wang",))
    leader, head = as_("any-leader"), as_("any-enforcement_head")
    [wall] = [e for e in head.get(reverse("team")).context["lapsing"] if e["kind"] == "登记保存"]
    assert (wall["stops"], wall["left"], wall["href"]) == (
        "次日自动解除，须在此前作出处理决定",
        "还有2日",
        reverse("step", args=(hold.pk, "dispose")),
    )
    assert hold.title in {e["title"] for g in leader.get(reverse("desk")).context["desk"]["groups"] for e in g["entries"]}
    monkeypatch.setattr(clock, "today", lambda: date(2025, 4, 8))
    tick(ORG, date(2025, 4, 8))
    assert "已自动解除，物品待返还" in leader.get(reverse("desk")).content.decode()
    assert "返还物品" in head.get(reverse("desk")).content.decode()
    take(town, "li", "give_back", at(4, 8, 10), "", matter="hold")
    assert "登记保存" not in leader.get(reverse("desk")).content.decode()
