"""Running the round of an upper body's assessment: opened, scores entered, settled, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jingkai.engines.periods import Period, Term
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft as FactDraft
from jingkai.kernel.facts.drafts import Source
from jingkai.kernel.facts.measures import register_measure
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.recording import add_facts, correction
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, Opening
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rounds.figures import to_micro
from jingkai.kernel.rounds.kinds import FactBody
from jingkai.kernel.rounds.models import Announcement, Entrant, Grading, Round
from jingkai.kernel.rounds.models.sql import RATING
from jingkai.kernel.rounds.problems import REASON_MISSING, SOURCE_MISSING
from jingkai.kernel.rounds.queries import announced
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    Paper,
    RoundDraft,
    announce,
    close,
    grade,
    open_round,
    report_all,
)
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from .analysis import Analysis, Line, analyse
from .problems import HOLES, NOT_SETTLED, NOTHING_GIVEN, SCORES_MISSING
from .said import Said, said_of
from .saying import KIND, WRITE
from .scheme import Upper, upper_on

# Figures of the zone that come with the upper body's table, and of which period each is: see `places_of`.
PLACES = ("before", "now", "target", "cohort")
# What an upper body gave counts: it is recognised, and no report of the zone itself.
RECOGNISED = "认定"
_NAMED = 8


@dataclass(frozen=True)
class Given:
    """What an upper body gave: scores by the names of indicators, places by the words of `PLACES`."""

    scores: Mapping[str, Decimal]
    places: Mapping[str, int]


def key_of(period: Period) -> str:
    """Which round of the zone it is."""
    return f"upper:{period}"


def upper_round(zone: Organisation, period: Period, *, settled: bool = False) -> Round | None:
    """The round of the upper body's assessment in a period; with `settled`, only one that was settled once."""
    rows = Round.objects.known_at().filter(zone=zone, key=key_of(period))
    if settled:
        rows = rows.filter(gradings__isnull=False)
    return rows.select_related("case__flow", "zone", "host", "rule", "scheme").first()


def rounds_of(zone: Organisation) -> list[Round]:
    """Every one of the zone, the last period first."""
    rows = Round.objects.known_at().filter(zone=zone, key__startswith="upper:")
    found = list(rows.select_related("case__flow", "zone", "host", "rule", "scheme"))
    return sorted(found, key=lambda one: Period.parse(one.period), reverse=True)


def open_upper(actor: Actor, zone: Organisation, period: Period, *, at: datetime) -> Round:
    """Open the round of a period by the versions that hold on its last day; the same again gives the one there.

    Raises Problem `assessment.no-such-scheme`, `assessment.responsibility-holes`, and those of `rounds.open_round`.
    """
    upper = upper_on(zone, period.last_day)
    refuse_holes(said_of(upper, day_book(at).on))
    title = f"{upper.rule.issuer.zh}对{zone.name}{period.words('zh')}考核"
    draft = RoundDraft(
        upper.rule.round, _unit_of(actor, zone), key_of(period), title, str(period), [EntrantDraft(zone)]
    )
    return open_round(actor, draft, at=at)


def refuse_holes(said: Said) -> None:
    """Raises Problem `assessment.responsibility-holes` that names the parts for which nobody answers."""
    if holes := said.holes:
        names = "、".join(one.title.zh for one in holes[:_NAMED])
        raise HOLES(count=len(holes), nodes=names + ("…" if len(holes) > _NAMED else ""))


def enter(
    actor: Actor,
    round: Round,
    given: Given,
    *,
    issuer: str,
    paper: Paper | None,
    reason: str = "",
    at: datetime,
) -> None:
    """Enter the scores and places of one paper of the upper body, all or none. What is on record already and the same
    stays; what differs is a correction and says why.

    Raises Problem `assessment.nothing-given`, `rounds.source-missing`, `rounds.reason-missing`, `rounds.other-round`,
    `rounds.too-fine`, `parties.not-allowed`.
    """
    refuse_in_trial()
    day_book(at).require(actor, WRITE, KIND, round.host)
    there = analyse(round)
    scores = _news(there, given.scores)
    places = {
        name: (figure_there, value)
        for name, value in given.places.items()
        if (figure_there := getattr(there, name)).value != value
    }
    if not scores and not places:
        raise NOTHING_GIVEN()
    if paper is None or not issuer.strip():
        raise SOURCE_MISSING()
    if any(one.facts for one, _ in places.values()) and not reason.strip():
        raise REASON_MISSING()
    _register(actor, [asked_of(there.upper, name) for name in places], at)
    zone = Entrant.objects.get(round=round)
    with writing(actor, act="assessment.enter", at=at, ref=round.ref) as call:
        if scores:
            report_all(
                actor,
                round,
                {name: {zone: value} for name, value in scores.items()},
                issuer=issuer,
                paper=paper,
                reason=reason,
                at=at,
                call=call,
            )
        file = call.add(paper.stored.row(paper.name, paper.media_type)) if places else None
        for name, (before, value) in places.items():
            quantity = Quantity.exactly(str(value), asked_of(there.upper, name).unit, text=str(value))
            if before.facts:
                call.add(correction(before.facts[-1].row, quantity, reason=reason, file=file))
            else:
                add_facts(call, [_fact(there, name, quantity, Source(file=file, words=issuer), actor)])


