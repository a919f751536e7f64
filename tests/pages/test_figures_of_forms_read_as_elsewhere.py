"""Minutes, figures and owners on the pages of forms: as an official says them, and as the roles have it."""

from datetime import date
from decimal import Decimal

import pytest

from jingkai.engines.quantity import Quantity
from jingkai.kernel.rules.access import who_may
from jingkai.kernel.rules.roles import roles_for
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.systems.tables.system import SYSTEM
from jingkai.web.rooms.forms.pages import Words
from tests.proof import proves

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        ("3.96", "约 4", "about 4"),
        ("4", "4", "4"),
        ("4.00", "4", "4"),
        ("0.24", "不到 1", "under 1"),
        ("0.5", "约 1", "about 1"),
        ("0", "0", "0"),
        ("1249.5", "约 1,250", "about 1,250"),
    ],
)
def test_minutes_are_whole_and_say_that_they_are_about_so_many(minutes: str, zh: str, en: str) -> None:
    assert (Words("zh").minutes(Decimal(minutes)), Words("en").minutes(Decimal(minutes))) == (zh, en)


@proves("W4.2.2")
def test_what_is_compared_with_a_budget_is_not_rounded() -> None:
    """1.2 minutes are over a budget of 1, and 约 1 would not be."""
    words = Words("zh")
    assert [words.exact_minutes(Decimal(one)) for one in ("1.20", "120", "0")] == ["1.2", "120", "0"]


@pytest.mark.parametrize(("minutes", "said"), [("0.24", "约 14 秒"), ("0.12", "约 7 秒"), ("3", "3 分钟")])
def test_a_cell_takes_seconds_or_minutes(minutes: str, said: str) -> None:
    assert Words("zh").taking(Decimal(minutes)) == said


def test_figures_are_grouped_as_on_every_page() -> None:
    found = Quantity.exactly("1234567.5", "人")
    assert Words("zh").quantity(found) == "1,234,567.5人"
    assert "1,234,567.5" in Words("en").quantity(found)


@pytest.mark.django_db
def test_whose_page_it_is_may_do_there_what_the_page_is_for() -> None:
    """The page of the burden is for approving requests: it names nobody whom no role lets approve."""
    zone = a_ruled_zone().zone
    may = {one.zh for one in who_may("approve", "forms", zone, DAY)}
    leaders = {one.title.zh for one in roles_for(zone, DAY).roles.values() if "leader" in one.traits}
    (page,) = [one for one in SYSTEM.pages if one.view == "web:forms-office"]
    for owner in page.owner.zh.split("、"):
        named = leaders if owner == "区领导" else {owner}
        assert named & may, owner
