from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import EmptyResultSet
from hypothesis import given
from hypothesis import strategies as st

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, Sight, visible
from jingkai.kernel.parties.tests.test_a_reader_reaches_what_grants_open_together import SIGHTS

DAY = date(2024, 1, 5)


def a_reader(*sights: Sight, person: int = 1, bodies: frozenset[int] = frozenset({4})) -> Reader:
    return Reader(
        person, DAY, sights={"items": sights}, bodies=bodies, roles=frozenset({"street"}), staff=True
    )


def asked(reader: Reader, level: Level) -> str:
    """What the database is asked for; nothing where nobody need ask."""
    try:
        return str(visible(Case.objects.all(), reader, level).query)
    except EmptyResultSet:
        return ""


@given(st.lists(SIGHTS, max_size=5))
def test_the_same_rows_are_asked_for(sights: list[Sight]) -> None:
    reader = a_reader(*sights)
    for level in (Level.AGGREGATE, Level.CONTENT, Level.ACT):
        assert reader.anybody.reaches("items", level) == reader.reaches("items", level)
        assert asked(reader, level) == asked(reader.anybody, level)


def test_two_who_see_the_same_are_one_and_two_who_do_not_are_two() -> None:
    units = Sight(Level.ACT, units=frozenset({1, 2}), may=frozenset({"write"}), role="street")
    first, second = a_reader(units), a_reader(replace(units, role="office"), person=2, bodies=frozenset({5}))
    assert first != second
    assert first.anybody == second.anybody
    assert hash(first.anybody) == hash(second.anybody)
    more = a_reader(replace(units, units=frozenset({1, 2, 3})))
    assert more.anybody != first.anybody


@pytest.mark.parametrize("bodies", [frozenset({5}), frozenset[int]()])
def test_where_it_depends_on_ones_own_body_it_is_not_shared(bodies: frozenset[int]) -> None:
    assigned = Sight(Level.CONTENT, units=frozenset({1}), narrow="assigned")
    assert a_reader(assigned).anybody != a_reader(assigned, bodies=bodies).anybody
