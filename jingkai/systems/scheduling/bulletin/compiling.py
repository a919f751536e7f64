"""A bulletin compiled from a month: each figure with its source and caliber, each sentence made of such figures.

A value that lacks either is not printed, and which were left out is said. What is unknown is said as unknown; nothing
is rounded away or made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from jingkai.engines.periods import SHANGHAI, Period
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.matters.kinds import FAMILIES
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.queries import Noticed
from jingkai.kernel.papers.content import Figure, Given, Row, Sentence
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.systems.economy.api import (
    Cited,
    Month,
    OnRecord,
    Said,
    SideBySide,
    cited,
    compute,
    on_record,
    side_by_side,
)

from ..reports.queries import Reports, reports_of
from .discipline import discipline, typed_beside
from .prose import Citable, Prose, figure_of
from .words import Lang, Words

# A signal whose cause is gone is no early sign any more.
_GONE = "cleared"


@dataclass(frozen=True)
class Bulletin:
    """The bulletin of a month in one language."""

    month: Month
    record: OnRecord
    rows: Sequence[Cited]
    left_out: Sequence[Cited]
    beside: Sequence[SideBySide]
    words: Words
    # How the units reported in writing; None where no report was asked.
    reports: Reports | None = None

    @cached_property
    def citable(self) -> Citable:
        """What prose may put in."""
        return Citable(self.rows, self.words)

    def slots(self, prose: Prose) -> dict[str, Given]:
        """What the paper's template is filled with. Raises Problems as `Citable.sentences`."""
        return {
            "period": self.month.period.words(self.words.lang),
            "known": self.known,
            "opening": self.citable.sentences(prose.opening),
            "overall": self.overall,
            "indicators": self.table,
            "left_out": self.omitted,
            "beside": self.disagreeing,
            "signs": self.signs,
            "behind": self.behind,
            "discipline": self.discipline,
            "demands": self.citable.sentences(prose.demands),
        }

    @property
    def known(self) -> str:
        """As of when, as it is printed: the day and the time; the number of the entry is no matter of a reader's."""
        until = self.month.known_until.astimezone(SHANGHAI)
        parts = {"year": until.year, "month": until.month, "day": until.day}
        return self.words("known_short", **parts, iso=until.date().isoformat(), clock=f"{until:%H:%M}")

    # ---- the state of the whole

    def on_side(self, *sides: str) -> list[Cited]:
        """The rows on one side of their schedule, the farthest from it first."""
        found = [one for one in self.rows if one.side in sides]
        return sorted(found, key=_distance, reverse=True)

    @property
    def overall(self) -> list[Sentence]:
        """How many rows are ahead, on and behind schedule, how many grew, and which they are."""
        counts = {side: self.on_side(side) for side in ("ahead", "even", "within", "behind")}
        compared = sum(map(len, counts.values()))
        if not self.rows:
            return []
        said = [
            self.words.sentence(f"side_{side}", count=self._count(len(some)))
            for side, some in counts.items()
            if some or side != "within"
        ]
        total = self._count(len(self.rows))
        if compared:
            parts = {"all": total, "compared": self._count(compared), "sides": self.words.listed(said)}
            found = [self.words.sentence("counts", **parts)]
        else:
            found = [self.words.sentence("counts_none", all=total)]
        return [*found, *self._growths(), *self._lists(counts)]

    def _growths(self) -> list[Sentence]:
        known = [one.line.growth.shown for one in self.rows if one.line.growth.shown is not None]
        values = [one.value for one in known if one.value is not None]
        if not values:
            return []
        level = sum(1 for one in values if one == 0)
        more = self.words.sentence("growths_level", count=self._count(level)) if level else ""
        counted = {
            "all": self._count(len(values)),
            "up": self._count(sum(1 for one in values if one > 0)),
            "down": self._count(sum(1 for one in values if one < 0)),
        }
        return [self.words.sentence("growths", **counted, level=more)]

    def _lists(self, counts: Mapping[str, Sequence[Cited]]) -> list[Sentence]:
        """Those behind stand in a section of their own."""
        found = []
        for side in ("ahead", "even", "within"):
            names = [self._in_list(row, side) for row in counts[side]]
            if names:
                found.append(self.words.sentence(f"list_{side}", names=self.words.listed(names)))
        return found

    def _in_list(self, row: Cited, side: str) -> Sentence:
        """An indicator with how far it is from its schedule; on it, with what was done."""
        on_it = side == "even"
        figure = figure_of(row, str(row.row.value)) if on_it else figure_of(row, _points(row), "deviation")
        return self.words.sentence("in_list", name=row.row.name, points=figure)

    def _count(self, count: int) -> Figure:
        """A count over the rows opens to the month."""
        ref = f"rows:{self.month.period}/{self.month.as_of}"
        return Figure(str(count), ref, self.words("counted"), self.words("derived"))

    # ---- the indicators

    @property
    def table(self) -> list[Row]:
        """A row of cells for each indicator, in the order of the template's head."""
        return [self._row(one) for one in self.rows]

    @property
    def lines(self) -> list[tuple[Cited, Row]]:
        """Each indicator with its row of cells."""
        return list(zip(self.rows, self.table, strict=True))

    def _row(self, one: Cited) -> Row:
        row = one.row

        def cell(text: str, part: str) -> str | Figure:
            return figure_of(one, text, part) if text and text != self.words("dash") else self.words("dash")

        return Row(
            (
                row.name,
                cell(str(row.value), ""),
                cell(row.growth, "growth"),
                cell(str(row.target), "target"),
                cell(row.progress, "progress"),
                cell(row.deviation, "deviation"),
                row.light or self.words("dash"),
                self.words("source_of", caliber=one.caliber, source=one.source),
            )
        )

    @property
    def omitted(self) -> Sentence | str:
        """Which are left out, and why each."""
        if not self.left_out:
            return ""
        names = [
            self.words("left_out_one", name=one.row.name, why=self.words(f"lacks_{one.lacks}"))
            for one in self.left_out
        ]
        return self.words.sentence("left_out", count=str(len(names)), names=self.words.listed(names))

    @property
    def disagreeing(self) -> list[Sentence]:
        """What is printed beside what others say of it. What is printed counts; both are kept."""
        found = []
        for one in self.beside:
            key = "beside" if one.taken else "beside_untaken"
            parts = {"beside": self.words.listed([self._said(other) for other in one.beside])}
            if one.taken:
                parts["taken"] = self.words.listed([self._said(other) for other in one.taken[:1]])
            found.append(self.words.sentence(key, name=one.name, **parts))
        return [*found, *typed_beside(self.reports, self.words)]

    def _said(self, one: Said) -> Sentence:
        value = Figure(one.value, one.ref, one.unit, one.caliber)
        return self.words.sentence("said_by", value=value, unit=one.unit, caliber=one.caliber)

    # ---- early signs, and what is behind

    @cached_property
    def noticed(self) -> list[Noticed]:
        """The signals of the month whose cause is not gone. What is closed off from others stands in no bulletin."""
        found = [one for one in self.record.noticed if one.state != _GONE]
        return [one for one in found if one.signal.case.compartment_id is None]

    @property
    def in_part(self) -> bool:
        """Whether there may be signals and matters that the reader does not see: then nothing is said of none."""
        return self.month.seen.reader is not None

    @property
    def signs(self) -> list[Sentence]:
        """Early signs counted by kind, and each with what came of it."""
        if not self.noticed:
            return [] if self.in_part else [self.words.sentence("signs_none")]
        of = {family: sum(1 for one in self.noticed if one.family == family) for family in FAMILIES}
        counts = {family: self._count(count) for family, count in of.items()}
        total = self._count(len(self.noticed))
        key = "signs_seen" if self.in_part else "signs_count"
        return [self.words.sentence(key, all=total, **counts), *map(self._sign, self.noticed)]

    def _sign(self, one: Noticed) -> Sentence:
        signal, state = one.signal, self.words(f"state_{one.state}")
        says = signal.zh if self.words.lang == "zh" else signal.en or signal.zh
        opens = next(iter(self.record.refs(signal)), "")
        # What it stands on opens; what a person entered without a record is that person's words.
        said = Figure(says, opens, signal.unit.name, self.words(f"family_{one.family}")) if opens else says
        came: Sentence | str = state
        if one.matter is not None:
            came = self.words.sentence("came_matter", state=state, matter=self._matter(one.matter))
        return self.words.sentence("sign", family=self.words(f"family_{one.family}"), says=said, came=came)

    @property
    def behind(self) -> list[Sentence]:
        """What is behind, the farthest first, with who answers for it and the matter opened on it."""
        rows = self.on_side("behind")
        if not rows:
            return [self.words.sentence("behind_none")]
        matters = {
            one.signal.about: one.matter
            for one in self.noticed
            if one.matter is not None and one.signal.occasion == str(self.month.period)
        }
        opened = sum(1 for row in rows if row.about in matters)
        count = self._count(len(rows))
        if self.in_part:
            first = self.words.sentence("behind_seen", count=count)
        else:
            first = self.words.sentence("behind_count", count=count, opened=self._count(opened))
        return [first, *(self._behind(row, matters.get(row.about)) for row in rows)]

    def _behind(self, row: Cited, matter: Matter | None) -> Sentence:
        came: Sentence | str = "" if self.in_part else self.words("behind_unopened")
        if matter is not None:
            title = flow_of(matter.case.flow).states[state_of(matter.case, self.month.as_of)].title
            came = self.words.sentence(
                "behind_matter", matter=self._matter(matter), state=self.words.of(title)
            )
        return self.words.sentence(
            "behind_one",
            name=row.row.name,
            value=figure_of(row, str(row.row.value)),
            progress=figure_of(row, row.row.progress, "progress"),
            points=figure_of(row, _points(row), "deviation"),
            unit=row.responsible,
            matter=came,
        )

    # ---- the written reports

    @property
    def discipline(self) -> list[Sentence]:
        """How the units reported in writing."""
        return discipline(self.reports, self.words)

    def _matter(self, matter: Matter) -> Figure:
        return Figure(matter.label, matter.ref, self.words("matter_source"), self.words("matter_source"))


