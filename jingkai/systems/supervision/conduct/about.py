"""What a new entry would be about: a matter or a project, with what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.facts.known import current
from jingkai.kernel.flows.models import Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.standing import lead_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.registers.events import charges
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rules.book import RuleBook

from ..kinds import CONDUCT, ConductBody
from .candidates import subject_ref
from .proofs import files_of, proof_of


@dataclass(frozen=True)
class About:
    """A matter, or a project that somebody answers for."""

    row: Matter | Subject
    zone: Organisation

    @property
    def kind(self) -> str:
        """As references and addresses name it."""
        return "matter" if isinstance(self.row, Matter) else "subject"

    @property
    def ref(self) -> str:
        """How an entry names it."""
        return self.row.ref if isinstance(self.row, Matter) else subject_ref(self.row)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.row.title

    @property
    def label(self) -> str:
        """Its number."""
        return self.row.label if isinstance(self.row, Matter) else self.row.code

    @property
    def person(self) -> str:
        """Who is thought of first: the leader of a matter, else who reported it done; who answers for a project."""
        if isinstance(self.row, Subject):
            answers = charges().filter(subject=self.row).select_related("person").order_by("-pk").first()
            return answers.person.name if answers else ""
        done = Move.objects.filter(case=self.row.case, flow_move__side="do", person__isnull=False)
        reporter = done.select_related("person").order_by("-n").first()
        person = lead_of(self.row).leader or (reporter.person if reporter else None)
        return person.name if person else ""

    def unit_of(self, person: Person | None) -> Organisation:
        """The unit for which the person stands in it: that which leads it, else that of his post."""
        lead = self.row.holder if isinstance(self.row, Subject) else lead_of(self.row).unit or self.zone
        if person is None:
            return lead
        posts = Post.objects.valid_on(timezone.localdate()).filter(person=person)
        bodies = [one.body for one in posts.select_related("body").order_by("pk")]
        here = [one for one in bodies if one.root == self.zone.pk]
        return lead if lead in here else next(iter(here), lead)

    def proofs(self, side: str, reader: Reader | None, at: datetime) -> list[tuple[str, str]]:
        """What may prove the effect, with its name: the matter itself and its files; figures of the project."""
        if isinstance(self.row, Subject):
            return self._figures(self.row, reader, at)
        own = proof_of(self.row.ref, side, self.row.ref, reader, at)
        files = [(f"file:{one.pk}", one.name) for one in files_of(self.row, reader)]
        return [*([(self.row.ref, own.title)] if own else []), *files]

    def _figures(self, subject: Subject, reader: Reader | None, at: datetime) -> list[tuple[str, str]]:
        rule = RuleBook().body(CONDUCT, self.zone, timezone.localdate(at), ConductBody)
        names = {one.fact.name for one in rule.candidates if one.fact is not None}
        seen = current().filter(subject=subject, measure__name__in=names).order_by("-end", "-pk")
        found = [proof_of(str(one), "", "", reader, at) for one in seen]
        return [(str(one.row), one.title) for one in found if one is not None]


def about_of(request: HttpRequest, reader: Reader | None) -> About | None:
    """What the address asks for (`?matter=7`, `?subject=3`), if it is there and the reader may read it."""
    matter, subject = _key(request, "matter"), _key(request, "subject")
    if matter:
        rows = Matter.objects.seen_by(reader).filter(pk=matter)
        row = rows.select_related("zone", "case__flow", "lead_unit", "lead_leader").first()
        return About(row, row.zone) if row is not None else None
    thing = Subject.objects.seen_by(reader).filter(pk=subject).select_related("holder").first()
    return About(thing, Organisation.objects.get(pk=thing.holder.root)) if thing is not None else None


def _key(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0
