"""Papers of mediation and of referrals: registration, record, agreement, termination, revisit, application, letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fadu.kernel.docnumber import Series
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Block, Box, Instrument, Layout, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import CONFIRM, MED, POLICE_PEN
from fadu.packs.common.papers import acted_on, own_organ, printed, shown, verify_text
from fadu.packs.common.rows import rows_of


class Line(NamedTuple):
    """One box of a form: its label, the fact it prints, and so many lines to write on."""

    label: str
    fact: str
    lines: int = 1


Boxes = Sequence[Line | tuple[str, str, int]]
Speaker = Callable[[Matter, Records], str]


def committee(matter: Matter, records: Records) -> str:
    """The committee that mediates: the village's own, or the town's for what is handled there or where the village has none."""
    rows = records.rows("committees", acted_on(matter) or matter.opened_on)
    village = "" if matter.get("level") == "镇" else matter.village
    named = {str(r.get("village") or ""): str(r.get("name")) for r in rows}
    return named.get(village) or named.get("") or "人民调解委员会"


def town(matter: Matter, records: Records) -> str:
    return own_organ(records, acted_on(matter))


def nobody(matter: Matter, records: Records) -> str:
    """The parties' own paper speaks in nobody's name but theirs."""
    return ""


def form(
    id: str, title: str, boxes: Boxes, *, only_if_said: Sequence[str] = (), speaks: Speaker = committee, seal: bool = True, notice: str = "", sign: Sequence[str] = (), signed: str = "", numbered_as: str = "",
) -> Callable[[Matter, Records], Paper]:  # fmt: skip
    """A ruled form: (label, fact, lines) boxes, a notice to the party, lines to sign; fact ``signed`` names the last signer.

    ``numbered_as`` is the paper whose number this one goes on bearing; a box of the facts ``only_if_said`` is left out while empty.
    """

    def compose(matter: Matter, records: Records) -> Paper:
        blocks: list[Block] = [
            Box(label, shown(matter, fact) if fact else "", lines)
            for label, fact, lines in boxes
            if fact not in only_if_said or shown(matter, fact)
        ]
        blocks += [Notice(notice)] if notice else []
        names = ["" for _ in sign[:-1]] + [shown(matter, signed) if signed else ""]
        blocks += [Signatures(tuple(zip(sign, names, strict=True)))] if sign else []
        return Paper(
            title=title, organ=speaks(matter, records), layout=Layout.FORM, number=matter.numbers.get(numbered_as or id, ""), blocks=tuple(blocks),
            dated=acted_on(matter), seal=seal, verify=verify_text(matter, id),
        )  # fmt: skip

    return compose


_PARTIES = (("当事人甲", "party_a", 1), ("当事人乙", "party_b", 1), ("其他当事人", "more_parties", 1))
_TERMS = (
    Line("纠纷主要事实和责任", "agreed_facts", 3), Line("协议内容", "agreed_content", 4), Line("履行方式", "performance_mode", 1), Line("履行期限", "perform_by", 1),
)  # fmt: skip
_BINDING = "本协议自双方签名、调解员签名并加盖调委会印章之日起生效，具有法律约束力，双方应当按照约定履行。双方可以自协议生效之日起三十日内共同向人民法院申请司法确认。"


def _compose_session(matter: Matter, records: Records) -> Paper:
    """调解记录: the last sitting, with everyone's line to sign."""
    sittings = rows_of(matter.facts, "mediation_notes")
    last = sittings[-1] if sittings else {}
    day = last.get("on") or acted_on(matter)
    blocks: tuple[Block, ...] = (
        *(Box(label, shown(matter, fact), lines) for label, fact, lines in _PARTIES),
        Box("时间", printed(day), wide=False), Box("第几次", str(len(sittings)), wide=False), Box("地点", str(last.get("place", ""))),
        Box("调解员", shown(matter, "mediator"), wide=False), Box("协助人员", str(last.get("helpers", "")), wide=False),
        Box("经过", str(last.get("said", "")), 12), Signatures((("当事人", ""), ("当事人", ""), ("调解员", shown(matter, "mediator")))),
    )  # fmt: skip
    return Paper(
        title="人民调解记录",
        organ=committee(matter, records),
        blocks=blocks,
        dated=acted_on(matter),
        seal=False,
        verify=verify_text(matter, "disputes.session"),
    )


def _compose_letter(matter: Matter, records: Records) -> Paper:
    """移送函: to whom, what, and by when an answer is awaited."""
    due = matter.clocks.get("xfer.linked")
    since = chinese_day(due.started_on) if due else ""
    blocks = (
        Box("接收单位", shown(matter, "other_side")), Box("联动类别", shown(matter, "linkage")),
        Box("当事人甲", shown(matter, "party_a"), wide=False), Box("当事人乙", shown(matter, "party_b"), wide=False), Box("移送事项", shown(matter, "referred_matter"), 4),
        Box("移送日期", since), Notice("请收到后签署回执退回，办结后将结果反馈本会；不属于你单位职责的，请写明理由退回。"),
        Box("回执（接收单位填写）", "", 3), Signatures((("接收人", ""), ("接收日期", ""))),
    )  # fmt: skip
    return Paper(
        title="矛盾纠纷移送函", organ=committee(matter, records), number=matter.numbers.get("disputes.referral_letter", ""), blocks=blocks,
        dated=acted_on(matter), verify=verify_text(matter, "disputes.referral_letter"),
    )  # fmt: skip


