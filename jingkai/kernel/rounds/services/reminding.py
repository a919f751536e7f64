"""Whom it concerns is told when a term of what follows is over: a grade is to be renewed, or is valid no more."""

from datetime import datetime

from jingkai.kernel.messages.models import Notice
from jingkai.kernel.messages.terms import Concerned, tell_of_terms
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Consequence
from ..models.consequence import IN_EFFECT
from ..queries import consequence_of


def remind(actor: Actor, *, at: datetime) -> list[Notice]:
    """Tell who holds what is in effect, and the office, once of each term of it that is over. Returns as
    `tell_of_terms`.
    """
    refuse_in_trial()
    rows = Consequence.objects.filter(case__now__state=IN_EFFECT).order_by("pk")
    some = rows.select_related(
        "case__flow", "case__holder", "result__entrant__unit", "result__grading__round__rule"
    )
    concerned = [
        Concerned(
            one.case,
            one.ref,
            f"{one.result.entrant.name} {consequence_of(one).title.zh}",
            (one.result.entrant.unit, one.case.holder),
        )
        # What follows for a person is told to no unit.
        for one in some
        if one.result is not None
    ]
    return tell_of_terms(actor, concerned, act="rounds.remind", at=at)
