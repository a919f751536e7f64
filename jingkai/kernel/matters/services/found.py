"""What a computation found beside lights: figures that contradict each other and the like."""

from collections.abc import Iterable
from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.trial import refuse_in_trial

from ..problems import SIGNAL_KIND_UNKNOWN
from .lights import Noted
from .noticing import Notice, open_signals, signal_rules
from .outcome import Outcome, note_and_clear


def note_found(
    actor: Actor,
    zone: Organisation,
    kind: str,
    period: Period,
    found: Iterable[Noted],
    *,
    at: datetime,
    call: Writer | None = None,
) -> Outcome:
    """Keep the signals of a kind that rules find equal to what was found of a period: new ones are noted, those
    whose cause is gone are cleared. The same again changes nothing.

    Raises Problem `matters.signal-kind-unknown`, `rules.not-found`, `rules.trial-writes`.
    """
    refuse_in_trial()
    rules, version = signal_rules(zone, at)
    by_rule = [name for name, one in rules.kinds.items() if one.found_by == "rule"]
    if kind not in by_rule:
        raise SIGNAL_KIND_UNKNOWN(kind=kind, known="、".join(by_rule))
    occasion, rows = str(period), list(found)
    still = {one.about for one in rows}
    said = [
        Notice(
            kind,
            one.about,
            occasion,
            one.zh,
            one.unit,
            until=period.last_day,
            en=one.en,
            level=one.level,
            refs=one.refs,
        )
        for one in rows
    ]
    waiting = [one for one in open_signals(zone, kind) if one.occasion == occasion and one.about not in still]
    return note_and_clear(
        actor, zone, said, dict.fromkeys(waiting, occasion),
        act="matters.found", ref=f"{zone.pk} {kind} {occasion}", at=at, rule=version, call=call,
    )  # fmt: skip
