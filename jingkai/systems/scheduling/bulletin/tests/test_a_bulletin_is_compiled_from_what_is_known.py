"""Every figure of a bulletin has its source and caliber; what lacks one is left out and named."""

import pytest

from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.content import Figure, Given, Sentence, figures_of, runs_of, text_of
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.access import reader_for
from jingkai.systems.scheduling.bulletin.compiling import Bulletin, compile_bulletin
from jingkai.systems.scheduling.bulletin.prose import Prose
from jingkai.systems.scheduling.stories.march import (
    MONTH,
    REPORTED,
    March,
    a_march,
    report_figures,
    reported_march,
    say,
)
from jingkai.web.opening import address_of_ref
from tests.proof import proves

pytestmark = pytest.mark.django_db


def compiled(march: March, lang: str = "zh", as_of: int | None = None) -> Bulletin:
    return compile_bulletin(march.zone.zone, MONTH, lang, as_of=as_of, at=REPORTED)  # type: ignore[arg-type]


def texts(given: Given) -> list[str]:
    values = [given] if isinstance(given, (str, Sentence, Figure)) else given
    return [text_of(runs_of(one)) for one in values]  # type: ignore[union-attr]


def define(march: March, code: str, name: str, formula: str, unit: str = "亿元", owned: bool = True) -> None:
    owner = march.units["统计办"] if owned else None
    define_indicator(
        SYSTEM, march.zone.zone, code, name=name, formula=formula, unit=unit, owner=owner, at=REPORTED
    )


@proves("W2.4.2")
def test_each_figure_names_its_source_and_caliber_and_leads_to_its_proof() -> None:
    march = reported_march()
    found = compiled(march).slots(Prose())
    values = [one for given in found.values() if isinstance(given, list) for one in given]
    figures = [figure for one in values for figure in figures_of(one)]
    assert len(figures) > 80
    assert all(one.ref and one.source and one.caliber for one in figures)
    assert all(address_of_ref(one.ref, march.zone.zone) for one in figures)


@proves("W2.4.2")
def test_what_has_no_figure_no_source_or_two_figures_is_left_out_and_named() -> None:
    march = a_march()
    report_figures(march)
    define(march, "quota", "约定数", "3个", unit="个")
    say(march, "用电量", "5", period=MONTH, unit="亿千瓦时")
    define(march, "power", "全年用电量", 'fact("用电量", ytd)', unit="亿千瓦时")
    say(march, "新增就业", "100", unit="人")
    say(march, "新增就业", "120", unit="人", by="社会事业局")
    define(march, "jobs", "新增就业", 'fact("新增就业", ytd)', unit="人", owned=False)
    bulletin = compiled(march)
    assert len(bulletin.rows) == 12
    (said,) = texts(bulletin.omitted)
    assert said.startswith("另有3项未列入：")
    for one in ("新增就业（两个数不一致，未取值）", "约定数（没有出处）", "全年用电量（没有数）"):
        assert one in said
    assert not any("约定数" in one for one in texts(bulletin.table))


@proves("W2.4.2")
def test_a_figure_typed_in_a_report_stands_beside_the_fact_that_counts() -> None:
    march = reported_march()
    say(march, "税收收入", "47", by="财政局", caliber="自报", source="书面汇报")
    bulletin = compiled(march)
    (said,) = texts(bulletin.disagreeing)
    assert "税收收入：通报采用30亿元（统计办，统计）；另有47亿元（财政局，自报）" in said
    assert any(one.startswith("税收收入30亿元") for one in texts(bulletin.table))
    assert "47" not in "".join(texts(bulletin.table))


def test_figures_that_tie_are_both_named_and_none_is_taken() -> None:
    march = a_march()
    report_figures(march)
    say(march, "新增就业", "100", unit="人")
    say(march, "新增就业", "120", unit="人", by="社会事业局")
    define(march, "jobs", "新增就业", 'fact("新增就业", ytd)', unit="人", owned=False)
    (said,) = texts(compiled(march).disagreeing)
    assert "互不一致，未定之前不取值" in said
    assert "100人" in said
    assert "120人" in said


def test_a_month_of_which_nothing_is_known_has_no_bulletin_and_says_so() -> None:
    bulletin = compiled(a_march())
    assert (bulletin.rows, bulletin.overall, bulletin.table) == ([], [], [])
    assert texts(bulletin.signs) == ["本月没有在案的苗头。"]
    assert texts(bulletin.behind) == ["没有落后时序的指标。"]


@proves("W2.4.2")
def test_what_was_known_then_is_compiled_again_as_it_was() -> None:
    march = reported_march()
    then, before = latest(), compiled(march).slots(Prose())
    say(march, "税收收入", "31")
    assert texts(compiled(march).table) != texts(before["indicators"])
    assert compiled(march, as_of=then).slots(Prose()) == before


def test_who_sees_no_matters_is_told_nothing_of_them() -> None:
    """Neither that there are some, nor that there are none."""
    march = reported_march()
    assert Matter.objects.count() == 3
    person = march.hand("社会事业局").person
    assert person is not None
    reader = reader_for(person, on=REPORTED.date())
    bulletin = compile_bulletin(march.zone.zone, MONTH, "zh", reader=reader, at=REPORTED)
    said = "".join(texts(bulletin.behind))
    assert "落后时序的指标3项。" in said
    assert "立项" not in said
    assert "没有在案" not in "".join(texts(bulletin.signs))


def test_in_english_no_word_of_ours_is_chinese() -> None:
    march = reported_march()
    (first, *_) = texts(compiled(march, "en").overall)
    assert first == (
        "Of 12 indicators that can be printed, 12 have a target for the year and are compared with the schedule:"
        " 7 ahead, 2 on schedule, 3 behind."
    )
