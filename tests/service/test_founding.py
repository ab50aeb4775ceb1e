"""The first day of a town: from the file, by one function, all or nothing, and clean under ``fadu verify``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from fadu.service import first_run
from fadu.service.founding import found, founder
from fadu.service.founding_file import run, sample_file
from fadu.service.founding_questions import FIELDS, Founding, read
from fadu.service.people import actor_of, held
from fadu.service.posts import end
from fadu.service.sign_in import SignedIn, sign_in
from fadu.service.take_step import Receipt
from fadu.service.verify import examine
from fadu.store.models import Account, RegisterRow, Town
from tests.town import at

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[2] / "docs/guide/town.sample.toml"
TOWN = tomllib.loads(sample_file())


@pytest.fixture(autouse=True)
def _folders(settings: object, tmp_path: Path) -> None:
    for name, folder in (("KEYS_ROOT", "keys"), ("GUARD_ROOT", "guard"), ("EVIDENCE_ROOT", "evidence"), ("FADU_DATA", "data")):
        setattr(settings, name, tmp_path / folder)


def town(**changed: str) -> Founding:
    made = read(TOWN | changed)
    assert isinstance(made, Founding), made
    return made


def faults(**changed: str) -> str:
    wrong = read(TOWN | changed)
    assert isinstance(wrong, tuple)
    return "；".join(r.message for r in wrong)


def test_it_works() -> None:
    made = found(town(), at(3, 3))
    assert {h.post.role for h in held("500102128")} == {"system_admin", "security_admin", "auditor"}
    for login, password in made.items():
        signed = sign_in(login, password)
        assert isinstance(signed, SignedIn)
        assert signed.account.must_change_password
    own = RegisterRow.objects.get(register="remedy_organs")
    assert (own.key, own.values["court"]) == ("重庆市涪陵区同乐镇人民政府", "重庆市涪陵区人民法院")
    verdict = examine()
    assert verdict.sound, verdict.faults
    assert verdict.entries == 6


def test_there_is_one_town_to_a_folder() -> None:
    found(town(), at(3, 3))
    with pytest.raises(ValueError, match="已有一个乡镇"):
        found(town(), at(3, 3))


def test_every_fault_is_said_at_once() -> None:
    said = faults(code="12", short_name="和平", court="", villages="500102128001 和顺社区\n500102129001 别镇村\n没有代码")
    assert "不是九位数字" in said
    assert "开头的几个字" in said
    assert "没有填写“管辖法院”" in said
    assert "第3行没有十二位数字的代码" in said
    assert not Town.objects.exists()


def test_a_name_with_its_district_is_the_fault_and_not_the_short_name() -> None:
    wrong = read(TOWN | {"name": "涪陵区同乐镇人民政府"})
    assert isinstance(wrong, tuple)
    assert [(r.field, r.remedy) for r in wrong] == [("name", "写 同乐镇人民政府；区县写在“所属区县”里")]
    assert isinstance(read(TOWN | {"district": "重庆市涪陵区"}), Founding)


@pytest.mark.parametrize(("line", "said"), [
    ("500102129001 别镇村", "不以乡镇代码500102128开头"), ("500102128001", "没有名称"), ("500102128001 甲村 乙村", "多出了内容"),
    ("500102128001 甲村\n500102128001 乙村", "与“甲村”相同"), ("500102128001 甲村\n500102128002 甲村", "写了两次"),
])  # fmt: skip
def test_a_village_line_that_cannot_be_right_is_refused(line: str, said: str) -> None:
    assert said in faults(villages=line)


def test_villages_come_as_a_spreadsheet_gives_them() -> None:
    pasted = town(villages="代码\t名称\n500102128001\t和顺社区\n\n春华村，500102128002")
    assert [(code[-3:], name) for code, name in pasted.villages] == [("001", "和顺社区"), ("002", "春华村")]


def test_three_keepers_are_three_people() -> None:
    assert "兼任了三员中的两种" in faults(audit_name=TOWN["system_name"])
    assert "已有人用" in faults(audit_login=TOWN["system_login"])


def test_the_sample_file_holds_every_question_and_sets_a_town_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert SAMPLE.read_text(encoding="utf-8") == sample_file()
    assert set(TOWN) == {f.name for f in FIELDS}
    assert run(str(SAMPLE)) == 0
    assert "密码只显示这一次" in capsys.readouterr().out


def test_an_unknown_key_is_refused_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "town.toml"
    file.write_text(f'colour = "red"\n{sample_file()}', encoding="utf-8")
    assert run(str(file)) == 2
    assert "第1行：没有“colour”这一项" in capsys.readouterr().err
    file.write_text(sample_file().replace('"500102128"', '"1"'), encoding="utf-8")
    assert run(str(file)) == 2
    assert "第5行：“1”不是九位数字的乡镇代码" in capsys.readouterr().err
    assert not Town.objects.exists()


def page(client: Client, word: str, **changed: str) -> object:
    return client.post("/setup", TOWN | {"first_run": word} | changed)


def test_the_page_is_the_only_one_until_its_code_was_used() -> None:
    client, code = Client(), first_run.offer()
    for path in ("/", "/login", "/desk", "/api/log/checkpoint", "/check"):
        assert client.get(path).headers["Location"] == "/setup"
    assert client.get("/setup").status_code == 200
    assert page(client, "abcd-abcd-abcd").status_code == 422  # type: ignore[attr-defined]
    assert not Town.objects.exists()
    done = page(client, code.upper().replace("-", " "))
    assert done.context["done"] == "同乐镇人民政府"  # type: ignore[attr-defined]
    assert page(client, code).status_code == 404  # type: ignore[attr-defined]
    assert client.get("/login").status_code == 200
    assert first_run.offer() == ""


def test_a_wrong_page_loses_nothing_and_keeps_the_code() -> None:
    client, code = Client(), first_run.offer()
    wrong = page(client, code, code="12")
    assert wrong.status_code == 422  # type: ignore[attr-defined]
    assert "北街12号" in wrong.content.decode()  # type: ignore[attr-defined]
    assert first_run.opens(code)


def test_two_at_once_make_one_town_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    client, code = Client(), first_run.offer()
    assert page(client, code).status_code == 200  # type: ignore[attr-defined]
    monkeypatch.setattr(first_run, "waiting", lambda: True)  # as the second saw it when the first was not done
    monkeypatch.setattr(first_run, "opens", lambda code: True)
    second = page(client, code)
    assert second.status_code == 422  # type: ignore[attr-defined]
    assert "已有一个乡镇" in second.content.decode()  # type: ignore[attr-defined]
    assert Town.objects.count() == 1


def test_a_new_start_makes_the_old_code_void() -> None:
    before, after = first_run.offer(), first_run.offer()
    assert not first_run.opens(before)
    assert first_run.opens(after)


def change(**columns: object) -> Callable[[], object]:
    return lambda: RegisterRow.objects.filter(register="posts", values__role="auditor").update(**columns)


@pytest.mark.parametrize("tamper", [
    change(values={"person": "zhou", "role": "town_head"}), change(until=date(2025, 3, 4)), change(since=date(2020, 1, 1)),
    lambda: RegisterRow.objects.filter(register="posts", values__role="auditor").delete(),
    lambda: RegisterRow.objects.create(org="500102128", register="posts", key="x", values={"person": "system", "role": "town_head"}, since=date(2025, 3, 3)),
])  # fmt: skip
def test_a_post_that_no_entry_gave_or_ended_is_contradicted(tamper: Callable[[], object]) -> None:
    found(town(), at(3, 3))
    assert examine().sound
    tamper()
    assert "store_registerrow" in {f.table for f in examine().faults}


def test_a_post_ended_yesterday_acts_no_more() -> None:
    found(town(), at(3, 3))
    auditor = Account.objects.get(login="audit")
    post = held("500102128", [auditor.person_id])[0]
    assert isinstance(end("500102128", founder("500102128"), post.matter, date(2025, 3, 9), "调离", at(3, 10)), Receipt)
    assert actor_of(auditor).roles_on(date(2025, 3, 9)) == {"auditor"}
    assert actor_of(auditor).roles_on(date(2025, 3, 10)) == frozenset()
    assert examine().sound


def _exchange(column: str) -> None:
    """Two accounts with each other's id, or name."""
    one, two = Account.objects.filter(login__in=("system", "audit")).order_by("pk")
    theirs = {one.pk: getattr(two, column), two.pk: getattr(one, column)}
    Account.objects.filter(pk=one.pk).update(**{column: "meanwhile"})
    for key in (two.pk, one.pk):
        Account.objects.filter(pk=key).update(**{column: theirs[key]})


@pytest.mark.parametrize("column", ["person_id", "name"])
def test_two_people_who_sign_in_as_each_other_are_named(column: str) -> None:
    found(town(), at(3, 3))
    _exchange(column)
    assert [(f.table, f.field) for f in examine().faults if f.field != "seal"] == [("store_account", column)] * 2
