"""The back button after an act: nobody does it twice without being told."""

from __future__ import annotations

from collections.abc import Callable

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
