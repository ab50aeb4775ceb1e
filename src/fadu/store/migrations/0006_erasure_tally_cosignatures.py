"""Files that an approved step destroyed, counts of attempts, witnesses' signatures; installs the triggers as they now are."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fadu.store import triggers


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(editor.connection)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0005_links")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="evidencefile",
            name="erased_by",
            field=models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="store.journalentry", verbose_name="删除依据",
            ),
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False, verbose_name="行为和来源")),
                ("since", models.PositiveBigIntegerField(verbose_name="起始秒")),
                ("n", models.PositiveIntegerField(verbose_name="次数")),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("org", models.CharField(max_length=9, verbose_name="乡镇代码")),
                ("witness", models.CharField(max_length=100, verbose_name="见证人")),
                ("line", models.TextField(verbose_name="签名行")),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="store.checkpoint", verbose_name="检查点",
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("checkpoint", "witness"), name="witness_signs_once")]},
        ),
        migrations.RunPython(install, remove),
    ]  # fmt: skip
