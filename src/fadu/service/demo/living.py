"""A few matters open around a day, so that no desk is empty on the day somebody looks. Not part of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fadu.packs.legal_counsel.review_matters import CONTRACT, PAPERS
from fadu.service.demo.acts import Act, at
from fadu.service.demo.base import book
from fadu.service.demo.days_of import working
from fadu.service.demo.documents import TOWN, Making, until_reviewed
from fadu.service.demo.names import Names
from fadu.service.demo.people import PAIRS, VILLAGES, village_code


def plan(seed: int, today: date) -> list[Act]:
    """Matters due around ``today``, all begun before it. The same seed and day give the same matters."""
    names = Names(seed, f"living {today}")
    return [
        *_screening(today),
        *_disputes(today, names),
        *_petitions(today, names),
        *_penalties(today, names),
        *_case(today, names),
        *_publications(today, names),
        *_texts(today),
    ]


def _ago(today: date, n: int) -> date:
    """The n-th working day before today. Different n are different days, so that no act overtakes another."""
    day = today
    for _ in range(n):
        day -= timedelta(days=1)
        while working(day) != day:
            day -= timedelta(days=1)
    return day


def _screening(today: date) -> Iterator[Act]:
    """A round that began yesterday: some villages have answered, the others see it on their desk."""
    on, name = today - timedelta(days=1), "living-round"
    codes = [village_code(v) for v in range(1, len(VILLAGES) + 1)]
    yield Act(
        at=at(on, 8, 30),
        by=("sifa",),
        step="open",
        matter=name,
        procedure="disputes.round",
        fields={"trigger": "定期", "scope": "全镇", "villages": codes},
    )
    for village in range(3, 9):
        yield Act(
            at=at(on, 15, village),
            by=(f"cun{village:02d}",),
            step="return_nil",
            matter=name,
            child="disputes.village_return",
            village=village_code(village),
        )


def _disputes(today: date, names: Names) -> Iterator[Act]:
    for n, (days, by, village, kind, gist) in enumerate((
        (18, "tiaojie", 1, "宅基地房屋", "翻建房屋的墙界争议"), (6, "tiaojie2", 2, "损害赔偿", "电动车刮擦后的医药费争议"), (2, "cun01", 1, "邻里", "空调外机滴水影响楼下"),
    ), start=1):  # fmt: skip
        name, on = f"living-dispute-{n}", _ago(today, days)
        yield Act(at=at(on, 9), by=(by,), step="find", matter=name, procedure="disputes.dispute", fields={
            "kind": kind, "party_a": names.person(), "party_b": names.person(), "village": village_code(village), "gist": gist})  # fmt: skip
        if n < 3:
            yield Act(at=at(on, 10), by=(by,), step="accept", matter=name, fields={
                "willing": "双方愿意", "excluded_ground": "不属于", "mediator_chosen": "当事人选定", "rights_told": True})  # fmt: skip
        if n == 1:
            yield Act(
                at=at(_ago(today, 14), 15),
                by=(by,),
                step="mediate",
                matter=name,
                fields={"mediation_notes": [{"said": "听取双方陈述，约定再次调解"}]},
            )


def _petitions(today: date, names: Names) -> Iterator[Act]:
    for n, (days, text) in enumerate(((38, "反映村道塌方修复进度"), (8, "反映集镇公厕管护")), start=1):
        name, on = f"living-petition-{n}", _ago(today, days)
        yield Act(at=at(on, 9), by=("xinfang",), step="register", matter=name, procedure="disputes.petition", fields={
            "channel": "来访", "petitioner": names.person(), "petition_matter": text, "village": village_code(2 + n)})  # fmt: skip
        if n == 1:
            yield Act(at=at(on, 10), by=("xinfang",), step="screen", matter=name, fields={"petition_route": "受理办理"})
            yield Act(at=at(on, 11), by=("xinfang",), step="accept", matter=name, fields={"assigned_to": "何清"})


def _penalties(today: date, names: Names) -> Iterator[Act]:
    """Decided lately: to file, to hand in, and waiting to be paid."""
    for n, (days, fen, tier, cash) in enumerate(((1, 2000, "较重", True), (1, 1000, "较轻", False), (5, 2000, "较重", False)), start=1):
        on, name = _ago(today, days), f"living-penalty-{n}"
        fields = {
            "item": "FJDC-TK", "kind": "罚款", "tier": tier, "amount_fen": fen, "party_name": names.person(), "party_class": "公民",
            "place": "和顺社区学校路口", "village": village_code(1), "identity_shown": True, "told": True, "defence": "无异议", "signature": "已签名",
            "correction_content": "立即改正", **({"collected": True, "collect_ground": "一百元以下", "receipt_no": f"渝财罚{on:%Y%m%d}1"} if cash else {}),
        }  # fmt: skip
        yield Act(
            at=at(on, 17, 10 * n),
            by=PAIRS[0],
            step="decide_on_spot",
            matter=name,
            procedure="penalty.summary",
            fields=fields,
            book=book("FJDC-TK"),
        )
        if n == 3:
            yield Act(at=at(_ago(today, 4), 16), by=("duizhang",), step="file", matter=name)


def _case(today: date, names: Names) -> Iterator[Act]:
    """A clue to verify, and a case in the middle of its ninety days."""
    shop, ordinary = names.shop(), "penalty.ordinary"
    on = _ago(today, 48)
    yield Act(at=at(on, 9), by=("duizhang",), step="register", matter="living-case", procedure="penalty.clue", fields={
        "source": "群众举报", "clue_text": "反映门店后焚烧包装垃圾", "item": "FSLJ", "place": "长安社区集镇主街", "village": village_code(2)})  # fmt: skip
    yield Act(at=at(_ago(today, 47), 10), by=PAIRS[1], step="verify", matter="living-case", fields={
        "verified_text": "店后有焚烧痕迹约一平方米", "in_town": True, "party_name": shop, "party_class": "个体工商户"})  # fmt: skip
    yield Act(at=at(_ago(today, 45), 9), by=("fenguan",), step="file", matter="living-case", fields={"item": "FSLJ"})
    yield Act(at=at(_ago(today, 42), 10), by=PAIRS[1], step="examine", matter="living-case", child=ordinary, fields={
        "identity_shown": True, "scene_place": "长安社区集镇主街", "scene_text": "店后有焚烧痕迹约一平方米", "record_signature": "已签名",
        "evidence": [{"name": "现场照片", "kind": "视听资料", "verified": True}]})  # fmt: skip
    yield Act(at=at(_ago(today, 6), 9), by=("duizhang",), step="register", matter="living-verified", procedure="penalty.clue", fields={
        "source": "网格上报", "clue_text": "餐馆污水流到路面", "item": "CYWS", "place": "和顺社区集镇主街", "village": village_code(1)})  # fmt: skip
    yield Act(at=at(_ago(today, 4), 10), by=PAIRS[2], step="verify", matter="living-verified", fields={
        "verified_text": "后厨排水管脱落，污水流到路面", "in_town": True, "party_name": names.shop(), "party_class": "个体工商户"})  # fmt: skip
    yield Act(at=at(_ago(today, 3), 9), by=("duizhang",), step="register", matter="living-clue", procedure="penalty.clue", fields={
        "source": "网格上报", "clue_text": "路边堆放建筑垃圾", "item": "CG-17", "place": "和顺社区进场路", "village": village_code(1)})  # fmt: skip


def _publications(today: date, names: Names) -> Iterator[Act]:
    """A result that waits for its secrecy review, one that waits to be shown, and cash that waits for the bank."""
    for n, (days, cleared) in enumerate(((4, False), (5, True), (3, False)), start=1):
        name, on = f"living-shown-{n}", _ago(today, days)
        cash = {"collected": True, "collect_ground": "一百元以下", "receipt_no": f"渝财罚{on:%Y%m%d}9"} if n == 3 else {}
        yield Act(at=at(on, 8, n), by=PAIRS[2], step="decide_on_spot", matter=name, procedure="penalty.summary", book=book("LDLJ"), fields={
            "item": "LDLJ", "kind": "罚款", "tier": "较重", "amount_fen": 5000, "party_name": names.person(), "party_class": "公民", "place": "春华村公共通道旁",
            "village": village_code(3), "identity_shown": True, "told": True, "defence": "无异议", "signature": "已签名", "correction_content": "当场清除", **cash})  # fmt: skip
        if cash:
            yield Act(at=at(_ago(today, 2), 9), by=(PAIRS[2][0],), step="hand_in", matter=name, fields={"slip_no": f"缴{on:%Y}-901"})
            continue
        yield Act(at=at(on, 10, n), by=("gongkai",), step="publish", matter=name, fields={"publication_ground": "具有一定社会影响"})
        if cleared:
            yield Act(
                at=at(on, 15), by=("baomi",), step="clear", matter=name, child="common.publication", fields={"secrecy_result": "可以公开"}
            )


def _texts(today: date) -> Iterator[Act]:
    """A document that waits for the head's meeting, a text that waits for its review, a table to fill for the district."""
    begins, consulted, reviewed = (_ago(today, n) for n in (36, 32, 14))
    yield from until_reviewed(
        Making(key="weddings", begins=begins, consulted=consulted, reviewed=reviewed, signed=today, published=today, filed_after_days=0)
    )
    yield Act(at=at(_ago(today, 4), 10), by=("kezhang",), step="submit", matter="living-review", procedure="legal_counsel.legality_review", fields={
        "subject": CONTRACT, "title": "集镇路灯维护合同", "submitting_office": "经济发展办公室", "papers": list(PAPERS[CONTRACT]),
        "text": "甲方同乐镇人民政府，乙方同乐镇某电器服务部。乙方负责集镇路灯日常维护，期限一年，按季度结算。", "organ": TOWN})  # fmt: skip
    yield Act(at=at(_ago(today, 3), 10), by=("jingban",), step="import", matter="living-request", procedure="annual_report.request", fields={
        "year": today.year, "request_title": "法治政府建设重点指标统计表", "asked_by": "区司法局",
        "request_cells": [{"sheet": "统计表", "cell": f"B{n}", "label": label, "unit": "件"} for n, label in enumerate(("行政处罚", "调解成功"), 3)]})  # fmt: skip
