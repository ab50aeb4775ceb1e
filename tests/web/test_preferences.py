"""My own page: how things look on this device, who I am here, my password, and the devices I am signed in on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.store.models import AccessRecord, Account
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
OLD, NEW = "春江水暖鸭先知不知", "竹外桃花三两枝外加一枝"


@pytest.fixture
def li(town: SmallTown, db: object) -> Client:
    account = Account.objects.get(login="li")
    account.set_password(OLD)
    account.save()
    client = Client()
    assert client.post(reverse("login"), {"username": "li", "password": OLD}).status_code == 302
    return client


def test_it_shows_my_posts(li: Client) -> None:
    page = li.get(reverse("settings")).content.decode()
    assert "执法人员" in page
    assert "2018年1月1日起" in page


def test_choices_are_kept_on_this_device(li: Client) -> None:
    li.post(reverse("settings"), {"size": "large", "scheme": "dark", "contrast": "more"})
    assert li.get(reverse("desk")).context["prefs"] == {"size": "large", "scheme": "dark", "contrast": "more"}
    li.post(reverse("settings"), {"size": "huge", "scheme": "x;y"})
    assert li.get(reverse("desk")).context["prefs"] == {"size": "normal", "scheme": "auto", "contrast": "more"}


def test_the_password_is_changed_and_other_devices_are_out(li: Client, town: SmallTown) -> None:
    other = Client()
    other.post(reverse("login"), {"username": "li", "password": OLD})
    answer = li.post(reverse("password"), {"old": OLD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert li.get(reverse("desk")).status_code == 200
    assert other.get(reverse("desk")).status_code == 302
    assert AccessRecord.objects.filter(act="password", account=town.accounts["li"]).exists()
    assert Client().post(reverse("login"), {"username": "li", "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "错了", "new": NEW, "again": NEW}, "原密码不对"), ({"old": OLD, "new": NEW, "again": "别的"}, "两次输入的新密码不一样"),
        ({"old": OLD, "new": "短", "again": "短"}, "新密码太短"), ({"old": OLD, "new": "8403927561", "again": "8403927561"}, "新密码全是数字"),
        ({"old": OLD, "new": "password123", "again": "password123"}, "新密码太常见"),
    ],
)  # fmt: skip
def test_a_wrong_or_weak_password_is_refused_with_the_reason(li: Client, town: SmallTown, typed: dict[str, str], said: str) -> None:
    answer = li.post(reverse("password"), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Account.objects.get(login="li").check_password(OLD)


def test_other_devices_are_counted_and_signed_out(li: Client) -> None:
    other = Client()
    other.post(reverse("login"), {"username": "li", "password": OLD})
    assert "另外还有1台设备" in li.get(reverse("settings")).content.decode()
    assert "已在另外1台设备上退出" in li.post(reverse("end_sessions"), follow=True).content.decode()
    assert other.get(reverse("desk")).status_code == 302
    assert li.get(reverse("desk")).status_code == 200
