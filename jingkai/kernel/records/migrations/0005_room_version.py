"""When the rows of each room last changed; what is there is counted."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_LAST = (
    "SELECT max(CASE WHEN l.withdrawn_seq > l.live_seq THEN l.withdrawn_seq ELSE l.live_seq END)"
    " FROM jk_records_batchlive l"
)
_OF_TABLE = ' WHERE l.batch_id IN (SELECT batch_id FROM "{table}")'


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A room's tables are those that say its name; a row that carries its batch has its hash."""
    connection = schema_editor.connection
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            room = "_".join(table.split("_")[:2])
            if not table.startswith("jk_") or not _carries_batch(connection, cursor, table):
                continue
            cursor.execute(_LAST + _OF_TABLE.format(table=table))
            found[room] = max(found.get(room, 0), cursor.fetchone()[0] or 0)
        cursor.execute(_LAST)
        found["jk_records"] = cursor.fetchone()[0] or 0
    rows = apps.get_model("jk_records", "RoomVersion").objects
    for room, seq in found.items():
        if seq:
            rows.create(room=room, seq=seq)


def _carries_batch(connection, cursor, table) -> bool:
    columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
    return {"batch_id", "row_hash"} <= columns


class Migration(migrations.Migration):
    dependencies = [("jk_records", "0004_entry_token")]
    operations = [
        migrations.CreateModel(
            name="RoomVersion",
            fields=[
                (
                    "room",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="类别"),
                ),
                ("seq", models.BigIntegerField(verbose_name="末次变动序号")),
            ],
            options={
                "verbose_name": "各类记录末次变动",
                "verbose_name_plural": "各类记录末次变动",
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
