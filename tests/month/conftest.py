import pytest

from tests.harness import CommittedDatabase

from .commands import Shell


@pytest.fixture
def shell(committed_db: CommittedDatabase, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command line on a database of its own, in which commands really commit."""
    return Shell(capsys)
