"""What is scored as it was asked, and that somebody should look at: lines in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

import numpy as np

from .grading import Result
from .run import Scored

Said = tuple[str, str]
# Names of rows that sum the others up, as tables have them.
_TOTAL = re.compile("(?:.{0,8}(?:合计|总计|小计|共计)|总和|平均|平均值|全[区市县省国])", re.ASCII)
_SHOWN = 10


def noticed(scored: Scored, results: Sequence[Result], *, listed: bool) -> Iterator[Said]:
    """What stands out of a scheme computed. `listed`: the units that are scored were named one by one."""
    totals = [name for name in list(scored.loaded.units)[: scored.loaded.scored] if _TOTAL.fullmatch(name)]
    if totals and not listed:
        zh, en = _names(totals)
        yield (
            f"{zh}像是合计或平均，也作为单位评了分、参加了比较；不是单位的，请从数据中删去，或用 --units 列明单位",
            f"{en}: a total or a mean by its name, scored and compared as a unit: take it out of the facts, or "
            "name the "
            "units with --units",
        )
    yield from _alike(scored)
    yield from _hardly_known(scored)
    yield from _without_tier(scored, results)
    yield from _above_full(scored)
    if scored.loaded.counted_zeros:
        zh, en = _names(scored.loaded.counted_zeros)
        yield (
            f"{zh}按个数计（gather: count），数值写 0 的行也各计一个；没有发生的不要写行，数值就是次数的用 gather: sum",
            f"{en}: counted (gather: count), and rows of 0 count as one each: leave out what did not happen, or "
            "where the "
            "value is the number of times say gather: sum",
        )


def _alike(scored: Scored) -> Iterator[Said]:
    """Names that a reader takes for one: of digits and letters of other width, with a blank in between."""
    found: dict[str, list[str]] = {}
    for name in list(scored.loaded.units)[: scored.loaded.scored]:
        found.setdefault("".join(normalize("NFKC", name).split()), []).append(name)
    for names in found.values():
        if len(names) > 1:
            zh, en = _names(names)
            yield (
                f"{zh}写法不同，作为几个单位评分；是一个单位的，请改成一种写法",
                f"{en} are written otherwise and scored as units of their own: write one unit in one way",
            )


def _hardly_known(scored: Scored) -> Iterator[Said]:
    """Periods of which nobody has a figure of some indicators: there to be compared with, as often as not."""
    plan, loaded = scored.plan, scored.loaded
    marked = [slot for slot in plan.measured if slot.full and not slot.item.aside]
    there = np.zeros((len(loaded.periods), len(loaded.indicators)), bool)
    there[loaded.rows.period, loaded.rows.indicator] = True
    for period in scored.scores.column("period").unique().to_pylist():
        known = there[loaded.periods[period]]
        none = [slot.item.id for slot in marked if not known[loaded.indicators[slot.leaf.name]]]
        if none:
            zh, en = _names(none)
            yield (
                f"{period} 谁也没有 {zh} 的数，只按其余各项评了分；只用作对比的时期不评，用 --period 写明要评的时期",
                f"{period}: nobody has a figure of {en}, and the others alone were scored. What is there to be "
                "compared with is not scored: name the periods that are with --period",
            )


def _without_tier(scored: Scored, results: Sequence[Result]) -> Iterator[Said]:
    if not scored.plan.scheme.tiers:
        return
    for period in dict.fromkeys(one.period for one in results):
        none = [one.unit for one in results if one.period == period and not one.tier and one.rank is not None]
        if none:
            zh, en = _names(none)
            yield (
                f"{period}有 {len(none)} 个单位不符合任何等次的条件，没有等次：{zh}",
                f"{period}: {len(none)} without a tier, for they meet the conditions of none: {en}",
            )


def _above_full(scored: Scored) -> Iterator[Said]:
    """Points as given that are more than the full marks, where the scheme does not say how far they may be."""
    full = {
        slot.item.id: slot.full
        for slot in scored.plan.leaves
        if slot.method in ("given", "expr") and slot.full and slot.item.cap is None
    }
    more: dict[str, list[str]] = {}
    for row in scored.scores.to_pylist() if full else ():
        if row["points"] is not None and row["points"] > full.get(row["node"], row["points"]) + 1e-9:
            more.setdefault(row["node"], []).append(row["unit"])
    for node, units in more.items():
        zh, en = _names(list(dict.fromkeys(units)))
        yield (
            f"“{node}”满分 {full[node]:g}，得分超出了满分（{zh}）；百分制的分用 completion: {{target: 100}} 折算，"
            "公式以 100 为满分的写 full: 100，确可超出的写明 cap",
            f"'{node}' has full marks of {full[node]:g}, and points are beyond them ({en}): marks out of 100 are "
            "completion: {target: 100}, a formula of 100 points says full: 100; if they may be beyond say cap",
        )


def _names(names: Sequence[str]) -> Said:
    more = len(names) > _SHOWN
    shown = names[:_SHOWN]
    return (
        "、".join(f"“{one}”" for one in shown) + ("等" if more else ""),
        ", ".join(f"'{one}'" for one in shown) + (" and others" if more else ""),
    )
