"""Targets break down, reconcile, and go by one code where a zone says so."""

from datetime import date

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.definitions import Aim, Aims
from jingkai.kernel.facts.models import Bundle, Target
from jingkai.kernel.facts.reconcile import reconciliations, stretch
from jingkai.kernel.facts.targets import activate, missing_places, open_bundle, set_target
from jingkai.kernel.parties.models import UPPER, Organisation
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .samples import AT, CLERK, SINCE, Zone, a_zone

pytestmark = pytest.mark.django_db

YEAR = Period.of_year(2024)
CODES = ("signed", "started", "completed", "produced")


@pytest.fixture
def zone() -> Zone:
    zone = a_zone()
    for code in CODES:
        define(zone, code)
    return zone


def define(zone: Zone, code: str) -> None:
    define_indicator(
        CLERK, zone.zone, code, name=f"项目数-{code}", formula=f'count(events("{code}") where date in ytd)',
        unit="个", at=AT,
    )  # fmt: skip


def target(
    zone: Zone, value: str, holder: Organisation | None = None, indicator: str = "signed", **more: object
) -> Target:
    quantity = Quantity.exactly(value, "个", text=value)
    return set_target(
        CLERK,
        zone.zone,
        indicator,
        holder or zone.zone,
        YEAR,
        quantity,
        at=AT,
        **more,  # type: ignore[arg-type]
    )


def words(zone: Zone, as_of: int | None = None, lang: str = "en") -> list[str]:
    return [one.words(lang) for one in reconciliations(Aims.load(zone.zone, as_of))]


@proves("K4.1.9")
def test_children_of_five_and_one_reconcile_with_six(zone: Zone) -> None:
    parent = target(zone, "6")
    target(zone, "5", zone.park, parent=parent)
    assert words(zone) == ["short 1 items"]
    assert words(zone, lang="zh") == ["短 1个"]
    target(zone, "1", zone.finance, parent=parent)
    assert words(zone) == ["reconciles"]


def test_children_that_exceed_their_parent_are_over(zone: Zone) -> None:
    parent = target(zone, "6")
    target(zone, "5", zone.park, parent=parent)
    target(zone, "3", zone.finance, parent=parent)
    assert words(zone, lang="zh") == ["超 2个"]


def test_a_difference_of_a_hundredth_is_shown(zone: Zone) -> None:
    define_indicator(CLERK, zone.zone, "money", name="税收", formula="1亿元", unit="亿元", at=AT)

    def money(value: str, holder: Organisation, **more: object) -> Target:
        quantity = Quantity.exactly(value, "亿元", text=value)
        return set_target(CLERK, zone.zone, "money", holder, YEAR, quantity, at=AT, **more)  # type: ignore[arg-type]

    parent = money("887.44", zone.zone)
    money("472.63", zone.park, parent=parent)
    money("414.80", zone.finance, parent=parent)
    assert words(zone, lang="zh") == ["短 0.01亿元"]


@proves("K4.1.5", "K4.1.3")
def test_a_changed_target_is_a_new_row_and_the_old_one_is_known_as_of_before(zone: Zone) -> None:
    old = target(zone, "6")
    before = latest()
    target(zone, "8", replaces=old, reason="市里加码")

    def shown(as_of: int | None = None) -> list[str]:
        aim = Aims.load(zone.zone, as_of).of("signed", zone.zone.pk, YEAR)
        return [str(aim.quantity)] if aim else []

    assert shown() == ["8个"]
    assert shown(before) == ["6个"]


@pytest.mark.parametrize(
    ("reason", "twice", "code"), [("", False, "reason-missing"), ("x", True, "target-unknown")]
)
def test_a_target_is_replaced_once_and_with_a_reason(zone: Zone, reason: str, twice: bool, code: str) -> None:
    old = target(zone, "6")
    if twice:
        target(zone, "7", replaces=old, reason="x")
    with pytest.raises(Problem) as refusal:
        target(zone, "8", replaces=old, reason=reason)
    assert refusal.value.code == f"facts.{code}"


