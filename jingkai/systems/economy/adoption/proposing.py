"""What a folder of workbooks says about a zone: units, what it measures, what it promised, names that may be one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jingkai.engines.identity import Name, candidates
from jingkai.engines.sheets import ReadFact, Reading, SheetProblem, read_workbook

from .draft import Draft, DraftAlias, DraftIndicator, DraftTarget, DraftUnit

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
_FIGURES = ("amount", "count", "balance", "share")
"""Aspects of which an indicator is proposed; growth, completion and the like belong to these."""


@dataclass
class Folder:
    """The readings of a folder, and the files that could not be read with the reason."""

    readings: list[Reading] = field(default_factory=list)
    refused: list[tuple[str, SheetProblem]] = field(default_factory=list)


def read_folder(folder: Path) -> Folder:
    """Reads every workbook under a folder, in the order of names. Raises NotADirectoryError."""
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    found = Folder()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in WORKBOOKS or path.name.startswith(("~$", ".")) or not path.is_file():
            continue
        try:
            found.readings.append(read_workbook(path, earlier=_facts(found.readings)))
        except SheetProblem as refusal:
            found.refused.append((path.name, refusal))
    return found


def _facts(readings: Iterable[Reading]) -> list[ReadFact]:
    return [fact for reading in readings for fact in reading.facts]


def propose(readings: Sequence[Reading], zone: str) -> Draft:
    """The draft of a zone called `zone`. Nothing in it is decided: names are compared, never merged (K3.5.4)."""
    seen = [(reading, fact) for reading in readings for fact in reading.facts if fact.duplicate_of is None]
    units = _units(seen, zone)
    return Draft(
        zone=zone,
        units=units,
        aliases=_aliases([unit.name for unit in units]),
        indicators=_indicators(seen),
        targets=_targets(seen),
    )


def _place(reading: Reading, fact: ReadFact) -> str:
    return f"{reading.file} {fact.sheet}!{fact.cell}"


def _units(seen: Sequence[tuple[Reading, ReadFact]], zone: str) -> list[DraftUnit]:
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for reading, fact in seen:
        if fact.holder and fact.holder != zone:
            counts[fact.holder] += 1
            first.setdefault(fact.holder, _place(reading, fact))
    return [
        DraftUnit(name=name, cells=cells, seen=first[name], confirm=True)
        for name, cells in counts.most_common()
    ]


def _aliases(names: Sequence[str]) -> list[DraftAlias]:
    """Pairs of names that may be one organisation, each pair once, the rarer name as the alias."""
    found = []
    for index, name in enumerate(names):
        for proposal in candidates(Name(name), [Name(other) for other in names[:index]]):
            found.append(
                DraftAlias(
                    name=name, of=proposal.right.text, likeness=proposal.score, confirm=False,
                    why=";".join(reason.zh for reason in proposal.reasons),
                )
            )  # fmt: skip
    return found


def _indicators(seen: Sequence[tuple[Reading, ReadFact]]) -> list[DraftIndicator]:
    groups: dict[tuple[str, str], list[tuple[Reading, ReadFact]]] = defaultdict(list)
    for reading, fact in seen:
        if fact.measure in _FIGURES and fact.unit:
            groups[fact.indicator, fact.measure].append((reading, fact))
    found = []
    for number, ((name, measure), group) in enumerate(
        sorted(groups.items(), key=lambda g: -len(g[1])), start=1
    ):
        unit = Counter(fact.unit for _, fact in group if fact.unit).most_common(1)[0][0]
        cumulative = any(fact.cumulative for _, fact in group)
        period = ", ytd" if measure == "amount" and cumulative else ""
        found.append(
            DraftIndicator(
                code=f"A{number:03d}", name=name, unit=unit, formula=f'fact("{name}"{period})', confirm=True,
                units=len({fact.holder for _, fact in group}), months=len({fact.period for _, fact in group}),
                seen=_place(*group[0]),
            )
        )  # fmt: skip
    return found


def _targets(seen: Sequence[tuple[Reading, ReadFact]]) -> list[DraftTarget]:
    """Yearly plans, the newest of each indicator, holder and year; intervals and bounds are left to people."""
    found: dict[tuple[str, str, int], DraftTarget] = {}
    for reading, fact in seen:
        exact = fact.low is not None and fact.low == fact.high and not fact.qualifier
        if fact.measure != "plan" or fact.held or not exact or not fact.holder or not fact.unit:
            continue
        if fact.period is None or not fact.period.isdigit() or fact.low is None:
            continue
        key = (fact.indicator, fact.holder, int(fact.period))
        found[key] = DraftTarget(
            indicator=fact.indicator, holder=fact.holder, year=key[2], value=fact.low, unit=fact.unit,
            seen=_place(reading, fact), confirm=True,
        )  # fmt: skip
    return list(found.values())
