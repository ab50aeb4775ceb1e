"""A village cadre with a phone: a dispute settled at the gate, a round answered with one tap, what was handed in."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.place import HESHUN, Place, act
from tests.browser.visitor import NARROW, PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]


def test_a_dispute_is_settled_with_three_taps_and_a_line(visit: Visit, place: Place) -> None:
    cadre = visit("cun01", PHONE)
    cadre.open("/desk")
    cadre.taps = 0
    cadre.go("口头调成")
    cadre.choose("邻里", "kind")
    for words in ("乔松", "苏叶", "树枝由两家一起修"):
        cadre.page.keyboard.type(words)
        cadre.page.keyboard.press("Enter")
    cadre.go("登记这件纠纷")
    cadre.sees("已登记，口头协议自达成时生效", "乔松与苏叶邻里纠纷", "已调成")
    assert cadre.taps == 3, "the door, the kind, register; the kind leads to the first name and the keyboard from line to line"
    assert cadre.address() == "/quick/village"
    assert place.matter("乔松").village.endswith("001")


def test_what_was_typed_is_kept_and_it_works_without_script(visit: Visit) -> None:
    cadre = visit("cun01", PHONE, script=False)
    cadre.open("/quick/dispute")
    cadre.choose("宅基地房屋", "kind")
    cadre.type("words", "共用山墙各修一半")
    cadre.choose("open", "outcome")
    cadre.go("登记这件纠纷")
    cadre.sees("还不能登记", "“一方”没有填写", "“另一方”没有填写", "您填写的内容都还在下面")
    assert cadre.page.input_value("[name=words]") == "共用山墙各修一半"
    assert cadre.page.is_checked('[name=kind][value="宅基地房屋"]')
    assert cadre.page.is_checked('[name=outcome][value="open"]')
    cadre.type("party_a", "安然")
    cadre.type("party_b", "康乐")
    cadre.go("登记这件纠纷")
    cadre.sees("等调解员受理", "安然与康乐宅基地房屋纠纷")


def test_who_is_no_mediator_is_told_the_way(visit: Visit) -> None:
    cadre = visit("cun02", PHONE)
    cadre.open("/quick/dispute")
    cadre.choose("邻里", "kind")
    for name, words in (("party_a", "甘棠"), ("party_b", "石榴"), ("words", "说好不再争")):
        cadre.type(name, words)
    cadre.go("登记这件纠纷")
    cadre.sees("朱安不是在任的人民调解员", "《人民调解法》", "登记为自行和解")
    cadre.choose("themselves", "outcome")
    cadre.go("登记这件纠纷")
    cadre.sees("已登记为自行和解，不计入人民调解", "甘棠与石榴邻里纠纷")


def test_a_round_is_answered_with_one_tap(visit: Visit) -> None:
    cadre = visit("cun01", PHONE)
    cadre.open("/desk")
    cadre.go(cadre.page.get_by_role("link", name="村里的事"))
    cadre.sees("镇级排查", "本轮没有发现")
    waiting = cadre.page.locator("section.round").count()
    cadre.taps = 0
    cadre.go(cadre.page.get_by_role("button", name="本轮没有发现").first)
    cadre.sees("已回报", "本轮没有发现")
    assert cadre.taps == 1
    cadre.go(cadre.page.locator(".thumb-list a"))
    assert cadre.page.locator("section.round").count() == waiting - 1


def test_a_round_is_answered_on_the_desk_itself_and_taken_back(visit: Visit, place: Place) -> None:
    asked = act(place, "sifa", "disputes.round", "open", trigger="敏感期", scope="全镇", villages=[HESHUN])
    cadre = visit("cun01", PHONE)
    cadre.open("/desk")
    row = cadre.page.locator("li", has_text="镇级排查（敏感期）回报")
    cadre.taps = 0
    cadre.go(row.get_by_role("button", name="本轮没有发现"))
    assert cadre.taps == 1
    cadre.sees("已回报", "没有发现")
    cadre.go("按错了，撤回")
    cadre.sees("本轮没有发现", "有发现，几件")
    cadre.go("本轮没有发现")
    act(place, "sifa", "", "close", asked)
    cadre.open(cadre.address())
    cadre.sees("报错了，到事项里更正")
    cadre.does_not_see("按错了，撤回")


def test_what_was_found_leads_on_to_registering_each(visit: Visit) -> None:
    cadre = visit("cun02", PHONE)
    cadre.open("/desk")
    cadre.go(cadre.page.locator(".due-act").get_by_role("link", name="有发现"))
    cadre.sees("排查回报", "长安社区", "有发现，几件")
    cadre.type("found", "2")
    cadre.go("回报件数")
    cadre.sees("已回报", "发现2件", "报了2件，还有2件未登记")
    cadre.taps = 0
    cadre.go("登记")
    assert cadre.taps == 1
    assert cadre.page.is_checked('[name=outcome][value="open"]')
    cadre.choose("邻里", "kind")
    for name, words in (("party_a", "秋实"), ("party_b", "春华"), ("words", "水沟被堵")):
        cadre.type(name, words)
    cadre.go("登记这件纠纷")
    cadre.sees("报了2件，还有1件未登记")


def test_a_cadre_sees_the_own_village_only(visit: Visit) -> None:
    cadre = visit("cun02", PHONE)
    cadre.open("/quick/village")
    cadre.does_not_see("梁文")


def test_the_pages_fit_a_small_phone_and_have_no_barriers(visit: Visit) -> None:
    cadre = visit("cun01", NARROW)
    for path in ("/quick/village", "/quick/dispute", "/desk"):
        cadre.open(path)
        assert wide(cadre.page) == 0, path
        assert barriers(cadre.page) == [], path
