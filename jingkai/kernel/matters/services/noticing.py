"""Noticing: signals are entered by people and found by rules; they are cleared or dismissed with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.services import CaseDraft, PreparedCase, prepare_cases, write_cases
from jingkai.kernel.parties.access import visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.access import reader_of
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.trial import refuse_in_trial

from ..kinds import SIGNALS, SignalsBody
from ..models import Signal
from ..problems import SIGNAL_KIND_UNKNOWN, SIGNAL_WORDS_MISSING

OPEN, CLEARED = "open", "cleared"


@dataclass(frozen=True)
class Notice:
    """What was noticed: its kind, about what, on which occasion, whose it is, and the sentence.

    `until` is the last day of the occasion. `unit` is who answers for it; the zone where nobody is named.
    `refs` are the records it stands on.
    """

    kind: str
    about: str
    occasion: str
    zh: str
    unit: Organisation
    until: date
    en: str = ""
    level: int | None = None
    refs: Sequence[str] = ()


def enter_signal(
    actor: Actor, zone: Organisation, said: Notice, *, at: datetime, call: Writer | None = None
) -> Signal:
    """A person enters a signal of policy or market. The same one again gives the one that is there; one of another
    unit that this person may not see is not there for that, and stays unmentioned.

    Raises Problem `matters.signal-kind-unknown` for a kind that rules find, `matters.signal-words-missing`,
    and those of `flows.services.open_case`.
    """
    rules, _ = signal_rules(zone, at)
    entered = [name for name, one in rules.kinds.items() if one.found_by == "person"]
    if said.kind not in entered:
        raise SIGNAL_KIND_UNKNOWN(kind=said.kind, known="、".join(entered) or "—")
    return notice(actor, zone, said, at=at, call=call)


def notice(
    actor: Actor,
    zone: Organisation,
    said: Notice,
    *,
    at: datetime,
    rule: RuleSet | None = None,
    call: Writer | None = None,
) -> Signal:
    """Note a signal; `rule` is the one that found it. The same one of the same occasion, unless it was cleared,
    is given back as it is: what was dismissed stays so.

    Raises Problem `matters.signal-words-missing`, `rules.not-found`.
    """
    ready = prepare_notices(actor, zone, [said], at=at, rule=rule)
    if ready.there:
        return ready.there[0]
    with joining(call, actor, act="matters.notice", at=at, ref=said.about) as writer:
        return ready.write(writer)[0]


@dataclass(frozen=True)
class PreparedNotices:
    """Signals that may be noted: those that are new, and what was there before."""

    new: Sequence[Signal]
    there: Sequence[Signal]
    cases: Sequence[PreparedCase]

    def write(self, call: Writer) -> list[Signal]:
        """Write those that are new. Raises Problem `matters.signal-noted` where another call was first."""
        refs = [
            f"signal:{one.zone_id}:{one.kind}:{one.occasion}:{one.turn}:{one.about}"[:200] for one in self.new
        ]
        for signal, case in zip(self.new, write_cases(call, self.cases, refs), strict=True):
            signal.case = case
        return call.add_all(self.new)


def prepare_notices(
    actor: Actor, zone: Organisation, said: Iterable[Notice], *, at: datetime, rule: RuleSet | None = None
) -> PreparedNotices:
    """Read and check what noting these signals needs; nothing is written. Raises Problems as `notice`."""
    refuse_in_trial()
    some = list(said)
    if any(not one.zh.strip() or not one.about.strip() for one in some):
        raise SIGNAL_WORDS_MISSING()
    # What a rule finds, the platform enters, whoever started the computation.
    by = SYSTEM if rule is not None else actor
    earlier = _earlier(zone, some)
    seen = _seen(by, chain.from_iterable(earlier.values()), at)
    there = [
        found
        for one in some
        if (found := _last(one, earlier[_what(one)], seen)) and found.case.now.state != CLEARED
    ]
    again = {_what(one) for one in there}
    new = [
        _signal(zone, one, rule, turn=earlier[_what(one)][-1].turn + 1 if earlier[_what(one)] else 1)
        for one in some
        if _what(one) not in again
    ]
    if not new:
        return PreparedNotices(new, there, [])
    rules, _ = signal_rules(zone, at)
    cases = prepare_cases(by, rules.flow, [CaseDraft(one.unit) for one in new], at=at)
    return PreparedNotices(new, there, cases)


def _what(one: Notice | Signal) -> tuple[str, str, str]:
    """What makes two notices the same."""
    return one.kind, one.about, one.occasion


def _earlier(zone: Organisation, said: Sequence[Notice]) -> dict[tuple[str, str, str], list[Signal]]:
    """The signals of the same about the same on one occasion that were noticed before, by turn."""
    rows = Signal.objects.known_at().filter(
        zone=zone,
        kind__in={one.kind for one in said},
        occasion__in={one.occasion for one in said},
        about__in={one.about for one in said},
    )
    found: dict[tuple[str, str, str], list[Signal]] = defaultdict(list)
    for one in rows.select_related("case__now").order_by("turn"):
        found[_what(one)].append(one)
    return found


def _seen(by: Actor, signals: Iterable[Signal], at: datetime) -> frozenset[int] | None:
    """The ids of those that a person may see; None for the platform, which sees all."""
    if by.person is None:
        return None
    rows = Signal.objects.filter(pk__in=[one.pk for one in signals])
    reader = reader_of(by, on=day_of(at))
    return frozenset(visible(rows, reader).values_list("pk", flat=True))


def _last(said: Notice, earlier: Sequence[Signal], seen: frozenset[int] | None) -> Signal | None:
    """The last of them that is of the same unit or may be seen: nobody is told of another unit's by being given it."""
    own = [one for one in earlier if seen is None or one.pk in seen or one.unit_id == said.unit.pk]
    return own[-1] if own else None


def _signal(zone: Organisation, said: Notice, rule: RuleSet | None, turn: int) -> Signal:
    return Signal(
        zone=zone,
        unit=said.unit,
        kind=said.kind,
        about=said.about,
        occasion=said.occasion,
        until=said.until,
        turn=turn,
        level=said.level,
        zh=said.zh.strip(),
        en=said.en.strip(),
        refs=list(said.refs),
        rule=rule,
    )


def clear(actor: Actor, signal: Signal, *, at: datetime, note: str, call: Writer | None = None) -> None:
    """The cause is gone. Raises Problems as `flows.services.move`."""
    flows.move(actor, signal.case, "clear", at=at, note=note, call=call)


def dismiss(actor: Actor, signal: Signal, *, reason: str, at: datetime, call: Writer | None = None) -> None:
    """Nothing need be done, and why: by somebody who may accept, of another body than the one it is about.

    Raises Problems as `flows.services.move`: `flows.needs-missing` without a reason.
    """
    flows.move(actor, signal.case, "dismiss", at=at, note=reason, call=call)


def signal_rules(zone: Organisation, at: datetime) -> tuple[SignalsBody, RuleSet]:
    """The rule of signals that holds for the zone on that day. Raises Problem `rules.not-found`."""
    found = RuleBook().resolve(SIGNALS, zone, day_of(at))
    body = found.body
    if not isinstance(body, SignalsBody):
        raise TypeError(f"{found} is not a rule of signals")
    return body, found


def open_signals(zone: Organisation, kind: str) -> list[Signal]:
    """The zone's signals of a kind that nothing has come of yet, the oldest first."""
    waiting = CaseState.objects.filter(state=OPEN).values("case")
    rows = Signal.objects.known_at().filter(zone=zone, kind=kind, case__in=waiting)
    return list(rows.select_related("case__flow", "unit").order_by("pk"))
