"""The rounds of a zone, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from jingkai.engines.documents import Words
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.models import Entrant, Rater, Round
from jingkai.kernel.rounds.models.sql import RATING


@dataclass(frozen=True)
class Row:
    """A round; how many are judged; how it stands; whether the reader still rates in it."""

    round: Round
    entrants: int
    state: Words
    to_rate: bool


def listing(reader: Reader | None, zone: Organisation, person: int | None) -> list[Row]:
    """The rounds of the zone that the reader may see: those in which `person` rates now first, then the newest."""
    rows = list(
        Round.objects.seen_by(reader)
        .filter(zone=zone)
        .select_related("case__flow", "case__now", "host", "rule")
        .order_by("-pk")
    )
    counts = dict(
        Entrant.objects.filter(round__in=rows).values_list("round").annotate(n=Count("pk")).order_by()
    )
    rating = set(Rater.objects.filter(round__in=rows, person=person).values_list("round", flat=True))
    found = [
        Row(
            one,
            counts.get(one.pk, 0),
            flow_of(one.case.flow).states[one.case.now.state].title,
            one.pk in rating and one.case.now.state == RATING,
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: not one.to_rate)
