"""What the page of figures recorded by hand refuses, with the code that every other way gives."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .reading import read

PAGE = "/economy/record"
ONE = {"cell-0-0": "指标", "cell-0-1": "2022年", "cell-1-0": "科技支出（万元）", "cell-1-1": "1653"}


def form(**more: str) -> dict[str, str]:
    unit = Organisation.objects.get(name="财政审计部")
    size = {"rows": "2", "columns": "2", "sender": str(unit.pk), "caliber": "自报", "source": "决算"}
    return size | ONE | more


def sent(site: Client, do: str, code: int = 200, **more: str) -> str:
    answer = site.post(PAGE, form(do=do, **more))
    html = answer.content.decode()
    assert answer.status_code == code, read(answer).words
    return html


def a_clerk(name: str) -> Person:
    """Somebody of the finance department who records its figures."""
    unit = Organisation.objects.get(name="财政审计部")
    person, _ = a_person(name, unit)
    hold(person, "lead", unit)
    return person


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"cell-1-1": "好多"}, "recording.cells-refused"),
        ({"cell-1-1": ""}, "recording.nothing-typed"),
        ({"source": " "}, "recording.source-missing"),
        ({"when": "去年的某个时候"}, "recording.period-unclear"),
        ({"caliber": "统计"}, "facts.unknown-word"),
        ({"sender": ""}, "importing.sender-missing"),
        ({"sender": "99999"}, "web.no-such-unit"),
        ({"holder": "99999"}, "web.no-such-unit"),
        ({"rows": "900", "columns": "900"}, "web.block-too-large"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(
    site: Client, more: dict[str, str], code: str
) -> None:
    before = Fact.objects.count()
    html = sent(site, "record", 400, **more)
    assert f"<code>{code}</code>" in html
    assert Fact.objects.count() == before
    if code != "web.block-too-large":
        assert 'value="科技支出（万元）"' in html


def test_a_statistical_figure_is_not_corrected_by_hand(site: Client) -> None:
    fact = Fact.objects.get(text="5.5")
    answer = site.get(f"{PAGE}?fact={fact.pk}")
    assert answer.status_code in (400, 404, 409)
    assert "recording.not-by-hand" in answer.content.decode()
    assert site.get(f"{PAGE}?fact=999999").status_code == 404
    # Its own page does not offer it either.
    assert "更正" not in [text for text, _ in read(site.get(f"/economy/facts/{fact.pk}")).links]


@proves("W5.2.1")
def test_of_two_clerks_the_second_is_told_who_was_first(site: Client, settings: Settings) -> None:
    """Both looked at the same empty place; the first recorded it, and nothing of the second's is lost or recorded."""
    first, second = (a_clerk(name) for name in ("会计甲", "会计乙"))
    settings.JINGKAI_ACTS_AS = second.pk
    page = sent(site, "check", **{"cell-1-1": "1700"})
    seen = dict(re.findall(r'name="(seen|looked_at)" value="(\w+)"', page))
    settings.JINGKAI_ACTS_AS = first.pk
    mark = re.search(r'name="seen" value="(\w+)"', sent(site, "check"))
    assert mark
    sent(site, "record", 302, seen=mark[1])
    count = Fact.objects.count()
    settings.JINGKAI_ACTS_AS = second.pk
    told = sent(site, "record", **{"cell-1-1": "1700"}, **seen)
    assert re.search(r"会计甲已于 \d{4}-\d\d-\d\d \d\d:\d\d 先录入了其中 1 格（B2）", told)
    assert 'value="1700"' in told
    assert Fact.objects.count() == count
    # Who says not since when, or something that is no number, is told that something changed.
    for odd in ("", "x", "9" * 30):
        again = sent(site, "record", **{"cell-1-1": "1700"}, **(seen | {"looked_at": odd}))
        assert "在核对之后有变" in again


def test_a_correction_without_a_reason_is_refused_and_with_one_supersedes(site: Client) -> None:
    seen = re.search(r'name="seen" value="(\w+)"', sent(site, "check"))
    assert seen
    site.post(PAGE, form(do="record", seen=seen[1]))
    again = re.search(r'name="seen" value="(\w+)"', sent(site, "check", **{"cell-1-1": "1600"}))
    assert again
    refused = sent(site, "record", 400, **{"cell-1-1": "1600"}, seen=again[1])
    assert "facts.reason-missing" in refused
    answer = site.post(PAGE, form(do="record", seen=again[1], reason="决算数", **{"cell-1-1": "1600"}))
    assert answer.status_code == 302
    assert Fact.objects.get(text="1600").supersedes == Fact.objects.get(text="1653")
    # Somebody corrected it in between: what was seen before is shown again, and nothing is written.
    stale = sent(site, "record", reason="又改", seen=again[1], **{"cell-1-1": "1610"})
    assert "核对之后有变" in stale
    assert not Fact.objects.filter(text="1610").exists()


def test_the_table_grows_and_keeps_what_stands_in_it(site: Client) -> None:
    html = sent(site, "rows")
    assert 'name="cell-6-1"' in html
    assert 'value="1653"' in html
    assert 'name="cell-1-3"' in sent(site, "columns")


def test_a_figure_in_doubt_is_recorded_with_a_reason_that_its_page_shows(site: Client) -> None:
    doubtful = {"cell-1-0": "税收占比（%）", "cell-1-1": "883"}
    checked = sent(site, "check", **doubtful)
    assert "占比超出 0–100%，是否填错？" in checked
    assert 'name="why-1-1"' in checked
    (seen,) = re.findall(r'name="seen" value="(\w+)"', checked)
    refused = sent(site, "record", 400, seen=seen, **doubtful)
    assert "<code>facts.doubts-unanswered</code>" in refused
    assert "（B2）" in refused
    assert not Fact.objects.filter(text="883").exists()
    answer = site.post(PAGE, form(do="record", seen=seen, **doubtful, **{"why-1-1": "分母口径调整"}))
    assert answer.status_code == 302
    fact = Fact.objects.get(text="883")
    shown = read(site.get(f"/economy/facts/{fact.pk}")).words
    assert "核对时有疑问（占比超出 0–100%），说明：分母口径调整" in shown
    english = read(site.get(f"/economy/facts/{fact.pk}?lang=en")).words
    assert "in doubt when it was checked (a share beyond 0 to 100%)" in english


def test_a_count_below_none_is_refused_whatever_is_said(site: Client) -> None:
    below = {"cell-1-0": "高新技术企业（家）", "cell-1-1": "-12"}
    assert "个数不能为负" in sent(site, "check", **below)
    assert "<code>recording.cells-refused</code>" in sent(site, "record", 400, **below, **{"why-1-1": "没错"})


def test_the_source_is_marked_as_needed(site: Client) -> None:
    assert re.search(r"出处 <small>必填</small>", sent(site, "check"))
