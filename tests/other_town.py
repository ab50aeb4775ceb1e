"""Figures of other towns as the district receives them: two entries in a log of their own, under a key made for the test."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fadu.kernel.journal import Entry, envelope, leaf_hash
from fadu.kernel.merkle import root_of
from fadu.kernel.note import Checkpoint
from fadu.store.keys import LogKey, make_key, origin

SALT = bytes(range(16))
MATTER = "6a0f3c1e-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class OtherTown:
    """A town with its own log; ``package`` is the file it hands in."""

    org: str
    name: str
    key: LogKey

    def package(self, number: int, *, year: int = 2025, rule: str = "按决定日计", last_step: str = "freeze") -> bytes:
        opened = self._entry(0, "open", {"year": year, "town_name": self.name})
        frozen = self._entry(1, last_step, {"figures": [figure(number)]})
        leaves = [bytes.fromhex(leaf_hash(e)) for _, e in (opened, frozen)]
        note = self.key.sign(Checkpoint(origin(self.org), 2, root_of(leaves)).text()).encode().decode()
        body = {
            "format": "fadu-figures/v1", "opened": _shown(*opened, 0, leaves[1], note), "frozen": _shown(*frozen, 1, leaves[0], note),
            "rules": {"penalty.decisions": rule}, "records": {"penalty.decisions": [["当场处罚", "2025-03-06", "", "和顺村"]] * number},
        }  # fmt: skip
        return json.dumps(body, ensure_ascii=False).encode()

    def _entry(self, seq: int, step: str, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
        entry = Entry(
            org=self.org, matter=MATTER, seq=seq, procedure="annual_report.rule_of_law", version="2025-01-01", step=step, state=step,
            on=date(2026, 1, 5), at=datetime(2026, 1, 5, 1, tzinfo=UTC), actors=("a",), role="statistician", fields=values,
        )  # fmt: skip
        return values, envelope(entry, prev="", salts=dict.fromkeys(values, SALT), nonce=SALT)


def other_town(folder: Path, org: str, name: str) -> OtherTown:
    folder.mkdir(exist_ok=True)
    return OtherTown(org, name, make_key(folder, org))


def figure(number: int) -> dict[str, Any]:
    return {
        "code": "penalty.decisions",
        "label": "行政处罚",
        "value": number,
        "unit": "件",
        "text": str(number),
        "behind": number,
        "digest": "sha256:0",
    }


def _shown(values: Mapping[str, Any], body: bytes, index: int, sibling: bytes, note: str) -> dict[str, Any]:
    salts = dict.fromkeys(values, base64.b64encode(SALT).decode())
    path: Sequence[str] = [base64.b64encode(sibling).decode()]
    return {"envelope": base64.b64encode(body).decode(), "values": values, "salts": salts, "index": index, "path": path, "note": note}
