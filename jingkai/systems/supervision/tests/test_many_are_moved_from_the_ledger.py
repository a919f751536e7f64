"""Bulk moves: those that were ticked or all that the filter finds, each by its own flow and with its own refusal."""

import re
from datetime import date

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import move
from jingkai.kernel.matters.services.bulk import move_each
from jingkai.kernel.matters.tests.samples import at, report
from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.sequence import latest
from jingkai.systems.supervision import bulk
from tests.proof import proves

from .desk import Desk, page_of, text_of

MOVES = "/supervision/ledger/moves"


def states(*matters: Matter) -> list[str]:
    return [state_of(one.case) for one in matters]


def sent(desk: Desk, person: Person, query: str, do: str, **more: object) -> str:
    """The move, chosen on the page of the filter and sent."""
    offered = text_of(desk.get(person, f"{MOVES}?{query}"))
    seen = re.search(r'name="seen" value="(\d+)"', offered)
    assert seen is not None, offered
    return text_of(desk.post(person, f"{MOVES}?{query}", do=do, seen=seen[1], **more))


@proves("W1.3.4")
def test_all_that_the_filter_finds_are_moved_and_nothing_else(desk: Desk) -> None:
    mine = [desk.a_matter(f"排水口 {number}") for number in range(3)]
    other, closed_to = desk.a_matter("充电棚"), desk.a_matter("排水口（西）", unit=desk.zone.west)
    page = sent(desk, desk.zone.easterner, "of=all&q=排水口", "accept")
    assert "已办理 3 件，未办理 0 件。" in page
    assert states(*mine, other, closed_to) == ["accepted"] * 3 + ["assigned"] * 2
    assert closed_to.title not in page


def test_only_those_ticked_are_moved(desk: Desk) -> None:
    first, second, hidden = desk.a_matter("甲"), desk.a_matter("乙"), desk.a_matter("丙", unit=desk.zone.west)
    page = sent(desk, desk.zone.easterner, f"of=picked&pick={first.pk}&pick={hidden.pk}&pick=x", "accept")
    assert "已办理 1 件，未办理 0 件。" in page
    assert states(first, second, hidden) == ["accepted", "assigned", "assigned"]


@proves("INV.2")
def test_each_refusal_stands_with_its_matter_and_keeps_no_other(desk: Desk) -> None:
    theirs, own = desk.a_matter("甲"), desk.a_matter("乙", unit=desk.zone.office)
    report(desk.zone, theirs, desk.zone.easterner, "2024-01-12")
    report(desk.zone, own, desk.zone.clerk, "2024-01-12")
    early = desk.a_matter("丙")
    desk.at(at("2024-01-15"))
    page = sent(desk, desk.zone.clerk, "of=all", "verify", note="逐件看过现场")
    assert "已办理 1 件，未办理 2 件。" in page
    assert states(theirs, own, early) == ["verified", "reported", "assigned"]
    refused = page.split("未办理的")[1]
    assert page_of(own) in refused
    assert page_of(early) in refused
    assert "不能由" in refused or "核验" in refused


def test_the_same_press_twice_has_one_effect(desk: Desk) -> None:
    matter = desk.a_matter("甲")
    actor = desk.zone.actor(desk.zone.easterner)
    for name in ("accept", "begin"):
        move(actor, matter, name, at=at("2024-01-08"))
    desk.at(at("2024-01-09"))
    seen = latest()
    for _ in range(2):
        page = text_of(
            desk.post(desk.zone.easterner, f"{MOVES}?of=all", do="progress", seen=seen, note="已进场")
        )
        assert "已办理 1 件，未办理 0 件。" in page
    assert matter.case.moves.filter(flow_move__move="progress").count() == 1


def test_what_another_moved_since_it_was_seen_is_refused(desk: Desk) -> None:
    matter = desk.a_matter("甲")
    seen = latest()
    move(desk.zone.actor(desk.zone.easterner), matter, "accept", at=at("2024-01-08"))
    found = move_each(
        desk.zone.actor(desk.zone.clerk), [matter], "escalate", seen=seen, at=at("2024-01-09"), note="催"
    )
    assert [problem.code for _, problem in found.refused] == ["flows.moved-meanwhile"]
    assert states(matter) == ["accepted"]


def test_a_long_list_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PORTION", 2)
    matters = [desk.a_matter(f"事项 {number}") for number in range(5)]
    page = sent(desk, desk.zone.easterner, "of=all", "accept")
    assert "继续办理其余 3 件" in page
    rounds = 1
    while "继续办理" in page:
        fields = dict(re.findall(r'<input type="hidden" name="(seen|do|note|after)" value="([^"]*)">', page))
        page = text_of(desk.post(desk.zone.easterner, f"{MOVES}?of=all", **fields))
        rounds += 1
    assert rounds == 3
    assert states(*matters) == ["accepted"] * 5


def test_what_differs_from_matter_to_matter_is_not_offered(desk: Desk) -> None:
    desk.a_matter("甲")
    page = text_of(desk.get(desk.zone.clerk, f"{MOVES}?of=all"))
    offered = set(re.findall(r'name="do" value="([a-z]+)"', page))
    assert "accept" in offered
    assert offered.isdisjoint({"transfer", "report", "assign"})
    assert "按现在的状态 1 件可办" in page
    assert "没有选中" in text_of(desk.get(desk.zone.clerk, f"{MOVES}?of=picked"))


@proves("W1.3.4")
def test_a_unit_is_picked_from_the_tree_alone_or_with_all_below(desk: Desk) -> None:
    from jingkai.kernel.parties.tests.people import a_unit

    village = a_unit("向阳社区", desk.zone.east, "community")
    desk.a_matter("甲：街道", due=date(2024, 1, 8))
    desk.a_matter("乙：社区", due=date(2024, 1, 9), unit=village)
    desk.a_matter("丙：西城", due=date(2024, 1, 10), unit=desk.zone.west)
    ledger, east = "/supervision/ledger", desk.zone.east.pk

    def shown(unit: object) -> str:
        page = text_of(desk.get(desk.zone.clerk, f"{ledger}?unit={unit}"))
        return "".join(name for name in "甲乙丙" if f"{name}：" in page)

    assert [shown(one) for one in (east, f"{east}-below", village.pk, "", "x", "99-below")] == [
        "甲", "甲乙", "乙", "甲乙丙", "甲乙丙", "",
    ]  # fmt: skip
    page = text_of(desk.get(desk.zone.clerk, f"{ledger}?unit={east}-below"))
    assert "东城街道及下级</summary>" in page
    assert f'value="{east}-below" checked' in page
    assert f"unit={east}-below" in page.split("ledger.xlsx?")[1][:60]
