"""Incoming papers (收文): registered, instructed, handled, done. State secrets never enter."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import START, State, Step
from fadu.packs.common.laws import PAPERS, SECRETS
from fadu.packs.common.steps import procedure


@gate(
    "no_state_secret",
    "不是涉密文件",
    on_form=True,
    basis=(SECRETS(30), SECRETS(33)),
    refusal="标有密级（{level}）的文件不得在本系统登记",
    remedy="交保密工作人员，按涉密文件专用台账办理",
)
def no_state_secret(s: Situation) -> Answer:
    return s.get("secret_level") in (None, "无") or missing(level=s.get("secret_level"))


@gate(
    "result_given", "承办结果已写明", on_form=True, basis=(PAPERS(24),), refusal="承办没有结果，不能办结", remedy="由承办部门填写办理结果"
)
def result_given(s: Situation) -> Answer:
    return bool(s.get("result"))


@gate(
    "read_only",
    "属于阅知件",
    on_form=True,
    basis=(PAPERS(24),),
    refusal="本件要求办理或者答复，不能作阅知处理",
    remedy="提请批示，交部门承办",
)
def read_only(s: Situation) -> Answer:
    return s.get("needs_action") is not True


INCOMING = procedure(
    name="normative_documents.incoming",
    label="收文",
    basis=(PAPERS(24),),
    title=lambda facts: str(facts.get("title", "")),
    readers=("party_gov_office", "leader", "town_head", "party_secretary"),
    states=(State("registered", "待批示"), State("instructed", "承办中"), State("handled", "待办结"), State("done", "已办结", closed=True)),
    fields=(
        Field(name="title", label="标题", example="关于开展规范性文件清理的通知"),
        Field(name="from_organ", label="来文单位", example="区人民政府办公室"),
        Field(name="from_number", label="来文字号", example="涪陵府办发〔2025〕24号"),
        Field(name="received_on", label="收到日期", kind=Kind.DATE, help="不填的以登记日为准"),
        Field(name="urgency", label="紧急程度", kind=Kind.CHOICE, choices=("一般", "加急", "特急"), example="一般"),
        Field(name="secret_level", label="密级", kind=Kind.CHOICE, choices=("无", "秘密", "机密", "绝密"), example="无"),
        Field(name="needs_action", label="需要办理或者答复", kind=Kind.BOOL, example=True),
        Field(name="file", label="来文", kind=Kind.FILE),
        Field(name="instruction", label="批示意见", kind=Kind.NOTE, example="请平安法治办公室牵头办理"),
        Field(name="handler_office", label="承办部门", example="平安法治办公室"),
        Field(name="handle_by", label="要求办结日期", kind=Kind.DATE),
        Field(name="result", label="办理结果", kind=Kind.NOTE, example="已按要求完成并报送结果"),
    ),
    steps=(
        Step(id="register", label="签收登记", source=(START,), to="registered", roles=("party_gov_office",), basis=(PAPERS(24),),
             fields=("title", "from_organ", "urgency", "secret_level", "needs_action"), optional=("from_number", "received_on", "file"),
             gates=(no_state_secret,), light=True),
        Step(id="instruct", label="批示", source=("registered",), to="instructed", roles=("town_head", "party_secretary", "leader"), basis=(PAPERS(24),),
             fields=("instruction", "handler_office"), optional=("handle_by",), light=True),
        Step(id="file_only", label="阅知归档", source=("registered",), to="done", roles=("party_gov_office",), basis=(PAPERS(24),), gates=(read_only,), light=True),
        Step(id="handle", label="承办", source=("instructed",), to="handled", roles=("clerk", "office_head"), basis=(PAPERS(24),), fields=("result",),
             light=True),
        Step(id="finish", label="办结", source=("handled",), to="done", roles=("party_gov_office",), basis=(PAPERS(24),), gates=(result_given,), light=True),
    ),
)  # fmt: skip