APPLICATION = Instrument(
    id="disputes.application", label="调解申请登记表", basis=(MED(17), MED(18)),
    series=Series(id="mediation_application", label="调解申请编号", prefix=lambda facts: "{town}调申"),
    compose=form("disputes.application", "人民调解申请登记表",
                 (("申请人", "party_a", 1), ("联系电话", "contact", 1), ("对方", "party_b", 1), ("其他当事人", "more_parties", 1), ("纠纷类型", "kind", 1), ("事由", "gist", 4)),
                 seal=False, notice="调解不收费。双方都愿意才调解；对方不愿意的，会告诉您还可以走的途径。", sign=("申请人", "登记人")),
)  # fmt: skip
REGISTRATION = Instrument(
    id="disputes.registration", label="调解受理登记表及权利义务告知书", basis=(MED(18), MED(23), MED(24), MED(27)),
    compose=form("disputes.registration", "人民调解受理登记表",
                 (*_PARTIES, ("纠纷类型", "kind", 1), ("来源", "source", 1), ("事由", "gist", 3), ("调解员", "mediator", 1), ("调解员的确定", "mediator_chosen", 1)),
                 notice="当事人的权利：选择或者接受调解员，接受、拒绝或者要求终止调解，要求公开或者不公开进行，自主表达意愿、自愿达成协议。"
                        "当事人的义务：如实陈述纠纷事实，遵守调解现场秩序、尊重调解员，尊重对方行使权利。人民调解不收费。",
                 sign=("当事人", "当事人", "登记人"), signed="mediator"),
)  # fmt: skip
SESSION = Instrument(id="disputes.session", label="调解记录", basis=(MED(27),), compose=_compose_session, needs=("mediation_notes",))
ORAL = Instrument(
    id="disputes.oral", label="口头协议登记表", basis=(MED(28), MED(30)),
    compose=form("disputes.oral", "人民调解口头协议登记表", (*_PARTIES, ("纠纷类型", "kind", 1), ("事由", "gist", 2), ("协议内容", "settlement", 3)),
                 seal=False, notice="口头协议自达成之日起生效，对双方具有约束力。", sign=("调解员",), signed="mediator"),
)  # fmt: skip
AGREEMENT = Instrument(
    id="disputes.agreement", label="人民调解协议书", basis=(MED(29),),
    series=Series(id="mediation_agreement", label="调解协议书编号", prefix=lambda facts: "（{town}）人调字", ordinal="第"),
    compose=form("disputes.agreement", "人民调解协议书", (*_PARTIES, *_TERMS), notice=_BINDING, sign=("当事人", "当事人", "调解员"), signed="mediator"),
)  # fmt: skip
CHANGED = Instrument(
    id="disputes.changed_agreement", label="变更后的人民调解协议书", basis=(MED(29), MED(33)),
    compose=form("disputes.changed_agreement", "人民调解协议书（变更）", (*_PARTIES, ("变更的原因", "change_reason", 2), *_TERMS), numbered_as="disputes.agreement",
                 notice="原协议自本协议生效之日起不再履行。" + _BINDING, sign=("当事人", "当事人", "调解员"), signed="mediator"),
)  # fmt: skip
TERMINATION = Instrument(
    id="disputes.termination", label="调解终止告知书", basis=(MED(26),),
    compose=form("disputes.termination", "人民调解终止告知书", (*_PARTIES, ("结果", "outcome", 1), ("原因", "fail_reason", 3), ("可以走的途径", "route_told", 1)),
                 notice="调解未达成协议。你可以依法通过仲裁、行政、司法等途径维护自己的权利。", sign=("调解员",), signed="mediator"),
)  # fmt: skip
REVISIT = Instrument(
    id="disputes.revisit", label="回访记录", basis=(MED(31),),
    compose=form("disputes.revisit", "人民调解回访记录", (*_PARTIES, ("约定的履行期限", "perform_by", 1), ("履行情况", "performed_note", 4), ("下一期的履行期限", "next_due_on", 1), ("未履行的处理", "default_way", 1)), only_if_said=("next_due_on", "default_way"), seal=False, sign=("当事人", "回访人")),
)  # fmt: skip
CONFIRMATION = Instrument(
    id="disputes.confirmation_application", label="司法确认申请书", basis=(MED(33), CONFIRM(3)),
    compose=form("disputes.confirmation_application", "司法确认申请书",
                 (("申请人", "party_a", 1), ("申请人", "party_b", 1), ("调解协议生效日", "settled_on", 1), ("调解协议要点", "agreed_content", 4), ("口头协议内容", "settlement", 3),
                  ("管辖法院", "court", 1), ("身份证明、送达地址和电话", "", 3)),
                 only_if_said=("agreed_content", "settlement"), speaks=nobody, seal=False, notice="请求确认上述调解协议的效力。双方当事人承诺：协议出于自愿，没有恶意串通、规避法律；内容给他人造成损害的，愿意承担相应责任。",
                 sign=("申请人", "申请人")),
)  # fmt: skip
REFERRAL_LETTER = Instrument(
    id="disputes.referral_letter", label="矛盾纠纷移送函及回执", basis=(MED(25),), compose=_compose_letter,
    series=Series(id="dispute_referral", label="移送函编号", prefix=lambda facts: "{town}调移"),
)  # fmt: skip
RECEIPT = Instrument(
    id="disputes.referral_receipt", label="移入回执", basis=(MED(18),),
    compose=form("disputes.referral_receipt", "矛盾纠纷移入回执", (("移送单位", "other_side", 1), ("联动类别", "linkage", 1), ("移送事项", "referred_matter", 4)),
                 notice="上述事项已经收到。受理与否及办理结果另行反馈。", sign=("接收人",)),
)  # fmt: skip
HANDED_BACK = Instrument(
    id="disputes.referral_handed_back", label="移入退回函", basis=(MED(18),),
    compose=form("disputes.referral_handed_back", "矛盾纠纷退回函", (("移送单位", "other_side", 1), ("联动类别", "linkage", 1), ("移送事项", "referred_matter", 4), ("退回理由", "return_reason", 3)),
                 notice="上述事项不宜由本会受理，现予退回，请依法处理。", sign=("经办人",)),
)  # fmt: skip
URGED = Instrument(
    id="disputes.referral_urged", label="移送催办函", basis=(MED(25),),
    compose=form("disputes.referral_urged", "矛盾纠纷移送催办函", (("接收单位", "other_side", 1), ("联动类别", "linkage", 1), ("移送事项", "referred_matter", 4), ("你单位回执", "receipt_no", 1)),
                 notice="上述事项移送后未收到你单位的回执或者办理结果。请签署回执、反馈结果；不属于你单位职责的，请写明理由退回。", sign=("经办人",)),
)  # fmt: skip
FEEDBACK = Instrument(
    id="disputes.referral_feedback", label="办理结果反馈", basis=(MED(18),),
    compose=form("disputes.referral_feedback", "矛盾纠纷办理结果反馈", (("移送单位", "other_side", 1), ("移送事项", "referred_matter", 3), ("办理结果", "referral_result", 4)), sign=("经办人",)),
)  # fmt: skip
NOT_TO_PUNISH = Instrument(
    id="disputes.not_to_punish", label="调解履行情况告知函", basis=(POLICE_PEN(9),),
    compose=form("disputes.not_to_punish", "民间纠纷调解履行情况告知函", (("公安机关", "other_side", 1), ("移送事项", "referred_matter", 3), ("协议和履行", "settlement_note", 4)),
                 notice="当事人经人民调解委员会调解达成协议并已履行，书面申请不予处罚，申请附后。请依照《中华人民共和国治安管理处罚法》第九条决定是否认可；经认可的，不予处罚。", sign=("经办人",)),
)  # fmt: skip

