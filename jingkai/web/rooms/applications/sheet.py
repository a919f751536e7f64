"""An application, and a consultation about one, as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.flows.state import Standing, flow_of, standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.registers.application import ApplicationBody, EventBody
from jingkai.kernel.registers.applying import KIND, rule_of
from jingkai.kernel.registers.consulting import to_ask
from jingkai.kernel.registers.filed import Filed, files_of
from jingkai.kernel.registers.kinds import RegisterBody
from jingkai.kernel.registers.models import Application, Consultation, Filing
from jingkai.kernel.registers.stages import Stage
from jingkai.kernel.rules.access import OUTSIDE_KINDS

from ..flows.sheet import CaseSheet


@dataclass(frozen=True)
class Asked:
    """A unit that is asked: how its case stands, the term that it has, and what it said."""

    row: Consultation
    stage: str
    state: str
    term: Standing | None
    note: str


@dataclass
class ApplicationSheet(CaseSheet):
    """One application."""

    row: Application
    reader: Reader | None

    @cached_property
    def zone(self) -> Organisation:
        """The zone of the applicant."""
        return Organisation.objects.get(pk=self.row.subject.holder.root)

    @cached_property
    def rule(self) -> RegisterBody:
        """The register by whose rule it was applied."""
        return rule_of(self.row)

    @property
    def of(self) -> ApplicationBody:
        """What that says of applying."""
        assert self.rule.application is not None
        return self.rule.application

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """What was filed last, by the codes of columns."""
        found: Mapping[str, str] = Filing.objects.filter(application=self.row).order_by("-turn")[0].fields
        return found

    @cached_property
    def files(self) -> list[Filed]:
        """Every file that came with a move."""
        return files_of(self.moves)

    @property
    def filed(self) -> list[Filed]:
        """The files of the applicant."""
        return [one for one in self.files if one.move.flow_move.side == "do"]

    @cached_property
    def running(self) -> list[Standing]:
        """The terms that run."""
        return [] if self.ended else [one for one in standings(self.case, self.at) if one.met is None]

    @property
    def ended(self) -> bool:
        """Whether nothing more is done about it."""
        return bool(self.flow.states[self.state].end)

    @cached_property
    def asked(self) -> list[Asked]:
        """The consultations that the reader may see, in the order in which they were asked."""
        rows = Consultation.objects.seen_by(self.reader).filter(application=self.row)
        found = rows.select_related("case__flow", "case__now", "case__holder").order_by("pk")
        return [self._asked(one) for one in found]

    def _asked(self, one: Consultation) -> Asked:
        last = one.case.moves.order_by("-n").first()
        running = (
            [] if one.case.now.ended else [term for term in standings(one.case, self.at) if term.met is None]
        )
        note = last.note if last is not None and last.n > 1 else ""
        return Asked(one, one.stage, one.case.now.state, running[0] if running else None, note)

    def state_of(self, one: Asked) -> object:
        """What the flow of a consultation calls its state."""
        return flow_of(one.row.case.flow).states[one.state].title

    @cached_property
    def to_ask(self) -> list[Stage]:
        """The stages for which somebody is to be asked, for whom the actor may ask."""
        may = self.reader is not None and self.reader.may("approve", KIND, self.case.holder_id)
        return to_ask(self.row) if may else []

    @cached_property
    def units(self) -> list[Organisation]:
        """Who may be asked: the units of the zone, but for the applicant and for enterprises."""
        rows = Organisation.objects.live_on(day_of(self.at)).filter(self.zone.subtree())
        return list(
            rows.exclude(kind__in=OUTSIDE_KINDS)
            .exclude(pk__in=[self.zone.pk, self.case.holder_id])
            .order_by("pk")
        )

    def usual(self, stage: Stage) -> int | None:
        """The unit that is called as the rule calls the one to be asked."""
        name = stage.asks.zh if stage.asks is not None else ""
        found = organisations_named(name, on=day_of(self.at), under=self.zone)
        return found[0].pk if len(found) == 1 else None

    @property
    def events(self) -> Mapping[str, EventBody]:
        """The events that fail it."""
        return self.of.events


@dataclass
class ConsultationSheet(CaseSheet):
    """One consultation, with the application that it is about."""

    row: Consultation
    reader: Reader | None

    @cached_property
    def application(self) -> ApplicationSheet:
        """What is asked about; who is asked reads what was filed, whatever else the person may read."""
        of = self.row.application
        return ApplicationSheet(of.case, self.actor, self.at, of, self.reader)

    @property
    def zone(self) -> Organisation:
        """Where it was applied."""
        return self.application.zone

    def offered(self) -> list[Choice]:
        """What the flow has, in the order of its file, without what the platform does."""
        by = self.application.of.consultation
        found = flows.choices(self.actor, self.case, self.at)
        return [one for one in found if by is None or one.move.move != by.lapses]

    @property
    def may(self) -> list[Choice]:
        """What the actor may do."""
        return [one for one in self.offered() if not one.obstacles]

    @cached_property
    def files(self) -> list[Filed]:
        """Every file that came with a reply."""
        return files_of(self.moves)

    @cached_property
    def running(self) -> list[Standing]:
        """The term that runs."""
        ended = self.flow.states[self.state].end
        return [] if ended else [one for one in standings(self.case, self.at) if one.met is None]

    @property
    def objects(self) -> str:
        """The move by which the unit names an event that fails the applicant."""
        by = self.application.of.consultation
        return by.objects if by is not None else ""
