"""Who may act: roles, the posts through which people hold them, and the actor of one step.

A role is held through a post valid on the day of the act. The kernel knows no list of roles; the
catalogue of packs brings it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Role:
    """A capacity that a step may name; ``may_act_for_state`` is false for helpers who only report and assist."""

    id: str
    label: str
    group: str
    may_act_for_state: bool = True


#: The role of entries that time itself makes: it writes, it never decides (期限自动).
CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Post:
    """One role held at one organ (and, for village posts, one village) from a day to a day, both included."""

    role: str
    org: str
    village: str = ""
    since: date = date.min
    until: date = date.max

    def valid_on(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as an act sees them: who they are and which posts they hold. Names may repeat, ids do not."""

    id: str
    name: str
    posts: tuple[Post, ...] = field(default=())

    def roles_on(self, day: date) -> frozenset[str]:
        return frozenset(post.role for post in self.posts if post.valid_on(day))

    def holds_any(self, roles: tuple[str, ...], day: date) -> bool:
        return not self.roles_on(day).isdisjoint(roles)


def clock_actor(org: str) -> Actor:
    """The actor of deemed events: silence, lapse, a limit's end."""
    return Actor(CLOCK, "期限自动", (Post(CLOCK, org),))
