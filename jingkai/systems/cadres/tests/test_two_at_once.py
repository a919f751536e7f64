"""An answer meets a decision; two offices propose on one entry; two of the line decide on one reward."""

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import decide
from jingkai.systems.cadres.models import Ground
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.api import (
    Correction,
    Entry,
    Listing,
    Reply,
    correct_listing,
    enter_listing,
    move_listing,
    reply,
)
from tests.harness import CommittedDatabase
from tests.invariants.together import together
from tests.proof import proves

ROUNDS = 4


def entered(town: Cadres, title: str, day: str, side: str) -> Listing:
    matter = town.matter(title, day)
    said = Entry(side, town.secretary, town.zone.east, matter.ref, title, "成效", matter.ref)
    row = enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))
    move_listing(town.head, row, "verify" if side == "positive" else "list", at=at("2024-02-21"))
    return row


@proves("A3.2.1")
def test_an_answer_and_a_decision_at_once_leave_no_decision_that_did_not_know_it(
    committed_db: CommittedDatabase,
) -> None:
    town = cadres()
    for number in range(ROUNDS):
        row = entered(town, f"施工许可{number}", "2024-02-13", "negative")
        said, decided = together(
            lambda row=row: reply(town.himself, row, "规划许可晚办", at=at("2024-02-26")),  # type: ignore[misc]
            lambda row=row: correct_listing(town.head, row, days=5, reason="核减", at=at("2024-02-26")),  # type: ignore[misc]
        )
        assert isinstance(said, Reply)
        if isinstance(decided, Correction):
            # It came first: the answer is younger, and the next decision has to know it.
            assert said.batch.live.live_seq > decided.batch.live.live_seq  # type: ignore[attr-defined]
        else:
            assert isinstance(decided, Problem)
            assert decided.code == "supervision.answered-meanwhile"
            assert row.case.moves.count() == 2
    assert not [one for one in examine() if one.level == "fault"]


@proves("A3.2.1")
def test_two_who_propose_on_one_entry_at_once_propose_once(committed_db: CommittedDatabase) -> None:
    town = cadres()
    for number in range(ROUNDS):
        row = entered(town, f"征地清表{number}", "2024-01-20", "positive")
        given = together(
            *(
                lambda row=row: propose_reward(  # type: ignore[misc]
                    town.office, "commendation", [row], reason="推进有力", at=at("2024-03-04")
                )
                for _ in range(2)
            )
        )
        (refused,) = [one for one in given if isinstance(one, Problem)]
        assert refused.code == "cadres.rewarded-already"
        assert Ground.objects.filter(listing=row).count() == 1


@proves("A3.2.1")
def test_an_entry_is_not_taken_back_unseen_while_a_reward_is_proposed_on_it(
    committed_db: CommittedDatabase,
) -> None:
    town = cadres()
    for number in range(ROUNDS):
        row = entered(town, f"道路接入{number}", "2024-01-20", "positive")
        proposed, taken = together(
            lambda row=row: propose_reward(  # type: ignore[misc]
                town.office, "commendation", [row], reason="推进有力", at=at("2024-03-04")
            ),
            lambda row=row: move_listing(town.head, row, "refuse", note="查实有误", at=at("2024-03-04")),  # type: ignore[misc]
        )
        assert not isinstance(taken, Exception)
        if isinstance(proposed, Consequence):
            with pytest.raises(Problem) as fallen:
                decide(town.line, proposed, "approve", at=at("2024-03-05"))
            assert fallen.value.code == "rounds.basis-fallen"
        else:
            assert isinstance(proposed, Problem)
            assert proposed.code == "cadres.ground-unfit"


@proves("A3.2.1")
def test_two_of_the_line_who_decide_at_once_decide_once(committed_db: CommittedDatabase) -> None:
    town = cadres()
    row = entered(town, "征地清表", "2024-01-20", "positive")
    reward = propose_reward(town.office, "commendation", [row], reason="推进有力", at=at("2024-03-04"))
    given = together(
        lambda: decide(town.line, reward, "approve", at=at("2024-03-05")),
        lambda: decide(town.line, reward, "reject", note="暂缓", at=at("2024-03-05")),
    )
    assert len([one for one in given if isinstance(one, Problem)]) == 1
    assert state_of(reward.case) in {"in-effect", "rejected"}
    assert reward.case.moves.count() == 2
