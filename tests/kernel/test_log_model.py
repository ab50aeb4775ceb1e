"""Every order of events of a small log, tried out: writers, crashes, integrator, signer, backup and restore.

The design (waiting set, sign after commit, guard that compares beginnings) must lose nothing, log nothing that was
rolled back and never sign two histories. Each mutant drops one of its rules and must be caught.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

import pytest


class Follow(Enum):
    """How the integrator finds what is new."""

    WAITING_SET = "waiting set"
    CURSOR = "id greater than the last one seen"


class Guarding(Enum):
    """What the signer compares with before it signs."""

    PREFIX = "what was signed is the beginning of what will be"
    SIZE = "what will be signed is not smaller"
    NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Design:
    """The rules under test; the defaults are ours."""

    follow: Follow = Follow.WAITING_SET
    guarding: Guarding = Guarding.PREFIX
    log_inside_writer: bool = False
    sign_before_commit: bool = False
    restores: int = 0
    writers: int = 3


@dataclass(frozen=True, slots=True)
class Database:
    """What one database file holds: entries committed, those waiting, the log, and the integrator's cursor."""

    committed: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()
    log: tuple[int, ...] = ()
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """The database, its backup, what lies outside both, and how far each writer is.

    ``drawn`` are ids taken from the sequence, by writer; ``ended`` whether that writer committed or was rolled back.
    ``batch`` is what a running integrator has read. ``gone`` entries were lost with a restore, honestly.
    """

    drawn: tuple[int, ...]
    ended: tuple[bool, ...]
    db: Database = Database()
    backup: Database | None = None
    next_id: int = 1
    batch: tuple[int, ...] = ()
    signed: frozenset[tuple[int, ...]] = frozenset()
    guard: tuple[int, ...] = ()
    rolled_back: frozenset[int] = frozenset()
    restored: int = 0


@dataclass(slots=True)
class Search:
    """All worlds that can be reached under a design, and the faults found in them."""

    design: Design
    seen: set[World] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)

    def run(self, until: str = "") -> Search:
        """Try everything, or stop at the first fault of a kind."""
        writers = self.design.writers
        queue = deque([World((0,) * writers, (False,) * writers)])
        while queue and until not in self.faults:
            world = queue.popleft()
            if world in self.seen:
                continue
            self.seen.add(world)
            self.faults |= set(faults(self.design, world))
            queue.extend(next_ for next_ in moves(self.design, world) if next_ not in self.seen)
        return self


def moves(design: Design, world: World) -> Iterator[World]:
    """Every world one event away."""
    for writer in range(design.writers):
        yield from _writer_moves(design, world, writer)
    yield from _integrator_moves(design, world)
    yield from _signer_moves(design, world)
    yield from _restore_moves(design, world)


def _writer_moves(design: Design, world: World, writer: int) -> Iterator[World]:
    """Draw an id; then commit, or be rolled back (a crash is a rollback)."""
    one = world.drawn[writer]
    if one == 0:
        drawn = _put(world.drawn, writer, world.next_id)
        begun = replace(world, drawn=drawn, next_id=world.next_id + 1)
        yield _logged(begun, world.next_id) if design.log_inside_writer else begun
    elif not world.ended[writer]:
        ended = _put(world.ended, writer, True)
        db = replace(world.db, committed=world.db.committed | {one}, waiting=world.db.waiting | {one})
        yield replace(world, db=db, ended=ended)
        yield replace(world, ended=ended, rolled_back=world.rolled_back | {one})


def _logged(world: World, one: int) -> World:
    """Dual write: the entry goes to the log at once, in another place than the transaction."""
    return replace(world, db=replace(world.db, log=(*world.db.log, one)))


def _integrator_moves(design: Design, world: World) -> Iterator[World]:
    """Read what is new; then commit it to the log, or crash and know nothing."""
    if design.log_inside_writer:
        return
    if not world.batch:
        new = _new(design, world.db)
        if new:
            read = replace(world, batch=new)
            yield read
            if design.sign_before_commit:
                yield from _sign(design, read, world.db.log + new)
        return
    yield replace(world, batch=())
    if set(world.batch) <= world.db.committed and not set(world.batch) & set(world.db.log):
        log = world.db.log + world.batch
        db = replace(world.db, log=log, waiting=world.db.waiting - set(world.batch), cursor=max(world.batch))
        yield replace(world, db=db, batch=())


def _new(design: Design, db: Database) -> tuple[int, ...]:
    if design.follow is Follow.CURSOR:
        return tuple(sorted(i for i in db.committed if i > db.cursor))
    return tuple(sorted(db.waiting))


def _signer_moves(design: Design, world: World) -> Iterator[World]:
    """Sign the committed log, if the guard lets it. The guard outlives every restore."""
    if not design.sign_before_commit and world.db.log:
        yield from _sign(design, world, world.db.log)


def _sign(design: Design, world: World, log: tuple[int, ...]) -> Iterator[World]:
    allowed = {
        Guarding.PREFIX: log[: len(world.guard)] == world.guard,
        Guarding.SIZE: len(log) >= len(world.guard),
        Guarding.NONE: True,
    }[design.guarding]
    if allowed and log not in world.signed:
        yield replace(world, signed=world.signed | {log}, guard=log)


def _restore_moves(design: Design, world: World) -> Iterator[World]:
    """Take one backup, and put it back: ids are drawn again, people enter other things."""
    if world.restored >= design.restores or world.batch:
        return
    if world.backup is None:
        yield replace(world, backup=world.db)
    else:
        open_writers = tuple(i if not e else 0 for i, e in zip(world.drawn, world.ended, strict=True))
        yield replace(
            world, db=world.backup, backup=None, restored=world.restored + 1, drawn=open_writers,
            ended=(False,) * design.writers, rolled_back=frozenset(),
        )  # fmt: skip


def faults(design: Design, world: World) -> Iterator[str]:
    """What must never be so."""
    log = world.db.log
    if len(set(log)) != len(log):
        yield "TWICE"
    if set(log) & world.rolled_back:
        yield "PHANTOM"
    if any(not _extends(a, b) for a in world.signed for b in world.signed):
        yield "FORK"
    if _at_rest(world) and not _new(design, world.db) and world.db.committed - set(log):
        yield "LOST"


def _at_rest(world: World) -> bool:
    """Nobody is in the middle of anything."""
    return not world.batch and all(e or not i for i, e in zip(world.drawn, world.ended, strict=True))


def _extends(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return long[: len(short)] == short


def _put(values: tuple, place: int, value: object) -> tuple:  # type: ignore[type-arg]
    return (*values[:place], value, *values[place + 1 :])


def test_it_works() -> None:
    search = Search(Design()).run()
    assert search.faults == set()
    assert len(search.seen) > 1000


@pytest.mark.slow
def test_with_a_restore_nothing_forks_either() -> None:
    search = Search(Design(restores=1, writers=2)).run()
    assert search.faults == set()
    assert len(search.seen) > 1000


@pytest.mark.parametrize(
    ("mutant", "fault"),
    [
        (Design(follow=Follow.CURSOR), "LOST"),
        (Design(log_inside_writer=True), "PHANTOM"),
        (Design(sign_before_commit=True, guarding=Guarding.NONE), "FORK"),
        (Design(restores=1, writers=2, guarding=Guarding.NONE), "FORK"),
        (Design(restores=1, writers=2, guarding=Guarding.SIZE), "FORK"),
    ],
    ids=["cursor", "dual write", "sign first", "restore without guard", "restore with size guard"],
)
def test_a_mutant_is_caught(mutant: Design, fault: str) -> None:
    assert fault in Search(mutant).run(until=fault).faults
