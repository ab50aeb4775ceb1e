"""The store as a Django application; it runs nothing on start."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of a town: people, matters, the journal and its log."""

    name = "fadu.store"
    label = "store"
    verbose_name = "数据"
    default_auto_field = "django.db.models.BigAutoField"
