"""Gates of mediation, screening and petitions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fadu.kernel.field import chinese_day
from fadu.kernel.gate import Answer, Situation, Strength, gate, missing
from fadu.kernel.matter import Matter
from fadu.packs.common.laws import CONFIRM, MED, PET, POLICE_PEN, TOWN_RULE
from fadu.packs.common.papers import printed
from fadu.packs.common.rows import rows_of


@gate(
    "both_willing",
    "双方愿意",
    on_form=True,
    basis=(MED(17),),
    refusal="一方当事人明确拒绝调解",
    remedy="办理“一方拒绝，终止”，告知仲裁、行政、诉讼等其他途径",
)
def both_willing(s: Situation) -> Answer:
    return s.get("willing") != "一方明确拒绝"


@gate(
    "committee_member",
    "调解员在任",
    on_form=True,
    basis=(MED(8), MED(9), MED(34)),
    refusal="{who}不是在任的人民调解员，不得主持调解",
    remedy="请本村调解员主持；当事人自行和解的，登记为自行和解，不计入调解",
)
def committee_member(s: Situation) -> Answer:
    listed = {v for row in s.rows("mediators") for v in (row.key, row.get("name"))}
    outside = [a.name for a in s.actors[:1] if a.id not in listed and a.name not in listed]
    return not outside or missing(who="、".join(outside))


@gate(
    "mediator_acceptable",
    "当事人接受调解员",
    on_form=True,
    basis=(MED(19), MED(23)),
    refusal="当事人不接受该调解员",
    remedy="由当事人选择，或更换调解员",
)
def mediator_acceptable(s: Situation) -> Answer:
    return s.get("mediator_chosen") != "当事人不接受"


@gate(
    "not_excluded_kind",
    "适用人民调解",
    on_form=True,
    basis=(MED(2), MED(25)),
    refusal="该事项不适用人民调解：{ground}",
    remedy="移送公安机关、人民法院，或转行政程序",
)
def not_excluded_kind(s: Situation) -> Answer:
    ground = s.get("excluded_ground", "不属于")
    return ground == "不属于" or missing(ground=ground)


@gate(
    "helpers_welcome",
    "邀请经双方同意",
    on_form=True,
    basis=(MED(20),),
    refusal="邀请{who}参与调解，没有写明双方同意",
    remedy="征得双方同意后再邀请，或者不邀请",
)
def helpers_welcome(s: Situation) -> Answer:
    uninvited = [
        str(r.get("helpers")) for r in rows_of(s.given, "mediation_notes") if r.get("helpers") and r.get("helpers_agreed") is not True
    ]
    return not uninvited or missing(who="、".join(uninvited))


#: A gap left by a clause that was not finished.
_BLANK = re.compile(r"[　_＿]{2,}")
_AGREEMENT = {
    "agreed_facts": "主要事实", "agreed_content": "协议内容", "performance_mode": "履行方式", "perform_by": "履行期限",
    "signed_by_parties": "当事人签名", "signed_by_mediator": "调解员签名", "sealed": "调委会印章",
}  # fmt: skip


@gate("agreement_complete", "协议书要件齐全", on_form=True, basis=(MED(29),), refusal="协议书{lacking}", remedy="补正后再签订")
def agreement_complete(s: Situation) -> Answer:
    lacking = [label for name, label in _AGREEMENT.items() if not s.get(name)]
    said = [f"缺：{'、'.join(lacking)}"] if lacking else []
    said += ["的协议内容里还有空没有填"] if _BLANK.search(str(s.get("agreed_content") or "")) else []
    return not said or missing(lacking="；".join(said))


@gate(
    "performed_after",
    "履行期限在签订之后",
    on_form=True,
    basis=(MED(29),),
    refusal="填写的履行期限{until}，早于签订的日期",
    remedy="核对年份；当场履行的，填签订当日",
)
def performed_after(s: Situation) -> Answer:
    until = s.given.get("perform_by")
    return not isinstance(until, date) or until >= s.on or missing(until=chinese_day(until))


@gate("route_told", "已告知其他途径", on_form=True, basis=(MED(26),), refusal="未告知其他救济途径", remedy="勾选并交付告知单")
def route_told(s: Situation) -> Answer:
    """Whoever ends a mediation tells it; a party who takes the dispute back themselves reads it on the paper they get."""
    by_a_party = any(a.holds_any(("party",), s.on) for a in s.actors[:1])
    return by_a_party or bool(s.get("route_told"))


@gate(
    "confirmable",
    "可以司法确认",
    on_form=True,
    basis=(CONFIRM(4), CONFIRM(7)),
    refusal="{why}，不能申请司法确认",
    remedy="身份关系告知向人民法院起诉；内容不明确的先变更协议",
)
def confirmable(s: Situation) -> Answer:
    if s.get("relation_kind", "不是") != "不是":
        return missing(why=f"涉及{s.get('relation_kind')}")
    return s.get("content_clear") is not False or missing(why="协议内容不明确")


@gate(
    "both_apply",
    "双方在三十日内共同申请",
    on_form=True,
    basis=(MED(33),),
    refusal="{why}",
    remedy="由双方另行达成协议，或告知向人民法院起诉",
)
def both_apply(s: Situation) -> Answer:
    """Both parties, within med.confirm of the agreement's effect: a bar of the law, not a due date of ours."""
    due = s.due("med.confirm")
    if s.get("applied_by") != "双方共同":
        return missing(why="须由双方当事人共同申请")
    last = due.due_on if due else s.on
    return s.on <= last or missing(why=f"须在协议生效后的法定期限内申请，已于{chinese_day(last)}届满")


