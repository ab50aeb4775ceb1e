"""A due date on paper and in a calendar: the receipt a clerk hands over, and the event for an .ics feed.

Pure text from a computed ``Due``: it reads no clock, opens no database and computes no date of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fadu.kernel.calendar import weekday_name
from fadu.kernel.period import Bound, Direction
from fadu.kernel.timelimit import BEIJING, Due, day_of

_LINE = 75  # octets of a line of an .ics file, RFC 5545 §3.1
_REMINDER = "T090000"


@dataclass(frozen=True, slots=True)
class DueNote:
    """What a due date is about: the matter's title, a stable identifier, and where to read more."""

    due: Due
    matter: str
    uid: str
    url: str = ""


def receipt(note: DueNote, organ: str, printed_on: date) -> str:
    """The printable receipt (期限计算单): what is due, when, by which article, and every day counted."""
    due, rule = note.due, note.due.rule
    lines = ["期限计算单", "", f"事项：{note.matter}", f"期限：{rule.label}，{rule.length_text}"]
    lines += [f"依据：{due.citation or '无'}"]
    start = "事件日" if rule.direction is Direction.BEFORE else "起算"
    lines += [f"{start}：{_moment(due.started)}{'，' + rule.start_event if rule.start_event else ''}"]
    lines += [*_answer(due), *_cautions(due), "", "逐日计算："]
    lines += [f"  {day.date}  {'计入' if day.counted else '不计'}  {day.why}" for day in due.days]
    return "\n".join([*lines, "", f"{organ}　{_plain(printed_on)}", ""])


def ics(notes: Sequence[DueNote], stamped_at: datetime, name: str = "办理期限") -> str:
    """An iCalendar text with one event for each due date; ``stamped_at`` is an aware instant.

    Days become all-day events with a reminder on the safe day; hours become an instant. A provisional date is
    marked tentative. Lines end in CRLF and are folded at 75 octets without cutting a character.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fadu//Due dates//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}", "X-WR-TIMEZONE:Asia/Shanghai"]
    for note in notes:
        lines += _event(note, stamped_at)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _answer(due: Due) -> list[str]:
    if due.rule.direction is Direction.BEFORE:
        return [f"最迟：{_moment(due.due)}", *_safely(due)]
    if due.rule.direction is Direction.AT_LEAST:
        after = "生效" if due.rule.bound is Bound.EFFECT else "最早可办"
        return [f"期满：{_moment(due.due)}", f"{after}：{_plain(due.over_on)}"]
    if due.rule.bound is Bound.EFFECT:
        return [f"期满：{_moment(due.due)}"]
    rolled = [f"计算所得：{_moment(due.nominal)}，遇休息日顺延"] if due.due != due.nominal else []
    return [*rolled, f"届满：{_moment(due.due)}", *_safely(due)]


def _safely(due: Due) -> list[str]:
    if due.rule.bound is Bound.PARTY or due.safe == due.due:
        return []
    return [f"稳妥：{_moment(due.safe)}前办结（届满日为休息日，机关的期限不顺延）"]


def _cautions(due: Due) -> Iterator[str]:
    if due.rule.on_lapse:
        yield f"逾期后果：{due.rule.on_lapse}"
    if due.extension:
        yield f"已延长：{due.extension}{due.rule.unit.label}"
    for stop in due.stops:
        yield f"已中止：{_plain(stop.first)}至{_plain(stop.last)}，{stop.name}"
    if due.provisional:
        yield "暂定：所涉年度的放假安排尚未公布，公布后重新计算"


def _event(note: DueNote, stamped_at: datetime) -> list[str]:
    due = note.due
    lines = ["BEGIN:VEVENT", f"UID:{_escaped(note.uid)}", f"DTSTAMP:{_utc(stamped_at)}", *_when(due.due)]
    lines += [f"SUMMARY:{_escaped(due.rule.label + '：' + note.matter)}", f"DESCRIPTION:{_escaped(_described(due))}"]
    lines += [f"STATUS:{'TENTATIVE' if due.provisional else 'CONFIRMED'}", "TRANSP:TRANSPARENT"]
    lines += [f"URL:{note.url}"] if note.url else []
    lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(due.rule.label)}"]
    return [*lines, f"TRIGGER;VALUE=DATE-TIME:{_reminder(due)}", "END:VALARM", "END:VEVENT"]


def _when(moment: date | datetime) -> list[str]:
    if isinstance(moment, datetime):
        return [f"DTSTART:{_utc(moment)}", f"DTEND:{_utc(moment)}"]
    return [f"DTSTART;VALUE=DATE:{moment:%Y%m%d}", f"DTEND;VALUE=DATE:{moment + timedelta(days=1):%Y%m%d}"]


def _reminder(due: Due) -> str:
    """Nine in the morning of the safe day; for hours the instant at which they began."""
    if isinstance(due.due, datetime) and isinstance(due.started, datetime):
        return _utc(min(due.started, due.due))
    return _utc(datetime.fromisoformat(f"{due.safe_on:%Y%m%d}{_REMINDER}").replace(tzinfo=BEIJING))


def _described(due: Due) -> str:
    safe = f"；稳妥日期{_plain(due.safe_on)}" if due.safe_on != due.due_on else ""
    return f"{due.rule.length_text}，{due.citation}{safe}" + "".join(f"；{text}" for text in _cautions(due))


def _moment(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return _plain(moment)
    local = moment.astimezone(BEIJING) if moment.tzinfo else moment
    return f"{_plain(day_of(moment))}{local.hour}时{local.minute:02d}分"


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{weekday_name(day)}）"


def _utc(moment: datetime) -> str:
    """An instant of an .ics file; one without zone is Beijing time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    return f"{aware.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, quoted in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, quoted)
    return text


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets; each part after the first begins with a space."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
