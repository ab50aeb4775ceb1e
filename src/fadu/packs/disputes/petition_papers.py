"""Papers of petitions. They speak in the name of the town government and answer the petitioner alone."""

from __future__ import annotations

from fadu.kernel.docnumber import Series
from fadu.kernel.instrument import Instrument
from fadu.packs.common.laws import PET
from fadu.packs.disputes.papers import Line, form, town

_WHAT = (Line("信访人", "petitioner"), Line("信访事项", "petition_matter", 3))

TOLD = Instrument(
    id="disputes.petition_told", label="信访事项告知书", basis=(PET(22), PET(23), PET(31)),
    compose=form("disputes.petition_told", "信访事项告知书", (*_WHAT, ("处理途径", "petition_route", 1), ("具体途径或者去向", "route_detail", 2)), speaks=town,
                 notice="受理办理的，办理期限自受理之日起计算。导入法定途径的，请按写明的途径提出；转送有权机关的，由接收机关书面答复。"),
)  # fmt: skip
OBJECTION = Instrument(
    id="disputes.petition_objection", label="转送事项异议", basis=(PET(23),),
    compose=form("disputes.petition_objection", "信访事项转送异议书", (*_WHAT, ("异议理由", "objection", 4)), speaks=town, notice="请核实后转送有权处理的机关、单位。"),
)  # fmt: skip
OPINION = Instrument(
    id="disputes.petition_opinion", label="信访事项处理意见书", basis=(PET(32), PET(35)),
    series=Series(id="petition_opinion", label="处理意见书编号", prefix=lambda facts: "{town}访处"),
    compose=form("disputes.petition_opinion", "信访事项处理意见书",
                 (("信访人", "petitioner", 1), ("诉求", "request", 2), ("查明的事实", "found_facts", 4), ("处理意见", "opinion", 3), ("依据", "opinion_basis", 2)), speaks=town,
                 notice="对本处理意见不服的，可以自收到本意见书之日起三十日内请求原办理机关的上一级机关、单位复查。"),
)  # fmt: skip
SETTLEMENT = Instrument(
    id="disputes.petition_settlement", label="信访事项和解书", basis=(PET(33),),
    compose=form("disputes.petition_settlement", "信访事项和解书", (*_WHAT, ("和解内容", "settled_note", 5)), speaks=town,
                 notice="本和解书由双方自愿达成。", sign=("信访人", "对方", "经办人")),
)  # fmt: skip
PROLONGED = Instrument(
    id="disputes.petition_prolonged", label="延长办理期限告知书", basis=(PET(34),),
    compose=form("disputes.petition_prolonged", "信访事项延长办理期限告知书", (*_WHAT, ("延长的理由", "prolong_reason", 3), ("延长的天数", "extended_by", 1)), speaks=town,
                 notice="经本机关负责人批准，本信访事项的办理期限延长。原来的期限自受理之日起计算。"),
)  # fmt: skip
