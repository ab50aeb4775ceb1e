"""The light path of a review: a contract on an unchanged model text, not above the town's amount, passed in one act."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.records import Row
from fadu.packs.common.fields import P
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.texts import content_digest
from fadu.packs.legal_counsel.contract_templates import TEMPLATES
from fadu.packs.legal_counsel.review_matters import CONTRACT

LIMIT = "ctr.light_yuan"
_WAY_OUT = "按一般合同送审，附合同文本、对方资质材料和审批文件"

STANDARD = (
    Field(
        name="template",
        label="所用示范文本",
        kind=Kind.REF,
        register=TEMPLATES,
        sensitivity=P,
        example="房屋租赁合同（示范文本）（2025年1月2日版）",
    ),
    Field(name="unchanged_stated", label="示范文本条款没有改动", kind=Kind.BOOL, help="附了条款文本的，按文本比对", example=True),
    Field(name="parties", label="合同相对方", example="重庆某物业管理有限公司"),
    Field(name="contract_amount", label="合同金额", kind=Kind.MONEY, example="30000"),
)


@gate("template_unchanged", "示范文本条款未改", on_form=True, basis=(TOWN_RULE(),), refusal="{why}", remedy=_WAY_OUT)
def template_unchanged(s: Situation) -> Answer:
    """The clauses sent in are the model's own, by digest; where none were sent, the clerk states so."""
    model = _model(s)
    if model is None:
        return missing(why="所选示范文本不在本镇目录中，或者已经停用")
    sent = content_digest(s.facts)
    if not sent:
        return bool(s.get("unchanged_stated")) or missing(why="没有上传合同条款，也没有声明条款未改动")
    return sent == model.get("text_digest") or missing(why="合同条款与示范文本不同")


@gate(
    "below_town_amount",
    "金额不超过本镇限额",
    needs=("contract_amount",),
    basis=(TOWN_RULE(),),
    refusal="合同金额{amount}，超过本镇确定的{limit}",
    remedy=_WAY_OUT,
)
def below_town_amount(s: Situation) -> Answer:
    limit = s.amount(LIMIT)
    return int(str(s.get("contract_amount"))) <= limit or missing(amount=_yuan(s.get("contract_amount")), limit=_yuan(limit))


def _model(s: Situation) -> Row | None:
    return next((row for row in s.rows(TEMPLATES) if row.key == s.get("template")), None)


def _yuan(fen: Value | None) -> str:
    return STANDARD[-1].show(fen)


def standard_facts(s: Situation) -> Mapping[str, Value]:
    """A contract, with the digest of its clauses: those sent in, or the model's where they are said to be the same."""
    model = _model(s)
    digest = content_digest(s.facts) or (str(model.get("text_digest")) if model else "")
    return {"subject": CONTRACT, **({"text_digest": digest} if digest else {})}


def standard_checklist(s: Situation) -> list[dict[str, Value]]:
    """The three points that a standard contract is passed on, each with what it rests on."""
    compared = "经比对摘要值" if content_digest(s.facts) else "送审单位声明"
    grounds = (
        ("示范文本条款未改", f"{s.get('template')}，{compared}，条款没有改动"),
        ("合同相对方", f"{s.get('parties')}，经审查人核对"),
        ("合同金额", f"{_yuan(s.get('contract_amount'))}，不超过本镇确定的{_yuan(s.amount(LIMIT))}"),
    )
    return [{"point": point, "answer": "是", "ground": ground} for point, ground in grounds]
