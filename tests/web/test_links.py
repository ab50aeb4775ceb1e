"""Somebody without an account, sent a link with a code: what opens, what does not, and what the office sees of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from fadu.store.models import Matter
from tests.town import CHUNHUA, FAR_PARTY, HESHUN, PARTY_A, PETITIONER, SmallTown
from tests.web.test_sweep import BY_LINK, _patterns, address, public, text

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def issue(client: Client, **fields: str) -> tuple[str, str]:
    """The address and the code, as the page shows them once."""
    answer = client.post(reverse("links"), {"link_kind": "社长", "holder": "何桂英", **fields})
    assert answer.status_code == 200, text(answer)
    page = answer.content.decode()
    shown, code = re.search(r"http://testserver(/l/[\w-]+)", page), re.search(r'class="code">(\d{6})<', page)
    assert shown and code
    return shown[1], code[1]


@pytest.fixture
def leader(as_: As, town: SmallTown) -> Client:
    """A group leader of one village who has opened the link."""
    where, code = issue(as_("fang"), village=HESHUN)
    client = as_()
    assert client.post(where, {"code": code}).headers["Location"] == reverse("link_home")
    return client


def test_the_address_alone_tells_no_name_and_opens_nothing(as_: As, town: SmallTown) -> None:
    where, _ = issue(as_("fang"), village=HESHUN)
    client = as_()
    page = text(client.get(where))
    assert "口令" in page
    assert "何桂英" not in page
    assert client.get(reverse("village")).status_code == 302
    assert client.post(where, {"code": "000000"}).status_code in (302, 403)


def test_the_village_page_answers_with_one_tap_and_says_until_when(leader: Client, town: SmallTown) -> None:
    page = text(leader.get(reverse("village")))
    assert "本轮没有发现" in page
    assert "这个链接有效至" in page
    asked = Matter.objects.get(parent=town.matters["round"], village=HESHUN)
    leader.post(reverse("round_return", args=(asked.pk,)))
    asked.refresh_from_db()
    assert asked.state == "returned"


def test_a_dispute_found_is_registered_in_the_holders_name(as_: As, leader: Client, town: SmallTown) -> None:
    where = reverse("begin", args=("disputes.dispute", "find"))
    assert "我的桌面" not in text(leader.get(where))
    answer = leader.post(where, {"kind": "邻里", "party_a": "端木树", "party_b": "公孙墙", "gist": "树枝过墙", "village": HESHUN})
    assert answer.headers["Location"] == reverse("link_home")
    found = Matter.objects.get(title__startswith="端木树")
    assert "端木树" in text(leader.get(reverse("village")))
    assert "何桂英（凭链接）" in text(as_("fang").get(reverse("matter", args=(found.pk,))))


def test_nothing_else_opens_through_a_link(leader: Client, town: SmallTown) -> None:
    """Every address of the staff as somebody who came through a link: to sign in, or not found."""
    for pattern in staff_pages():
        answer = leader.get(address(pattern))
        assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (302, reverse("login")), pattern
    for name, arguments in (
        ("begin", ("disputes.petition", "register")), ("begin", ("common.link", "issue")), ("step", (town.matters["near"], "note")),
        ("step", (town.matters["far"], "accept")), ("step", (town.matters["petition"], "accept")), ("settle_orally", ()),
    ):  # fmt: skip
        answer = leader.get(reverse(name, args=arguments))
        assert answer.status_code in (302, 404), (name, arguments)
        assert not any(secret in text(answer) for secret in (PETITIONER, FAR_PARTY, PARTY_A))
    far = Matter.objects.get(parent=town.matters["round"], village=CHUNHUA)
    assert leader.post(reverse("round_return", args=(far.pk,))).status_code == 404


def staff_pages() -> Iterator[URLPattern]:
    every: Any = get_resolver().url_patterns
    return (p for p in _patterns(every) if not public(p) and p.name not in BY_LINK)


def test_a_link_taken_back_is_dead_at_once(as_: As, leader: Client, town: SmallTown) -> None:
    client = as_("fang")
    row = Matter.objects.get(procedure="common.link", state="in_force")
    assert "何桂英" in text(client.get(reverse("links")))
    client.post(reverse("link_revoke", args=(row.pk,)))
    assert leader.get(reverse("village")).headers["Location"].startswith(reverse("login"))
    assert leader.get(reverse("link_home")).status_code == 302


def test_who_leaves_on_a_shared_phone_has_left(leader: Client) -> None:
    leader.post(reverse("link_leave"))
    assert leader.get(reverse("village")).status_code == 302


def test_a_party_sees_the_steps_of_the_one_matter_and_the_link_is_used_up(as_: As, town: SmallTown) -> None:
    far = town.matters["far"]
    office = as_("gu")
    assert "慕容远村与司徒乙等邻里纠纷" in text(office.get(reverse("links"), {"about": far}))
    where, code = issue(office, link_kind="当事人", holder="慕容远村", link_matter=far)
    client = as_()
    client.post(where, {"code": code})
    assert "当事人撤回" in text(client.get(reverse("link_home")))
    assert client.get(reverse("step", args=(far, "accept"))).status_code == 404
    assert client.get(reverse("matter", args=(far,))).status_code == 302
    assert client.post(reverse("step", args=(far, "withdraw")), {}).status_code == 302
    assert Matter.objects.get(pk=far).state == "withdrawn"
    assert client.get(reverse("step", args=(far, "withdraw"))).status_code == 302
    assert "没有打开的办事链接" in text(client.get(reverse("link_ended")))


def test_nobody_issues_a_link_about_what_they_may_not_read(as_: As, town: SmallTown) -> None:
    assert (
        as_("li").post(reverse("links"), {"link_kind": "当事人", "holder": "某人", "link_matter": town.matters["petition"]}).status_code
        == 404
    )


def test_a_mediator_sees_the_links_they_issued_and_the_office_sees_all(as_: As, town: SmallTown) -> None:
    issue(as_("fang"), village=HESHUN)
    issue(as_("gu"), link_kind="当事人", holder="慕容远村", link_matter=town.matters["far"])
    listed = {who: {e["holder"] for e in as_(who).get(reverse("links")).context["entries"]} for who in ("fang", "gu")}
    assert listed == {"fang": {"何桂英", "慕容远村"}, "gu": {"慕容远村"}}
