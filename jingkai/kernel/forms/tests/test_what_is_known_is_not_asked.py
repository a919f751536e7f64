from datetime import date

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.forms.models import Asked
from jingkai.kernel.forms.queries import standing_of
from jingkai.kernel.forms.sheet import sheet_of
from jingkai.kernel.messages.models import Addressee
from jingkai.kernel.problems import Problem
from tests.proof import proves

from .samples import MORNING, a_form, a_request, an_asking_zone, asked, fields, figure, known, the_form

pytestmark = pytest.mark.django_db


@proves("W4.2.1")
def test_a_cell_that_a_fact_answers_is_filled_with_the_fact_and_not_asked() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    (submission,) = asked(asking, form)
    invest, output, steps = sheet_of(submission).cells
    assert invest.filled is not None
    assert (str(invest.filled.quantity), invest.filled.fact.row.caliber) == ("38.62亿元", "统计")
    assert [one.asked for one in (invest, output, steps)] == [False, True, True]
    assert [one.line.field.code for one in Asked.objects.order_by("pk")] == ["output", "next"]


@proves("W4.2.1")
def test_the_best_caliber_that_the_form_names_fills() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "40", asking.zone.east, caliber="自报")
    known(asking, "固定资产投资", "38.62", asking.zone.east, caliber="统计")
    (submission,) = asked(asking, form)
    filled = sheet_of(submission).cells[0].filled
    assert filled is not None
    assert str(filled.quantity) == "38.62亿元"


def test_what_somebody_else_says_and_what_is_unknown_fills_nothing() -> None:
    """Only the field's owner answers for it; an unknown is asked."""
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "40", asking.zone.east, by=asking.zone.east, caliber="自报")
    (submission,) = asked(asking, form)
    assert [one.asked for one in sheet_of(submission).cells] == [True, True, True]


def test_a_field_of_the_year_to_date_takes_the_year_to_date() -> None:
    asking = an_asking_zone()
    fields(
        asking,
        figure("ytd", "固定资产投资", asking.statistics, span="ytd"),
        figure("m", "税收", asking.bureau),
    )
    known(asking, "固定资产投资", "90", asking.zone.east, period=Period.ytd(2024, 3))
    known(asking, "固定资产投资", "38", asking.zone.east)
    (submission,) = asked(asking, a_form(asking, ["ytd", "m"]))
    filled = sheet_of(submission).cells[0].filled
    assert filled is not None
    assert str(filled.quantity) == "90亿元"


@proves("W4.2.1")
def test_a_form_that_facts_answer_wholly_is_not_sent_out() -> None:
    asking = an_asking_zone()
    fields(asking, figure("invest", "固定资产投资", asking.statistics))
    form = a_form(asking, ["invest"])
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    with pytest.raises(Problem) as refused:
        a_request(asking, form)
    assert refused.value.code == "forms.nothing-asked"


def test_units_are_told_and_counted() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    asked(asking, form, asking.zone.east, asking.zone.west)
    told = Addressee.objects.filter(notice__kind="form").order_by("pk")
    assert [one.person for one in told] == [asking.zone.easterner, asking.zone.westerner]
    assert "需填 2 格，系统已填 1 格" in told[0].notice.title
    tally = standing_of(asking_request(), MORNING)
    assert (tally.units, tally.cells, tally.asked, tally.filled, tally.waiting) == (2, 6, 5, 1, 2)


def test_a_form_is_asked_for_a_period_of_its_kind() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    for period in (Period.of_year(2024), Period.ytd(2024, 3), Period.day(date(2024, 3, 1))):
        with pytest.raises(Problem) as refused:
            a_request(asking, form, period=period)
        assert refused.value.code == "forms.period-differs"


def asking_request():  # type: ignore[no-untyped-def]
    from jingkai.kernel.forms.models import Request

    return Request.objects.get()
