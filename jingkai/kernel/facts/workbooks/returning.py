"""An export that comes back: each row is laid beside the fact its number names, and only what differs is new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Quantity, from_row, same_amount
from jingkai.engines.quantity import Row as Figure
from jingkai.engines.sheets.load.cells import plain
from jingkai.engines.sheets.workbook import Workbook
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.access import reader_for

from ..drafts import Draft, Refused, Source
from ..known import Known, attached, current
from ..models import Fact
from ..problems import OTHER_SERIES, STATISTICAL, SUPERSEDED
from ..readers import read_or_reported_by
from ..vocabulary import vocabulary
from .export_layout import COLUMNS, FIGURE, written
from .export_reading import Line, lines_of
from .exporting import POINTS_TO
from .outcome import Change, Imported, correcting, kept_alike
from .problems import FIXED, NOT_A_VALUE, NUMBER, NUMBER_TWICE
from .understanding import Sender, Waiting

_NUMBER = re.compile(r"fact:([0-9]{1,18})")
_READ_ONLY = [one for one in COLUMNS if one.key not in {"number", "typed", *FIGURE}]
_TYPED = next(one for one in COLUMNS if one.key == "typed")
_KEYS_A_QUERY = 500


@dataclass(frozen=True)
class _Stated:
    """What a row states: a figure in the place of the fact its number names, which is `before`."""

    draft: Draft
    before: Known


def take_back(book: Workbook, sender: Sender, *, on: date, reason: str) -> tuple[Imported, list[Fact]]:
    """What an export that comes back changes: the report, and the rows of the corrections.

    A row that says what its fact says changes nothing, whether the fact counts still or was corrected since. Another
    figure is a correction of that fact, if `reason` says why; it has to come from the unit that reported the fact or
    from one above it, and a statistical one from that unit in its caliber. Everything else waits or is refused at its
    cell. Raises the Problems of `lines_of`.
    """
    zone = sender.zone
    read = lines_of(
        book, zone.name, lambda name: zone.pk in {one.pk for one in organisations_named(name, on=on)}
    )
    result = Imported(file=book.name, own_export=True, warnings=read.notices)
    facts = _facts(sender, read.lines, on)
    stated: dict[int, list[_Stated]] = defaultdict(list)
    for line in read.lines:
        made = _stated(line, facts, sender)
        if isinstance(made, Waiting):
            result.waiting.append(made)
        else:
            stated[made.before.row.pk].append(made)
    different = list(_different(stated.values(), result))
    newest = _newest(one.before for one in different)
    rows = []
    for one in different:
        try:
            row = _correction(one, newest[_line(one.before.row)], sender, result, reason)
        except Problem as problem:
            result.refused.append(Refused(one.draft, problem))
        else:
            rows.extend(row)
    return result, rows


def _stated(line: Line, facts: dict[int, Known], sender: Sender) -> _Stated | Waiting:
    number = line.text("number")
    found = _NUMBER.fullmatch(number)
    before = facts.get(int(found[1])) if found else None
    if before is None:
        return _waiting(line, "number", NUMBER(number=number))
    expected = written(before, line.lang)
    for column in _READ_ONLY:
        if line.text(column.key) != expected[column.key]:
            return _waiting(line, column.key, FIXED(column=column.heading(line.lang)))
    try:
        quantity = _quantity(line, before, expected["typed"])
    except (Problem, Refusal) as problem:
        return _waiting(line, "unit" if problem.code == "quantity.unit-unknown" else "value", problem)
    if same_amount(quantity, before.quantity) and line.text("typed") != expected["typed"]:
        return _waiting(line, "typed", FIXED(column=_TYPED.heading(line.lang)))
    return _Stated(_draft(line, before, quantity, sender), before)


def _quantity(line: Line, before: Known, typed: str) -> Quantity:
    """The figure of a row. Its text is the one typed now, where the row does not give another.

    Raises Problem `export.not-a-value`, and those of the quantity engine.
    """
    value, mark, unit = _value(line), line.text("mark").strip(), line.text("unit").strip()
    if not all(line.is_typed(key) for key in FIGURE):
        raise NOT_A_VALUE()
    said = line.text("typed")
    text = said if said != typed else value
    quantity = from_row(Figure(value=value, qualifier=mark, unit=unit, text=text))
    if not quantity.known and before.quantity.known:
        raise NOT_A_VALUE()
    return quantity


def _value(line: Line) -> str:
    """The number as text. A percentage that was typed as one (12 % is kept as 0.12) is one of its unit, %."""
    cell = line.cells.get("value")
    if cell is None or cell.number is None or not cell.shown_as_percent:
        return line.text("value").strip()
    if line.text("unit").strip() != "%":
        raise NOT_A_VALUE()
    return plain(cell.number * 100)


def _draft(line: Line, before: Known, quantity: Quantity, sender: Sender) -> Draft:
    row = before.row
    return Draft(
        name=row.measure.name,
        aspect=row.measure.aspect,
        holder=row.holder,
        period=before.period,
        quantity=quantity,
        reported_by=row.reported_by,
        reporter=sender.person,
        source=Source(sheet=line.sheet, cell=line.place("value")),
        caliber=row.caliber,
        nature=row.nature,
        category=row.category,
        subject=row.subject,
        note=row.note,
    )


def _different(stated: Iterable[list[_Stated]], result: Imported) -> Iterator[_Stated]:
    """Those that say other than their facts. Rows of one number that say different things wait, all of them."""
    for rows in stated:
        first = rows[0].draft
        if not all(same_amount(first.quantity, one.draft.quantity) for one in rows[1:]):
            twice = NUMBER_TWICE()
            result.waiting.extend(
                Waiting(one.draft.source.sheet, one.draft.source.cell, *_sentences(twice)) for one in rows
            )
        elif same_amount(first.quantity, rows[0].before.quantity):
            result.unchanged += 1
        else:
            yield rows[0]


def _correction(
    one: _Stated, newest: list[Known], sender: Sender, result: Imported, reason: str
) -> list[Fact]:
    """The row that corrects the fact; none where somebody has to say why, or it was corrected so already.

    Raises Problem `facts.superseded-already`, `facts.statistical-only-by-import`, `facts.other-series` and those of
    `to_columns`.
    """
    draft, before = one.draft, one.before
    if any(kept_alike(draft, other) for other in newest):
        result.unchanged += 1
        return []
    if before.row.pk not in {other.row.pk for other in newest}:
        raise SUPERSEDED(fact=before.row.pk, latest=newest[-1].row.pk)
    _assert_theirs(before.row, sender)
    if not reason.strip():
        result.changed.append(Change(draft, before))
        return []
    result.corrected.append(Change(draft, before))
    return [correcting(draft, before, reason)]


def _assert_theirs(fact: Fact, sender: Sender) -> None:
    """Who corrects a figure: the unit that reported it, or one above it; a statistical one only the first, and as
    statistics.
    """
    own = fact.reported_by_id == sender.unit.pk
    if fact.caliber in vocabulary().statistical and not (own and sender.caliber == fact.caliber):
        raise STATISTICAL()
    if not own and sender.unit.pk not in fact.reported_by.ancestors:
        raise OTHER_SERIES()


def _facts(sender: Sender, lines: Iterable[Line], on: date) -> dict[int, Known]:
    """The facts of the zone that the rows name, corrected ones too, by number. Where a person sends them, those that
    person may read or whose body reported them: of another it is not said that it is there.
    """
    known = Fact.objects.known_at()
    if sender.person is not None:
        known = known.filter(read_or_reported_by(reader_for(sender.person.pk, on=on)))
    numbers = {int(found[1]) for line in lines if (found := _NUMBER.fullmatch(line.text("number")))}
    facts: dict[int, Known] = {}
    for keys in _pieces(numbers):
        for row in attached(known.filter(pk__in=keys), POINTS_TO):
            if row.holder.root == sender.zone.pk:
                facts[row.pk] = Known(row)
    return facts


def _newest(facts: Iterable[Known]) -> dict[int, list[Known]]:
    """What counts now in the lines of these facts."""
    found: dict[int, list[Known]] = defaultdict(list)
    for keys in _pieces({_line(fact.row) for fact in facts}):
        counting = current().filter(Q(pk__in=keys) | Q(line_id__in=keys)).order_by("pk")
        for row in attached(counting, POINTS_TO):
            found[_line(row)].append(Known(row))
    return found


def _line(fact: Fact) -> int:
    return int(fact.line_id or fact.pk)


def _pieces(keys: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(keys)
    return (listed[start : start + _KEYS_A_QUERY] for start in range(0, len(listed), _KEYS_A_QUERY))


def _waiting(line: Line, key: str, problem: Problem | Refusal) -> Waiting:
    return Waiting(line.sheet, line.place(key), *_sentences(problem))


def _sentences(problem: Problem | Refusal) -> tuple[str, str]:
    return f"{problem.zh} [{problem.code}]", f"{problem.en} [{problem.code}]"
