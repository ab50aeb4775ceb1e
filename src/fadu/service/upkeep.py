"""The work nobody asks for: entries into the log, checkpoints signed, deemed events of each new day. One process a server.

It decides nothing. Whatever it does may be done twice or late without harm; what it could not do it says and
tries again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date

from fadu.service import clock
from fadu.service.tick import tick
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
        ticked = round_trip(ticked)
        pause(EVERY_S)


def round_trip(ticked: date | None) -> date:
    """One round: log and sign what waits; on a new day take the deemed events. Returns the day that is done."""
    today = clock.today()
    if ticked != today:
        for org in Town.objects.values_list("org", flat=True):
            tick(org, today)
    for org in towns_waiting():
        _settle(org)
    return today


def _settle(org: str) -> None:
    try:
        settle(org)
    except (GuardRefusal, KeyTrouble, LogBroken, GateBusy) as trouble:
        log.error("%s %s", org, trouble)