@gate("not_before_the_court", "没有正在申请的司法确认", basis=(MED(33),), refusal="{why}", remedy="在司法确认事项里登记法院的答复")
def not_before_the_court(s: Situation) -> Answer:
    if any(m.closed_on is None for m in s.children("disputes.confirmation")):
        return missing(why="已经共同申请司法确认，人民法院还没有答复")
    return s.get("court_confirmed") is not True or missing(why="协议已经人民法院确认有效")


#: The way that MED 33 opens once a court has confirmed the agreement, and the way that is open until then.
ENFORCE, SUE = "告知申请强制执行", "告知起诉"


@gate(
    "remedy_fits_the_agreement",
    "告知的途径对得上协议",
    on_form=True,
    reads=("default_way",),
    basis=(MED(32), MED(33)),
    refusal="协议{why}",
    remedy="{way}，或者再次调解",
)
def remedy_fits_the_agreement(s: Situation) -> Answer:
    """A confirmed agreement is enforced, any other is sued on; both may be mediated again."""
    confirmed = s.get("court_confirmed") is True
    if s.get("default_way") == ENFORCE and not confirmed:
        return missing(why="没有经人民法院确认，不能申请强制执行", way="告知当事人可以起诉")
    return not (s.get("default_way") == SUE and confirmed) or missing(
        why="已经人民法院确认有效，不用再起诉", way="告知对方当事人可以申请强制执行"
    )


_WHO_AND_WHERE = {"kind": "纠纷类型", "party_a": "当事人甲", "party_b": "当事人乙", "village": "村（社区）"}


@gate(
    "parties_named",
    "写明双方当事人",
    on_form=True,
    reads=("dispute", *_WHO_AND_WHERE),
    basis=(MED(18), TOWN_RULE()),
    refusal="移入的纠纷没有写明{lacking}，不能登记给调解员",
    remedy="填写后受理，同时登记为纠纷；已经登记过的，选择对应纠纷",
)
def parties_named(s: Situation) -> Answer:
    """What came in and is accepted must reach a mediator: as a new dispute, or as one that is on record."""
    if s.get("direction") != "移入" or s.get("dispute"):
        return True
    lacking = [label for name, label in _WHO_AND_WHERE.items() if not s.get(name)]
    return not lacking or missing(lacking="、".join(lacking))


