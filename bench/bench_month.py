"""The month of 1, 10 and 100 zones, each of 20 units with 100 indicators: seconds and the most memory held.

Everything that `jingkai month` does is inside: reading, computing, lights, findings, the text. A process a number
of zones, in which the zones come one after the other; the largest number also with a process for each core, as a
server works. Then the page of the month of one zone, as the server answers somebody signed in. The peer is an
office that keeps the same figures in a plain SQLite table and asks for value, growth, target and a light by one SQL
join; it opens nothing down to a cell.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from itertools import count as counting
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.bench_register import PASSWORD, Browser, after, run, stop_the_clock
from bench.bench_search import least
from bench.bench_writes import open_django, write_ours
from bench.row import Row
from jingkai.site.setup import django

ZONES = (1, 10, 100)
UNITS, INDICATORS = 20, 100
PERIOD = "2024-03"
AT = datetime(2024, 4, 8, 1, tzinfo=UTC)
SINCE = date(2015, 1, 1)
MIB = 1024
PEER = "one SQL join over the same figures in a plain SQLite table"
ZONE, READER = "开发区0", "看全区的人"
TABLES_PEER = "the same rows by one SQL join in plain SQLite, drawn as one table by Django's template"
TABLE = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
_TURNS = counting(1)
JOIN = """
SELECT n.unit, n.indicator, n.value, n.growth, n.value / b.value - 1, n.value / t.value, t.value,
       CASE WHEN n.value / t.value < 0.2 THEN 'red' WHEN n.value / t.value < 0.25 THEN 'yellow' ELSE 'green' END
