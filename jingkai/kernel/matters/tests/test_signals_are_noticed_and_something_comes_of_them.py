from datetime import date
from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Joining, Matter, Signal
from jingkai.kernel.matters.services import (
    Notice,
    add_to_matter,
    dismiss,
    enter_signal,
    note_found,
    open_as_matter,
)
from jingkai.kernel.matters.services.lights import Noted
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import a_matter, at, close, report

pytestmark = pytest.mark.django_db

WHEN = at("2024-03-12")
MARCH = Period.parse("2024-03")


def said(zone: Zone, kind: str = "policy", **more: Any) -> Notice:
    values = {
        "kind": kind, "about": "出口退税", "occasion": "2024-03-12", "zh": "出口退税政策四月调整", "unit": zone.east,
        "until": date(2024, 3, 12),
    }  # fmt: skip
    return Notice(**values | more)


def a_signal(zone: Zone, kind: str = "policy", **more: Any) -> Signal:
    return enter_signal(zone.actor(zone.westerner), zone.zone, said(zone, kind, **more), at=WHEN)


@proves("K4.3.4")
@pytest.mark.parametrize("kind", ["policy", "market"])
def test_a_person_enters_signals_of_policy_and_market(kind: str) -> None:
    zone = a_ruled_zone()
    signal = a_signal(zone, kind)
    assert (signal.kind, signal.rule, state_of(signal.case)) == (kind, None, "open")
    assert signal.case.moves.get().person == zone.westerner


@proves("K4.3.4")
@pytest.mark.parametrize("kind", ["behind", "contradiction", "rumour"])
def test_what_rules_find_is_not_entered_by_hand(kind: str) -> None:
    with pytest.raises(Problem) as refused:
        a_signal(a_ruled_zone(), kind)
    assert refused.value.code == "matters.signal-kind-unknown"
    assert "policy" in refused.value.zh


def test_a_signal_says_what_was_noticed_about_what() -> None:
    zone = a_ruled_zone()
    for change in ({"zh": " "}, {"about": ""}):
        with pytest.raises(Problem) as refused:
            a_signal(zone, **change)
        assert refused.value.code == "matters.signal-words-missing"


def test_the_same_twice_is_one() -> None:
    zone = a_ruled_zone()
    assert a_signal(zone) == a_signal(zone)


@proves("INV.7")
def test_another_units_signal_out_of_sight_is_given_to_nobody() -> None:
    """The same words of one's own unit are a signal of one's own; who sees both is given the one that is there."""
    zone = a_ruled_zone()
    hidden = enter_signal(zone.actor(zone.westerner), zone.zone, said(zone, unit=zone.west), at=WHEN)
    mine = enter_signal(zone.actor(zone.easterner), zone.zone, said(zone), at=WHEN)
    assert (mine.unit, mine.turn, mine.pk == hidden.pk) == (zone.east, 2, False)
    assert enter_signal(zone.actor(zone.easterner), zone.zone, said(zone), at=WHEN) == mine
    assert enter_signal(zone.actor(zone.westerner), zone.zone, said(zone, unit=zone.west), at=WHEN) == hidden
    assert enter_signal(zone.actor(zone.clerk), zone.zone, said(zone, unit=zone.office), at=WHEN) == mine
    assert Signal.objects.count() == 2


def test_it_is_opened_as_a_matter_once() -> None:
    zone = a_ruled_zone()
    signal = a_signal(zone)
    matter = open_as_matter(zone.actor(zone.clerk), signal, at=WHEN)
    assert (matter.title, matter.lead_unit, matter.origin) == (signal.zh, zone.east, f"signal:{signal.pk}")
    assert state_of(signal.case) == "opened"
    with pytest.raises(Problem) as refused:
        open_as_matter(zone.actor(zone.clerk), signal, at=WHEN)
    assert refused.value.code == "flows.no-such-move"
    assert Matter.objects.count() == 1


def test_who_may_not_open_matters_opens_none_from_a_signal() -> None:
    zone = a_ruled_zone()
    signal = a_signal(zone)
    with pytest.raises(Problem) as refused:
        open_as_matter(zone.actor(zone.westerner), signal, at=WHEN)
    assert refused.value.code == "parties.not-allowed"
    assert state_of(signal.case) == "open"


