"""Procedures in words: what the law asks, step by step, for the command line, the documentation and other tools.

Everything is derived from the definitions; nothing here is written twice.
"""

from __future__ import annotations

import json
import re
import sys
from difflib import get_close_matches

from fadu import law
from fadu.kernel.citation import cite_all
from fadu.kernel.gate import Gate, Strength
from fadu.kernel.procedure import ANY, START, Procedure, Step
from fadu.packs import catalogue
from fadu.packs.bpmn import bpmn
from fadu.packs.diagram import svg

_PARTICULAR = re.compile(r"\{[^}]*\}")


def main(name: str = "", diagram: str | None = None, as_json: bool = False) -> int:
    """``fadu procedures [NAME] [--diagram svg|bpmn]``; 2 when the name is unknown, with near names, or missing for a diagram.

    A procedure answers to its name and, when no other bears it, to its Chinese label.
    """
    if not name and not diagram:
        return _list(as_json)
    procedure = _named(name)
    if procedure is None:
        return _unknown(name)
    if diagram:
        print(bpmn(procedure) if diagram == "bpmn" else svg(procedure, _own(procedure)))
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


def _named(typed: str) -> Procedure | None:
    labelled = [p for p in catalogue().procedures if p.label == typed]
    if catalogue().has_procedure(typed):
        return catalogue().procedure(typed)
    return labelled[0] if len(labelled) == 1 else None


def _unknown(name: str) -> int:
    print(f"{_trouble(name)}。运行 fadu procedures 查看全部", file=sys.stderr)
    return 2


def _trouble(typed: str) -> str:
    if not typed:
        return "流程图要写明是哪个程序的"
    words = {p.name: p.label for p in catalogue().procedures}
    within = [name for name, label in words.items() if typed in label]
    near = dict.fromkeys([*within, *get_close_matches(typed, words, n=5, cutoff=0.4)])
    hint = f"；相近的有：{'、'.join(f'{one}（{words[one]}）' for one in near)}" if near else ""
    return f"没有“{typed}”这个程序{hint}"


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
    """The page of one procedure: states and diagram, then every step with who, gates, limits, paper and articles."""
    lines = [f"# {procedure.label}（`{procedure.name}`）", "", f"依据：{cite_all(procedure.basis)}　版本：{procedure.version}", ""]
    lines += ["状态：" + "、".join(f"{s.label}{'（终）' if s.closed else ''}" for s in procedure.states), ""]
    lines += ["```mermaid", *_mermaid(procedure), "```", ""]
    for step in _own(procedure):
        lines += _step_lines(procedure, step)
    lines += ["通用步骤：" + "、".join(s.label for s in procedure.steps if s.id in _common()) + "。", ""]
    return "\n".join(lines)


def _common() -> frozenset[str]:
    from fadu.packs.common.steps import common_steps

    return frozenset(s.id for s in common_steps())


def _own(procedure: Procedure) -> list[Step]:
    """The steps that are not common to all procedures."""
    return [s for s in procedure.steps if s.id not in _common()]


def _mermaid(procedure: Procedure) -> list[str]:
    """The diagram as text that repositories and editors draw; steps between the same states share an arrow."""
    ways: dict[tuple[str, str], list[str]] = {}
    for step in _own(procedure):
        for a in (a for a in step.source if a != ANY):
            for b in dict.fromkeys(step.destinations):
                ways.setdefault(("[*]" if a == START else f"s_{a}", f"s_{b}"), []).append(step.label)
    lines = ["stateDiagram-v2", *(f'  state "{s.label}" as s_{s.id}' for s in procedure.states)]
    lines += [f"  {a} --> {b} : {'／'.join(dict.fromkeys(labels))}" for (a, b), labels in ways.items()]
    return [*lines, *(f"  s_{s.id} --> [*]" for s in procedure.states if s.closed)]


def _step_lines(procedure: Procedure, step: Step) -> list[str]:
    lines = [
        f"## {step.label}（`{step.id}`）",
        "",
        f"- 从{states_named(procedure, step.source)}到{states_named(procedure, step.destinations) or '原状态'}",
    ]
    lines += [f"- 由{'、'.join(catalogue().role_label(r) for r in step.roles)}办理", f"- 依据：{cite_all(step.basis)}"]
    lines += [f"- {when}的，须填写“{f.label}”" for f in procedure.fields if (when := procedure.needed_when(step, f.name))]
    lines += [_gate(g) for g in step.gates]
    lines += [f"- 开始计算：{_limit(s.limit)}" for s in step.starts]
    lines += [f"- 停止计算：{law.load().limits[limit][-1].label}（`{limit}`）" for limit in step.ends]
    if step.issues:
        lines.append(f"- 文书：{step.issues.label}")
    lines += [f"- 同时开出：{catalogue().procedure(o.procedure).label}（`{o.procedure}`）" for o in step.opens]
    lines += [f"- {catalogue().procedure(f.procedure).label}完成后自动办理" for f in step.follows]
    lines += ["- 上级事项的决定变更或者撤销后自动办理"] if step.heeds else []
    return [*lines, ""]


def _gate(gate: Gate) -> str:
    weak = "，可说明理由办理" if gate.strength is Strength.REASON else ""
    basis = f"（{cite_all(gate.basis)}）" if gate.basis else ""
    return f"- 关口“{gate.label}”（`{gate.id}`{weak}）：{plain_words(gate.refusal)}{basis}→ {plain_words(gate.remedy)}"


def plain_words(text: str) -> str:
    """A refusal's words with an ellipsis where a case's own particulars would stand."""
    return _PARTICULAR.sub("……", text)


def states_named(procedure: Procedure, ids: tuple[str, ...]) -> str:
    """States by their names, the beginning and any open state by words of their own."""
    words = {START: "开始", ANY: "任何未办结状态"}
    return "、".join(dict.fromkeys(words.get(i) or (s.label if (s := procedure.state(i)) else i) for i in ids))


def _limit(id: str) -> str:
    rule = law.load().limits[id][-1]
    return f"{rule.label}（`{id}`，{rule.length_text}，{rule.citation}）"
