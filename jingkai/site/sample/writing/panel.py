"""The panel that rates the agencies of the sample zone: rated, shown to the public, announced, the grade approved."""

from __future__ import annotations

from collections.abc import Sequence

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    RaterDraft,
    announce,
    approve,
    attend,
    close,
    grade,
    open_round,
    recognise,
)

from ..applied import PanelPart
from ..reviewed import rounds_file
from .people import Parties
from .rounds import actor_in, at_of, cast, draft_of, entrants_of, person_in, publish

_PROPOSED = "proposed"


def write_panel(parties: Parties, said: PanelPart, subjects: Sequence[Subject]) -> None:
    """Hold it, unless it is there; it is gone on with where it was broken off."""
    office, at = actor_in(parties, rounds_file().office), at_of(said.day)
    judged = [EntrantDraft(one.holder, subject=one) for one in subjects]
    raters = [RaterDraft(person_in(parties, one)) for one in said.raters]
    round = open_round(office, draft_of(parties, said, judged, raters), at=at)
    if not round.announcements.exists():
        entrants = entrants_of(round)
        attend(office, round, entrants, [one.person for one in raters], at=at)
        for rater in said.raters:
            cast(parties, round, entrants, rater, said.criterion, at)
        recogniser = actor_in(parties, said.recogniser)
        for entrant in [one for one in entrants if not one.recognitions.exists()]:
            for name, value in said.recognised.items():
                recognise(recogniser, entrant, name, value, at=at, note="样例")
        if not round.gradings.exists():
            close(office, round, at=at_of(said.closed))
            grade(office, round, at=at_of(said.closed))
        publish(parties, round, said.contact, at_of(said.published))
        announce(actor_in(parties, rounds_file().principal), round, at=at_of(said.announced))
    rows = Consequence.objects.filter(result__grading__round=round)
    if waiting := [one for one in rows if state_of(one.case) == _PROPOSED]:
        approve(actor_in(parties, said.approver), waiting, at=at_of(said.approved))
