"""A zone in which the office holds reviews by the rules that are shipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.services import EntrantDraft, RaterDraft, RoundDraft, attend, open_round
from jingkai.kernel.rounds.tests.samples import MONDAY, Hall, a_hall, entrant, raters_of

NAMED = "50GW单晶硅片"
CODES = [f"P{number:02d}" for number in range(2, 14)]
NAMES = [NAMED, *(f"项目{number:02d}" for number in range(2, 14))]
A, B, C = NAMES[:3]
# The votes for the first, second and third place as ballots of ten raters: A 6/3/1, B 3/5/2, C 1/2/7.
BALLOTS = [(A, B, C)] * 1 + [(A, C, B)] * 2 + [(A, B, C)] * 3 + [(B, A, C)] * 3 + [(C, B, A)] * 1


@dataclass(frozen=True)
class Tour:
    """A visit to thirteen projects that is rated."""

    hall: Hall
    round: Round
    raters: Sequence[Person]


def registered(hall: Hall) -> None:
    """Thirteen projects in the register, each of a unit of its own; the first by its name, the others have codes."""
    for number, name in enumerate(NAMES, start=1):
        holder = a_unit(f"{name}专班", hall.zone.zone)
        enter(hall.office, "project", name, holder, code=f"P{number:02d}", at=MONDAY)


def a_tour(count: int = 10) -> Tour:
    """Opened by the shipped rule and seen by all, but for the last rater at the last stop."""
    hall = a_hall()
    registered(hall)
    raters = raters_of(hall.zone, count)
    stops = [EntrantDraft(one.holder, subject=one) for one in Subject.objects.order_by("code")]
    draft = RoundDraft(
        "round.site-visit",
        hall.assessor.posts.get().body,
        "2024-1",
        "一季度集中观摩",
        "2024-01",
        stops,
        [RaterDraft(one) for one in raters],
        date(2024, 1, 8),
    )
    round = open_round(hall.office, draft, at=MONDAY)
    everywhere = [entrant(round, name) for name in NAMES]
    attend(hall.office, round, everywhere[:12], raters, at=MONDAY)
    attend(hall.office, round, everywhere[12:], raters[:-1], at=MONDAY)
    return Tour(hall, round, raters)
