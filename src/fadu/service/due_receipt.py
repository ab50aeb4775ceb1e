"""A due date for the file and for a calendar: the moments of a receipt with their names, and the event of an .ics feed.

Derived from a computed ``Due``: it reads no clock, opens no database and computes no date of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fadu.kernel.calendar import weekday_name
from fadu.kernel.period import Bound, Direction, Unit
from fadu.kernel.timelimit import BEIJING, Due

_LINE = 75  # octets of a line of an .ics file, RFC 5545 §3.1
_REMINDER = "T090000"


@dataclass(frozen=True, slots=True)
class DueNote:
    """What a due date is about: the matter's title, a stable identifier, and where to read more."""

    due: Due
    matter: str
    uid: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One day or instant of a receipt by the name it bears there, and what must be said with it."""

    label: str
    at: date | datetime
    note: str = ""


def moments(due: Due) -> list[Moment]:
    """The start, then what it comes to; the last but for a safe day is the one that answers the question."""
    before = due.rule.direction is Direction.BEFORE
    return [Moment("事件" if before else "起算", due.started, due.rule.start_event), *_answer(due)]


def waits(due: Due) -> bool:
    """Whether it is a period to be waited out, or one that ends by itself: nobody is late for its end."""
    return due.rule.direction is Direction.AT_LEAST or due.rule.bound is Bound.EFFECT


def lapse_word(due: Due) -> str:
    """What to call the consequence of the end."""
    return "期满后果" if waits(due) else "逾期后果"


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


def _answer(due: Due) -> list[Moment]:
    if due.rule.direction is Direction.AT_LEAST:
        return [Moment("期满", due.due), _from_then(due)]
    if due.rule.bound is Bound.EFFECT:
        return [Moment("期满", due.due)]
    last = Moment("最迟" if due.rule.direction is Direction.BEFORE else "届满", due.due)
    rolled = [Moment("名义届满", due.nominal, "遇休息日顺延")] if due.due != due.nominal else []
    safe = [Moment("稳妥", due.safe, _safely(due))] if due.safe != due.due else []
    return [*rolled, last, *safe]


def _from_then(due: Due) -> Moment:
    """When the waiting is over: the next day, or at once for hours."""
    label = "生效" if due.rule.bound is Bound.EFFECT else "最早可办"
    return Moment(label, due.due if isinstance(due.due, datetime) else due.over_on)


def _safely(due: Due) -> str:
    if due.rule.unit is Unit.HOUR:
        return "没有记录时刻，前一日办结可保无误"
    if due.rule.bound is Bound.PARTY:
        return "名义届满日以前的最后一个工作日"
    return "最后一日为休息日，机关的期限不顺延，在此前办结"


def _cautions(due: Due) -> Iterator[str]:
    if due.rule.on_lapse:
        yield f"{lapse_word(due)}：{due.rule.on_lapse}"
    if due.extension:
        yield f"已延长：{due.extension}{due.rule.unit.label}"
    for stop in due.stops:
        yield f"已中止：{_plain(stop.first)}至{_plain(stop.last)}，{stop.name}"
    if due.provisional:
        yield "暂定：所涉年度的放假安排尚未载入，载入后重新计算"


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
        return [f"DTSTART:{_utc(moment)}"]
    return [f"DTSTART;VALUE=DATE:{moment:%Y%m%d}", f"DTEND;VALUE=DATE:{moment + timedelta(days=1):%Y%m%d}"]


def _reminder(due: Due) -> str:
    """Nine in the morning of the safe day; for hours the instant at which they began."""
    if isinstance(due.due, datetime) and isinstance(due.started, datetime):
        return _utc(min(due.started, due.due))
    return _utc(datetime.fromisoformat(f"{due.safe_on:%Y%m%d}{_REMINDER}").replace(tzinfo=BEIJING))


def _described(due: Due) -> str:
    safe = f"；稳妥日期{_plain(due.safe_on)}" if due.safe_on != due.due_on else ""
    return f"{due.rule.length_text}，{due.citation}{safe}" + "".join(f"；{text}" for text in _cautions(due))


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
