"""The ledger of 50 of 100,000 matters as a page: CPU in the server's process, signed in and scoped, compressed as a
browser asks for it.

By somebody who sees all units, and by somebody who sees one of twenty; what is open by what is due first, and all by
number; with all of the hundred thousand open, which no zone's ledger is, and with two thousand of them, due on 250
days. Each once more as the first page after a matter was opened, when all that a process remembers of matters has
to be read again, and after something else was written, when it need not. Beside it the page of one matter, and of a
search. The peer is Django's admin over the same rows (admin_list.py), which scopes nothing and shows no light.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.context import SpawnContext
from typing import Any
from urllib.parse import quote
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

from bench.bench_search import AT, MATTERS, ROUNDS, fill, least
from bench.bench_writes import open_django, prepare, write_ours
from bench.row import Row

WAYS = {"open, the first due first": ("", "open"), "all, by number": ("?show=all", "all")}
PEOPLE = {"all units": "全区", "one unit of 20": "一处"}
PASSWORD = "Quay-41-lantern"
DAYS = 250
ONE, SEARCH = "one matter", "search"
WORD = "消防"  # two characters; one title of ten has them
PEER = "the Django admin's list of the same 50, its two counts included, unscoped"
PEERS = {
    ONE: "the Django admin's form of the same row, ids in place of choices",
    SEARCH: "the Django admin's search of the same titles by LIKE, 50 a page, unscoped",
}


PAGES = {ONE: f"page of {ONE}", SEARCH: f"search page, two characters among {MATTERS:,} matters"}


def accounts(url: str) -> None:
    """Each signs in with an account; the first may also read in the admin. What is open is due on 250 days."""
    open_django(url)
    from datetime import timedelta

    from django.db.models import F

    from jingkai.kernel.flows.models import CaseState
    from jingkai.kernel.parties.models import Account, Person
    from jingkai.kernel.parties.services import add_account
    from jingkai.kernel.records.actor import SYSTEM

    for name in PEOPLE.values():
        add_account(SYSTEM, name, Person.objects.get(name=name), PASSWORD, at=AT)
    Account.objects.filter(username=PEOPLE["all units"]).update(is_staff=True, is_superuser=True)
    for day in range(DAYS):
        alike = CaseState.objects.annotate(left=F("case") % DAYS).filter(left=day)
        # Only what lists are read by is set.
        CaseState.objects.filter(pk__in=alike.values("pk")).update(finish=AT + timedelta(days=day - 20))


def settle(url: str) -> None:
    """All but one of 49 have ended, as in a ledger of some years. Only what lists are read by is set."""
    open_django(url)
    from django.db.models import F

    from jingkai.kernel.flows.models import CaseState

    CaseState.objects.annotate(left=F("case") % 49).exclude(left=0).update(ended=True, state="closed")


def stop_the_clock() -> None:
    """The matters were opened then; on another day all of them would be late."""
    from django.utils import timezone

    from jingkai.web.signin import times

    times.clock = timezone.now = lambda: AT


class Browser:
    """Somebody signed in, whose requests go straight into the server's application."""

    def __init__(self, name: str, sign_in: str = "") -> None:
        from django.core.wsgi import get_wsgi_application
        from django.test import Client

        from jingkai.kernel.parties.models import Account

        client = Client(HTTP_HOST="localhost")
        if sign_in:
            client.post(sign_in, {"login": name, "password": PASSWORD})
        else:
            client.force_login(Account.objects.get(username=name))
        self.cookies = "; ".join(f"{key}={one.value}" for key, one in client.cookies.items())
        self.application = get_wsgi_application()

    def get(self, address: str, status: str = "200") -> bytes:
        """The page, compressed."""
        path, _, query = address.partition("?")
        asked: dict[str, Any] = {
            "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", "HTTP_COOKIE": self.cookies,
            "HTTP_ACCEPT_ENCODING": "gzip",
        }  # fmt: skip
        setup_testing_defaults(asked)
        said: list[str] = []
        answer = self.application(asked, lambda status, headers: said.append(status))
        content = b"".join(answer)
        answer.close()
        assert said[0].startswith(status), (address, said)
        return content


