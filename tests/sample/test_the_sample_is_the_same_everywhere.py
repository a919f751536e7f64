"""Two installations write the same sample, and a run that was broken off is finished by the next."""

from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify
from jingkai.site.sample.writing import whole, write_sample
from tests.harness import CommittedDatabase, fresh_database
from tests.proof import proves


@proves("K6.1.1")
def test_two_installations_write_the_same_rows_and_the_same_chain(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    heads = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with django_db_blocker.unblock(), fresh_database(tmp_path / name):
            write_sample()
            seal()
            heads.append(verify().head)
    assert heads[0] == heads[1]


def test_a_run_that_was_broken_off_is_finished_by_the_next(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(whole, "write_projects", broken)
        with pytest.raises(KeyboardInterrupt):
            write_sample()
    facts = Fact.objects.count()
    finished = write_sample()
    assert (finished.facts, finished.projects, finished.indicators) == (0, 120, 40)
    assert Fact.objects.count() == facts
    assert Organisation.objects.filter(kind="zone").count() == 1


def test_a_blank_name_is_refused(
    committed_db: CommittedDatabase,
) -> None:
    with pytest.raises(Problem) as refused:
        write_sample("  ")
    assert refused.value.code == "parties.name-missing"
