"""What the first day of a town asks (首次设置), and how an answer is checked: all faults at once. It writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fadu.kernel.field import Field, Kind, Problem
from fadu.kernel.finding import Refusal
from fadu.packs.common.town import (
    ADDRESS,
    DISTRICT,
    HOURS,
    NAME,
    OFFICE,
    ORGAN,
    PHONE,
    PLACE,
    SHORT,
    address_trouble,
    name_trouble,
    short_trouble,
)
from fadu.service import pasted

#: Digits of the code of a town, and of one of its villages, which begins with the town's.
_TOWN_DIGITS, _VILLAGE_DIGITS = 9, 12
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}", re.ASCII)

_TOWN = (
    Field(name="code", label="乡镇代码", example="500102128", help="国家统计局统计用区划代码的前九位"),
    replace(NAME, name="name"), SHORT, DISTRICT,
    Field(name="villages", label="村（社区）", kind=Kind.NOTE, example="500102128001 和顺社区", help="一行一个：十二位代码和名称。可以从表格里整列复制过来"),
)  # fmt: skip
_PAPERS = (
    replace(ORGAN, help="不填的，用所属区县加机关名称"), replace(OFFICE, name="office"),
    Field(name="reconsideration", label="行政复议机关", max_length=100, example="重庆市涪陵区人民政府", help="写进处罚决定书的救济途径"),
    Field(name="court", label="管辖法院", max_length=100, example="重庆市涪陵区人民法院"),
    Field(name="payee", label="罚款收款账户", max_length=100, example="重庆市涪陵区非税收入代收账户"),
)  # fmt: skip
_PUBLIC = (ADDRESS, PLACE, HOURS, PHONE)
_KEEPERS = tuple(
    f
    for name, post in (("system", "系统管理员"), ("security", "安全管理员"), ("audit", "安全审计员"))
    for f in (
        Field(name=f"{name}_name", label=f"{post}姓名", max_length=60, example="周某"),
        Field(name=f"{name}_login", label=f"{post}登录名", max_length=40, example=name, help="小写字母和数字"),
    )
)
#: Title of a group of questions → its fields, in the order of the page.
GROUPS: Mapping[str, tuple[Field, ...]] = {"本镇": _TOWN, "文书": _PAPERS, "三员": _KEEPERS, "对外": _PUBLIC}
FIELDS = tuple(f for group in GROUPS.values() for f in group)
OPTIONAL = frozenset({"organ", *(f.name for f in _PUBLIC)})
REQUIRED = tuple(f.name for f in FIELDS if f.name not in OPTIONAL)
_ROLES = {"system": "system_admin", "security": "security_admin", "audit": "auditor"}


@dataclass(frozen=True, slots=True)
class Keeper:
    """One of the three: the post, the name and the login."""

    role: str
    name: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A town as it is set up: what it says of itself (``common.town``), its villages by code and name. ``settings``: that it is a demonstration."""

    code: str
    told: Mapping[str, str]
    villages: tuple[tuple[str, str], ...]
    keepers: tuple[Keeper, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.told[NAME.name]


def read(typed: Mapping[str, object]) -> Founding | tuple[Refusal, ...]:
    """What was typed, as a town; or everything that is wrong with it at once."""
    said, wrong = _parsed(typed)
    wrong += list(_of_the_town(said))
    villages, of_villages = _villages(said.get("villages", ""), said.get("code", ""))
    keepers = tuple(Keeper(role, said.get(f"{n}_name", ""), said.get(f"{n}_login", "").lower()) for n, role in _ROLES.items())
    wrong += [*of_villages, *_of_the_keepers(keepers)]
    if wrong:
        return tuple(wrong)
    organ = said.get("organ") or said["district"] + said["name"]
    told = {NAME.name: said["name"], ORGAN.name: organ, OFFICE.name: said["office"]}
    told |= {f.name: said[f.name] for f in (SHORT, DISTRICT, *_PUBLIC) if f.name in said}
    remedies = {n: said[n] for n in ("reconsideration", "court", "payee")} | {"name_of_organ": organ}
    return Founding(code=said["code"], told=told, villages=villages, keepers=keepers, remedies=remedies)


def _parsed(typed: Mapping[str, object]) -> tuple[dict[str, str], list[Refusal]]:
    """The texts by name, and what is missing or cannot be text."""
    said: dict[str, str] = {}
    wrong: list[Refusal] = []
    for asked in FIELDS:
        value = asked.parse(typed.get(asked.name))
        if isinstance(value, Problem):
            wrong.append(Refusal("value", value.message, value.remedy, field=asked.name))
        elif value is None and asked.name in REQUIRED:
            wrong.append(Refusal("missing", f"没有填写“{asked.label}”", f"例：{asked.example}", field=asked.name))
        elif value is not None:
            said[asked.name] = str(value)
    return said, wrong


def _of_the_town(said: Mapping[str, str]) -> Iterator[Refusal]:
    code, name, short, base = (said.get(n, "") for n in ("code", "name", "short_name", "base_address"))
    if code and not _digits(code, _TOWN_DIGITS):
        yield Refusal("code", f"“{code}”不是九位数字的乡镇代码", "在国家统计局网站查统计用区划代码，取前九位", field="code")
    district = _district_in(name, said.get("district", ""))
    if district:
        yield Refusal("name", f"机关名称里写了区县“{district}”", f"写 {name.removeprefix(district)}；区县写在“所属区县”里", field="name")
    elif name and (trouble := name_trouble(name)):
        yield Refusal("name", trouble, "照公章写，如 同乐镇人民政府", field="name")
    if name and short and not district and (trouble := short_trouble(short, name)):
        yield Refusal("short_name", trouble, "同乐镇的简称写 同乐", field="short_name")
    if base and (trouble := address_trouble(base)):
        yield Refusal("base_address", trouble, "写全，如 https://fz.example.gov.cn/", field="base_address")


def _district_in(name: str, district: str) -> str:
    """The district, or the end of it, that stands before the town's own name; '' when none does."""
    ends = (district[n:] for n in range(len(district) - 1))
    return next((end for end in ends if name.startswith(end)), "")


def _villages(text: str, code: str) -> tuple[tuple[tuple[str, str], ...], list[Refusal]]:
    """The villages of the pasted lines, code and name in either order; a heading without digits is passed over."""
    found, wrong = dict[str, str](), list[Refusal]()
    for number, cells in pasted.lines(text):
        codes, names = [c for c in cells if c.isdigit()], [c for c in cells if c and not c.isdigit()]
        if not codes and number == 1 and len(names) > 1:
            continue
        trouble = _village_trouble(codes, names, code, found)
        if trouble:
            wrong.append(
                Refusal(
                    "villages", f"村（社区）第{number}行{trouble}", "每行写十二位代码和名称，如 500102128001 和顺社区", field="villages"
                )
            )
        else:
            found[codes[0]] = names[0]
    return tuple(found.items()), wrong


def _village_trouble(codes: list[str], names: list[str], code: str, found: Mapping[str, str]) -> str:
    if len(codes) != 1 or not _digits(codes[0], _VILLAGE_DIGITS):
        return "没有十二位数字的代码"
    if len(names) != 1:
        return "没有名称" if not names else "多出了内容"
    if _digits(code, _TOWN_DIGITS) and not codes[0].startswith(code):
        return f"的代码不以乡镇代码{code}开头"
    if codes[0] in found:
        return f"的代码与“{found[codes[0]]}”相同"
    return f"的名称“{names[0]}”写了两次" if names[0] in found.values() else ""


def _of_the_keepers(keepers: Iterable[Keeper]) -> Iterator[Refusal]:
    names, logins = set[str](), set[str]()
    for part, keeper in zip(_ROLES, keepers, strict=True):
        if keeper.name and keeper.name in names:
            yield Refusal(
                "keepers", f"“{keeper.name}”兼任了三员中的两种", "系统管理员、安全管理员和安全审计员由三个人分任", field=f"{part}_name"
            )
        if trouble := login_trouble(keeper.login, logins) if keeper.login else "":
            yield Refusal("login", trouble, "用小写字母和数字，如 zhou01", field=f"{part}_login")
        names.add(keeper.name)
        logins.add(keeper.login)


def login_trouble(login: str, taken: Iterable[str]) -> str:
    """Why somebody cannot have this login; empty when they can."""
    if not _LOGIN.fullmatch(login):
        return f"登录名“{login}”不能用"
    return f"登录名“{login}”已有人用" if login in taken else ""


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
