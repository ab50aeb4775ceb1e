"""Document numbers: the counter of a series and every number it gave. A number is never given twice and never vanishes."""

from __future__ import annotations

from django.db import models

from fadu.store.models import columns
from fadu.store.models.journal import JournalEntry


class NumberCounter(models.Model):
    """The next number of an organ's kind of paper in a year. ``prefix`` is as printed (organ code and kind)."""

    org = columns.org()
    prefix = models.CharField("机关代字", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    next = models.PositiveIntegerField("下一号", default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("org", "prefix", "year"), name="one_counter_a_series"),)

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕"


class NumberTaken(models.Model):
    """A number that was given: to which matter, by which entry; a voided one stays, with its reason."""

    org = columns.org()
    series = columns.name("系列")
    prefix = models.CharField("机关代字", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    n = models.PositiveIntegerField("顺序号")
    text = models.CharField("文号", max_length=100)
    matter = models.UUIDField("事项", null=True, blank=True)
    entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, verbose_name="记录")
    voided = models.BooleanField("作废", default=False)
    reason = columns.name("作废原因", 300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("org", "prefix", "year", "n"), name="number_given_once"),
            models.CheckConstraint(condition=models.Q(voided=False) | ~models.Q(reason=""), name="voided_with_a_reason"),
        )
        indexes = (models.Index(fields=("matter",), name="number_of_matter"),)

    def __str__(self) -> str:
        return self.text
