"""What a month notices by itself: figures that contradict, offices that differ, what is behind, what does not add up.

Until a finding is opened as a signal it is computed with the month and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, round_half_up, shortest, write
from jingkai.kernel.facts.reconcile import Reconciliation
from jingkai.kernel.facts.selection import Difference, differences
from jingkai.kernel.facts.source import World

from .definition import Definition
from .line import Line
from .shown import shown

# What a signal of two figures begins with, before the row it is about.
CONTRADICTS, TIES = "growth-contradicts", "figures-tie"


@dataclass(frozen=True)
class Finding:
    """One thing noticed (运行类苗头): its kind, what it is about, the sentence, and the records it stands on.

    `signal` is what a signal on record of it is about; empty where publishing puts none on record.
    """

    kind: str
    about: str
    zh: str
    en: str
    refs: tuple[str, ...]
    signal: str = ""


def about_of(line: Line) -> str:
    """What a signal about a row is about: the indicator and whose."""
    return f"{line.definition.code}@{line.holder.pk}"


def code_of(about: str) -> str:
    """The code of the indicator that a signal of a month is about; empty for one that is about something else."""
    row, at, holder = about.rpartition("@")
    if not at or not holder.isdecimal():
        return ""
    kind, _, rest = row.partition(":")
    return rest if kind in (CONTRADICTS, TIES) else row


def contradictions(lines: Iterable[Line]) -> Iterator[Finding]:
    """A printed growth that the printed figures do not give. All stay as they are."""
    for line in lines:
        found = line.growth.contradiction
        if found is None:
            continue
        whose, of = line.holder.name, line.definition
        computed, gap = short(found.computed, 2), short(abs(found.gap), 1)
        yield Finding(
            CONTRADICTS,
            line.ref,
            f"{whose}{of.name}：公布增速 {found.printed} 与推算 {computed} 相差 {chinese(gap)}，两者并存，请核实",
            f"{whose}, {of.english}: the printed growth of {found.printed} and the {computed} that follows "
            f"differ by {english(gap)}; both stand",
            tuple(str(one) for one in line.references),
            f"{CONTRADICTS}:{about_of(line)}",
        )


def ties(lines: Iterable[Line]) -> Iterator[Finding]:
    """Two figures of one caliber that disagree: no value is shown."""
    for line in lines:
        if line.tied:
            zh, en = line.why
            yield Finding(
                TIES,
                line.ref,
                f"{line.holder.name}{line.definition.name}：{zh}，未定之前不取值",
                f"{line.holder.name}, {line.definition.english}: {en}; no value until it is settled",
                tuple(str(one) for one in line.references),
                f"{TIES}:{about_of(line)}",
            )


def behind(lines: Iterable[Line]) -> Iterator[Finding]:
    """A light that says behind."""
    for line in lines:
        lamp = line.light.lamp
        if lamp is None or not lamp.behind or line.aimed is None or line.aimed.standing is None:
            continue
        points = short(line.aimed.standing.behind, 1)
        yield Finding(
            "behind",
            line.ref,
            f"{line.holder.name}{line.definition.name}：{lamp.zh}，落后时序 {chinese(points)}",
            f"{line.holder.name}, {line.definition.english}: {lamp.en}, {english(points)} behind schedule",
            tuple(str(one) for one in line.references),
            about_of(line),
        )


def unreconciled(found: Iterable[Reconciliation], definitions: Mapping[str, Definition]) -> Iterator[Finding]:
    """A target whose parts do not make the whole. It is a matter of the plan and not of the month: no signal."""
    for one in found:
        if one.agrees:
            continue
        code = one.parent.row.indicator
        definition = definitions.get(code)
        zh, en = (definition.name, definition.english) if definition is not None else (code, code)
        holder = one.parent.row.holder.name
        yield Finding(
            "target-short",
            code,
            f"{holder}{zh}目标 {one.parent.quantity}：分解后{one.words('zh')}",
            f"{holder}, {en}: the target of {shown(one.parent.quantity, 'en')} broken down: {one.words('en')}",
            tuple(aim.ref for aim in (one.parent, *one.children)),
        )


def departments(world: World, periods: Sequence[Period]) -> list[Difference]:
    """What differs between units or calibers about a measure, holder and period."""
    wanted = {(one.start, one.end) for one in periods}
    found = []
    for (name, _, start, end, nature), facts in world.holdings.places.items():
        if (start, end) in wanted and nature == "actual" and len(facts) > 1:
            difference = differences(name, facts)
            if difference is not None:
                found.append(difference)
    return found


def short(quantity: Quantity, decimals: int) -> str:
    """For a sentence: rounded half up to so many decimals, without needless zeros."""
    return write(trimmed(round_half_up(quantity, decimals)))


def trimmed(quantity: Quantity) -> Quantity:
    """Without the zeros that rounding put at the end: 12.0 is 12."""
    lo, hi = (None if end is None else Decimal(shortest(end)) for end in (quantity.lo, quantity.hi))
    return replace(quantity, lo=lo, hi=hi)


def chinese(text: str) -> str:
    """Points in a Chinese sentence: 8.2 个百分点."""
    return text.replace("百分点", " 个百分点")


def english(text: str) -> str:
    """Points in an English sentence."""
    return text.replace("百分点", " points")
