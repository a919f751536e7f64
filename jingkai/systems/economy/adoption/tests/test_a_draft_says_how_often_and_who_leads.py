"""A draft's row may say how often an indicator is told and whose post leads it; a post that is not there is named."""

from datetime import date

import pytest

from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.parties.services.people import add_person, give_post
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.economy.adoption.confirming import confirm
from jingkai.systems.economy.adoption.draft import Draft, DraftIndicator
from jingkai.systems.economy.stories.people import AT, SINCE, a_town
from tests.proof import proves


@proves("W2.2.3")
@pytest.mark.django_db
def test_frequency_and_leader_are_written_and_an_unknown_post_is_refused_by_name() -> None:
    town = a_town()
    give_post(SYSTEM, add_person(SYSTEM, "甲", at=AT), town.zone, "分管负责人", since=date(2020, 1, 1), at=AT)
    rows = [
        DraftIndicator(
            code=code, name=name, unit="亿元", formula=f'fact("{name}", ytd)',
            frequency="quarter", leader=leader, confirm=True,
        )
        for code, name, leader in (("A001", "生产总值", "分管负责人"), ("A002", "税收", "没有的职务"))
    ]  # fmt: skip
    done = confirm(town.clerk, town.zone, Draft(zone=town.zone.name, indicators=rows), since=SINCE, at=AT)
    assert done.indicators == ["生产总值"]
    found = indicators(town.zone)["A001"]
    assert (found.frequency, found.leader and found.leader.title) == ("quarter", "分管负责人")
    # adoption.post-unknown
    ((name, zh, en),) = done.refused
    assert name == "税收"
    assert "没有“没有的职务”这个职务" in zh
    assert "no post" in en
