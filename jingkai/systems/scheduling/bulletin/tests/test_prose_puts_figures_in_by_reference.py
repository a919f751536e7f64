import pytest

from jingkai.kernel.papers.content import Sentence, runs_of, text_of
from jingkai.kernel.problems import Problem
from jingkai.systems.scheduling.bulletin.compiling import compile_bulletin
from jingkai.systems.scheduling.bulletin.prose import Citable, typed
from jingkai.systems.scheduling.stories.march import MONTH, REPORTED, a_march, report_figures
from tests.proof import proves

pytestmark = pytest.mark.django_db


def citable() -> Citable:
    march = a_march()
    report_figures(march)
    return compile_bulletin(march.zone.zone, MONTH, "zh", at=REPORTED).citable


def said(sentences: list[Sentence]) -> list[str]:
    return [text_of(runs_of(one)) for one in sentences]


@proves("W2.4.2")
def test_a_reference_becomes_the_figure_with_its_source() -> None:
    (one,) = citable().sentences("一季度税收完成{tax}，为年度目标的{tax.progress}，比时序{tax.deviation}。")
    assert said([one]) == ["一季度税收完成30亿元，为年度目标的25%，比时序+8.33个百分点。"]
    figures = [part for part in one.parts if not isinstance(part, str)]
    assert [(figure.source, figure.caliber) for figure in figures] == [("统计办", "统计")] * 3


@proves("W2.4.2")
@pytest.mark.parametrize(
    "text",
    [
        "税收增长9.1%。",
        "完成24.4亿元",
        "增长九点一个百分点",
        "达到5000余家",
        "百分之八",
        "完成３０亿元",
    ],
)
def test_a_typed_figure_is_refused(text: str) -> None:
    with pytest.raises(Problem) as problem:
        citable().sentences(f"各单位要抓紧。\n{text}")
    assert problem.value.code == "bulletin.figure-typed"


@pytest.mark.parametrize(
    "text",
    [
        "请于4月15日前报送整改方案。",
        "抓好三个方面工作，开好一季度调度会。",
        "深入实施“1688”工程。",
        "于17:00前报送",
    ],
)
def test_days_names_and_small_counts_are_no_figures(text: str) -> None:
    assert said(citable().sentences(text)) == [text]


@pytest.mark.parametrize("name", ["gdp", "tax.colour", "tax.growth", ""])
def test_a_reference_to_what_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(Problem) as problem:
        citable().sentences(f"完成{{{name}}}。")
    assert problem.value.code == "bulletin.reference-unknown"


def test_what_was_stored_reads_as_it_was_typed() -> None:
    text = "一要抓税收：完成{tax}。\n二要补短板：比时序{foreign.deviation}。"
    assert typed(citable().sentences(f"\n{text}\n\n")) == text
