"""Matters, for programs: the ledger, one matter, its next move with evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Path, Query, Router, UploadedFile
from pydantic import BaseModel, ConfigDict

from jingkai.kernel.flows.reading import is_logged
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services.evidence import move_with_files
from jingkai.kernel.matters.services.moving import TRANSFER
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.writing import journal
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.api.answering import answered
from jingkai.web.api.asking import ZoneName, request_key, zone_of
from jingkai.web.api.bearer import Caller, Scope, caller_of
from jingkai.web.api.paging import Listing, Place, page_of
from jingkai.web.api.problems import CURSOR_UNREADABLE, NOT_HERE
from jingkai.web.api.shapes import (
    Key,
    Light,
    LongText,
    Named,
    Page,
    Party,
    Shape,
    Text,
    light_of,
    named,
    party,
)
from jingkai.web.tree import Picked

from .acts import take_in
from .ledger import Wanted, filtered
from .one import find
from .opened import Open, lines_of, opened
from .sheet import Sheet

ROUTER = Router()
# Far behind every due date: what has none stands last.
_NEVER = "~"


class MatterShape(Shape):
    """A matter in the ledger. `finish` is when its time is up, `light` how it stands against that; null without one."""

    id: int
    number: str
    ref: str
    title: str
    origin: str
    state: str
    state_words: Named
    holder: Party
    finish: datetime | None
    light: Light | None


class MoveShape(Shape):
    """What happened: the n-th move, by whom in which body. `files` are ids of its evidence."""

    n: int
    move: str
    state: str
    at: datetime
    person: str
    body: str
    note: str
    files: list[int]


class FileShape(Shape):
    """A file of evidence: `sha256` is its fingerprint."""

    id: int
    name: str
    size: int
    sha256: str


class ChoiceShape(Shape):
    """A move that the flow has from here: who may make it; `obstacles` keep the person of this token from it."""

    move: str
    title: Named
    who: Named
    needs: list[str]
    obstacles: list[ObstacleShape]


class ObstacleShape(Shape):
    """A refusal that would come."""

    code: str
    zh: str
    en: str


class OneMatter(Shape):
    """A matter: how far it is, what happened, what may come next."""

    matter: MatterShape
    lead: Party | None
    doers: list[Party]
    moves: list[MoveShape]
    files: list[FileShape]
    next: list[ChoiceShape]


class Moved(Shape):
    """The move that was made, and the state after it."""

    n: int
    state: str
    state_words: Named


class Asked(Listing):
    """Which matters: `open` by what is due first, `ended` or `all` by number; with words in title, number or origin."""

    zone: ZoneName = ""
    show: Literal["open", "ended", "all"] = "open"
    unit: Key | None = None
    state: Text = ""
    q: Text = ""


class Sent(BaseModel):
    """A move; `due` where it needs a day."""

    model_config = ConfigDict(extra="forbid")
    move: Text
    note: LongText = ""
    due: date | None = None


@ROUTER.get(
    "/matters",
    response=Page[MatterShape],
    auth=Scope("items"),
    url_name="matters",
    summary="The ledger of matters",
)
def matters(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Matters that the person of the token may read."""
    caller, place = caller_of(request), asked.place()
    zone = zone_of(request, asked.zone)
    unit = Picked(asked.unit, below=False) if asked.unit is not None else None
    wanted = Wanted(show=asked.show, unit=unit, state=asked.state, words=asked.q)
    # What is listed depends on how far somebody sees, and not on who it is or when.
    keys = _listed(caller.reader.anybody, zone, wanted, place, asked.limit + 1)
    by_key = {one.pk: one for one in lines_of(Matter.objects.filter(pk__in=keys), caller.at, RuleBook())}
    lines = [by_key[key] for key in keys]
    return answered(page_of(asked, place, lines, _shapes, lambda last: _keys(asked.show, last)))


@ROUTER.get(
    "/matters/{number}", response=OneMatter, auth=Scope("items"), url_name="matter", summary="One matter"
)
def matter(request: HttpRequest, number: Path[Key]) -> HttpResponse:
    """One matter by its id (`id` of the list, not the number people say)."""
    caller = caller_of(request)
    sheet = _sheet(caller, number)
    (line,) = lines_of(Matter.objects.filter(pk=number), caller.at, RuleBook())
    files = {one.file.pk: one.file for one in sheet.evidence}
    by_move: dict[int, list[int]] = {}
    for one in sheet.evidence:
        by_move.setdefault(one.move.pk, []).append(one.file.pk)
    lead = sheet.standing.unit
    return answered(
        OneMatter(
            matter=_shapes([line])[0],
            lead=party(lead) if lead is not None else None,
            doers=[party(one) for one in sheet.doers],
            moves=[
                MoveShape(
                    n=one.n,
                    move=one.flow_move.move,
                    state=one.flow_move.target,
                    at=one.at,
                    person=one.person.name if one.person is not None else "",
                    body=one.body.name if one.body is not None else "",
                    note=one.note,
                    files=by_move.get(one.pk, []),
                )
                for one in sheet.moves
            ],
            files=[
                FileShape(id=one.pk, name=one.name, size=one.size, sha256=one.sha256)
                for one in files.values()
            ],
            next=[
                ChoiceShape(
                    move=one.move.move,
                    title=named(one.move.title),
                    who=named(one.who),
                    needs=sorted(one.move.needs),
                    obstacles=[ObstacleShape(code=no.code, zh=no.zh, en=no.en) for no in one.obstacles],
                )
                for one in sheet.choices
            ],
        )
    )


