"""Files handed in with a step: typed by content, bounded, stored by address before the step cites them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from fadu.kernel.finding import Refusal
from fadu.service import clock
from fadu.store.evidence import EvidenceFolder, Stored
from fadu.store.models import EvidenceFile, EvidenceUse
from fadu.store.write_gate import transaction

#: Largest file of one upload in a form, bytes; longer recordings come by their own way.
MAX_UPLOAD_BYTES = 200 * 1024 * 1024


def folder() -> EvidenceFolder:
    return EvidenceFolder(Path(settings.EVIDENCE_ROOT))


def take_in(org: str, person_id: str, name: str, source: BinaryIO) -> Mapping[str, Any] | Refusal:
    """Store one file and say what a FILE field holds of it: root, name, size, sha256 and media type."""
    stored = folder().put(source, name, MAX_UPLOAD_BYTES)
    if isinstance(stored, Refusal):
        return stored
    if not _register(org, person_id, name, stored):
        return Refusal("file_erased", f"文件“{name[:60]}”已依法删除，不能再存入", "确需使用的，由批准删除的人核定后另行取得")
    return {"root": stored.root, "name": name, "size": stored.size, "sha256": stored.sha256, "type": stored.media.name}


def _register(org: str, person_id: str, name: str, stored: Stored) -> bool:
    """The file and its use, waiting for the step that cites it; not one whose destruction was ordered."""
    at = clock.now()
    with transaction():
        file, _ = EvidenceFile.objects.get_or_create(
            root=stored.root, defaults={"org": org, "sha256": stored.sha256, "size": stored.size, "media_type": stored.media.name, "at": at}
        )
        if file.erased_by_id is not None:
            folder().file(stored.root).unlink(missing_ok=True)
            return False
        EvidenceUse.objects.create(org=org, file_id=stored.root, name=name[:255], added_by=person_id, at=at)
    return True
