"""Beside every button: what the step brings and whose turn it is then; and a day that is no day is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from fadu import law
from fadu.kernel.procedure import Procedure, Step
from fadu.packs import catalogue
from fadu.web.consequence import consequence
from fadu.web.views.step import wrong_day

TODAY = date(2026, 3, 2)


def _step(procedure: str, step: str) -> tuple[Procedure, Step]:
    found = catalogue().procedure(procedure)
    named = found.step(step)
    assert named is not None
    return found, named


def _said(procedure: str, step: str) -> str:
    return consequence(*_step(procedure, step), law.load(), TODAY)


def test_a_step_without_words_of_its_own_says_what_it_makes_and_begins() -> None:
    said = _said("disputes.dispute", "accept")
    assert said.startswith("办理后生成《")
    assert "开始计算“调解纠纷”的期限" in said
    assert "转为“已受理”" in said


def test_it_says_whose_turn_it_is_then() -> None:
    assert _said("penalty.ordinary", "submit_case").endswith("接着由分管领导办理“立案”。")


def test_an_end_is_called_an_end() -> None:
    assert "本事项办结（不予受理）" in _said("disputes.dispute", "not_accept")


@pytest.mark.parametrize("typed", ["2025-02-30", "昨天", "13/40/2025"])
def test_a_day_that_is_no_day_is_refused_and_does_not_become_today(typed: str) -> None:
    (refusal,) = wrong_day(RequestFactory().post("/", {"_on": typed}))
    assert refusal.field == "_on"
    assert "实际办理日期" in refusal.message
    assert refusal.remedy


@pytest.mark.parametrize("typed", ["", "2025-03-01"])
def test_an_empty_day_is_today_and_a_true_one_is_itself(typed: str) -> None:
    assert wrong_day(RequestFactory().post("/", {"_on": typed})) == []
