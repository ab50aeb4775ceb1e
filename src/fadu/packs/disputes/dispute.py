"""A dispute (纠纷): found or applied for, accepted, mediated, settled orally or in writing, performed; or ended otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import START, Branch, Derivation, Effect, Follows, Opens, Starts, State, Step
from fadu.packs.common.laws import CPL, MED, TOWN_RULE
from fadu.packs.common.steps import extension_allowed, procedure
from fadu.packs.disputes import gates as g
from fadu.packs.disputes import papers
from fadu.packs.disputes.fields import DISPUTE_FIELDS

MEDIATORS = ("mediator", "justice_office", "village_cadre")


OPEN_WORK = ("accepted", "mediating", "remediating")
HANDED_ON = ("kind", "party_a", "party_b", "village", "gist")
_SETTLED_FACTS = ("form", "outcome", "settled_on", "mediator")
#: What may boil over is reported within the hours that the town has set; the clock runs from the registration.
_RISK = Starts(limit="med.warn_police", when=lambda f: bool(f.get("risk")))


def _title(facts: Mapping[str, Value]) -> str:
    return f"{facts.get('party_a', '')}与{facts.get('party_b', '')}{facts.get('kind', '')}纠纷"


def _found(source: str, level: str = "村") -> Derivation:
    """Where it came from, and what is so unless somebody said otherwise; a source already told stays."""
    return lambda s: {
        "source": source or s.get("source") or "其他",
        "level": s.get("level") or level,
        "difficulty": s.get("difficulty") or "一般",
    }


def _settled(form: str) -> Derivation:
    return lambda s: {"form": form, "outcome": "调解成功", "settled_on": _effective(s), "mediator": _who(s)}


def _settled_at_once(s: Situation) -> Mapping[str, Value]:
    return {**_found("", "村")(s), "source": s.get("source") or "排查", **_settled("口头")(s)}


def _effective(s: Situation) -> date:
    """An oral agreement takes effect when it is reached; a written one on the day it was signed and sealed."""
    day = s.given.get("effective_on")
    return day if isinstance(day, date) else s.on


def _who(s: Situation) -> str:
    return s.actors[0].name if s.actors else ""


def _ended(outcome: str) -> Derivation:
    return lambda s: {"outcome": outcome}


def _longer(s: Situation) -> Mapping[str, Value]:
    """How many days the parties' consent adds to the period for mediation."""
    due, until = s.due("med.handle"), s.get("prolong_to")
    days = (until - due.due_on).days if due and isinstance(until, date) else 0
    return {"extended_limit": "med.handle", "extended_by": days} if days > 0 else {}