def test_a_target_of_no_indicator_or_in_another_unit_is_refused(zone: Zone) -> None:
    with pytest.raises(Problem) as refusal:
        target(zone, "6", indicator="nothing")
    assert refusal.value.code == "facts.indicator-unknown"
    with pytest.raises(Problem) as refusal:
        set_target(CLERK, zone.zone, "signed", zone.zone, YEAR, Quantity.exactly("6", "亿元"), at=AT)
    assert refusal.value.code == "facts.unit-differs"


def test_the_target_of_a_quarter_is_preferred_to_that_of_its_year(zone: Zone) -> None:
    quarter = Period.parse("2024-Q1")
    target(zone, "6")
    set_target(CLERK, zone.zone, "signed", zone.zone, quarter, Quantity.exactly("2", "个"), at=AT)
    aims = Aims.load(zone.zone)

    def of(text: str) -> Aim | None:
        return aims.of("signed", zone.zone.pk, Period.parse(text))

    assert [str(aim.quantity) if aim else "" for aim in map(of, ("2024-02", "2024", "2024-05", "2025-01"))] == [
        "2个", "6个", "6个", "",
    ]  # fmt: skip


def digits(zone: Zone, bundle: Bundle, *codes: str, holder: Organisation | None = None) -> None:
    for place, code in enumerate(codes, start=1):
        target(zone, bundle.code[place - 1], holder, code, bundle=bundle, place=place)


@proves("K4.1.7")
def test_a_bundle_with_three_of_four_digits_is_a_draft_and_activation_names_the_missing_one(
    zone: Zone,
) -> None:
    bundle = open_bundle(CLERK, zone.zone, "1688", YEAR, at=AT)
    digits(zone, bundle, *CODES[:3])
    assert missing_places(bundle) == [4]
    with pytest.raises(Problem) as refusal:
        activate(CLERK, bundle, at=AT)
    assert refusal.value.code == "facts.bundle-incomplete"
    assert "第4位（8）" in refusal.value.zh
    assert "digit 4 (8)" in refusal.value.en
    # A draft's targets do not count yet.
    assert Aims.load(zone.zone).all == ()

    target(zone, "8", None, CODES[3], bundle=bundle, place=4)
    activation = activate(CLERK, bundle, at=AT)
    assert [str(aim.quantity) for aim in Aims.load(zone.zone).all] == ["1个", "6个", "8个", "8个"]
    assert activate(CLERK, bundle, at=AT) == activation


@proves("K4.1.8")
def test_the_zone_stretches_what_the_city_asks(zone: Zone) -> None:
    city = add_organisation(CLERK, "某市", kind=UPPER, parent=None, since=SINCE, at=AT)
    upper = open_bundle(CLERK, city, "1422", YEAR, at=AT)
    own = open_bundle(CLERK, zone.zone, "2843", YEAR, stretches=upper, at=AT)
    found = stretch(own)
    assert found is not None
    assert found.words() == "+1 +4 +2 +1"
    assert found.amounts == (None, None, None, None)

    digits(zone, upper, *CODES, holder=city)
    digits(zone, own, *CODES[:2])
    found = stretch(own)
    assert found is not None
    assert [str(one) if one else "" for one in found.amounts] == ["1个", "4个", "", ""]
    assert stretch(upper) is None


@pytest.mark.parametrize("place", [None, 0, 5, 1])
def test_a_digit_is_given_one_meaning(zone: Zone, place: int | None) -> None:
    bundle = open_bundle(CLERK, zone.zone, "1688", YEAR, at=AT)
    target(zone, "1", bundle=bundle, place=1)
    with pytest.raises(Problem) as refusal:
        target(zone, "6", indicator="started", bundle=bundle, place=place)
    assert refusal.value.code == "facts.bundle-place"


@pytest.mark.parametrize("code", ["", "16a8", "一六八八", "１６８８"])
def test_the_code_of_a_bundle_is_digits(zone: Zone, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        open_bundle(CLERK, zone.zone, code, YEAR, at=AT)
    assert refusal.value.code == "facts.bundle-malformed"


def test_days_of_the_year_do_not_matter_to_a_target(zone: Zone) -> None:
    row = target(zone, "6")
    assert (row.start, row.end) == (date(2024, 1, 1), date(2024, 12, 31))
