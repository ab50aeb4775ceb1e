"""Identities between yearly outputs: the same figure told twice must be the same, and parts must add up.

Each prints both sides. An identity whose figures are not all counted yet says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fadu.packs.annual_report.text import frozen

Term = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the figures on the left equals that on the right."""

    label: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    def broken(self, rows: Mapping[Term, Mapping[str, Any]]) -> str:
        """Both sides in words when they differ; '' when they agree or cannot be compared."""
        if any(term not in rows for term in (*self.left, *self.right)):
            return ""
        left, right = (sum(rows[t]["value"] for t in side) for side in (self.left, self.right))
        return "" if left == right else f"{self.label}：{_said(self.left, rows)} ≠ {_said(self.right, rows)}"


def _said(terms: tuple[Term, ...], rows: Mapping[Term, Mapping[str, Any]]) -> str:
    return "＋".join(f"{rows[t]['label']}{rows[t]['value']}" for t in terms)


IDENTITIES = (
    Identity("处罚按名义", (("penalty.decisions", ""),), (("penalty.own_name", ""), ("penalty.entrusted", ""))),
    Identity("清理件数", (("normative_documents.cleanup_scope", ""),),
             (("normative_documents.cleanup_scope", "result.继续有效"), ("normative_documents.cleanup_scope", "result.修订"),
              ("normative_documents.cleanup_scope", "result.废止失效"))),
    Identity("纠纷结存", (("disputes.accepted", ""),), (("disputes.concluded", ""), ("disputes.pending", ""))),
)  # fmt: skip


def broken(rows: Iterable[Mapping[str, Any]], tables: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """Identities that do not hold, and cells of other yearly tables that differ from their figure."""
    known = frozen(rows)
    said = [text for identity in IDENTITIES if (text := identity.broken(known))]
    for cell in tables:
        key = (cell["code"], cell.get("part", ""))
        if key in known and known[key]["value"] != cell["value"]:
            said.append(f"{cell['label']}：统计表填{cell['value']}，记录为{known[key]['value']}")
    return said
