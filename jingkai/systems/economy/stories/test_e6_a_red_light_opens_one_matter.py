"""st-E6, last sentences, and the counts of st-E18: what a published month opens."""

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.matters.services import Notice, enter_signal
from jingkai.kernel.parties.services import give_post
from jingkai.kernel.records.actor import Actor
from jingkai.systems.economy.document import as_bytes
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.on_record import on_record
from jingkai.systems.economy.publishing import publish, recompute
from jingkai.systems.economy.text import text
from jingkai.systems.economy.words import Lang, Words
from tests.proof import proves

from .people import AT, SINCE, Town, a_town, say
from .test_e6_one_set_of_facts_three_light_rules import JUNE, WUHAN, a_town_with_projects

pytestmark = pytest.mark.django_db

JULY = Period.parse("2025-07")


def opened() -> list[tuple[str, str]]:
    return [
        (one.lead_unit.name if one.lead_unit else "", state_of(one.case))
        for one in Matter.objects.order_by("pk")
    ]


def invested(town: Town, *done: str) -> None:
    """What the projects had invested by 31 July."""
    for place, value in enumerate(done, start=1):
        project = next(
            line.holder for line in compute(town.zone, JUNE).units if line.holder.name == f"项目{place}"
        )
        say(town, "完成投资", value, "亿元", "2025-01/2025-07", holder=project)


def noticed(town: Town, lang: Lang = "zh") -> list[str]:
    """The lines of the printed June on what is on record."""
    month = compute(town.zone, JUNE)
    return text(month, lang, on_record(month)).partition(Words(lang)("noticed"))[2].splitlines()[1:]


@proves("K5.2.1", "K4.3.4")
def test_two_reds_of_june_open_two_matters_and_a_red_of_july_adds_to_one() -> None:
    """Under Wuhan's rule the third and the fourth project are red."""
    town = a_town_with_projects(WUHAN)
    publish(town.clerk, town.zone, JUNE, at=AT)
    assert opened() == [("项目3", "registered"), ("项目4", "registered")]

    invested(town, "1.75", "1.75", "1.75", "0.60")  # by 31 July the schedule is 1.75
    publish(town.clerk, town.zone, JULY, at=AT)
    assert opened() == [("项目3", "registered"), ("项目4", "registered")]
    assert [(one.unit.name, one.occasion, state_of(one.case)) for one in Signal.objects.order_by("pk")] == [
        ("项目3", "2025-06", "opened"),
        ("项目4", "2025-06", "opened"),
        ("项目4", "2025-07", "added"),
    ]


@proves("K5.2.1", "INV.4", "INV.6")
def test_publishing_again_opens_nothing_and_the_month_stays_the_same_bytes() -> None:
    town = a_town_with_projects(WUHAN)
    published = publish(town.clerk, town.zone, JUNE, at=AT)
    assert publish(town.clerk, town.zone, JUNE, at=AT) == published
    assert (len(opened()), Signal.objects.count()) == (2, 2)
    assert as_bytes(recompute(published)) == published.document.encode("utf-8")


@proves("K4.3.4")
def test_the_month_shows_what_was_entered_by_people_and_found_by_rules_with_the_matters() -> None:
    town = a_town_with_projects(WUHAN)
    assert noticed(town) == []
    publish(town.clerk, town.zone, JUNE, at=AT)
    post = give_post(town.clerk, town.person, town.audit, "科员", since=SINCE, at=AT)
    for kind, words in (("market", "锂价回落"), ("policy", "出口退税调整")):
        said = Notice(kind, words, "2025-06-20", words, town.projects, until=JUNE.last_day)
        enter_signal(Actor(person=town.person.pk, post=post.pk), town.zone, said, at=AT)
    lines = noticed(town)
    assert [line.split(" · ")[0].strip() for line in lines] == ["政策类", "市场类", "运行类", "运行类"]
    assert [line.endswith("（待处理）") for line in lines] == [True, True, False, False]
    assert [line[-len("事项 2025-1") :] for line in lines[2:]] == ["事项 2025-1", "事项 2025-2"]
    assert noticed(town, "en")[0].strip() == "policy · 出口退税调整 (open)"


@proves("K5.2.1")
def test_a_red_row_of_the_zone_is_of_the_unit_that_owns_the_indicator() -> None:
    town = a_town(region=WUHAN)
    say(town, "完成投资", "0.55", "亿元", "2025-01/2025-06", by=town.projects)
    define_indicator(
        Actor(), town.zone, "invested", name="完成投资", formula='fact("完成投资", ytd)', unit="亿元",
        owner=town.projects, at=AT,
    )  # fmt: skip
    plan = Quantity.exactly("3.00", "亿元")
    set_target(town.clerk, town.zone, "invested", town.zone, Period.of_year(2025), plan, at=AT)
    publish(town.clerk, town.zone, JUNE, at=AT)
    assert opened() == [("项目办", "registered")]


@proves("K4.3.4")
def test_figures_that_contradict_are_a_signal_that_is_cleared_when_they_agree() -> None:
    """st-E1: last year's 1 600 gives 24.5 % against 20.5 % printed; with 1 653 both agree."""
    town, year = a_town(), Period.of_year(2023)
    say(town, "科技支出", "1992", "万元", "2023")
    say(town, "科技支出", "20.5", "%", "2023", aspect="growth")
    wrong = say(town, "科技支出", "1600", "万元", "2022", caliber="自报")
    publish(town.clerk, town.zone, year, at=AT)
    signal = Signal.objects.get()
    assert (signal.kind, state_of(signal.case), f"fact:{wrong.pk}" in signal.refs) == (
        "contradiction",
        "open",
        True,
    )
    assert opened() == []
    correct(
        town.clerk,
        wrong.pk,
        Quantity.exactly("1653", "万元", text="1653"),
        reason="账面数",
        source="总账",
        at=AT,
    )
    publish(town.clerk, town.zone, year, at=AT)
    assert [state_of(one.case) for one in Signal.objects.all()] == ["cleared"]
