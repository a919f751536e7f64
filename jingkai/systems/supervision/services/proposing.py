"""Pasted minutes are taken apart into numbered points, with the units, leaders and due dates that stand in them.

It is a proposal: the clerk marks which are tasks and mends what was misread (会议议定事项分解).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from ..kinds import READING, ReadingBody
from .due import due_words
from .minutes import Point
from .naming import Known

# As many points as a form takes in at once; a title as long as a matter's.
MOST_POINTS, LONGEST = 120, 500
# A heading is short and no sentence; what follows it is a point, and else goes on with it.
HEADING = 40


@dataclass(frozen=True)
class Proposed:
    """A point as it was found: the heading it stands under, and what it would be as a task."""

    section: str
    point: Point


def propose(text: str, zone: Organisation, on: date) -> list[Proposed]:
    """The points of the minutes in their order, numbered from 1; at most `MOST_POINTS`."""
    rule = RuleBook().body(READING, zone, on, ReadingBody)
    known = Known(zone, on)
    found = [
        Proposed(section, _point(row, said, rule, known))
        for row, (section, said) in enumerate(_points(text, rule), start=1)
    ]
    return found[:MOST_POINTS]


def _points(text: str, rule: ReadingBody) -> Iterator[tuple[str, str]]:
    """Each point with the heading it stands under. A heading without points under it is one."""
    section, bare = "", ""
    open_point = ""
    for line in (" ".join(one.split()) for one in text.splitlines()):
        if not line:
            continue
        heading, numbered = re.match(rule.section, line), re.match(rule.point, line)
        if heading or numbered:
            yield from _inline(section, open_point, rule)
            open_point = ""
        if heading:
            yield from _inline("", bare, rule)
            section = bare = line[heading.end() :]
        elif numbered:
            open_point, bare = line[numbered.end() :], ""
        elif open_point:
            open_point = f"{open_point}{line}"
        elif bare and len(bare) <= HEADING and "。" not in bare:
            open_point, bare = line, ""
        elif bare:
            bare = f"{bare}{line}"
    yield from _inline(section, open_point, rule)
    yield from _inline("", bare, rule)


def _inline(section: str, said: str, rule: ReadingBody) -> Iterator[tuple[str, str]]:
    """A point, or those that are counted within its sentence (一是……；二是……), under what is said before them."""
    if not said:
        return
    marks = list(re.finditer(rule.inline, said))
    if len(marks) < 2:
        yield section, said
        return
    before = said[: marks[0].start()].strip(" ：:，,。")
    ends = [one.start() for one in marks[1:]] + [len(said)]
    for mark, end in zip(marks, ends, strict=True):
        yield section or before, said[mark.end() : end].strip(" ；;，,")


def _point(row: int, said: str, rule: ReadingBody, known: Known) -> Point:
    labelled = {name: _behind(said, words, rule) for name, words in rule.labels.items()}
    title = _without_labels(said, rule)
    units = _listed_units(labelled["unit"], known, rule) or _units_within(title, known, rule)
    lead, others = units[:1], units[1:]
    people = _named(labelled["leader"], known.people) or labelled["leader"].split("、")
    due = labelled["due"].strip(" 。；;，,）)") or "、".join(_due_words(title, rule))
    executing = [*others, *_listed_units(labelled["executing"], known, rule)]
    return Point(
        row=row,
        title=title[:LONGEST],
        unit="、".join(lead),
        executing="、".join(dict.fromkeys(one for one in executing if one not in lead)),
        leader=people[0] if people else "",
        due=due,
    )


def _due_words(title: str, rule: ReadingBody) -> list[str]:
    """The words of the sentence that say a due date, in its order, each once."""
    found = sorted((one for _, one in due_words(title, rule)), key=lambda one: one.start())
    return list(dict.fromkeys(one[0] for one in found))


def _all_labels(rule: ReadingBody) -> str:
    # The longer one first: 时限要求 is not 时限.
    words = sorted((one for words in rule.labels.values() for one in words), key=len, reverse=True)
    return "|".join(re.escape(one) for one in words)


def _behind(said: str, words: Iterable[str], rule: ReadingBody) -> str:
    """What stands behind one of the words, to the next label or the end of the clause; empty if none is there."""
    ours = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    found = re.search(
        rf"(?:{ours})\s*[：:]\s*((?:[（(][^（(）)]*[）)]|.)*?)(?=(?:{_all_labels(rule)})\s*[：:]|[；;。）)】\]]|$)",
        said,
    )
    return found[1].strip(" ，,、") if found else ""


def _without_labels(said: str, rule: ReadingBody) -> str:
    """The point without what is said of who and until when, and without the bracket around that."""
    first = re.search(rf"[（(【\[]?\s*(?:{_all_labels(rule)})\s*[：:]", said)
    return (said[: first.start()] if first else said).strip(" 。；;，,")


# Where a name stands in a text: from, to, and the unit's own name or what stands there of a unit nobody knows.
_Place = tuple[int, int, str]


def _listed_units(text: str, known: Known, rule: ReadingBody) -> list[str]:
    """The units of a list behind a label, in its order; a name that is not known stays as it is written."""
    found = _places(text, known.units)
    for start, end in _between(found, len(text)):
        for piece in re.finditer(r"[^、，,；;\s（）()]+", text[start:end]):
            name = re.sub(rf"^(?:{rule.unit_joins})+|(?:{rule.unit_joins})+$", "", piece[0])
            if name:
                found.append((start + piece.start(), start + piece.end(), name))
    return _in_order(found)


def _units_within(text: str, known: Known, rule: ReadingBody) -> list[str]:
    """The units that a sentence names, in its order: known names, and what looks like a unit and is none of them."""
    found = _places(text, known.units)
    for one in re.finditer(rule.unit_like, text):
        if all(one.end() <= start or one.start() >= end for start, end, _ in found):
            found.append((one.start(), one.end(), one[0]))
    return _in_order(found)


def _between(places: Iterable[_Place], end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text of this length that no name takes."""
    last = 0
    for start, stop, _ in sorted(places):
        yield last, start
        last = stop
    yield last, end


def _named(text: str, names: dict[str, str]) -> list[str]:
    """The known names that stand in the text, in its order."""
    return _in_order(_places(text, names))


def _in_order(places: Iterable[_Place]) -> list[str]:
    return list(dict.fromkeys(own for _, _, own in sorted(places)))


def _places(text: str, names: dict[str, str]) -> list[_Place]:
    """Where known names stand in the text; of two that overlap the longer one."""
    taken: list[_Place] = []
    for name in sorted(names, key=len, reverse=True):
        for found in re.finditer(re.escape(name), text):
            if all(found.end() <= start or found.start() >= end for start, end, _ in taken):
                taken.append((found.start(), found.end(), names[name]))
    return taken
