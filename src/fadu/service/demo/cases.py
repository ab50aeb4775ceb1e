"""The four cases of the ordinary procedure in the invented year: three decided, one dropped, and a clue handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.packs.common.legal_review import CHECKLIST
from fadu.service.demo.acts import Act, at
from fadu.service.demo.days_of import after
from fadu.service.demo.names import Names
from fadu.service.demo.people import PAIRS, VILLAGES, village_code

SERVICE, REVIEW, PUBLICATION, PAYMENT = "common.service", "common.legal_review", "common.publication", "penalty.payment"
ORDINARY = "penalty.ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as planned: the clue's day, the officers (pair from 0), where, what, and how much. Money in fen."""

    name: str
    clue_on: date
    pair: int
    village: int
    item: str
    fen: int
    seen: str
    found: str
    correction: str
    complex: bool = False


BURNING = "在店后空地焚烧包装垃圾约二平方米"
FIRST = Case(
    name="case-1",
    clue_on=date(2025, 3, 10),
    pair=0,
    village=1,
    item="FSLJ",
    fen=50_000,
    seen="群众反映店后冒黑烟",
    found=BURNING,
    correction="立即熄灭并清理，今后交由环卫收运",
)
SECOND = Case(name="case-2", clue_on=date(2025, 8, 11), pair=1, village=2, item="CYWS", fen=30_000, seen="巡查发现路面有油污",
              found="将餐饮污水排入路面雨水箅", correction="清洗路面，接入污水管网", complex=True)  # fmt: skip
THIRD = Case(
    name="case-3",
    clue_on=date(2025, 10, 13),
    pair=0,
    village=1,
    item="FSLJ",
    fen=50_000,
    seen="网格员上报焚烧垃圾",
    found=BURNING,
    correction="立即熄灭并清理，今后交由环卫收运",
)
CASES = (FIRST, SECOND, THIRD)
#: (pair, village) of the decisions, for those who count by pair and village.
DECIDED = tuple((c.pair, c.village) for c in CASES)


def plan(seed: int) -> list[Act]:
    names = Names(seed, "parties of cases")
    return [*(act for case in CASES for act in _case(case, names.shop())), *_dropped(names.shop()), *_handed_back()]


def _case(c: Case, shop: str) -> Iterator[Act]:
    filed = after(c.clue_on, 3)
    yield from _clue(c, shop, filed)
    yield from _investigated(c, shop, filed)
    told = after(filed, 9)
    yield from _told(c, told)
    reviewed = after(told, 8)
    if c.complex:
        yield from _reviewed(c, reviewed)
    decided = after(reviewed, 3)
    yield _of(c, PAIRS[c.pair], "seek_decision", decided, 9, {})
    yield Act(
        at=at(decided, 10),
        by=("fenguan",),
        step="decide",
        matter=c.name,
        child=ORDINARY,
        fields={"decision": "处罚", "surcharge_stated": True},
    )
    yield from _served_and_paid(c, decided)


def _clue(c: Case, shop: str, filed: date) -> Iterator[Act]:
    place = f"{VILLAGES[c.village - 1]}集镇主街"
    yield Act(at=at(c.clue_on, 10), by=("duizhang",), step="register", matter=c.name, procedure="penalty.clue", fields={
        "source": "巡查发现" if c.complex else "群众举报", "clue_text": c.seen, "item": c.item, "place": place, "village": village_code(c.village)})  # fmt: skip
    yield Act(at=at(after(c.clue_on, 1), 10), by=PAIRS[c.pair], step="verify", matter=c.name, fields={
        "verified_text": c.found, "in_town": True, "party_name": shop, "party_class": "个体工商户", "place": place, "occurred_on": c.clue_on})  # fmt: skip
    yield Act(at=at(filed, 9), by=("fenguan",), step="file", matter=c.name, fields={"item": c.item})


def _investigated(c: Case, shop: str, filed: date) -> Iterator[Act]:
    by, scene = PAIRS[c.pair], f"{VILLAGES[c.village - 1]}集镇主街"
    evidence = [
        {"name": "现场照片", "kind": "视听资料", "verified": True},
        {"name": "现场笔录", "kind": "勘验笔录、现场笔录", "verified": True},
    ]
    yield _of(c, by, "examine", after(filed, 1), 10, {
        "identity_shown": True, "scene_place": scene, "scene_text": c.found, "record_signature": "已签名", "evidence": evidence})  # fmt: skip
    yield _of(c, by, "inquire", after(filed, 2), 15, {
        "identity_shown": True, "inquired": shop, "inquiry_place": "镇综合行政执法大队", "inquiry_text": f"问：是否{c.found}？答：是，知道错了。", "record_signature": "已签名"})  # fmt: skip
    done = {
        "facts_stated": [{"fact": c.found, "evidence": "现场照片"}],
        "party_address": scene,
        "crime_suspected": False,
        "suggestion": "给予行政处罚",
        "correction_content": c.correction,
    }
    if c is SECOND:
        unproved = {**done, "facts_stated": [{"fact": c.found, "evidence": "邻店证言"}]}
        yield _of(c, by, "finish", after(filed, 6), 9, unproved, refused=("facts_proved",))
    yield _of(c, by, "finish", after(filed, 6), 10, done)
    grounds = {"review_grounds": ["案情疑难复杂、涉及多个法律关系"]} if c.complex else {}
    yield _of(c, ("duizhang",), "propose", after(filed, 7), 15, {
        "kinds": ["罚款"], "tier": "较轻", "tier_reason": "初次违法，主动清理", "law_changed": False, "complex": False, "amount_fen": c.fen, **grounds})  # fmt: skip


