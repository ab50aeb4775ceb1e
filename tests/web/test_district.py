"""The district's page: files of several towns taken in, proven, compared without a rank, opened; and every file that proves nothing refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fadu.service.district import TOWN_FIGURES
from fadu.service.figure_package import unpacked
from fadu.service.proof import public_key
from fadu.store.models import AccessRecord, EntryValues, Matter
from fadu.store.publisher import settle
from tests import other_town as other_towns
from tests.other_town import OtherTown, figure, other_town
from tests.report_year import up_to
from tests.town import ORG, SmallTown

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]


@pytest.fixture
def supervisor(as_: As, town: SmallTown) -> Client:
    return as_(town.as_role("district_supervisor").login)


@pytest.fixture
def qingxi(tmp_path: Path) -> OtherTown:
    return other_town(tmp_path / "qingxi", "500102129", "清溪镇人民政府")


def hand_in(client: Client, package: bytes, key: str = "") -> Any:
    return client.post(reverse("district"), {"package": SimpleUploadedFile("数据包.json", package), "town_key": key})


def text(answer: Any) -> str:
    return answer.content.decode()


def test_several_towns_stand_beside_one_another(supervisor: Client, tmp_path: Path, town: SmallTown) -> None:
    up_to(town, "frozen")
    numbers = {"500102129": 90, "500102130": 96, "500102131": 702, "500102126": 100}
    for org, number in numbers.items():
        other = other_town(tmp_path / org, org, f"镇{org}")
        assert hand_in(supervisor, other.package(number), other.key.line).status_code == 302
    answer = supervisor.get(reverse("district"), {"year": 2025, "code": "penalty.decisions"})
    lines = answer.context["towns"]
    assert [line["name"] for line in lines] == ["镇500102126", lines[1]["name"], "镇500102129", "镇500102130", "镇500102131"]  # by code
    assert lines[1]["href"].startswith("/figures/")  # our own, live
    assert "中位数96相差3倍以上" in next(line["note"] for line in lines if line["shown"] == "702")
    assert not next(line["note"] for line in lines if line["shown"] == "90")
    assert int(answer.context["total"]["shown"]) == sum(int(line["shown"]) for line in lines)


def test_another_counting_rule_is_worth_checking(supervisor: Client, tmp_path: Path) -> None:
    for org, rule in (("500102129", "按决定日计"), ("500102130", "按决定日计"), ("500102131", "受委托的不计")):
        other = other_town(tmp_path / org, org, f"镇{org}")
        hand_in(supervisor, other.package(9, rule=rule), other.key.line)
    notes = [line["note"] for line in supervisor.get(reverse("district")).context["towns"]]
    assert notes == ["", "", "计数规则不同：受委托的不计"]


def test_the_redacted_records_open_and_the_look_is_remembered(supervisor: Client, qingxi: OtherTown) -> None:
    hand_in(supervisor, qingxi.package(30), qingxi.key.line)
    (line,) = supervisor.get(reverse("district")).context["towns"]
    page = supervisor.get(line["href"])
    assert text(page).count("当场处罚") == 25
    assert text(supervisor.get(line["href"], {"page": 2})).count("当场处罚") == 5
    assert AccessRecord.objects.filter(act="read", matter=Matter.objects.get(procedure=TOWN_FIGURES).pk).exists()


def test_the_key_is_asked_of_the_first_town_and_of_every_new_one(supervisor: Client, qingxi: OtherTown) -> None:
    """While no town is known the field is compulsory; later it says whose file needs it."""
    (before,) = (c for c in supervisor.get(reverse("district")).context["form"] if c.name == "town_key")
    hand_in(supervisor, qingxi.package(30), qingxi.key.line)
    page = supervisor.get(reverse("district"))
    (after,) = (c for c in page.context["form"] if c.name == "town_key")
    assert (before.required, after.required) == (True, False)
    assert "第一次接收这个镇街的必填" in text(page)


def test_the_next_file_needs_no_key_and_takes_the_place_of_the_last(supervisor: Client, qingxi: OtherTown) -> None:
    hand_in(supervisor, qingxi.package(30), qingxi.key.line)
    assert hand_in(supervisor, qingxi.package(31)).status_code == 302
    assert [line["shown"] for line in supervisor.get(reverse("district")).context["towns"]] == ["31"]
    hand_in(supervisor, qingxi.package(28, year=2024))
    answer = supervisor.get(reverse("district"))
    assert (answer.context["year"], answer.context["towns"][0]["last_year"]) == (2025, "28")


def spoilt(package: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    body = json.loads(package)
    change(body)
    return json.dumps(body).encode()


def _raise(body: dict[str, Any]) -> None:
    body["frozen"]["values"]["figures"][0]["value"] = 900


def _year(body: dict[str, Any]) -> None:
    body["opened"]["values"]["year"] = 2026


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a figure": (_raise, "内容与记录时的指纹不符"),
    "the year": (_year, "内容与记录时的指纹不符"),
    "the envelope": (lambda b: b["frozen"].update(envelope=b["opened"]["envelope"]), "不在签过名的日志里"),
    "the place": (lambda b: b["frozen"].update(index=0), "不在签过名的日志里"),
    "another entry": (lambda b: b.update(frozen=b["opened"]), "不是同一份年度报告的启动和冻结"),
    "what is shown": (lambda b: b["opened"]["values"].pop("year"), "缺少年度或者数字"),
    "a part": (lambda b: b["frozen"].pop("salts"), "残缺"),
    "the kind": (lambda b: b.update(format="x"), "不是法度导出的镇街数据包"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_changed_on_the_way_is_refused(supervisor: Client, qingxi: OtherTown, change: str) -> None:
    spoil, said = CHANGES[change]
    answer = hand_in(supervisor, spoilt(qingxi.package(30), spoil), qingxi.key.line)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Matter.objects.filter(procedure=TOWN_FIGURES).exists()


@pytest.mark.parametrize("package", [b"", b"\xff", b"[]", b"{}", b"null", b'{"format":"fadu-figures/v1"}', b"[" * 200_000])
def test_what_is_no_package_is_said(supervisor: Client, qingxi: OtherTown, package: bytes) -> None:
    answer = hand_in(supervisor, package, qingxi.key.line)
    assert answer.status_code == 422
    assert qingxi.key.line in text(answer)  # what was typed stays


def test_no_key_is_asked_for_a_file_that_is_no_package(supervisor: Client) -> None:
    said = text(hand_in(supervisor, b"hello"))
    assert "不是镇街数据包" in said
    assert "第一次接收这个镇街的数据" not in said


@pytest.mark.parametrize("row", [{"value": "九"}, {"value": True}, {"label": None}, {"base": "x"}])
def test_a_log_that_proves_no_figures_is_refused(
    supervisor: Client, qingxi: OtherTown, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]
) -> None:
    """Whoever keeps a log may write anything into it."""
    monkeypatch.setattr(other_towns, "figure", lambda number: {**figure(number), **row})
    answer = hand_in(supervisor, qingxi.package(30), qingxi.key.line)
    assert answer.status_code == 422
    assert "残缺" in text(answer)


def test_keys_are_asked_kept_and_compared(supervisor: Client, qingxi: OtherTown, tmp_path: Path) -> None:
    other = other_town(tmp_path / "other", "500102130", "大河乡人民政府")
    assert "第一次接收这个镇街的数据" in text(hand_in(supervisor, qingxi.package(3)))
    assert "不是这把公钥签的" in text(hand_in(supervisor, qingxi.package(3), other.key.line))
    assert "不是这把公钥签的" in text(hand_in(supervisor, qingxi.package(3), "抄错的一行"))
    borrowed = OtherTown(qingxi.org, qingxi.name, other.key)
    assert "不是这把公钥签的" in text(hand_in(supervisor, borrowed.package(3), qingxi.key.line))
    hand_in(supervisor, qingxi.package(3), qingxi.key.line)
    assert "与上次接收时登记的不同" in text(hand_in(supervisor, borrowed.package(3), other.key.line))


@pytest.mark.usefixtures("own_guard")
def test_our_own_package_proves_itself_and_is_not_taken_in(supervisor: Client, as_: As, town: SmallTown) -> None:
    row = up_to(town, "frozen")
    fetch = lambda: as_("fang").get(reverse("town_package", args=(row.pk,)))  # noqa: E731
    assert fetch().status_code == 302  # the log is not signed over it yet
    settle(ORG)
    package = fetch().content
    found = unpacked(package, public_key(ORG))
    assert (found.org, found.year) == (ORG, 2025)
    settled = next(f for f in found.figures if f["code"] == "disputes.settled" and not f.get("part"))
    assert settled["value"] == len(found.records["disputes.settled"])
    assert "这是本镇自己的数据" in text(hand_in(supervisor, package, public_key(ORG)))


@pytest.mark.usefixtures("own_guard")
def test_no_personal_word_leaves_in_the_package(as_: As, town: SmallTown) -> None:
    from tests.town import FAR_PARTY, PARTY_A

    row = up_to(town, "frozen")
    settle(ORG)
    package = as_("fang").get(reverse("town_package", args=(row.pk,))).content.decode()
    assert PARTY_A not in package
    assert FAR_PARTY not in package


def test_only_the_supervisor_compares_towns(as_: As) -> None:
    for person in ("fang", "lin", "li"):
        assert as_(person).get(reverse("district")).status_code == 404


def test_an_altered_package_on_record_opens_nothing(supervisor: Client, qingxi: OtherTown) -> None:
    hand_in(supervisor, qingxi.package(3), qingxi.key.line)
    (line,) = supervisor.get(reverse("district")).context["towns"]
    kept = EntryValues.objects.get(entry__matter=Matter.objects.get(procedure=TOWN_FIGURES).pk)
    from fadu.service.uploads import folder

    path = folder().file(kept.values["package"]["root"])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"fadu-figures", b"fadu-figurez"))
    assert supervisor.get(line["href"]).status_code == 404
