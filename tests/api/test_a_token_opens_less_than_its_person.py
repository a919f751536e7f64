"""A program acts in a person's name by a token: with fewer kinds, in fewer units, until a day."""

from datetime import date, timedelta

import pytest

from jingkai.kernel.flows.models import Case
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, move, open_matter
from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Account, Grant, Login, Token
from jingkai.kernel.parties.services import delegate, link_login, lock_account
from jingkai.kernel.parties.tests.people import AT, DAY, START, Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.access import reader_of, require
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.kernel.rules.tokens import make_token, revoke_token, token_shown
from tests.proof import proves

pytestmark = pytest.mark.django_db


def login_of(zone: Zone, name: str = "clerk") -> Login:
    return link_login(SYSTEM, Account.objects.create_user(name, "x"), getattr(zone, name), at=AT)


def token(zone: Zone, *scopes: str, name: str = "clerk", **more: object) -> tuple[Token, str]:
    return make_token(SYSTEM, login_of(zone, name), "接口", scopes, at=AT, **more)  # type: ignore[arg-type]


def acting(zone: Zone, made: Token) -> Actor:
    post = zone.posts[made.login.person_id]
    return Actor(person=made.login.person_id, post=post.pk, token=made.pk)


def read_by(zone: Zone, made: Token) -> Reader:
    return reader_of(acting(zone, made), on=DAY)


