"""Nobody lets us write in time: nothing is lost, and the page says that waiting helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.test import Client
from django.urls import reverse

from fadu.store.models import JournalEntry
from fadu.store.write_gate import GateBusy
from tests.town import SmallTown

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def busy(*_: Any, **__: Any) -> NoReturn:
    raise GateBusy("系统正忙")


def test_a_step_says_so_on_its_form_and_keeps_what_was_typed(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fadu.service.take_step.transaction", busy)
    before = JournalEntry.objects.count()
    page = as_("fang").post(reverse("begin", args=("disputes.training", "record_held")), {"training_topic": "调解技巧", "attended": "4"})
    assert page.status_code == 422
    assert "系统正忙，这一步没有保存" in page.content.decode() and "调解技巧" in page.content.decode()
    assert JournalEntry.objects.count() == before


def test_any_other_page_says_so_too(as_: As, town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fadu.web.views.desk.tasks", busy)
    page = as_("fang").get(reverse("desk"))
    assert page.status_code == 503
    assert "系统正忙" in page.content.decode() and "重新打开刚才的页面" in page.content.decode()
