"""The whole sample zone goes out into a workbook and comes back: nothing changed, nothing asked, nothing refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.tests.exports import HEADINGS, grids, nothing_new
from jingkai.kernel.facts.workbooks.exporting import facts_of, write_export
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from jingkai.site.sample.writing import Written
from tests.proof import proves

pytestmark = pytest.mark.usefixtures("sample")
AT = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)


@proves("INV.6")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_of_the_sample_is_known_already(sample: Written, tmp_path: Path, lang: str) -> None:
    zone, before = find_zone(sample.zone, AT.date()), latest()
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_export(first, zone, facts_of(zone, reader=None), before, lang)  # type: ignore[arg-type]
    done = import_workbook(SYSTEM, first, Sender(zone, zone, "自报"), at=AT)
    assert nothing_new(done)
    assert done.unchanged == Fact.objects.count() == len(grids(first)[0]) - HEADINGS
    assert latest() == before
    write_export(second, zone, facts_of(zone, reader=None), before, lang)  # type: ignore[arg-type]
    assert grids(second) == grids(first)
    marks = {row[10] for row in load_workbook(first).worksheets[0].iter_rows(min_row=4, values_only=True)}
    assert {None, "≥", "≈", "<", ">"} <= marks
