"""Accounts and posts on pages: from a list, whole or not at all; each by its keeper; ended posts act no more and leave their work to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.handing_over import left_behind
from fadu.service.people import actor_of, held
from fadu.service.scope import reader
from fadu.service.sign_in import SignedIn, sign_in
from fadu.service.verify import examine
from fadu.store.models import AccessRecord, Account, Matter
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
SYSTEM, SECURITY, AUDITOR = "any-system_admin", "any-security_admin", "any-auditor"
GROUND = {"post_since": "2025-01-02", "appointed_by": "同乐府人〔2025〕3号"}


def agree() -> bool:
    """Whether every row is what entries say. The guard file is the package's: what other tests signed and undid stands in it."""
    return not [f for f in examine().faults if f.table != "guard"]


def words(response: Any) -> str:
    return str(response.content.decode())


def test_a_pasted_list_becomes_accounts_with_passwords_shown_once(as_: As) -> None:
    admin, page = as_(SYSTEM), reverse("accounts_new")
    text = "姓名\t登录名\n韩新\thanxin\n罗新\tLuoXin"
    seen = admin.post(page, {"people": text})
    assert seen.status_code == 200
    assert not Account.objects.filter(login="hanxin").exists(), "a preview writes nothing"
    made = {r["login"]: r["password"] for r in admin.post(page, {"people": text, "_go": "1"}).context["made"]}
    assert set(made) == {"hanxin", "luoxin"}
    signed = sign_in("luoxin", made["luoxin"])
    assert isinstance(signed, SignedIn)
    assert signed.account.must_change_password
    assert made["luoxin"] not in words(admin.get(reverse("accounts")))
    assert AccessRecord.objects.filter(act="open_account").count() == 2


def test_one_wrong_line_stops_the_whole_list_and_is_named(as_: As) -> None:
    said = as_(SYSTEM).post(reverse("accounts_new"), {"people": "韩新 hanxin\n李某二 li\n只有名字", "_go": "1"})
    assert said.status_code == 422
    assert "登录名“li”已有人用" in words(said)
    assert "没有登录名" in words(said)
    assert not Account.objects.filter(login="hanxin").exists()


def test_posts_come_from_a_list_whole_or_not_at_all(as_: As) -> None:
    security, page = as_(SECURITY), reverse("posts_new")
    before = len(held(ORG))
    wrong = {"list": "方所长\t信访岗\n李某\t罚没收缴岗\n陈干部\t网格员\n不在的人\t司法所\n王某\t村长", **GROUND, "_go": "1", "_key": "a"}
    said = security.post(page, wrong)
    assert said.status_code == 422
    for reason in (
        "李某同时任“执法人员”",
        "《行政处罚法》第六十七条",
        "没有写明“网格员”是哪个村",
        "没有“不在的人”的账号",
        "没有“村长”这个岗位",
    ):
        assert reason in words(said).replace('<span class="whole">', "").replace("</span>", "")
    assert len(held(ORG)) == before
    right = {"list": "方所长\t信访岗\n陈干部\t网格员\t和顺社区", **GROUND, "_key": "b"}
    assert security.post(page, right).status_code == 200
    assert len(held(ORG)) == before, "a preview writes nothing"
    for _ in range(2):
        assert security.post(page, right | {"_go": "1"}).status_code == 302
    assert len(held(ORG)) == before + 2, "pressing twice gives nothing twice"
    assert agree()


def test_who_has_no_post_yet_stands_in_the_list_and_a_post_called_nearly_so_is_named(as_: As) -> None:
    as_(SYSTEM).post(reverse("accounts_new"), {"people": "韩新 hanxin\n罗新 luoxin", "_go": "1"})
    page = as_(SECURITY).get(reverse("posts_new"))
    assert page.context["form"][0].text == "韩新 \n罗新 \n"
    said = words(as_(SECURITY).post(reverse("posts_new"), {"list": "韩新 村干部 和顺社区\n罗新 ", **GROUND}))
    assert "改写“村（社区）干部”" in said and "没有写岗位" in said


def test_two_lines_that_exclude_each_other_are_refused_together(as_: As) -> None:
    said = as_(SECURITY).post(reverse("posts_new"), {"list": "丁信访 执法人员\n丁信访 罚没收缴岗", **GROUND})
    assert "丁信访同时任“执法人员”" in words(said)


