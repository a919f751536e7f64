from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jingkai.kernel.parties.access import Level, Reader, Sight
from tests.proof import proves

SIGHTS = st.builds(
    Sight,
    level=st.sampled_from([Level.AGGREGATE, Level.CONTENT, Level.ACT]),
    units=st.frozensets(st.integers(1, 5), max_size=4),
    compartments=st.frozensets(st.integers(1, 2), max_size=1),
    narrow=st.sampled_from(["", "", "assigned", "revealed"]),
)


def a_reader(*sights: Sight) -> Reader:
    return Reader(person=1, on=date(2024, 1, 5), sights={"items": sights})


def reached(sights: tuple[Sight, ...]) -> set[tuple[str, int, str]]:
    """Every unit and compartment, with the condition; what is reached freely counts under every condition."""
    pairs = {(("unit"), one, sight.narrow) for sight in sights for one in sight.units}
    pairs |= {("compartment", one, sight.narrow) for sight in sights for one in sight.compartments}
    free = {(what, one) for what, one, narrow in pairs if not narrow}
    return {(what, one, "" if (what, one) in free else narrow) for what, one, narrow in pairs}


@proves("K2.4.2")
@given(st.lists(SIGHTS, max_size=6))
def test_together_they_reach_neither_more_nor_less(sights: list[Sight]) -> None:
    reader = a_reader(*sights)
    for level in (Level.AGGREGATE, Level.CONTENT, Level.ACT):
        together = reader.reaches("items", level)
        assert reached(together) == reached(reader.sights_of("items", level))
        assert len({one.narrow for one in together}) == len(together)


def test_a_condition_on_what_is_free_anyway_is_left_out() -> None:
    free = Sight(Level.CONTENT, units=frozenset({1, 2}))
    bound = Sight(Level.ACT, units=frozenset({2}), narrow="assigned")
    assert [one.narrow for one in a_reader(bound, free).reaches("items")] == [""]
    assert [one.narrow for one in a_reader(bound, free).reaches("items", Level.ACT)] == ["assigned"]
