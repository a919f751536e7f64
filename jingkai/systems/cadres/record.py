"""The view by person (干部实绩纪实): what the two lists, the register, matters, figures and what follows say of one.

It is read for one person at a time, asked for by id; nothing here takes two, sorts persons or adds up across them.
Who may ask is decided before (`access`): the record shows whoever may read it all that stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jingkai.engines.documents import Words
from jingkai.engines.periods import Due
from jingkai.kernel.facts.known import period_of
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.registers.events import charges
from jingkai.kernel.registers.models import Charge
from jingkai.kernel.rounds.basis import Fallen, fallen_under
from jingkai.kernel.rounds.kinds import FollowingBody
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.queries import consequence_of
from jingkai.systems.supervision.api import (
    Candidate,
    Cause,
    Correction,
    Line,
    Listing,
    Reply,
    answer_until,
    candidates,
    cause_of,
    event_of,
    lines_of,
    proof_of,
    stands,
)

# What is read with a reward.
AROUND = ("case__flow", "case__now", "case__holder", "rule", "person", "result__grading__round__rule")


@dataclass(frozen=True)
class Answer:
    """What the person said of an entry, with the delay that it names."""

    reply: Reply
    cause: Cause | None


@dataclass(frozen=True)
class Entered:
    """An entry as it stands: what it is about and what proves it, by name; answers and corrections in order."""

    line: Line
    event: str
    proof: str
    answers: tuple[Answer, ...]
    corrections: tuple[Correction, ...]
    until: Due | None

    @property
    def listing(self) -> Listing:
        """The entry as it was entered."""
        return self.line.listing

    @property
    def stands(self) -> bool:
        """Whether it holds."""
        return stands(self.line)

    @property
    def days(self) -> int | None:
        """How late, as corrected; None where it is of no lateness."""
        left = [one.days for one in self.corrections if one.days is not None]
        return left[-1] if left else self.listing.days


@dataclass(frozen=True)
class Gone:
    """What a reward stood on and that fell, by name; `by` is what took its place, empty where nothing did."""

    fell: Fallen
    what: str
    by: str


@dataclass(frozen=True)
class Given:
    """A reward with where it stands. `gone` is what it stood on and that fell since: then it is to be revoked."""

    reward: Consequence
    rule: FollowingBody
    state: Words
    end: str
    gone: tuple[Gone, ...]

    @property
    def to_revoke(self) -> bool:
        """Whether it is to be taken back."""
        return bool(self.gone) and not self.end


@dataclass(frozen=True)
class Record:
    """All that is on record of one person at a time."""

    person: Person
    at: datetime

    @cached_property
    def posts(self) -> list[Post]:
        """The posts the person holds or held, the newest first."""
        rows = Post.objects.known_at().filter(person=self.person).select_related("body")
        return list(rows.order_by("-since", "-pk"))

    @cached_property
    def zones(self) -> list[Organisation]:
        """The zones in which these posts are."""
        return list(Organisation.objects.filter(pk__in={one.body.root for one in self.posts}).order_by("pk"))

    @cached_property
    def entries(self) -> list[Entered]:
        """Every entry about the person, the newest first."""
        rows = Listing.objects.known_at().filter(person=self.person).order_by("-case__day", "-pk")
        return [self._entered(one) for one in lines_of(rows)]

    def standing(self, side: str) -> list[Entered]:
        """The entries of a list that hold."""
        return [one for one in self.entries if one.listing.side == side and one.stands]

    @property
    def waiting(self) -> list[Entered]:
        """Entries about which nobody has decided yet."""
        return [one for one in self.entries if one.line.waits and not one.line.fallen]

    @property
    def past(self) -> list[Entered]:
        """Entries that hold no more: put right, refused, taken back, or proven no longer."""
        return [one for one in self.entries if one.line.end or one.line.fallen]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """What the rule finds and nobody entered; it is a hint and no entry."""
        return [one for zone in self.zones for one in candidates(None, zone, self.at, self.person)]

    @cached_property
    def charges(self) -> list[Charge]:
        """The projects the person answers for or answered for, the newest first."""
        rows = charges().filter(person=self.person).select_related("subject__holder")
        return list(rows.order_by("-since", "-pk"))

    @cached_property
    def rewards(self) -> list[Given]:
        """What was proposed and given, the newest first."""
        rows = Consequence.objects.known_at().filter(person=self.person).order_by("-pk")
        return given(list(rows.select_related(*AROUND)))

    def _entered(self, line: Line) -> Entered:
        row = line.listing
        event = event_of(row.event, None)
        proof = proof_of(row.proof, row.side, row.event, None, self.at)
        said = Reply.objects.known_at().filter(listing=row).order_by("pk")
        fixed = Correction.objects.known_at().filter(listing=row).select_related("move").order_by("pk")
        return Entered(
            line,
            event.title if event else "",
            proof.title if proof else called(row.proof),
            tuple(Answer(one, cause_of(one.cause, self.at) if one.cause else None) for one in said),
            tuple(fixed),
            answer_until(row),
        )


def given(rows: list[Consequence]) -> list[Given]:
    """Rewards with where they stand and what of their grounds fell."""
    gone = fallen_under(rows)
    found = []
    for one in rows:
        state = flow_of(one.case.flow).states[one.case.now.state]
        fell = tuple(Gone(fell, called(fell.ref), called(fell.by)) for fell in gone.get(one.pk, ()))
        found.append(Given(one, consequence_of(one), state.title, state.end, fell))
    return found


def called(ref: str) -> str:
    """What a record is called, also one that holds no more: a figure with its period, an entry by what happened."""
    kind, _, key = ref.partition(":")
    if kind == "fact":
        fact = Fact.objects.select_related("measure").get(pk=int(key))
        return f"{period_of(fact).words('zh')}{fact.measure.name}{fact.text}"
    return Listing.objects.get(pk=int(key)).happened if kind == "listing" else ref
