"""Whose token it is, and looking for things by their words."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from jingkai.kernel.parties.search import search as look_for
from jingkai.kernel.records.search import sought

from .answering import answered, tagged
from .bearer import Scope, caller_of
from .shapes import Party, Shape, Text, party

ROUTER = Router()
_SHOWN = 20


class Me(Shape):
    """A token: whose, what it opens, until when; `unit` is where it holds, null where the person does."""

    token: int
    name: str
    person: Party
    scopes: list[str]
    unit: Party | None
    since: date
    until: date


class Hit(Shape):
    """A thing that was found: `title` and what stands beside it."""

    id: int
    title: str
    title_en: str
    note: str


class Group(Shape):
    """Things of a kind: how many there are (at least, if `more`), and the newest of them."""

    kind: str
    zh: str
    en: str
    count: int
    more: bool
    hits: list[Hit]


class Found(Shape):
    """What holds every word, by kind."""

    groups: list[Group]


class Words(BaseModel):
    """What is looked for."""

    model_config = ConfigDict(extra="forbid")
    q: Text = Field(min_length=1, description="words that all must be there; one or two characters do")


@ROUTER.get("/me", response=Me, auth=Scope(), url_name="me", summary="The token that is shown")
def me(request: HttpRequest) -> HttpResponse:
    """Whose token this is, what it opens and until when."""
    caller = caller_of(request)
    token, person = caller.token, caller.token.login.person
    assert token.until is not None  # the database keeps it
    return answered(
        Me(
            token=token.pk,
            name=token.name,
            person=Party(id=person.pk, name=person.name),
            scopes=token.scopes.split(),
            unit=party(token.unit) if token.unit is not None else None,
            since=token.since,
            until=token.until,
        )
    )


@ROUTER.get(
    "/search", response=Found, auth=Scope(), url_name="search", summary="Looking for things by their words"
)
def search(request: HttpRequest, asked: Query[Words]) -> HttpResponse:
    """What holds every word, kind by kind, the newest of each, of the kinds that the token opens."""
    reader = caller_of(request).reader

    def found() -> Found:
        groups = look_for(sought(asked.q), reader, shown=_SHOWN)
        return Found(
            groups=[
                Group(
                    kind=one.kind.kind,
                    zh=one.kind.zh,
                    en=one.kind.en,
                    count=one.count,
                    more=one.more,
                    hits=[
                        Hit(
                            id=row.pk,
                            title=one.kind.title_of(row, "zh"),
                            title_en=one.kind.title_of(row, "en"),
                            note=one.kind.note_of(row),
                        )
                        for row in one.rows
                    ],
                )
                for one in groups
            ]
        )

    return tagged(request, found)
