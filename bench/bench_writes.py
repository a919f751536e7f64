"""Calls a second, the slowest hundredth and the longest, of 16 writers at once; and how long one call that opens a
long list of matters keeps the others waiting.

Ours is a call through `writing()`: batch, row hash, journal entry, one-row counter, triggers. The peer is one
plain INSERT a transaction into a table without any of these, and for the list as many rows in one transaction.
BENCH_DATABASES are empty and migrated here.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.row import Row

WRITERS = 16
SECONDS = 5
AT = datetime(2024, 4, 8, 9, 0, tzinfo=UTC)
# What a row of the room `records` holds besides its batch and hash.
VALUES = ("a" * 64, "2024年3月主要经济指标完成情况.xlsx", 48_213, "application/xlsx")
PLAIN_TABLE = "CREATE TABLE bench_plain (id {key}, sha256 text, name text, size bigint, media_type text)"
MATTERS = 300
# Its case, who does it, its first move, its state, two due dates, itself.
ROWS_A_MATTER = 7
PLAIN_INSERT = "INSERT INTO bench_plain (sha256, name, size, media_type) VALUES (%s, %s, %s, %s)"


def write_ours() -> None:
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.models import File
    from jingkai.kernel.records.writing import writing

    sha256, name, size, media_type = VALUES
    with writing(SYSTEM, act="bench.write", at=AT) as call:
        call.add(File(sha256=sha256, name=name, size=size, media_type=media_type))


def write_plain() -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAIN_INSERT, VALUES)


def open_list() -> float:
    """Milliseconds for which a call that opens so many matters held the write lock."""
    from jingkai.kernel.matters.services import Draft, Opening
    from jingkai.kernel.parties.services import add_organisation, found_zone
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.writing import writing
    from jingkai.kernel.rules.services import ship

    ship(at=AT)
    zone = found_zone(SYSTEM, "开发区", since=AT.date(), at=AT)
    units = [
        add_organisation(SYSTEM, f"单位{n}", kind="department", parent=zone, since=AT.date(), at=AT)
        for n in range(20)
    ]
    drafts = [
        Draft(f"事项{n}", units[n % len(units)], origin=f"list:bench#{n}", term="30 working days")
        for n in range(MATTERS)
    ]
    opening = Opening(SYSTEM, zone, at=AT)
    opening.add(drafts, flow="flow.task")
    ready = opening.prepared()
    before = time.perf_counter()
    with writing(SYSTEM, act="bench.list", at=AT) as call:
        ready.write(call)
    return 1000 * (time.perf_counter() - before)


def write_plain_list() -> float:
    """Milliseconds for as many plain rows in one transaction."""
    from django.db import connection, transaction

    before = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(PLAIN_INSERT, [VALUES] * MATTERS * ROWS_A_MATTER)
    return 1000 * (time.perf_counter() - before)


def held(url: str) -> tuple[float, float]:
    """Ours and the peer's, by a process of its own."""
    open_django(url)
    return open_list(), write_plain_list()


def open_django(url: str) -> None:
    os.environ["JINGKAI_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "jingkai.site.settings"
    import django

    django.setup()


def prepare(url: str) -> None:
    """The migrated tables and the plain one beside them, made by a process of its own."""
    open_django(url)
    from django.core.management import call_command
    from django.db import connection

    from jingkai.kernel.records.role import APP_ROLE, become_owner

    call_command("migrate", verbosity=0)
    key = "integer PRIMARY KEY"
    if connection.vendor == "postgresql":
        become_owner(connection)
        key = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_TABLE.format(key=key))
        if connection.vendor == "postgresql":
            cursor.execute(f"GRANT ALL ON bench_plain TO {APP_ROLE}")


def one_writer(url: str, write: Callable[[], None], start: Any, results: Any) -> None:
    """Writes for a while, once all writers are ready; hands back how long each call took, in seconds."""
    open_django(url)
    write()
    start.wait()
    took, end = [], time.perf_counter() + SECONDS
    while (before := time.perf_counter()) < end:
        write()
        took.append(time.perf_counter() - before)
    results.put(took)


def measure(url: str, write: Callable[[], None]) -> list[float]:
    """How long each call of all writers took, in milliseconds, sorted."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(WRITERS), context.Queue()
    writers = [
        context.Process(target=one_writer, args=(url, write, start, results), daemon=True)
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    took: list[float] = []
    for _ in writers:
        took += results.get(timeout=60 + SECONDS)
    return sorted(1000 * seconds for seconds in took)


def main() -> None:
    for url in os.environ["BENCH_DATABASES"].split():
        preparing = multiprocessing.get_context("spawn").Process(target=prepare, args=(url,))
        preparing.start()
        preparing.join()
        if preparing.exitcode:
            raise SystemExit(f"could not prepare {url}")
        plain, ours = measure(url, write_plain), measure(url, write_ours)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            listed, peers_list = pool.apply(held, (url,))
        kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
        what = f"writing() on {kind}, {WRITERS} writers"
        peer = "a plain INSERT a transaction"
        Row(what, "calls/s", len(ours) / SECONDS, len(plain) / SECONDS, peer).show()
        Row(f"{what}, p99", "ms", ours[len(ours) * 99 // 100], plain[len(plain) * 99 // 100], peer).show()
        Row(f"{what}, longest", "ms", ours[-1], plain[-1], peer).show()
        what = f"write lock of a call that opens {MATTERS} matters, {kind}"
        Row(what, "ms", listed, peers_list, "as many plain rows in one transaction").show()


if __name__ == "__main__":
    main()
