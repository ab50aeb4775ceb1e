"""Documents of the invented year: one new, one re-issued, nine cleaned up, and the lawful text at every turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fadu.packs.legal_counsel.review_matters import DOCUMENT, POINTS
from fadu.service.demo.acts import Act, at
from fadu.service.demo.days_of import working
from fadu.service.demo.tables import table

ADOPT, REVIEW, CLEANUP = "normative_documents.adopt", "legal_counsel.legality_review", "normative_documents.cleanup"
TOWN = "重庆市涪陵区同乐镇人民政府"
NATURE = {
    **dict.fromkeys(("lawful_power", "touches_rights", "binds_generally", "applies_repeatedly"), "是"),
    "nature_reason": "对不特定的群众反复适用",
}
SCOPE = (date(2019, 11, 1), date(2024, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One document to make: its texts, and the days on which it moves."""

    key: str
    begins: date
    consulted: date
    reviewed: date
    signed: date
    published: date
    filed_after_days: int
    replaces: str = ""

    @property
    def texts(self) -> dict[str, Any]:
        return table("documents")[self.key]  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        return str(self.texts["text"]).strip()


DINING = Making(
    key="dining", begins=date(2025, 3, 17), consulted=date(2025, 3, 26), reviewed=date(2025, 4, 10), signed=date(2025, 4, 25),
    published=date(2025, 5, 6), filed_after_days=9,
)  # fmt: skip
PARKING = Making(
    key="parking", begins=date(2025, 7, 21), consulted=date(2025, 7, 25), reviewed=date(2025, 8, 7), signed=date(2025, 8, 27),
    published=date(2025, 9, 5), filed_after_days=12, replaces="GFX-2022-001",
)  # fmt: skip


def plan(seed: int) -> list[Act]:
    """Every act about normative documents. The seed changes nothing here: the texts and days are given."""
    return [*_made(DINING), *_cleaned_up(), *_made(PARKING), *_taken_over()]


def _made(m: Making) -> Iterator[Act]:
    yield from until_reviewed(m)
    yield from _decided(m)
    yield from _published(m)


def until_reviewed(m: Making) -> Iterator[Act]:
    """From the proposal to the closed legality review: now it waits for deliberation."""
    yield from _prepared(m)
    yield from _heard(m)
    yield from _reviewed(f"document-{m.key}", m.reviewed)


def _prepared(m: Making) -> Iterator[Act]:
    said = m.texts
    fields = {
        "title": said["title"], "office": said["office"], "issuer": TOWN, "necessity": said["necessity"],
        "issue_kind": "修订重发" if m.replaces else "新制定", **NATURE,
        **({"replaces": m.replaces} if m.replaces else {}),
    }  # fmt: skip
    draft = {
        "text": m.text, "kind": "普通", "drafting_note": said["drafting_note"], "bases": [said["basis"]], "touches_market": False,
        "interpreter": TOWN, "office_opinion": "经起草部门审核，内容合法、程序完备"}  # fmt: skip
    yield _act(m, "jingban", "propose", at(m.begins, 9), fields)
    if not m.replaces:
        yield _act(m, "jingban", "draft", at(m.begins, 10), draft, refused=("classified_by_two",))
        yield _act(m, "dangzheng", "classify_again", at(m.begins, 15), NATURE)
    yield _act(m, "jingban", "draft", at(m.begins + timedelta(days=2), 15), draft)


def _heard(m: Making) -> Iterator[Act]:
    """Open to comments for the lawful days; an attempt to sum up too early is refused."""
    said = m.texts
    yield _act(m, "kezhang", "consult", at(m.consulted, 9), {
        "comment_notice": "欢迎就本规定（征求意见稿）提出意见，可以当面、来信或者在网页提交", "comment_channel": "区政府网站同乐镇专栏"})  # fmt: skip
    for n, comment in enumerate(said["comments"]):
        yield _act(m, "jingban", "comment", at(working(m.consulted + timedelta(days=1 + n)), 11, n), {"comments": [comment]})
    if m is DINING:
        yield _act(m, "jingban", "collect", at(m.consulted + timedelta(days=5), 9), {"answers": said["answers"]}, refused=("waiting_over",))
    yield _act(m, "jingban", "collect", at(m.reviewed - timedelta(days=3), 10), {"answers": said["answers"]})
    yield _act(m, "kezhang", "fair_competition", at(m.reviewed - timedelta(days=2), 10), {
        "fair_result": "不涉及经营者经济活动", "fair_reason": "只明确办理方式和公共服务，不涉及经营者经济活动"})  # fmt: skip
    yield _act(m, "dangzheng", "check_form", at(m.reviewed - timedelta(days=1), 10))
    yield _act(m, "dangzheng", "send_for_review", at(m.reviewed, 9))


def _reviewed(matter: str, on: date) -> Iterator[Act]:
    """A legality review of one round: accepted, answered point by point, closed."""
    checklist = [{"point": p, "answer": "是", "ground": "经核对制定依据和送审材料"} for p in POINTS[DOCUMENT]]
    for by, step, days, fields in (
        ("shencha", "accept", 0, {}),
        ("shencha", "opine", 6, {"checklist": checklist, "opinion": "合法"}),
        ("kezhang", "answer", 7, {"adoption": "采纳", "answer_next": "结案"}),
    ):
        yield Act(at=at(on + timedelta(days=days), 10 if days else 11), by=(by,), step=step, matter=matter, child=REVIEW, fields=fields)


