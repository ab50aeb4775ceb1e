"""Papers of the hearing: notice, announcement, transcript, report."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Box, Instrument, Notice, Paper, Signatures
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import CQHEAR, PEN
from fadu.packs.common.papers import acted_on, boxes, in_name_of, prose, shown, verify_text
from fadu.packs.penalty.papers_case import form
from fadu.packs.penalty.papers_on_spot import prefix

HEARING, TRANSCRIPT, HEARING_REPORT = "penalty.hearing_notice", "penalty.hearing_transcript", "penalty.hearing_report"
ANNOUNCEMENT = "penalty.hearing_announcement"


def _when(matter: Matter) -> str:
    """Day and hour: 2025年10月20日上午9时30分."""
    return shown(matter, "hearing_on") + shown(matter, "hearing_hour")


def hearing_notice(matter: Matter, records: Records) -> Paper:
    return Paper(
        title="行政处罚听证通知书", organ=in_name_of(matter, records),
        to=shown(matter, "party_name"), dated=acted_on(matter),
        number=matter.numbers.get(HEARING, ""), verify=verify_text(matter, HEARING),
        blocks=(
            *prose(f"你（单位）要求对{shown(matter, 'item_name')}一案听证，定于{_when(matter)}在{shown(matter, 'hearing_place')}{shown(matter, 'hearing_manner', '公开')}举行，由{shown(matter, 'host_name')}主持。",
                   "可以亲自参加，也可以委托一至二人代理。无正当理由拒不出席或者中途退出的，视为放弃听证权利，听证终止。"),
            Notice("认为主持人与本案有直接利害关系的，有权申请回避。"),
        ),
    )  # fmt: skip


def hearing_transcript(matter: Matter, records: Records) -> Paper:
    return form(
        matter, TRANSCRIPT, "听证笔录", *boxes(matter, ("案由", "item_name")), Box("时间", _when(matter)), *boxes(matter, ("地点", "hearing_place"), ("方式", "hearing_manner"), ("主持人", "host_name"),
                                           ("到场人员", "attendants")),
        Box("听证过程", shown(matter, "transcript"), lines=12), Box("签名情况", shown(matter, "transcript_signature")),
        Signatures((("当事人", ""), ("调查人员", ""), ("主持人", ""), ("记录人", ""))),
    )  # fmt: skip


def hearing_report(matter: Matter, records: Records) -> Paper:
    return form(
        matter,
        HEARING_REPORT,
        "听证报告",
        *boxes(
            matter,
            ("案由", "item_name"),
            ("当事人", "party_name"),
            ("举行日期", "hearing_on"),
            ("主持人", "host_name"),
            ("听证意见", "hearing_opinion"),
        ),
        Signatures((("主持人", ""),)),
    )


def announcement(matter: Matter, records: Records) -> Paper:
    """What the public is told of a hearing it may attend; the party is named in masked form on the site only."""
    return Paper(
        title="行政处罚听证公告", organ=in_name_of(matter, records),
        dated=acted_on(matter), number=matter.numbers.get(ANNOUNCEMENT, ""), verify=verify_text(matter, ANNOUNCEMENT),
        blocks=prose(f"本机关定于{_when(matter)}在{shown(matter, 'hearing_place')}公开举行{shown(matter, 'item_name')}一案行政处罚听证，由{shown(matter, 'host_name')}主持。",
                     "公民、法人和其他组织可以旁听。旁听人员应当遵守听证纪律，未经主持人准许不得发言、录音、录像。"),
    )  # fmt: skip


HEARING_NOTICE = Instrument(
    id=HEARING,
    label="听证通知书",
    compose=hearing_notice,
    basis=(PEN(64),),
    series=Series(id=HEARING, label="听证通知书文号", prefix=prefix("听通")),
)
HEARING_TRANSCRIPT = Instrument(id=TRANSCRIPT, label="听证笔录", compose=hearing_transcript, basis=(PEN(64),))
HEARING_REPORT_PAPER = Instrument(id=HEARING_REPORT, label="听证报告", compose=hearing_report, basis=(PEN(65),))
HEARING_ANNOUNCEMENT = Instrument(
    id=ANNOUNCEMENT,
    label="听证公告",
    compose=announcement,
    basis=(PEN(64, 0, 3), CQHEAR()),
    series=Series(id=ANNOUNCEMENT, label="听证公告文号", prefix=prefix("听告")),
)
