"""The back button and the hasty finger after an act: the same form does one thing, however often it is pressed."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.place import Place
from tests.browser.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]


def test_who_goes_back_to_a_form_already_sent_is_told_so(visit: Visit) -> None:
    head = visit("duizhang", PHONE)
    head.open("/begin/penalty.clue/register")
    head.fill(source="巡查发现", clue_text="街口堆物")
    head.go("登记线索")
    head.back()
    head.sees("刚才已从这里办过一次")
    head.open("/begin/penalty.clue/register?")
    head.does_not_see("刚才已从这里办过一次")


def test_who_goes_back_and_presses_again_comes_to_the_same_matter(visit: Visit, place: Place) -> None:
    head = visit("duizhang", PHONE)
    head.open("/begin/penalty.clue/register")
    head.fill(source="巡查发现", clue_text="渡口堆物")
    head.go("登记线索")
    first = head.address()
    head.back()
    head.fill(source="巡查发现", clue_text="渡口堆物")
    head.go("登记线索")
    head.sees("刚才已经办过，没有重复办理")
    assert head.address() == first
    head.back()
    head.fill(source="巡查发现", clue_text="码头堆物")
    head.go("登记线索")
    head.sees("这张表已经办过一次")
    assert (place.matters("渡口堆物").count(), place.matters("码头堆物").count()) == (1, 0)
    head.go("登记线索")
    assert place.matters("码头堆物").count() == 1


def test_two_quick_presses_begin_one_matter(visit: Visit, place: Place) -> None:
    head = visit("duizhang")
    head.open("/begin/penalty.clue/register")
    head.fill(source="巡查发现", clue_text="井边堆物")
    head.page.get_by_role("button", name="登记线索", exact=True).dblclick()
    head.page.wait_for_url("**/matters/*")
    head.sees("井边堆物")
    assert place.matters("井边堆物").count() == 1
