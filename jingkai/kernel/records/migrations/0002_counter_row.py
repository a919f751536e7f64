"""The counter's one row, from which the first call takes number 1."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add_row(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("jk_records", "Counter").objects.get_or_create(id=1, defaults={"last": 0})


class Migration(migrations.Migration):
    dependencies = [("jk_records", "0001_initial")]
    operations = [migrations.RunPython(add_row, migrations.RunPython.noop)]
