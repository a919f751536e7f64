"""The ladder of enterprises and its list by tiers are filled: every rung, what moved, and what a bound leaves open."""

from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.site.sample.writing import Written
from jingkai.systems.economy.kinds import LADDER, LadderBody
from jingkai.systems.economy.ladder.tiers import counts, ladder_of
from tests.proof import proves

YEAR = Period.of_year(2023)


@proves("W2.2.4", "K6.1.1")
def test_a_dozen_enterprises_stand_on_the_ladder(sample: Written) -> None:
    zone = Organisation.objects.get(name=sample.zone)
    rule = RuleBook().body(LADDER, zone, YEAR.last_day, LadderBody)
    stands = ladder_of(zone, rule, YEAR, None, None)
    assert len(stands) == 12
    assert [(tier.code, now, then) for tier, now, then in counts(stands, rule)] == [
        ("ten-billion", 1, 0),
        ("five-billion", 2, 3),
        ("billion", 2, 4),
        ("hundred-million", 3, 3),
    ]
    # 近100亿元 may be a hundred, 40余亿元 fifty, and 不足10亿元 says how much at most.
    undecided = [one.enterprise.name[:4] for one in stands if one.rung is not None and not one.rung.decided]
    assert sorted(undecided) == ["东区储能", "滨河保税", "滨河铝基"]
    moved = {one.enterprise.name[:4]: one.moved(rule) for one in stands}
    assert [moved[name] for name in ("滨河光学", "滨河环保", "东区智能", "滨河铝基", "综保区跨")] == [
        "up", "down", "same", "", "",
    ]  # fmt: skip
