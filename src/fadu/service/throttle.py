"""How often one address may try what costs us or could be abused: counted in the database, so that all workers count together.

A window begins anew on the clock, not with the first attempt; the row of an address is one and is forgotten after a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from fadu.service import clock
from fadu.store.models import Tally
from fadu.store.write_gate import transaction

FORGOTTEN_AFTER = timedelta(days=1)
_COUNT = """INSERT INTO store_tally (key, since, n) VALUES (%s, %s, 1) ON CONFLICT (key) DO UPDATE
SET n = CASE WHEN store_tally.since = EXCLUDED.since THEN store_tally.n + 1 ELSE 1 END, since = EXCLUDED.since RETURNING n"""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``most`` attempts of a kind from one address in ``window_s`` seconds."""

    kind: str
    most: int
    window_s: int


#: Wrong passwords from one address, whichever the accounts; a hall behind one address has room for slips.
SIGN_IN = Rate("sign_in", 30, 600)
COMMENT = Rate("comment", 10, 600)
#: Asking for mediation: each is a number in the town's series, and a matter on a mediator's desk.
APPLY = Rate("apply", 10, 600)
#: Looking papers and applications up by number and code: enough for a counter, too few for guessing eight characters.
VERIFY = Rate("verify", 60, 600)


def wait_s(rate: Rate, address: str) -> int:
    """Seconds until this address may try again; 0 when it may now."""
    row = Tally.objects.filter(key=_key(rate, address)).first() if address else None
    full = row is not None and row.since == _since(rate) and row.n >= rate.most
    return _left(rate) if full else 0


def count(rate: Rate, address: str) -> int:
    """Count an attempt; seconds until the next when it was one too many, 0 when it was not."""
    if not address:
        return 0
    if left := wait_s(rate, address):
        return left  # a full window is not written to again: refusing must stay cheap
    with transaction(), connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(rate, address), _since(rate)])
        n = int(cursor.fetchone()[0])
    return _left(rate) if n > rate.most else 0


def forget() -> None:
    """Drop the counts of yesterday and before."""
    with transaction():
        Tally.objects.filter(since__lt=int((clock.now() - FORGOTTEN_AFTER).timestamp())).delete()


def _key(rate: Rate, address: str) -> str:
    return f"{rate.kind} {address}"[:100]


def _since(rate: Rate) -> int:
    now = int(clock.now().timestamp())
    return now - now % rate.window_s


def _left(rate: Rate) -> int:
    return max(1, _since(rate) + rate.window_s - int(clock.now().timestamp()))
