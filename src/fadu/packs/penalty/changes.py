"""What may still happen to a served decision: correction of a slip, change, revocation, refund, withdrawal of publication.

The original entries and the figures of its year stay; a publication that rests on it must be withdrawn in time.
"""

from __future__ import annotations

from collections.abc import Sequence

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.procedure import ANY, Condition, Effect, Enters, Follows, Opens, Step
from fadu.packs.common.gates import masked
from fadu.packs.common.laws import PEN, REC
from fadu.packs.common.roles import STAFF_ROLES
from fadu.packs.penalty.gates_decision import publication_ground, substance_untouched
from fadu.packs.penalty.papers_decision import CHANGE_DECISION, ERRATUM_PAPER, REVOCATION_PAPER

CHANGERS = ("town_head", "district_department", "party_gov_office")
_PUBLICATION = "common.publication"


def _published(s: Situation) -> dict[str, Value]:
    """That the public can read it, and whether it was shown in time (seven working days from the decision)."""
    child = s.last_child(_PUBLICATION)
    limit = child.clocks.get("pub.penalty_permit") if child else None
    in_time = limit is None or not limit.due(s.rules, s.matter.org).late(s.on)
    return {"published": True, "published_in_time": in_time}


def _withdrawn(s: Situation) -> dict[str, Value]:
    return {"published": False}


def serving(paper: str, when: Condition | None = None) -> Opens:
    """The paper is owed to the party, as the decision was."""
    return Opens(procedure="common.service", step="owe", carry={"recipient": "party_name", "name_of_organ": "name_of_organ"},
                 values={"paper_title": paper, "two_servers": True}, numbered="paper_number", when=when)  # fmt: skip


def later_steps(states: Sequence[str], paying: Sequence[str] = ()) -> tuple[Step, ...]:
    """The steps after service, possible in these states; ``paying`` are limits to pay that a revocation ends."""
    source = tuple(states)
    history_ends = (Enters(register="parties_history", key="", ends=True),)
    return (
        Step(id="correct_paper", label="更正文书笔误", source=source, to=None, roles=("officer", "office_head", "party_gov_office"),
             basis=(PEN(75),),
             fields=("paper_error", "paper_correction"), issues=ERRATUM_PAPER, consequence="只能更正笔误；实体内容须另作变更或者撤销决定。"),
        Step(id="change", label="变更决定", source=source, to=None, roles=CHANGERS, basis=(PEN(48), PEN(75), REC(63)),
             fields=("change_reason", "changed_fen"), optional=("refund_fen",), issues=CHANGE_DECISION,
             opens=(serving("行政处罚变更决定书"),),
             consequence="原决定的数字不变，另加标注；已公示的须按期撤回并说明理由。"),
        Step(id="annul", label="撤销决定", source=source, to=None, roles=CHANGERS, basis=(PEN(48), PEN(75)),
             fields=("annulment_ground", "common_reason"), optional=("annulled_on",), effect=Effect.ANNUL, issues=REVOCATION_PAPER,
             ends=tuple(paying), opens=(serving("撤销行政处罚决定书"),),
             enters=history_ends, consequence="原决定的数字不变，另加标注；已公示的须按期撤回，已收罚款依法退还。"),
        Step(id="correct", label="更正记录", source=(ANY, "closed"), to=None, roles=STAFF_ROLES, basis=(PEN(75),),
             fields=("corrected_field", "corrected_value", "common_reason"), gates=(substance_untouched,), effect=Effect.CORRECT,
             consequence="原记录保留，后续以更正后的内容为准；已作出的决定只能更正笔误。"),
        Step(id="refund", label="退还罚款", source=source, to=None, roles=("cashier",), basis=(PEN(75),), fields=("refund_fen", "refunded_on")),
        Step(id="publish", label="转入公示", source=source, to=None, roles=("party_gov_office", "disclosure_clerk"), basis=(PEN(48),),
             fields=("publication_ground",), gates=(publication_ground, masked),
             opens=(Opens(procedure=_PUBLICATION, step="screen", carry={"published_title": "item_name", "result_on": "decided_on"},
                          values={"result_kind": "行政处罚、行政许可"}),)),
        Step(id="published", label="已公示", source=source, to=None, roles=("clock",), basis=(PEN(48),),
             follows=(Follows(procedure=_PUBLICATION, states=("published",)),), derives=_published,
             derived=("published", "published_in_time")),
        Step(id="publication_withdrawn", label="已撤回公示", source=source, to=None, roles=("clock",), basis=(PEN(48),),
             follows=(Follows(procedure=_PUBLICATION, states=("withdrawn", "taken_down")),), derives=_withdrawn, derived=("published",)),
    )  # fmt: skip
