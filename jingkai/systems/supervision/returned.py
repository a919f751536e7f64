"""A ledger that comes back (台账回收), laid beside what went out: nothing is guessed, and nothing is written here.

Each cell is compared with what the export said, as of its own number: a cell that is as it was changes nothing, also
when the matter was moved since. Of what was typed a report becomes a proposal; anything else is refused at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from jingkai.engines.periods import SHANGHAI
from jingkai.engines.sheets import SheetProblem
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.load.cells import clean
from jingkai.engines.sheets.workbook import Sheet, address
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.problems import NEEDS_MISSING
from jingkai.kernel.flows.services import thousandths
from jingkai.kernel.flows.services.permitting import no_such_move
from jingkai.kernel.flows.state import flow_of, last_move, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import choices
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.web.dates import moment
from jingkai.web.rooms.flows.timeline import title_of

from .ledger_sheet import COLUMNS, FORMAT, OPEN, cells, told_of
from .opened import matters_of
from .problems import CELL_FIXED, LEDGER_ELSEWHERE, NOT_A_LEDGER, ROW_FOREIGN, ROW_MOVED, ROW_TWICE
from .queries import standings_by
from .words import Words

PROGRESS = "progress"
_TITLE = re.compile(
    r"(?P<zone>.+) · (?P<name>督办台账|ledger of matters) · (?:格式|format) (?P<version>[0-9]{1,6})"
    r" · (?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})"
    r" · (?:截至留痕第|as of number) (?P<n>[0-9]{1,18})(?: 号)?"
)
_HEAD, _FIRST = 1, 2  # rows, counted from 0
_MIDNIGHT = "T00:00:00"


@dataclass(frozen=True)
class Proposal:
    """A report that somebody typed: of which matter, in which cell, the share in thousandths if one was typed."""

    matter: Matter
    cell: str
    note: str
    share: int | None

    @property
    def percent(self) -> str:
        """The share in percent; nothing where none was typed."""
        return f"{Decimal(self.share) / 10:g}%" if self.share is not None else ""


@dataclass(frozen=True)
class Refused:
    """A cell that can't be taken, and why."""

    cell: str
    number: str
    why: Problem


