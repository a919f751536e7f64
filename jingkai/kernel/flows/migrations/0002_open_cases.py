"""The cached state of a case says whether it has ended and until when it is to end; what is there is filled in."""

import json

from django.db import migrations, models

_FINISH = (
    "UPDATE jk_flows_casestate SET finish = (SELECT d.instant FROM jk_flows_due d"
    " WHERE d.case_id = jk_flows_casestate.case_id AND d.term = 'finish' ORDER BY d.turn DESC LIMIT 1)"
)


def fill(apps, schema_editor):
    rules = apps.get_model("jk_rules", "RuleSet")
    states = apps.get_model("jk_flows", "CaseState")
    for rule in rules._base_manager.filter(kind="flow"):
        ends = [name for name, one in json.loads(rule.document)["body"]["states"].items() if one.get("end")]
        states.objects.filter(case__flow=rule, state__in=ends).update(ended=True)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_FINISH)


class Migration(migrations.Migration):
    dependencies = [("jk_flows", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="casestate",
            name="ended",
            field=models.BooleanField(default=False, verbose_name="已了结"),
        ),
        migrations.AddField(
            model_name="casestate",
            name="finish",
            field=models.DateTimeField(blank=True, null=True, verbose_name="办结到期时刻"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="casestate",
            index=models.Index(fields=["ended", "finish"], name="jk_casestate_open"),
        ),
    ]
