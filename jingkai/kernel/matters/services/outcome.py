"""What a computation brings: signals that are new, and those whose cause is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.models import RuleSet

from ..models import Signal
from .noticing import Notice, prepare_notices


@dataclass
class Outcome:
    """What the lights of a period brought: signals that are new, and those they cleared."""

    new: list[Signal] = field(default_factory=list)
    cleared: list[Signal] = field(default_factory=list)


def note_and_clear(
    actor: Actor,
    zone: Organisation,
    said: Iterable[Notice],
    gone: Mapping[Signal, str],
    *,
    act: str,
    ref: str,
    at: datetime,
    rule: RuleSet,
    call: Writer | None = None,
) -> Outcome:
    """Note what a rule found and clear the signals whose cause is gone, each with a note, in one call.

    The platform does both, whoever started the computation. Raises Problems as `notice` and `flows.services.move`.
    """
    notices = prepare_notices(SYSTEM, zone, said, at=at, rule=rule)
    book = day_book(at)
    moves = [
        flows.prepare_move(SYSTEM, signal.case, "clear", at=at, note=note, book=book)
        for signal, note in gone.items()
    ]
    with joining(call, actor, act=act, at=at, ref=ref) as writer:
        new = notices.write(writer)
        for one in moves:
            flows.write_move(writer, one)
    return Outcome(new, list(gone))
