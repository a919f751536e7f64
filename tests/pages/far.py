"""A slow line to the pages: with FAR=0.2 every half of a request and of an answer is so many seconds under way.

A test that reads a page before it has arrived mostly passes at home; from afar it always fails:
`FAR=0.2 pytest -n 0 tests/pages`.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from urllib.parse import urlsplit

SECONDS = float(os.environ.get("FAR") or 0)
_PIECE = 65536


class _Line(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, there: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.there = there
        self.over = Event()


class _Call(BaseRequestHandler):
    server: _Line

    def handle(self) -> None:
        with socket.create_connection(self.server.there) as there:
            Thread(target=self._carry, args=(self.request, there), daemon=True).start()
            self._carry(there, self.request)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                middle = len(piece) // 2
                for half in (piece[:middle], piece[middle:]):
                    self.server.over.wait(SECONDS)
                    target.sendall(half)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def from_afar(address: str) -> Iterator[str]:
    """Where the pages of this address are met: there, or at the near end of a slow line when FAR asks for one."""
    if not SECONDS:
        yield address
        return
    there = urlsplit(address)
    assert there.hostname
    assert there.port
    with _Line((there.hostname, there.port)) as line:
        Thread(target=line.serve_forever, name="line").start()
        try:
            yield f"http://127.0.0.1:{line.server_address[1]}"
        finally:
            line.over.set()
            line.shutdown()
