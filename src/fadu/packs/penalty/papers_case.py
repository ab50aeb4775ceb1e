"""Papers of the ordinary procedure up to the notice: filing, records of inquiry and scene, final report, prior notice."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Block, Box, Instrument, Notice, Paper, Signatures, Table
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import PEN
from fadu.packs.common.papers import acted_on, boxes, filled, in_name_of, money, printed, prose, shown, verify_text
from fadu.packs.common.rows import rows_of
from fadu.packs.penalty.fields import CONFISCATION, FINE, NO_PROOF, SIGNED
from fadu.packs.penalty.papers_on_spot import prefix

FILING, INQUIRY, SCENE, SAMPLE = "penalty.filing", "penalty.inquiry_record", "penalty.scene_record", "penalty.sampling_slip"
ORDER, FINAL, PROPOSAL, NOTICE = "penalty.correction_order", "penalty.final_report", "penalty.tier_note", "penalty.prior_notice"
PARTY = (("当事人", "party_name"), ("类别", "party_class"), ("证件号码", "party_id"), ("住址", "party_address"))


def form(matter: Matter, id: str, title: str, *blocks: Block, seal: bool = False) -> Paper:
    """A ruled form in the name of the organ, dated the day of the last step."""
    return Paper(
        title=title, organ=shown(matter, "name_of_organ"), number=matter.numbers.get(id, ""), dated=acted_on(matter),
        blocks=blocks, seal=seal, verify=verify_text(matter, id),
    )  # fmt: skip


def filing(matter: Matter, records: Records) -> Paper:
    return form(
        matter, FILING, "立案审批表", *boxes(matter, *PARTY),
        *boxes(matter, ("案由", "item_name"), ("案件来源", "source"), ("发现日", "discovered_on"), ("违法行为发生日", "occurred_on"),
               ("地点", "place"), ("涉嫌违法事实", "suspected_facts"), ("依据", "legal_basis"), ("权限来源", "capacity")),
        Box("承办人意见", "符合立案条件，建议立案。"), Box("负责人意见", "同意立案。"), Signatures((("承办人", ""), ("负责人审批", ""))),
    )  # fmt: skip


def inquiry_record(matter: Matter, records: Records) -> Paper:
    return form(
        matter, INQUIRY, "询问笔录", *boxes(matter, ("案由", "item_name"), ("被询问人", "inquired"), ("时间", "record_time"), ("地点", "inquiry_place"), ("执法人员", "officers_shown")),
        Box("告知", "已出示执法证件，告知如实回答的义务和申请回避、陈述申辩的权利。"), Box("询问内容", shown(matter, "inquiry_text"), lines=12),
        Signatures((("被询问人", _signed(matter)), ("执法人员", ""), ("执法人员", ""))),
    )  # fmt: skip


def scene_record(matter: Matter, records: Records) -> Paper:
    return form(
        matter, SCENE, "现场（勘验）笔录", *boxes(matter, ("案由", "item_name"), ("当事人", "party_name"), ("时间", "record_time"), ("地点", "scene_place"), ("执法人员", "officers_shown")),
        *filled(matter, ("见证人", "witness")), Box("告知", "已出示执法证件，说明勘验检查的事由。"),
        Box("现场情况", shown(matter, "scene_text"), lines=10),
        Signatures((("当事人", _signed(matter)), ("见证人", shown(matter, "witness")), ("执法人员", ""), ("执法人员", ""))),
    )  # fmt: skip


def _signed(matter: Matter) -> str:
    """What a record notes where the party would not sign it; who signs, and what nobody noted, is left to the pen."""
    signature = shown(matter, "record_signature")
    if signature in (SIGNED, NO_PROOF):
        return ""
    return signature.replace("拒签已注明", "拒绝签名").replace("拒签有", "拒绝签名，有").replace("有见证人签名", "拒绝签名，有见证人签名")


def sampling_slip(matter: Matter, records: Records) -> Paper:
    return form(
        matter, SAMPLE, "抽样取证凭证", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("样品", "sample_name"), ("数量", "sample_quantity"), ("封样情况", "sample_seal"),
                                         ("执法人员", "officers_shown")),
        Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))),
    )  # fmt: skip


def correction_order(matter: Matter, records: Records) -> Paper:
    return form(
        matter, ORDER, "责令改正通知书", *boxes(matter, *PARTY), *boxes(matter, ("违法行为", "item_name"), ("依据", "legal_basis"),
        ("改正内容", "correction_content"), ("改正期限", "correction_due")),
        Notice("逾期不改正的，依法处理；改正情况将由执法人员复查。"), Signatures((("当事人", ""), ("执法人员", ""), ("执法人员", ""))), seal=True,
    )  # fmt: skip


def final_report(matter: Matter, records: Records) -> Paper:
    rows = tuple((printed(r.get("fact")), printed(r.get("evidence"))) for r in rows_of(matter.facts, "facts_stated"))
    return form(
        matter, FINAL, "案件调查终结报告", *boxes(matter, *PARTY), Table(("认定的事实", "证据"), rows, "认定的事实和证据"),
        *boxes(matter, ("依据", "legal_basis"), ("责令改正", "correction_content"), ("是否涉嫌犯罪", "crime_suspected"), ("执法人员", "officers_shown")),
        Box("处理意见", f"建议{shown(matter, 'suggestion', '给予行政处罚')}。"), Signatures((("承办人", ""), ("承办人", ""), ("部门负责人", ""))),
    )  # fmt: skip


def tier_note(matter: Matter, records: Records) -> Paper:
    return form(
        matter, PROPOSAL, "行政处罚裁量说明", *boxes(matter, ("当事人", "party_name"), ("案由", "item_name"), ("裁量阶次", "tier"), ("裁量理由", "tier_reason")),
        *filled(matter, ("新旧法律比较", "law_comparison"), ("法制审核情形", "review_grounds")), Box("拟处罚", penalty_text(matter)), Signatures((("部门负责人", ""),)),
    )  # fmt: skip


def penalty_text(matter: Matter) -> str:
    """The kinds with their amounts: 罚款300元；没收违法所得50元."""
    taken = "、".join(x for x in (money(matter, "confiscated_fen"), shown(matter, "confiscated_goods")) if x)
    amounts = {FINE: money(matter, "amount_fen"), CONFISCATION: f"（{taken}）" if matter.get("confiscated_goods") else taken}
    kinds = matter.get("kinds")
    return "；".join(f"{k}{amounts.get(str(k), '')}" for k in kinds) if isinstance(kinds, list) and kinds else "无"


def prior_notice(matter: Matter, records: Records) -> Paper:
    """The notice before a penalty; where a hearing is due, it tells that right in the same paper (PEN 44、63、64)."""
    hearing = matter.get("hearing_told") is True
    return Paper(
        title="行政处罚事先告知书（听证告知）" if hearing else "行政处罚事先告知书", organ=in_name_of(matter, records),
        number=matter.numbers.get(NOTICE, ""), to=shown(matter, "party_name"), dated=acted_on(matter),
        blocks=(
            *prose(
                f"经查，你（单位）{shown(matter, 'occurred_on')}在{shown(matter, 'place')}{shown(matter, 'item_name')}：{shown(matter, 'stated_text')}",
                f"上述行为应当依据{shown(matter, 'legal_basis')}处理，拟作出如下行政处罚：{penalty_text(matter)}。",
                f"责令改正：{shown(matter, 'correction_content')}。" if matter.get("correction_content") else "",
                f"你（单位）有权陈述和申辩，请自收到本告知书之日起{shown(matter, 'defence_days')}个工作日内提出；不因陈述申辩加重处罚。",
                f"你（单位）有权要求听证，应当自收到本告知书之日起{shown(matter, 'hearing_days')}个工作日内提出；听证不收取费用。逾期未提出的，视为放弃。" if hearing else "",
            ),
            Notice(f"联系单位：{in_name_of(matter, records)}。陈述申辩可以书面、口头或者电子邮件提出。"),
        ),
        verify=verify_text(matter, NOTICE),
    )  # fmt: skip


FILING_FORM = Instrument(
    id=FILING,
    label="立案审批表",
    compose=filing,
    basis=(PEN(54),),
    series=Series(id="penalty.filing", label="立案号", prefix=prefix("罚立")),
)
INQUIRY_RECORD = Instrument(id=INQUIRY, label="询问笔录", compose=inquiry_record, basis=(PEN(55),))
SCENE_RECORD = Instrument(id=SCENE, label="现场笔录", compose=scene_record, basis=(PEN(46), PEN(55)))
SAMPLING_SLIP = Instrument(id=SAMPLE, label="抽样取证凭证", compose=sampling_slip, basis=(PEN(56),))
CORRECTION_ORDER = Instrument(
    id=ORDER, label="责令改正通知书", compose=correction_order, basis=(PEN(28),),
    series=Series(id="penalty.order", label="责令改正文号", prefix=prefix("责改")), needs=("correction_content", "correction_due"),
)  # fmt: skip
FINAL_REPORT = Instrument(id=FINAL, label="调查终结报告", compose=final_report, basis=(PEN(40), PEN(57)))
TIER_NOTE = Instrument(id=PROPOSAL, label="裁量说明", compose=tier_note, basis=(PEN(34),))
PRIOR_NOTICE = Instrument(
    id=NOTICE, label="行政处罚事先告知书", compose=prior_notice, basis=(PEN(44), PEN(63)),
    series=Series(id="penalty.notice", label="告知书文号", prefix=prefix("罚告")), needs=("legal_basis", "defence_days"),
)  # fmt: skip
