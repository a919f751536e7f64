"""What a bulletin says of the written reports: who kept the time, who not, and what was typed against a fact."""

from __future__ import annotations

from jingkai.engines.quantity import round_half_up
from jingkai.kernel.papers.content import Figure, Sentence
from jingkai.web.dates import moment

from ..reports.queries import Reports
from .words import Part, Words


def discipline(reports: Reports | None, words: Words) -> list[Sentence]:
    """Counts of what came in time, late, not at all and was returned, with the names; and how much was typed."""
    if reports is None or not reports.issued:
        return [words.sentence("discipline_none")]
    tally = reports.tally

    def count(value: int | str) -> Figure:
        return _figure(reports, words, str(value))

    counts = {
        "on_time": tally.on_time,
        "late": tally.late,
        "missing": tally.missing,
        "returned": tally.returned,
    }
    waiting = words.sentence("discipline_waiting", count=count(tally.waiting)) if tally.waiting else ""
    said = {name: count(value) for name, value in counts.items()}
    asked: dict[str, Part] = {
        "units": count(tally.tables),
        "due": moment(reports.request.due),
        "waiting": waiting,
    }
    found = [words.sentence("discipline", **asked, **said)]
    for kind in ("sent_late", "missing", "returned"):
        names: list[Part] = [
            words("late_one", unit=one.submission.unit.name, at=moment(one.sent_at))
            if kind == "sent_late"
            else one.submission.unit.name
            for one in reports.of(kind)
        ]
        if names:
            found.append(words.sentence(f"discipline_{kind}", names=words.listed(names)))
    if tally.spared.known:
        spared = str(round_half_up(tally.spared.to("%"), 1))
        parts = {"cells": tally.cells, "filled": tally.filled, "typed": tally.asked, "spared": spared}
        found.append(
            words.sentence("discipline_cells", **{name: count(value) for name, value in parts.items()})
        )
    return found


def typed_beside(reports: Reports | None, words: Words) -> list[Sentence]:
    """What was typed in a report against a fact: the fact counts, and what was typed stands beside it."""
    if reports is None:
        return []
    found = []
    for one in reports.beside:
        row = one.fact.row
        value = str(one.fact.quantity)
        fact = Figure(value, one.fact.ref, row.reported_by.name, row.caliber)
        typed = _figure(reports, words, one.typed)
        found.append(
            words.sentence("typed_beside", unit=one.unit.name, name=one.field, fact=fact, typed=typed)
        )
    return found


def _figure(reports: Reports, words: Words, text: str) -> Figure:
    """A count over the reports opens to their page."""
    ref = f"reports:{reports.request.period}"
    return Figure(text, ref, reports.request.requester.name, words("discipline_source"))
