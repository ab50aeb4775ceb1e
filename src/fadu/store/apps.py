"""The store as a Django application. On start it does nothing; after tables changed it sees that the word indexes are there."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """Tables of a town: people, matters, the journal and its log."""

    name = "fadu.store"
    label = "store"
    verbose_name = "数据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_index_words, sender=self)


def _index_words(using: str, **_: Any) -> None:
    from fadu.store import word_index  # needs the models

    if all(table in connections[using].introspection.table_names() for table in word_index.TABLES):
        word_index.ensure(connections[using])
