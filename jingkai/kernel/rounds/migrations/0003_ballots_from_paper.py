"""Ballots that the office entered from paper: the paper as it was scanned, and who entered it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jk_parties", "0004_saved_view"),
        ("jk_records", "0006_retired"),
        ("jk_rounds", "0002_what_follows_otherwise"),
    ]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="for_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jk_parties.person",
                verbose_name="代何人",
            ),
        ),
        migrations.AddField(
            model_name="ballot",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jk_records.file",
                verbose_name="纸质票",
            ),
        ),
        migrations.AddField(
            model_name="ballot",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jk_parties.person",
                verbose_name="录入人",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("for_person", None), ("paper", None), ("person", None)),
                    models.Q(("paper__isnull", False), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="jk_ballot_paper",
            ),
        ),
    ]
