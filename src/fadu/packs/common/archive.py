"""A closed file goes to the archive (归档): its number there, and how long it is kept: as the rule says, or longer and for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from fadu.kernel.citation import cite_all
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Answer, Gate, Situation, gate, missing
from fadu.kernel.procedure import Derivation, NeededWhen, Step
from fadu.kernel.timelimit import TimeLimit
from fadu.packs.common.laws import ARCHIVES

AS_RULED, FOR_EVER, OTHER_YEARS = "按规定的期限", "永久", "另定年数"

ARCHIVE_FIELDS = (
    Field(name="archive_no", label="档案号", example="ZF·2025·0017"),
    Field(name="keeping", label="保管期限", kind=Kind.CHOICE, choices=(AS_RULED, FOR_EVER, OTHER_YEARS), example=AS_RULED,
          help="规定的期限随案卷种类而定，年数和依据印在案卷封面上；另定的写明理由，不得短于规定"),
    Field(name="keeping_years", label="另定的年数", kind=Kind.COUNT, example=50),
    Field(name="keeping_reason", label="另定期限的理由", kind=Kind.NOTE, example="涉及土地权属，今后可能查证"),
    Field(name="kept_for", label="保管年限"),
    Field(name="archived_on", label="归档日期", kind=Kind.DATE),
)  # fmt: skip
_NEEDED = (
    NeededWhen("keeping_years", "keeping", (OTHER_YEARS,)),
    NeededWhen("keeping_reason", "keeping", (FOR_EVER, OTHER_YEARS)),
)


def ruled(rule: TimeLimit) -> str:
    """The rule's own term in words: 30年."""
    return f"{rule.length}年"


def ground(rule: TimeLimit) -> str:
    """Where the term comes from, and what is still to be said of that source."""
    return cite_all(rule.basis) + (f"（{rule.source}）" if rule.source else "")


def archiving(source: Sequence[str], limit: str) -> Step:
    """The step that archives a file of this kind; ``limit`` is the law row that says how many years it is kept."""
    return Step(
        id="archive", label="归档", source=tuple(source), to=None, roles=("archive_keeper", "enforcement_head"), basis=(ARCHIVES(13),),
        fields=("archive_no", "keeping"), optional=("keeping_years", "keeping_reason"), needed=_NEEDED, gates=(_long_enough(limit),),
        derives=_archived(limit), derived=("kept_for", "archived_on"), consequence="档案号、保管期限和归档日期印在案卷封面上。",
    )  # fmt: skip


def _long_enough(limit: str) -> Gate:
    @gate(
        "kept_long_enough",
        "保管期限不短于规定",
        on_form=True,
        needs=("keeping_years",),
        basis=(ARCHIVES(13),),
        refusal="另定的{asked}年短于规定的{ruled}",
        remedy="改为规定的期限或者更长；规定的年数有误的，由司法所核对保管期限的规则",
    )
    def kept_long_enough(s: Situation) -> Answer:
        years, rule = s.get("keeping_years"), s.rules.limit(limit, s.on, s.matter.org)
        enough = s.get("keeping") != OTHER_YEARS or not isinstance(years, int) or years >= rule.length
        return enough or missing(asked=years, ruled=ruled(rule))

    return kept_long_enough


def _archived(limit: str) -> Derivation:
    def found(s: Situation) -> dict[str, Value]:
        terms = {AS_RULED: ruled(s.rules.limit(limit, s.on, s.matter.org)), FOR_EVER: FOR_EVER}
        return {"kept_for": terms.get(str(s.get("keeping")), f"{s.get('keeping_years') or ''}年"), "archived_on": s.on}

    return found