DISPUTE = procedure(
    name="disputes.dispute",
    label="矛盾纠纷",
    basis=(MED(2), MED(17)),
    title=_title,
    readers=("justice_office", "mediator", "village_cadre", "petition_clerk"),
    handlers=("mediator", "justice_office", "village_cadre", "group_leader", "grid_worker"),
    states=(
        State("found", "已登记"), State("accepted", "已受理"), State("mediating", "调解中"), State("settled", "已调成"), State("remediating", "再次调解中"),
        State("default", "未履行"), State("performed", "已履行"), State("closed", "已归档", closed=True),
        State("failed", "调解不成"), State("refused", "一方拒绝"), State("withdrawn", "已撤回"), State("referred", "已移送"),
        State("not_accepted", "不予受理", closed=True), State("self_settled", "自行和解", closed=True),
    ),
    fields=DISPUTE_FIELDS,
    steps=(
        Step(id="settle_orally", label="口头调成", source=(START,), to="settled", roles=("mediator", "village_cadre"), basis=(MED(28), MED(30)),
             fields=("kind", "party_a", "party_b", "settlement", "village"),
             optional=("gist", "level", "source", "difficulty", "amount", "willing", "excluded_ground", "more_parties"),
             gates=(g.both_willing, g.committee_member, g.not_excluded_kind), issues=papers.ORAL, starts=(Starts(limit="med.confirm"), Starts(limit="med.revisit")),
             derives=_settled_at_once, derived=(*_SETTLED_FACTS, "level", "source", "difficulty"), light=True, consequence="登记为口头协议，自达成时生效。"),
        Step(id="find", label="登记排查发现的纠纷", source=(START,), to="found", roles=("village_cadre", "justice_office", "mediator", "group_leader", "grid_worker"), basis=(MED(17),),
             fields=HANDED_ON, optional=("level", "amount", "difficulty", "more_parties", "risk"), starts=(_RISK,),
             derives=_found("排查"), derived=("source", "level", "difficulty")),
        Step(id="apply", label="登记当事人申请", source=(START,), to="found", roles=("mediator", "justice_office", "party"), basis=(MED(17), MED(18)),
             fields=HANDED_ON, optional=("contact", "level", "amount", "difficulty", "more_parties", "risk"), starts=(_RISK,), issues=papers.APPLICATION,
             derives=_found("申请"), derived=("source", "level", "difficulty")),
        Step(id="take_referral", label="接收移送的纠纷", source=(START,), to="found", roles=("justice_office", "mediator", "clock"), basis=(MED(18), TOWN_RULE()),
             fields=(*HANDED_ON, "source"), optional=("level", "amount", "difficulty", "more_parties", "risk"), starts=(_RISK,),
             derives=_found("", "镇"), derived=("source", "level", "difficulty")),
        Step(id="accept", label="受理", source=("found",), to="accepted", roles=MEDIATORS, basis=(MED(18), MED(19), MED(23)),
             fields=("willing", "excluded_ground", "mediator_chosen", "rights_told"),
             gates=(g.not_excluded_kind, g.both_willing, g.mediator_acceptable, g.committee_member), starts=(Starts(limit="med.handle"),), issues=papers.REGISTRATION,
             derives=lambda s: {"mediator": _who(s)}, derived=("mediator",),
             told="你们可以选择或者接受调解员，可以随时拒绝或者要求终止调解，可以要求公开或者不公开进行。调解不收费，协议由你们自愿达成。"),
        Step(id="not_accept", label="不予受理", source=("found",), to="not_accepted", roles=MEDIATORS, basis=(MED(26),),
             fields=("excluded_ground", "route_told"), gates=(g.route_told,), derives=_ended("不受理"), derived=("outcome",)),
        Step(id="settle_themselves", label="登记为自行和解", source=(START, "found"), to="self_settled", roles=("village_cadre", "group_leader", "grid_worker", "mediator", "justice_office"), basis=(MED(2), TOWN_RULE()),
             fields=("kind", "party_a", "party_b", "settlement", "village"), optional=("gist", "level", "more_parties"),
             derives=_found(""), derived=("source", "level", "difficulty"), consequence="双方自己和好的记下备查，不计入人民调解；以后反悔的，可以再申请调解。"),
        Step(id="mediate", label="调解", source=("accepted", "mediating"), to="mediating", roles=MEDIATORS, basis=(MED(20), MED(21), MED(22)),
             fields=("mediation_notes",), gathers=("mediation_notes",), gates=(g.committee_member, g.helpers_welcome), issues=papers.SESSION),
        Step(id="mediate_again", label="再次调解", source=("remediating",), to=None, roles=MEDIATORS, basis=(MED(20), MED(32)),
             fields=("mediation_notes",), gathers=("mediation_notes",), gates=(g.committee_member, g.helpers_welcome), issues=papers.SESSION),
        Step(id="warn_police", label="报告激化苗头", source=("found", *OPEN_WORK, "settled", "default"), to=None, roles=MEDIATORS, basis=(MED(25),),
             fields=("reported_to", "risk"), ends=("med.warn_police",), consequence="先打电话，再登记；登记的是已经报告。"),
        Step(id="agree_in_writing", label="签订书面协议", source=("mediating", "remediating"), to="settled", roles=MEDIATORS, basis=(MED(29),),
             fields=("agreed_facts", "agreed_content", "performance_mode", "perform_by", "signed_by_parties", "signed_by_mediator", "sealed"), optional=("effective_on",),
             gates=(g.agreement_complete, g.performed_after, g.committee_member), issues=papers.AGREEMENT, ends=("med.handle",),
             starts=(Starts(limit="med.confirm", since="effective_on"), Starts(limit="med.revisit", since="perform_by")),
             derives=_settled("书面"), derived=_SETTLED_FACTS, consequence="协议将取号并生成协议书，开始三十日司法确认申请期和回访提醒。"),
        Step(id="agree_orally", label="达成口头协议", source=("mediating", "remediating"), to="settled", roles=MEDIATORS, basis=(MED(28), MED(30)),
             fields=("settlement",), gates=(g.committee_member,), issues=papers.ORAL, ends=("med.handle",),
             starts=(Starts(limit="med.confirm"), Starts(limit="med.revisit")), derives=_settled("口头"), derived=_SETTLED_FACTS),
        Step(id="fail", label="调解不成，终止", source=("accepted", "mediating"), to="failed", roles=MEDIATORS, basis=(MED(26),),
             fields=("fail_reason", "route_told"), gates=(g.route_told,), ends=("med.handle",), issues=papers.TERMINATION, derives=_ended("调解不成"), derived=("outcome",)),
        Step(id="refuse", label="一方拒绝，终止", source=("found", "accepted", "mediating"), to="refused", roles=MEDIATORS, basis=(MED(17), MED(26)),
             fields=("route_told",), optional=("fail_reason",), gates=(g.route_told,), ends=("med.handle",), issues=papers.TERMINATION, derives=_ended("一方拒绝"), derived=("outcome",)),
        Step(id="withdraw", label="当事人撤回", source=("found", "accepted", "mediating"), to="withdrawn", roles=(*MEDIATORS, "party"), basis=(MED(23), MED(26)),
             optional=("route_told", "fail_reason"), gates=(g.route_told,), ends=("med.handle",), issues=papers.TERMINATION, derives=_ended("撤回"), derived=("outcome",)),
        Step(id="refer", label="移送其他单位", source=("accepted", "mediating"), to="referred", roles=MEDIATORS, basis=(MED(25), TOWN_RULE()),
             fields=("linkage", "referred_to"), ends=("med.handle",), derives=_ended("移送"), derived=("outcome",),
             opens=(Opens(procedure="disputes.referral", step="send", carry={"linkage": "linkage", "other_side": "referred_to", "referred_matter": "gist", **{n: n for n in ("party_a", "party_b", "village", "level")}}),),
             consequence="将开出移送函，等候对方回执和办理结果。"),
        Step(id="take_back", label="对方退回，继续调解", source=("referred",), to="accepted", roles=("clock",), basis=(TOWN_RULE(),),
             follows=(Follows(procedure="disputes.referral", states=("returned",)),), starts=(Starts(limit="med.handle"),)),
        Step(id="prolong", label="经同意延长", source=("accepted", "mediating"), to=None, roles=MEDIATORS, basis=(MED(17), TOWN_RULE()),
             fields=("both_consent", "prolong_to"), gates=(g.consent_to_prolong, g.prolonged_beyond_due, extension_allowed), effect=Effect.EXTEND,
             derives=_longer, derived=("extended_limit", "extended_by"), consequence="原来的期限保留显示，自原到期日起延长。"),
        Step(id="perform", label="履行完毕", source=("settled", "default"), to="performed", roles=MEDIATORS, basis=(MED(31),),
             fields=("performed_note",), ends=("med.revisit", "med.confirm"), issues=papers.REVISIT,
             derives=lambda s: {"performed_on": s.on}, derived=("performed_on",)),
        Step(id="part_performed", label="回访，部分履行", source=("settled",), to=None, roles=MEDIATORS, basis=(MED(31),),
             fields=("performed_note", "next_due_on"), starts=(Starts(limit="med.revisit", since="next_due_on"),), issues=papers.REVISIT,
             consequence="出具回访记录，下一次回访自下一期的履行期限起算。"),
        Step(id="default", label="登记未履行", source=("settled", "remediating"), to=Branch("default_way", {"再次调解": "remediating", "告知起诉": "default", "告知申请强制执行": "default"}), roles=MEDIATORS, basis=(MED(31), MED(32), MED(33)),
             fields=("performed_note", "default_way"), gates=(g.remedy_fits_the_agreement,), ends=("med.revisit",), issues=papers.REVISIT),
        Step(id="confirm", label="申请司法确认", source=("settled",), to=None, roles=(*MEDIATORS, "party"), basis=(MED(33), CPL(205)),
             fields=("applied_by", "relation_kind", "content_clear", "court"), gates=(g.both_apply, g.confirmable, g.not_before_the_court), ends=("med.confirm",), issues=papers.CONFIRMATION,
             opens=(Opens(procedure="disputes.confirmation", step="apply", carry={n: n for n in ("court", "party_a", "party_b")}),)),
        Step(id="confirmed", label="已获司法确认", source=("settled", "performed", "default"), to=None, roles=("clock",), basis=(MED(33),),
             follows=(Follows(procedure="disputes.confirmation", states=("confirmed",)),), derives=lambda s: {"court_confirmed": True}, derived=("court_confirmed",)),
        Step(id="not_confirmed", label="没有获得司法确认", source=("settled", "performed", "default"), to=None, roles=("clock",), basis=(MED(33),),
             follows=(Follows(procedure="disputes.confirmation", states=("not_accepted", "not_confirmed")),), derives=lambda s: {"court_confirmed": False}, derived=("court_confirmed",)),
        Step(id="change", label="变更协议", source=("settled",), to=None, roles=(*MEDIATORS, "party"), basis=(MED(29), MED(33)),
             fields=("change_reason", "agreed_facts", "agreed_content", "performance_mode", "perform_by", "signed_by_parties", "signed_by_mediator", "sealed"),
             gates=(g.agreement_complete, g.performed_after), issues=papers.CHANGED, starts=(Starts(limit="med.confirm"), Starts(limit="med.revisit", since="perform_by")),
             derives=lambda s: {"form": "书面"}, derived=("form",), consequence="出具变更后的协议书；原协议保留，以变更后的为准。"),
        Step(id="close", label="归档", source=("performed", "default", "failed", "refused", "withdrawn", "referred", "settled"), to="closed", roles=(*MEDIATORS, "archive_keeper"),
             basis=(MED(27),), gates=(g.outcome_recorded, g.nothing_awaited), ends=("med.revisit", "med.confirm"), issues=papers.FILE_INDEX),
    ),
)  # fmt: skip
