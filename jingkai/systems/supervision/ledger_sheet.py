"""The ledger as a workbook: a line a matter, as the page has it, to be printed, passed round and filled in.

Its title says whose it is, its format, when it was taken out and as of which number, so that what comes back is
compared with what went out, cell by cell (`returned.py`). Two columns are empty and filled in by who does the matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jingkai.kernel.flows.models import Move, Progress, Side
from jingkai.kernel.flows.state import flow_of
from jingkai.web.dates import moment
from jingkai.web.sheets import write_register

from .origin import origin_words
from .queries import Standing
from .words import Words

# The columns (words.yaml) with their widths in characters.
_COLUMNS = {
    "number": 11, "matter": 48, "state": 10, "lead_unit": 18, "lead_leader": 12, "due": 12, "light": 10, "late": 22,
    "origin": 32, "last_report": 36, "told_so_far": 10, "new_report": 40, "new_share": 12,
}  # fmt: skip
COLUMNS = tuple(_COLUMNS)
# What may be typed: a report of progress and the share done. All else goes by the moves of a matter.
OPEN = ("new_report", "new_share")
FORMAT = 2


@dataclass(frozen=True)
class Told:
    """What was last reported of a matter, and the share done in thousandths, if anybody said."""

    note: str = ""
    share: int | None = None


def told_of(rows: Iterable[Standing], n: int) -> dict[int, Told]:
    """By matter id what its doers said last, as known at sequence number n."""
    by_case = {one.matter.case_id: one.matter.pk for one in rows}
    moves = Move.objects.known_at(n).filter(case__in=by_case, flow_move__side=Side.DO).exclude(note="")
    notes = dict(moves.order_by("n").values_list("case", "note"))  # the last one stays
    said = Progress.objects.known_at(n).filter(move__case__in=by_case, share__isnull=False)
    shares = dict(said.order_by("move__n").values_list("move__case", "share"))
    return {key: Told(notes.get(case, ""), shares.get(case)) for case, key in by_case.items()}


def workbook(rows: Sequence[Standing], words: Words, zone: str, at: datetime, n: int) -> bytes:
    """The workbook's bytes: a title that says whose, when and as of which number, a head, a line for each."""
    told = told_of(rows, n)
    return write_register(
        words("ledger"),
        title(words, zone, at, n),
        [(words(name), width) for name, width in _COLUMNS.items()],
        [list(cells(one, told[one.matter.pk], words)) for one in rows],
        to_fill=[COLUMNS.index(name) for name in OPEN],
    )


def title(words: Words, zone: str, at: datetime, n: int) -> str:
    """What stands in A1."""
    return words("sheet_title", zone=zone, at=moment(at), version=FORMAT, n=n)


def cells(one: Standing, told: Told, words: Words) -> Iterator[object]:
    """What each column says of a matter, in their order."""
    lead, lamp = one.lead, one.lamp
    yield one.matter.label
    yield one.matter.title
    yield words.of(one.state)
    yield lead.unit.name if lead.unit else None
    yield lead.leader.name if lead.leader else None
    yield one.finish.day if one.finish else None
    yield (lamp.zh if words.lang == "zh" else lamp.en) if lamp else None
    yield words("and").join(late_words(one, words)) or None
    yield origin_words(one.matter, words)
    yield told.note or None
    yield f"{Decimal(told.share) / 10:g}%" if told.share is not None else None
    yield None
    yield None


def late_words(one: Standing, words: Words) -> Iterator[str]:
    """How it was late, each kind by itself, and how often it was put off."""
    terms = flow_of(one.matter.case.flow).terms
    for term, count in one.late.late.items():
        yield (
            words("late_times", what=words.of(terms[term].late), count=count)
            if count > 1
            else words.of(terms[term].late)
        )
    if one.late.delays:
        yield words("delays", count=one.late.delays)
