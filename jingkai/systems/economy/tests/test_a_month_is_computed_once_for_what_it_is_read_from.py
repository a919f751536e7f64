"""A month is computed again when something is written that it is read from, and only told its new number otherwise."""

from __future__ import annotations

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.parties.services import add_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.remembering import reading
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.tests.samples import written
from jingkai.systems.economy import month as months
from jingkai.systems.economy.document import document
from jingkai.systems.economy.month import Month, compute
from jingkai.systems.economy.stories.people import AT, a_town, say
from tests.proof import proves

YEAR = Period.of_year(2024)


@proves("W5.3.2")
@pytest.mark.django_db
def test_a_write_elsewhere_leaves_the_month_and_moves_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    town = a_town()
    say(town, "固定资产投资", "5", "亿元", "2024")
    loads: list[int] = []
    load = months.load
    monkeypatch.setattr(
        months, "load", lambda zone, period, number: loads.append(number) or load(zone, period, number)
    )

    def asked() -> Month:
        with reading():
            return compute(town.zone, YEAR)

    first, since = asked(), latest()
    assert loads == [since]
    written("别处的表.xlsx")
    second = asked()
    assert loads == [since]
    assert (second.as_of, second.lines) == (latest(), first.lines)
    assert second.known_until is not None
    # Someone new may own an indicator; a figure is one.
    add_person(SYSTEM, "新来的", at=AT)
    asked()
    say(town, "固定资产投资", "6", "亿元", "2024")
    third = asked()
    assert len(loads) == 3
    assert {**document(third), "as_of": 0} != {**document(first), "as_of": 0}
    # What was known before is asked at its own number.
    with reading():
        assert document(compute(town.zone, YEAR, since)) == document(first)
    assert loads[-1] == since
