"""The enterprises of the sample zone's parks, with what each reported of two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from jingkai.engines.periods import Period
from jingkai.engines.quantity import read_number
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import add_organisation
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing

from ..declared import EnterprisePart, enterprises_file, zone_file
from .history import SAMPLE
from .people import ACT, Parties

KIND = "enterprise"
_SOURCE = f"{SAMPLE}：企业年报"


def write_enterprises(parties: Parties, at: datetime) -> int:
    """Enter the enterprises and what each park tells of them, in one call each; how many figures are new."""
    declared = enterprises_file()
    entered = f"sample:enterprises:{parties.zone.pk}"
    content = declared.model_dump(mode="json")
    with writing(SYSTEM, act=ACT, at=at, key=entered, content=content, ref=parties.zone.name) as call:
        if call.repeated is None:
            for one in declared.enterprises:
                park = parties.units[one.park]
                since = zone_file().since
                add_organisation(SYSTEM, one.name, kind=KIND, parent=park, since=since, at=at, call=call)
    told = f"sample:revenues:{parties.zone.pk}"
    if RequestKey.objects.filter(key=told).exists():
        return 0
    rows = Organisation.objects.known_at().filter(parties.zone.subtree(), kind=KIND)
    by_name = {row.name: row for row in rows}
    drafts = [draft for one in declared.enterprises for draft in _figures(one, by_name, parties)]
    record(Actor(person=parties.clerks["统计办"].pk), drafts, at=at, key=told)
    return len(drafts)


def _figures(one: EnterprisePart, rows: Mapping[str, Organisation], parties: Parties) -> Iterator[Draft]:
    declared = enterprises_file()
    for year, says in zip(declared.years, one.says, strict=True):
        if not says:
            continue
        quantity = read_number(says)
        if quantity is None:
            raise ValueError(f"enterprises.yaml: {says!r} is no figure")
        yield Draft(
            name=declared.measure,
            aspect="amount",
            holder=rows[one.name],
            period=Period.parse(year),
            quantity=quantity,
            reported_by=parties.units[one.park],
            reporter=parties.clerks[one.park],
            source=Source(words=f"{_SOURCE} {year}"),
            caliber=declared.caliber,
        )
