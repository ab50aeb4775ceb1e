"""Fields: what is typed becomes a value or a problem in plain words, and a value survives its JSON form."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.field import Field, Kind, Problem, Value, chinese_day, decode, encode, yuan

BOOKS = Field(
    name="books", label="借阅", kind=Kind.ROWS,
    columns=(Field(name="title", label="书名"), Field(name="lent_on", label="借出", kind=Kind.DATE), Field(name="price", label="价格", kind=Kind.MONEY)),
)  # fmt: skip


def of(kind: Kind, **more: object) -> Field:
    return Field(name="x", label="项目", kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.TEXT, "  红楼梦 ", "红楼梦"), (Kind.BOOL, "是", True), (Kind.BOOL, "off", False), (Kind.BOOL, True, True),
        (Kind.COUNT, "3", 3), (Kind.COUNT, 0, 0), (Kind.MONEY, "20", 2000), (Kind.MONEY, "1,200.50", 120_050), (Kind.MONEY, "￥3元", 300),
        (Kind.MONEY, 3, 3), (Kind.DATE, "2025年3月6日", date(2025, 3, 6)), (Kind.DATE, "2025-3-6", date(2025, 3, 6)),
        (Kind.DATE, datetime(2025, 3, 6, 9, tzinfo=UTC), date(2025, 3, 6)),
        (Kind.INSTANT, "2025-03-06 08:30", datetime(2025, 3, 6, 8, 30)), (Kind.FILE, {"root": "a", "name": "b", "size": 1}, {"root": "a", "name": "b", "size": 1}),
    ],
)  # fmt: skip
def test_it_works(kind: Kind, raw: object, value: object) -> None:
    assert of(kind).parse(raw) == value


@pytest.mark.parametrize("raw", [None, "", "  ", "　", []])
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_typed_is_nothing(kind: Kind, raw: object) -> None:
    assert of(kind).parse(raw) is None


@pytest.mark.parametrize("raw", ["、", " ，", []])
def test_nothing_between_commas_is_nothing(raw: object) -> None:
    assert of(Kind.OFFICER, many=True).parse(raw) is None


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.BOOL, "也许"), (Kind.COUNT, "-1"), (Kind.COUNT, "3.5"), (Kind.COUNT, "三"), (Kind.COUNT, True), (Kind.COUNT, "1" * 13),
        (Kind.MONEY, "20.005"), (Kind.MONEY, "-1"), (Kind.MONEY, -1), (Kind.MONEY, "二十"), (Kind.MONEY, "NaN"), (Kind.MONEY, "sNaN"),
        (Kind.MONEY, "Infinity"), (Kind.MONEY, "9e999999"), (Kind.MONEY, "1e3"), (Kind.MONEY, "9" * 30), (Kind.MONEY, "."), (Kind.MONEY, True),
        (Kind.DATE, "2025-02-30"), (Kind.DATE, "昨天"), (Kind.DATE, 20250306), (Kind.DATE, "0000-01-01"), (Kind.INSTANT, "2025-03-06T25:00"), (Kind.INSTANT, 5),
        (Kind.FILE, "a.jpg"), (Kind.FILE, {"root": "a"}), (Kind.ROWS, "一行"), (Kind.ROWS, [1]), (Kind.ROWS, 7),
        (Kind.TEXT, "字" * 20_001), (Kind.TEXT, "红\x00楼"), (Kind.NOTE, "红\ud800楼"), (Kind.PERSON, "李\x1b某"), (Kind.COUNT, 5.0),
    ],
)  # fmt: skip
def test_what_cannot_be_a_value_is_a_problem_in_words(kind: Kind, raw: object) -> None:
    found = of(kind).parse(raw)
    assert isinstance(found, Problem), found
    assert found.field == "x"
    assert "“项目”" in found.message


def test_lines_and_tabs_of_a_text_are_kept() -> None:
    assert of(Kind.NOTE).parse("一、\n\t二、\r\n三") == "一、\n\t二、\r\n三"


def test_a_choice_outside_the_list_names_the_list() -> None:
    found = of(Kind.CHOICE, choices=("成人", "儿童")).parse("老人")
    assert isinstance(found, Problem)
    assert found.remedy == "可选：成人、儿童"


def test_many_values_are_split_and_each_is_checked() -> None:
    field = of(Kind.DATE, many=True)
    assert field.parse("2025-03-06、2025-03-07") == [date(2025, 3, 6), date(2025, 3, 7)]
    assert isinstance(field.parse(["2025-03-06", "明天"]), Problem)


def test_a_wrong_row_is_named_by_its_number_and_a_strange_column_by_its_name() -> None:
    wrong = BOOKS.parse([{"title": "红楼梦"}, {"title": "三国", "lent_on": "昨天"}])
    assert isinstance(wrong, Problem) and wrong.message.startswith("第2行：“借出”")
    strange = BOOKS.parse([{"colour": "红"}])
    assert isinstance(strange, Problem) and "没有“colour”这一列" in strange.message


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (of(Kind.MONEY), 12_050, "120.50元"), (of(Kind.DATE), date(2025, 3, 6), "2025年3月6日"), (of(Kind.BOOL), False, "否"),
        (of(Kind.INSTANT), datetime(2025, 3, 6, 8, 5), "2025年3月6日08:05"), (BOOKS, [{"title": "三国"}], "1行"), (of(Kind.TEXT), None, ""),
        (of(Kind.OFFICER, many=True), ["李某", "王某"], "李某、王某"), (of(Kind.FILE), {"root": "a", "name": "照片.jpg", "size": 1}, "照片.jpg"),
    ],
)  # fmt: skip
def test_a_value_prints_in_chinese(field: Field, value: Value, text: str) -> None:
    assert field.show(value) == text


@given(st.integers(-(10**15), 10**15))
def test_money_prints_exactly(fen: int) -> None:
    text = yuan(fen)
    whole, _, part = text.lstrip("-").partition(".")
    assert (-1 if text.startswith("-") else 1) * (int(whole) * 100 + int(part or 0)) == fen
    assert part != "00"


@given(st.integers(0, 10**15))
def test_money_typed_as_printed_is_the_same_money(fen: int) -> None:
    assert of(Kind.MONEY).parse(yuan(fen)) == fen


@given(st.dates())
def test_a_day_typed_as_printed_is_the_same_day(day: date) -> None:
    assert of(Kind.DATE).parse(day.isoformat()) == day
    if day.year >= 1000:
        assert of(Kind.DATE).parse(chinese_day(day)) == day


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).map(str.strip).filter(bool)
MOMENTS = st.datetimes(timezones=st.just(UTC) | st.just(None)).map(lambda m: m + timedelta(0))
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: TYPED, Kind.NOTE: TYPED, Kind.PERSON: TYPED, Kind.BOOL: st.booleans(), Kind.COUNT: st.integers(0, 10**12 - 1),
    Kind.MONEY: st.integers(0, 10**15), Kind.DATE: st.dates(), Kind.INSTANT: MOMENTS,
    Kind.FILE: st.fixed_dictionaries({"root": TYPED, "name": TYPED, "size": st.integers(0, 2**40)}),
}  # fmt: skip


@given(st.data())
def test_a_value_survives_its_json_form(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(VALUES)))
    field = of(kind, many=kind in (Kind.TEXT, Kind.DATE) and data.draw(st.booleans()))
    one = VALUES[kind]
    raw = data.draw(st.lists(one, min_size=1, max_size=3) if field.many else one)
    value = field.parse(raw)
    assert value is not None and not isinstance(value, Problem), value
    assert decode(field, json.loads(json.dumps(encode(value)))) == value


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={"title": TYPED, "lent_on": st.dates(), "price": st.integers(0, 10**9)}), min_size=1, max_size=4
    )
)
def test_rows_survive_their_json_form(rows: list[dict[str, object]]) -> None:
    value = BOOKS.parse(rows)
    assert value == rows
    assert decode(BOOKS, json.loads(json.dumps(encode(value)))) == value  # type: ignore[arg-type]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6,
)  # fmt: skip


@given(st.sampled_from(list(Kind)), JUNK, st.booleans())
def test_whatever_comes_in_is_a_value_or_a_problem_never_an_exception(kind: Kind, raw: object, many: bool) -> None:
    field = of(kind, many=many, columns=BOOKS.columns if kind is Kind.ROWS else ())
    value = field.parse(raw)
    if value is not None and not isinstance(value, Problem):
        field.show(value)
        assert decode(field, json.loads(json.dumps(encode(value)))) == value


def test_a_row_that_has_a_title_is_not_called_by_its_key_too() -> None:
    rows = Field(name="rows", label="文件", kind=Kind.ROWS, columns=(
        Field(name="doc", label="文件", kind=Kind.REF, register="documents"), Field(name="title", label="标题"), Field(name="number", label="文号"),
    ))  # fmt: skip
    assert [c.name for c in rows.columns_shown([{"doc": "5f1c", "title": "停车规定"}])] == ["title"]
    assert [c.name for c in rows.columns_shown([{"doc": "5f1c", "number": "1号"}])] == ["doc", "number"]
