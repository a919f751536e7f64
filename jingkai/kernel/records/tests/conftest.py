"""Fixtures of the room's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.harness import CommittedDatabase

from .machines import NewMachine, new_machines


@pytest.fixture
def new_machine(
    committed_db: CommittedDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NewMachine]:
    """Machines to restore into; the one the test begins at has a data folder of its own."""
    monkeypatch.setattr(settings, "JINGKAI_DATA_DIR", tmp_path / "data")
    with new_machines(tmp_path) as make:
        yield make
