"""What follows, from results or otherwise: waiting for the organisation line, in effect, and to be revoked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.documents import Words
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.flows.state import current_dues, flow_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.basis import UPHOLD, Fallen, fallen_under
from jingkai.kernel.rounds.kinds import FollowingBody
from jingkai.kernel.rounds.models import Award, Consequence, Grading
from jingkai.kernel.rounds.models.consequence import IN_EFFECT
from jingkai.kernel.rounds.queries import consequence_of
from jingkai.kernel.rounds.services import approve, award, decide, follow_falls
from jingkai.kernel.rounds.services.following import PROPOSED
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.opening import address_of_ref

from .pages import now, shown
from .problems import FIELD_UNCLEAR

CONSEQUENCES, FLAGGED, EXPIRE = "consequences", "to-be-revoked", "expire"
# What may be decided on one, and in which state.
_DECIDED = {"reject": PROPOSED, "revoke": FLAGGED, UPHOLD: FLAGGED, EXPIRE: IN_EFFECT}
# What is to be decided on first.
_ORDER = (FLAGGED, PROPOSED, IN_EFFECT)


@dataclass(frozen=True)
class Term:
    """A term that runs, by the words of its flow: until when, and whether that day is over."""

    title: Words
    day: date
    over: bool


@dataclass(frozen=True)
class Line:
    """Something that follows, by the words of its rule; how it stands; what of its basis fell; what was given on it."""

    row: Consequence
    rule: FollowingBody
    state: str
    words: Words
    fallen: tuple[Fallen, ...]
    awards: tuple[Award, ...]
    note: str
    terms: tuple[Term, ...]

    @property
    def whose(self) -> str:
        """Who it is for: who was judged, or the person, by name."""
        if self.row.result is not None:
            return self.row.result.entrant.name
        return self.row.person.name if self.row.person is not None else self.row.case.holder.name

    @property
    def expires(self) -> bool:
        """Whether a term of it is over, and its flow lets it expire."""
        return any(one.over for one in self.terms) and any(
            one.move == EXPIRE for one in flow_of(self.row.case.flow).possible(self.state)
        )


def lines_of(
    reader: Reader | None, grading: Grading | None = None, zone: Organisation | None = None
) -> list[Line]:
    """What follows from one grading, or from all of a zone, as far as the reader may see it: first what is to be
    decided on.
    """
    rows = Consequence.objects.seen_by(reader)
    rows = rows.filter(result__grading=grading) if grading is not None else rows
    if zone is not None:
        rows = rows.filter(case__holder__in=Organisation.objects.filter(zone.subtree()))
    some = list(
        rows.select_related(
            "case__flow",
            "case__now",
            "case__holder",
            "result__entrant__unit",
            "result__grading__round__rule",
            "rule",
            "person",
        ).order_by("-pk")
    )
    gone = fallen_under(some)
    given: dict[int, list[Award]] = {}
    for one in Award.objects.seen_by(reader).filter(consequence__in=some).order_by("pk"):
        given.setdefault(one.consequence_id, []).append(one)
    found = [_line(one, tuple(gone.get(one.pk, ())), tuple(given.get(one.pk, ()))) for one in some]
    return sorted(found, key=lambda one: _ORDER.index(one.state) if one.state in _ORDER else len(_ORDER))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """All that follows in the zone, and what the organisation line decides on it."""
    zone, reader = find_zone(request.GET.get("zone", ""), timezone.localdate()), reader_of_request(request)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _act(actor_of(request), zone, request.POST, lines_of(reader, zone=zone))
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
    lines = lines_of(reader, zone=zone)
    return shown(
        request,
        "consequences",
        zone,
        refused=refused,
        lines=lines,
        opens=lambda line: address_of_ref(line.row.ref, zone),
        waiting=sum(one.state == PROPOSED for one in lines),
        unflagged=sum(bool(one.fallen) and one.state in (PROPOSED, IN_EFFECT) for one in lines),
        may_decide=reader is None or reader.may("approve", CONSEQUENCES),
        may_award=reader is None or reader.may("write", CONSEQUENCES),
    )


def _line(row: Consequence, fallen: tuple[Fallen, ...], given: tuple[Award, ...]) -> Line:
    state = row.case.now.state
    last = row.case.moves.order_by("-n").first()
    return Line(
        row,
        consequence_of(row),
        state,
        flow_of(row.case.flow).states[state].title,
        fallen,
        given,
        last.note if last is not None else "",
        tuple(_terms(row)) if state == IN_EFFECT else (),
    )


def _terms(row: Consequence) -> Iterable[Term]:
    """Until when it is in effect, and from when it is to be looked at again, where its flow says so."""
    flow = flow_of(row.case.flow)
    for name, due in current_dues(row.case).items():
        over = due.due.passed(now())
        yield Term(flow.terms[name].late if over else flow.terms[name].title, due.day, over)


def _act(actor: Actor, zone: Organisation, sent: QueryDict, lines: list[Line]) -> None:
    """Approve those that are ticked; decide on one; look what fell. What stands so already is left.

    Raises Problem as the services.
    """
    do, note, at = sent.get("do", ""), sent.get("note", "").strip(), now()
    if do == "follow":
        follow_falls(actor, zone, at=at)
        return
    ticked = set(sent.getlist("row"))
    some = [one for one in lines if str(one.row.pk) in ticked]
    if not some:
        raise FIELD_UNCLEAR(field="事项", field_en="What follows", said="—")
    if do == "approve":
        if waiting := [one.row for one in some if one.state == PROPOSED]:
            approve(actor, waiting, at=at)
        return
    one = some[0]
    if _DECIDED.get(do) == one.state:
        decide(actor, one.row, do, note=note, at=at)
    elif do == "award" and note not in {given.ref for given in one.awards}:
        award(actor, one.row, note, at=at)
