"""The published light rules of practice-E 5 on the standings of st-E6, straight from the shipped files."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts import kinds
from jingkai.kernel.facts.schedule_light import ScheduleLight, Standing
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.document import checked
from tests.proof import proves

FOLDER = Path(kinds.__file__).parent / "rules"
HALF = Quantity.exactly(50, "%")
PLAN = Quantity.exactly("3.00", "亿元")


def rule(city: str, **otherwise: object) -> ScheduleLight:
    text = (FOLDER / f"schedule-light.{city}.yaml").read_text(encoding="utf-8")
    body = yaml.load(text, Loader=yaml.BaseLoader)["body"] | otherwise
    return checked(kinds.ScheduleLightBody, body).rule("schedule-light", city)


def standing(done: str) -> Standing:
    return Standing((Quantity.exactly(done, "亿元") / PLAN).to("%"), HALF)


def colours(light: ScheduleLight) -> list[str]:
    lamps = [light.judge(standing(done))[0] for done in ("1.35", "1.05", "0.75", "0.55")]
    return [lamp.colour if lamp else "none" for lamp in lamps]


GREEN = {"level": "1", "colour": "green", "shape": "circle", "word": {"zh": "绿灯", "en": "green"}}


@proves("K4.2.1")
def test_yinchuan_leaves_the_band_below_ten_points_open_until_a_default_is_set() -> None:
    assert colours(rule("yinchuan")) == ["none", "yellow", "yellow", "red"]
    assert rule("yinchuan").judge(standing("1.35"))[1] == "gap"
    assert colours(rule("yinchuan", otherwise=GREEN)) == ["green", "yellow", "yellow", "red"]


@proves("K4.2.1")
def test_wuhan_judges_by_the_ratio_to_schedule() -> None:
    assert colours(rule("wuhan")) == ["green", "yellow", "red", "red"]


@proves("K4.2.1")
def test_sanya_judges_by_the_shortfall() -> None:
    assert colours(rule("sanya")) == ["yellow", "yellow", "yellow", "red"]


@pytest.mark.parametrize(
    ("done", "behind", "ratio", "shortfall"),
    [("1.35", "5", "90", "10"), ("1.05", "15", "70", "30"), ("0.75", "25", "50", "50")],
)
def test_the_same_standing_in_points_in_ratio_and_in_shortfall(
    done: str, behind: str, ratio: str, shortfall: str
) -> None:
    one = standing(done)
    assert (one.behind, one.ratio, one.shortfall) == (
        Quantity.exactly(behind, "百分点"), Quantity.exactly(ratio, "%"), Quantity.exactly(shortfall, "%"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("points", "colour"), [("10", "yellow"), ("30", "yellow"), ("30.01", "red"), ("0", "green")]
)
def test_the_ends_of_a_band_belong_to_it_as_the_rule_says(points: str, colour: str) -> None:
    lamp, _ = rule("yinchuan").judge(Standing(HALF - Quantity.exactly(points, "百分点"), HALF))
    assert lamp is not None
    assert lamp.colour == colour


@proves("K3.1.8")
def test_an_interval_that_straddles_the_threshold_has_no_light() -> None:
    least = Standing(Quantity.at_least(35, "%"), HALF)
    assert rule("yinchuan").judge(least) == (None, "unknown")
    sure = Standing(Quantity.at_least(50, "%"), HALF)
    lamp, _ = rule("yinchuan").judge(sure)
    assert lamp is not None
    assert lamp.colour == "green"


@proves("INV.5")
def test_a_condition_on_what_no_standing_has_is_not_decided() -> None:
    """The language knows the period; a standing is of none."""
    lamp = Lamp(4, "red", "octagon", "红灯", "red", when="last_day(period) = last_day(year)")
    assert ScheduleLight("x", "1", (lamp,)).judge(standing("1.35")) == (None, "unknown")


@proves("INV.5")
def test_a_missing_figure_has_no_light_and_is_not_red() -> None:
    missing = Standing(Quantity.unknown("%"), HALF)
    for city in ("yinchuan", "wuhan", "sanya"):
        assert rule(city, otherwise=GREEN).judge(missing) == (None, "unknown")


def test_a_condition_that_is_none_is_refused_with_the_rule() -> None:
    lamp = {
        "level": "3",
        "colour": "red",
        "shape": "octagon",
        "word": {"zh": "红", "en": "red"},
        "when": "behind",
    }
    with pytest.raises(Problem) as refusal:
        checked(kinds.ScheduleLightBody, {"lamps": [lamp]})
    assert refusal.value.code == "rules.invalid"


def test_each_shipped_rule_names_its_source_and_when_it_begins() -> None:
    for file in FOLDER.glob("*.yaml"):
        head = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        assert head["source"], file.name
        assert date.fromisoformat(head["valid_from"]) <= date(2025, 6, 30), file.name
