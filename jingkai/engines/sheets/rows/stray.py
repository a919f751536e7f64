"""Rows and cells that need a look whatever the list is of: commands as text, rows without a subject, hidden rows."""

from functools import partial

from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.lexicon import words as table_words
from jingkai.engines.sheets.rows.doubt import AS_PRINTED, LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.forms import TEXT
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.vocabulary import Type, words
from jingkai.engines.sheets.workbook import Kind, address

_INCLUDE = Option("include", "是清单的一部分", "part of the list")


def check_commands(listing: Listing) -> list[Doubt]:
    """Text that a spreadsheet would run when it is opened again: kept as text, never run, and asked about."""
    doubts = []
    for line in listing.lines:
        for col, entry in line.entries.items():
            cell = listing.cell(line, col)
            if cell is None or cell.kind is not Kind.TEXT or not words()["command"].match(entry.text.strip()):
                continue
            where = address(*listing.at(line, col))
            zh = f"{where}的文字像公式或命令“{entry.text[:40]}”，已按文字保留、不执行，原意是什么？"
            en = f"{where}: “{entry.text[:40]}” looks like a command; kept as text, never run. What is meant?"
            settle = partial(_settle_text, listing, line, col)
            doubts.append(
                Doubt(
                    "row-command",
                    (listing.at(line, col),),
                    zh,
                    en,
                    "文字里有公式",
                    settle,
                    (AS_PRINTED, LEAVE_OUT),
                    form=TEXT,
                )
            )
    return doubts


def _settle_text(listing: Listing, line: Line, col: int, answer: str | None) -> None:
    if not answer or answer == LEAVE_OUT.key:
        line.hold_entry(col, "command")
    elif answer != AS_PRINTED.key:
        listing.write(line, col, answer)


def check_subjects(listing: Listing) -> list[Doubt]:
    """Rows with a unit or a date, but nothing that says what they are."""
    if listing.subject is None:
        return []
    col, kind = listing.subject
    numbers = {column.col for column, _ in listing.of_type(Type.NUMBER)}
    doubts = []
    for line in listing.lines:
        entry = line.entries.get(col)
        if entry is not None and not table_words()["missing"].match(fold(entry.text)):
            continue
        if not set(line.entries) - numbers - {col}:
            continue
        key = listing.at(line, col)
        zh = f"{address(*key)}没有{kind.zh}，这一行是什么？"
        en = f"{address(*key)}: no {kind.en} is given; what is this row?"
        settle = partial(_settle_subject, listing, line, col)
        doubts.append(Doubt("row-subject", (key,), zh, en, f"没有{kind.zh}", settle, (LEAVE_OUT,), form=TEXT))
    return doubts


def _settle_subject(listing: Listing, line: Line, col: int, answer: str | None) -> None:
    if answer and answer != LEAVE_OUT.key:
        listing.write(line, col, answer)
    else:
        line.hold("subject")


def check_hidden(listing: Listing) -> list[Doubt]:
    """Records in hidden rows: they are part of the list, or were taken out by hiding them."""
    hidden = [line for line in listing.lines if line.row in listing.table.block.grid.sheet.hidden_rows]
    if not hidden:
        return []
    first = listing.subject[0] if listing.subject is not None else listing.table.block.first_col
    cells = tuple((line.row, first) for line in hidden)
    zh = f"第{'、'.join(str(line.row + 1) for line in hidden[:8])}行是隐藏的，算不算清单里的？"
    en = f"Rows {', '.join(str(line.row + 1) for line in hidden[:8])} are hidden: are they part of the list?"
    return [
        Doubt("row-hidden", cells, zh, en, "隐藏行", partial(_settle_hidden, hidden), (_INCLUDE, LEAVE_OUT))
    ]


def _settle_hidden(lines: list[Line], answer: str | None) -> None:
    for line in lines:
        if answer == LEAVE_OUT.key:
            line.dropped = True
        elif answer != _INCLUDE.key:
            line.hold("hidden")
