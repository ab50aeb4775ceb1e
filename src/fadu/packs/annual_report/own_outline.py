"""An outline (大纲) of the town's or the district's own for a year: typed or taken from a table, adopted, then open to ``open``.

Its rows stand in the register ``outlines``; a report that is opened with it keeps them, so that a later change of the
register changes no report under its writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Matter
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, State, Step
from fadu.kernel.report import Outline, Section
from fadu.packs.annual_report.fields import OUTLINE_PARTS, WHY, YEAR
from fadu.packs.annual_report.gates import outline_has_required_parts
from fadu.packs.annual_report.outlines import OPENING, PLANS_PART, REQUIRED_PARTS, TITLE, is_built_in, outline_of
from fadu.packs.annual_report.topics import ANY, LEADERS, TOPICS
from fadu.packs.common.laws import INSPECT, TOWN_RULE
from fadu.packs.common.steps import procedure

P = Sensitivity.PUBLIC
#: How people write the topic that takes whatever no other section does.
THE_REST = "其余各项"
_PARTS = {label: part for part, label in REQUIRED_PARTS.items()}

_ROW = (
    Field(name="section", label="标题", sensitivity=P, example="规范行政执法"),
    Field(name="level", label="层级", kind=Kind.COUNT, ordinal=True, example=2, help="1为一级标题，2为二级；不填为1"),
    Field(name="required_part", label="规定部分", kind=Kind.CHOICE, choices=tuple(_PARTS), help="五个规定部分各有一节"),
    Field(
        name="topics",
        label="专题",
        many=True,
        example=["行政处罚", "行政许可"],
        help="写几项用顿号隔开；写“其余各项”的一节收进别处没有安排的句子",
    ),
    Field(name="free_text", label="起句", help="可写{镇}、{年}、{下一年}"),
)
_NAME = Field(name="outline_name", label="大纲名称", sensitivity=P, example="2025年区级工作要点大纲")
_DISTRICT = Field(name="district", label="制定单位", kind=Kind.ORG, example="涪陵区委依法治区办")
_TITLE = Field(name="outline_title", label="报告标题", sensitivity=P, example="{镇}{年}年法治政府建设工作年度报告", help="不填即用通用标题")
_OPENING = Field(name="outline_opening", label="开头", kind=Kind.NOTE, help="不填即用通用开头")
_ROWS = Field(name="outline_rows", label="各节", kind=Kind.ROWS, columns=_ROW, example=[
    {"section": "主要举措和成效", "required_part": "主要举措和成效"}, {"section": "各项工作", "level": 2, "topics": [THE_REST]},
    {"section": "不足和原因", "required_part": "存在的不足和原因"}, {"section": "第一责任人履职", "required_part": "第一责任人履职", "topics": [LEADERS]},
    {"section": "下一年安排", "required_part": "下一年安排"}, {"section": "其他情况", "required_part": "其他需要报告的情况"},
])  # fmt: skip
_ORDER = Field(name="order", label="次序", kind=Kind.COUNT, ordinal=True)
_KEY = Field(name="section_key", label="编号")
_NUMBERED = Field(name="outline_sections", label="编次的各节", kind=Kind.ROWS, columns=(_KEY, _ORDER, *_ROW))

#: The rows of an own outline as a report that was opened with it keeps them.
OUTLINE_SECTIONS = Field(
    name="outline_sections", label="大纲各节", kind=Kind.ROWS, columns=(YEAR, _NAME, _DISTRICT, _ORDER, *_ROW, _TITLE, _OPENING)
)
OUTLINES_REGISTER = Register(name="outlines", label="大纲", key="section_key", sheets=("年度报告大纲",), columns=OUTLINE_SECTIONS.columns)


@gate(
    "outline_speaks_of_all",
    "大纲安排了各专题",
    needs=("outline_rows",),
    basis=(INSPECT(26), TOWN_RULE()),
    refusal="大纲没有安排“{silent}”{unknown}",
    remedy="在一节的专题里添加，或设一节写“其余各项”；专题按规定名称写",
)
def outline_speaks_of_all(s: Situation) -> Answer:
    """Every compulsory topic and the leaders have a section, and no section names a topic that nothing serves."""
    named = [t for row in _rows(s) for t in row.get("topics", [])]
    wanted = [LEADERS] if THE_REST in named else [*TOPICS, LEADERS]
    silent = [t for t in wanted if t not in named]
    unknown = [t for t in named if t not in (*TOPICS, LEADERS, THE_REST)]
    said = f"，也没有名为“{'、'.join(unknown)}”的专题" if unknown else ""
    return not silent and not unknown or missing(silent="、".join(silent[:4]) or "规定的专题", unknown=said)


@gate(
    "outline_is_known",
    "大纲可用",
    needs=("outline",),
    basis=(TOWN_RULE(),),
    refusal="没有名为“{name}”的{year}年大纲",
    remedy="选用通用大纲，或先启用本镇、本区的大纲",
)
def outline_is_known(s: Situation) -> Answer:
    """A built-in outline, or one of the register for the report's year."""
    known = is_built_in(s.get("outline")) or bool(s.get("outline_sections")) or s.get("outline") in names(s.rows("outlines"), s.get("year"))
    return known or missing(name=s.get("outline"), year=s.get("year"))


def names(rows: Iterable[Any], year: object) -> list[str]:
    """The outlines of that year in the register, in their order."""
    return list(dict.fromkeys(str(r.get("outline_name")) for r in rows if r.get("year") == year))


