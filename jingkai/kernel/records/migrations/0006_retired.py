"""Rows of tables that were given up, as they were written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jk_records", "0005_room_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retired",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="原表")),
                ("key", models.CharField(max_length=40, verbose_name="原编号")),
                ("text", models.TextField(verbose_name="原内容")),
                ("digest", models.CharField(max_length=64, verbose_name="行摘要")),
                (
                    "written_with",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jk_records.batch",
                        verbose_name="批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "旧表记录",
                "verbose_name_plural": "旧表记录",
                "constraints": [models.UniqueConstraint(fields=("label", "key"), name="jk_retired_once")],
            },
        ),
    ]
