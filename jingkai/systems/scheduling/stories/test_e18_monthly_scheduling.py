"""st-E18: monthly scheduling with little typing."""

import pytest

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.content import runs_of, text_of
from jingkai.kernel.records.sequence import latest
from jingkai.systems.economy.api import cited, compute
from jingkai.systems.scheduling.bulletin.compiling import compile_bulletin
from tests.proof import proves

from .march import MARCH, reported_march

pytestmark = pytest.mark.django_db


@proves("W2.4.2")
def test_the_bulletin_has_twelve_indicators_the_early_signs_by_kind_and_the_matters_of_what_is_behind() -> (
    None
):
    """12 indicators, 7 ahead, 2 on, 3 behind; policy 1, market 2, operation 4; 3 matters opened from the 3 behind."""
    march = reported_march()
    bulletin = compile_bulletin(march.zone.zone, MARCH, "zh")
    first, *_ = bulletin.overall
    assert text_of(runs_of(first)).endswith(
        "主要指标12项，其中12项有年度目标、可与时序比较：快于时序7项、与时序持平2项、落后3项。"
    )
    assert [len(bulletin.on_side(side)) for side in ("ahead", "even", "behind")] == [7, 2, 3]
    counted, *signs = (text_of(runs_of(one)) for one in bulletin.signs)
    assert counted == "本月在案苗头7条：政策类1条、市场类2条、运行类4条。"
    assert len(signs) == 7
    behind, *each = (text_of(runs_of(one)) for one in bulletin.behind)
    assert behind == "落后时序的指标3项，已立项督办3项。"
    assert [one[one.index("事项") : one.index("，已立项。")] for one in each] == [
        f"事项{matter.label}" for matter in Matter.objects.order_by("pk")
    ]


@proves("W2.4.2")
def test_it_prints_only_values_with_source_and_caliber() -> None:
    march = reported_march()
    rows = cited(compute(march.zone.zone, MARCH, latest()), "zh")
    assert [(one.source, one.caliber) for one in rows] == [("统计办", "统计")] * 12
