"""Numbers of matters: one row a zone and year, taken in the transaction that opens the matter."""

from django.db import connection

from jingkai.kernel.parties.models import Organisation

from ..models import MatterCounter

_TABLE = MatterCounter._meta.db_table
# One statement, so that two who open the first matter of a year don't both take 1.
_TAKE = (
    f"INSERT INTO {_TABLE} (zone_id, year, last) VALUES (%s, %s, 1)"
    f" ON CONFLICT (zone_id, year) DO UPDATE SET last = {_TABLE}.last + 1 RETURNING last"
)


def next_number(zone: Organisation, year: int) -> int:
    """The zone's next number of the year. Whoever else opens a matter waits until this call commits."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [zone.pk, year])
        return int(cursor.fetchone()[0])
