"""Whose account an account is: the login is the id that entries name, the name is the one its posts were granted under, and the seal fits.

The password is beside the journal on purpose; as whom it lets somebody in, and that nobody exchanged it, is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fadu.packs.common.post import REGISTER
from fadu.store.fault import Fault
from fadu.store.models import Account, RegisterRow
from fadu.store.seal import has_key, sealed


def check_accounts(using: str = "default") -> Iterator[Fault]:
    """Every account signs in as the person of its own login, under the name that the entries of its posts hold."""
    granted = _names(using)
    accounts = list(Account.objects.using(using).order_by("id"))
    yield from _changed(accounts)
    yield from _lost(granted, {(a.org, a.person_id) for a in accounts})
    for account in accounts:
        key, org, login, person, name = account.pk, account.org, account.login, account.person_id, account.name
        if person != login:
            yield Fault("store_account", str(key), "person_id", f"登录名“{login}”只能以“{login}”的身份办理，现为“{person}”", org)
        if name not in granted.get((org, login), {name}):
            yield Fault(
                "store_account",
                str(key),
                "name",
                f"登录名“{login}”的任职记录上是“{'、'.join(sorted(granted[org, login]))}”，现为“{name}”",
                org,
            )


def _changed(accounts: Iterable[Account]) -> Iterator[Fault]:
    """Accounts made or changed by other hands than this system's; nothing can be said where the key of the seals is not."""
    if has_key():
        for a in (a for a in accounts if not sealed(a)):
            yield Fault(
                "store_account", str(a.pk), "seal", f"账号“{a.login}”在本系统以外建立或者改动过（密码、动态口令、启用状态或者身份）", a.org
            )


def _lost(granted: Iterable[tuple[str, str]], there: set[tuple[str, str]]) -> Iterator[Fault]:
    """People with a post whose account is gone: accounts are taken out of use, never away."""
    for org, person in sorted(set(granted) - there):
        yield Fault("store_account", person, "", f"“{person}”有任职记录，账号却不见了", org)


def _names(using: str) -> dict[tuple[str, str], set[str]]:
    """Town and person → the names that grants of posts gave. That the rows are those of the entries is checked beside."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = RegisterRow.objects.using(using).filter(register=REGISTER, values__person_name__isnull=False)
    for org, person, name in rows.values_list("org", "values__person", "values__person_name"):
        found.setdefault((org, str(person)), set()).add(str(name))
    return found
