"""The town of the stories: the demonstration's people with a few registers, on a day of our own, served on this machine.

The day moves when a story says so; nothing reads the real clock. Everything on record came about through ``take_step``.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db.models import QuerySet
from django.test.testcases import LiveServerThread

from fadu.packs.sample_town import standing
from fadu.service import clock
from fadu.service.clock import CHINA
from fadu.service.demo.people import LAPSED, OFFICERS, ORG, make_town
from fadu.service.importing import bring
from fadu.service.people import actor_of
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.tick import tick
from fadu.store.models import Account, Matter, RegisterRow
from fadu.store.publisher import settle

PASSWORD = "tong-le-2025"
FIRST_DAY = date(2025, 11, 20)
MORNING = datetime.combine(FIRST_DAY, time(9, 30), CHINA)
HESHUN, CHANGAN = f"{ORG}001", f"{ORG}002"
_FOLDERS = (("KEYS_ROOT", "keys"), ("GUARD_ROOT", "guard"), ("EVIDENCE_ROOT", "evidence"), ("FADU_DATA", "data"))


@dataclass(slots=True)
class Place:
    """A running town: its address and its day."""

    root: str
    now: datetime = MORNING

    def later(self, days: int) -> None:
        """So many days pass; what the law lets happen by itself has happened."""
        self.now += timedelta(days=days)
        tick(ORG, self.now.date())

    def matters(self, words: str) -> QuerySet[Matter]:
        return Matter.objects.filter(org=ORG, title__contains=words)

    def matter(self, words: str) -> Matter:
        """The newest matter whose title has these words."""
        return self.matters(words).order_by("-last_seq", "-opened_on")[0]


@contextmanager
def open_town(blocker: Any, folder: Path) -> Iterator[Place]:
    """The town committed to the test database and served; database and folders are as before on leaving."""
    kept = {name: getattr(settings, name) for name, _ in _FOLDERS}
    for name, part in _FOLDERS:
        setattr(settings, name, folder / part)
    place = Place("")
    with blocker.unblock(), mock.patch.object(clock, "now", lambda: place.now), mock.patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="1"):
        try:
            _build(place)
            with _served() as place.root:
                yield place
        finally:
            call_command("flush", interactive=False, verbosity=0)
            for name, value in kept.items():
                setattr(settings, name, value)


@contextmanager
def _served() -> Iterator[str]:
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def _build(place: Place) -> None:
    make_town(f"unused-{n}" for n in itertools.count())
    hashed = make_password(PASSWORD, hasher=MD5PasswordHasher())
    for account in Account.objects.all():
        Account.objects.change(account.pk, password=hashed)
    for register, rows in standing().items():
        if register not in ("officers", "mediators", "reviewers", "documents"):
            bring(
                ORG, actor_of(Account.objects.get(login="sifa")), register, rows, f"{register}.xlsx", datetime(2025, 1, 2, 9, tzinfo=CHINA)
            )
    _officers()
    _first_acts(place)
    settle(ORG)


def _officers() -> None:
    fields = ["道路交通", "烟花爆竹", "市容环境", "生态环境", "村镇建设", "农林水利"]
    for n, person in enumerate((*OFFICERS, LAPSED), start=1):
        last = date(2025, 10, 31) if person is LAPSED else date(2028, 12, 31)
        values = {
            "person": person.id, "name": person.name, "organ": "同乐镇综合行政执法大队", "cert_no": f"渝涪同乐{n:03d}", "fields": fields,
            "issued": "2024-01-01", "expires": last.isoformat(), "status": "在岗", "hours": 61,
        }  # fmt: skip
        RegisterRow.objects.create(org=ORG, register="officers", key=person.id, values=values, since=date(2024, 1, 1))
    reviewer = {"person": "fazhi", "name": "秦衡", "licence": "A20185001020001", "first_time": True}
    RegisterRow.objects.create(org=ORG, register="reviewers", key="fazhi", values=reviewer, since=date(2024, 1, 1))


def _first_acts(place: Place) -> None:
    """A committee in office, a round that the villages have been asked to answer, and a dispute under way."""
    members = [
        {"person": p, "name": n, "sex": s} for p, n, s in (("tiaojie", "温和", "女"), ("tiaojie2", "安宁", "男"), ("cun01", "杨乐", "男"))
    ]
    act(place, "sifa", "disputes.committee", "form", committee_name="同乐镇人民调解委员会", elected_on="2025-01-03", members=members)
    act(place, "sifa", "disputes.round", "open", trigger="定期", scope="全镇", villages=[HESHUN, CHANGAN])
    act(place, "cun01", "disputes.dispute", "find", kind="山林土地", party_a="梁文", party_b="柏青", village=HESHUN, gist="林地界石被移动")


_keys = itertools.count()


def act(place: Place, who: str, procedure: str, step: str, matter: str = "", also: tuple[str, ...] = (), **fields: object) -> str:
    """Somebody does something before the story begins; the matter's id. Fails when refused."""
    actors = tuple(actor_of(Account.objects.get(person_id=p)) for p in (who, *also))
    command = Command(
        key=f"before-{next(_keys)}", org=ORG, actors=actors, procedure="" if matter else procedure, matter=matter, step=step, fields=fields, at=place.now,
    )  # fmt: skip
    result = take_step(command)
    assert isinstance(result, Receipt), "；".join(str(r) for r in result.refusals)
    return result.matter