def rows_of(rows: Iterable[Any], name: object, year: object) -> list[dict[str, Value]]:
    """The register rows of one outline as a report keeps them, in their order."""
    own = [r for r in rows if r.get("outline_name") == name and r.get("year") == year]
    columns = [c.name for c in OUTLINES_REGISTER.columns]
    kept = [{c: v for c in columns if (v := r.get(c)) is not None} for r in own]
    return sorted(kept, key=lambda row: int(str(row.get("order", 0))))


def outline_from(rows: Sequence[Mapping[str, Any]]) -> Outline:
    """The outline that register rows describe. A second-level row stands under the first-level row before it."""
    first = rows[0] if rows else {}
    tops: list[list[Mapping[str, Any]]] = []
    for row in rows:
        if row.get("level", 1) == 1 or not tops:
            tops.append([row])
        else:
            tops[-1].append(row)
    name = str(first.get("outline_name", ""))
    return Outline(
        id=name, label=name, title=_places(str(first.get("outline_title") or "")) or TITLE, opening=_places(str(first.get("outline_opening") or "")) or OPENING,
        sections=tuple(_section(group[0], tuple(_section(row) for row in group[1:])) for group in tops),
    )  # fmt: skip


def typed_rows(outline: Outline) -> list[dict[str, str]]:
    """The rows somebody would type to get this outline: what a new one is begun from."""
    return [row for s in outline.sections for row in (_typed(s, 1), *(_typed(inner, 2) for inner in s.sections))]


def _typed(section: Section, level: int) -> dict[str, str]:
    topics = "、".join(THE_REST if t == ANY else t for t in section.topics)
    part = next((label for label, part in _PARTS.items() if part == section.required_part), "")
    row = {
        "section": _words(section.title),
        "level": str(level),
        "required_part": part,
        "topics": topics,
        "free_text": _words(section.free_text),
    }
    return {k: v for k, v in row.items() if v}


def outline_for(matter: Matter) -> Outline:
    """The outline a report was opened with: its own rows where it has them, else the built-in one it names."""
    rows = cast("Sequence[Mapping[str, Any]]", matter.get("outline_sections") or ())
    return outline_from(rows) if rows else outline_of(matter.get("outline"))


def _section(row: Mapping[str, Any], inner: tuple[Section, ...] = ()) -> Section:
    part = _PARTS.get(str(row.get("required_part", "")), 0)
    topics = tuple(ANY if t == THE_REST else str(t) for t in row.get("topics", ()))
    return Section(
        id=f"s{row.get('order', 0)}", title=_places(str(row.get("section", ""))), topics=topics, plans=part == PLANS_PART, sections=inner,
        required_part=part, free_text=_places(str(row.get("free_text") or "")),
    )  # fmt: skip


def _places(text: str) -> str:
    """What people write as {镇}, {年} and {下一年}, as an outline names them; any other brace stands for itself."""
    found = text.replace("{", "{{").replace("}", "}}")
    for word, name in (("镇", "town"), ("年", "year"), ("下一年", "next_year")):
        found = found.replace(f"{{{{{word}}}}}", f"{{{name}}}")
    return found


def _words(text: str) -> str:
    """The inverse of :func:`_places` for a built-in outline."""
    return text.replace("{town}", "{镇}").replace("{next_year}", "{下一年}").replace("{year}", "{年}")


def _rows(s: Situation) -> Sequence[dict[str, Any]]:
    return cast("Sequence[dict[str, Any]]", s.get("outline_rows") or ())


def _numbered(s: Situation) -> dict[str, Value]:
    """The rows with their order and key, and the statutory parts they hold."""
    rows = [{"section_key": f"{s.get('year')}·{s.get('outline_name')}·{n:02d}", "order": n, **row} for n, row in enumerate(_rows(s), 1)]
    parts = sorted({_PARTS[str(row["required_part"])] for row in rows if row.get("required_part")})
    return {"outline_sections": cast("Value", rows), "outline_parts": [str(p) for p in parts]}


_DERIVED = ("outline_sections", "outline_parts")
_GIVEN = ("district", "outline_title", "outline_opening")

OWN_OUTLINE = procedure(
    name="annual_report.outline", label="年度报告大纲", basis=(INSPECT(26),), title=lambda facts: f"{facts.get('outline_name', '')}（{facts.get('year', '')}年）",
    readers=("statistician", "office_head", "party_gov_office"),
    states=(State("drafted", "拟定中"), State("in_force", "已启用", standing=True), State("retired", "已停用", closed=True)),
    fields=(YEAR, _NAME, _DISTRICT, _TITLE, _OPENING, _ROWS, _NUMBERED, OUTLINE_PARTS, WHY),
    steps=(
        Step(id="draft", label="拟定大纲", source=(START,), to="drafted", roles=("justice_office",), basis=(INSPECT(26),),
             fields=("year", "outline_name", "outline_rows"), optional=_GIVEN, derives=_numbered, derived=_DERIVED),
        Step(id="revise", label="修改", source=("drafted",), to="drafted", roles=("justice_office",), basis=(INSPECT(26),),
             fields=("outline_rows",), optional=_GIVEN, derives=_numbered, derived=_DERIVED),
        Step(id="adopt", label="启用", source=("drafted",), to="in_force", roles=("justice_office",), basis=(INSPECT(26),),
             gates=(outline_has_required_parts, outline_speaks_of_all), enters=(Enters(register="outlines", key="section_key", rows="outline_sections"),),
             consequence="启动这一年的年度报告时可以选用；已经启动的报告不变。"),
        Step(id="retire", label="停用", source=("in_force",), to="retired", roles=("justice_office",), basis=(TOWN_RULE(),), fields=("why",),
             enters=(Enters(register="outlines", key="section_key", rows="outline_sections", ends=True),)),
    ),
)  # fmt: skip
