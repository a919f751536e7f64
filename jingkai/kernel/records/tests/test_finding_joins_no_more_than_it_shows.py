"""What is read to be found: the rows, and of other tables no more than a row that is shown needs."""

from collections.abc import Callable

import pytest

from jingkai.kernel.records.search.findable import findables

pytestmark = pytest.mark.django_db


def _joined(sql: str) -> int:
    return sql.count(" JOIN ")


def test_a_kind_that_names_no_relation_joins_none() -> None:
    # Django follows every relation there is where it is given none: two dozen tables, for which a database that has
    # not looked at them yet may take minutes.
    told = {
        one.kind: _joined(str(one.along_with(one.model._base_manager.all()).query)) for one in findables()
    }
    assert len(told) > 10
    assert {kind: joined for kind, joined in told.items() if joined > 1} == {}


def test_its_words_are_its_own(django_assert_num_queries: Callable[..., object]) -> None:
    for one in findables():
        row = one.model()
        with django_assert_num_queries(0):
            one.words_of(row)
