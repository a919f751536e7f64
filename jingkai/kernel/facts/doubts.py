"""What is asked about a figure before it counts: one that can hardly be, or does not fit what its unit said before.

The same for figures that are typed, sent in a form, or brought in with a workbook. What may differ by zone is the rule
`figure-check`; where none holds nothing is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Unit, below_none, leaves_whole, splits_things, write
from jingkai.engines.quantity.units import Dimension
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.months import Break, breaks_of
from jingkai.engines.sheets.points import Point
from jingkai.engines.sheets.series import said_of
from jingkai.engines.sheets.times import Span
from jingkai.engines.sheets.values import decimals_of, printed
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook

from .drafts import Draft
from .kinds import FIGURE_CHECK, FigureCheckBody
from .known import Known, current
from .models import Measure
from .spans import spans_of
from .vocabulary import vocabulary

NEGATIVE, FRACTION, BEYOND, JUMP, SIGN, VAST = "negative", "fraction", "beyond", "jump", "sign", "vast"

# What each kind is about, without the figures: a catalogue for whoever names an answer later.
KINDS: Mapping[str, Words] = {
    NEGATIVE: Words(zh="计数为负", en="a negative count"),
    FRACTION: Words(zh="计数带小数", en="a count with a fraction"),
    BEYOND: Words(zh="占比超出 0–100%", en="a share beyond 0 to 100%"),
    JUMP: Words(zh="与已有的数相差悬殊", en="far from what is on record"),
    SIGN: Words(zh="与已有的数正负相反", en="of the other sign than what is on record"),
    VAST: Words(zh="大得不像一个区的数", en="more than a zone is likely to have"),
    **{kind: Words(zh=zh, en=en) for kind in ("step", "falls", "below") for zh, en in [said_of(kind)]},
}
# Aspects of which a number of things may be: what is a difference may be negative.
_LEVELS = ("amount", "count", "balance", "total")
_FLOWS = ("amount", "count")


@dataclass(frozen=True)
class Doubt:
    """One question, of one of KINDS. What `refuses` can't be: it is mended and not answered."""

    kind: str
    words: Words
    refuses: bool = False


def figure_check(unit: Organisation, on: date, book: RuleBook) -> FigureCheckBody | None:
    """The rule that holds for the figures of a unit on a day, None where there is none."""
    found = book.find(FIGURE_CHECK, unit, on)
    return found.body if found is not None and isinstance(found.body, FigureCheckBody) else None


def aspect_by_unit(unit: Unit) -> str:
    """The aspect of a figure of which only the unit says what it is; the same as the reader of workbooks says."""
    if unit.is_ratio:
        return "share"
    return "count" if lexicon.units().kinds.get(unit.name) == "count" else "amount"


def by_itself(name: str, aspect: str, quantity: Quantity, rule: FigureCheckBody) -> list[Doubt]:
    """What is asked about a figure alone: a negative count, a part of a person, a share beyond the whole."""
    found = []
    counted = aspect in _LEVELS
    if counted and below_none(quantity) and not _is_of(name, rule.signed_names):
        said = Words(
            zh="个数不能为负（名称写明是增减数的除外）",
            en="a count can't be negative, unless its name says that it is a difference",
        )
        found.append(Doubt(NEGATIVE, said, refuses=True))
    if counted and splits_things(quantity) and not _is_of(name, rule.fractional_names):
        said = Words(
            zh="按个计数的带了小数，单位是否写错？",
            en="a fraction of what is counted whole: right unit?",
        )
        found.append(Doubt(FRACTION, said))
    if aspect == "share" and leaves_whole(quantity) and not _is_of(name, rule.unbounded_names):
        said = Words(zh="占比超出 0–100%，是否填错？", en="a share beyond 0 to 100%: is it a slip?")
        found.append(Doubt(BEYOND, said))
    if counted and (most := rule.exceeded_by(quantity)) is not None:
        said = Words(
            zh=f"超过 {write(most, style='marks')}，一个区难有这么大，单位或位数是否写错？",
            en=f"more than {write(most, style='en')}, which a zone hardly has: right unit, right number of digits?",
        )
        found.append(Doubt(VAST, said))
    return found


def doubts_of(drafts: Sequence[Draft], rule: FigureCheckBody | None) -> list[tuple[Doubt, ...]]:
    """What is asked about each draft, in their order: by itself, beside what its unit said before, beside the others.

    Beside stand exact figures of what happened only, of the same unit: what others said is theirs.
    """
    return _asked(drafts, rule, whole=True)


