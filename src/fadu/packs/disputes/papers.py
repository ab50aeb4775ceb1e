"""Papers of mediation and petitions: agreement, registration, termination, revisit, applications and opinions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fadu.kernel.docnumber import Series
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Block, Box, Instrument, Layout, Notice, Paper, Signatures
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import CONFIRM, MED, PET

COMMITTEE = "同乐镇人民调解委员会"


def _committee(matter: Matter, records: Records) -> str:
    """The village's committee, or the town's where the village has none."""
    rows = [r for r in records.rows("committees", matter.opened_on) if r.get("village") in (matter.village, "")]
    return str(rows[0].get("name")) if rows else COMMITTEE


def _text(matter: Matter, name: str) -> str:
    value = matter.get(name)
    return chinese_day(value) if hasattr(value, "year") and hasattr(value, "day") else str(value or "")  # type: ignore[arg-type]


def _form(id: str, title: str, boxes: Sequence[tuple[str, str, int]], *, seal: bool = True, notice: str = "", sign: Sequence[str] = ()) -> Callable[[Matter, Records], Paper]:
    """A ruled form: (label, fact, lines) boxes, a notice to the party, lines to sign."""

    def compose(matter: Matter, records: Records) -> Paper:
        blocks: list[Block] = [Box(label, _text(matter, fact) if fact else "", lines) for label, fact, lines in boxes]
        if notice:
            blocks.append(Notice(notice))
        if sign:
            blocks.append(Signatures(tuple((label, "") for label in sign)))
        return Paper(
            title=title, organ=_committee(matter, records), layout=Layout.FORM, number=matter.numbers.get(id, ""), blocks=tuple(blocks),
            dated=matter.moved_on or matter.opened_on, seal=seal, verify=f"fadu:verify/{matter.id}/{id}",
        )  # fmt: skip

    return compose


_PARTIES = (("当事人甲", "party_a", 1), ("当事人乙", "party_b", 1))

REGISTRATION = Instrument(
    id="disputes.registration", label="调解受理登记表及权利义务告知书", basis=(MED(18), MED(23), MED(27)),
    compose=_form("disputes.registration", "人民调解受理登记表", (*_PARTIES, ("纠纷类型", "kind", 1), ("来源", "source", 1), ("事由", "gist", 3)),
                  notice="当事人可以选择或者接受调解员，可以拒绝、要求终止调解，可以要求公开或者不公开进行，自主表达意愿、自愿达成协议。人民调解不收费。",
                  sign=("当事人", "当事人", "登记人")),
)  # fmt: skip
ORAL = Instrument(
    id="disputes.oral", label="口头协议登记表", basis=(MED(28), MED(30)),
    compose=_form("disputes.oral", "人民调解口头协议登记表", (*_PARTIES, ("纠纷类型", "kind", 1), ("事由", "gist", 2), ("协议内容", "settlement", 3)),
                  seal=False, notice="口头协议自达成之日起生效，对双方具有约束力。", sign=("调解员",)),
)  # fmt: skip
AGREEMENT = Instrument(
    id="disputes.agreement", label="人民调解协议书", basis=(MED(29),),
    series=Series(id="mediation_agreement", label="调解协议书编号", prefix=lambda facts: "（{town}）人调字", ordinal="第"),
    compose=_form("disputes.agreement", "人民调解协议书",
                  (*_PARTIES, ("纠纷主要事实和责任", "agreed_facts", 3), ("协议内容", "agreed_content", 4), ("履行方式", "performance_mode", 1), ("履行期限", "perform_by", 1)),
                  notice="本协议自双方签名、调解员签名并加盖调委会印章之日起生效，具有法律约束力。双方可以自协议生效之日起三十日内共同向人民法院申请司法确认。",
                  sign=("当事人", "当事人", "调解员")),
)  # fmt: skip
TERMINATION = Instrument(
    id="disputes.termination", label="调解终止告知书", basis=(MED(26),),
    compose=_form("disputes.termination", "人民调解终止告知书", (*_PARTIES, ("结果", "outcome", 1), ("原因", "fail_reason", 3)),
                  notice="调解未达成协议。你可以依法通过仲裁、行政、司法等途径维护自己的权利。", sign=("调解员",)),
)  # fmt: skip
REVISIT = Instrument(
    id="disputes.revisit", label="回访记录", basis=(MED(31),),
    compose=_form("disputes.revisit", "人民调解回访记录", (*_PARTIES, ("履行情况", "performed_note", 4)), seal=False, sign=("当事人", "回访人")),
)  # fmt: skip
CONFIRMATION = Instrument(
    id="disputes.confirmation_application", label="司法确认申请书", basis=(MED(33), CONFIRM(3)),
    compose=_form("disputes.confirmation_application", "司法确认申请书", (("申请人", "party_a", 1), ("申请人", "party_b", 1), ("请求", "", 1), ("调解协议要点", "agreed_content", 4), ("管辖法院", "court", 1)),
                  seal=False, notice="双方当事人共同请求确认调解协议的效力，并承诺协议出于自愿，没有恶意串通、规避法律。", sign=("申请人", "申请人")),
)  # fmt: skip
REFERRAL_LETTER = Instrument(
    id="disputes.referral_letter", label="矛盾纠纷移送函", basis=(MED(25),),
    series=Series(id="dispute_referral", label="移送函编号", prefix=lambda facts: "{town}调移"),
    compose=_form("disputes.referral_letter", "矛盾纠纷移送函", (("接收单位", "other_side", 1), ("类别", "linkage", 1), ("事项", "referred_matter", 3), ("办理期限", "", 1)),
                  notice="请收到后签署回执，并将办理结果反馈本会。"),
)  # fmt: skip
PETITION_TOLD = Instrument(
    id="disputes.petition_told", label="信访事项受理告知书", basis=(PET(22), PET(23)),
    compose=_form("disputes.petition_told", "信访事项受理告知书", (("信访人", "petitioner", 1), ("信访事项", "petition_matter", 3), ("处理途径", "petition_route", 1)), notice="办理期限自受理之日起计算。"),
)  # fmt: skip
PETITION_OPINION = Instrument(
    id="disputes.petition_opinion", label="信访事项处理意见书", basis=(PET(32), PET(35)),
    series=Series(id="petition_opinion", label="处理意见书编号", prefix=lambda facts: "{town}访处"),
    compose=_form("disputes.petition_opinion", "信访事项处理意见书",
                  (("信访人", "petitioner", 1), ("诉求", "request", 2), ("查明的事实", "found_facts", 4), ("处理意见", "opinion", 3), ("依据", "opinion_basis", 2)),
                  notice="对本处理意见不服的，可以自收到本意见书之日起三十日内请求原办理机关的上一级机关、单位复查。"),
)  # fmt: skip
