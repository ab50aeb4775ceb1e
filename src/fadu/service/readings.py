"""That somebody read, printed or exported personal data: recorded beside the journal, once a day per person and matter."""

from __future__ import annotations

from typing import Any

from fadu.kernel.field import Sensitivity
from fadu.service import clock
from fadu.service.matter_view import MatterView
from fadu.store.models import AccessRecord
from fadu.store.write_gate import transaction


def remember_reading(account: Any, seen: MatterView) -> None:
    """Record the reading of a matter whose shown facts are personal or secret."""
    if any(f.sensitivity in (Sensitivity.PERSONAL, Sensitivity.SECRET) for f, _ in seen.fields):
        remember(account, "read", seen.procedure.label, matter=seen.row.pk, once_a_day=True)


def remember(account: Any, act: str, target: str, *, matter: Any = None, once_a_day: bool = False, **detail: Any) -> None:
    """Record one access. ``act`` is read, print, export or search."""
    at = clock.now()
    if once_a_day and AccessRecord.objects.filter(account=account, act=act, matter=matter, at__date=at.date()).exists():
        return
    with transaction():
        AccessRecord.objects.create(org=account.org, account=account, act=act, target=target[:200], matter=matter, detail=detail, at=at)
