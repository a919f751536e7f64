"""A zone that an upper body assesses: the scheme of story st-E2, its people, and its scores."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

import yaml

from jingkai.engines.periods import Period
from jingkai.kernel.parties.models import Organisation, Person, Post, Scope
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit, a_zone
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.services import Paper
from jingkai.kernel.rounds.tests.samples import at, somebody
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import approve, draft, ship
from jingkai.kernel.rules.tests.samples import hold

from ..running import Given, enter, open_upper, settle
from ..saying import Named, make_responsible
from ..scheme import Upper, upper_on

H1 = Period.parse("2024-H1")
FOUNDED, ISSUED, READ, JULY, AUGUST = (
    at("2024-01-05"), at("2024-02-18"), at("2024-03-01"), at("2024-07-22"), at("2024-08-20"),
)  # fmt: skip
# 20 indicators worth 100: field, indicator, full marks, score (st-E2: 12 of 20, 9 of 15, 59 of 65).
SCORES: tuple[tuple[str, str, str, str], ...] = (
    ("项目建设", "亿元以上项目开工", "8", "4.5"), ("项目建设", "亿元以上项目竣工", "6", "4"),
    ("项目建设", "省重大项目投资", "6", "3.5"),
    ("生态环境", "空气优良天数", "5", "3"), ("生态环境", "地表水考核断面", "5", "2.5"),
    ("生态环境", "突出环境问题整改", "5", "3.5"),
    ("综合发展", "一般公共预算收入", "8", "7.5"), ("综合发展", "税收占比", "4", "3.5"),
    ("综合发展", "规上工业增加值", "7", "6.5"), ("综合发展", "工业开票销售", "5", "4.5"),
    ("综合发展", "制造业投资", "5", "4.5"), ("综合发展", "实际使用外资", "5", "4.5"),
    ("综合发展", "进出口总额", "4", "3.5"), ("综合发展", "高新技术企业", "5", "4.5"),
    ("综合发展", "研发投入", "5", "4.5"), ("综合发展", "人才引进", "4", "3.5"),
    ("综合发展", "营商环境", "4", "3.5"), ("综合发展", "安全生产", "4", "4"),
    ("综合发展", "信访稳定", "3", "3"), ("综合发展", "党的建设", "2", "1.5"),
)  # fmt: skip
DEPARTMENTS = {
    "组织部": "人才引进", "宣传部": "党的建设", "发改委": "省重大项目投资", "商务局": "实际使用外资",
    "科技局": "研发投入", "工信局": "规上工业增加值", "生态环境局": "空气优良天数", "人社局": "营商环境",
}  # fmt: skip


def scheme_text(version: str, since: str, more: tuple[tuple[str, str, str], ...] = ()) -> str:
    """The upper body's scheme as a rule file; `more` are further indicators."""
    fields: dict[str, list[dict[str, Any]]] = {}
    for name, node, full in [*(one[:3] for one in SCORES), *more]:
        leaf = {"id": node, "full": full, "weight": full, "method": "given", "clause": f"细则“{node}”"}
        fields.setdefault(name, []).append(leaf)
    tree = {"id": "总分", "of": [{"id": name, "of": some} for name, some in fields.items()]}
    return _document("scheme", "scheme.upper", version, since, {"tree": tree})


def round_text(version: str, since: str, more: tuple[str, ...] = ()) -> str:
    """The rule of its round: every score is the upper body's."""
    names = [*(one[1] for one in SCORES), *more]
    body = {"scheme": "scheme.upper", "criteria": {one: {"source": "reported"} for one in names}}
    return _document("round", "round.upper", version, since, body)


def _document(kind: str, key: str, version: str, since: str, body: dict[str, Any]) -> str:
    document = {
        "kind": kind, "key": key, "version": version, "title": {"zh": "高质量发展考核", "en": "Assessment"},
        "valid_from": since, "source": "测试：区年度考核细则", "body": json.loads(json.dumps(body)),
    }  # fmt: skip
    return yaml.safe_dump(document, allow_unicode=True)


@dataclass
class Assessed:
    """The zone with its assessment office, its lead units and their leaders."""

    zone: Zone
    office: Organisation
    assessor: Person
    economy: Organisation
    ecology: Organisation
    economist: Person
    deputies: dict[str, Post] = field(default_factory=dict)

    @property
    def place(self) -> Organisation:
        """The zone itself."""
        return self.zone.zone

    @property
    def clerk(self) -> Actor:
        """Of the assessment office."""
        return self.zone.actor(self.assessor)

    @property
    def secretary(self) -> Actor:
        """Who confirms."""
        return self.zone.actor(self.zone.head)

    @property
    def upper(self) -> Upper:
        """As its rules are in the first half of the year."""
        return upper_on(self.place, H1.last_day)

    @property
    def responsibilities(self) -> dict[str, Named]:
        """A responsibility for each field, which holds for the indicators in it."""
        return {
            "项目建设": Named(self.economy, self.deputies["分管经济"]),
            "生态环境": Named(self.ecology, self.deputies["分管生态"]),
            "综合发展": Named(self.office, self.deputies["分管经济"]),
        }


def an_assessed_zone(name: str = "滨河经济开发区") -> Assessed:
    """Under the shipped rules and the first version of the upper body's scheme; nobody is in charge of anything yet."""
    ship(at=FOUNDED)
    zone = a_zone(name)
    hold(zone.head, "principal", zone.zone, Scope.SUBTREE)
    hold(zone.clerk, "supervision", zone.office)
    office, economy, ecology = (a_unit(one, zone.zone) for one in ("考核办", "经济发展局", "生态环境局"))
    there = Assessed(
        zone, office, somebody(zone, "考核员", office, "assessment"), economy, ecology,
        somebody(zone, "发展员", economy, "lead"),
    )  # fmt: skip
    somebody(zone, "环保员", ecology, "lead")
    for title in ("分管经济", "分管生态"):
        person, post = a_person(f"{title}领导", zone.zone, "副主任")
        assert post is not None
        hold(person, "deputy", zone.zone)
        there.deputies[title] = zone.posts[person.pk] = post
    for text in (scheme_text("1", "2024-01-01"), round_text("1", "2024-01-01")):
        approved(there, text)
    return there


def approved(there: Assessed, text: str, when: Any = ISSUED) -> RuleSet:
    """A rule drafted by the assessment office and approved by the head."""
    row = draft(there.clerk, text, unit=there.place, at=when)
    approve(there.secretary, row, at=when)
    return row


def a_paper(name: str = "区上半年考核通报.pdf") -> Paper:
    """The upper body's paper."""
    return Paper(store(BytesIO(name.encode())), name)


def all_scores() -> dict[str, Decimal]:
    """What the upper body gave."""
    return {node: Decimal(score) for _, node, _, score in SCORES}


def opened(there: Assessed) -> Round:
    """The round of the first half, with somebody in charge of everything."""
    make_responsible(there.clerk, there.upper, there.responsibilities, at=READ)
    return open_upper(there.clerk, there.place, H1, at=JULY)


def scored(there: Assessed) -> Round:
    """With all scores and places: second at the end of last year, now fourth of sixteen, to be first."""
    round = opened(there)
    given = Given(all_scores(), {"before": 2, "now": 4, "target": 1, "cohort": 16})
    enter(there.clerk, round, given, issuer="区考核办", paper=a_paper(), at=JULY)
    return round


def settled(there: Assessed) -> Round:
    """Ready to be confirmed."""
    round = scored(there)
    settle(there.clerk, round, at=JULY)
    return round
