"""Activities on pages: what was planned and held, who took part as what, what it was about and what came of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import Part, Plan, enter_held, move, plan_activity, put_outputs
from jingkai.kernel.matters.tests.samples import a_matter, at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.systems.supervision.services import plan_supervision
from jingkai.web.rooms.activities.listing import Wanted, listing
from tests.proof import proves

from .reading import Found, read

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 12)


@pytest.fixture
def zone() -> Zone:
    return a_ruled_zone()


def a_plan(zone: Zone) -> Plan:
    return Plan(
        kind="meeting", title="安全生产专题会", origin="meeting:2024-01-12 安全", host=zone.office,
        plan="听取汇报", where="三楼会议室", parts=[Part(zone.head, "chair"), Part(zone.east, "guest")],
    )  # fmt: skip


def planned(zone: Zone) -> Activity:
    return plan_activity(zone.actor(zone.clerk), zone.zone, a_plan(zone), DAY, at=at("2024-01-08"))


def held(zone: Zone, activity: Activity) -> None:
    move(zone.actor(zone.head), activity, "approve", at=at("2024-01-09"))
    move(zone.actor(zone.clerk), activity, "hold", at=at("2024-01-15"))


def reads(settings: Settings, person: Person | None, address: str) -> Found:
    return read(client(settings, person).get(address))


def client(settings: Settings, person: Person | None) -> Client:
    settings.JINGKAI_ACTS_AS = person.pk if person is not None else None
    return Client(HTTP_HOST="localhost")


def titles(found: Found) -> list[str]:
    """The activities that a page lists."""
    return [words for words, address in found.links if address.startswith("/activities/")]


@proves("W1.4.1")
def test_an_activity_shows_who_took_part_as_what_and_both_its_days(zone: Zone, settings: Settings) -> None:
    activity = planned(zone)
    held(zone, activity)
    page = reads(settings, zone.clerk, f"/activities/{activity.pk}")
    said = "".join(page.words.split())
    for words in (
        "计划日期2024-01-12",
        "举行日期2024-01-15",
        f"主持{zone.head.name}",
        f"参加{zone.east.name}",
        "地点三楼会议室",
        "听取汇报",
        "已举行2024-01-15",
    ):
        assert words in said
    english = reads(settings, zone.clerk, f"/activities/{activity.pk}?lang=en")
    assert "Taking part" in english.texts
    assert "举行" not in english.words


@proves("W1.4.1")
def test_what_came_of_it_opens_and_what_the_reader_may_not_see_is_absent(
    zone: Zone, settings: Settings
) -> None:
    own, other = a_matter(zone), a_matter(zone, title="西城的事", unit=zone.west)
    plan = replace(a_plan(zone), host=zone.east, about=own.ref)
    activity = enter_held(zone.actor(zone.easterner), zone.zone, plan, at=at("2024-01-12"))
    put_outputs(zone.actor(zone.easterner), activity, [own.ref, other.ref], at=at("2024-01-12"))
    address = f"/activities/{activity.pk}"
    links = dict(reads(settings, zone.head, address).links)
    assert links[own.title] == f"/supervision/matters/{own.pk}"
    assert links["西城的事"] == f"/supervision/matters/{other.pk}"
    street = reads(settings, zone.easterner, address)
    assert own.title in dict(street.links)
    assert "西城的事" not in street.words
    assert other.label not in street.words


def test_nothing_came_of_what_was_not_held(zone: Zone, settings: Settings) -> None:
    activity = planned(zone)
    page = reads(settings, zone.clerk, f"/activities/{activity.pk}")
    assert "未举行，没有成果。" in page.words
    held(zone, activity)
    page = reads(settings, zone.clerk, f"/activities/{activity.pk}")
    assert "还没有您可以看到的成果。" in page.words


@proves("W1.4.1")
def test_a_hidden_activity_is_as_one_that_is_absent(zone: Zone, settings: Settings) -> None:
    activity = planned(zone)
    assert titles(reads(settings, zone.clerk, "/activities")) == ["安全生产专题会"]
    west = client(settings, zone.westerner)
    assert west.get(f"/activities/{activity.pk}").status_code == 404
    assert west.get("/activities/999999").status_code == 404
    page = read(west.get("/activities"))
    assert titles(page) == []
    # Neither in what may be picked nor in the counts.
    assert "0 项" in page.words
    assert zone.office.name not in page.words
    assert "已计划" not in page.words


@proves("W1.4.1")
def test_the_list_is_filtered_by_kind_unit_days_state_and_words(zone: Zone, settings: Settings) -> None:
    meeting = planned(zone)
    visit = Plan("visit", "走访东河企业", "visit:2024-02-20", zone.office)
    plan_activity(zone.actor(zone.clerk), zone.zone, visit, date(2024, 2, 20), at=at("2024-01-08"))
    assert titles(reads(settings, zone.clerk, "/activities")) == ["走访东河企业", "安全生产专题会"]
    held(zone, meeting)
    for asked, there in (
        ("kind=visit", ["走访东河企业"]),
        (f"of={zone.east.pk}", ["安全生产专题会"]),
        (f"of={zone.office.pk}", ["走访东河企业", "安全生产专题会"]),
        # The day it was held on, not the one it had been planned for.
        ("since=2024-01-13&until=2024-01-31", ["安全生产专题会"]),
        ("until=2024-01-14", []),
        ("state=planned", ["走访东河企业"]),
        ("q=三楼", ["安全生产专题会"]),
        ("since=昨天&page=99", ["走访东河企业", "安全生产专题会"]),
    ):
        assert titles(reads(settings, zone.clerk, f"/activities?{asked}")) == there, asked


def test_what_is_late_is_said_until_it_is_held_or_called_off(zone: Zone, settings: Settings) -> None:
    activity = planned(zone)
    assert "逾期未举行" in reads(settings, zone.clerk, "/activities").words
    move(zone.actor(zone.head), activity, "cancel", at=at("2024-01-14"), note="改为书面")
    assert "逾期未举行" not in reads(settings, zone.clerk, "/activities").words


def test_a_postponed_one_shows_its_first_day_beside(zone: Zone, settings: Settings) -> None:
    activity = planned(zone)
    later = DAY + timedelta(days=7)
    move(zone.actor(zone.clerk), activity, "postpone", at=at("2024-01-10"), due=later, note="雨雪")
    page = reads(settings, zone.clerk, f"/activities/{activity.pk}")
    assert "2024-01-19" in page.texts
    assert "原定 2024-01-12" in page.texts


def test_a_long_list_is_read_page_by_page(zone: Zone) -> None:
    for n in range(3):
        visit = Plan("visit", f"走访{n}", f"visit:{n}", zone.office)
        day = date(2024, 2, 1 + n)
        plan_activity(zone.actor(zone.clerk), zone.zone, visit, day, at=at("2024-01-08"))
    shown = [
        [one.activity.title for one in listing(None, zone.zone, Wanted(page=page), size=2).rows]
        for page in (1, 2, 3)
    ]
    assert shown == [["走访2", "走访1"], ["走访0"], ["走访0"]]


@proves("W1.4.1")
def test_search_opens_the_systems_own_page_and_else_the_rooms(zone: Zone, settings: Settings) -> None:
    meeting, matter = planned(zone), a_matter(zone)
    visit = plan_supervision(
        zone.actor(zone.clerk), matter, zone.east, DAY, host=zone.office, at=at("2024-01-08")
    )

    def opened(words: str) -> list[str]:
        found = reads(settings, zone.clerk, f"/search?q={words}&kind=activity")
        return [address.partition("?")[0] for _, address in found.links]

    assert f"/activities/{meeting.pk}" in opened("安全生产专题会")
    assert f"/supervision/visits/{visit.pk}" in opened(visit.title[:6])
    # The room's page leads on to it; that of the meeting, which nobody else has a page for, leads nowhere.
    links = dict(reads(settings, zone.clerk, f"/activities/{visit.pk}").links)
    assert links["到办理页面"] == f"/supervision/visits/{visit.pk}"
    assert links[matter.title] == f"/supervision/matters/{matter.pk}"
    assert "到办理页面" not in dict(reads(settings, zone.clerk, f"/activities/{meeting.pk}").links)
