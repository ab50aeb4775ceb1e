"""People without an account: a group leader opens a link with its code, a citizen asks for mediation and sees how far it is."""

from __future__ import annotations

from collections.abc import Callable

from fadu.store.models import Matter
from tests.browser.place import HESHUN, Place, act
from tests.browser.visitor import DESK, NARROW, PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]


def _issued(visit: Visit, holder: str) -> tuple[str, str]:
    """The justice office issues a link for the first community; address and code as the slip shows them."""
    office = visit("sifa", DESK)
    office.open("/links")
    office.choose("社长", "link_kind")
    office.fill(holder=holder, village=HESHUN)
    office.go("发出链接")
    office.sees("链接和口令只显示这一次")
    assert barriers(office.page) == []
    address, code = (office.page.locator(f".link-slip .{part}").inner_text() for part in ("address", "code"))
    return address.removeprefix(office.root), code


def test_a_group_leader_answers_a_round_with_one_tap(visit: Visit, place: Place) -> None:
    act(place, "sifa", "disputes.round", "open", trigger="专项", villages=[HESHUN], scope="和顺社区")
    address, code = _issued(visit, "何桂英")
    leader = visit("", NARROW, script=False)
    leader.open(address)
    leader.does_not_see("何桂英", "和顺")
    assert wide(leader.page) == 0
    leader.type("code", code)
    leader.go("打开")
    leader.sees("和顺社区", "何桂英", "本轮没有发现", "这个链接有效至")
    assert wide(leader.page) == 0
    awaited = Matter.objects.filter(procedure="disputes.village_return", village=HESHUN, state="due")
    before, leader.taps = awaited.count(), 0
    leader.go(leader.page.get_by_role("button", name="本轮没有发现").first)
    assert leader.taps == 1
    leader.sees("已回报", "何桂英")
    assert awaited.count() == before - 1
    leader.page.goto(f"{leader.root}/desk")
    assert leader.address().startswith("/login")


def test_the_office_sees_who_is_silent_urges_and_takes_a_link_back(visit: Visit, place: Place) -> None:
    asked = act(place, "sifa", "disputes.round", "open", trigger="专项", villages=[HESHUN], scope="再查一轮")
    address, code = _issued(visit, "吴安")
    office = visit("sifa", DESK)
    office.open("/desk")
    office.does_not_see("汇总")
    office.go(office.page.locator(f"a[href='/matters/{asked}/round']"))
    office.sees("还没有回报的", "和顺社区")
    office.go("催报（1个）")
    office.sees("已催报")
    assert barriers(office.page) == []
    leader = visit("", PHONE)
    leader.open(address)
    leader.type("code", code)
    leader.go("打开")
    leader.sees("催报")
    office.open("/links")
    office.go(office.page.locator("li", has_text="吴安").get_by_role("button"))
    office.sees("链接已收回，立即失效")
    leader.page.reload()
    assert leader.address().startswith("/login")


def test_a_citizen_asks_for_mediation_and_sees_how_far_it_is(visit: Visit) -> None:
    citizen = visit("", NARROW, script=False)
    citizen.open("/dispute")
    assert wide(citizen.page) == 0
    citizen.fill(party_a="柳依", contact="13500000001", party_b="隔壁周家", village=HESHUN, kind="邻里", gist="院墙压了水沟")
    citizen.go("请调委会调解")
    citizen.sees("已收到", "查询码")
    number, code = citizen.page.locator(".done-number").inner_text(), citizen.page.locator(".done-card .num").inner_text()
    citizen.go("看办到哪一步了")
    citizen.fill(number=number, code=code)
    citizen.go("查")
    citizen.sees("已登记", "调解员会打电话")
    citizen.does_not_see("柳依", "水沟")
    mediator = visit("tiaojie", PHONE)
    mediator.open("/desk")
    mediator.go(mediator.page.get_by_role("link", name="柳依与隔壁周家邻里纠纷"))
    mediator.sees("院墙压了水沟", "给当事人发链接")


def test_the_pages_for_people_without_an_account_have_no_barriers(visit: Visit) -> None:
    somebody = visit("", PHONE)
    for path in ("/dispute", "/dispute/progress", "/l/no-such-link"):
        somebody.open(path)
        assert barriers(somebody.page) == [], path
