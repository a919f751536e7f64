"""Opening rounds: cohort, criteria and raters; and closing the ballots."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat

from django.db.models import Q

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import Plan, PreparedActivities, prepare_activities
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.registers.events import standing
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.trial import refuse_in_trial

from ..figures import to_micro
from ..gathering import rule_of
from ..kinds import CriterionBody, RoundBody
from ..models import Ballot, Consequence, Criterion, Entrant, Rater, Round
from ..models.round import KIND
from ..problems import ENTERS_FOR_RATERS, INCOMPLETE, KEY_TAKEN, NOT_READY, WORD_UNKNOWN
from ..schemes import plan_for, refuse_other_names

WRITE, CLOSE, REOPEN = "write", "close", "reopen"


@dataclass(frozen=True)
class EntrantDraft:
    """Who is judged: a unit, or a thing that it answers for. Without a name it is called as that thing or unit is."""

    unit: Organisation
    name: str = ""
    group: str = ""
    subject: Subject | None = None
    activity: Activity | None = None

    @property
    def called(self) -> str:
        """The name by which it stands in the round."""
        return self.name.strip() or (self.subject.title if self.subject is not None else self.unit.name)


@dataclass(frozen=True)
class RaterDraft:
    """Who rates, in which group of raters of the rule."""

    person: Person
    group: str = ""


@dataclass(frozen=True)
class RoundDraft:
    """A round to be opened by `host`, by the rule of this key. `key` says which it is: nothing else of the zone has the
    same. `period` is in the words of `periods`. Entrants stand in the order in which lists have them. On `day` raters
    see them, where the rule says that they do and an entrant names no activity of its own.
    """

    rule: str
    host: Organisation
    key: str
    title: str
    period: str
    entrants: Sequence[EntrantDraft]
    raters: Sequence[RaterDraft] = ()
    day: date | None = None


def open_round(actor: Actor, draft: RoundDraft, *, at: datetime, call: Writer | None = None) -> Round:
    """Open a round for ballots, by the versions of its rule and scheme that hold on the last day of its period; the
    same key with the same content again gives the round that is there.

    Raises Problem `rounds.incomplete`, `rounds.key-taken`, `rounds.word-unknown`, `rounds.scheme-unkept`,
    `rounds.not-ready`, `rules.not-found`, `parties.not-allowed` and those of `flows.prepare_cases` and
    `activities.prepare_activities`.
    """
    refuse_in_trial()
    book = day_book(at)
    host = book.body(draft.host)
    zone = Organisation.objects.get(pk=host.root)
    on = _period(draft.period).last_day
    rule, body = _rule(draft.rule, host, book, on)
    scheme = book.rules.resolve(body.scheme, host, on)
    _refuse_wrong(draft, body, scheme)
    book.require(actor, WRITE, KIND, host)
    _refuse_unready(draft, body, book.on)
    there = Round.objects.known_at().filter(zone=zone, key=draft.key).first()
    if there is not None:
        return _same(there, draft)
    prepared = flows.prepare_cases(actor, body.flow, [flows.CaseDraft(host)], at=at, book=book)
    seen = _to_be_seen(actor, draft, body, zone, host, at)
    with joining(call, actor, act="rounds.open", at=at, ref=draft.key) as writer:
        (case,) = flows.write_cases(writer, prepared, [f"round:{zone.pk}:{draft.key}"])
        row = Round(
            case=case,
            zone=zone,
            host=host,
            key=draft.key,
            title=draft.title.strip(),
            period=draft.period,
            rule=rule,
            scheme=scheme,
            public=bool(body.public),
            commented=bool(body.comments),
        )
        writer.add(row)
        writer.add_all(_criterion(row, name, one) for name, one in body.criteria.items())
        planned = seen.write(writer, about=row.ref)
        stops = repeat(planned[0]) if len(planned) == 1 else iter(planned)
        writer.add_all(
            _entrant(row, place, one, book, one.activity or next(stops, None))
            for place, one in enumerate(draft.entrants, start=1)
        )
        writer.add_all(Rater(round=row, person=one.person, group=one.group) for one in draft.raters)
    return row


def add_raters(
    actor: Actor, round: Round, raters: Iterable[RaterDraft], *, at: datetime, call: Writer | None = None
) -> list[Rater]:
    """Name further raters while ballots are cast; who is named already stays.

    Raises Problem `rounds.word-unknown`, `rounds.not-open`, `rounds.enters-for-raters` of who entered ballots from
    paper, `parties.not-allowed`.
    """
    book, some = day_book(at), list(raters)
    book.require(actor, WRITE, KIND, round.host)
    _refuse_groups(some, rule_of(round))
    there = set(Rater.objects.filter(round=round).values_list("person", flat=True))
    new = [one for one in some if one.person.pk not in there]
    entered = Ballot.objects.filter(rater__round=round).filter(
        Q(person__in=[one.person for one in new]) | Q(for_person__in=[one.person for one in new])
    )
    if new and entered.exists():
        raise ENTERS_FOR_RATERS()
    with joining(call, actor, act="rounds.raters", at=at, ref=round.ref) as writer:
        return writer.add_all(Rater(round=round, person=one.person, group=one.group) for one in new)


def close(actor: Actor, round: Round, *, at: datetime, call: Writer | None = None) -> Move:
    """Close the ballots. Raises Problems as `flows.services.move`."""
    return moved(actor, round, CLOSE, "rounds.close", at=at, call=call)


def reopen(actor: Actor, round: Round, *, reason: str, at: datetime, call: Writer | None = None) -> Move:
    """Let ballots be cast again, before the round is graded. Raises Problems as `flows.services.move`."""
    return moved(actor, round, REOPEN, "rounds.reopen", at=at, note=reason, call=call)


def moved(
    actor: Actor,
    row: Round | Consequence,
    name: str,
    act: str,
    *,
    at: datetime,
    note: str = "",
    call: Writer | None = None,
) -> Move:
    """Make a move of a round, or of what follows from something, journalled as `act`."""
    ready = flows.prepare_move(actor, row.case, name, at=at, note=note)
    with joining(call, actor, act=act, at=at, ref=row.ref) as writer:
        return flows.write_move(writer, ready)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Refusal as refusal:
        raise INCOMPLETE(what=f"时期（{refusal.zh}）", what_en=f"its period ({refusal.en})") from refusal


def _rule(key: str, host: Organisation, book: DayBook, on: date) -> tuple[RuleSet, RoundBody]:
    found = book.rules.resolve(key, host, on)
    body = found.body
    if not isinstance(body, RoundBody):
        raise WORD_UNKNOWN(word=key, what="考评规则", what_en="rule of rounds", known="—")
    return found, body


def _refuse_wrong(draft: RoundDraft, body: RoundBody, scheme: RuleSet) -> None:
    for missing, zh, en in (
        (not draft.key.strip(), "标识", "its key"),
        (not draft.title.strip(), "名称", "its title"),
        (not draft.entrants, "参评对象", "those who are judged"),
    ):
        if missing:
            raise INCOMPLETE(what=zh, what_en=en)
    names = [one.called for one in draft.entrants]
    if twice := sorted({one for one in names if names.count(one) > 1}):
        listed = "、".join(twice)
        raise INCOMPLETE(
            what=f"各不相同的参评对象名称（{listed}重复）",
            what_en=f"names of its own for each ({listed} stands twice)",
        )
    _refuse_unknown((one.group for one in draft.entrants), body.classes, "类别", "class")
    _refuse_groups(draft.raters, body)
    refuse_other_names(scheme, body)
    plan_for(scheme, adjusted=True)


def _refuse_unready(draft: RoundDraft, body: RoundBody, on: date) -> None:
    """Raises Problem `rounds.not-ready` that names who is not of the register that the rule asks for, or not so far."""
    if body.of is None:
        return
    some = [
        one.subject.pk
        for one in draft.entrants
        if one.subject is not None and one.subject.kind == body.of.kind
    ]
    events = standing().filter(subject__in=some, stage=body.of.stage, on__lte=on)
    ready = set(events.values_list("subject", flat=True))
    names = [one.called for one in draft.entrants if one.subject is None or one.subject.pk not in ready]
    if names:
        raise NOT_READY(kind=body.of.kind, stage=body.of.stage, entrants="、".join(names))


def _refuse_groups(raters: Iterable[RaterDraft], body: RoundBody) -> None:
    _refuse_unknown((one.group for one in raters), body.raters, "评委类别", "group of raters")


def _refuse_unknown(words: Iterable[str], known: Collection[str], zh: str, en: str) -> None:
    for word in words:
        if word not in (known or {""}):
            raise WORD_UNKNOWN(word=word, what=zh, what_en=en, known="、".join(known) or "—")


def _criterion(round: Round, name: str, body: CriterionBody) -> Criterion:
    return Criterion(
        round=round,
        name=name,
        source=body.source,
        recognised=body.recognised,
        raters=body.raters,
        least=None if body.least is None else to_micro(body.least),
        most=None if body.most is None else to_micro(body.most),
        unrepeated=body.distinct,
        again=body.again,
    )


def _to_be_seen(
    actor: Actor, draft: RoundDraft, body: RoundBody, zone: Organisation, host: Organisation, at: datetime
) -> PreparedActivities:
    """The activities that are planned for those who name none: one each or one for all, as the rule says.

    Raises Problem `rounds.incomplete` where there is no day for them.
    """
    waiting = [(place, one) for place, one in enumerate(draft.entrants, start=1) if one.activity is None]
    if body.seen is None or not waiting:
        return PreparedActivities(zone, (), ())
    if draft.day is None:
        raise INCOMPLETE(what="现场的日期", what_en="the day on which raters see them")
    named = [(f"/{place}", one.called) for place, one in waiting] if body.seen.each else [("", draft.title)]
    plans = [Plan(body.seen.kind, title, f"round:{zone.pk}:{draft.key}{tail}", host) for tail, title in named]
    return prepare_activities(actor, zone, plans, draft.day, at=at, flow=body.seen.flow)


def _entrant(
    round: Round, place: int, draft: EntrantDraft, book: DayBook, activity: Activity | None
) -> Entrant:
    return Entrant(
        round=round,
        place=place,
        name=draft.called,
        unit=book.body(draft.unit),
        group=draft.group,
        subject=draft.subject,
        activity=activity,
    )


def _same(there: Round, draft: RoundDraft) -> Round:
    """The round that is there, if it says the same. Raises Problem `rounds.key-taken`."""
    names = list(Entrant.objects.filter(round=there).order_by("place").values_list("name", "group"))
    wanted = [(one.called, one.group) for one in draft.entrants]
    if (there.title, there.period, names) != (draft.title.strip(), draft.period, wanted):
        raise KEY_TAKEN(there=there.title)
    return there
