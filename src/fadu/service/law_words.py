"""A row of law in plain Chinese: its value, whom it binds, when it holds, how far it is checked, who may set it otherwise.

Words only; which row holds is the rulebook's to say.
"""

from __future__ import annotations

from datetime import date, timedelta

from fadu.kernel.field import chinese_day, yuan
from fadu.kernel.period import Bound, Direction, TimeLimit
from fadu.kernel.rulebook import Amount, Rulebook, Statute
from fadu.law.checks import AMOUNT_UNITS

_BOUND = {
    Bound.PARTY: "当事人", Bound.AGENCY: "行政机关", Bound.OFFICER: "执法人员", Bound.EFFECT: "期满自行发生效力",
}  # fmt: skip
_DIRECTION = {Direction.AT_MOST: "以内", Direction.AT_LEAST: "以上", Direction.BEFORE: "以前"}
_LEVEL = {"nation": "地方不得另定", "city": "省、市可以另定", "district": "区县可以另定", "town": "乡镇可以另定"}


def value_of(row: TimeLimit | Amount) -> str:
    """What the number is, with its unit and direction: 7个工作日以内, 5年 for what ends by itself, 200元, 5%."""
    if isinstance(row, Amount):
        return _amount(row)
    if row.fixed:
        return f"{row.length_text}前"
    ends_by_itself = row.bound is Bound.EFFECT and row.direction is Direction.AT_MOST
    direction = "" if ends_by_itself or not row.length else _DIRECTION[row.direction]
    return f"{row.length_text}{direction}{'，中间须隔满' if row.full_days_between else ''}"


def bound_of(row: TimeLimit) -> str:
    """Whom the limit binds."""
    return _BOUND[row.bound]


def extension_of(row: TimeLimit) -> str:
    """By how much it may be extended and on whose word; 不得延长 where it may not."""
    if not row.extension and not row.open_ended:
        return "不得延长"
    more = (
        f"至多{row.extension}{row.unit.label}"
        if not row.open_ended
        else f"先{row.extension}{row.unit.label}，确有必要可再延"
        if row.extension
        else "可以延长，未定上限"
    )
    return f"{more}（{row.extended_by}）" if row.extended_by else more


def stops_of(row: TimeLimit, book: Rulebook) -> str:
    """The causes that stop it, by their Chinese names; 不因任何事由中止 where there is none."""
    return "、".join(book.causes.get(cause, cause) for cause in row.suspended_by) or "没有法定的中止事由"


def open_to(row: TimeLimit | Amount) -> str:
    """Which level may set a number of its own."""
    return _LEVEL[row.open_to]


def trust_of(row: TimeLimit | Amount | Statute) -> str:
    """How far to rely on the row: 已核 with the day, 未核, or a default that no law gives."""
    if getattr(row, "default", False):
        return "默认值，法律未规定"
    return f"已核（{chinese_day(row.verified_on)}）" if row.verified and row.verified_on else "未核"


def force_of(since: date | None, until: date | None) -> str:
    """From when to when it holds; both days included."""
    if since is None and until is None:
        return "未载明"
    first = f"{chinese_day(since)}起" if since else ""
    return f"{first}，至{chinese_day(until)}止" if until and first else first or f"至{chinese_day(until)}止"  # type: ignore[arg-type]


def standing_on(row: Statute | TimeLimit | Amount, on: date) -> str:
    """现行, 尚未施行 or 已失效 on that day."""
    if row.since and on < row.since:
        return "尚未施行"
    return "已失效" if row.until and row.until < on else "现行"


def followed_by(row: Statute, book: Rulebook) -> list[Statute]:
    """The statutes that replaced this version: those that name it, and the next version under the same short title."""
    named = [s for rows in book.statutes.values() for s in rows if row.short in s.replaces]
    later = [s for s in book.statutes.get(row.short, ()) if row.until and s.since == row.until + timedelta(days=1)]
    return list(dict.fromkeys([*later, *named])) if row.until else []


def _amount(row: Amount) -> str:
    if row.unit == "fen":
        return f"{yuan(row.value)}元"
    if row.unit in ("ratio_bp", "per_mille"):
        scale = 100 if row.unit == "ratio_bp" else 10
        return f"{row.value // scale}%" if row.value % scale == 0 else f"{row.value / scale:g}%"
    return f"{row.value}{AMOUNT_UNITS[row.unit]}"
