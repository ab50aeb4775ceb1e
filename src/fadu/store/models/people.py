"""Towns and the accounts of people. A right follows from a post, a row of the register of posts, never from an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from fadu.kernel.records import TOWN
from fadu.store.models import columns
from fadu.store.models.matters import RegisterRow
from fadu.store.seal import seal_of, sealed


class Town(models.Model):
    """A township government, by its division code. What it is called is a row of its register, which entries write (``common.town``)."""

    org = columns.org(primary_key=True)
    settings = models.JSONField("本镇选择", default=dict, blank=True)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _rows(self) -> list[RegisterRow]:
        return list(RegisterRow.objects.filter(org=self.org, register=TOWN).order_by("since", "id"))

    def told_on(self, day: date) -> Mapping[str, Any]:
        """What the town said of itself that day: the columns of its register; before the first row those of the first, {} without any."""
        begun = [r for r in self._rows if r.since <= day] or self._rows[:1]
        return begun[-1].values if begun else {}

    @property
    def told(self) -> Mapping[str, Any]:
        """What it says of itself today."""
        return self.told_on(timezone.localdate())

    def name_on(self, day: date) -> str:
        return str(self.told_on(day).get("town_name", self.org))

    @property
    def name(self) -> str:
        return self.name_on(timezone.localdate())

    @property
    def short_name(self) -> str:
        return str(self.told.get("short_name", ""))

    @property
    def district(self) -> str:
        return str(self.told.get("district", ""))

    @property
    def base_address(self) -> str:
        """Its own address on the web, '' while it has none."""
        return str(self.told.get("base_address", ""))

    @property
    def place(self) -> str:
        """The place that its government is named after: 同乐镇 of 同乐镇人民政府."""
        return self.name.removesuffix("人民政府").removesuffix("办事处")


class Accounts(BaseUserManager["Account"]):
    """Makes accounts. There is no default password: without one the account cannot sign in until it sets one."""

    def create_user(self, login: str, password: str | None = None, **fields: object) -> Account:
        """A new account; the password is stored as its Argon2 hash only."""
        account = self.model(login=login.strip(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def change(self, key: int, **columns: object) -> None:
        """Change columns of an account. Its seal follows if it was whole; one broken before is mended by a new password alone."""
        rows = self.filter(pk=key)
        whole = sealed(rows.get()) or "password" in columns
        rows.update(**columns)
        if whole:
            rows.update(seal=seal_of(rows.get()))

    def get_by_natural_key(self, login: str | None) -> Account:
        return self.get(login=login)


class Account(AbstractBaseUser):
    """A way to sign in, for one person. ``person_id``, the actor that journal entries name, is the login: ``fadu verify`` says so."""

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
    seal = columns.name("封印", 64)

    objects = Accounts()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name", "person_id", "org"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **more: Any) -> None:
        """A new account is sealed, and one whose password is set anew."""
        if update_fields is None or "password" in (update_fields := {*update_fields}):
            self.seal = seal_of(self)
            update_fields = None if update_fields is None else {*update_fields, "seal"}
        super().save(*args, update_fields=update_fields, **more)


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
