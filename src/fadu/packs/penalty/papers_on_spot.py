"""Papers of the on-the-spot procedure: the pre-numbered decision, the education record, the daily filing list."""

from __future__ import annotations

from collections.abc import Callable

from fadu.kernel.citation import Citation
from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Block, Box, Instrument, Notice, Paper, Signatures
from fadu.kernel.matter import Facts, Matter
from fadu.kernel.records import Records
from fadu.packs.common.items import OWN_SERIES
from fadu.packs.common.laws import PEN, REC
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, money, remedy_notice, shown, verify_text
from fadu.packs.penalty.fields import NO_PROOF, SIGNED

DECISION, EDUCATION, FILED = "penalty.on_spot_decision", "penalty.education_record", "penalty.filing_slip"


def prefix(kind: str) -> Callable[[Facts], str]:
    """The organ's code with the kind of paper after it: 同乐府罚决, 涪公（同乐）当罚."""
    return lambda facts: str(facts.get("series") or OWN_SERIES) + kind


def on_spot_decision(matter: Matter, records: Records) -> Paper:
    fine = money(matter, "total_fen") if matter.get("total_fen") else ""
    return Paper(
        title="当场行政处罚决定书", organ=in_name_of(matter, records), number=matter.numbers.get(DECISION, ""),
        dated=matter.get("decided_on"),  # type: ignore[arg-type]
        blocks=(
            *_party(matter),
            Box("违法事实", f"{shown(matter, 'occurred_on')}，在{shown(matter, 'place')}，{shown(matter, 'item_name')}。"),
            Box("处罚依据", shown(matter, "legal_basis")),
            Box("处罚决定", f"{shown(matter, 'kind')}{fine}（裁量阶次：{shown(matter, 'tier', '无')}）。"),
            Box("责令改正", shown(matter, "correction_content", "立即改正")),
            Box("陈述申辩", shown(matter, "defence")),
            Box("履行方式", _payment(matter)),
            *remedy_notice(matter),
            Box("执法人员", shown(matter, "officers_shown")),
            Signatures((("当事人", _signed(matter)), ("执法人员", ""), ("执法人员", ""))),
        ),
        verify=verify_text(matter, DECISION),
    )  # fmt: skip


def _party(matter: Matter) -> tuple[Block, ...]:
    return boxes(matter, ("当事人", "party_name"), ("类别", "party_class"), ("证件号码", "party_id"), ("住址", "party_address"))


def _payment(matter: Matter) -> str:
    if not matter.get("total_fen"):
        return "警告，不收取款项。"
    if matter.get("collected_fen"):
        return f"已当场收缴{money(matter, 'collected_fen')}，票据号{shown(matter, 'receipt_no')}。"
    return shown(matter, "payment_text")


def no_penalty_basis(ground: object) -> Citation:
    """The article that lets, or makes, the organ not punish on this ground."""
    return _NO_PENALTY.get(str(ground), PEN(33))


_NO_PENALTY = {
    "违法轻微并及时改正": PEN(33, 1), "初次违法": PEN(33, 1), "没有主观过错": PEN(33, 2), "未满十四周岁": PEN(30), "无责任能力": PEN(31),
    "超过追责期限": PEN(36), "违法事实不成立": PEN(57, 1, 3),
}  # fmt: skip


def _signed(matter: Matter) -> str:
    """What the decision itself notes where the party refused (PEN 52): 拒绝签收，有见证人. Without any proof it is left open."""
    signature = shown(matter, "signature")
    if signature in (SIGNED, NO_PROOF):
        return ""
    proof = signature.removeprefix("拒签")
    return "拒绝签收" if proof == "已在文书注明" else f"拒绝签收，{proof}"


def filing_slip(matter: Matter, records: Records) -> Paper:
    """The report to the organ that an officer decided on the spot (PEN 52), as the head of the team received it."""
    return Paper(
        title="当场行政处罚备案表", organ=in_name_of(matter, records), dated=acted_on(matter), seal=False,
        blocks=(
            Box("决定书文号", matter.numbers.get(DECISION, "")),
            *boxes(matter, ("当事人", "party_name"), ("类别", "party_class"), ("违法行为", "item_name"), ("地点", "place"), ("处罚依据", "legal_basis")),
            Box("处罚决定", f"{shown(matter, 'kind')}{money(matter, 'total_fen') if matter.get('total_fen') else ''}"),
            *boxes(matter, ("决定日期", "decided_on"), ("签名情况", "signature"), ("执法人员", "officers_shown")), Box("缴款", _payment(matter)),
            Signatures((("报备人", ""), ("执法队负责人", ""))),
        ),
        verify=verify_text(matter, FILED),
    )  # fmt: skip


def education_record(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="不予行政处罚教育记录", organ=in_name_of(matter, records), dated=acted_on(matter), seal=False,
        blocks=(
            *_party(matter),
            *boxes(matter, ("违法行为", "item_name"), ("时间", "occurred_on"), ("地点", "place"), ("不予处罚的理由", "no_penalty_ground")),
            Box("依据", str(no_penalty_basis(matter.get("no_penalty_ground")))),
            *filled(matter, ("初次违法查询日", "queried_on"), ("查询范围", "query_scope")),
            *boxes(matter, ("教育内容", "education"), ("执法人员", "officers_shown")),
            Notice("对当事人不予行政处罚的，行政机关应当对当事人进行教育。"),
            Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))),
        ),
        verify=verify_text(matter, EDUCATION),
    )  # fmt: skip


ON_SPOT_DECISION = Instrument(
    id=DECISION, label="当场行政处罚决定书", compose=on_spot_decision, basis=(PEN(52), REC(23)),
    series=Series(id="penalty.on_spot", label="当场处罚决定书文号", prefix=prefix("当罚")),
    needs=("item_name", "legal_basis", "place", "remedy_text", "name_of_organ"),
)  # fmt: skip
FILING_SLIP = Instrument(id=FILED, label="当场处罚备案表", compose=filing_slip, basis=(PEN(52, 3),))
EDUCATION_RECORD = Instrument(id=EDUCATION, label="教育记录", compose=education_record, basis=(PEN(33),), needs=("education",))
