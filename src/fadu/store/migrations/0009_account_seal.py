"""Accounts bear a seal; those that stand already are taken as they are."""

from typing import Any

from django.db import migrations, models

from fadu.store.seal import seal_of


def seal_all(apps: Any, editor: Any) -> None:
    for account in apps.get_model("store", "Account").objects.all():
        account.seal = seal_of(account)
        account.save(update_fields=["seal"])


class Migration(migrations.Migration):
    dependencies = [("store", "0008_town_by_entries")]

    operations = [
        migrations.AddField("account", "seal", models.CharField("封印", max_length=64, blank=True, default="")),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
    ]
