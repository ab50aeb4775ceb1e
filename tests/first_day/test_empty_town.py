"""The first day: a town set up from the sample file with somebody in every post and nothing on record. Every page opens and teaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from fadu.packs import catalogue
from fadu.packs.common.roles import IN_A_VILLAGE, KEEPERS
from fadu.service.desk import starts
from fadu.service.first_steps import first_steps
from fadu.service.founding import employ, found
from fadu.service.founding_file import sample_file
from fadu.service.founding_questions import Founding, read
from fadu.service.people import actor_of
from fadu.service.posts import open_account
from fadu.service.scope import reader
from fadu.store.models import Account
from tests.town import at

pytestmark = pytest.mark.django_db

ORG, VILLAGE = "500102128", "500102128001"
ROLES = sorted(set(catalogue().roles) - {"clock", "applicant", "party", "public"} - KEEPERS)
KEEPER_LOGINS = ("system", "security", "audit")


@pytest.fixture(scope="module")
def empty(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The town committed once for this module, and taken away again."""
    import tomllib

    from django.conf import settings
    from django.core.management import call_command

    from tests.town import FOLDERS

    kept = {name: getattr(settings, name) for name, _ in FOLDERS}
    root: Path = tmp_path_factory.mktemp("empty")
    for name, folder in FOLDERS:
        setattr(settings, name, root / folder)
    try:
        with django_db_blocker.unblock():
            made = read(tomllib.loads(sample_file()))
            assert isinstance(made, Founding)
            found(made, at(3, 3))
            Account.objects.update(must_change_password=False)
            for role in ROLES:
                employ(
                    open_account(ORG, f"any-{role}", f"某{role}"),
                    role,
                    at(3, 3),
                    village=VILLAGE if role in IN_A_VILLAGE else "",
                    ground="分工通知",
                )
        yield
    finally:
        with django_db_blocker.unblock():
            call_command("flush", interactive=False, verbosity=0)
        for name, value in kept.items():
            setattr(settings, name, value)


def as_(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def _patterns(found: Any) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif not str(one.pattern).startswith("api/"):
            yield from _patterns(one.url_patterns)


#: Pages without an argument, public ones among them; those that only take a POST answer 405.
PAGES = sorted({p.name for p in _patterns(get_resolver().url_patterns) if p.name and not p.pattern.converters} - {"logout", "link_leave"})


@pytest.mark.parametrize("login", [*KEEPER_LOGINS, *(f"any-{r}" for r in ROLES)])
def test_every_page_opens_or_says_whose_it_is(empty: None, login: str) -> None:
    client = as_(login)
    for name in PAGES:
        answer = client.get(reverse(name))
        assert answer.status_code in (200, 302, 404, 405), (login, name)
        assert "None" not in re.findall(r">[^<>]*</h1>", answer.content.decode(errors="replace") if not answer.streaming else ""), name


@pytest.mark.parametrize("login", [*KEEPER_LOGINS, *(f"any-{r}" for r in ROLES)])
def test_everything_one_may_begin_opens(empty: None, login: str) -> None:
    client, mine = as_(login), reader(actor_of(Account.objects.get(login=login)), ORG, at(3, 4).date())
    for start in starts(mine):
        answer = client.get(reverse("begin", args=(start.procedure.name, start.step.id)))
        assert answer.status_code in (200, 302), (login, start.procedure.name, start.step.id)


def test_every_register_and_figure_opens_empty(empty: None) -> None:
    client = as_("any-justice_office")
    for register in catalogue().registers.values():
        assert client.get(reverse("register", args=(register.name,))).status_code == 200, register.name
        export = client.post(reverse("register_export", args=(register.name,)))
        assert export.status_code == 200, register.name
        body = cast(Any, export).streaming_content if export.streaming else ()
        b"".join(body)
        for file in export._resource_closers:
            file()
    for pack in catalogue().packs:
        for indicator in pack.indicators:
            assert client.get(reverse("figure", args=(indicator.code,))).status_code in (200, 302), indicator.code


@pytest.mark.parametrize(
    "role", ["officer", "enforcement_head", "enforcement_reviewer", "town_head", "party_gov_office", "justice_office", "village_cadre"]
)
def test_the_desk_says_what_to_do_first(empty: None, role: str) -> None:
    desk = as_(f"any-{role}").get(reverse("desk"))
    assert desk.context["desk"]["first"], role
    assert desk.context["desk"]["summary"] == "先把下面缺的备齐"
    assert "先办什么" in desk.content.decode()


@pytest.mark.parametrize("login", KEEPER_LOGINS)
def test_a_keeper_is_led_to_the_own_pages(empty: None, login: str) -> None:
    quick = as_(login).get(reverse("desk")).context["desk"]["quick"]
    assert quick[0]["href"] == reverse("accounts")


def test_the_one_screen_penalty_says_why_it_is_empty(empty: None) -> None:
    assert "现在没有可以当场处罚的事项" in as_("any-officer").get(reverse("summary_penalty")).content.decode()


def test_what_is_missing_is_named_with_whoever_is_to_bring_it(empty: None) -> None:
    officer = reader(actor_of(Account.objects.get(login="any-officer")), ORG, at(3, 4).date())
    assert {s.register for s in first_steps(officer)} >= {"officers", "items", "discretion_tables"}
