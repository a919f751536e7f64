"""What every page of the room asks for and shows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import Due, Period, day_of
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, Style, Units, round_half_up, write
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.web.acting import actor_of
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.render import render

from ..words import Words as RoomWords

_STYLES: dict[str, Style] = {"zh": "marks", "en": "en"}


class Words(RoomWords):
    """The room's words in one language, and figures, times and states in it."""

    def __init__(self, lang: Any) -> None:
        super().__init__(lang, __package__)

    def quantity(self, found: Quantity) -> str:
        """A figure: 38.62亿元."""
        return write(found, style=_STYLES[self.lang], grouped=True)

    def unit(self, name: str) -> str:
        """A unit of measure: 亿元, 100 million yuan."""
        if self.lang == "zh" or not name:
            return name
        one = self.quantity(Quantity.exactly(1, Units.shipped().get(name)))
        return one.removeprefix("1 ") if one.startswith("1 ") else one.replace("1%", "%")

    def caliber(self, name: str) -> str:
        """A caliber: 统计, statistical."""
        return vocabulary().caliber_words(name, self.lang)

    def percent(self, found: Quantity) -> str:
        """A share with one decimal; — where nothing is there to share."""
        return str(round_half_up(found, 1)) if found.known else "—"

    def minutes(self, found: Decimal) -> str:
        """Whole minutes, and that they are about so many where they were not whole: 3.96 is 约 4."""
        whole = found.quantize(Decimal(1), ROUND_HALF_UP)
        if whole == found:
            return f"{whole:,}"
        return self("about_minutes", minutes=f"{whole:,}") if whole else self("under_a_minute")

    def exact_minutes(self, found: Decimal) -> str:
        """Minutes as they are compared with a budget, without needless zeros: 1.2."""
        return f"{found.normalize():,f}" if found else "0"

    def taking(self, found: Decimal) -> str:
        """How long one cell takes, in seconds where it is less than a minute: 0.24 is 约 14 秒."""
        if found >= 1 or not found:
            return self("taking_minutes", minutes=self.minutes(found))
        return self("taking_seconds", seconds=(found * 60).quantize(Decimal(1), ROUND_HALF_UP))

    def due(self, found: Due | None) -> str:
        """Until when: 2024-03-10 17:00, or 24:00 of the day."""
        if found is None:
            return "—"
        return moment(found.instant) if found.on_the_dot else f"{found.day} 24:00"

    def state(self, case: Case) -> str:
        """The state of a case in words."""
        return self.of(flow_of(case.flow).states[state_of(case)].title)

    def name(self, row: Any) -> str:
        """The name or title of a form or field in this language, Chinese where it has no other."""
        zh: str = getattr(row, "title", "") or getattr(row, "name", "")
        en: str = getattr(row, "title_en", "") or getattr(row, "name_en", "")
        return en if self.lang == "en" and en else zh

    def request(self, row: Any) -> str:
        """What a request is called: in English by its form and period, unless it was given a name of its own."""
        title = str(row.title)
        if self.lang == "zh" or not row.form.title_en:
            return title
        given = title != f"{row.form.title}（{row.period.words('zh')}）"
        return title if given else f"{row.form.title_en} ({row.period.words('en')})"

    def section(self, section: Any) -> str:
        """The heading of a section."""
        found: str = section.title_en if self.lang == "en" and section.title_en else section.title
        return found

    def said(self, declared: Declared) -> str:
        """What a rule or a check says."""
        return self.of(declared)


def zone_of(request: HttpRequest) -> Organisation:
    """The zone that the address names. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def month_of(request: HttpRequest) -> Period:
    """The month that the address names; this one otherwise. Raises the engine's `periods.unreadable`."""
    wanted = request.GET.get("period", "")
    if not wanted:
        return this_month()
    found = Period.parse(wanted)
    return found.months()[-1] if found.is_whole_months else Period.month(found.start.year, found.start.month)


def this_month() -> Period:
    """The month of today."""
    day = today()
    return Period.month(day.year, day.month)


def units_of(zone: Organisation, reader: Reader | None) -> list[Organisation]:
    """The units of the zone whose names the reader may read."""
    rows = Organisation.objects.live_on(timezone.localdate()).seen_by(reader)
    return list(rows.filter(zone.subtree()).exclude(pk=zone.pk).order_by("pk"))


def own_unit(request: HttpRequest) -> Organisation | None:
    """The unit in whose post the reader acts."""
    post = Post.objects.filter(pk=actor_of(request).post).select_related("body").first()
    return post.body if post is not None else None


def shown(
    request: HttpRequest,
    template: str,
    zone: Organisation,
    *,
    refused: Problem | SheetProblem | None = None,
    **values: Any,
) -> HttpResponse:
    """The page, with what stands around it and with what was refused."""
    lang, at = language_of(request), timezone.now()
    said = (refused.zh if lang == "zh" else refused.en) if refused is not None else ""
    return render(
        request,
        f"web/rooms/forms/{template}.html",
        status=400 if refused is not None else 200,
        words=Words(lang),
        zone=zone,
        zones=zones(timezone.localdate()),
        at=at,
        moment=moment,
        address_of_ref=address_of_ref,
        kept=kept_of(request),
        refused=said,
        code=refused.code if refused is not None else "",
        **values,
    )


def instant_in(day: str, clock: str) -> date | None:
    """What two fields of a form say until when: a day, or a day and a clock time in the zone; None where blank.

    Raises ValueError for what is no day or time.
    """
    if not day.strip():
        return None
    if not clock.strip() or clock.strip() == "24:00":
        return date.fromisoformat(day.strip())
    return timezone.make_aware(datetime.fromisoformat(f"{day.strip()}T{clock.strip()}"))


def period_in(text: str) -> Period | None:
    """A period as typed; None for what is none."""
    try:
        return Period.parse(text)
    except Refusal:
        return None


def today() -> date:
    """The day in the zone."""
    return day_of(timezone.now())
