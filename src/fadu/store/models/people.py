"""Towns, the accounts of people, and the posts they hold from day to day. A right follows from a post, never from an account."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fadu.store.models import columns


class Town(models.Model):
    """A township government, by its division code."""

    org = columns.org(primary_key=True)
    name = models.CharField("名称", max_length=60)
    short_name = columns.name("简称", 20)
    district = models.CharField("区县", max_length=60)
    settings = models.JSONField("本镇选择", default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["Account"]):
    """Makes accounts. There is no default password: without one the account cannot sign in until it sets one."""

    def create_user(self, login: str, password: str | None = None, **fields: object) -> Account:
        """A new account; the password is stored as its Argon2 hash only."""
        account = self.model(login=login.strip(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, login: str | None) -> Account:
        return self.get(login=login)


class Account(AbstractBaseUser):
    """A way to sign in, for one person. ``person_id`` is the actor that journal entries name."""

    org = columns.org(db_index=True)
    login = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    person_id = models.CharField("人员编号", max_length=64, unique=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=False)
    failed_attempts = models.PositiveIntegerField("连续失败次数", default=0)
    locked_until_at = models.DateTimeField("锁定至", null=True, blank=True)
    second_factor = columns.name("动态口令密钥", 64)
    second_factor_used = models.PositiveBigIntegerField("最近用过的动态口令时段", default=0)
    preferences = models.JSONField("显示与会话设置", default=dict, blank=True)

    objects = Accounts()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name", "person_id", "org"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class PostRow(models.Model):
    """That an account holds a role, in an office or a village, from ``since`` to ``until``, both included."""

    org = columns.org()
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", verbose_name="账号")
    role = models.CharField("角色", max_length=60)
    office = columns.name("部门", 60)
    village = columns.village()
    since = models.DateField("自")
    until = models.DateField("至", default=date.max)

    class Meta:
        indexes = (models.Index(fields=("org", "role", "since"), name="post_by_role"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="post_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.role}"


class Link(models.Model):
    """The secret half of an issued link (``common.link``): what the address and the code are checked against.

    Only digests are kept. Whether it is in force, for whom and for what, its matter says.
    """

    token_hash = columns.hex_hash("地址摘要", primary_key=True)
    org = columns.org()
    matter = models.UUIDField("事项", unique=True)
    code_hash = models.CharField("口令摘要", max_length=128)
    failed_attempts = models.PositiveIntegerField("输错次数", default=0)
    locked_until_at = models.DateTimeField("锁定至", null=True, blank=True)
    opened_at = models.DateTimeField("最近打开", null=True, blank=True)

    def __str__(self) -> str:
        return f"办事链接 {self.matter}"
