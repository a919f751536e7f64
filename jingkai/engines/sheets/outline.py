"""The cells of a workbook that wait for a figure, with what belongs in each: the other half of reading a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jingkai.engines.sheets import doubts
from jingkai.engines.sheets.asking import Answered, Asker, Notice, Question, ids_of
from jingkai.engines.sheets.blocks import cut
from jingkai.engines.sheets.context import Context, context_of
from jingkai.engines.sheets.figures import Figure, blanks_of, figures_of
from jingkai.engines.sheets.grid import Grid
from jingkai.engines.sheets.lists import is_list
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.points import Earlier
from jingkai.engines.sheets.settle import Settler
from jingkai.engines.sheets.table import table_of
from jingkai.engines.sheets.workbook import Sheet


@dataclass(frozen=True)
class Blank:
    """A cell without a figure. `unit` is the one in which its figure is to be written; `as_ratio` says that the cell's
    number format multiplies by one hundred."""

    sheet: str
    cell: str
    holder: str | None
    indicator: str
    category: str | None
    period: str | None
    cumulative: bool | None
    measure: str
    unit: str | None
    as_ratio: bool = False


@dataclass
class Outline:
    """The blanks of a workbook whose meaning is understood, how many there are besides, and what has to be answered
    before those are. `answered` and `questions_met` as in Reading."""

    blanks: list[Blank] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)

    @property
    def questions_met(self) -> frozenset[str]:
        return ids_of(self.questions, self.answered)


def outline(
    path: Path | str, *, name: str | None = None, answers: Mapping[str, str] | None = None
) -> Outline:
    """The blanks of a workbook, sheet by sheet. Cells whose meaning is a question that `answers` leaves open are
    `unclear` (sheet, cell): what is not understood is not filled.

    Raises SheetProblem as read_workbook does.
    """
    book = load_workbook(Path(path), name)
    asker = Asker(answers or {}, {})
    found = Outline(questions=asker.questions, warnings=asker.warnings)
    for sheet in book.sheets:
        if not sheet.hidden:
            asker.sheet = sheet.name
            _take_sheet(sheet, book.name, asker, found)
    found.answered = list(asker.answered.values())
    return found


def _take_sheet(sheet: Sheet, file: str, asker: Asker, found: Outline) -> None:
    context: Context | None = None
    for block in cut(Grid(sheet)):
        context = context_of(block, file, context)
        table = table_of(block, context)
        if is_list(table):
            continue
        place = context.title.key if context.title and context.title.key else (0, 0)
        if context.hint.year is None:
            context.hint = doubts.ask_period(context, place, table, asker) or context.hint
        blanks = [figure for figure in blanks_of(table) if not figure.column.hidden]
        Settler(table, [*figures_of(table), *blanks], Earlier(), asker).run()
        for figure in blanks:
            if _understood(figure):
                found.blanks.append(_blank(figure, sheet.name))
            elif figure.cell.formula is None:
                found.unclear.append((sheet.name, figure.cell.address))


def _understood(figure: Figure) -> bool:
    dated = figure.span is not None and figure.span.year is not None
    return bool(dated and not figure.held and figure.holder and figure.unit and figure.cell.formula is None)


def _blank(figure: Figure, sheet: str) -> Blank:
    span = figure.span
    return Blank(
        sheet, figure.cell.address, figure.holder, figure.indicator, figure.category,
        span.written() if span else None, span.cumulative if span else None, figure.aspect, figure.unit,
        figure.cell.shown_as_percent,
    )  # fmt: skip
