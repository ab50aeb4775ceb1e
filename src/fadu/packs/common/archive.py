"""A closed file goes to the archive (归档): its number there, and how long it is kept: as the rule says, or longer and for a reason.

Once there it keeps its number and its day; only its term may be settled anew (改定保管期限).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fadu.kernel.citation import cite_all
from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Answer, Gate, Situation, gate, missing
from fadu.kernel.procedure import Derivation, NeededWhen, Step
from fadu.kernel.timelimit import TimeLimit
from fadu.packs.common.laws import ARCHIVES

KEEPERS = ("archive_keeper", "enforcement_head")
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


def archiving(source: Sequence[str], limit: str) -> tuple[Step, Step]:
    """The steps that archive a file of this kind and settle its term anew; ``limit`` is the law row that says how many years it is kept."""
    kept, enough = ("keeping_years", "keeping_reason"), _long_enough(limit)
    return Step(
        id="archive", label="归档", source=tuple(source), to=None, roles=KEEPERS, basis=(ARCHIVES(13),), fields=("archive_no", "keeping"), optional=kept,
        needed=_NEEDED, gates=(not_archived, enough), derives=_archived(limit), derived=("kept_for", "archived_on"),
        consequence="档案号、保管期限和归档日期印在案卷封面上。",
    ), Step(
        id="change_term", label="改定保管期限", source=tuple(source), to=None, roles=KEEPERS, basis=(ARCHIVES(13),), fields=("keeping",), optional=kept,
        needed=_NEEDED, gates=(in_archive, enough), derives=_kept_for(limit), derived=("kept_for",),
        consequence="案卷封面上的保管期限随之改变，档案号和归档日期不变。",
    )  # fmt: skip


def _lies_there(s: Situation) -> date | None:
    """The day on which the file as it was last closed went to the archive; one opened again goes there anew."""
    day, closed = s.matter.get("archived_on"), s.matter.closed_on
    return day if isinstance(day, date) and closed is not None and day >= closed else None


@gate(
    "not_archived",
    "还没有归档",
    moot=True,
    basis=(ARCHIVES(13),),
    refusal="本卷已于{day}归档，档案号{number}",
    remedy="保管期限要改的，办理“改定保管期限”；档案号写错的，办理“更正记录”",
)
def not_archived(s: Situation) -> Answer:
    day = _lies_there(s)
    return day is None or missing(day=day, number=s.matter.get("archive_no"))


@gate("in_archive", "已经归档", moot=True, basis=(ARCHIVES(13),), refusal="本卷还没有归档", remedy="办理“归档”，一并写明保管期限")
def in_archive(s: Situation) -> Answer:
    return _lies_there(s) is not None


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
    kept_for = _kept_for(limit)
    return lambda s: {**kept_for(s), "archived_on": s.on}


def _kept_for(limit: str) -> Derivation:
    def found(s: Situation) -> dict[str, Value]:
        terms = {AS_RULED: ruled(s.rules.limit(limit, s.on, s.matter.org)), FOR_EVER: FOR_EVER}
        return {"kept_for": terms.get(str(s.get("keeping")), f"{s.get('keeping_years') or ''}年")}

    return found
