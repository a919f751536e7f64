"""Stages have prerequisites; what was reached is an event, and promised dates keep their baseline."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jingkai.engines.documents import Words
from jingkai.kernel.parties.services.organisations import found_zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.translate import translate
from jingkai.kernel.registers.events import milestones, standing
from jingkai.kernel.registers.models import Milestone, StageEvent, Subject
from jingkai.kernel.registers.services import enter, promise, reach, withdraw_event
from jingkai.kernel.registers.stages import Stage, Stages
from tests.proof import proves

from .samples import AT, declare

pytestmark = pytest.mark.django_db

CLERK = Actor()


@pytest.fixture
def subject() -> Subject:
    declare()
    zone = found_zone(CLERK, "滨河经济开发区", since=date(2015, 1, 1), at=AT)
    return enter(CLERK, "project", "二期厂房", zone, at=AT)


def go(subject: Subject, stage: str, *day: int) -> StageEvent:
    return reach(CLERK, subject, stage, date(*day), at=AT)


@proves("K4.1.1")
def test_a_stage_whose_prerequisite_is_missing_is_refused_by_name(subject: Subject) -> None:
    with pytest.raises(Problem) as refusal:
        go(subject, "started", 2024, 3, 1)
    assert refusal.value.code == "registers.stage-missing"
    assert "还没有“签约”，不能登记“开工”" in refusal.value.zh
    assert "has not reached “contract signed”: “begun” can't be entered" in refusal.value.en
    go(subject, "signed", 2024, 2, 1)
    go(subject, "started", 2024, 3, 1)
    assert list(standing().values_list("stage", flat=True)) == ["signed", "started"]


def test_when_the_prerequisite_was_withdrawn_it_is_missing_again(subject: Subject) -> None:
    signed = go(subject, "signed", 2024, 2, 1)
    withdraw_event(CLERK, signed.pk, date(2024, 2, 10), reason="合同解除", at=AT)
    with pytest.raises(Problem) as refusal:
        go(subject, "started", 2024, 3, 1)
    assert refusal.value.code == "registers.stage-missing"
    go(subject, "signed", 2024, 2, 20)
    go(subject, "started", 2024, 3, 1)


@pytest.mark.parametrize(
    ("stage", "day", "code"),
    [
        ("started", (2024, 1, 31), "registers.stage-backwards"),
        ("signed", (2024, 2, 2), "registers.reached-already"),
        ("opened", (2024, 2, 2), "registers.stage-unknown"),
    ],
)
def test_what_is_refused(subject: Subject, stage: str, day: tuple[int, int, int], code: str) -> None:
    go(subject, "signed", 2024, 2, 1)
    with pytest.raises(Problem) as refusal:
        go(subject, stage, *day)
    assert refusal.value.code == code


_SAID = Words(zh="阶段", en="stage")


@pytest.mark.parametrize("needs", [{"a": ("b",), "b": ("a",)}, {"a": ("c",), "b": ()}, {"a": ("a",)}])
def test_stages_that_need_each_other_or_nothing_there_are_refused(needs: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Problem) as refusal:
        Stages("x", tuple(Stage(code=one, title=_SAID, needs=before) for one, before in needs.items()))
    assert refusal.value.code == "registers.stages-circular"


def test_a_stage_that_is_not_declared_is_not_promised(subject: Subject) -> None:
    with pytest.raises(Problem) as refusal:
        promise(CLERK, subject, "opened", date(2022, 12, 31), at=AT)
    assert refusal.value.code == "registers.stage-unknown"
    assert "signed" not in refusal.value.zh
    assert "contract signed, begun, roofed" in refusal.value.en


def test_a_promised_date_is_changed_with_a_reason_and_the_old_one_stays(subject: Subject) -> None:
    promise(CLERK, subject, "roofed", date(2022, 12, 31), at=AT)
    with pytest.raises(Problem) as refusal:
        promise(CLERK, subject, "roofed", date(2023, 3, 31), at=AT)
    assert refusal.value.code == "registers.event-mismatch"
    promise(CLERK, subject, "roofed", date(2023, 3, 31), reason="雨季停工，经批准", at=AT)
    assert list(milestones().values_list("due", flat=True)) == [date(2023, 3, 31)]
    assert list(Milestone.objects.order_by("pk").values_list("due", flat=True)) == [
        date(2022, 12, 31), date(2023, 3, 31),
    ]  # fmt: skip


@proves("INV.1")
def test_the_database_refuses_a_withdrawal_of_another_subjects_event(subject: Subject) -> None:
    signed = go(subject, "signed", 2024, 2, 1)
    other = enter(CLERK, "project", "三期厂房", subject.holder, at=AT)
    batch = Batch(kind="attack")
    batch.save(force_insert=True)
    row = StageEvent(
        subject=other, stage="signed", on=date(2024, 3, 1), withdraws=signed, reason="x", batch=batch,
        row_hash="0" * 64,
    )  # fmt: skip
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        row.save(force_insert=True)
    problem = translate(error.value)
    assert problem is not None
    assert problem.code == "registers.event-mismatch"
