"""The same table, sent in by two people in the same moment, is one batch."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connections
from django.test import Client
from django.utils import timezone

from jingkai.kernel.facts.measures import register_measure
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import BatchLive
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET
from .wizard import Wizard, batch_of

PEOPLE = 4


@proves("W5.2.1")
def test_two_people_bring_in_the_same_table_at_once(founded: Shell, tmp_path: Path) -> None:
    table = tmp_path / "三月_2024年1-3月.csv"
    table.write_text(SHEET, encoding="utf-8-sig")
    at = Wizard(Client(HTTP_HOST="localhost")).open(table)
    together = Barrier(PEOPLE, timeout=30)

    def one_of_them(number: int) -> int:
        try:
            together.wait()
            return batch_of(Wizard(Client(HTTP_HOST="localhost")).bring(at))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as people:
        batches = set(people.map(one_of_them, range(PEOPLE)))
    assert len(batches) == 1
    assert BatchLive.objects.filter(batch__kind="facts.import").count() == 1
    assert Fact.objects.known_at().filter(text="38.62").count() == 1
    assert Measure.objects.known_at().filter(name="固定资产投资", aspect="amount").count() == 1


@proves("W5.2.1")
def test_what_a_colleague_registers_meanwhile_changes_nothing_that_was_shown(
    founded: Shell, tmp_path: Path
) -> None:
    """Measures are registered before the batch: who brings the table in between the two sees what they saw."""
    table = tmp_path / "三月_2024年1-3月.csv"
    table.write_text(SHEET, encoding="utf-8-sig")
    mine = Wizard(Client(HTTP_HOST="localhost"))
    at = mine.open(table)
    assert not Measure.objects.known_at().filter(name="固定资产投资").exists()
    register_measure(SYSTEM, "固定资产投资", unit="万元", at=timezone.now())
    batch_of(mine.bring(at))
    assert BatchLive.objects.filter(batch__kind="facts.import").count() == 1
