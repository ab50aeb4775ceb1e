"""Staff proofs: a matter checked on the spot, an entry in the log, and files that hold digests and no values."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.kernel.journal import leaf_hash
from fadu.service.papers import verify_path
from fadu.store import models
from fadu.store.keys import make_key
from fadu.store.publisher import settle
from tests.town import ORG, PARTY_A, SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def checked(client: Client, id: str) -> list[tuple[bool | None, str]]:
    answer = client.get(reverse("matter_verify", args=(id,)))
    assert answer.status_code == 200
    return [(s.ok, s.text) for s in answer.context["proof"]["steps"]]


def test_a_sound_matter_passes_every_check(as_: As, town: SmallTown) -> None:
    for id in town.matters.values():
        steps = checked(as_("fang" if id != town.matters["service"] else "li"), id)
        assert steps
        assert all(ok for ok, _ in steps), steps


def test_an_entry_shows_its_place_and_its_file(as_: As, town: SmallTown) -> None:
    client, id = as_("gu"), town.matters["near"]
    page = client.get(reverse("entry_proof", args=(id, 2)))
    assert page.status_code == 200
    assert all(s.ok for s in page.context["proof"]["steps"])
    file = client.get(reverse("entry_proof_file", args=(id, 2))).content.decode()
    assert file.startswith("c2sp.org/tlog-proof@v1\nextra ")
    assert client.get(reverse("entry_proof", args=(id, 99))).status_code == 404


@pytest.mark.usefixtures("own_guard")
def test_an_entry_that_waits_says_so_until_it_is_signed(as_: As, town: SmallTown) -> None:
    take(town, "fang", "note", at(4, 1), "", matter="near", fields={"remark": "回访"})
    client, id = as_("gu"), town.matters["near"]
    seq = models.Matter.objects.get(pk=id).last_seq
    assert "等待并入" in client.get(reverse("entry_proof", args=(id, seq))).content.decode()
    assert client.get(reverse("entry_proof_file", args=(id, seq))).status_code == 404
    assert (None, "记录等待并入全镇日志并签名") not in checked(client, id)
    settle(ORG)
    assert client.get(reverse("entry_proof_file", args=(id, seq))).status_code == 200


def test_the_bundle_holds_every_envelope_and_no_value(as_: As, town: SmallTown) -> None:
    answer = as_("gu").get(reverse("matter_proof", args=(town.matters["near"],)))
    assert PARTY_A not in answer.content.decode()
    bundle = json.loads(answer.content)
    for entry in bundle["entries"]:
        assert leaf_hash(base64.b64decode(entry["envelope"])) == entry["leaf"]
        assert entry["proof"].startswith("c2sp.org/tlog-proof@v1")
    assert models.AccessRecord.objects.filter(act="export", matter=town.matters["near"]).exists()


CHANGES: dict[str, Callable[[str], Any]] = {
    "chain": lambda id: models.JournalEntry.objects.filter(matter=id, seq=1).update(prev="0" * 64),
    "envelope": lambda id: _spoil(id),
    "value": lambda id: models.EntryValues.objects.filter(entry__matter=id, entry__seq=0).update(values={"kind": "邻里"}),
    "state": lambda id: models.Matter.objects.filter(pk=id).update(state="closed"),
    "paper": lambda id: models.IssuedPaper.objects.filter(matter=id).update(content={"kind": "Paper"}),
    "log": lambda id: models.LogTile.objects.all().update(data=b"\x00" * 32 * models.LogLeaf.objects.count()),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_found_and_said(as_: As, town: SmallTown, what: str) -> None:
    from django.db import connection

    from fadu.store import triggers

    triggers.drop(connection)
    assert CHANGES[what](town.matters["near"])
    assert [text for ok, text in checked(as_("gu"), town.matters["near"]) if ok is False]


def _spoil(id: str) -> int:
    entry = models.JournalEntry.objects.get(matter=id, seq=1)
    body = bytes(entry.envelope).replace(b"accepted", b"rejected")
    return models.JournalEntry.objects.filter(pk=entry.pk).update(envelope=body)


ELSEWHERE = Path(__file__).resolve().parents[2] / "script" / "verify-proof"


def verified_elsewhere(folder: Path, key: str, content: bytes) -> tuple[int, str]:
    """What somebody finds who has Python, the published key and the file, and nothing of ours."""
    (folder / "proof").write_bytes(content)
    command = [sys.executable, "-I", str(ELSEWHERE), key, str(folder / "proof")]
    done = subprocess.run(
        command, cwd=folder, env={"PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_an_outsider_verifies_a_paper_with_the_published_key(as_: As, town: SmallTown, tmp_path: Path) -> None:
    """From the address behind the QR code to the proof of its entry, signed in as nobody."""
    paper = models.IssuedPaper.objects.get(matter=town.matters["penalty"])
    client, address = as_(), verify_path(paper)
    assert client.get(address).context["result"]["verdict"] == "genuine"
    key = client.get(reverse("verify_how")).context["key"]
    proof = client.get(f"{address}/proof").content
    assert verified_elsewhere(tmp_path, key, proof)[0] == 0
    assert paper.entry.leaf_hash in verified_elsewhere(tmp_path, key, proof)[1]


def test_an_outsider_verifies_a_matter_and_finds_whatever_was_changed(as_: As, town: SmallTown, tmp_path: Path) -> None:
    key = as_().get(reverse("verify_how")).context["key"]
    content = as_("gu").get(reverse("matter_proof", args=(town.matters["near"],))).content
    code, said = verified_elsewhere(tmp_path, key, content)
    assert (code, "首尾相连" in said, "成立。" in said) == (0, True, True), said
    for change in (_without_one, _turned_round, _another_day, _another_place, _another_signature, _another_paper):
        bundle = json.loads(content)
        change(bundle)
        code, said = verified_elsewhere(tmp_path, key, json.dumps(bundle).encode())
        assert (code, said.startswith("不成立：")) == (1, True), change


def test_an_outsider_with_another_key_or_no_file_is_told(as_: As, town: SmallTown, tmp_path: Path) -> None:
    content = as_("gu").get(reverse("matter_proof", args=(town.matters["near"],))).content
    other = make_key(tmp_path / "keys", ORG).line
    assert "不是这把公钥签的" in verified_elsewhere(tmp_path, other, content)[1]
    assert verified_elsewhere(tmp_path, other[:-6], content)[0] == 2
    assert verified_elsewhere(tmp_path, other, b"\xff\xfe")[0] == 2
    assert verified_elsewhere(tmp_path, other, b"no proof at all")[0] == 1


def _without_one(bundle: dict[str, Any]) -> None:
    del bundle["entries"][1]


def _turned_round(bundle: dict[str, Any]) -> None:
    bundle["entries"].reverse()


def _another_day(bundle: dict[str, Any]) -> None:
    one = bundle["entries"][-1]
    body = base64.b64decode(one["envelope"]).replace(b"2025-02-10", b"2025-02-09")
    one |= {"envelope": base64.b64encode(body).decode(), "leaf": leaf_hash(body)}


def _another_place(bundle: dict[str, Any]) -> None:
    one = bundle["entries"][0]
    one["proof"] = bundle["entries"][1]["proof"]


def _another_signature(bundle: dict[str, Any]) -> None:
    one = bundle["entries"][0]
    one["proof"] = one["proof"][:-9] + ("A" if one["proof"][-9] != "A" else "B") + one["proof"][-8:]


def _another_paper(bundle: dict[str, Any]) -> None:
    bundle["papers"] = [{"instrument": "x", "number": "假号", "digest": "sha256:00"}]
