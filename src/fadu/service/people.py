"""Accounts as actors: who somebody is on a day, and whom one may choose beside oneself. Posts are rows of their register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.role import Actor, Post
from fadu.packs.common.post import REGISTER
from fadu.service.grant import holders
from fadu.store.models import Account, RegisterRow


@dataclass(frozen=True, slots=True)
class Named:
    """A person to choose from a list: the id that entries name, the name, and the posts in words."""

    id: str
    name: str
    posts: str


@dataclass(frozen=True, slots=True)
class Held:
    """A post as its register has it. ``matter`` is the grant behind it; ``office`` may be empty."""

    person: str
    post: Post
    office: str
    matter: str


def held(org: str, persons: Iterable[str] | None = None, **where: object) -> list[Held]:
    """Posts of the town, ended ones too, by their first day; of these people, where some are named."""
    rows = RegisterRow.objects.filter(org=org, register=REGISTER, **where)
    if persons is not None:
        rows = rows.filter(values__person__in=list(persons))
    found = rows.order_by("since", "id").values_list("values", "since", "until", "matter_id")
    return [_held(org, values, since, until, matter) for values, since, until, matter in found]


def posts_of(org: str, persons: Iterable[str] | None = None) -> Mapping[str, tuple[Post, ...]]:
    """Person id → every post ever held."""
    found: dict[str, tuple[Post, ...]] = {}
    for one in held(org, persons):
        found[one.person] = (*found.get(one.person, ()), one.post)
    return found


def actor_of(account: Account) -> Actor:
    """The account as the kernel sees it, with every post it ever held."""
    return Actor(account.person_id, account.name, posts_of(account.org, [account.person_id]).get(account.person_id, ()))


def everybody(org: str) -> dict[str, Actor]:
    """Person id → actor, of all accounts of the town."""
    posts = posts_of(org)
    return {id: Actor(id, name, posts.get(id, ())) for id, name in Account.objects.filter(org=org).values_list("person_id", "name")}


def actors(org: str, ids: Sequence[str]) -> tuple[Actor, ...]:
    """The people of these ids, in their order; an unknown id is left out."""
    posts, found = posts_of(org, ids), dict(Account.objects.filter(org=org, person_id__in=ids).values_list("person_id", "name"))
    return tuple(Actor(i, found[i], posts.get(i, ())) for i in ids if i in found)


def holding(org: str, roles: Iterable[str], on: date) -> list[Actor]:
    """Everybody who holds one of these roles on that day, by name."""
    ids = {h.person for h in held(org, since__lte=on, until__gte=on, values__role__in=list(roles))}
    accounts = Account.objects.filter(org=org, person_id__in=ids, is_active=True).order_by("name").values_list("person_id", flat=True)
    return list(actors(org, list(accounts)))


#: Actors who are nobody with an account: time, the public, and whoever set the town up with the code of the first run.
FOUNDING = "founding"
_NOBODYS = {"clock": "期限自动", "public": "公众", FOUNDING: "首次设置"}


def names(org: str, ids: Iterable[str]) -> dict[str, str]:
    """Person id → name, for time lines and lists; the clock and the public have names of their own, and who came by a link."""
    wanted = set(ids)
    found = dict(Account.objects.filter(org=org, person_id__in=wanted).values_list("person_id", "name")) | dict(holders(wanted))
    return {i: found.get(i, _NOBODYS.get(i, i)) for i in wanted}


def _held(org: str, values: Mapping[str, object], since: date, until: date, matter: object) -> Held:
    post = Post(str(values.get("role", "")), org, str(values.get("village") or ""), since, until)
    return Held(str(values.get("person", "")), post, str(values.get("office") or ""), str(matter))
