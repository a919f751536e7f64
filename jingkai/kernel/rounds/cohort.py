"""Who is judged, by what and of which period: those of a round, or those that a rule names, as things stand."""

from dataclasses import dataclass
from datetime import date

from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import find_organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .kinds import RoundBody
from .models import Entrant, Round
from .problems import WORD_UNKNOWN
from .schemes import refuse_other_names


@dataclass(frozen=True)
class Cohort:
    """What a scheme is computed for. `period` is as it is written; without a `round` the entrants are those that the
    rule names, on record nowhere, and nobody has rated, reported or recognised anything.
    """

    period: str
    rule: RuleSet
    scheme: RuleSet
    entrants: tuple[Entrant, ...]
    round: Round | None = None

    @property
    def body(self) -> RoundBody:
        """The rule version by which they are judged."""
        return body_of(self.rule)


def body_of(rule: RuleSet) -> RoundBody:
    """A rule version of rounds. Raises Problem `rounds.word-unknown` for a rule of another kind."""
    if not isinstance(rule.body, RoundBody):
        raise WORD_UNKNOWN(word=rule.key, what="考评规则", what_en="rule of rounds", known="—")
    return rule.body


def of_round(round: Round, period: str = "") -> Cohort:
    """The cohort of a round, in its own period or in a part of it."""
    entrants = Entrant.objects.filter(round=round).select_related("unit").order_by("place")
    return Cohort(period or round.period, round.rule, round.scheme, tuple(entrants), round)


def of_rule(rule: RuleSet, zone: Organisation, period: Period, as_of: int | None = None) -> Cohort:
    """The cohort that a rule names, in a period, by the version of the scheme that holds on its last day.

    Raises Problem `rules.not-found`, `rounds.scheme-unkept`, `parties.name-unknown` and `parties.name-ambiguous`.
    """
    body, on = body_of(rule), period.last_day
    scheme = RuleBook(as_of).resolve(body.scheme, zone, on)
    refuse_other_names(scheme, body)
    named = [(group, name) for group, names in body.cohort.items() for name in names]
    entrants = [
        Entrant(place=place, name=name, unit=_unit(name, zone, on, as_of), group=group)
        for place, (group, name) in enumerate(named, start=1)
    ]
    return Cohort(str(period), rule, scheme, tuple(entrants))


def _unit(name: str, zone: Organisation, on: date, as_of: int | None) -> Organisation:
    return find_organisation(name, on=on, under=zone, n=as_of)
