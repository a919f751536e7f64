"""Every command that reads, asked by people: nobody meets what that person may not see, in any form of it.

What stands on figures, targets, projects, signals and matters of the west street carries a canary (canaries.py).
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jingkai.kernel.matters.models import Signal
from jingkai.kernel.matters.services import Notice, enter_signal, open_as_matter
from jingkai.kernel.parties.tests.people import AT, a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.models import RuleSet
from jingkai.site.cli import build_parser
from tests.proof import proves

from .asking import ABSENT, STRANGERS, Asking, assert_alike, heard
from .canaries import CANARY, MARCH, Planted, a_form, a_zone_with_figures, plant, say

pytestmark = pytest.mark.django_db

# Those of whoever keeps the database: they work on the whole of it.
OF_THE_KEEPER = {
    "init",
    "sample",
    "adopt",
    "account",
    "token",
    "alias",
    "person",
    "doctor",
    "verify",
    "backup",
    "restore",
    "tick",
}
# They answer with what was typed, or read no database; the pages are asked in tests/pages.
READ_NOTHING = {
    ("read",),
    ("forecast",),
    ("scheme",),
    ("score",),
    ("matters", "open"),
    ("rules", "draft"),
    ("serve",),
}


def commands(planted: Planted) -> list[tuple[str, ...]]:
    """Every command that reads, in every form, asked for the whole and for what is hidden."""
    fact, target, month = planted.fact.pk, planted.target.pk, planted.month.pk
    asked: list[tuple[str, ...]] = [
        ("month", "2024-03"),
        ("month", "2024-03", "--json"),
        ("month", "2024-03", "--html", ">page.html"),
        ("month", "2024-Q1", "--json"),
        ("month", "2024-03", "--as-of", str(planted.month.as_of), "--json"),
        *(("prove", f"{kind}:{key}") for kind, key in (("fact", fact), ("target", target), ("month", month))),
        *(("prove", f"{name}@2024-03") for name in ("税收", "各街道税收", "税收两倍", "signed", "出口")),
        *(("prove", f"{name}@2024-03@西城街道") for name in ("tax", "用电量", f"{CANARY}产值")),
        ("export", ">facts.xlsx"),
        ("fill", "<form.xlsx", "--out", ">filled.xlsx"),
        ("rules", "try", str(planted.draft.pk), "--month", "2024-03"),
        ("matters", "list", "--all"),
        ("matters", "show", planted.matter.label),
        ("matters", "move", planted.matter.label, "accept"),
        ("signal", "list", "2024-03"),
        ("signal", "open", str(planted.signal.pk)),
        ("signal", "add", str(planted.signal.pk), planted.matter.label),
        ("signal", "dismiss", str(planted.signal.pk)),
        ("paper", "list"),
        ("paper", "list", "--about", planted.matter.ref),
        ("paper", "show", str(planted.paper.pk)),
        *(("search", word) for word in ("项目", "税收", "落后", "事项", planted.matter.label)),
        ("undo", str(planted.fact.batch_id)),
    ]
    return [*asked, *((*one[:2], "--lang", "en", *one[2:]) for one in asked)]


@proves("K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_no_stranger_meets_a_canary_in_any_form_of_any_command(
    ask: Asking, planted: Planted, person: str
) -> None:
    met = {
        " ".join(command): found
        for command in commands(planted)
        if (found := heard(ask(*command, person=person), command, planted))
    }
    assert met == {}


@proves("K2.4.5")
@pytest.mark.parametrize("person", ["", "主任", "督查员"])
def test_who_may_read_all_meets_the_canaries_where_they_belong(
    ask: Asking, planted: Planted, person: str
) -> None:
    """Else the silence above would prove nothing."""
    silent = {
        " ".join(command)
        for command in commands(planted)
        if not heard(ask(*command, person=person), command, planted)
        # The zone's own figures have no canary, and nor have these refusals: the signal became a matter, the batch is
        # part of a published month, the matter is for its unit to move.
        and not {"税收@2024-03", "出口@2024-03", "open", "add", "dismiss", "move", "undo"} & set(command)
    }
    assert silent == set()


@proves("K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_a_hidden_matter_signal_or_batch_is_refused_like_one_that_is_not_there(
    ask: Asking, planted: Planted, person: str
) -> None:
    """Also where a signal that may be seen is to be added to a matter that may not."""
    signal, label, batch = str(planted.signal.pk), planted.matter.label, str(planted.fact.batch_id)
    own = str(a_signal_of_the_east(planted).pk)
    absent = f"2024-{ABSENT}"
    for hidden, missing in (
        (("matters", "show", label), ("matters", "show", absent)),
        (("matters", "move", label, "accept"), ("matters", "move", absent, "accept")),
        (("signal", "open", signal), ("signal", "open", ABSENT)),
        (("signal", "add", signal, label), ("signal", "add", ABSENT, label)),
        (("signal", "add", own, label), ("signal", "add", own, absent)),
        (("signal", "dismiss", signal), ("signal", "dismiss", ABSENT)),
        (("paper", "show", str(planted.paper.pk)), ("paper", "show", ABSENT)),
        (("undo", batch), ("undo", ABSENT)),
        (("undo", batch, "--reason", "x"), ("undo", ABSENT, "--reason", "x")),
    ):
        assert_alike(ask, hidden, missing, person)
    assert "没有事项" in ask("signal", "add", own, label, person="东城干部").err


def a_signal_of_the_east(planted: Planted) -> Signal:
    said = Notice("market", "锂价", "2024-03-21", "锂价回落", planted.zone.east, until=MARCH.last_day)
    return enter_signal(SYSTEM, planted.zone.zone, said, at=AT)


@proves("K2.4.5", "INV.7")
def test_a_list_of_signals_names_no_matter_out_of_sight(ask: Asking, planted: Planted) -> None:
    zone = planted.zone
    signal = a_signal_of_the_east(planted)
    matter = open_as_matter(zone.actor(zone.clerk), signal, at=AT, unit=zone.west)
    whole, part = (ask("signal", "list", "2024-03", person=one).out for one in ("督查员", "东城干部"))
    assert f"已立项 → {matter.label}  锂价回落" in whole
    assert re.search(r"已立项 +锂价回落", part)
    assert matter.label not in part.replace("2024-03", "")


@proves("K2.4.5", "INV.7")
def test_entering_what_another_unit_entered_tells_nobody_that_it_was_there(
    ask: Asking, planted: Planted
) -> None:
    """The canary's own words, noticed by a stranger on the same day: a signal of one's own, or one out of sight."""
    words = ("signal", "enter", "policy", f"{CANARY}政策", "--about", CANARY, "--on", "2024-03-20", "--unit")
    for unseen in (words, (*words[:5], "没有人登记过的", *words[6:])):
        assert ask(*unseen, "西城街道", person="东城干部").out == "已登记苗头\n"
    own = re.fullmatch(r"已登记苗头 (\d+)\n", ask(*words, "东城街道", person="东城干部").out)
    assert own is not None
    assert int(own[1]) > planted.signal.pk


@proves("K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_a_form_is_filled_the_same_before_and_after_another_street_reports(
    ask: Asking, tmp_path: Path, person: str
) -> None:
    """No figure, no light, no note more; the street's own reader finds them."""
    zone = a_zone_with_figures()
    for name in ("外人", "路人"):
        a_person(name, zone.office if name == "外人" else None)
    a_form(tmp_path / "form.xlsx", west="0.5")
    before = filled(ask, tmp_path, person)
    plant(zone)
    assert filled(ask, tmp_path, person) == before
    full = filled(ask, tmp_path, "西城干部")
    assert any("灯" in note for _, _, note in full)
    assert full != before


