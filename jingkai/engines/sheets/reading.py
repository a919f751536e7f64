"""Reading a workbook: from file to facts, records, questions and warnings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jingkai.engines.sheets import doubts
from jingkai.engines.sheets.apart import tell_apart
from jingkai.engines.sheets.asking import Answered, Asker, Notice, Question, ids_of
from jingkai.engines.sheets.blocks import Key, cut
from jingkai.engines.sheets.context import Context, context_of
from jingkai.engines.sheets.continued import chain_checks, chains
from jingkai.engines.sheets.facts import ReadFact, fact_of
from jingkai.engines.sheets.figures import Figure, figures_of
from jingkai.engines.sheets.grid import Grid
from jingkai.engines.sheets.headers import mended
from jingkai.engines.sheets.lists import Record, is_list, records_of
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.magnitudes import ask_magnitudes
from jingkai.engines.sheets.merged import split_merged
from jingkai.engines.sheets.oddities import ask_oddities, ask_swallowed, looks_unfilled, warn_empty
from jingkai.engines.sheets.points import Earlier
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.rescale import rescale
from jingkai.engines.sheets.rows import examine_list
from jingkai.engines.sheets.series import ask_series
from jingkai.engines.sheets.settle import Settler
from jingkai.engines.sheets.signs import settle_signs
from jingkai.engines.sheets.suspects import Suspects
from jingkai.engines.sheets.table import Table, table_of
from jingkai.engines.sheets.verify import Verifier
from jingkai.engines.sheets.workbook import Sheet, Workbook


@dataclass
class Reading:
    """What was understood of one workbook.

    `facts` that are `held` must wait for an answer; the others may be imported as soon as year and holder are known.
    `answers_used` are the answers that were taken, by question id or by what to remember for next month.
    """

    file: str
    format: str
    facts: list[ReadFact] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    answers_used: dict[str, str] = field(default_factory=dict)
    # The questions that have their answer, in the order in which they came up.
    answered: list[Answered] = field(default_factory=list)

    @property
    def questions_met(self) -> frozenset[str]:
        """The ids of all questions that came up, open or answered."""
        return ids_of(self.questions, self.answered)

    def to_json(self) -> dict[str, Any]:
        """Plain data in the shape of the expected files: facts, range_facts, records, questions, warnings."""
        exact = [fact.to_json() for fact in self.facts if not fact.is_range]
        ranges = [fact.to_json() for fact in self.facts if fact.is_range]
        questions = [
            {
                **{name: value for name, value in vars(q).items() if name != "form"},
                "cells": list(q.cells),
                "options": [vars(o) for o in q.options],
                "accepts": {"zh": q.accepts("zh"), "en": q.accepts("en")},
            }
            for q in self.questions
        ]
        warnings = [{**vars(w), "cells": list(w.cells)} for w in self.warnings]
        return {
            "file": self.file,
            "format": self.format,
            "facts": exact,
            "range_facts": ranges,
            "records": [record.to_json() for record in self.records],
            "questions": questions,
            "warnings": warnings,
        }


def read_workbook(
    path: Path | str,
    *,
    name: str | None = None,
    answers: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    earlier: Iterable[ReadFact] = (),
) -> Reading:
    """Reads a workbook of a department.

    `name` is the file's name where the path is not (an upload); `answers` maps question ids to option keys or typed
    answers; `remembered` maps Question.remember to last month's answer of the same unit; `earlier` are the facts of the
    unit's earlier files, with which this month must agree.
    Raises SheetProblem when the file cannot be read as a table at all, OSError when it cannot be opened.
    """
    path = Path(path)
    return understand(load_workbook(path, name), answers or {}, remembered or {}, earlier)


def understand(
    book: Workbook,
    answers: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    earlier: Iterable[ReadFact] = (),
) -> Reading:
    """Reads a loaded workbook; see read_workbook."""
    if book.sheets and all(sheet.hidden for sheet in book.sheets):
        raise SheetProblem("sheets.nothing-visible")
    asker = Asker(answers or {}, remembered or {})
    if not any(sheet.cells for sheet in book.sheets):
        asker.warn(
            "blank",
            "error",
            [],
            "这个文件是空的，没有内容可读。",
            "The file is empty: there is nothing to read.",
        )
    reading = Reading(book.name, book.format)
    figures: list[Figure] = []
    past = Earlier(earlier)
    for sheet in book.sheets:
        asker.sheet = sheet.name
        if sheet.truncated:
            asker.warn(
                "truncated", "error", [], f"工作表“{sheet.name}”过大，只读了一部分", "Only a part was read"
            )
        if sheet.hidden:
            if any(cell.number is not None for cell in sheet.cells.values()):
                asker.warn(
                    "hidden_sheet",
                    "info",
                    [],
                    f"隐藏的工作表“{sheet.name}”没有读入",
                    "A hidden sheet was not read",
                )
            continue
        figures.extend(_read_sheet(sheet, book.name, past, asker, reading))
    doubts.ask_twins(figures, asker)
    ask_series(figures, past, asker)
    reading.facts = [fact_of(figure, figure.table.block.grid.sheet.name) for figure in figures]
    reading.questions, reading.warnings, reading.answers_used = asker.questions, asker.warnings, asker.used
    reading.answered = list(asker.answered.values())
    return reading


def _read_sheet(sheet: Sheet, file: str, past: Earlier, asker: Asker, reading: Reading) -> list[Figure]:
    grid = Grid(sheet)
    tables: list[Table] = []
    figures: list[Figure] = []
    checks = []
    context: Context | None = None
    asked_at: tuple[Context, Key] | None = None
    for block in cut(grid):
        context = context_of(block, file, context)
        table = table_of(block, context)
        if is_list(table):
            reading.records.extend(examine_list(table, records_of(table), asker))
            _check_list(table, asker)
            continue
        tables.append(table)
        found = mended(table, asker)
        ask_swallowed(table, asker)
        if not found:
            warn_empty(table, asker)
            continue
        place = _place(context, table)
        if context.hint.year is None and _needs_year(table):
            asked_at = asked_at or (context, place)
            context.hint = doubts.ask_period(*asked_at, table, asker) or context.hint
        conflict = doubts.ask_conflict(context, place, asker)
        settle_signs(table, found, asker)
        Settler(table, found, past, asker).run()
        tell_apart(found)
        rescale(table, found, asker)
        ask_magnitudes(found, asker)
        found = split_merged(table, found, asker)
        ask_oddities(table, found, asker)
        for figure in found:
            if conflict:
                figure.held.append("period-conflict")
        checks.extend(Verifier(table, found).run())
        figures.extend(found)
        doubts.ask_unreadable(table, asker)
    if not tables and not reading.records and looks_unfilled(grid):
        asker.warn(
            "empty",
            "error",
            [],
            "表里没有一个数，是否还没有填？",
            "Not one figure: has the form been filled in?",
        )
    if figures and tables:
        doubts.ask_holder(figures, _place(tables[0].context, tables[0]), asker)
        _ask_all(tables, figures, asker)
        for chain in chains(tables):
            checks = chain_checks(chain, figures, checks)
        Suspects(figures, checks, asker).run()
    return figures


def _check_list(table: Table, asker: Asker) -> None:
    """A list's totals and rates must come out too, though its cells are no facts."""
    found = figures_of(table)
    rescale(table, found, asker)
    doubts.ask_unreadable(table, asker)
    Suspects(found, Verifier(table, found).run(), asker).run()


def _ask_all(tables: list[Table], figures: list[Figure], asker: Asker) -> None:
    doubts.ask_units(figures, asker)
    doubts.ask_aspects(figures, asker)
    doubts.ask_short_forms(tables, figures, asker)
    doubts.ask_ranges(figures, asker)
    doubts.ask_ratios(figures, asker)
    doubts.ask_comments(figures, asker)
    doubts.warn_hidden(tables, asker)


def _needs_year(table: Table) -> bool:
    return not all(column.hint.year is not None for column in table.data)


def _place(context: Context, table: Table) -> Key:
    """Where questions about the whole table point: its title, or its first header cell."""
    if context.title is not None and context.title.key is not None:
        return context.title.key
    return next((column.path[0] for column in table.columns if column.path), (0, 0))
