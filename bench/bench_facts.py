"""Facts as columns: processor seconds for 3.6 million facts of a zone, and the most memory held.

The facts of one call are multiplied by SQL until there are so many: a small batch would be read no differently. The
peer reads the seven columns that scoring needs from the same table by one plain SQL statement, without asking what is
known, corrected or withdrawn, and makes the same columns of them.
"""

from __future__ import annotations

import resource
import sqlite3
import tempfile
import time
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.bench_writes import open_django
from bench.row import Row

AT = datetime(2024, 4, 8, 1, tzinfo=UTC)
UNITS, INDICATORS, MONTHS, TIMES = 30, 100, 12, 100
PEER = "seven columns by one SQL statement, whatever is known"
PLAIN = (
    'SELECT holder_id, measure_id, start, "end", lo, hi, marks, caliber, id FROM jk_facts_fact '
    'ORDER BY "end", start'
)
MULTIPLY = """
WITH RECURSIVE turn(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM turn WHERE n < {times})
INSERT INTO jk_facts_fact ({columns}) SELECT {values} FROM jk_facts_fact, turn
"""


def fill(url: str) -> None:
    """A zone whose units have a figure of each indicator in each month, so many times over."""
    open_django(url)
    from django.core.management import call_command
    from django.db import connection

    from jingkai.engines.periods import Period
    from jingkai.engines.quantity import Quantity
    from jingkai.kernel.facts.drafts import Draft, Source
    from jingkai.kernel.facts.measures import ensure_measures
    from jingkai.kernel.facts.models import Fact
    from jingkai.kernel.facts.recording import add_facts
    from jingkai.kernel.parties.services import add_organisation, found_zone
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.writing import writing

    call_command("migrate", verbosity=0)
    zone = found_zone(SYSTEM, "开发区", since=date(2015, 1, 1), at=AT)
    units = [
        add_organisation(SYSTEM, f"单位{one}", kind="unit", parent=zone, since=date(2015, 1, 1), at=AT)
        for one in range(UNITS)
    ]
    drafts = [
        Draft(
            f"指标{one}", unit, Period.parse(f"2023-{month:02}"), Quantity.exactly(one + month, "万元"), zone,
            Source(words="bench"),
        )
        for one in range(INDICATORS)
        for unit in units
        for month in range(1, MONTHS + 1)
    ]  # fmt: skip
    columns = [one.column for one in Fact._meta.concrete_fields if one.column != "id"]
    quoted = [f'"{one}"' for one in columns]
    values = [f"{one} + n" if one in ("lo", "hi") else f'"{one}"' for one in columns]
    ensure_measures(SYSTEM, {(one.name, one.aspect, one.quantity.unit) for one in drafts}, at=AT)
    # Within the call: a batch that is closed takes no row.
    with writing(SYSTEM, act="bench.facts", at=AT) as call, connection.cursor() as cursor:
        add_facts(call, drafts)
        cursor.execute(MULTIPLY.format(times=TIMES - 1, columns=", ".join(quoted), values=", ".join(values)))


def ours(url: str) -> tuple[float, float, int]:
    """Seconds of processor, the most MiB, and how many rows."""
    open_django(url)
    from jingkai.kernel.facts.arrow import arrow
    from jingkai.kernel.facts.workbooks.exporting import facts_of
    from jingkai.kernel.facts.zones import find_zone

    zone = find_zone("", AT.date())
    before = time.process_time()
    table = arrow(facts_of(zone, reader=None))
    return time.process_time() - before, memory(), len(table)


def plain(path: str) -> tuple[float, float, int]:
    """The same of the peer."""
    import pyarrow as pa

    before = time.process_time()
    with sqlite3.connect(path) as database:
        rows = database.execute(PLAIN).fetchall()
    table = pa.table([pa.array(column) for column in zip(*rows, strict=True)], names=list("abcdefghi"))
    return time.process_time() - before, memory(), len(table)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    alone = get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.sqlite3"
        url = f"sqlite:///{path}"
        with alone.Pool(1) as pool:
            pool.apply(fill, [url])
        with alone.Pool(1) as pool:
            took, most, count = pool.apply(ours, [url])
        with alone.Pool(1) as pool:
            took_plain, most_plain, _ = pool.apply(plain, [str(path)])
    what = f"facts as columns, {count:,}"
    Row(f"{what}, SQLite", "s CPU", took, took_plain, PEER).show()
    Row(f"{what}, most memory", "MiB", most, most_plain, PEER).show()


if __name__ == "__main__":
    main()
