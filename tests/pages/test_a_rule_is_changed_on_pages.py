"""A zone changes a rule by itself: draft, what is wrong by line, comparison, trial, approval by a second person."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.services import draft
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db

DUE = """kind: due-light
key: due-light
version: "{version}"
title: {{zh: 本区亮灯规则, en: Lights of the zone}}
valid_from: {begins}
source: 本区办法第三条
body:
  # 临期为一周
  lamps:
    - {{level: "3", colour: red, shape: octagon, word: {{zh: 逾期, en: past due}}, when: days_left < 0}}
    - {{level: "2", colour: yellow, shape: triangle, word: {{zh: 临期, en: due soon}}, when: days_left < {near}}}
    - {{level: "1", colour: green, shape: circle, word: {{zh: 正常, en: on course}}, when: days_left >= {near}}}
"""


def due_light(near: int = 7, version: str = "区1", begins: str = "2024-01-01") -> str:
    return DUE.format(near=near, version=version, begins=begins)


@pytest.fixture
def zone() -> Zone:
    """The head is principal, the clerk the assessment office's: it drafts for the whole zone."""
    found = a_ruled_zone()
    hold(found.clerk, "assessment", found.zone)
    return found


@pytest.fixture
def reads(settings: Settings) -> Callable[[Person | None], Client]:
    """The pages as a person reads them."""

    def reads(person: Person | None) -> Client:
        settings.JINGKAI_ACTS_AS = person.pk if person is not None else None
        return Client(HTTP_HOST="localhost")

    return reads


Reads = Callable[[Person | None], Client]


def default() -> RuleSet:
    return RuleSet.objects.get(key="due-light", scope="")


def saved(client: Client, zone: Zone, row: RuleSet, text: str) -> RuleSet:
    answer = client.post(f"/rules/{row.pk}/edit", {"text": text, "unit": zone.zone.pk, "do": "save"})
    assert answer.status_code == 302, answer.content.decode()
    return RuleSet.objects.get(pk=int(answer["Location"].rpartition("/")[2]))


@proves("W1.4.2")
def test_a_rule_goes_from_draft_over_comparison_to_approval_by_another(zone: Zone, reads: Reads) -> None:
    row = saved(reads(zone.clerk), zone, default(), due_light())
    assert row.scope == f"unit:{zone.zone.pk}"
    day = date(2024, 6, 30)
    assert RuleBook().resolve("due-light", zone.east, day) == default()

    page = read(reads(zone.clerk).get(f"/rules/{row.pk}"))
    assert "各档灯" in page.words
    assert "剩余日历天数小于7" in page.words
    # Who wrote it is told that a second person is needed, and whose post of the button changes nothing.
    assert "须由另一人批准" in page.words
    refused = reads(zone.clerk).post(f"/rules/{row.pk}", {"do": "approve"})
    assert (refused.status_code, "rules.approver-is-author" in refused.content.decode()) == (400, True)
    assert not Approval.objects.filter(rule_set=row).exists()

    assert reads(zone.head).post(f"/rules/{row.pk}", {"do": "approve"}).status_code == 302
    assert RuleBook().resolve("due-light", zone.east, day) == row
    assert zone.head.name in read(reads(zone.clerk).get(f"/rules/{row.pk}")).words
    # Pressed twice, it is refused and approved once.
    assert reads(zone.head).post(f"/rules/{row.pk}", {"do": "approve"}).status_code == 400
    assert Approval.objects.filter(rule_set=row).count() == 1


@proves("W1.4.2")
def test_what_is_wrong_is_said_by_its_line_and_what_was_typed_stays(zone: Zone, reads: Reads) -> None:
    number = latest()
    text = due_light().replace("2024-01-01", "明年").replace("colour: red", "color: red")
    answer = reads(zone.clerk).post(
        f"/rules/{default().pk}/edit", {"text": text, "unit": zone.zone.pk, "do": "save"}
    )
    page = read(answer)
    assert answer.status_code == 400
    for said in ("第 5 行", "应为日期", "第 10 行", "是不是 colour？", "缺少这一项"):
        assert said in page.words
    assert "valid_from: 明年" in page.words
    assert "# 临期为一周" in page.words
    assert latest() == number

    broken = reads(zone.clerk).post(f"/rules/{default().pk}/edit", {"text": "kind: a: b", "do": "check"})
    assert "第 1 行" in read(broken).words
    english = reads(zone.clerk).post(f"/rules/{default().pk}/edit?lang=en", {"text": text, "do": "check"})
    assert "a day is needed" in read(english).words


@proves("W1.4.2")
def test_a_file_keeps_its_comments_and_order(zone: Zone, reads: Reads) -> None:
    row = saved(reads(zone.clerk), zone, default(), due_light())
    assert row.written == due_light()
    # The next change begins with it, under the next version.
    begun = read(reads(zone.clerk).get(f"/rules/{row.pk}/edit")).words
    assert "# 临期为一周" in begun


