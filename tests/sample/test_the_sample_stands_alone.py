"""Nothing invented is written into a database that holds a real zone."""

import pytest

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Entry
from jingkai.site.sample.declared import zone_file
from jingkai.site.sample.writing import write_sample
from tests.harness import CommittedDatabase
from tests.month.commands import Shell


@pytest.fixture
def shell(committed_db: CommittedDatabase) -> Shell:
    return Shell()


@pytest.mark.parametrize("name", ["东港经济开发区", zone_file().name])
def test_beside_a_zone_of_ones_own_it_is_refused_and_nothing_is_written(shell: Shell, name: str) -> None:
    assert shell("init", "--zone", name).code == 0
    before = Entry.objects.count()
    refused = shell("sample")
    assert (refused.code, refused.out) == (1, "")
    assert "site.not-the-sample" in refused.err
    assert name in refused.err
    assert "JINGKAI_DATABASE_URL" in refused.err
    assert Entry.objects.count() == before
    assert Organisation.objects.filter(kind="zone").count() == 1


def test_a_sample_of_another_name_does_not_make_room_for_itself(shell: Shell) -> None:
    shell("init", "--zone", "东港经济开发区")
    with pytest.raises(Problem, match="东港经济开发区"):
        write_sample("第二样例开发区")
