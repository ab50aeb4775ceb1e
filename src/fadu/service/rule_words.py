"""The town's own wording of counting rules laid over the rules that are printed. Reads only; what is counted stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fadu.kernel.field import chinese_day
from fadu.kernel.indicator import Indicator
from fadu.packs import catalogue
from fadu.store.models import RegisterRow
from fadu.store.records import row_of

_REGISTER = "rule_texts"


def with_own_texts(org: str, until: date, known: Mapping[str, Indicator], entries_before: int = 0) -> dict[str, Indicator]:
    """The rules with the town's own words where it has some on day ``until``; as of a journal entry when one is given."""
    if _REGISTER not in catalogue().registers:
        return dict(known)
    stored = RegisterRow.objects.filter(org=org, register=_REGISTER, since__lte=until, until__gte=until, key__in=list(known)).order_by(
        "since", "id"
    )
    if entries_before:
        stored = stored.exclude(entry_id__gte=entries_before)
    said = {r.key: row_of(r, catalogue().registers[_REGISTER]) for r in stored}
    return {
        code: _worded(d, said[code].get("text"), said[code].get("version"), said[code].get("source")) if code in said else d
        for code, d in known.items()
    }


def _worded(definition: Indicator, text: object, version: object, source: object) -> Indicator:
    since = f"（{chinese_day(version)}起施行）" if isinstance(version, date) else ""
    return replace(definition, rule=f"{text}{since}", source=str(source or definition.source))
