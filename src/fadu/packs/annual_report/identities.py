"""Identities between yearly outputs: the same figure told twice must be the same, and parts must add up.

Each prints both sides. An identity whose figures are not all counted yet says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fadu.kernel.field import yuan
from fadu.kernel.indicator import Indicator, Measure, Split
from fadu.packs.annual_report.text import frozen

Term = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the figures on the left equals that on the right."""

    label: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    #: A strict one stops adoption; another asks the drafter to say where the difference went.
    strict: bool = True

    def broken(self, rows: Mapping[Term, Mapping[str, Any]]) -> str:
        """Both sides in words when they differ; '' when they agree or cannot be compared."""
        if any(term not in rows for term in (*self.left, *self.right)):
            return ""
        left, right = (sum(rows[t]["value"] for t in side) for side in (self.left, self.right))
        return "" if left == right else f"{self.label}：{_said(self.left, rows)} ≠ {_said(self.right, rows)}"


def _said(terms: tuple[Term, ...], rows: Mapping[Term, Mapping[str, Any]]) -> str:
    return "＋".join(f"{rows[t]['label']}{rows[t]['text']}" for t in terms)


IDENTITIES = (
    Identity("处罚按名义", (("penalty.decisions", ""),), (("penalty.own_name", ""), ("penalty.entrusted", ""))),
    Identity("清理件数", (("normative_documents.cleanup_scope", ""),),
             (("normative_documents.cleanup_scope", "result.继续有效"), ("normative_documents.cleanup_scope", "result.修订"),
              ("normative_documents.cleanup_scope", "result.废止失效"))),
    Identity("纠纷结存", (("disputes.carried_in", ""), ("disputes.accepted", "")), (("disputes.concluded", ""), ("disputes.pending", "")), strict=False),
    Identity("依申请公开", (("services.disclosure_new", ""), ("services.disclosure_carried_in", "")), (("services.disclosure_done", ""), ("services.disclosure_carried_out", ""))),
    Identity("许可受理", (("permit.accepted", ""),), (("permit.granted", ""), ("permit.refused", ""), ("permit.withdrawn", ""), ("permit.pending", "")), strict=False),
    Identity("罚没金额按名义", (("penalty.amount", ""),), (("penalty.amount", "side.本镇"), ("penalty.amount", "side.受委托"))),
    Identity("处罚第一表", (("penalty.own_name", ""),), (("penalty.t1", ""),)),
    Identity("处罚与统计年报", (("penalty.decisions", ""),), (("penalty.t1", ""), ("penalty.entrusted", ""))),
    Identity("罚没金额与统计年报", (("penalty.amount", ""),), (("penalty.t1_amount", ""), ("penalty.amount", "side.受委托"))),
    Identity("废止件数与信息公开年报", (("normative_documents.disclosure_repealed", "how.repealed"), ("normative_documents.disclosure_repealed", "how.lapsed")),
             (("normative_documents.cleanup_scope", "result.ended"),), strict=False),
    Identity("罚没金额第一表", (("penalty.amount", "side.本镇"),), (("penalty.t1_amount", ""),)),
)  # fmt: skip


def broken(rows: Iterable[Mapping[str, Any]], tables: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """Identities that do not hold, and cells of other yearly tables that differ from their figure."""
    known = frozen(rows)
    said = [text for identity in IDENTITIES if identity.strict and (text := identity.broken(known))]
    for cell in tables:
        key = (cell["code"], cell.get("part", ""))
        if key in known and known[key]["value"] != cell["value"]:
            said.append(f"{cell['label']}：统计表填{_in_words(cell['value'], known[key])}，记录为{known[key]['text']}")
    return said


def unexplained(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Identities that need not hold, but whose difference a reader will ask about."""
    known = frozen(rows)
    return [text for identity in IDENTITIES if not identity.strict and (text := identity.broken(known))]


def unsound(rows: Iterable[Mapping[str, Any]], definitions: Mapping[str, Indicator]) -> list[str]:
    """Rows that contradict their own definition: a rate above its base, a subset above its whole, parts that do not add up."""
    known = frozen(rows)
    said = [f"{r['label']}：分子{r['value']}大于分母{r['base']}" for r in known.values() if "base" in r and r["value"] > r["base"]]
    for code, definition in definitions.items():
        whole = known.get((code, ""))
        if whole is None or definition.measure is Measure.RATE:
            continue
        around = known.get((definition.within, "")) if definition.within else None
        if around and around.get("unit") == whole.get("unit") and around["value"] < whole["value"]:
            said.append(f"{whole['label']}{whole['text']}大于所属的{around['label']}{around['text']}")
        said += [text for split in definition.splits if (text := _unbalanced(whole, split, known))]
    return said


def _unbalanced(whole: Mapping[str, Any], split: Split, known: Mapping[Term, Mapping[str, Any]]) -> str:
    parts = [known.get((whole["code"], f"{split.id}.{key}")) for key, _ in split.parts]
    if any(p is None for p in parts):
        return ""
    total = sum(p["value"] for p in parts if p)
    wrong = total > whole["value"] or (split.closed and total != whole["value"])
    return f"{whole['label']}{whole['text']}，按{split.label}分项相加为{_in_words(total, whole)}" if wrong else ""


def _in_words(value: int, like: Mapping[str, Any]) -> str:
    """A value as the figure beside it prints: money in yuan."""
    return yuan(value) if like.get("unit") == "元" else str(value)
