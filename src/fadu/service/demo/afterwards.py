"""What the year left open and the first months of the next one closed: late fines, agreements performed, a clue answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fadu.service.demo.acts import Act, at
from fadu.service.demo.disputes import disputes
from fadu.service.demo.penalties import OPEN, decisions
from fadu.service.demo.people import CADRES

PAID_ON = (date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 5))


def plan(seed: int) -> list[Act]:
    return [*_fines(seed), *_agreements(seed), *_blocks()]


def _fines(seed: int) -> Iterator[Act]:
    """Two of the open fines come in within their time; the third is overdue by then and paid after a call."""
    still_open = [d for d in decisions(seed) if d.paid == OPEN]
    for d, on in zip(still_open, PAID_ON, strict=True):
        if on.month == 1:
            yield Act(at=at(on, 14), by=("shouju",), step="pay", matter=d.name, fields={"channel_paid": "电子支付"})
        else:
            yield Act(
                at=at(on, 14),
                by=("shouju",),
                step="pay",
                matter=d.name,
                child="penalty.payment",
                fields={"paid_fen": d.fen, "channel_paid": "银行"},
            )


def _agreements(seed: int) -> Iterator[Act]:
    """The agreements that ran over the year are performed; of one the parties are told the way to court."""
    for n, d in enumerate(d for d in disputes(seed) if not d.performed):
        by = CADRES[d.village - 1].id if not d.at_town else "tiaojie"
        on = date(2026, 1, 8 + n) if n < 2 else date(2026, 3, 2 + n)
        if n == 4:
            yield Act(at=at(on, 10), by=(by,), step="default", matter=d.name, fields={
                "performed_note": "约定的期限已过，经催促仍未履行", "default_way": "告知起诉"})  # fmt: skip
        else:
            yield Act(at=at(on, 10), by=(by,), step="perform", matter=d.name, fields={"performed_note": "已按协议期限履行，双方无异议"})
        yield Act(at=at(date(2026, 4, 8), 10, n), by=("danganyuan",), step="close", matter=d.name)


def _blocks() -> Iterator[Act]:
    """What was left of the old year's form blocks is taken back."""
    for n, series in enumerate(("涪公（同乐）当罚", "同乐府当罚")):
        yield Act(
            at=at(date(2026, 1, 7), 10, n),
            by=("duizhang",),
            step="close",
            matter=f"block-{series}-2025",
            fields={"closing_note": "剩余空白文书已收回"},
        )
