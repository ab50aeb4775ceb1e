"""The annual report of the invented year: frozen, confirmed by its owners, drafted, checked, adopted, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fadu.kernel.decide import Refused
from fadu.kernel.role import Actor
from fadu.packs.annual_report import topics as t
from fadu.packs.annual_report.text import by_name
from fadu.service import report
from fadu.service.demo.acts import Act, Call, Planned, at
from fadu.service.report_content import content_of, report_of, topics
from fadu.service.report_findings import paragraphs
from fadu.service.take_step import Command, Receipt, take_step

YEAR = 2025
FROZEN, ADOPTED, CLEARED, SIGNED, PUBLISHED = (date(2026, 1, d) for d in (5, 16, 19, 22, 26))
#: Who answers for the figures of a topic; the others are the office head's.
OWNERS = {
    "duizhang": (t.OFFICERS, t.INSPECTION, t.PENALTY, t.COMPULSION, t.LEGAL_REVIEW, t.FILE_REVIEW, t.TRANSFER, t.RANDOM),
    "sifa": (t.LAW_STUDY, t.DEBRIEF, t.REVIEWS, t.DECISIONS, t.REMEDIES, t.EDUCATION, t.DISPUTES, t.PETITIONS),
}
OTHER_OWNER = "kezhang"
#: What the year's records of other mechanisms, still kept on paper, come to: key, name, value, unit, topic, who declares, from what.
DECLARED = (
    ("party_head", "党委书记履行第一责任人职责", 21, "次", t.LEADERS, "sifa", "党委书记履职纪实簿"),
    ("town_head", "镇长履行第一责任人职责", 26, "次", t.LEADERS, "sifa", "镇长履职纪实簿"),
    ("law_study", "领导班子专题学法", 7, "次", t.LAW_STUDY, "sifa", "中心组学习记录簿"),
    ("debriefs", "党政领导班子成员述法", 9, "人", t.DEBRIEF, "sifa", "述法报告和评议记录"),
    ("inspections", "开展行政检查", 422, "次", t.INSPECTION, "duizhang", "行政检查登记簿"),
    ("permits", "作出准予行政许可决定", 134, "件", t.PERMIT, "kezhang", "行政许可登记簿"),
    ("hazards_found", "排查安全隐患", 456, "处", t.HAZARDS, "kezhang", "隐患排查登记簿"),
    ("hazards_mended", "整改安全隐患", 456, "处", t.HAZARDS, "kezhang", "隐患整改复查单"),
    ("law_events", "开展普法活动", 18, "场", t.EDUCATION, "sifa", "普法活动登记簿"),
)
#: Topics no mechanism records yet of which their owners state that nothing happened.
STATED = (t.COMPULSION, t.REMEDIES)
DECLARING = date(2026, 1, 4)
#: The town's own word lists, taken in before the report is written.
WORDS = (
    ("formulas", "区级规范表述清单（2025年12月）", "formula_rows", [
        {"text": "“八五”普法规划", "valid_from": "2021-06-15", "valid_to": "2025-12-31", "instead": "“九五”普法规划", "source": "区委依法治区办通知"},
        {"text": "《同乐镇2025年法治政府建设工作要点》", "source": "本镇发文登记"},
    ]),
    ("confusables", "本镇易错词", "confusable_rows", [
        {"wrong": "法制政府", "right": "法治政府", "note": "治理的治"}, {"wrong": "村居", "right": "村（社区）", "note": "按本镇规范写法"},
    ]),
)  # fmt: skip
Doing = Callable[[str, Mapping[str, Actor], datetime], Receipt | Refused]


def plan(seed: int) -> list[Planned]:
    """From opening to publication. The seed changes nothing: what the report says follows from the records."""
    return [
        *_words(), Call(at=at(date(2025, 12, 22), 10), name="report open", do=_service("sifa", lambda org, by: report.open_report(org, YEAR, by))),
        Call(at=at(date(2025, 12, 29), 16), name="report freeze", do=_service("tongji", _freeze), refused=("after_cut_off",)),
        *_declared(), Call(at=at(FROZEN, 9), name="report freeze", do=_service("tongji", _freeze)),
        *_nil_statements(), *_confirmed(),
        Call(at=at(date(2026, 1, 12), 10), name="report draft", do=on_report("sifa", report.draft)),
        Call(at=at(date(2026, 1, 12), 11), name="report edit", do=on_report("sifa", _explained)),
        Call(at=at(date(2026, 1, 13), 10), name="report check", do=on_report("sifa", report.check)),
        *_adopted(),
        _step("baomi", "clear", at(CLEARED, 10), {"secrecy_result": "可以公开"}),
        _step("zhenzhang", "sign", at(SIGNED, 10), {"recipients": "区委、区政府"}),
        _step("dangzheng", "submit", at(PUBLISHED, 9), {}),
        _step("dangzheng", "publish", at(PUBLISHED, 16), {"page_address": "镇政府网站法治政府建设年度报告栏"}),
    ]  # fmt: skip


def _words() -> list[Planned]:
    return [
        Act(
            at=at(date(2025, 12, 22), 9, n),
            by=("sifa",),
            step="take_in",
            matter=f"words-{name}",
            procedure=f"annual_report.{name}",
            fields={"list_title": title, field: rows},
        )
        for n, (name, title, field, rows) in enumerate(WORDS)
    ]


def _declared() -> list[Planned]:
    """Figures of what is still kept on paper, each declared by its owner with its source and confirmed before the freeze."""
    found: list[Planned] = []
    for n, (key, name, value, unit, topic, who, source) in enumerate(DECLARED):
        fields = {
            "year": YEAR, "figure_name": name, "figure_key": key, "figure_value": value, "figure_unit": unit, "topic": topic,
            "declared_evidence": source, "why": "这项业务尚未在系统中办理，按纸质登记汇总",
        }  # fmt: skip
        found.append(
            Act(
                at=at(DECLARING, 10, n),
                by=(who,),
                step="declare",
                matter=f"declared-{key}",
                procedure="annual_report.declared_figure",
                fields=fields,
            )
        )
        found.append(Act(at=at(DECLARING, 15, n), by=("tongji",), step="confirm", matter=f"declared-{key}"))
    return found


def _explained(row: Any, by: report.By) -> Receipt | Refused:
    """The drafter adds in their own words what the penalties were mostly about; the figures stay as they were counted."""
    found = content_of(row)
    lines = next(paragraphs(s) for s in found.sections if s["id"] == "enforcement")
    n = next(n for n, line in enumerate(lines) if "{penalty.decisions}" in line)
    return report.edit(row, by, "enforcement", n, by_name(lines[n], found.rows) + "处罚以道路交通非机动车、行人、乘车人违法为主。")


def owner_of(topic: str) -> str:
    return next((who for who, served in OWNERS.items() if topic in served), OTHER_OWNER)


def _freeze(org: str, by: report.By) -> Receipt | Refused:
    return report.freeze(org, YEAR, by)


def _nil_statements() -> list[Planned]:
    """Each owner states what did not happen; one tries it on a topic that has records."""
    wrong = Call(at=at(date(2026, 1, 6), 9), name="nil statement", refused=("nothing_recorded",),
                 do=_service("duizhang", lambda org, by: report.state_nil(org, YEAR, t.PENALTY, by)))  # fmt: skip
    return [
        wrong,
        *(Call(at=at(date(2026, 1, 6), 10, n), name=f"nil statement {topic}", do=_stated(topic)) for n, topic in enumerate(t.TOPICS)),
    ]


def _stated(topic: str) -> Doing:
    """The statement of the topic's owner when the frozen figures have nothing of it; nothing to do otherwise."""

    def do(org: str, people: Mapping[str, Actor], when: datetime) -> Receipt | Refused:
        row = report_of(org, YEAR)
        assert row is not None
        found = [r for r in content_of(row).rows if r.get("topic") == topic and (r.get("value") or r.get("base"))]
        if found or topic not in (*topics(), *STATED):
            return Receipt(str(row.pk), row.last_seq, row.state, "", row.last_hash, repeated=True)
        return report.state_nil(org, YEAR, topic, _by(people[owner_of(topic)], when))

    return do


