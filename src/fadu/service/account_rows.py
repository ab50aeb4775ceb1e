"""Whose account an account is: the login is the id that entries name, and the name is the one its posts were granted under.

The password is beside the journal on purpose; as whom it lets somebody in is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from fadu.packs.common.post import REGISTER
from fadu.store.fault import Fault
from fadu.store.models import Account, RegisterRow


def check_accounts(using: str = "default") -> Iterator[Fault]:
    """Every account signs in as the person of its own login, under the name that the entries of its posts hold."""
    granted = _names(using)
    for key, org, login, person, name in Account.objects.using(using).order_by("id").values_list("id", "org", "login", "person_id", "name"):
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


def _names(using: str) -> dict[tuple[str, str], set[str]]:
    """Town and person → the names that grants of posts gave. That the rows are those of the entries is checked beside."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = RegisterRow.objects.using(using).filter(register=REGISTER, values__person_name__isnull=False)
    for org, person, name in rows.values_list("org", "values__person", "values__person_name"):
        found.setdefault((org, str(person)), set()).add(str(name))
    return found
