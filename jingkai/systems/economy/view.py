"""A month as rows of words, the same for the terminal and the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from jingkai.engines.quantity import Quantity, printed_difference
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.vocabulary import vocabulary

from .line import Aimed, Line
from .month import Month
from .shown import DASH, Shown, percent, shown, signed
from .words import Lang, Words

# Percentages and points are shown to as many decimals as bulletins print.
_POINTS_DECIMALS = 2
# A printed growth stays as it was printed; one that follows is shown to as many decimals.
_GROWTH_DECIMALS = 2

# Empty where figure and schedule can't be compared.
Side = Literal["ahead", "even", "within", "behind", ""]


@dataclass(frozen=True)
class RowView:
    """One row in words. `ahead` is 1, 0, -1 or None where schedule and figure can't be compared."""

    line: Line
    key: str
    name: str
    holder: str
    owner: str
    caliber: str
    value: Shown
    why: str
    growth: str
    growth_derived: bool
    rank: str
    target: Shown
    target_printed: bool
    target_implied: bool
    progress: str
    done: Decimal | None
    due: Decimal | None
    ahead: int | None
    deviation: str
    note: str
    light: str
    colour: str
    shape: str
    # What others than the owner say of it, in words, each with its reference; where the row has no value.
    others: tuple[tuple[str, str], ...]
    # The figures of the month alone that the row to date does not stand on, in words, each with its reference.
    months_own: tuple[tuple[str, str], ...]
    # What is said before them: whether they are all there is.
    own_words: str


def view(line: Line, lang: Lang) -> RowView:
    """The words of a row."""
    words = Words(lang)
    definition, aimed = line.definition, line.aimed
    unit = "" if definition.implicit else definition.unit
    value = shown(line.value, lang, unit=unit, decimals=definition.decimals)
    growth = line.growth.shown
    if definition.is_growth:
        # Nothing but a growth rate is known of it: that is its growth, and done is what has an aim.
        growth, value = line.value, value if aimed is not None else Shown(DASH)
    deviation = aimed.deviation if aimed else None
    lamp = line.light.lamp
    name = definition.name if lang == "zh" else definition.name_en or definition.name
    reason_zh, reason_en = line.why
    return RowView(
        line=line,
        key=f"{definition.code}@{line.holder.pk}",
        name=name,
        holder=line.holder.name,
        owner=definition.owner.name if definition.owner else "",
        caliber=vocabulary().caliber_words(line.caliber, lang) if line.caliber else "",
        value=value,
        why=_not_due(line, words) or (reason_zh if lang == "zh" else reason_en),
        growth=_percent(growth, _GROWTH_DECIMALS if line.growth.is_derived else None),
        growth_derived=line.growth.is_derived,
        rank=str(shown(line.rank.quantity, lang).number) if line.rank else "",
        target=_target(aimed, lang, unit or (value.unit if lang == "zh" else "")),
        target_printed=aimed is not None and aimed.aim is None and not aimed.implied,
        target_implied=aimed is not None and aimed.implied,
        progress=_plain_percent(aimed.progress if aimed else None),
        done=percent(aimed.progress) if aimed else None,
        due=percent(aimed.schedule) if aimed else None,
        ahead=_side(deviation),
        deviation=signed(deviation, _POINTS_DECIMALS) if deviation is not None else "",
        note=_note(line, words),
        light=(lamp.zh if lang == "zh" else lamp.en) if lamp else "",
        colour=lamp.colour if lamp else "",
        shape=lamp.shape if lamp else "",
        others=tuple((said_by(one, words), one.ref) for one in line.others) if line.value is None else (),
        months_own=tuple((said_by(one, words), one.ref) for one in line.months_own),
        own_words=words("months_own_only" if line.value is None else "months_own") if line.months_own else "",
    )


def _not_due(line: Line, words: Words) -> str:
    """Of what is told by quarters nothing is missing in April: the row says how often it is told."""
    definition = line.definition
    if line.value is not None or line.tied or definition.due_in(line.period):
        return ""
    return words("not_due", frequency=words(f"every_{definition.frequency}"))