def filled(ask: Asking, folder: Path, person: str) -> list[tuple[str, object, str]]:
    """Cell, value and note of the form as it comes back, and what was printed."""
    said = ask("fill", "<form.xlsx", "--out", ">filled.xlsx", person=person)
    sheet = load_workbook(folder / "filled.xlsx").active
    assert sheet is not None
    cells = [one for row in sheet.iter_rows() for one in row]
    told = said.out.partition("\n")[0]
    return [
        ("", told, said.err),
        *((one.coordinate, one.value, one.comment.text if one.comment else "") for one in cells),
    ]


@proves("K2.4.5", "INV.7")
def test_rules_are_read_by_whoever_works_here_and_by_nobody_else(ask: Asking, planted: Planted) -> None:
    """Drafts, too: by which rules one is judged is no secret in the zone."""
    rule = str(planted.draft.pk)
    before = str(RuleSet.objects.get(key="curve.canary", version="1").pk)
    reading = (("list", "--all"), ("show", rule), ("diff", before, rule))
    for words in reading:
        assert ask("rules", *words, person="外人").out.strip()
        assert ask("rules", *words, person="路人").out.strip() == ""
    for words in (
        ("show", rule),
        ("diff", before, rule),
        ("try", rule, "--month=2024-03"),
        ("approve", rule),
    ):
        absent = [ABSENT if one == rule else one for one in words]
        assert_alike(ask, ("rules", *words), ("rules", *absent), "路人")


