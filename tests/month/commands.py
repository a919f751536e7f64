"""Runs commands of the command line in this process and gives what they printed."""

from dataclasses import dataclass

import pytest

from jingkai.site.cli import main


@dataclass(frozen=True)
class Printed:
    """Exit code, standard output and standard error of a command."""

    code: int
    out: str
    err: str


class Shell:
    """`shell("import", path)` runs `jingkai import path`."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Printed:
        self._capture.readouterr()
        code = main([str(one) for one in arguments])
        printed = self._capture.readouterr()
        return Printed(code, printed.out, printed.err)
