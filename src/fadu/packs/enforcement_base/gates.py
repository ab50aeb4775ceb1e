"""Gates on who may enforce what: a basis for every item, entrustment in form, certificates, devices, form numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Value, chinese_day
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.packs.common.items import ENTRUSTED, OWN
from fadu.packs.common.laws import COMP, CQTIER, PEN, TOWN_RULE
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.enforcement_base.numbers_used import used_ordinals


@gate(
    "basis_cited",
    "事项有法律依据",
    needs=("item_rows",),
    basis=(PEN(16), PEN(17)),
    refusal="“{items}”没有写明法律名称和条款",
    remedy="补充法律名称、条款和施行日期",
)
def basis_cited(s: Situation) -> Answer:
    bare = [str(r.get("name") or r.get("code")) for r in rows_of(s.facts, "item_rows") if not (r.get("law") and r.get("article"))]
    return not bare or missing(items="、".join(bare))


@gate(
    "capacity_stated",
    "注明权限来源",
    needs=("item_rows",),
    basis=(PEN(17), PEN(20), PEN(24)),
    refusal="“{items}”没有注明是法定、赋权还是委托",
    remedy="逐项选择权限来源；委托的写明委托部门",
)
def capacity_stated(s: Situation) -> Answer:
    bare = [str(r.get("name") or r.get("code")) for r in rows_of(s.facts, "item_rows") if not _capacity_complete(r)]
    return not bare or missing(items="、".join(bare))


def _capacity_complete(row: Mapping[str, Value]) -> bool:
    capacity = row.get("capacity")
    return bool(capacity) and (capacity != "委托" or bool(row.get("maker_department")))


@gate(
    "entrustable",
    "可以委托",
    on_form=True,
    basis=(PEN(20), COMP(17)),
    refusal="{what}",
    remedy="删去不得委托的权力，写明准许委托的法律、法规、规章；强制措施由区级部门实施",
)
def entrustable(s: Situation) -> Answer:
    if s.get("coercion_included") is True:
        return missing(what="行政强制措施权不得委托")
    return bool(s.get("entrustment_law")) or missing(what="没有写明准许委托的法律、法规或者规章")


@gate(
    "body_qualified",
    "受委托条件",
    on_form=True,
    basis=(PEN(21),),
    refusal="受委托组织不具备条件：{lacking}",
    remedy="条件具备后再签订委托书",
)
def body_qualified(s: Situation) -> Answer:
    lacking = [label for name, label in _CONDITIONS.items() if s.get(name) is not True]
    return not lacking or missing(lacking="、".join(lacking))


_CONDITIONS = {
    "body_lawful": "依法成立并具有管理公共事务职能",
    "body_staffed": "有合格的执法人员",
    "body_equipped": "能组织技术检查或者鉴定",
}


@gate(
    "no_sub_delegation",
    "不得再委托",
    needs=("department", "items"),
    basis=(PEN(20),),
    refusal="“{items}”是本镇受委托的事项，不得再委托",
    remedy="由本镇自行实施，或者交回委托部门",
)
def no_sub_delegation(s: Situation) -> Answer:
    """Only matters where the town itself would entrust: what it holds by entrustment it may not hand on."""
    if not s.rows("remedy_organs", name_of_organ=s.facts["department"], side=OWN):
        return True
    wanted = s.facts["items"] if isinstance(s.facts["items"], list) else []
    held = [str(r.get("name")) for r in s.rows("items", capacity=ENTRUSTED) if r.key in wanted or r.get("name") in wanted]
    return not held or missing(items="、".join(held))


@gate("both_published", "双方均已公布", on_form=True, basis=(PEN(20),), refusal="委托书尚未由{who}公布", remedy="登记双方公布的网页和日期")
def both_published(s: Situation) -> Answer:
    sides = {"published_town": "本镇", "published_dept": "委托部门"}
    open_sides = [who for name, who in sides.items() if not _published(s.get(name), s.on)]
    return not open_sides or missing(who="和".join(open_sides))


def _published(day: object, on: date) -> bool:
    return isinstance(day, date) and day <= on


@gate(
    "cert_covers_field",
    "证件有效且领域相符",
    needs=("expires", "fields"),
    basis=(PEN(42), PEN(76, 0, 5)),
    refusal="执法证{problem}",
    remedy="换发证件，或者换由领域相符的执法人员",
)
def cert_covers_field(s: Situation) -> Answer:
    if s.facts["expires"] < s.on:  # type: ignore[operator]
        return missing(problem=f"已于{chinese_day(s.facts['expires'])}过期")  # type: ignore[arg-type]
    wanted = s.get("assigned_field")
    return not wanted or wanted in s.facts["fields"] or missing(problem=f"不含{wanted}领域")  # type: ignore[operator]


@gate(
    "certificate_runs",
    "换发的证件在有效期内",
    on_form=True,
    basis=(PEN(42), PEN(76, 0, 5)),
    refusal="填写的有效期至{until}，已经过期",
    remedy="按换发的执法证填写证号、发证日期和有效期；没有换发的，不能继续派办",
)
def certificate_runs(s: Situation) -> Answer:
    return _still_runs(s, "expires")


@gate(
    "renewed_term_runs",
    "续签的期限没有届满",
    on_form=True,
    basis=(PEN(20),),
    refusal="填写的委托期限至{until}，已经届满",
    remedy="按续签的委托书填写期限；不再委托的，办理“期满终止”",
)
def renewed_term_runs(s: Situation) -> Answer:
    return _still_runs(s, "valid_to")


def _still_runs(s: Situation, name: str) -> Answer:
    until = s.given.get(name)
    return not isinstance(until, date) or until >= s.on or missing(until=chinese_day(until))


@gate(
    "first_time_licence",
    "初次审核有法律职业资格",
    on_form=True,
    basis=(PEN(58),),
    refusal="初次从事法制审核的人员没有取得国家统一法律职业资格",
    remedy="换由取得资格的人员，或者补充资格证号",
)
def first_time_licence(s: Situation) -> Answer:
    return s.get("first_time") is not True or bool(s.get("licence"))


@gate(
    "both_reviews",
    "经法制和技术审核",
    on_form=True,
    basis=(PEN(41),),
    refusal="电子监控设备未经{missing_review}，记录不得作为证据",
    remedy="补做审核，通过后再启用",
)
def both_reviews(s: Situation) -> Answer:
    reviews = {"legal_check": "法制审核", "technical_check": "技术审核"}
    lacking = [label for name, label in reviews.items() if s.get(name) != "通过"]
    return not lacking or missing(missing_review="、".join(lacking))


@gate(
    "location_published",
    "设置地点已公布",
    on_form=True,
    basis=(PEN(41),),
    refusal="监控设备的设置地点没有向社会公布，记录不得作为证据",
    remedy="公布设置地点后再启用",
)
def location_published(s: Situation) -> Answer:
    return _published(s.get("location_published_on"), s.on)


@gate(
    "own_device",
    "领用人自检",
    basis=(TOWN_RULE(),),
    refusal="{serial}由{holder}领用，不由您自检",
    remedy="由领用人自检；换人使用的先归还再领用",
)
def own_device(s: Situation) -> Answer:
    """The holder checks the own device; the head may check any."""
    actor, holder = s.actors[0], s.get("holder")
    mine = holder in (actor.id, actor.name) or "enforcement_head" in actor.roles_on(s.on)
    return mine or missing(serial=s.get("serial"), holder=holder or "别人")


@gate(
    "not_invented",
    "采用上级制定的基准",
    on_form=True,
    basis=(PEN(34), CQTIER()),
    refusal="裁量基准不由本镇自行制定",
    remedy="采用区级以上有权机关制定公布的基准，写明制定机关",
)
def not_invented(s: Situation) -> Answer:
    return not s.rows("remedy_organs", name_of_organ=str(s.get("maker") or ""), side=OWN)


@gate(
    "block_valid",
    "号段有效",
    needs=("first_no", "last_no"),
    basis=(PEN(52), TOWN_RULE()),
    refusal="号段{first}—{last}{problem}",
    remedy="核对起止号，另选未分配的号段",
)
def block_valid(s: Situation) -> Answer:
    """No reuse: a block never overlaps another of the same series and year, nor a number given without a block."""
    first, last = count_of(s.facts, "first_no"), count_of(s.facts, "last_no")
    if not 1 <= first <= last:
        return missing(first=first, last=last, problem="起止号颠倒")
    others = s.records.rows("form_blocks", series=s.get("series") or "", block_year=s.get("block_year") or 0)
    clash = [
        r
        for r in others
        if r.get("matter") != s.matter.id and first <= count_of(r.values, "last_no") and count_of(r.values, "first_no") <= last
    ]
    if clash:
        return missing(first=first, last=last, problem=f"与{clash[0].get('device')}的号段重叠")
    used = sorted(used_ordinals(s) & set(range(first, last + 1)))
    return not used or missing(first=first, last=last, problem=f"中的{_ranges(used)}号已经编用")


@gate(
    "within_block",
    "号码在号段内",
    needs=("used_to",),
    basis=(PEN(52), TOWN_RULE()),
    refusal="号段只到{last}号，没有{used}号可用",
    remedy="离线开具的先存为草稿，不编号；联网领取新号段后再出具",
)
def within_block(s: Situation) -> Answer:
    last, used = count_of(s.facts, "last_no"), count_of(s.facts, "used_to")
    return count_of(s.facts, "first_no") <= used <= last or missing(last=last, used=used)


@gate(
    "no_gap",
    "号码不跳号",
    needs=("used_to",),
    basis=(PEN(52), TOWN_RULE()),
    refusal="号段内{numbers}号既没有对应的决定书，也没有登记作废",
    remedy="补录对应的决定，或者登记作废及原因",
)
def no_gap(s: Situation) -> Answer:
    """Every number up to the one reported was given to a decision or is kept as void."""
    known = used_ordinals(s) | _voided(s)
    first, used = count_of(s.facts, "first_no"), count_of(s.facts, "used_to")
    gaps = [n for n in range(first, used + 1) if n not in known]
    return not gaps or missing(numbers=_ranges(gaps))


@gate(
    "no_reuse",
    "作废号码未曾使用",
    needs=("void_rows",),
    basis=(PEN(52), TOWN_RULE()),
    refusal="{numbers}号已有决定书，不得登记为作废",
    remedy="核对号码；决定书开错未交付的，在该决定书上办理作废",
)
def no_reuse(s: Situation) -> Answer:
    given = {count_of(r, "void_no") for r in rows_of(s.given, "void_rows")}
    used = sorted(given & used_ordinals(s))
    return not used or missing(numbers=_ranges(used))


def _voided(s: Situation) -> set[int]:
    return {count_of(r, "void_no") for r in rows_of(s.facts, "void_rows")}


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as 1—3、7."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}—{r[-1]}" for r in runs)
