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
    refuse_in_trial()
    if not wanted.title.strip():
        raise TITLE_MISSING()
    ref = f"activity:{zone.pk}:{wanted.origin}"[:200]
    prepared = flows.prepare_cases(actor, flow, [flows.CaseDraft(wanted.host, due=day)], at=at)
    with joining(call, actor, act=f"activities.{wanted.kind}", at=at, ref=wanted.origin) as writer:
        (case,) = flows.write_cases(writer, prepared, [ref])
        row = writer.add(
            Activity(
                case=case,
                zone=zone,
                host=case.holder,
                kind=wanted.kind,
                title=wanted.title.strip(),
                origin=wanted.origin,
                about=wanted.about,
                plan=wanted.plan,
                place=wanted.place,
                where=wanted.where,
            )
        )
        writer.add_all(_participant(row, one) for one in wanted.parts)
    return row


def _participant(activity: Activity, one: Part) -> Participant:
    if not one.part.strip():
        raise PARTICIPANT_UNCLEAR()
    if isinstance(one.who, Person):
        return Participant(activity=activity, person=one.who, part=one.part)
    return Participant(activity=activity, unit=one.who, part=one.part)
