"""The journal's unit: one spelling for one entry, values behind salted digests, a chain that shows every change."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.kernel.journal import Entry, canonical, envelope, field_digest, leaf_hash

SALT, NONCE = bytes(16), bytes(range(16))
ENTRY = Entry(
    org="000000001", matter="11111111-1111-1111-1111-111111111111", seq=1, procedure="library.card", version="1", step="answer", state="issued",
    on=date(2025, 3, 4), at=datetime(2025, 3, 4, 1, tzinfo=UTC), actors=("李", "王"), role="librarian", fields={"answer": "发证"},
    number="甲图证〔2025〕1号", paper="sha256:00", overrides={"no_fines": "已约定"}, files=("f",), refs=("r",), rules="test", parent="", village="",
)  # fmt: skip


def sealed(entry: Entry = ENTRY, prev: str = "", salt: bytes = SALT, nonce: bytes = NONCE) -> bytes:
    return envelope(entry, prev=prev, salts=dict.fromkeys(entry.fields, salt), nonce=nonce)


def test_it_works() -> None:
    body = json.loads(sealed(prev="ab"))
    assert body["step"] == "library.card.answer@1"
    assert (body["prev"], body["seq"], body["on"], body["legal"]) == ("ab", 1, "2025-03-04", "test")
    assert body["fields"]["answer"] == field_digest("answer", "发证", SALT)
    assert leaf_hash(sealed()) == hashlib.sha256(b"\x00" + sealed()).hexdigest()


def test_no_value_stands_in_the_envelope() -> None:
    secret = replace(ENTRY, fields={"name": "陈某某某", "age": 43_210_987})
    assert "陈某某某" not in sealed(secret).decode() and "43210987" not in sealed(secret).decode()


def test_the_digest_is_what_its_docstring_says() -> None:
    body = b"\x02" + SALT + b"age" + b"\x00" + b"30"
    assert field_digest("age", 30, SALT) == "d:" + base64.b64encode(hashlib.sha256(body).digest()).decode()


@pytest.mark.parametrize("salt", [b"", bytes(15), bytes(17)])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        field_digest("age", 30, salt)


def test_equal_values_under_other_salts_look_different() -> None:
    assert field_digest("age", 30, SALT) != field_digest("age", 30, NONCE)
    assert field_digest("age", 30, SALT) != field_digest("agf", 30, SALT)


@pytest.mark.parametrize("value", [0.5, [1.0], {"a": {"b": 2.5}}, float("nan")])
def test_a_float_is_never_recorded(value: object) -> None:
    with pytest.raises(TypeError, match="never a float"):
        canonical(value)  # type: ignore[arg-type]


def test_one_spelling() -> None:
    assert canonical({"b": 1, "a": ["é", None, True]}) == '{"a":["é",null,true],"b":1}'.encode()
    assert canonical("e\u0301") == canonical("\u00e9")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc字", max_size=3), inner, max_size=3), max_leaves=8,
)  # fmt: skip


def normal(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normal(v) for v in value]
    return {k: normal(v) for k, v in value.items()} if isinstance(value, dict) else value


@given(JSON)
def test_what_is_spelt_can_be_read_and_is_spelt_the_same_again(value: object) -> None:
    spelt = canonical(value)  # type: ignore[arg-type]
    assert json.loads(spelt) == normal(value)
    assert canonical(json.loads(spelt)) == spelt


OTHER: dict[str, object] = {
    "org": "000000002", "matter": "2", "seq": 2, "procedure": "library.check", "version": "2", "step": "ask", "state": "asked",
    "on": date(2025, 3, 5), "at": datetime(2025, 3, 4, 2, tzinfo=UTC), "actors": ("王", "李"), "role": "head", "fields": {"answer": "不发证"},
    "number": "", "paper": "sha256:01", "overrides": {}, "files": (), "refs": (), "rules": "other", "parent": "p", "village": "v", "origin": "clock",
}  # fmt: skip


@pytest.mark.parametrize("name", [f.name for f in fields(Entry)])
def test_every_part_of_an_entry_is_in_its_hash(name: str) -> None:
    assert leaf_hash(sealed(replace(ENTRY, **{name: OTHER[name]}))) != leaf_hash(sealed())  # type: ignore[arg-type]


def test_so_are_the_chain_the_salts_and_the_nonce() -> None:
    assert len({leaf_hash(e) for e in (sealed(), sealed(prev="00"), sealed(salt=NONCE), sealed(nonce=SALT))}) == 4


def chained(values: list[int]) -> list[bytes]:
    """Envelopes of entries of one matter, each naming the hash of the one before."""
    out: list[bytes] = []
    for seq, value in enumerate(values):
        prev = leaf_hash(out[-1]) if out else ""
        out.append(sealed(replace(ENTRY, seq=seq, fields={"age": value}), prev=prev))
    return out


def broken_at(chain: list[bytes]) -> int | None:
    """The first entry that does not name the one before it."""
    for n, body in enumerate(chain):
        if json.loads(body)["prev"] != (leaf_hash(chain[n - 1]) if n else ""):
            return n
    return None


@given(st.lists(st.integers(0, 99), min_size=2, max_size=8), st.data())
def test_a_change_anywhere_but_at_the_end_breaks_the_chain_right_after(values: list[int], data: st.DataObject) -> None:
    chain = chained(values)
    assert broken_at(chain) is None
    where = data.draw(st.integers(0, len(chain) - 2))
    body = json.loads(chain[where])
    body["actors"] = ["somebody else"]
    forged = [*chain[:where], canonical(body), *chain[where + 1 :]]
    assert broken_at(forged) == where + 1
    assert broken_at([*chain[:where], *chain[where + 1 :]]) == where