FROM figure n JOIN figure b USING (zone, unit, indicator) JOIN target t USING (zone, unit, indicator)
WHERE n.zone = ? AND n.year = 2024 AND b.year = 2023 ORDER BY n.unit, n.indicator
"""


def found(number: int) -> None:
    """A zone with its units and, of every unit and indicator, this year, last year, growth and a target."""
    from jingkai.engines.periods import Period
    from jingkai.engines.quantity import Quantity
    from jingkai.kernel.facts.defining import define_indicator
    from jingkai.kernel.facts.drafts import Draft, Source
    from jingkai.kernel.facts.models import Target
    from jingkai.kernel.facts.recording import record
    from jingkai.kernel.parties.services import add_organisation, found_zone
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.writing import writing

    with writing(SYSTEM, act="bench.zone", at=AT) as call:
        zone = found_zone(SYSTEM, f"开发区{number}", since=SINCE, at=AT, call=call)
        units = [
            add_organisation(
                SYSTEM, f"{number}区单位{one}", kind="unit", parent=zone, since=SINCE, at=AT, call=call
            )
            for one in range(UNITS)
        ]
    now, year = Period.parse("2024-01/2024-03"), Period.of_year(2024)
    names = [f"指标{one}" for one in range(INDICATORS)]
    drafts = [
        Draft(name, holder, period, Quantity.exactly(value, unit), zone, Source(words="bench"), aspect=aspect)
        for place, name in enumerate(names)
        for seat, holder in enumerate([zone, *units])
        for period, value, unit, aspect in _figures(now, place, seat)
    ]
    record(SYSTEM, drafts, at=AT)
    for place, name in enumerate(names):
        define_indicator(
            SYSTEM,
            zone,
            f"i{place}",
            name=name,
            formula=f'fact("{name}", ytd)',
            unit="亿元",
            place=place,
            at=AT,
        )
    # One call for all targets: two thousand of them are no part of what is measured.
    with writing(SYSTEM, act="bench.targets", at=AT) as call:
        call.add_all(
            Target(
                indicator=f"i{place}", zone=zone, holder=holder, start=year.start, end=year.end, base="元",
                decimals=2, source="bench", lo=_aim(place, seat), hi=_aim(place, seat), unit="亿元", text="",
            )
            for place in range(INDICATORS)
            for seat, holder in enumerate([zone, *units])
        )  # fmt: skip


def _level(place: int, seat: int) -> Decimal:
    """In 亿元, two decimals; no two units alike."""
    return Decimal(1000 + 37 * place + 11 * seat) / 100


def _figures(now: Any, place: int, seat: int) -> list[tuple[Any, Decimal, str, str]]:
    level = _level(place, seat)
    before = level - Decimal(place + seat) / 100
    growth = ((level / before - 1) * 100).quantize(Decimal("0.1"))
    return [
        (now, level, "亿元", "amount"),
        (now.same_period_last_year(), before, "亿元", "amount"),
        (now, growth, "%", "growth"),
    ]


def _aim(place: int, seat: int) -> int:
    """In hundredths of 元: between three and five times what was reached, so that some are behind."""
    return int(_level(place, seat) * 10**10) * (3 + (place + seat) % 3)


def fill(url: str, first: int, last: int) -> None:
    """Found the zones from `first` to before `last`."""
    open_django(url)
    from django.core.management import call_command

    from jingkai.kernel.rules.services import ship

    if first == 0:
        call_command("migrate", verbosity=0)
        ship(at=AT)
    for number in range(first, last):
        found(number)


def months(url: str, count: int, part: int = 0, parts: int = 1) -> tuple[float, float]:
    """Every zone's month as the command prints it; of several processes each takes its `part` of the zones. The
    seconds, and the most memory in MiB.
    """
    os.environ["JINGKAI_DATABASE_URL"] = url
    django()
    from jingkai.engines.periods import Period
    from jingkai.kernel.facts.zones import zones
    from jingkai.systems.economy.api import compute, text

    listed = zones(AT.date())
    assert len(listed) == count, f"{len(listed)} zones"
    start = time.perf_counter()
    for zone in listed[part::parts]:
        month = compute(zone, Period.parse(PERIOD))
        assert (len(month.lines), len(month.units)) == (INDICATORS, INDICATORS * UNITS)
        assert text(month, "zh")
    took = time.perf_counter() - start
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def accounts(url: str) -> None:
    """Somebody who reads the whole of the first zone signs in."""
    open_django(url)
    from jingkai.engines.periods import day_of
    from jingkai.kernel.facts.zones import zones
    from jingkai.kernel.parties.models import Scope
    from jingkai.kernel.parties.services import add_account, add_person, grant
    from jingkai.kernel.records.actor import SYSTEM

    zone = next(one for one in zones(day_of(AT)) if one.name == ZONE)
    person = add_person(SYSTEM, READER, at=AT)
    grant(SYSTEM, person, "principal", scope=Scope.SUBTREE, unit=zone, since=SINCE, at=AT)
    add_account(SYSTEM, READER, person, PASSWORD, at=AT)


def page(url: str) -> tuple[tuple[float, float, float], float]:
    """Milliseconds of the month's page (again, after a figure came in, after another write), and of the peer's."""
    open_django(url)
    from django.template import Context, Engine
    from django.urls import reverse

    stop_the_clock()
    ours = partial(
        Browser(READER, reverse("account_login")).get, f"/economy/month?period={PERIOD}&zone={quote(ZONE)}"
    )
    ours()  # what is read once a process
    template = Engine().from_string(TABLE)
    with plain_tables(1) as database:

        def peer() -> None:
            rows = database.execute(f"SELECT * FROM ({JOIN}) WHERE unit = 0", (0,)).fetchall()
            assert len(rows) == INDICATORS
            assert template.render(Context({"rows": rows}))

        mine = least(ours, time.process_time), after(a_figure, ours), after(write_ours, ours)
        return mine, least(peer, time.process_time)


def a_figure() -> None:
    """A figure that the month does not ask for, of long ago: it is computed anew all the same."""
    from jingkai.engines.periods import Period, day_of
    from jingkai.engines.quantity import Quantity
    from jingkai.kernel.facts.drafts import Draft, Source
    from jingkai.kernel.facts.recording import record
    from jingkai.kernel.facts.zones import zones
    from jingkai.kernel.records.actor import SYSTEM

    (zone,) = zones(day_of(AT))
    turn = next(_TURNS)
    value = Quantity.exactly(Decimal(turn), "亿元")
    record(
        SYSTEM,
        [Draft("指标0", zone, Period.ytd(1950 + turn, 3), value, zone, Source(words="bench"))],
        at=AT,
    )


def plain(count: int) -> tuple[float, float]:
    """The peer: figures and targets as decimal texts in two tables, one query a zone, printed."""
    with plain_tables(count) as database:
        start = time.perf_counter()
        for zone in range(count):
            rows = database.execute(JOIN, (zone,)).fetchall()
            assert len(rows) == INDICATORS * (UNITS + 1)
            assert "\n".join("\t".join(map(str, row)) for row in rows)
        took = time.perf_counter() - start
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


@contextmanager
def plain_tables(count: int) -> Iterator[sqlite3.Connection]:
    """Figures and targets of so many zones in two tables, indexed."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "plain.sqlite3")
        database.execute(
            "CREATE TABLE figure (zone int, unit int, indicator int, year int, value real, growth real)"
        )
        database.execute("CREATE TABLE target (zone int, unit int, indicator int, value real)")
        for zone in range(count):
            _fill_plain(database, zone)
        database.execute("CREATE INDEX one ON figure (zone, unit, indicator, year)")
        database.execute("CREATE INDEX other ON target (zone, unit, indicator)")
        database.commit()
        yield database


