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


# The guard of the counter lets it go on by one only.
_FURTHER = f"UPDATE {_TABLE} SET last = last + 1 WHERE zone_id = %s AND year = %s"


def take_numbers(zone: Organisation, year: int, count: int) -> range:
    """The zone's next `count` numbers of the year. Whoever else opens a matter waits until this call commits."""
    if not count:
        return range(0)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [zone.pk, year])
        first = int(cursor.fetchone()[0])
        cursor.executemany(_FURTHER, [(zone.pk, year)] * (count - 1))
    return range(first, first + count)
