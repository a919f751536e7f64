"""st-E15: a cadre record and its reversal (eB01-B06)."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import decide, follow_falls
from jingkai.systems.cadres.record import Record
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.supervision.api import (
    Candidate,
    Entry,
    Listing,
    Reply,
    correct_listing,
    enter_listing,
    move_listing,
    reply,
)
from tests.proof import proves

from .people import Cadres, cadres

pytestmark = pytest.mark.django_db
OCTOBER = at("2024-10-08")


def of(person: Person, day: str) -> Record:
    return Record(person, at(day))


def entry(town: Cadres, one: Candidate) -> Entry:
    return Entry(one.side, town.secretary, town.zone.east, one.event, one.title, one.effect.zh, one.proof)


def standing(record: Record) -> dict[str, int]:
    return {side: len(record.standing(side)) for side in ("positive", "negative")}


@proves("A3.2.1", "A5.1.1")
def test_st_e15_a_cadre_record_and_its_reversal() -> None:
    town = cadres()
    for title, day in (("征地清表", "2024-01-20"), ("道路接入", "2024-01-25"), ("施工许可", "2024-02-13")):
        town.matter(title, day)
    late = town.matter("规划许可", "2024-02-10", town.bureau, town.hand)
    fact = town.included()

    # Three positive candidates and one negative, by rule, from what happened; nothing is entered by that.
    found = of(town.secretary, "2024-02-20").candidates
    assert Counter(one.side for one in found) == {"positive": 3, "negative": 1}
    assert sorted((one.title, one.effect.zh) for one in found) == [
        ("东河产业园", "项目列入统计：2024年1月列统项目1个"),
        ("征地清表", "按期办结并经核验销号"),
        ("施工许可", "超期 12 天"),
        ("道路接入", "按期办结并经核验销号"),
    ]
    assert not Listing.objects.exists()

    # Person and event without the effect: two of three.
    with pytest.raises(Problem) as two_of_three:
        enter_listing(
            town.clerk, town.zone.zone, replace(entry(town, found[0]), effect=" "), at=at("2024-02-20")
        )
    assert two_of_three.value.code == "supervision.listing-incomplete"
    assert "还缺：成效" in two_of_three.value.zh
    rows = {
        one.title: enter_listing(town.clerk, town.zone.zone, entry(town, one), at=at("2024-02-20"))
        for one in found
    }
    record = of(town.secretary, "2024-02-20")
    assert standing(record) == {"positive": 0, "negative": 0}
    assert len(record.waiting) == 4
    assert record.candidates == []

    # Verified by another hand, and then three and one.
    for row in rows.values():
        move = "list" if row.side == "negative" else "verify"
        for own in (town.clerk, town.himself):
            with pytest.raises(Problem):
                move_listing(own, row, move, at=at("2024-02-21"))
        move_listing(town.head, row, move, at=at("2024-02-21"))
    assert standing(of(town.secretary, "2024-02-22")) == {"positive": 3, "negative": 1}

    # The person answers; the cause is the bureau's delay of nine days, by the bureau's own timestamps.
    negative = rows["施工许可"]
    assert negative.days == 12
    said = reply(town.himself, negative, "规划许可晚办九天", cause=late.ref, at=at("2024-02-26"))
    (one,) = of(town.secretary, "2024-02-26").standing("negative")
    (answer,) = one.answers
    assert answer.cause is not None
    assert (answer.cause.unit, answer.cause.due, answer.cause.days) == (town.bureau, date(2024, 2, 1), 9)
    assert answer.cause.met == at("2024-02-10")

    # The reviewer leaves three days, and the original stays beside.
    correct_listing(
        town.head, negative, days=3, reason="规划建设局自身延误 9 天", reply=said, at=at("2024-02-28")
    )
    (one,) = of(town.secretary, "2024-03-01").standing("negative")
    assert (one.days, one.listing.days, one.listing.effect) == (3, 12, "超期 12 天")

    # A reward is drawn on the inclusion, and approved by the organisation line.
    reward = propose_reward(
        town.office,
        "commendation",
        [rows["东河产业园"], rows["征地清表"]],
        reason="项目推进有力",
        at=at("2024-03-04"),
    )
    for own in (town.office, town.head):
        with pytest.raises(Problem):
            decide(own, reward, "approve", at=at("2024-03-05"))
    decide(town.line, reward, "approve", at=at("2024-03-05"))
    assert state_of(reward.case) == "in-effect"
    assert follow_falls(SYSTEM, town.zone.zone, at=at("2024-03-06")) == []

    # In October statistics return the inclusion.
    newer = town.returned(fact, OCTOBER)
    record = of(town.secretary, "2024-10-08")
    assert standing(record) == {"positive": 2, "negative": 1}
    assert [one.listing for one in record.past] == [rows["东河产业园"]]
    (given,) = record.rewards
    assert given.to_revoke
    assert given.rule.revoked == "统计法第四十八条"
    assert [(one.fell.ref, one.fell.by, one.fell.reason) for one in given.gone] == [
        (str(fact), str(newer), "统计退库")
    ]
    assert [(one.what, one.by) for one in given.gone] == [("2024年1月列统项目1个", "2024年1月列统项目0个")]
    assert follow_falls(SYSTEM, town.zone.zone, at=OCTOBER) == [reward]
    assert state_of(reward.case) == "to-be-revoked"
    note = Consequence.objects.get().case.moves.order_by("-n")[0].note
    assert note == f"统计法第四十八条：所据{fact}已由{newer}更正（统计退库）"
    # The other entry of the reward stands: nothing is judged that did not change.
    assert Listing.objects.count() == 4
    assert Reply.objects.count() == 1
    decide(town.line, reward, "revoke", note="所据列统数据退库", at=at("2024-10-09"))
    assert state_of(reward.case) == "revoked"