def said_by(fact: Known, words: Words) -> str:
    """A figure with who says it, in which caliber."""
    caliber = vocabulary().caliber_words(fact.row.caliber, words.lang)
    return words(
        "said_by", value=shown(fact.quantity, words.lang), unit=fact.row.reported_by.name, caliber=caliber
    )


def _target(aimed: Aimed | None, lang: Lang, unit: str) -> Shown:
    if aimed is None:
        return Shown(DASH)
    return shown(aimed.quantity, lang, unit=unit, decimals=_GROWTH_DECIMALS if aimed.implied else None)


@dataclass(frozen=True)
class Head:
    """The month against its schedule. `behind` are the rows whose light says so, or which have no light to say it;
    `within` those behind schedule whose light says something milder.
    """

    lines: int
    ahead: int
    even: int
    within: int
    behind: int
    differences: int


def head(month: Month) -> Head:
    """Counts over the zone's own rows; what can't be compared with a schedule is in none of the three."""
    sides = Counter(side_of(line) for line in month.lines)
    return Head(
        len(month.lines), sides["ahead"], sides["even"], sides["within"], sides["behind"],
        len(month.differences),
    )  # fmt: skip


def side_of(line: Line) -> Side:
    """Where a row stands to its schedule: `within` is behind under a light that says something milder."""
    side = _side(line.aimed.deviation) if line.aimed is not None else None
    if side is None:
        return ""
    if side >= 0:
        return "ahead" if side else "even"
    lamp = line.light.lamp
    return "within" if lamp is not None and not lamp.behind else "behind"


def place_of(fact: Known) -> str:
    """Where a fact stands: file, sheet and cell, or the source in words."""
    row = fact.row
    if row.file is None:
        return row.source
    return " ".join(part for part in (row.file.name, row.sheet, row.cell) if part)


def _note(line: Line, words: Words) -> str:
    aimed = line.aimed
    if line.value is None or aimed is None:
        return ""
    side = _side(aimed.deviation)
    if side is None:
        if _is_rate(line):
            return _rate_note(line.value - aimed.quantity, words)
        marked = line.value.qualifier not in ("", "?")
        return words("bound") if marked else ""
    if side == 0:
        return words("on_schedule")
    assert aimed.deviation is not None  # it has a side
    points = shown(abs(aimed.deviation), words.lang, decimals=_POINTS_DECIMALS).number
    return words("ahead_by" if side > 0 else "behind_by", points=points) + _rounding(aimed, words)


def _rounding(aimed: Aimed, words: Words) -> str:
    """Said where the printed parts would give another difference than the unrounded ones do."""
    if (
        aimed.progress is None
        or aimed.schedule is None
        or not (aimed.progress.is_exact and aimed.schedule.is_exact)
    ):
        return ""
    found = printed_difference(aimed.progress, aimed.schedule, _POINTS_DECIMALS)
    if found.foots:
        return ""
    printed = shown(abs(found.of_printed), words.lang, decimals=_POINTS_DECIMALS).number
    return words("unrounded", printed=printed)


def _is_rate(line: Line) -> bool:
    return line.value is not None and line.aimed is not None and (
        line.value.unit.is_share and line.aimed.quantity.unit.is_share
    )  # fmt: skip


def _rate_note(gap: Quantity, words: Words) -> str:
    if gap.value is None:
        return ""
    points = shown(abs(gap), words.lang, decimals=_POINTS_DECIMALS).number
    return words("above_target" if gap.value >= 0 else "below_target", points=points)


def _side(deviation: Quantity | None) -> int | None:
    """Ahead, even or behind; an interval on one side of 0 counts, one around it does not."""
    if deviation is None or not deviation.known:
        return None
    if deviation.lo is not None and deviation.lo > 0:
        return 1
    if deviation.hi is not None and deviation.hi < 0:
        return -1
    return 0 if deviation.is_exact and deviation.value == 0 else None


def _percent(quantity: Quantity | None, decimals: int | None) -> str:
    if quantity is None or not quantity.known:
        return DASH
    return f"{signed(quantity, decimals)}{quantity.unit.name}"


def _plain_percent(quantity: Quantity | None) -> str:
    return str(shown(quantity, "zh", decimals=_POINTS_DECIMALS)) if quantity is not None else ""
