"""A zone in which one street is full of canaries: whatever is of that street carries one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.recording import record
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.matters.services import Draft as MatterDraft
from jingkai.kernel.matters.services import Notice, enter_signal, open_as_matter, open_matter
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.services import PaperDraft, draft_paper, issue_paper, review_paper
from jingkai.kernel.parties.models import AliasKind, Organisation, Scope
from jingkai.kernel.parties.services.organisations import add_alias
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import File
from jingkai.kernel.records.writing import writing
from jingkai.kernel.registers.services import enter, reach
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import draft, ship_folder
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from jingkai.systems.economy.models import PublishedMonth
from jingkai.systems.economy.publishing import publish

CANARY = "金丝雀"
# Another name of the west street.
WEST = "西城"
# The digits of every figure of the street, however it is written: 7.8123亿元, 78,123万元, 781.23 million yuan.
DIGITS = "78123"
MARCH, YTD = Period.parse("2024-03"), Period.parse("2024-01/2024-03")
# Half of it is due at the end of March, so that who did a tenth is far behind.
HALF = Period.parse("2024-H1")


@dataclass(frozen=True)
class Planted:
    """The zone, and what in it carries a canary. `matters` are all of the west street, `draft` is a rule by which a row
    of it would say otherwise.
    """

    zone: Zone
    fact: Fact
    target: Target
    month: PublishedMonth
    signal: Signal
    matter: Matter
    matters: tuple[Matter, ...]
    draft: RuleSet
    paper: Paper


def a_zone_with_figures() -> Zone:
    """Two streets and who reads what: the easterner one street, 全区干部 the zone without its streets, the head all.

    The east street has a figure, a target and a matter of its own, the zone a target and figures of its own.
    """
    zone = a_ruled_zone()
    person, _ = a_person("全区干部", zone.zone)
    hold(person, "street", zone.zone, Scope.UNIT)
    for name, value in (("税收", "1.5"), ("用电量", "2.25")):
        say(zone, name, value, zone.east)
    say(zone, "税收", "1.2", zone.east, span=YTD.same_period_last_year())
    say(zone, "出口", "30", zone.zone)
    for code, name, formula in (
        ("tax", "税收", 'fact("税收", ytd)'),
        ("tax-of-streets", "各街道税收", f'sum(children where {_REPORTED}, fact("税收", ytd, of: unit))'),
        ("tax-of-all", "各单位税收", 'sum(children, fact("税收", ytd, of: unit))'),
        ("exports", "出口", 'fact("出口", ytd)'),
        ("tax-twice", "税收两倍", 'indicator("各街道税收") * 2'),
    ):
        define_indicator(
            SYSTEM, zone.zone, code, name=name, name_en=name, formula=formula, unit="亿元", at=AT
        )
    define_indicator(
        SYSTEM, zone.zone, "signed", name="签约项目", name_en="Projects signed",
        formula='count(events("签约") where date in ytd)', unit="个", at=AT,
    )  # fmt: skip
    aim(zone, "tax", zone.east, "20")
    open_matter(
        zone.actor(zone.clerk),
        zone.zone,
        MatterDraft("疏通东河", zone.east, due=date(2024, 6, 1)),
        flow="flow.task",
        at=AT,
    )
    return zone


# Units that report taxes: the others have no figure, and an unknown part makes an unknown sum.
_REPORTED = 'known(fact("税收", ytd, of: unit))'


_CURVE = f"""
kind: curve
key: curve.canary
version: "1"
title: {{zh: {CANARY}曲线, en: {CANARY} curve}}
valid_from: 2020-01-01
source: 测试
body:
  points: [{{month: "3", share: "50%"}}, {{month: "6", share: "100%"}}]
  between: linear
