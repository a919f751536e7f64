"""st-E6. One set of facts under the published light rules; what was lit stays lit."""

from datetime import timedelta
from pathlib import Path

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts import kinds
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.parties.services.people import add_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.services.entering import parsed, row_of
from jingkai.kernel.rules.trial import try_out
from jingkai.systems.economy.document import as_bytes, digest
from jingkai.systems.economy.findings import short
from jingkai.systems.economy.models import IssuedLight
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.publishing import publish, recompute
from tests.proof import proves

from .people import AT, SINCE, Town, a_town, say

pytestmark = pytest.mark.django_db

JUNE = Period.parse("2025-06")
DONE = ("1.35", "1.05", "0.75", "0.55")
NOBODY, YINCHUAN, WUHAN, SANYA = "", "640100", "420100", "460200"


def a_town_with_projects(region: str) -> Town:
    """Four projects with a yearly plan of 3.00 亿元 each, linear, and what was invested by 30 June."""
    town = a_town(region=region)
    for place, done in enumerate(DONE, start=1):
        project = add_organisation(
            town.clerk, f"项目{place}", kind="unit", parent=town.zone, since=SINCE, at=AT
        )
        say(town, "完成投资", done, "亿元", "2025-01/2025-06", holder=project)
        if place == 1:
            define_indicator(
                town.clerk, town.zone, "invested", name="完成投资", formula='fact("完成投资", ytd)', unit="亿元",
                at=AT,
            )  # fmt: skip
        plan = Quantity.exactly("3.00", "亿元", text="3.00")
        set_target(town.clerk, town.zone, "invested", project, Period.of_year(2025), plan, at=AT)
    return town


def colours(town: Town, as_of: int | None = None) -> list[str]:
    month = compute(town.zone, JUNE, as_of)
    return [line.light.lamp.colour if line.light.lamp else line.light.why for line in month.units]


@proves("K4.2.1")
def test_where_each_stands_against_schedule() -> None:
    month = compute(a_town_with_projects(NOBODY).zone, JUNE)
    standings = [line.aimed.standing for line in month.units if line.aimed and line.aimed.standing]
    assert [short(one.progress, 1) for one in standings] == ["45%", "35%", "25%", "18.3%"]
    assert [short(one.behind, 1) for one in standings] == ["5百分点", "15百分点", "25百分点", "31.7百分点"]
    assert [short(one.ratio, 1) for one in standings] == ["90%", "70%", "50%", "36.7%"]
    assert [short(one.shortfall, 1) for one in standings] == ["10%", "30%", "50%", "63.3%"]


@pytest.mark.parametrize(
    ("region", "lights"),
    [
        # Yinchuan's own text leaves the first one's 5 points open: a zone sets a default before it has a light.
        (YINCHUAN, ["gap", "yellow", "yellow", "red"]),
        (WUHAN, ["green", "yellow", "red", "red"]),
        (SANYA, ["yellow", "yellow", "yellow", "red"]),
        # The platform's default is Yinchuan's with green set.
        (NOBODY, ["green", "yellow", "yellow", "red"]),
    ],
)
@proves("K4.2.1")
def test_the_same_facts_under_the_rule_of_each_city(region: str, lights: list[str]) -> None:
    assert colours(a_town_with_projects(region)) == lights