def compile_bulletin(
    zone: Organisation,
    period: Period,
    lang: Lang,
    *,
    at: datetime,
    as_of: int | None = None,
    reader: Reader | None = None,
) -> Bulletin:
    """Compile the bulletin of a month as known at `as_of` (now, if None), as far as a reader may see; all without one.
    Written reports stand as they do at `at`.

    Raises Problems as `economy.api.compute`.
    """
    month = compute(zone, period, as_of, reader)
    rows = cited(month, lang)
    return Bulletin(
        month=month,
        record=on_record(month, month.as_of),
        rows=[one for one in rows if not one.lacks],
        left_out=[one for one in rows if one.lacks],
        beside=side_by_side(month, lang),
        words=Words(lang),
        reports=reports_of(zone, period, at, reader),
    )


def _points(row: Cited) -> str:
    """How far it is ahead or behind, without a sign."""
    return row.row.deviation.replace("+", "").replace("−", "")


def _distance(row: Cited) -> Decimal:
    """How many points a row lies from its schedule; of an interval the nearer end."""
    aimed = row.line.aimed
    deviation = aimed.deviation if aimed is not None else None
    ends = (
        [abs(end) for end in (deviation.lo, deviation.hi) if end is not None] if deviation is not None else []
    )
    return min(ends, default=Decimal(0))
