"""Whoever writes only the database can neither make an account, nor exchange a password, nor take an account away unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet

from fadu.service.accounts import let_in_again
from fadu.service.founding import found
from fadu.service.passwords import change
from fadu.service.sign_in import NotSignedIn, SignedIn, sign_in
from fadu.service.verify import examine
from fadu.store.keys import KeyTrouble
from fadu.store.models import Account, JournalEntry
from fadu.store.seal import NAME
from tests.service.test_founding import _folders as _folders
from tests.service.test_founding import town
from tests.town import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def passwords() -> dict[str, str]:
    """A town of its first day; login → password."""
    return found(town(), at(3, 3))


def row(login: str) -> QuerySet[Account]:
    return Account.objects.filter(login=login)


def named() -> set[str]:
    return {f.row for f in examine().faults if f.table == "store_account"}


def test_it_works(passwords: dict[str, str]) -> None:
    assert isinstance(sign_in("audit", passwords["audit"]), SignedIn)
    assert change(row("audit").get(), passwords["audit"], "几个不相干的词语连起来", "几个不相干的词语连起来") == ()
    assert isinstance(sign_in("audit", "几个不相干的词语连起来"), SignedIn)
    assert examine().sound


def test_exchanged_passwords_let_nobody_in_and_are_named(passwords: dict[str, str]) -> None:
    row("security").update(password=row("system").get().password)
    result = sign_in("security", passwords["system"])
    assert isinstance(result, NotSignedIn)
    assert "在本系统以外被改动过" in result.message
    assert named() == {str(row("security").get().pk)}
    assert isinstance(sign_in("security", "wrong"), NotSignedIn)
    assert "改动" not in sign_in("security", "wrong").message  # type: ignore[union-attr]


def test_a_hash_stored_anew_at_sign_in_is_no_seal(passwords: dict[str, str], settings: Any) -> None:
    """Django stores an old hash anew when its password is right; that must not seal what somebody else wrote."""
    from django.contrib.auth.hashers import make_password

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    row("audit").update(password=make_password("stranger", hasher="pbkdf2_sha256"))
    assert [isinstance(sign_in("audit", "stranger"), NotSignedIn) for _ in range(2)] == [True, True]


TAMPER: dict[str, Callable[[], object]] = {
    "a second proof put on": lambda: row("audit").update(second_factor="JBSWY3DPEHPK3PXP"),
    "taken out of use": lambda: row("audit").update(is_active=False),
    "a seal made up": lambda: row("audit").update(seal="0" * 64),
    "a seal of another": lambda: row("audit").update(seal=row("system").get().seal),
}


@pytest.mark.parametrize("what", TAMPER)
def test_a_changed_account_is_named(passwords: dict[str, str], what: str) -> None:
    TAMPER[what]()
    assert named() == {str(row("audit").get().pk)}


def test_an_account_that_only_the_database_knows_signs_nobody_in(passwords: dict[str, str]) -> None:
    made = row("audit").get()
    Account.objects.bulk_create([Account(org=made.org, login="stranger", person_id="stranger", name="外人", password=made.password)])
    assert isinstance(sign_in("stranger", passwords["audit"]), NotSignedIn)
    assert named() == {str(row("stranger").get().pk)}


def test_an_account_taken_away_is_missed(passwords: dict[str, str]) -> None:
    row("audit")._raw_delete("default")  # type: ignore[attr-defined]
    assert named() == {"audit"}


def test_another_change_does_not_mend_it_but_a_new_password_does(passwords: dict[str, str]) -> None:
    row("audit").update(password=row("system").get().password)
    Account.objects.change(row("audit").get().pk, second_factor="")
    assert named()
    new = let_in_again(row("audit").get(), "本人持工作证当面申请")
    assert isinstance(sign_in("audit", new), SignedIn)
    assert examine().sound


@pytest.mark.parametrize("left", ["", "00", "no key"])
def test_a_damaged_key_seals_nothing(passwords: dict[str, str], left: str) -> None:
    (settings.KEYS_ROOT / NAME).write_text(left)
    assert isinstance(sign_in("audit", passwords["audit"]), NotSignedIn)
    with pytest.raises(KeyTrouble, match="已损坏"):
        let_in_again(row("audit").get(), "本人持工作证当面申请")


def test_without_its_key_nobody_signs_in_and_the_rest_is_verified(passwords: dict[str, str]) -> None:
    (settings.KEYS_ROOT / NAME).unlink()
    assert isinstance(sign_in("audit", passwords["audit"]), NotSignedIn)
    assert examine().sound


def test_no_hash_of_a_password_is_in_the_journal(passwords: dict[str, str]) -> None:
    written = b"".join(bytes(e.envelope) for e in JournalEntry.objects.all()).decode()
    assert not any(part in written for a in Account.objects.all() for part in (a.password, a.seal))