@proves("K2.4.5", "INV.7")
@pytest.mark.parametrize("person", STRANGERS)
def test_nobody_imports_for_a_unit_whose_figures_are_not_that_persons_to_write(
    ask: Asking, planted: Planted, tmp_path: Path, person: str
) -> None:
    """An import says what the unit said before, so it asks first who is asking."""
    a_form(tmp_path / "form.xlsx", west="0.5")
    command = ("import", "<form.xlsx", "--unit", "西城街道")
    refused = ask(*command, person=person)
    assert (refused.code, "[parties.not-allowed]" in refused.err) == (1, True)
    assert heard(refused, command, planted) == []
    assert "原报 7.8123亿元" in ask(*command, person="西城干部").out


@proves("K2.4.5", "INV.7")
def test_an_export_of_others_that_comes_back_does_not_say_which_of_its_numbers_there_are(
    ask: Asking, planted: Planted, tmp_path: Path
) -> None:
    """Somebody was handed the whole export and changes one cell: of what is out of sight nothing is confirmed."""
    ask("export", ">facts.xlsx")
    book = load_workbook(tmp_path / "facts.xlsx")
    sheet = book.worksheets[0]
    (number,) = [one for row in sheet.iter_rows() for one in row if one.value == f"fact:{planted.fact.pk}"]
    said = []
    for name in (f"fact:{planted.fact.pk}", f"fact:{ABSENT}"):
        number.value = name
        book.save(tmp_path / "facts.xlsx")
        answer = ask("import", "<facts.xlsx", "--unit", "东城街道", person="东城干部").out
        said.append([line.replace(name, "#") for line in answer.splitlines() if name in line])
    assert said[0] == said[1]
    assert len(said[0]) == 1


@proves("K2.4.5")
def test_a_batch_is_taken_back_by_those_who_find_it(ask: Asking) -> None:
    zone = a_zone_with_figures()
    east, west = (str(say(zone, "消费", "1", unit).batch_id) for unit in (zone.east, zone.west))
    answers = [ask("undo", one, "--reason", "x", person="东城干部").code for one in (east, west)]
    assert answers == [0, 1]
    # Who reads it all finds it, but does not write the street's figures.
    refused = ask("undo", west, "--reason", "x", person="主任")
    assert (refused.code, "parties.not-allowed" in refused.err) == (1, True)
    assert ask("undo", west, "--reason", "x").code == 0


@proves("K2.4.5")
def test_every_command_is_asked_or_is_of_whoever_keeps_the_database(planted: Planted) -> None:
    """A new command that reads is entered in the table; one that works on the whole database is said to do so."""
    apart = {
        ("import",),
        ("signal", "enter"),
        *(("rules", one) for one in ("list", "show", "diff", "approve")),
    }
    asked = {one[: len(name)] for one in commands(planted) for name in words_of(build_parser())}
    missing = set(words_of(build_parser())) - asked - READ_NOTHING - apart
    assert {one[0] for one in missing} == OF_THE_KEEPER
    page = Path("docs/commands.md").read_text(encoding="utf-8")
    for language in ("这几条由保管数据库的人使用", "belong to whoever keeps the database"):
        (said,) = [one for one in page.split("\n\n") if language in one]
        assert {one for one in OF_THE_KEEPER if f"`{one}`" in said} == OF_THE_KEEPER


def words_of(parser: argparse.ArgumentParser, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with its word: ("month",), ("matters", "list")."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield before
    for action in below:
        for name, sub in action.choices.items():
            yield from words_of(sub, (*before, name))
