"""Two installations write the same sample, also when one of them is broken off in between."""

import pytest

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.site.sample.writing import whole, write_sample
from tests.harness import CommittedDatabase
from tests.proof import proves

from .conftest import Original, chain


def broken_off(*_: object) -> int:
    raise KeyboardInterrupt


@proves("K6.1.1")
def test_a_run_that_was_broken_off_is_finished_by_the_next_and_gives_the_same_chain(
    original: Original, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Matters take long, and what comes after them: here the chains are compared up to the first matter.
    monkeypatch.setattr(whole, "write_matters", lambda *_: 0)
    monkeypatch.setattr(whole, "write_meeting", lambda *_: None)
    monkeypatch.setattr(whole, "write_rounds", lambda *_: None)
    monkeypatch.setattr(whole, "write_applications", lambda *_: None)
    monkeypatch.setattr(whole, "write_upper", lambda *_: 0)
    with monkeypatch.context() as patch:
        patch.setattr(whole, "write_projects", broken_off)
        with pytest.raises(KeyboardInterrupt):
            write_sample()
    facts = Fact.objects.count()
    finished = write_sample()
    assert (finished.facts, finished.projects, finished.indicators) == (0, 120, 40)
    assert Fact.objects.count() == facts
    assert Organisation.objects.filter(kind="zone").count() == 1
    seal()
    *here, _done = chain()
    assert len(here) > 600
    assert here == original.chain[: len(here)]


def test_a_blank_name_is_refused(committed_db: CommittedDatabase) -> None:
    with pytest.raises(Problem) as refused:
        write_sample("  ")
    assert refused.value.code == "parties.name-missing"
