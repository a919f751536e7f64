"""The organisation line and the person read a record, each reading is journalled; to nobody else it is there."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rounds.services import decide
from jingkai.kernel.rules.roles import roles_for
from jingkai.kernel.rules.tests.samples import DAY, hold
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.cadres.stories.people import Cadres
from jingkai.systems.supervision.api import Entry as Said
from jingkai.systems.supervision.api import enter_listing, move_listing, reply
from jingkai.systems.supervision.tests.desk import Desk, text_of
from tests.proof import proves

CANARY = "金丝雀七号"


def readings(person: Person) -> list[tuple[str, int | None]]:
    rows = Entry.objects.filter(act__startswith="cadres.", ref=f"person:{person.pk}").order_by("seq")
    return list(rows.values_list("act", "person"))


def planted(town: Cadres) -> None:
    """Whatever a record holds says the canary's name."""
    for title, day, side, move in (
        ("甲", "2024-01-20", "positive", "verify"),
        ("乙", "2024-02-13", "negative", "list"),
    ):
        matter = town.matter(f"{title}{CANARY}", day)
        said = Said(
            side, town.secretary, town.zone.east, matter.ref, f"{title}{CANARY}", f"成效{CANARY}", matter.ref
        )
        row = enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))
        move_listing(town.head, row, move, at=at("2024-02-21"))
        if side == "positive":
            reward = propose_reward(
                town.office, "commendation", [row], reason=f"理由{CANARY}", at=at("2024-02-22")
            )
            decide(town.line, reward, "approve", at=at("2024-02-23"))
        else:
            reply(town.himself, row, f"说明{CANARY}", at=at("2024-02-22"))


@proves("A3.2.1")
def test_the_line_and_the_person_read_it_and_each_reading_is_journalled(town: Cadres, desk: Desk) -> None:
    planted(town)
    desk.at(at("2024-03-01"))
    page = f"/cadres/people/{town.secretary.pk}"
    for who in (town.organiser, town.secretary):
        shown = text_of(desk.get(who, page))
        for words in (f"甲{CANARY}", f"乙{CANARY}", f"说明{CANARY}", "嘉奖", "东河产业园"):
            assert words in shown, words
        assert desk.get(who, f"{page}.docx").status_code == 200
    assert readings(town.secretary) == [
        ("cadres.read", town.organiser.pk),
        ("cadres.print", town.organiser.pk),
        ("cadres.read", town.secretary.pk),
        ("cadres.print", town.secretary.pk),
    ]
    answer = desk.get(town.secretary, "/cadres/mine")
    assert (answer.status_code, answer["Location"]) == (302, page)


@proves("A3.2.1", "INV.7")
def test_to_everybody_else_a_record_is_not_there_and_no_attempt_shows_it(town: Cadres, desk: Desk) -> None:
    planted(town)
    desk.at(at("2024-03-01"))
    page = f"/cadres/people/{town.secretary.pk}"
    others: list[Person | None] = [None, town.zone.head, town.zone.clerk, town.assessor, town.zone.easterner]
    for role in sorted(roles_for(None, DAY).roles):
        if role != "organisation":
            person, _ = a_person(role, town.zone.east)
            hold(person, role, town.zone.east)
            others.append(person)
    for who in others:
        for address in (page, f"{page}.docx", "/cadres/people/99999"):
            answer = desk.get(who, address)
            assert answer.status_code == 404, (who, address)
            assert CANARY not in text_of(answer)
        assert (
            desk.post(who, page, do="charge", project="P-1", duty="秘书", since="2024-01-01").status_code
            == 404
        )
        if who is not None:
            own = text_of(desk.get(who, f"/cadres/people/{who.pk}"))
            assert CANARY not in own
        assert desk.get(who, "/cadres/").status_code == 404
    assert readings(town.secretary) == []


@proves("A3.2.1", "INV.7")
def test_what_stands_only_in_a_record_is_heard_on_no_other_page(town: Cadres, desk: Desk) -> None:
    """A neighbour without a right to the lists hears nothing of the entries, the answers and the reward anywhere."""
    planted(town)
    desk.at(at("2024-03-01"))
    stranger, _ = a_person("隔壁", town.zone.west)
    hold(stranger, "street", town.zone.west)
    for address in heard_at(town):
        for lang in ("zh", "en"):
            mark = "&" if "?" in address else "?"
            assert CANARY not in words_of(desk.get(stranger, f"{address}{mark}lang={lang}")), address