def _fill_plain(database: sqlite3.Connection, zone: int) -> None:
    seats = [(place, seat) for place in range(INDICATORS) for seat in range(UNITS + 1)]
    figures = []
    for place, seat in seats:
        level = str(_level(place, seat))
        before = str(_level(place, seat) - Decimal(place + seat) / 100)
        figures += [(zone, seat, place, 2024, level, "1.0"), (zone, seat, place, 2023, before, "1.0")]
    database.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", figures)
    targets = [(zone, seat, place, str(_level(place, seat) * 4)) for place, seat in seats]
    database.executemany("INSERT INTO target VALUES (?, ?, ?, ?)", targets)


def alone(do: Callable[..., tuple[float, float]], *arguments: Any) -> tuple[float, float]:
    """Runs in a process of its own, so that its memory is its own; seconds and MiB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(do, arguments)


def together(do: Callable[..., tuple[float, float]], *arguments: Any, parts: int) -> tuple[float, float]:
    """Runs in as many processes at once: the seconds of the slowest, the MiB of all."""
    with multiprocessing.get_context("spawn").Pool(parts, maxtasksperchild=1) as pool:
        taken = pool.starmap(do, [(*arguments, part, parts) for part in range(parts)], chunksize=1)
    return max(seconds for seconds, _ in taken), sum(memory for _, memory in taken)


def show_page(context: SpawnContext, url: str) -> None:
    """The page of the month of a zone, of a process that only serves."""
    run(context, accounts, url)
    with context.Pool(1) as pool:
        (again, first, elsewhere), peer = pool.apply(page, (url,))
    what = f"month page, {INDICATORS} indicators of a zone of {UNITS} units, signed in, SQLite"
    Row(what, "ms CPU", again, peer, TABLES_PEER).show()
    Row(f"{what}, the first after a figure came in", "ms CPU", first, peer, TABLES_PEER).show()
    Row(f"{what}, the first after another write", "ms CPU", elsewhere, peer, TABLES_PEER).show()


def main() -> None:
    url = os.environ["BENCH_DATABASES"].split()[0]
    context = multiprocessing.get_context("spawn")
    there = 0
    for count in ZONES:
        filling = context.Process(target=fill, args=(url, there, count))
        filling.start()
        filling.join()
        if filling.exitcode:
            raise SystemExit(f"could not found {count} zones")
        there = count
        (seconds, memory), (others, less) = alone(months, url, count), alone(plain, count)
        what = f"jingkai month, {count} zone{'s' if count > 1 else ''} of {UNITS} units x {INDICATORS} indicators"
        Row(what, "s", seconds, others, PEER).show()
        Row(f"{what}, most memory", "MiB", memory, less, PEER).show()
        if count == 1:
            show_page(context, url)
    cores = os.cpu_count() or 1
    seconds, memory = together(months, url, there, parts=cores)
    what = f"jingkai month, {there} zones, {cores} processes at once"
    Row(what, "s", seconds, others, PEER).show()
    Row(f"{what}, memory of all", "MiB", memory, less, PEER).show()


if __name__ == "__main__":
    main()
