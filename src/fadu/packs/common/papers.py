"""What papers (文书) of several mechanisms share: remedy and payment wording, verification text, labelled boxes.

Wording is worked out when the act is decided, from the law and the registers of that day, so that a paper
drawn later still says what the party was told.
"""

from __future__ import annotations

from datetime import date

from fadu.kernel.citation import chinese_number
from fadu.kernel.field import Value, chinese_day, yuan
from fadu.kernel.gate import Situation
from fadu.kernel.instrument import Box, Notice, Paragraph, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records, Row, town_on
from fadu.packs.common.town import REMEDIES, named_on

_PER_MILLE_IN_PERCENT = 10


def remedy_row(s: Situation, organ: str) -> Row | None:
    """Where an act in this organ's name is reconsidered and sued, on the day of the act."""
    named = named_on(s.records, organ, s.on)
    return next((r for r in s.rows(REMEDIES) if r.get("name_of_organ") == named), None)


def remedy_words(s: Situation, organ: str, *, reconsider_first: bool) -> str:
    """Remedy, organ, court and periods. An on-the-spot penalty is reconsidered before it is sued (REC 23)."""
    row = remedy_row(s, organ)
    if row is None:
        return ""
    days, months = _length(s, "rec.apply"), _length(s, "lit.sue")
    reconsider = f"自收到本决定书之日起{days}日内向{row.get('reconsideration')}申请行政复议"
    if reconsider_first:
        after = _length(s, "lit.sue_after_rec")
        return f"如不服本决定，可以{reconsider}，也可以通过本机关提出；应当先申请行政复议，对复议决定不服的，自收到复议决定书之日起{after}日内向{row.get('court')}提起行政诉讼。"
    return f"如不服本决定，可以{reconsider}，也可以在{months}个月内直接向{row.get('court')}提起行政诉讼。复议、诉讼期间本决定不停止执行，法律另有规定的除外。"


def payment_words(s: Situation, organ: str, limit: str, *, surcharge: bool) -> str:
    """Where and by when to pay, and what lateness costs, as the decision must say (PEN 59、67、72)."""
    row = remedy_row(s, organ)
    rule = s.rules.limit(limit, s.on, s.matter.org)
    days = f"{chinese_number(rule.length)}{'个工作日' if rule.unit.value == 'working_day' else '日'}"
    text = f"自收到本决定书之日起{days}内，通过银行或者电子支付系统缴至{row.get('payee') if row else '指定代收账户'}。"
    if not surcharge:
        return text
    rate = chinese_number(s.amount("pen.surcharge_rate") // _PER_MILLE_IN_PERCENT)
    return text + f"到期不缴纳的，每日按罚款数额的百分之{rate}加处罚款，加处罚款的数额不超出罚款的数额。"


def _length(s: Situation, limit: str) -> str:
    return chinese_number(s.rules.limit(limit, s.on, s.matter.org).length)


def own_organ(records: Records, on: date | None) -> str:
    """What papers of that day call the town; a plain word where it has not said."""
    row = town_on(records, on)
    return str(row.get("organ")) if row else "本镇人民政府"


def in_name_of(matter: Matter, records: Records) -> str:
    """The organ whose paper this is: the one that the matter is handled in the name of, as it is called on the day; else the town."""
    on, told = acted_on(matter), shown(matter, "name_of_organ")
    return named_on(records, told, on) if told else own_organ(records, on)


def own_office(records: Records, on: date | None) -> str:
    """The office that prints the town's papers of that day; '' where the town has not said."""
    row = town_on(records, on)
    return str(row.get("print_office") or "") if row else ""


def verify_text(matter: Matter, instrument: str) -> str:
    """The text behind the QR code of a paper."""
    return f"fadu:verify/{matter.id}/{instrument}"


def acted_on(matter: Matter) -> date | None:
    """The day of the last entry: when the step that issues the paper was taken, whether or not it moved the matter."""
    last = max(matter.done.values(), key=lambda d: d.seq, default=None)
    return last.on if last else matter.moved_on


def shown(matter: Matter, name: str, otherwise: str = "") -> str:
    """A fact as it prints, without its field's declaration: days in Chinese, yes and no, lists joined."""
    return printed(matter.get(name)) or otherwise


def people(matter: Matter, records: Records, name: str, otherwise: str = "") -> str:
    """A fact that holds one person or several by id, as their names."""
    value = matter.get(name)
    held = value if isinstance(value, list) else [value] if value else []
    return "、".join(records.name_of(str(one)) for one in held) or otherwise


def printed(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if hasattr(value, "year"):
        return chinese_day(value)  # type: ignore[arg-type]
    return "、".join(str(v) for v in value) if isinstance(value, list) else str(value)


def money(matter: Matter, name: str) -> str:
    """A fact in fen as 20元; empty when absent."""
    value = matter.get(name)
    return f"{yuan(value)}元" if isinstance(value, int) and not isinstance(value, bool) else ""


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with one already; empty stays empty."""
    return text if not text or text[-1] in "。；！？" else f"{text}。"


def boxes(matter: Matter, *pairs: tuple[str, str]) -> tuple[Box, ...]:
    """One labelled box per (label, fact) pair, in order."""
    return tuple(Box(label, shown(matter, name)) for label, name in pairs)


def filled(matter: Matter, *pairs: tuple[str, str]) -> tuple[Box, ...]:
    """The boxes that have something in them: what does not apply to this matter leaves no empty line."""
    return tuple(box for box in boxes(matter, *pairs) if box.text)


def prose(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs of an official paper; empty texts print nothing."""
    return tuple(paragraph(text) for text in texts if text)


def remedy_notice(matter: Matter) -> tuple[Notice, ...]:
    """The remedy told to the party, from the fact ``remedy_text``."""
    text = shown(matter, "remedy_text")
    return (Notice(text),) if text else ()
