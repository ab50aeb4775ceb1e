"""Whether everything that is counted, listed or printed can be: registers, indicators, and the places of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fadu.kernel.complaint import Complaint, Said, repeated, unsound
from fadu.kernel.field import Field, Kind
from fadu.kernel.indicator import SHARE, Indicator, Measure
from fadu.kernel.pack import Catalogue, Register
from fadu.kernel.procedure import Procedure
from fadu.kernel.report import Sentence, without_places

_OF_ROWS = (Measure.ROWS, Measure.ROWS_SUM, Measure.ROWS_BEGUN)
_STOCKS = (Measure.STOCK, Measure.STOCK_BEFORE)
_SUMS = (Measure.SUM, Measure.ROWS_SUM)
_UNIT = re.compile(r"%|[\u4e00-\u9fff]+")
_MONEY = "元"
#: Columns of a view that say something of the matter itself.
OF_THE_MATTER = frozenset(("number", "handler", "due_on"))


def figures_sound(catalogue: Catalogue) -> list[Complaint]:
    """What is wrong with the registers, indicators and sentences of a catalogue."""
    complaints: list[Complaint] = []
    for pack in catalogue.packs:
        for register in pack.registers:
            complaints += unsound(f"packs/{pack.name} register {register.name}", _register(catalogue, register))
        for indicator in pack.indicators:
            complaints += unsound(f"packs/{pack.name} indicator {indicator.code}", _indicator(catalogue, indicator))
        for sentence in pack.sentences:
            complaints += unsound(f"packs/{pack.name} sentence {sentence.id}", (*_worded(sentence), *_filled(catalogue, sentence)))
    return complaints


def _register(catalogue: Catalogue, register: Register) -> Said:
    """Its readers, numbers and matters exist; a view shows what its matters have."""
    for r in register.readers:
        yield r in catalogue.roles, f"is read by unknown role {r}", "use a role of packs/common/roles.py"
    for n in register.numbers:
        yield n in catalogue.instruments, f"shows the number of unknown instrument {n}", "name one that a step issues"
    for p in register.procedures:
        yield catalogue.has_procedure(p), f"lists unknown procedure {p}", "use its full name"
    typed = not register.by_hand or (not register.procedures and register.key in {c.name for c in register.columns})
    yield typed, "is filled by hand without a column that tells its rows apart", "name it in key; a view of matters takes no rows"
    known = _fields(_known(catalogue, register.procedures))
    for c in register.columns if known else ():
        yield c.name in known or c.name in OF_THE_MATTER, f"shows unknown field {c.name}", "name a field of its procedures"


def _indicator(catalogue: Catalogue, indicator: Indicator) -> Said:
    yield bool(indicator.label), "has no label", "say in Chinese what is counted"
    yield bool(indicator.rule and indicator.source), "has no counting rule or source", "write both"
    yield _UNIT.fullmatch(indicator.unit) is not None, f"counts in unknown unit “{indicator.unit}”", "write its classifier in Chinese, or %"
    within = indicator.within
    yield not within or within in catalogue.indicators, f"lies within unknown figure {within}", "name an indicator"
    if indicator.measure is Measure.RATE:
        yield from _divided(catalogue, indicator)
        return
    yield indicator.unit != SHARE, "counts in %, which only a rate does", "make it a RATE"
    yield from _counted_from(catalogue, indicator)
    yield from _by_fields(indicator, _facts(catalogue, indicator))


def _divided(catalogue: Catalogue, indicator: Indicator) -> Said:
    """A rate divides two figures that are themselves counted."""
    for c in (indicator.numerator, indicator.denominator):
        divided = catalogue.indicators.get(c)
        yield divided is not None, f"divides unknown figure {c}", "name an indicator"
        yield divided is None or divided.measure is not Measure.RATE, f"divides the rate {c}", "divide what is counted"


def _counted_from(catalogue: Catalogue, indicator: Indicator) -> Said:
    """The matters or rows it counts exist, and it says which of them count."""
    if indicator.measure in _OF_ROWS:
        yield indicator.register in catalogue.registers, f"counts unknown register {indicator.register}", "name a register"
        return
    yield bool(indicator.procedures), "counts no procedure", "name one in procedures"
    for p in indicator.procedures:
        yield catalogue.has_procedure(p), f"counts unknown procedure {p}", "use its full name"
    known = _known(catalogue, indicator.procedures)
    for s in indicator.steps:
        yield s in {one.id for p in known for one in p.steps}, f"counts unknown step {s}", "name a step"
    for s in indicator.states:
        yield s in {one.id for p in known for one in p.states}, f"counts unknown state {s}", "name a state"
    if indicator.measure in _STOCKS:
        yield bool(indicator.states) and not indicator.steps, "is a stock, and counts no states or steps too", "name states alone"
    else:
        yield bool(indicator.steps or indicator.states), "says not which entries count", "name steps or states"


def _by_fields(indicator: Indicator, facts: Mapping[str, Field]) -> Said:
    """What it adds up, asks and is split by are facts of what it counts, and hold what it looks for."""
    adds, summed = indicator.measure in _SUMS, facts.get(indicator.sums)
    yield adds is bool(indicator.sums), "sums without naming what, or names what it does not sum", "give sums with SUM or ROWS_SUM"
    yield (
        not indicator.sums or (summed is not None and summed.adds),
        f"sums {indicator.sums}, no number that adds up",
        "name a count or money",
    )
    if summed is not None and summed.adds:
        money = summed.kind is Kind.MONEY
        yield money is (indicator.unit == _MONEY), f"sums {summed.kind} in {indicator.unit}", "money is in 元, and nothing else is"
    yield not indicator.dated or indicator.dated in facts, f"is dated by unknown column {indicator.dated}", "name a column"
    for where in indicator.where:
        yield from _looks_for("asks", facts, where.field, where.values)
    for split in indicator.splits:
        yield from _looks_for(f"is split ({split.id})", facts, split.field, tuple(v for _, values in split.parts for v in values))
        for key in (*repeated([k for k, _ in split.parts]), *repeated([str(v) for _, values in split.parts for v in values])):
            yield False, f"is split ({split.id}) into {key} twice", "name each part and value once"


def _looks_for(what: str, facts: Mapping[str, Field], name: str, values: tuple[object, ...]) -> Said:
    field = facts.get(name)
    yield field is not None, f"{what} by unknown field {name}", "name a field of what it counts"
    strange = [str(v) for v in values if field and field.choices and v not in field.choices]
    yield not strange, f"{what} by {'、'.join(strange)}, which {name} never is", "use its choices"


def _worded(sentence: Sentence) -> Said:
    """Outside its places it holds no brace and no digit, and every clause that opens closes."""
    rest = without_places(sentence.text + sentence.nil)
    yield not {"{", "}"} & set(rest), "has a malformed place", "write it {pack.figure} or {pack.figure:split.part}"
    yield re.search(r"\d", rest) is None, "holds a typed digit", "let a figure print it"
    bare = re.sub(r"\[[^\[\]]*\]", "", sentence.text)
    yield not {"[", "]"} & set(bare), "has a clause that does not close, or one within another", "write each clause as […]"


def _filled(catalogue: Catalogue, sentence: Sentence) -> Said:
    """Every place names a figure and a part that is counted."""
    for code, part in (*sentence.places, *sentence.nil_places):
        yield code in catalogue.indicators, f"prints unknown figure {code}", "declare the indicator"
        known = set(_parts(catalogue, code))
        yield (
            not part or code not in catalogue.indicators or part in known,
            f"prints unknown part {part} of {code}",
            "name split.part of its splits",
        )
    decides = sentence.nil_when
    yield not decides or decides in catalogue.indicators, f"is nil by unknown figure {decides}", "declare the indicator"


def _parts(catalogue: Catalogue, code: str) -> Iterator[str]:
    """The parts of a figure, ``split.part``; those of a rate are its numerator's."""
    indicator = catalogue.indicators.get(code)
    counted = catalogue.indicators.get(indicator.numerator, indicator) if indicator else None
    yield from (f"{split.id}.{key}" for split in (counted.splits if counted else ()) for key, _ in split.parts)


def _facts(catalogue: Catalogue, indicator: Indicator) -> Mapping[str, Field]:
    """The facts or columns by which an indicator may count."""
    if indicator.measure in _OF_ROWS:
        register = catalogue.registers.get(indicator.register)
        return {c.name: c for c in register.columns} if register else {}
    return _fields(_known(catalogue, indicator.procedures))


def _known(catalogue: Catalogue, procedures: tuple[str, ...]) -> list[Procedure]:
    return [p for p in catalogue.versions if p.name in procedures]


def _fields(procedures: list[Procedure]) -> dict[str, Field]:
    return {f.name: f for p in procedures for f in p.fields}
