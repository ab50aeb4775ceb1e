"""Nobody who looks reads what a matter holds of persons: every public page, answer and file is opened, link by link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs import catalogue
from fadu.store.models import Matter, Publication
from tests.report_year import up_to
from tests.town import SmallTown
from tests.web.test_sweep import text

pytestmark = pytest.mark.django_db(transaction=False)
As = Callable[..., Client]
#: Pages that tell of the law and of this program, not of the town, and the way in.
_ELSEWHERE = ("/law", "/check", "/static", "/login", "/display")
_TEXTS = (Kind.TEXT, Kind.NOTE, Kind.PERSON)


def test_no_public_page_answer_or_file_holds_what_is_personal_or_secret(as_: As, town: SmallTown) -> None:
    up_to(town, "published")
    asked = {
        "party_a": "上官来",
        "contact": "13500001111",
        "party_b": "西门墙",
        "village": "500102128001",
        "kind": "邻里",
        "gist": "院墙压了水沟",
    }
    as_().post(reverse("dispute_help"), asked)
    held = {value for matter in Matter.objects.all() for value in _personal(matter)}
    assert {"上官来", "13500001111", "宇文当事", "500102199001010011"} <= held
    opened = dict(_public(as_()))
    assert len(opened) > 40
    assert sorted({(value, where) for where, said in opened.items() for value in held if value in said}) == []


def _personal(matter: Matter) -> Iterator[str]:
    """What the matter holds of persons and of secrets; a name that is masked already is nobody's."""
    facts = matter.snapshot["facts"]
    for declared in catalogue().procedure(matter.procedure, matter.version).fields:
        yield from _told(declared, facts.get(declared.name), declared.sensitivity)


def _told(declared: Field, value: Any, sensitivity: Sensitivity) -> Iterator[str]:
    if declared.kind is Kind.ROWS and isinstance(value, list):
        for row in value:
            yield from (text for c in declared.columns if isinstance(row, Mapping) for text in _told(c, row.get(c.name), c.sensitivity))
    elif declared.kind in _TEXTS and sensitivity in (Sensitivity.PERSONAL, Sensitivity.SECRET):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and len(one) > 1 and not one.endswith("某"):
                yield one


def _public(client: Client) -> Iterator[tuple[str, str]]:
    """Address and text of all that links and the API lead to, from the front page on."""
    waiting = [
        "/",
        "/api/public/disclosures",
        "/api/public/reports",
        *(f"/api/public/disclosures/{p.pk}" for p in Publication.objects.all()),
    ]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(_ELSEWHERE):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        said = text(answer)
        yield address, said
        waiting += [h.replace("&amp;", "&") for h in re.findall(r'href="(/[^"#]*)', said)]
