"""How an upper body assessed the sample zone: responsibilities, tags, notes, scores; settled, and not confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Post
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.models import RequestKey
from jingkai.systems.assessment.api import (
    Given,
    Named,
    Paper,
    enter_upper,
    interpret,
    make_responsible,
    open_upper,
    settle_upper,
    tag,
    upper_on,
    upper_round,
)

from ..assessed import upper_file
from .people import Parties

_MORNING = time(1, tzinfo=UTC)


def write_upper(parties: Parties) -> int:
    """Write what is not there yet, a second time nothing; how many of the printed figures are new."""
    said, period = upper_file(), Period.parse(upper_file().period)
    printed = _write_printed(parties)
    if upper_round(parties.zone, period, settled=True) is not None:
        return printed
    office, upper = parties.actor(said.office.unit, said.office.post), upper_on(parties.zone, period.last_day)
    assigned, given, settled = (_at(one) for one in (said.assigned, said.given, said.settled))
    responsibilities = {
        node: Named(parties.units[one.unit], Post.objects.known_at().get(body=parties.zone, title=one.leader))
        for node, one in said.responsibilities.items()
    }
    make_responsible(office, upper, responsibilities, at=assigned)
    tag(office, upper, {node: one.tag for node, one in said.scores.items()}, at=assigned)
    for one in said.notes:
        interpret(office, upper, one.node, one.department, one.says, at=assigned)
    round = upper_round(parties.zone, period)
    if round is None:
        round = open_upper(office, parties.zone, period, at=given)
        scores = Given({node: one.points for node, one in said.scores.items()}, said.places)
        paper = Paper(store(BytesIO(f"{said.issuer}：{said.paper}\n".encode())), said.paper, "text/plain")
        enter_upper(office, round, scores, issuer=said.issuer, paper=paper, at=given)
    settle_upper(office, round, at=settled)
    return printed


def _write_printed(parties: Parties) -> int:
    key = f"sample:province:{parties.zone.pk}"
    if RequestKey.objects.filter(key=key).exists():
        return 0
    drafts = list(_printed(parties))
    record(SYSTEM, drafts, at=_at(upper_file().printed.day), key=key)
    return len(drafts)


def _printed(parties: Parties) -> Iterator[Draft]:
    said = upper_file().printed
    for aspect, unit, figures in (("growth", "%", said.growths), ("rank", "位次", said.places)):
        for name, by_period in figures.items():
            for period, value in by_period.items():
                yield Draft(
                    name=name,
                    aspect=aspect,
                    holder=parties.zone,
                    period=Period.parse(period),
                    quantity=Quantity.exactly(value, unit, text=value),
                    reported_by=parties.units[said.unit],
                    source=Source(words=said.source),
                    caliber=said.caliber,
                )


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)