def _told(c: Case, told: date) -> Iterator[Act]:
    yield _of(c, PAIRS[c.pair], "tell", told, 10, {})
    yield _served(c, told, 15)
    if c is THIRD:
        yield _of(
            c,
            PAIRS[c.pair],
            "defend",
            after(told, 2),
            10,
            {"defence": "已经清理，请求从轻", "defence_review": "已在从轻档内提出意见，维持"},
        )
    else:
        yield _of(c, PAIRS[c.pair], "waive", after(told, 2), 10, {})


def _served(c: Case, on: date, hour: int) -> Act:
    return Act(at=at(on, hour), by=PAIRS[c.pair], step="serve_in_person", matter=c.name, child=SERVICE, of=ORDINARY,
               fields={"relation": "本人", "service_place": "当事人经营场所"})  # fmt: skip


def _reviewed(c: Case, on: date) -> Iterator[Act]:
    """Reviewed by somebody who did not investigate; the investigator's own attempt is refused."""
    checklist = [{"point": p, "answer": "不适用" if p == "涉嫌犯罪" else "符合"} for p in CHECKLIST]
    yield _of(c, (PAIRS[c.pair][0],), "review", on, 9, {})
    review: dict[str, Any] = {"matter": c.name, "child": REVIEW, "of": ORDINARY}
    yield Act(at=at(on, 10), by=("fazhi", PAIRS[c.pair][0]), step="accept", refused=("duties_separate", "reviewer_qualified"), **review)
    yield Act(at=at(on, 11), by=("fazhi",), step="accept", **review)
    yield Act(
        at=at(after(on, 2), 15), by=("fazhi",), step="conclude", fields={"review_checklist": checklist, "review_opinion": "同意"}, **review
    )


def _served_and_paid(c: Case, decided: date) -> Iterator[Act]:
    yield _served(c, after(decided, 1), 10)
    yield _of(c, ("gongkai",), "publish", after(decided, 2), 9, {"publication_ground": "具有一定社会影响"})
    shown: dict[str, Any] = {"matter": c.name, "child": PUBLICATION, "of": ORDINARY}
    yield Act(at=at(after(decided, 2), 15), by=("baomi",), step="clear", fields={"secrecy_result": "可以公开"}, **shown)
    yield Act(
        at=at(after(decided, 3), 10),
        by=("gongkai",),
        step="publish",
        fields={"channel": "政府网站", "publication_ground": "具有一定社会影响"},
        **shown,
    )
    paid = after(decided, 6)
    yield Act(
        at=at(paid, 10),
        by=("shouju",),
        step="pay",
        matter=c.name,
        child=PAYMENT,
        of=ORDINARY,
        fields={"paid_fen": c.fen, "channel_paid": "银行"},
    )
    yield _of(c, ("duizhang",), "close", after(paid, 2), 10, {"closing_note": "罚款已缴清，现场复查已改正"})


def _dropped(shop: str) -> Iterator[Act]:
    """A case in which the facts did not stand: dropped, and that is counted too."""
    c = Case(
        name="case-4",
        clue_on=date(2025, 6, 3),
        pair=2,
        village=3,
        item="ST-06",
        fen=0,
        seen="反映店铺向沟渠倾倒垃圾",
        found="店后沟渠有散落垃圾",
        correction="",
    )
    yield from _clue(c, shop, after(c.clue_on, 3))
    yield _of(c, PAIRS[2], "inquire", after(c.clue_on, 5), 10, {
        "identity_shown": True, "inquired": shop, "inquiry_place": "当事人经营场所", "inquiry_text": "问：是否倾倒垃圾？答：没有，有监控记录。", "record_signature": "已签名"})  # fmt: skip
    yield _of(c, ("fenguan",), "drop", after(c.clue_on, 12), 10, {"drop_reason": "监控记录证实不是当事人所为，违法事实不成立"})
    yield _served(c, after(c.clue_on, 13), 10)


def _handed_back() -> Iterator[Act]:
    """A clue two days after its item went back to the district: not filed, but sent there."""
    name, on = "clue-back", date(2025, 7, 3)
    yield Act(at=at(on, 9), by=("duizhang",), step="register", matter=name, procedure="penalty.clue", fields={
        "source": "群众举报", "clue_text": "商户占用人行道摆放货架", "item": "SC-ZD", "place": "和顺社区集镇主街", "village": village_code(1)})  # fmt: skip
    yield Act(at=at(on, 10), by=PAIRS[1], step="verify", matter=name, fields={
        "verified_text": "人行道摆放货架约三平方米", "in_town": True, "party_name": "同乐镇某百货店", "party_class": "个体工商户"})  # fmt: skip
    yield Act(at=at(on, 15), by=("fenguan",), step="file", matter=name, fields={"item": "SC-ZD"}, refused=("handed_back_respected",))
    yield Act(at=at(after(on, 1), 9), by=("fenguan",), step="transfer", matter=name, fields={
        "transfer_to": "重庆市涪陵区城市管理局", "transfer_reason": "事项已于六月三十日后交还，不属于本镇权限"})  # fmt: skip
    for days, step, fields in (
        (2, "receive", {"receipt_no": "涪城管收字〔2025〕88号"}),
        (3, "accept", {}),
        (12, "feed_back", {"referral_result": "已责令清除，未予处罚"}),
    ):
        yield Act(at=at(after(on, days), 10), by=("qubumen",), step=step, matter=name, child="common.referral", fields=fields)


def _of(c: Case, by: tuple[str, ...], step: str, on: date, hour: int, fields: dict[str, Any], refused: tuple[str, ...] = ()) -> Act:
    """An act on the case that the clue opened."""
    return Act(at=at(on, hour), by=by, step=step, matter=c.name, child=ORDINARY, fields=fields, refused=refused)