@ROUTER.get(
    "/matters/{number}/files/{file}",
    auth=Scope("items"),
    url_name="matter-file",
    summary="A file of evidence",
    openapi_extra={
        "responses": {
            200: {
                "description": "the file",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def matter_file(request: HttpRequest, number: Path[Key], file: Path[Key]) -> HttpResponse:
    """The bytes of a file, always as one to be kept."""
    sheet = _sheet(caller_of(request), number)
    found = next((one.file for one in sheet.evidence if one.file.pk == file), None)
    if found is None:
        raise Http404
    with open_stored(found.sha256) as content:
        answer = HttpResponse(content.read(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename=evidence-{file}"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@ROUTER.post(
    "/matters/{number}/moves",
    response={201: Moved},
    auth=Scope("items", writes=True),
    url_name="matter-moves",
    summary="Make the next move of a matter",
    openapi_extra={
        "parameters": [
            {"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string"}}
        ]
    },
)
def make_move(
    request: HttpRequest,
    number: Path[Key],
    sent: Form[Sent],
    files: File[list[UploadedFile]] = [],  # noqa: B006  how Ninja is told that none need come
) -> HttpResponse:
    """Make a move with its evidence, both or neither. Sent again under the same key it is done once.

    Handing over to another unit (transfer) and asking for a delay are done on the page.
    """
    caller, key = caller_of(request), request_key(request)
    found = find(number, caller.reader)
    if sent.move == TRANSFER:
        raise NOT_HERE(move=sent.move)
    attached = take_in(files)
    made = move_with_files(
        caller.actor, found, sent.move, attached, at=caller.at, note=sent.note.strip(), due=sent.due, key=key
    )
    seal()
    state = made.flow_move.target
    return answered(
        Moved(n=made.n, state=state, state_words=named(flow_of(found.case.flow).states[state].title)), 201
    )


@remembered(1024, "parties", "rules", "flows", "matters")
def _listed(reader: Reader, zone: Organisation, wanted: Wanted, place: Place, most: int) -> tuple[int, ...]:
    """The ids of a page's matters."""
    rows = filtered(reader, zone, wanted)
    if wanted.state:
        rows = rows.filter(case__now__state=wanted.state)
    return tuple(_after(rows, wanted.show, place).values_list("pk", flat=True)[:most])


def _after(rows: QuerySet[Matter], show: str, place: Place) -> QuerySet[Matter]:
    """The rows in their order, from the cursor on."""
    if show == "open":
        return opened(_later(rows, place))
    if show == "ended":
        rows = rows.filter(case__now__ended__in=[True])
    if keys := place.keys(2):
        year, number = (_number(one) for one in keys)
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number))
    return rows.order_by("-year", "-number")


def _later(rows: QuerySet[Matter], place: Place) -> QuerySet[Matter]:
    keys = place.keys(2)
    if keys is None:
        return rows
    finish, pk = keys[0], _number(keys[1])
    none = Q(case__now__finish=None)
    if finish == _NEVER:
        return rows.filter(none, pk__gt=pk)
    try:
        due = datetime.fromisoformat(str(finish))
    except ValueError as error:
        raise CURSOR_UNREADABLE() from error
    if due.tzinfo is None:
        raise CURSOR_UNREADABLE()
    return rows.filter(Q(case__now__finish__gt=due) | Q(case__now__finish=due, pk__gt=pk) | none)


def _number(key: Any) -> int:
    if not isinstance(key, int):
        raise CURSOR_UNREADABLE()
    return key


def _keys(show: str, last: MatterShape) -> list[Any]:
    if show == "open":
        return [last.finish.isoformat() if last.finish is not None else _NEVER, last.id]
    year, _, number = last.number.partition("-")
    return [int(year), int(number)]


def _shapes(lines: Iterable[Open]) -> list[MatterShape]:
    """As the list says them, in their order."""
    lines = list(lines)
    rows = Matter.objects.in_bulk([one.pk for one in lines])
    holders = Organisation.objects.in_bulk({one.holder for one in lines})
    found = []
    for line in lines:
        row = rows[line.pk]
        found.append(
            MatterShape(
                id=row.pk,
                number=row.label,
                ref=row.ref,
                title=row.title,
                origin=row.origin,
                state=line.state,
                state_words=named(line.title),
                holder=party(holders[line.holder]),
                finish=line.finish,
                light=light_of(line.lamp),
            )
        )
    return found


def _sheet(caller: Caller, number: int) -> Sheet:
    """The matter, to be read: what is sealed, or read by a right that says so, leaves an entry."""
    found = find(number, caller.reader)
    if is_logged(caller.reader, found.case):
        journal(caller.actor, act="flows.read", at=caller.at, ref=f"case:{found.case_id}")
    return Sheet.of(found, caller.reader, caller.actor, caller.at)
