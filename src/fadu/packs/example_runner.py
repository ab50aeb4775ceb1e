"""Runs worked examples: the law tests of every pack, and any file from anywhere (``fadu examples PATH…``).

Required fields that an example does not mention take the field's own example value, so that a file says
only what matters. A name that nobody introduced holds the role its step asks for.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from fadu import law
from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Attempt, Decision, Refused, World
from fadu.kernel.field import Kind
from fadu.kernel.gate import Strength
from fadu.kernel.indicator import Figure, Measure, UnbalancedSplit, count, rate, year
from fadu.kernel.matter import Matter, blank, kept
from fadu.kernel.memory_ledger import MemoryLedger
from fadu.kernel.procedure import Effect, Procedure, Step
from fadu.kernel.records import MemoryRecords
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue, place_of
from fadu.packs.example_file import BadExample, Example, ExampleStep, read
from fadu.packs.example_given import check_columns, check_state, near, parsed, people, procedure_named
from fadu.packs.example_papers import misread
from fadu.packs.sample_town import ORG, row, standing

CHINA = timezone(timedelta(hours=8))
MAIN = "本案"
#: Names under which an act is refused whatever its gates.
ASKED_OF_EVERY_ACT = frozenset(("state", "role", "day", "step", "fields", "place", "number", "law"))


@dataclass(slots=True)
class Outcome:
    """What one file came to; ``problems`` empty means it passed."""

    path: str
    title: str
    problems: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.problems


@dataclass(slots=True)
class _Run:
    example: Example
    ledger: MemoryLedger
    people: dict[str, Actor]
    named: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def records(self) -> MemoryRecords:
        return self.ledger.records

    def say(self, step: ExampleStep, problem: str) -> None:
        self.problems.append(f"第{step.line}行 {step.get('do')}：{problem}")


def run_file(path: Path) -> Outcome:
    """Run one file. A file that cannot be read is an outcome with that problem, never an exception."""
    try:
        example = read(path)
        run = _begin(example)
        for step in example.steps:
            _take(run, step)
        _check_end(run)
    except BadExample as bad:
        return Outcome(str(path), path.stem, [str(bad)])
    return Outcome(str(path), example.title, run.problems)


def find(paths: Sequence[str]) -> list[Path]:
    """The example files behind these paths; without paths, those of every pack.

    Of a folder, those in its folders named ``examples``; where it has none, every TOML file below it.
    """
    roots = [Path(p) for p in paths] or [Path(__file__).parent]
    return [path for root in roots for path in (_below(root) if root.is_dir() else [root])]


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("examples/*.toml")) or sorted(folder.rglob("*.toml"))


def main(paths: Sequence[str], as_json: bool = False) -> int:
    """Run and print; 0 when every example passes, 1 otherwise."""
    outcomes = [run_file(path) for path in find(paths)]
    failed = [o for o in outcomes if not o.passed]
    if not outcomes:
        print("没有找到例子：所给的目录里没有 .toml 文件", file=sys.stderr)
    if as_json:
        rows = [{"file": o.path, "title": o.title, "passed": o.passed, "problems": o.problems} for o in outcomes]
        json.dump(
            {"examples": rows, "passed": len(outcomes) - len(failed), "failed": len(failed)}, sys.stdout, ensure_ascii=False, indent=1
        )
        print()
    else:
        _print(outcomes)
    return 1 if failed or not outcomes else 0


def _print(outcomes: Iterable[Outcome]) -> None:
    passed = failed = 0
    for o in outcomes:
        passed, failed = passed + o.passed, failed + (not o.passed)
        if not o.passed:
            print(f"✗ {o.title}（{o.path}）")
            for problem in o.problems:
                print(f"    {problem}")
    print(f"例子{passed + failed}个：通过{passed}个，未通过{failed}个")


def _begin(example: Example) -> _Run:
    records = MemoryRecords()
    given_rows = {k: v for k, v in example.given.items() if k in catalogue().registers or k in standing()}
    for register, rows in standing().items():
        if register not in given_rows:
            records.register_rows += rows
    for register, rows in given_rows.items():
        check_columns(example, register, rows)
        records.register_rows += [row(register, r) for r in rows]
    unknown = set(example.given) - set(given_rows) - {"people", "matters"}
    if unknown:
        raise example.bad(f"given 里没有“{'、'.join(sorted(unknown))}”这个登记表", min(unknown))
    run = _Run(example, MemoryLedger(records, registers=catalogue().registers), people(example))
    for n, matter in enumerate(example.given.get("matters", [])):
        _put_matter(run, n, matter)
    return run


def _put_matter(run: _Run, n: int, table: dict[str, Any]) -> None:
    """A prior matter as it stands, without its history: procedure, state, facts and the days of its limits."""
    name = table.get("name", f"前案{n + 1}")
    procedure = procedure_named(run.example, table["procedure"])
    if name in run.named:
        raise run.example.bad(f"given 的 matters 里“{name}”写了两次，请各起一个名称", "matters")
    id = str(uuid.uuid5(uuid.NAMESPACE_OID, name))
    facts = {k: parsed(run.example, procedure, k, v) for k, v in table.get("facts", {}).items()}
    check_state(run.example, procedure, table["state"])
    parent = _named(run, table["parent"]) if "parent" in table else ""
    matter = replace(
        blank(id, ORG, procedure.name, parent), state=table["state"], facts=facts, seq=0,
        version=procedure.version, opened_on=table.get("on"), moved_on=table.get("on"), village=str(facts.get("village", "")),
    )  # fmt: skip
    run.named[name] = id
    run.records.held[id] = matter


def _matter(run: _Run, step: ExampleStep) -> Matter:
    """The matter a step is about: the main one, one named before, a child of it, or a new one of its own."""
    name = step.get("matter", MAIN)
    if step.get("child"):
        of = step.get("of", name)
        return _descendant(run, run.records.held[_named(run, of, step.line)], step)
    if name in run.named:
        return run.records.held[run.named[name]]
    procedure = procedure_named(run.example, step.get("procedure") or run.example.procedure)
    return blank(str(uuid.uuid5(uuid.NAMESPACE_OID, f"{run.example.path.name}/{name}")), ORG, procedure.name)


def _descendant(run: _Run, matter: Matter, step: ExampleStep) -> Matter:
    """The newest child of that procedure; ``penalty.hearing/common.service`` is a child of a child."""
    for name in str(step.get("child")).split("/"):
        children = run.records.children(matter.id, name)
        if not children:
            raise run.example.bad(f"“{step.get('of', step.get('matter', MAIN))}”没有开出“{name}”", after=step.line)
        matter = children[-1]
    return matter


def _named(run: _Run, name: str, line: int = 0) -> str:
    """The id of the matter that the file calls so."""
    if name not in run.named:
        raise run.example.bad(f"还没有名为“{name}”的事项；已有：{'、'.join(run.named) or '无'}", after=line)
    return run.named[name]


def _take(run: _Run, step: ExampleStep) -> None:
    matter = _matter(run, step)
    procedure = catalogue().procedure(matter.procedure, matter.version)
    definition = procedure.step(step.get("do"))
    _check_reasons(run, step, definition)
    world = World(catalogue=catalogue(), rules=law.load(), records=run.records, today=step.get("recorded", step.on))
    attempt = Attempt(
        step=step.get("do"), actors=_actors(run, step, definition), on=step.on, at=_instant(step),
        fields=_named_matters(run, procedure, _fields(procedure, definition, matter, step)), reasons=step.get("reasons", {}),
        entrusted=definition is not None and "clock" in definition.roles,
        origin="clock" if definition is not None and "clock" in definition.roles else "step",
        form_number=step.get("form", 0),
    )  # fmt: skip
    result = _acted(run, step, world, matter, attempt)
    if not isinstance(result, Refused) and not step.get("child"):
        run.named.setdefault(step.get("matter", MAIN), matter.id)
    _check(run, step, matter, result)


def _check_reasons(run: _Run, step: ExampleStep, definition: Step | None) -> None:
    """Whoever gives a reason gives it to a gate that takes one."""
    taking = [g.id for g in definition.gates if g.strength is Strength.REASON] if definition else []
    for name in step.get("reasons", {}):
        if definition and name not in taking:
            raise run.example.bad(f"“{definition.label}”没有可以说明理由的关口“{name}”；可用：{'、'.join(taking) or '无'}", name, step.line)


def _acted(run: _Run, step: ExampleStep, world: World, matter: Matter, attempt: Attempt) -> Acted | Refused:
    """What came of the attempt. A predicate, derivation or paper that fails is told with its line in the pack; nothing can follow it."""
    try:
        result = act(world, run.ledger, matter, attempt)
        for decision in result.decisions if isinstance(result, Acted) else ():
            for name in misread(decision, run.records):
                run.say(step, f"文书“{_paper_label(decision)}”要印“{name}”，没有一个程序有这一项")
    except Exception as trouble:
        if os.environ.get("FADU_DEBUG"):
            raise
        where = place_of(trouble, matter.procedure)
        raise run.example.bad(
            f"办理 {attempt.step} 时程序出错：{where}：{type(trouble).__name__}：{trouble} → 改正那一行", after=step.line
        ) from trouble
    return result


def _paper_label(decision: Decision) -> str:
    return decision.step.issues.label if decision.step.issues else ""


def _instant(step: ExampleStep) -> datetime:
    return datetime.combine(step.get("recorded", step.on), time(12), CHINA)


def _actors(run: _Run, step: ExampleStep, definition: Step | None) -> tuple[Actor, ...]:
    names = step.get("by") or _usual_actors(definition)
    return tuple(_actor(run, name, definition) for name in names)


def _usual_actors(definition: Step | None) -> list[str]:
    officers = [str(r["name"]) for r in standing().get("officers", ())[:2]]
    if definition and definition.roles[0] == "officer" and officers:
        return officers
    role = definition.roles[0] if definition else "clerk"
    return [catalogue().role_label(role)]


def _actor(run: _Run, name: str, definition: Step | None) -> Actor:
    if name in run.people:
        return run.people[name]
    roles = definition.roles if definition else ("clerk",)
    return Actor(name, name, tuple(Post(role, ORG) for role in roles))


def _named_matters(run: _Run, procedure: Procedure, given: dict[str, Any]) -> dict[str, Any]:
    """The fields, with the id of the matter that the file calls so where a field points at a matter."""
    pointing = {f.name for f in procedure.fields if f.kind is Kind.REF and not f.register}
    return {k: run.named.get(v, v) if k in pointing and isinstance(v, str) else v for k, v in given.items()}


def _fields(procedure: Procedure, definition: Step | None, matter: Matter, step: ExampleStep) -> dict[str, Any]:
    given = dict(step.get("with", {}))
    known = {} if definition is None or definition.effect is not Effect.NONE or definition.gathers else kept(definition, matter.facts)
    for name in definition.fields if definition else ():
        declared = procedure.field(name)
        if name not in given and name not in known and declared and declared.example is not None:
            given[name] = declared.example
    return {k: v for k, v in given.items() if v != ""}


def _check(run: _Run, step: ExampleStep, before: Matter, result: object) -> None:
    refused = sorted(result.gates) if isinstance(result, Refused) else []
    wanted = sorted(step.get("refused", []))
    if refused != wanted:
        why = "；".join(str(r) for r in result.refusals) if isinstance(result, Refused) else "办理成功"
        run.say(step, f"应当拒绝：{wanted or '不拒绝'}，实际：{refused or '不拒绝'}（{why}）{_strange(before, step, wanted)}")
        return
    if isinstance(result, Refused):
        _check_text(run, step, "；".join(str(r) for r in result.refusals))
        return
    matter = run.records.held[before.id]
    if "state" in step.values and matter.state != step.get("state"):
        run.say(step, f"状态应为 {step.get('state')}，实际 {matter.state}")
    if "number" in step.values and step.get("number") not in matter.numbers.values():
        run.say(step, f"文号应为 {step.get('number')}，实际 {'、'.join(matter.numbers.values()) or '无'}")
    for which in ("due", "safe"):
        _check_dates(run, step, matter, which)
    _check_text(run, step, "；".join(p.title for p in run.ledger.papers[-1:]))


def _strange(matter: Matter, step: ExampleStep, wanted: Iterable[str]) -> str:
    """Which of the gates that should refuse this step does not have, and those it has; what every act is asked stands apart."""
    definition = catalogue().procedure(matter.procedure, matter.version).step(step.get("do"))
    known = [g.id for g in definition.gates] if definition else []
    strange = [w for w in wanted if definition and w not in known and w not in ASKED_OF_EVERY_ACT]
    return f"；这一步没有名为{'、'.join(strange)}的关口，有的是：{'、'.join(known) or '无'}" if strange else ""


def _check_text(run: _Run, step: ExampleStep, text: str) -> None:
    if "text" in step.values and step.get("text") not in text:
        run.say(step, f"应当说到“{step.get('text')}”，实际：{text}")


def _check_dates(run: _Run, step: ExampleStep, matter: Matter, which: str) -> None:
    for name, wanted in step.get(which, {}).items():
        clock = next((c for k, c in matter.clocks.items() if name in (k, k.rsplit(".", 1)[-1])), None)
        if clock is None:
            run.say(step, f"期限 {name} 没有开始；本事项开始过的：{'、'.join(matter.clocks) or '无'}")
            continue
        due = clock.due(law.load(), matter.org)
        found = due.due if which == "due" else due.safe
        found = found.date() if isinstance(found, datetime) else found
        if found != wanted:
            run.say(step, f"期限 {name} 应为 {wanted}，实际 {found}")


def _check_end(run: _Run) -> None:
    then = run.example.then
    for code, wanted in then.get("figures", {}).items():
        code, _, part = code.partition(":")
        figure = _figure(run, code, then.get("year", run.example.steps[-1].on.year))
        if part and part not in figure.parts:
            raise run.example.bad(f"指标“{code}”没有“{part}”这一部分；可用：{'、'.join(figure.parts) or '无'}", part)
        found = figure.parts[part] if part else figure
        shown = found.text if isinstance(wanted, str) else found.value
        if shown != wanted:
            run.problems.append(f"指标 {code} 应为 {wanted}，实际 {shown}")
    for name, wanted in then.get("states", {}).items():
        state = run.records.held[_named(run, name)].state
        if state != wanted:
            run.problems.append(f"{name} 的状态应为 {wanted}，实际 {state}")
    for register, wanted in then.get("rows", {}).items():
        if register not in catalogue().registers:
            raise run.example.bad(f"没有“{register}”这个登记表{near(register, catalogue().registers)}", register)
        rows = len(run.records.rows(register, run.example.steps[-1].on))
        if rows != wanted:
            run.problems.append(f"登记表 {register} 应有 {wanted} 行，实际 {rows} 行")


def _figure(run: _Run, code: str, in_year: int) -> Figure:
    indicator = catalogue().indicators.get(code)
    if indicator is None:
        raise run.example.bad(f"没有“{code}”这个指标{near(code, catalogue().indicators)}", code)
    if indicator.measure is Measure.RATE:
        return rate(indicator, _figure(run, indicator.numerator, in_year), _figure(run, indicator.denominator, in_year))
    try:
        return count(indicator, run.ledger.happenings(), run.records.register_rows, year(in_year), ORG)
    except UnbalancedSplit as trouble:
        raise run.example.bad(f"指标“{indicator.label}”的分项之和与总数不符，没有归入的值：{'、'.join(trouble.stray)}", code) from trouble
