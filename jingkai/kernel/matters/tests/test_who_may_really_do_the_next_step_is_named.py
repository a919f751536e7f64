"""Of a case those are named who may make a move of it: by a grant that reaches it, and not who did it."""

import pytest

from jingkai.kernel.flows.services import Barred, hands, why_not
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter, at, report
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.people import Zone, a_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold

pytestmark = pytest.mark.django_db

WHEN = at("2024-01-10")


def named(matter: Matter, name: str, barred: Barred | None = None) -> list[str]:
    wanted = flow_of(matter.case.flow).move(name, state_of(matter.case))
    assert wanted is not None
    return [one.person.name for one in hands(matter.case, wanted, WHEN, barred)]


def test_a_step_of_the_doer_names_who_is_in_post_there() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    assert named(matter, "accept") == [zone.easterner.name]
    colleague, post = a_person("东城经办", zone.east)
    assert post is not None
    assert named(matter, "accept") == [zone.easterner.name, "东城经办"]
    assert named(matter, "accept", Barred(people=frozenset({colleague.pk}))) == [zone.easterner.name]
    assert named(matter, "accept", Barred(bodies=frozenset({zone.east.pk}))) == []


def everybody(zone: Zone) -> list[tuple[Person, int]]:
    return [(Person.objects.get(pk=person), post.pk) for person, post in zone.posts.items()]


def test_a_verifying_step_names_just_those_whom_nothing_keeps_from_it() -> None:
    zone = a_ruled_zone()
    # A grant elsewhere opens nothing here; who verifies and works in the doing unit is a doer.
    other, post = a_person("西城督查员", zone.west)
    assert post is not None
    zone.posts[other.pk] = post
    hold(other, "supervision", zone.west, Scope.UNIT)
    both, post = a_person("兼职督查员", zone.east)
    assert post is not None
    zone.posts[both.pk] = post
    hold(both, "supervision", zone.office)
    matter = a_matter(zone)
    report(zone, matter, zone.easterner, day="2024-01-09")
    for one in flow_of(matter.case.flow).possible(state_of(matter.case)):
        if one.by == "doer" or not one.act:
            continue
        free = {
            person.name
            for person, post in everybody(zone)
            if not why_not(Actor(person.pk, post), matter.case, one.move, WHEN)
        }
        assert set(named(matter, one.move)) == free, one.move
    # Those of the unit that opened the case come first.
    posts = {person.name: zone.posts[person.pk].body_id for person, _ in everybody(zone)}
    assert posts[named(matter, "verify")[0]] == zone.office.pk
    assert "兼职督查员" not in named(matter, "verify")
    assert zone.easterner.name not in named(matter, "verify")
