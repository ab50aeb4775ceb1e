"""The journal and its Merkle log. Only ``append`` writes entries and only ``integrator`` writes the log.

Database triggers refuse to change or delete entries, leaves and checkpoints; values may only be erased.
"""

from __future__ import annotations

from django.db import models

from fadu.store.models import columns


class JournalEntry(models.Model):
    """One step that was taken, as its canonical envelope. ``prev`` and ``leaf_hash`` are in lower-case hexadecimal.

    The columns beside the envelope repeat what it says, so that rows can be found; ``verify`` compares them.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    org = columns.org()
    matter = models.UUIDField("事项")
    seq = models.PositiveIntegerField("序号")
    prev = columns.hex_hash("前一条", blank=True)
    envelope = models.BinaryField("信封")
    leaf_hash = columns.hex_hash("叶哈希")
    at = models.DateTimeField("记录时刻")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matter", "seq"), name="entry_follows_entry"),)
        indexes = (models.Index(fields=("org", "id"), name="entry_by_town"),)

    def __str__(self) -> str:
        return f"{self.matter}#{self.seq}"


class EntryValues(models.Model):
    """The values and salts behind an entry's digests. Erasing removes names from both and says which entry ordered it."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, related_name="recorded", verbose_name="记录")
    org = columns.org()
    values = models.JSONField("值", default=dict)
    salts = models.JSONField("盐", default=dict)
    erased_by = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, related_name="erasures", verbose_name="删除依据")

    def __str__(self) -> str:
        return f"值 {self.entry_id}"


class Pending(models.Model):
    """Entries not yet in the log. Tiny: writers insert, the integrator deletes, presence is all that counts."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, verbose_name="记录")
    org = columns.org(db_index=True)

    def __str__(self) -> str:
        return f"待入日志 {self.entry_id}"


class LogLeaf(models.Model):
    """The place of an entry in its town's log. ``idx`` counts from 0 without gaps."""

    org = columns.org()
    idx = models.PositiveBigIntegerField("叶序号")
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="leaf", verbose_name="记录")
    hash = models.BinaryField("叶哈希")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("org", "idx"), name="leaf_has_one_place"),)

    def __str__(self) -> str:
        return f"{self.org}[{self.idx}]"


class LogTile(models.Model):
    """256 hashes of a level of the log, or fewer at its right edge; a full tile never changes."""

    org = columns.org()
    level = models.PositiveSmallIntegerField("层")
    n = models.PositiveBigIntegerField("块号")
    data = models.BinaryField("哈希")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("org", "level", "n"), name="tile_is_one"),)

    def __str__(self) -> str:
        return f"{self.org} {self.level}/{self.n}"


class LogState(models.Model):
    """How far a town's log has grown, and its root."""

    org = columns.org(primary_key=True)
    size = models.PositiveBigIntegerField("叶数", default=0)
    root = models.BinaryField("根")

    def __str__(self) -> str:
        return f"{self.org} {self.size}"


class Checkpoint(models.Model):
    """A signed head of a town's log, as the note that was signed."""

    org = columns.org()
    size = models.PositiveBigIntegerField("叶数")
    root = models.BinaryField("根")
    note = models.TextField("签名文本")
    at = models.DateTimeField("签署时刻")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("org", "size"), name="one_checkpoint_a_size"),)

    def __str__(self) -> str:
        return f"{self.org} {self.size}"


class Cosignature(models.Model):
    """A witness's signature under a signed head: ``line`` as it stands in the note, ``witness`` its name."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures", verbose_name="检查点")
    org = columns.org()
    witness = models.CharField("见证人", max_length=100)
    line = models.TextField("签名行")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("checkpoint", "witness"), name="witness_signs_once"),)

    def __str__(self) -> str:
        return f"{self.witness} {self.checkpoint_id}"
