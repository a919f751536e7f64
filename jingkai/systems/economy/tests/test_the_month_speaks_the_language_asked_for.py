"""No word of one language in the other, but names and what people typed; every mark is explained."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.targets import set_target
from jingkai.systems.economy.because import because
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.proof import prove
from jingkai.systems.economy.publishing import publish
from jingkai.systems.economy.sheet import sheet
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from jingkai.systems.economy.text import text
from jingkai.systems.economy.uncompared import uncompared
from jingkai.systems.economy.words import Lang, Words, ref_of, ref_words

pytestmark = pytest.mark.django_db

MARCH, YEAR = Period.parse("2024-03"), Period.of_year(2024)


@pytest.fixture
def town() -> Town:
    """An indicator far behind, one without a target, a rate, and one with a target and no figure."""
    town = a_town()
    for code, name, english, formula, unit in (
        ("invested", "投资", "Investment", 'fact("投资", ytd)', "亿元"),
        ("trade", "外贸", "Trade", 'fact("外贸", ytd)', "亿元"),
        ("share", "占比", "Share", 'share(fact("投资", ytd), fact("外贸", ytd))', "%"),
        ("revenue", "收入", "Revenue", 'fact("外贸", ytd) * 2', "亿元"),
    ):
        say(town, name, "5", "亿元", "2022")
        define_indicator(
            town.clerk, town.zone, code, name=name, name_en=english, formula=formula, unit=unit, at=AT
        )
    say(town, "投资", "2.5", "亿元", "2024-01/2024-03")
    say(town, "投资", "2", "亿元", "2023-01/2023-03")
    for code, value, unit in (("invested", "100", "亿元"), ("share", "20", "%"), ("revenue", "9", "亿元")):
        quantity = Quantity.exactly(value, unit, text=value)
        set_target(town.clerk, town.zone, code, town.zone, Period.parse("2024-H1"), quantity, at=AT)
    return town


def languages() -> Iterator[Lang]:
    yield from get_args(Lang)


def test_a_chinese_proof_has_no_english_word_but_its_formula(town: Town) -> None:
    month = publish(town.clerk, town.zone, MARCH, at=AT)
    fact, target = Fact.objects.earliest("pk"), Target.objects.earliest("pk")
    for ref in ("invested@2024-03", str(fact), f"目标:{target.pk}", str(month)):
        said = sheet(prove(ref, town.zone, lang="zh"), "zh")
        said = re.sub(r"^ *算式 .*$|\b[0-9a-f]{64}\b", "", said, flags=re.MULTILINE)
        assert re.findall(r"[A-Za-z]{2,}", said) == [], ref


def test_why_a_light_burns_is_said_as_people_say_it(town: Town) -> None:
    (line,) = [one for one in compute(town.zone, MARCH).lines if one.definition.code == "invested"]
    assert line.light.why == "behind > 30百分点"
    assert because(line.light.why, "zh") == "落后时序超过30百分点"
    assert because(line.light.why, "en").startswith("points behind schedule is above 30")
    assert (because("otherwise", "zh"), because("gap", "en")) == (
        "其余情形",
        "the rule leaves this band open",
    )
    assert because("not of this rule", "zh") == "not of this rule"
    sheet_of = {lang: sheet(prove("invested@2024-03", town.zone, lang=lang), lang) for lang in languages()}
    assert "灯  滞后（落后时序超过30百分点）" in sheet_of["zh"]
    assert "（" not in sheet_of["en"]


def test_the_lights_of_a_published_month_name_indicator_and_rule(town: Town) -> None:
    month = publish(town.clerk, town.zone, MARCH, at=AT)
    said = {lang: dict(prove(str(month), town.zone, lang=lang).beside) for lang in languages()}
    assert said["zh"]["投资"] == "滞后（落后时序超过30百分点）  亮灯规则：按时序差（平台默认） 2026.1"
    assert said["en"]["Investment"].startswith("behind (points behind schedule is above 30")
    assert said["en"]["Investment"].endswith(
        "Lights by points behind schedule (the platform's default) 2026.1"
    )
    assert said["zh"]["占比"] == "不按时序判断"


def test_references_are_read_in_both_languages() -> None:
    zh, en = Words("zh"), Words("en")
    assert ref_words("= 5 [fact:12、event:3]", zh) == "= 5 [数据:12、事件:3]"
    assert ref_words("[fact:12]", en) == "[fact:12]"
    assert [ref_of(one) for one in ("数据:12", "目标：3", "fact:12", "月度:1", "税收@2024-03")] == [
        "fact:12", "target:3", "fact:12", "month:1", "税收@2024-03",
    ]  # fmt: skip


def test_rows_that_stand_against_no_schedule_are_counted_by_reason(town: Town) -> None:
    month = compute(town.zone, MARCH)
    assert dict(uncompared(month)) == {"no-target": 1, "no-schedule": 1, "unknown": 1}
    zh, en = (text(month, lang) for lang in languages())
    assert "4 项指标，0 快于时序，0 持平，1 落后时序" in zh
    assert "未与时序比较 3 项：未设目标 1 项，不按时序判断 1 项，数据不足 1 项" in zh
    assert "4 indicators, 0 ahead of schedule, 0 on schedule, 1 behind schedule" in en
    assert "3 not compared with a schedule: 1 without a target, 1 not judged by schedule, 1 where not" in en


def test_a_star_is_explained_where_there_is_one(town: Town) -> None:
    zh = text(compute(town.zone, MARCH), "zh")
    assert "+25%*" in zh
    assert "* 同比：由两年的数推算" in zh
    assert "*" not in text(compute(town.zone, Period.parse("2022-12")), "zh")


def test_an_english_signal_calls_the_indicator_by_its_english_name(town: Town) -> None:
    (found,) = compute(town.zone, MARCH).findings
    assert found.zh == "滨河经济开发区投资：滞后，落后时序 47.5 个百分点"
    assert found.en == "滨河经济开发区, Investment: behind, 47.5 points behind schedule"


def test_figures_that_differ_are_called_by_their_indicator_in_english(town: Town) -> None:
    """Two departments print the growth of one figure; the indicator that shows the figure has an English name."""
    for value, unit in (("25", town.audit), ("26", town.projects)):
        say(town, "投资", value, "%", "2024-01/2024-03", aspect="growth", by=unit)
    zh, en = (text(compute(town.zone, MARCH), lang) for lang in languages())
    assert "投资·同比（" in zh
    assert "Investment, growth on last year" in en
    assert "投资·同比" not in en
