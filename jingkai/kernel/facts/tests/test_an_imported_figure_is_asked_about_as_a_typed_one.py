"""A figure of a workbook that can hardly be waits: to be mended, or for the reason why it is so."""

from pathlib import Path

import pytest

from jingkai.engines.sheets import Question
from jingkai.kernel.facts.models import Answer, Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.outcome import Imported
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.rules.services.ship import ship
from tests.proof import proves

from .samples import AT, CLERK, Zone, a_draft, a_zone

pytestmark = pytest.mark.django_db

TABLE = """2024年3月主要指标
单位名称,高新技术企业（家）,平均在岗职工（人）,从业人员（人）,税收占比（%）
向阳街道,-12,5.2,5.2,883
财政审计部,3,7,6.3,12
"""


@pytest.fixture
def zone() -> Zone:
    found = a_zone()
    ship(at=AT)
    return found


def brought(zone: Zone, folder: Path, answers: dict[str, str] | None = None) -> Imported:
    path = folder / "指标_2024年3月.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return import_workbook(CLERK, path, Sender(zone.zone, zone.statistics, "自报"), at=AT, answers=answers)


def of(found: Imported, kind: str) -> Question:
    (one,) = [question for question in found.questions if question.kind == kind]
    return one


@proves("W1.3.5")
def test_what_can_hardly_be_waits_at_its_cell(zone: Zone, tmp_path: Path) -> None:
    found = brought(zone, tmp_path)
    assert of(found, "negative").cells == ("B3",)
    # Nothing may be answered: the table is mended.
    assert (of(found, "negative").options, of(found, "negative").form) == ((), None)
    # One question for the figures of one indicator; an average has fractions.
    assert of(found, "fraction").cells == ("D3", "D4")
    assert of(found, "beyond").cells == ("E3",)
    assert {one.cell for one in found.waiting} >= {"B3", "D3", "D4", "E3"}
    assert sorted((row.measure.name, row.text) for row in Fact.objects.all()) == [
        ("平均在岗职工", "5.2"),
        ("平均在岗职工", "7"),
        ("税收占比", "12"),
        ("高新技术企业", "3"),
    ]


@proves("W1.3.5")
def test_with_a_reason_it_goes_in_and_the_reason_is_kept(zone: Zone, tmp_path: Path) -> None:
    first = brought(zone, tmp_path)
    beyond, negative = of(first, "beyond"), of(first, "negative")
    found = brought(zone, tmp_path, {beyond.id: "含上年结转", negative.id: "确实如此"})
    assert [one.name for one in found.facts] == ["税收占比"]
    assert Fact.objects.get(text="883").measure.name == "税收占比"
    kept = Answer.objects.known_at().get(question__startswith="beyond|税收占比|")
    assert kept.answer == "含上年结转"
    # No reason makes fewer firms than none.
    assert of(found, "negative").id == negative.id
    assert any(one.kind == "answer" and negative.id in one.text for one in found.warnings)
    # What was answered is not asked again of these figures; left out they stay out.
    again = brought(zone, tmp_path, {of(first, "fraction").id: "skip"})
    assert {one.kind for one in again.questions} == {"negative"}
    assert not Fact.objects.filter(measure__name="从业人员").exists()


@proves("W1.3.5")
def test_the_other_sign_and_what_no_zone_has_wait_as_well(zone: Zone, tmp_path: Path) -> None:
    record(CLERK, [a_draft(zone, name="工业投资", caliber="自报")], at=AT)
    path = tmp_path / "指标_2024年4月.csv"
    path.write_text(
        "2024年1-4月主要指标\n单位名称,工业投资（万元）,工业总产值（亿元）\n滨河经济开发区,-99999999,20000\n",
        encoding="utf-8-sig",
    )
    sender = Sender(zone.zone, zone.statistics, "自报")
    found = import_workbook(CLERK, path, sender, at=AT)
    assert (of(found, "sign").cells, of(found, "vast").cells) == (("B3",), ("C3",))
    assert found.facts == []
    answers = {of(found, "sign").id: "冲减上年", of(found, "vast").id: "含市域"}
    again = import_workbook(CLERK, path, sender, at=AT, answers=answers)
    assert sorted(one.name for one in again.facts) == ["工业总产值", "工业投资"]
