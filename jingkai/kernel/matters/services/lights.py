"""From the lights of a month to signals and matters.

What is behind opens a signal, and what is not behind any more clears the signals that nothing has come of. What
comes of those that wait follows in a call of its own, so that the first keeps nobody waiting for it.
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
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..kinds import SignalKind
from ..models import Joined, Joining, Matter, Signal
from .noticing import Notice, open_signals, signal_rules
from .outcome import Outcome, note_and_clear
from .raising import draft_of, open_matters_about
from .together import Opening

BEHIND = "behind"
# The move of a signal by what comes of it.
_MOVE = {Joined.OPENED: "open", Joined.ADDED: "add"}


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
    kind = rules.kinds.get(BEHIND)
    if kind is None or kind.from_level is None:
        return Outcome()
    waiting = _waiting(zone)
    said: list[Notice] = []
    gone: dict[Signal, str] = {}
    for light in lights:
        if light.level is None:
            continue
        if light.level >= kind.from_level:
            said.append(_notice(light, period))
            continue
        for signal in waiting.get(light.about, []):
            if signal.until <= period.last_day:
                gone[signal] = f"{period} {light.zh}".strip()
    return note_and_clear(
        actor, zone, said, gone,
        act="matters.lights", ref=f"{zone.pk} {period}", at=at, rule=version, call=call,
    )  # fmt: skip


def follow_up(actor: Actor, zone: Organisation, *, at: datetime) -> Followed:
    """Add each waiting signal to the open matter about the same; else open one where the rule opens by itself.

    A signal of the zone itself, for which no unit answers, waits for a person. Nothing happens a second time, so
    it may be called whenever something may have been left over. Raises Problem `rules.not-found`,
    `rules.trial-writes`.
    """
    refuse_in_trial()
    rules, _ = signal_rules(zone, at)
    kind = rules.kinds.get(BEHIND)
    if kind is None:
        return Followed()
    matters = open_matters_about(zone, BEHIND)
    signals = [one for one in open_signals(zone, BEHIND) if one.about in matters or _opens(one, kind)]
    if not signals:
        return Followed()
    # Of those about one thing the first opens its matter, and the others are added to that.
    heads: dict[str, Signal] = {}
    for signal in signals:
        if signal.about not in matters:
            heads.setdefault(signal.about, signal)
    opening = Opening(SYSTEM, zone, at=at)
    opening.add((draft_of(one, kind.opens, one.unit) for one in heads.values()), flow=kind.opens.flow)
    ready, book = opening.prepared(), day_book(at)
    how = [Joined.OPENED if heads.get(one.about) is one else Joined.ADDED for one in signals]
    moves = [
        flows.prepare_move(SYSTEM, one.case, _MOVE[way], at=at, book=book)
        for one, way in zip(signals, how, strict=True)
    ]
    with joining(None, actor, act="matters.follow-up", at=at, ref=f"{zone.pk}") as writer:
        for one in moves:
            flows.write_move(writer, one)
        opened = ready.write(writer).new
        matters |= zip(heads, opened, strict=True)
        rows = [
            Joining(signal=one, matter=matters[one.about], how=way)
            for one, way in zip(signals, how, strict=True)
        ]
        writer.add_all(rows)
    return Followed(opened, [one for one in rows if one.how == Joined.ADDED])


def _waiting(zone: Organisation) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = {}
    for signal in open_signals(zone, BEHIND):
        found.setdefault(signal.about, []).append(signal)
    return found


def _notice(light: Noted, period: Period) -> Notice:
    return Notice(
        BEHIND,
        light.about,
        str(period),
        light.zh,
        light.unit,
        until=period.last_day,
        en=light.en,
        level=light.level,
        refs=light.refs,
    )


def _opens(signal: Signal, kind: SignalKind) -> bool:
    """Whether the rule opens a matter from this signal without anybody asking."""
    if not kind.opens.auto_open or signal.unit_id == signal.zone_id:
        return False
    return signal.level is not None and signal.level >= kind.opens.at_level