def ours(url: str, opened: str) -> dict[tuple[str, str], tuple[float, float, float]]:
    """By how and by whom: milliseconds of a page, of the first after a matter was opened, and after another write."""
    open_django(url)
    from django.urls import reverse

    stop_the_clock()
    found = {}
    for seen, name in PEOPLE.items():
        browser = Browser(name, reverse("account_login"))
        for how, (query, _) in WAYS.items():
            page = partial(browser.get, f"/supervision/ledger{query}")
            page()  # what is read once a process
            found[how, seen] = measured(page)
        for how, address in ((ONE, f"/supervision/matters/{one()}"), (SEARCH, f"/search?q={quote(WORD)}")):
            page = partial(browser.get, address)
            page()
            found[how, seen] = measured(page)
    return found


def measured(page: Callable[[], object]) -> tuple[float, float, float]:
    """Milliseconds of the page asked again, and after each kind of write."""
    return least(page, time.process_time), after(open_another, page), after(write_ours, page)


def open_another() -> None:
    """A matter that is open, which the ledger has to list, count and light."""
    from jingkai.kernel.facts.zones import zones
    from jingkai.kernel.matters.services import Draft, open_matters
    from jingkai.kernel.parties.models import Organisation
    from jingkai.kernel.records.actor import SYSTEM

    (zone,) = zones(AT.date())
    unit = Organisation.objects.filter(parent=zone).order_by("pk")[0]
    origin = f"list:after#{uuid4()}"
    made = open_matters(
        SYSTEM, zone, [Draft("又一件", unit, origin=origin, term="30 working days")], flow="flow.task", at=AT
    )
    assert len(made.new) == 1  # the same again would be none


def one() -> int:
    """A matter that is open and may be seen by both."""
    from jingkai.kernel.matters.models import Matter
    from jingkai.kernel.parties.models import Grant, Person

    unit = Grant.objects.get(person=Person.objects.get(name=PEOPLE["one unit of 20"])).unit
    rows = Matter.objects.filter(case__now__ended__in=[False], lead_unit=unit).order_by("pk")
    return int(rows.values_list("pk", flat=True)[0])


def after(write: Callable[[], None], page: Callable[[], object]) -> float:
    """Milliseconds of the page when this was written since it was last read; the least of several."""
    found = []
    for _ in range(ROUNDS):
        write()
        before = time.process_time()
        page()
        found.append(time.process_time() - before)
    return 1000 * min(found)


def admins(url: str) -> dict[str, float]:
    """By how: milliseconds of the admin's page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.admin_settings"
    os.environ["JINGKAI_DATABASE_URL"] = url
    import django

    django.setup()
    from jingkai.kernel.records.startup import examining

    stop_the_clock()
    found = {}
    # The tables of our pages are there, and the peer knows nothing of them.
    with examining():
        browser = Browser(PEOPLE["all units"])
        for how, (_, path) in WAYS.items():
            page = partial(browser.get, f"/{path}/jk_matters/matter/")
            page()
            found[how] = least(page, time.process_time)
        listed = "jk_matters/matter/"
        for how, address in (
            (ONE, f"/open/{listed}{one()}/change/"),
            (SEARCH, f"/all/{listed}?q={quote(WORD)}"),
        ):
            page = partial(browser.get, address)
            page()
            found[how] = least(page, time.process_time)
    return found


def main() -> None:
    context = multiprocessing.get_context("spawn")
    url = os.environ["BENCH_DATABASES"].split()[0]
    for step in (prepare, fill, accounts):
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
    """Hand on the rows, of processes that only serve."""
    with context.Pool(1) as pool:
        mine = pool.apply(ours, (url, opened))
    with context.Pool(1) as pool:
        peers = pool.apply(admins, (url,))
    for (how, seen), (again, first, elsewhere) in mine.items():
        peer = PEERS.get(how, PEER)
        page = PAGES.get(how, f"register page, 50 of {MATTERS:,} matters, {how}")
        what = f"{page}, {opened} open, {seen}, SQLite"
        Row(what, "ms CPU", again, peers[how], peer).show()
        Row(f"{what}, requests a second of CPU", "1/s", 1000 / again, 1000 / peers[how], peer).show()
        Row(f"{what}, the first after a matter was opened", "ms CPU", first, peers[how], peer).show()
        Row(f"{what}, the first after another write", "ms CPU", elsewhere, peers[how], peer).show()


if __name__ == "__main__":
    main()
