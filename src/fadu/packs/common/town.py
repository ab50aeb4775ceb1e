"""The town itself (机关信息): its name, the short name in document numbers, its imprint and address, from a day on, each change by an entry.

A paper and a number follow the name of their day; those of before keep theirs. A short name that changes begins series of its own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from fadu.kernel.docnumber import BLOCKS
from fadu.kernel.field import Field, Kind, Sensitivity, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.matter import Facts
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, Enters, Procedure, State, Step
from fadu.kernel.records import TOWN, Records, Row, town_on
from fadu.packs.common.fields import SINCE, UNTIL
from fadu.packs.common.laws import PAPERS, TOWN_RULE

REGISTER = TOWN
#: The register of where acts in an organ's name are challenged; the town's own row goes by its name, and so changes with it.
REMEDIES = "remedy_organs"
OWN = "本镇"
ENDINGS = ("人民政府", "街道办事处")
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_P = Sensitivity.PUBLIC

NAME = Field(name="town_name", label="机关名称", max_length=60, sensitivity=_P, example="同乐镇人民政府", help="不写区县，照公章的后一段")
SHORT = Field(
    name="short_name", label="文号里的简称", max_length=20, sensitivity=_P, example="同乐", help="文号写作“简称＋府罚决〔2025〕3号”"
)
DISTRICT = Field(name="district", label="所属区县", max_length=60, sensitivity=_P, example="重庆市涪陵区", help="省、市、区县连写")
ORGAN = Field(
    name="organ",
    label="文书上的机关名称",
    max_length=100,
    sensitivity=_P,
    example="重庆市涪陵区同乐镇人民政府",
    help="一般是所属区县加机关名称",
)
OFFICE = Field(
    name="print_office", label="公文印发机关", max_length=60, sensitivity=_P, example="同乐镇党政综合办公室", help="印在公文末页的版记里"
)
ADDRESS = Field(
    name="base_address",
    label="对外网址",
    max_length=200,
    sensitivity=_P,
    example="https://fz.example.gov.cn/",
    help="印在文书二维码里；还没有的不填",
)
PLACE = Field(name="counter_place", label="便民服务中心地点", max_length=100, sensitivity=_P, example="北街12号")
HOURS = Field(name="counter_hours", label="办公时间", max_length=100, sensitivity=_P, example="工作日9:00—17:30")
PHONE = Field(name="counter_phone", label="咨询电话", max_length=40, sensitivity=_P, example="023-70000000")
INDEX = Field(
    name="index_prefix",
    label="索引号前段",
    max_length=40,
    sensitivity=_P,
    example="500102128",
    help="主动公开信息的索引号写作“前段/年份-流水号”；不填的，用本镇代码",
)
FROM = Field(name="town_since", label="自哪一天起", kind=Kind.DATE, sensitivity=_P, example="2026-01-01")
GROUND = Field(
    name="town_ground",
    label="依据",
    kind=Kind.NOTE,
    sensitivity=_P,
    example="渝府〔2025〕31号",
    help="更名的批准文件；其他变更写明谁决定的",
)
#: What the town says of itself; the optional ones last.
SAYS = (NAME, SHORT, DISTRICT, ORGAN, OFFICE, ADDRESS, PLACE, HOURS, PHONE, INDEX)

TOWN_DETAILS = Register(name=REGISTER, label="机关信息", columns=(*SAYS, SINCE, UNTIL))


def name_trouble(name: str) -> str:
    """Why this is no name of a township government; '' when it is."""
    return "" if name.endswith(ENDINGS) else f"“{name}”不像机关名称"


def short_trouble(short: str, name: str) -> str:
    """Why this cannot stand for the name in document numbers; '' when it can."""
    return "" if name.startswith(short) else f"“{short}”不是“{name}”开头的几个字"


def address_trouble(address: str) -> str:
    """Why this is no address of a web site; '' when it is."""
    return "" if _ADDRESS.fullmatch(address) else f"“{address}”不是网址"


def named_on(records: Records, organ: str, on: date | None) -> str:
    """An organ as it is called on a day: the town by its name of that day, if this is a name that it ever bore; any other as it is."""
    ever = {str(r.get("organ")) for r in records.rows(REGISTER)}
    row = town_on(records, on) if organ in ever else None
    return str(row.get("organ")) if row else organ


def _before(s: Situation) -> Row | None:
    """The last row; None on the first day."""
    return max(s.records.rows(REGISTER), key=lambda r: r.since, default=None)


def _since(s: Situation) -> date:
    day = s.get("town_since")
    return day if isinstance(day, date) else s.on


@gate("town_name_fits", "机关名称", needs=("town_name",), basis=(TOWN_RULE(),), refusal="{said}", remedy="照公章写，如 同乐镇人民政府")
def town_name_fits(s: Situation) -> Answer:
    said = name_trouble(str(s.get("town_name")))
    return not said or missing(said=said)


@gate(
    "short_name_fits",
    "文号里的简称",
    needs=("town_name", "short_name"),
    basis=(PAPERS(9),),
    refusal="{said}",
    remedy="发文机关代字用机关名称开头的几个字，同乐镇的写 同乐",
)
def short_name_fits(s: Situation) -> Answer:
    said = short_trouble(str(s.get("short_name")), str(s.get("town_name")))
    return not said or missing(said=said)


@gate("address_fits", "网址", needs=("base_address",), basis=(TOWN_RULE(),), refusal="{said}", remedy="写全，如 https://fz.example.gov.cn/")
def address_fits(s: Situation) -> Answer:
    said = address_trouble(str(s.get("base_address")))
    return not said or missing(said=said)


@gate(
    "change_ahead",
    "从今天或者以后起",
    needs=("town_since",),
    basis=(PAPERS(9), TOWN_RULE()),
    refusal="{since}以后已有文书用登记在册的名称和文号制作，不能改到那一天",
    remedy="填写今天或者以后的一天，不早于上一次登记的{last}；写错的，用同一天再登记一次",
)
def change_ahead(s: Situation) -> Answer:
    before = _before(s)
    if before is None:
        return True
    return _since(s) >= max(s.today, before.since) or missing(since=_since(s), last=before.since)


@gate(
    "change_told",
    "有变更",
    needs=("town_since",),
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="每一项都和现在的一样",
    remedy="改动要变更的一项，再登记",
)
def change_told(s: Situation) -> Answer:
    before = _before(s)
    return before is None or any(s.get(f.name) != before.get(f.name) for f in SAYS)


@gate(
    "blocks_returned",
    "空白文书已收回",
    needs=("short_name", "town_since"),
    basis=(PAPERS(9), TOWN_RULE()),
    refusal="“{device}”的预印号段印着原字号“{series}”，没有收回",
    remedy="先收回号段、核销剩余号码，自次日起变更；或者自下一年1月1日起变更",
)
def blocks_returned(s: Situation) -> Answer:
    """Pre-printed forms bear the old short name, so none may be out on a day of the new one."""
    before = _before(s)
    if before is None or before.get("short_name") == s.get("short_name"):
        return True
    out = (r for r in s.records.rows(BLOCKS) if r.until >= _since(s) and _of_year(r, _since(s).year))
    left = next((r for r in out if str(r.get("series") or "").startswith(str(before.get("short_name")))), None)
    return left is None or missing(device=left.get("device"), series=left.get("series"))


def _of_year(block: Row, year: int) -> bool:
    told = block.get("block_year")
    return isinstance(told, int) and told >= year


def _derived(s: Situation) -> dict[str, Value]:
    """Whose row it is; and after a change of name what it was, with where its acts are challenged under the new one."""
    before = _before(s)
    found: dict[str, Value] = {"town_code": s.matter.org}
    if before is None:
        return found
    found |= {"former_name": before.get("town_name") or "", "former_short": before.get("short_name") or ""}
    own = s.records.rows(REMEDIES, side=OWN, name_of_organ=str(before.get("organ")))
    if before.get("organ") == s.get("organ") or not own:
        return found
    kept = {name: value for name in ("reconsideration", "court", "payee") if (value := own[-1].get(name)) is not None}
    return {**found, **kept, "former_organ": before.get("organ") or "", "former_until": _since(s) - timedelta(days=1), "side": OWN}


def _renamed(facts: Facts) -> bool:
    return bool(facts.get("former_organ"))


def _title(facts: Facts) -> str:
    name, former = facts.get("town_name"), facts.get("former_name")
    return f"{former}改称{name}" if former and former != name else f"{name}：机关信息"


_DERIVED = (
    Field(name="town_code", label="乡镇代码", sensitivity=_P), Field(name="former_name", label="原机关名称", sensitivity=_P),
    Field(name="former_short", label="原简称", sensitivity=_P), Field(name="former_organ", label="文书上的原名称", sensitivity=_P),
    Field(name="former_until", label="原名称最后一天", kind=Kind.DATE, sensitivity=_P), Field(name="side", label="本镇或委托部门"),
    Field(name="reconsideration", label="行政复议机关", sensitivity=_P), Field(name="court", label="管辖法院", sensitivity=_P),
    Field(name="payee", label="收款账户", sensitivity=_P),
)  # fmt: skip

TOWN_CHANGE = Procedure(
    name="common.town",
    label="机关信息登记",
    basis=(TOWN_RULE(),),
    title=_title,
    states=(State("recorded", "已登记", closed=True),),
    fields=(*SAYS, FROM, GROUND, *_DERIVED),
    steps=(
        Step(id="state_town", label="登记机关信息", source=(START,), to="recorded", roles=("party_gov_office",), basis=(PAPERS(9), TOWN_RULE()),
             fields=("town_name", "short_name", "district", "organ", "print_office", "town_since", "town_ground"),
             optional=("base_address", "counter_place", "counter_hours", "counter_phone", "index_prefix"),
             gates=(town_name_fits, short_name_fits, address_fits, change_ahead, change_told, blocks_returned),
             derives=_derived, derived=tuple(f.name for f in _DERIVED),
             enters=(
                 Enters(register=REGISTER, key="town_code", since="town_since"),
                 Enters(register=REMEDIES, key="former_organ", until="former_until", ends=True, when=_renamed),
                 Enters(register=REMEDIES, key="organ", since="town_since", columns={"name_of_organ": "organ"}, when=_renamed),
             ),
             consequence="自这一天起制作的文书用新的名称和简称；以前的文书不变，在办的事项接着办。简称变更的，新字号从1号编起，原字号编到变更前为止，不算缺号。"),
    ),
)  # fmt: skip
