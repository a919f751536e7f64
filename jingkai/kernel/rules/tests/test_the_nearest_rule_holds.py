from datetime import date
from pathlib import Path

import pytest

from jingkai.engines.periods import Term, TermUnit
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import AT, Zone, a_unit
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.book import RuleBook, resolve
from jingkai.kernel.rules.holidays import calendar_for
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import approve, draft, ship_folder
from tests.proof import proves

from .samples import DAY, LimitBody, a_ruled_zone, text

pytestmark = pytest.mark.django_db


def shipped(folder: Path, *texts: str) -> None:
    for number, one in enumerate(texts):
        (folder / f"{number}.yaml").write_text(one, encoding="utf-8")
    ship_folder(folder, at=AT)


def own(zone: Zone, words: str, unit: Organisation) -> RuleSet:
    row = draft(zone.actor(zone.head), words, unit=unit, at=AT)
    approve(zone.actor(zone.clerk), row, at=AT)
    return row


def limit(unit: Organisation | None, on: date = DAY, as_of: int | None = None) -> int:
    return RuleBook(as_of).body("test.limit", unit, on, LimitBody).limit


@pytest.fixture
def zone() -> Zone:
    """The head may draft and the clerk approve, so that rules can be written for every unit."""
    from .samples import Scope, hold

    found = a_ruled_zone()
    hold(found.head, "assessment", found.zone, Scope.SUBTREE)
    hold(found.clerk, "deputy", found.zone, Scope.SUBTREE)
    return found


@proves("K2.6.2")
def test_unit_before_its_ancestors_before_region_before_everywhere(zone: Zone, tmp_path: Path) -> None:
    """The zone lies in 321204: district, city 321200, province 320000."""
    community = a_unit("向阳社区", zone.east, "community")
    elsewhere = a_unit("外地", zone.west)
    shipped(tmp_path, text(1))
    assert limit(community) == limit(None) == 1
    shipped(tmp_path, text(2, region="320000"), text(99, region="330000"))
    assert (limit(community), limit(None)) == (2, 1)
    shipped(tmp_path, text(3, region="321200"), text(1))
    assert limit(community) == 3
    shipped(tmp_path, text(4, region="321204"), text(1))
    assert limit(community) == 4
    own(zone, text(5), zone.zone)
    assert (limit(community), limit(elsewhere)) == (5, 5)
    own(zone, text(6), zone.east)
    assert (limit(community), limit(zone.east), limit(zone.west)) == (6, 6, 5)


@proves("K2.6.2")
def test_the_version_is_the_one_of_the_day_first_and_last_day_included(zone: Zone, tmp_path: Path) -> None:
    shipped(
        tmp_path,
        text(1, valid_from="2024-01-01", valid_to="2024-12-31"),
        text(2, version="2", valid_from="2024-08-15", valid_to="2025-06-30"),
    )
    assert limit(None, date(2024, 1, 1)) == 1
    assert limit(None, date(2024, 8, 14)) == 1
    assert limit(None, date(2024, 8, 15)) == 2
    assert limit(None, date(2025, 6, 30)) == 2
    for day in (date(2023, 12, 31), date(2025, 7, 1)):
        with pytest.raises(Problem) as refused:
            limit(None, day)
        assert refused.value.code == "rules.not-found"


@proves("K2.6.2")
def test_a_version_is_known_from_its_approval_on(zone: Zone, tmp_path: Path) -> None:
    shipped(tmp_path, text(1))
    before = latest()
    row = draft(zone.actor(zone.head), text(7), unit=zone.east, at=AT)
    assert limit(zone.east) == 1
    approve(zone.actor(zone.clerk), row, at=AT)
    assert limit(zone.east) == 7
    assert limit(zone.east, as_of=before) == 1
    assert resolve("test.limit", zone.east, DAY).pk == row.pk


def test_of_two_that_begin_together_the_later_one_holds(zone: Zone, tmp_path: Path) -> None:
    shipped(tmp_path, text(1))
    shipped(tmp_path, text(2, version="1a"))
    assert limit(None) == 2


def test_the_keys_of_a_kind_are_those_that_hold(zone: Zone, tmp_path: Path) -> None:
    shipped(tmp_path, text(1), text(1, key="test.old", valid_to="2024-02-01"), text(1, key="test.new"))
    own(zone, text(1, key="test.east"), zone.east)
    assert RuleBook().keys("test-limit", None, DAY) == ["test.limit", "test.new"]
    assert RuleBook().keys("test-limit", zone.east, DAY) == ["test.east", "test.limit", "test.new"]


def test_a_book_asks_once_a_key(zone: Zone, tmp_path: Path, django_assert_num_queries: object) -> None:
    shipped(tmp_path, text(1))
    book = RuleBook()
    book.find("test.limit", zone.east, DAY)
    with django_assert_num_queries(0):  # type: ignore[operator]
        book.find("test.limit", zone.east, DAY)
        book.find("test.limit", zone.east, date(2024, 7, 31))


def test_a_body_of_another_kind_is_a_fault_of_the_program(zone: Zone) -> None:
    with pytest.raises(TypeError, match="RolesBody"):
        RuleBook().body("roles", None, DAY, LimitBody)


@proves("K2.1.3")
def test_the_calendar_is_the_shipped_table_with_the_years_of_a_rule_replaced(zone: Zone) -> None:
    """2027 is in no shipped notice: its New Year becomes a holiday only by the zone's rule."""
    words = text(
        kind="calendar",
        key="calendar",
        body={
            "days": [
                {
                    "day": "2027-01-01",
                    "kind": "holiday",
                    "name": "元旦",
                    "notice": "测试通知",
                    "year": "2027",
                }
            ]
        },
    )
    own(zone, words, zone.zone)
    one_working_day = Term(1, TermUnit.WORKING_DAYS)
    assert one_working_day.due(date(2026, 12, 31), calendar_for(None, DAY)).day == date(2027, 1, 1)
    assert one_working_day.due(date(2026, 12, 31), calendar_for(zone.east, DAY)).day == date(2027, 1, 4)
    # The years it does not arrange are those of the shipped table.
    assert one_working_day.due(date(2024, 1, 5), calendar_for(zone.east, DAY)).day == date(2024, 1, 8)
