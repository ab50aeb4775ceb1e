"""The world an act happens in, built from the store: packs, law, records of one town, the day of recording."""

from __future__ import annotations

from datetime import date

from fadu.kernel.decide import World
from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.rules import rulebook
from fadu.store.ledger import StoreLedger
from fadu.store.records import StoreRecords


def world(org: str, today: date | None = None) -> World:
    return World(catalogue=catalogue(), rules=rulebook(), records=StoreRecords(catalogue(), org), today=today or clock.today())


def ledger(world_: World) -> StoreLedger:
    """A ledger for one act in this world. The world's records must be the store's."""
    assert isinstance(world_.records, StoreRecords)
    return StoreLedger(world_.records, world_.rules)
