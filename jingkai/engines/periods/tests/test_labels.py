"""What a heading says about time, also written as the platform writes periods itself."""

import pytest

from jingkai.engines.periods.labels import find_period, folded
from tests.proof import proves


@proves("K3.2.1")
@pytest.mark.parametrize(
    "text",
    [
        "2024-01/2024-04",
        "2024-1/2024-4",
        "2024-01至2024-04",
        "2024.1-2024.4",
        "2024.01—2024.04",
        "2024/01-2024/04",
        "2024年1-4月",
    ],
)
def test_two_months_of_a_year_are_all_between_them(text: str) -> None:
    found = find_period(folded(text))
    assert (found.hint.year, found.hint.first, found.hint.last) == (2024, 1, 4)
    assert found.rest == ""


def test_a_month_and_a_day_are_no_two_months() -> None:
    assert find_period("2024-04").hint.last == 4
    assert (find_period("2024.3").hint.first, find_period("2024.3").hint.last) == (3, 3)
