"""The pages of scores of a zone of 20 units by a scheme of 40 indicators, as the server answers somebody signed in: the
heat map, and a cell opened to its records with its peers beside it; again, and the first after a figure came in. The
peer is an office that keeps the points and what they come from in a plain SQLite table and draws the same rows by
Django's template; it computes nothing.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from bench.bench_month import AT, PERIOD, READER, TABLE, UNITS, ZONE, a_figure, accounts, fill
from bench.bench_register import Browser, after, run, stop_the_clock
from bench.bench_search import least
from bench.bench_writes import open_django
from bench.row import Row
from jingkai.engines.periods import SHANGHAI

SCORED = 40
PEER = "the same rows out of a stored table in plain SQLite, drawn by Django's template"
RULES_FROM = datetime(2024, 1, 1, tzinfo=SHANGHAI)


def found(url: str) -> None:
    """The zone of the month's bench."""
    fill(url, 0, 1)


def rules(url: str) -> None:
    """A scheme of forty indicators in eight parts, growth and places by turns, and the rule that names the units."""
    open_django(url)
    from jingkai.kernel.rules.services import ship_folder

    parts = [
        {
            "id": f"部分{one}",
            "of": [_leaf(number) for number in range(one * SCORED // 8, (one + 1) * SCORED // 8)],
        }
        for one in range(8)
    ]
    calibers = {"calibers": ["自报"], "unit": "亿元"}
    criteria = {
        f"指标{one}": {"source": "computed", "fact": {"name": f"指标{one}", **calibers}}
        for one in range(SCORED)
    }
    cohort = {"": [f"0区单位{one}" for one in range(UNITS)]}
    with TemporaryDirectory() as folder:
        _write(folder, "scheme", "scheme.bench", {"missing": "rescale", "tree": {"id": "总分", "of": parts}})
        body = {"scheme": "scheme.bench", "criteria": criteria, "cohort": cohort}
        _write(folder, "round", "round.bench", body)
        ship_folder(Path(folder), at=AT)


def _leaf(number: int) -> dict[str, object]:
    growth = {"growth": {"base": "2", "points": "0.1", "per": "1", "cap": "4"}}
    return {
        "id": f"项{number}", "indicator": f"指标{number}", "weight": "4", "undefined": "missing",
        "method": growth if number % 2 else {"rank-step": {"step": "0.1"}},
    }  # fmt: skip


def _write(folder: str, kind: str, key: str, body: dict[str, object]) -> None:
    head = {"kind": kind, "key": key, "version": "1", "title": {"zh": key, "en": key}, "source": "bench"}
    document = head | {"valid_from": f"{RULES_FROM:%Y-%m-%d}", "body": body}
    # JSON is YAML; and what stands in it twice is written twice.
    Path(folder, f"{kind}.yaml").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def pages(url: str) -> tuple[dict[str, tuple[float, float]], float]:
    """By page: milliseconds again, and after a figure came in; and those of the peer."""
    open_django(url)
    from django.template import Context, Engine
    from django.urls import reverse

    stop_the_clock()
    browser = Browser(READER, reverse("account_login"))
    asked = f"period={PERIOD}&zone={quote(ZONE)}"
    unit = quote("0区单位7")
    addresses = {
        "heat map": f"/assessment/scores?{asked}",
        "a cell opened": f"/assessment/scores/cell?{asked}&who={unit}&node={quote('项7')}",
        "a unit's points won and lost": f"/assessment/scores/unit?{asked}&who={unit}",
    }
    found: dict[str, tuple[float, float]] = {}
    for name, address in addresses.items():
        page: Callable[[], object] = partial(browser.get, address)
        page()  # what is read once a process
        found[name] = least(page, time.process_time), after(a_figure, page)
    template = Engine().from_string(TABLE)
    with stored() as database:

        def peer() -> None:
            rows = database.execute("SELECT * FROM trace WHERE node = 7 ORDER BY points DESC").fetchall()
            assert len(rows) == UNITS
            assert template.render(Context({"rows": rows}))

        return found, least(peer, time.process_time)


@contextmanager
def stored() -> Iterator[sqlite3.Connection]:
    """Points with what they come from, of every unit and indicator."""
    with TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "plain.sqlite3")
        database.execute(
            "CREATE TABLE trace (unit int, node int, value real, previous real, taken real, points real)"
        )
        database.executemany(
            "INSERT INTO trace VALUES (?, ?, ?, ?, ?, ?)",
            [
                (unit, node, 10 + unit, 9 + unit, 1.5, node / 10)
                for unit in range(UNITS)
                for node in range(SCORED)
            ],
        )
        database.execute("CREATE INDEX one ON trace (node)")
        database.commit()
        yield database


def main() -> None:
    url = os.environ["BENCH_DATABASES"].split()[0]
    context = multiprocessing.get_context("spawn")
    for step in (found, rules, accounts):
        run(context, step, url)
    with context.Pool(1) as pool:
        mine, peer = pool.apply(pages, (url,))
    for name, (again, first) in mine.items():
        what = f"{name}, {UNITS} units by {SCORED} indicators, signed in, SQLite"
        Row(what, "ms CPU", again, peer, PEER).show()
        Row(f"{what}, the first after a figure came in", "ms CPU", first, peer, PEER).show()


if __name__ == "__main__":
    main()
