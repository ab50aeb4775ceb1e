"""A log changes its signing key: each key speaks for its own sizes, a crash is finished, a stolen old key gains nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fadu.kernel.note import Checkpoint as Head
from fadu.kernel.note import NoteError, parse
from fadu.store import key_change, publisher
from fadu.store.guard import GuardRefusal
from fadu.store.integrator import integrate_all
from fadu.store.key_change import change_key
from fadu.store.keys import KeyTrouble, LogKey, key_path, open_key, open_key_at, witness_key
from fadu.store.logreader import prove
from fadu.store.models import Checkpoint, JournalEntry
from fadu.store.publisher import keys_folder, settle
from fadu.store.succession import Succession, followed, keys_of, read, state, statement_path, successions
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


def grow(library: Library) -> Checkpoint:
    last = JournalEntry.objects.filter(matter=library.matters[0]).order_by("-seq")[0].seq
    _step(library.matters[0], last + 1)
    head = settle(ORG)
    assert head is not None
    return head


def present() -> LogKey:
    return open_key(keys_folder(), ORG)


def faults() -> list[str]:
    return [str(fault) for fault in verify()]


def test_the_log_goes_on_under_the_new_key(library: Library) -> None:
    before = present()
    stated = change_key(ORG)
    assert (stated.old, stated.new) == (before.line, present().line)
    assert stated.old != stated.new
    head = grow(library)
    assert head.size == stated.size + 1
    assert keys_of(keys_folder(), ORG).of(head.size).key_id == present().id
    assert keys_of(keys_folder(), ORG).of(stated.size).key_id == before.id
    assert faults() == []


def test_a_second_change_follows_the_first(library: Library) -> None:
    first = change_key(ORG)
    grow(library)
    second = change_key(ORG)
    grow(library)
    assert [s.note for s in successions(keys_folder(), ORG)] == [first.note, second.note]
    assert followed(first.old, (first, second), second.size + 1) == second.new
    assert faults() == []


def test_what_waits_is_signed_by_the_old_key_first(library: Library) -> None:
    _step(library.matters[0], JournalEntry.objects.filter(matter=library.matters[0]).count())
    assert change_key(ORG).size == JournalEntry.objects.count()


def test_a_head_by_the_stolen_old_key_is_found(library: Library, unguarded: None) -> None:
    old = present()
    change_key(ORG)
    head = grow(library)
    forged = old.sign(Head(old.name, head.size, bytes(head.root)).text()).encode().decode()
    Checkpoint.objects.filter(pk=head.pk).update(note=forged)
    assert any("store_checkpoint" in fault and "签名不成立" in fault for fault in faults())


def test_a_crash_before_the_new_key_is_in_place_stops_signing_and_is_finished(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(key_change, "_take_office", lambda folder, org: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            change_key(ORG)
    with pytest.raises(KeyTrouble, match="fadu key-change"):
        settle(ORG)
    stated = change_key(ORG)
    assert stated.new == present().line
    assert len(successions(keys_folder(), ORG)) == 1
    grow(library)
    assert faults() == []


def test_a_crash_before_the_statement_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = present().line
    with monkeypatch.context() as crash:
        crash.setattr(key_change, "state", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            change_key(ORG)
    assert present().line == before
    grow(library)
    assert change_key(ORG).old == before


def test_a_log_never_signed_changes_no_key(db: Any, store_folders: Path) -> None:
    with pytest.raises(GuardRefusal, match="还没有签过名"):
        change_key(ORG)


def test_a_key_that_does_not_belong_to_the_statements_signs_nothing(library: Library) -> None:
    key = key_path(keys_folder(), ORG)
    old = key.read_bytes()
    change_key(ORG)
    key.write_bytes(old)
    key.chmod(0o600)
    with pytest.raises(KeyTrouble, match="不配"):
        settle(ORG)
    assert any("无法核对签名" in fault for fault in faults())


@pytest.mark.parametrize("change", [lambda t: t.replace("journal\n", "journal\n1", 1), lambda t: t.rsplit("—", 1)[0], lambda t: "x"])
def test_a_changed_statement_is_refused(library: Library, change: Callable[[str], str]) -> None:
    stated = change_key(ORG)
    with pytest.raises(NoteError):
        read(change(stated.note))
    statement_path(keys_folder(), ORG, 1).write_text(change(stated.note), encoding="utf-8")
    with pytest.raises(KeyTrouble, match="声明"):
        settle(ORG)


def test_a_statement_needs_both_keys(library: Library, tmp_path: Path) -> None:
    """Whoever has only a new key cannot name it the successor."""
    old, thief = present(), witness_key(tmp_path / "thief", present().name)
    forged = state(old, thief, 9)
    with pytest.raises(NoteError):
        read(forged.note.replace(forged.note.rstrip("\n").split("\n")[-2] + "\n", ""))


def test_statements_out_of_order_are_refused(library: Library) -> None:
    change_key(ORG)
    grow(library)
    change_key(ORG)
    one, two = (statement_path(keys_folder(), ORG, n) for n in (1, 2))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    with pytest.raises(KeyTrouble, match="接不上"):
        successions(keys_folder(), ORG)


@pytest.fixture
def district(tmp_path: Path) -> LogKey:
    return witness_key(tmp_path / "district", "district.fadu")


def witnessed(district: LogKey, folder: Path, line: str, handed: tuple[Succession, ...] = ()) -> str:
    return cosign(folder, district, read_request(request(ORG)), line, AT, handed)


def test_a_witness_follows_a_stated_change(library: Library, district: LogKey, tmp_path: Path) -> None:
    trust(keys_folder(), district.witness_line)
    keep(keys_folder(), witnessed(district, tmp_path / "seen", present().line))
    stated = change_key(ORG)
    grow(library)
    with pytest.raises(NotWitnessed, match="--succession"):
        witnessed(district, tmp_path / "seen", "")
    keep(keys_folder(), witnessed(district, tmp_path / "seen", "", (stated,)))
    grow(library)
    keep(keys_folder(), witnessed(district, tmp_path / "seen", stated.new))  # it remembers the new key
    assert faults() == []


def test_an_outsider_who_trusts_the_old_key_learns_the_new_one(library: Library, tmp_path: Path) -> None:
    old = present().line
    stated = change_key(ORG)
    grow(library)
    last = JournalEntry.objects.order_by("-pk")[0]
    from fadu.service.proof import tlog_proof

    place = prove(last.pk)
    assert place is not None
    proof, statement = tmp_path / "a.tlog-proof", tmp_path / "change.note"
    proof.write_text(tlog_proof(place, place.leaf), encoding="utf-8")
    statement.write_text(stated.note, encoding="utf-8")
    assert checked(old, proof).returncode == 1
    assert checked(old, proof, "--succession", statement).returncode == 0
    assert checked(stated.new, proof).returncode == 0
    statement.write_text(stated.note.replace("journal\n", "journal\n1", 1), encoding="utf-8")
    refused = checked(old, proof, "--succession", statement)
    assert refused.returncode == 2
    assert "更换声明" in refused.stderr


def checked(*arguments: object) -> subprocess.CompletedProcess[str]:
    tool = Path(__file__).resolve().parents[2] / "script" / "verify-proof"
    return subprocess.run([sys.executable, str(tool), *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_new_key_is_no_more_readable_than_the_old(library: Library) -> None:
    change_key(ORG)
    assert key_path(keys_folder(), ORG).stat().st_mode & 0o077 == 0
    assert open_key_at(key_path(keys_folder(), ORG), ORG).line == present().line
    assert not list(keys_folder().glob("*.next"))


def test_who_waited_to_sign_while_the_key_was_changed_signs_with_the_new_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    real = publisher.signing

    @contextmanager
    def after_a_change(folder: Path, org: str) -> Iterator[None]:
        monkeypatch.setattr(publisher, "signing", real)
        change_key(ORG)
        _step(library.matters[0], JournalEntry.objects.filter(matter=library.matters[0]).count())
        integrate_all(ORG)
        with real(folder, org):
            yield

    monkeypatch.setattr(publisher, "signing", after_a_change)
    head = settle(ORG)
    assert head is not None
    assert keys_of(keys_folder(), ORG).judge(parse(head.note.encode())).size == JournalEntry.objects.filter(org=ORG).count()
    assert faults() == []