def test_it_is_added_to_an_open_matter_and_to_no_other() -> None:
    zone, other = a_ruled_zone(), a_ruled_zone("另一经开区")
    matter, done, foreign = a_matter(zone, "甲"), a_matter(zone, "乙"), a_matter(other, "丙")
    report(zone, done, zone.easterner)
    close(zone, done, zone.clerk)
    signal = a_signal(zone)
    for wrong, code in ((done, "matters.matter-ended"), (foreign, "matters.signal-elsewhere")):
        with pytest.raises(Problem) as refused:
            add_to_matter(zone.actor(zone.clerk), signal, wrong, at=WHEN)
        assert refused.value.code == code
    assert add_to_matter(zone.actor(zone.clerk), signal, matter, at=WHEN).how == "added"
    assert state_of(signal.case) == "added"
    assert [one for one in examine() if one.level == "fault"] == []


def test_it_is_dismissed_with_a_reason_by_another_body() -> None:
    zone = a_ruled_zone()
    signal = a_signal(zone)
    with pytest.raises(Problem) as own:
        dismiss(zone.actor(zone.easterner), signal, reason="与我无关", at=WHEN)
    assert own.value.code == "flows.verifier-is-doer"
    with pytest.raises(Problem) as silent:
        dismiss(zone.actor(zone.clerk), signal, reason=" ", at=WHEN)
    assert silent.value.code == "flows.needs-missing"
    dismiss(zone.actor(zone.clerk), signal, reason="本区无出口企业", at=WHEN)
    assert state_of(signal.case) == "dismissed"


def found(zone: Zone, *abouts: str) -> list[Noted]:
    return [Noted(about, zone.east, None, zh=f"{about}增速矛盾", refs=["fact:1"]) for about in abouts]


@proves("K4.3.4")
def test_what_a_rule_finds_is_noted_once_and_cleared_when_its_cause_is_gone() -> None:
    zone = a_ruled_zone()

    def note(*abouts: str) -> tuple[list[str], list[str]]:
        done = note_found(SYSTEM, zone.zone, "contradiction", MARCH, found(zone, *abouts), at=WHEN)
        return [one.about for one in done.new], [one.about for one in done.cleared]

    assert note("科技支出", "税收") == (["科技支出", "税收"], [])
    assert note("科技支出", "税收") == ([], [])
    assert note("税收") == ([], ["科技支出"])
    assert note("科技支出", "税收") == (["科技支出"], [])
    again = Signal.objects.get(about="科技支出", turn=2)
    assert (again.rule.key if again.rule else "", again.refs) == ("signals", ["fact:1"])
    with pytest.raises(Problem) as refused:
        note_found(SYSTEM, zone.zone, "policy", MARCH, [], at=WHEN)
    assert refused.value.code == "matters.signal-kind-unknown"


# ---- past every service


def test_the_database_refuses_what_no_service_would_write() -> None:
    zone, other = a_ruled_zone(), a_ruled_zone("另一经开区")
    matter, foreign = a_matter(zone, "甲"), a_matter(other, "乙")
    signal, second = a_signal(zone), a_signal(zone, "market")
    add_to_matter(zone.actor(zone.clerk), signal, matter, at=WHEN)
    attacks = [
        ("matters.signal-joined", Joining(signal=signal, matter=matter, how="opened")),
        ("matters.signal-joined", Joining(signal=second, matter=matter, how="lost")),
        ("matters.signal-elsewhere", Joining(signal=second, matter=foreign, how="added")),
    ]
    copied = {
        "zone": zone.zone, "unit": zone.east, "kind": "policy", "occasion": "2024-03-12",
        "until": date(2024, 3, 12), "refs": [],
    }  # fmt: skip
    case = a_matter(zone, "丙").case
    attacks.append(("matters.signal-noted", Signal(case=case, about="出口退税", zh="再次写入", **copied)))
    attacks.append(("matters.signal-words-missing", Signal(case=case, about="其他", zh="", **copied)))
    for code, row in attacks:
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code


def test_doctor_finds_a_signal_whose_state_and_matter_differ() -> None:
    zone = a_ruled_zone()
    matter, signal = a_matter(zone), a_signal(zone)
    insert(Joining(signal=signal, matter=matter, how="added"))
    assert "matters.signal-joined" in [one.code for one in examine()]