def doubts_of_read(drafts: Sequence[Draft], rule: FigureCheckBody | None) -> list[tuple[Doubt, ...]]:
    """As `doubts_of`, for the figures of a table: what its reader asks itself (jumps, months that do not fit) is left
    to it.
    """
    return _asked(drafts, rule, whole=False)


def _asked(drafts: Sequence[Draft], rule: FigureCheckBody | None, *, whole: bool) -> list[tuple[Doubt, ...]]:
    if rule is None:
        return [() for _ in drafts]
    found = [by_itself(one.name, one.aspect, one.quantity, rule) for one in drafts]
    beside = _Beside(drafts, rule)
    for place, draft in enumerate(drafts):
        if draft.nature == "actual" and draft.subject is None and draft.quantity.is_exact:
            said, vouched = beside.against(draft)
            said = [one for one in said if whole or one.kind != JUMP]
            if said or vouched:
                found[place] = [one for one in found[place] if one.kind != VAST]
            found[place].extend(said)
    for place, doubt in beside.breaks() if whole else ():
        if not any(one.kind == JUMP for one in found[place]):
            found[place].append(doubt)
    return [tuple(some) for some in found]


@dataclass(frozen=True)
class _At:
    """A figure at its months, in the unit of its year; `place` is that of the draft, None where it is on record."""

    point: Point
    place: int | None
    words: Words


_Thing = tuple[object, ...]
_Year = tuple[_Thing, str, int, Dimension]
_Months = dict[Span, _At]


class _Beside:
    """Drafts beside what is on record of the same thing: measure, holder, category."""

    def __init__(self, drafts: Sequence[Draft], rule: FigureCheckBody) -> None:
        self._drafts, self._rule, self._steps = drafts, rule, rule.steps()
        self._there: dict[_Thing, list[Known]] = defaultdict(list)
        for one in _on_record(drafts):
            row = one.row
            key = (row.measure.name, row.measure.aspect, row.holder_id, row.category, row.reported_by_id)
            self._there[key].append(one)

    def against(self, draft: Draft) -> tuple[list[Doubt], bool]:
        """What the figure that was last said of the thing makes doubtful: the other sign, hundreds of times as much or
        a hundredth; and whether that figure vouches for this one's size.
        """
        known = [
            one
            for one in self._there.get(_thing(draft), [])
            if one.quantity.unit.dimension == draft.quantity.unit.dimension
        ]
        number = draft.quantity.value
        if not known or number is None:
            return [], False
        nearest = min(known, key=lambda one: _distance(one, draft))
        before = nearest.quantity.to(draft.quantity.unit).value
        if before is None:
            return [], False
        longer = _longer(draft, nearest)
        likely = before * longer
        if draft.aspect in _LEVELS:
            if number * likely < 0 and not _is_of(draft.name, self._rule.signed_names):
                return [Doubt(SIGN, _flipped(nearest))], False
            number, likely = abs(number), abs(likely)
        if self._steps.is_apart(number, likely):
            return [Doubt(JUMP, _far(nearest, number / likely, in_proportion=longer != 1))], False
        return [], number > 0 and likely > 0

    def breaks(self) -> list[tuple[int, Doubt]]:
        """What does not hold between the months of a year, at the newest draft that it touches."""
        years: dict[_Year, _Months] = defaultdict(dict)
        units: dict[_Year, Unit] = {}
        for place, draft in enumerate(self._drafts):
            if draft.aspect in _FLOWS and draft.nature == "actual" and draft.subject is None:
                of_it = draft.quantity.unit
                year = (_thing(draft), draft.caliber, draft.period.year, of_it.dimension)
                unit = units.setdefault(year, of_it)
                _lay(years[year], draft.period, draft.quantity, place, stock=_is_stock(draft), unit=unit)
        found: dict[tuple[int, str], Doubt] = {}
        for year, months in years.items():
            thing, caliber, of_year, dimension = year
            for one in self._there.get(thing, []):
                same = one.row.caliber == caliber and one.period.year == of_year
                if same and one.quantity.unit.dimension == dimension:
                    stock = one.row.measure.kind == "stock"
                    _lay(months, one.period, one.quantity, None, stock=stock, unit=units[year])
            said = {id(entry.point): entry for entry in months.values()}
            points = {span: entry.point for span, entry in months.items()}
            for broken in breaks_of(points, self._steps):
                touched = [said[id(point)] for point in broken.points]
                first = next((entry.place for entry in touched if entry.place is not None), None)
                if broken.kind != JUMP and first is not None:
                    found.setdefault((first, broken.kind), _broken(broken, touched))
        return [(place, doubt) for (place, _), doubt in found.items()]


