"""The API keeps what its own description promises, says errors in JSON, and gives nobody more than the pages do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from fadu.kernel.merkle import root_of
from fadu.kernel.note import parse, parse_checkpoint
from fadu.kernel.tiles import hashes_in, tiles_of
from fadu.store import durable
from fadu.store.key_change import change_key
from fadu.store.models import Checkpoint, IssuedPaper, Publication, RegisterRow
from fadu.store.publisher import keys_folder
from tests.town import CHUNHUA, FAR_PARTY, ORG, PETITION, PETITIONER, SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def answer(client: Client, path: str, status: int = 200) -> object:
    found = client.get(f"/api{path}")
    assert (found.status_code, found["Content-Type"].split(";")[0]) == (status, "application/json"), path
    return found.json()


def test_disclosures_show_what_is_shown_and_why_it_is_not(as_: As) -> None:
    items = answer(as_(), "/public/disclosures")["items"]  # type: ignore[index]
    assert sorted(i["state"] for i in items) == ["公示中", "已撤下"]
    gone = next(i for i in items if i["state"] == "已撤下")
    assert (gone["facts"], bool(gone["reason"])) == ({}, True)
    shown = next(i for i in items if i["state"] == "公示中")
    assert answer(as_(), f"/public/disclosures/{shown['id']}") == shown


def test_a_paper_is_verified_by_number_and_code(as_: As, town: SmallTown) -> None:
    paper = IssuedPaper.objects.get(matter=town.matters["penalty"])
    code = paper.digest.removeprefix("sha256:")[:8]
    found = as_().get("/api/public/verify", {"number": paper.number, "code": code}).json()
    assert (found["verdict"], found["kind"]) == ("genuine", "当场行政处罚决定书")
    assert "宇文" not in str(found)
    assert as_().get("/api/public/verify", {"number": paper.number, "code": "00000000"}).json()["verdict"] == "changed"
    assert as_().get("/api/public/verify", {"number": paper.number, "code": "短"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("disclosures?page=0", ["“page”不能小于1"]), ("disclosures?year=今年", ["“year”应当是整数"]), (f"disclosures?q={'长' * 101}", ["“q”最多100字"]),
        ("verify", ["“number”没有填写", "“code”没有填写"]), ("verify?number=x&code=短", ["“code”格式不对，或者有不能用的字符"]),
        ("verify/no-matter/x", ["“matter”不是事项的编号"]), ("disclosures/0", ["“item_id”不能小于1"]), ("reports?page=9999999", ["“page”不能大于10000"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_of_a_request_is_said_in_chinese(as_: As, path: str, said: list[str]) -> None:
    refused = as_().get(f"/api/public/{path}")
    assert refused.status_code == 422
    assert [fault["msg"] for fault in refused.json()["detail"]] == said


def test_the_log_can_be_followed_from_its_files_alone(as_: As, town: SmallTown) -> None:
    client = as_()
    head = parse_checkpoint(parse(client.get("/api/log/checkpoint").content).text)
    assert head.size == Checkpoint.objects.get(org=ORG).size < 256
    [tile] = tiles_of(head.size)
    assert root_of(hashes_in(client.get(f"/api/log/{tile.path}").content)) == head.root


def test_a_change_of_key_is_stated_to_everybody(as_: As, keys_folder_kept: Path) -> None:
    client = as_()
    assert client.get("/api/log/succession/1").status_code == 404
    stated = change_key(ORG)
    assert client.get("/api/log/succession/1").content.decode() == stated.note
    page = client.get(reverse("verify_how")).content.decode()
    assert stated.new in page
    assert stated.old in page
    assert reverse("api:succession", args=[1]) in page


@pytest.fixture
def keys_folder_kept(town: SmallTown) -> Iterator[Path]:
    """The folder of keys, as it was again after the test."""
    held = {path: path.read_bytes() for path in keys_folder().iterdir()}
    yield keys_folder()
    for path in keys_folder().iterdir():
        path.unlink()
    for path, content in held.items():
        durable.replace(path, content)


@pytest.mark.parametrize(
    "path",
    [
        "/log/tile/0/000",
        "/log/tile/9/000",
        "/log/tile/0/x",
        "/public/disclosures/999999",
        "/nothing",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/999",
    ],
)
def test_what_is_not_there_is_404_in_json(as_: As, path: str) -> None:
    assert "detail" in answer(as_(), path, 404)  # type: ignore[operator]


def test_another_method_is_405_in_json(as_: As) -> None:
    found = as_().post("/api/public/disclosures")
    assert (found.status_code, found.json()["detail"]) == (405, "这个地址不能这样请求")


@pytest.mark.parametrize("path", ["/staff/matters", "/staff/figures", "/staff/matters/00000000-0000-0000-0000-000000000000"])
def test_staff_addresses_ask_for_signing_in(as_: As, path: str) -> None:
    assert answer(as_(), path, 401) == {"detail": "请先登录"}


def test_somebody_without_a_post_today_is_refused(as_: As, town: SmallTown) -> None:
    RegisterRow.objects.filter(register="posts", values__person="zhou").update(until="2018-12-31")
    assert answer(as_("zhou"), "/staff/matters", 403) == {"detail": "您今天没有任职的岗位"}


def test_a_cadre_gets_only_the_own_village(as_: As, town: SmallTown) -> None:
    titles = [m["title"] for m in answer(as_("chen"), "/staff/matters")["items"]]  # type: ignore[index]
    assert titles
    assert not [t for t in titles if FAR_PARTY in t]
    answer(as_("chen"), f"/staff/matters/{town.matters['far']}", 404)
    assert [m["title"] for m in answer(as_("zhou"), "/staff/matters?procedure=disputes.dispute")["items"]] == [
        f"{FAR_PARTY}与司徒乙等邻里纠纷"
    ]  # type: ignore[index]


def test_secret_facts_come_only_to_their_readers(as_: As, town: SmallTown) -> None:
    path = f"/staff/matters/{town.matters['petition']}"
    assert PETITIONER in str(answer(as_("ding"), path))
    for person in ("fang", "any-auditor", "any-district_supervisor"):
        said = str(answer(as_(person), path))
        assert PETITIONER not in said
        assert PETITION not in said


def test_figures_name_only_matters_one_may_open(as_: As, town: SmallTown) -> None:
    figures = {f["code"]: f for f in answer(as_("chen"), "/staff/figures?year=2025")}  # type: ignore[attr-defined]
    everything = {f["code"]: f for f in answer(as_("fang"), "/staff/figures?year=2025")}  # type: ignore[attr-defined]
    readable = {m["id"] for m in answer(as_("chen"), "/staff/matters")["items"]}  # type: ignore[index]
    assert all(set(f["matters"]) <= readable for f in figures.values())
    assert {c: f["value"] for c, f in figures.items()} == {c: f["value"] for c, f in everything.items()}
    answer(as_("fang"), "/staff/figures?year=2025&month=13", 422)
    assert CHUNHUA not in readable


def test_published_reports_are_publications_of_reports(as_: As, town: SmallTown) -> None:
    assert answer(as_(), "/public/reports")["total"] == 0  # type: ignore[index]
    Publication.objects.create(
        org=ORG,
        channel="政府网站",
        kind="annual_report.rule_of_law",
        title="2025年度报告",
        view={"年度": "2025"},
        published_on="2026-01-20",
    )
    assert [i["title"] for i in answer(as_(), "/public/reports")["items"]] == ["2025年度报告"]  # type: ignore[index]


def test_the_description_names_every_error(as_: As) -> None:
    described = answer(as_(), "/openapi.json")
    for path, methods in described["paths"].items():  # type: ignore[index]
        for method in methods.values():
            codes = set(method["responses"])
            assert "200" in codes, path
            if "/staff/" in path:
                assert {"401", "403", "422"} <= codes, path


def described_in(part: Any) -> Iterator[str]:
    """Every description anywhere in the API's description."""
    for name, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from [value] if name == "description" and isinstance(value, str) else described_in(value)


