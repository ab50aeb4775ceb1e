"""Procedures in words: what the law asks, step by step, for the command line, the documentation and other tools.

Everything is derived from the definitions; nothing here is written twice.
"""

from __future__ import annotations

import json
import sys
from xml.sax.saxutils import escape, quoteattr

from fadu import law
from fadu.kernel.citation import cite_all
from fadu.kernel.procedure import ANY, START, Procedure, Step
from fadu.kernel.role import CLOCK
from fadu.packs import catalogue


def main(name: str = "", diagram: str | None = None, as_json: bool = False) -> int:
    """``fadu procedures [NAME] [--diagram svg|bpmn]``; 2 when the name is unknown, with near names."""
    if not name:
        return _list(as_json)
    if not catalogue().has_procedure(name):
        return _unknown(name)
    procedure = catalogue().procedure(name)
    if diagram:
        print(bpmn(procedure) if diagram == "bpmn" else svg(procedure))
    elif as_json:
        json.dump(as_data(procedure), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(markdown(procedure))
    return 0


def _list(as_json: bool) -> int:
    if as_json:
        rows = [{"name": p.name, "label": p.label, "version": p.version, "steps": len(p.steps)} for p in catalogue().procedures]
        json.dump({"procedures": rows}, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for pack in catalogue().packs:
        print(pack.label)
        for p in pack.procedures:
            print(f"  {p.name}\t{p.label}（{len(p.steps)}步）")
    return 0


def _unknown(name: str) -> int:
    from difflib import get_close_matches

    near = get_close_matches(name, [p.name for p in catalogue().procedures], n=5, cutoff=0.4)
    hint = f"；相近的有：{'、'.join(near)}" if near else ""
    print(f"没有“{name}”这个程序{hint}。运行 fadu procedures 查看全部", file=sys.stderr)
    return 2


def as_data(procedure: Procedure) -> dict[str, object]:
    """The whole definition as plain data, for other tools."""
    return {
        "name": procedure.name, "label": procedure.label, "version": procedure.version, "basis": [str(c) for c in procedure.basis],
        "states": [{"id": s.id, "label": s.label, "closed": s.closed} for s in procedure.states],
        "steps": [_step_data(s) for s in procedure.steps],
        "fields": [{"name": f.name, "label": f.label, "kind": f.kind.value, "sensitivity": f.sensitivity.value} for f in procedure.fields],
    }  # fmt: skip


def _step_data(step: Step) -> dict[str, object]:
    return {
        "id": step.id, "label": step.label, "from": list(step.source), "to": list(step.destinations), "roles": list(step.roles),
        "basis": [str(c) for c in step.basis], "gates": [{"id": g.id, "label": g.label, "strength": g.strength.value} for g in step.gates],
        "fields": list(step.fields), "optional": list(step.optional), "starts": [s.limit for s in step.starts], "ends": list(step.ends),
        "paper": step.issues.label if step.issues else "", "opens": [o.procedure for o in step.opens],
    }  # fmt: skip


def markdown(procedure: Procedure) -> str:
    """The page of one procedure: states, then every step with who, gates, limits, paper and articles."""
    lines = [f"# {procedure.label}（`{procedure.name}`）", "", f"依据：{cite_all(procedure.basis)}　版本：{procedure.version}", ""]
    lines += ["状态：" + " → ".join(f"{s.label}{'（终）' if s.closed else ''}" for s in procedure.states), ""]
    own = [s for s in procedure.steps if s.id not in _common()]
    for step in own:
        lines += _step_lines(procedure, step)
    lines += ["通用步骤：" + "、".join(s.label for s in procedure.steps if s.id in _common()) + "。", ""]
    return "\n".join(lines)


def _common() -> frozenset[str]:
    from fadu.packs.common.steps import common_steps

    return frozenset(s.id for s in common_steps())


def _step_lines(procedure: Procedure, step: Step) -> list[str]:
    lines = [f"## {step.label}（`{step.id}`）", "", f"- 从{_states(procedure, step.source)}到{_states(procedure, step.destinations) or '原状态'}"]
    lines += [f"- 由{'、'.join(catalogue().role_label(r) for r in step.roles)}办理", f"- 依据：{cite_all(step.basis)}"]
    lines += [f"- 关口“{g.label}”（`{g.id}`{'，可说明理由办理' if g.strength.value == 'reason' else ''}）：{cite_all(g.basis)} 出路：{g.remedy}" for g in step.gates]
    lines += [f"- 开始计算：{_limit(s.limit)}" for s in step.starts]
    if step.issues:
        lines.append(f"- 文书：{step.issues.label}")
    lines += [f"- 同时开出：{catalogue().procedure(o.procedure).label}（`{o.procedure}`）" for o in step.opens]
    lines += [f"- {catalogue().procedure(f.procedure).label}完成后自动办理" for f in step.follows]
    return [*lines, ""]


def _states(procedure: Procedure, ids: tuple[str, ...]) -> str:
    words = {START: "开始", ANY: "任何未办结状态"}
    return "、".join(dict.fromkeys(words.get(i) or (s.label if (s := procedure.state(i)) else i) for i in ids))


def _limit(id: str) -> str:
    rule = law.load().limits[id][-1]
    return f"{rule.label}（`{id}`，{rule.length_text}，{rule.citation}）"


def svg(procedure: Procedure) -> str:
    """A diagram of states and steps as one SVG, states in columns of six, steps listed on their arrows."""
    place = {s.id: (40 + 260 * (i // 6), 40 + 96 * (i % 6)) for i, s in enumerate(procedure.states)}
    parts = [_arrow(place[a], place[b], label) for a, b, label in _edges(procedure) if a in place and b in place]
    parts += [_box(place[s.id], s.label, s.closed) for s in procedure.states]
    width, height = 300 + 260 * ((len(procedure.states) - 1) // 6), 40 + 96 * min(6, len(procedure.states))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">'
    return f"{head}<title>{escape(procedure.label)}</title>" + "".join(parts) + "</svg>"


def _edges(procedure: Procedure) -> list[tuple[str, str, str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for step in procedure.steps:
        for source in step.source:
            for to in step.destinations:
                if source not in (START, ANY) and source != to:
                    found.setdefault((source, to), []).append(step.label)
    return [(a, b, "／".join(labels[:2]) + ("…" if len(labels) > 2 else "")) for (a, b), labels in found.items()]


def _box(at: tuple[int, int], label: str, closed: bool) -> str:
    x, y = at
    stroke = 3 if closed else 1
    return f'<rect x="{x}" y="{y}" width="150" height="40" rx="6" fill="#fff" stroke="#1D1B19" stroke-width="{stroke}"/><text x="{x + 75}" y="{y + 25}" text-anchor="middle">{escape(label)}</text>'


def _arrow(a: tuple[int, int], b: tuple[int, int], label: str) -> str:
    (x1, y1), (x2, y2) = (a[0] + 75, a[1] + 40), (b[0] + 75, b[1])
    if a[0] == b[0] and b[1] - a[1] != 96:
        bend = a[0] + 190
        path = f"M{a[0] + 150} {a[1] + 20} C{bend} {a[1] + 20} {bend} {b[1] + 20} {b[0] + 150} {b[1] + 20}"
        tx, ty = bend - 18, (a[1] + b[1]) // 2 + 20
    else:
        path, tx, ty = f"M{x1} {y1} L{x2} {y2}", (x1 + x2) // 2 + 4, (y1 + y2) // 2
    return f'<path d="{path}" fill="none" stroke="#5F5A52"/><text x="{tx}" y="{ty}" fill="#5F5A52" font-size="11">{escape(label)}</text>'


def bpmn(procedure: Procedure) -> str:
    """The procedure as BPMN 2.0 XML: each step a user task, each state a gateway-free wait between them."""
    tasks = [f"<{'serviceTask' if s.roles == (CLOCK,) else 'userTask'} id={quoteattr('step_' + s.id)} name={quoteattr(s.label)}/>" for s in procedure.steps if s.to is not None]
    waits = [f"<{'endEvent' if s.closed else 'exclusiveGateway'} id={quoteattr('state_' + s.id)} name={quoteattr(s.label)}/>" for s in procedure.states]
    flows = [_flow(n, a, b) for n, (a, b) in enumerate(_sequence(procedure))]
    body = '<startEvent id="start" name="开始"/>' + "".join((*tasks, *waits, *flows))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:fadu">'
        f"<process id={quoteattr(procedure.name.replace('.', '_'))} name={quoteattr(procedure.label)} isExecutable=\"false\">{body}</process></definitions>"
    )


def _sequence(procedure: Procedure) -> list[tuple[str, str]]:
    flows: list[tuple[str, str]] = []
    for step in procedure.steps:
        if step.to is None:
            continue
        sources = [s.id for s in procedure.states if not s.closed] if ANY in step.source else step.source
        flows += [("start" if s == START else f"state_{s}", f"step_{step.id}") for s in sources]
        flows += [(f"step_{step.id}", f"state_{d}") for d in dict.fromkeys(step.destinations)]
    return flows


def _flow(n: int, a: str, b: str) -> str:
    return f'<sequenceFlow id="flow_{n}" sourceRef={quoteattr(a)} targetRef={quoteattr(b)}/>'
