"""Makes the report of 2026 on the invented town in January 2027, through the pages: ``python -m tests.year.next_report``.

The clock is set day by day; everything else is what people would press. Tells as JSON what each act was answered.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

YEAR, NEXT = 2026, 2027
SEED = 2025


@dataclass
class Office:
    """The people at their browsers, each with a client of their own, on one day."""

    told: list[dict[str, Any]] = field(default_factory=list)
    clients: dict[str, Any] = field(default_factory=dict)

    def on(self, day: int, month: int = 1) -> None:
        from fadu.service import clock

        now = datetime(NEXT, month, day, 9, tzinfo=clock.CHINA)
        clock.now = lambda: now

    def client(self, who: str) -> Any:
        from django.test import Client

        from fadu.store.models import Account

        if who not in self.clients:
            self.clients[who] = Client(headers={"host": "127.0.0.1"})
            self.clients[who].force_login(Account.objects.get(login=who))
        return self.clients[who]

    def get(self, who: str, address: str) -> str:
        answer = self.client(who).get(address)
        assert answer.status_code == 200, (who, address, answer.status_code)
        return str(answer.content.decode())

    def do(self, name: str, who: str, address: str, given: Mapping[str, object]) -> None:
        """Press the button of a page that was looked at first, where it has one; remembers what was answered."""
        if not address.endswith("/remind"):
            self.get(who, address)
        answer = self.client(who).post(address, dict(given))
        self.told.append({"act": name, "status": answer.status_code, "said": _said(answer) if answer.status_code != 302 else ""})


def _said(answer: Any) -> str:
    """The words of a page that refused."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", answer.content.decode())))[:1500]


def main() -> None:
    from fadu.config import django_ready, sqlite_swap

    assert sqlite_swap
    django_ready.start(create=True)
    from datetime import date

    from fadu.service.demo import build, living

    acts = [*build.year(SEED), *living.plan(SEED, date(YEAR, 12, 28))]
    build.build(acts, SEED, lambda done, total, day: None, iter([None] * 100))  # type: ignore[arg-type]
    json.dump(_made(), sys.stdout, ensure_ascii=False)


def _made() -> dict[str, Any]:
    from django.urls import reverse

    from fadu.service.demo.people import ORG
    from fadu.service.report_content import report_of
    from tests.year.pages_walked import walked

    office = Office()
    office.on(4)
    office.do("open", "sifa", reverse("report_start") + f"?year={YEAR}", {"year": YEAR, "outline": "按区级工作要点顺序"})
    row = report_of(ORG, YEAR)
    assert row is not None, office.told
    act = lambda step: reverse("report_act", args=(row.pk, step))  # noqa: E731
    step = lambda id: reverse("step", args=(row.pk, id))  # noqa: E731
    office.do("freeze", "tongji", act("freeze"), {})
    office.on(5)
    office.do("remind", "sifa", reverse("report_remind", args=(row.pk,)), {})
    _confirm(office)
    office.do("confirm", "tongji", step("confirm"), {})
    office.on(6)
    office.do("draft", "sifa", act("draft"), {})
    office.do("check", "sifa", act("check"), {})
    _state_nil(office, row)
    stops = _stops(row)
    office.on(7)
    for who in ("shuji", "zhenzhang"):
        office.do(f"leaders {who}", who, reverse("confirm_leaders", args=(row.pk,)), {"leader_confirmed": "是"})
    office.do("adopt", "shuji", step("adopt"), {"minutes": "党委会议纪要〔2027〕1号", "joint_with": "中共同乐镇委员会"})
    office.do("clear", "baomi", step("clear"), {"secrecy_result": "可以公开"})
    office.do("countersign", "shuji", step("countersign"), {})
    office.on(8)
    office.do("sign", "zhenzhang", step("sign"), {"recipients": "区委、区政府"})
    office.do("submit", "dangzheng", step("submit"), {})
    office.do("publish", "dangzheng", step("publish"), {"page_address": "镇政府网站"})
    office.on(10, month=2)
    _late(office)
    office.do("restate", "tongji", reverse("report_changes", args=(row.pk,)), {})
    asked = walked(office.client)
    return {"acts": office.told, "asked": asked, "stops": stops, "report": _outcome(office), "before": _before()}


def _confirm(office: Office) -> None:
    """Every owner goes through their own page, one tap a figure."""
    from django.urls import reverse

    here = f"{reverse('confirm_figures')}?year={YEAR}"
    for who in ("duizhang", "kezhang", "sifa"):
        for code in re.findall(r'name="figure" value="([^"]+)"', office.get(who, here)):
            answer = office.client(who).post(here, {"figure": code, "answer": "confirm"})
            assert answer.status_code == 302, (who, code)
    office.told.append({"act": "confirm each figure", "status": 302, "said": ""})


def _late(office: Office) -> None:
    """A village enters in February what was settled on 30 December."""
    from datetime import date

    from fadu.service import clock
    from fadu.service.demo.people import ORG, village_code
    from fadu.service.people import actor_of
    from fadu.service.take_step import Command, Receipt, take_step
    from fadu.store.models import Account

    fields = {"village": village_code(1), "kind": "邻里", "party_a": "甲某", "party_b": "乙某", "settlement": "各让一步"}
    who = actor_of(Account.objects.get(login="cun01"))
    done = take_step(
        Command(
            key="late",
            org=ORG,
            actors=(who,),
            step="settle_orally",
            procedure="disputes.dispute",
            fields=fields,
            at=clock.now(),
            on=date(YEAR, 12, 30),
        )
    )
    office.told.append(
        {"act": "late record", "status": 302 if isinstance(done, Receipt) else 422, "said": "" if isinstance(done, Receipt) else str(done)}
    )


def _state_nil(office: Office, row: Any) -> None:
    """The topics the desk still offers, each stated by the office that drafts."""
    from django.urls import reverse

    desk = unescape(office.get("sifa", reverse("report", args=(row.pk,))))
    for topic in re.findall(rf"{reverse('nil_statement')}\?year={YEAR}&topic=([^\"]+)", desk):
        office.do(f"nil {topic}", "sifa", f"{reverse('nil_statement')}?year={YEAR}&topic={topic}", {})


def _stops(row: Any) -> list[Any]:
    """What the checker says must be mended."""
    from fadu.service.report_content import content_of

    row.refresh_from_db()
    return [f for f in content_of(row).matter.get("findings") or [] if f["severity"] == "必须改"]  # type: ignore[union-attr,index,call-overload]


def _outcome(office: Office) -> dict[str, Any]:
    from django.urls import reverse

    from fadu.service.demo.people import ORG
    from fadu.service.report_content import content_of, paper_of, report_of

    row = report_of(ORG, YEAR)
    assert row is not None
    page = office.get("sifa", reverse("public_report", args=(YEAR,))) if row.state == "published" else ""
    return {
        "state": row.state,
        "number": row.number,
        "text": "\n".join(str(getattr(b, "text", "")) for b in paper_of(content_of(row)).blocks),
        "public": "更正说明：受理纠纷冻结数为2件，更正后为3件" in page,
    }


def _before() -> dict[str, Any]:
    from fadu.service.demo.people import ORG
    from fadu.service.report_content import content_of, report_of

    row = report_of(ORG, YEAR - 1)
    assert row is not None
    decisions = next(r["value"] for r in content_of(row).rows if r["code"] == "penalty.decisions" and not r.get("part"))
    return {"state": row.state, "number": row.number, "decisions": decisions}


if __name__ == "__main__":
    main()
