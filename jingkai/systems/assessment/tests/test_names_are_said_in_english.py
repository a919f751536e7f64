"""On an English page of scores what is declared in English is English: figures, units, calibers, nodes."""

import re

import pytest

from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.tests.samples import MONDAY, Hall, a_hall, ship_rules

from .asking import fact, page, scores, tell, text

pytestmark = pytest.mark.django_db

EAST, WEST = "东城街道", "西城街道"
CHINESE = re.compile(r"[⺀-鿿]+")


@pytest.fixture
def hall() -> Hall:
    """Investment is an indicator of the zone; taxes have the title of the scheme's only indicator that takes them."""
    hall = a_hall()
    parts = [
        {
            "id": "投资", "title": {"zh": "投资", "en": "Money put in"}, "weight": "50", "indicator": "固定资产投资",
            "method": {"completion": {"target": {"indicator": "税收收入"}}},
        },
        {
            "id": "税收", "title": {"zh": "税收", "en": "Taxes"}, "weight": "50", "indicator": "税收收入",
            "method": {"ratio": {}},
        },
    ]  # fmt: skip
    root = {"id": "总分", "title": {"zh": "总分", "en": "Total"}, "of": parts}
    criteria = {"固定资产投资": fact("固定资产投资"), "税收收入": fact("税收收入", "万元")}
    ship_rules({"tree": root, "tie_break": ["税收"]}, criteria, cohort={"": [EAST, WEST]})
    for unit, invested, taxes in ((hall.zone.east, "80", "200"), (hall.zone.west, "60", "1000")):
        tell(hall, unit, "固定资产投资", invested)
        tell(hall, unit, "税收收入", taxes, "万元")
    define_indicator(
        SYSTEM, hall.zone.zone, "investment", name="投资额", name_en="Fixed-asset investment",
        formula='fact("固定资产投资", ytd)', unit="亿元", calibers=["统计"], at=MONDAY,
    )  # fmt: skip
    return hall


def chinese(address: str, hall: Hall) -> set[str]:
    """What is Chinese on the page, without the names of units."""
    read = text(page(f"{address}&lang=en"))
    for name in (EAST, WEST, hall.zone.zone.name):
        read = read.replace(name, "")
    return set(CHINESE.findall(read))


@pytest.mark.parametrize("node", ["投资", "税收", "总分"])
def test_a_cell_opens_in_english(hall: Hall, node: str) -> None:
    assert chinese(scores("cell", who=EAST, node=node), hall) == set()


def test_records_calibers_and_units_have_their_english_names(hall: Hall) -> None:
    invested = text(page(scores("cell", who=EAST, node="投资", lang="en")))
    assert "80 (100 million yuan) Fixed-asset investment · 2024-01/2024-06 statistical" in invested
    # The other figure of its method goes by the title of the indicator that takes it.
    assert "'Taxes'" in invested
    taxes = text(page(scores("cell", who=EAST, node="税收", lang="en")))
    assert "200 (10,000 yuan) Taxes" in taxes


def test_a_chinese_page_keeps_the_names_that_were_typed(hall: Hall) -> None:
    read = text(page(scores("cell", who=EAST, node="投资")))
    assert "80亿元 固定资产投资 · 2024年1-6月 统计" in read
    assert "“税收收入”" in read


def test_what_if_gain_plan_and_scheme_are_english(hall: Hall) -> None:
    html = page(scores("what-if", who=EAST, lang="en"))
    assert 'aria-label="If it were Fixed-asset investment"' in html
    assert chinese(scores("gains", who=EAST), hall) == set()
    read = text(page("/assessment/scheme?period=2024-06&lang=en"))
    assert "the figure Fixed-asset investment in 100 million yuan, by statistical" in read
    assert "told apart by Taxes" in read
