"""What a page does with what nobody should have sent: it answers in Chinese, says the way out, keeps what was typed, writes nothing.

Every list with every address that cannot be read, and real step pages with wrong days, unknown people, files that are
none, a form sent twice and a page that another has overtaken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from fadu.store.models import AccessRecord, JournalEntry, Matter
from tests.town import HESHUN, SmallTown
from tests.web.test_sweep import _patterns, address, public

pytestmark = pytest.mark.django_db
As = Callable[..., Client]

#: What no list can be asked for: signs that look like digits and are none, numbers of any size, days that do not exist.
UNREADABLE = ("-1", "0", "1000000000", "9" * 30, "²", "１２", "1e9", "\x00", "2025-02-30", "' OR 1=1", "字" * 300)
#: What lists are asked by, besides the names in their own forms.
ASKED = {
    "page",
    "year",
    "month",
    "q",
    "order",
    "col",
    "by",
    "part",
    "kind",
    "scope",
    "first",
    "last",
    "state",
    "village",
    "limit",
    "start",
    "next",
}
#: Words of a program in distress, never of a page.
FOREIGN = re.compile(r"Traceback|Exception|Error\b|Invalid|not found|Forbidden|None\b")


def lists() -> list[URLPattern]:
    return [p for p in _patterns(get_resolver().url_patterns) if not p.pattern.converters and p.name != "logout"]


@pytest.mark.parametrize("pattern", lists(), ids=lambda p: p.name)
def test_an_address_that_cannot_be_read_is_answered(as_: As, town: SmallTown, pattern: URLPattern) -> None:
    client = as_("" if public(pattern) else "fang")
    for text in UNREADABLE:
        calm(client.get(address(pattern), dict.fromkeys(ASKED, text)))


@pytest.mark.parametrize("name", ["mediators", "dispute_log", "penalty_log"])
def test_a_register_asked_for_a_page_past_its_end_shows_its_last(as_: As, town: SmallTown, name: str) -> None:
    client, here = as_("fang"), reverse("register", args=(name,))
    calm(client.get(here, {"page": "²", "order": "snapshot", "first": "2025-02-30", "village": "\x00"}))
    usual, beyond = (client.get(here, {"page": page}).context for page in ("1", "1000000000"))
    assert usual is not None
    assert beyond is not None
    assert usual["rows"] == beyond["rows"] != []


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("", "login"),
        ("", "verify_paper"),
        ("", "checker"),
        ("", "check_published"),
        ("li", "summary_penalty"),
        ("chen", "settle_orally"),
        ("fang", "settings"),
        ("fang", "password"),
    ],
)
def test_a_form_filled_with_rubbish_is_answered(as_: As, town: SmallTown, who: str, name: str) -> None:
    client, before = as_(who), JournalEntry.objects.count()
    fields = set(re.findall(r' name="([^"]+)"', client.get(reverse(name)).content.decode()))
    for text in UNREADABLE:
        calm(client.post(reverse(name), dict.fromkeys(fields, text)))
    calm(client.post(reverse(name), {"file": SimpleUploadedFile("报告.pdf", b"%PDF-1.7 broken"), "text": ""}))
    assert JournalEntry.objects.count() == before


STEP = ("disputes.dispute", "find")


def test_a_step_page_filled_with_rubbish_names_every_field_and_keeps_the_words(as_: As, town: SmallTown) -> None:
    client, here, before = as_("chen"), reverse("begin", args=STEP), JournalEntry.objects.count()
    fields = set(re.findall(r' name="([^"]+)"', client.get(here).content.decode())) - {
        "q",
        "_on",
        "_key",
        "_seen",
        "csrfmiddlewaretoken",
        "htmx-config",
        "viewport",
        "color-scheme",
    }
    for text in UNREADABLE:
        answer = calm(client.post(here, {**dict.fromkeys(fields, text), "_seen": text, "_drop": f"parties-{text}", "_with": text}))
        assert answer.status_code in (200, 422)
    answer = client.post(here, dict.fromkeys(fields, "写了一半的话"))
    assert answer.status_code == 422
    assert "您填写的内容都还在下面" in answer.content.decode()
    assert 'value="写了一半的话"' in answer.content.decode()
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-02-30", "不是日历上的日期"),
        ("二〇二五年", "不是日历上的日期"),
        ("2099-01-01", "晚于今天"),
        ("99999-01-01", "不是日历上的日期"),
    ],
)
def test_a_day_that_cannot_be_is_named(as_: As, town: SmallTown, day: str, said: str) -> None:
    answer = calm(as_("chen").post(reverse("begin", args=STEP), {"_on": day, "gist": "院坝边界", "village": HESHUN}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "院坝边界" in answer.content.decode()


def test_with_a_day_that_cannot_be_all_else_is_told_at_once(as_: As, town: SmallTown) -> None:
    before = JournalEntry.objects.count(), AccessRecord.objects.filter(act="refused").count()
    answer = calm(as_("chen").post(reverse("begin", args=STEP), {"_on": "2025-02-30", "gist": "院坝边界", "village": HESHUN}))
    assert "不是日历上的日期" in answer.content.decode()
    assert "“当事人甲”没有填写" in answer.content.decode()
    assert (JournalEntry.objects.count(), AccessRecord.objects.filter(act="refused").count()) == before


def test_with_a_day_that_cannot_be_a_whole_form_still_does_nothing(as_: As, town: SmallTown) -> None:
    before = JournalEntry.objects.count()
    answer = calm(
        as_("gu").post(step_page(town), {"_key": "d", "_on": "2025-02-30", "performed_note": "已付清", "performed_as": "当场履行"})
    )
    assert answer.status_code == 422
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("程序.exe", b"MZ" + b"\0" * 99, "不是可以存档的类型"), ("空.jpg", b"", "是空的"), ("假.jpg", b"not a picture at all" * 9, "")],
)
def test_a_file_that_cannot_be_kept_is_refused_by_name(as_: As, town: SmallTown, name: str, content: bytes, said: str) -> None:
    answer = calm(as_("gu").post(step_page(town), {"_key": "f", "performed_note": "已付清", "proof": SimpleUploadedFile(name, content)}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "已付清" in answer.content.decode()


@pytest.mark.parametrize("name", ["evidence-²-file", "evidence-999999999-file", "evidence-1-file", "__class__", "-0-"])
def test_a_file_for_no_field_is_refused(as_: As, town: SmallTown, name: str) -> None:
    picture = SimpleUploadedFile("院坝.txt", "院坝边界".encode())
    answer = calm(as_("gu").post(step_page(town), {"_key": "g", "performed_note": "已付清", name: picture}))
    assert answer.status_code == 422


def test_a_form_sent_twice_is_one_act(as_: As, town: SmallTown) -> None:
    client, before = as_("gu"), JournalEntry.objects.count()
    sent = {"_key": "twice", "_seen": Matter.objects.get(pk=town.matters["near"]).last_seq, "performed_note": "已当面付清"}
    answers = [client.post(step_page(town), sent) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert JournalEntry.objects.count() == before + 1


def test_a_page_overtaken_by_another_says_so_and_keeps_the_words(as_: As, town: SmallTown) -> None:
    earlier = Matter.objects.get(pk=town.matters["near"]).last_seq - 1
    answer = calm(as_("gu").post(step_page(town), {"_key": "late", "_seen": earlier, "performed_note": "已当面付清"}))
    assert answer.status_code == 422
    assert "已当面付清" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["matters?page=-1", "matters?page=²", "matters?year=99999999999", "figures?year=²", "figures?year=-1", "matters/nothing"]
)
def test_the_api_refuses_in_chinese(as_: As, town: SmallTown, path: str) -> None:
    calm(as_("fang").get(f"/api/staff/{path}"))


def step_page(town: SmallTown) -> str:
    return reverse("step", args=(town.matters["near"], "perform"))


def calm(answer: Any) -> Any:
    """An answer that is no fault of ours and has no words of a program in it."""
    assert answer.status_code < 500, answer
    if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
        said = re.sub(r"(?s)<(head|svg)\b.*?</\1>|<[^>]*>", "", answer.content.decode())
        assert not FOREIGN.search(said), FOREIGN.search(said)
    return answer
