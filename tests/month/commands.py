"""Runs commands of the command line in this process and gives what they printed."""

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

from jingkai.site.cli import main


@dataclass(frozen=True)
class Printed:
    """Exit code, standard output and standard error of a command."""

    code: int
    out: str
    err: str


class Shell:
    """`shell("import", path)` runs `jingkai import path`."""

    def __call__(self, *arguments: object) -> Printed:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(one) for one in arguments])
        return Printed(code, out.getvalue(), err.getvalue())
