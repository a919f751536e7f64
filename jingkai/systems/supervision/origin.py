"""Where a matter came from, in words, and the page on which that stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.search.findable import findable
from jingkai.web.opening import address_of, address_of_ref

from .words import Words

# How a list or minutes name the place a matter came from: `list:NAME#7`, `meeting:2024-03-15 NAME#7`.
_PLACE = re.compile(r"(?P<kind>list|meeting):(?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<name>.*)#(?P<row>[^#]+)")
_SIGNAL = re.compile(r"signal:(?P<key>\d{1,18})")
# A part of a thing that may be looked for: `round:3#项目建设`.
_PART = re.compile(r"(?P<ref>(?P<kind>[a-z]+):\d{1,18})#(?P<part>.+)")


@dataclass(frozen=True)
class Origin:
    """What a matter came from; `address` is empty where no page has it."""

    said: str
    address: str = ""


def origin_words(matter: Matter, words: Words) -> str:
    """The same for everybody: of a signal only that there was one, since not everybody reads it."""
    if (place := _PLACE.fullmatch(matter.origin)) is not None:
        return words(f"origin_{place['kind']}", name=place["name"], day=place["day"] or "", row=place["row"])
    if _SIGNAL.fullmatch(matter.origin):
        return words("origin_signal")
    if (part := _PART.fullmatch(matter.origin)) is not None and (what := findable(part["kind"])) is not None:
        return words("origin_part", what=what.zh if words.lang == "zh" else what.en, part=part["part"])
    # What was handed out without a paper is its own origin.
    return words("origin_own") if matter.origin == matter.ref else matter.origin


def origin_of(matter: Matter, reader: Reader | None, words: Words, kept: str) -> Origin:
    """What the reader may read of it: a signal in its own words, a meeting with its page."""
    if (signal := _SIGNAL.fullmatch(matter.origin)) is not None:
        row = Signal.objects.seen_by(reader).filter(zone=matter.zone, pk=int(signal["key"])).first()
        if row is not None:
            said = row.zh if words.lang == "zh" else row.en or row.zh
            return Origin(
                f"{words('origin_signal')}{words('colon')}{said}", address_of_ref(matter.origin, matter.zone)
            )
    said = origin_words(matter, words)
    if (part := _PART.fullmatch(matter.origin)) is not None:
        return Origin(said, address_of_ref(part["ref"], matter.zone))
    place = _PLACE.fullmatch(matter.origin)
    if place is None or place["kind"] != "meeting":
        return Origin(said)
    held = matter.origin.rpartition("#")[0]
    meeting = Activity.objects.seen_by(reader).filter(zone=matter.zone, origin=held).first()
    return Origin(said, address_of("activity", meeting, kept) if meeting is not None else "")
