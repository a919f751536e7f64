"""A walk over the tables of all rooms and systems: a new one is asked from its first day."""

import pytest

from jingkai.kernel.parties.access import (
    Level,
    Reader,
    Sight,
    every_model,
    undeclared_models,
    visibility_of,
    visible,
)
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import AT, DAY
from jingkai.kernel.rules.roles import RolesBody, roles_for
from jingkai.kernel.rules.services import ship
from tests.proof import proves

pytestmark = pytest.mark.django_db

# Kinds that no role opens: what is open to all staff, and what follows from grants by itself.
BY_ITSELF = {"", "parties", "compartments"}


@proves("K2.4.5")
def test_every_table_declares_its_visibility() -> None:
    assert undeclared_models() == []


@proves("K2.4.5")
def test_nobody_sees_anything_and_every_rule_is_a_query_that_runs() -> None:
    stranger = Reader(person=None, on=DAY)
    for model in every_model():
        for level in (Level.AGGREGATE, Level.CONTENT, Level.ACT):
            assert visible(model._base_manager.all(), stranger, level).count() == 0, model


@proves("K2.4.5")
def test_every_rule_also_runs_for_a_reader_with_every_right() -> None:
    """A look-up that names no column of its table fails here, and not on a page."""
    ship(at=AT)
    kinds = roles_for(None, DAY).kinds
    every = Sight(
        Level.ACT,
        units=frozenset({1}),
        places=frozenset({1}),
        campaigns=frozenset({"x"}),
        compartments=frozenset({1}),
    )
    reader = Reader(person=1, on=DAY, sights=dict.fromkeys(kinds, (every,)), staff=True)
    for model in every_model():
        for level in (Level.AGGREGATE, Level.CONTENT, Level.ACT):
            assert list(visible(model._base_manager.all(), reader, level)[:1]) is not None


@proves("K2.4.4")
def test_the_kinds_that_tables_name_are_those_of_the_roles() -> None:
    ship(at=AT)
    body: RolesBody = roles_for(None, DAY)
    named = {visibility_of(model).kind for model in every_model()} - BY_ITSELF
    assert named - body.kinds.keys() == set()


def test_a_table_that_declared_nothing_is_read_by_nobody() -> None:
    class Unsaid(Organisation):
        class Meta:
            proxy = True
            app_label = "auth"

    with pytest.raises(LookupError, match="does not say who sees it"):
        visibility_of(Unsaid)
