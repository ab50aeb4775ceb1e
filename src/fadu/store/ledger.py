"""Where acts are recorded in the store: numbers taken under lock, entries appended, rows projected.

One ledger serves one act inside one transaction; see ``kernel.act.Ledger``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from fadu.kernel.decide import Decision
from fadu.kernel.docnumber import NumberRequest, allotted, format_number, not_allotted, outside, used_before
from fadu.kernel.finding import Refusal
from fadu.kernel.instrument import Paper
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Effect
from fadu.kernel.rulebook import Rulebook
from fadu.store import direct, models
from fadu.store.append import AppendResult, append
from fadu.store.erase import carry_out
from fadu.store.erasure_order import order
from fadu.store.project import project, void_reason
from fadu.store.records import StoreRecords

#: The counter after taking a number from it; none is taken below the least that may be.
_NEXT = """INSERT INTO store_numbercounter (org, prefix, year, next) VALUES (%s, %s, %s, %s)
ON CONFLICT (org, prefix, year) DO UPDATE SET next =
CASE WHEN store_numbercounter.next + 1 > excluded.next THEN store_numbercounter.next + 1 ELSE excluded.next END RETURNING next"""


@dataclass(slots=True)
class StoreLedger:
    """See the module."""

    records: StoreRecords
    rules: Rulebook
    _taken: dict[str, Any] | None = None
    _hashes: dict[str, str] = field(default_factory=dict)
    entries: list[AppendResult] = field(default_factory=list)

    def number(self, request: NumberRequest, matter: Matter) -> str | Refusal:
        prefix = request.prefix
        if "{town}" in prefix:
            return Refusal("number", "没有登记文号里的简称", "请党政办先登记机关信息")
        blocks = allotted(self.records, prefix, request.year)
        n = request.fixed or self._free(matter.org, prefix, request.year, blocks)
        text = format_number(prefix, request.year, n, ordinal=request.ordinal)
        if request.fixed and not any(n in block for block in blocks):
            return not_allotted(text)
        if request.fixed and self._used(matter.org, prefix, request.year, n):
            return Refusal("number", f"号码{text}已使用", "核对纸质号段，换用未使用的号码")
        self._taken = {
            "org": matter.org, "series": request.series, "prefix": prefix, "year": request.year, "n": n, "text": text, "matter": uuid.UUID(matter.id),
        }  # fmt: skip
        return text

    def record(self, decision: Decision, paper: Paper | None) -> Matter:
        after = decision.after
        erasing = decision.step.effect is Effect.ERASE
        if erasing:
            decision = replace(decision, entry=replace(decision.entry, refs=order(self.records.catalogue, decision.before)))
        written = append(decision.entry, prev=self._prev(decision))
        self._hashes[after.id] = written.hash
        project(decision, after, paper, written, self.records, self.rules)
        self._keep_number(written)
        self._keep_void(decision, after)
        if erasing:
            carry_out(decision.entry.refs, written.entry_id, after.org)
        self.records.remember(after)
        self.entries.append(written)
        return after

    def _free(self, org: str, prefix: str, year: int, blocks: list[range]) -> int:
        """The next number of a series that lies in no block and is not taken."""
        n = self._next(org, prefix, year, used_before(self.records, prefix, year) + 1)
        while outside(n, blocks) != n or self._used(org, prefix, year, n):
            n = self._next(org, prefix, year, outside(n, blocks))
        return n

    def _next(self, org: str, prefix: str, year: int, least: int) -> int:
        """The next number of a series, at least this; the counter's row is locked until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [org, prefix, year, least + 1])
            return int(cursor.fetchone()[0]) - 1

    def _used(self, org: str, prefix: str, year: int, n: int) -> bool:
        return models.NumberTaken.objects.filter(org=org, prefix=prefix, year=year, n=n).exists()

    def _prev(self, decision: Decision) -> str | None:
        return "" if decision.entry.seq == 0 else self._hashes.get(decision.entry.matter)

    def _keep_void(self, decision: Decision, after: Matter) -> None:
        """A step that derives the fact ``voided`` leaves the matter's numbers taken, marked void with its reason."""
        if after.get("voided") is True and decision.before.get("voided") is not True:
            taken = models.NumberTaken.objects.filter(org=after.org, matter=uuid.UUID(after.id))
            taken.update(voided=True, reason=void_reason(decision.step, after))

    def _keep_number(self, written: AppendResult) -> None:
        if self._taken is not None:
            taken, self._taken = self._taken, None
            direct.insert(models.NumberTaken, {**taken, "entry_id": written.entry_id})
