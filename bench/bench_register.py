"""The ledger of 50 of 100,000 matters as a page: CPU in the server's process, signed in and scoped.

By somebody who sees all units, and by somebody who sees one of twenty; what is open by what is due first, and all by
number; with all of the hundred thousand open, which no zone's ledger is, and with two thousand of them. The peer is
what nobody could do without: the same fifty rows and their count by two SQL statements, without scope, lights or page.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.context import SpawnContext

from bench.bench_search import AT, MATTERS, fill, least
from bench.bench_writes import open_django, prepare
from bench.row import Row

WAYS = {"open, the first due first": "", "all, by number": "?show=all"}
PEER = "two SQL statements on the same tables: 50 rows and a count, without scope, lights, page"
SQL = (
    "SELECT m.id, m.title, s.state, s.finish FROM jk_matters_matter m"
    " JOIN jk_flows_casestate s ON s.case_id = m.case_id WHERE s.ended = 0 ORDER BY s.finish, m.id LIMIT 50",
    "SELECT count(*) FROM jk_matters_matter m JOIN jk_flows_casestate s ON s.case_id = m.case_id WHERE s.ended = 0",
)


def settle(url: str) -> None:
    """All but one of 49 have ended, as in a ledger of some years. Only what lists are read by is set."""
    open_django(url)
    from django.db.models import F

    from jingkai.kernel.flows.models import CaseState

    CaseState.objects.annotate(left=F("case") % 49).exclude(left=0).update(ended=True, state="closed")


def measured(url: str, opened: str) -> list[Row]:
    """The rows, of a process that only serves; `opened` says how many are open."""
    os.environ["JINGKAI_ACTS_AS"] = "console"
    open_django(url)
    from django.db import connection
    from django.test import Client, override_settings
    from django.utils import timezone

    from jingkai.kernel.parties.models import Person

    # The matters were opened then; on another day all of them would be late.
    timezone.now = lambda: AT
    client = Client(HTTP_HOST="localhost")

    def plain() -> None:
        with connection.cursor() as cursor:
            for sql in SQL:
                cursor.execute(sql)
                cursor.fetchall()

    def page(query: str) -> None:
        answer = client.get(f"/supervision/ledger{query}")
        assert answer.content.count(b'class="number n"') == 50

    peers = least(plain, time.process_time)
    found = []
    for seen, name in (("all units", "全区"), ("one unit of 20", "一处")):
        person = Person.objects.get(name=name).pk
        for how, query in WAYS.items():
            with override_settings(JINGKAI_ACTS_AS=person):
                page(query)  # what is read once a process
                ours = least(partial(page, query), time.process_time)
            what = f"register page, 50 of {MATTERS:,} matters, {opened} open, {how}, {seen}, SQLite"
            found.append(Row(what, "ms CPU", ours, peers, PEER))
    return found


def main() -> None:
    context = multiprocessing.get_context("spawn")
    url = os.environ["BENCH_DATABASES"].split()[0]
    for step in (prepare, fill):
        run(context, step, url)
    show(context, url, "all")
    run(context, settle, url)
    show(context, url, "2,000")


def run(context: SpawnContext, step: Callable[[str], None], url: str) -> None:
    """The step in a process of its own."""
    process = context.Process(target=step, args=(url,))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{step.__name__} failed on {url}")


def show(context: SpawnContext, url: str, opened: str) -> None:
    """Hand on the rows."""
    with context.Pool(1) as pool:
        for row in pool.apply(measured, (url, opened)):
            row.show()


if __name__ == "__main__":
    main()
