"""Judging a reading of one workbook against what a careful clerk reads in it.

A reading is the JSON of `jingkai read FILE --json`. A fact is right when sheet and cell are the same and
holder, period, cumulative, numeric value, unit and measure are equal, and its indicator is equal after
folding or made of words of its row, its header, its sheet and the title. Where the exam's author found two
answers equally defensible, the expected fact says so under `accept`; what need not be imported is `optional`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.exam.fold import fold, made_of_words
from tests.exam.model import name_of, place

Fact = dict[str, Any]
NEEDLESS_A_SHEET = 2
Where = tuple[str, str]


@dataclass
class Verdict:
    """What a reading of one workbook got right, wrong, missed and invented, each as (place, words)."""

    file: str
    due: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    imported_wrongly: list[str] = field(default_factory=list)
    collisions: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    asked: int = 0
    unnoticed: list[str] = field(default_factory=list)
    noticed: int = 0
    noise: list[str] = field(default_factory=list)
    records_due: int = 0
    records_wrong: list[str] = field(default_factory=list)
    crash: str = ""

    @property
    def passed(self) -> bool:
        """All facts right, all must-questions asked, all planted errors noticed, nothing imported wrongly.

        Two questions a sheet are forgiven that a careful reader would not ask (K3.4.13).
        """
        a_sheet = Counter(words.partition("!")[0] for words in self.noise)
        if any(count > NEEDLESS_A_SHEET for count in a_sheet.values()):
            return False
        faults = (
            self.wrong,
            self.missing,
            self.imported_wrongly,
            self.collisions,
            self.unasked,
            self.unnoticed,
        )
        return not self.crash and not any(faults) and not self.records_wrong


def judge(reading: dict[str, Any], expected: dict[str, Any]) -> Verdict:
    """Compare a reading with an expected file; raises KeyError when either has not the agreed keys."""
    verdict = Verdict(expected["file"])
    found: dict[Where, list[Fact]] = {}
    for fact in reading["facts"]:
        found.setdefault((fact["sheet"], fact["cell"]), []).append(fact)
    due = {(fact["sheet"], fact["cell"]): fact for fact in expected["facts"]}
    ranges = {(fact["sheet"], fact["cell"]): fact for fact in expected["range_facts"]}
    _facts(verdict, found, due, expected)
    _ranges(verdict, found, ranges)
    _strangers(verdict, found, set(due) | set(ranges), expected)
    _collisions(verdict, reading["facts"], due)
    _questions(verdict, reading, expected)
    _planted(verdict, reading, expected, found)
    _records(verdict, reading.get("records") or [], expected.get("records") or [])
    return verdict


def _facts(verdict: Verdict, found: dict[Where, list[Fact]], due: dict[Where, Fact], expected: Fact) -> None:
    for where, want in due.items():
        got = found.get(where, [])
        free = bool(want.get("optional") or want.get("duplicate_of"))
        verdict.due += not free
        if not got:
            if not free:
                verdict.missing.append(f"{_at(where)} {want['indicator']} {want['value']}{want['unit']}")
            continue
        faults = [fault for fact in got for fault in faults_of(fact, want, expected)]
        if len(got) > 1:
            faults.append(f"{len(got)} facts in one cell")
        if faults:
            verdict.wrong.append(f"{_at(where)} {'; '.join(faults)}")
        elif not free:
            verdict.right += 1
        for fact in got:
            if not fact.get("held") and (want.get("disputed") or faults_of(fact, want, expected)):
                why = "disputed, but not held" if want.get("disputed") else "; ".join(faults)
                verdict.imported_wrongly.append(f"{_at(where)} {why}")


def faults_of(fact: Fact, want: Fact, expected: Fact) -> list[str]:
    """What is wrong with one emitted fact, in words; an empty list when it is right."""
    accept = want.get("accept", {})
    faults = []
    for key in ("holder", "period", "cumulative", "measure"):
        allowed = [want[key], *accept.get(key, [])]
        got = fact.get(key)
        same = got in allowed if key != "holder" else fold(got) in {fold(holder) for holder in allowed}
        if not same:
            faults.append(f"{key} {got!r}, not {want[key]!r}")
    pairs = [want, *accept.get("as", [])]
    if not any(_same_number(fact, pair) and fold(fact.get("unit")) == fold(pair["unit"]) for pair in pairs):
        faults.append(f"{fact.get('value')} {fact.get('unit')}, not {want['value']} {want['unit']}")
    if want.get("bound") and not _is_bound(fact):
        faults.append("a bound, read as an exact number")
    names = [want["indicator"], *accept.get("indicator", [])]
    if fold(fact.get("indicator")) not in {fold(name) for name in names}:
        sources = [want.get("row_label", ""), want.get("header", ""), want.get("category", "")]
        sources += [want["indicator"], want["sheet"], expected["title"], *_labels(want, expected)]
        if not made_of_words(str(fact.get("indicator")), sources):
            faults.append(f"indicator {fact.get('indicator')!r}, not {want['indicator']!r}")
    return faults


def _labels(want: Fact, expected: Fact) -> list[str]:
    """Words around a fact that its indicator may carry besides its own row and header.

    Row labels above it (地区生产总值 over 第一产业), and headers to its left (产值 before 同比).
    """
    row, column = place(want["cell"])
    words = []
    for fact in expected["facts"]:
        other_row, other_column = place(fact["cell"])
        if fact["sheet"] != want["sheet"]:
            continue
        if other_row < row:
            words.append(str(fact.get("row_label", "")))
        if other_row == row and other_column < column:
            words.append(str(fact.get("header", "")))
    return words


def _same_number(fact: Fact, want: Fact) -> bool:
    try:
        return Decimal(str(fact.get("value"))) == Decimal(str(want["value"]))
    except InvalidOperation:
        return False


def _is_bound(fact: Fact) -> bool:
    """A bound says so in its qualifier, or has two different ends."""
    ends = fact.get("low", fact.get("lo")), fact.get("high", fact.get("hi"))
    return bool(fact.get("qualifier")) or ends[0] != ends[1]


def _ranges(verdict: Verdict, found: dict[Where, list[Fact]], ranges: dict[Where, Fact]) -> None:
    for where, want in ranges.items():
        for fact in found.get(where, []):
            low, high = fact.get("low", fact.get("lo")), fact.get("high", fact.get("hi"))
            if low is None or high is None:
                low, _, high = str(fact.get("value")).replace("~", "-").partition("-")
            try:
                same = (Decimal(str(low)), Decimal(str(high))) == (
                    Decimal(want["low"]),
                    Decimal(want["high"]),
                )
            except InvalidOperation:
                same = False
            if not same and not fact.get("held"):
                verdict.imported_wrongly.append(
                    f"{_at(where)} {fact.get('value')}, not {want['low']} to {want['high']}"
                )


def _strangers(verdict: Verdict, found: dict[Where, list[Fact]], known: set[Where], expected: Fact) -> None:
    named = {
        (entry["sheet"], cell): entry["why"]
        for entry in expected["not_facts"]
        for cell in cells_of(entry["cells"])
    }
    for where, facts in found.items():
        if where in known:
            continue
        words = f"{_at(where)} {facts[0].get('indicator')} {facts[0].get('value')}"
        verdict.extra.append(words)
        if any(not fact.get("held") for fact in facts) and where in named:
            verdict.imported_wrongly.append(f"{words}: {named[where]}")


def _collisions(verdict: Verdict, facts: Iterable[Fact], due: dict[Where, Fact]) -> None:
    """Two different values, both imported, of what the reader itself calls the same thing."""
    seen: dict[tuple[Any, ...], Fact] = {}
    keys = ("holder", "indicator", "category", "period", "cumulative", "measure", "qualifier")
    for fact in facts:
        if fact.get("held") or (fact["sheet"], fact["cell"]) not in due:
            continue
        key = tuple(fold(fact.get(name)) if name != "cumulative" else fact.get(name) for name in keys)
        other = seen.setdefault(key, fact)
        differs = (other.get("value"), other.get("unit")) != (fact.get("value"), fact.get("unit"))
        if other is not fact and differs:
            verdict.collisions.append(f"{other['sheet']}!{other['cell']} and {fact['cell']}: both {key}")


def _questions(verdict: Verdict, reading: dict[str, Any], expected: Fact) -> None:
    wanted = expected["expected_questions"]
    for want in wanted:
        if not want["must"]:
            continue
        if any(touches(question, want["sheet"], want["cells"]) for question in reading["questions"]):
            verdict.asked += 1
        else:
            verdict.unasked.append(f"{want['sheet']}!{','.join(want['cells'])} {want['text']}")
    cells = [(want["sheet"], want["cells"]) for want in (*wanted, *expected["expected_warnings"])]
    cells += [(plant["sheet"], [plant["cell"]]) for plant in expected["planted_errors"]]
    for question in reading["questions"]:
        if not any(touches(question, sheet, names) for sheet, names in cells):
            verdict.noise.append(
                f"{question['sheet']}!{','.join(question.get('cells') or [])} {question.get('text')}"
            )


def touches(remark: Fact, sheet: str, cells: Iterable[str]) -> bool:
    """Whether a question or warning names at least one of the cells.

    A question about a title may name no cell when it speaks of the sheet: then the year is its subject.
    """
    if remark.get("sheet") not in (sheet, "", None):
        return False
    named = {cell for entry in remark.get("cells") or [] for cell in cells_of(entry)}
    if named & set(cells):
        return True
    return "A1" in set(cells) and "年" in fold(remark.get("text")) and not named


def _planted(verdict: Verdict, reading: Fact, expected: Fact, found: dict[Where, list[Fact]]) -> None:
    for plant in expected["planted_errors"]:
        remarks = [*reading["questions"], *reading["warnings"]]
        told = any(touches(remark, plant["sheet"], [plant["cell"]]) for remark in remarks)
        facts = found.get((plant["sheet"], plant["cell"]), [])
        if told and all(fact.get("held") for fact in facts):
            verdict.noticed += 1
        else:
            how = "told, but not held" if told else "not told"
            verdict.unnoticed.append(f"{plant['sheet']}!{plant['cell']} {plant['kind']}: {how}")


def _records(verdict: Verdict, found: list[Fact], wanted: list[Fact]) -> None:
    rows = {(record.get("sheet"), record.get("row")): record for record in found}
    verdict.records_due = len(wanted)
    for want in wanted:
        record = rows.get((want["sheet"], want["row"]))
        if record is None:
            verdict.records_wrong.append(f"{want['sheet']} row {want['row']}: missing")
            continue
        fields = {fold(header): value for header, value in (record.get("fields") or {}).items()}
        for header, value in want["fields"].items():
            got = next((fields[key] for key in fields if fold(header) in key), None)
            if not _same_field(got, value) and not _same_field(
                got, (want.get("printed") or {}).get(header, value)
            ):
                verdict.records_wrong.append(
                    f"{want['sheet']} row {want['row']} {header}: {got!r}, not {value!r}"
                )
    extra = set(rows) - {(want["sheet"], want["row"]) for want in wanted}
    verdict.records_wrong += [f"{sheet} row {row}: no record" for sheet, row in sorted(extra, key=str)]


def _same_field(got: object, want: str) -> bool:
    if isinstance(got, dict):
        return any(_same_field(value, want) for value in got.values())
    try:
        return Decimal(str(got)) == Decimal(want)
    except InvalidOperation:
        return fold(want) in fold(got) if want else not got


def cells_of(names: str) -> list[str]:
    """Cells of `A1`, `B2:B4` or a list of both with commas; a sheet before `!` is dropped."""
    cells: list[str] = []
    for part in names.replace("$", "").split(","):
        first, _, last = part.rpartition("!")[2].strip().partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        cells += [name_of(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return cells


def _at(where: Where) -> str:
    return f"{where[0]}!{where[1]}"
