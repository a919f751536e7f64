"""What may be proposed for one of the lists (线索): found by the rule, entered by nobody but a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jingkai.engines.documents import Words
from jingkai.engines.expr import NamesSource, Value, evaluate
from jingkai.engines.periods import Term, day_of
from jingkai.engines.quantity import NUMBER, Quantity
from jingkai.kernel.facts.known import Known, current
from jingkai.kernel.flows.feedback import FINISH
from jingkai.kernel.flows.lateness import Run, runs_of
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.models import Side as MoveSide
from jingkai.kernel.matters.models import Handover, Matter
from jingkai.kernel.matters.standing import ends, leads
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.queries import subtree_ids
from jingkai.kernel.registers.events import charges
from jingkai.kernel.registers.models import Charge, Subject
from jingkai.kernel.rules.book import RuleBook

from ..kinds import CONDUCT, CandidateBody, ConductBody, candidate_plan
from ..models import Listing
from ..opened import matters_of

# As many matters are looked at, the newest first; the page says where there are more.
MOST = 300


@dataclass(frozen=True)
class Candidate:
    """What happened, with the person it would be about: of a matter the leader who was named, else who reported it done
    last; of a project who answers for it. `event` and `proof` are references, `title` and `label` what it is called.
    """

    side: str
    row: Matter | Subject
    event: str
    title: str
    label: str
    person: Person
    unit: Organisation | None
    effect: Words
    proof: str

    @property
    def asked(self) -> dict[str, object]:
        """By which the form of an entry is asked for."""
        return {self.event.partition(":")[0]: self.row.pk, "side": self.side, "person": self.person.name}


def candidates(
    reader: Reader | None, zone: Organisation, at: datetime, person: Person | None = None
) -> list[Candidate]:
    """What the rule finds among the newest matters that have ended or are late, and among the projects that somebody
    answers for, as far as the reader may read them, without what was entered already; of one person, if given. The
    newest first; nothing is written.
    """
    rule = RuleBook().body(CONDUCT, zone, day_of(at), ConductBody)
    since = at - (Term.parse(rule.within).due(at).instant - at)
    matters = matters_of(reader, zone)
    charged = charges().filter(
        subject__in=Subject.objects.seen_by(reader).filter(holder__in=subtree_ids([zone]))
    )
    if person is not None:
        # What lies in a compartment is told to those who are let into it, and on no page about a person.
        matters = _led_or_done_by(person, matters.filter(case__compartment=None))
        charged = charged.filter(person=person)
    found = [
        *_of_matters(matters, [one for one in rule.candidates if one.of == "matter"], day_of(since), at),
        *_of_subjects(charged, [one for one in rule.candidates if one.of == "subject"], day_of(since)),
    ]
    there = set(Listing.objects.known_at().filter(zone=zone).values_list("side", "person", "event"))
    return [
        one
        for one in found
        if (one.side, one.person.pk, one.event) not in there and person in (None, one.person)
    ]


def _led_or_done_by(person: Person, rows: QuerySet[Matter]) -> QuerySet[Matter]:
    handed = Handover.objects.filter(matter=OuterRef("pk"), leader=person)
    done = Move.objects.filter(case=OuterRef("case"), person=person, flow_move__side=MoveSide.DO)
    return rows.filter(Q(lead_leader=person) | Exists(handed) | Exists(done))


def _of_matters(
    rows: QuerySet[Matter], wanted: Sequence[CandidateBody], since: date, at: datetime
) -> Iterator[Candidate]:
    rows = rows.filter(children=None, case__day__gte=since)
    rows = rows.filter(Q(case__now__ended=True) | Q(case__now__finish__lte=at))
    matters = list(rows.select_related("case__flow", "lead_unit", "lead_leader").order_by("-pk")[:MOST])
    cases = [one.case for one in matters]
    how, lead, runs, reported = ends(matters), leads(matters), runs_of(cases, at), _reporters(matters)
    for one in matters:
        person = lead[one.pk].leader or reported.get(one.case_id)
        late = days_late(runs[one.case_id], at)
        if person is None or late is None:
            continue
        values: dict[str, Value] = {
            "closed": how[one.pk] == "closed",
            "days_late": Quantity.exactly(late, NUMBER),
        }
        for candidate in _holding(wanted, values):
            effect = _words(candidate.effect, days=late)
            unit = lead[one.pk].unit
            yield Candidate(candidate.side, one, one.ref, one.title, one.label, person, unit, effect, one.ref)


def _of_subjects(
    charged: QuerySet[Charge], wanted: Sequence[CandidateBody], since: date
) -> Iterator[Candidate]:
    rows = list(charged.select_related("subject__holder", "person").order_by("-pk"))
    for candidate in wanted:
        if candidate.fact is None:
            continue
        facts = current().filter(
            subject__in={one.subject_id for one in rows},
            measure__name=candidate.fact.name,
            caliber=candidate.fact.caliber,
            nature="actual",
            end__gte=since,
        )
        for fact in facts.select_related("measure").order_by("-end", "-pk"):
            known = Known(fact)
            values: dict[str, Value] = {"included": fact.lo is not None and fact.lo > 0}
            for one in rows:
                # Who answered for it when it was so.
                if one.subject_id != fact.subject_id or not _answered(one, fact.end):
                    continue
                for held in _holding([candidate], values):
                    said = _words(
                        held.effect, fact=f"{known.period.words('zh')}{fact.measure.name}{fact.text}"
                    )
                    subject = one.subject
                    yield Candidate(
                        held.side, subject, subject_ref(subject), subject.title, subject.code, one.person,
                        subject.holder, said, known.ref,
                    )  # fmt: skip


def subject_ref(subject: Subject) -> str:
    """How an entry names a project."""
    return f"subject:{subject.pk}"


def _answered(one: Charge, on: date) -> bool:
    return one.since <= on and (one.until is None or on <= one.until)


def _holding(wanted: Sequence[CandidateBody], values: Mapping[str, Value]) -> Iterator[CandidateBody]:
    for one in wanted:
        if evaluate(candidate_plan(one.when, one.of), NamesSource(values.get)).value is True:
            yield one


def _words(said: Words, **values: object) -> Words:
    return Words(zh=said.zh.format(**values), en=said.en.format(**values))


def days_late(runs: Sequence[Run], at: datetime) -> int | None:
    """How many days after its due day a matter was finished, or is by now; 0 in time, None without a due date."""
    finish = [one for one in runs if one.term == FINISH]
    if not finish:
        return None
    last = finish[-1]
    return last.due.due.days_late(last.met or at)


def _reporters(matters: Sequence[Matter]) -> dict[int, Person]:
    """By case who did the last of it."""
    moves = Move.objects.filter(
        case__in=[one.case_id for one in matters], flow_move__side=MoveSide.DO, person__isnull=False
    )
    return {one.case_id: one.person for one in moves.select_related("person").order_by("n") if one.person}
