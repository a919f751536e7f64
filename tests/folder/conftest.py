"""The commands of adopting and filling run in a database of their own."""

from tests.month.conftest import shell

__all__ = ["shell"]
