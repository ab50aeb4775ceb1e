"""Lists of points that a form shows already written, so that a reviewer answers them and types none of them.

The points are the packs' own; whether all were answered is judged by the gate of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fadu.kernel.field import Value
from fadu.packs.common.legal_review import CHECKLIST
from fadu.packs.legal_counsel.review_matters import POINTS

Facts = Mapping[str, Value]
_POINTS: dict[tuple[str, str], Callable[[Facts], tuple[str, ...]]] = {
    ("common.legal_review", "review_checklist"): lambda facts: CHECKLIST,
    ("legal_counsel.legality_review", "checklist"): lambda facts: POINTS.get(str(facts.get("subject")), ()),
}  # fmt: skip


def checklists(procedure: str, facts: Facts) -> dict[str, list[dict[str, str]]]:
    """Field → rows to begin with, for the fields of this procedure that are checklists and have no answer yet."""
    return {
        field: [{"point": point} for point in points(facts)]
        for (name, field), points in _POINTS.items()
        if name == procedure and not facts.get(field)
    }  # fmt: skip
