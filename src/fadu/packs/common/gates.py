"""Gates that several mechanisms share: capacity, certificates, proof, telling and hearing, review, secrecy.

Each reads the facts under the names of ``common.fields`` and registers of ``enforcement_base``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from fadu.kernel.field import chinese_day
from fadu.kernel.gate import Answer, Gate, Situation, gate, missing
from fadu.kernel.matter import Matter
from fadu.kernel.records import Row
from fadu.kernel.role import Actor
from fadu.packs.common.laws import BIZ, CRIM, DEC, OGI, PEN, PRIVACY, REC, SECRETS
from fadu.packs.common.rows import rows_of
from fadu.packs.common.town import named_on


@gate(
    "item_in_force",
    "事项有效",
    needs=("item",),
    basis=(PEN(17), PEN(20), PEN(24), PEN(38)),
    refusal="“{item}”当日不在本镇公布的事项清单内，或委托不在有效期内",
    remedy="移送有权部门，或由司法所核对清单",
)
def item_in_force(s: Situation) -> Answer:
    item = item_row(s)
    if item is None or (item.get("capacity") == "委托" and not _entrusted(s, item)):
        return missing(item=item.get("name") if item else s.get("item"))
    return True


def item_row(s: Situation) -> Row | None:
    """The row of the matter's item on the day of the act, by code or by name."""
    wanted = s.get("item", "")
    return next((r for r in s.rows("items") if wanted in (r.key, r.get("name"))), None)


def _entrusted(s: Situation, item: Row) -> bool:
    """An entrustment in term that names this item (or the department's items as a whole) and that both sides published."""
    return any(entrusts(row, item) and _published(row, s.on) for row in s.rows("entrustments"))


def entrusts(entrustment: Row, item: Row) -> bool:
    """Whether the entrustment names this item, or names none and so covers its department's items as a whole."""
    items = entrustment.get("items") or []
    return item.key in items or item.get("name") in items or (  # type: ignore[operator]
        not items and entrustment.get("department") == item.get("maker_department")
    )  # fmt: skip


def _published(entrustment: Row, on: date) -> bool:
    days = (entrustment.get("published_town"), entrustment.get("published_dept"))
    return all(isinstance(day, date) and day <= on for day in days)


@gate(
    "in_territory",
    "在辖区内",
    needs=("in_town",),
    basis=(PEN(22), PEN(25)),
    refusal="违法行为地不在本镇",
    remedy="移送有管辖权的机关，或报请指定管辖",
)
def in_territory(s: Situation) -> Answer:
    return s.get("in_town") is True


@gate(
    "two_certified_officers",
    "两名持证执法人员",
    on_form=True,
    basis=(PEN(42),),
    refusal="当日持有有效执法证件、领域相符的执法人员只有{found}人，少于两人{who}",
    remedy="换成或者增派持证执法人员；现场可先登记线索",
)
def two_certified_officers(s: Situation) -> Answer:
    certified = {a.id for a in s.actors if certificate(s, a.id, a.name)}
    without = [_uncertified(s, a) for a in s.actors if a.id not in certified]
    who = f"（{'；'.join(without)}）" if without else ""
    return len(certified) >= 2 or missing(found=len(certified), who=who)


def _uncertified(s: Situation, actor: Actor) -> str:
    """Who may not be counted, and since when if that is only a matter of days: 田野无当日有效证件，2025年6月30日到期."""
    lapsed = [
        r.get("expires") for r in s.records.rows("officers") if r.since <= s.on and (actor.id == r.key or actor.name == r.get("name"))
    ]
    last = max((day for day in lapsed if isinstance(day, date)), default=s.on)
    return f"{actor.name}无当日有效证件" + (f"，{chinese_day(last)}到期" if last < s.on else "")


def certificate(s: Situation, person: str, name: str) -> Row | None:
    """A certificate valid on the day of the act that covers the item's field, of an officer in service."""
    item = item_row(s)
    field = item.get("field") if item else None
    return next(
        (
            row
            for row in s.rows("officers")
            if person == row.key or name == row.get("name")
            if row.get("status", "在岗") == "在岗" and _in_term(row, s.on) and _covers_field(row, field)
        ),
        None,
    )


