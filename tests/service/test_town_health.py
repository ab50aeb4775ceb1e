"""What ``fadu doctor`` says of a town: sound once it is set up, and each thing it lacks by name, with the way out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fadu.kernel.finding import Severity
from fadu.paper.doctor import Check
from fadu.service import clock
from fadu.service.backup import backup
from fadu.service.founding import found, founder
from fadu.service.people import held
from fadu.service.posts import end
from fadu.service.take_step import Receipt
from fadu.service.town_health import BACKUP_WITHIN, _backup, checks
from fadu.store.models import Account, RegisterRow, Town
from fadu.store.publisher import guard_folder
from fadu.store.seal import NAME
from tests.service.test_founding import _folders as _folders
from tests.service.test_founding import town
from tests.town import at

pytestmark = pytest.mark.django_db
ORG = "500102128"


@pytest.fixture
def standing() -> None:
    """A town of its first day."""
    found(town(), at(3, 3))


def said(name: str) -> Check:
    return next(c for c in checks() if c.id == name)


def test_it_works(standing: None) -> None:
    assert {c.id for c in checks() if not c.fine} == {"backup"}
    assert "同乐镇人民政府，文号里的简称“同乐”" in said("town").found
    assert said("keepers").found == "都有人在任"
    assert said("guard").found == "已签到第6条"


def test_an_installation_without_a_town_says_how_to_get_one() -> None:
    assert [(c.id, c.severity) for c in checks()] == [("town", Severity.NOTE)]


def test_a_town_without_a_name_cannot_number(standing: None) -> None:
    RegisterRow.objects.filter(register="town_details").delete()
    assert said("town").severity is Severity.STOP
    assert "设置 → 本镇信息" in said("town").remedy


def test_a_town_without_an_address_of_its_own_is_told(standing: None) -> None:
    row = RegisterRow.objects.get(register="town_details")
    RegisterRow.objects.filter(pk=row.pk).update(values={k: v for k, v in row.values.items() if k != "base_address"})
    assert said("address").severity is Severity.NOTE


def test_nobody_can_be_told_where_to_complain(standing: None) -> None:
    RegisterRow.objects.filter(register="remedy_organs").delete()
    assert said("remedies").severity is Severity.WARN


def test_no_village_is_noticed(standing: None) -> None:
    RegisterRow.objects.filter(register="villages").delete()
    assert said("villages").severity is Severity.WARN


def test_a_keeper_whose_post_ended_or_whose_account_is_out_of_use_is_missed(standing: None) -> None:
    auditor = Account.objects.get(login="audit")
    post = held(ORG, [auditor.person_id])[0]
    yesterday = clock.today() - timedelta(days=1)
    assert isinstance(end(ORG, founder(ORG), post.matter, yesterday, "调离", clock.now()), Receipt)
    Account.objects.change(Account.objects.get(login="security").pk, is_active=False)
    assert said("keepers").found == "没有在任的安全审计员、安全管理员"


def test_a_guard_file_that_is_gone_or_ahead_stops_signing(standing: None) -> None:
    guard = guard_folder() / f"guard-{ORG}.json"
    text = guard.read_text(encoding="utf-8")
    guard.write_text(text.replace("\\n6\\n", "\\n9\\n"), encoding="utf-8")
    assert "记得已签到第9条，数据库只签到第6条" in said("guard").found
    guard.unlink()
    assert said("guard").severity is Severity.STOP


def test_broken_seals_and_a_lost_key_are_said(standing: None) -> None:
    Account.objects.filter(login="audit").update(name="别人")
    assert "audit等1个账号" in said("seals").found
    (town_keys := guard_folder().parent / "keys" / NAME).unlink()
    assert not town_keys.exists()
    assert said("seals").severity is Severity.STOP


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_remembered_and_grows_old(standing: None, settings: object) -> None:
    settings.FADU_DATA.mkdir(exist_ok=True)  # type: ignore[attr-defined]
    backup(settings.FADU_DATA / "one.backup")  # type: ignore[attr-defined]
    assert said("backup").fine
    assert _backup(clock.now() - BACKUP_WITHIN - timedelta(hours=1), clock.now()).severity is Severity.WARN


def test_every_town_is_told_of(standing: None) -> None:
    Town.objects.create(org="500102129")
    assert [c.severity for c in checks() if c.id == "town"] == [None, Severity.STOP]