def _on_record(drafts: Iterable[Draft]) -> list[Known]:
    """The exact figures of what happened that the units of the drafts said of the same measures and holders, of the
    same years and the one before each.
    """
    listed = [one for one in drafts if one.nature == "actual" and one.subject is None]
    if not listed:
        return []
    years = {one.period.year for one in listed}
    rows = current().filter(
        reported_by_id__in={one.reported_by.pk for one in listed},
        measure__in=Measure.objects.known_at().filter(name__in={one.name for one in listed}),
        holder_id__in={one.holder.pk for one in listed},
        nature="actual",
        subject=None,
        end__year__gte=min(years) - 1,
        end__year__lte=max(years),
    )
    known = (Known(row) for row in rows.select_related("measure").order_by("pk"))
    return [one for one in known if one.quantity.is_exact]


def _thing(draft: Draft) -> _Thing:
    return draft.name, draft.aspect, draft.holder.pk, draft.category, draft.reported_by.pk


def _is_of(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)


def _is_stock(draft: Draft) -> bool:
    return vocabulary().aspects[draft.aspect].kind == "stock"


def _distance(one: Known, draft: Draft) -> tuple[object, ...]:
    """How near a figure on record is: in time, then in the length of its period, then in its caliber."""
    apart = abs((one.period.end - draft.period.end).days)
    longer = abs((one.period.start - draft.period.start).days)
    return apart + longer, one.row.caliber != draft.caliber, -one.row.pk


def _longer(draft: Draft, nearest: Known) -> Decimal:
    """How many times longer the draft's period is, where a figure grows with it."""
    if nearest.row.measure.kind != "flow":
        return Decimal(1)
    return Decimal(draft.period.days) / nearest.period.days


def _lay(
    months: _Months,
    period: Period,
    quantity: Quantity,
    place: int | None,
    *,
    stock: bool,
    unit: Unit,
) -> None:
    """Put a figure at its months, in `unit`; what is there stays."""
    number = quantity.to(unit).value
    if number is None or quantity.value is None or period.start.year != period.end.year:
        return
    # 7.13亿元 is known to a hundredth of 亿, and so to no more than 100万元.
    size = quantity.unit.factor / unit.factor
    digits = decimals_of(quantity.value) - (Decimal(size.numerator) / size.denominator).adjusted()
    said = Words(
        zh=f"{period.words('zh')} {write(quantity, style='marks')}",
        en=f"{period.words('en')}: {write(quantity, style='en')}",
    )
    for span in spans_of(period, stock=stock) if period.is_whole_months else ():
        if (
            span.cumulative is not None
        ):  # how many there are at the end of a month is no part of what came to date
            months.setdefault(span, _At(Point(span, number, digits), place, said))


def _flipped(nearest: Known) -> Words:
    period, before = nearest.period, nearest.quantity
    return Words(
        zh=f"已有的{period.words('zh')}是 {write(before, style='marks')}，这个数正负相反，正负号是否写错？",
        en=f"on record for {period.words('en')} is {write(before, style='en')}, of the other sign: is the sign a slip?",
    )


def _far(nearest: Known, ratio: Decimal, *, in_proportion: bool) -> Words:
    whole = printed((ratio if ratio >= 1 else 1 / ratio).to_integral_value())
    times, times_en = f"{whole} 倍", f"{whole} times that"
    if ratio < 1:
        times, times_en = f"{whole} 分之一", f"1/{whole} of that"
    by_time, by_time_en = ("按时间折算，", "in proportion ") if in_proportion else ("", "")
    period, before = nearest.period, nearest.quantity
    return Words(
        zh=f"已有的{period.words('zh')}是 {write(before, style='marks')}，"
        f"{by_time}这个数约为其 {times}，单位或小数点是否写错？",
        en=f"on record for {period.words('en')} is {write(before, style='en')}; "
        f"{by_time_en}this is about {times_en}. Is the unit or the decimal point wrong?",
    )


def _broken(one: Break, touched: Sequence[_At]) -> Doubt:
    zh, en = said_of(one.kind)
    said = Words(
        zh=f"{zh}：{'；'.join(at.words.zh for at in touched)}",
        en=f"{en}: {'; '.join(at.words.en for at in touched)}",
    )
    return Doubt(one.kind, said)
