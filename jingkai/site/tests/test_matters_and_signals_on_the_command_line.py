"""The command line reads the clock, so these matters are opened and moved today."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.parties.services import give_post
from jingkai.kernel.parties.tests.people import AT, START, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.site.cli import main
from jingkai.systems.economy.stories.test_e6_one_set_of_facts_three_light_rules import (
    WUHAN,
    a_town_with_projects,
)
from tests.proof import proves

pytestmark = pytest.mark.django_db

Jingkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def zone() -> Zone:
    return a_ruled_zone()


@pytest.fixture
def jingkai(capsys: pytest.CaptureFixture[str]) -> Jingkai:
    """Runs a command: its exit code, what it prints, what it complains of."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def opened(jingkai: Jingkai, title: str = "疏通东河") -> str:
    """The number of a matter that the office opened for the east street."""
    code, _, complaint = jingkai(
        "matters",
        "open",
        title,
        "--unit",
        "东城街道",
        "--with",
        "西城街道",
        "--term",
        "30 working days",
        "--as",
        "督查员",
    )
    assert (code, complaint) == (0, "")
    return Matter.objects.get(title=title).label


@proves("K5.1.1")
def test_a_matter_goes_its_way_and_another_body_closes_it(jingkai: Jingkai, zone: Zone) -> None:
    number = opened(jingkai)
    for who, move, more in (
        ("东城干部", "accept", ()),
        ("东城干部", "begin", ()),
        ("东城干部", "report", ("--note", "已疏通", "--evidence", "file:1")),
        ("督查员", "verify", ("--note", "看过现场")),
    ):
        assert jingkai("matters", "move", number, move, "--as", who, *more)[0] == 0
    code, _, complaint = jingkai("matters", "move", number, "close", "--as", "东城干部")
    assert code == 1
    assert "flows.verifier-is-doer" in complaint
    _, said, _ = jingkai("matters", "show", number, "--lang", "en")
    assert "→ close" in said
    assert "reported" in said
    assert jingkai("matters", "move", number, "close", "--as", "督查员")[1].strip() == f"{number} 已销号"
    assert "0 项（共 1 项）" in jingkai("matters", "list")[1]
    assert "1 of 1" in jingkai("matters", "list", "--all", "--lang", "en")[1]


def test_the_list_has_a_head_a_line_a_matter_and_their_count(jingkai: Jingkai, zone: Zone) -> None:
    number = opened(jingkai)
    head, line, count = jingkai("matters", "list")[1].splitlines()
    assert head.split() == ["编号", "状态", "单位", "期限", "灯", "超期", "事项"]
    assert line.split()[:3] == [number, "已交办", "东城街道"]
    assert line.endswith("疏通东河")
    assert count == "1 项（共 1 项）"
    assert jingkai("matters", "list", "--lang", "en")[1].splitlines()[0].split()[0] == "Number"


def test_a_move_of_the_platform_is_said_to_be_its_own(jingkai: Jingkai) -> None:
    a_town_with_projects(WUHAN)
    jingkai("month", "2025-06", "--publish", "--yes")
    number = Matter.objects.order_by("pk")[0].label
    moves = [line.split() for line in jingkai("matters", "show", number)[1].splitlines()[1:]]
    assert {words[2] for words in moves if words[0] != "→"} == {"平台"}
    english = jingkai("matters", "show", number, "--lang", "en")[1]
    assert "the platform" in english
    assert "—" not in english


def test_the_list_shows_to_each_what_that_person_may_see(jingkai: Jingkai, zone: Zone) -> None:
    number = opened(jingkai)
    other = jingkai("matters", "open", "清理西河", "--unit", "西城街道", "--term", "7 days", "--as", "督查员")
    assert other[0] == 0
    _, seen, _ = jingkai("matters", "list", "--as", "东城干部")
    assert (number in seen, "清理西河" in seen) == (True, False)
    _, every, _ = jingkai("matters", "list", "--as", "督查员")
    assert "清理西河" in every
    hidden = Matter.objects.get(title="清理西河").label
    answers = [jingkai("matters", "show", one, "--as", "东城干部") for one in (hidden, "2024-99", "x")]
    assert [(code, "matters.not-found" in complaint) for code, _, complaint in answers] == [(1, True)] * 3


