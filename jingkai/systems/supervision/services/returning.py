"""The reports of a ledger that came back are entered: all of them, or none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jingkai.kernel.flows.services import Said
from jingkai.kernel.matters.services.evidence import move_with_files
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing

from ..problems import LEDGER_REFUSED
from ..returned import PROGRESS, read_back


def bring_back(
    actor: Actor,
    zone: Organisation,
    path: Path,
    name: str,
    sha256: str,
    reader: Reader | None,
    *,
    at: datetime,
) -> int:
    """Enter what a filled-in ledger reports, each as a move of its matter; how many. The same file by the same person
    again has no further effect.

    Raises Problem `supervision.ledger-refused` while a cell is refused, and those of `read_back`.
    """
    key = f"ledger:{zone.pk}:{actor.person}:{sha256}"
    if RequestKey.objects.filter(key=key).exists():
        return 0
    found = read_back(path, name, zone, reader, actor, at)
    if found.refused:
        raise LEDGER_REFUSED(count=len(found.refused))
    if not found.proposals:
        return 0
    with writing(
        actor, act="supervision.ledger-back", at=at, key=key, content=sha256, ref=f"{zone.pk}"
    ) as call:
        if call.repeated:
            return 0
        for one in found.proposals:
            said = Said(one.share) if one.share is not None else None
            move_with_files(actor, one.matter, PROGRESS, [], at=at, note=one.note, said=said, call=call)
    return len(found.proposals)
