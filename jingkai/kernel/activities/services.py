"""Writing activities: planned or entered after they were held, moved, with what came of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.models import Organisation, Person, Place
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from .models import Activity, Output, Participant
from .models.activity import ABSENT, HELD, PRESENT
from .problems import NOT_HELD, PARTICIPANT_UNCLEAR, TITLE_MISSING
from .queries import present_at

PLANNED, ENTERED = "flow.activity", "flow.activity-held"


@dataclass(frozen=True)
class Part:
    """Who takes part, a unit or a person, and as what: `host`, `guest`, `object`, `writer`..."""

    who: Organisation | Person
    part: str


@dataclass(frozen=True)
class Plan:
    """What is to happen, or did: `origin` says which it is, as "meeting:2024-01-05 党工委会议"."""

    kind: str
    title: str
    origin: str
    host: Organisation
    about: str = ""
    plan: str = ""
    place: Place | None = None
    where: str = ""
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class PreparedActivities:
    """Activities that are judged and not written yet: the write lock is not held over the judging."""

    zone: Organisation
    wanted: Sequence[Plan]
    cases: Sequence[flows.PreparedCase]

    def write(self, writer: Writer, about: str = "") -> list[Activity]:
        """Write them with their cases and who takes part; `about` is what those are about whose plan names nothing."""
        refs = [f"activity:{self.zone.pk}:{one.origin}"[:200] for one in self.wanted]
        cases = flows.write_cases(writer, list(self.cases), refs)
        rows = writer.add_all(
            Activity(
                case=case,
                zone=self.zone,
                host=case.holder,
                kind=one.kind,
                title=one.title.strip(),
                origin=one.origin,
                about=one.about or about,
                plan=one.plan,
                place=one.place,
                where=one.where,
            )
            for case, one in zip(cases, self.wanted, strict=True)
        )
        writer.add_all(
            _participant(row, part) for row, one in zip(rows, self.wanted, strict=True) for part in one.parts
        )
        return rows


def prepare_activities(
    actor: Actor,
    zone: Organisation,
    wanted: Sequence[Plan],
    day: date,
    *,
    at: datetime,
    flow: str = PLANNED,
) -> PreparedActivities:
    """Several activities of one day, to be planned in the call of another service. Raises Problems as `plan_activity`,
    but for `activities.planned-already`, which writing them raises.
    """
    return _prepared(actor, zone, wanted, flow, day, at)


def plan_activity(
    actor: Actor,
    zone: Organisation,
    wanted: Plan,
    day: date,
    *,
    at: datetime,
    flow: str = PLANNED,
    call: Writer | None = None,
) -> Activity:
    """Plan an activity for a day; by the usual flow it still has to be approved. Another `flow` has a state `held` too.

    Raises Problem `activities.title-missing`, `activities.planned-already`, `activities.participant-unclear`
    and those of `flows.services.open_case`.
    """
    return _open(actor, zone, wanted, flow, day, at, call)


def enter_held(
    actor: Actor, zone: Organisation, wanted: Plan, *, at: datetime, call: Writer | None = None
) -> Activity:
    """Enter an activity that was held at `at`, by whom held it. Raises Problems as `plan_activity`."""
    return _open(actor, zone, wanted, ENTERED, None, at, call)


def put_outputs(
    actor: Actor, activity: Activity, refs: Iterable[str], *, at: datetime, call: Writer | None = None
) -> list[Output]:
    """Say what came of the activity; what is there already stays. Raises Problem `activities.not-held`."""
    refuse_in_trial()
    _refuse_not_held(activity)
    there = set(Output.objects.filter(activity=activity).values_list("ref", flat=True))
    new = [ref for ref in dict.fromkeys(refs) if ref not in there]
    if not new:
        return []
    with joining(call, actor, act="activities.outputs", at=at, ref=activity.ref) as writer:
        return writer.add_all(Output(activity=activity, ref=ref) for ref in new)


def enter_present(
    actor: Actor,
    activity: Activity,
    people: Iterable[Person],
    *,
    at: datetime,
    present: bool = True,
    call: Writer | None = None,
) -> list[Participant]:
    """Enter who was there (签到), or with `present=False` who was entered so by mistake. Who is entered so already
    stays. Raises Problem `activities.not-held`.
    """
    refuse_in_trial()
    _refuse_not_held(activity)
    there = present_at([activity.pk])[activity.pk]
    new = [one for one in dict.fromkeys(people) if (one.pk in there) != present]
    part = PRESENT if present else ABSENT
    with joining(call, actor, act="activities.present", at=at, ref=activity.ref) as writer:
        return writer.add_all(Participant(activity=activity, person=one, part=part) for one in new)


def move(
    actor: Actor,
    activity: Activity,
    name: str,
    *,
    at: datetime,
    note: str = "",
    evidence: str = "",
    due: date | None = None,
    call: Writer | None = None,
) -> None:
    """Make the next move of an activity. Raises Problems as `flows.services.move`."""
    flows.move(actor, activity.case, name, at=at, note=note, evidence=evidence, due=due, call=call)


def was_held(activity: Activity) -> bool:
    """Whether it took place."""
    return bool(activity.case.moves.filter(flow_move__target=HELD).exists())


def _refuse_not_held(activity: Activity) -> None:
    if not was_held(activity):
        flow = flow_of(activity.case.flow)
        state = CaseState.objects.get(case=activity.case).state
        raise NOT_HELD(activity=activity.title, state=flow.states[state].title.zh)


def _open(
    actor: Actor,
    zone: Organisation,
    wanted: Plan,
    flow: str,
    day: date | None,
    at: datetime,
    call: Writer | None,
) -> Activity:
    ready = _prepared(actor, zone, [wanted], flow, day, at)
    with joining(call, actor, act=f"activities.{wanted.kind}", at=at, ref=wanted.origin) as writer:
        return ready.write(writer)[0]


def _prepared(
    actor: Actor, zone: Organisation, wanted: Sequence[Plan], flow: str, day: date | None, at: datetime
) -> PreparedActivities:
    refuse_in_trial()
    if not all(one.title.strip() for one in wanted):
        raise TITLE_MISSING()
    cases = flows.prepare_cases(actor, flow, [flows.CaseDraft(one.host, due=day) for one in wanted], at=at)
    return PreparedActivities(zone, wanted, cases)


def _participant(activity: Activity, one: Part) -> Participant:
    if not one.part.strip():
        raise PARTICIPANT_UNCLEAR()
    if isinstance(one.who, Person):
        return Participant(activity=activity, person=one.who, part=one.part)
    return Participant(activity=activity, unit=one.who, part=one.part)
