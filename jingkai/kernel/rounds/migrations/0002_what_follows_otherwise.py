"""What follows otherwise than from a result: by a rule of its own, for a reason, for a person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jk_flows", "0003_progress"),
        ("jk_parties", "0004_saved_view"),
        ("jk_records", "0006_retired"),
        ("jk_rounds", "0001_initial"),
        ("jk_rules", "0002_text_as_typed"),
    ]

    operations = [
        migrations.AddField(
            model_name="consequence",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jk_parties.person",
                verbose_name="人",
            ),
        ),
        migrations.AddField(
            model_name="consequence",
            name="reason",
            field=models.TextField(null=True, verbose_name="理由"),
        ),
        migrations.AddField(
            model_name="consequence",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jk_rules.ruleset",
                verbose_name="规则版本",
            ),
        ),
        migrations.AlterField(
            model_name="consequence",
            name="result",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consequences",
                to="jk_rounds.result",
                verbose_name="结果",
            ),
        ),
        migrations.AddConstraint(
            model_name="consequence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person", None), ("reason", None), ("result__isnull", False), ("rule", None)),
                    models.Q(
                        ("reason__isnull", False),
                        ("result", None),
                        ("rule__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="jk_consequence_from",
            ),
        ),
    ]
