"""Targets with their parts, a bundle from draft to active, early signs from noticed to judged, as pages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Activation, Bundle, Fact
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from tests.month.commands import Shell
from tests.proof import proves

from .reading import read

YEAR = Period.of_year(2024)
TARGETS = "/economy/targets?period=2024-03"
SIGNS = "/economy/signs?period=2024-03"


@pytest.fixture
def zone(site: Client) -> Organisation:
    """An indicator with a target of 6 for the zone."""
    zone = find_zone("", AT.date())
    define_indicator(
        SYSTEM, zone, "inv", name="投资", formula='fact("固定资产投资", ytd)', unit="亿元", at=AT
    )
    return zone


def aim(zone: Organisation, value: str, **more: object) -> object:
    holder = more.pop("holder", zone)
    quantity = Quantity.exactly(value, "亿元", text=value)
    return set_target(SYSTEM, zone, "inv", holder, YEAR, quantity, at=AT, **more)  # type: ignore[arg-type]


@proves("W2.2.4", "W1.3.6")
def test_a_difference_to_the_parts_is_shown_and_how_it_was_before(site: Client, zone: Organisation) -> None:
    whole = aim(zone, "6")
    first, second = Organisation.objects.filter(parent=zone).order_by("pk")[:2]
    aim(zone, "5", holder=first, parent=whole)
    before = latest()
    assert "短 1亿元" in read(site.get(TARGETS)).words
    aim(zone, "0.99", holder=second, parent=whole)
    assert "短 0.01亿元" in read(site.get(TARGETS)).words
    aim(zone, "0.01", holder=second, parent=whole)
    assert "相符" in read(site.get(TARGETS)).texts
    # As it was known before the second part was set.
    assert "短 1亿元" in read(site.get(f"{TARGETS}&as_of={before}")).words


@proves("W2.2.4")
def test_a_bundle_stays_a_draft_until_each_digit_means_something(site: Client, zone: Organisation) -> None:
    assert site.post(TARGETS, {"do": "begin", "code": "12x4"}).status_code == 400
    assert site.post(TARGETS, {"do": "begin", "code": "16", "name": "投资目标"}).status_code == 302
    bundle = Bundle.objects.get()
    refused = site.post(TARGETS, {"do": "activate", "bundle": bundle.pk})
    assert refused.status_code == 400
    assert "第1位（1）、第2位（6）" in read(refused).words
    digit = {"do": "mean", "bundle": bundle.pk, "indicator": "inv"}
    wrong = site.post(TARGETS, digit | {"place": "1", "value": "很多"})
    assert "economy.quantity-unreadable" in read(wrong).words
    assert "facts.indicator-unknown" in read(site.post(TARGETS, digit | {"indicator": "x"})).words
    assert "economy.bundle-unknown" in read(site.post(TARGETS, digit | {"bundle": "99"})).words
    for place, value in (("1", "100亿元"), ("2", "60亿元")):
        assert (
            site.post(TARGETS, digit | {"place": place, "value": value, "source": "决定"}).status_code == 302
        )
        assert Activation.objects.count() == 0
    assert site.post(TARGETS, {"do": "activate", "bundle": bundle.pk}).status_code == 302
    assert Activation.objects.get().bundle == bundle
    page = read(site.get(TARGETS))
    assert "已启用" in page.texts
    assert {"100亿元", "60亿元"} <= page.texts


@proves("W2.2.4")
def test_a_sign_is_noticed_judged_and_becomes_a_matter_or_not(
    site: Client, zone: Organisation, shell: Shell, look: Callable[[str], Client]
) -> None:
    person = ("person", "add", "督查员", "--unit", zone.name, "--post", "督查", "--role", "supervision")
    assert shell(*person, "--since", "2023-01-01").code == 0
    unit = Organisation.objects.get(name="财政审计部")
    said = {"kind": "policy", "text": "留抵退税政策调整", "unit": unit.pk, "on": "2024-03-05"}
    for wrong, code in (
        ({"on": "三月"}, "economy.day-unreadable"),
        ({"unit": "99999"}, "web.no-such-unit"),
        ({"kind": "behind"}, "matters.signal-kind-unknown"),
        ({"text": " "}, "matters.signal-words-missing"),
    ):
        answer = site.post(SIGNS, said | wrong)
        assert answer.status_code == 400
        assert code in read(answer).words
    assert site.post(SIGNS, said).headers["Location"].endswith("period=2024-03")
    site.post(SIGNS, said | {"kind": "market", "text": "锂电材料价格回落"})
    # Twice the same is one.
    site.post(SIGNS, said)
    page = site.get(SIGNS).content.decode()
    counts = re.findall(r"<div><b[^>]*>(\d+)</b><span>([^<]+)</span></div>", page)
    assert counts == [("2", "条苗头"), ("1", "政策类"), ("1", "市场类"), ("0", "运行类"), ("2", "待处理")]
    policy, market = Signal.objects.order_by("pk")
    before = latest()
    assert site.post(f"/economy/signs/{policy.pk}?period=2024-03", {"do": "open"}).status_code == 302
    assert Matter.objects.get().origin == f"signal:{policy.pk}"
    # Nothing is dismissed by nobody, nor without a reason.
    judge = look("督查员")
    silent = judge.post(f"/economy/signs/{market.pk}?period=2024-03", {"do": "dismiss", "reason": ""})
    assert silent.status_code == 400
    assert "flows.needs-missing" in read(silent).words
    done = judge.post(f"/economy/signs/{market.pk}?period=2024-03", {"do": "dismiss", "reason": "已有预案"})
    assert done.status_code == 302
    words = read(site.get(SIGNS)).texts
    assert {"已立项", "不予办理"} <= {one.split()[0] for one in words if one}
    # Before that both were open; what is past is looked at and not judged.
    past = site.get(f"{SIGNS}&as_of={before}").content.decode()
    assert past.count("待处理") >= 2
    assert 'value="dismiss"' not in past


@proves("W2.2.4")
def test_the_ladder_without_a_figure_says_what_it_waits_for(site: Client) -> None:
    assert "还没有企业的“营业收入”" in read(site.get("/economy/ladder?period=2024-03")).words


@proves("W1.3.6")
@pytest.mark.parametrize(
    "page",
    [
        "month?",
        "month?unit={unit}&",
        "figures/{unit}/固定资产投资?",
        "indicators/固定资产投资?",
        "targets?",
        "signs?",
        "ladder?",
    ],
)
def test_every_table_of_figures_is_turned_back_in_its_head(site: Client, page: str) -> None:
    unit = Fact.objects.get(text="5.5").holder_id
    address = f"/economy/{page.format(unit=unit)}period=2024-03"
    now = site.get(address).content.decode()
    assert '<select name="as_of">' in now
    past = read(site.get(f"{address}&as_of={latest() - 1}")).words
    assert f"留痕 {latest() - 1}" in past or str(latest() - 1) in past
