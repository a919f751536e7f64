"""Corrections are new rows in the same place, and say why."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Source
from jingkai.kernel.facts.known import history, known
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct, correction
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.translate import translate
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.records.writing import writing
from tests.proof import proves

from .samples import AT, CLERK, MARCH, Zone, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    return a_zone()


def published(zone: Zone, value: str = "38.62") -> Fact:
    return Fact.objects.get(batch=recorded(a_draft(zone, value, caliber="公布")))


def correct_to(fact: Fact, value: str) -> Fact:
    quantity = Quantity.exactly(value, "亿元", text=value)
    return correct(CLERK, fact.pk, quantity, reason="错位", source="财政部来函", at=AT + timedelta(days=1))


def shown(as_of: int | None = None) -> list[str]:
    return [str(one.quantity) for one in known(MARCH, as_of)]


def code_of_inserting(row: Fact) -> str:
    """The code with which the database refuses the row behind the services' back."""
    row.batch, row.row_hash = Batch(kind="attack"), "0" * 64
    row.batch.save(force_insert=True)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError as error:
        problem = translate(error)
        assert problem is not None
        return problem.code
    return ""


@proves("INV.1", "K4.1.3")
def test_a_correction_is_a_new_row_and_the_old_one_is_known_as_of_before(zone: Zone) -> None:
    fact = published(zone)
    before = latest()
    newer = correct_to(fact, "38.26")
    assert shown() == ["38.26亿元"]
    assert shown(before) == ["38.62亿元"]
    assert [str(one.quantity) for one in history(newer)] == ["38.62亿元", "38.26亿元"]
    assert newer.reason == "错位"


def test_when_the_correction_is_withdrawn_the_first_figure_counts_again(zone: Zone) -> None:
    newer = correct_to(published(zone), "38.26")
    withdraw(CLERK, newer.batch, at=AT, reason="撤回更正")
    assert shown() == ["38.62亿元"]


def test_when_a_correction_between_two_is_withdrawn_the_last_one_still_counts_alone(zone: Zone) -> None:
    second = correct_to(published(zone), "38.26")
    correct_to(second, "38.20")
    withdraw(CLERK, second.batch, at=AT, reason="撤回第一次更正")
    assert shown() == ["38.20亿元"]


def test_a_correction_says_why(zone: Zone) -> None:
    with pytest.raises(Problem) as refusal:
        correct(CLERK, published(zone).pk, Quantity.exactly("1", "亿元"), reason=" ", source="x", at=AT)
    assert refusal.value.code == "facts.reason-missing"


def test_what_was_corrected_is_corrected_at_its_last_row(zone: Zone) -> None:
    fact = published(zone)
    newer = correct_to(fact, "38.26")
    with pytest.raises(Problem) as refusal:
        correct_to(fact, "38.25")
    assert refusal.value.code == "facts.superseded-already"
    assert f"fact:{newer.pk}" in refusal.value.en


def test_what_is_not_known_is_not_corrected(zone: Zone) -> None:
    fact = published(zone)
    withdraw(CLERK, fact.batch, at=AT, reason="传错文件")
    with pytest.raises(Problem) as refusal:
        correct_to(fact, "38.26")
    assert refusal.value.code == "facts.not-known"


@proves("K4.1.2")
def test_nobody_edits_a_statistical_figure(zone: Zone) -> None:
    fact = Fact.objects.get(batch=recorded(a_draft(zone, caliber="统计")))
    with pytest.raises(Problem) as refusal:
        correct_to(fact, "99")
    assert refusal.value.code == "facts.statistical-only-by-import"
    assert shown() == ["38.62亿元"]


@proves("K4.1.2", "INV.1")
def test_the_database_too_lets_only_an_import_supersede_a_statistical_figure(zone: Zone) -> None:
    fact = Fact.objects.get(batch=recorded(a_draft(zone, caliber="统计")))
    row = correction(fact, Quantity.exactly("40", "亿元"), reason="年报修订")
    row.source = "没有文件"
    with pytest.raises(Problem) as refusal, writing(CLERK, act="attack", at=AT) as call:
        call.add(row)
    assert refusal.value.code == "facts.statistical-only-by-import"

    with writing(CLERK, act="facts.import", at=AT) as call:
        file = call.add(File(sha256="0" * 64, name="年报.xlsx", size=1, media_type=""))
        call.add(correction(fact, Quantity.exactly("40", "亿元"), reason="年报修订", file=file))
    assert shown() == ["40亿元"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("caliber", "自报"), ("nature", "planned"), ("category", "工业"), ("step", 2), ("reason", "  ")],
)
@proves("INV.1")
def test_the_database_refuses_a_correction_of_another_place(zone: Zone, column: str, value: object) -> None:
    row = correction(published(zone), Quantity.exactly("40", "亿元"), reason="错位")
    row.source = "来函"
    setattr(row, column, value)
    assert code_of_inserting(row) == ("facts.reason-missing" if column == "reason" else "facts.other-series")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"source": Source()}, "facts.incomplete"),
        ({"name": " "}, "facts.incomplete"),
        ({"caliber": ""}, "facts.incomplete"),
        ({"caliber": "估计"}, "facts.unknown-word"),
        ({"nature": "perhaps"}, "facts.unknown-word"),
        ({"aspect": "colour"}, "facts.unknown-word"),
    ],
)
def test_a_fact_without_what_it_needs_is_refused_and_nothing_of_the_call_is_written(
    zone: Zone, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        recorded(a_draft(zone), a_draft(zone, **change))
    assert refusal.value.code == code
    assert not Fact.objects.exists()


@pytest.mark.parametrize("column", ["unit", "caliber", "nature", "source"])
@proves("K4.1.2")
def test_the_database_refuses_a_fact_without_unit_caliber_nature_or_source(zone: Zone, column: str) -> None:
    fact = published(zone)
    fact.pk = None
    setattr(fact, column, "")
    assert code_of_inserting(fact) == "facts.incomplete"
