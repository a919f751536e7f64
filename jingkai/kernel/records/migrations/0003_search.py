"""The words by which rows are found, and beside them their pieces, where each database looks these up."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
    CREATE VIRTUAL TABLE jk_records_searchgrams
    USING fts5(grams, content='', detail=none, tokenize='ascii')
"""
_POSTGRESQL = """
    ALTER TABLE jk_records_searchtext ADD COLUMN grams tsvector NOT NULL DEFAULT '';
    CREATE INDEX jk_records_searchgrams ON jk_records_searchtext USING gin (grams);
"""


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor])


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # On PostgreSQL they go with the table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE jk_records_searchgrams")


class Migration(migrations.Migration):
    dependencies = [("jk_records", "0002_counter_row")]
    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("row", models.BigIntegerField(verbose_name="记录")),
                ("text", models.TextField(verbose_name="文本")),
            ],
            options={
                "verbose_name": "检索文本",
                "verbose_name_plural": "检索文本",
                "constraints": [models.UniqueConstraint(fields=("kind", "row"), name="jk_searchtext_row")],
            },
        ),
        migrations.RunPython(make, drop),
    ]
