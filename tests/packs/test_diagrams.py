"""Procedures drawn: every diagram is well-formed, complete, and says the same as the definition."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

import pytest

from fadu.kernel.procedure import ANY, Procedure
from fadu.packs import catalogue
from fadu.packs.bpmn import bpmn
from fadu.packs.describe import main, markdown
from fadu.packs.diagram import arrows, drawn, svg

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
ALL = pytest.mark.parametrize("procedure", catalogue().procedures, ids=lambda p: p.name)


def parsed(procedure: Procedure) -> tuple[dict[str, str], list[tuple[str, str]], ElementTree.Element]:
    """The nodes (id and kind), the flows (from, to), and the whole document."""
    root = ElementTree.fromstring(bpmn(procedure))
    process = root.find(f"{MODEL}process")
    assert process is not None
    nodes = {one.attrib["id"]: one.tag.removeprefix(MODEL) for one in process if "sourceRef" not in one.attrib}
    return nodes, [(one.attrib["sourceRef"], one.attrib["targetRef"]) for one in process if "sourceRef" in one.attrib], root


@ALL
def test_every_step_that_moves_is_a_task_and_every_flow_joins_two_nodes(procedure: Procedure) -> None:
    nodes, flows, _ = parsed(procedure)
    assert {f"step_{s.id}" for s in procedure.steps if s.destinations} <= set(nodes)
    assert {end for flow in flows for end in flow} == set(nodes)


@ALL
def test_only_gateways_divide_a_flow_and_what_ended_goes_nowhere(procedure: Procedure) -> None:
    nodes, flows, _ = parsed(procedure)
    leaving = Counter(source for source, _ in flows)
    for id, kind in nodes.items():
        assert leaving[id] == 0 if kind == "endEvent" else leaving[id] == 1 or kind == "exclusiveGateway", id


@ALL
def test_every_node_has_its_place_and_every_flow_its_line(procedure: Procedure) -> None:
    nodes, flows, root = parsed(procedure)
    shapes = [one.attrib["bpmnElement"] for one in root.iter(f"{DI}BPMNShape")]
    places = Counter(tuple(sorted(one[0].attrib.items())) for one in root.iter(f"{DI}BPMNShape"))
    assert sorted(shapes) == sorted(nodes)
    assert set(places.values()) == {1}, "two nodes in one place"
    assert len(list(root.iter(f"{DI}BPMNEdge"))) == len(flows)


@ALL
def test_the_drawing_shows_every_state_and_names_every_way(procedure: Procedure) -> None:
    root = ElementTree.fromstring(svg(procedure))
    words = "".join(root.itertext())
    assert all(state.label in words for state in procedure.states)
    assert all(name in words for name, _, _ in arrows(procedure.steps))


def test_ways_to_the_same_state_share_a_lane() -> None:
    states = [(id, id, False) for id in "abcd"]
    shared = drawn(states, [("x", "a", "d"), ("y", "b", "d")])
    assert (shared.count("H340"), shared.count("marker-end"), shared.count("M340 ")) == (2, 1, 2)
    apart = drawn(states, [("x", "a", "d"), ("y", "d", "a")])
    assert (apart.count("marker-end"), "M360 " in apart) == (2, True)


def test_a_step_with_two_ends_leaves_once() -> None:
    branching = drawn([(id, id, False) for id in "abcd"], [("x", "a", "c"), ("x", "a", "d")])
    assert branching.count(">x</text>") == 1
    assert branching.count("M160 ") == 1


@ALL
def test_the_page_holds_the_diagram_as_text(procedure: Procedure) -> None:
    page = markdown(procedure)
    diagram = page.split("```mermaid\n", 1)[1].split("\n```", 1)[0].split("\n")
    assert diagram[0] == "stateDiagram-v2"
    ways = {(a, b) for line in diagram[1:] if "-->" in line for a, _, b in [line.strip().split(" : ")[0].partition(" --> ")]}
    moves = {(a, b) for s in procedure.steps for a in s.source for b in s.destinations if a not in (ANY, "") and s.id not in {"annul"}}
    assert {(f"s_{a}", f"s_{b}") for a, b in moves if procedure.state(a)} >= {(a, b) for a, b in ways if "[*]" not in (a, b)}


def test_a_procedure_answers_to_its_chinese_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("当场处罚") == 0
    assert capsys.readouterr().out.startswith("# 当场处罚（`penalty.summary`）")


@pytest.mark.parametrize(
    ("name", "diagram", "told"),
    [
        ("矛盾", None, "没有“矛盾”这个程序；相近的有：disputes.round（矛盾纠纷排查）"),
        ("penalty.sumary", "bpmn", "相近的有：penalty.summary（当场处罚）"),
        ("", "svg", "流程图要写明是哪个程序的"),
    ],
)
def test_an_unknown_or_missing_name_is_refused(name: str, diagram: str | None, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(name, diagram) == 2
    out, error = capsys.readouterr()
    assert (out, told in error) == ("", True), error
