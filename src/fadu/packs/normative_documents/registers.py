"""Registers of documents: the catalogue in force, what ended, what a clean-up concluded, the two logs."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind
from fadu.kernel.pack import Register
from fadu.packs.common.fields import P
from fadu.packs.normative_documents.fields import CONCLUSIONS, ENDINGS, NORMAL, OFFICE, STANDINGS, TITLE, TRIAL

_NUMBER = Field(name="number", label="文号", sensitivity=P, example="同乐府规〔2025〕1号")

DOCUMENTS = Register(
    name="documents", label="规范性文件台账", sheets=("规范性文件目录",), columns=(
        TITLE, _NUMBER, Field(name="registry_no", label="统一登记号", sensitivity=P), OFFICE,
        Field(name="issued", label="印发日期", kind=Kind.DATE, sensitivity=P), Field(name="effective", label="施行日期", kind=Kind.DATE, sensitivity=P),
        Field(name="expires", label="有效期至", kind=Kind.DATE, sensitivity=P),
        Field(name="kind", label="种类", kind=Kind.CHOICE, choices=(NORMAL, TRIAL)),
        Field(name="legality_review", label="合法性审查意见书"), Field(name="filed_on", label="备案日期", kind=Kind.DATE, sensitivity=P),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=STANDINGS, sensitivity=P, help="不填的，是登记前就有的文件，视为现行有效"),
        Field(name="text_file", label="文本", kind=Kind.FILE, sensitivity=P),
    ),
)  # fmt: skip
ENDED_DOCUMENTS = Register(
    name="ended_documents", label="停止适用文件目录", columns=(
        TITLE, _NUMBER, Field(name="how", label="停止方式", kind=Kind.CHOICE, choices=ENDINGS, sensitivity=P),
        Field(name="ended_on", label="停止适用日期", kind=Kind.DATE, sensitivity=P), Field(name="reason", label="原因", sensitivity=P),
        Field(name="replaced_by", label="替代的文件", sensitivity=P),
    ),
)  # fmt: skip
CLEANUP_RESULTS = Register(
    name="cleanup_results", label="清理结果", sheets=("清理结果表",), columns=(
        Field(name="cleanup_year", label="清理年度", kind=Kind.COUNT, sensitivity=P, ordinal=True), TITLE, _NUMBER, OFFICE, Field(name="conclusion", label="结论", kind=Kind.CHOICE, choices=CONCLUSIONS, sensitivity=P),
        Field(name="reason", label="理由", sensitivity=P),
    ),
)  # fmt: skip


_BY = Field(name="handler", label="经办人", kind=Kind.OFFICER)


def _log(name: str, label: str, procedure: str, sheet: str, columns: tuple[Field, ...]) -> Register:
    return Register(name=name, label=label, columns=columns, procedures=(f"normative_documents.{procedure}",), sheets=(sheet,))


OUTGOING_LOG = _log(
    "outgoing_log",
    "发文登记",
    "outgoing",
    "发文登记",
    (
        Field(name="title", label="标题"),
        Field(name="doc_kind", label="文种"),
        Field(name="main_to", label="主送"),
        Field(name="publicity", label="公开属性"),
        Field(name="issued_on", label="印发日期", kind=Kind.DATE),
        _BY,
        Field(name="void_reason", label="编号作废原因"),
    ),
)
INCOMING_LOG = _log(
    "incoming_log",
    "收文登记",
    "incoming",
    "收文登记",
    (
        Field(name="title", label="标题"),
        Field(name="from_organ", label="来文单位"),
        Field(name="from_number", label="来文字号"),
        Field(name="received_on", label="收到日期", kind=Kind.DATE),
        Field(name="secret_level", label="密级"),
        Field(name="handler_office", label="承办部门"),
        _BY,
        Field(name="handle_by", label="要求办结日期", kind=Kind.DATE),
        Field(name="result", label="办理结果", kind=Kind.NOTE),
    ),
)

REGISTERS = (DOCUMENTS, ENDED_DOCUMENTS, CLEANUP_RESULTS, OUTGOING_LOG, INCOMING_LOG)
