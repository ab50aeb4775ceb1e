"""Writes each head that was cosigned here into this office's own journal, so that its log pins the other (the log of logs)."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path

from fadu.kernel.decide import Refused
from fadu.kernel.note import parse, parse_checkpoint
from fadu.kernel.role import clock_actor
from fadu.packs.common.witnessed import WITNESSED
from fadu.service.take_step import Command, Receipt, take_step
from fadu.store.models import Matter
from fadu.store.witness import key_seen


def keep_witnessed(org: str, note: str, folder: Path, at: datetime) -> Receipt | Refused:
    """Record this cosigned head, the note as it is handed back; ``folder`` is where witnessing remembers. Our own log pins it with its next head."""
    head = parse_checkpoint(parse(note.encode()).text)
    fields = {
        "log_origin": head.origin, "log_key": key_seen(folder, head.origin), "head_size": head.size,
        "head_root": base64.b64encode(head.root).decode(), "head_note": note,
    }  # fmt: skip
    known = Matter.objects.filter(org=org, procedure=WITNESSED.name, snapshot__facts__log_origin=head.origin).first()
    return take_step(
        Command(
            key=f"witnessed:{head.origin}:{known.last_seq + 1 if known else 0}", org=org, actors=(clock_actor(org),), step="see_head",
            matter=str(known.pk) if known else "", procedure="" if known else WITNESSED.name, fields=fields, on=at.date(), at=at, by_clock=True,
        )
    )  # fmt: skip
