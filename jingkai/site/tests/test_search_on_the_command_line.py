"""What `jingkai search` finds, for whom, and how an index that is behind or wrong is mended."""

import pytest
from django.db import connection

from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.search.stores import store_of
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves


@pytest.fixture
def shell(committed_db: CommittedDatabase) -> Shell:
    return Shell()


@pytest.fixture
def zone(shell: Shell) -> Zone:
    zone = a_ruled_zone()
    a_matter(zone, "东河路消防通道堵塞", zone.east)
    a_matter(zone, "西河路消防验收", zone.west)
    return zone


def without_index() -> None:
    """As an installation of the last release, which had none."""
    store_of(connection).clear(connection)


@proves("W1.1.3", "INV.7")
def test_each_finds_what_that_person_may_see(shell: Shell, zone: Zone) -> None:
    every = shell("search", "消防")
    assert (every.code, every.out.splitlines()[0].split()) == (0, ["事项", "2", "条"])
    own = shell("search", "消防", "--as", "东城干部", "--lang", "en")
    assert (own.code, [line.split() for line in own.out.splitlines()]) == (
        0,
        [["Matters", "1"], ["东河路消防通道堵塞", "2024-1"]],
    )
    hidden = shell("search", "西河", "--as", "东城干部")
    absent = shell("search", "北河", "--as", "东城干部")
    assert (hidden.code, hidden.out) == (absent.code, absent.out) == (1, "没有找到。\n")


def test_several_words_must_all_be_there(shell: Shell, zone: Zone) -> None:
    assert "西河" not in shell("search", "消防", "东河").out
    assert shell("search", "%").code == 1
    assert shell("search").code == 2


@proves("W1.1.3")
def test_a_filled_database_without_an_index_comes_up_with_search_working(shell: Shell, zone: Zone) -> None:
    without_index()
    assert shell("search", "消防").code == 1
    assert shell("doctor").code == 1
    assert shell("init").code == 0
    assert "东河路" in shell("search", "消防").out
    assert shell("doctor").code == 0


def test_an_index_that_is_wrong_is_made_anew(shell: Shell, zone: Zone) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jk_records_searchtext SET text = ' 别的 ' WHERE kind = 'matter'")
    said = shell("doctor")
    assert said.code == 1
    assert "jingkai search --rebuild" in said.out
    assert "检索索引已重建" in shell("search", "--rebuild").out
    assert shell("doctor").code == 0
    assert "东河路" in shell("search", "东河路消防").out
