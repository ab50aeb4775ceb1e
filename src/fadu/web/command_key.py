"""The key under which what a form asks is done once: its page carries the key, so the same form sent again gets the first answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from fadu.kernel.finding import Refusal
from fadu.service.take_step import MEANT, OTHER_CONTENT, SAME_AGAIN


def new_key() -> str:
    """For a form shown for the first time."""
    return str(uuid.uuid4())


def sent_key(posted: QueryDict | Mapping[str, Any]) -> str:
    """The key of the form that was sent, at most a hundred characters; a new one for a client that sent none."""
    return str(posted.get("_key", ""))[:100] or new_key()


def next_key(posted: QueryDict | Mapping[str, Any], refusals: Sequence[Refusal] = ()) -> str:
    """The key of the page that answers: the one sent, so that a mended form is still done once.

    A new one when that key has already done something else, or another key just this: whoever reads so and presses
    again means another act.
    """
    told = {r.gate for r in refusals}
    if SAME_AGAIN in told:
        return MEANT + new_key()
    return new_key() if OTHER_CONTENT in told else sent_key(posted)
