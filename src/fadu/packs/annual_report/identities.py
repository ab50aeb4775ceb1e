"""Identities between yearly outputs: the same figure told twice must be the same, and parts must add up.

Each prints both sides. An identity whose figures are not all counted yet says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fadu.kernel.field import yuan
from fadu.kernel.indicator import SHARE, Indicator, Measure, Split
from fadu.packs.annual_report.stand_ins import Term, figure_for
from fadu.packs.annual_report.text import Row, Rows, frozen


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the figures on the left equals that on the right, less those ``less``."""

    label: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    less: tuple[Term, ...] = ()
    #: A strict one stops adoption; another asks the drafter to say where the difference went.
    strict: bool = True
    #: The left is a part of the right: it may be smaller.
    within: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.left, *self.right, *self.less)

    def broken(self, rows: Mapping[Term, Row]) -> str:
        """Both sides in words when they differ; '' when they agree or cannot be compared."""
        found = {term: row for term in self.terms if (row := figure_for(term, rows)) is not None}
        if len(found) < len(set(self.terms)):
            return ""
        left, right, less = (sum(found[t]["value"] for t in side) for side in (self.left, self.right, self.less))
        if left == right - less or (self.within and left < right - less):
            return ""
        said = _said(self.right, found) + "".join(f"－{_one(found[t])}" for t in self.less)
        return f"{self.label}：{_said(self.left, found)} {'＞' if self.within else '≠'} {said}"

    def apart(self, rows: Mapping[Term, Row], behind: Mapping[Term, Collection[str]]) -> list[str]:
        """The records that stand behind one side only (of a part: behind it and not behind its whole). ``behind`` is by figure."""
        left, right = (
            {r for row in self._found(terms, rows) for r in behind.get(_place(row), ())} for terms in (self.left, (*self.right, *self.less))
        )
        return sorted(left - right if self.within else left ^ right)

    @staticmethod
    def _found(terms: tuple[Term, ...], rows: Mapping[Term, Row]) -> list[Row]:
        return [row for term in terms if (row := figure_for(term, rows)) is not None]


def _place(row: Row) -> Term:
    return str(row["code"]), str(row.get("part", ""))


def _said(terms: tuple[Term, ...], rows: Mapping[Term, Row]) -> str:
    return "＋".join(_one(rows[t]) for t in terms)


def _one(row: Row) -> str:
    """A figure with the records behind it, by which the reader finds the ones that make the difference."""
    return f"{row['label']}{row['text']}（{row['behind']}条记录）" if row.get("behind") else f"{row['label']}{row['text']}"


def _t(code: str, part: str = "") -> tuple[Term, ...]:
    return ((code, part),)


_GRANTED_OWN, _GRANTED_ENTRUSTED, _INSPECTIONS = (
    _t("permit.granted", "side.本镇"),
    _t("permit.granted", "side.受委托"),
    _t("inspection.inspections"),
)
_CLEANUP, _ENDED = "normative_documents.cleanup_scope", "normative_documents.disclosure_repealed"

