"""The journal on a page: for whom a role opens it, of those units only, opened to what it is about, never counted."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

import jingkai
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter, report
from jingkai.kernel.messages.models.receipt import Step
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.people import AT, DAY, Zone, a_person, a_zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.writing import journal
from jingkai.kernel.registers.services import enter
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import approve, draft
from jingkai.kernel.rules.tests.samples import a_ruled_zone, hold
from jingkai.systems.scheduling.entered import KIND as MEETING
from jingkai.systems.supervision.services.supervising import KIND as SUPERVISION
from jingkai.web.rooms.records.moves import moves_called
from jingkai.web.rooms.records.words import Words
from jingkai.web.words import Lang
from tests.proof import proves

from .reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    """A matter was handed out by the office and reported by the east street."""
    found = a_ruled_zone()
    report(found, a_matter(found), found.easterner)
    return found


@pytest.fixture
def inspector(zone: Zone) -> Person:
    """Somebody of the discipline inspection."""
    person, _ = a_person("纪检干部", zone.office)
    hold(person, "discipline", zone.zone, Scope.SUBTREE)
    return person


def reads(settings: Settings, person: Person | None) -> Client:
    settings.JINGKAI_ACTS_AS = person.pk if person is not None else None
    return Client(HTTP_HOST="localhost")


@proves("W1.4.1")
def test_only_whom_a_role_opens_the_journal_finds_it(
    zone: Zone, inspector: Person, settings: Settings
) -> None:
    for person in (zone.head, zone.clerk, zone.easterner):
        client = reads(settings, person)
        assert client.get("/journal").status_code == 404
        assert "/journal" not in [one.partition("?")[0] for _, one in read(client.get("/registers")).links]
    page = read(reads(settings, inspector).get("/journal"))
    assert {"事项 · 签收", "事项 · 反馈", "东城干部", "督查员"} <= page.texts
    # It opens to what it is about.
    matter = Matter.objects.get()
    assert page.link(f"事项 {matter.label} {matter.title}") == f"/supervision/matters/{matter.pk}"


@proves("W1.4.1")
def test_entries_of_another_zone_are_not_there(zone: Zone, inspector: Person, settings: Settings) -> None:
    other = a_zone("邻区")
    enter(other.actor(other.clerk), "project", "邻区项目", other.office, at=AT)
    foreign = Entry.objects.order_by("-seq")[0].seq
    client = reads(settings, inspector)
    here = read(client.get("/journal?zone=示例经开区"))
    assert "东城干部" in here.texts
    assert str(foreign) not in here.texts
    found = read(client.get(f"/journal?zone=示例经开区&of={other.office.pk}"))
    assert "没有符合条件的留痕" in found.words
    assert str(foreign) in read(reads(settings, None).get("/journal?zone=示例经开区")).texts


@proves("W1.4.1")
def test_it_is_filtered_and_nobody_is_counted(zone: Zone, inspector: Person, settings: Settings) -> None:
    client = reads(settings, inspector)
    east = read(client.get("/journal?person=东城"))
    assert ("东城干部" in east.texts, "督查员" in east.texts) == (True, False)
    assert "东城干部" not in read(client.get(f"/journal?of={zone.office.pk}")).texts
    assert "2024-01-20" in read(client.get("/journal?since=2024-01-20&until=2024-01-20")).words
    assert "2024-01-08" not in read(client.get("/journal?since=2024-01-20&until=2024-01-20")).words
    assert "没有符合条件的留痕" in read(client.get("/journal?room=papers")).words
    # How many there are of anybody is nowhere said.
    assert not any(sign in east.words for sign in ("共", "合计", "总数"))


@proves("W1.4.1")
def test_it_says_up_to_where_the_chain_is_closed(zone: Zone, inspector: Person, settings: Settings) -> None:
    client = reads(settings, inspector)
    assert "待封存" in read(client.get("/journal")).texts
    seal()
    page = read(client.get("/journal"))
    assert f"已封存到第 {Entry.objects.order_by('-seq')[0].seq} 条" in page.words
    assert "待封存" not in page.texts


def test_it_is_turned_by_the_number_and_not_by_a_count(
    zone: Zone, inspector: Person, settings: Settings
) -> None:
    for number in range(60):
        enter(zone.actor(zone.easterner), "project", f"项目{number}", zone.east, at=AT)
    assert SYSTEM.person is None
    client = reads(settings, inspector)
    first = read(client.get("/journal"))
    second = read(client.get(first.link("更早的")))
    numbers = [{text for text in page.texts if text.isdecimal()} for page in (first, second)]
    assert numbers[0] & numbers[1] == set()
    assert max(map(int, numbers[1])) == min(map(int, numbers[0])) - 1


def test_whose_page_it_is_begins_there(zone: Zone, inspector: Person, settings: Settings) -> None:
    assert reads(settings, inspector).get("/").headers["Location"] == "/journal"
    assert reads(settings, zone.easterner).get("/").headers["Location"] == "/supervision/today"


def _acts_in_code() -> Iterator[str]:
    """The acts that the code writes into the journal: `act="facts.record"`, `ACT = "facts.import"`, what signing in
    enters.
    """
    for file in Path(jingkai.__file__).parent.rglob("*.py"):
        if {"tests", "stories"} & set(file.parts):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="act", value=ast.Constant(value=str(act))):
                    yield act
                case ast.Assign(targets=[ast.Name(id="ACT")], value=ast.Constant(value=str(act))):
                    yield act
                case ast.Call(func=ast.Name(id="Plan"), args=[ast.Constant(value=str(kind)), *_]):
                    yield f"activities.{kind}"
                case ast.Call(func=ast.Name(id="_enter"), args=[ast.Constant(value=str(act)), *_]):
                    yield act


def _acts_by_rule(zone: Zone) -> Iterator[str]:
    """Moves of the flows that are shipped, steps of a receipt, kinds of activity."""
    for flow in RuleSet.objects.filter(kind="flow"):
        body = flow_of(flow)
        for move in (body.opening, *body.moves):
            yield f"flows.{move.move}"
    yield from (f"messages.{step}" for step in Step.values)
    yield from (f"activities.{kind}" for kind in (MEETING, SUPERVISION))


@proves("W1.4.1", "W1.5.3")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_act_has_words(zone: Zone, lang: Lang) -> None:
    acts = {*_acts_in_code(), *_acts_by_rule(zone)}
    assert {"parties.token-refused", "forms.form", "matters.found", "activities.scheduling"} <= acts
    words = Words(lang, moves_called(zone.zone, DAY))
    assert [act for act in acts if not words.named(act)] == []
    # Some are one word in English and as the program calls them; in Chinese none is.
    rooms = {act.partition(".")[0] for act in acts}
    assert lang == "en" or not any(words.room(room) == room for room in rooms)


@proves("W1.4.1")
def test_a_move_of_a_zone_s_own_flow_is_called_as_its_rule_says(
    zone: Zone, inspector: Person, settings: Settings
) -> None:
    flow = RuleSet.objects.get(key="flow.activity").written
    own = flow.replace("move: replan", "move: reconsider").replace('version: "2"', "version: own")
    assert own != flow
    actor, head = zone.actor(zone.clerk), zone.actor(zone.head)
    approve(head, draft(actor, own, unit=zone.zone, at=AT), at=AT)
    journal(actor, act="flows.reconsider", at=AT)
    assert "流程 · 重新报批" in read(reads(settings, inspector).get("/journal")).texts
    assert "flows · plan again" in read(reads(settings, inspector).get("/journal?lang=en")).texts