def _confirmed() -> list[Planned]:
    """Each owner confirms their figures; one objects first and is convinced by the records."""
    code = "disputes.performed"
    return [
        _step("sifa", "confirm", at(date(2026, 1, 6), 17), {}, refused=("every_figure_confirmed_or_disputed",)),
        Call(at=at(date(2026, 1, 7), 9), name="object", do=on_report("sifa", lambda row, by: report.answer_figure(
            row, by, code, confirmed=False, note="有一件是否履行完毕与回访记录不符，核对后再确认"))),
        *(Call(at=at(date(2026, 1, 8), 9, n), name=f"confirm {who}", do=on_report(who, _owners(who))) for n, who in enumerate((*OWNERS, OTHER_OWNER))),
        _step("sifa", "confirm", at(date(2026, 1, 9), 16), {}),
    ]  # fmt: skip


def _owners(who: str) -> Callable[[Any, report.By], Receipt | Refused]:
    def do(row: Any, by: report.By) -> Receipt | Refused:
        printed = [r for r in content_of(row).rows if r.get("topic") and not r.get("part")]
        return report.confirm_all(row, by, [str(r["code"]) for r in printed if owner_of(str(r["topic"])) == who])

    return do


def _adopted() -> list[Planned]:
    return [
        _step(
            "zhenzhang",
            "adopt",
            at(date(2026, 1, 14), 9),
            {"minutes": "党委会议纪要〔2026〕1号"},
            refused=("leader_section_own_confirmed",),
        ),
        _step("shuji", "confirm_leaders", at(date(2026, 1, 14), 15), {"leader_confirmed": True}),
        _step("zhenzhang", "confirm_leaders", at(date(2026, 1, 14), 16), {"leader_confirmed": True}),
        _step("shuji", "adopt", at(ADOPTED, 10), {"minutes": "党委会议纪要〔2026〕2号"}),
    ]


def _service(who: str, do: Callable[[str, report.By], Receipt | Refused]) -> Doing:
    return lambda org, people, when: do(org, _by(people[who], when))


def on_report(who: str, do: Callable[[Any, report.By], Receipt | Refused]) -> Doing:
    """A service that takes the report's own row."""
    return lambda org, people, when: do(report_of(org, YEAR), _by(people[who], when))


def _step(who: str, step: str, when: datetime, fields: Mapping[str, object], refused: tuple[str, ...] = ()) -> Call:
    def do(org: str, people: Mapping[str, Actor], instant: datetime) -> Receipt | Refused:
        row = report_of(org, YEAR)
        assert row is not None
        key = f"demo:report:{step}:{instant.isoformat()}"
        return take_step(
            Command(key=key, org=org, actors=(people[who],), step=step, matter=str(row.pk), fields=fields, at=instant), durable=False
        )

    return Call(at=when, name=f"report {step}", do=do, refused=refused)


def _by(actor: Actor, when: datetime) -> report.By:
    return report.By(actor=actor, at=when, durable=False)
