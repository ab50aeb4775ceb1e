"""What a new town lacks before it can act (先办什么): rosters that gates read and nobody has filled, and who begins to fill them.

Whoever fills a roster, and in how many steps, is read from the procedures. It judges nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fadu.kernel.procedure import Procedure, Step
from fadu.packs import catalogue
from fadu.packs.common.roles import KEEPERS
from fadu.service.accounts import SECURITY, SYSTEM, keeper_of
from fadu.service.people import posts_of
from fadu.service.scope import Reader, own_roles
from fadu.store.models import Account, Matter, RegisterRow

#: Register → what cannot be done while it is empty, and who else waits for it beside those who fill it.
_WANTED: dict[str, tuple[str, frozenset[str]]] = {
    "officers": ("名册里没有持证的执法人员，还不能检查和处罚", frozenset({"officer"})),
    "items": ("没有公布执法事项清单，还不能立案和处罚", frozenset({"officer"})),
    "discretion_tables": ("没有裁量基准，还不能确定罚多少", frozenset({"officer"})),
    "reviewers": ("没有法制审核人员，重大处罚决定还不能审核", frozenset()),
    "mediators": ("没有登记调解委员会和调解员，还不能制作调解协议", frozenset({"mediator"})),
}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do first: why, and how it begins. ``mine``: this person may begin it. ``running``: somebody has."""

    register: str
    why: str
    procedure: Procedure
    step: Step
    mine: bool
    running: bool

    @property
    def by(self) -> str:
        """Who begins it, in words."""
        return "或".join(catalogue().role_label(r) for r in self.step.roles)


def first_steps(reader: Reader) -> list[FirstStep]:
    """The empty rosters that concern this person, those first which this person may begin to fill."""
    filled = set(RegisterRow.objects.filter(org=reader.org, register__in=_WANTED).values_list("register", flat=True).order_by().distinct())
    empty = [n for n in _WANTED if n in catalogue().registers and n not in filled]
    found = [s for name in empty if (s := _first_step(reader, name)) is not None]
    return sorted(found, key=lambda s: not s.mine)


def for_keeper(reader: Reader) -> str:
    """What a keeper is to do first, in a sentence; '' when nothing."""
    keeper = keeper_of(reader)
    if keeper == SYSTEM and Account.objects.filter(org=reader.org).count() <= len(KEEPERS):
        return "还没有三员以外的账号"
    if keeper == SECURITY and (idle := without_a_post(reader)):
        return f"{len(idle)}个账号还没有岗位，登录后不能办事"
    return ""


def without_a_post(reader: Reader) -> list[Account]:
    """The accounts in use of people who hold no post, in the order in which they were opened."""
    held = posts_of(reader.org)
    return [a for a in Account.objects.filter(org=reader.org, is_active=True).order_by("pk") if not held.get(a.person_id)]


def _first_step(reader: Reader, register: str) -> FirstStep | None:
    why, waiting = _WANTED[register]
    found = next(_writers(register), None)
    if found is None or not reader.roles & {*own_roles(found[0]), *waiting}:
        return None
    procedure, step = found
    running = Matter.objects.filter(org=reader.org, procedure=procedure.name, closed_on__isnull=True).exists()
    return FirstStep(register, why, procedure, step, bool(reader.roles & set(step.roles)), running)


def _writers(register: str) -> Iterator[tuple[Procedure, Step]]:
    """Procedures that write rows of the register, by the step that opens them."""
    for procedure in catalogue().procedures:
        if any(e.register == register and not e.ends for s in procedure.steps for e in s.enters):
            yield from ((procedure, step) for step in procedure.opening_steps())
