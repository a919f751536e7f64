import pytest

from jingkai.systems.assessment.upper.tests.desk import Desk


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)
