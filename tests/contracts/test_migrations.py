"""The migrations describe the models as they are, and the tables they make are the tables Django expects."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=2)
    except SystemExit:
        pytest.fail("run makemigrations:\n" + said.getvalue())


@pytest.mark.django_db
def test_every_model_has_its_table() -> None:
    expected = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert expected <= set(connection.introspection.table_names())
