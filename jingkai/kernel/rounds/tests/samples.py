"""A zone whose assessment office holds rounds; the organisation department approves what follows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.models.activity import PRESENT
from jingkai.kernel.activities.services import Part, Plan, enter_held
from jingkai.kernel.parties.models import Organisation, Person, Scope
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.rounds.models import Entrant, Round
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    Paper,
    RaterDraft,
    RoundDraft,
    close,
    grade,
    open_round,
    report,
    vote,
)
from jingkai.kernel.rounds.services import Vote as Cast
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

HOUR = ZoneInfo("Asia/Shanghai")


def at(day: str, clock: str = "09:00") -> datetime:
    """A time of that day in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HOUR)


MONDAY = at("2024-01-08")
FRIDAY = at("2024-01-12")
# Parts of rules that the tests' rounds are run by.
RATED: dict[str, Any] = {"source": "rated", "least": "0", "most": "100"}
REPORTED: dict[str, Any] = {"source": "reported"}
RECOGNISED: dict[str, Any] = {"source": "computed", "recognised": "true"}


def ship_rule(kind: str, key: str, body: dict[str, Any], version: str = "1") -> None:
    """A rule as a release ships it."""
    document = {
        "kind": kind,
        "key": key,
        "version": version,
        "title": {"zh": key, "en": key},
        "valid_from": "2020-01-01",
        "source": "测试",
        # A copy, so that what stands in it twice is written twice.
        "body": json.loads(json.dumps(body)),
    }
    with TemporaryDirectory() as folder:
        Path(folder, "rule.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
        ship_folder(Path(folder), at=MONDAY)


def ship_rules(scheme: dict[str, Any], criteria: dict[str, Any], key: str = "test", **more: Any) -> None:
    """A scheme and the rule of a round by it."""
    ship_rule("scheme", f"scheme.{key}", scheme)
    ship_rule("round", f"round.{key}", {"scheme": f"scheme.{key}", "criteria": criteria, **more})


@dataclass(frozen=True)
class Hall:
    """The zone, and who runs rounds in it."""

    zone: Zone
    assessor: Person
    organiser: Person
    leader: Person

    @property
    def office(self) -> Actor:
        """Who runs rounds."""
        return self.zone.actor(self.assessor)

    @property
    def principal(self) -> Actor:
        """Who announces."""
        return self.zone.actor(self.zone.head)

    @property
    def line(self) -> Actor:
        """The organisation line."""
        return self.zone.actor(self.organiser)

    @property
    def lead(self) -> Actor:
        """A lead department, which recognises."""
        return self.zone.actor(self.leader)


def a_hall(name: str = "滨河经济开发区") -> Hall:
    """A zone under the shipped rules with an assessment office, an organisation and a lead department."""
    zone = a_ruled_zone(name)
    found = []
    for body, person, role in (
        ("考核办", "考核员", "assessment"),
        ("组织部", "组织员", "organisation"),
        ("经济发展局", "发展员", "lead"),
    ):
        unit = a_unit(body, zone.zone)
        found.append(somebody(zone, person, unit, role))
    # Who holds rounds also hands on what was said there.
    hold(found[0], "supervision", found[0].posts.get().body)
    return Hall(zone, *found)


def somebody(zone: Zone, name: str, unit: Organisation, role: str = "") -> Person:
    """A person with a post in the unit, and a role in it if one is named."""
    person, post = a_person(name, unit)
    assert post is not None
    zone.posts[person.pk] = post
    if role:
        hold(person, role, unit, Scope.UNIT)
    return person


def raters_of(zone: Zone, count: int) -> list[Person]:
    """Leaders who rate: they hold posts in the zone itself."""
    return [somebody(zone, f"评委{number:02d}", zone.zone) for number in range(1, count + 1)]


def a_visit(hall: Hall, title: str, people: Iterable[Person], when: datetime = MONDAY) -> Activity:
    """A stop that was held, with those who were there."""
    zone = hall.zone
    plan = Plan(
        "visit", title, f"visit:{title}", host=zone.office, parts=[Part(one, PRESENT) for one in people]
    )
    return enter_held(zone.actor(zone.clerk), zone.zone, plan, at=when)


def a_round(
    hall: Hall,
    entrants: Sequence[EntrantDraft],
    raters: Sequence[Person] = (),
    *,
    rule: str = "round.test",
    key: str = "2024",
    period: str = "2024",
    when: datetime = MONDAY,
) -> Round:
    """Opened by the assessment office."""
    host = hall.assessor.posts.get().body
    people = [RaterDraft(one) for one in raters]
    draft = RoundDraft(rule, host, key, "综合考核", period, entrants, people)
    return open_round(hall.office, draft, at=when)


def entrant(round: Round, name: str) -> Entrant:
    """The entrant of this name."""
    return Entrant.objects.select_related("round", "unit", "subject", "activity").get(round=round, name=name)


def cast(hall: Hall, round: Round, rater: Person, values: dict[str, Any], criterion: str = "评分") -> None:
    """The rater's ballots, by names of entrants."""
    votes = [Cast(entrant(round, name), criterion, value) for name, value in values.items()]
    vote(hall.zone.actor(rater), round, votes, at=MONDAY)


def a_paper(name: str = "市考核通报.pdf") -> Paper:
    """The paper of an upper body."""
    return Paper(store(BytesIO(name.encode())), name)


def told(hall: Hall, round: Round, criterion: str, values: dict[str, Any], **more: Any) -> None:
    """What the city gave, by names of entrants."""
    rows = {one.name: one for one in Entrant.objects.filter(round=round)}
    scores = {rows[name]: value for name, value in values.items()}
    wanted: dict[str, Any] = {"issuer": "市考核办", "paper": a_paper(), "at": MONDAY} | more
    report(hall.office, round, criterion, scores, **wanted)


def graded(hall: Hall, round: Round, when: datetime = FRIDAY) -> Any:
    """Closed and graded by the office."""
    close(hall.office, round, at=when)
    return grade(hall.office, round, at=when)


DAY = date(2024, 1, 8)
