"""The meeting of March 2024 (st-E18) speaks of February: a zone of twenty units, twelve indicators (seven ahead of
schedule, two on it, three behind), what was noticed (of policy one, of the market two, in operation four), and a
written report of four sections and 36 cells, 30 of which are known.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.forms.models import Form, Submission
from jingkai.kernel.forms.services import (
    FieldDraft,
    FormDraft,
    LineDraft,
    SectionDraft,
    define_fields,
    define_form,
    give_back,
    send,
)
from jingkai.kernel.matters.services import Notice, enter_signal
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit, a_zone
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.services import ship
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.economy.api import publish
from jingkai.systems.scheduling.reports.services import ask_for_reports, draft_reports

MONTH, YEAR = Period.parse("2024-02"), Period.of_year(2024)
TO_DATE = Period.parse("2024-01/2024-02")
# Under Wuhan's rule less than 60 % of what is due burns red.
WUHAN = "420100"
DEPARTMENTS = (
    "党政办公室", "经济发展局", "统计办", "财政局", "投资促进局", "规划建设局", "应急管理局", "生态环境局",
    "社会事业局", "人力资源局", "科技创新局", "市场监管局", "行政审批局", "商务局", "东区产业园", "北区产业园",
    "综合保税区", "国投集团",
)  # fmt: skip
# Of a target of 120 by the end of the year 20 is due by the end of February.
TARGET, AHEAD, EVEN, BEHIND = "120", "30", "20", "10"
INDICATORS = {
    "output": ("工业总产值", AHEAD), "investment": ("固定资产投资", AHEAD), "retail": ("社会消费品零售额", AHEAD),
    "revenue": ("公共预算收入", AHEAD), "tax": ("税收收入", AHEAD), "trade": ("进出口额", AHEAD),
    "services": ("服务业营业收入", AHEAD), "construction": ("建筑业产值", EVEN), "wholesale": ("批发业销售额", EVEN),
    "foreign": ("实际使用外资", BEHIND), "pledged": ("协议引资额", BEHIND), "contracts": ("技术合同成交额", BEHIND),
}  # fmt: skip


def at(day: str, clock: str = "09:00") -> datetime:
    """A time of that day in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


FOUNDED, REPORTED = at("2024-01-05"), at("2024-03-05")


@dataclass(frozen=True)
class March:
    """The zone, its twenty units by name, and who is in each."""

    zone: Zone
    units: dict[str, Organisation]
    hands: dict[str, Person]

    @property
    def clerk(self) -> Actor:
        """Of the office."""
        return self.zone.actor(self.zone.clerk)

    def hand(self, unit: str) -> Actor:
        """Who reports for a unit."""
        return self.zone.actor(self.hands[unit])


def a_march(name: str = "滨河经济开发区") -> March:
    """The zone before anything was reported."""
    ship(at=FOUNDED)
    zone = a_zone(name, region=WUHAN)
    hold(zone.head, "principal", zone.zone)
    hold(zone.clerk, "supervision", zone.office)
    units = {zone.east.name: zone.east, zone.west.name: zone.west}
    hands = {zone.east.name: zone.easterner, zone.west.name: zone.westerner}
    for unit in DEPARTMENTS:
        units[unit] = a_unit(unit, zone.zone)
        person, post = a_person(f"{unit}经办", units[unit])
        assert post is not None
        zone.posts[person.pk] = post
        hands[unit] = person
    for unit, person in hands.items():
        hold(person, "lead", units[unit])
    return March(zone, units, hands)


def say(
    march: March, name: str, value: str, *, period: Period = TO_DATE, unit: str = "亿元", aspect: str = "amount",
    caliber: str = "统计", by: str = "统计办", source: str = "统计月报",
) -> Fact:  # fmt: skip
    """A unit reports one figure of the zone."""
    draft = Draft(
        name=name,
        aspect=aspect,
        nature="actual",
        holder=march.zone.zone,
        period=period,
        quantity=Quantity.exactly(value, unit, text=value),
        reported_by=march.units[by],
        reporter=march.hands[by],
        source=Source(words=source),
        caliber=caliber,
    )
    return Fact.objects.get(batch=record(march.hand(by), [draft], at=REPORTED))


def report_figures(march: March) -> None:
    """The twelve, each with its target for the year."""
    for code, (name, value) in INDICATORS.items():
        say(march, name, value)
        define_indicator(
            SYSTEM, march.zone.zone, code, name=name, name_en=code.capitalize(), formula=f'fact("{name}", ytd)',
            unit="亿元", owner=march.units["统计办"], calibers=("统计", "自报"), at=REPORTED,
        )  # fmt: skip
        plan = Quantity.exactly(TARGET, "亿元", text=TARGET)
        set_target(SYSTEM, march.zone.zone, code, march.zone.zone, YEAR, plan, at=REPORTED)


