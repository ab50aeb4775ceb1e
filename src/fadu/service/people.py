"""Accounts as actors: who somebody is on a day, and whom one may choose beside oneself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.kernel.role import Actor, Post
from fadu.service.grant import holders
from fadu.store.models import Account, PostRow


@dataclass(frozen=True, slots=True)
class Named:
    """A person to choose from a list: the id that entries name, the name, and the posts in words."""

    id: str
    name: str
    posts: str


def actor_of(account: Account) -> Actor:
    """The account as the kernel sees it, with every post it ever held."""
    return _actor(account, account.posts.all())


def actors(org: str, ids: Sequence[str]) -> tuple[Actor, ...]:
    """The people of these ids, in their order; an unknown id is left out."""
    found = {a.person_id: actor_of(a) for a in Account.objects.filter(org=org, person_id__in=ids).prefetch_related("posts")}
    return tuple(found[i] for i in ids if i in found)


def holding(org: str, roles: Iterable[str], on: date) -> list[Actor]:
    """Everybody who holds one of these roles on that day, by name."""
    posts = PostRow.objects.filter(org=org, role__in=list(roles), since__lte=on, until__gte=on)
    accounts = Account.objects.filter(posts__in=posts, is_active=True).distinct().order_by("name").prefetch_related("posts")
    return [actor_of(a) for a in accounts]


#: Actors who are nobody with an account.
_NOBODYS = {"clock": "期限自动", "public": "公众"}


def names(org: str, ids: Iterable[str]) -> dict[str, str]:
    """Person id → name, for time lines and lists; the clock and the public have names of their own, and who came by a link."""
    wanted = set(ids)
    found = dict(Account.objects.filter(org=org, person_id__in=wanted).values_list("person_id", "name")) | dict(holders(wanted))
    return {i: found.get(i, _NOBODYS.get(i, i)) for i in wanted}


def _actor(account: Account, posts: Iterable[PostRow]) -> Actor:
    held = tuple(Post(p.role, p.org, p.village, p.since, p.until) for p in posts)
    return Actor(account.person_id, account.name, held)
