"""The month and its proofs, asked by people: each row by whoever reads its unit, the same to each (decision 0009).

What stands on figures, targets, projects, signals and matters of the west street carries a canary (canaries.py).
"""

import json
import re
from collections.abc import Callable

import pytest

from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.matters.services import Notice, enter_signal, open_as_matter
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import AT, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.economy.publishing import publish
from tests.proof import proves

from .asking import ABSENT, STRANGERS, Asking, assert_alike
from .canaries import CANARY, DIGITS, MARCH, Planted, a_zone_with_figures, plant, say

pytestmark = pytest.mark.django_db


@proves("K2.4.5", "INV.7")
def test_the_month_of_a_street_is_the_same_before_and_after_another_street_reports(ask: Asking) -> None:
    """Not one count, rule, row or sentence changes; the number of the journal and its last entry are everybody's."""
    zone = a_zone_with_figures()
    publish(SYSTEM, zone.zone, MARCH, at=AT)
    forms: dict[tuple[str, ...], Callable[[str], object]] = {
        ("--json",): lambda out: json.loads(out) | {"as_of": 0},
        ("--html", ">page.html"): lambda out: re.sub(
            r"数据截至.*?）|<dt>所知截至</dt>.*|<dt>摘要</dt>.*", "", out
        ),
        ("--lang=zh",): lambda out: [line for line in out.splitlines() if not line.startswith("数据截至")],
    }
    before = {
        form: read(ask("month", "2024-03", *form, person="东城干部").out) for form, read in forms.items()
    }
    plant(zone)
    for form, read in forms.items():
        assert read(ask("month", "2024-03", *form, person="东城干部").out) == before[form], form


@proves("K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_hidden_and_absent_are_refused_in_the_same_words_by_the_same_queries(
    ask: Asking, planted: Planted, person: str
) -> None:
    pairs = [
        (f"fact:{planted.fact.pk}", f"fact:{ABSENT}"),
        (f"target:{planted.target.pk}", f"target:{ABSENT}"),
        ("tax@2024-03@西城街道", "tax@2024-03@无此街道"),
        (f"{CANARY}产值@2024-03@西城街道", "无此产值@2024-03@无此街道"),
    ]
    if person != "全区干部":  # who reads the zone reads what the zone published
        pairs += [(f"month:{planted.month.pk}", f"month:{ABSENT}"), ("出口@2024-03", "无此@2024-03")]
    for hidden, missing in pairs:
        assert_alike(ask, ("prove", hidden), ("prove", missing), person)


@proves("K2.4.5")
def test_a_figure_says_the_same_to_everyone_who_reads_it_and_opens_as_far_as_each_may_see(
    ask: Asking, planted: Planted
) -> None:
    """各街道税收 is 1.5 and 7.8123: the zone's row, which opens to two facts, or to those one may read."""
    whole, part = (ask("prove", "各街道税收@2024-03", person=one).out for one in ("主任", "全区干部"))
    for sheet in (whole, part):
        assert "数值  9.31亿元" in sheet
    assert (whole.count("税收  7.8123亿元"), part.count("税收  7.8123亿元")) == (1, 0)
    assert "逐步" in part
    own = ask("prove", "tax@2024-03@东城街道", person="东城干部").out
    assert own == ask("prove", "tax@2024-03@东城街道", person="主任").out
    assert "+25%" in own


@proves("K2.4.5", "INV.7")
def test_how_far_a_row_opens_does_not_tell_what_was_reported_out_of_sight(ask: Asking) -> None:
    """A count of events, a sum over units and an indicator that reads it: before and after the street reports."""
    zone = a_zone_with_figures()
    exports = 'sum(children where known(fact("出口", ytd, of: unit)), fact("出口", ytd, of: unit))'
    for name, formula in (("各街道出口", exports), ("出口两倍", 'indicator("各街道出口") * 2')):
        define_indicator(SYSTEM, zone.zone, name, name=name, formula=formula, unit="亿元", at=AT)

    def opened(name: str) -> tuple[int, bool]:
        """How many steps are shown, and whether anything is said of records or of why there is no value."""
        sheet = ask("prove", f"{name}@2024-03", person="全区干部").out
        steps = sheet.partition("  逐步\n")[2].splitlines()
        return sum(one.startswith("    ") for one in steps), "登记任何" in sheet or "所依据的数据\n" in sheet

    names = ("signed", "各街道出口", "出口两倍")
    before = [opened(name) for name in names]
    plant(zone)
    say(zone, "出口", "7.8123", zone.west)
    assert [opened(name) for name in names] == before == [(1, False)] * 3


