"""In English a figure has the name of the indicator that shows it; what nobody named stays as it was typed."""

import pytest

from jingkai.kernel.facts.models import Indicator, Measure
from jingkai.kernel.facts.naming import english_names, in_english

TAX = Measure(name="税收收入", aspect="amount")
GROWTH = Measure(name="税收收入", aspect="growth")
DEFINED = (
    Indicator(name="税收", name_en="Tax revenue", formula='fact("税收收入", ytd)'),
    Indicator(name="税收另名", name_en="Another name", formula='fact("税收收入")'),
    Indicator(name="税收占比", name_en="Share", formula='share(fact("非税收入"), fact("税收收入"))'),
    Indicator(name="用电", name_en="", formula='fact("用电量")'),
    Indicator(name="坏了", name_en="Broken", formula='fact("'),
)


@pytest.mark.parametrize(
    ("measure", "category", "said"),
    [
        (TAX, "", "Tax revenue"),
        (GROWTH, "", "Tax revenue, growth on last year"),
        (TAX, "增值税", "Tax revenue (增值税)"),
        (GROWTH, "增值税", "Tax revenue, growth on last year (增值税)"),
        # Read by a formula, and declared without an English name: both keep what was typed.
        (Measure(name="非税收入", aspect="amount"), "", "非税收入"),
        (Measure(name="用电量", aspect="amount"), "居民", "用电量（居民）"),
    ],
)
def test_it_goes_by_the_first_indicator_that_shows_it(measure: Measure, category: str, said: str) -> None:
    assert in_english(measure, category, english_names(DEFINED)) == said


def test_an_indicator_of_one_category_names_it() -> None:
    vat = Indicator(name="增值税", name_en="Value-added tax", formula='fact("税收收入（增值税）", ytd)')
    assert in_english(TAX, "增值税", english_names([*DEFINED, vat])) == "Value-added tax"


def test_an_indicator_of_growth_names_the_growth() -> None:
    growth = Indicator(name="增速", name_en="Tax growth", formula='fact("税收收入·同比", ytd)')
    assert in_english(GROWTH, "", english_names([*DEFINED, growth])) == "Tax growth"
    # The amount has no indicator of its own here.
    assert in_english(TAX, "", english_names([growth])) == "税收收入"
