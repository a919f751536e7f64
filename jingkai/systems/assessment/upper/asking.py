"""What the pages of an upper body's assessment are asked for: zone, half-year, and what the reader may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingkai.engines.periods import Period
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.access import Level, Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.queries import announced
from jingkai.kernel.rules.daybook import DayBook
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref

from .running import key_of, rounds_of
from .saying import KIND, may_write
from .scheme import Upper, upper_of, upper_on
from .words import Words, plain, signed


@dataclass
class Asked:
    """One request: `half` is the period that is assessed, `round` its round as far as the reader may see it."""

    request: HttpRequest
    zone: Organisation
    on: date
    half: Period

    @property
    def reader(self) -> Reader | None:
        """Who reads."""
        return reader_of_request(self.request)

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return actor_of(self.request)

    @cached_property
    def words(self) -> Words:
        """In the language of the request."""
        return Words(language_of(self.request))

    @cached_property
    def book(self) -> DayBook:
        """What holds today."""
        return DayBook(self.on)

    @cached_property
    def reads_zone(self) -> bool:
        """Whether the scores of the zone itself are the reader's to read."""
        return self.reader is None or self.zone.pk in self.reader.units(KIND)

    @cached_property
    def runs(self) -> bool:
        """Whether the actor runs the assessment."""
        return may_write(self.actor, self.zone, self.book)

    @cached_property
    def round(self) -> Round | None:
        """The round of the half-year; None where there is none, and for whom it is not (yet): what is not confirmed is
        read by who runs or approves it.
        """
        if not self.reads_zone:
            return None
        rows = Round.objects.seen_by(self.reader).filter(zone=self.zone, key=key_of(self.half))
        found = rows.select_related("case__flow", "zone", "host", "rule", "scheme").first()
        if found is None or self.reader is None or announced(found) is not None:
            return found
        return found if visible(rows, self.reader, Level.ACT).exists() else None

    @cached_property
    def upper(self) -> Upper | None:
        """The scheme of the round, else the one that holds at the end of the half-year; None where there is none."""
        try:
            if self.round is not None:
                return upper_of(self.round, self.half.last_day)
            return upper_on(self.zone, self.half.last_day)
        except Problem:
            return None

    def halves(self) -> list[tuple[str, str, bool]]:
        """The half-years that may be picked: those with a round, the one before and the running one."""
        there = {Period.parse(one.period) for one in rounds_of(self.zone)} if self.reads_zone else set()
        listed = sorted(there | {self.half, *_usual(self.on)}, reverse=True)
        return [(str(one), self.words.period(one), one == self.half) for one in listed]

    def link(self, address: str, **more: object) -> str:
        """The address with the half-year, and what goes along."""
        pairs = {"half": str(self.half), **more}
        tail = kept_of(self.request)
        return (
            address + (tail + "&" if tail else "?") + "&".join(f"{key}={one}" for key, one in pairs.items())
        )

    def around(self) -> dict[str, Any]:
        """What stands around every page."""
        return {
            "words": self.words,
            "zone": self.zone,
            "zones": zones(self.on),
            "half": self.half,
            "halves": self.halves(),
            "link": self.link,
            "kept": kept_of(self.request),
            "plain": plain,
            "signed": signed,
            "opens": lambda ref: address_of_ref(ref, self.zone) if ref else "",
        }

    def refusal(self, problem: Problem | None) -> dict[str, Any]:
        """A refusal as a page shows it."""
        return {
            "refused": problem and (problem.zh if self.words.lang == "zh" else problem.en),
            "code": problem.code if problem is not None else "",
            "status": 400 if problem is not None else 200,
        }


def asked(request: HttpRequest) -> Asked:
    """Read from the address; without a half-year the last that has a round, else the one that ended last.

    Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`; the engine's `periods.unreadable`.
    """
    on = timezone.localdate()
    zone = find_zone(request.GET.get("zone", ""), on)
    wanted = request.GET.get("half", "")
    if wanted:
        return Asked(request, zone, on, Period.parse(wanted[:40]))
    there = rounds_of(zone)
    half = Period.parse(there[0].period) if there else _usual(on)[0]
    return Asked(request, zone, on, half)


def _usual(on: date) -> tuple[Period, Period]:
    """The half-year that ended last, and the running one."""
    halves = [Period.parse(f"{year}-H{n}") for year in (on.year - 1, on.year) for n in (1, 2)]
    ended = [one for one in halves if one.last_day < on]
    return ended[-1], halves[len(ended)]