def _in_term(row: Row, on: date) -> bool:
    issued, expires = row.get("issued"), row.get("expires")
    return (not isinstance(issued, date) or issued <= on) and (not isinstance(expires, date) or on <= expires)


def _covers_field(row: Row, field: object) -> bool:
    fields = row.get("fields")
    return not fields or field is None or field in fields  # type: ignore[operator]


@gate(
    "identity_shown",
    "已出示执法证件",
    on_form=True,
    needs=(),
    basis=(PEN(52), PEN(55)),
    refusal="未记录出示执法证件",
    remedy="补录出示证件的时间与编号",
)
def identity_shown(s: Situation) -> Answer:
    return s.get("identity_shown") is True


@gate("not_recused", "无须回避", on_form=True, basis=(PEN(43),), refusal="经办人{who}应当回避", remedy="更换人员；申请回避期间调查不停止")
def not_recused(s: Situation) -> Answer:
    recused = set(s.get("recused") or [])  # type: ignore[arg-type]
    present = [a.name for a in s.actors if a.id in recused or a.name in recused]
    return not present or missing(who="、".join(present))


INVESTIGATING = ("inquire", "examine", "sample", "finish", "verify", "investigate")


@gate(
    "duties_separate",
    "职责分离",
    on_form=True,
    basis=(PEN(58), PEN(64, 0, 4)),
    refusal="{who}参与过本案调查，不得又办案又审核或主持",
    remedy="另行指派未参与调查的人员",
)
def duties_separate(s: Situation) -> Answer:
    investigators = set(_investigators(s))
    both = [a.name for a in s.actors if a.id in investigators]
    return not both or missing(who="、".join(both))


def _investigators(s: Situation) -> Iterable[str]:
    """Who investigated this matter, or the matter that this review or hearing belongs to."""
    yield from s.who_did(*INVESTIGATING)
    parent = s.records.matter(s.matter.parent) if s.matter.parent else None
    if parent:
        yield from (p for step in INVESTIGATING if step in parent.done for p in parent.done[step].by)


@gate(
    "facts_proved",
    "事实有证据",
    needs=("facts_stated",),
    basis=(PEN(40), PEN(46)),
    refusal="“{fact}”没有已核实的证据{unproved}",
    remedy="{way}",
)
def facts_proved(s: Situation) -> Answer:
    """Every piece named for a fact is registered and verified, or is a record that was made on this matter."""
    verified = {str(row.get("name")) for row in rows_of(s.facts, "evidence") if row.get("verified")}
    verified |= {name for step, names in _RECORDS.items() if s.has_done(step) for name in names}
    named = {str(row.get("fact")): _pieces(row.get("evidence")) for row in rows_of(s.facts, "facts_stated")}
    bare = [fact for fact, pieces in named.items() if not pieces or pieces - verified]
    unproved = sorted({p for fact in bare for p in named[fact] - verified})
    known = f"已核实的有{'、'.join(sorted(verified))}，" if verified else ""
    return not bare or missing(
        fact="、".join(bare), unproved=f"：{'、'.join(unproved)}" if unproved else "", way=f"{known}补充证据，或删去该事实"
    )


#: Records that the law counts as evidence as soon as they are made (PEN 46), by the step that makes them.
_RECORDS = {"inquire": ("询问笔录",), "examine": ("现场笔录", "勘验笔录")}


def _pieces(evidence: object) -> frozenset[str]:
    """The names written for one fact, several parted by 、 or a semicolon."""
    return frozenset(p for p in re.split(r"\s*[、；;，,\n]\s*", str(evidence or "").strip()) if p)


@gate(
    "no_crime_suspected",
    "未涉嫌犯罪",
    on_form=True,
    basis=(PEN(27), PEN(57), CRIM(3), CRIM(11)),
    refusal="涉嫌犯罪，不得以罚代移",
    remedy="启动涉嫌犯罪案件移送",
)
def no_crime_suspected(s: Situation) -> Answer:
    return s.get("crime_suspected") is not True


@gate(
    "told_and_heard",
    "已告知并听取",
    on_form=True,
    basis=(PEN(44), PEN(45), PEN(62)),
    refusal="未告知拟处罚内容、事实、理由、依据和权利，或未听取陈述申辩",
    remedy="先告知，记录陈述申辩意见或明确放弃",
)
def told_and_heard(s: Situation) -> Answer:
    return (s.get("told") is True or s.has_done("tell")) and bool(s.get("defence"))


