"""A matter's page stands as it was read until something is written to what it shows, or a due instant passes."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.matters.services import Draft, open_split
from jingkai.kernel.matters.tests.samples import FRIDAY, at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import add_person
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .desk import Desk, page_of, text_of

_SHOWN = ("jk_matters_", "jk_flows_", "jk_parties_", "jk_rules_", "jk_activities_", "jk_supervision_")


def asked(desk: Desk, person: Person, address: str) -> list[str]:
    """What the page asks of the tables that it shows."""
    with CaptureQueriesContext(connection) as found:
        assert desk.get(person, address).status_code == 200
    return [one["sql"] for one in found if any(table in one["sql"] for table in _SHOWN)]


def test_it_is_not_asked_again_and_what_is_written_elsewhere_leaves_it(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    clerk, address = desk.zone.clerk, page_of(matter)
    assert asked(desk, clerk, address)
    assert asked(desk, clerk, address) == []
    # A day later it is lit anew, and by whom else it is read it is read for him.
    desk.at(at("2024-01-09"))
    assert asked(desk, clerk, address)
    assert asked(desk, clerk, address) == []
    assert asked(desk, desk.zone.easterner, address)
    desk.post(clerk, address, do="letter-assignment")
    page = text_of(desk.get(clerk, address))
    assert "交办" in page.split("文书")[-1]


def test_what_a_colleague_did_and_whoever_came_is_seen_at_once(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    clerk, address = desk.zone.clerk, page_of(matter)
    assert "下一步：签收" in text_of(desk.get(clerk, address))
    assert desk.move(desk.zone.easterner, matter, "accept", note="已派人").status_code == 302
    page = text_of(desk.get(clerk, address))
    assert "下一步：签收" not in page
    assert "已派人" in page
    add_person(SYSTEM, "新来的人", at=at("2024-01-08"))
    assert asked(desk, clerk, address)


def test_when_its_time_is_up_it_says_so(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    east, address = desk.zone.easterner, page_of(matter)
    desk.move(east, matter, "accept")
    for day, said, may in (
        ("2024-01-31", "还有 1 天", True),
        ("2024-02-01", "今天到期", True),
        ("2024-02-02", "超 1 天", False),
    ):
        desk.at(at(day))
        page = text_of(desk.get(east, address))
        assert said in page
        assert ('name="wanted"' in page) == may
        assert ("办结超期" in page) != may


def test_a_part_that_is_moved_is_seen_on_the_page_of_the_whole(desk: Desk) -> None:
    zone = desk.zone
    draft = Draft("全区消防通道占用", unit=None, due=date(2024, 2, 1), kind="problem", category="common")
    opened = open_split(
        zone.actor(zone.clerk), zone.zone, draft, [zone.east, zone.west], at=FRIDAY, flow="flow.feedback",
        parent_flow="flow.common",
    )  # fmt: skip
    whole = next(one for one in opened.new if one.lead_unit is None)
    part = whole.children.order_by("pk")[0]
    desk.at(at("2024-01-08"))
    assert text_of(desk.get(zone.clerk, page_of(whole))).count("已移交") == 2
    assert desk.move(zone.easterner, part, "accept").status_code == 302
    assert text_of(desk.get(zone.clerk, page_of(whole))).count("已移交") == 1


@proves("INV.7")
def test_one_that_is_hidden_is_asked_for_like_one_that_is_not_there(desk: Desk) -> None:
    theirs = desk.a_matter("清理西塘", unit=desk.zone.west)
    desk.at(at("2024-01-08"))
    assert desk.get(desk.zone.westerner, page_of(theirs)).status_code == 200
    east = desk.zone.easterner
    assert desk.get(east, page_of(theirs)).status_code == 404
    counts = []
    for address in (page_of(theirs), "/supervision/matters/999999"):
        with CaptureQueriesContext(connection) as found:
            assert desk.get(east, address).status_code == 404
        counts.append(len(found))
    assert counts[0] == counts[1]
