"""A procedure as BPMN 2.0 with a layout, to be opened in a modelling tool: steps are tasks, states are what one waits at.

Nothing reads it back: definitions are Python, and this is a picture of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from fadu.kernel.procedure import ANY, START, Procedure, Step
from fadu.kernel.role import CLOCK

_SIZES = {"startEvent": (36, 36), "endEvent": (36, 36), "exclusiveGateway": (50, 50), "userTask": (110, 60), "serviceTask": (110, 60)}
_NAMESPACES = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL", "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC", "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
}  # fmt: skip
_ROW, _COLUMN = 120, 170


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    kind: str
    name: str
    x: int
    y: int

    @property
    def middle(self) -> tuple[int, int]:
        width, height = _SIZES[self.kind]
        return self.x + width // 2, self.y + height // 2


@dataclass(slots=True)
class _Drawing:
    """Nodes by id and flows between them, each once."""

    nodes: dict[str, _Node] = field(default_factory=dict)
    flows: dict[tuple[str, str], None] = field(default_factory=dict)

    def node(self, id: str, kind: str, name: str, column: int, row: int) -> None:
        width, height = _SIZES[kind]
        self.nodes[id] = _Node(id, kind, name, 60 + column * _COLUMN - width // 2, 60 + row * _ROW - height // 2)

    def flow(self, source: str, target: str) -> None:
        self.flows[source, target] = None


def bpmn(procedure: Procedure) -> str:
    """The whole document. A step from any open state and to none (补正, 更正 …) belongs to no place and is left out."""
    drawing = _drawing(procedure)
    spaces = " ".join(f"{name}={quoteattr(value)}" for name, value in _NAMESPACES.items())
    name = procedure.name.replace(".", "_")
    process = f'<process id="{name}" name={quoteattr(procedure.label)} isExecutable="false">{"".join(_elements(drawing))}</process>'
    plane = f'<bpmndi:BPMNPlane id="plane" bpmnElement="{name}">{"".join(_shapes(drawing))}</bpmndi:BPMNPlane>'
    diagram = f'<bpmndi:BPMNDiagram id="diagram">{plane}</bpmndi:BPMNDiagram>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions {spaces} targetNamespace="urn:fadu">{process}{diagram}</definitions>'


def _drawing(procedure: Procedure) -> _Drawing:
    found, rows = _Drawing(), {s.id: n + 1 for n, s in enumerate(procedure.states)}
    found.node("start", "startEvent", "开始", 0, 0)
    found.node("begin", "exclusiveGateway", "", 1, 0)
    found.flow("start", "begin")
    for state in procedure.states:
        found.node(f"state_{state.id}", "exclusiveGateway", state.label, 0, rows[state.id])
        if state.closed:
            found.node(f"end_{state.id}", "endEvent", state.label, -1, rows[state.id])
            found.flow(f"state_{state.id}", f"end_{state.id}")
    columns = dict.fromkeys((0, *rows.values()), 2)
    for step in procedure.steps:
        sources = _sources(procedure, step)
        if step.destinations or (ANY not in step.source and len(sources) == 1):
            row = rows.get(sources[0].removeprefix("state_"), 0)
            _place(found, step, sources, columns[row], row)
            columns[row] += 2 if len(set(step.destinations)) > 1 else 1
    return found


def _sources(procedure: Procedure, step: Step) -> list[str]:
    named = [s.id for s in procedure.states if not s.closed] if ANY in step.source else step.source
    return ["begin" if one == START else f"state_{one}" for one in named]


def _place(found: _Drawing, step: Step, sources: list[str], column: int, row: int) -> None:
    """A step between its states; where it may end in several, a gateway after it chooses."""
    task = f"step_{step.id}"
    found.node(task, "serviceTask" if step.roles == (CLOCK,) else "userTask", step.label, column, row)
    for source in sources:
        found.flow(source, task)
    targets = [f"state_{one}" for one in dict.fromkeys(step.destinations)] or sources
    last = task
    if len(targets) > 1:
        last = f"after_{step.id}"
        found.node(last, "exclusiveGateway", "", column + 1, row)
        found.flow(task, last)
    for target in targets:
        found.flow(last, target)


def _elements(drawing: _Drawing) -> Iterator[str]:
    for node in drawing.nodes.values():
        yield f"<{node.kind} id={quoteattr(node.id)} name={quoteattr(node.name)}/>"
    for n, (source, target) in enumerate(drawing.flows):
        yield f'<sequenceFlow id="flow_{n}" sourceRef={quoteattr(source)} targetRef={quoteattr(target)}/>'


def _shapes(drawing: _Drawing) -> Iterator[str]:
    for node in drawing.nodes.values():
        width, height = _SIZES[node.kind]
        bounds = f'<dc:Bounds x="{node.x}" y="{node.y}" width="{width}" height="{height}"/>'
        yield f'<bpmndi:BPMNShape id="shape_{node.id}" bpmnElement="{node.id}">{bounds}</bpmndi:BPMNShape>'
    for n, ends in enumerate(drawing.flows):
        points = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in (drawing.nodes[end].middle for end in ends))
        yield f'<bpmndi:BPMNEdge id="edge_{n}" bpmnElement="flow_{n}">{points}</bpmndi:BPMNEdge>'
