"""A month missed and made up, a share done: what was reported of a case, and the lights of practice that follow."""

from datetime import date
from pathlib import Path

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.flows.due_light import due_light, light_of
from jingkai.kernel.flows.models import Case, Progress
from jingkai.kernel.flows.services import Said, move, thousandths, write_progress
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.services.entering import parsed
from tests.proof import proves

from .samples import BODY, a_case, a_flowing_zone, at, flow_text

pytestmark = pytest.mark.django_db

MONTHLY = {
    "terms": BODY["terms"]
    | {"report": {"title": {"zh": "反馈", "en": "report"}, "length": "1 month", "late": {"zh": "超期", "en": "late"}}},
    "moves": [
        *(
            one | {"sign": {"starts": ["report"]}, "report": {"stops": ["report", "finish"]},
                   "return": {"starts": ["report"]}}.get(one["move"], {})
            for one in BODY["moves"]
        ),
        {
            "move": "progress", "title": {"zh": "反馈进展", "en": "progress"}, "source": ["doing"], "target": "doing",
            "side": "do", "by": "doer", "needs": ["note"], "stops": ["report"], "starts": ["report"],
        },
    ],
}  # fmt: skip

CHOSEN = """
kind: due-light
key: due-light
version: "of this zone"
region: "321204"
title: {{zh: 本区亮灯规则, en: lights of this zone}}
valid_from: 2020-01-01
source: 测试
body: {{same_as: due-light.{city}}}
"""


def a_monthly_zone(folder: Path, city: str) -> tuple[Zone, Case]:
    """A zone that took over the lights of a city; a case signed for on 8 January and due on 31 May."""
    zone = a_flowing_zone(folder)
    (folder / "flow.yaml").write_text(
        flow_text(**MONTHLY).replace("version: '1'", "version: '2'"), encoding="utf-8"
    )
    (folder / "light.yaml").write_text(CHOSEN.format(city=city), encoding="utf-8")
    ship_folder(folder, at=AT)
    case = a_case(zone, due=date(2024, 5, 31))
    move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"))
    return zone, case


def tell(zone: Zone, case: Case, day: str, month: int | None = None, share: str = "") -> None:
    """The east street reports progress, of a month of 2024 if one is named."""
    actor = zone.actor(zone.easterner)
    with writing(actor, act="test", at=at(day)) as call:
        made = move(actor, case, "progress", at=at(day), note="在办", call=call)
        write_progress(call, made, Said(thousandths(share), Period.month(2024, month) if month else None))


def colour(case: Case, day: str, clock: str = "09:00") -> str:
    lamp = light_of(case, "finish", at(day, clock))
    return lamp.colour if lamp else "none"


@proves("W3.3.3")
def test_ouhai_a_month_in_time_is_green_missed_is_red_made_up_is_yellow(tmp_path: Path) -> None:
    """W55: 当月按期或提前完成绿灯，当月未完成红灯，事后补上黄灯."""
    zone, case = a_monthly_zone(tmp_path, "ouhai")
    # The month in which it was signed for is not owed; February is, until its last day.
    assert [colour(case, day) for day in ("2024-01-31", "2024-02-29")] == ["green", "green"]
    assert colour(case, "2024-02-29", "23:59") == "green"
    assert colour(case, "2024-03-01", "00:00") == "red"
    tell(zone, case, "2024-03-05", month=2)
    assert colour(case, "2024-03-05", "10:00") == "yellow"
    # Ahead of the end of March: green again, and still when March is over.
    tell(zone, case, "2024-03-20")
    assert [colour(case, day) for day in ("2024-03-21", "2024-04-01")] == ["green", "green"]
    assert colour(case, "2024-05-01") == "red"  # April was missed
    # What was known on an earlier day stays what it was.
    assert colour(case, "2024-03-04") == "red"


@proves("W3.3.3")
def test_a_report_in_march_does_not_stand_for_a_february_that_was_missed(tmp_path: Path) -> None:
    zone, case = a_monthly_zone(tmp_path, "ouhai")
    tell(zone, case, "2024-03-05")  # of March, since no month is named
    assert colour(case, "2024-03-06") == "red"
    tell(zone, case, "2024-03-07", month=2)
    assert (
        colour(case, "2024-03-07", "10:00") == "green"
    )  # the last month that counts is March, which is in time
    rule = due_light(case.holder, at("2024-03-07"), RuleBook())
    (said,) = rule.feedback([case], at("2024-03-07", "10:00")).values()
    assert said.months is not None
    assert [(str(one.month), one.made_up) for one in said.months] == [("2024-02", True), ("2024-03", False)]


@proves("W3.3.3")
@pytest.mark.parametrize(
    ("share", "found"),
    [("", "none"), ("0", "red"), ("29.9", "red"), ("30", "orange"), ("59.9", "orange"), ("60", "yellow"),
     ("89.9", "yellow"), ("90", "green"), ("100", "green")],
)  # fmt: skip
def test_dazu_five_colours_by_share_below_thirty_is_red_accepted_is_blue(
    tmp_path: Path, share: str, found: str
) -> None:
    """W56: 按进度五色，低于 30% 红灯，验收蓝灯. Without a share nobody knows, and no light burns."""
    zone, case = a_monthly_zone(tmp_path, "dazu")
    tell(zone, case, "2024-02-05", share=share)
    assert colour(case, "2024-02-06") == found
    said = due_light(case.holder, AT, RuleBook()).feedback([case], at("2024-02-06"))[case.pk].share_done
    assert said == (Quantity.exactly(share, "%") if share else None)
    actor = zone.actor(zone.easterner)
    move(actor, case, "report", at=at("2024-03-01"), evidence="file:1")
    move(zone.actor(zone.clerk), case, "close", at=at("2024-03-02"))
    assert colour(case, "2024-03-03") == "blue"


