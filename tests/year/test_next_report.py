"""The report of the year after the invented one, made in January 2027 through the pages people use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.year.town_year import begin

pytestmark = pytest.mark.slow

ACTS = (
    "open", "freeze", "remind", "confirm each figure", "confirm", "draft", "check", "nil 行政复议与应诉", "leaders shuji", "leaders zhenzhang", "adopt", "clear", "countersign", "sign",
    "submit", "publish", "late record", "restate",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return begin(Path(tmp_path_factory.mktemp("next")), "next", module="tests.year.next_report").told()


def test_every_act_of_the_report_is_taken_at_the_first_attempt(made: dict[str, Any]) -> None:
    assert [a["act"] for a in made["acts"]] == list(ACTS)
    assert [a for a in made["acts"] if a["status"] != 302] == []


def test_it_is_checked_without_a_stop_numbered_and_published(made: dict[str, Any]) -> None:
    assert made["stops"] == []
    assert (made["report"]["state"], made["report"]["number"], made["report"]["public"]) == ("published", "同乐府文〔2027〕1号", True)


def test_it_counts_its_own_year_and_says_what_nothing_records(made: dict[str, Any]) -> None:
    text = made["report"]["text"]
    assert "受理纠纷2件" in text
    assert "作出行政处罚6件（以本镇名义3件、受区级部门委托3件" in text
    assert "受理纠纷" in text
    assert "学法、述法尚未由业务系统记录" in text
    assert "（基数为0）" not in text
    assert "{" not in text


def test_the_year_before_stays_as_it_was_published(made: dict[str, Any]) -> None:
    assert made["before"] == {"state": "published", "number": "同乐府文〔2026〕1号", "decisions": 347}


#: Most questions that one page may put to the store; a page that needs more is named with the reason.
MOST = 36
MORE = {"case_volume": 120, "report_changes": 90}  # each paper of the file is drawn; each changed figure names its records


def test_no_page_asks_the_store_more_often_the_more_it_shows(made: dict[str, Any]) -> None:
    assert len(made["asked"]) > 60
    over = {kind: found for kind, found in made["asked"].items() if found[0] > MORE.get(kind, MOST)}
    assert over == {}
