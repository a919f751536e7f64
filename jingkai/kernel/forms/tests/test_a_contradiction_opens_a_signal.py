"""A typed figure that contradicts a fact: both stand, and one signal says so until the unit lets the fact stand."""

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.models import Submission
from jingkai.kernel.forms.services import accept, send
from jingkai.kernel.matters.models import Signal
from jingkai.kernel.matters.services import dismiss, note_found
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .samples import MARCH, Asking, a_form, an_asking_zone, asked, known, sent, the_form

pytestmark = pytest.mark.django_db

STEPS = "加快在建项目进度"


def the_zone() -> tuple[Asking, Submission]:
    """Investment is known to the statistics office (38.62); output and next steps are asked."""
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    return asking, asked(asking, form)[0]


def accepted(asking: Asking, submission: Submission, **typed: str) -> None:
    sent(asking, submission, {"next": STEPS} | typed)
    accept(asking.by(asking.asker), submission, at=at("2024-04-09"))


@proves("W4.2.1")
def test_it_opens_when_the_form_is_accepted_and_names_both_figures() -> None:
    asking, submission = the_zone()
    sent(asking, submission, {"invest": "45", "output": "12", "next": STEPS})
    assert not Signal.objects.exists()
    accept(asking.by(asking.asker), submission, at=at("2024-04-09"))
    signal = Signal.objects.get()
    assert (signal.kind, signal.unit, str(signal.until), state_of(signal.case)) == (
        "contradiction", asking.zone.east, "2024-03-31", "open",
    )  # fmt: skip
    assert signal.zh == (
        "东城街道2024年3月固定资产投资：统计办（统计）为 38.62亿元，东城街道填报为 45亿元，两数并列，须核对"
    )
    assert "统计办 says 3862 million yuan, 东城街道 typed 4500 million yuan" in signal.en
    assert signal.refs[1] == submission.ref
    assert signal.refs[0].startswith("fact:")


def test_what_repeats_or_rounds_a_fact_or_was_asked_opens_none() -> None:
    asking, submission = the_zone()
    accepted(asking, submission, invest="38.6", output="12")
    assert not Signal.objects.exists()


def test_the_same_contradiction_on_another_form_is_the_same_signal_also_once_it_was_dismissed() -> None:
    asking, submission = the_zone()
    accepted(asking, submission, invest="45", output="12")
    signal = Signal.objects.get()
    dismiss(asking.by(asking.zone.clerk), signal, reason="口径不同", at=at("2024-04-10"))
    (again,) = asked(asking, a_form(asking, ["invest", "next"], code="second"))
    accepted(asking, again, invest="45")
    assert state_of(Signal.objects.get().case) == "dismissed"


def test_it_is_cleared_when_the_unit_lets_the_fact_stand_and_opens_anew_when_it_does_not() -> None:
    asking, submission = the_zone()
    accepted(asking, submission, invest="45", output="12")
    for code, typed in (("second", {}), ("third", {"invest": "46"})):
        (again,) = asked(asking, a_form(asking, ["invest", "next"], code=code))
        accepted(asking, again, **typed)
    assert [(one.turn, state_of(one.case)) for one in Signal.objects.order_by("pk")] == [
        (1, "cleared"), (2, "open"),
    ]  # fmt: skip


def test_another_units_form_and_a_published_month_leave_it_open() -> None:
    asking, submission = the_zone()
    known(asking, "固定资产投资", "20", asking.zone.west)
    accepted(asking, submission, invest="45", output="12")
    (elsewhere,) = asked(asking, submission.request.form, asking.zone.west)
    west = asking.by(asking.zone.westerner)
    send(west, elsewhere, {"output": "1", "next": STEPS}, seen=0, at=at("2024-04-08"))
    accept(asking.by(asking.asker), elsewhere, at=at("2024-04-09"))
    note_found(SYSTEM, asking.zone.zone, "contradiction", MARCH, [], at=at("2024-04-10"))
    assert state_of(Signal.objects.get().case) == "open"
