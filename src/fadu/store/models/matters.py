"""What the journal says, laid out for finding and counting. Every row here can be rebuilt from entries; none is the record."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from fadu.store.models import columns
from fadu.store.models.journal import JournalEntry


class Matter(models.Model):
    """A matter as it stands after its last entry. ``snapshot`` is the folded matter, ``due_on`` its nearest open limit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    org = columns.org()
    village = columns.village()
    procedure = models.CharField("程序", max_length=100)
    version = columns.name("程序版本", 40)
    state = models.CharField("状态", max_length=60)
    title = columns.name("标题", 300)
    number = columns.name("文号", 100)
    opened_on = models.DateField("开始日")
    moved_on = models.DateField("最近进展日")
    closed_on = models.DateField("结束日", null=True, blank=True)
    handler = columns.name("经办人", 64)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级事项")
    annulled_on = models.DateField("撤销生效日", null=True, blank=True)
    due_on = models.DateField("最近期限", null=True, blank=True)
    snapshot = models.JSONField("全貌", default=dict)
    search = models.TextField("检索词", blank=True, default="")
    last_seq = models.PositiveIntegerField("最后序号")
    last_hash = columns.hex_hash("最后哈希")

    class Meta:
        indexes = (
            models.Index(fields=("org", "procedure", "state", "-opened_on"), name="matter_by_procedure"),
            models.Index(fields=("org", "-opened_on", "id"), name="matter_by_day"),
            # Covers the exact count of what one reader may see: permission is decided on these columns alone.
            models.Index(fields=("org", "procedure", "village", "handler", "-opened_on", "id"), name="matter_for_reader"),
            models.Index(fields=("org", "village", "-opened_on"), name="matter_by_village"),
            models.Index(fields=("org", "number"), name="matter_by_number"),
            models.Index(fields=("org", "handler", "due_on"), name="matter_on_desk", condition=models.Q(closed_on__isnull=True)),
            models.Index(fields=("org", "due_on"), name="matter_falling_due", condition=models.Q(closed_on__isnull=True)),
        )

    def __str__(self) -> str:
        return self.title or str(self.id)


class Milestone(models.Model):
    """One entry as figures and time lines read it: the step, the state it led to and the day it happened."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, primary_key=True, verbose_name="记录")
    org = columns.org()
    village = columns.village()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="milestones", verbose_name="事项")
    seq = models.PositiveIntegerField("序号")
    procedure = models.CharField("程序", max_length=100)
    step = models.CharField("步骤", max_length=60)
    state = models.CharField("状态", max_length=60)
    on = models.DateField("发生日")
    reached = models.BooleanField("首次到达该状态", default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matter", "seq"), name="milestone_of_entry"),)
        indexes = (
            models.Index(fields=("org", "procedure", "state", "on"), name="milestone_by_state"),
            models.Index(fields=("org", "procedure", "step", "on"), name="milestone_by_step"),
            models.Index(fields=("org", "on"), name="milestone_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step} {self.on}"


class DueDate(models.Model):
    """A time limit running on a matter: when it ends by bare counting, when it binds, and the safe day before.

    ``due_at`` is set for limits counted in hours. ``provisional``: a day it rests on has no holiday notice yet.
    """

    org = columns.org()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="due_dates", verbose_name="事项")
    limit = models.CharField("期限", max_length=100)
    started_on = models.DateField("起算日")
    nominal_on = models.DateField("计算届满日")
    due_on = models.DateField("届满日")
    due_at = models.DateTimeField("届满时刻", null=True, blank=True)
    safe_on = models.DateField("稳妥日")
    provisional = models.BooleanField("预估", default=False)
    paused = models.BooleanField("中止中", default=False)
    ended_on = models.DateField("办结日", null=True, blank=True)
    ended_late = models.BooleanField("超期", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matter", "limit"), name="limit_runs_once_on_a_matter"),)
        indexes = (
            models.Index(fields=("org", "due_on"), name="due_open", condition=models.Q(ended_on__isnull=True)),
            models.Index(fields=("org", "limit", "ended_on"), name="due_ended"),
        )

    def __str__(self) -> str:
        return f"{self.limit} {self.due_on}"


class IssuedPaper(models.Model):
    """A paper that a step issued. ``digest`` is in the journal; ``content`` is what the digest is taken of."""

    org = columns.org()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="papers", verbose_name="事项")
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="paper", verbose_name="记录")
    instrument = models.CharField("文书", max_length=100)
    title = columns.name("标题", 200)
    number = columns.name("文号", 100)
    content = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=100)
    issued_on = models.DateField("制作日")

    class Meta:
        indexes = (
            models.Index(fields=("org", "number"), name="paper_by_number"),
            models.Index(fields=("digest",), name="paper_by_digest"),
        )

    def __str__(self) -> str:
        return self.number or self.instrument


class Publication(models.Model):
    """What the public may read of a matter on a channel: an already redacted view, never the matter itself."""

    org = columns.org()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="事项")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, verbose_name="记录")
    channel = models.CharField("渠道", max_length=60)
    kind = columns.name("类别")
    title = models.CharField("标题", max_length=300)
    view = models.JSONField("公开内容")
    search = models.TextField("检索词", blank=True, default="")
    published_on = models.DateField("公开日")
    until = models.DateField("公开至", null=True, blank=True)
    withdrawn_on = models.DateField("撤下日", null=True, blank=True)
    reason = columns.name("撤下原因", 300)

    class Meta:
        indexes = (
            models.Index(fields=("org", "channel", "-published_on"), name="publication_by_channel"),
            models.Index(fields=("org", "kind", "-published_on"), name="publication_by_kind"),
        )

    def __str__(self) -> str:
        return self.title


class RegisterRow(models.Model):
    """A row of a register in force from ``since`` to ``until``, both included; a change closes it and opens another."""

    org = columns.org()
    register = models.CharField("台账", max_length=100)
    key = models.CharField("编号", max_length=200)
    values = models.JSONField("内容", default=dict)
    search = models.TextField("检索词", blank=True, default="")
    since = models.DateField("自", default=date.min)
    until = models.DateField("至", default=date.max)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="register_rows", verbose_name="事项")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, verbose_name="记录")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("org", "register", "key", "since"), name="row_begins_once"),)
        indexes = (models.Index(fields=("org", "register", "until", "since"), name="row_in_force"),)

    def __str__(self) -> str:
        return f"{self.register} {self.key}"
