"""A ledger held in memory, for worked examples and kernel tests. It keeps the order and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from fadu.kernel.decide import Decision
from fadu.kernel.docnumber import NumberRequest, allotted, format_number, not_allotted, outside, used_before
from fadu.kernel.finding import Refusal
from fadu.kernel.indicator import Happening
from fadu.kernel.instrument import Paper
from fadu.kernel.matter import Matter
from fadu.kernel.pack import Register
from fadu.kernel.records import MemoryRecords
from fadu.kernel.register import RowChange, rows_written


@dataclass(slots=True)
class MemoryLedger:
    """Records decisions into ``records``; ``town`` is the short name printed in document numbers."""

    records: MemoryRecords
    town: str = "同乐"
    registers: Mapping[str, Register] = field(default_factory=dict)
    counters: Counter[tuple[str, int]] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    def number(self, request: NumberRequest, matter: Matter) -> str | Refusal:
        """The next number of the series outside allotted blocks, or the one on the form; a refusal where that cannot be."""
        prefix = request.prefix.format(town=self.town)
        blocks = allotted(self.records, prefix, request.year)
        n = request.fixed or self._next(prefix, request.year, blocks)
        number = format_number(prefix, request.year, n, ordinal=request.ordinal)
        if request.fixed and not any(n in block for block in blocks):
            return not_allotted(number)
        if number in self.taken:
            return Refusal("number", f"号码{number}已使用", "核对纸质号段，换用未使用的号码")
        self.taken.add(number)
        return number

    def _next(self, prefix: str, year: int, blocks: list[range]) -> int:
        last = max(self.counters[prefix, year], used_before(self.records, prefix, year))
        n = self.counters[prefix, year] = outside(last + 1, blocks)
        return n

    def record(self, decision: Decision, paper: Paper | None) -> Matter:
        """Keep the decision, its paper and the register rows it writes; the matter after it."""
        after = decision.after
        self.records.held[after.id] = after
        self.decisions.append(decision)
        if paper:
            self.papers.append(paper)
        for change in rows_written(decision.step, after, decision.entry.on, self.registers):
            self._write(change)
        return after

    def _write(self, change: RowChange) -> None:
        """End the row it replaces the day before (or on the day named), then add the new one."""
        new, rows = change.row, self.records.register_rows
        last = new.until if change.ends else new.since - timedelta(days=1)
        for i, old in enumerate(rows):
            if (old.register, old.key) == (new.register, new.key) and old.in_force(new.since):
                rows[i] = replace(old, until=last)
        if not change.ends:
            rows.append(new)

    def happenings(self) -> list[Happening]:
        """Every entry as counting sees it, with facts as they stand now."""
        return [_happening(d, self.records.held[d.entry.matter]) for d in self.decisions]


def _happening(decision: Decision, now: Matter) -> Happening:
    e = decision.entry
    return Happening(
        matter=e.matter, procedure=e.procedure, step=e.step, state=e.state, on=e.on, org=e.org, seq=e.seq,
        village=now.village, facts=now.facts, annulled=now.annulled is not None,
    )  # fmt: skip
