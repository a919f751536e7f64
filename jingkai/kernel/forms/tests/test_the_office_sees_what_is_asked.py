from datetime import date

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import round_half_up
from jingkai.kernel.forms.catalogue import reduction, whole
from jingkai.kernel.forms.models import CatalogueTable, Form, Reduction, Request, Submission
from jingkai.kernel.forms.queries import (
    asked_in,
    by_unit,
    duplicates,
    find_form,
    find_request,
    find_submission,
    newest_forms,
    standing_of,
)
from jingkai.kernel.forms.services import ListedTable, Merge, halt, list_tables, reduce_tables, send
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.access import reader_for
from tests.proof import proves

from .samples import Asking, a_form, an_asking_zone, asked, known, sent, the_form

pytestmark = pytest.mark.django_db
APRIL = Period.month(2024, 4)
DAY = date(2024, 4, 10)


@proves("W4.2.1")
def test_on_time_late_missing_and_waiting_are_counted_by_the_clock() -> None:
    """Due at 17:00: the very minute is in time, 18:10 is late, nothing at all is missing once time is up."""
    asking = an_asking_zone()
    form = the_form(asking)
    zone = asking.zone
    east, west = asked(asking, form, zone.east, zone.west, due=at("2024-04-10", "17:00"))
    typed = {"invest": "1", "output": "2", "next": "推进"}
    assert standing_of(east.request, at("2024-04-10", "17:00")).waiting == 2
    sent(asking, east, typed, at("2024-04-10", "17:00"))
    tally = standing_of(east.request, at("2024-04-10", "17:01"))
    assert (tally.on_time, tally.late, tally.missing, tally.waiting) == (1, 0, 1, 0)
    send(zone.actor(zone.westerner), west, typed, seen=0, at=at("2024-04-10", "18:10"))
    tally = standing_of(east.request, at("2024-04-11"))
    assert (tally.on_time, tally.late, tally.missing, tally.waiting) == (1, 1, 0, 0)


@proves("W4.3.1")
def test_a_unit_is_told_what_it_was_asked_this_month() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    asked(asking, form, asking.zone.east, asking.zone.west)
    asked(asking, form, when=at("2024-05-06"), due=date(2024, 5, 13))
    reader = reader_for(asking.zone.easterner.pk, on=DAY)
    tally = asked_in(APRIL, at("2024-04-10"), units=[asking.zone.east], reader=reader)
    assert (tally.tables, tally.cells, tally.filled, tally.asked, str(tally.minutes)) == (1, 3, 1, 2, "3.24")
    assert str(round_half_up(tally.spared, 1)) == "33.3%"
    nobody = asked_in(Period.month(2024, 2), at("2024-04-10"), units=[asking.zone.east], reader=reader)
    assert (nobody.tables, nobody.spared.known) == (0, False)
    both = asked_in(APRIL, at("2024-04-10"), units=[asking.zone.east, asking.zone.west])
    assert {unit: one.asked for unit, one in by_unit(both).items()} == {
        asking.zone.east.pk: 2, asking.zone.west.pk: 3,
    }  # fmt: skip


@proves("W4.2.1")
def test_a_field_asked_twice_in_a_month_is_listed_once_with_both_who_asked() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    (first,) = asked(asking, form)
    zone = asking.zone.zone
    assert duplicates(zone, APRIL) == []
    other = a_form(asking, ["output"], code="other", issuer=asking.statistics)
    (second,) = asked(asking, other, by=asking.statistician)
    (found,) = duplicates(zone, APRIL)
    assert (found.unit, found.line.field.code) == (asking.zone.east, "output")
    assert found.requesters == [asking.bureau, asking.statistics]
    halt(asking.by(asking.zone.clerk), second.request, reason="重复要数", at=at("2024-04-02"))
    assert duplicates(zone, APRIL) == []
    assert first.request_id != second.request_id


def listed(asking: Asking, count: int, of: str = "east") -> None:
    unit = getattr(asking.zone, of)
    who = asking.zone.easterner if of == "east" else asking.zone.westerner
    tables = [ListedTable(str(n), f"表{n}", "某部门", "月") for n in range(1, count + 1)]
    list_tables(asking.by(who), unit, tables, at=at("2024-04-01"))


