"""What of a month wants speaking about: figure, why, who. What is behind first, then what is in doubt or waits, then
what has no figure, then the rest.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from jingkai.engines.periods import Period
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.queries import Noticed
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.access import reader_for
from jingkai.systems.economy.api import (
    Finding,
    Line,
    Month,
    PublishedMonth,
    RowView,
    about_of,
    because,
    code_of,
    compute,
    on_record,
    responsible,
    view,
)
from jingkai.systems.supervision.api import Standing, standings_of
from jingkai.web.words import Lang

from .open_matters import Topic, open_matters, topic_of

OPEN = "open"
# How many computed months are kept.
_KEPT = 8


class Group(StrEnum):
    """Why something is spoken about, in the order in which it is."""

    BEHIND = "behind"
    DOUBT = "doubt"
    UNKNOWN = "unknown"
    FINE = "fine"


@dataclass(frozen=True)
class Below:
    """A unit that is behind in something: its row, and the matters that are open on it already."""

    row: RowView
    matters: tuple[Standing, ...]


@dataclass(frozen=True)
class Item:
    """One thing to speak about. `about` says of what a task is noted, `title` is its name. `row` is its figure, if it
    has one; `rule` and `why` say which light rule lit it, and by which condition. `below` are the units that are
    behind in it, `said` the sentences of what contradicts, `waiting` the signals that nothing came of yet. `matters`
    are open on it.
    """

    about: str
    title: str
    group: Group
    row: RowView | None
    rule: str
    why: str
    below: tuple[Below, ...]
    said: tuple[str, ...]
    waiting: tuple[Noticed, ...]
    matters: tuple[Standing, ...]
    owner: Organisation

    @property
    def id(self) -> str:
        """Its place on the page."""
        return f"i{hashlib.sha256(self.about.encode()).hexdigest()[:10]}"

    @property
    def leader(self) -> str:
        """The leader who has it in hand already, if that is one."""
        names = {one.lead.leader.name for one in self.matters if one.lead.leader is not None}
        return names.pop() if len(names) == 1 else ""


@dataclass(frozen=True)
class Agenda:
    """The month as it was read for the meeting, and its items in the order in which they are spoken about."""

    month: Month
    published: bool
    items: tuple[Item, ...]

    def of(self, group: Group) -> list[Item]:
        """The items of one group."""
        return [one for one in self.items if one.group == group]


def agenda(zone: Organisation, period: Period, reader: Reader | None, at: datetime, lang: Lang) -> Agenda:
    """The agenda of a month as it was published last; one that was not published is read as it is known now.

    Raises Problems as `economy.api.compute`.
    """
    rows = PublishedMonth.objects.seen_by(reader).known_at()
    found = rows.filter(zone=zone, start=period.start, end=period.end).order_by("-pk").first()
    month = _month(zone, period, found.as_of if found is not None else latest(), reader)
    noticed = _by_topic(on_record(month).noticed)
    matters = open_matters(zone, reader)
    standing = _standings(matters, at)
    items = [*_of_rows(month, noticed, standing, lang), *_of_signals(noticed, month, standing, lang)]
    order = list(Group)
    return Agenda(
        month,
        found is not None,
        tuple(sorted(items, key=lambda one: (order.index(one.group), *_weight(one)))),
    )


def _of_rows(
    month: Month,
    noticed: Mapping[Topic, list[Noticed]],
    standing: Mapping[Topic, list[Standing]],
    lang: Lang,
) -> Iterator[Item]:
    found = defaultdict(list)
    for finding in month.findings:
        found[code_of(finding.signal)].append(finding)
    rows: dict[Topic, list[Line]] = defaultdict(list)
    for line in month.everything:
        rows[line.definition.code].append(line)
    for code, lines in rows.items():
        first = lines[0]
        below = [one for one in lines[1:] if _is_behind(one)]
        waiting = [one for one in noticed.get(code, []) if one.state == OPEN]
        row, open_on = view(first, lang), standing.get(code, [])
        units = [
            Below(view(one, lang), tuple(each for each in open_on if each.unit == one.holder))
            for one in below
        ]
        yield Item(
            about=about_of(first),
            title=row.name,
            group=_group(first, below, waiting, found[code]),
            row=row,
            rule=_rule(month, first, lang),
            why=because(first.light.why, lang) if first.light.lamp is not None else "",
            below=tuple(units),
            said=tuple(_said(found[code], lang)),
            waiting=tuple(waiting),
            matters=tuple(one for one in open_on if not any(one in each.matters for each in units)),
            owner=responsible(first),
        )


def _of_signals(
    noticed: Mapping[Topic, list[Noticed]],
    month: Month,
    standing: Mapping[Topic, list[Standing]],
    lang: Lang,
) -> Iterator[Item]:
    """What people noticed, and what rules noticed of nothing that is a row of the month: each is an item of its own."""
    rows = {one.definition.code for one in month.everything}
    for topic, some in noticed.items():
        if topic in rows:
            continue
        for one in some:
            yield Item(
                about=one.signal.about,
                title=one.signal.zh if lang == "zh" else one.signal.en or one.signal.zh,
                group=Group.DOUBT if one.state == OPEN else Group.FINE,
                row=None,
                rule="",
                why="",
                below=(),
                said=(),
                waiting=(one,) if one.state == OPEN else (),
                matters=tuple(standing.get(topic, ())),
                owner=one.signal.unit,
            )


def _group(line: Line, below: list[Line], waiting: list[Noticed], found: list[Finding]) -> Group:
    if _is_behind(line):
        return Group.BEHIND
    if below or waiting or line.tied or any(one.kind != "behind" for one in found):
        return Group.DOUBT
    return Group.UNKNOWN if line.value is None else Group.FINE


def _weight(item: Item) -> tuple[int, float]:
    """The graver light first, then who is further behind."""
    if item.row is None:
        return (1, 0.0)
    aimed = item.row.line.aimed
    deviation = aimed.deviation if aimed is not None else None
    # Only for the order: what is shown is never computed by it.
    return (
        -_level(item.row.line),
        float(deviation.lo) if deviation is not None and deviation.lo is not None else 0.0,
    )


def _is_behind(line: Line) -> bool:
    return line.light.lamp is not None and line.light.lamp.behind


def _level(line: Line) -> int:
    return line.light.lamp.level if line.light.lamp is not None else 0


def _said(found: Iterable[Finding], lang: Lang) -> Iterator[str]:
    """The sentences of what contradicts; that something is behind its row says already."""
    for one in found:
        if one.kind != "behind":
            yield one.zh if lang == "zh" else one.en


def _rule(month: Month, line: Line, lang: Lang) -> str:
    """The light rule that lit the row, by its title and version."""
    for one in month.rules:
        if (one.key, one.version) == (line.light.rule, line.light.version):
            title = one.header.title
            return f"{title.zh if lang == 'zh' else title.en} {one.version}"
    return ""


def _by_topic(noticed: Iterable[Noticed]) -> dict[Topic, list[Noticed]]:
    found: dict[Topic, list[Noticed]] = defaultdict(list)
    for one in noticed:
        found[topic_of(one.signal.about)].append(one)
    return found


def _standings(
    matters: Mapping[Topic, list[tuple[str, Matter]]], at: datetime
) -> dict[Topic, list[Standing]]:
    rows = {one.pk: one for some in matters.values() for _, one in some}
    by_key = {one.matter.pk: one for one in standings_of(rows.values(), at)}
    return {topic: [by_key[one.pk] for _, one in some] for topic, some in matters.items()}


def _month(zone: Organisation, period: Period, as_of: int, reader: Reader | None) -> Month:
    """A month as of a number does not change, and what somebody reads of it hangs on what the grants open: every task
    that is noted would make it computed anew otherwise.
    """
    if reader is None:
        return _computed(zone.pk, period, as_of, None, None, ())
    sights = tuple(sorted(reader.sights.items()))
    return _computed(zone.pk, period, as_of, reader.person, reader.on, sights)


@lru_cache(maxsize=_KEPT)
def _computed(
    zone: int, period: Period, as_of: int, person: int | None, on: date | None, sights: tuple[object, ...]
) -> Month:
    reader = reader_for(person, on=on) if person is not None and on is not None else None
    return compute(Organisation.objects.get(pk=zone), period, as_of, reader)
