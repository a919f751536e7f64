"""The ledger by the API: JSON of 50 of 100,000 matters, by token and scoped; CPU in the server's process.

The peer that is run here is what nobody could do without: the same fifty rows by one SQL statement, written as JSON,
without token, scope or light. NocoDB's own list of 50 of 100,000 rows was measured at 2.3 to 2.9 ms CPU in its process
and 2.1 in PostgreSQL's (requirement W5.3.2), without rights by unit.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from functools import partial

from bench.bench_register import after, open_another, run, settle
from bench.bench_search import AT, MATTERS, fill, least
from bench.bench_writes import open_django, prepare
from bench.row import Row

WAYS = {"open, the first due first": "", "all, by number": "?show=all"}
PEER = "one SQL statement on the same tables as JSON: 50 rows, without token, scope, lights"
SQL = (
    "SELECT m.id, m.year, m.number, m.title, m.origin, s.state, s.finish, o.name FROM jk_matters_matter m"
    " JOIN jk_flows_case c ON c.id = m.case_id JOIN jk_flows_casestate s ON s.case_id = c.id"
    " JOIN jk_parties_organisation o ON o.id = c.holder_id"
    " WHERE s.ended = 0 ORDER BY s.finish, m.id LIMIT 50"
)


def measured(url: str) -> list[Row]:
    """The rows, of a process that only serves; 2,000 matters are open."""
    open_django(url)
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from jingkai.kernel.parties.models import Account, Person
    from jingkai.kernel.parties.services import link_login
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.rules.tokens import make_token

    # The matters were opened then; on another day all of them would be late.
    timezone.now = lambda: AT
    client = Client(HTTP_HOST="localhost")

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(SQL)
            names = [one[0] for one in cursor.description]
            json.dumps([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], default=str)

    def listed(query: str, text: str) -> None:
        answer = client.get(f"/api/v1/matters{query}", headers={"Authorization": f"Bearer {text}"})
        assert answer.content.count(b'"state_words"') == 50, answer.content[:300]

    peers = least(plain, time.process_time)
    found = []
    for seen, name in (("all units", "全区"), ("one unit of 20", "一处")):
        account = Account.objects.create_user(f"bench-{seen}", "x")
        login = link_login(SYSTEM, account, Person.objects.get(name=name), at=AT)
        _, text = make_token(SYSTEM, login, "bench", ["items:read"], at=AT)
        for how, query in WAYS.items():
            for when, before in (("asked again", None), ("after a matter was opened", open_another)):
                page = partial(listed, query, text)
                page()  # what is read once a process
                ours = after(before, page) if before is not None else least(page, time.process_time)
                what = (
                    f"API list as JSON, 50 of {MATTERS:,} matters, 2,000 open, {how}, {seen}, {when}, SQLite"
                )
                found.append(Row(what, "ms CPU", ours, peers, PEER))
    return found


def main() -> None:
    context = multiprocessing.get_context("spawn")
    url = os.environ["BENCH_DATABASES"].split()[0]
    for step in (prepare, fill, settle):
        run(context, step, url)
    with context.Pool(1) as pool:
        for row in pool.apply(measured, (url,)):
            row.show()


if __name__ == "__main__":
    main()
