"""Agencies of the sample apply for a rating: one waits to be checked, one is consulted on, one was graded."""

import pytest

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.messages.models import Addressee
from jingkai.kernel.records.models import Entry
from jingkai.kernel.registers.filed import files_of
from jingkai.kernel.registers.mended import holding, mended
from jingkai.kernel.registers.models import Application, Consultation
from jingkai.kernel.rounds.models import Consequence, Round
from jingkai.site.sample.writing import Written
from jingkai.site.sample.writing.applications import write_applications
from jingkai.site.sample.writing.people import read_parties
from tests.proof import proves

pytestmark = pytest.mark.django_db


@proves("A3.3.1")
def test_one_waits_one_is_consulted_on_and_one_was_graded(sample: Written) -> None:
    rows = list(Application.objects.order_by("pk"))
    assert [state_of(one.case) for one in rows] == ["applied", "consulting", "submitted"]
    asked = Consultation.objects.order_by("pk")
    assert [[state_of(one.case) for one in asked.filter(application=row)] for row in rows] == [
        [],
        ["agreed"] * 2 + ["asked"] * 3,
        ["agreed"] * 5,
    ]
    (grade,) = Consequence.objects.filter(result__grading__round__rule__key="round.credit-rating")
    assert (grade.key, state_of(grade.case)) == ("four", "in-effect")
    assert grade.result is not None
    assert grade.result.entrant.subject == rows[2].subject


@proves("A3.3.1")
def test_each_was_filed_with_papers_and_what_was_mended_is_what_holds(sample: Written) -> None:
    rows = list(Application.objects.order_by("pk"))
    for row in rows:
        files = files_of(list(row.case.moves.order_by("n")))
        assert [one.file.name.partition("：")[0] for one in files] == ["申请表", "营业执照", "自评报告"]
        assert all("（样例）" in one.file.name for one in files)
    found = mended([one.subject for one in rows])
    assert [holding(one.subject, found)["自评等级"] for one in rows] == ["AAA", "AAAA", "AAAA"]
    assert rows[1].subject.fields["自评等级"] == "AAAAA"
    waits = Addressee.objects.filter(notice__ref=rows[0].ref, person__name="考核办 主要负责人")
    assert waits.count() == 1


def test_a_second_time_nothing_is_written(sample: Written) -> None:
    parties = read_parties(sample.zone, Entry.objects.order_by("seq")[0].at.astimezone(SHANGHAI))
    before = [one.objects.count() for one in (Application, Consultation, Round, Move, Entry)]
    write_applications(parties, Entry.objects.order_by("seq").last().at)  # type: ignore[union-attr]
    assert [one.objects.count() for one in (Application, Consultation, Round, Move, Entry)] == before
