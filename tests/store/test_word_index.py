"""Words are found through the index, on both databases, and the index follows the rows."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fadu.store import word_index
from fadu.store.models import Matter
from fadu.store.tokens import tokens
from fadu.store.word_index import containing
from tests.store.entries import ORG

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 6)


def matter(title: str) -> Matter:
    return Matter.objects.create(
        id=uuid.uuid4(), org=ORG, procedure="library.card", state="issued", title=title, opened_on=DAY, moved_on=DAY, last_seq=0,
        search=tokens(title),
    )  # fmt: skip


def found(words: str) -> list[str]:
    return sorted(containing(Matter.objects.all(), words).values_list("title", flat=True))


def test_chinese_is_found_anywhere_and_letters_from_the_beginning_of_a_word() -> None:
    for title in ("李某未戴头盔 渝A12345", "李某某的邻里纠纷", "王某 同乐府简罚〔2025〕31号"):
        matter(title)
    assert found("李某") == ["李某未戴头盔 渝A12345", "李某某的邻里纠纷"]
    assert found("李") == found("李某")
    assert found("头盔") == found("a123") == found("渝A12345") == ["李某未戴头盔 渝A12345"]
    assert found("简罚2025 31") == found("〔2025〕31号") == ["王某 同乐府简罚〔2025〕31号"]
    assert found("盔头") == found("李纠纷") == []
    assert len(found("")) == len(found("？")) == 3


def test_what_changed_or_went_is_found_as_it_now_is() -> None:
    one, other = matter("旧标题"), matter("新标题")
    Matter.objects.filter(pk=one.pk).update(search=tokens("另一个标题"), title="另一个标题")
    other.delete()
    assert (found("旧标题"), found("新标题"), found("另一个")) == ([], [], ["另一个标题"])


texts = st.lists(st.text(alphabet="行政处罚调解甲乙丙a1 ，", min_size=1, max_size=8), min_size=1, max_size=6)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts, st.text(alphabet="行政处罚调解甲乙丙", min_size=1, max_size=3))
def test_chinese_is_found_exactly_where_it_stands(titles: list[str], words: str) -> None:
    Matter.objects.all().delete()
    for title in titles:
        matter(title)
    assert found(words) == sorted(t for t in titles if words in t)


@pytest.mark.parametrize("words", ['"', "'", "a OR b", "*", "NEAR(行政)", "a'b", "行政*", "\\", "x" * 400, "罚" * 400])
def test_nothing_typed_is_a_command(words: str) -> None:
    matter("行政处罚")
    assert found(words) in ([], ["行政处罚"])


def test_a_lost_index_is_made_again() -> None:
    matter("行政处罚")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("DROP INDEX store_matter_words")
        else:
            cursor.execute("DROP TRIGGER fadu_words_changed_store_matter")
            cursor.execute("DELETE FROM store_matter_words")
    word_index.ensure(connection)
    assert found("行政") == ["行政处罚"]


def test_the_index_is_used() -> None:
    asked, parameters = containing(Matter.objects.all(), "行政处罚").values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{asked}", parameters)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "VIRTUAL TABLE" in plan or "store_matter_words" in plan
