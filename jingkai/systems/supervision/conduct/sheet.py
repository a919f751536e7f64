"""One entry as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import Due
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.matters.evidence import Evidence, evidence_of
from jingkai.kernel.papers.models import Publication
from jingkai.kernel.papers.queries import Standing, standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.problems import Problem
from jingkai.web.rooms.flows.sheet import CaseSheet

from ..models import Correction, Listing, Reply
from ..models.correction import AMEND
from ..models.listing import KIND
from ..services import answer_until, corrections_of
from ..services.listing import PUBLICISE, not_by
from ..services.publicity import list_of, paper_of, refuse_unshown
from .causes import Cause, cause_of, causes_for
from .proofs import Shown, event_of, proof_of, superseded


@dataclass
class ListingSheet(CaseSheet):
    """An entry as its page shows it."""

    listing: Listing
    reader: Reader | None

    def offered(self) -> Iterable[Choice]:
        """With what keeps it from being made public."""
        for one in super().offered():
            if one.move.move == AMEND:
                continue  # it has a form of its own
            more: tuple[Problem, ...] = ()
            if one.move.move == PUBLICISE:
                try:
                    refuse_unshown(self.listing, self.at)
                except Problem as problem:
                    more = (problem,)
            if one.move.by == "doer":
                name = self.listing.unit.name
                refused = not_by(self.actor, self.listing, one.move.move, self.at)
                # Who proposed it did something in it, too, and does not put it right.
                yield replace(
                    one, who=Declared(zh=name, en=name), obstacles=(refused,) if refused else one.obstacles
                )
                continue
            yield replace(one, obstacles=(*more, *one.obstacles))

    @cached_property
    def event(self) -> Shown | None:
        """What it is about, if the reader may read that."""
        return event_of(self.listing.event, self.reader)

    @cached_property
    def proof(self) -> Shown | None:
        """What proves the effect, if the reader may read that and it holds."""
        return proof_of(self.listing.proof, self.listing.side, self.listing.event, self.reader, self.at)

    @cached_property
    def fallen(self) -> bool:
        """Whether what proved the effect does not hold any more."""
        return bool(superseded([self.listing.proof]))

    @property
    def amends(self) -> bool:
        """Whether the actor may correct the entry now."""
        return any(one.move.move == AMEND and not one.obstacles for one in super().offered())

    @cached_property
    def corrections(self) -> list[Correction]:
        """What a reviewer made of it, in order; the last one holds."""
        return corrections_of(self.listing)

    @cached_property
    def until(self) -> Due | None:
        """Until when the person may answer, where the rule says so."""
        return answer_until(self.listing)

    @property
    def may_reply(self) -> bool:
        """Whether the person concerned reads this and may answer still."""
        return self.mine and (self.until is None or not self.until.passed(self.at))

    @cached_property
    def causes(self) -> list[Cause]:
        """Whose delay the person may name as the cause of his."""
        return causes_for(self.listing, self.at) if self.may_reply and self.listing.days else []

    def cause(self, said: Reply) -> Cause | None:
        """The delay that an answer names, as that unit's moves show it."""
        return cause_of(said.cause, self.at) if said.cause else None

    @cached_property
    def replies(self) -> list[Reply]:
        """What the person concerned said, in order."""
        return list(
            Reply.objects.known_at().filter(listing=self.listing).select_related("person").order_by("pk")
        )

    @property
    def mine(self) -> bool:
        """Whether the actor is whom it is about."""
        return self.actor.person == self.listing.person_id and self.actor.for_person is None

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The files of its moves."""
        return evidence_of(self.moves, self.reader)

    @cached_property
    def wants_publicity(self) -> bool:
        """Whether the rule asks for a 公示."""
        return bool(list_of(self.listing.zone, self.listing.side, self.at).publicity)

    @cached_property
    def paper(self) -> Standing | None:
        """Its 公示."""
        paper = paper_of(self.listing) if self.wants_publicity else None
        return standings([paper])[0] if paper is not None else None

    @cached_property
    def shown(self) -> Publication | None:
        """From when to when it is put before the public."""
        return Publication.objects.filter(paper=self.paper.paper).first() if self.paper else None

    @property
    def may_publish(self) -> bool:
        """Whether a 公示 is the actor's to see to now."""
        here = self.state == "verified" and self.wants_publicity
        return here and self.reader is not None and self.reader.may("approve", KIND, self.listing.unit_id)