def _decided(m: Making) -> Iterator[Act]:
    on, minutes = m.signed - timedelta(days=2), f"镇长办公会议纪要〔2025〕{m.signed.month}号"
    vote = {"vote": "通过", "minutes": minutes}
    if m.replaces:
        yield _act(m, "zhenzhang", "deliberate", at(on, 9), {**vote, "review_basis": "会签"}, refused=("review_not_replaced",))
    yield _act(m, "zhenzhang", "deliberate", at(on, 10), vote)
    if m.replaces:
        changed = m.text.replace("免费使用", "限时免费使用")
        yield _act(m, "zhenzhang", "sign", at(m.signed, 9), {"text": changed}, refused=("text_unchanged",))
    yield _act(m, "zhenzhang", "sign", at(m.signed, 10))


def _published(m: Making) -> Iterator[Act]:
    said, filed = m.texts, m.published + timedelta(days=m.filed_after_days)
    yield _act(m, "baomi", "check_secrecy", at(m.signed, 15), {"secrecy_result": "可以公开"})
    if not m.replaces:
        yield _act(m, "dangzheng", "number_and_publish", at(m.signed, 16), refused=("explanation_ready", "state"))
    yield _act(m, "kezhang", "supply_explanation", at(m.signed, 17), {"explanation_plan": said["explanation"]})
    yield _act(m, "dangzheng", "number_and_publish", at(m.published, 10))
    yield _act(
        m,
        "kezhang",
        "explain",
        at(m.published + timedelta(days=1 if m.published.weekday() < 4 else 3), 9),
        {"explanation_text": said["explanation"]},
    )
    if m.replaces:
        yield _act(m, "qubumen", "filed", at(filed, 9), {"filing_no": said["filing_no"]}, refused=("sent_for_filing",))
    yield _act(m, "dangzheng", "send_for_filing", at(filed, 10), {"filing_organ": "区人民政府（区司法局）"})
    yield _act(m, "qubumen", "filed", at(filed + timedelta(days=1), 10), {"filing_no": said["filing_no"]})
    yield _act(m, "dangzheng", "take_effect", at(filed + timedelta(days=1), 11))


def _cleaned_up() -> Iterator[Act]:
    said, name = table("documents")["cleanup"], "cleanup-2025"
    changes = list(said["changes"])
    changed = {c["doc"] for c in changes}
    kept = [
        {"doc": d["key"], "conclusion": "继续有效", "reason": said["keep_reason"]}
        for d in table("imported")["documents"]
        if d["key"] not in changed
    ]
    for by, step, when, fields, refused in (
        ("dangzheng", "open", at(date(2025, 7, 1), 9), {
            "title": said["title"], "issuer": TOWN, "office": "党政办公室", "scope_from": SCOPE[0], "scope_to": SCOPE[1], "cleanup_basis": said["basis"]}, ()),
        ("dangzheng", "list", at(date(2025, 7, 2), 9), {}, ()),
        ("kezhang", "conclude", at(date(2025, 7, 9), 10), {"conclusions": kept}, ()),
        ("kezhang", "conclude", at(date(2025, 7, 10), 10), {"conclusions": changes[:-1]}, ()),
        ("dangzheng", "propose", at(date(2025, 7, 11), 10), {}, ("in_scope_complete",)),
        ("kezhang", "conclude", at(date(2025, 7, 14), 10), {"conclusions": changes[-1:]}, ()),
        ("dangzheng", "propose", at(date(2025, 7, 15), 10), {}, ()),
        ("dangzheng", "send_for_review", at(date(2025, 7, 17), 9), {}, ()),
        ("zhenzhang", "decide", at(date(2025, 8, 13), 10), {"minutes": "镇长办公会议纪要〔2025〕13号"}, ()),
        ("dangzheng", "publish", at(date(2025, 8, 20), 10), {}, ()),
    ):  # fmt: skip
        yield Act(at=when, by=(by,), step=step, matter=name, procedure=CLEANUP, fields=fields, refused=refused)
    yield from _reviewed(name, date(2025, 7, 17))


def _taken_over() -> Iterator[Act]:
    """The documents found to stay are watched from now on: their validity counts, and ends by itself."""
    changed = {c["doc"] for c in table("documents")["cleanup"]["changes"]}
    for n, row in enumerate(d for d in table("imported")["documents"] if d["key"] not in changed):
        yield Act(at=at(date(2025, 9, 18), 10, n), by=("dangzheng",), step="register_existing", matter=f"document-{row['key']}", procedure=ADOPT,
                  fields={"document": row["key"], "issuer": TOWN})  # fmt: skip


def _act(m: Making, by: str, step: str, when: datetime, fields: Any = None, refused: tuple[str, ...] = ()) -> Act:
    return Act(at=when, by=(by,), step=step, matter=f"document-{m.key}", procedure=ADOPT, fields=fields or {}, refused=refused)
