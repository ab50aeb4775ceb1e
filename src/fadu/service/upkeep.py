"""The work nobody asks for: log and checkpoints, dates counted again after the law changed, deemed events of each new day.

It decides nothing. Whatever it does may be done twice or late without harm; what it could not do it says and
tries again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date

from django.db import connections

from fadu.law import LawError
from fadu.service import clock, throttle
from fadu.service.recompute import recompute_if_changed
from fadu.service.tick import tick
from fadu.service.uploads import folder
from fadu.store.erase import sweep
from fadu.store.guard import GuardRefusal
from fadu.store.integrator import LogBroken, towns_waiting
from fadu.store.keys import KeyTrouble
from fadu.store.models import Town
from fadu.store.publisher import settle
from fadu.store.write_gate import GateBusy

EVERY_S = 5.0
log = logging.getLogger("fadu.upkeep")


def run(stop: Callable[[], bool], pause: Callable[[float], None] = time.sleep) -> None:
    """Go round until told to stop."""
    ticked: date | None = None
    while not stop():
        ticked = _tried(ticked)
        pause(EVERY_S)


def _tried(ticked: date | None) -> date | None:
    """A round that is given up when something breaks, so that the next one is tried: nobody else would sign."""
    try:
        return round_trip(ticked)
    except Exception:
        log.exception("本轮后台工作没有做完，稍后再试")
        connections.close_all()  # a server that was restarted is found again by a new connection only
        return ticked


def round_trip(ticked: date | None) -> date | None:
    """One round: log and sign what waits; on a new day take the deemed events. Returns the day that is done, if one is."""
    today = clock.today()
    towns = list(Town.objects.values_list("org", flat=True))
    counted = [_recounted(org) for org in towns]
    if all(counted) and ticked != today:
        for org in towns:
            tick(org, today)
        throttle.forget()
        ticked = today
    for org in towns_waiting():
        _settle(org)
    sweep(folder())
    return ticked


def _recounted(org: str) -> bool:
    """Due dates by the law as it stands, before the clock acts on them; False when there is no law to go by."""
    try:
        moved = recompute_if_changed(org)
    except (LawError, GateBusy) as trouble:
        log.error("%s 期限没有重新计算：%s", org, trouble)
        return False
    if moved:
        log.info("%s 规定或者放假安排有更新，%s个期限的日期有变，已通知经办人", org, moved)
    return True


def _settle(org: str) -> None:
    try:
        settle(org)
    except (GuardRefusal, KeyTrouble, LogBroken, GateBusy) as trouble:
        log.error("%s %s", org, trouble)
