"""公示 before a positive example is made public: drafted from the entry, issued as a paper, shown for its days."""

from __future__ import annotations

from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.problems import MOVER_MISSING
from jingkai.kernel.flows.services.acting import acting
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.models import Issue, Objection, Paper, Publication
from jingkai.kernel.papers.services import PaperDraft, draft_paper, publish_paper
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import require
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.daybook import day_book

from ..kinds import CONDUCT, ConductBody, ConductList
from ..models import Listing
from ..models.listing import KIND
from ..problems import NO_PUBLICITY, NOT_SHOWN_YET

# Papers that came to nothing.
_GONE = ("cancelled", "dropped")


def list_of(zone: Organisation, side: str, at: datetime) -> ConductList:
    """What the rule says of one of the lists."""
    lists = RuleBook().body(CONDUCT, zone, day_of(at), ConductBody).lists
    return next(one for name, one in lists.items() if name == side)


def paper_of(listing: Listing) -> Paper | None:
    """The 公示 of an entry, the newest that did not come to nothing."""
    rows = Paper.objects.known_at().filter(zone=listing.zone, about__ref=listing.ref)
    return next((one for one in rows.order_by("-pk") if state_of(one.case) not in _GONE), None)


def draft_publicity(actor: Actor, listing: Listing, *, at: datetime) -> Paper:
    """Draft the 公示 of an entry; the one that is there, if there is one.

    Raises Problem `supervision.no-publicity`, `parties.not-allowed`, and those of `papers.services.draft_paper`.
    """
    rule = list_of(listing.zone, listing.side, at)
    if not rule.publicity:
        raise NO_PUBLICITY()
    if (there := paper_of(listing)) is not None:
        return there
    require(actor, "approve", KIND, listing.unit, on=day_of(at))
    office = acting(actor, day_book(at)).body
    if office is None:
        raise MOVER_MISSING()
    turn = Paper.objects.known_at().filter(zone=listing.zone, about__ref=listing.ref).count() + 1
    said = f"{listing.unit.name}{listing.person.name}：{listing.happened}。成效：{listing.effect}。"
    draft = PaperDraft(
        rule.publicity,
        office,
        f"{listing.ref}/publicity/{turn}",
        slots={"subject": "拟公开正面典型", "points": [said], "contact": f"{office.name}受理书面意见。"},
        refs=(listing.ref,),
    )
    return draft_paper(actor, draft, at=at)


def show_publicity(actor: Actor, listing: Listing, *, at: datetime) -> Publication:
    """Put the issued 公示 before the public, from today. Raises Problem `supervision.not-shown-yet` where there is
    none, and those of `papers.services.publish_paper`.
    """
    paper = paper_of(listing)
    if paper is None:
        raise NOT_SHOWN_YET(why="还没有拟公示", why_en="no public notice was drafted")
    return publish_paper(actor, paper, at=at)


def refuse_unshown(listing: Listing, at: datetime) -> None:
    """Raises Problem `supervision.not-shown-yet` where the rule asks for a 公示 and it was not shown to its end, or
    somebody objected and that is not dismissed.
    """
    if not list_of(listing.zone, listing.side, at).publicity:
        return
    paper = paper_of(listing)
    if paper is None:
        raise NOT_SHOWN_YET(why="还没有拟公示", why_en="no public notice was drafted")
    if not Issue.objects.filter(paper=paper).exists():
        raise NOT_SHOWN_YET(why="公示尚未印发", why_en="the public notice is not issued")
    shown = Publication.objects.filter(paper=paper).first()
    if shown is None:
        raise NOT_SHOWN_YET(why="公示尚未发布", why_en="the public notice is not shown")
    last = max(shown.last_day, shown.until)
    if day_of(at) <= last:
        raise NOT_SHOWN_YET(why=f"公示到 {last} 止", why_en=f"it is shown until {last}")
    rows = Objection.objects.filter(publication=shown).select_related("case")
    if any(state_of(one.case) != "dismissed" for one in rows):
        raise NOT_SHOWN_YET(why="公示期内的异议未被驳回", why_en="an objection was not dismissed")
