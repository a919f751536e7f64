"""The pages by a server inside the test: a browser opens them on a day that the test sets, as whom it says.

A server in a process of its own (`serving.py`) runs on today; a story says what is accepted on 31 March 2024.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page

from jingkai.kernel.parties.models import Person

from .far import from_afar

WIDE = {"width": 1366, "height": 900}


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = False


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the test says what is wrong."""


def _application() -> Any:
    """Django's, which gives its connection back after each request: the thread of a request ends with it."""
    pages = get_wsgi_application()

    def answer(environ: dict[str, Any], start: Any) -> HttpResponse:
        environ["wsgi.file_wrapper"] = None
        response: HttpResponse = pages(environ, start)
        response._resource_closers.append(connection.close)
        return response

    return answer


@dataclass
class Inside:
    """A browser in front of the pages, and the clock on the wall behind it."""

    address: str
    browser: Browser
    clock: pytest.MonkeyPatch

    def at(self, when: datetime) -> None:
        """What time it is from now on."""
        self.clock.setattr("django.utils.timezone.now", lambda: when)

    @contextmanager
    def read_by(self, person: Person) -> Iterator[Page]:
        """A new window in which this person reads; whoever reads is one at a time."""
        window: BrowserContext = self.browser.new_context(viewport=WIDE, locale="zh-CN")  # type: ignore[arg-type]
        with override_settings(JINGKAI_ACTS_AS=person.pk):
            try:
                yield window.new_page()
            finally:
                window.close()


@contextmanager
def inside(browser: Browser, clock: pytest.MonkeyPatch) -> Iterator[Inside]:
    """Serves the database that Django is pointed at (take `committed_db`) until the block ends."""
    server = make_server("127.0.0.1", 0, _application(), server_class=_Threaded, handler_class=_Silent)
    thread = Thread(target=server.serve_forever, name="pages")
    thread.start()
    try:
        with from_afar(f"http://127.0.0.1:{server.server_port}") as address:
            yield Inside(address, browser, clock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
