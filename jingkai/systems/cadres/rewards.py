"""The pages of rewards: which were proposed, what they stand on, which are to be revoked; proposing and deciding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.parties.access import Level, Reader, ScopedQuerySet
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.models.consequence import KIND
from jingkai.kernel.rounds.services import decide, follow_falls
from jingkai.kernel.rules.book import RuleBook
from jingkai.systems.supervision.api import Line, Listing, lines_of, stands
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.render import render
from jingkai.web.rooms.flows.sheet import CaseSheet

from .kinds import CADRES, CadresBody
from .pages import around, zone_of
from .record import AROUND, Given, given
from .services import propose_reward

# Rewards on the page, and entries to choose from, the newest first.
MOST = 60
# Moves that nobody decides on: they follow from what fell.
_BY_FALLS = {"flag", "lapse"}
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def rewards(request: HttpRequest) -> HttpResponse:
    """The rewards of the zone by the day on which they were proposed; for who has to do with what follows."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    if reader is None or not reader.sights_of(KIND, Level.CONTENT):
        raise Http404
    zone, refused = zone_of(request), None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "follow":
                follow_falls(actor, zone, at=at)
            else:
                chosen = _chosen(request, reader)
                propose_reward(
                    actor, request.POST.get("key", ""), chosen, reason=request.POST.get("note", ""), at=at
                )
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
    found = _rewards(reader, zone)
    writes = reader.may("write", KIND)
    return render(
        request,
        "cadres/rewards.html",
        status=400 if refused is not None else 200,
        **around(request, at, refused),
        zone=zone,
        found=found,
        unflagged=[one for one in found if one.to_revoke and one.reward.case.now.state != "to-be-revoked"],
        writes=writes,
        entries=_entries(reader, zone) if writes else [],
        kinds=RuleBook().body(CADRES, zone, day_of(at), CadresBody).rewards,
        marked=request.POST.getlist("listing"),
    )


@require_http_methods(_METHODS)
def reward(request: HttpRequest, key: int) -> HttpResponse:
    """One reward: on what it stands, how far it is, what comes next; for whom it concerns, too."""
    sheet = _sheet(request, key)
    refused: Problem | None = None
    if request.method == "POST":
        sent = request.POST
        try:
            if not sheet.sent_again(sent.get("do", ""), sent.get("seen", "")):
                note = sent.get("note", "").strip()
                decide(sheet.actor, sheet.reward, sent.get("do", ""), note=note, at=sheet.at)
        except Problem as problem:
            refused, sheet = problem, _sheet(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    return render(
        request,
        "cadres/reward.html",
        status=400 if refused is not None else 200,
        **around(request, sheet.at, refused),
        sheet=sheet,
        one=sheet.given,
        listed=sheet.reader is not None and bool(sheet.reader.sights_of(KIND, Level.CONTENT)),
    )


@dataclass
class RewardSheet(CaseSheet):
    """A reward as its page shows it."""

    reward: Consequence
    reader: Reader | None

    def offered(self) -> Iterable[Choice]:
        """Without what follows from a fall."""
        return [one for one in super().offered() if one.move.move not in _BY_FALLS]

    @cached_property
    def given(self) -> Given:
        """Where it stands."""
        return given([self.reward])[0]

    @cached_property
    def grounds(self) -> list[Line]:
        """The entries it stands on."""
        return lines_of(Listing.objects.filter(pk__in=self.reward.grounds.values("listing")).order_by("pk"))


def _sheet(request: HttpRequest, key: int) -> RewardSheet:
    reader = reader_of_request(request)
    row = _of_persons(reader).filter(pk=key).select_related(*AROUND).first() if reader is not None else None
    if row is None:
        raise Http404
    return RewardSheet(row.case, actor_of(request), timezone.now(), row, reader)


def _rewards(reader: Reader, zone: Organisation) -> list[Given]:
    here = Organisation.objects.filter(zone.subtree())
    rows = _of_persons(reader).filter(case__holder__in=here).order_by("-pk")
    return given(list(rows.select_related(*AROUND)[:MOST]))


def _of_persons(reader: Reader) -> ScopedQuerySet[Consequence]:
    return Consequence.objects.seen_by(reader).filter(person__isnull=False)


def _entries(reader: Reader, zone: Organisation) -> list[Line]:
    rows = Listing.objects.seen_by(reader).filter(zone=zone, side="positive").order_by("-case__day", "-pk")
    return [one for one in lines_of(rows[:MOST]) if stands(one)]


def _chosen(request: HttpRequest, reader: Reader) -> list[Listing]:
    keys = {int(one) for one in request.POST.getlist("listing")[:MOST] if one.isdecimal() and len(one) < 19}
    return list(Listing.objects.seen_by(reader).filter(pk__in=keys).order_by("pk"))