def test_nothing_is_given_without_day_and_ground(as_: As) -> None:
    said = as_(SECURITY).post(reverse("posts_new"), {"list": "方所长 信访岗", "_go": "1"})
    assert said.status_code == 422
    assert "没有填写任职依据" in words(said)


def test_one_post_is_given_and_ended_on_the_account(as_: As, town: SmallTown) -> None:
    li, security = town.accounts["li"], as_(SECURITY)
    page = reverse("post_new", args=(li.pk,))
    assert "罚缴" not in words(security.get(page))
    assert "作出罚款决定的与收缴罚款的应当分离" in words(security.post(page, {"post": "罚没收缴岗", **GROUND}))
    assert security.post(page, {"post": "信访岗", **GROUND, "_key": "c"}).status_code == 302
    assert "petition_clerk" in actor_of(li).roles_on(clock.today())
    post = next(h for h in held(ORG, ["li"]) if h.post.role == "petition_clerk")
    yesterday = clock.today().replace(year=clock.today().year - 1).isoformat()
    assert (
        security.post(reverse("post_end", args=(post.matter,)), {"ended_on": yesterday, "end_reason": "调离", "_key": "d"}).status_code
        == 302
    )
    assert "petition_clerk" not in actor_of(li).roles_on(clock.today())
    shown = security.get(reverse("account", args=(li.pk,)))
    assert [p["label"] for p in shown.context["posts"] if p["over"]] == ["信访岗"]
    assert security.get(reverse("post_end", args=(post.matter,))).status_code == 404
    assert as_(AUDITOR).get(reverse("matter", args=(post.matter,))).status_code == 200
    assert agree()


def test_nobody_gives_or_ends_the_own_post(as_: As) -> None:
    own = Account.objects.get(login=SECURITY)
    security = as_(SECURITY)
    assert "自己的岗位不能由自己登记" in words(security.post(reverse("post_new", args=(own.pk,)), {"post": "司法所", **GROUND}))
    assert security.get(reverse("account", args=(own.pk,))).context["grant_href"] == ""
    assert "自己的岗位不能由自己登记" in words(
        security.post(reverse("post_end", args=(held(ORG, [own.person_id])[0].matter,)), {"ended_on": "2025-06-30", "end_reason": "调离"})
    )


def test_each_keeper_does_the_own_part(as_: As, town: SmallTown) -> None:
    li = town.accounts["li"]
    post = held(ORG, ["li"])[0]
    for path in (reverse("posts_new"), reverse("post_new", args=(li.pk,)), reverse("post_end", args=(post.matter,))):
        assert {who: as_(who).get(path).status_code for who in (SYSTEM, AUDITOR, "fang")} == {SYSTEM: 404, AUDITOR: 404, "fang": 404}
    assert as_(SECURITY).get(reverse("accounts_new")).status_code == 404
    assert as_(AUDITOR).get(reverse("account", args=(li.pk,))).context["deeds"] == []


def test_who_left_leaves_work_that_others_are_reminded_of(as_: As, town: SmallTown) -> None:
    gu = town.accounts["gu"]
    head = reader(actor_of(town.accounts["fang"]), ORG, clock.today())
    before = {left.person for left in left_behind(head)}
    assert Matter.objects.filter(handler="ding", closed_on__isnull=True).exists()
    ding = held(ORG, ["ding"])[0]
    assert (
        as_(SECURITY)
        .post(reverse("post_end", args=(ding.matter,)), {"ended_on": "2025-03-31", "end_reason": "退休", "_key": "e"})
        .status_code
        == 302
    )
    assert {left.person for left in left_behind(head)} - before == {"ding"}
    shown = as_("fang").get(reverse("handover"))
    assert "丁信访" in words(shown)
    assert any("丁信访已离岗" in n["text"] for n in as_("fang").get(reverse("desk")).context["desk"]["notices"])
    assert as_(SECURITY).get(reverse("account", args=(town.accounts["ding"].pk,))).context["waiting"] >= 1
    assert as_("gu").get(reverse("handover")).status_code == 404
    assert gu.is_active
    assert as_("ding").get(reverse("desk")).status_code == 200
    assert actor_of(town.accounts["ding"]).roles_on(clock.today()) == frozenset()
