"""The two lists, the matters that may be proposed for them, the form of a nomination, and one entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.reading import is_logged
from jingkai.kernel.flows.services import Choice
from jingkai.kernel.matters.evidence import Evidence, evidence_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.standing import lead_of
from jingkai.kernel.papers.models import Publication
from jingkai.kernel.papers.queries import Standing, standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import open_stored
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.writing import journal
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.opening import address_of
from jingkai.web.render import render
from jingkai.web.rooms.flows.sheet import CaseSheet
from jingkai.web.sheets import workbook_answer

from ..acts import MOST_FILES, take_in
from ..models import Listing, Reply, Side
from ..models.listing import KIND
from ..pages import around, units_of, zone_of
from ..services import Entry, draft_publicity, enter_listing, move_listing, reply, show_publicity
from ..services.listing import PUBLICISE, not_by
from ..services.naming import Names
from ..services.publicity import list_of, paper_of, refuse_unshown
from ..words import Words
from .candidates import MOST, candidates
from .proofs import Shown, event_of, files_of, proof_of, superseded
from .queries import Wanted
from .queries import register as read_register
from .workbook import workbook

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One of the lists: what the reader may read of it. Whoever has no right to it finds his own entries."""
    reader, zone, wanted = reader_of_request(request), zone_of(request), wanted_of(request)
    return render(
        request,
        "supervision/conduct.html",
        **around(request, zone, timezone.now()),
        wanted=wanted,
        found=read_register(reader, zone, wanted),
        units=units_of(zone, reader),
        sides=[one.value for one in Side],
        may_enter=may_enter(reader),
    )


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: every entry that meets the conditions."""
    reader, zone, at = reader_of_request(request), zone_of(request), timezone.now()
    wanted, words = replace(wanted_of(request), page=1), Words(language_of(request))
    found = read_register(reader, zone, wanted, size=2**31)
    title = f"{zone.name} {words(wanted.side)}"
    name = f"{words(wanted.side)}_{zone.name}_{at.astimezone(SHANGHAI):%Y-%m-%d}"
    return workbook_answer(workbook(found.lines, title, words, at), name)


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """Matters that the rule proposes for a list; for who may enter them."""
    reader, zone, at = reader_of_request(request), zone_of(request), timezone.now()
    if not may_enter(reader):
        raise Http404
    return render(
        request,
        "supervision/candidates.html",
        **around(request, zone, at),
        candidates=candidates(reader, zone, at),
        most=MOST,
    )


@require_http_methods(_METHODS)
def enter(request: HttpRequest) -> HttpResponseBase:
    """The form of an entry about a matter: person, event, effect, all three or it is refused with what is missing."""
    reader, actor, at = reader_of_request(request), actor_of(request), timezone.now()
    key = request.GET.get("matter", "")
    rows = Matter.objects.seen_by(reader).filter(pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    matter = rows.select_related("zone", "case__flow", "lead_unit", "lead_leader").first()
    side = request.GET.get("side", "")
    if matter is None or side not in Side.values or not may_enter(reader):
        raise Http404
    refused: Problem | None = None
    if request.method == "POST":
        try:
            made = enter_listing(actor, matter.zone, _entry(request.POST, matter, side), at=at)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("supervision:listing", args=[made.pk]))
    lead, proven = lead_of(matter), proof_of(matter.ref, side, matter.ref, reader, at)
    reporter = (
        Move.objects.filter(case=matter.case, flow_move__side="do", person__isnull=False)
        .order_by("-n")
        .first()
    )
    person = lead.leader or (reporter.person if reporter else None)
    typed = request.POST if request.method == "POST" else request.GET
    return render(
        request,
        "supervision/listing_new.html",
        status=400 if refused is not None else 200,
        **around(request, matter.zone, at),
        **_said(request, refused),
        matter=matter,
        side=side,
        person=typed.get("person", person.name if person else ""),
        happened=typed.get("happened", matter.title),
        effect=typed.get("effect", ""),
        proof=typed.get("proof", matter.ref if proven else ""),
        fact=typed.get("fact", ""),
        proofs=[*([(matter.ref, proven.title)] if proven else []), *_files(matter, reader)],
    )


@require_http_methods(_METHODS)
def listing(request: HttpRequest, key: int) -> HttpResponseBase:
    """One entry: the three, how far it is, what comes next, what the person says."""
    sheet = _sheet(request, key)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            _act(request, sheet)
        except Problem as problem:
            refused, sheet = problem, _sheet(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    elif sheet.reader is not None and is_logged(sheet.reader, sheet.case):
        journal(sheet.actor, act="flows.read", at=sheet.at, ref=f"case:{sheet.case.pk}")
    return render(
        request,
        "supervision/listing.html",
        status=400 if refused is not None else 200,
        **around(request, sheet.listing.zone, sheet.at),
        **_said(request, refused),
        sheet=sheet,
        sent=request.POST,
        most=MOST_FILES,
        address_of=address_of,
    )


@require_safe
def evidence(request: HttpRequest, key: int, file: int) -> FileResponse:
    """A file by which it was put right."""
    wanted = next((one.file for one in _sheet(request, key).evidence if one.file.pk == file), None)
    if wanted is None:
        raise Http404
    return FileResponse(open_stored(wanted.sha256), as_attachment=True, filename=wanted.name)


@dataclass
class ListingSheet(CaseSheet):
    """An entry as its page shows it."""

    listing: Listing
    reader: Reader | None

    def offered(self) -> Iterable[Choice]:
        """With what keeps it from being made public."""
        for one in super().offered():
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


def may_enter(reader: Reader | None) -> bool:
    """Whether the reader may enter something into the lists."""
    return reader is not None and reader.may("write", KIND)


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.GET

    def number(name: str) -> int | None:
        text = asked.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else None

    side, year = asked.get("side", ""), number("year")
    return Wanted(
        side=side if side in Side.values else Side.POSITIVE.value,
        unit=number("unit"),
        year=year if year is not None and 1 <= year <= 9998 else None,
        state=asked.get("state", "")[:60],
        page=number("page") or 1,
    )


def _entry(sent: QueryDict, matter: Matter, side: str) -> Entry:
    """What the form says. Raises Problem `supervision.leader-unknown` for a name that nobody here has."""
    names, name = Names(matter.zone, timezone.localdate()), sent.get("person", "").strip()
    person = names.leader(name, 1)
    names.refuse_unknown()
    fact = sent.get("fact", "").strip().removeprefix("fact:")
    return Entry(
        side=side,
        person=person,
        unit=_unit_of(person, matter),
        event=matter.ref,
        happened=sent.get("happened", ""),
        effect=sent.get("effect", ""),
        proof=f"fact:{fact}" if fact else sent.get("proof", "").strip(),
    )


def _unit_of(person: Person | None, matter: Matter) -> Organisation:
    """The unit for which the person stands in it: that which leads the matter, else that of his post."""
    lead = lead_of(matter).unit or matter.zone
    if person is None:
        return lead
    posts = (
        Post.objects.valid_on(timezone.localdate())
        .filter(person=person)
        .select_related("body")
        .order_by("pk")
    )
    bodies = [one.body for one in posts if one.body.root == matter.zone_id]
    return lead if lead in bodies else next(iter(bodies), lead)


def _files(matter: Matter, reader: Reader | None) -> list[tuple[str, str]]:
    return [(f"file:{one.pk}", one.name) for one in files_of(matter, reader)]


def _act(request: HttpRequest, sheet: ListingSheet) -> None:
    sent, row, actor, at = request.POST, sheet.listing, sheet.actor, sheet.at
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if do == "reply":
        if any(one.says == note for one in sheet.replies):
            return  # the same click again
        reply(actor, row, note, at=at)
    elif do == "draft-publicity":
        draft_publicity(actor, row, at=at)
    elif do == "show-publicity":
        if sheet.shown is None:
            show_publicity(actor, row, at=at)
    elif not sheet.sent_again(do, sent.get("seen", "")):
        move_listing(actor, row, do, take_in(request.FILES.getlist("files")), at=at, note=note)


def _sheet(request: HttpRequest, key: int) -> ListingSheet:
    reader = reader_of_request(request)
    rows = Listing.objects.seen_by(reader).filter(pk=key)
    row = rows.select_related("case__flow", "case__holder", "zone", "person", "unit").first()
    if row is None:
        raise Http404
    return ListingSheet(row.case, actor_of(request), timezone.now(), row, reader)


def _said(request: HttpRequest, refused: Problem | None) -> dict[str, str]:
    if refused is None:
        return {"refused": "", "code": ""}
    return {"refused": refused.zh if language_of(request) == "zh" else refused.en, "code": refused.code}
