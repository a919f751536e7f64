"""st-S4. Feedback list, common and individual."""

from datetime import date
from pathlib import Path

import pytest

from jingkai.engines.quantity import round_half_up
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Opened, move
from jingkai.kernel.matters.tests.samples import FRIDAY, at
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.access import reader_for
from jingkai.systems.supervision.queries import lights, list_rates, standings
from jingkai.systems.supervision.services import import_list
from tests.proof import proves

from .office import DEPARTMENTS, Office, a_workbook, an_office

pytestmark = pytest.mark.django_db

NAME = "2024年省督导反馈问题清单"
HEADER = ("序号", "问题描述", "问题类别", "责任单位", "整改时限")
COMMON = ("应急照明失效", "安全出口堵塞", "台账不全", "从业人员培训不到位")
INDIVIDUAL = (
    ("危化品仓库超量", "应急管理局"),
    ("污水管网错接", "建设局"),
    ("东河岸坡塌陷", "东城街道"),
    ("专项资金未拨付", "财政局"),
    ("固废台账缺失", "生态环境局"),
    ("西城冷库氨泄漏报警失灵", "西城街道"),
)
DUE = date(2024, 3, 29)


def the_list(folder: Path, nobody: tuple[int, ...] = ()) -> Path:
    """Ten problems, 4 common and 6 individual; those at `nobody` have no unit."""
    rows: list[tuple[object, ...]] = [(n, text, "共性问题", None, DUE) for n, text in enumerate(COMMON, 1)]
    # The seed prints 个人问题 for 个性问题.
    rows += [
        (n, text, "个人问题" if n == 5 else "个性问题", None if n in nobody else unit, DUE)
        for n, (text, unit) in enumerate(INDIVIDUAL, 5)
    ]
    return a_workbook(folder, NAME, HEADER, rows)


def imported(office: Office, path: Path) -> Opened:
    """The office splits each common problem to the five departments. The problems stand in rows 3 to 12."""
    units = [office.units[name] for name in DEPARTMENTS]
    splits = dict.fromkeys(range(3, 3 + len(COMMON)), units)
    return import_list(office.clerk, office.zone.zone, path, NAME, at=FRIDAY, splits=splits)


def leaves(done: Opened) -> list[Matter]:
    return [one for one in done.new if one.lead_unit is not None]


def put_right(office: Office, matter: Matter) -> None:
    """Signed for, put right with evidence, verified and closed by the office."""
    assert matter.lead_unit is not None
    hand = office.hand(matter.lead_unit)
    move(hand, matter, "accept", at=at("2024-01-08"))
    move(hand, matter, "report", at=at("2024-03-01"), note="已整改", evidence="file:1")
    move(office.clerk, matter, "close", at=at("2024-03-05"), note="对照照片看过，已整改")


@proves("K5.1.5", "K3.4.15")
def test_the_office_splits_ten_problems_into_26_leaves_under_4_parents(tmp_path: Path) -> None:
    office = an_office()
    done = imported(office, the_list(tmp_path))
    parents = [one for one in done.new if one.lead_unit is None]
    assert (len(leaves(done)), len(parents)) == (26, 4)
    assert {one.title for one in parents} == set(COMMON)
    assert all(one.children.count() == 5 for one in parents)
    assert {
        one.title: one.lead_unit.name for one in leaves(done) if one.parent is None and one.lead_unit
    } == dict(INDIVIDUAL)
    reader = reader_for(office.zone.clerk.pk, on=FRIDAY.date())
    assert {
        one.finish and one.finish.day for one in standings(reader, office.zone.zone, FRIDAY) if one.unit
    } == {DUE}


@proves("K5.1.4", "K5.1.5")
def test_the_report_shows_both_rates_with_their_definitions(tmp_path: Path) -> None:
    office = an_office()
    done = imported(office, the_list(tmp_path))
    *closed, last = sorted(leaves(done), key=lambda one: one.parent is not None)
    for matter in closed:
        put_right(office, matter)

    reader = reader_for(office.zone.clerk.pk, on=FRIDAY.date())
    leaf, listed = list_rates(reader, office.zone.zone, NAME)
    assert (leaf.closed, leaf.total, str(round_half_up(leaf.value, 1))) == (25, 26, "96.2%")
    assert (listed.closed, listed.total, str(round_half_up(listed.value, 1))) == (9, 10, "90.0%")
    assert leaf.definition != listed.definition
    assert last.parent is not None
    assert state_of(last.parent.case) == "open"
    assert lights(leaves(done), at("2024-03-30")) == {"blue": 25, "red": 1}

    put_right(office, last)
    assert [str(round_half_up(one.value, 1)) for one in list_rates(reader, office.zone.zone, NAME)] == [
        "100.0%",
        "100.0%",
    ]
    assert state_of(last.parent.case) == "closed"


@proves("K5.1.5")
def test_a_leaf_without_a_unit_is_refused_with_its_row(tmp_path: Path) -> None:
    office = an_office()
    with pytest.raises(Problem) as refused:
        imported(office, the_list(tmp_path, nobody=(6, 9)))
    assert refused.value.code == "matters.unit-missing"
    assert "8、11" in refused.value.zh  # problems 6 and 9 stand in rows 8 and 11 of the sheet
    assert Matter.objects.count() == 0


@proves("K5.1.5", "INV.6")
def test_the_same_list_again_opens_nothing(tmp_path: Path) -> None:
    office = an_office()
    path = the_list(tmp_path)
    imported(office, path)
    again = imported(office, path)
    assert (again.new, len(again.there)) == ([], 30)
    assert Matter.objects.count() == 30


@proves("INV.7")
def test_a_department_sees_its_own_part_of_the_list_only(tmp_path: Path) -> None:
    office = an_office()
    imported(office, the_list(tmp_path))
    unit = office.units["财政局"]
    reader = reader_for(office.hands[unit.pk].pk, on=FRIDAY.date())
    seen = [one.matter for one in standings(reader, office.zone.zone, FRIDAY)]
    # Its four children and its own problem, and the four common problems they are part of.
    assert sum(one.lead_unit == unit for one in seen) == 5
    assert sum(one.lead_unit is None for one in seen) == 4
    assert len(seen) == 9
