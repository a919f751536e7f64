"""The sample zone's indicators, its rules, its targets of 2024 and their parts, and two bundles."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from importlib import resources

from jingkai.engines.quantity import Quantity, read_number
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.definitions import indicators, standing_targets
from jingkai.kernel.facts.models import Bundle, Target
from jingkai.kernel.facts.targets import open_bundle, set_target
from jingkai.kernel.parties.models import Post
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.document import header_of
from jingkai.kernel.rules.services import approve, draft
from jingkai.kernel.rules.yaml_text import read_yaml

from ..declared import IndicatorPart, indicators_file
from ..goals import YEAR, aims_of
from .history import SAMPLE
from .people import Parties

SOURCE = f"{SAMPLE}：2024年度目标任务分解表"
CALIBERS = ("统计", "认定", "公布", "自报")

# What each digit of the code is entered to mean in the sample: indicator and quantity. The last is not entered, so
# the bundle stays a draft.
_CODE = "1688"
_MEANT = (("foreign", "1亿美元"), ("pledged", "600亿元"), ("signed", "80个"))


def write_rules(parties: Parties, at: datetime) -> None:
    """The zone's own rules: light, curve, written report. The assessment office drafts, the principal approves."""
    author = parties.actor("考核办", "主要负责人")
    approver = parties.actor("", "主要负责人")
    folder = resources.files("jingkai.site.sample").joinpath("rules")
    for name in sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml")):
        text = folder.joinpath(name).read_text(encoding="utf-8")
        header = header_of(read_yaml(text))
        there = RuleBook().find(header.key, parties.zone, header.valid_from)
        if there is None or there.version != header.version:
            approve(approver, draft(author, text, unit=parties.zone, at=at), at=at)


def write_indicators(parties: Parties, at: datetime) -> int:
    """Define what is not defined yet; how many."""
    there = indicators(parties.zone)
    wanted = [one for one in indicators_file().indicators if one.code not in there]
    for one in wanted:
        define_indicator(
            SYSTEM,
            parties.zone,
            one.code,
            name=one.name,
            name_en=one.en,
            formula=one.formula or _formula(one),
            unit=one.unit,
            direction=one.direction,
            owner=parties.units[one.owner] if one.owner else None,
            calibers=(one.caliber, *(word for word in CALIBERS if word != one.caliber)),
            decimals=one.decimals,
            place=indicators_file().indicators.index(one) + 1,
            frequency=one.every,
            leader=Post.objects.known_at().get(
                body=parties.zone, title=one.leader or indicators_file().leader
            ),
            at=at,
        )
    return len(wanted)


def _formula(one: IndicatorPart) -> str:
    match one.series:
        case "growth":
            return f'fact("{one.name}·同比", ytd)'
        case "stock":
            return f'fact("{one.name}")'
        case _:
            return f'fact("{one.name}", ytd)'


def write_targets(parties: Parties, at: datetime) -> int:
    """Set what is not set yet, each zone's target with its parts under it; how many."""
    there = {
        (row.indicator, row.holder_id): row
        for row in standing_targets().filter(zone=parties.zone).order_by("pk")
    }
    written = 0
    for one in indicators_file().indicators:
        if one.target is None:
            continue
        parent: Target | None = None
        for unit, value in aims_of(one):
            holder = parties.units[unit] if unit else parties.zone
            row = there.get((one.code, holder.pk))
            if row is None:
                row = _set(parties, one, unit, value, parent, at)
                written += 1
            parent = parent or row
    return written


def _set(
    parties: Parties, one: IndicatorPart, unit: str, value: Decimal, parent: Target | None, at: datetime
) -> Target:
    assert one.target is not None
    holder = parties.units[unit] if unit else parties.zone
    quantity = Quantity.exactly(value, one.unit, text=str(value))
    curve = one.target.curve
    return set_target(
        SYSTEM,
        parties.zone,
        one.code,
        holder,
        YEAR,
        quantity,
        source=SOURCE,
        curve=curve,
        parent=parent,
        at=at,
    )


def write_bundle(parties: Parties, at: datetime) -> None:
    """A code with a digit whose meaning nobody has entered."""
    if Bundle.objects.known_at().filter(holder=parties.zone, code=_CODE).exists():
        return
    bundle = open_bundle(SYSTEM, parties.zone, _CODE, YEAR, name=f"招商引资目标（{SAMPLE}释义）", at=at)
    for place, (indicator, says) in enumerate(_MEANT, 1):
        quantity = read_number(says)
        if quantity is None:
            raise ValueError(f"{says!r} is no figure")
        set_target(
            SYSTEM, parties.zone, indicator, parties.zone, YEAR, quantity,
            source=f"{SAMPLE}：{bundle.name}第{place}位", bundle=bundle, place=place, at=at,
        )  # fmt: skip
