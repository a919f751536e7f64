"""From a person's grants and the rule set of roles to what that person sees and may do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jingkai.engines.documents import Words
from jingkai.kernel.parties.access import Bounds, Level, Reader, Sight, within
from jingkai.kernel.parties.models import Delegation, Grant, Organisation, Place, Plate, Post, Scope, Token
from jingkai.kernel.parties.problems import NOT_ALLOWED
from jingkai.kernel.parties.queries import subtree_ids
from jingkai.kernel.records.actor import Actor

from .book import RuleBook
from .problems import ROLE_UNKNOWN
from .roles import Opening, Reach, Role, RolesBody, roles_for

OUTSIDER = "outsider"


def reader_for(person: int, *, on: date, as_of: int | None = None, book: RuleBook | None = None) -> Reader:
    """The Reader that a person is on a day: own grants, and those of whom the person acts for by delegation.

    Grants are read as they are now (access is never turned back); `as_of` says what the reader's pages know.
    Make it once a request.
    """
    grants = list(_grants(person, on))
    book = book or RuleBook()
    sights: dict[str, list[Sight]] = defaultdict(list)
    roles = set()
    staff = False
    reach = _Reaches(on)
    for grant, for_person in grants:
        role = _role(grant, on, book)
        if role is None:
            continue
        roles.add(grant.role)
        staff = staff or OUTSIDER not in role.traits
        for opening in role.opens:
            sights[opening.of].append(_sight(grant, opening, for_person, reach))
    bodies = frozenset(Post.objects.valid_on(on).filter(person=person).values_list("body", flat=True))
    return Reader(
        person=person,
        on=on,
        as_of=as_of,
        sights={kind: tuple(found) for kind, found in sights.items()},
        bodies=bodies,
        roles=frozenset(roles),
        staff=staff or _holds_staff_post(bodies),
    )


def reader_of(actor: Actor, *, on: date, as_of: int | None = None, book: RuleBook | None = None) -> Reader:
    """As `reader_for`, for a person who acts: by a token only what the token opens. Raises ValueError for nobody,
    Token.DoesNotExist for a token that is not there.
    """
    if actor.person is None:
        raise ValueError("the platform itself reads all")
    reader = reader_for(actor.person, on=on, as_of=as_of, book=book)
    if actor.token is None:
        return reader
    return within(reader, bounds_of(Token.objects.select_related("unit").get(pk=actor.token)))


def bounds_of(token: Token) -> Bounds:
    """What the token opens, its unit with all below it."""
    units = subtree_ids([token.unit]) if token.unit is not None else None
    return Bounds(
        {kind: Level.ACT if writes else Level.CONTENT for kind, writes in token.opens.items()}, units
    )


def require(
    actor: Actor,
    act: str,
    kind: str,
    unit: Organisation | None,
    *,
    on: date,
    keeps: frozenset[str] = frozenset(),
    reader: Reader | None = None,
) -> None:
    """Refuse unless a grant of the actor's allows the act on this kind of object in the unit.

    `keeps` are the further conditions (`narrow`) that the caller itself sees to; a grant under any other does
    not count. Someone acting for another needs the delegation, and is measured by the other's grants alone.
    A program that acts by a token is measured by what the token opens of them. `reader` is the Reader that the actor
    is on that day, where the caller has it (`DayBook.require`).
    The platform itself (no person) may what its callers let it. Raises Problem `parties.not-allowed`.
    """
    if actor.person is None:
        return
    reader = reader or reader_of(actor, on=on)
    for sight in reader.sights_of(kind, Level.ACT, act):
        reached = unit is None or unit.pk in sight.units
        if reached and sight.for_person == actor.for_person and sight.narrow in {"", *keeps}:
            return
    zh, en = _in_words(act, kind, unit, on)
    roles = _allowing(act, kind, unit, on)
    raise NOT_ALLOWED(
        act=zh,
        act_en=en,
        needs="、".join(one.title.zh for one in roles) or "—",
        needs_en=", ".join(one.title.en for one in roles) or "—",
    )


def who_may(act: str, kind: str, unit: Organisation | None, on: date) -> list[Words]:
    """The titles of the roles that allow the act; for telling somebody whom to ask."""
    return [one.title for one in _allowing(act, kind, unit, on)]


def _allowing(act: str, kind: str, unit: Organisation | None, on: date) -> list[Role]:
    roles = roles_for(unit, on).roles.values()
    return [role for role in roles if any(one.of == kind and act in one.may for one in role.opens)]


def _in_words(act: str, kind: str, unit: Organisation | None, on: date) -> tuple[str, str]:
    """The act on this kind of object in Chinese and in English, as the rule set of roles calls them."""
    body = roles_for(unit, on)
    said, of = body.acts.get(act), body.kinds.get(kind)
    return (
        f"{said.zh if said else act}{of.zh if of else kind}",
        f"{said.en if said else act} {of.en if of else kind}",
    )


def smallest_cell(reader: Reader) -> int:
    """The smallest number that is told of what may only be counted, by the rule that holds everywhere."""
    return roles_for(None, reader.on).smallest_cell


def role_of(name: str, unit: Organisation | None, on: date) -> Role:
    """The role of this name. Raises Problem `rules.role-unknown`."""
    body: RolesBody = roles_for(unit, on)
    if name not in body.roles:
        raise ROLE_UNKNOWN(role=name, known=", ".join(sorted(body.roles)))
    return body.roles[name]


def _grants(person: int, on: date) -> Iterator[tuple[Grant, int | None]]:
    """Valid grants, with the person for whom they are used, if that is another."""
    delegations = list(Delegation.objects.valid_on(on).filter(delegate=person).order_by("pk"))
    holders = {person, *(one.principal_id for one in delegations)}
    found: dict[int, list[Grant]] = defaultdict(list)
    rows = (
        Grant.objects.valid_on(on).filter(person__in=holders).select_related("unit", "place", "compartment")
    )
    held = set(Post.objects.valid_on(on).filter(person__in=holders).values_list("pk", flat=True))
    for row in rows.order_by("pk"):
        # With a post, a grant holds only while that post is held.
        if row.post_id is None or row.post_id in held:
            found[row.person_id].append(row)
    for row in found[person]:
        yield row, None
    for one in delegations:
        for row in found[one.principal_id]:
            if one.post_id is None or row.post_id == one.post_id:
                yield row, one.principal_id


def _role(grant: Grant, on: date, book: RuleBook) -> Role | None:
    """The role that the grant names, by the rule of the unit it is in; None if there is no such role any more."""
    found = book.find("roles", grant.unit, on)
    body = found.body if found else None
    return body.roles.get(grant.role) if isinstance(body, RolesBody) else None


def _sight(grant: Grant, opening: Opening, for_person: int | None, reach: "_Reaches") -> Sight:
    own = opening.reach == Reach.OWN
    sealed = grant.compartment
    return Sight(
        level=Level.named(opening.level),
        units=reach.units(grant, opening.reach),
        places=reach.places(grant) if own else frozenset(),
        campaigns=frozenset({grant.campaign} - {""}) if own else frozenset(),
        # What is run as its own installation is opened by nothing here.
        compartments=frozenset({sealed.pk} if sealed is not None and not sealed.elsewhere else ()),
        may=frozenset(opening.may),
        narrow=opening.narrow,
        role=grant.role,
        logged=opening.logged,
        for_person=for_person,
    )


@dataclass
class _Reaches:
    """Closures of scopes, each computed once."""

    on: date

    def __post_init__(self) -> None:
        self._units: dict[tuple[int, str, Reach], frozenset[int]] = {}
        self._own: dict[tuple[int, str], frozenset[int]] = {}
        self._zones: dict[int, frozenset[int]] = {}
        self._places: dict[int, frozenset[int]] = {}

    def units(self, grant: Grant, reach: Reach) -> frozenset[int]:
        unit = grant.unit
        if unit is None:
            return frozenset()
        place = (unit.pk, grant.scope, reach)
        if place not in self._units:
            self._units[place] = self._closure(unit, grant.scope, reach)
        return self._units[place]

    def _closure(self, unit: Organisation, scope: str, reach: Reach) -> frozenset[int]:
        if reach == Reach.ZONE:
            return self._zone(unit)
        if (unit.pk, scope) not in self._own:
            self._own[unit.pk, scope] = self._scope(unit, scope)
        own = self._own[unit.pk, scope]
        return own if reach == Reach.OWN else self._zone(unit) - own

    def _scope(self, unit: Organisation, scope: str) -> frozenset[int]:
        ids = self._same_body(unit)
        return subtree_ids(Organisation.objects.filter(pk__in=ids)) if scope == Scope.SUBTREE else ids

    def _zone(self, unit: Organisation) -> frozenset[int]:
        if unit.root not in self._zones:
            self._zones[unit.root] = subtree_ids(Organisation.objects.filter(pk=unit.root))
        return self._zones[unit.root]

    def _same_body(self, unit: Organisation) -> frozenset[int]:
        """Two plates are one body: whoever works under one works under the other."""
        body = self._plates.get(unit.pk, unit.pk)
        return frozenset({unit.pk, body, *(plate for plate, of in self._plates.items() if of == body)})

    @cached_property
    def _plates(self) -> dict[int, int]:
        return dict(Plate.objects.valid_on(self.on).values_list("organisation", "body"))

    def places(self, grant: Grant) -> frozenset[int]:
        place = grant.place
        if place is None:
            return frozenset()
        if place.pk not in self._places:
            rows = Place.objects.filter(place.subtree())
            self._places[place.pk] = frozenset(rows.values_list("pk", flat=True))
        return self._places[place.pk]


def _holds_staff_post(bodies: Iterable[int]) -> bool:
    """A post in a unit of the zone makes staff; one in an enterprise does not."""
    return Organisation.objects.filter(pk__in=list(bodies)).exclude(kind__in=OUTSIDE_KINDS).exists()


# Kinds of organisation whose people are not staff of the zone.
OUTSIDE_KINDS = ("enterprise",)


def holders_of(
    act: str, kind: str, unit: Organisation | None, book: RuleBook, on: date, keeps: frozenset[str]
) -> set[tuple[int, int | None]]:
    """Who may do this in the unit by a grant of their own, as `require` measures it: ids of persons, each with the post
    that the grant holds for, None where it holds for all. Who only acts for another is not among them.
    """
    rows = Grant.objects.valid_on(on).select_related("unit", "place", "compartment").order_by("pk")
    held = set(Post.objects.valid_on(on).values_list("pk", flat=True))
    reach = _Reaches(on)
    found = set()
    for grant in rows:
        role = _role(grant, on, book)
        if role is None or (grant.post_id is not None and grant.post_id not in held):
            continue
        sights = [_sight(grant, one, None, reach) for one in role.opens if one.of == kind and act in one.may]
        if any(
            one.level >= Level.ACT and one.narrow in {"", *keeps} and (unit is None or unit.pk in one.units)
            for one in sights
        ):
            found.add((grant.person_id, grant.post_id))
    return found
