"""Work that came back: the page and the next form say why, until it is moved on again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.town import SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
WHY = "第三项依据已废止，改后再报"


@pytest.fixture
def sent_back(town: SmallTown) -> str:
    """A list of items that the reviewer gave back to the head of enforcement."""
    take(town, "any-enforcement_head", "propose", at(3, 3), "list", procedure="enforcement_base.item_list")
    take(town, "any-enforcement_reviewer", "send_back", at(3, 4), "", matter=town.matters["list"], fields={"return_reason": WHY})
    return town.matters["list"]


def test_the_page_and_the_next_form_say_what_was_asked(as_: As, sent_back: str) -> None:
    client = as_("any-enforcement_head")
    for address in (reverse("matter", args=(sent_back,)), reverse("step", args=(sent_back, "propose"))):
        page = client.get(address)
        assert (page.context["returned"].label, page.context["returned"].said) == ("退回", WHY)
        assert WHY in page.content.decode()


def test_moved_on_it_is_said_no_longer(as_: As, town: SmallTown, sent_back: str) -> None:
    take(town, "any-enforcement_head", "propose", at(3, 5), "", matter=sent_back)
    assert as_("any-enforcement_head").get(reverse("matter", args=(sent_back,))).context["returned"] is None
