"""So often and no oftener from one address: counted over all workers, said in Chinese with the time to wait, and not to be talked round."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from fadu.service import clock, throttle
from fadu.service.clock import CHINA
from fadu.service.throttle import APPLY, COMMENT, SIGN_IN, VERIFY, count, forget, wait_s
from fadu.store.models import Account, Tally
from fadu.web.throttle import address_of
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
NOON = datetime(2025, 5, 6, 12, tzinfo=CHINA)
SOMEBODY, ANOTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with mock.patch.object(clock, "now", return_value=NOON):
        yield


def later(**more: int) -> Any:
    return mock.patch.object(clock, "now", return_value=NOON + timedelta(**more))


def filled(rate: throttle.Rate, address: str = SOMEBODY) -> None:
    for _ in range(rate.most):
        assert count(rate, address) == 0


def test_one_more_than_the_rate_waits_for_the_next_window(town: SmallTown) -> None:
    filled(COMMENT)
    assert count(COMMENT, SOMEBODY) == COMMENT.window_s
    assert (count(COMMENT, ANOTHER), wait_s(VERIFY, SOMEBODY)) == (0, 0)
    with later(seconds=COMMENT.window_s):
        assert count(COMMENT, SOMEBODY) == 0


def test_counts_are_forgotten_after_a_day(town: SmallTown) -> None:
    filled(COMMENT)
    with later(days=2):
        forget()
    assert not Tally.objects.exists()


def test_the_page_says_when_to_come_back(town: SmallTown) -> None:
    filled(VERIFY)
    page = Client(REMOTE_ADDR=SOMEBODY).post(reverse("verify_paper"), {"number": "x", "code": "00000000"})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "600")
    assert "请10分钟后再试" in page.content.decode()
    assert Client(REMOTE_ADDR=ANOTHER).post(reverse("verify_paper"), {"number": "x", "code": "00000000"}).status_code != 429


@pytest.mark.parametrize(("rate", "page"), [(APPLY, "dispute_help"), (VERIFY, "dispute_progress")])
def test_applications_and_guesses_at_their_codes_are_counted(town: SmallTown, rate: throttle.Rate, page: str) -> None:
    filled(rate)
    assert Client(REMOTE_ADDR=SOMEBODY).post(reverse(page), {"number": "同乐调申〔2025〕1号", "code": "00000000"}).status_code == 429
    assert Client(REMOTE_ADDR=SOMEBODY).get(reverse(page)).status_code == 200


def test_the_api_counts_with_the_page(town: SmallTown) -> None:
    filled(VERIFY)
    answer = Client(REMOTE_ADDR=SOMEBODY).get("/api/public/verify?number=x&code=00000000")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert "请10分钟后再试" in answer.json()["detail"]


def test_guessing_over_many_accounts_stops_at_the_address_even_with_the_right_password(town: SmallTown) -> None:
    account = Account.objects.get(login="li")
    account.set_password("春江水暖鸭先知不知")
    account.save()
    for n in range(SIGN_IN.most):
        with mock.patch.object(Account, "set_password"):  # the costly work for nobody is not what is tested
            assert enter(SOMEBODY, f"nobody{n}").status_code == 400
    assert enter(SOMEBODY, "li", "春江水暖鸭先知不知").status_code == 429
    assert enter(ANOTHER, "li", "春江水暖鸭先知不知").status_code == 302


def test_signing_in_rightly_is_not_counted(town: SmallTown) -> None:
    account = Account.objects.get(login="li")
    account.set_password("春江水暖鸭先知不知")
    account.save()
    enter(SOMEBODY, "li", "春江水暖鸭先知不知")
    assert not Tally.objects.exists()


def enter(address: str, login: str, password: str = "错的密码") -> Any:
    return Client(REMOTE_ADDR=address).post(reverse("login"), {"username": login, "password": password})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        (SOMEBODY, "", SOMEBODY), (SOMEBODY, "198.51.100.1", SOMEBODY), ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"), ("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.0.0.9", "198.51.100.1"),
        ("10.0.0.2", "", "10.0.0.2"), ("127.0.0.1", "", ""), ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"), ("10.0.0.2", "胡写", ""),
    ],
)  # fmt: skip
def test_only_our_own_proxies_are_believed(settings: Any, peer: str, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)) == address


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_each() -> None:
    def ask() -> None:
        try:
            passed.append(count(COMMENT, SOMEBODY) == 0)
        finally:
            connection.close()

    passed: list[bool] = []
    threads = [threading.Thread(target=ask) for _ in range(COMMENT.most + 6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert passed.count(True) == COMMENT.most