def test_a_signal_that_came_to_a_matter_out_of_sight_says_its_state_and_no_matter(
    ask: Asking, planted: Planted
) -> None:
    zone = planted.zone
    said = Notice("market", "锂价", "2024-03-21", "锂价回落", zone.east, until=MARCH.last_day)
    signal = enter_signal(SYSTEM, zone.zone, said, at=AT)
    matter = open_as_matter(zone.actor(zone.clerk), signal, at=AT, unit=zone.west)
    whole, part = (ask("month", "2024-03", person=one).out for one in ("督查员", "东城干部"))
    assert f"市场类 · 锂价回落 → 事项 {matter.label}" in whole
    assert "市场类 · 锂价回落（已立项）" in part
    assert matter.label not in part


def test_who_reads_units_only_is_shown_no_count_of_the_zone(ask: Asking, planted: Planted) -> None:
    out = ask("month", "2024-03", person="东城干部").out
    assert "项指标" not in out
    assert "东城街道" in out
    page = ask("month", "2024-03", "--html", ">page.html", person="东城干部").out
    assert "项指标" not in page.partition("<html")[2]


@proves("K2.4.5")
def test_why_a_total_is_missing_is_told_to_those_who_read_its_parts(ask: Asking, planted: Planted) -> None:
    """Two units contradict each other on a street; the sum of the units has no value for anybody."""
    say(planted.zone, "税收", "0.5", planted.zone.office)
    say(planted.zone, "税收", "27.8123", planted.zone.west, by=planted.zone.office)
    whole, part = (ask("prove", "各单位税收@2024-03", person=one).out for one in ("主任", "全区干部"))
    assert "27.8123亿元" in whole
    assert "数值  —（所依据的数据得不出数值）" in part
    assert DIGITS not in re.sub(r"[.,]|[0-9a-f]{64}", "", part)
    json_of = json.loads(ask("month", "2024-03", "--json", person="全区干部").out)
    assert [one["kind"] for one in json_of["signals"]].count("figures-tie") == 1


@proves("K2.4.5", "K4.3.7")
def test_only_who_reads_all_publishes_and_a_change_elsewhere_is_told_to_no_stranger(
    ask: Asking, planted: Planted
) -> None:
    refused = ask("month", "2024-03", "--publish", person="东城干部")
    assert (refused.code, "economy.publisher-sees-part" in refused.err) == (1, True)
    assert ask("month", "2024-05", "--publish", person="东城干部").err == refused.err
    with pytest.raises(Problem):
        publish(Actor(person=planted.zone.easterner.pk), planted.zone.zone, MARCH, at=AT)

    say(planted.zone, "税收", "5.78123", planted.zone.west, by=planted.zone.office)
    told = {one: ask("month", "2024-03", person=one).out for one in ("", "主任", "全区干部", "东城干部")}
    assert [one for one, out in told.items() if "已公布" in out] == ["", "主任", "全区干部"]
    # The total changed with it, and that is the zone's; of a street alone nothing is said.
    assert [one for one, out in told.items() if "此后数据有变" in out] == ["", "主任", "全区干部"]
    hold(planted.zone.easterner, "lead", planted.zone.office, Scope.UNIT)
    assert ask("month", "2024-03", "--publish", "--yes", person="东城干部").code == 0


def test_a_change_that_a_reader_does_not_see_changes_nothing_of_the_published_month(
    ask: Asking, planted: Planted
) -> None:
    say(planted.zone, f"{CANARY}产值", "27.8123", planted.zone.west, by=planted.zone.office)
    told = {one: "此后数据有变" in ask("month", "2024-03", person=one).out for one in ("主任", "全区干部")}
    assert told == {"主任": True, "全区干部": False}


def test_what_was_noticed_is_not_called_unrecorded_to_somebody_who_may_not_see_the_record(
    ask: Asking, planted: Planted
) -> None:
    """An assessor reads all figures and lists no matters: of what may be on record nothing is said."""
    person, _ = a_person("考核员", planted.zone.office)
    hold(person, "assessment", planted.zone.office)

    def standing(person: str) -> dict[str, bool | None]:
        found = json.loads(ask("month", "2024-03", "--json", person=person).out)["signals"]
        return {one["kind"]: one["on_record"] for one in found}

    kinds = ("behind", "figures-tie", "growth-contradicts")
    assert standing("考核员") == dict.fromkeys(kinds) | {"target-short": False}
    assert standing("督查员") == dict.fromkeys(kinds, True) | {"target-short": False}
    said = ask("month", "2024-03", person="考核员").out
    assert "5 条苗头：政策 0 · 市场 0 · 运行 5，" in said
    assert said.count("（未登记）") == 0
    assert standing("东城干部") == {"behind": True}
