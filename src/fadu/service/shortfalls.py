"""What the records say against the town itself: limits passed, gates passed with a reason, attempts refused, transfers returned.

Offered for the report's part on shortcomings as figures like any other, with the matters behind them. It names no person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from fadu.kernel.indicator import Figure, Indicator, Period, Split
from fadu.kernel.period import TimeLimit
from fadu.packs import catalogue
from fadu.service.clock import CHINA
from fadu.service.rules import rulebook
from fadu.store.models import AccessRecord, DueDate, JournalEntry, Milestone
from fadu.store.project import binds_office

QUALITY_PREFIX = "quality."
_SOURCE = "本系统计数规则"
_NO_OVERRIDE = b'"overrides":{}'
_TRANSFERS = ("referral", "transfer")

ENDED_LATE = Indicator(code="quality.ended_late", label="逾期后办结的期限", unit="项", source=_SOURCE,
                       rule="当年办结、办结日晚于届满日的办理期限，每项期限计一项；约束当事人的期限不计")  # fmt: skip
OVERDUE = Indicator(code="quality.overdue", label="年末逾期未结的期限", unit="项", source=_SOURCE,
                    rule="期末已届满而没有办结、没有中止的办理期限，每项期限计一项；约束当事人的期限不计")  # fmt: skip
OVERRIDDEN = Indicator(code="quality.overridden", label="说明理由后放行的关口", unit="次", source=_SOURCE,
                       rule="当年办理时未满足条件、写明理由后继续办理的次数，每一步每个关口计一次")  # fmt: skip
REFUSED = Indicator(code="quality.refused", label="被拒绝的办理", unit="次", source=_SOURCE,
                    rule="当年因不符合规定被系统拒绝的办理，每次提交计一次；没有形成业务记录")  # fmt: skip
RETURNED = Indicator(code="quality.returned", label="被退回的移送", unit="件", source=_SOURCE,
                     rule="当年移送、转办后被接收单位退回的事项")  # fmt: skip


def shortfalls(org: str, period: Period) -> dict[str, tuple[Indicator, Figure]]:
    """Code → definition and figure, nil ones included."""
    found = (
        _limits(ENDED_LATE, org, period, _ended_late(org, period)), _limits(OVERDUE, org, period, _overdue(org, period)),
        (OVERRIDDEN, _figure(OVERRIDDEN, org, period, _overridden(org, period))), (REFUSED, _figure(REFUSED, org, period, _refused(org, period))),
        (RETURNED, _figure(RETURNED, org, period, _returned(org, period))),
    )  # fmt: skip
    return {definition.code: (definition, figure) for definition, figure in found}


def _figure(definition: Indicator, org: str, period: Period, behind: Sequence[str]) -> Figure:
    return Figure(
        code=definition.code, label=definition.label, unit=definition.unit, value=len(behind), period=period, org=org,
        behind=tuple(b for b in behind if b),
    )  # fmt: skip


def _limits(definition: Indicator, org: str, period: Period, due: Iterable[tuple[str, str]]) -> tuple[Indicator, Figure]:
    """A figure of (matter, limit label) pairs with a part for every limit."""
    pairs = list(due)
    labels = sorted({label for _, label in pairs})
    split = Split("limit", "期限", "limit", tuple((label, (label,)) for label in labels))
    whole = _figure(definition, org, period, [m for m, _ in pairs])
    parts = {f"limit.{label}": _figure(definition, org, period, [m for m, told in pairs if told == label]) for label in labels}
    made = Figure(
        code=whole.code, label=whole.label, unit=whole.unit, value=whole.value, period=period, org=org, behind=whole.behind, parts=parts
    )
    return _with_split(definition, split), made


def _with_split(definition: Indicator, split: Split) -> Indicator:
    return Indicator(
        code=definition.code, label=definition.label, unit=definition.unit, rule=definition.rule, source=definition.source, splits=(split,)
    )


def _ended_late(org: str, period: Period) -> list[tuple[str, str]]:
    return _ours(DueDate.objects.filter(org=org, ended_late=True, ended_on__gte=period.first, ended_on__lte=period.last))


def _overdue(org: str, period: Period) -> list[tuple[str, str]]:
    """Past and unended on the last day. A matter closed by then is not open work; a pause is taken as it stands now."""
    unended = Q(ended_on__isnull=True) | Q(ended_on__gt=period.last)
    still = Q(matter__closed_on__isnull=True) | Q(matter__closed_on__gt=period.last)
    return _ours(DueDate.objects.filter(unended, still, org=org, due_on__lt=period.last, paused=False))


def _ours(rows: QuerySet[DueDate]) -> list[tuple[str, str]]:
    """(matter, limit label) of limits that bind the office."""
    rules = rulebook()
    found, known = [], dict[tuple[str, date], TimeLimit]()
    for matter, limit, started_on, org in rows.order_by("due_on", "id").values_list("matter_id", "limit", "started_on", "org"):
        if (limit, started_on) not in known:
            known[limit, started_on] = rules.find_limit(limit, started_on, org) or rules.limits[limit][0]
        rule = known[limit, started_on]
        if binds_office(rule):
            found.append((str(matter), rule.label))
    return found


def _overridden(org: str, period: Period) -> list[str]:
    """The matter of every gate passed with a reason, in the order of the journal."""
    contains = "position(%s in envelope)" if connection.vendor == "postgresql" else "instr(envelope, %s)"
    first, last = _bounds(period)
    rows = JournalEntry.objects.filter(org=org, at__gte=first, at__lt=last).extra(where=[f"{contains} = 0"], params=[_NO_OVERRIDE])  # noqa: S610  our own text
    return [str(e.matter) for e in rows.order_by("id") for _ in json.loads(bytes(e.envelope))["overrides"]]


def _refused(org: str, period: Period) -> list[str]:
    """The matter of every refused attempt; '' when it would have opened one."""
    first, last = _bounds(period)
    rows = AccessRecord.objects.filter(org=org, act="refused", at__gte=first, at__lt=last)
    return [str(m or "") for m in rows.order_by("at", "id").values_list("matter", flat=True)]


def _returned(org: str, period: Period) -> list[str]:
    names = [p.name for p in catalogue().procedures if p.name.rsplit(".", 1)[-1] in _TRANSFERS]
    rows = Milestone.objects.filter(org=org, procedure__in=names, state="returned", reached=True, on__gte=period.first, on__lte=period.last)
    return [str(m) for m in dict.fromkeys(rows.order_by("on", "entry_id").values_list("matter_id", flat=True))]


def _bounds(period: Period) -> tuple[datetime, datetime]:
    first = datetime.combine(date(period.first.year, period.first.month, period.first.day), time(), CHINA)
    return first, datetime.combine(period.last + timedelta(days=1), time(), CHINA)
