"""What a folder of workbooks says about a zone: units, what it measures, what it promised, names that may be one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from jingkai.engines.identity import Name, Proposal, candidates
from jingkai.engines.sheets import ReadFact, Reading, SheetProblem, read_workbook
from jingkai.engines.sheets.labels import is_holder_name, read_label
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.naming import folded

from .draft import Draft, DraftAlias, DraftIndicator, DraftTarget, DraftUnit

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
_DASH = re.compile(r"[-－—–＿]+")
# Between the name of a measure and that of its aspect (kernel.facts.holdings).
_OF = "·"
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


def propose(
    readings: Sequence[Reading], zone: str, also: Collection[str] = (), known: Collection[str] = ()
) -> Draft:
    """The draft of a zone called `zone`, and `also` by those names; its units that are registered go by the `known`
    ones. Nothing in it is decided: names are compared, never merged (K3.5.4). A name that may be the zone's own is
    asked about, and no unit before a person says so; neither is a department that only names of files tell of.
    """
    seen = [(reading, fact) for reading in readings for fact in reading.facts if fact.duplicate_of is None]
    units = _units(seen, {folded(name) for name in (zone, *also)})
    own = []
    for unit in units:
        near = _near(unit.name, zone)
        unit.confirm = near is None
        own += [near] if near is not None else _contained(unit.name, zone)
    there = {folded(name) for name in (zone, *also, *known, *(unit.name for unit in units))}
    return Draft(
        zone=zone,
        units=units + _departments(readings, there),
        aliases=own + _aliases([unit.name for unit in units if unit.confirm]),
        indicators=_indicators(seen),
        targets=_targets(seen),
    )


def _place(reading: Reading, fact: ReadFact) -> str:
    return f"{reading.file} {fact.sheet}!{fact.cell}"


def _units(seen: Sequence[tuple[Reading, ReadFact]], own: set[str]) -> list[DraftUnit]:
    """Whoever has figures, but for the zone under its `own` folded names."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for reading, fact in seen:
        if fact.holder and folded(fact.holder) not in own:
            counts[fact.holder] += 1
            first.setdefault(fact.holder, _place(reading, fact))
    return [
        DraftUnit(name=name, cells=cells, seen=first[name], confirm=True)
        for name, cells in counts.most_common()
    ]


def _departments(readings: Sequence[Reading], there: set[str]) -> list[DraftUnit]:
    """Who seems to send the files, by what stands before the first dash of a name: 统计办_主要经济指标_2024年3月.xlsx.
    People say whether such a name, often a short one, is a unit.
    """
    found: dict[str, DraftUnit] = {}
    for reading in readings:
        name, dash, _ = _DASH.sub("_", Path(reading.file).stem).partition("_")
        if dash and is_holder_name(name) and folded(name) not in there and name not in found:
            found[name] = DraftUnit(name=name, seen=reading.file, confirm=False)
    return list(found.values())


def _near(name: str, zone: str) -> DraftAlias | None:
    """What speaks for `name` being no unit but the zone itself: it is like its name, or says a total (合计, 全区)."""
    label = read_label(name)
    if label.zone_wide or label.total:
        why, why_en = f"“{name}”是合计，不是单位名称", f"{name} is a total and names no unit"
        return DraftAlias(name=name, of=zone, likeness=Decimal(0), confirm=False, why=why, why_en=why_en)
    found = candidates(Name(name), [Name(zone)])
    return _alias(found[0]) if found and not _extends(found[0]) else None


def _contained(name: str, zone: str) -> list[DraftAlias]:
    """The question about a department with the zone's name in front: a unit most likely, and yet asked."""
    return [_alias(found) for found in candidates(Name(name), [Name(zone)])]


def _extends(near: Proposal) -> bool:
    """Whether all that speaks for it is the zone's name in front, as departments have: 滨河经济开发区财政局."""
    only_contained = {reason.code for reason in near.reasons} == {"contained"}
    return only_contained and folded(near.right.text) in folded(near.left.text)


def _aliases(names: Sequence[str]) -> list[DraftAlias]:
    """Pairs of names that may be one organisation, each pair once, the rarer name as the alias."""
    return [
        _alias(found)
        for index, name in enumerate(names)
        for found in candidates(Name(name), [Name(other) for other in names[:index]])
    ]


def _alias(found: Proposal) -> DraftAlias:
    return DraftAlias(
        name=found.left.text, of=found.right.text, likeness=found.score, confirm=False,
        why="；".join(reason.zh for reason in found.reasons),
        why_en="; ".join(reason.en for reason in found.reasons),
    )  # fmt: skip


def _indicators(seen: Sequence[tuple[Reading, ReadFact]]) -> list[DraftIndicator]:
    groups: dict[tuple[str, str], list[tuple[Reading, ReadFact]]] = defaultdict(list)
    for reading, fact in seen:
        if fact.measure in _FIGURES and fact.unit:
            groups[fact.indicator, fact.measure].append((reading, fact))
    aspects: dict[str, list[str]] = defaultdict(list)
    for name, measure in sorted(groups):
        aspects[name].append(measure)
    found = []
    for number, ((name, measure), group) in enumerate(
        sorted(groups.items(), key=lambda g: -len(g[1])), start=1
    ):
        unit = Counter(fact.unit for _, fact in group if fact.unit).most_common(1)[0][0]
        period = ", ytd" if any(fact.cumulative for _, fact in group) else ""
        # Where one name is counted and measured, the first aspect that is registered goes by the bare name.
        first = aspects[name][0] == measure
        called = name if first else f"{name}{_OF}{vocabulary().aspects[measure].zh}"
        found.append(
            DraftIndicator(
                code=f"A{number:03d}", name=called, unit=unit, formula=f'fact("{called}"{period})', aspect=measure,
                units=len({fact.holder for _, fact in group}), months=len({fact.period for _, fact in group}),
                seen=_place(*group[0]), confirm=True,
            )
        )  # fmt: skip
    return found


def measured_name(row: DraftIndicator) -> str:
    """The name of the measure that the indicator is of, without its aspect."""
    said = vocabulary().aspects.get(row.aspect)
    return row.name if said is None else row.name.removesuffix(f"{_OF}{said.zh}")


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
