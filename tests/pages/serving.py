"""The pages by a real server, in a process of its own."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.error import URLError

from tests.harness import CommittedDatabase

from .far import from_afar

_PATIENCE = 30.0


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(
    database: CommittedDatabase, *options: str, as_whom: str = "console", **environment: str
) -> Iterator[str]:
    """The address of a server on this database; with an empty `as_whom` it asks for sign-in."""
    port = free_port()
    command = [sys.executable, "-m", "jingkai.site.cli", "serve", "--port", str(port), "--processes", "1"]
    command += ["--as", as_whom] if as_whom else []
    server = subprocess.Popen(
        [*command, *options],
        # What the timer does is tested by itself; here nothing writes but who looks at pages.
        env=database.environment | {"JINGKAI_TIMER_MINUTES": "0"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with from_afar(answering(f"http://127.0.0.1:{port}", server)) as address:
            yield address
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


def answering(address: str, server: "subprocess.Popen[bytes]", patience: float = _PATIENCE) -> str:
    """The address, once something answers there."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/guide", timeout=5):
                return address
        except URLError:
            # Asked again in a moment, unless it ended.
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.2)
    raise AssertionError(f"nothing answers at {address}")
