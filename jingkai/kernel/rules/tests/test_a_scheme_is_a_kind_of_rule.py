"""Schemes of assessment as rules: checked place by place, unchanged once they are approved."""

import subprocess
import sys

import pytest

from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.checking import faults
from jingkai.kernel.rules.diff import diff
from jingkai.kernel.rules.schemes import SchemeBody
from jingkai.kernel.rules.services import approve, draft
from tests.proof import proves

from .samples import DAY, a_ruled_zone
from .test_an_approved_version_does_not_change import copy_of

pytestmark = pytest.mark.django_db

SCHEME = """\
kind: scheme
key: assessment.streets
version: "2024"
title: {zh: 街道考核办法, en: Assessment of streets}
valid_from: 2024-01-01
source: 测试
body:
  missing: rescale
  tree:
    id: 总分
    of:
      - id: 项目
        of:
          - {id: 开工, weight: 25, method: {target-count: {target: 20, per: 0.1}}}
          - id: 投资
            weight: 35
            method:
              completion:
                target: 60
      - {id: 生态, weight: 40, method: min-max}
"""


@proves("A1.1.1")
def test_a_scheme_is_drafted_approved_and_computed_by_what_it_says() -> None:
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), SCHEME, unit=zone.zone, at=AT)
    approve(zone.actor(zone.head), row, at=AT)
    plan = RuleBook().body("assessment.streets", zone.east, DAY, SchemeBody).plan
    assert [(slot.item.id, slot.full) for slot in plan.slots] == [
        ("总分", 100), ("项目", 60), ("生态", 40), ("开工", 25), ("投资", 35),
    ]  # fmt: skip


@proves("A1.1.1")
def test_everything_wrong_with_a_scheme_is_told_at_its_line() -> None:
    assert faults(SCHEME) == []
    wrong = SCHEME.replace("{id: 生态, weight: 40", "{id: 开工, weigth: 40").replace(
        "target: 60", "target: 六十"
    )
    assert [(one.line, one.place, one.zh) for one in faults(wrong)] == [
        (
            20,
            ("body", "tree", "of", 1, "weigth"),
            "这里没有这一项，请核对拼写或删去（是不是 weight？）",
        ),
    ]
    wrong = (
        wrong.replace("weigth", "weight").replace("min-max", "min-mx").replace("target-count", "target_count")
    )
    found = {(one.line, one.place[2:]) for one in faults(wrong)}
    assert found == {
        (14, ("of", 0, "of", 0, "method")),
        (19, ("of", 0, "of", 1, "method", "completion", "target")),
        (20, ("of", 1, "id")),
        (20, ("of", 1, "method")),
    }
    assert all(one.en and "{" not in one.zh + one.en for one in faults(wrong))


@proves("A1.1.1")
def test_a_scheme_that_cannot_be_read_is_not_drafted() -> None:
    zone = a_ruled_zone()
    with pytest.raises(Problem) as refused:
        draft(zone.actor(zone.clerk), SCHEME.replace("target: 60", "target: 六十"), unit=zone.zone, at=AT)
    assert refused.value.code == "rules.invalid"
    assert "body.tree.of.0.of.1.method.completion.target" in refused.value.zh


@proves("A5.4.2")
def test_a_scheme_that_is_in_use_is_not_edited() -> None:
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    row = draft(clerk, SCHEME, unit=zone.zone, at=AT)
    approve(zone.actor(zone.head), row, at=AT)
    edited = SCHEME.replace("weight: 25", "weight: 26")
    with pytest.raises(Problem) as by_service:
        draft(clerk, edited, unit=zone.zone, at=AT)
    assert by_service.value.code == "rules.version-approved"
    with pytest.raises(Problem) as by_database:
        insert(copy_of(row, revision=2, document=row.document.replace("25", "26"), identity="0" * 64))
    assert by_database.value.code == "rules.version-approved"
    # Spacing, comments and the order of keys are no edit; the next version is another row, and the first stays.
    assert draft(clerk, SCHEME + "# 附注\n", unit=zone.zone, at=AT) == row
    next_year = edited.replace('"2024"', '"2025"').replace("2024-01-01", "2025-01-01")
    assert draft(clerk, next_year, unit=zone.zone, at=AT) != row
    assert RuleBook().resolve("assessment.streets", zone.east, DAY) == row


def test_indicators_are_compared_by_their_ids() -> None:
    """One that stands before the others moves none of them."""
    zone = a_ruled_zone()
    clerk = zone.actor(zone.clerk)
    old = draft(clerk, SCHEME, unit=zone.zone, at=AT)
    first = "          - {id: 开工,"
    more = SCHEME.replace(first, f"          - {{id: 营商, weight: 2, method: given}}\n{first}")
    new = draft(clerk, more.replace('"2024"', '"2025"'), unit=zone.zone, at=AT)
    assert [str(one) for one in diff(old, new)] == [
        '+ body.tree.of.项目.of.营商: {"id": "营商", "method": "given", "weight": "2"}',
        "~ version: 2024 → 2025",
    ]


def test_the_platform_starts_without_the_engine_of_schemes() -> None:
    code = (
        "from jingkai.site.setup import django; django(); import sys; "
        "from jingkai.kernel.rules.kinds import kind_of; kind_of('scheme'); "
        "sys.exit('ibis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
