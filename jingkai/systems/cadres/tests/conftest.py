import pytest

from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.tests.desk import Desk


@pytest.fixture
def town(db: None) -> Cadres:
    """The zone of the story, in which nothing has happened yet."""
    return cadres()


@pytest.fixture
def desk(town: Cadres, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Its pages."""
    found = Desk(monkeypatch)
    found.__dict__["zone"] = town.zone
    return found
