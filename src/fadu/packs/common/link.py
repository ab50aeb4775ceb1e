"""A link with a code (办事链接): one named person may take named steps on a named scope for a term, without an account.

What is journaled is that it was issued, to whom, and how it ended. The address and the code are never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import START, Starts, State, Step
from fadu.packs.common.fields import VILLAGE
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """What a link of this kind lets its holder do: in which role, which steps (``procedure.step``), on what.

    ``about_matter``: on one matter only, and the first act uses the link up. Otherwise it serves one village until
    its term ends. ``issuers`` are the roles that may issue it. What one party alone cannot say for both (an
    agreement changed, a payment made) is in no link.
    """

    label: str
    role: str
    steps: tuple[str, ...]
    about_matter: bool = False
    issuers: tuple[str, ...] = ("justice_office",)


_RETURNS = (
    "disputes.village_return.return_nil",
    "disputes.village_return.return_found",
    "disputes.village_return.take_back",
    "disputes.round.record_own",
    "disputes.dispute.find",
)
_PARTYS = (
    "disputes.dispute.withdraw", "penalty.ordinary.defend", "penalty.ordinary.waive", "penalty.ordinary.request_hearing",
    "penalty.ordinary.hearing_waived", "common.rectification.correct_done",
)  # fmt: skip
KINDS: Final = (
    LinkKind(
        label="村（社区）干部",
        role="village_cadre",
        steps=(*_RETURNS, "disputes.dispute.settle_orally", "disputes.dispute.settle_themselves"),
    ),
    LinkKind(label="社长", role="group_leader", steps=_RETURNS),
    LinkKind(
        label="当事人",
        role="party",
        steps=_PARTYS,
        about_matter=True,
        issuers=("justice_office", "mediator", "officer", "enforcement_head"),
    ),
)
ISSUERS: Final = tuple(dict.fromkeys(role for kind in KINDS for role in kind.issuers))


def kind_of(label: object) -> LinkKind | None:
    return next((k for k in KINDS if k.label == label), None)


@gate("link_issuer", "可以发给", on_form=True, basis=(TOWN_RULE(),), refusal="给“{who}”的链接不由您发出", remedy="请司法所发出")
def link_issuer(s: Situation) -> Answer:
    kind = kind_of(s.get("link_kind"))
    held = s.actors[0].roles_on(s.on) if s.actors else frozenset()
    return kind is None or bool(held & set(kind.issuers)) or missing(who=kind.label)


@gate(
    "link_scoped",
    "写明用在哪里",
    on_form=True,
    basis=(TOWN_RULE(),),
    refusal="没有写明链接用在{where}",
    remedy="选定后再发；一个链接只用在一处",
)
def link_scoped(s: Situation) -> Answer:
    kind = kind_of(s.get("link_kind"))
    if kind is None:
        return True
    return bool(s.get("link_matter" if kind.about_matter else "village")) or missing(
        where="哪一件事项" if kind.about_matter else "哪个村（社区）"
    )


def _about(facts: object, wanted: bool) -> bool:
    kind = kind_of(facts.get("link_kind"))  # type: ignore[attr-defined]
    return kind is not None and kind.about_matter is wanted


LINK = procedure(
    name="common.link",
    label="办事链接",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"办事链接：{facts.get('holder', '')}（{facts.get('link_kind', '')}）",
    readers=("justice_office",),
    states=(
        State("in_force", "有效", standing=True), State("used", "已用过", closed=True), State("expired", "已到期", closed=True),
        State("revoked", "已收回", closed=True),
    ),
    fields=(
        Field(name="link_kind", label="发给", kind=Kind.CHOICE, choices=tuple(k.label for k in KINDS), example="社长"),
        Field(name="holder", label="姓名", kind=Kind.PERSON, sensitivity=Sensitivity.PERSONAL, example="何桂英"),
        Field(name="holder_phone", label="电话", sensitivity=Sensitivity.PERSONAL, example="13800000000", help="口令用电话或者当面告知"),
        VILLAGE,
        Field(name="link_matter", label="用于事项", kind=Kind.REF, example="00000000-0000-0000-0000-000000000000"),
        Field(name="revoke_reason", label="收回的原因", example="手机遗失"),
    ),
    steps=(
        Step(id="issue", label="发出", source=(START,), to="in_force", roles=ISSUERS, basis=(TOWN_RULE(),),
             fields=("link_kind", "holder"), optional=("holder_phone", "village", "link_matter"), gates=(link_issuer, link_scoped),
             starts=(Starts(limit="link.term", when=lambda f: _about(f, False)), Starts(limit="link.once", when=lambda f: _about(f, True))),
             consequence="链接和口令只显示这一次。办的每一步都记在持有人名下，并注明凭链接办理。"),
        Step(id="use", label="用过", source=("in_force",), to="used", roles=("clock",), basis=(TOWN_RULE(),), ends=("link.once",)),
        Step(id="expire", label="到期", source=("in_force",), to="expired", roles=("clock",), basis=(TOWN_RULE(),), on_lapse="link.term", ends=("link.term",)),
        Step(id="expire_unused", label="逾期未用", source=("in_force",), to="expired", roles=("clock",), basis=(TOWN_RULE(),), on_lapse="link.once", ends=("link.once",)),
        Step(id="shut", label="口令连续输错，停用", source=("in_force",), to="revoked", roles=("clock",), basis=(TOWN_RULE(),), ends=("link.term", "link.once")),
        Step(id="revoke", label="收回", source=("in_force",), to="revoked", roles=ISSUERS, basis=(TOWN_RULE(),),
             fields=("revoke_reason",), ends=("link.term", "link.once"), consequence="链接立即失效；已经办的各步照旧有效。"),
    ),
)  # fmt: skip
