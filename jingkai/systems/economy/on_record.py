"""What is on record of a month: signals that people entered and rules found, and the matters that came of them.

Gathered here once; the terminal, the page and the document for programs show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jingkai.engines.expr import Reference
from jingkai.engines.periods import Period
from jingkai.kernel.matters.kinds import FAMILIES
from jingkai.kernel.matters.models import Signal
from jingkai.kernel.matters.queries import Noticed, noticed_in
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered

from .findings import Finding
from .month import Month
from .words import Words

# The kind of what a month notices by itself.
_OPERATION = "operation"


@dataclass(frozen=True)
class OnRecord:
    """Signals by family and number, each with the state it was in and the matter it came to, if any."""

    month: Month
    noticed: tuple[Noticed, ...]

    @cached_property
    def _about(self) -> frozenset[str]:
        occasion = str(self.month.period)
        return frozenset(one.signal.about for one in self.noticed if one.signal.occasion == occasion)

    def noted(self, finding: Finding) -> Noticed | None:
        """The signal on record of what the month noticed by itself, of this very period."""
        occasion = str(self.month.period)
        same = (one for one in self.noticed if one.signal.occasion == occasion)
        return next((one for one in same if finding.signal and one.signal.about == finding.signal), None)

    def has(self, finding: Finding) -> bool | None:
        """Whether what the month noticed by itself is a signal on record of this very period. None where a reader
        sees none: there may be one that the reader may not see, and then nothing is said.
        """
        if finding.signal in self._about:
            return True
        return False if self.month.seen.reader is None or not finding.signal else None

    @property
    def count(self) -> int | None:
        """How many of the month's findings are on record; None where that can't be said of all of them."""
        found = [self.has(one) for one in self.month.findings]
        return None if None in found else found.count(True)

    @cached_property
    def beside(self) -> list[Noticed]:
        """The signals on record that are none of what the month noticed by itself."""
        own = {one.signal.pk for one in map(self.noted, self.month.findings) if one is not None}
        return [one for one in self.noticed if one.signal.pk not in own]

    @property
    def families(self) -> list[tuple[str, int]]:
        """How many signs there are of each kind, policy first; what the month noticed by itself is of operation."""
        counts = Counter(one.family for one in self.beside)
        counts[_OPERATION] += len(self.month.findings)
        return [(one, counts[one]) for one in FAMILIES]

    @property
    def matters(self) -> int | None:
        """How many matters the signs came to; one that was added to another's matter is of the same. None where a
        reader sees none, and there may be one.
        """
        found = len({one.matter.pk for one in self.noticed if one.matter is not None})
        return found if found or self.month.seen.reader is None else None

    def refs(self, signal: Signal) -> Iterator[str]:
        """The records the signal stands on that may be opened."""
        references = [Reference(*one.split(":", 1)) for one in signal.refs]
        return map(str, self.month.seen.opens(references))


def on_record(month: Month, as_of: int | None = None) -> OnRecord:
    """What is on record of the month as known at `as_of` (now, if None), as far as the month's reader may see.

    `as_of` may be later than the month's own: what a publication opens is on record after what it published.
    """
    return OnRecord(month, _noticed(month.zone, month.period, as_of, month.seen.reader))


@remembered(64, "parties", "rules", "flows", "matters")
def _noticed(
    zone: Organisation, period: Period, as_of: int | None, reader: Reader | None
) -> tuple[Noticed, ...]:
    return tuple(noticed_in(zone, period, as_of, reader))


def said(one: Noticed, words: Words) -> str:
    """The signal's sentence in one language; what a person typed stays as typed."""
    return one.signal.zh if words.lang == "zh" else one.signal.en or one.signal.zh


def became(one: Noticed, words: Words) -> str:
    """The matter the signal came to, else the state it is in."""
    return f"{words('matter')} {one.matter.label}" if one.matter is not None else words(f"signal_{one.state}")


def of_these_noted(record: OnRecord, words: Words) -> str:
    """How many of the signs are on record; empty where there are none, or nothing is said."""
    count, beside = record.count, len(record.beside)
    if count is None or not (record.month.findings or beside):
        return ""
    return words("of_these_noted", count=count + beside)


def by_kind(record: OnRecord, words: Words) -> str:
    """How many signs there are of each kind: 政策 1 · 市场 2 · 运行 4; empty where there are none."""
    found = dict(record.families)
    return words("signs_by_kind", **found) if any(found.values()) else ""


def standing_of(finding: Finding, words: Words, record: OnRecord) -> str:
    """Says of what the month noticed by itself that it is not on record; empty where it is, or nothing is said."""
    if record.has(finding) is not False:
        return ""
    return words("not_noted" if finding.signal else "never_noted")
