"""Three keepers (三员): what each may do, what nobody may do to the own account, and that everything is on the auditor's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.second_factor import new_secret
from fadu.store.models import AccessRecord, Account, RegisterRow
from tests.town import ORG, SINCE, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
ADMIN, SECURITY, AUDITOR = "any-system_admin", "any-security_admin", "any-auditor"
REASON = "本人持工作证当面申请"


@pytest.fixture
def li(town: SmallTown) -> Account:
    account = Account.objects.get(login="li")
    account.second_factor, account.locked_until_at = new_secret(), clock.now() + timedelta(minutes=10)
    account.save()
    return account


def does(client: Client, account: Account, deed: str, reason: str = REASON) -> Any:
    return client.post(reverse("account", args=(account.pk,)), {"deed": deed, "reason": reason})


def offered(client: Client, account: Account) -> set[str]:
    return {d.id for d in client.get(reverse("account", args=(account.pk,))).context["deeds"]}


def test_each_keeper_is_offered_only_the_own_work(as_: As, li: Account) -> None:
    as_("li")
    assert offered(as_(ADMIN), li) >= {"unlock", "one_time_password", "disable"}
    assert offered(as_(ADMIN), li).isdisjoint({"clear_second_factor", "enable"})
    assert offered(as_(SECURITY), li) == {"clear_second_factor", "end_sessions"}


def test_a_lock_is_lifted_with_a_reason_on_record(as_: As, li: Account) -> None:
    assert does(as_(ADMIN), li, "unlock").status_code == 302
    li.refresh_from_db()
    assert li.locked_until_at is None
    record = AccessRecord.objects.get(act="unlock")
    assert (record.account.login, record.detail) == (ADMIN, {"about": "li", "reason": REASON})  # type: ignore[union-attr]


def test_a_lock_is_told_on_the_desk_of_the_keeper_who_may_lift_it(as_: As, li: Account) -> None:
    desks = {who: [n["text"] for n in as_(who).get(reverse("desk")).context["desk"]["notices"]] for who in (ADMIN, SECURITY, "fang")}
    assert [who for who, told in desks.items() if "李某（li）连续输错密码，账号锁定中" in told] == [ADMIN]
    does(as_(ADMIN), li, "unlock")
    assert "账号锁定中" not in as_(ADMIN).get(reverse("desk")).content.decode()


def test_who_holds_no_post_is_told_so(as_: As, li: Account) -> None:
    RegisterRow.objects.filter(org=ORG, register="posts", values__person="li").delete()
    assert "您现在没有岗位，不能办事" in as_("li").get(reverse("desk")).content.decode()


def test_without_a_reason_nothing_is_done(as_: As, li: Account) -> None:
    answer = does(as_(ADMIN), li, "unlock", "  ")
    assert answer.status_code == 422
    assert "没有写明事由" in answer.content.decode()
    assert Account.objects.get(pk=li.pk).locked_until_at is not None


def test_a_lost_second_proof_is_cleared_by_the_security_administrator_and_ends_sessions(as_: As, li: Account) -> None:
    device = as_("li")
    assert does(as_(ADMIN), li, "clear_second_factor").status_code == 422
    assert does(as_(SECURITY), li, "clear_second_factor").status_code == 302
    assert Account.objects.get(pk=li.pk).second_factor == ""
    assert device.get(reverse("desk")).status_code == 302


def test_a_password_for_one_use_is_shown_once_and_must_be_changed(as_: As, li: Account) -> None:
    page = does(as_(ADMIN), li, "one_time_password").content.decode()
    password = re.search(r'<span class="digest">([a-z0-9]{14})</span>', page)
    assert password
    Account.objects.change(li.pk, second_factor="")
    client = Client()
    assert client.post(reverse("login"), {"username": "li", "password": password[1]}).status_code == 302
    assert client.get(reverse("desk")).headers["Location"] == reverse("password")
    assert password[1] not in as_(ADMIN).get(reverse("account", args=(li.pk,))).content.decode()
    assert not AccessRecord.objects.filter(detail__icontains=password[1]).exists()


def test_an_account_out_of_use_is_signed_out_and_stays_out(as_: As, li: Account) -> None:
    device = as_("li")
    assert does(as_(ADMIN), li, "disable").status_code == 302
    assert device.get(reverse("desk")).status_code == 302
    assert not Session.objects.filter(pk=device.session.session_key).exists()
    assert does(as_(ADMIN), li, "enable").status_code == 302


def test_nobody_does_anything_to_the_own_account(as_: As, town: SmallTown) -> None:
    own = Account.objects.get(login=ADMIN)
    assert offered(as_(ADMIN), own) == set()
    assert does(as_(ADMIN), own, "one_time_password").status_code == 422


def test_who_holds_two_of_the_three_posts_is_neither(as_: As, town: SmallTown) -> None:
    both = Account.objects.get(login=ADMIN)
    RegisterRow.objects.create(org=ORG, register="posts", key="both", values={"person": both.person_id, "role": "auditor"}, since=SINCE)
    for page in ("accounts", "access_log"):
        assert as_(ADMIN).get(reverse(page)).status_code == 404


def test_the_auditor_finds_what_was_read_and_done_and_is_recorded_too(as_: As, li: Account, town: SmallTown) -> None:
    as_("fang").get(reverse("matter", args=(town.matters["near"],)))
    does(as_(ADMIN), li, "unlock")
    auditor = as_(AUDITOR)
    rows = auditor.get(reverse("access_log")).context["rows"]
    assert {"查看", "解除锁定"} <= {r["act"] for r in rows}
    assert REASON in {r["reason"] for r in rows}
    only = auditor.get(reverse("access_log"), {"act": "unlock", "first": str(clock.today()), "page": "0"}).context["rows"]
    assert {r["act"] for r in only} == {"解除锁定"}
    assert AccessRecord.objects.filter(act="access_log", account__login=AUDITOR).count() == 1


def test_the_auditor_reads_a_refused_act_by_its_name(as_: As, li: Account, town: SmallTown) -> None:
    for target, matter in (
        ("common.village.end_village", None),
        (f"{town.matters['round']}.close", town.matters["round"]),
        ("gone.step", None),
    ):
        AccessRecord.objects.create(org=ORG, account=li, act="refused", target=target, matter=matter, at=clock.now())
    rows = as_(AUDITOR).get(reverse("access_log"), {"act": "refused"}).context["rows"]
    assert [r["target"] for r in rows][:3] == ["gone.step", "矛盾纠纷排查：汇总", "村（社区）变更：终止村（社区）"]


def test_an_account_of_another_town_is_not_there(as_: As, town: SmallTown) -> None:
    stranger = Account.objects.create(org="500102101", login="far", name="远人", person_id="far")
    assert as_(ADMIN).get(reverse("account", args=(stranger.pk,))).status_code == 404


def test_the_settings_page_leads_there(as_: As, town: SmallTown) -> None:
    assert reverse("accounts") in as_(ADMIN).get(reverse("settings")).content.decode()
    assert reverse("access_log") in as_(AUDITOR).get(reverse("settings")).content.decode()
    assert reverse("accounts") not in as_("li").get(reverse("settings")).content.decode()