@proves("W1.4.2")
def test_two_who_change_one_draft_do_not_write_over_each_other(zone: Zone, reads: Reads) -> None:
    first = saved(reads(zone.clerk), zone, default(), due_light(7))
    second = saved(reads(zone.clerk), zone, first, due_light(9))
    assert second.revision == 2
    late = reads(zone.clerk).post(
        f"/rules/{first.pk}/edit", {"text": due_light(11), "unit": zone.zone.pk, "do": "save"}
    )
    page = read(late)
    assert (late.status_code, "rules.draft-moved" in page.words) == (400, True)
    assert "days_left < 11" in page.words
    # What was approved is what was read: an older revision is not approved any more.
    refused = reads(zone.head).post(f"/rules/{first.pk}", {"do": "approve"})
    assert (refused.status_code, "rules.not-the-last" in refused.content.decode()) == (400, True)
    assert reads(zone.head).post(f"/rules/{second.pk}", {"do": "approve"}).status_code == 302


@proves("W1.4.2")
def test_a_version_that_begins_later_changes_nothing_before(zone: Zone, reads: Reads) -> None:
    row = saved(reads(zone.clerk), zone, default(), due_light(begins="2031-01-01"))
    reads(zone.head).post(f"/rules/{row.pk}", {"do": "approve"})
    assert RuleBook().resolve("due-light", zone.east, date(2030, 12, 31)) == default()
    assert RuleBook().resolve("due-light", zone.east, date(2031, 1, 1)) == row
    page = read(reads(zone.clerk).get("/rules"))
    assert "区1 版 2031-01-01 起生效" in page.words
    assert "已批准，尚未生效" in read(reads(zone.clerk).get(f"/rules/{row.pk}")).words


@proves("W1.4.2")
def test_a_kind_that_nothing_computes_with_says_so(zone: Zone, reads: Reads) -> None:
    style = RuleSet.objects.get(key="paper-style", scope="")
    text = style.written.replace("short: ", "short: 示").replace('version: "1"', 'version: "2"')
    row = saved(reads(zone.clerk), zone, style, text.replace('""', ""))
    assert "没有可以拿“发文规范”试算的内容" in read(reads(zone.clerk).get(f"/rules/{row.pk}")).words


def test_who_may_not_draft_gets_no_button_and_is_refused(zone: Zone, reads: Reads) -> None:
    client = reads(zone.easterner)
    assert "起草修改" not in read(client.get(f"/rules/{default().pk}")).words
    answer = client.post(f"/rules/{default().pk}/edit", {"text": due_light(), "do": "save"})
    assert (answer.status_code, "parties.not-allowed" in answer.content.decode()) == (400, True)
    assert not RuleSet.objects.filter(version="区1").exists()


def test_a_hidden_version_and_none_are_the_same_page(zone: Zone, reads: Reads) -> None:
    assert reads(zone.westerner).get("/rules/99999").status_code == 404
    assert reads(zone.clerk).get(f"/rules/{default().pk}?with=99999").status_code == 404


def test_every_rule_that_is_shipped_is_read_in_both_languages(zone: Zone, reads: Reads) -> None:
    client = reads(zone.clerk)
    for row in RuleSet.objects.all():
        for lang, title in (("zh", row.header.title.zh), ("en", row.header.title.en)):
            answer = client.get(f"/rules/{row.pk}?lang={lang}")
            assert (answer.status_code, title in read(answer).words) == (200, True), row


def test_a_draft_by_the_command_line_stands_on_the_page(zone: Zone, reads: Reads) -> None:
    row = draft(zone.actor(zone.clerk), due_light(), unit=zone.zone, at=AT)
    words = read(reads(zone.head).get("/rules")).words
    assert "待批准的草案" in words
    assert "区1 版草案待批" in words
    assert f"/rules/{row.pk}" in dict(read(reads(zone.head).get("/rules")).links).values()


@proves("W1.4.2")
def test_a_light_rule_is_tried_on_the_matters_of_a_month(zone: Zone, reads: Reads) -> None:
    """Due five days after the month: fine while three days are near, due soon where a week is; nothing is written."""
    opened = a_matter(zone, due=date(2024, 7, 5))
    row = saved(reads(zone.clerk), zone, default(), due_light(7))
    number = latest()
    page = read(reads(zone.head).get(f"/rules/{row.pk}?try=2024-06"))
    assert "2024年6月：1 处不同" in page.words
    assert page.link(f"{opened.label} 疏通东河").startswith(f"/supervision/matters/{opened.pk}")
    assert {"正常", "临期"} <= page.texts
    assert latest() == number
    assert read(reads(zone.head).get(f"/rules/{row.pk}?try=2023-01")).words.count("没有不同") == 1
    assert "periods" not in read(reads(zone.head).get(f"/rules/{row.pk}?try=xx")).words


@proves("W1.4.2")
def test_other_terms_of_a_flow_are_tried_on_the_matters_that_were_opened(zone: Zone, reads: Reads) -> None:
    flow = RuleSet.objects.get(key="flow.task", scope="")
    opened = a_matter(zone)  # on Friday 5 January
    version = opened.case.flow_id
    text = flow.written.replace("length: 1 working day", "length: 5 working days")
    row = saved(reads(zone.clerk), zone, flow, text.replace('version: "1"', "version: 区1"))
    page = read(reads(zone.head).get(f"/rules/{row.pk}?try=2024-01"))
    assert "2024年1月：1 处不同" in page.words
    assert {"2024-01-08", "2024-01-12"} <= page.texts
    assert page.link(f"{opened.label} 疏通东河 签收期限").startswith(f"/supervision/matters/{opened.pk}")
    reads(zone.head).post(f"/rules/{row.pk}", {"do": "approve"})
    # A running case keeps its version.
    opened.case.refresh_from_db()
    assert opened.case.flow_id == version
