"""A second key in another place: it signs what continues, refuses what was rewritten, and its signature travels with every proof."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fadu.kernel.merkle import leaf_hash
from fadu.kernel.note import cosigned_at, parse, verified
from fadu.service.proof import tlog_proof
from fadu.store import durable
from fadu.store.keys import LogKey, key_of_line, open_key, witness_key
from fadu.store.logreader import prove
from fadu.store.models import Checkpoint, Cosignature, JournalEntry, LogLeaf
from fadu.store.publisher import keys_folder, settle
from fadu.store.verify import verify
from fadu.store.witness import NotWitnessed, cosign, keep, read_request, request, trust
from tests.store.entries import ORG
from tests.store.library import Library, _step, build

pytestmark = pytest.mark.django_db
AT = 1_760_000_000


@pytest.fixture
def library(store_folders: Path) -> Library:
    made = build(store_folders / "evidence")
    settle(ORG)
    return made


@pytest.fixture
def district(tmp_path: Path) -> LogKey:
    return witness_key(tmp_path / "district", "district.fadu")


@pytest.fixture
def signs(library: Library, district: LogKey, tmp_path: Path) -> Callable[..., str]:
    """The district signs a request; it knows the town's key from the first time on."""

    def sign(text: str | None = None, at: int = AT) -> str:
        line = open_key(keys_folder(), ORG).line
        return cosign(tmp_path / "seen", district, read_request(text or request(ORG)), line, at)

    return sign


def grow(library: Library) -> None:
    last = JournalEntry.objects.filter(matter=library.matters[0]).order_by("-seq")[0].seq
    _step(library.matters[0], last + 1)
    settle(ORG)


def test_a_witnessed_head_is_kept_served_and_sound(library: Library, district: LogKey, signs: Any) -> None:
    trust(keys_folder(), district.witness_line)
    assert keep(keys_folder(), signs()) == [("district.fadu", AT)]
    assert [f for f in verify() if f.table != "trigger"] == []
    place = prove(LogLeaf.objects.get(idx=0).entry_id)
    assert place is not None
    key = key_of_line(district.witness_line)
    (found,) = verified(parse(place.note.encode()), {(key.name, key.key_id): key})
    assert cosigned_at(found) == AT


def test_a_proof_leans_on_the_newest_witnessed_head(library: Library, district: LogKey, signs: Any) -> None:
    trust(keys_folder(), district.witness_line)
    keep(keys_folder(), signs())
    witnessed = Checkpoint.objects.order_by("-size").first()
    grow(library)
    place = prove(LogLeaf.objects.get(idx=0).entry_id)
    newest = prove(LogLeaf.objects.order_by("-idx")[0].entry_id)
    assert place is not None and newest is not None and witnessed is not None
    assert place.size == witnessed.size < newest.size


def test_the_next_head_continues_the_one_seen(library: Library, district: LogKey, signs: Any) -> None:
    trust(keys_folder(), district.witness_line)
    keep(keys_folder(), signs())
    grow(library)
    assert keep(keys_folder(), signs(at=AT + 60)) == [("district.fadu", AT + 60)]
    assert Cosignature.objects.count() == 2


def test_another_start_than_the_one_seen_says_which_to_use(library: Library, signs: Any) -> None:
    seen = parse(signs().encode()).text.split("\n")[1]
    grow(library)
    with pytest.raises(NotWitnessed, match=f"--since {seen}"):
        signs(request(ORG, 0))


def test_a_rewritten_history_is_not_signed(library: Library, signs: Any, district: LogKey, tmp_path: Path) -> None:
    """The town's own key signs another history of the same log; consistency with what was seen cannot be proved."""
    signs()
    size = int(request(ORG).split("\n\n")[1].split("\n")[1])
    from fadu.kernel.note import Checkpoint as Head

    forged = open_key(keys_folder(), ORG).sign(Head(open_key(keys_folder(), ORG).name, size + 1, leaf_hash(b"other")).text())
    with pytest.raises(NotWitnessed, match="历史被改写过"):
        signs(f"old {size}\n\n{forged.encode().decode()}")


def test_of_two_requests_at_once_from_the_same_head_one_is_signed(signs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, real = request(ORG), durable.replace

    def slowly(path: Path, content: bytes) -> None:
        time.sleep(0.2)
        real(path, content)

    def ask() -> str:
        try:
            return str(signs(asked))
        except NotWitnessed as refused:
            return str(refused)

    monkeypatch.setattr(durable, "replace", slowly)
    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(lambda _: ask(), range(2)))
    assert [("上次见证到" in one) for one in said].count(True) == 1


def test_a_head_by_another_key_is_not_signed(library: Library, tmp_path: Path, district: LogKey) -> None:
    stranger = witness_key(tmp_path / "stranger", "stranger")
    with pytest.raises(NotWitnessed, match="不是这把公钥签的"):
        cosign(tmp_path / "seen", district, read_request(request(ORG)), stranger.line, AT)
    with pytest.raises(NotWitnessed, match="要给出它的公钥"):
        cosign(tmp_path / "seen", district, read_request(request(ORG)), "", AT)


def test_an_unknown_witness_is_not_kept(library: Library, signs: Any) -> None:
    with pytest.raises(NotWitnessed, match="--witness"):
        keep(keys_folder(), signs())


@pytest.mark.parametrize("text", ["", "old x\n\nno", "old 0\n\nnothing signed\n"])
def test_what_is_no_request_is_said_so(text: str) -> None:
    with pytest.raises(NotWitnessed, match="重新导出"):
        read_request(text)


def test_a_signed_text_that_is_no_head_is_no_request(district: LogKey) -> None:
    with pytest.raises(NotWitnessed, match="重新导出"):
        read_request("old 0\n\n" + district.sign("a word\n").encode().decode())


def test_a_changed_cosignature_is_named(library: Library, district: LogKey, signs: Any, unguarded: None) -> None:
    trust(keys_folder(), district.witness_line)
    keep(keys_folder(), signs())
    row = Cosignature.objects.get()
    for column, value in (("line", row.line[:-4] + "AA=\n"), ("witness", "other"), ("org", "500102101")):
        with transaction.atomic():
            Cosignature.objects.filter(pk=row.pk).update(**{column: value})
            assert ("store_cosignature", column) in {(f.table, f.field) for f in verify()}
            transaction.set_rollback(True)


def test_an_outsider_sees_the_witness_without_our_code(library: Library, district: LogKey, signs: Any, tmp_path: Path) -> None:
    trust(keys_folder(), district.witness_line)
    keep(keys_folder(), signs())
    place = prove(LogLeaf.objects.get(idx=1).entry_id)
    assert place is not None
    file = tmp_path / "one.tlog-proof"
    file.write_text(tlog_proof(place, place.leaf), encoding="utf-8")
    tool = Path(__file__).resolve().parents[2] / "script" / "verify-proof"
    command = [sys.executable, str(tool), open_key(keys_folder(), ORG).line, str(file)]
    done = subprocess.run([*command, district.witness_line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "district.fadu在2025-10-09 08:53（协调世界时）见证" in done.stdout
    broken = place.note.replace(place.note.rstrip("\n")[-6:], "AAAA==")
    file.write_text(tlog_proof(replace(place, note=broken), place.leaf), encoding="utf-8")
    assert subprocess.run([*command, district.witness_line], capture_output=True, check=False).returncode == 1
