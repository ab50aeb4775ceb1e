"""Work that was given back (退回): by which act, when and with what words, until somebody moves it on again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure, Step
from fadu.service.scope import Reader
from fadu.service.words import Words


@dataclass(frozen=True, slots=True)
class Returned:
    """``said`` are the words of the one who gave it back, as far as the reader may read them; it may be empty."""

    label: str
    on: date
    said: str


def returned(reader: Reader, procedure: Procedure, matter: Matter) -> Returned | None:
    """How the matter came back; None when what moved it last was no giving back, or it is closed."""
    step = _moved_last(procedure, matter)
    if step is None or not step.back or matter.closed_on:
        return None
    words = Words(reader.org)
    asked = (
        f for n in (*step.fields, *step.optional) if (f := procedure.field(n)) and n in matter.facts and reader.may_read_field(procedure, f)
    )
    return Returned(step.label, matter.done[step.id].on, "；".join(words.show(f, matter.facts[f.name]) for f in asked))


def _moved_last(procedure: Procedure, matter: Matter) -> Step | None:
    moved = [s for s in procedure.steps if s.to is not None and s.id in matter.done]
    return max(moved, key=lambda s: matter.done[s.id].seq, default=None)
