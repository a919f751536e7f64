"""An expression that is nothing but one figure says which."""

import pytest

from jingkai.engines.expr import fact_alone


@pytest.mark.parametrize("text", ['fact("工业投资")', 'fact("工业投资", ytd)', "fact（“工业投资”，ytd）"])
def test_a_figure_as_it_is(text: str) -> None:
    assert fact_alone(text) == "工业投资"


@pytest.mark.parametrize(
    "text",
    [
        'fact("工业投资", ytd, caliber: "统计")',
        'fact("工业投资", nature: "planned")',
        'fact("工业投资") * 2',
        'target("工业投资")',
        'growth(fact("工业投资"))',
        "1",
    ],
)
def test_what_computes_or_chooses_is_another_figure(text: str) -> None:
    assert fact_alone(text) == ""
