"""A dispute (纠纷): found or applied for, accepted, mediated, settled orally or in writing, performed; or ended otherwise."""

from __future__ import annotations

from fadu.kernel.procedure import START, Branch, Follows, Opens, Starts, State, Step
from fadu.packs.common.laws import CPL, MED, TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.disputes import gates as g
from fadu.packs.disputes import papers
from fadu.packs.disputes.fields import DISPUTE_FIELDS

MEDIATORS = ("mediator", "justice_office", "village_cadre")


def _title(facts: object) -> str:
    return f"{facts.get('party_a', '')}与{facts.get('party_b', '')}{facts.get('kind', '')}纠纷"  # type: ignore[attr-defined]


def _settled(form: str):  # type: ignore[no-untyped-def]
    return lambda s: {"form": form, "outcome": "调解成功"}


def _ended(outcome: str):  # type: ignore[no-untyped-def]
    return lambda s: {"outcome": outcome}


DISPUTE = procedure(
    name="disputes.dispute",
    label="矛盾纠纷",
    basis=(MED(2), MED(17)),
    title=_title,
    readers=("justice_office", "mediator", "village_cadre", "petition_clerk"),
    states=(
        State("found", "已登记"), State("accepted", "已受理"), State("mediating", "调解中"), State("settled", "已调成"),
        State("performed", "已履行"), State("default", "未履行"), State("closed", "已归档", closed=True),
        State("failed", "调解不成"), State("refused", "一方拒绝"), State("withdrawn", "已撤回"), State("referred", "已移送"),
        State("not_accepted", "不予受理", closed=True),
    ),
    fields=DISPUTE_FIELDS,
    steps=(
        Step(id="settle_orally", label="口头调成", source=(START,), to="settled", roles=("mediator", "village_cadre"), basis=(MED(28), MED(30)),
             fields=("kind", "party_a", "party_b", "settlement", "village"),
             optional=("gist", "level", "source", "difficulty", "amount", "willing", "excluded_ground", "more_parties"),
             gates=(g.both_willing, g.committee_member, g.not_excluded_kind), issues=papers.ORAL, starts=(Starts(limit="med.confirm"), Starts(limit="med.revisit")),
             derives=lambda s: {"form": "口头", "outcome": "调解成功", "level": s.get("level") or "村", "source": s.get("source") or "排查", "difficulty": s.get("difficulty") or "一般"},
             derived=("form", "outcome", "level", "source", "difficulty"), light=True, consequence="登记为口头协议，自达成时生效。"),
        Step(id="find", label="登记排查发现的纠纷", source=(START,), to="found", roles=("village_cadre", "justice_office", "mediator", "group_leader", "grid_worker"), basis=(MED(17),),
             fields=("kind", "party_a", "party_b", "village", "gist"), optional=("level", "amount", "difficulty", "more_parties"),
             derives=lambda s: {"source": "排查", "level": s.get("level") or "村", "difficulty": s.get("difficulty") or "一般"}, derived=("source", "level", "difficulty")),
        Step(id="apply", label="登记当事人申请", source=(START,), to="found", roles=("mediator", "justice_office", "party"), basis=(MED(18),),
             fields=("kind", "party_a", "party_b", "village", "gist"), optional=("level", "amount", "difficulty", "more_parties"),
             derives=lambda s: {"source": "申请", "level": s.get("level") or "村", "difficulty": s.get("difficulty") or "一般"}, derived=("source", "level", "difficulty")),
        Step(id="take_referral", label="接收移送的纠纷", source=(START,), to="found", roles=("justice_office", "mediator", "clock"), basis=(MED(18), TOWN_RULE()),
             fields=("kind", "party_a", "party_b", "village", "gist", "source"), optional=("level", "amount", "difficulty", "more_parties"),
             derives=lambda s: {"level": s.get("level") or "镇", "difficulty": s.get("difficulty") or "一般"}, derived=("level", "difficulty")),
        Step(id="accept", label="受理", source=("found",), to="accepted", roles=MEDIATORS, basis=(MED(18), MED(19), MED(23)),
             fields=("willing", "excluded_ground", "mediator_chosen", "rights_told"),
             gates=(g.not_excluded_kind, g.both_willing, g.mediator_acceptable, g.committee_member), starts=(Starts(limit="med.handle"),), issues=papers.REGISTRATION,
             told="你们可以选择或者接受调解员，可以随时拒绝或者要求终止调解，可以要求公开或者不公开进行。调解不收费，协议由你们自愿达成。"),
        Step(id="not_accept", label="不予受理", source=("found",), to="not_accepted", roles=MEDIATORS, basis=(MED(26),),
             fields=("excluded_ground", "route_told"), gates=(g.route_told,), derives=_ended("不受理"), derived=("outcome",)),
        Step(id="mediate", label="调解", source=("accepted", "mediating"), to="mediating", roles=MEDIATORS, basis=(MED(20), MED(21), MED(22)),
             fields=("mediation_notes",), gathers=("mediation_notes",), gates=(g.committee_member,)),
        Step(id="warn_police", label="报告激化苗头", source=("found", "accepted", "mediating"), to=None, roles=MEDIATORS, basis=(MED(25),),
             fields=("reported_to", "risk"), starts=(Starts(limit="med.warn_police"),), ends=("med.warn_police",)),
        Step(id="agree_in_writing", label="签订书面协议", source=("mediating",), to="settled", roles=MEDIATORS, basis=(MED(29),),
             fields=("agreed_facts", "agreed_content", "performance_mode", "perform_by", "signed_by_parties", "signed_by_mediator", "sealed"), optional=("effective_on",),
             gates=(g.agreement_complete, g.committee_member), issues=papers.AGREEMENT, ends=("med.handle",),
             starts=(Starts(limit="med.confirm", since="effective_on"), Starts(limit="med.revisit", since="perform_by")),
             derives=_settled("书面"), derived=("form", "outcome"), consequence="协议将取号并生成协议书，开始三十日司法确认申请期和回访提醒。"),
        Step(id="agree_orally", label="达成口头协议", source=("mediating",), to="settled", roles=MEDIATORS, basis=(MED(28), MED(30)),
             fields=("settlement",), gates=(g.committee_member,), issues=papers.ORAL, ends=("med.handle",),
             starts=(Starts(limit="med.confirm"), Starts(limit="med.revisit")), derives=_settled("口头"), derived=("form", "outcome")),
        Step(id="fail", label="调解不成，终止", source=("accepted", "mediating"), to="failed", roles=MEDIATORS, basis=(MED(26),),
             fields=("fail_reason", "route_told"), gates=(g.route_told,), ends=("med.handle",), issues=papers.TERMINATION, derives=_ended("调解不成"), derived=("outcome",)),
        Step(id="refuse", label="一方拒绝，终止", source=("found", "accepted", "mediating"), to="refused", roles=MEDIATORS, basis=(MED(17), MED(26)),
             fields=("route_told",), gates=(g.route_told,), ends=("med.handle",), issues=papers.TERMINATION, derives=_ended("一方拒绝"), derived=("outcome",)),
        Step(id="withdraw", label="当事人撤回", source=("found", "accepted", "mediating"), to="withdrawn", roles=(*MEDIATORS, "party"), basis=(MED(23),),
             ends=("med.handle",), derives=_ended("撤回"), derived=("outcome",)),
        Step(id="refer", label="移送其他单位", source=("accepted", "mediating"), to="referred", roles=MEDIATORS, basis=(MED(25), TOWN_RULE()),
             fields=("referred_to",), ends=("med.handle",), derives=_ended("移送"), derived=("outcome",)),
        Step(id="prolong", label="经同意延长", source=("mediating",), to=None, roles=MEDIATORS, basis=(MED(17), TOWN_RULE()),
             fields=("both_consent", "prolong_to"), gates=(g.consent_to_prolong,), starts=(Starts(limit="med.handle"),)),
        Step(id="perform", label="履行完毕", source=("settled", "default"), to="performed", roles=MEDIATORS, basis=(MED(31),),
             fields=("performed_note",), ends=("med.revisit", "med.confirm"), issues=papers.REVISIT),
        Step(id="default", label="登记未履行", source=("settled",), to=Branch("default_way", {"再次调解": "mediating", "告知起诉": "default"}), roles=MEDIATORS, basis=(MED(32),),
             fields=("default_way",), ends=("med.revisit",)),
        Step(id="confirm", label="申请司法确认", source=("settled",), to=None, roles=(*MEDIATORS, "party"), basis=(MED(33), CPL(205)),
             fields=("applied_by", "relation_kind", "content_clear", "court"), gates=(g.both_apply, g.confirmable), ends=("med.confirm",), issues=papers.CONFIRMATION,
             opens=(Opens(procedure="disputes.confirmation", step="apply", carry={"court": "court"}),)),
        Step(id="confirmed", label="已获司法确认", source=("settled", "performed", "default"), to=None, roles=("clock",), basis=(MED(33),),
             follows=(Follows(procedure="disputes.confirmation", states=("confirmed",)),)),
        Step(id="change", label="变更协议", source=("settled",), to=None, roles=MEDIATORS, basis=(MED(33),), fields=("agreed_content",), optional=("perform_by",)),
        Step(id="close", label="归档", source=("performed", "default", "failed", "refused", "withdrawn", "referred", "settled"), to="closed", roles=(*MEDIATORS, "archive_keeper"),
             basis=(MED(27),), gates=(g.outcome_recorded,), ends=("med.revisit", "med.confirm")),
    ),
)  # fmt: skip
