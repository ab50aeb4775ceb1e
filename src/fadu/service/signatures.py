"""A signature drawn on the screen: the picture becomes a file of the matter, typed and bounded like every upload.

Whether a signature is needed, and what replaces one, is for the step that asks for it.
"""

from __future__ import annotations

import base64
import binascii
from io import BytesIO

from fadu.kernel.finding import Refusal
from fadu.service.uploads import take_in
from fadu.store.models import EvidenceUse

NAME = "当事人签名.png"
_HEAD = "data:image/png;base64,"
#: Characters of a drawn signature as the page sends it; a photograph is no signature.
MOST = 400_000


def sign(org: str, person_id: str, drawn: str) -> str | Refusal:
    """Store what was drawn on the page (a PNG data address); the root of the file. An empty drawing gives ''."""
    if not drawn:
        return ""
    if not drawn.startswith(_HEAD) or len(drawn) > MOST:
        return _unreadable()
    try:
        picture = base64.b64decode(drawn.removeprefix(_HEAD), validate=True)
    except binascii.Error:
        return _unreadable()
    stored = take_in(org, person_id, NAME, BytesIO(picture))
    return stored if isinstance(stored, Refusal) else str(stored["root"])


def kept(org: str, person_id: str, root: str) -> bool:
    """Whether this person stored that signature earlier and no step has cited it yet."""
    return EvidenceUse.objects.filter(org=org, file_id=root, added_by=person_id, entry__isnull=True).exists()


def _unreadable() -> Refusal:
    return Refusal("fields", "没有收到完整的签名", "请当事人重新签名，或者改为纸上签名", field="signature")
