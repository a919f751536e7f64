"""The ledger of 50 of 100,000 matters as a page: CPU in the server's process, signed in and scoped.

By somebody who sees all units, and by somebody who sees one of twenty; what is open by what is due first (all of the
hundred thousand are open, which no zone's ledger is), and all by number. The peer is what nobody could do without: the
same fifty rows and their count by two SQL statements, without scope, lights or page.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from functools import partial

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


def measured(url: str) -> list[Row]:
    """The rows, of a process that only serves."""
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
            what = f"register page, 50 of {MATTERS:,} matters, {how}, {seen}, SQLite"
            found.append(Row(what, "ms CPU", ours, peers, PEER))
    return found


def main() -> None:
    context = multiprocessing.get_context("spawn")
    url = os.environ["BENCH_DATABASES"].split()[0]
    for step in (prepare, fill):
        process = context.Process(target=step, args=(url,))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(f"could not fill {url}")
    with context.Pool(1) as pool:
        for row in pool.apply(measured, (url,)):
            row.show()


if __name__ == "__main__":
    main()
