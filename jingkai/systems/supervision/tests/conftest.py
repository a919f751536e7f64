from pathlib import Path

import pytest
from pytest_django import Settings

from jingkai.kernel.matters.tests.samples import FRIDAY

from .desk import Desk


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Desk:
    """The pages on Friday 5 January 2024; files go to a folder of the test's own."""
    settings.JINGKAI_DATA_DIR = tmp_path
    found = Desk(monkeypatch)
    found.at(FRIDAY)
    return found
