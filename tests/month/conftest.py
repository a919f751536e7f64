from pathlib import Path

import pytest

from jingkai.kernel.parties.tests.people import a_person
from tests.harness import CommittedDatabase

from .asking import Asking
from .canaries import Planted, a_form, a_zone_with_figures, plant
from .commands import Shell


@pytest.fixture
def shell(committed_db: CommittedDatabase) -> Shell:
    """The command line on a database of its own, in which commands really commit."""
    return Shell()


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Asking:
    """The command line on the test's own database."""
    return Asking(capsys, tmp_path)


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """The zone with its canaries, two people who are no part of it, and a form in the folder of `ask`."""
    zone = a_zone_with_figures()
    a_person("外人", zone.office)
    a_person("路人")
    a_form(tmp_path / "form.xlsx")
    return plant(zone)
