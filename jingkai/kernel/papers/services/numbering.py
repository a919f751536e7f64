"""Numbers of papers: one row a series, zone and year, taken in the transaction that issues."""

from django.db import connection

from jingkai.kernel.parties.models import Organisation

from ..models import PaperCounter

_TABLE = PaperCounter._meta.db_table
# One statement, so that two who issue the first of a year don't both take 1.
_TAKE = (
    f"INSERT INTO {_TABLE} (zone_id, series, year, last) VALUES (%s, %s, %s, 1)"
    f" ON CONFLICT (zone_id, series, year) DO UPDATE SET last = {_TABLE}.last + 1 RETURNING last"
)
# The guard of the counter lets it go on by one only.
_FURTHER = f"UPDATE {_TABLE} SET last = last + 1 WHERE zone_id = %s AND series = %s AND year = %s"


def take_numbers(zone: Organisation, series: str, year: int, count: int) -> range:
    """The zone's next `count` numbers of a series. Whoever else issues in it waits until this call commits."""
    if not count:
        return range(0)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [zone.pk, series, year])
        first = int(cursor.fetchone()[0])
        cursor.executemany(_FURTHER, [(zone.pk, series, year)] * (count - 1))
    return range(first, first + count)
