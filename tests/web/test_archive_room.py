"""Closed files wait for the archive: the keeper sees how many, archives them at once under numbers that follow, and nobody else is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service import clock
from fadu.service.to_archive import numbers_from
from fadu.store.models import Matter
from tests.town import SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
KEEPER = "any-archive_keeper"


@pytest.fixture
def two_files(town: SmallTown) -> list[str]:
    """Two children let off with a talk: closed at once, in this order."""
    said = {"item": "FJDC-NX", "party_id": "500102201505010019", "no_penalty_ground": "未满十四周岁"}
    named = enumerate(("皇甫小", "尉迟小"), start=3)
    return [
        take(town, "li", "warn_only", at(3, n), "", procedure="penalty.summary", also=("wang",), fields=said | {"party_name": who}).matter
        for n, who in named
    ]


def test_the_keepers_desk_counts_them_and_one_press_archives_them(as_: As, two_files: list[str]) -> None:
    keeper, room = as_(KEEPER), reverse("archive_room")
    assert "2卷等您归档" in keeper.get(reverse("desk")).content.decode()
    page = keeper.get(room)
    assert [row["id"] for row in page.context["rows"]] == two_files
    sent = {"_key": page.context["key"], "file": two_files, "archive_no": "ZF·2025·0099"}
    for _ in range(2):
        said = keeper.post(room, sent, follow=True).context["messages"]
        assert [str(m) for m in said] == ["已归档2卷，档案号ZF·2025·0099至ZF·2025·0100"]
    facts = [Matter.objects.get(pk=id).snapshot["facts"] for id in two_files]
    assert [(f["archive_no"], f["keeping"]) for f in facts] == [("ZF·2025·0099", "按规定的期限"), ("ZF·2025·0100", "按规定的期限")]
    after = keeper.get(room)
    assert (after.context["rows"], after.context["before"]) == ([], "ZF·2025·0100")
    assert "卷等您归档" not in keeper.get(reverse("desk")).content.decode()


@pytest.mark.parametrize(("sent", "said"), [({"archive_no": "甲"}, "不能依次编号"), ({"archive_no": "9", "file": []}, "没有勾选案卷")])
def test_what_cannot_be_archived_is_said_and_the_ticks_stay(as_: As, two_files: list[str], sent: dict[str, object], said: str) -> None:
    answer = as_(KEEPER).post(reverse("archive_room"), {"file": two_files[:1], **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert [row["ticked"] for row in answer.context["rows"]] == [bool(sent.get("file", True)), False]


def test_a_file_of_its_own_term_is_archived_alone(as_: As, two_files: list[str]) -> None:
    [row, _] = as_(KEEPER).get(reverse("archive_room")).context["rows"]
    page = as_(KEEPER).get(row["alone_href"])
    assert "归档" in page.content.decode()


def test_an_archived_file_is_not_archived_again_but_its_term_may_be_settled_anew(as_: As, two_files: list[str]) -> None:
    page, keeper = reverse("matter", args=(two_files[0],)), as_(KEEPER)
    before = keeper.get(page).context
    assert ([a["label"] for a in before["acts"]], [r["label"] for r in before["moot"]]) == (["归档"], ["改定保管期限"])
    keeper.post(reverse("archive_room"), {"file": two_files[:1], "archive_no": "ZF·2025·0099"})
    after = keeper.get(page)
    assert ([a["label"] for a in after.context["acts"]], [r["label"] for r in after.context["moot"]]) == (["改定保管期限"], ["归档"])
    assert "现在不能办" not in (said := after.content.decode())
    assert "本事项用不上的1步" in said
    assert "档案号ZF·2025·0099" in said


def test_a_file_opened_again_and_closed_goes_to_the_archive_again(as_: As, two_files: list[str]) -> None:
    keeper, room = as_(KEEPER), reverse("archive_room")
    keeper.post(room, {"file": two_files, "archive_no": "ZF·2025·0099"})
    assert keeper.get(room).context["rows"] == []
    again = Matter.objects.get(pk=two_files[0])
    again.closed_on = clock.today() + timedelta(days=1)
    again.save()
    assert [row["id"] for row in keeper.get(room).context["rows"]] == two_files[:1]


@pytest.mark.parametrize(
    ("first", "found"),
    [("ZF·2025·0099", ["ZF·2025·0099", "ZF·2025·0100"]), ("2025-9号", ["2025-9号", "2025-10号"]), (" 7 ", ["7", "8"]), ("甲", [])],
)
def test_numbers_follow_the_first_and_keep_its_width(first: str, found: list[str]) -> None:
    assert numbers_from(first, 2) == found
