"""A newcomer finds a half-year that an upper body assessed: settled, and waiting to be confirmed."""

from decimal import Decimal

from jingkai.engines.periods import Period
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.rounds.queries import announced
from jingkai.site.sample.writing import Written
from jingkai.systems.assessment.api import upper_round
from jingkai.systems.assessment.upper.analysis import analyse
from jingkai.systems.assessment.upper.comparison import compare_with
from jingkai.systems.assessment.upper.newer import newer_than


def test_it_has_its_scores_places_responsibilities_tags_and_notes(sample: Written) -> None:
    del sample
    zone = find_zone("", Period.parse("2024-03").last_day)
    round = upper_round(zone, Period.parse("2023-H1"), settled=True)
    assert round is not None
    assert announced(round) is None
    assert not Matter.objects.filter(origin__startswith=round.ref).exists()
    found = analyse(round)
    assert (found.upper.full, found.total, found.change, found.distance) == (100, Decimal("78.8"), -2, 3)
    assert [one.part.node for one in found.weak] == ["项目建设", "生态环境"]
    assert (found.said.holes, found.said.tagged, found.said.noted) == ([], 20, 8)
    newer = newer_than(found.upper, Period.parse("2024-03").last_day)
    assert newer is not None
    assert (newer.added, newer.full) == (["新增经营主体数"], 102)


def test_city_and_province_stand_beside_the_zone(sample: Written) -> None:
    del sample
    zone = find_zone("", Period.parse("2024-02").last_day)
    rows = {one.title.zh: one for one in compare_with(zone, Period.parse("2024-02")).rows}
    flags = {name: one.flag(one.province) for name, one in rows.items()}
    assert flags["固定资产投资"] == "below"
    assert flags["规模以上工业增加值"] == "above"
    assert flags["外贸进出口总额"] == "unknown"