@dataclass
class Returned:
    """What came back: how many rows, what is proposed, what is refused; `changes` is how many cells were typed in."""

    rows: int = 0
    proposals: list[Proposal] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many rows say something else than what went out."""
        return len(self.proposals) + len(self.refused)


@dataclass(frozen=True)
class _Row:
    row: int
    said: dict[str, str]

    def cell(self, name: str) -> str:
        return address(self.row, COLUMNS.index(name))


def read_back(
    path: Path, name: str, zone: Organisation, reader: Reader | None, actor: Actor, at: datetime
) -> Returned:
    """Lay a filled-in ledger beside what went out. What the reader may not read is as if it were not there.

    Raises Problem `supervision.not-a-ledger`, `supervision.ledger-elsewhere`.
    """
    try:
        sheets = load_workbook(path, name).sheets
    except SheetProblem as problem:
        raise NOT_A_LEDGER(file=name) from problem
    found = Returned()
    sheet = next((one for one in sheets if _title(one)), None)
    if sheet is None or (said := _title(sheet)) is None:
        raise NOT_A_LEDGER(file=name)
    lang: Literal["zh", "en"] = "zh" if said["name"] == "督办台账" else "en"
    words = Words(lang)
    heads = tuple(_text(sheet, _HEAD, place) for place in range(len(COLUMNS)))
    if int(said["version"]) != FORMAT or heads != tuple(words(one) for one in COLUMNS) or sheet.truncated:
        raise NOT_A_LEDGER(file=name)
    if said["zone"] != zone.name:
        raise LEDGER_ELSEWHERE(zone=said["zone"], here=zone.name)
    when = datetime.strptime(said["at"], "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    _compare(found, list(_rows(sheet)), _Out(zone, reader, words, when, int(said["n"])), actor, at)
    return found


@dataclass(frozen=True)
class _Out:
    """What went out: in which language, when, as of which number."""

    zone: Organisation
    reader: Reader | None
    words: Words
    at: datetime
    n: int

    def expected(self, numbers: set[tuple[int, int]]) -> dict[str, tuple[Matter, dict[str, str]]]:
        """By label each matter that was there then and may be read, with what its cells said."""
        rows = matters_of(self.reader, self.zone).filter(year__in={year for year, _ in numbers})
        there = set(Matter.objects.known_at(self.n).filter(zone=self.zone).values_list("pk", flat=True))
        keys = [
            key
            for key, year, number in rows.values_list("pk", "year", "number")
            if (year, number) in numbers and key in there
        ]
        standing = standings_by(keys, self.at, n=self.n)
        told = told_of(standing, self.n)
        return {
            one.matter.label: (
                one.matter,
                {
                    name: _said(value)
                    for name, value in zip(COLUMNS, cells(one, told[one.matter.pk], self.words), strict=True)
                },
            )
            for one in standing
        }


def _compare(found: Returned, rows: list[_Row], out: _Out, actor: Actor, at: datetime) -> None:
    expected = out.expected({pair for one in rows if (pair := _number(one.said["number"])) is not None})
    reported: set[str] = set()
    for one in rows:
        found.rows += 1
        number = one.said["number"]
        if number not in expected:
            found.refused.append(Refused(one.cell("number"), number, ROW_FOREIGN(number=number or "—")))
            continue
        matter, was = expected[number]
        wrong = [name for name in COLUMNS if name not in OPEN and one.said[name] != was[name]]
        for name in wrong:
            why = CELL_FIXED(column=out.words(name), was=was[name] or "—", now=one.said[name] or "—")
            found.refused.append(Refused(one.cell(name), number, why))
        note, share = one.said["new_report"], one.said["new_share"]
        if not (note or share):
            continue
        typed = one.cell("new_report" if note else "new_share")
        try:
            if number in reported:
                raise ROW_TWICE(number=number)
            reported.add(number)
            _refuse_moved(matter, out)
            _refuse_not_done(matter, actor, note, at)
            typed = one.cell("new_share") if share else typed
            proposal = Proposal(matter, one.cell("new_report"), note, thousandths(share))
        except Problem as problem:
            found.refused.append(Refused(typed, number, problem))
        else:
            found.proposals.append(proposal)


def _refuse_moved(matter: Matter, out: _Out) -> None:
    """Raises Problem `supervision.row-moved` where the matter was moved since it went out."""
    last = last_move(matter.case)
    if last is None or last.n == Move.objects.known_at(out.n).filter(case=matter.case).count():
        return
    title = title_of(flow_of(matter.case.flow), last)
    raise ROW_MOVED(number=matter.label, what=title.zh, what_en=title.en, at=moment(last.at))


def _refuse_not_done(matter: Matter, actor: Actor, note: str, at: datetime) -> None:
    """Raises the Problem that keeps the actor from reporting progress of it."""
    choice = next((one for one in choices(actor, matter, at) if one.move.move == PROGRESS), None)
    if choice is None:
        raise no_such_move(matter.case, PROGRESS, state_of(matter.case))
    if choice.obstacles:
        raise choice.obstacles[0]
    if not note:
        raise NEEDS_MISSING(missing="说明", missing_en="a note")


def _rows(sheet: Sheet) -> Iterator[_Row]:
    for row in sorted({row for row, _ in sheet.cells if row >= _FIRST}):
        said = {name: _text(sheet, row, place) for place, name in enumerate(COLUMNS)}
        if any(said.values()):
            yield _Row(row, said)


def _title(sheet: Sheet) -> dict[str, str] | None:
    found = _TITLE.fullmatch(_text(sheet, 0, 0))
    return found.groupdict() if found else None


def _text(sheet: Sheet, row: int, place: int) -> str:
    """What a cell says. A formula is what it says it computes, and so never what went out."""
    cell = sheet.get(row, place)
    if cell is None:
        return ""
    if cell.formula is not None:
        return f"={cell.formula}"
    if cell.number is not None and cell.shown_as_percent:
        return f"{cell.number * 100:g}%"  # 30% is stored as 0.3
    return _tidy(cell.text.removesuffix(_MIDNIGHT))


def _said(value: object) -> str:
    """A cell of the export as it is read back."""
    if value is None:
        return ""
    return _tidy(value.isoformat() if isinstance(value, date) else str(value))


def _tidy(text: str) -> str:
    return clean(text).strip()


def _number(label: str) -> tuple[int, int] | None:
    year, _, number = label.partition("-")
    if year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 10:
        return int(year), int(number)
    return None
