"""Service of papers (送达): the ladder from handing over to public notice. ``served_on`` drives every later clock."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import START, NeededWhen, Starts, State, Step
from fadu.kernel.records import Records
from fadu.packs.common.fields import SERVED_ON
from fadu.packs.common.items import officers_shown
from fadu.packs.common.laws import CPL, PEN
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, printed, prose, shown, verify_text
from fadu.packs.common.roles import FILE_KEEPERS
from fadu.packs.common.rows import rows_of
from fadu.packs.common.steps import procedure

RECEIPT_ID, NOTICE_ID, ADDRESS_ID = "common.service_receipt", "common.service_announcement", "common.service_address"
SERVERS = ("officer", "clerk", "party_gov_office", "permit_handler", "mediator")


@gate(
    "proof_of_leaving",
    "留置有见证或影像",
    needs=("leaving_proof",),
    basis=(CPL(89), PEN(61)),
    refusal="留置送达没有见证人签名，也没有照片录像",
    remedy="请基层组织代表见证，或补录像记录送达过程",
)
def proof_of_leaving(s: Situation) -> Answer:
    return s.get("leaving_proof") != "无"


@gate(
    "electronic_agreed",
    "有电子送达确认书",
    on_form=True,
    basis=(PEN(61, 2), CPL(90)),
    refusal="当事人未签电子送达确认书",
    remedy="请当事人签确认书，或改用其他送达方式",
)
def electronic_agreed(s: Situation) -> Answer:
    return s.get("electronic_confirmed") is True


@gate(
    "other_modes_tried",
    "其他方式无法送达",
    on_form=True,
    basis=(CPL(95),),
    refusal="尚未记录其他方式无法送达的经过，不得公告送达",
    remedy="先直接、留置或邮寄送达，并记录经过",
)
def other_modes_tried(s: Situation) -> Answer:
    return bool(s.get("attempts")) or missing()


_ATTEMPT = Field(name="attempts", label="送达经过", kind=Kind.ROWS, columns=(
    Field(name="mode", label="方式", kind=Kind.CHOICE, choices=("直接", "留置", "电子", "邮寄", "转交"), example="直接"),
    Field(name="on", label="日期", kind=Kind.DATE),
    Field(name="hour", label="时间", example="9时30分"),
    Field(name="place", label="地点", example="当事人住所"),
    Field(name="servers", label="送达人", example="李某、王某"),
    Field(name="met", label="见到谁", example="邻居"),
    Field(name="outcome", label="结果", example="无人在家"),
    Field(name="proof", label="凭据", example="执法记录仪视频"),
), example=[{"mode": "直接", "hour": "9时30分", "place": "当事人住所", "servers": "李某、王某", "outcome": "无人在家"}])  # fmt: skip

#: How leaving is proved where a representative of the neighbourhood or the employer was there (CPL 89).
BY_WITNESS = "见证人签名"
_MODES = {
    "serve_in_person": "直接送达", "leave": "留置送达", "serve_electronic": "电子送达", "post": "邮寄送达", "hand_via": "转交送达",
}  # fmt: skip


def receipt(matter: Matter, records: Records) -> Paper:
    """The receipt of service (送达回证): what, to whom, how and when, with the attempts before."""
    mode = max((s for s in _MODES if s in matter.done), key=lambda s: matter.done[s].seq, default="")
    tried = tuple(
        tuple(printed(r.get(n)) for n in ("mode", "on", "hour", "place", "servers", "met", "outcome", "proof"))
        for r in rows_of(matter.facts, "attempts")
    )
    return Paper(
        title="送达回证", organ=in_name_of(matter, records), dated=acted_on(matter), verify=verify_text(matter, RECEIPT_ID),
        blocks=(
            Box("送达文书", _served_paper(matter)), *boxes(matter, ("受送达人", "recipient")), Box("送达方式", _MODES.get(mode, "")),
            *filled(matter, ("送达地点", "service_place"), ("签收人与受送达人关系", "relation"), ("拒收事由", "refused_why"), ("留置依据", "leaving_proof"), ("邮件号", "tracking_no")),
            Box("送达日期", shown(matter, "served_on") or printed(acted_on(matter))), *((Table(("方式", "日期", "时间", "地点", "送达人", "见到谁", "结果", "凭据"), tried, "此前送达经过"),) if tried else ()),
            *filled(matter, ("送达人", "servers")), Signatures(_who_signs(matter, mode)),
        ),
    )  # fmt: skip


def _who_signs(matter: Matter, mode: str) -> tuple[tuple[str, str], ...]:
    """Whoever received it and those who served it; who refused it does not sign, the witness does (CPL 89)."""
    servers = (("送达人", ""), ("送达人", ""))
    if mode != "leave":
        return (("受送达人（代收人）", ""), *servers)
    witnessed = matter.get("leaving_proof") == BY_WITNESS
    return (*servers, ("见证人", shown(matter, "leaving_witness"))) if witnessed else servers


def _served_paper(matter: Matter) -> str:
    """Which paper it is: its title, and its number where it has one."""
    title, number = shown(matter, "paper_title"), shown(matter, "paper_number")
    return f"《{title}》（{number}）" if number else f"《{title}》"


@gate(
    "two_servers",
    "两名执法人员送达",
    on_form=True,
    basis=(PEN(42), PEN(61)),
    refusal="行政处罚文书的送达人少于两名执法人员",
    remedy="增派一名执法人员一同送达，都在回证上签名",
)
def two_servers(s: Situation) -> Answer:
    return s.get("two_servers") is not True or len({a.id for a in s.actors}) >= s.amount("officers_min")


def _servers(s: Situation) -> dict[str, Value]:
    return {"servers": officers_shown(s)}


def announcement(matter: Matter, records: Records) -> Paper:
    """The notice by which a paper is taken as served when its time is over (CPL 95); it says how service was tried before."""
    organ, days = in_name_of(matter, records), shown(matter, "notice_days")
    return Paper(
        title="送达公告", organ=organ, dated=acted_on(matter), verify=verify_text(matter, NOTICE_ID),
        to=shown(matter, "recipient"),
        blocks=prose(f"因{shown(matter, 'notice_reason')}，现依法向你（单位）公告送达{_served_paper(matter)}。{_tried(matter)}",
                     f"自本公告发出之日起满{days}日即视为送达。请及时到本机关领取文书；不服的，按文书写明的途径和期限申请行政复议或者提起行政诉讼。"),
    )  # fmt: skip


def _tried(matter: Matter) -> str:
    """The attempts before, which make the notice lawful (CPL 95)."""
    said = [f"{printed(r.get('on'))}{printed(r.get('mode'))}送达（{printed(r.get('outcome'))}）" for r in rows_of(matter.facts, "attempts")]
    return f"此前{'、'.join(said)}，均未能送达。" if said else ""


def address_confirmation(matter: Matter, records: Records) -> Paper:
    """Where and how the party wishes to be served; without the consent on it nothing is served by electronic means (PEN 61)."""
    return Paper(
        title="送达地址确认书", organ=in_name_of(matter, records), dated=acted_on(matter), seal=False, verify=verify_text(matter, ADDRESS_ID),
        blocks=(
            *boxes(matter, ("受送达人", "recipient"), ("送达地址", "confirmed_address"), ("联系电话", "confirmed_phone"), ("同意电子送达", "electronic_confirmed")),
            *filled(matter, ("电子送达地址", "electronic_address")), Notice("地址有变更的，请及时书面告知；按本确认书的地址送达而无人签收的，依法视为送达。"),
            Signatures((("受送达人", ""),)),
        ),
    )  # fmt: skip


def _notice_days(s: Situation) -> dict[str, Value]:
    return {"notice_days": s.rules.limit("pen.public_notice_service", s.on, s.matter.org).length}


ANNOUNCEMENT = Instrument(id=NOTICE_ID, label="送达公告", compose=announcement, basis=(CPL(95), PEN(61)))
ADDRESS = Instrument(id=ADDRESS_ID, label="送达地址确认书", compose=address_confirmation, basis=(PEN(61, 2), CPL(90)))
RECEIPT = Instrument(id=RECEIPT_ID, label="送达回证", compose=receipt, basis=(CPL(87), PEN(61)))

SERVICE = procedure(
    name="common.service",
    label="送达",
    basis=(PEN(61), CPL(88), CPL(95)),
    readers=FILE_KEEPERS,
    title=lambda facts: f"送达：{facts.get('paper_title', '文书')}" + (f"，{facts['recipient']}" if facts.get("recipient") else ""),
    states=(State("to_serve", "待送达"), State("announced", "公告中"), State("served", "已送达", closed=True)),
    fields=(
        Field(name="paper_title", label="送达文书", sensitivity=Sensitivity.PUBLIC, example="行政处罚决定书"), Field(name="paper_number", label="送达文书的文号"),
        Field(name="recipient", label="受送达人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="陈某"),
        Field(name="relation", label="签收人与受送达人关系", kind=Kind.CHOICE, example="本人",
              choices=("本人", "同住成年家属", "负责收件的人", "代理人")),
        Field(name="service_place", label="送达地点", example="镇综合行政执法大队"),
        Field(name="leaving_proof", label="留置依据", kind=Kind.CHOICE, choices=(BY_WITNESS, "照片录像", "无"), example="照片录像"),
        Field(name="refused_why", label="拒收事由", example="认为处罚过重，拒绝签收"),
        Field(name="leaving_witness", label="见证人", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="和顺社区居民委员会周某", help="基层组织或者所在单位的代表"),
        Field(name="electronic_confirmed", label="已签电子送达确认书", kind=Kind.BOOL, example=True),
        Field(name="confirmed_address", label="送达地址", sensitivity=Sensitivity.PERSONAL, example="同乐镇和顺社区北街12号"),
        Field(name="confirmed_phone", label="联系电话", sensitivity=Sensitivity.PERSONAL, example="13800000000"),
        Field(name="electronic_address", label="电子送达地址", sensitivity=Sensitivity.PERSONAL, example="chen@example.com"),
        Field(name="notice_days", label="公告期", kind=Kind.COUNT),
        Field(name="tracking_no", label="邮件号", example="1234567890123"),
        Field(name="notice_reason", label="公告原因", kind=Kind.NOTE, example="直接、邮寄均无法送达"),
        Field(name="name_of_organ", label="名义机关", kind=Kind.ORG), Field(name="servers", label="送达人"),
        Field(name="two_servers", label="须二人送达", kind=Kind.BOOL), SERVED_ON, _ATTEMPT,
    ),
    steps=(
        Step(id="owe", label="转入送达", source=(START,), to="to_serve", roles=(*SERVERS, "leader", "town_head"), basis=(PEN(61),),
             fields=("paper_title",), optional=("paper_number", "recipient", "name_of_organ", "two_servers"), starts=(Starts(limit="pen.serve"),)),
        Step(id="try", label="记录未送达", source=("to_serve",), to=None, roles=SERVERS, basis=(PEN(61),),
             fields=("attempts",), gathers=("attempts",)),
        Step(id="confirm_address", label="确认送达地址", source=("to_serve",), to=None, roles=SERVERS, basis=(PEN(61, 2), CPL(90)),
             fields=("confirmed_address", "electronic_confirmed"), optional=("confirmed_phone", "electronic_address"),
             needed=(NeededWhen("electronic_address", "electronic_confirmed", (True,)),), issues=ADDRESS),
        Step(id="serve_in_person", label="直接送达", source=("to_serve",), to="served", roles=SERVERS, basis=(CPL(88),),
             fields=("relation",), optional=("service_place", "served_on"), gates=(two_servers,), derives=_servers, derived=("servers",), issues=RECEIPT, ends=("pen.serve",), light=True),
        Step(id="leave", label="留置送达", source=("to_serve",), to="served", roles=SERVERS, basis=(CPL(89),),
             fields=("refused_why", "leaving_proof"), optional=("leaving_witness", "service_place", "served_on"), needed=(NeededWhen("leaving_witness", "leaving_proof", (BY_WITNESS,)),), gates=(proof_of_leaving, two_servers), derives=_servers, derived=("servers",), issues=RECEIPT, ends=("pen.serve",)),
        Step(id="serve_electronic", label="电子送达", source=("to_serve",), to="served", roles=SERVERS, basis=(PEN(61, 2), CPL(90)),
             fields=("electronic_confirmed",), optional=("served_on",), gates=(electronic_agreed,), derives=_servers, derived=("servers",), issues=RECEIPT, ends=("pen.serve",)),
        Step(id="post", label="邮寄送达", source=("to_serve",), to="served", roles=SERVERS, basis=(CPL(91),),
             fields=("tracking_no",), optional=("served_on",), derives=_servers, derived=("servers",), issues=RECEIPT, ends=("pen.serve",)),
        Step(id="hand_via", label="转交送达", source=("to_serve",), to="served", roles=SERVERS, basis=(CPL(92),),
             fields=("service_place",), optional=("served_on",), gates=(two_servers,), derives=_servers, derived=("servers",), issues=RECEIPT, ends=("pen.serve",)),
        Step(id="announce", label="公告送达", source=("to_serve",), to="announced", roles=SERVERS, basis=(CPL(95),),
             fields=("notice_reason",), gates=(other_modes_tried,), derives=_notice_days, derived=("notice_days",), issues=ANNOUNCEMENT, ends=("pen.serve",),
             starts=(Starts(limit="pen.public_notice_service"),)),
        Step(id="notice_over", label="公告期满视为送达", source=("announced",), to="served", roles=("clock",), basis=(CPL(95),),
             on_lapse="pen.public_notice_service", ends=("pen.public_notice_service",)),
    ),
)  # fmt: skip
