"""A list of people, and of their posts, as somebody pasted it: judged line by line, then written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches

from fadu.kernel.decide import Refused
from fadu.kernel.finding import Refusal
from fadu.kernel.role import Actor
from fadu.packs.common.post import LABELS
from fadu.service import pasted
from fadu.service.accounts import one_time_password
from fadu.service.founding_questions import login_trouble
from fadu.service.places import villages
from fadu.service.posts import Appointment, appoint, open_account
from fadu.store.models import AccessRecord, Account
from fadu.store.write_gate import transaction

#: What the log of access calls the making of an account.
OPENED = "open_account"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A line of people: name and login. ``wrong``: why there can be no such account."""

    line: int
    name: str
    login: str
    wrong: Refusal | None = None


@dataclass(frozen=True, slots=True)
class NewPost:
    """A line of posts: whose, which, in which village. ``wrong``: why it cannot be given."""

    line: int
    who: str
    role: str
    person: str = ""
    name: str = ""
    village: str = ""
    village_name: str = ""
    wrong: tuple[Refusal, ...] = ()


def people(text: str) -> list[NewPerson]:
    """The people of the lines 姓名 登录名; a first line of headings is passed over."""
    taken = set(Account.objects.values_list("login", flat=True))
    found: list[NewPerson] = []
    for number, cells in pasted.lines(text):
        told = [c for c in cells if c]
        if number == 1 and "登录名" in told:
            continue
        one = NewPerson(number, told[0], told[1].lower() if len(told) > 1 else "")
        found.append(replace(one, wrong=_trouble(one, len(told), taken)))
        taken.add(one.login)
    return found


def open_all(by: Account, new: Sequence[NewPerson], at: datetime) -> dict[str, str]:
    """Open every account with a password for one use, and record by whom; login → password."""
    made = {p.login: one_time_password() for p in new}
    with transaction():
        for p in new:
            open_account(by.org, p.login, p.name, password=made[p.login], must_change_password=True)
            AccessRecord.objects.create(
                org=by.org, account=by, act=OPENED, target=f"{p.name}（{p.login}）", detail={"about": p.login}, at=at
            )
    return made


def posts(org: str, text: str) -> list[NewPost]:
    """The posts of the lines 姓名或者登录名 岗位 村（社区）."""
    accounts = list(Account.objects.filter(org=org).values_list("person_id", "login", "name"))
    places = {v.name: v.code for v in villages(org)}
    told = ((number, [c for c in cells if c]) for number, cells in pasted.lines(text))
    return [_post(number, cells, accounts, places) for number, cells in told if not (number == 1 and "岗位" in cells)]


def appoint_all(
    org: str, by: Actor, new: Sequence[NewPost], *, since: date, ground: str, at: datetime, key: str, commit: bool
) -> list[NewPost]:  # fmt: skip
    """Give every post, or none; without ``commit`` none, only to see what would be refused. The lines with what is wrong."""
    found: list[NewPost] = []
    try:
        with transaction():
            found = [_given(org, by, one, since, ground, at, key) for one in new]
            if not commit or any(one.wrong for one in found):
                raise _NotThisTime
    except _NotThisTime:
        pass
    return found


class _NotThisTime(Exception):
    """Rolls back what was only tried."""


def _given(org: str, by: Actor, one: NewPost, since: date, ground: str, at: datetime, key: str) -> NewPost:
    if one.wrong:
        return one
    wanted = Appointment(person=one.person, name=one.name, role=one.role, since=since, village=one.village, ground=ground)
    result = appoint(org, by, wanted, at, key=f"{key}:{one.line}" if key else "", durable=False)
    return replace(one, wrong=result.refusals) if isinstance(result, Refused) else one


def _trouble(one: NewPerson, cells: int, taken: set[str]) -> Refusal | None:
    if cells != 2:
        return Refusal("line", "没有登录名" if cells < 2 else "多出了内容", "每行写姓名和登录名，如 李飞 lifei")
    trouble = login_trouble(one.login, taken)
    return Refusal("login", trouble, "换一个，用小写字母和数字，如 lifei2") if trouble else None


def _post(number: int, cells: Sequence[str], accounts: Sequence[tuple[str, str, str]], places: dict[str, str]) -> NewPost:
    """One line read; a name that several accounts share must be told by the login."""
    who, label, place = (*cells, "", "", "")[:3]
    named = [a for a in accounts if a[1] == who.lower()] or [a for a in accounts if a[2] == who]
    wrong = [
        Refusal("line", "多出了内容", "每行写姓名、岗位，村（社区）岗位再写村名") if len(cells) > 3 else None,
        _whose(who, len(named)),
        _which(label),
        None if not place or place in places else Refusal("village", f"没有“{place}”这个村（社区）", "照首次设置时的名称写"),
    ]  # fmt: skip
    person, _, name = named[0] if len(named) == 1 else ("", "", who)
    return NewPost(number, who, LABELS.get(label, ""), person, name, places.get(place, ""), place, tuple(w for w in wrong if w))


def _which(label: str) -> Refusal | None:
    """Why the word names no post; the post that is called nearly so is told beside."""
    if label in LABELS:
        return None
    near = next(iter(get_close_matches(label, LABELS, n=1, cutoff=1 / 2)), "")
    remedy = f"改写“{near}”，或者照名单下面的岗位名称写" if near else "照名单下面的岗位名称写"
    return Refusal("post", f"没有“{label}”这个岗位" if label else "没有写岗位", remedy)


def _whose(who: str, found: int) -> Refusal | None:
    if found == 1:
        return None
    if found:
        return Refusal("who", f"有{found}个人叫“{who}”", "改写登录名")
    return Refusal("who", f"没有“{who}”的账号", "请系统管理员先建账号，或者核对姓名")