@gate(
    "secrecy_checked",
    "已作保密审查",
    reads=("secrecy_result",),
    basis=(OGI(17), SECRETS(35)),
    refusal="未作保密审查，或者审查后文本已变，或者审查意见不允许公开",
    remedy="送保密审查人审查",
)
def secrecy_checked(s: Situation) -> Answer:
    same_text = s.get("secrecy_digest") in (None, "", s.get("text_digest"))
    return same_text and s.get("secrecy_result") in ("可以公开", "处理后公开")


@gate("masked", "公示内容不含个人信息", basis=(OGI(15), PRIVACY(25)), refusal="公示内容含个人信息：{names}", remedy="使用脱敏视图")
def masked(s: Situation) -> Answer:
    """The public view is derived from sensitivity; this gate looks at free text that could carry an id or a phone."""
    view = s.procedure.public
    shown = view.fields if view else ()
    leaking = [f.label for f in s.procedure.fields if f.name in shown and _looks_personal(str(s.get(f.name) or ""))]
    return not leaking or missing(names="、".join(leaking))


def _looks_personal(text: str) -> bool:
    """A run of 11 digits starting with 1 (mobile phone) or of 17 digits and a check character (identity card)."""
    digits = "".join(c if c.isdigit() or c in "Xx" else " " for c in text).split()
    return any((len(d) == 11 and d[0] == "1") or (len(d) == 18 and d[:17].isdigit()) for d in digits)


@gate(
    "legal_review_passed",
    "已经法制审核",
    basis=(PEN(58), BIZ(58)),
    refusal="属于重大执法决定，未经法制审核或者审核未通过",
    remedy="提交法制审核，审核人不得为承办人",
)
def legal_review_passed(s: Situation) -> Answer:
    if not s.get("review_needed"):
        return True
    review = s.last_child("common.legal_review")
    return review is not None and review.state == "agreed"


LAWFUL = ("合法", "应予修改")
EXPLORATORY = "探索性·风险明示"


def reviewed_lawful_for(digest: str = "text_digest") -> Gate:
    """The gate for the text whose digest is held by fact ``digest``."""

    @gate(
        "reviewed_lawful",
        "合法性审查通过",
        basis=(BIZ(63), DEC(25)),
        refusal="未经合法性审查，或者审查意见未处理，或者审查后文本已变",
        remedy="送审；应予修改的逐条采纳或说明理由",
    )
    def reviewed(s: Situation) -> Answer:
        """A closed legality review of the same text: 合法, or 应予修改 with every point answered; 不合法 never."""
        review = s.last_child("legal_counsel.legality_review")
        if review is None or review.state != "closed" or not _found_lawful(review):
            return False
        return review.get("text_digest") == s.get(digest)

    return reviewed


def _found_lawful(review: Matter) -> bool:
    """A withdrawn review has no opinion; only a decision may go forward with its risks spelt out."""
    opinion = review.get("opinion")
    return opinion in LAWFUL or (opinion == EXPLORATORY and review.get("subject") == "重大行政决策")


reviewed_lawful = reviewed_lawful_for()


@gate(
    "remedy_told",
    "写明救济途径",
    basis=(PEN(52), PEN(59), REC(23)),
    refusal="文书未写明复议机关和六十日、诉讼法院和六个月的途径期限",
    remedy="在系统设置中补全复议机关和管辖法院",
)
def remedy_told(s: Situation) -> Answer:
    """The remedy text is part of the template; what can be missing is where acts in this organ's name are challenged."""
    organ = named_on(s.records, str(s.get("name_of_organ") or ""), s.on)
    rows = [r for r in s.rows("remedy_organs") if not organ or r.get("name_of_organ") == organ]
    return any(row.get("reconsideration") and row.get("court") for row in rows)


def approved_by_head(step: str, label: str, *basis: object) -> Gate:
    """A gate that asks for an approval step before this one."""

    @gate("head_approved", "已经负责人批准", basis=tuple(basis), refusal=f"未经负责人{label}", remedy=f"提请负责人{label}")  # type: ignore[arg-type]
    def approved(s: Situation) -> Answer:
        return s.has_done(step) or s.get("head_approval") is True

    return approved