@proves("W3.3.3")
def test_suqian_near_is_blue_behind_or_returned_is_yellow_overdue_is_red_until_closed(tmp_path: Path) -> None:
    """W54: 临期蓝灯，滞后或质量不高黄灯，逾期红灯直至销号."""
    zone, case = a_monthly_zone(tmp_path, "suqian")
    east, office = zone.actor(zone.easterner), zone.actor(zone.clerk)
    assert [colour(case, day) for day in ("2024-02-29", "2024-03-01")] == ["green", "yellow"]
    for month, day in ((2, "2024-03-02"), (3, "2024-03-28"), (4, "2024-04-28")):
        tell(zone, case, day, month=month)
    assert colour(case, "2024-05-28") == "green"
    assert colour(case, "2024-05-29") == "blue"
    move(east, case, "report", at=at("2024-05-29"), evidence="file:1")
    move(office, case, "return", at=at("2024-05-30"))
    assert colour(case, "2024-05-30", "10:00") == "yellow"
    move(east, case, "report", at=at("2024-05-30", "11:00"), evidence="file:2")
    assert colour(case, "2024-05-30", "12:00") == "blue"
    assert colour(case, "2024-06-01") == "red"
    move(office, case, "close", at=at("2024-06-02"))
    assert colour(case, "2024-06-03") == "green"


@proves("W3.3.3")
@pytest.mark.parametrize(
    ("city", "days"),
    [
        (
            "yichang",
            {"2024-05-28": "green", "2024-05-29": "yellow", "2024-05-31": "yellow", "2024-06-01": "red"},
        ),
        (
            "xian",
            {"2024-05-27": "green", "2024-05-28": "yellow", "2024-05-31": "yellow", "2024-06-01": "red"},
        ),
    ],
)
def test_yichang_and_xian_go_by_the_due_date_alone(tmp_path: Path, city: str, days: dict[str, str]) -> None:
    _, case = a_monthly_zone(tmp_path, city)
    assert {day: colour(case, day) for day in days} == days


@proves("W3.3.3")
def test_the_light_names_the_rule_that_was_taken_over(tmp_path: Path) -> None:
    _, case = a_monthly_zone(tmp_path, "dazu")
    assert due_light(case.holder, at("2024-02-06"), RuleBook()).rule.header.title.zh == "大足五色灯"


@pytest.mark.parametrize("typed", ["-1", "100.1", "33.33", "三成", "NaN", "1e3"])
def test_a_share_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as refused:
        thousandths(typed)
    assert refused.value.code == "flows.progress-share"


def test_a_share_as_it_is_typed() -> None:
    assert [thousandths(one) for one in ("", "30", "30.5", "30 %", "100％")] == [None, 300, 305, 300, 1000]


def test_a_month_that_has_not_begun_is_refused(tmp_path: Path) -> None:
    zone, case = a_monthly_zone(tmp_path, "ouhai")
    with pytest.raises(Problem) as refused:
        tell(zone, case, "2024-02-05", month=3)
    assert refused.value.code == "flows.progress-month"
    assert case.moves.count() == 2


def test_the_database_refuses_what_no_report_said(tmp_path: Path) -> None:
    _, case = a_monthly_zone(tmp_path, "ouhai")
    opening, signed = case.moves.order_by("n")
    for row, code in (
        (Progress(move=opening, month=date(2024, 1, 1), share=300), "flows.progress-not-done"),
        (Progress(move=signed, month=date(2024, 2, 1), share=300), "flows.progress-month"),
        (Progress(move=signed, month=date(2024, 1, 8), share=300), "flows.progress-month"),
        (Progress(move=signed, month=date(2024, 1, 1), share=1001), "flows.progress-share"),
    ):
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code
    insert(Progress(move=signed, month=date(2024, 1, 1), share=1000))


CLOSED = "{level: 0, colour: blue, shape: square, word: {zh: 一, en: a}, when: closed}"
MISSED = "{level: 3, colour: red, shape: octagon, word: {zh: 一, en: a}, when: months_missing > 0}"


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        f"{{same_as: due-light.ouhai, lamps: [{CLOSED}]}}",
        f"{{lamps: [{MISSED}]}}",
        f"{{months: {{first: next}}, lamps: [{CLOSED}]}}",
        f"{{months: {{first: next, grace: soon}}, lamps: [{MISSED}]}}",
    ],
)
def test_a_light_rule_says_one_thing_and_which_months_count(body: str) -> None:
    with pytest.raises(Problem) as refused:
        parsed(CHOSEN.format(city="dazu").replace("{same_as: due-light.dazu}", body))
    assert refused.value.code == "rules.invalid"
