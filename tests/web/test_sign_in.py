"""Signing in: lock-out, the second proof, what an expired or stolen session can do, and what every answer's head says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.clock import CHINA
from fadu.service.second_factor import STEP_S, code_of
from fadu.service.sign_in import LOCKED_FOR, MOST_FAILURES
from fadu.store.models import AccessRecord, Account
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
PASSWORD = "春江水暖鸭先知不知"
NOON = datetime(2025, 5, 6, 12, tzinfo=CHINA)


@pytest.fixture
def li(town: SmallTown, db: object) -> Account:
    account = Account.objects.get(login="li")
    account.set_password(PASSWORD)
    account.save()
    return account


def enter(password: str = PASSWORD, login: str = "li", client: Client | None = None, **more: str) -> Any:
    return (client or Client()).post(reverse("login"), {"username": login, "password": password, **more})


def at(moment: datetime) -> Any:
    return mock.patch.object(clock, "now", return_value=moment)


def test_it_works(li: Account) -> None:
    client = Client()
    assert enter(client=client).headers["Location"] == reverse("desk")
    assert client.get(reverse("desk")).status_code == 200
    assert AccessRecord.objects.filter(act="sign_in", account=li).count() == 1


def test_nothing_says_which_part_was_wrong(li: Account) -> None:
    wrong, nobody = (_without_tokens(enter("错的密码", who).content.decode()) for who in ("li", "nobody"))
    assert "登录名或密码不对" in wrong
    assert wrong == nobody


def _without_tokens(page: str) -> str:
    """The page without what differs between any two: the form's token, and the name that was typed."""
    return re.sub(r"""value="[^"]*"|"X-CSRFToken": "[^"]*\"""", "", page)


def test_after_five_failures_the_account_is_locked_even_for_the_right_password(li: Account) -> None:
    with at(NOON):
        for _ in range(MOST_FAILURES - 1):
            assert "登录名或密码不对" in enter("错的密码").content.decode()
        assert "账号锁定到12:15；到时再登录，急用的请系统管理员解除锁定" in enter("错的密码").content.decode()
        assert "账号锁定到12:15" in enter().content.decode()
    with at(NOON + LOCKED_FOR - timedelta(seconds=1)):
        assert enter().status_code == 400
    with at(NOON + LOCKED_FOR + timedelta(seconds=1)):
        assert enter().status_code == 302
    assert AccessRecord.objects.filter(act="sign_in_failed", account=li).count() == MOST_FAILURES


def test_who_was_signed_out_in_the_middle_is_told_that_nothing_is_lost(li: Account) -> None:
    page = reverse("begin", args=("penalty.clue", "register"))
    asked = Client().post(page, {"clue_text": "街口堆物"}, follow=True)
    assert "登录后回到刚才的页面；在那里填写过的内容还在本机" in asked.content.decode()
    assert "登录后回到刚才的页面" not in Client().get(reverse("login")).content.decode()
    assert "登录后回到刚才的页面" not in Client().get(reverse("desk"), follow=True).content.decode()


def test_a_success_in_between_counts_the_failures_anew(li: Account) -> None:
    for _ in range(2):
        for _ in range(MOST_FAILURES - 1):
            enter("错的密码")
        assert enter().status_code == 302


def test_an_account_out_of_use_neither_signs_in_nor_stays(li: Account) -> None:
    client = Client()
    enter(client=client)
    Account.objects.change(li.pk, is_active=False)
    assert enter().status_code == 400
    assert client.get(reverse("desk")).status_code == 302
    assert client.get("/api/staff/matters").status_code == 401


def test_a_password_somebody_else_chose_is_changed_before_anything_else(li: Account) -> None:
    Account.objects.filter(pk=li.pk).update(must_change_password=True)
    client = Client()
    enter(client=client)
    assert client.get(reverse("matters")).headers["Location"] == reverse("password")
    assert client.get("/api/staff/matters").status_code == 401
    assert client.get(reverse("password")).context["cancel_href"] == ""
    new = "竹外桃花三两枝外加一枝"
    assert client.post(reverse("password"), {"old": PASSWORD, "new": new, "again": new}).headers["Location"] == reverse("desk")
    assert client.get(reverse("matters")).status_code == 200


