"""st-E9 on the pages: the office opens a visit of thirteen stops from a pasted list, ten raters vote, four comments
become matters, and the file is closed when no stop is left without a word.
"""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Person
from jingkai.kernel.rounds.models import Ballot, Criterion, Entrant, Round
from jingkai.kernel.rounds.tests.samples import Hall, a_hall, entrant, raters_of
from jingkai.systems.reviews.tests.conftest import Look, look
from jingkai.systems.reviews.tests.visits import BALLOTS, CODES, NAMED, NAMES, A, B, C, registered
from tests.proof import proves

__all__ = ["look"]
pytestmark = pytest.mark.django_db


def text_of(answer: HttpResponse) -> str:
    """What the page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(client: Client, address: str, **fields: Any) -> HttpResponse:
    """Posted and done."""
    answer: HttpResponse = client.post(address, fields)  # type: ignore[assignment]
    assert answer.status_code == 302, text_of(answer)
    return answer


def opened(office: Client, raters: list[Person]) -> Round:
    """From a pasted list: one project by its name, twelve by their codes."""
    answer = sent(
        office,
        "/rounds/new",
        rule="round.site-visit",
        title="一季度集中观摩",
        period="2024-01",
        day="2024-01-08",
        entrants="\n".join([NAMED, *CODES]),
        raters="、".join(one.name for one in raters),
    )
    round = Round.objects.get()
    assert answer["Location"] == f"/rounds/{round.pk}"
    return round


def voted(client: Client, round: Round, places: tuple[str, ...]) -> None:
    by = Criterion.objects.get(round=round)
    votes = {f"vote-{entrant(round, name).pk}-{by.pk}": place for place, name in enumerate(places, start=1)}
    sent(client, f"/rounds/{round.pk}/ballot", seen="0", **votes)


def a_visit(look: Look) -> tuple[Hall, Round, list[Person]]:
    hall = a_hall()
    registered(hall)
    raters = raters_of(hall.zone, 10)
    office = look(hall.assessor)
    round = opened(office, raters)
    everybody = [one.pk for one in raters]
    sent(office, f"/rounds/{round.pk}", do="attend", there=everybody)
    # The last of them was not at the last stop.
    sent(office, f"/rounds/{round.pk}/entrants/13", do="attend", there=everybody[:-1])
    return hall, round, raters


@proves("A5.1.1", "A3.3.1")
def test_thirteen_stops_are_rated_commented_on_and_archived(look: Look) -> None:
    hall, round, raters = a_visit(look)
    assert list(Entrant.objects.filter(round=round).order_by("place").values_list("name", flat=True)) == NAMES
    assert Activity.objects.filter(kind="visit", about=round.ref).count() == 13
    page, ballot = f"/rounds/{round.pk}", f"/rounds/{round.pk}/ballot"
    absent = text_of(look(raters[9]).get(ballot))  # type: ignore[arg-type]
    assert f"没有到过“{NAMES[12]}”现场的人不能对它评分" in absent
    for rater, places in zip(raters, BALLOTS, strict=True):
        voted(look(rater), round, places)
    office = look(hall.assessor)
    assert "10 / 10 位评委已评分" in text_of(office.get(page))  # type: ignore[arg-type]
    seen = office.get(page).content.decode()
    sent(office, page, do="close", seen=re.findall(r'name="seen" value="(\d+)"', seen)[0])
    sent(office, page, do="grade", seen="2")
    results = text_of(look(hall.assessor).get(f"{page}/results"))  # type: ignore[arg-type]
    for place, (name, points) in enumerate(((A, "98.5"), (B, "97.3"), (C, "95.2")), start=1):
        assert f"第 {place} 名 {name} {name}专班 {points}" in results
    assert f"不排名 {NAMES[3]} {NAMES[3]}专班 没有得分数据" in results
    commented(hall, round, raters, look)
    sent(look(hall.zone.head), f"{page}/results", do="announce", seen="3", note="")
    office = look(hall.assessor)
    refused: HttpResponse = office.post(page, {"do": "archive", "seen": "4"})  # type: ignore[assignment]
    assert (refused.status_code, f"“无意见”：{NAMES[12]}" in text_of(refused)) == (400, True)
    sent(office, f"{page}/entrants/13", do="no-comment", turn="0")
    sent(office, page, do="archive", seen="4")
    printed = text_of(office.get(page))  # type: ignore[arg-type]
    places = [printed.index(f" {number} {name} ") for number, name in enumerate(NAMES, start=1)]
    assert places == sorted(places)


def commented(hall: Hall, round: Round, raters: list[Person], look: Look) -> None:
    """Four comments that become matters linked to their stops, and eight stops without one."""
    office = look(hall.assessor)
    for number in range(1, 5):
        sent(
            office,
            f"/rounds/{round.pk}/entrants/{number}",
            do="comment",
            turn="0",
            person=raters[number].pk,
            says=f"第{number}条意见",
            task=f"落实第{number}条意见",
            unit=entrant(round, NAMES[number - 1]).unit_id,
            due="2024-02-01",
        )
    for number in range(5, 13):
        # Pressed twice.
        for _ in range(2):
            sent(office, f"/rounds/{round.pk}/entrants/{number}", do="no-comment", turn="0")
    matters = list(Matter.objects.order_by("number"))
    assert [one.title for one in matters] == [f"落实第{number}条意见" for number in range(1, 5)]
    assert [one.subject and one.subject.title for one in matters] == NAMES[:4]
    said = text_of(look(hall.zone.head).get(f"/rounds/{round.pk}/entrants/1"))  # type: ignore[arg-type]
    assert "第1条意见" in said
    assert matters[0].label in said


@proves("A3.3.1", "A4.1.2")
def test_what_is_given_is_nobodys_to_read_before_the_closing(look: Look) -> None:
    hall, round, raters = a_visit(look)
    voted(look(raters[0]), round, BALLOTS[0])
    own = text_of(look(raters[0]).get(f"/rounds/{round.pk}/ballot"))  # type: ignore[arg-type]
    assert "已保存：第 1 名" in own
    for person in (hall.assessor, hall.zone.head, raters[1]):
        for where in ("", "/ballot", "/results", "/entrants/1"):
            answer = look(person).get(f"/rounds/{round.pk}{where}")
            assert "已保存：第" not in answer.content.decode(), (person.name, where)
    progress = text_of(look(hall.assessor).get(f"/rounds/{round.pk}"))  # type: ignore[arg-type]
    assert "1 / 10 位评委已评分" in progress
    assert look(hall.assessor).get(f"/rounds/{round.pk}/ballot").status_code == 404
    assert look(hall.zone.easterner).get(f"/rounds/{round.pk}").status_code == 404


@proves("A4.1.2")
def test_an_old_page_or_a_second_tap_casts_no_second_ballot(look: Look) -> None:
    _, round, raters = a_visit(look)
    by, client = Criterion.objects.get(round=round), look(raters[0])
    address = f"/rounds/{round.pk}/ballot"
    first = {f"vote-{entrant(round, A).pk}-{by.pk}": "1", "seen": "0"}
    for _ in range(3):
        sent(client, address, **first)
    assert Ballot.objects.count() == 1
    old: HttpResponse = client.post(address, {f"vote-{entrant(round, B).pk}-{by.pk}": "1", "seen": "0"})  # type: ignore[assignment]
    assert (old.status_code, "web-rounds.ballot-old" in text_of(old)) == (400, True)
    same: HttpResponse = client.post(address, {f"vote-{entrant(round, B).pk}-{by.pk}": "1", "seen": "1"})  # type: ignore[assignment]
    assert (same.status_code, "rounds.same-vote" in text_of(same)) == (400, True)
    sent(client, address, **{f"vote-{entrant(round, B).pk}-{by.pk}": "2", "seen": "1"})
    nothing: HttpResponse = client.post(address, {"seen": "2"})  # type: ignore[assignment]
    assert (nothing.status_code, Ballot.objects.count()) == (400, 2)


@proves("A3.3.1")
def test_what_is_pasted_wrongly_is_named_by_its_line_and_stays_typed(look: Look) -> None:
    hall = a_hall()
    registered(hall)
    fields = {"rule": "round.site-visit", "title": "观摩", "period": "2024-01", "day": "2024-01-08"}
    for more, code, said in (
        (
            {"entrants": f"{NAMED}\nP99\n\n某项目\t无此单位"},
            "web-rounds.lines-unclear",
            "2（P99）、4（某项目",
        ),
        ({"entrants": NAMED, "raters": "考核员、张三"}, "web-rounds.people-unknown", "张三"),
        ({"entrants": NAMED, "rule": "round.absent"}, "web-rounds.field-unclear", "办法"),
        ({"entrants": NAMED, "day": "昨天"}, "web-rounds.field-unclear", "现场日期"),
        ({"entrants": NAMED, "day": ""}, "rounds.incomplete", "现场的日期"),
        ({"entrants": f"{NAMED}\nP01"}, "rounds.incomplete", "重复"),
    ):
        answer: HttpResponse = look(hall.assessor).post("/rounds/new", fields | more)  # type: ignore[assignment]
        assert (answer.status_code, code in text_of(answer), said in text_of(answer)) == (400, True, True), (
            more
        )
        assert NAMED in answer.content.decode()
    assert look(hall.zone.clerk).get("/rounds/new").status_code == 404
    assert not Round.objects.exists()
