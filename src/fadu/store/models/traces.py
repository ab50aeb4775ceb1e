"""Traces beside the journal: commands already answered, who read what, and messages still to be sent."""

from __future__ import annotations

from django.db import models

from fadu.store.models import columns
from fadu.store.models.people import Account


class CommandKey(models.Model):
    """The answer to a command under the client's own key, so that a repeated request does nothing twice.

    ``digest`` is of the command: the same key with another content is a mistake of the client and is refused.
    """

    key = models.CharField("命令键", max_length=100, primary_key=True)
    org = columns.org()
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, verbose_name="账号")
    digest = columns.name("内容摘要", 64)
    result = models.JSONField("结果", default=dict)
    at = models.DateTimeField("时刻")

    class Meta:
        indexes = (models.Index(fields=("at",), name="command_by_time"),)

    def __str__(self) -> str:
        return self.key


class AccessRecord(models.Model):
    """That somebody read, printed or exported personal data, or tried what was refused. Never changed, kept by law."""

    org = columns.org()
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, verbose_name="账号")
    act = models.CharField("行为", max_length=40)
    target = columns.name("对象", 200)
    matter = models.UUIDField("事项", null=True, blank=True)
    detail = models.JSONField("说明", default=dict, blank=True)
    address = columns.name("来源地址", 60)
    at = models.DateTimeField("时刻")

    class Meta:
        indexes = (
            models.Index(fields=("org", "-at"), name="access_by_time"),
            models.Index(fields=("matter", "-at"), name="access_of_matter"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.target}"


class Outbox(models.Model):
    """A message owed to the outside (a notice, a publication, a signed bundle), written with the act that owes it."""

    org = columns.org()
    kind = models.CharField("种类", max_length=60)
    payload = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时刻")
    done_at = models.DateTimeField("送出时刻", null=True, blank=True)
    attempts = models.PositiveIntegerField("次数", default=0)
    error = models.TextField("最近错误", blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("org", "id"), name="outbox_waiting", condition=models.Q(done_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Tally(models.Model):
    """How often an address tried something in the window that began at ``since`` (seconds from 1970). Forgotten after a day."""

    key = models.CharField("行为和来源", max_length=100, primary_key=True)
    since = models.PositiveBigIntegerField("起始秒")
    n = models.PositiveIntegerField("次数")

    def __str__(self) -> str:
        return f"{self.key} {self.n}"
