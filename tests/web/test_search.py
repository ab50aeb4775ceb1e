"""The one search: what is asked for by its whole number stands first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fadu.store.models import IssuedPaper
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def _groups(as_: As, words: str) -> list[str]:
    return [group["title"] for group in as_("fang").get(reverse("search"), {"q": words}).context["groups"]]


def test_who_gives_a_whole_number_sees_its_paper_first(as_: As, town: SmallTown) -> None:
    number = IssuedPaper.objects.exclude(number="").order_by("id").values_list("number", flat=True)[0]
    assert _groups(as_, number) == ["文书", "事项"]
    assert _groups(as_, number[:-1]) == ["事项", "文书"]
