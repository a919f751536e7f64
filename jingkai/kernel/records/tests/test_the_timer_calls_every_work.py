"""What falls due by itself is entered by its room and called by the timer; one that fails keeps none of the others."""

from datetime import UTC, datetime

import pytest

from jingkai.kernel.records import timed
from jingkai.kernel.records.problems import BATCH_NOT_LIVE

AT = datetime(2024, 1, 8, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed, "_WORKS", {})


def test_one_that_is_refused_or_fails_keeps_none_of_the_others() -> None:
    @timed.timed("c.counts")
    def counts(at: datetime) -> int:
        assert at == AT
        return 3

    @timed.timed("a.refused")
    def refused(at: datetime) -> int:
        raise BATCH_NOT_LIVE(batch=1)

    @timed.timed("b.fails")
    def fails(at: datetime) -> int:
        raise ZeroDivisionError

    assert timed.do_what_is_due(AT) == [
        timed.Done("a.refused", 0, "records.batch-not-live"),
        timed.Done("b.fails", 0, "ZeroDivisionError"),
        timed.Done("c.counts", 3),
    ]


def test_two_works_have_two_names() -> None:
    timed.timed("a.work")(lambda at: 0)
    with pytest.raises(ValueError, match=r"a\.work"):
        timed.timed("a.work")(lambda at: 0)
