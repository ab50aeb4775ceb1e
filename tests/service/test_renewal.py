"""After an update of the software rows are laid out again, and verification tells an older wording from tampering."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.service import recovery_command, renewal, verify
from fadu.store.models import Matter, Town
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(db: Any, standing_town: SmallTown) -> Matter:
    """A matter whose row an older release called otherwise."""
    row = Matter.objects.filter(org=ORG).order_by("pk").first()
    assert row is not None
    Matter.objects.filter(pk=row.pk).update(title="旧写法")
    return row


def by(digest: str) -> Town:
    town = Town.objects.get(pk=ORG)
    Town.objects.filter(pk=ORG).update(settings={**town.settings, renewal.LAID_OUT: digest})
    return Town.objects.get(pk=ORG)


def test_an_update_lays_the_rows_out_again_once(renamed: Matter) -> None:
    town = by("an older release")
    assert renewal.outdated(town)
    assert renewal.renew(town) > 0
    assert Matter.objects.get(pk=renamed.pk).title == renamed.title
    assert renewal.renew(Town.objects.get(pk=ORG)) == 0


def test_rows_of_this_release_are_left_alone_so_that_tampering_is_found(renamed: Matter, capsys: pytest.CaptureFixture[str]) -> None:
    assert renewal.renew(by(renewal.definitions())) == 0
    assert verify.run(as_json=False) == 1
    said = capsys.readouterr().out
    assert "旧写法" in said and "软件更新过" not in said


def test_verification_says_that_the_rows_are_those_of_an_older_release(renamed: Matter, capsys: pytest.CaptureFixture[str]) -> None:
    by("an older release")
    assert verify.run(as_json=False) == 1
    assert "再运行 fadu rebuild" in capsys.readouterr().out


def test_what_the_command_laid_out_is_of_this_release_and_what_says_nothing_stays_so(renamed: Matter) -> None:
    Town.objects.filter(pk=ORG).update(settings={})
    assert renewal.renew(Town.objects.get(pk=ORG)) == 0
    assert Town.objects.get(pk=ORG).settings == {}
    by("an older release")
    recovery_command.rebuild(ORG)
    assert Town.objects.get(pk=ORG).settings[renewal.LAID_OUT] == renewal.definitions()
