"""For whom one acts, and in which post: chosen in the frame, kept in the session, asked again on each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.parties.models import Delegation, Person, Post
from jingkai.kernel.parties.queries import principals_of
from jingkai.kernel.records.remembering import remembered

_CHOSEN = "jingkai_acting"
_KEPT = "_jingkai_standing"


@dataclass(frozen=True)
class Way:
    """One way to act. `whom` is empty for oneself; `post` is None where none is held, or none was chosen."""

    for_person: int | None
    post: int | None
    whom: str
    title: str

    @property
    def key(self) -> str:
        """As the form and the session name it."""
        return f"{self.for_person or 0}-{self.post or 0}"


@dataclass(frozen=True)
class Standing:
    """How one acts now, and how else one could. `ended` says that what was chosen holds no more."""

    way: Way
    ways: tuple[Way, ...]
    ended: bool


def standing_of(request: HttpRequest, person: int) -> Standing:
    """How the person acts in this request: as chosen, while it holds; else as himself."""
    kept: Standing | None = getattr(request, _KEPT, None)
    if kept is None:
        found = ways_of(person, timezone.localdate())
        chosen = request.session.get(_CHOSEN, "")
        way = next((one for one in found if one.key == chosen), None)
        kept = Standing(way or found[0], found, bool(chosen) and way is None)
        setattr(request, _KEPT, kept)
    return kept


def choose(request: HttpRequest, person: int, key: str) -> bool:
    """Act so from now on. False, and nothing changes, if the person may not."""
    found = ways_of(person, timezone.localdate())
    if key not in {one.key for one in found}:
        return False
    if key == found[0].key:
        request.session.pop(_CHOSEN, None)
    else:
        request.session[_CHOSEN] = key
    return True


@remembered(512, "parties")
def ways_of(person: int, on: date) -> tuple[Way, ...]:
    """Every way to act on a day. The first is the one taken when none is chosen: oneself, in the one post that is
    held, or in none where there are several.
    """
    delegations = principals_of(person, on=on)
    whom = {one.principal_id for one in delegations}
    # Most hold none: nothing is asked for them.
    names = dict(Person.objects.filter(pk__in=whom).values_list("pk", "name")) if whom else {}
    held = Post.objects.valid_on(on).filter(person__in={person, *whom})
    posts = list(held.select_related("body").order_by("pk"))
    own = [one for one in posts if one.person_id == person]
    found = [Way(None, None, "", "")] if len(own) != 1 else []
    found += [_in_post(None, "", one) for one in own]
    for one in delegations:
        found += _for(one, names[one.principal_id], posts)
    return tuple(dict.fromkeys(found))


def _for(delegation: Delegation, name: str, posts: list[Post]) -> list[Way]:
    whom = delegation.principal_id
    held = [one for one in posts if one.person_id == whom and delegation.post_id in (None, one.pk)]
    if not held and delegation.post_id is None:
        return [Way(whom, None, name, "")]
    return [_in_post(whom, name, one) for one in held]


def _in_post(whom: int | None, name: str, post: Post) -> Way:
    return Way(whom, post.pk, name, f"{post.body.name} {post.title}")
