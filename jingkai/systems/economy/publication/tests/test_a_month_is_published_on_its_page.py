"""A month is published on its page: what will be kept is read first, one press keeps just that, and once."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from jingkai.engines.periods import Period
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.services import add_person, grant
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sequence import latest
from jingkai.systems.economy import publishing
from jingkai.systems.economy.models import PublishedMonth
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.publishing import mark_of, publish
from jingkai.systems.economy.stories.people import AT, SINCE, Town, a_town, say
from tests.harness import Reads
from tests.pages.reading import Found, read
from tests.proof import proves

pytestmark = pytest.mark.django_db

MARCH = Period.parse("2024-03")
PAGE = "/economy/publication?period=2024-03"
MONTH = "/economy/month?period=2024-03"


@pytest.fixture
def town() -> Town:
    """A figure of investment, and an indicator of taxes that nobody reported."""
    found = a_town()
    say(found, "固定资产投资", "38.62", "亿元", "2024-01/2024-03")
    say(found, "税收", "5.1", "亿元", "2023-01/2023-03")
    for name in ("固定资产投资", "税收"):
        define_indicator(
            found.clerk, found.zone, name, name=name, formula=f'fact("{name}", ytd)', unit="亿元", at=AT
        )
    return found


def page(client: Client, address: str = PAGE) -> Found:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return read(answer)


def seen(client: Client) -> str:
    """The mark that the form of the page carries."""
    return client.get(PAGE).content.decode().partition('name="seen" value="')[2].partition('"')[0]


@proves("K4.3.7")
def test_what_will_be_kept_is_read_before_it_is_published(town: Town, reads: Reads) -> None:
    client, number = reads(town.person), latest()
    assert "公布" in dict(page(client, MONTH).links)
    words = page(client).words
    for said in (
        f"留痕 {number}",
        "全区指标 2 项，其中有数的 1 项",
        "没有数的指标 1",
        "税收",
        "没有不一致的数。",
        "以您的名义公布",
    ):
        assert said in words, said
    assert "Published in your name" in page(client, f"{PAGE}&lang=en").words
    # Reading it publishes nothing.
    assert (latest(), PublishedMonth.objects.count()) == (number, 0)


@proves("K4.3.7")
def test_one_press_publishes_and_the_month_says_who_and_when(town: Town, reads: Reads) -> None:
    client = reads(town.person)
    mark = seen(client)
    answer = client.post(PAGE, {"seen": mark})
    assert answer.status_code == 302
    row = PublishedMonth.objects.get()
    entry = Entry.objects.get(batch=row.batch_id)
    assert (entry.person, entry.act) == (town.person.pk, "economy.publish")
    words = page(client, answer["Location"]).words
    assert f"已由{town.person.name}于" in words
    assert timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M") in words
    assert "此后数据没有变" in words
    # There is no button for what was published already, and a second press of the old page makes nothing.
    assert "公布" not in dict(page(client, MONTH).links)
    assert "不用再公布" in page(client).words
    number = latest()
    assert client.post(PAGE, {"seen": mark}).status_code == 302
    assert (PublishedMonth.objects.count(), latest()) == (1, number)


@proves("K4.3.7")
def test_a_press_of_a_page_that_is_out_of_date_publishes_nothing(town: Town, reads: Reads) -> None:
    client = reads(town.person)
    mark = seen(client)
    say(town, "税收", "6.2", "亿元", "2024-01/2024-03")
    answer = client.post(PAGE, {"seen": mark})
    shown = read(answer)
    assert (answer.status_code, "economy.month-changed" in shown.words) == (400, True)
    # What it shows now is what the next press publishes.
    assert "其中有数的 2 项" in shown.words
    assert not PublishedMonth.objects.exists()
    # A press that says nothing of what was looked at is none.
    assert client.post(PAGE).status_code == 400
    assert client.post(PAGE, {"seen": seen(client)}).status_code == 302
    assert PublishedMonth.objects.count() == 1


def test_what_changed_since_is_listed_and_published_again(town: Town, reads: Reads) -> None:
    client = reads(town.person)
    client.post(PAGE, {"seen": seen(client)})
    say(town, "税收", "6.2", "亿元", "2024-01/2024-03")
    month = page(client, MONTH)
    assert "此后数据有变" in month.words
    assert "重新公布" in dict(month.links)
    words = page(client).words
    assert "公布以来有变的数 1" in words
    assert {"—", "6.2亿元"} <= page(client).texts
    assert "38.62亿元" not in words
    client.post(PAGE, {"seen": seen(client)})
    first, second = PublishedMonth.objects.order_by("pk")
    assert first.as_of < second.as_of


@proves("K4.3.7", "INV.7")
def test_who_reads_a_part_is_offered_nothing_and_refused(town: Town, reads: Reads) -> None:
    person = add_person(SYSTEM, "街道经办", at=AT)
    grant(SYSTEM, person, "street", scope=Scope.UNIT, unit=town.zone, since=SINCE, at=AT)
    client = reads(person)
    month = client.get(MONTH)
    assert (month.status_code, "公布" in dict(read(month).links)) == (200, False)
    for answer in (client.get(PAGE), client.post(PAGE, {"seen": mark_of(compute(town.zone, MARCH))})):
        assert (answer.status_code, "economy.publisher-sees-part" in answer.content.decode()) == (400, True)
    assert not PublishedMonth.objects.exists()


@proves("K4.3.7")
def test_who_reads_all_and_keeps_no_figures_publishes_nothing(town: Town, reads: Reads) -> None:
    """A leader reads the whole zone; its figures are closed by those who keep them."""
    person = add_person(SYSTEM, "主任", at=AT)
    grant(SYSTEM, person, "principal", scope=Scope.SUBTREE, unit=town.zone, since=SINCE, at=AT)
    client = reads(person)
    assert "公布" not in dict(page(client, MONTH).links)
    answer = client.post(PAGE, {"seen": mark_of(compute(town.zone, MARCH))})
    assert (answer.status_code, "parties.not-allowed" in answer.content.decode()) == (400, True)
    assert not PublishedMonth.objects.exists()


def test_an_earlier_moment_is_not_published(town: Town, reads: Reads) -> None:
    """What is published is what is known now: a page turned back has no button."""
    client = reads(town.person)
    assert "公布" not in dict(page(client, f"{MONTH}&as_of={latest() - 1}").links)


@proves("INV.6")
def test_two_who_press_at_the_same_moment_publish_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has read that nothing is published, when the first commits."""
    mark = mark_of(compute(town.zone, MARCH))
    first = publish(town.clerk, town.zone, MARCH, seen=mark, at=AT)
    monkeypatch.setattr(publishing, "last_published", lambda month: None)
    second = publish(town.clerk, town.zone, MARCH, seen=mark, at=AT)
    assert (second.pk, PublishedMonth.objects.count()) == (first.pk, 1)


def test_a_mark_says_what_the_month_says_and_not_when_it_was_computed(town: Town) -> None:
    mark = mark_of(compute(town.zone, MARCH))
    add_person(SYSTEM, "新来的", at=datetime(2025, 7, 9, tzinfo=AT.tzinfo))
    assert mark_of(compute(town.zone, MARCH)) == mark
    say(town, "税收", "6.2", "亿元", "2024-01/2024-03")
    assert mark_of(compute(town.zone, MARCH)) != mark
    with pytest.raises(Problem) as refused:
        publish(town.clerk, town.zone, MARCH, seen=mark, at=AT)
    assert refused.value.code == "economy.month-changed"
