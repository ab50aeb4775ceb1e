"""Evidence files (证据): committed when taken, uploaded in time, linked or put aside, destroyed only with approval."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate
from fadu.kernel.procedure import START, Starts, State, Step
from fadu.packs.common.laws import ARCHIVES, PEN, THREE
from fadu.packs.common.steps import procedure


@gate("no_legal_hold", "没有保全要求", on_form=True, basis=(ARCHIVES(13),), refusal="该资料处于保全期，不得销毁", remedy="保全解除后再办理")
def no_legal_hold(s: Situation) -> Answer:
    return s.get("legal_hold") is not True


EVIDENCE = procedure(
    name="common.evidence",
    label="证据资料",
    basis=(PEN(46), PEN(47)),
    title=lambda facts: f"证据：{facts.get('evidence_name', '')}",
    states=(
        State("committed", "已登记摘要"), State("uploaded", "已上传"), State("linked", "已关联"), State("not_evidence", "不作证据"),
        State("retention_due", "保管期满"), State("destroyed", "已销毁", closed=True),
    ),
    fields=(
        Field(name="evidence_name", label="资料名称", example="执法记录仪视频"),
        Field(name="captured_at", label="采集时间", kind=Kind.INSTANT, example="2025-03-06T08:10:00+08:00"),
        Field(name="capture_digest", label="采集时摘要", example="sha256:00"),
        Field(name="evidence_file", label="文件", kind=Kind.FILE),
        Field(name="case", label="所属案件", kind=Kind.REF),
        Field(name="legal_hold", label="需要保全", kind=Kind.BOOL, example=False),
        Field(name="destroy_approval", label="销毁批准", example="镇长批准"),
    ),
    steps=(
        Step(id="commit", label="登记采集", source=(START,), to="committed", roles=("officer", "clerk"), basis=(PEN(47),),
             fields=("evidence_name", "captured_at", "capture_digest"), starts=(Starts(limit="av.upload", since="captured_at"),)),
        Step(id="upload", label="上传", source=("committed",), to="uploaded", roles=("officer", "clerk"), basis=(THREE(),),
             optional=("evidence_file",), ends=("av.upload",)),
        Step(id="link_case", label="关联案件", source=("uploaded",), to="linked", roles=("officer", "clerk"), basis=(PEN(46),), optional=("case",)),
        Step(id="set_aside", label="不作证据", source=("uploaded",), to="not_evidence", roles=("officer", "clerk"), basis=(PEN(46),)),
        Step(id="expire", label="保管期满", source=("linked", "not_evidence"), to="retention_due", roles=("archive_keeper",), basis=(ARCHIVES(13),)),
        Step(id="hold", label="保全或解除", source=("linked", "not_evidence", "retention_due"), to=None, roles=("archive_keeper", "justice_office"),
             basis=(ARCHIVES(13),), fields=("legal_hold",)),
        Step(id="destroy", label="批准销毁", source=("retention_due",), to="destroyed", roles=("archive_keeper",), basis=(ARCHIVES(13),),
             fields=("destroy_approval",), gates=(no_legal_hold,)),
    ),
)  # fmt: skip
