"""The receipt of service says what the Civil Procedure Law asks of each way of serving."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fadu import packs
from fadu.kernel.instrument import paper_json
from fadu.packs import example_runner as runner
from fadu.packs.example_file import read

EXAMPLE = Path(packs.__file__).parent / "common" / "examples" / "03_served_in_every_way.toml"


@cache
def receipts() -> tuple[str, ...]:
    state = runner._begin(example := read(EXAMPLE))
    for step in example.steps:
        runner._take(state, step)
    return tuple(str(paper_json(p)) for p in state.ledger.papers if p.title == "送达回证")


def left(proof: str) -> str:
    return next(r for r in receipts() if "留置送达" in r and proof in r)


def test_a_paper_that_was_left_says_why_it_was_refused_and_nobody_signs_for_the_party() -> None:
    assert "认为处罚过重，拒绝签收" in left("照片录像")
    assert "受送达人（代收人）" not in left("照片录像")


def test_the_witness_of_a_paper_that_was_left_signs_the_receipt() -> None:
    witness = str(["见证人", "和顺社区居民委员会周某"])
    assert witness in left("见证人签名")
    assert "见证人" not in left("照片录像")


def test_whoever_received_the_paper_signs_the_receipt() -> None:
    assert "受送达人（代收人）" in next(r for r in receipts() if "直接送达" in r or "邮寄送达" in r)
