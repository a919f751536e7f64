"""Looking organisations, bodies and posts up. What a person reads goes on through `visible_to(reader)`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from .models import Alias, Organisation, Person, Plate, Post
from .models.delegation import Delegation
from .naming import folded
from .problems import NAME_AMBIGUOUS, NAME_UNKNOWN


def organisations_named(
    name: str, *, on: date, under: Organisation | None = None, n: int | None = None
) -> list[Organisation]:
    """Live organisations that go by this name after folding, in the tree of `under` if given; by id."""
    names = Alias.objects.valid_on(on, n).filter(key__folded=folded(name)).values("organisation")
    found = Organisation.objects.live_on(on, n).filter(pk__in=names)
    if under is not None:
        found = found.filter(under.subtree())
    return list(found.order_by("pk"))


def find_organisation(
    name: str, *, on: date, under: Organisation | None = None, n: int | None = None
) -> Organisation:
    """The one organisation of this name. Raises Problem `parties.name-unknown`, `parties.name-ambiguous`.

    Two plates of one body are one: the body is given.
    """
    found = organisations_named(name, on=on, under=under, n=n)
    if len(found) > 1:
        bodies = bodies_of([one.pk for one in found], on=on, n=n)
        found = list(Organisation.objects.filter(pk__in=set(bodies.values())).order_by("pk"))
    if not found:
        raise NAME_UNKNOWN(name=name)
    if len(found) > 1:
        raise NAME_AMBIGUOUS(name=name, count=len(found))
    return found[0]


def bodies_of(units: Iterable[int], *, on: date, n: int | None = None) -> dict[int, int]:
    """For each organisation the Body it is, plates resolved: {organisation id: body id}."""
    wanted = set(units)
    plates = Plate.objects.valid_on(on, n).filter(organisation__in=wanted)
    found = dict(plates.values_list("organisation", "body"))
    return {one: found.get(one, one) for one in wanted}


def body_of(unit: int, *, on: date, n: int | None = None) -> int:
    """The id of the Body that this organisation is; its own if it is no plate."""
    return bodies_of([unit], on=on, n=n)[unit]


def resolves_to(organisation: Organisation, *, on: date, n: int | None = None) -> Organisation:
    """The organisation's Body: itself, or the one whose plate it is."""
    body = body_of(organisation.pk, on=on, n=n)
    return organisation if body == organisation.pk else Organisation.objects.get(pk=body)


def name_on(organisation: Organisation, day: date, n: int | None = None) -> str:
    """The organisation's official name on a day: the newest of kind `name`, else that of its entry."""
    names = Alias.objects.valid_on(day, n).filter(organisation=organisation, kind="name")
    return names.order_by("-since", "-pk").values_list("name", flat=True).first() or organisation.name


def subtree_ids(units: Iterable[Organisation]) -> frozenset[int]:
    """Ids of these organisations and of all under them. Ended ones too: their figures stay readable."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= unit.subtree()
    return frozenset(Organisation.objects.filter(condition).values_list("pk", flat=True))


def posts_of(person: int, *, on: date, n: int | None = None) -> list[Post]:
    """The posts that a person holds on a day, by id."""
    return list(Post.objects.valid_on(on, n).filter(person=person).order_by("pk"))


def people_in(units: Iterable[int], *, on: date, n: int | None = None) -> list[Person]:
    """Everybody who holds a post in one of these organisations on that day, each once, by id."""
    posts = Post.objects.valid_on(on, n).filter(body__in=list(units))
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("pk"))


def principals_of(person: int, *, on: date, n: int | None = None) -> list[Delegation]:
    """The delegations by which this person may act for somebody on that day."""
    return list(Delegation.objects.valid_on(on, n).filter(delegate=person).order_by("pk"))