def notice(march: March) -> None:
    """By people policy one, market two; by rule a printed growth that the figures do not give, and what is behind."""
    said = (("policy", "出口退税政策调整"), ("market", "锂盐价格回落"), ("market", "光伏组件订单减少"))
    for kind, words in said:
        one = Notice(kind, words, "2024-02-20", words, march.units["经济发展局"], until=date(2024, 2, 29))
        enter_signal(march.hand("经济发展局"), march.zone.zone, one, at=REPORTED)
    say(march, INDICATORS["output"][0], "24", period=TO_DATE.same_period_last_year())
    say(march, INDICATORS["output"][0], "10", unit="%", aspect="growth")
    publish(SYSTEM, march.zone.zone, MONTH, at=REPORTED)


def reported_march(name: str = "滨河经济开发区") -> March:
    """With its figures, published."""
    march = a_march(name)
    report_figures(march)
    notice(march)
    return march


# ---- the written report

ASKED = at("2024-03-06")
# What is known of each unit, in two sections.
KEY, TEN_BILLION = 24, 6
REPORT = "written-report"
SECTIONS = {
    "主要指标完成情况": [f"figure-{n}" for n in range(1, KEY + 1)],
    "百亿企业培育进展": [
        *(f"figure-{n}" for n in range(KEY + 1, KEY + TEN_BILLION + 1)), "ten-billion", "ten-billion-needs",
    ],
    "存在问题": ["problems", "problem-causes"],
    "下一步打算": ["next-steps", "next-dates"],
}  # fmt: skip
TYPED = {
    "ten-billion": ("百亿企业培育进展", "两家企业按计划推进。"),
    "ten-billion-needs": ("百亿企业需要协调的事项", "需要协调用电容量。"),
    "problems": ("存在的主要问题", "订单不足。"),
    "problem-causes": ("问题的原因", "市场回落。"),
    "next-steps": ("下一步措施", "逐户走访，包保到人。"),
    "next-dates": ("完成时间", "四月中旬前完成。"),
}


def known_of(n: int) -> str:
    """What the n-th figure of a unit is called."""
    return f"单位指标{n}"


def design_report(march: March) -> Form:
    """The form of four sections: 30 figures of the statistics office, which are known of each unit, and six texts."""
    statistics, office = march.units["统计办"], march.units["党政办公室"]
    numbers = range(1, KEY + TEN_BILLION + 1)
    figures = [
        FieldDraft(
            f"figure-{n}",
            known_of(n),
            statistics,
            unit="亿元",
            measure=known_of(n),
            span="ytd",
            calibers=("统计",),
        )
        for n in numbers
    ]
    texts = [FieldDraft(code, name, office, kind="text") for code, (name, _) in TYPED.items()]
    define_fields(SYSTEM, march.zone.zone, [*figures, *texts], at=REPORTED)
    sections = [
        # What is left open is seen when the report is read, and given back.
        SectionDraft(title, [LineDraft(code, required=not code.startswith("next")) for code in codes])
        for title, codes in SECTIONS.items()
    ]
    draft = FormDraft(REPORT, "书面汇报", office, "month", sections, title_en="Written report")
    return define_form(SYSTEM, march.zone.zone, draft, at=REPORTED)


def report_units(march: March) -> None:
    """The statistics office reports thirty figures of each unit."""
    drafts = [
        Draft(
            name=known_of(n),
            holder=unit,
            period=TO_DATE,
            quantity=Quantity.exactly(str(n), "亿元", text=str(n)),
            reported_by=march.units["统计办"],
            source=Source(words="统计月报"),
            caliber="统计",
        )
        for unit in march.units.values()
        for n in range(1, KEY + TEN_BILLION + 1)
    ]
    record(march.hand("统计办"), drafts, at=REPORTED)


def ask_units(march: March) -> list[Submission]:
    """The office asks for the report of the month; every unit's own, in the order of the units."""
    office = march.clerk
    request = draft_reports(office, march.zone.zone, MONTH, at=ASKED)
    assert ask_for_reports(office, march.zone.zone, MONTH, at=ASKED)
    return list(request.submissions.select_related("case", "unit", "request__form").order_by("unit"))


def send_report(march: March, one: Submission, when: datetime, **changes: str) -> None:
    """A unit types the six cells and sends."""
    typed = {code: text for code, (_, text) in TYPED.items()} | changes
    send(march.hand(one.unit.name), one, typed, seen=0, at=when)


LATE, MISSING, RETURNED, DIFFERENT = "商务局", "国投集团", "科技创新局", "财政局"


def a_reported_month() -> March:
    """Eighteen units send by 17:00 of 10 March, one at 18:10, one not at all; of one the next steps are missing."""
    march = a_march()
    report_figures(march)
    report_units(march)
    design_report(march)
    for one in ask_units(march):
        name = one.unit.name
        if name == LATE:
            send_report(march, one, at("2024-03-10", "18:10"))
        elif name == RETURNED:
            send_report(march, one, at("2024-03-10", "10:00"), **{"next-steps": "", "next-dates": ""})
            give_back(
                march.clerk, one, remarks={"next-steps": "没有写下一步措施"}, at=at("2024-03-10", "16:00")
            )
        elif name == DIFFERENT:
            send_report(march, one, at("2024-03-10", "16:59"), **{"figure-3": "4.5"})
        elif name != MISSING:
            send_report(march, one, at("2024-03-10", "16:30"))
    return march
