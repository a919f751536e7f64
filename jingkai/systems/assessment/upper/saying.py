"""Writing what the zone says of the parts of a scheme: tags, notes, who answers for what. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows.services.acting import acting
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Note, Responsibility, Tag
from .problems import NOTE_INCOMPLETE, RESPONSIBILITY_INCOMPLETE, TAG_UNKNOWN
from .said import Said, said_of
from .scheme import Part, Upper

WRITE, KIND = "write", "scores"


@dataclass(frozen=True)
class Named:
    """Who is to answer for a part."""

    unit: Organisation | None
    leader: Post | None


def tag(
    actor: Actor, upper: Upper, words: Mapping[str, str], *, at: datetime, call: Writer | None = None
) -> list[Tag]:
    """Tag indicators, all or none; one that has the tag already stays as it is. It is for the assessment office, and of
    its own indicators for the unit that leads them.

    Raises Problem `assessment.tag-unknown`, `assessment.no-such-node`, `assessment.changed-meanwhile`,
    `parties.not-allowed`.
    """
    refuse_in_trial()
    book = day_book(at)
    said = said_of(upper, book.on)
    parts = {node: upper.part(node) for node in words}
    for word in words.values():
        if word not in upper.rule.tags:
            raise TAG_UNKNOWN(word=word[:40], known="、".join(one.zh for one in upper.rule.tags.values()))
    new = {node: word for node, word in words.items() if said.tag(node) != word}
    _require(actor, upper, said, new, book)
    with joining(call, actor, act="assessment.tag", at=at, ref=upper.scheme.key) as writer:
        return writer.add_all(
            Tag(**_of(actor, upper, parts[node], said.tags.get(node), at), word=word)
            for node, word in new.items()
        )


def interpret(
    actor: Actor,
    upper: Upper,
    node: str,
    department: str,
    says: str,
    *,
    at: datetime,
    call: Writer | None = None,
) -> Note:
    """Attach what a department of the upper body said of a part; what it said before stays. The same again changes
    nothing. It is for whom `tag` is.

    Raises Problem `assessment.note-incomplete`, `assessment.no-such-node`, `assessment.changed-meanwhile`,
    `parties.not-allowed`.
    """
    refuse_in_trial()
    book = day_book(at)
    said, part = said_of(upper, book.on), upper.part(node)
    department, says = " ".join(department.split()), says.strip()
    if not department or not says:
        raise NOTE_INCOMPLETE()
    _require(actor, upper, said, [node], book)
    before = next((one for one in said.notes.get(node, ()) if one.department == department), None)
    if before is not None and before.says == says and before.scheme_id == upper.scheme.pk:
        return before
    with joining(call, actor, act="assessment.interpret", at=at, ref=upper.scheme.key) as writer:
        return writer.add(Note(**_of(actor, upper, part, before, at), department=department[:120], says=says))


def make_responsible(
    actor: Actor, upper: Upper, named: Mapping[str, Named], *, at: datetime, call: Writer | None = None
) -> list[Responsibility]:
    """Say who answers for parts of the scheme, all or none; where the same do already it stays as it is. Who answers
    for a field does for the indicators in it that have nobody of their own.

    Raises Problem `assessment.responsibility-incomplete`, `assessment.no-such-node`, `assessment.changed-meanwhile`,
    `parties.not-allowed`.
    """
    refuse_in_trial()
    book = day_book(at)
    book.require(actor, WRITE, KIND, upper.zone)
    said = said_of(upper, book.on)
    rows = []
    for node, one in named.items():
        part, before = upper.part(node), said.responsibilities.get(node)
        unit, leader = one.unit, one.leader
        if unit is None or leader is None or unit.root != upper.zone.pk:
            raise RESPONSIBILITY_INCOMPLETE(node=part.title.zh)
        if not _holds(leader, upper.zone, book):
            raise RESPONSIBILITY_INCOMPLETE(node=part.title.zh)
        if before is None or (before.unit_id, before.leader_id) != (unit.pk, leader.pk):
            rows.append(Responsibility(**_of(actor, upper, part, before, at), unit=unit, leader=leader))
    with joining(call, actor, act="assessment.make-responsible", at=at, ref=upper.scheme.key) as writer:
        return writer.add_all(rows)


def leaders(zone: Organisation, book: DayBook) -> list[Post]:
    """The posts of the zone itself that somebody holds, as leaders in charge."""
    return list(Post.objects.valid_on(book.on).filter(body=zone).select_related("person").order_by("pk"))


def may_say(actor: Actor, upper: Upper, said: Said, node: str, book: DayBook) -> bool:
    """Whether the actor may tag and interpret a part."""
    return may_write(actor, upper.zone, book) or _leads(actor, said, node, book)


def may_write(actor: Actor, zone: Organisation, book: DayBook) -> bool:
    """Whether the actor runs the assessment for the zone."""
    return actor.person is None or book.reader(actor).may(WRITE, KIND, zone.pk)


def _require(actor: Actor, upper: Upper, said: Said, nodes: Iterable[str], book: DayBook) -> None:
    if not all(_leads(actor, said, node, book) for node in nodes):
        book.require(actor, WRITE, KIND, upper.zone)


def _leads(actor: Actor, said: Said, node: str, book: DayBook) -> bool:
    """Whether the actor acts for the unit that leads the part."""
    responsibility, body = said.responsibility(node), acting(actor, book).body
    return responsibility is not None and body is not None and book.body(responsibility.unit).pk == body.pk


def _holds(leader: Post, zone: Organisation, book: DayBook) -> bool:
    return Post.objects.valid_on(book.on).filter(pk=leader.pk, body__in=_bodies(zone)).exists()


def _bodies(zone: Organisation) -> list[int]:
    return list(Organisation.objects.filter(zone.subtree()).values_list("pk", flat=True))


def _of(
    actor: Actor, upper: Upper, part: Part, before: Responsibility | Note | Tag | None, at: datetime
) -> dict[str, object]:
    """What every row says: of what, by whom, when."""
    return {
        "zone": upper.zone,
        "key": upper.scheme.key,
        "scheme": upper.scheme,
        "node": part.node,
        "turn": before.turn + 1 if before is not None else 1,
        "person_id": actor.person,
        "at": at,
    }