"""


def _ship(rule: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "rule.yaml").write_text(rule, encoding="utf-8")
        ship_folder(Path(folder), at=AT)


def plant(zone: Zone) -> Planted:
    """Canaries in the west street: facts with file and cell, contradictions, ties and differences, a target with
    parts, a project, signals, matters, and a published month that has it all.
    """
    with writing(SYSTEM, act="test.file", at=AT) as call:
        file = call.add(File(sha256="c" * 64, name=f"{CANARY}.xlsx", size=1, media_type=""))
    west = zone.west
    cell = Source(file=file, sheet=f"{CANARY}表", cell="ZZ78123")
    fact = say(zone, "税收", "7.8123", west, source=cell)
    say(zone, "税收", "3.78123", west, span=YTD.same_period_last_year())
    say(zone, "税收", "7.8123", west, aspect="growth", unit="%")
    say(zone, f"{CANARY}产值", "7.8123", west, source=cell)
    # Two offices differ in one caliber: a tie in the sum of the streets, too.
    say(zone, "用电量", "7.8123", west)
    say(zone, "用电量", "17.8123", west, by=zone.office)
    _ship(_CURVE)
    target = aim(zone, "tax", west, "78.123", source=f"{CANARY}任务书", curve="curve.canary")
    whole = aim(zone, "tax", zone.zone, "100")
    aim(zone, "tax", west, "17.8123", period=Period.of_year(2024), parent=whole)
    project = enter(SYSTEM, "project", f"{CANARY}项目", west, at=AT)
    reach(SYSTEM, project, "签约", date(2024, 3, 4), evidence=CANARY, at=AT)
    said = Notice(
        "policy", CANARY, "2024-03-20", f"{CANARY}政策", west, until=MARCH.last_day, en=f"{CANARY} policy"
    )
    signal = enter_signal(SYSTEM, zone.zone, said, at=AT)
    hand = zone.actor(zone.clerk)
    opened = open_as_matter(hand, signal, at=AT, unit=west)
    matter = open_matter(
        hand,
        zone.zone,
        MatterDraft(f"{CANARY}事项", west, due=date(2024, 6, 1), note=CANARY, evidence=f"file:{CANARY}"),
        flow="flow.task",
        at=AT,
    )
    month = publish(SYSTEM, zone.zone, MARCH, at=AT)
    add_alias(SYSTEM, west, WEST, kind=AliasKind.SHORT, since=START, at=AT)
    later = _CURVE.replace('"1"', '"2"').replace("50%", "5%")
    trial = draft(hand, later, unit=zone.zone, at=AT)
    paper = a_letter(zone, matter)
    return Planted(zone, fact, target, month, signal, matter, (opened, matter), trial, paper)


def a_letter(zone: Zone, matter: Matter) -> Paper:
    """A notice about the matter, issued to the west street."""
    slots = {"subject": f"{CANARY}通知", "points": [f"{CANARY}要求"]}
    wanted = PaperDraft(
        "paper.notice", zone.office, "canary", slots=slots, to=(zone.west,), refs=(matter.ref,)
    )
    paper = draft_paper(zone.actor(zone.clerk), wanted, at=AT)
    review_paper(zone.actor(zone.head), paper, at=AT)
    issue_paper(zone.actor(zone.clerk), paper, at=AT)
    return paper


def a_form(path: Path, west: str = "") -> Path:
    """A form of both streets: blanks, and for the west a figure of taxes that stands there already, if given. The west
    goes by a name of its own, so that what the form says by itself is no canary.
    """
    book = Workbook()
    for row in (
        ["示例经开区2024年1-3月主要指标"],
        ["单位：亿元"],
        ["单位名称", "税收", "用电量"],
        ["东城街道", None, 2],
        [WEST, float(west) if west else None, None],
        ["督查室", 9, 9],
    ):
        book.active.append(row)
    book.save(path)
    return path


def say(
    zone: Zone,
    name: str,
    value: str,
    holder: Organisation,
    *,
    by: Organisation | None = None,
    span: Period = YTD,
    aspect: str = "amount",
    unit: str = "亿元",
    source: Source | None = None,
) -> Fact:
    """A unit says a figure of itself, or `by` says it."""
    draft = Draft(
        name=name, aspect=aspect, holder=holder, period=span, quantity=Quantity.exactly(value, unit, text=value),
        reported_by=by or holder, source=source or Source(words="月报"),
    )  # fmt: skip
    return Fact.objects.get(batch=record(SYSTEM, [draft], at=AT))


def aim(
    zone: Zone,
    code: str,
    holder: Organisation,
    value: str,
    *,
    source: str = "",
    curve: str = "",
    parent: Target | None = None,
    period: Period = HALF,
) -> Target:
    """What a unit is to reach."""
    return set_target(
        SYSTEM, zone.zone, code, holder, period, Quantity.exactly(value, "亿元", text=value),
        source=source, curve=curve, parent=parent, at=AT,
    )  # fmt: skip
