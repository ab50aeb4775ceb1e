"""A silly procedure, a library card, so that no kernel test encodes a law by accident."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from fadu.kernel.act import Acted, act
from fadu.kernel.calendar import Calendar, Notice
from fadu.kernel.citation import law
from fadu.kernel.decide import Attempt, World
from fadu.kernel.docnumber import Series
from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, Strength, gate, missing
from fadu.kernel.instrument import Instrument, Paper, paragraph
from fadu.kernel.load import load
from fadu.kernel.matter import Matter, blank
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.pack import Catalogue, Pack, Register
from fadu.kernel.period import Bound, Direction, TimeLimit, Unit
from fadu.kernel.procedure import (
    ANY,
    START,
    Branch,
    Effect,
    Enters,
    Follows,
    Opens,
    Procedure,
    PublicView,
    Starts,
    State,
    Step,
    Target,
)
from fadu.kernel.records import MemoryRecords, Row
from fadu.kernel.role import Actor, Post, Role
from fadu.kernel.rulebook import Amount, Rulebook

ORG = "000000001"
RULE = law("借书证规则")
CHINA = timezone(timedelta(hours=8))
MATTER = "11111111-1111-1111-1111-111111111111"


@gate("old_enough", "已满年龄", needs=("age",), basis=(RULE(2),), refusal="申请人{age}岁，不满规定年龄", remedy="由监护人代办")
def old_enough(s: Situation) -> Answer:
    return s.facts["age"] >= s.amount("card_age") or missing(age=s.facts["age"])  # type: ignore[operator]


@gate("two_librarians", "两名馆员", on_form=True, basis=(RULE(3),), refusal="馆员只有{found}人", remedy="再请一名馆员")
def two_librarians(s: Situation) -> Answer:
    return len(s.actors) >= 2 or missing(found=len(s.actors))


@gate("no_fines", "没有欠费", basis=(RULE(4),), strength=Strength.REASON, refusal="读者有欠费", remedy="缴清，或写明理由")
def no_fines(s: Situation) -> Answer:
    return not s.rows("debtors", name=s.get("name"))


CARD_PAPER = Instrument(
    id="card.paper",
    label="借书证",
    series=Series(id="card", label="借书证号", prefix=lambda facts: "{town}图证"),
    compose=lambda matter, records: Paper(
        title="借书证", organ="图书馆", number=matter.numbers.get("card.paper", ""), blocks=(paragraph(str(matter.facts["name"])),)
    ),
)

CARD = Procedure(
    name="library.card",
    label="借书证",
    basis=(RULE(1),),
    states=(State("asked", "已申请"), State("issued", "已发证"), State("refused", "不发证", closed=True), State("expired", "已过期", closed=True)),
    fields=(
        Field(name="name", label="姓名", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="李某"),
        Field(name="age", label="年龄", kind=Kind.COUNT, example=30),
        Field(name="kind", label="证别", kind=Kind.CHOICE, choices=("成人", "儿童"), sensitivity=Sensitivity.PUBLIC, example="成人"),
        Field(name="answer", label="决定", kind=Kind.CHOICE, choices=("发证", "不发证"), example="发证"),
        Field(name="deposit", label="押金", kind=Kind.MONEY, example=1000),
        Field(name="books", label="借阅", kind=Kind.ROWS, columns=(Field(name="title", label="书名"),)),
        Field(name="corrected_field", label="更正项目"),
        Field(name="corrected_value", label="更正为"),
        Field(name="pause_cause", label="事由", kind=Kind.CHOICE, choices=("停电", "下雨")),
        Field(name="new_handler", label="新经办人"),
        Field(name="extended_limit", label="延长的期限"),
        Field(name="extended_by", label="延长数量", kind=Kind.COUNT),
        Field(name="annulment_ground", label="撤销依据"),
        Field(name="annulled_on", label="生效日期", kind=Kind.DATE),
        Field(name="link_kind", label="关联类型"),
        Field(name="linked_matter", label="关联事项"),
    ),
    steps=(
        Step(id="ask", label="申请", source=(START,), to="asked", roles=("reader",), basis=(RULE(1),), fields=("name", "age", "kind"),
             gates=(old_enough,), starts=(Starts(limit="card.answer"),), opens=(Opens(procedure="library.check", step="open", carry={"who": "name"}),)),
        Step(id="answer", label="决定", source=("asked",), to=Branch("answer", {"发证": "issued", "不发证": "refused"}), roles=("librarian",),
             basis=(RULE(3),), fields=("answer",), optional=("deposit",), gates=(two_librarians, no_fines), ends=("card.answer",),
             starts=(Starts(limit="card.valid", when=lambda f: f.get("answer") == "发证"),), issues=CARD_PAPER,
             enters=(Enters(register="cards", key="name", columns={"kind": "kind"}),), publishes=Target.SELF),
        Step(id="lend", label="借书", source=("issued",), to=None, roles=("librarian",), basis=(RULE(5),), fields=("books",), gathers=("books",)),
        Step(id="checked", label="核查完毕", source=("asked",), to=None, roles=("clock",), basis=(RULE(1),),
             follows=(Follows(procedure="library.check", states=("done",)),)),
        Step(id="expire", label="过期", source=("issued",), to="expired", roles=("clock",), basis=(RULE(6),), on_lapse="card.valid", ends=("card.valid",)),
        Step(id="correct", label="更正", source=("asked", "issued"), to=None, roles=("librarian",), basis=(RULE(7),),
             fields=("corrected_field", "corrected_value"), effect=Effect.CORRECT),
        Step(id="pause", label="中止", source=("asked",), to=None, roles=("librarian",), basis=(RULE(8),), fields=("pause_cause",), effect=Effect.SUSPEND),
        Step(id="resume", label="恢复", source=("asked",), to=None, roles=("librarian",), basis=(RULE(8),), effect=Effect.RESUME),
        Step(id="reassign", label="移交", source=(ANY,), to=None, roles=("head",), basis=(RULE(8),), fields=("new_handler",), effect=Effect.REASSIGN),
        Step(id="extend", label="延期", source=(ANY,), to=None, roles=("head",), basis=(RULE(8),),
             fields=("extended_limit", "extended_by"), effect=Effect.EXTEND),
        Step(id="annul", label="撤销", source=(ANY, "expired"), to=None, roles=("head",), basis=(RULE(8),),
             fields=("annulment_ground",), optional=("annulled_on",), effect=Effect.ANNUL),
        Step(id="link", label="关联", source=(ANY,), to=None, roles=("head",), basis=(RULE(8),), fields=("link_kind", "linked_matter"), effect=Effect.LINK),
    ),
    title=lambda facts: f"{facts.get('name', '')}的借书证",
    public=PublicView(fields=("kind",), masked=("name",), rule="借书证规则第九条"),
)  # fmt: skip

CHECK = Procedure(
    name="library.check",
    label="核查",
    basis=(RULE(1),),
    states=(State("open", "核查中"), State("done", "已核查", closed=True)),
    fields=(Field(name="who", label="被核查人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL),),
    steps=(
        Step(id="open", label="开始核查", source=(START,), to="open", roles=("librarian",), basis=(RULE(1),), optional=("who",)),
        Step(id="finish", label="核查完", source=("open",), to="done", roles=("librarian",), basis=(RULE(1),)),
    ),
)

PACK = Pack(
    name="library",
    label="图书馆",
    roles=(Role("reader", "读者", "外部"), Role("librarian", "馆员", "馆内"), Role("head", "馆长", "馆内")),
    procedures=(CARD, CHECK),
    registers=(
        Register(name="cards", label="借书证台账", columns=CARD.fields[:3]),
        Register(name="debtors", label="欠费名单", columns=CARD.fields[:1]),
    ),
)


def limit(id: str, length: int, unit: Unit, bound: Bound, **more: object) -> TimeLimit:
    return TimeLimit(
        id=id,
        label=id,
        length=length,
        unit=unit,
        direction=Direction.AT_MOST,
        bound=bound,
        basis=(RULE(6),),
        source="test",
        verified=True,
        **more,
    )  # type: ignore[arg-type]


LIMITS = {
    "card.answer": (limit("card.answer", 5, Unit.WORKING_DAY, Bound.AGENCY, suspended_by=("停电",), extension=5),),
    "card.valid": (limit("card.valid", 1, Unit.YEAR, Bound.EFFECT),),
}


@cache
def calendar() -> Calendar:
    return Calendar((Notice(year=2025, number="test", off=frozenset(), work=frozenset()),))


@cache
def rules() -> Rulebook:
    amount = Amount(id="card_age", label="办证年龄", value=7, unit="age", basis=(RULE(2),), source="test", verified=True)
    return Rulebook(limits=LIMITS, amounts={"card_age": (amount,)}, calendar=calendar(), statutes={}, version="test")


@cache
def catalogue() -> Catalogue:
    return load((PACK,), LIMITS)


def world(records: MemoryRecords, today: date = date(2025, 3, 31)) -> World:
    return World(catalogue=catalogue(), rules=rules(), records=records, today=today)


def person(name: str, role: str) -> Actor:
    return Actor(name, name, (Post(role, ORG),))


LI, WANG, READER, HEAD = person("李", "librarian"), person("王", "librarian"), person("陈", "reader"), person("周", "head")


def attempt(step: str, on: date, *actors: Actor, **fields: object) -> Attempt:
    return Attempt(step=step, actors=actors, on=on, at=datetime.combine(on, time(9), CHINA), fields=fields)


def new() -> Matter:
    return blank(MATTER, ORG, "library.card")


def ledger(*rows: Row) -> MemoryLedger:
    return MemoryLedger(MemoryRecords(list(rows)), town="甲")


def asked_card(book: MemoryLedger, on: date = date(2025, 3, 3)) -> Matter:
    """A card that the reader has asked for."""
    return taken(book, new(), attempt("ask", on, READER, name="陈某", age="30", kind="成人"))


def issued_card(book: MemoryLedger) -> Matter:
    """A card that two librarians have issued on the day after it was asked for."""
    return taken(book, asked_card(book), attempt("answer", date(2025, 3, 4), LI, WANG, answer="发证"))


def taken(book: MemoryLedger, matter: Matter, tried: Attempt) -> Matter:
    """The matter after an act that must succeed."""
    result = act(world(book.records), book, matter, tried)
    assert isinstance(result, Acted), result
    return result.matter