def code(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(Problem) as refusal:
        call(*arguments, **named)  # type: ignore[operator]
    return refusal.value.code


@proves("W1.4.3")
def test_the_text_is_shown_once_and_only_its_hash_is_kept() -> None:
    made, text = token(a_ruled_zone(), "items:read")
    assert token_shown(text, DAY) == made
    assert text not in repr(list(Token.objects.values_list()))
    assert token_shown(text + "x", DAY) is None
    assert token_shown(made.digest, DAY) is None


@proves("W1.4.3")
def test_it_holds_until_its_day_and_not_while_the_account_is_locked() -> None:
    made, text = token(a_ruled_zone(), "items:read")
    assert made.until == DAY + timedelta(days=89)
    assert token_shown(text, made.until) == made
    assert token_shown(text, made.until + timedelta(days=1)) is None
    lock_account(SYSTEM, made.login.account, at=AT)
    assert token_shown(text, DAY) is None


@proves("W1.4.3")
def test_revoking_ends_it_at_once_and_says_why() -> None:
    made, text = token(a_ruled_zone(), "items:read")
    other = link_login(SYSTEM, Account.objects.create_user("other", "x"), made.login.person, at=AT)
    assert code(revoke_token, SYSTEM, made.pk, login=other, reason="丢失", at=AT) == "parties.token-unknown"
    revoke_token(SYSTEM, made.pk, login=made.login, reason="丢失", at=AT)
    assert token_shown(text, DAY) is None
    assert code(revoke_token, SYSTEM, made.pk, login=None, reason="又", at=AT) == "parties.token-unknown"
    assert Entry.objects.filter(act="parties.end", ref=f"token:{made.pk}").count() == 1


@proves("W1.4.3")
@pytest.mark.parametrize(
    ("scopes", "days", "expected"),
    [
        ([], 5, "parties.token-without-scope"),
        (["items"], 5, "parties.token-scope-unknown"),
        (["secrets:read"], 5, "parties.token-scope-unknown"),
        (["items:read"], 366, "parties.token-endless"),
        (["items:read"], -1, "parties.token-endless"),
    ],
)
def test_what_it_names_and_how_long_it_holds_is_in_the_rules(
    scopes: list[str], days: int, expected: str
) -> None:
    zone = a_ruled_zone()
    until = DAY + timedelta(days=days)
    assert code(make_token, SYSTEM, login_of(zone), "接口", scopes, until=until, at=AT) == expected


def test_the_last_day_of_the_rule_is_allowed_and_a_name_is_needed() -> None:
    login = login_of(a_ruled_zone())
    last = DAY + timedelta(days=365)
    assert make_token(SYSTEM, login, "接口", ["items:read"], until=last, at=AT)[0].until == last
    assert code(make_token, SYSTEM, login, " ", ["items:read"], at=AT) == "parties.name-missing"


@proves("W1.4.3")
def test_the_database_itself_refuses_a_token_without_end_and_with_another_s_post() -> None:
    zone = a_ruled_zone()
    made, _ = token(zone, "items:read")
    copy = {name: getattr(made, name) for name in ("login", "name", "scopes", "since", "until")}
    endless = Token(**copy | {"until": None}, digest="a")
    foreign = Token(**copy, digest="b", post=zone.posts[zone.head.pk])
    assert code(insert, endless) == "parties.token-endless"
    assert code(insert, foreign) == "parties.token-foreign-post"
    assert code(insert, Token(**copy, digest=made.digest)) == "records.row-exists"


@proves("W1.4.3")
def test_only_the_kinds_it_names_are_read_also_of_what_needs_no_grant() -> None:
    zone = a_ruled_zone()
    made, _ = token(zone, "facts:read", name="head")
    reader = read_by(zone, made)
    assert set(reader.sights) == {"facts"}
    assert not Grant.objects.visible_to(reader).exists()
    assert Grant.objects.visible_to(reader_of(zone.actor(zone.head), on=DAY)).exists()


@proves("W1.4.3")
def test_within_a_unit_nothing_else_is_seen() -> None:
    zone = a_ruled_zone()
    for unit in (zone.east, zone.west):
        open_matter(
            zone.actor(zone.clerk),
            zone.zone,
            Draft(unit.name, unit, due=date(2024, 6, 1)),
            flow="flow.task",
            at=AT,
        )
    everywhere, _ = token(zone, "items:read", name="head")
    there, _ = make_token(SYSTEM, everywhere.login, "东", ["items:read"], unit=zone.east, at=AT)
    assert Matter.objects.visible_to(read_by(zone, everywhere)).count() == 2
    assert [one.title for one in Matter.objects.visible_to(read_by(zone, there))] == [zone.east.name]


@proves("W1.4.3")
def test_what_only_reads_does_nothing_also_where_the_post_would_be_right_enough() -> None:
    zone = a_ruled_zone()
    draft = Draft("疏通", zone.east, due=date(2024, 6, 1))
    matter = open_matter(zone.actor(zone.clerk), zone.zone, draft, flow="flow.task", at=AT)
    reading, _ = token(zone, "items:read", name="easterner")
    writing, _ = make_token(SYSTEM, reading.login, "写", ["items:write"], at=AT)
    before = Case.objects.get(pk=matter.case_id).moves.count()
    assert code(move, acting(zone, reading), matter, "accept", at=AT) == "parties.token-closed"
    assert Case.objects.get(pk=matter.case_id).moves.count() == before
    done = move(acting(zone, writing), matter, "accept", at=AT)
    entry = Entry.objects.get(batch=done.batch)
    assert (entry.person, entry.token) == (zone.easterner.pk, writing.pk)


@proves("W1.4.3")
def test_rights_are_measured_by_the_token_and_not_by_the_person() -> None:
    zone = a_ruled_zone()
    require(zone.actor(zone.easterner), "write", "items", zone.east, on=DAY)
    reading, _ = token(zone, "items:read", name="easterner")
    assert code(require, acting(zone, reading), "write", "items", zone.east, on=DAY) == "parties.not-allowed"
    writing, _ = make_token(SYSTEM, reading.login, "写", ["items:write"], at=AT)
    require(acting(zone, writing), "write", "items", zone.east, on=DAY)
    elsewhere, _ = make_token(SYSTEM, reading.login, "西", ["items:write"], unit=zone.west, at=AT)
    assert (
        code(require, acting(zone, elsewhere), "write", "items", zone.east, on=DAY) == "parties.not-allowed"
    )


@proves("W1.4.3")
def test_what_was_delegated_is_not_handed_on_to_a_program() -> None:
    zone = a_ruled_zone()
    delegate(SYSTEM, zone.head, zone.easterner, since=START, until=date(2024, 12, 31), at=AT)
    assert zone.west.pk in reader_of(zone.actor(zone.easterner), on=DAY).units("items")
    made, _ = token(zone, "items:read", name="easterner")
    assert read_by(zone, made).units("items", Level.CONTENT) == {zone.east.pk}


def test_the_entries_of_people_stand_as_they_stood() -> None:
    """A column that is empty changes no old hash (records.hashing)."""
    a_ruled_zone()
    assert Entry.objects.filter(token=None).count() == Entry.objects.count() > 0
