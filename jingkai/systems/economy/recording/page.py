"""What the page of figures recorded by hand shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jingkai.engines.quantity import write
from jingkai.kernel.facts.holdings import measure_names
from jingkai.kernel.facts.known import Known, current, period_of
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.web.grid.block import Block, cell_name

from ..importing.sending import DEFAULT_CALIBER, senders
from ..words import Lang
from .setting import calibers
from .understood import Understood

# The empty table: a row of headings and a few figures.
SMALLEST = (6, 4)
# By how much it grows when more is wanted.
GROWS = {"rows": (5, 0), "columns": (0, 2)}


@dataclass(frozen=True)
class Head:
    """What is filled in above the table."""

    sender: str = ""
    caliber: str = DEFAULT_CALIBER
    holder: str = ""
    when: str = ""
    source: str = ""
    reason: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> Head:
        return cls(**{name: sent.get(name, "") for name in cls.__dataclass_fields__})


def head_of_fact(row: Fact) -> Head:
    """What holds for a fact that is to be corrected."""
    return Head(
        str(row.reported_by_id), row.caliber, str(row.holder_id), period_of(row).words("zh"), row.source
    )


def block_of_fact(row: Fact) -> Block:
    """The fact as a table of one figure, as it would be typed."""
    called = measure_names(Measure.objects.known_at())[row.measure_id]
    plan = vocabulary().natures[row.nature]["zh"] if row.nature != "actual" else ""
    name = f"{called}{plan}（{row.unit}）"
    return Block.of(
        [["指标", period_of(row).words("zh")], [name, row.text or write(Known(row).quantity)]],
        at_least=(3, 2),
    )


def by_hand(row: Fact) -> bool:
    """Whether the figure may be corrected by typing: it is no statistical one, and no part of a table by category."""
    return row.caliber not in vocabulary().statistical and not row.category and row.subject_id is None


def may_correct(row: Fact, reader: Reader | None) -> bool:
    """Whether the reader may correct this figure here and now: it is the last of its line."""
    allowed = reader is None or reader.may("write", "facts", row.reported_by_id)
    return allowed and by_hand(row) and current().filter(pk=row.pk).exists()


def page_values(
    zone: Organisation,
    reader: Reader | None,
    head: Head,
    block: Block,
    found: Understood | None,
    lang: Lang,
    on: Any,
) -> dict[str, Any]:
    """What record.html shows."""
    units = senders(zone, on, reader)
    own = next((str(unit.pk) for unit in units if reader is not None and unit.pk in reader.bodies), "")
    return {
        "zone": zone,
        "units": units,
        "holders": list(Organisation.objects.live_on(on).filter(zone.subtree()).order_by("pk")),
        "calibers": [(word, vocabulary().caliber_words(word, lang)) for word in calibers()],
        "head": head,
        "sender": head.sender or own,
        "block": block,
        "found": found,
        "marks": found.marks if found is not None else {},
        "cell_name": cell_name,
    }


@dataclass(frozen=True)
class Entered:
    """A figure that was just entered."""

    name: str
    whose: str
    period: str
    value: str
    ref: str
    corrects: bool


def entered(batch: str, reader: Reader | None, lang: Lang) -> tuple[list[Entered], str]:
    """The figures of a batch that the reader may see, and the last of their periods as an address has it."""
    if not (batch.isdecimal() and len(batch) < 18):
        return [], ""
    rows = Fact.objects.known_at().filter(batch=int(batch)).select_related("measure", "holder")
    rows = rows if reader is None else visible(rows, reader)
    listed = [Known(row) for row in rows.order_by("pk")]
    periods = [one.period for one in listed]
    style = "marks" if lang == "zh" else "en"
    return [
        Entered(
            str(one.row.measure),
            one.row.holder.name,
            one.period.words(lang),
            write(one.quantity, style=style),
            one.ref,
            one.row.supersedes_id is not None,
        )
        for one in listed
    ], str(max(periods)) if periods else ""
