"""Two who define one indicator at the same moment: one definition stands, the other is told."""

from typing import Any

import pytest

from jingkai.kernel.facts import defining
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.measures import register_measure
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .samples import AT, Zone, a_zone

pytestmark = pytest.mark.django_db


def define(zone: Zone, **more: Any) -> Indicator:
    said = {"name": "税收", "formula": 'fact("税收", ytd)', "unit": "亿元", **more}
    return define_indicator(SYSTEM, zone.zone, "tax", at=AT, **said)


@proves("W5.2.1")
def test_the_second_of_two_is_told_or_is_the_first_again(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = a_zone()
    register_measure(SYSTEM, "税收", unit="亿元", at=AT)
    first = define(zone)
    for before in ({}, {"tax": first}):
        if before:
            second = define(zone, reason="改口径", decimals=1)
        # Who looked before the other's commit does not see it.
        monkeypatch.setattr(defining, "indicators", lambda zone, seen=before: seen)
        with pytest.raises(Problem) as found:
            define(zone, reason="另一改法", decimals=4)
        assert found.value.code == "facts.indicator-amended"
        assert define(zone, **({"reason": "改口径", "decimals": 1} if before else {})) == (
            second if before else first
        )
        monkeypatch.undo()
    assert Indicator.objects.filter(code="tax").count() == 2