@proves("W4.2.3")
def test_338_tables_merged_to_243_and_157_to_57_are_shown_as_that() -> None:
    asking = an_asking_zone()
    zone = asking.zone
    listed(asking, 338)
    listed(asking, 157, "west")
    clerk = asking.by(zone.clerk)
    merges = [Merge(str(n), into="1") for n in range(244, 339)]
    reduce_tables(clerk, zone.east, merges, reason="合并同源表格", at=at("2024-04-02"))
    dropped = [Merge(str(n)) for n in range(58, 158)]
    reduce_tables(clerk, zone.west, dropped, reason="取消", at=at("2024-04-02"))
    east, west = reduction([zone.east, zone.west], reader_for(zone.clerk.pk, on=DAY))
    assert (east.before, east.after, east.change, str(round_half_up(east.rate, 1))) == (
        338,
        243,
        -95,
        "-28.1%",
    )
    assert (west.before, west.after, west.change, str(round_half_up(west.rate, 1))) == (
        157,
        57,
        -100,
        "-63.7%",
    )
    both = whole([east, west])
    assert (both.before, both.after, both.merged, both.dropped) == (495, 300, 95, 100)
    assert whole([]).rate.known is False


def test_a_list_read_again_changes_nothing_and_what_it_contradicts_is_refused() -> None:
    asking = an_asking_zone()
    listed(asking, 3)
    listed(asking, 3)
    assert CatalogueTable.objects.count() == 3
    by, east = asking.by(asking.zone.easterner), asking.zone.east
    for tables, code in (
        ([ListedTable("3", "另一张表")], "forms.table-listed"),
        ([ListedTable("4", "甲"), ListedTable("4", "乙")], "forms.table-listed"),
        ([ListedTable("4", " ")], "forms.title-missing"),
    ):
        with pytest.raises(Problem) as refused:
            list_tables(by, east, tables, at=at("2024-04-01"))
        assert refused.value.code == code


def test_tables_are_merged_once_into_one_that_stays() -> None:
    asking = an_asking_zone()
    zone = asking.zone
    listed(asking, 4)
    listed(asking, 1, "west")
    clerk = asking.by(zone.clerk)
    reduce_tables(clerk, zone.east, [Merge("2", "1")], reason="合并", at=at("2024-04-02"))
    for merges, reason, code in (
        ([Merge("2", "3")], "合并", "forms.reduced-already"),
        ([Merge("3", "2")], "合并", "forms.merge-chain"),
        ([Merge("1", "3")], "合并", "forms.merge-chain"),
        ([Merge("3", "3")], "合并", "forms.merge-chain"),
        ([Merge("3", "9")], "合并", "forms.field-unknown"),
        ([Merge("3", "1")], " ", "forms.reason-missing"),
    ):
        with pytest.raises(Problem) as refused:
            reduce_tables(clerk, zone.east, merges, reason=reason, at=at("2024-04-02"))
        assert refused.value.code == code
    with pytest.raises(Problem) as street:
        reduce_tables(asking.by(zone.easterner), zone.east, [Merge("3")], reason="x", at=at("2024-04-02"))
    assert street.value.code == "parties.not-allowed"
    mine = CatalogueTable.objects.get(unit=zone.east, number="3")
    abroad = CatalogueTable.objects.get(unit=zone.west)
    with pytest.raises(Problem) as by_sql:
        insert(Reduction(table=mine, into=abroad, reason="x"))
    assert by_sql.value.code == "forms.merge-elsewhere"


@proves("W4.2.1")
def test_a_unit_sees_what_it_is_asked_and_nothing_of_another_unit() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    east, west = asked(asking, form, asking.zone.east, asking.zone.west)
    sent(asking, east, {"invest": "1", "output": "2", "next": "推进"})

    def sees(person: int) -> tuple[list[Submission], int]:
        reader = reader_for(person, on=DAY)
        rows = Submission.objects.visible_to(reader).order_by("pk")
        return list(rows), Request.objects.visible_to(reader).count()

    assert sees(asking.zone.easterner.pk) == ([east], 1)
    assert sees(asking.zone.westerner.pk) == ([west], 1)
    assert sees(asking.asker.pk) == ([east, west], 1)
    reader = reader_for(asking.zone.westerner.pk, on=DAY)
    assert find_submission(west.pk, reader) == west
    for number in (east.pk, 10**6):
        with pytest.raises(Problem) as hidden:
            find_submission(number, reader)
        assert hidden.value.code == "forms.submission-not-found"


def test_what_is_not_there_is_refused_as_such() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    zone = asking.zone.zone
    assert find_form(zone, "monthly") == form
    assert newest_forms(zone) == [Form.objects.get()]
    with pytest.raises(Problem) as no_form:
        find_form(zone, "monthly", version=2)
    with pytest.raises(Problem) as no_request:
        find_request(1)
    assert [one.value.code for one in (no_form, no_request)] == [
        "forms.form-not-found", "forms.request-not-found",
    ]  # fmt: skip
