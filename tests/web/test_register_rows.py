"""Rows of registers that no procedure writes are typed on a page and written by an entry."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.service.verify import examine
from fadu.store.models import RegisterRow
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
PAGE = "/registers/remedy_organs/add"
ROW = {
    "rows-0-name_of_organ": "重庆市涪陵区水利局",
    "rows-0-side": "委托部门",
    "rows-0-reconsideration": "重庆市涪陵区人民政府",
    "rows-0-court": "重庆市涪陵区人民法院",
}


def agree() -> bool:
    """Whether every row is what entries say. The guard file is the package's: what other tests signed and undid stands in it."""
    return not [f for f in examine().faults if f.table != "guard"]


def test_it_works(as_: As, town: SmallTown) -> None:
    office = as_("fang")
    assert PAGE in office.get(reverse("register", args=("remedy_organs",))).content.decode()
    assert office.post(PAGE, ROW).status_code == 302
    assert RegisterRow.objects.get(register="remedy_organs", key="重庆市涪陵区水利局").values["side"] == "委托部门"
    assert agree()


@pytest.mark.parametrize(
    ("row", "said"),
    [({}, "一行也没有填"), ({**ROW, "rows-0-name_of_organ": ""}, "第1行没有编号"), ({**ROW, "rows-0-side": "邻镇"}, "没有“邻镇”这一项")],
)
def test_a_row_that_is_not_whole_is_refused_and_nothing_is_lost(as_: As, town: SmallTown, row: dict[str, str], said: str) -> None:
    answer = as_("fang").post(PAGE, row)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not RegisterRow.objects.filter(key="重庆市涪陵区水利局").exists()


def test_a_row_can_be_added_and_a_sheet_had(as_: As, town: SmallTown) -> None:
    office = as_("fang")
    assert office.post(PAGE, {**ROW, "_add": "rows"}).content.decode().count("rows-row") == 2
    assert office.get(PAGE, {"sheet": "rows"}).content[:2] == b"PK"


def test_only_who_imports_may_and_only_where_no_procedure_writes(as_: As, town: SmallTown) -> None:
    assert as_("li").get(PAGE).status_code == 404
    for name in ("officers", "posts", "dispute_log", "nothing"):
        assert as_("fang").get(f"/registers/{name}/add").status_code == 404
