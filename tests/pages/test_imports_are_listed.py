"""The tables that came in: from whom, what they changed, whether they are in force."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.by_hand import enter
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import Zone, a_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Basis, Batch
from jingkai.kernel.records.writing import writing
from jingkai.systems.economy.importing import imports
from tests.month.canaries import a_zone_with_figures, plant
from tests.month.commands import Shell
from tests.proof import proves

from .reading import read

AT = datetime(2024, 4, 9, 9, tzinfo=UTC)
MONTH = "/economy/month?period=2024-03"


def batch_of(text: str) -> int:
    return Fact._base_manager.filter(text=text).order_by("pk")[0].batch_id


@proves("W2.1.3")
def test_each_table_stands_there_with_its_sender_and_what_became_of_it(site: Client, founded: Shell) -> None:
    page = read(site.get("/economy/imports"))
    assert [text for text, _ in page.links if text.endswith(".csv")] == [
        "街镇_2024年1-3月.csv", "财政_2024年1-3月.csv", "经发_2024年1-3月.csv",
    ]  # fmt: skip
    assert {"统计办", "财政审计部", "有效"} <= page.texts
    assert "新数据 2" in page.texts
    batch = batch_of("5.5")
    assert page.link("街镇_2024年1-3月.csv").startswith(f"/economy/batches/{batch}")
    assert founded("undo", str(batch), "--reason", "口径有误").code == 0
    gone = read(site.get("/economy/imports"))
    assert "已撤回" in gone.texts
    assert "撤回：口径有误" in gone.words


@proves("W2.1.3")
def test_of_one_unit_what_it_sent(site: Client) -> None:
    unit = Organisation.objects.get(name="财政审计部")
    page = read(site.get(f"/economy/imports?unit={unit.pk}"))
    assert [text for text, _ in page.links if text.endswith(".csv")] == ["财政_2024年1-3月.csv"]


@proves("W2.1.3")
def test_a_long_list_has_pages(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "PAGE", 2)
    first = read(site.get("/economy/imports"))
    assert sum(text.endswith(".csv") for text, _ in first.links) == 2
    second = read(site.get(first.link("更早的")))
    assert [text for text, _ in second.links if text.endswith(".csv")] == ["经发_2024年1-3月.csv"]
    assert "更早的" not in second.texts


def typed(*values: str) -> Batch:
    """Figures of 2022 and the years before, typed by the finance department."""
    unit = Organisation.objects.get(name="财政审计部")
    assert unit.parent is not None
    drafts = [
        Draft(
            "科技支出", unit.parent, Period.of_year(2022 - before), Quantity.exactly(value, "万元", text=value), unit,
            Source(words="决算"), caliber="公布",
        )
        for before, value in enumerate(values)
    ]  # fmt: skip
    batch = enter(Actor(), unit, drafts, at=AT)
    assert batch is not None
    return batch


@proves("W2.1.3")
def test_what_was_typed_stands_there_and_is_taken_back_like_a_table(site: Client) -> None:
    batch = typed("1653", "1520")
    page = read(site.get("/economy/imports"))
    (first,) = [row for row in page.links if row[1].startswith(f"/economy/batches/{batch.pk}")]
    assert first[0] == "手工录入"
    one = read(site.get(first[1]))
    assert {"1,653万元", "1,520万元", "撤回"} <= one.texts
    assert re.search("手工录入 · .+ 决算", one.words)
    # A fact of it leads to its batch.
    fact = Fact.objects.get(text="1653")
    assert read(site.get(f"/economy/facts/{fact.pk}")).link(f"批次 {batch.pk}").startswith(first[1])
    assert site.post(first[1], {"reason": ""}).status_code == 400
    assert site.post(first[1], {"reason": "录错"}).status_code == 302
    assert not Fact.objects.known_at().filter(text="1653").exists()
    assert "撤回：录错" in read(site.get("/economy/imports")).words


@proves("W2.1.3", "INV.8")
def test_what_was_typed_and_published_stays_and_is_corrected(site: Client) -> None:
    batch = typed("1653")
    with writing(Actor(), act="test", at=AT) as call:
        call.add(Basis(ref="month:1", stands_on=batch))
    page = read(site.get(f"/economy/batches/{batch.pk}"))
    assert "撤回" not in page.texts
    assert "不能撤回" in page.texts
    assert "可以逐个更正" in page.words
    answer = site.post(f"/economy/batches/{batch.pk}", {"reason": "录错"})
    assert answer.status_code == 400
    fact = Fact.objects.known_at().get(text="1653")
    assert "更正" in [text for text, _ in read(site.get(f"/economy/facts/{fact.pk}")).links]


@proves("W2.2.3")
def test_a_proof_leads_to_the_batch(site: Client) -> None:
    batch = batch_of("2.18")
    proof = read(site.get(read(site.get(MONTH)).link("2.18")))
    page = read(site.get(proof.link(f"批次 {batch}")))
    assert f"批次 {batch}" in page.words
    assert "经发_2024年1-3月.csv" in page.words


@proves("W2.2.2")
def test_a_unit_without_rows_says_what_it_sent_and_owns(site: Client) -> None:
    unit = Organisation.objects.get(name="财政审计部")
    owned = {"name": "税收", "formula": 'fact("一般公共预算收入", ytd)', "unit": "亿元", "owner": unit}
    define_indicator(Actor(), Organisation.objects.get(pk=unit.root), "tax", at=AT, **owned)
    page = read(site.get(f"{MONTH}&unit={unit.pk}"))
    assert "财政审计部在2024年3月没有自己的指标数据" in page.words
    assert "jingkai import" not in page.words
    assert page.link("税收").startswith("/economy/indicators/tax")
    sent = read(site.get(page.link("它报送过 1 张表")))
    assert "财政_2024年1-3月.csv" in sent.words
    assert page.link("导入表格").startswith("/economy/import")


@pytest.fixture
def west(tmp_path: Path) -> Zone:
    """A zone whose west street sent its taxes, which a reader of the east street does not read."""
    zone = plant(a_zone_with_figures()).zone
    a_person("外人", zone.office)
    path = tmp_path / "西城税收.csv"
    path.write_text(
        f"2024年1-3月税收\n单位：亿元\n单位名称,税收\n{zone.west.name},9.99\n", encoding="utf-8-sig"
    )
    done = import_workbook(
        Actor(), path, Sender(zone.zone, zone.west, "认定", None), at=AT, name="西城税收.csv", answers={}
    )
    assert done.batch is not None
    return zone


@pytest.mark.django_db
@proves("INV.7")
def test_a_table_of_figures_that_one_does_not_read_is_not_listed(
    look: Callable[[str], Client], west: Zone
) -> None:
    page = read(look("").get("/economy/imports"))
    batch = page.link("西城税收.csv")
    assert "西城税收.csv" in page.texts
    for person in ("东城干部", "外人"):
        pages = look(person)
        assert "西城税收" not in read(pages.get("/economy/imports")).words
        assert pages.get(batch).status_code == 404
        assert pages.get(f"/economy/imports?unit={west.west.pk}").status_code == 404
