"""st-E18: monthly scheduling with little typing."""

import pytest

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.content import runs_of, text_of
from jingkai.kernel.records.sequence import latest
from jingkai.systems.economy.api import cited, compute
from jingkai.systems.scheduling.bulletin.compiling import Bulletin, compile_bulletin
from jingkai.systems.scheduling.reports.queries import reports_of
from tests.proof import proves

from .march import (
    LATE,
    MISSING,
    MONTH,
    REPORTED,
    RETURNED,
    March,
    a_reported_month,
    at,
    reported_march,
)

pytestmark = pytest.mark.django_db


@proves("W2.4.2")
def test_the_bulletin_has_twelve_indicators_the_early_signs_by_kind_and_the_matters_of_what_is_behind() -> (
    None
):
    """12 indicators, 7 ahead, 2 on, 3 behind; policy 1, market 2, operation 4; 3 matters opened from the 3 behind."""
    march = reported_march()
    bulletin = compile_bulletin(march.zone.zone, MONTH, "zh", at=REPORTED)
    first, *_ = bulletin.overall
    assert text_of(runs_of(first)).endswith(
        "主要指标12项，其中12项有年度目标、可与时序比较：快于时序7项、与时序持平2项、落后时序3项。"
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
    rows = cited(compute(march.zone.zone, MONTH, latest()), "zh")
    assert [(one.source, one.caliber) for one in rows] == [("统计办", "统计")] * 12


AFTER = at("2024-03-11")


def compiled(march: March) -> Bulletin:
    return compile_bulletin(march.zone.zone, MONTH, "zh", at=AFTER)


@proves("W2.4.1")
def test_of_twenty_reports_eighteen_are_in_time_one_late_one_missing_and_one_returned() -> None:
    march = a_reported_month()
    reports = reports_of(march.zone.zone, MONTH, AFTER)
    assert reports is not None
    tally = reports.tally
    assert (tally.on_time, tally.late, tally.missing, tally.returned) == (18, 1, 1, 1)
    kinds = ("sent_late", "missing", "returned")
    assert [[one.submission.unit.name for one in reports.of(kind)] for kind in kinds] == [
        [LATE],
        [MISSING],
        [RETURNED],
    ]


@proves("W2.4.1")
def test_of_720_cells_120_are_typed_and_83_3_percent_spared() -> None:
    march = a_reported_month()
    reports = reports_of(march.zone.zone, MONTH, AFTER)
    assert reports is not None
    assert {(one.cells, one.asked) for one in reports.tally.standings} == {(36, 6)}
    assert (reports.tally.cells, reports.tally.filled, reports.typed) == (720, 600, 120)
    said = [text_of(runs_of(one)) for one in compiled(march).discipline]
    assert said[-1] == "汇报共720格，平台填好600格，手工填120格，免填83.3%。"


@proves("W2.4.1", "W2.4.2")
def test_the_bulletin_tells_the_discipline_of_reporting() -> None:
    said = [text_of(runs_of(one)) for one in compiled(a_reported_month()).discipline]
    assert said[:4] == [
        "向20个单位布置书面汇报，2024-03-10 17:00截止：按时报送18个，迟报1个，未报1个；退回1个。",
        "迟报：商务局（2024-03-10 18:10）。",
        "未报：国投集团。",
        "退回：科技创新局。",
    ]


@proves("W2.4.2")
def test_a_figure_typed_against_a_fact_stands_beside_it_and_the_fact_wins() -> None:
    (said,) = (text_of(runs_of(one)) for one in compiled(a_reported_month()).disagreeing)
    assert said == "财政局书面汇报中的单位指标3手填4.5，与平台数据3亿元不一致，以平台数据为准，请核实。"
