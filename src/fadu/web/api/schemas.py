"""What the API says, as types; its published description is derived from them, and is in Chinese for those who use it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

#: Bounds of what one may ask. A text holds no control characters.
Page = Annotated[int, Field(ge=1, le=10_000, description="第几页，从1数起")]
Year = Annotated[int, Field(ge=1949, le=2199, description="年度")]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$", description="内容含有的文字")]
Name = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_.\-]*$", description="代码，例如 penalty.ordinary")]
Month = Annotated[int, Field(ge=1, le=12, description="月份")]
Number = Annotated[
    str,
    Field(
        min_length=1,
        max_length=100,
        pattern=r"^[^\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f\u3000\u1680\u180e]+$",
        description="文书的文号或者编号",
    ),
]
Code = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{8}$", description="二维码下方的8位验证码")]
Id = Annotated[int, Field(ge=1, le=2**53, description="公示编号")]


def told(description: str) -> ConfigDict:
    """The configuration of a schema that is described by these words, not by its docstring."""
    return ConfigDict(json_schema_extra={"description": description})


class Error(Schema):
    """What went wrong, in a sentence."""

    model_config = told("出了什么问题，怎么办")
    detail: str = Field(description="一句话说明")


class Invalid(Schema):
    """Which parts of the request cannot be used."""

    model_config = told("请求里哪几处不能用")
    detail: list[dict[str, Any]] = Field(description="逐处列出：loc 是位置，msg 是应当怎样填")


class Disclosure(Schema):
    """A publication; ``facts`` is empty once it is withdrawn or its time is over. A table is a list of its rows."""

    model_config = told("一项公示。撤下或者期满以后 facts 为空；表格是它的各行")
    id: int = Field(description="公示编号")
    title: str = Field(description="标题")
    kind: str = Field(description="所属程序的代码")
    number: str = Field(description="文号，没有的为空")
    on: date = Field(description="公示日期")
    until: date | None = Field(description="公示到哪天，长期公示的为空")
    state: str = Field(description="公示中、已撤下或者已期满")
    withdrawn_on: date | None = Field(description="撤下日期")
    reason: str = Field(description="撤下的理由")
    facts: dict[str, str | list[dict[str, str]]] = Field(description="公示的内容，按项目名称")


class Disclosures(Schema):
    model_config = told("一页公示")
    total: int = Field(description="共多少项")
    page: int = Field(description="这是第几页")
    pages: int = Field(description="共多少页")
    items: list[Disclosure] = Field(description="本页各项")


class Check(Schema):
    """One thing that was checked; ``ok`` null: not possible yet."""

    model_config = told("核对的一处")
    ok: bool | None = Field(description="是否相符；空的，现在还不能核对")
    text: str = Field(description="核对了什么")


class Verification(Schema):
    """What can be said of a paper. ``verdict``: genuine, changed, annulled, void or unknown."""

    model_config = told("文书查验的结果")
    verdict: str = Field(description="genuine 属实，changed 与存证不符，annulled 已撤销，void 已作废，unknown 没有查到")
    kind: str = Field(description="文书名称")
    number: str = Field(description="文号")
    organ: str = Field(description="制作机关")
    on: date | None = Field(description="制作日期")
    digest: str = Field(description="文书的指纹（SHA-256，十六进制）")
    steps: list[Check] = Field(description="逐处核对的结果")


class MatterLine(Schema):
    model_config = told("一个事项的概要")
    id: UUID = Field(description="事项编号")
    procedure: str = Field(description="程序的代码")
    title: str = Field(description="名称")
    number: str = Field(description="文号")
    state: str = Field(description="状态的代码")
    state_label: str = Field(description="状态")
    opened_on: date = Field(description="开始日期")
    closed_on: date | None = Field(description="办结日期，未办结的为空")
    due_on: date | None = Field(description="最近的到期日，没有期限的为空")


class Matters(Schema):
    model_config = told("一页事项")
    total: int = Field(description="共多少件")
    page: int = Field(description="这是第几页")
    pages: int = Field(description="共多少页")
    items: list[MatterLine] = Field(description="本页各件")


class Limit(Schema):
    model_config = told("事项上的一个期限")
    limit: str = Field(description="期限的代码")
    label: str = Field(description="期限名称")
    due_on: date = Field(description="届满日")
    ended_on: date | None = Field(description="办完日期，还在计算的为空")
    late: bool = Field(description="是否超期")


class Step(Schema):
    """One entry of a matter's time line; ``hash`` is its leaf hash in the log."""

    model_config = told("事项经过中的一条记录")
    seq: int = Field(description="序号，从0数起")
    step: str = Field(description="步骤的代码")
    label: str = Field(description="步骤名称")
    on: date = Field(description="办理日期")
    at: datetime = Field(description="记录时间")
    number: str = Field(description="取得的文号，没有的为空")
    hash: str = Field(description="这条记录在日志里的指纹")


class MatterDetail(MatterLine):
    """A matter with the facts this reader may read, its limits and its time line."""

    model_config = told("一个事项：您可以查看的内容、期限和经过")
    facts: dict[str, str] = Field(description="内容，按项目名称")
    limits: list[Limit] = Field(description="各个期限")
    steps: list[Step] = Field(description="经过，最近的在前")


class Figure(Schema):
    """A counted figure, ``value`` in its unit; ``matters`` are those behind it that this reader may open."""

    model_config = told("一个指标在一个时期的数")
    code: str = Field(description="指标的代码")
    label: str = Field(description="指标名称")
    value: int | float | None = Field(description="数值，单位见 unit；没有的为空")
    unit: str = Field(description="单位")
    text: str = Field(description="印在报告里的写法")
    period: str = Field(description="时期")
    org: str = Field(description="乡镇代码")
    matters: list[str] = Field(description="这个数背后、您可以打开的事项编号")
    parts: dict[str, int | float | None] = Field(description="各个分项的数值")
    numerator: int | None = Field(default=None, description="比率的分子")
    denominator: int | None = Field(default=None, description="比率的分母")
