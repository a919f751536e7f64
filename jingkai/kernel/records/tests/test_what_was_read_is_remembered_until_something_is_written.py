import pytest

from jingkai.kernel.records.models import File
from jingkai.kernel.records.remembering import afresh, forget, reading, remembered, version
from jingkai.kernel.records.staging import stage, stage_rows
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import journal
from tests.harness import CommittedDatabase

from .samples import AT, CLERK, a_file, imported, written

_ASKED: list[str] = []


@remembered(8)
def names_of(name: str) -> tuple[str, ...]:
    """The files of this name; notes that the database was asked."""
    _ASKED.append(name)
    return tuple(File.objects.known_at().filter(name=name).values_list("name", flat=True))


def asked(name: str = "三月.xlsx") -> tuple[int, int]:
    """How many there are, and how often the database was asked, by one page."""
    _ASKED.clear()
    with reading():
        found = names_of(name)
        assert names_of(name) == found
    return len(found), len(_ASKED)


@pytest.mark.django_db
def test_it_is_read_once_a_version_and_argument() -> None:
    written("三月.xlsx")
    assert asked() == (1, 1)
    assert asked() == (1, 0)
    assert asked("四月.xlsx") == (0, 1)
    written("三月.xlsx")
    assert asked() == (2, 1)
    assert asked() == (2, 0)


@pytest.mark.django_db
def test_what_is_staged_changes_nothing_and_what_is_withdrawn_does() -> None:
    batch = imported("三月.xlsx")
    assert asked() == (1, 1)
    stage_rows(stage("files.import"), [a_file()])
    journal(CLERK, act="files.read", at=AT)
    assert asked() == (1, 0)
    withdraw(CLERK, batch, at=AT, reason="录错")
    assert asked() == (0, 1)


@pytest.mark.django_db
def test_nothing_is_remembered_outside_and_afresh() -> None:
    written("三月.xlsx")
    assert asked() == (1, 1)
    _ASKED.clear()
    names_of("三月.xlsx")
    with reading(), afresh():
        names_of("三月.xlsx")
        assert version() is None
    assert len(_ASKED) == 2
    forget()
    assert asked() == (1, 1)


def test_another_database_with_the_same_numbers_is_another_record(committed_db: CommittedDatabase) -> None:
    with reading():
        here = version()
    assert here is not None
    assert all(seq == 0 or at for seq, at in here.rooms)
    assert here.database in committed_db.url
