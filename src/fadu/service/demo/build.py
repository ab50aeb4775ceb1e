"""Builds the demonstration town and its year in an empty data folder, through the real steps, and says who one can be.

It writes nothing itself: people, imported registers and acts are those of the plans beside it.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat

from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.demo import afterwards, base, contracts, disputes, documents, living, penalties, report, screening, yearly
from fadu.service.demo.acts import Planned, carry_out, seeded
from fadu.service.demo.imported import bring_registers
from fadu.service.demo.people import ORG, PEOPLE, Person, make_town
from fadu.store.append import randomness
from fadu.store.models import Account, Town
from fadu.store.publisher import settle

ADDRESS = "http://127.0.0.1:8000/"
DEFAULT_SEED = 2025
PLANS = (base, disputes, screening, documents, contracts, penalties, report, yearly, afterwards)
#: Characters that are not mistaken for one another when read from a page.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
Progress = Callable[[int, int, str], None]


def year(seed: int) -> list[Planned]:
    """Every act of the year and of what it left open, the same for the same seed."""
    return [act for plan in PLANS for act in plan.plan(seed)]


def build(acts: Sequence[Planned], seed: int, progress: Progress, passwords: Iterator[str] | None = None) -> dict[str, str]:
    """The town with these acts, its log signed; login → password of the people one can be. The data must be empty."""
    with randomness(seeded(-2 - seed)):
        made = make_town(passwords or _passwords())
    with randomness(seeded(-1 - seed)):
        bring_registers(ORG)
    carry_out(ORG, acts, seed, progress)
    settle(ORG)
    return made


def run(folder: str = "", seed: int = DEFAULT_SEED, said: Callable[[str], None] = lambda text: None, today: date | None = None) -> int:
    """``fadu demo``: build and print the guide; 2 when the folder holds a town already."""
    if Town.objects.exists() or Account.objects.exists():
        print("数据目录里已有数据，演示镇只建在空的数据目录里；换一个目录：fadu demo --dir 目录", file=sys.stderr)
        return 2
    acts = [*year(seed), *living.plan(seed, today or clock.today())]
    made = build(acts, seed, _bar(said))
    print(_guide(made))
    return 0


def _passwords() -> Iterator[str]:
    """One password made for this town, the same for everybody one can be."""
    return repeat("-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)))


def _bar(said: Callable[[str], None]) -> Progress:
    """On a terminal a bar that fills; elsewhere a line at every tenth."""
    tenth = [0]

    def line(done: int, total: int, day: str) -> None:
        part = done * 10 // total
        text = f"建立演示镇 {'█' * part}{'░' * (10 - part)} {done}/{total} 步，{day}"
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{text}" + ("\n" if done == total else ""))
            sys.stderr.flush()
        elif part > tenth[0] or done == total:
            tenth[0] = part
            said(text)

    return line


def _guide(made: Mapping[str, str]) -> str:
    """The address, the people one can be, and where to look; held in a file by ``script/demo``."""
    lines = ["", f"演示镇建好了：同乐镇 2025（演示数据，人物、文号均为虚构）。启动 fadu serve 后打开 {ADDRESS}", ""]
    lines += [
        "公众页面（不用登录）：首页的公开信息、年度报告和每个数字背后的记录、文书核验、报告核查。",
        "",
        f"可以扮演的人（登录名 / 密码；在 {ADDRESS}login 也可以直接选人，不用输密码）：",
    ]
    lines += [_person(p, made[p.id]) for p in PEOPLE if p.id in made]
    lines += ["", "可以试试：", "  公开的年度报告里点开“行政处罚347件”，一直看到每一件；", "  以李飞登录，在手机上当场处罚一件，选田野作第二名执法人员会被拒绝，换成王强就能办；",
              "  以杨乐登录，一键回报“本轮没有发现”；", "  运行 fadu verify，核验全部记录、签名和文号。", ""]  # fmt: skip
    return "\n".join(lines)


def _person(person: Person, password: str) -> str:
    posts = "、".join(catalogue().role_label(role) for role in person.roles)
    return f"  {person.name}（{posts}） {person.id} / {password}：{person.tries}"