def test_who_holds_two_posts_says_in_which(jingkai: Jingkai, zone: Zone) -> None:
    number = opened(jingkai)
    give_post(SYSTEM, zone.easterner, zone.office, "挂职", since=START, at=AT)
    code, _, complaint = jingkai("matters", "move", number, "accept", "--as", "东城干部")
    assert (code, "flows.mover-missing" in complaint) == (1, True)
    assert jingkai("matters", "move", number, "accept", "--as", "东城干部", "--post", "东城街道")[0] == 0


@proves("K4.3.4")
def test_signals_are_entered_listed_opened_added_and_dismissed(jingkai: Jingkai, zone: Zone) -> None:
    year = str(day_of(datetime.now(UTC)).year)
    for kind, text in (("policy", "出口退税调整"), ("market", "锂价回落"), ("market", "硅料涨价")):
        assert jingkai("signal", "enter", kind, text, "--unit", "东城街道", "--as", "西城干部")[0] == 0
    code, _, complaint = jingkai("signal", "enter", "behind", "落后", "--as", "西城干部")
    assert (code, "matters.signal-kind-unknown" in complaint) == (1, True)
    first, second, third = (str(one.pk) for one in Signal.objects.order_by("pk"))

    assert jingkai("signal", "open", first, "--as", "督查员")[0] == 0
    matter = Matter.objects.get()
    assert jingkai("signal", "add", second, matter.label, "--as", "督查员")[0] == 0
    assert jingkai("signal", "dismiss", third, "--as", "督查员", "--reason", "区内无此类企业")[0] == 0
    assert [state_of(one.case) for one in Signal.objects.order_by("pk")] == ["opened", "added", "dismissed"]

    head, *lines = jingkai("signal", "list", year)[1].splitlines()
    assert head.split() == ["编号", "类别", "单位", "处理情况", "苗头"]
    assert [line.split()[1] for line in lines[:3]] == ["政策", "市场", "市场"]
    assert f"已立项 → {matter.label}  出口退税调整" in lines[0]
    assert lines[3] == "3 条"
    head, *lines = jingkai("signal", "list", year, "--lang", "en")[1].splitlines()
    assert head.split() == ["Number", "Kind", "Unit", "Came", "to", "Signal"]
    assert [line.split()[1] for line in lines[:3]] == ["policy", "market", "market"]
    assert jingkai("signal", "list", year, "--as", "西城干部")[1].splitlines() == ["0 条"]
    code, _, complaint = jingkai("signal", "open", first, "--as", "西城干部")
    assert (code, "matters.signal-not-found" in complaint) == (1, True)


@proves("K4.3.4", "K5.2.1")
def test_the_month_shows_what_it_opened_beside_what_people_entered(jingkai: Jingkai) -> None:
    town = a_town_with_projects(WUHAN)
    assert jingkai("signal", "enter", "policy", "出口退税调整", "--on", "2025-06-20")[0] == 0
    code, said, _ = jingkai("month", "2025-06", "--publish", "--yes")
    assert code == 0
    labels = [one.label for one in Matter.objects.filter(zone=town.zone).order_by("pk")]
    assert len(labels) == 2
    lines = [line.strip() for line in said.splitlines()]
    shown = lines[lines.index("登记的苗头与事项") + 1 :][:3]
    assert shown[0] == "政策类 · 出口退税调整（待处理）"
    assert [line.startswith("运行类 · 项目") for line in shown[1:]] == [True, True]
    assert [line.split("事项 ")[-1] for line in shown[1:]] == labels