def test_a_session_ends_with_the_working_day_and_with_the_browser(li: Account, settings: Any) -> None:
    client = Client()
    cookie = enter(client=client).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    held = Session.objects.get(pk=cookie.value)
    assert held.expire_date - clock.now() < timedelta(hours=11)
    Session.objects.filter(pk=held.pk).update(expire_date=clock.now() - timedelta(seconds=1))
    assert client.get(reverse("desk")).status_code == 302


def test_the_session_is_another_one_after_signing_in(li: Account) -> None:
    """A session that was put into the browser beforehand is worth nothing."""
    client = Client()
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    enter(client=client)
    assert client.cookies["sessionid"].value != before


def test_a_form_without_its_token_is_refused(li: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    assert enter(client=client).status_code == 403
    client.force_login(li)
    for page in ("password", "second_factor", "logout"):
        assert client.post(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", ["home", "login", "desk", "second_factor"])
def test_every_answer_keeps_to_itself(as_: As, town: SmallTown, page: str) -> None:
    answer = as_("li").get(reverse(page))
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    said = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|\sstyle=", said)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', said)


def now_code(secret: str, moment: datetime, shift: int = 0) -> str:
    return code_of(secret, int(moment.timestamp()) // STEP_S + shift)


def turned_on(client: Client, moment: datetime = NOON) -> str:
    """The secret, after turning the second proof on."""
    with at(moment):
        secret = client.get(reverse("second_factor")).context["secret"].replace(" ", "")
        assert client.post(reverse("second_factor"), {"code": now_code(secret, moment)}).status_code == 302
    return secret


@pytest.mark.parametrize(
    ("seconds", "digits"), [(59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")]
)
def test_codes_are_those_of_rfc_6238(seconds: int, digits: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the RFC's 12345678901234567890
    assert code_of(secret, seconds // STEP_S) == digits[-6:]


def test_once_turned_on_the_password_alone_is_not_enough(as_: As, li: Account) -> None:
    secret = turned_on(as_("li"))
    later = NOON + timedelta(minutes=5)
    with at(later):
        assert "还要输入手机应用里的六位数字" in enter().content.decode()
        assert "动态口令不对" in enter(code=now_code(secret, later, -2)).content.decode()
        assert enter("错的密码", code=now_code(secret, later)).status_code == 400
        assert enter(code=f"{now_code(secret, later)[:3]} {now_code(secret, later)[3:]}").status_code == 302
        assert enter(code=now_code(secret, later)).status_code == 400, "a code is good once"
    with at(later + timedelta(seconds=STEP_S)):
        assert enter(code=now_code(secret, later, 1)).status_code == 302


def test_guessing_codes_locks_the_account(as_: As, li: Account) -> None:
    turned_on(as_("li"))
    with at(NOON + timedelta(minutes=5)):
        for _ in range(MOST_FAILURES):
            enter(code="")
        assert "账号锁定" in enter(code="").content.decode()


def test_it_is_turned_on_only_by_who_holds_the_secret_and_off_only_with_the_password(as_: As, li: Account) -> None:
    client = as_("li")
    with at(NOON):
        client.get(reverse("second_factor"))
        assert client.post(reverse("second_factor"), {"code": "000000x"}).status_code == 422
    assert Account.objects.get(pk=li.pk).second_factor == ""
    turned_on(client)
    assert client.post(reverse("second_factor"), {"password": "错了"}).status_code == 422
    assert client.post(reverse("second_factor"), {"password": PASSWORD}).status_code == 302
    assert enter().status_code == 302
    assert set(AccessRecord.objects.filter(account=li, act__startswith="second").values_list("act", flat=True)) == {
        "second_factor_on",
        "second_factor_off",
    }


def test_the_secret_is_shown_once_and_never_again(as_: As, li: Account) -> None:
    client = as_("li")
    secret = turned_on(client)
    page = client.get(reverse("second_factor"))
    assert secret[:8] not in page.content.decode().replace(" ", "")
    assert "no-store" in page.headers["Cache-Control"]
