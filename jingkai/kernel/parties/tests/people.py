"""A small zone that the tests of this room and of those above write into."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from jingkai.kernel.parties import services
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.records.actor import SYSTEM, Actor

AT = datetime(2024, 1, 5, 1, 0, tzinfo=UTC)
DAY = date(2024, 1, 5)
START = date(2020, 1, 1)


@dataclass
class Zone:
    """A zone with two streets and an office; a person in each."""

    zone: Organisation
    office: Organisation
    east: Organisation
    west: Organisation
    head: Person
    clerk: Person
    easterner: Person
    westerner: Person
    posts: dict[int, Post]

    def actor(self, person: Person) -> Actor:
        post = self.posts.get(person.pk)
        return Actor(person=person.pk, post=post.pk if post else None)


def a_unit(name: str, parent: Organisation, kind: str = "department", code: str = "") -> Organisation:
    return services.add_organisation(SYSTEM, name, kind=kind, parent=parent, since=START, at=AT, code=code)


def a_person(name: str, body: Organisation | None = None, title: str = "科员") -> tuple[Person, Post | None]:
    person = services.add_person(SYSTEM, name, at=AT)
    if body is None:
        return person, None
    return person, services.give_post(SYSTEM, person, body, title, since=START, at=AT)


def a_zone(name: str = "示例经开区", region: str = "321204") -> Zone:
    zone = services.found_zone(SYSTEM, name, since=START, at=AT, region=region)
    office = a_unit("督查室", zone)
    east = a_unit("东城街道", zone, "street")
    west = a_unit("西城街道", zone, "street")
    posts: dict[int, Post] = {}
    people = []
    for label, body in (("主任", zone), ("督查员", office), ("东城干部", east), ("西城干部", west)):
        person, post = a_person(label, body)
        assert post is not None
        posts[person.pk] = post
        people.append(person)
    return Zone(zone, office, east, west, *people, posts=posts)
