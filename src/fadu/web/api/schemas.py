"""What the API says, as types; its published description is derived from them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

#: Bounds of what one may ask. A text holds no control characters.
Page = Annotated[int, Field(ge=1, le=10_000, description="第几页，从1数起")]
Year = Annotated[int, Field(ge=1949, le=2199, description="年度")]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$", description="内容含有的文字")]
Name = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_.\-]*$", description="代码，例如 penalty.ordinary")]
Month = Annotated[int, Field(ge=1, le=12, description="月份")]
Number = Annotated[
    str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f\u3000\u1680\u180e]+$")
]
Code = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{8}$", description="二维码下方的8位验证码")]
Id = Annotated[int, Field(ge=1, le=2**53)]


class Error(Schema):
    """What went wrong, in a sentence."""

    detail: str


class Invalid(Schema):
    """Which parts of the request cannot be used."""

    detail: list[dict[str, Any]]


class Disclosure(Schema):
    """A publication; ``facts`` is empty once it is withdrawn or its time is over. A table is a list of its rows."""

    id: int
    title: str
    kind: str
    number: str
    on: date
    until: date | None
    state: str
    withdrawn_on: date | None
    reason: str
    facts: dict[str, str | list[dict[str, str]]]


class Disclosures(Schema):
    total: int
    page: int
    pages: int
    items: list[Disclosure]


class Check(Schema):
    """One thing that was checked; ``ok`` null: not possible yet."""

    ok: bool | None
    text: str


class Verification(Schema):
    """What can be said of a paper. ``verdict``: genuine, changed, annulled, void or unknown."""

    verdict: str
    kind: str
    number: str
    organ: str
    on: date | None
    digest: str
    steps: list[Check]


class MatterLine(Schema):
    id: UUID
    procedure: str
    title: str
    number: str
    state: str
    state_label: str
    opened_on: date
    closed_on: date | None
    due_on: date | None


class Matters(Schema):
    total: int
    page: int
    pages: int
    items: list[MatterLine]


class Limit(Schema):
    limit: str
    label: str
    due_on: date
    ended_on: date | None
    late: bool


class Step(Schema):
    """One entry of a matter's time line; ``hash`` is its leaf hash in the log."""

    seq: int
    step: str
    label: str
    on: date
    at: datetime
    number: str
    hash: str


class MatterDetail(MatterLine):
    """A matter with the facts this reader may read, its limits and its time line."""

    facts: dict[str, str]
    limits: list[Limit]
    steps: list[Step]


class Figure(Schema):
    """A counted figure, ``value`` in its unit; ``matters`` are those behind it that this reader may open."""

    code: str
    label: str
    value: int | float | None
    unit: str
    text: str
    period: str
    org: str
    matters: list[str]
    parts: dict[str, int | float | None]
    numerator: int | None = None
    denominator: int | None = None
