"""Words and marks that templates need: days, money, articles, whole document numbers, our own icons.

Filters only print what they are given; nothing here looks anything up or judges law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from fadu.kernel.calendar import weekday_name
from fadu.kernel.citation import cite_all
from fadu.kernel.field import chinese_day
from fadu.kernel.field import yuan as yuan_text
from fadu.web.marks import mark_svg, seal_svg

register = template.Library()

_KEPT = re.compile(
    r"《[^》]{1,60}》(?:第[零一二三四五六七八九十百千]+条)?(?:第[一二三四五六七八九十]+款)?|(?:[^\s，。；、（）()《]{1,6}（[^\s（）]{1,4}）)?[^\s，。；、（(《]{0,8}〔\d{4}〕\d+号"
)
_LEFT_WORDS = {"late": "已超期", "paused": "已中止", "done": "已办结"}


@register.filter
def day(value: date | datetime | None) -> str:
    """2025年3月6日（周四）; empty for None."""
    on = _local_day(value)
    return f"{chinese_day(on)}（{weekday_name(on)}）" if on else ""


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """2025年3月6日, for running text that has no room for the weekday."""
    on = _local_day(value)
    return chinese_day(on) if on else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """周四."""
    on = _local_day(value)
    return weekday_name(on) if on else ""


@register.filter
def month_day(value: date | datetime | None) -> str:
    """3月6日, where the year already stands beside it."""
    on = _local_day(value)
    return f"{on.month}月{on.day}日" if on else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """2025-03-06 for ``datetime`` attributes and dense tables."""
    on = _local_day(value)
    return on.isoformat() if on else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """14:05, local time."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan without the unit: 748000 → 7480. The unit is printed quietly beside it."""
    return "" if fen is None else yuan_text(fen)


@register.filter
def cited(basis: Any) -> str:
    """Articles in one breath, from citations, a refusal holding them, or text already printed."""
    found = getattr(basis, "basis", basis)
    if isinstance(found, Mapping):
        found = found.get("basis", ())
    return found if isinstance(found, str) else cite_all(tuple(found or ()))


@register.filter
def whole(text: object) -> SafeString:
    """Escaped text in which 《…》第…条 and 同府发〔2025〕3号 never break across lines when they are short."""
    escaped = str(conditional_escape(text if isinstance(text, SafeString) else str(text)))
    return mark_safe(_KEPT.sub(lambda m: f'<span class="whole">{m[0]}</span>' if len(m[0]) <= 20 else m[0], escaped))


@register.filter
def masked(name: str) -> str:
    """李某某 for 李文海: the public form of a personal name."""
    return name[:1] + "某" * max(len(name) - 1, 1) if name else ""


@register.filter
def words(text: str) -> list[str]:
    """A few fixed choices written beside each other in a template."""
    return text.split()


@register.filter
def at(mapping: Any, key: object) -> Any:
    """One value of a mapping or sequence by a key held in a variable; None when absent."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return None


@register.simple_tag
def left(clock: Any) -> SafeString:
    """还有3个工作日, 今天到期, 已超期2日 … with the number set large enough to be seen first."""
    state = str(_get(clock, "state"))
    count, unit = int(_get(clock, "left") or 0), str(_get(clock, "unit") or "日")
    if state in ("paused", "done"):
        return format_html('<span class="left">{}</span>', _LEFT_WORDS[state])
    if state != "late" and count == 0:
        return mark_safe('<span class="left">今天<b>到期</b></span>')
    words = "已超期" if state == "late" else "还有"
    return format_html('<span class="left">{}<b class="num">{}</b>{}</span>', words, abs(count), unit)


@register.simple_tag
def mark(name: str, label: str = "") -> SafeString:
    """One of our own line icons; with a label it speaks, without it is hidden from readers."""
    return mark_svg(name, label)


@register.simple_tag
def seal() -> SafeString:
    """The seal of Fadu, drawn by ourselves."""
    return seal_svg()


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """The present query string with some values changed; an empty value removes one."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = str(value)
    return "?" + query.urlencode()


@register.filter
def page_window(page: Any) -> Sequence[int | None]:
    """Page numbers worth showing around ``page.number`` of ``page.count``; None marks a gap."""
    number, count = int(_get(page, "number")), int(_get(page, "count"))
    shown = sorted({1, count, *range(max(1, number - 2), min(count, number + 2) + 1)})
    window: list[int | None] = []
    for previous, current in zip([0, *shown], shown, strict=False):
        window += [None, current] if current - previous > 1 else [current]
    return window


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _local_day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def refusal_proof(value: str) -> str:
    """How a refusal to sign is proved, without the words that the heading already says: 拒签有见证人 → 有见证人."""
    return value.removeprefix("拒签").removeprefix("且")
