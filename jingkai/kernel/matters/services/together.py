"""Matters opened together, all or none: everything is read and checked first, then rows are only written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.services import PreparedCase, prepare_cases, write_cases
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Matter
from ..models.matter import ref_of
from ..problems import ORIGIN_DIFFERS, PARENT_ENDED, UNIT_MISSING
from ..standing import ends
from .drafts import Draft, check, check_words, require_right
from .numbering import take_numbers


@dataclass
class Opened:
    """What a call opened, and what was there before from the same origins."""

    new: list[Matter] = field(default_factory=list)
    there: list[Matter] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Line:
    """A matter to be. Its parent, if it has one, is there already or is a line before it."""

    draft: Draft
    flow: str
    parent: "Matter | _Line | None" = None


class Opening:
    """Collects the matters that one call opens; they are numbered in the order in which they were added.

    ready = opening.prepared()  # reads and checks all of them, before the call
    with writing(...) as call:
        done = ready.write(call)  # only writes
    """

    def __init__(self, actor: Actor, zone: Organisation, *, at: datetime) -> None:
        """Raises Problem `rules.trial-writes`."""
        refuse_in_trial()
        self._actor, self._zone, self._at = actor, zone, at
        self._book = day_book(at)
        self._lines: list[_Line] = []

    def add(self, drafts: Iterable[Draft], *, flow: str, parent: Matter | None = None) -> None:
        """Matters with a unit each. Raises Problems as `open_matters` of what is wrong with a draft."""
        some = list(drafts)
        check(some, self._zone, self._book)
        require_right(self._actor, some, self._zone, self._book)
        self._lines += [_Line(one, flow, parent) for one in some]

    def split(self, draft: Draft, units: Iterable[Organisation], *, flow: str, parent_flow: str) -> None:
        """A common problem: a parent held by the zone, and a child for each unit. Raises Problems as `add`."""
        named = list(dict.fromkeys(units))
        if not named:
            raise UNIT_MISSING(rows=draft.row or 1)
        whole = replace(draft, unit=None, executing=tuple(named))
        check_words([whole], self._zone, self._book)
        require_right(self._actor, [whole], self._zone, self._book)
        parent = _Line(whole, parent_flow)
        parts = [
            replace(draft, unit=unit, executing=(), origin=f"{draft.origin}/{unit.pk}") for unit in named
        ]
        check(parts, self._zone, self._book)
        require_right(self._actor, parts, self._zone, self._book)
        self._lines += [parent, *(_Line(one, flow, parent) for one in parts)]

    def prepared(self) -> "PreparedOpening":
        """Ready to be written. Raises Problem `matters.origin-differs` and those of `flows.prepare_cases`."""
        there = _there(self._zone, self._lines)
        missing = [one for one in self._lines if one not in there]
        cases: dict[_Line, PreparedCase] = {}
        for flow in dict.fromkeys(one.flow for one in missing):
            lines = [one for one in missing if one.flow == flow]
            drafts = [one.draft.case_draft(self._zone, self._at, self._book) for one in lines]
            ready = prepare_cases(self._actor, flow, drafts, at=self._at, book=self._book)
            cases |= zip(lines, ready, strict=True)
        return PreparedOpening(self._zone, day_of(self._at).year, tuple(self._lines), there, cases)

    def run(self, *, act: str, ref: str, call: Writer | None = None) -> Opened:
        """Prepare and write them, in a call of their own or as part of another."""
        ready = self.prepared()
        with joining(call, self._actor, act=act, at=self._at, ref=ref) as writer:
            return ready.write(writer)


@dataclass(frozen=True)
class PreparedOpening:
    """Matters that may be opened: their lines, what was there when they were read, and cases for what was not."""

    zone: Organisation
    year: int
    lines: Sequence[_Line]
    there: Mapping[_Line, Matter]
    cases: Mapping[_Line, PreparedCase]

    def write(self, call: Writer) -> Opened:
        """Write what is not there, and give back what is.

        Raises Problem `matters.origin-differs`, `matters.parent-ended`, `matters.closing-unverified`.
        """
        # Another call may have opened some of them since they were read.
        there = {**self.there, **_there(self.zone, self.cases)}
        new = [one for one in self.lines if one not in there]
        _refuse_ended(_parent(one, there) for one in new)
        numbers = take_numbers(self.zone, self.year, len(new))
        refs = [ref_of(self.zone.pk, self.year, number) for number in numbers]
        cases = write_cases(call, [self.cases[one] for one in new], refs)
        rows = self._write(call, list(zip(new, numbers, cases, strict=True)), there)
        return Opened(rows, [there[one] for one in self.lines if one in there])

    def _write(
        self, call: Writer, some: Sequence[tuple[_Line, int, Case]], there: Mapping[_Line, Matter]
    ) -> list[Matter]:
        """Rows in the order of their numbers; those that wait are written before the first child of one of them."""
        found = dict(there)
        waiting: list[Matter] = []
        rows: list[Matter] = []
        for line, number, case in some:
            parent = _parent(line, found)
            if parent is not None and parent.pk is None:
                call.add_all(waiting)
                waiting = []
            found[line] = self._row(line.draft, number, case, parent)
            waiting.append(found[line])
            rows.append(found[line])
        call.add_all(waiting)
        return rows

    def _row(self, draft: Draft, number: int, case: Case, parent: Matter | None) -> Matter:
        return Matter(
            case=case,
            zone=self.zone,
            year=self.year,
            number=number,
            title=draft.title.strip(),
            origin=draft.origin or case.ref,
            subject=draft.subject,
            kind=draft.kind,
            category=draft.category,
            level=draft.level,
            # Of two plates the case names the body.
            lead_unit=case.holder if draft.unit is not None else None,
            lead_leader=draft.leader,
            parent=parent,
        )


def _parent(line: _Line, rows: Mapping[_Line, Matter]) -> Matter | None:
    """The parent's row, if there is one already."""
    return rows.get(line.parent) if isinstance(line.parent, _Line) else line.parent


def _there(zone: Organisation, lines: Iterable[_Line]) -> dict[_Line, Matter]:
    """The matters that these origins opened before. Raises Problem `matters.origin-differs` if one says otherwise."""
    named = [one for one in lines if one.draft.origin]
    if not named:
        return {}
    rows = Matter.objects.known_at().filter(zone=zone, origin__in=[one.draft.origin for one in named])
    by_origin = {row.origin: row for row in rows}
    found = {one: by_origin[one.draft.origin] for one in named if one.draft.origin in by_origin}
    for line, row in found.items():
        if row.title != line.draft.title.strip():
            raise ORIGIN_DIFFERS(origin=line.draft.origin, there=f"{row.label} {row.title}")
    return found


def _refuse_ended(parents: Iterable[Matter | None]) -> None:
    """Raises Problem `matters.parent-ended`: nothing is added to what is over."""
    some = {one for one in parents if one is not None}
    for pk, how in ends(some).items():
        if how:
            raise PARENT_ENDED(parent=next(one.label for one in some if one.pk == pk))
