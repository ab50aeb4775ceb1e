"""An order to erase from end to end: what it names is found and refused in time, and every row is laid out again without it.

In the transaction of the act; only the bytes of files and drawn papers go after the commit, and go again if that was cut short.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from fadu.kernel.act import Acted
from fadu.kernel.decide import Decision
from fadu.kernel.procedure import Effect
from fadu.packs import catalogue
from fadu.service.projected_lists import expected_publications, expected_rows
from fadu.service.projection import faults_of
from fadu.service.refold import Replayed, replay_matters
from fadu.service.rules import rulebook
from fadu.service.uploads import folder
from fadu.store import erase, models, word_index
from fadu.store.erasure_order import CannotErase, order
from fadu.store.project import matter_values
from fadu.store.tokens import row_search
from fadu.store.write_gate import transaction

#: Columns of a matter's row that print its facts.
_SAYING = ("title", "search", "snapshot")


def follow(acted: Acted) -> bool:
    """What an act on an order to erase brings beyond its own rows; whether something was erased. Raises CannotErase."""
    ours = [d for d in acted.decisions if any(s.effect is Effect.ERASE for s in d.procedure.steps)]
    for decision in ours:
        if decision.step.effect is Effect.ERASE:
            _lay_out_again(decision)
        elif not decision.procedure.is_closed(decision.entry.state):
            order(catalogue(), decision.after)
    return any(d.step.effect is Effect.ERASE for d in ours)


def sweep() -> None:
    """Bytes of erased files, words of erased texts in the index, and drawings of papers (which are only kept for speed) go."""
    erase.sweep(folder())
    with transaction():
        word_index.forget(connection)
    shutil.rmtree(Path(settings.FADU_DATA) / "drawn", ignore_errors=True)


def _lay_out_again(decision: Decision) -> None:
    """Matters, register rows and publications of the family, worked out from entries that no longer hold what was erased."""
    members = erase.family(decision.entry.org, uuid.UUID(str(decision.after.facts["target"])))
    replayed = [r for r in replay_matters(members) if isinstance(r, Replayed)]
    _matters(replayed)
    _rows(replayed)
    _publications(replayed)
    broken = [fault for member in members for fault in faults_of(member)]
    if broken:
        raise CannotErase(f"删除后记录不能前后一致（{broken[0]}）", "先运行 fadu verify，查明后再办")


def _matters(replayed: Sequence[Replayed]) -> None:
    last = {r.entry.matter: r for r in replayed}
    for id, one in last.items():
        values = matter_values(one.procedure, one.after, rulebook())
        models.Matter.objects.filter(pk=uuid.UUID(id)).update(**{name: values[name] for name in _SAYING})


def _rows(replayed: Sequence[Replayed]) -> None:
    for (org, register, key), held in expected_rows(replayed).items():
        for since, row in held.items():
            same = models.RegisterRow.objects.filter(org=org, register=register, key=key, since=since, entry=row.entry)
            same.update(values=row.values, search=row_search(row.values))


def _publications(replayed: Sequence[Replayed]) -> None:
    for entry, wanted in expected_publications(replayed, "default").items():
        shown = {name: wanted[name] for name in ("title", "view", "search", "reason")}
        models.Publication.objects.filter(entry=entry).update(**shown)
