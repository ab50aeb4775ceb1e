"""Which numbers of a pre-numbered block decisions already bear. It reads matters by procedure name and takes none."""

from __future__ import annotations

from fadu.kernel.docnumber import parse_number
from fadu.kernel.gate import Situation

ON_THE_SPOT = "penalty.summary"


def used_ordinals(s: Situation) -> set[int]:
    """The ordinals of on-the-spot decisions in the block's series and year."""
    series, year = str(s.get("series") or ""), s.get("block_year")
    parsed = (parse_number(n) for m in s.records.matters(ON_THE_SPOT) for n in m.numbers.values())
    return {n for p in parsed if p is not None for prefix, found, n in (p,) if prefix == series and found == year}