def settle(actor: Actor, round: Round, *, at: datetime) -> Grading:
    """Settle the analysis: the round is closed and graded with what is known now. Again, where something changed.

    Raises Problem `assessment.scores-missing`, `assessment.responsibility-holes`, and those of `rounds.grade`.
    """
    refuse_in_trial()
    there = analyse(round)
    if there.total is None:
        missing = there.missing
        if not missing and there.refusal is not None:
            raise there.refusal
        names = "、".join(one.part.title.zh for one in missing[:_NAMED])
        raise SCORES_MISSING(count=len(missing), nodes=names + ("…" if len(missing) > _NAMED else ""))
    refuse_holes(there.said)
    if state_of(round.case) == RATING:
        close(actor, round, at=at)
    return grade(actor, round, at=at)


def confirm(actor: Actor, round: Round, seen: str, *, at: datetime) -> list[Matter]:
    """Confirm the settled analysis as it was read, by its digest: it is announced, and every weak item is a matter
    with lead unit, leader and due date by rule. Confirmed again, or by two at once, it creates nothing further.

    Raises Problem `assessment.not-settled`, `assessment.responsibility-holes`, and those of `rounds.announce`.
    """
    refuse_in_trial()
    if announced(round) is not None:
        return matters_of(round)
    grading = last_grading(round)
    if grading is None:
        raise NOT_SETTLED()
    settled = analyse(round, grading.as_of)
    if seen != settled.digest or analyse(round).digest != settled.digest:
        raise NOT_SETTLED()
    refuse_holes(settled.said)
    # By the rule, whoever confirmed: what a rule finds the platform enters.
    opening = Opening(SYSTEM, round.zone, at=at)
    drafts = [_draft(settled, one, at) for one in settled.weak]
    opening.add(drafts, flow=settled.upper.rule.matter.flow)
    ready = opening.prepared()
    try:
        with writing(actor, act="assessment.confirm", at=at, ref=round.ref) as call:
            announce(actor, round, at=at, call=call)
            ready.write(call)
    except Problem:
        # A colleague pressed at the same moment and was first.
        if not Announcement.objects.known_at().filter(round=round).exists():
            raise
    return matters_of(round)


def last_grading(round: Round) -> Grading | None:
    """The one that was settled last."""
    return Grading.objects.known_at().filter(round=round).order_by("-turn").first()


def matters_of(round: Round) -> list[Matter]:
    """The matters that were opened on the weak items, in the order of their numbers."""
    rows = Matter.objects.known_at().filter(zone=round.zone, origin__startswith=f"{round.ref}#")
    return list(rows.select_related("case__flow", "lead_unit", "lead_leader").order_by("year", "number"))


def node_of(matter: Matter) -> str:
    """The part of the scheme that a matter is on."""
    return matter.origin.partition("#")[2]


def due_of(there: Analysis, unit: Organisation, at: datetime) -> date:
    """When a matter on a weak item is due, confirmed at `at`: by the term of the rule and the calendar of the unit."""
    return Term.parse(there.upper.rule.matter.term).due(at, day_book(at).calendar(unit)).day


def asked_of(upper: Upper, name: str) -> FactBody:
    """Which fact one of `PLACES` is."""
    return {"target": upper.rule.target, "cohort": upper.rule.cohort}.get(name, upper.rule.place)


def period_of(there: Period, name: str) -> Period:
    """The period that one of `PLACES` is of: the year before, the year, or the one that is assessed."""
    year = Period.of_year(there.start.year)
    return {"before": year.same_period_last_year(), "target": year}.get(name, there)


def _news(there: Analysis, scores: Mapping[str, Decimal]) -> dict[str, Decimal]:
    known = {one.part.name: one.report.micro for one in there.lines if one.report is not None}
    return {name: value for name, value in scores.items() if known.get(name) != to_micro(value)}


def _register(actor: Actor, asked: list[FactBody], at: datetime) -> None:
    there = set(Measure.objects.known_at().values_list("name", "aspect"))
    for name, aspect, unit in dict.fromkeys((one.name, one.aspect, one.unit) for one in asked):
        if (name, aspect) not in there:
            register_measure(actor, name, aspect=aspect, unit=unit, decimals=0, at=at)


def _fact(there: Analysis, name: str, quantity: Quantity, source: Source, actor: Actor) -> FactDraft:
    asked = asked_of(there.upper, name)
    return FactDraft(
        name=asked.name,
        aspect=asked.aspect,
        nature=asked.nature,
        holder=there.round.zone,
        period=period_of(there.period, name),
        quantity=quantity,
        reported_by=there.round.host,
        source=source,
        caliber=RECOGNISED if RECOGNISED in asked.calibers else asked.calibers[0],
    )


def _draft(there: Analysis, line: Line, at: datetime) -> Draft:
    responsibility = line.responsibility
    assert responsibility is not None  # holes are refused before
    rest = [one.responsibility.unit for one in there.below(line.part.node) if one.responsibility is not None]
    return Draft(
        title=f"{there.period.words('zh')}{there.upper.rule.issuer.zh}考核弱项“{line.part.title.zh}”补强"
        f"（{_plain(line.points)}/{_plain(line.part.full)}分，得分率{line.rate}%）",
        unit=responsibility.unit,
        executing=tuple(dict.fromkeys(one for one in rest if one.pk != responsibility.unit_id)),
        leader=responsibility.leader.person,
        due=due_of(there, responsibility.unit, at),
        origin=f"{there.round.ref}#{line.part.node}",
        kind=there.upper.rule.matter.kind,
    )


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"


def _unit_of(actor: Actor, zone: Organisation) -> Organisation:
    """The unit that an actor runs the round for: that of the post acted in; at the console the zone."""
    body = Post.objects.filter(pk=actor.post).values_list("body", flat=True).first()
    return Organisation.objects.get(pk=body) if body is not None else zone
