"""The secretaries' project review by its rule file: one hearing, two groups of raters, what the lead department
recognises, classes with forced tiers (inventory eB09: the first of the park group).
"""

import pytest
from django.http import HttpResponse

from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.rounds.models import Ballot, Criterion, Entrant, Round
from jingkai.kernel.rounds.tests.samples import a_hall, entrant, raters_of
from jingkai.systems.reviews.tests.conftest import Look, look
from tests.proof import proves

from .test_e9_group_site_visit import sent, text_of
from .test_e13_results_on_pages import graded

__all__ = ["look"]
pytestmark = pytest.mark.django_db

PARKS, STREETS = ("东区产业园", "北区产业园", "综保区"), ("东城街道", "西城街道")
# What the leaders give, and what is recognised.
GIVEN = {
    "东区产业园": (90, 92),
    "北区产业园": (86, 88),
    "综保区": (84, 80),
    "东城街道": (82, 85),
    "西城街道": (88, 80),
}


def heard(
    look: Look, round: Round, rater: Person, criterion: str, points: dict[str, int], seen: str = "0"
) -> None:
    by = Criterion.objects.get(round=round, name=criterion)
    votes = {f"vote-{entrant(round, name).pk}-{by.pk}": value for name, value in points.items()}
    sent(look(rater), f"/rounds/{round.pk}/ballot", seen=seen, **votes)


@proves("A3.3.1")
def test_secretaries_are_heard_rated_by_two_groups_and_graded_by_class(look: Look) -> None:
    hall = a_hall()
    for name in PARKS:
        a_unit(name, hall.zone.zone, "park")
    leader, peer, other = raters_of(hall.zone, 3)
    office = look(hall.assessor)
    fields = {"rule": "round.secretary-review", "title": "述职评议", "period": "2023", "day": "2024-01-08"}
    lines = [*(f"{one}\t{one}\t园区" for one in PARKS), *(f"{one}，，镇街" for one in STREETS)]
    raters = f"领导：{leader.name}\n同级评委：{peer.name}、{other.name}"
    wrong: HttpResponse = office.post(  # type: ignore[assignment]
        "/rounds/new", fields | {"entrants": "\n".join(lines), "raters": raters.replace("领导", "群众")}
    )
    assert (wrong.status_code, "rounds.word-unknown" in text_of(wrong)) == (400, True)
    sent(office, "/rounds/new", entrants="\n".join(lines), raters=raters, **fields)
    round = Round.objects.get()
    assert Entrant.objects.filter(round=round).values("activity").distinct().count() == 1
    sent(office, f"/rounds/{round.pk}", do="attend", there=[leader.pk, peer.pk, other.pk])
    heard(look, round, leader, "领导评分", {name: points for name, (points, _) in GIVEN.items()})
    heard(look, round, peer, "同级评分", dict.fromkeys(GIVEN, 70))
    # He thinks again before the ballots are closed; both stay on record.
    heard(look, round, peer, "同级评分", dict.fromkeys(GIVEN, 80), seen="5")
    assert Ballot.objects.filter(rater__person=peer).count() == 10
    for place, (_, counts) in enumerate(GIVEN.values(), start=1):
        where = f"/rounds/{round.pk}/entrants/{place}"
        sent(look(hall.leader), where, do="recognise", criterion="项目实绩", value=counts)
    said = text_of(look(hall.assessor).get(graded(look, hall, round)))  # type: ignore[arg-type]
    # 90 x 0.4 + 80 x 0.2 + 92 x 0.4 = 36 + 16 + 36.8
    assert (
        "第 1 名 东区产业园 36.8 16 36 88.8 第一等次" in said
        or "第 1 名 东区产业园 36 16 36.8 88.8 第一等次" in said
    )
    assert "第 1 名 西城街道" in said
    assert "结果公示期满" in said