#: The order of a file of mediation: what it began with, what was told and recorded, the agreement, what came of it.
_IN_THE_FILE = (APPLICATION, REGISTRATION, SESSION, AGREEMENT, CHANGED, ORAL, TERMINATION, REVISIT, CONFIRMATION)


def _compose_index(matter: Matter, records: Records) -> Paper:
    """卷内目录: the papers of this file in their order, with the number each bears, and room for what is kept on paper."""
    held = [i for i in _IN_THE_FILE if i.id in matter.papers]
    rows = tuple((str(n), i.label, matter.numbers.get(i.id, ""), "") for n, i in enumerate(held, 1))
    blocks: tuple[Block, ...] = (
        *(Box(label, shown(matter, fact), lines) for label, fact, lines in _PARTIES), Box("纠纷类型", shown(matter, "kind"), wide=False), Box("结果", shown(matter, "outcome"), wide=False),
        Table(("序号", "材料名称", "编号", "页号"), rows), Box("另附纸质材料（身份证明、授权委托书、证据等）", "", 3), Signatures((("立卷人", ""), ("归档日期", printed(acted_on(matter))))),
    )  # fmt: skip
    return Paper(
        title="人民调解卷宗卷内目录",
        organ=committee(matter, records),
        blocks=blocks,
        dated=acted_on(matter),
        seal=False,
        verify=verify_text(matter, "disputes.file_index"),
    )


FILE_INDEX = Instrument(id="disputes.file_index", label="卷内目录", basis=(MED(27),), compose=_compose_index)
