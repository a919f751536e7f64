"""A canary in each compartment and unit; whoever has access none must not find it in anything that answers.

What answers so far: every table's `visible_to`, the queries and services of the rooms, and their refusals.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.flows.models import Case, Move
from jingkai.kernel.flows.queries import cases, count_cases, find_case, history
from jingkai.kernel.flows.services import ask_extension, issue_light, move
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.flows.tests.samples import a_case, a_flowing_zone, at, flow_text
from jingkai.kernel.messages.models import Step
from jingkai.kernel.messages.queries import inbox, progress
from jingkai.kernel.messages.services import receive, send
from jingkai.kernel.parties.access import Level, Reader, every_model, visible
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.services import add_compartment, grant
from jingkai.kernel.parties.tests.people import AT, START, Zone, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.book import resolve
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

pytestmark = pytest.mark.django_db

TODAY = date(2024, 1, 22)


@dataclass
class Planted:
    """What was planted: the case whose rows carry the canary, who may hear it, the number of a notice."""

    canary: str
    case: Case
    hearer: Person
    notice: int


def plant(zone: Zone, folder: Path, kind: str, role: str) -> Planted:
    """A case of this kind in a compartment of its own, every text of which carries the canary."""
    canary = f"金丝雀-{kind}"
    (folder / f"{kind}.yaml").write_text(flow_text(key=f"flow.{kind}", kind=kind), encoding="utf-8")
    ship_folder(folder, at=AT)
    sealed = add_compartment(SYSTEM, kind, f"{kind}专区", clause="测试", at=AT)
    hearer, post = a_person(f"{kind}专员", zone.east)
    assert post is not None
    grant(SYSTEM, hearer, role, scope=Scope.COMPARTMENT, compartment=sealed, since=START, at=AT)
    hand = Actor(hearer.pk, post.pk)
    from jingkai.kernel.flows.services import open_case

    case = open_case(
        hand,
        f"flow.{kind}",
        ref=f"{canary}:1",
        holder=zone.east,
        due=date(2024, 2, 1),
        at=at("2024-01-05"),
        note=canary,
        campaign=canary,
        compartment=sealed,
    )
    move(hand, case, "sign", at=at("2024-01-08"), note=canary)
    due = current_dues(case)["finish"]
    ask_extension(hand, due, wanted=date(2024, 3, 1), reason=canary, at=at("2024-01-09"))
    notice = send(hand, canary, at=at("2024-01-10"), people=[hearer], text=canary, ref=f"{canary}:1")
    return Planted(canary, case, hearer, notice.pk)


@pytest.fixture
def zone(tmp_path: Path) -> Zone:
    return a_flowing_zone(tmp_path)


@pytest.fixture(
    params=[("petitions", "petition-clerk"), ("medical", "welfare-clerk")], ids=lambda one: one[0]
)
def planted(zone: Zone, tmp_path: Path, request: pytest.FixtureRequest) -> Planted:
    return plant(zone, tmp_path, *request.param)


def strangers(zone: Zone) -> list[Person]:
    """People of every sort who have no grant on the compartment, one of each role over the whole zone."""
    people = [zone.head, zone.clerk, zone.easterner, zone.westerner]
    for role in ("lead", "inspector", "safety-office", "assessment", "deputy", "editor", "duty-officer",
                 "system-administrator", "petition-clerk", "welfare-clerk", "outside"):  # fmt: skip
        person, _ = a_person(role, zone.office)
        hold(person, role, zone.zone, Scope.SUBTREE)
        people.append(person)
    return people


def said(value: object) -> str:
    """Everything that an answer says, rows with all their columns."""
    if isinstance(value, dict):
        return " ".join(f"{said(key)} {said(one)}" for key, one in value.items())
    if isinstance(value, list | tuple | set):
        return " ".join(map(said, value))
    if hasattr(value, "_meta"):
        return " ".join(str(getattr(value, field.attname)) for field in value._meta.concrete_fields)
    return f"{value!r} {value}"


def answers(reader: Reader, planted: Planted) -> Iterator[tuple[str, str]]:
    """Each thing that answers a reader: its name, and all it says."""
    for model in every_model():
        for level in Level:
            if level is not Level.NONE:
                rows = list(visible(model._base_manager.all(), reader, level).values())
                yield f"{model._meta.label} {level.name}", said(rows)
    number = planted.case.pk
    asked: dict[str, Callable[[], Any]] = {
        "find_case": lambda: find_case(reader, number),
        "history": lambda: history(reader, number),
        "cases": lambda: cases(reader),
        "cases by ref": lambda: cases(reader, ref=planted.case.ref),
        "count by ref": lambda: count_cases(reader, "ref"),
        "count by campaign": lambda: count_cases(reader, "campaign"),
        "inbox": lambda: inbox(reader),
        "progress": lambda: progress(reader, planted.notice),
        "receive": lambda: receive(Actor(reader.person), planted.notice, Step.READ, at=at("2024-01-22")),
    }
    for name, ask in asked.items():
        try:
            yield name, said(ask())
        except Problem as problem:
            yield name, said([problem.zh, problem.en, problem.values, str(problem)])


@proves("K2.4.5", "INV.7")
def test_no_stranger_hears_the_canary_anywhere(zone: Zone, planted: Planted) -> None:
    for person in strangers(zone):
        reader = reader_for(person.pk, on=TODAY)
        heard = [name for name, words in answers(reader, planted) if planted.canary in words]
        assert heard == [], person.name


@proves("K2.4.5")
def test_who_has_the_grant_hears_it_where_it_belongs(zone: Zone, planted: Planted) -> None:
    """Else the silence above would prove nothing."""
    reader = reader_for(planted.hearer.pk, on=TODAY)
    heard = {name for name, words in answers(reader, planted) if planted.canary in words}
    assert {
        "jk_flows.Case CONTENT",
        "jk_flows.Move CONTENT",
        "jk_flows.Extension CONTENT",
        "jk_messages.Notice CONTENT",
        "jk_records.Entry CONTENT",
        "find_case",
        "history",
        "cases",
        "count by ref",
        "inbox",
    } <= heard


@proves("K2.4.5", "INV.7")
def test_hidden_and_absent_are_asked_for_by_the_same_queries_and_refused_by_the_same_words(
    zone: Zone, planted: Planted
) -> None:
    absent = 900_000
    for person in strangers(zone):
        reader = reader_for(person.pk, on=TODAY)
        for ask in (find_case, history, progress):
            number = planted.notice if ask is progress else planted.case.pk
            hidden, missing = _asked(ask, reader, number), _asked(ask, reader, absent)
            assert hidden == missing, (person.name, ask.__name__)


def _asked(ask: Callable[[Reader, int], object], reader: Reader, number: int) -> tuple[list[str], str]:
    """The statements and the answer, without their numbers: that one asked for is among them."""
    with CaptureQueriesContext(connection) as queries:
        try:
            answer = said(ask(reader, number))
        except Problem as problem:
            answer = f"{problem.code} {problem.zh} {problem.en}"
    words = [re.sub(r"\d+", "#", one["sql"]) for one in queries.captured_queries]
    return words, re.sub(r"\d+", "#", answer)


@proves("K2.4.2", "K2.4.5")
def test_who_may_only_count_sees_no_row_and_no_small_number(zone: Zone) -> None:
    counter, _ = a_person("考核员", zone.office)
    hold(counter, "assessment", zone.office)
    few = [a_case(zone) for _ in range(4)]
    reader = reader_for(counter.pk, on=TODAY)
    assert not Case.objects.visible_to(reader).exists()
    assert not Move.objects.visible_to(reader).exists()
    assert cases(reader) == []
    with pytest.raises(Problem) as refused:
        find_case(reader, few[0].pk)
    assert refused.value.code == "flows.case-not-found"

    counts = count_cases(reader)
    assert (counts.cells["assigned"].n, counts.total.n) == (None, None)
    a_case(zone)
    counts = count_cases(reader)
    assert (counts.cells["assigned"].n, counts.total.n, counts.total.restricted) == (5, 5, 5)
    # One signs: neither the cell of 1 nor what would give it away is shown.
    move(zone.actor(zone.easterner), few[0], "sign", at=at("2024-01-08"))
    counts = count_cases(reader)
    assert {state: cell.n for state, cell in counts.cells.items()} == {"assigned": None, "doing": None}


def test_what_one_may_list_is_counted_plainly_beside_what_one_may_only_count(zone: Zone) -> None:
    """n, of which k restricted."""
    counter, _ = a_person("考核员", zone.office)
    hold(counter, "assessment", zone.office)
    hold(counter, "street", zone.west)
    for _ in range(6):
        a_case(zone)
    for _ in range(2):
        a_case(zone, zone.west)
    counts = count_cases(reader_for(counter.pk, on=TODAY))
    assert (counts.cells["assigned"].n, counts.cells["assigned"].restricted) == (8, 6)


def test_a_light_and_its_reason_are_seen_with_the_facts_of_the_unit(zone: Zone) -> None:
    from jingkai.kernel.flows.models import IssuedLight

    rule = resolve("due-light", zone.east, TODAY)
    issue_light(SYSTEM, "target:1", None, holder=zone.east, day=TODAY, rule=rule, at=AT, why="金丝雀")
    seen = {
        person.name: IssuedLight.objects.visible_to(reader_for(person.pk, on=TODAY)).count()
        for person in (zone.easterner, zone.westerner, zone.clerk)
    }
    assert seen == {"东城干部": 1, "西城干部": 0, "督查员": 1}


def test_an_outsider_of_the_zone_next_door_counts_nothing_of_this_one(tmp_path: Path) -> None:
    from jingkai.kernel.parties.tests.people import a_zone

    here = a_flowing_zone(tmp_path)
    a_case(here)
    there = a_zone("乙区")
    hold(there.head, "principal", there.zone, Scope.SUBTREE)
    reader = reader_for(there.head.pk, on=TODAY)
    assert cases(reader, level=Level.AGGREGATE) == []
    assert count_cases(reader).total.n == 0
