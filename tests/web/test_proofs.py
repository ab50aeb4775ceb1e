"""Staff proofs: a matter checked on the spot, an entry in the log, and files that hold digests and no values."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fadu.kernel.journal import leaf_hash
from fadu.store import models
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
