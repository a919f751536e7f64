"""Whatever is entered, corrected or taken back later: a month as of an earlier number stays what it was."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.known import current
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.systems.economy.document import as_bytes, document
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.publishing import publish, recompute
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from tests.proof import proves

pytestmark = pytest.mark.django_db

MARCH = Period.parse("2024-03")
NAMES = ("固定资产投资", "税收")
steps = st.lists(
    st.tuples(
        st.sampled_from(["say", "correct", "withdraw", "target", "define"]),
        st.sampled_from(NAMES),
        st.sampled_from(["自报", "公布"]),
        st.integers(1, 99),
    ),
    min_size=2,
    max_size=7,
)


def take(town: Town, step: tuple[str, str, str, int]) -> None:
    """One thing that happens to the zone; what can't happen yet is left out."""
    what, name, caliber, number = step
    facts = list(current().filter(holder=town.zone, caliber=caliber, measure__name=name).order_by("-pk"))
    amount = Quantity.exactly(number, "亿元", text=str(number))
    if what == "say":
        say(town, name, str(number), "亿元", "2024-01/2024-03", caliber=caliber)
    elif what == "correct" and facts:
        correct(town.clerk, facts[0].pk, amount, reason="更正", source="来函", at=AT)
    elif what == "withdraw" and facts:
        withdraw(town.clerk, facts[0].batch, at=AT, reason="撤回")
    elif what == "define" and facts:
        define_indicator(
            town.clerk, town.zone, name, name=name, formula=f'fact("{name}", ytd)', unit="亿元", at=AT
        )
    elif what == "target" and name in indicators(town.zone):
        set_target(town.clerk, town.zone, name, town.zone, Period.of_year(2024), amount, at=AT)


@given(steps)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@proves("INV.4", "K4.3.6", "K4.1.3")
def test_every_earlier_month_has_the_bytes_it_had(taken: list[tuple[str, str, str, int]]) -> None:
    # Every example in the same database founds a zone of its own.
    town = a_town(f"滨河经济开发区{Organisation.objects.count()}")
    seen: dict[int, bytes] = {}
    for step in taken:
        take(town, step)
        seen[latest()] = as_bytes(document(compute(town.zone, MARCH)))
        for number, before in seen.items():
            assert as_bytes(document(compute(town.zone, MARCH, number))) == before


@proves("INV.4", "K4.3.7")
def test_a_published_month_is_recomputed_after_everything_it_shows_was_corrected() -> None:
    town = a_town()
    fact = say(town, "税收", "9", "亿元", "2024-01/2024-03")
    published = publish(town.clerk, town.zone, MARCH, at=AT)
    amount = Quantity.exactly(8, "亿元")
    correct(town.clerk, fact.pk, amount, reason="决算", source="来函", at=AT + timedelta(days=30))
    assert str(compute(town.zone, MARCH).lines[0].value) == "8亿元"
    assert as_bytes(recompute(published)) == published.document.encode("utf-8")
    assert '"value":"9"' in published.document


@proves("INV.4", "K4.1.5")
def test_a_target_or_a_formula_that_changes_later_leaves_the_earlier_month() -> None:
    town = a_town()
    say(town, "税收", "9", "亿元", "2024-01/2024-03")
    define_indicator(
        town.clerk, town.zone, "税收", name="税收", formula='fact("税收", ytd)', unit="亿元", at=AT
    )
    year = Period.of_year(2024)
    old = set_target(town.clerk, town.zone, "税收", town.zone, year, Quantity.exactly(20, "亿元"), at=AT)
    number, before = latest(), as_bytes(document(compute(town.zone, MARCH)))

    set_target(
        town.clerk,
        town.zone,
        "税收",
        town.zone,
        year,
        Quantity.exactly(90, "亿元"),
        replaces=old,
        reason="加码",
        at=AT,
    )
    changed = as_bytes(document(compute(town.zone, MARCH)))
    define_indicator(
        town.clerk, town.zone, "税收", name="税收", formula='fact("税收", ytd) * 2', unit="亿元", at=AT
    )
    again = as_bytes(document(compute(town.zone, MARCH)))
    assert len({before, changed, again}) == 3
    assert as_bytes(document(compute(town.zone, MARCH, number))) == before


@proves("K4.3.7")
def test_a_month_that_is_only_computed_stores_nothing() -> None:
    town = a_town()
    say(town, "税收", "9", "亿元", "2024-01/2024-03")
    before = latest()
    compute(town.zone, MARCH)
    assert latest() == before
