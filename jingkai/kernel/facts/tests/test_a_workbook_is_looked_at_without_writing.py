"""A look at a workbook says what an import of it would do, and writes nothing."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.engines.sheets.load import load_workbook
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.facts.workbooks.answered import answered_questions
from jingkai.kernel.facts.workbooks.beside import differing
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.looking import Look, look
from jingkai.kernel.facts.workbooks.outcome import Imported
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Organisation

from .samples import AT, CLERK, Zone, a_zone

pytestmark = pytest.mark.django_db

TABLE = """2024年1-3月主要指标
单位：亿元
单位名称,完成投资
向阳街道,5.5
朝霞街道,2.2
"""


@pytest.fixture
def zone() -> Zone:
    return a_zone()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "投资_2024年1-3月.csv", TABLE)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8-sig")
    return path


def sender(zone: Zone, unit: Organisation | None = None) -> Sender:
    return Sender(zone.zone, unit or zone.statistics, "统计")


def looked(zone: Zone, path: Path, answers: dict[str, str] | None = None, reason: str = "") -> Look:
    book = load_workbook(path)
    return look(book, sender(zone), on=AT.date(), answers=answers, reason=reason)


def told(one: Imported) -> dict[str, object]:
    """What both a look and an import say."""
    return {
        "facts": [(draft.name, draft.holder.name, str(draft.quantity)) for draft in one.facts],
        "changed": [(change.draft.source.cell, change.before.ref) for change in one.changed],
        "corrected": [(change.draft.source.cell, change.before.ref) for change in one.corrected],
        "unchanged": one.unchanged,
        "waiting": one.waiting,
        "questions": [question.id for question in one.questions],
        "refused": [refused.problem.code for refused in one.refused],
        "met": one.met,
    }


def test_a_look_says_what_the_import_does_and_writes_nothing(zone: Zone, table: Path) -> None:
    changed = write(table.parent / "更正_2024年1-3月.csv", TABLE.replace("5.5", "5.6"))
    again = {"answers": {}, "reason": ""}
    for path, more in (
        (table, again),
        (table, again),
        (changed, again),
        (changed, {**again, "reason": "核实"}),
    ):
        with CaptureQueriesContext(connection) as queries:
            before = told(looked(zone, path, **more).outcome)  # type: ignore[arg-type]
        assert not [one for one in queries if not one["sql"].startswith("SELECT")]
        assert told(import_workbook(CLERK, path, sender(zone), at=AT, **more)) == before  # type: ignore[arg-type]
    assert [one.text for one in Fact.objects.known_at().order_by("pk")][-1] == "5.6"


def test_a_measure_that_is_not_registered_is_looked_at_as_it_would_be(zone: Zone, table: Path) -> None:
    found = looked(zone, table)
    assert not Measure.objects.exists()
    kept = [(row.measure.base_unit, row.lo) for row in found.rows]
    import_workbook(CLERK, table, sender(zone), at=AT)
    assert [(one.measure.base_unit, one.lo) for one in Fact.objects.order_by("pk")] == kept


def test_an_answered_question_is_told_with_its_answer(zone: Zone, table: Path) -> None:
    (question,) = looked(zone, table).outcome.questions
    assert question.kind == "holder"
    answers = {question.id: "skip"}
    found = looked(zone, table, answers)
    (one,) = answered_questions(found, sender(zone).unit)
    assert (one.question, one.answer, one.remembered) == (question, "skip", None)
    import_workbook(CLERK, table, sender(zone), at=AT, answers=answers)
    (one,) = answered_questions(looked(zone, table), sender(zone).unit)
    assert one.remembered is not None
    assert (one.answer, one.remembered.at) == ("skip", AT)


def test_answers_alone_are_kept_each_time_they_change(zone: Zone, tmp_path: Path) -> None:
    """Nothing of such a table goes in, so nothing but the answers tells the calls apart."""
    table = write(tmp_path / "别区_2024年1-3月.csv", TABLE.replace("向阳街道", "晚霞街道"))
    one, other = looked(zone, table).outcome.questions
    first = import_workbook(CLERK, table, sender(zone), at=AT, answers={one.id: "skip"})
    again = import_workbook(CLERK, table, sender(zone), at=AT, answers={one.id: "skip"})
    assert first.batch is not None
    assert again.batch is None
    second = import_workbook(CLERK, table, sender(zone), at=AT, answers={other.id: "skip"})
    assert second.batch is not None
    assert second.batch != first.batch
    assert looked(zone, table).outcome.questions == []


def test_what_another_unit_said_of_the_same_place_stands_beside_it(zone: Zone, table: Path) -> None:
    import_workbook(CLERK, table, sender(zone), at=AT)
    other = write(table.parent / "另报_2024年1-3月.csv", TABLE.replace("5.5", "5.9"))
    book = load_workbook(other)
    found = look(book, sender(zone, zone.zone), on=AT.date())
    (one,) = differing(found.understood.drafts, None)
    assert (one.draft.quantity.text, [there.row.text for there in one.others]) == ("5.9", ["5.5"])
    assert differing(looked(zone, other).understood.drafts, None) == []
