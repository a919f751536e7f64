"""Persons and the posts they hold."""

from datetime import date, datetime

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Account, Login, Organisation, Person, Post
from ..problems import NAME_MISSING
from .joining import joining


def add_person(actor: Actor, name: str, *, at: datetime, call: Writer | None = None) -> Person:
    """Enter a person by name. Raises Problem `parties.name-missing`."""
    if not name.strip():
        raise NAME_MISSING()
    with joining(call, actor, act="parties.person", at=at) as writer:
        return writer.add(Person(name=name.strip()))


def link_login(
    actor: Actor, account: Account, person: Person, *, at: datetime, call: Writer | None = None
) -> Login:
    """Give the login to this person, for good. Raises Problem `parties.login-taken`."""
    with joining(call, actor, act="parties.login", at=at, ref=f"person:{person.pk}") as writer:
        return writer.add(Login(account=account, person=person))


def give_post(
    actor: Actor,
    person: Person,
    body: Organisation,
    title: str,
    *,
    since: date,
    at: datetime,
    until: date | None = None,
    call: Writer | None = None,
) -> Post:
    """The person holds a post in the body from `since` on. Raises Problem `parties.dates-backwards`."""
    with joining(call, actor, act="parties.post", at=at, ref=f"person:{person.pk}") as writer:
        return writer.add(Post(person=person, body=body, title=title, since=since, until=until))
