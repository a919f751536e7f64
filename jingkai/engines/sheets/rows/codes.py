"""Credit codes and citizens' numbers: check digits, digits that a spreadsheet has eaten, one code for two names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from jingkai.engines.identity import CodeReading, Finding, check_code, fold_name
from jingkai.engines.identity.problems import problem
from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.lexicon import words as table_words
from jingkai.engines.sheets.rows.doubt import AS_PRINTED, LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.forms import CodeKind, code
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.vocabulary import CODES, Field, Type, limits
from jingkai.engines.sheets.workbook import Cell, Kind, address

_KINDS: dict[Type, CodeKind] = {
    Type.CREDIT_CODE: "credit_code",
    Type.CITIZEN_ID: "citizen_id",
}
_REASON = "code"


def read_codes(listing: Listing) -> list[Doubt]:
    """Puts code and verdict into the entries of the code columns; codes that cannot be right are doubts."""
    doubts = []
    for column, kind in listing.of_type(*CODES):
        unusual = []
        for line in listing.lines:
            cell, entry = listing.cell(line, column.col), line.entries.get(column.col)
            if cell is None or entry is None or table_words()["missing"].match(fold(cell.text)):
                continue
            reading = _read(cell, kind)
            line.entries[column.col] = replace(
                entry, code=reading.text, check=reading.status, value=None, unit=None, date=None
            )
            if reading.status == "invalid":
                doubts.append(_doubt(listing, line, column.col, kind, reading))
            elif reading.status == "doubtful":
                unusual.append((listing.at(line, column.col), reading))
        if unusual:
            _mention(listing, kind, unusual)
    return doubts


def _read(cell: Cell, kind: Field) -> CodeReading:
    """A number of more digits than a spreadsheet keeps has lost the rest, whatever its check digit says."""
    sort = _KINDS[kind.type]
    if cell.kind is Kind.NUMBER and cell.number is not None:
        digits = f"{cell.number:f}".partition(".")[0]
        if len(digits) > limits()["kept_digits"]:
            return CodeReading(sort, digits, "invalid", (Finding(problem("identity.digits-lost")),))
        return check_code(digits, sort)
    return check_code(cell.text, sort)


def _mention(listing: Listing, kind: Field, unusual: list[tuple[tuple[int, int], CodeReading]]) -> None:
    first = unusual[0][1].findings[0].problem
    zh = f"{kind.zh}校验位相符，但有不寻常之处：{first.zh}"
    listing.asker.warn("row-code", "info", [key for key, _ in unusual], zh, first.en)


def _doubt(listing: Listing, line: Line, col: int, kind: Field, reading: CodeReading) -> Doubt:
    key = listing.at(line, col)
    found = reading.findings[0].problem
    zh = f"{address(*key)}的{kind.zh}“{reading.shown}”不对：{found.zh}"
    en = f"{address(*key)}: the {kind.en} “{reading.shown}” cannot be right. {found.en}"
    # A repaired citizen's number would print a person's number in a question: it is left to the card.
    repairs = reading.repairs if kind.type is Type.CREDIT_CODE else ()
    options = [Option(repair.text, f"应为 {repair.text}", f"should be {repair.text}") for repair in repairs]
    settle = partial(_settle, line, col, kind)
    return Doubt(
        "row-code",
        (key,),
        zh,
        en,
        found.code,
        settle,
        (*options, AS_PRINTED, LEAVE_OUT),
        form=code(_KINDS[kind.type]),
    )


def _settle(line: Line, col: int, kind: Field, answer: str | None) -> None:
    """The answer is another code, or that the printed one stands; a code that fails again waits on."""
    entry = line.entries[col]
    if answer == AS_PRINTED.key:
        return
    typed = check_code(answer, _KINDS[kind.type]) if answer and answer != LEAVE_OUT.key else None
    if typed is not None and typed.status != "invalid":
        line.entries[col] = replace(entry, code=typed.text, check=typed.status)
    else:
        line.hold_entry(col, _REASON)


def check_bearers(listing: Listing) -> list[Doubt]:
    """One code under two names, and one name under two credit codes. Two people may well share a name."""
    subject = listing.subject
    if subject is None:
        return []
    doubts: list[Doubt] = []
    for column, kind in listing.of_type(*CODES):
        bearers: dict[str, list[Line]] = defaultdict(list)
        names: dict[str, list[Line]] = defaultdict(list)
        for line in listing.lines:
            code, name = line.entries.get(column.col), line.entries.get(subject[0])
            if code is None or name is None or code.held or not code.code or code.check == "invalid":
                continue
            bearers[_whole(code.code, kind)].append(line)
            names[fold_name(name.text).text].append(line)
        doubts += _two_names(listing, column.col, kind, subject[0], bearers)
        if kind.type is Type.CREDIT_CODE and subject[1].name == "firm":
            doubts += _two_codes(listing, column.col, kind, subject[0], names)
    return doubts


def _whole(code: str, kind: Field) -> str:
    """A citizen's number of 15 digits as the one of 18 that replaced it."""
    if kind.type is not Type.CITIZEN_ID or len(code) != 15:
        return code
    repairs = check_code(code, "citizen_id").repairs
    return repairs[0].text if repairs else code


def _two_names(
    listing: Listing, col: int, kind: Field, subject: int, bearers: dict[str, list[Line]]
) -> Iterator[Doubt]:
    for lines in bearers.values():
        names = dict.fromkeys(fold_name(line.entries[subject].text).text for line in lines)
        if len(names) < 2:
            continue
        cells = tuple(listing.at(line, col) for line in lines)
        shown = "、".join(line.entries[subject].text for line in lines[:4])
        places = "、".join(address(*key) for key in cells[:4])
        zh = f"{places}的{kind.zh}相同，名称却不同({shown})，是同一个还是录错了？"
        en = f"{places} carry one {kind.en} under different names ({shown}): one and the same, or a slip?"
        settle = partial(_settle_bearers, lines, col)
        yield Doubt("row-bearer", cells, zh, en, "一码两名", settle, (AS_PRINTED, LEAVE_OUT))


def _two_codes(
    listing: Listing, col: int, kind: Field, subject: int, names: dict[str, list[Line]]
) -> Iterator[Doubt]:
    for lines in names.values():
        if len({line.entries[col].code for line in lines}) < 2:
            continue
        keys = [key for line in lines for key in (listing.at(line, subject), listing.at(line, col))]
        cells = tuple(dict.fromkeys(keys))
        places = "、".join(address(*listing.at(line, subject)) for line in lines[:4])
        zh = f"{places}是同一名称“{lines[0].entries[subject].text}”，却有不同的{kind.zh}，哪个对？"
        en = f"{places} carry one name under different {kind.en}s: which of them is right?"
        settle = partial(_settle_bearers, lines, col)
        yield Doubt("row-bearer", cells, zh, en, "一名两码", settle, (AS_PRINTED, LEAVE_OUT))


def _settle_bearers(lines: list[Line], col: int, answer: str | None) -> None:
    if answer != AS_PRINTED.key:
        for line in lines:
            line.hold_entry(col, _REASON)
