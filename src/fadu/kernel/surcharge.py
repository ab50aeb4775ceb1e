"""What an unpaid fine grows to (加处罚款): simple daily interest without compounding, up to a cap.

Rate and cap come from the rows of law; which days are frozen is the caller's to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fadu.kernel.calendar import ONE_DAY
from fadu.kernel.period import Interval, merged

_PER_MILLE = 1000


def surcharge_fen(
    principal_fen: int,
    pay_due: date,
    on: date,
    rate_per_mille: int,
    frozen: Sequence[Interval] = (),
    *,
    cap_per_mille: int,
) -> int:
    """The additional fine (加处罚款) owed at the end of ``on``, in fen, rounded down; never above the cap.

    Each day after ``pay_due`` adds ``rate_per_mille`` of the principal; days in ``frozen`` (复议、诉讼期间) add
    nothing. Rate and cap come from the law's rows. Source of law: 《行政处罚法》第七十二条、第七十三条.
    """
    late = (on - pay_due).days
    for stop in merged(frozen):
        late -= max(0, (min(stop.last, on) - max(stop.first, pay_due + ONE_DAY)).days + 1)
    return min(principal_fen * max(0, late) * rate_per_mille, principal_fen * cap_per_mille) // _PER_MILLE
