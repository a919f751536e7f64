"""A search among 100,000 matters: CPU on SQLite, where the program does the work, and the clock on PostgreSQL.

Ours is what the page asks: every kind that may be found, scoped to the reader before counting, at most 50 of each
counted and five shown; by somebody who sees all units, and by somebody who sees one of twenty. The peer keeps the same
titles in one plain table without scopes and asks LIKE for the number and the newest five. Beside it, how much longer a
call that opens a list of matters holds the write lock because these can be found.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bench.bench_writes import open_django, prepare
from bench.row import Row

if TYPE_CHECKING:
    from jingkai.kernel.parties.access import Reader

AT = datetime(2024, 4, 8, 9, 0, tzinfo=UTC)
MATTERS, TOGETHER, UNITS = 100_000, 500, 20
SEEDED, ROUNDS = 20240408, 15
WORDS = {"1 character": "防", "2 characters": "消防", "4 characters": "消防通道", "a number": "77777"}
LIST = 300
PLAIN = "CREATE TABLE bench_titles (id integer PRIMARY KEY, title text)"
PEER = "LIKE on one plain table of the titles, without scopes"
# What titles are made of. 消防 stands in one of ten, and in two of three of these with 通道 behind it.
_PLACES = ("东河路", "开发大道", "三水片区", "标准厂房", "污水管网", "变电站", "人才公寓", "向阳社区")
_DEEDS = (
    "施工进度滞后",
    "用地手续待办",
    "欠薪投诉",
    "燃气管道改造",
    "招商签约落地",
    "节能改造验收",
    "雨污分流",
)
_FIRE = ("消防通道堵塞", "消防通道标识", "消防验收")


def title(chance: random.Random, number: int) -> str:
    """A matter as minutes have it, with a number of its own."""
    deed = chance.choice(_FIRE) if chance.random() < 0.1 else chance.choice(_DEEDS)
    return f"{chance.choice(_PLACES)}{chance.randint(1, 400)}号地块{deed}（{number}）"


def fill(url: str) -> None:
    """The zone, who reads, the matters and the peer's table."""
    open_django(url)
    from django.db import connection

    from jingkai.kernel.matters.services import Draft, open_matters
    from jingkai.kernel.parties.models import Scope
    from jingkai.kernel.parties.services import add_organisation, add_person, found_zone, grant
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.role import become_app, become_owner
    from jingkai.kernel.rules.services import ship

    ship(at=AT)
    day = AT.date()
    zone = found_zone(SYSTEM, "开发区", since=day, at=AT)
    units = [
        add_organisation(SYSTEM, f"单位{n}", kind="department", parent=zone, since=day, at=AT)
        for n in range(UNITS)
    ]
    for name, role, unit in (("全区", "principal", zone), ("一处", "street", units[0])):
        who = add_person(SYSTEM, name, at=AT)
        scope = Scope.SUBTREE if unit is zone else Scope.UNIT
        grant(SYSTEM, who, role, scope=scope, unit=unit, since=day, at=AT)
    chance = random.Random(SEEDED)
    titles = [title(chance, n) for n in range(MATTERS)]
    for start in range(0, MATTERS, TOGETHER):
        drafts = [
            Draft(titles[n], units[n % UNITS], origin=f"list:bench#{n}", term="30 working days")
            for n in range(start, start + TOGETHER)
        ]
        open_matters(SYSTEM, zone, drafts, flow="flow.task", at=AT)
    if connection.vendor == "postgresql":
        become_owner(connection)
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        cursor.executemany("INSERT INTO bench_titles (id, title) VALUES (%s, %s)", list(enumerate(titles)))
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("GRANT SELECT ON bench_titles TO jk_app")
            become_app(connection)


def taken(url: str) -> list[Row]:
    """The rows of the searches on one database."""
    open_django(url)
    from django.db import connection
    from django.utils import timezone

    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.rules.access import reader_for

    kind = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    unit = "ms CPU" if connection.vendor == "sqlite" else "ms"
    on = timezone.localdate()
    all_of_it, one_unit = (reader_for(Person.objects.get(name=name).pk, on=on) for name in ("全区", "一处"))
    rows = []
    for what, word in WORDS.items():
        peers = least(partial(like, word), clock)
        for seen, reader in (("all units", all_of_it), ("one unit of 20", one_unit)):
            mine = least(partial(ours, word, reader), clock)
            rows.append(Row(f"search, {what}, {seen}, {kind}", unit, mine, peers, PEER))
    return rows


def least(do: Callable[[], None], clock: Callable[[], float]) -> float:
    """Milliseconds of the quickest of several rounds: what the work costs when nothing else disturbs it."""
    found = []
    for _ in range(ROUNDS):
        before = clock()
        do()
        found.append(clock() - before)
    return 1000 * min(found)


def ours(word: str, reader: Reader) -> None:
    from jingkai.kernel.parties.search import search
    from jingkai.kernel.records.search import sought

    search(sought(word), reader, shown=5)


def like(word: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_titles WHERE title LIKE %s", [f"%{word}%"])
        cursor.fetchall()
        cursor.execute(
            "SELECT id, title FROM bench_titles WHERE title LIKE %s ORDER BY id DESC LIMIT 5", [f"%{word}%"]
        )
        cursor.fetchall()


def locked(url: str) -> tuple[float, float]:
    """Milliseconds of the write lock of a list of matters, with the index and without; the least of several."""
    open_django(url)
    from jingkai.kernel.records import writer

    indexed, index = [], writer.index
    plain = []
    for turn in range(2 * ROUNDS):
        writer.index = index if turn % 2 else _nothing
        (indexed if turn % 2 else plain).append(_open_list(turn))
    writer.index = index
    return min(indexed), min(plain)


def _nothing(rows: object) -> None:
    """In the place of the index."""


def _open_list(turn: int) -> float:
    from jingkai.kernel.facts.zones import zones
    from jingkai.kernel.matters.services import Draft, Opening
    from jingkai.kernel.parties.models import Organisation
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.writing import writing

    (zone,) = zones(AT.date())
    units = list(Organisation.objects.filter(parent=zone).order_by("pk"))
    chance = random.Random(turn)
    drafts = [
        Draft(title(chance, n), units[n % UNITS], origin=f"list:{turn}#{n}", term="30 working days")
        for n in range(LIST)
    ]
    opening = Opening(SYSTEM, zone, at=AT)
    opening.add(drafts, flow="flow.task")
    ready = opening.prepared()
    before = time.perf_counter()
    with writing(SYSTEM, act="bench.list", at=AT) as call:
        ready.write(call)
    return 1000 * (time.perf_counter() - before)


def main() -> None:
    context = multiprocessing.get_context("spawn")
    for url in os.environ["BENCH_DATABASES"].split():
        for step in (prepare, fill):
            process = context.Process(target=step, args=(url,))
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(f"could not fill {url}")
        with context.Pool(1) as pool:
            for row in pool.apply(taken, (url,)):
                row.show()
            indexed, plain = pool.apply(locked, (url,))
        kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
        what = f"write lock of a call that opens {LIST} matters, with the index, {kind}"
        Row(what, "ms", indexed, plain, "the same call without the index").show()


if __name__ == "__main__":
    main()
