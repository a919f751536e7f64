"""A proof: what was printed before what follows from it, every plan, what a figure was corrected to, units as read."""

from datetime import timedelta

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.records.actor import SYSTEM
from jingkai.systems.economy.findings import chinese
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.proof import Proof, prove
from jingkai.systems.economy.shown import DASH, signed
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from jingkai.systems.economy.view import view
from tests.proof import proves

pytestmark = pytest.mark.django_db

Q1, LAST = "2024-01/2024-03", "2023-01/2023-03"


@pytest.fixture
def town() -> Town:
    return a_town()


def proof(town: Town, name: str = "投资", **more: str) -> Proof:
    return prove(f"{name}@2024-Q1", town.zone, **more)  # type: ignore[arg-type]


@proves("K4.6.1")
def test_last_year_as_it_was_printed_comes_before_what_follows_from_growth(town: Town) -> None:
    say(town, "投资", "110", "亿元", Q1)
    say(town, "投资", "10.0", "%", Q1, aspect="growth")
    say(town, "投资", "99", "亿元", LAST)
    beside = proof(town).beside
    names = [name for name, _ in beside]
    assert names.index("上年同期") < names.index("上年同期（推算）")
    assert dict(beside)["上年同期"] == "99亿元（2023年1-3月）"


@proves("K4.6.1")
def test_every_plan_that_was_printed_is_there(town: Town) -> None:
    say(town, "投资", "30", "亿元", Q1)
    say(town, "投资", "150", "亿元", "2024", nature="planned", caliber="公布")
    assert "印出的各个计划数" not in dict(proof(town).beside)
    say(town, "投资", "155", "亿元", "2024", nature="planned", caliber="自报", by=town.projects)
    assert (
        dict(proof(town).beside)["印出的各个计划数"] == "财政审计部 150亿元（公布）；项目办 155亿元（自报）"
    )


@proves("K4.6.1", "K4.1.3")
def test_a_figure_that_was_corrected_says_to_what_and_why(town: Town) -> None:
    old = say(town, "投资", "30", "亿元", Q1)
    assert not prove(f"fact:{old.pk}", town.zone).evidence[0].later
    new = correct(
        town.clerk, old.pk, Quantity.exactly("31", "亿元", text="31"), reason="漏报一项", source="来函",
        at=AT + timedelta(days=1),
    )  # fmt: skip
    (one,) = prove(f"fact:{old.pk}", town.zone).evidence
    assert one.later == (("已更正为 31亿元：漏报一项", f"fact:{new.pk}"),)
    assert not prove(f"fact:{new.pk}", town.zone).evidence[0].later


@proves("W1.5.3")
def test_an_english_proof_counts_in_english(town: Town) -> None:
    fact = say(town, "投资", "30", "亿元", Q1)
    (one,) = prove(f"fact:{fact.pk}", town.zone, lang="en").evidence
    assert one.value == "3,000 million yuan"


@proves("K4.3.3")
def test_of_a_figure_that_is_a_growth_rate_the_growth_is_its_growth(town: Town) -> None:
    say(town, "工业增加值", "6.4", "%", Q1, aspect="growth")
    (line,) = compute(town.zone, Period.parse("2024-Q1")).lines
    row = view(line, "zh")
    assert (row.growth, row.value.number, row.growth_derived) == ("+6.4%", DASH, False)


def test_the_sign_stands_at_the_number_and_points_have_their_measure_word() -> None:
    assert signed(Quantity.exactly("4.5", "%"), 1) == "+4.5"
    assert signed(Quantity.approximately("4.5", "%"), 1) == "≈+4.5"
    assert signed(Quantity.exactly("-4.5", "%"), 1) == "−4.5"
    assert chinese("10百分点") == "10 个百分点"


@proves("W1.5.3")
def test_an_english_proof_names_figures_as_their_indicators_are_named(town: Town) -> None:
    say(town, "投资", "30", "亿元", Q1)
    say(town, "投资", "10.0", "%", Q1, aspect="growth")
    define_indicator(
        SYSTEM, town.zone, "invest", name="投资", name_en="Investment", formula='fact("投资", ytd)',
        unit="亿元", calibers=["统计"], at=AT,
    )  # fmt: skip
    english = proof(town, lang="en")
    assert english.says == "“Investment” of the unit at hand for the year to date"
    assert english.steps[0].startswith(f"“Investment” of {town.zone.name} for 2024-01/2024-03")
    assert {one.name for one in english.evidence} == {"Investment", "Investment, growth on last year"}
    # The formula itself is what somebody typed.
    assert english.formula == 'fact("投资", ytd)'
    assert {one.name for one in proof(town).evidence} == {"投资", "投资·同比"}
