"""The devices an account is signed in on, beside the one in use. A session ends by deletion; nothing else is read of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from fadu.service import clock
from fadu.store.models import AccessRecord
from fadu.store.write_gate import transaction


def signed_in_elsewhere(account: Any, own_key: str | None) -> int:
    """How many other sessions of this account have not expired."""
    return len(_others(account, own_key))


def end_others(account: Any, own_key: str | None) -> int:
    """End them; how many there were."""
    keys = _others(account, own_key)
    with transaction():
        Session.objects.filter(pk__in=keys).delete()
        AccessRecord.objects.create(org=account.org, account=account, act="end_sessions", target=account.login, at=clock.now())
    return len(keys)


def _others(account: Any, own_key: str | None) -> list[str]:
    live = Session.objects.filter(expire_date__gt=clock.now()).exclude(pk=own_key or "")
    return [s.pk for s in live if s.get_decoded().get(SESSION_KEY) == str(account.pk)]
