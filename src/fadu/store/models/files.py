"""Evidence files by content, and where each is used. The bytes lie in the evidence folder, never in the database."""

from __future__ import annotations

from django.db import models

from fadu.store.models import columns
from fadu.store.models.journal import JournalEntry


class EvidenceFile(models.Model):
    """A file once, however often it is used. ``root`` is the RFC 6962 root over its 1 MiB chunks, ``size`` in bytes.

    ``erased_by`` is the entry that ordered its bytes destroyed; the row stays, so that the gap explains itself.
    """

    root = columns.hex_hash("内容根", primary_key=True)
    org = columns.org()
    sha256 = columns.hex_hash("SHA-256", db_index=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    at = models.DateTimeField("存入时刻")
    erased_by = models.ForeignKey(
        JournalEntry, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="删除依据"
    )

    def __str__(self) -> str:
        return self.root


class EvidenceUse(models.Model):
    """That a matter uses a file, under the name it was handed in with. ``entry`` is the step that cites it."""

    org = columns.org()
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="uses", verbose_name="文件")
    name = models.CharField("文件名", max_length=255)
    matter = models.UUIDField("事项", null=True, blank=True)
    entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, verbose_name="记录")
    added_by = columns.name("提交人", 64)
    at = models.DateTimeField("提交时刻")

    class Meta:
        indexes = (models.Index(fields=("matter",), name="evidence_of_matter"),)

    def __str__(self) -> str:
        return self.name
