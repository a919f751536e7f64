"""A reward is a Consequence: the rows of the tables of their own are kept as they were written, and the tables go."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jingkai.kernel.records.retiring import retire


def keep(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for label in ("jk_cadres.reward", "jk_cadres.ground"):
        retire(apps, editor, label)


def _key(to: str, name: str, related: str = "+") -> models.Field:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to, verbose_name=name
    )


class Migration(migrations.Migration):
    dependencies = [
        ("jk_cadres", "0001_initial"),
        ("jk_records", "0006_retired"),
        ("jk_rounds", "0002_what_follows_otherwise"),
    ]
    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.DeleteModel("Ground"),
        migrations.DeleteModel("Reward"),
        migrations.CreateModel(
            name="Ground",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_hash", models.CharField(editable=False, max_length=64, verbose_name="行摘要")),
                ("batch", _key("jk_records.batch", "批次")),
                ("consequence", _key("jk_rounds.consequence", "奖励", "grounds")),
                ("listing", _key("jk_supervision.listing", "清单条目")),
            ],
            options={
                "verbose_name": "奖励依据",
                "verbose_name_plural": "奖励依据",
                "constraints": [
                    models.UniqueConstraint(fields=("consequence", "listing"), name="jk_ground_once")
                ],
            },
        ),
    ]