def heard_at(town: Cadres) -> Iterator[str]:
    """Where what is written about a person, or follows for him, could come to light."""
    yield from (
        "/supervision/conduct",
        "/supervision/conduct?side=negative",
        "/supervision/conduct/candidates",
    )
    yield from ("/supervision/conduct.xlsx", "/supervision/conduct.xlsx?side=negative", "/supervision/today")
    yield from (
        "/cadres/rewards",
        "/search?q=金丝雀",
        "/notices",
        "/supervision/ledger?show=all",
        "/activities",
    )
    yield from (f"/subjects/{town.project.pk}", "/api/v1/search?q=金丝雀", "/journal")
    yield from (f"/supervision/conduct/{key}" for key in range(1, 4))
    yield from (f"/cadres/rewards/{key}" for key in range(1, 4))
    yield from (f"/cadres/people/{key}" for key in range(1, 12))


def words_of(answer: HttpResponse) -> str:
    """All that an answer says, also where it is a workbook."""
    if not answer.content.startswith(b"PK"):
        return text_of(answer)
    with ZipFile(BytesIO(answer.content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


@proves("A3.2.1")
def test_no_page_and_no_export_sorts_persons_or_adds_up_over_them(town: Cadres, desk: Desk) -> None:
    """Two persons, one with three entries and one with one: however it is asked for, their order and all that is said
    of them beside each other stays, and no number of entries stands beside a name.
    """
    for number, (title, who) in enumerate(
        (("甲", town.secretary), ("乙", town.secretary), ("丙", town.secretary), ("丁", town.zone.easterner)),
        1,
    ):
        matter = town.matter(title, "2024-01-20")
        said = Said("positive", who, town.zone.east, matter.ref, title, "按期办结", matter.ref)
        row = enter_listing(town.clerk, town.zone.zone, said, at=at(f"2024-02-0{number + 1}"))
        move_listing(town.head, row, "verify", at=at("2024-02-21"))
    desk.at(at("2024-03-01"))
    asked = ("", "?sort=entries", "?sort=-entries", "?order=count", "?group=person", "?sort=name", "?total=1")
    pages = {ask: rows_of(desk.get(town.organiser, f"/cadres/{ask}").content.decode()) for ask in asked}
    assert all(one == pages[""] for one in pages.values())
    names = [cells[0] for cells in pages[""]]
    # By unit and post as the establishment has them: the clerk of the east street before the secretary who came later.
    assert names.index("东城干部") < names.index("项目秘书")
    assert all(len(cells) == 3 and not re.search(r"\d", "".join(cells)) for cells in pages[""])
    for address in ("/cadres/rewards", "/supervision/conduct", "/supervision/conduct/candidates"):
        for ask in asked:
            shown = text_of(desk.get(town.assessor, address + ask))
            assert not re.search(r"(项目秘书|东城干部)[^<]{0,3}\d", shown), address
    # A record is asked for one person at a time, and knows no other.
    own = text_of(
        desk.get(town.organiser, f"/cadres/people/{town.secretary.pk}?compare={town.zone.easterner.pk}")
    )
    assert "东城干部" not in own.partition('id="text"')[2]
    paths = Client(HTTP_HOST="localhost").get("/api/v1/openapi.json").json()["paths"]
    assert not [one for one in paths if "cadre" in one or "person" in one or "listing" in one]


def rows_of(page: str) -> list[list[str]]:
    """The cells of each row of the table of persons."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


def test_a_delegate_of_the_person_reads_his_own_record_and_not_the_others(town: Cadres) -> None:
    """Who acts for another does not become him."""
    with override_settings(JINGKAI_ACTS_AS=town.zone.westerner.pk, JINGKAI_SIGN_IN=False):
        answer = Client(HTTP_HOST="localhost").get(
            f"/cadres/people/{town.secretary.pk}?as={town.secretary.pk}"
        )
    assert answer.status_code == 404


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "abc"])
def test_an_address_that_names_nobody_is_404(town: Cadres, desk: Desk, key: str) -> None:
    assert desk.get(town.organiser, f"/cadres/people/{key}").status_code == 404