@gate(
    "consent_to_prolong",
    "双方同意延长",
    on_form=True,
    basis=(MED(17), TOWN_RULE()),
    refusal="未经双方同意，不得延长调解",
    remedy="取得双方同意，或终止调解并告知途径",
)
def consent_to_prolong(s: Situation) -> Answer:
    return s.get("both_consent") is True


@gate(
    "prolonged_beyond_due",
    "延长至原到期日之后",
    on_form=True,
    needs=("prolong_to",),
    basis=(TOWN_RULE(),),
    refusal="“延长至”{day}不晚于现在的到期日{due}",
    remedy="填写双方同意的、晚于现在到期日的日期",
)
def prolonged_beyond_due(s: Situation) -> Answer:
    due, until = s.due("med.handle"), s.facts["prolong_to"]
    return due is None or (isinstance(until, date) and until > due.due_on) or missing(day=printed(until), due=chinese_day(due.due_on))


#: The police law as revised is in force from the next day on; before it a settlement bound nobody to leave the act unpunished.
_LAST_DAY_OF_THE_OLD_POLICE_LAW = date(2025, 12, 31)


@gate(
    "settlement_binds_police",
    "法律准许不予处罚",
    until=_LAST_DAY_OF_THE_OLD_POLICE_LAW,
    basis=(POLICE_PEN(9),),
    refusal="修订后的治安管理处罚法自2026年1月1日起施行，在此之前没有这条途径",
    remedy="只反馈调解结果，由公安机关依法处理",
)
def settlement_binds_police(s: Situation) -> Answer:
    return False


def mediated(s: Situation) -> Matter | None:
    """The dispute that was opened from this matter, or the one on record that it was tied to."""
    return s.last_child("disputes.dispute") or (s.records.matter(str(s.get("dispute"))) if s.get("dispute") else None)


@gate(
    "settled_and_performed",
    "经调解达成协议并已履行",
    since=_LAST_DAY_OF_THE_OLD_POLICE_LAW + timedelta(days=1),
    basis=(POLICE_PEN(9),),
    refusal="还不能请公安机关不予处罚：{why}",
    remedy="调成并履行后，附当事人的书面申请再办；是否认可由公安机关决定",
)
def settled_and_performed(s: Situation) -> Answer:
    """For what the police sent here themselves, before they decided: settled by the committee and performed."""
    if s.get("direction") != "移入" or s.get("linkage") != "警调":
        return missing(why="不是公安机关移来的纠纷")
    held = mediated(s)
    if held is None or held.get("outcome") != "调解成功":
        return missing(why="纠纷没有经人民调解委员会调解达成协议")
    return bool(held.get("performed_on")) or missing(why="协议还没有履行")


@gate(
    "written_request_given",
    "当事人已书面申请",
    on_form=True,
    basis=(POLICE_PEN(9),),
    refusal="没有当事人的书面申请",
    remedy="请当事人写明申请并签名后再办",
)
def written_request_given(s: Situation) -> Answer:
    return s.get("written_request") is True


@gate(
    "outcome_recorded",
    "结果已记录",
    basis=(MED(27), TOWN_RULE()),
    refusal="纠纷还没有结果，不能归档",
    remedy="先记录调成、不成、拒绝、撤回或移送",
)
def outcome_recorded(s: Situation) -> Answer:
    return bool(s.get("outcome"))


_ANSWERS = {"disputes.referral": "接收单位还没有反馈移送的结果", "disputes.confirmation": "人民法院还没有答复司法确认申请"}


@gate(
    "nothing_awaited",
    "没有等着的答复",
    basis=(MED(27), TOWN_RULE()),
    refusal="{why}，不能归档",
    remedy="登记对方的结果、退回或者裁定后再归档；对方不答复的，催办",
)
def nothing_awaited(s: Situation) -> Answer:
    awaited = [words for procedure, words in _ANSWERS.items() if any(m.closed_on is None for m in s.children(procedure))]
    return not awaited or missing(why="，".join(awaited))


def silent_villages(s: Situation) -> list[str]:
    """The villages that have not answered this round."""
    return [m.village for m in s.children("disputes.village_return") if m.state == "due"]


