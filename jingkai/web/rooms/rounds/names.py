"""People and things by the names that a form gives them: all of them, or the refusal names who is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.queries import find_organisation, subtree_ids
from jingkai.kernel.problems import Problem
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rounds.kinds import RoundBody
from jingkai.kernel.rounds.services import EntrantDraft, RaterDraft

from .problems import LINES_UNCLEAR, PEOPLE_UNKNOWN

_CELLS = re.compile(r"\t|[，,;；]")
_NAMES = re.compile(r"[、，,;；\n\r\t]+")
_GROUP = re.compile(r"^\s*([^：:]{1,30})[：:](.*)$")


def people_named(names: Iterable[str], zone: Organisation, on: date) -> list[Person]:
    """The people of these names who hold a post in the zone. Raises Problem `web-rounds.people-unknown`."""
    wanted = list(dict.fromkeys(" ".join(one.split()) for one in names if one.strip()))
    posts = Post.objects.valid_on(on).filter(body__in=subtree_ids([zone])).values("person")
    found: dict[str, list[Person]] = {}
    for one in Person.objects.filter(pk__in=posts, name__in=wanted).order_by("pk"):
        found.setdefault(one.name, []).append(one)
    if lost := [name for name in wanted if len(found.get(name, ())) != 1]:
        raise PEOPLE_UNKNOWN(names="、".join(lost))
    return [found[name][0] for name in wanted]


def raters_in(text: str, body: RoundBody, zone: Organisation, on: date) -> list[RaterDraft]:
    """Raters as they are typed: names on a line; where the rule has groups, a line begins with its group (领导：...).

    Raises Problem `web-rounds.people-unknown`; an unknown group is refused by the room.
    """
    titles = {word: key for key, one in body.raters.items() for word in (key, one.zh, one.en)}
    found: list[RaterDraft] = []
    for line in text.splitlines():
        group, names = "", line
        if body.raters and (match := _GROUP.match(line)):
            group, names = titles.get(match[1].strip(), match[1].strip()), match[2]
        found += [RaterDraft(one, group) for one in people_named(_NAMES.split(names), zone, on)]
    return found


def entrants_in(
    text: str, body: RoundBody, zone: Organisation, on: date, reader: Reader | None
) -> list[EntrantDraft]:
    """Who is judged, as pasted: a line each, of name, unit and class. What the register of the zone has by this title
    or code is that thing, and of its unit unless another is named; a line that is a unit's name alone is that unit.

    Raises Problem `web-rounds.lines-unclear` with the numbers of the lines.
    """
    titles = {word: key for key, one in body.classes.items() for word in (key, one.zh, one.en)}
    found, unclear = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(one.split()) for one in _CELLS.split(line)]
        if not any(cells):
            continue
        name, unit_name, group = [*cells, "", ""][:3]
        subject = _subject(name, zone, reader)
        unit = _unit(unit_name or ("" if subject else name), zone, on)
        if unit is None and subject is not None and not unit_name:
            unit = subject.holder
        if not name or unit is None:
            unclear.append(f"{number}（{line.strip()[:30]}）")
            continue
        # A unit is called as it calls itself, a thing as its register calls it.
        called = "" if subject is not None or not unit_name else name
        found.append(EntrantDraft(unit, called, titles.get(group, group), subject))
    if unclear:
        raise LINES_UNCLEAR(lines="、".join(unclear))
    return found


def _unit(name: str, zone: Organisation, on: date) -> Organisation | None:
    try:
        return find_organisation(name, on=on, under=zone) if name else None
    except Problem:
        return None


def _subject(name: str, zone: Organisation, reader: Reader | None) -> Subject | None:
    """The one thing of this title or code; None where there is none, or several."""
    rows = Subject.objects.seen_by(reader).filter(
        Q(title=name) | Q(code=name), holder__in=subtree_ids([zone])
    )
    found = list(rows.select_related("holder").order_by("pk")[:2]) if name else []
    return found[0] if len(found) == 1 else None
