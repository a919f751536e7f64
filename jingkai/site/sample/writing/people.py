"""The sample zone's units, the people in them by role, and what each may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.models import AliasKind, Organisation, Person, Post, Scope
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.parties.services import (
    add_alias,
    add_organisation,
    add_person,
    found_zone,
    give_post,
    grant,
)
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing

from ..declared import PostPart, zone_file
from .alone import FOUNDED

ACT = "sample.parties"


@dataclass(frozen=True)
class Parties:
    """The zone, its units by name, and of each unit the person who reports."""

    zone: Organisation
    units: Mapping[str, Organisation]
    clerks: Mapping[str, Person]

    def actor(self, unit: str, title: str) -> Actor:
        """Who holds a post, acting in it; the unit's name is empty for the zone itself."""
        body = self.units[unit] if unit else self.zone
        post = Post.objects.known_at().get(body=body, title=title)
        return Actor(person=post.person_id, post=post.pk)

    def person(self, unit: str, title: str) -> Person:
        """Who holds a post of a unit."""
        held = Post.objects.known_at().select_related("person")
        return held.get(body=self.units[unit], title=title).person


def write_parties(zone_name: str, at: datetime) -> Parties:
    """Found the zone with everybody in it, in one call. A second time gives what is there."""
    key = f"{FOUNDED}{zone_name}"
    content = zone_file().model_dump(mode="json")
    with writing(SYSTEM, act=ACT, at=at, key=key, content=content, ref=zone_name) as call:
        if call.repeated is None:
            _write(call, zone_name, at)
    return read_parties(zone_name, at)


def read_parties(zone_name: str, at: datetime) -> Parties:
    """The sample zone that is there."""
    day = day_of(at)
    (zone,) = (one for one in organisations_named(zone_name, on=day) if one.parent_id is None)
    units = {one.name: one for one in Organisation.objects.known_at().filter(parent=zone).order_by("pk")}
    posts = Post.objects.known_at().filter(body__in=units.values()).select_related("person")
    people = {(one.body_id, one.title): one.person for one in posts}
    clerks = {unit.name: people[units[unit.name].pk, unit.posts[1].title] for unit in zone_file().units}
    return Parties(zone, units, clerks)


def _write(call: Writer, zone_name: str, at: datetime) -> None:
    declared = zone_file()
    since = declared.since
    zone = found_zone(SYSTEM, zone_name, since=since, at=at, region=declared.region, call=call)
    for name in declared.aliases:
        add_alias(SYSTEM, zone, name, kind=AliasKind.SHORT, since=since, at=at, call=call)
    for post in declared.posts:
        _fill(call, zone, zone_name, post, Scope.SUBTREE, at)
    # In a zone of another name people are told from those of the first.
    prefix = "" if zone_name == declared.name else f"{zone_name} "
    for unit in declared.units:
        also = [(name, AliasKind.SHORT) for name in unit.aliases]
        row = add_organisation(
            SYSTEM, unit.name, kind=unit.kind, parent=zone, since=since, at=at, also=also, call=call
        )
        for post in unit.posts:
            _fill(call, row, prefix + unit.name, post, Scope.UNIT, at)


def _fill(call: Writer, body: Organisation, name: str, post: PostPart, scope: Scope, at: datetime) -> None:
    """A post and who holds it. Nobody has a name of his own here: 财政审计部 经办."""
    since = zone_file().since
    person = add_person(SYSTEM, f"{name} {post.title}", at=at, call=call)
    held = give_post(SYSTEM, person, body, post.title, since=since, at=at, call=call)
    grant(SYSTEM, person, post.role, scope=scope, unit=body, post=held, since=since, at=at, call=call)