@gate(
    "village_returns_in",
    "各村已回报",
    strength=Strength.REASON,
    basis=(TOWN_RULE(),),
    refusal="{n}个村（社区）尚未回报",
    remedy="催报，或写明理由先行汇总",
)
def village_returns_in(s: Situation) -> Answer:
    silent = silent_villages(s)
    return not silent or missing(n=len(silent))


@gate("all_villages_in", "各村均已回报", basis=(TOWN_RULE(),), refusal="{n}个村（社区）尚未回报", remedy="等各村（社区）回报，或催报")
def all_villages_in(s: Situation) -> Answer:
    silent = silent_villages(s)
    return not silent or missing(n=len(silent))


@gate("somebody_silent", "有村尚未回报", moot=True, basis=(TOWN_RULE(),), refusal="各村（社区）都已回报，不用催报", remedy="直接汇总")
def somebody_silent(s: Situation) -> Answer:
    return bool(silent_villages(s))


@gate(
    "round_open",
    "本轮尚未汇总",
    moot=True,
    basis=(TOWN_RULE(),),
    refusal="镇里已经汇总本轮排查，回报不能撤回",
    remedy="请司法所更正件数；发现纠纷的照常登记",
)
def round_open(s: Situation) -> Answer:
    asked = s.records.matter(s.matter.parent)
    return asked is None or asked.closed_on is None


@gate("committee_composed", "调委会组成合法", needs=("members",), basis=(MED(8),), refusal="调委会{why}", remedy="调整人选后再登记")
def committee_composed(s: Situation) -> Answer:
    members = s.facts["members"]
    least, most = s.amount("committee_min"), s.amount("committee_max")
    if not least <= len(members) <= most:  # type: ignore[arg-type]
        return missing(why=f"有{len(members)}人，应为{least}至{most}人")  # type: ignore[arg-type]
    women = len([m for m in members if m.get("sex") == "女"])  # type: ignore[union-attr]
    return women >= s.amount("committee_women_min") or missing(why="没有妇女成员")


#: The way on which the town itself goes: where to turn need not be told.
HANDLED_HERE = "受理办理"


@gate(
    "route_named",
    "指明法定途径",
    on_form=True,
    basis=(PET(31),),
    refusal="未指明{what}",
    remedy="在六类处理途径中选择一类，写明向哪个机关、按什么程序提出，并告知信访人",
)
def route_named(s: Situation) -> Answer:
    if not s.get("petition_route"):
        return missing(what="法定途径")
    return s.get("petition_route") == HANDLED_HERE or bool(s.get("route_detail")) or missing(what="具体的途径或者去向")


@gate(
    "opinion_complete",
    "处理意见书要件齐全",
    on_form=True,
    basis=(PET(32), PET(35)),
    refusal="处理意见书缺：{lacking}",
    remedy="补正后再答复",
)
def opinion_complete(s: Situation) -> Answer:
    parts = {
        "request": "诉求",
        "found_facts": "查明事实",
        "opinion": "处理意见",
        "opinion_basis": "依据",
        "review_right_told": "复查权利告知",
    }
    lacking = [label for name, label in parts.items() if not s.get(name)]
    return not lacking or missing(lacking="、".join(lacking))


@gate(
    "not_passed_to_reported",
    "不转给被反映人",
    on_form=True,
    basis=(PET(30),),
    refusal="不得把信访材料转给被检举控告人",
    remedy="改派其他承办人",
)
def not_passed_to_reported(s: Situation) -> Answer:
    reported = s.get("reported_person")
    assigned = s.get("assigned_to")
    return not reported or not assigned or reported != assigned


@gate(
    "head_prolongs",
    "负责人批准延长",
    on_form=True,
    basis=(PET(34),),
    refusal="延长办理未写明理由或批准人",
    remedy="报机关负责人批准，并告知信访人",
)
def head_prolongs(s: Situation) -> Answer:
    return bool(s.get("prolong_reason")) and s.get("petitioner_told") is True
