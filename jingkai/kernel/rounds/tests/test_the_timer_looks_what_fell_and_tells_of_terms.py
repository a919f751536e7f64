"""What the platform does of rounds by itself: consequences whose basis fell are flagged, and whom it concerns is told
of a term that is over; once, by several timers at once and after a timer was killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.messages.models import Addressee, Notice
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.timed import do_what_is_due
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import approve, remind, revoke
from jingkai.kernel.rounds.timed import falls, reminders
from tests.harness import CommittedDatabase
from tests.invariants.together import together
from tests.proof import proves

from .samples import FRIDAY, Hall, a_hall, at, ship_rule
from .test_a_result_is_frozen import corrected
from .test_what_follows_falls_with_its_basis import OCTOBER, REWARD, a_rewarded_year, basis, the_fact

ROOT = Path(__file__).parents[4]
TITLE = {"zh": "等级", "en": "a grade"}
MOVE: dict[str, Any] = {"side": "verify", "by": "other", "act": "approve", "of": "consequences"}
# A grade that is to be renewed after nine months, and valid for a year.
FLOW: dict[str, Any] = {
    "kind": "consequences",
    "opening": {"move": "propose", "title": TITLE, "target": "proposed"},
    "terms": {
        "remind": {"title": TITLE, "length": "9 months", "late": {"zh": "应复评", "en": "renew"}, "tells": "true"},
        "review": {"title": TITLE, "length": "10 days", "late": {"zh": "应复核", "en": "review"}},
        "valid": {"title": TITLE, "length": "12 months", "late": {"zh": "已过有效期", "en": "over"}, "tells": "true"},
    },
    "states": {
        "proposed": {"title": TITLE},
        "in-effect": {"title": TITLE},
        "to-be-revoked": {"title": TITLE},
        "revoked": {"title": TITLE, "end": "closed"},
        "lapsed": {"title": TITLE, "end": "stopped"},
    },
    "moves": [
        {"move": "approve", "title": TITLE, "source": ["proposed"], "target": "in-effect",
         "starts": ["remind", "review", "valid"]} | MOVE,
        {"move": "lapse", "title": TITLE, "source": ["proposed"], "target": "lapsed", "side": "none"},
        {"move": "flag", "title": TITLE, "source": ["in-effect"], "target": "to-be-revoked", "side": "none"},
        {"move": "uphold", "title": TITLE, "source": ["to-be-revoked"], "target": "in-effect"} | MOVE,
        {"move": "revoke", "title": TITLE, "source": ["to-be-revoked"], "target": "revoked"} | MOVE,
    ],
}  # fmt: skip


def graded_for_a_year(monkeypatch: pytest.MonkeyPatch) -> tuple[Hall, list[Consequence]]:
    """Both streets have the grade from 12 January 2024 on, to be renewed from 12 October, valid for a year."""
    hall = a_hall()
    ship_rule("flow", "flow.test-grade", FLOW)
    monkeypatch.setitem(REWARD, "flow", "flow.test-grade")
    _, rows = a_rewarded_year(hall, monkeypatch)
    approve(hall.line, rows, at=FRIDAY)
    return hall, rows


def fell_under(row: Consequence) -> None:
    """The fact under it is corrected."""
    corrected(the_fact(next(one for one in basis(row) if one.startswith("fact:"))), "30")


@pytest.mark.django_db
@proves("A3.3.1")
def test_holder_and_office_are_told_once_when_a_grade_is_to_be_renewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall, _ = graded_for_a_year(monkeypatch)
    assert remind(SYSTEM, at=at("2024-10-12", "23:59")) == []
    told = remind(SYSTEM, at=at("2024-10-13", "00:01"))
    assert [one.title for one in told] == [
        "应复评：东城街道 奖励（2024-10-12）", "应复评：西城街道 奖励（2024-10-12）",
    ]  # fmt: skip
    assert {one.sender_id for one in told} == {None}
    to = Addressee.objects.filter(notice=told[0]).values_list("person__name", flat=True)
    assert set(to) == {hall.zone.easterner.name, hall.assessor.name}
    assert remind(SYSTEM, at=at("2024-10-14")) == []
    # The term that tells nobody has told nobody, and the last one tells again.
    assert [one.title[:5] for one in remind(SYSTEM, at=at("2025-01-13"))] == ["已过有效期"] * 2
    assert remind(SYSTEM, at=at("2025-06-13")) == []
    assert Notice.objects.filter(kind="term").count() == 4


@pytest.mark.django_db
@proves("A3.3.1")
def test_of_what_was_slept_through_only_the_last_term_is_told_and_nothing_of_what_is_revoked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall, (_, west) = graded_for_a_year(monkeypatch)
    fell_under(west)
    assert falls(OCTOBER) == 1
    revoke(hall.line, west, reason="数据不实", at=OCTOBER)
    assert [one.title for one in remind(SYSTEM, at=at("2025-02-01"))] == [
        "已过有效期：东城街道 奖励（2025-01-12）"
    ]


@pytest.mark.django_db
@proves("A3.3.1")
def test_the_timer_flags_what_stands_on_something_that_fell_and_does_nothing_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, (east, west) = graded_for_a_year(monkeypatch)
    fell_under(east)
    done = {one.name: (one.count, one.refused) for one in do_what_is_due(OCTOBER)}
    assert done["rounds.follow-falls"] == (1, "")
    assert (state_of(east.case), state_of(west.case)) == ("to-be-revoked", "in-effect")
    entries = Entry.objects.count()
    assert {one.count for one in do_what_is_due(OCTOBER)} == {0}
    assert Entry.objects.count() == entries


def a_year_on(monkeypatch: pytest.MonkeyPatch) -> list[Consequence]:
    """Something fell under both grades."""
    _, rows = graded_for_a_year(monkeypatch)
    for one in rows:
        fell_under(one)
    return rows


@proves("A3.3.1")
def test_timers_at_once_flag_each_once(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    del committed_db
    rows = a_year_on(monkeypatch)
    done = together(*[lambda: falls(OCTOBER) for _ in range(4)])
    assert sorted(done) == [0, 0, 0, 2]  # type: ignore[type-var]
    assert Move.objects.filter(case__in=[one.case for one in rows], flow_move__move="flag").count() == 2


@proves("A3.3.1")
def test_timers_at_once_tell_each_once(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    del committed_db
    graded_for_a_year(monkeypatch)
    late: Callable[[], int] = lambda: reminders(at("2024-10-13"))  # noqa: E731
    done = together(*[late for _ in range(4)])
    assert sum(one for one in done if isinstance(one, int)) == 2
    assert not [one for one in done if isinstance(one, Exception)]
    assert Notice.objects.filter(kind="term").count() == 2


@proves("A3.3.1")
def test_a_timer_that_was_killed_is_made_up_for_by_the_next(
    committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = a_year_on(monkeypatch)
    # Killed within the transaction that flags them, before its last statement.
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, OCTOBER.isoformat()],
        cwd=ROOT,
        env=os.environ | committed_db.environment,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert {state_of(one.case) for one in rows} == {"in-effect"}
    assert falls(OCTOBER) == 2
    assert {state_of(one.case) for one in rows} == {"to-be-revoked"}


_KILLED = """
import os, signal, sys
from datetime import datetime
from jingkai.site.setup import django
django()
from jingkai.kernel.records import writer
from jingkai.kernel.rounds.timed import falls
writer.Writer.close = lambda self: os.kill(os.getpid(), signal.SIGKILL)
falls(datetime.fromisoformat(sys.argv[1]))
"""
