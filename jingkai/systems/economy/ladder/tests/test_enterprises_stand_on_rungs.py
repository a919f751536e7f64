"""Enterprises by the tiers of a rule (eC13): decided where the figure is, undecided where it straddles one."""

import pytest
from pydantic import ValidationError

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, read_number
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.book import RuleBook
from jingkai.systems.economy.kinds import LADDER, LadderBody
from jingkai.systems.economy.ladder.tiers import counts, ladder_of, rung_of, year_of
from jingkai.systems.economy.stories.people import AT, SINCE, Town, a_town
from tests.proof import proves

YEAR, LAST = Period.of_year(2023), Period.of_year(2022)


@pytest.fixture
def ladder() -> LadderBody:
    return LadderBody.model_validate(
        {
            "measure": "营业收入",
            "aspect": "amount",
            "kinds": ["company"],
            "rough": "10%",
            "tiers": [
                {"code": "a", "title": {"zh": "百亿级", "en": "10 billion"}, "at_least": "100亿元"},
                {"code": "b", "title": {"zh": "十亿级", "en": "1 billion"}, "at_least": "10亿元"},
            ],
        }
    )


def quantity(text: str) -> Quantity:
    found = read_number(text)
    assert found is not None
    return found


@proves("W2.2.4")
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("100亿元", ["a"]),
        ("99.99亿元", ["b"]),
        ("1000000万元", ["a"]),
        ("9亿元", [None]),
        # 120余亿元 is 120 or more; 80余亿元 may be a hundred.
        ("120余亿元", ["a"]),
        ("80余亿元", ["a", "b"]),
        ("不足100亿元", ["b", None]),
        # A tenth up or down: 90 to 110.
        ("近100亿元", ["a", "b"]),
        ("近120亿元", ["a"]),
        ("9~11亿元", ["b", None]),
    ],
)
def test_a_range_across_a_threshold_is_undecided(
    ladder: LadderBody, text: str, codes: list[str | None]
) -> None:
    rung = rung_of(quantity(text), ladder)
    assert [tier.code if tier is not None else None for tier in rung.tiers] == codes
    assert rung.decided is (len(codes) == 1)


def test_a_rough_figure_decides_nothing_without_a_word_of_the_rule(ladder: LadderBody) -> None:
    silent = ladder.model_copy(update={"rough": None})
    assert not rung_of(quantity("近500亿元"), silent).decided


def test_the_year_of_a_month_is_the_last_that_is_over() -> None:
    assert year_of(Period.parse("2024-03")) == YEAR
    assert year_of(Period.parse("2023-12")) == YEAR
    assert year_of(Period.of_year(2023)) == YEAR


def test_tiers_that_do_not_fall_are_refused(ladder: LadderBody) -> None:
    body = ladder.model_dump()
    body["tiers"].reverse()
    with pytest.raises(ValidationError, match="do not fall"):
        LadderBody.model_validate(body)


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def firm(town: Town, name: str, **revenue: str) -> Organisation:
    one = add_organisation(SYSTEM, name, kind="company", parent=town.zone, since=SINCE, at=AT)
    drafts = [
        Draft("营业收入", one, Period.of_year(int(year[1:])), quantity(text), one, Source(words="年报"))
        for year, text in revenue.items()
    ]
    record(SYSTEM, drafts, at=AT)
    return one


@proves("W2.2.4", "W1.3.6")
def test_who_moved_since_last_year_and_how_it_stood_before(town: Town, ladder: LadderBody) -> None:
    firm(town, "甲公司", y2022="98亿元", y2023="103亿元")
    firm(town, "乙公司", y2022="12亿元", y2023="8亿元")
    before = latest()
    firm(town, "丙公司", y2023="近10亿元")
    firm(town, "丁公司", y2022="15亿元")
    # A department has the same measure and is no enterprise.
    record(
        SYSTEM,
        [Draft("营业收入", town.audit, YEAR, quantity("200亿元"), town.audit, Source(words="x"))],
        at=AT,
    )
    stands = ladder_of(town.zone, ladder, YEAR, None, None)
    assert [(one.enterprise.name, one.moved(ladder)) for one in stands] == [
        ("甲公司", "up"),
        ("丙公司", ""),
        ("乙公司", "down"),
        ("丁公司", ""),
    ]
    assert [(tier.code, now, then) for tier, now, then in counts(stands, ladder)] == [
        ("a", 1, 0),
        ("b", 0, 3),
    ]
    earlier = ladder_of(town.zone, ladder, YEAR, before, None)
    assert [one.enterprise.name for one in earlier] == ["甲公司", "乙公司"]


@proves("W2.2.4")
def test_the_shipped_rule_has_its_source_and_its_hundred(town: Town) -> None:
    rule = RuleBook().find(LADDER, town.zone, YEAR.last_day)
    assert rule is not None
    assert isinstance(rule.body, LadderBody)
    assert rule.body.tiers[0].at_least == "100亿元"
    assert "百亿元企业梯度培育" in rule.source