IDENTITIES = (
    Identity("处罚按名义", _t("penalty.decisions"), (*_t("penalty.own_name"), *_t("penalty.entrusted"))),
    Identity("处罚第一表", _t("penalty.own_name"), _t("penalty.t1")),
    Identity("处罚与统计年报", _t("penalty.decisions"), (*_t("penalty.t1"), *_t("penalty.entrusted"))),
    Identity("罚没金额按名义", _t("penalty.amount"), (*_t("penalty.amount", "side.本镇"), *_t("penalty.amount", "side.受委托"))),
    Identity("罚没金额第一表", _t("penalty.amount", "side.本镇"), _t("penalty.t1_amount")),
    Identity("罚没金额与统计年报", _t("penalty.amount"), (*_t("penalty.t1_amount"), *_t("penalty.amount", "side.受委托"))),
    Identity("许可按名义", _t("permit.granted"), (*_GRANTED_OWN, *_GRANTED_ENTRUSTED)),
    Identity("许可与信息公开年报", _t("permit.disclosed"), (*_GRANTED_OWN, *_t("permit.refused", "side.本镇"))),
    Identity("许可受理", _t("permit.accepted"), (*_t("permit.granted"), *_t("permit.refused"), *_t("permit.withdrawn"), *_t("permit.pending")), strict=False),
    Identity("检查与统计年报", _INSPECTIONS, (*_t("inspection.inspections_statistical"), *_t("inspection.duty_sessions"), *_t("inspection.led_to_penalty", "side.本镇"))),
    Identity("清理件数", _t(_CLEANUP), (*_t(_CLEANUP, "result.keep"), *_t(_CLEANUP, "result.revise"), *_t(_CLEANUP, "result.ended"))),
    Identity("废止件数与信息公开年报", _t(_ENDED), (*_t(_CLEANUP, "result.ended"), *_t(_ENDED, "how.replaced")), strict=False),
    Identity("现行有效规范性文件", _t("normative_documents.in_force"), (*_t("normative_documents.in_force_before"), *_t("normative_documents.issued")), less=_t(_ENDED)),
    Identity("依申请公开", (*_t("services.disclosure_new"), *_t("services.disclosure_carried_in")), (*_t("services.disclosure_done"), *_t("services.disclosure_carried_out"))),
    Identity("依申请公开办理结果", _t("services.disclosure_done"), tuple(("services.disclosure_done", f"result.{r}") for r in ("予以公开", "部分公开", "不掌握")), strict=False),
    Identity("专项抽查属于行政检查", _t("random_inspection.special_checks"), _INSPECTIONS, within=True),
    Identity("疑难纠纷属于调解成功", _t("disputes.hard_settled"), _t("disputes.settled"), within=True),
    Identity("顾问调解属于纠纷调解", _t("legal_counsel.mediations"), _t("disputes.accepted"), within=True),
    Identity("抽查发现的隐患属于排查隐患", _t("random_inspection.also_hazards"), _t("hazards.found"), within=True),
    Identity("乡村建设许可与窗口办件", _GRANTED_OWN, _t("services.handled", "item.乡村建设")),
    Identity("纠纷结存", (*_t("disputes.carried_in"), *_t("disputes.accepted")), (*_t("disputes.concluded"), *_t("disputes.pending")), strict=False),
)  # fmt: skip


def broken(rows: Iterable[Row], tables: Iterable[Row] = ()) -> list[str]:
    """Identities that do not hold, and cells of other yearly tables that differ from their figure or from each other."""
    known = frozen(rows)
    return [*(text for _, text in failing(known)), *differing(known, tables)]


def failing(rows: Rows) -> list[tuple[Identity, str]]:
    """The strict identities that do not hold, each with both sides in words."""
    known = frozen(rows)
    return [(identity, text) for identity in IDENTITIES if identity.strict and (text := identity.broken(known))]


def differing(rows: Rows, tables: Iterable[Row]) -> list[str]:
    """Cells that differ from the figure they stand for, or from the same figure in an earlier table.

    ``output`` of a cell names the yearly table it stands in. A cell that names no figure is not compared.
    """
    known, first, said = frozen(rows), dict[Term, Row](), list[str]()
    for cell in (c for c in tables if c.get("code")):
        key = (str(cell["code"]), str(cell.get("part", "")))
        like, other = known.get(key), first.setdefault(key, cell)
        if like is not None and like["value"] != cell["value"]:
            said.append(f"{cell['label']}：{cell.get('output', '统计表')}填{_in_words(cell['value'], like)}，记录为{like['text']}")
        elif like is None and other["value"] != cell["value"]:
            said.append(
                f"{cell['label']}：{other.get('output', '统计表')}填{other['value']}，{cell.get('output', '统计表')}填{cell['value']}"
            )
    return said


def unexplained(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Identities that need not hold, but whose difference a reader will ask about."""
    known = frozen(rows)
    return [text for identity in IDENTITIES if not identity.strict and (text := identity.broken(known))]


def unsound(rows: Iterable[Mapping[str, Any]], definitions: Mapping[str, Indicator]) -> list[str]:
    """Rows that contradict their own definition: a rate above its base, a subset above its whole, parts that do not add up."""
    known = frozen(rows)
    said = [
        f"{r['label']}：分子{r['value']}大于分母{r['base']}"
        for r in known.values()
        if "base" in r and r.get("unit", SHARE) == SHARE and r["value"] > r["base"]
    ]
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