def test_the_description_speaks_chinese(as_: As) -> None:
    described: Any = answer(as_(), "/openapi.json")
    assert [said for said in described_in(described) if not re.search("[\u4e00-\u9fff]", said)] == []
    schemas = described["components"]["schemas"]
    assert [name for name, s in schemas.items() if not s.get("description")] == []
    assert [f"{name}.{p}" for name, s in schemas.items() for p, one in s["properties"].items() if not one.get("description")] == []


#: Asked below with input made from the description; the checker's own tests ask ``POST /check``.
OPERATIONS = (
    "/public/disclosures", "/public/disclosures/{item_id}", "/public/reports", "/public/verify", "/public/verify/{matter}/{instrument}",
    "/log/checkpoint", "/log/succession/{number}", "/log/tile/{name}", "/staff/matters", "/staff/matters/{matter_id}", "/staff/figures",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(town: SmallTown, django_db_blocker: Any) -> Any:
    """The API as its own description tells it, asked without a network."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    from fadu.config.wsgi import application

    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # as the test client does: the connection is the test's
    with django_db_blocker.unblock():
        yield schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_operation_is_in_this_list(described: Any) -> None:
    found = {(o.ok().method.upper(), o.ok().path.removeprefix("/api")) for o in described.get_all_operations()}
    assert found == {("GET", path) for path in OPERATIONS} | {("POST", "/check")}


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "anonymous"])
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_operation_answers_as_described(described: Any, as_: As, path: str, signed_in: bool) -> None:
    """Random and wrong input: no answer but those described, in the described form; never a fault of ours."""
    client = as_("fang" if signed_in else "")
    cookies = {"sessionid": client.cookies["sessionid"].value} if signed_in else {}

    @given(case=described[f"/api{path}"]["GET"].as_strategy())
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def asked(case: Any) -> None:
        case.call_and_validate(cookies=cookies)

    asked()
