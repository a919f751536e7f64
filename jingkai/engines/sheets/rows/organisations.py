"""Who does it: one lead, never "units concerned", and nobody twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from jingkai.engines.identity import fold_name
from jingkai.engines.sheets.asking import Option
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.forms import NAME
from jingkai.engines.sheets.labels import is_holder_name
from jingkai.engines.sheets.lexicon import words as table_words
from jingkai.engines.sheets.rows.doubt import LEAVE_OUT, Doubt
from jingkai.engines.sheets.rows.listing import Line, Listing
from jingkai.engines.sheets.rows.record import Entry
from jingkai.engines.sheets.rows.vocabulary import Field, Type, words
from jingkai.engines.sheets.workbook import address

_REASON = "lead"


@dataclass(frozen=True)
class Units:
    """The organisations of a cell in order; `lead` is the one that a bracket marks, if there is one."""

    names: tuple[str, ...]
    lead: str | None = None


def split_units(text: str) -> Units:
    """建设局(牵头)、财政局和石门街道 -> three names, the first of them marked. 各镇街 stays what it is."""
    names: list[str] = []
    lead = None
    lines = re.sub(r"[\r\n]+", "|", text.strip())
    for part in words()["unit_separator"].split(fold(lines)):
        marked = bool(words()["lead_mark"].search(part))
        for name in _conjoined(words()["lead_mark"].sub("", part)):
            if name and name not in names:
                names.append(name)
            if marked and lead is None:
                lead = name
    return Units(tuple(names), lead)


def _conjoined(part: str) -> list[str]:
    """甲局和乙局 are two names; 和平街道 is one."""
    for match in words()["unit_conjunction"].finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        if is_holder_name(left) and is_holder_name(right):
            return [left, *_conjoined(right)]
    return [part]


def read_units(listing: Listing) -> None:
    """Puts the names of every cell of organisations into its entry."""
    for column, _ in listing.of_type(Type.UNITS):
        for line in listing.lines:
            entry = line.entries.get(column.col)
            if entry is not None and not table_words()["missing"].match(fold(entry.text)):
                line.entries[column.col] = replace(entry, units=split_units(entry.text).names)


def check_leads(listing: Listing) -> list[Doubt]:
    """Matters without a lead, with "units concerned", with two leads, or with one that helps itself."""
    name = _leading(listing)
    if name is None:
        return []
    groups = _groups(listing)
    doubts: list[Doubt] = []
    for line in listing.lines:
        if line.row not in groups or listing.entry(line, name) is not None:
            doubts += _of_line(listing, line, name)
    return doubts


def _groups(listing: Listing) -> set[int]:
    """Rows that others are parts of by their numbers (1 over 1.1 and 1.2): their parts are done, not they."""
    col = listing.col("number")
    if col is None:
        return set()
    numbers = {line.row: fold(line.entries[col].text) for line in listing.lines if col in line.entries}
    outer = {number.rpartition(mark)[0] for number in numbers.values() for mark in ".-" if mark in number}
    return {row for row, number in numbers.items() if number in outer}


def _leading(listing: Listing) -> str | None:
    """The column whose unit must do it: the lead, or in a list of matters the responsible unit."""
    if listing.col("lead") is not None:
        return "lead"
    subject = listing.subject
    if subject is not None and subject[1].name == "matter" and listing.col("responsible") is not None:
        return "responsible"
    return None


def _of_line(listing: Listing, line: Line, name: str) -> Iterator[Doubt]:
    kind, col, key = listing.field(name), listing.col(name), listing.key(line, name)
    assert col is not None
    entry, where = line.entries.get(col), address(*key)
    settle = partial(_settle, listing, line, col)
    if entry is None or not entry.units:
        zh, en = f"{where}没有{kind.zh}，由谁办理？", f"{where}: no {kind.en} is given; who has to do it?"
        yield Doubt("row-unit", (key,), zh, en, f"没有{kind.zh}", settle, (LEAVE_OUT,), form=NAME)
        return
    if any(words()["nobody"].match(unit) for unit in entry.units):
        zh = f"{where}的“{entry.text}”没有说是哪个单位，由谁办理？"
        en = f"{where}: “{entry.text}” names nobody; who has to do it?"
        yield Doubt("row-unit", (key,), zh, en, f"{kind.zh}不明确", settle, (LEAVE_OUT,), form=NAME)
        return
    yield from _two_leads(listing, line, kind, entry)
    yield from _helps_itself(listing, line, name, entry.units)


def _two_leads(listing: Listing, line: Line, kind: Field, entry: Entry) -> Iterator[Doubt]:
    key, units, marked = listing.key(line, kind.name), entry.units, split_units(entry.text).lead
    if kind.name != "lead" or len(units) < 2:
        return
    if marked is not None:
        first = (marked, *(unit for unit in units if unit != marked))
        line.entries[key[1]] = replace(entry, units=first)
        return
    zh = f"{address(*key)}有{len(units)}个牵头单位({'、'.join(units)})，由哪个牵头？其余作配合单位？"
    en = f"{address(*key)} names {len(units)} lead units ({', '.join(units)}): which leads, do the others help?"
    options = (*(Option(unit, f"{unit}牵头", f"{unit} leads") for unit in units), LEAVE_OUT)
    settle = partial(_settle, listing, line, key[1])
    yield Doubt("row-unit", (key,), zh, en, "一个事项只有一个牵头单位", settle, options, form=NAME)


def _helps_itself(listing: Listing, line: Line, name: str, leads: tuple[str, ...]) -> Iterator[Doubt]:
    helpers = listing.entry(line, "helpers")
    if helpers is None:
        return
    folded = {fold_name(unit).text for unit in leads}
    twice = [unit for unit in helpers.units if fold_name(unit).text in folded]
    if not twice:
        return
    cells = (listing.key(line, name), listing.key(line, "helpers"))
    who, role = "、".join(twice), listing.field(name).zh
    first, second = address(*cells[0]), address(*cells[1])
    zh = f"{who}既是{first}的{role}，又是{second}的配合单位，是否写错？"
    en = f"{who} leads ({first}) and helps ({second}): is one of them a slip?"
    settle = partial(_settle_helper, line, listing.col("helpers"), tuple(twice))
    options = (Option("drop", "从配合单位中去掉", "take it out of the helpers"), LEAVE_OUT)
    yield Doubt("row-helper", cells, zh, en, "牵头与配合是同一单位", settle, options)


def _settle(listing: Listing, line: Line, col: int, answer: str | None) -> None:
    """The answer is the unit that leads; those that stood beside it follow."""
    entry = line.entries.get(col)
    if not answer or answer == LEAVE_OUT.key:
        line.hold_entry(col, _REASON)
    elif entry is None:
        listing.write(line, col, answer)
        line.entries[col] = replace(line.entries[col], units=(answer,))
    else:
        others = tuple(unit for unit in entry.units if unit != answer and not words()["nobody"].match(unit))
        line.entries[col] = replace(entry, units=(answer, *others))


def _settle_helper(line: Line, col: int | None, twice: tuple[str, ...], answer: str | None) -> None:
    if col is None:
        return
    if answer == "drop":
        entry = line.entries[col]
        line.entries[col] = replace(entry, units=tuple(unit for unit in entry.units if unit not in twice))
    else:
        line.hold_entry(col, "helper")