def own_rule(town: Town, city: str, version: str, more: str = "") -> RuleSet:
    """The zone takes over a city's rule, perhaps with a change; approved by a second person."""
    text = (Path(kinds.__file__).parent / "rules" / f"schedule-light.{city}.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("region:")]
    text = "\n".join(f"version: {version}" if line.startswith("version:") else line for line in lines)
    document, header = parsed(text + more)
    row, _ = row_of(document, header, town.zone, town.clerk, text + more)
    with writing(town.clerk, act="rules.draft", at=AT) as call:
        return call.add(row)


GREEN = """
  otherwise: {level: "1", colour: green, shape: circle, word: {zh: 绿灯, en: green}}
"""


def approve(town: Town, row: RuleSet) -> None:
    second = add_person(town.clerk, "经济发展部负责人", at=AT)
    with writing(town.clerk, act="rules.approve", at=AT) as call:
        call.add(
            Approval(rule_set=row, key=row.key, scope=row.scope, version=row.version, approver_id=second.pk)
        )


@proves("K4.2.1", "K2.6.5")
def test_a_zone_sets_the_default_that_yinchuan_left_open_and_sees_first_what_it_does() -> None:
    town = a_town_with_projects(YINCHUAN)
    row = own_rule(town, "yinchuan", "own-1", more=GREEN)
    effects = try_out(row, town.zone, JUNE.end)
    assert [(one.about.zh, str(one.now), str(one.then)) for one in effects] == [
        ("完成投资 项目1", "无灯：灯规未规定这一档", "绿灯"),
    ]
    assert colours(town)[0] == "gap"
    approve(town, row)
    assert colours(town) == ["green", "yellow", "yellow", "red"]


@proves("K4.2.2", "K4.3.7", "INV.4")
def test_switching_the_rule_changes_no_fact_and_no_light_that_was_issued() -> None:
    town = a_town_with_projects(WUHAN)
    published = publish(town.clerk, town.zone, JUNE, at=AT)
    issued = list(IssuedLight.objects.filter(month=published).order_by("pk").values_list("colour", "version"))
    assert issued == [("green", "wuhan"), ("yellow", "wuhan"), ("red", "wuhan"), ("red", "wuhan")]
    facts = list(Fact.objects.values_list("pk", "row_hash"))

    approve(town, own_rule(town, "sanya", "own-sanya"))

    assert colours(town) == ["yellow", "yellow", "yellow", "red"]
    assert list(Fact.objects.values_list("pk", "row_hash")) == facts
    again = recompute(published)
    assert as_bytes(again) == published.document.encode("utf-8")
    assert digest(again) == published.digest
    assert list(published.lights.order_by("pk").values_list("colour", "version")) == issued


@proves("INV.8", "K4.3.2")
def test_what_a_published_month_stands_on_is_not_undone() -> None:
    town = a_town_with_projects(WUHAN)
    fact = Fact.objects.order_by("pk").first()
    assert fact is not None
    publish(town.clerk, town.zone, JUNE, at=AT)
    with pytest.raises(Problem) as refusal:
        withdraw(town.clerk, fact.batch, at=AT, reason="传错")
    assert refusal.value.code == "records.batch-published"


def test_a_month_that_says_the_same_is_published_once() -> None:
    town = a_town_with_projects(WUHAN)
    first = publish(town.clerk, town.zone, JUNE, at=AT)
    assert publish(town.clerk, town.zone, JUNE, at=AT + timedelta(hours=1)) == first
    say(town, "完成投资", "2.00", "亿元", "2025-01/2025-06", holder=town.projects)
    assert publish(town.clerk, town.zone, JUNE, at=AT + timedelta(hours=2)) != first


def test_a_month_without_any_figure_is_not_published() -> None:
    town = a_town()
    with pytest.raises(Problem) as refusal:
        publish(town.clerk, town.zone, Period.parse("2030-01"), at=AT)
    assert refusal.value.code == "economy.nothing-to-publish"


def test_a_project_without_a_figure_has_no_light_and_is_not_red() -> None:
    town = a_town_with_projects(WUHAN)
    idle: Organisation = add_organisation(
        town.clerk, "项目5", kind="unit", parent=town.zone, since=SINCE, at=AT
    )
    plan = Quantity.exactly("3.00", "亿元")
    set_target(town.clerk, town.zone, "invested", idle, Period.of_year(2025), plan, at=AT)
    line = compute(town.zone, JUNE).units[-1]
    assert (line.holder, line.value, line.light.lamp, line.light.why) == (idle, None, None, "unknown")
