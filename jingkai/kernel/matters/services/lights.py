"""From the lights of a month to signals and matters.

What is behind opens a signal, and what is not behind any more clears the signals that nothing has come of. What
comes of those that wait follows in a call of its own: a case that was opened in a call is not moved in the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from ..kinds import SignalKind
from ..models import Joined, Joining, Matter, Signal
from .noticing import Notice, clear, notice, open_signals, signal_rules
from .raising import open_matters_about, opened_by

BEHIND = "behind"


@dataclass(frozen=True)
class Noted:
    """A light that was issued: of what, whose, at which level (None: no light, which clears nothing)."""

    about: str
    unit: Organisation
    level: int | None
    zh: str = ""
    en: str = ""
    refs: Sequence[str] = ()


@dataclass
class Outcome:
    """What the lights of a period brought: signals that are new, and those they cleared."""

    new: list[Signal] = field(default_factory=list)
    cleared: list[Signal] = field(default_factory=list)


@dataclass
class Followed:
    """What came of waiting signals: matters opened, signals added to one that was open."""

    opened: list[Matter] = field(default_factory=list)
    added: list[Joining] = field(default_factory=list)


def note_lights(
    actor: Actor,
    zone: Organisation,
    period: Period,
    lights: Iterable[Noted],
    *,
    at: datetime,
    call: Writer | None = None,
) -> Outcome:
    """Draw from the issued lights of a period the signals that the rule wants. The same lights again change
    nothing; a light of an earlier period clears no signal of a later one.

    Raises Problem `rules.not-found`, `rules.trial-writes`.
    """
    refuse_in_trial()
    rules, version = signal_rules(zone, at)
    kind, done = rules.kinds.get(BEHIND), Outcome()
    if kind is None or kind.from_level is None:
        return done
    issued = [one for one in lights if one.level is not None]
    waiting = _waiting(zone)
    with joining(call, actor, act="matters.lights", at=at, ref=f"{zone.pk} {period}") as writer:
        for light in issued:
            if light.level is not None and light.level >= kind.from_level:
                said = Notice(
                    BEHIND, light.about, str(period), light.zh, light.unit, until=period.last_day,
                    en=light.en, level=light.level, refs=light.refs,
                )  # fmt: skip
                signal = notice(SYSTEM, zone, said, at=at, rule=version, call=writer)
                if signal.batch_id == writer.batch.pk:
                    done.new.append(signal)
                continue
            for signal in waiting.get(light.about, []):
                if signal.until <= period.last_day:
                    clear(SYSTEM, signal, at=at, note=f"{period} {light.zh}".strip(), call=writer)
                    done.cleared.append(signal)
    return done


def follow_up(actor: Actor, zone: Organisation, *, at: datetime) -> Followed:
    """Add each waiting signal to the open matter about the same; else open one where the rule opens by itself.

    A signal of the zone itself, for which no unit answers, waits for a person. Nothing happens a second time, so
    it may be called whenever something may have been left over. Raises Problem `rules.not-found`,
    `rules.trial-writes`.
    """
    refuse_in_trial()
    rules, _ = signal_rules(zone, at)
    kind, done = rules.kinds.get(BEHIND), Followed()
    if kind is None:
        return done
    matters = open_matters_about(zone, BEHIND)
    signals = [one for one in open_signals(zone, BEHIND) if one.about in matters or _opens(one, kind)]
    if not signals:
        return done
    with joining(None, actor, act="matters.follow-up", at=at, ref=f"{zone.pk}") as writer:
        for signal in signals:
            matter = matters.get(signal.about)
            if matter is not None:
                flows.move(SYSTEM, signal.case, "add", at=at, call=writer)
                done.added.append(writer.add(Joining(signal=signal, matter=matter, how=Joined.ADDED)))
            else:
                flows.move(SYSTEM, signal.case, "open", at=at, call=writer)
                matters[signal.about] = opened_by(SYSTEM, signal, kind.opens, signal.unit, at, writer)
                done.opened.append(matters[signal.about])
    return done


def _waiting(zone: Organisation) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = {}
    for signal in open_signals(zone, BEHIND):
        found.setdefault(signal.about, []).append(signal)
    return found


def _opens(signal: Signal, kind: SignalKind) -> bool:
    """Whether the rule opens a matter from this signal without anybody asking."""
    if not kind.opens.auto_open or signal.unit_id == signal.zone_id:
        return False
    return signal.level is not None and signal.level >= kind.opens.at_level
