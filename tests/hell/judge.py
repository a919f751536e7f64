"""Holds what a reader made of a case against what a careful clerk would have done; complaints in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.hell.case import SHEET, Case, Reading, Row, Spot

Json = dict[str, Any]
UNRELATED_QUESTIONS = 2  # K3.4: at most two questions a sheet that a careful reader would not ask
AREA = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


def judge(case: Case, reading: Json) -> list[str]:
    """What is wrong with a reading of a case; nothing, if it passes."""
    if case.verdict == "refused" and not case.or_read:
        return [f"read instead of refused: {len(reading['facts'])} facts"]
    complaints = [*_wrongly_imported(case, reading), *_said_twice(case, reading), *_lost(case, reading)]
    complaints += _records(case, reading)
    if case.verdict == "clean":
        complaints += _noise(case, reading)
    elif case.verdict != "refused":
        complaints += _unasked(case, reading)
        complaints += _needless_questions(case, reading)
    return complaints


def judge_refusal(case: Case, problem: Exception) -> list[str]:
    """What is wrong with turning the whole file away."""
    complaints = []
    if case.verdict != "refused" and not case.or_refused:
        complaints.append(f"refused, though it can be read: {problem}")
    if "." not in str(getattr(problem, "code", "")):
        complaints.append(f"the refusal has no stable code: {problem!r}")
    if len(str(problem)) < 10:
        complaints.append(f"the refusal says nothing a person can act on: {problem!r}")
    return complaints


def fold(text: object) -> str:
    """Compares names as people do: width, blanks and marks nobody sees do not count."""
    wide = unicodedata.normalize("NFKC", str(text))
    return "".join(c for c in wide if not c.isspace() and unicodedata.category(c)[0] not in "C")


def matches(pattern: Reading, fact: Json) -> bool:
    """Whether every stated part of the pattern is so in the fact."""
    return (
        pattern.sheet in ("*", fact["sheet"])
        and pattern.cell in (None, fact["cell"])
        and (pattern.value is None or _number(fact["value"]) == Decimal(pattern.value))
        and (pattern.holder is None or fold(fact["holder"]) == fold(pattern.holder))
        and pattern.period in (None, fact["period"])
        and pattern.cumulative in (None, fact["cumulative"])
        and (pattern.unit is None or fold(fact["unit"] or "") == fold(pattern.unit))
        and pattern.measure in (None, fact["measure"])
        and (pattern.qualified is None or bool(fact["qualifier"]) == pattern.qualified)
    )


def cells_of(note: Json) -> set[str]:
    """The cells a question or warning names, areas written out (up to a column's worth each)."""
    named: set[str] = set()
    for entry in note.get("cells") or ():
        area = AREA.match(str(entry).rpartition("!")[2].upper())
        if not area:
            continue
        left, top, right, bottom = area.group(1), int(area.group(2)), area.group(3), area.group(4)
        for row in range(top, min(int(bottom or top), top + 1000) + 1):
            named |= {f"{column}{row}" for column in _columns(left, right or left)}
    return named


def _columns(left: str, right: str) -> Iterator[str]:
    def index(letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        return number

    for number in range(index(left), min(index(right), index(left) + 300) + 1):
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        yield letters


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None


def _held(fact: Json) -> bool:
    return bool(fact.get("held"))


def _show(pattern: Reading) -> str:
    parts = (pattern.cell, pattern.value, pattern.unit, pattern.period, pattern.measure, pattern.holder)
    return " ".join(part for part in parts if part) or "anything"


def _wrongly_imported(case: Case, reading: Json) -> Iterator[str]:
    for pattern in case.never:
        for fact in reading["facts"]:
            if not _held(fact) and matches(pattern, fact):
                got = {key: fact[key] for key in ("sheet", "cell", "value", "unit", "period", "holder")}
                yield f"imported wrongly ({_show(pattern)}): {got}"
                break


def _said_twice(case: Case, reading: Json) -> Iterator[str]:
    for group in case.once:
        places = {tuple(ref.split("!")) if "!" in ref else (SHEET, ref) for ref in group}
        free = [f for f in reading["facts"] if (f["sheet"], f["cell"]) in places and not _held(f)]
        if len(free) > 1:
            yield f"imported more than once: {' and '.join(group)}"


def _lost(case: Case, reading: Json) -> Iterator[str]:
    for pattern in case.kept:
        found = [fact for fact in reading["facts"] if matches(pattern, fact)]
        if (found and not (pattern.free or case.verdict == "clean")) or any(not _held(f) for f in found):
            continue
        if case.verdict == "either" and _touches_any(case, reading, pattern.cell):
            continue
        yield f"{'held without need' if found else 'lost'}: {_show(pattern)}"


def _touches_any(case: Case, reading: Json, cell: str | None) -> bool:
    return any(
        cell in spot.cells and touched(Spot((cell,), spot.sheet), reading) for spot in case.spots if cell
    )


def touched(spot: Spot, reading: Json) -> bool:
    """Whether a question, a warning or a held fact touches the spot."""
    notes = [n for n in (*reading["questions"], *reading["warnings"]) if spot.sheet in ("*", n.get("sheet"))]
    if not spot.cells:
        notes += [n for n in (*reading["questions"], *reading["warnings"]) if not n.get("sheet")]
        return bool(notes) or any(_held(f) and spot.sheet in ("*", f["sheet"]) for f in reading["facts"])
    if any(cells_of(note) & set(spot.cells) for note in notes):
        return True
    return any(_held(f) and f["sheet"] == spot.sheet and f["cell"] in spot.cells for f in reading["facts"])


def _unasked(case: Case, reading: Json) -> Iterator[str]:
    for spot in case.spots:
        if touched(spot, reading) or (case.verdict == "either" and _read_rightly(case, spot, reading)):
            continue
        yield f"not asked about: {spot.sheet} {' or '.join(spot.cells) or 'anywhere'}"


def _read_rightly(case: Case, spot: Spot, reading: Json) -> bool:
    rights = [pattern for pattern in case.kept if pattern.cell in spot.cells]
    if rights:
        return any(matches(p, fact) and not _held(fact) for p in rights for fact in reading["facts"])
    lines = [row for row in case.rows if any(cell.endswith(str(row.row)) for cell in spot.cells)]
    return bool(lines) and all(_has_row(row, reading) for row in lines)


def _needless_questions(case: Case, reading: Json) -> Iterator[str]:
    wanted = {cell for spot in case.spots for cell in spot.cells}
    if any(not spot.cells for spot in case.spots):
        return
    strays = [q for q in reading["questions"] if not cells_of(q) & wanted]
    if len(strays) > UNRELATED_QUESTIONS:
        texts = [question.get("text") for question in strays]
        yield f"{len(strays)} questions that a careful reader would not ask: {texts}"


def _noise(case: Case, reading: Json) -> Iterator[str]:
    for question in reading["questions"]:
        yield f"needless question at {question.get('cells')}: {question.get('text')}"
    if not case.may_warn:
        for warning in reading["warnings"]:
            if warning.get("severity") != "info":
                yield f"needless warning at {warning.get('cells')}: {warning.get('text')}"
    held = [fact["cell"] for fact in reading["facts"] if _held(fact)]
    if held:
        yield f"held without need: {held}"


def _records(case: Case, reading: Json) -> Iterator[str]:
    for row in case.rows:
        excused = case.verdict == "either" and any(
            cell.endswith(str(row.row)) and touched(spot, reading)
            for spot in case.spots
            for cell in spot.cells
        )
        if not excused and not _has_row(row, reading):
            yield f"record lost: row {row.row} with {' / '.join(row.texts)}"
    for row in case.rows_never:
        for record in _at_row(row, reading):
            values = {fold(value) for value in _leaves(record)}
            wrong = values & {fold(text) for text in row.texts}
            if wrong or not row.texts:
                yield f"record imported wrongly: row {row.row} {sorted(wrong)}"


def _at_row(row: Row, reading: Json) -> list[Json]:
    return [r for r in reading["records"] if r["sheet"] == row.sheet and r["row"] == row.row]


def _has_row(row: Row, reading: Json) -> bool:
    return any(
        all(any(fold(text) in fold(value) for value in _leaves(record, True)) for text in row.texts)
        for record in _at_row(row, reading)
    )


def _leaves(part: Any, with_held: bool = False) -> Iterator[str]:
    """All values of a record, whatever its fields look like; those marked held only on demand."""
    if isinstance(part, dict):
        if part.get("held") and not with_held:
            return
        children: Iterable[Any] = (
            value for key, value in part.items() if key not in ("sheet", "row", "cell")
        )
        for child in children:
            yield from _leaves(child, with_held)
    elif isinstance(part, (list, tuple)):
        for child in part:
            yield from _leaves(child, with_held)
    elif part is not None:
        yield str(part)
