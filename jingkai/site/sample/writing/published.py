"""What real bulletins printed, as published facts with their source."""

from __future__ import annotations

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, read_number
from jingkai.kernel.facts.drafts import Draft, Source

from ..declared import PrintedPart, published_file
from .people import Parties

PUBLISHED = "公布"


def published_drafts(parties: Parties) -> list[Draft]:
    """Every printed figure, of the zone, in the caliber 公布."""
    return [_draft(one, parties) for one in published_file().figures]


def _draft(one: PrintedPart, parties: Parties) -> Draft:
    bulletin = published_file().bulletins[one.bulletin]
    return Draft(
        name=one.name,
        aspect=one.aspect,
        holder=parties.zone,
        period=Period.parse(one.at),
        quantity=_quantity(one.says),
        reported_by=parties.units[one.unit or bulletin.unit],
        source=Source(words=f"{bulletin.words}，{one.row}"),
        caliber=PUBLISHED,
        nature=one.nature,
    )


def _quantity(says: str) -> Quantity:
    found = read_number(says)
    if found is None:
        raise ValueError(f"published.yaml: {says!r} is no figure")
    return found
