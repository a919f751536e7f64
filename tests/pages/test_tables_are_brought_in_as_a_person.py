"""Who brings tables in: for which units, and what is shown of others."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from jingkai.kernel.parties.models import Organisation, Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.tests.samples import hold
from tests.month.canaries import Planted, a_zone_with_figures, plant

from .reading import read
from .wizard import Looked, batch_of

pytestmark = pytest.mark.django_db

# The tax of both streets; the west one has another figure, which the easterner may not read.
TAXES = """2024年1-3月税收
单位：亿元
单位名称,税收
{east},1.6
{west},9.99
"""


@pytest.fixture
def planted() -> Planted:
    return plant(a_zone_with_figures())


@pytest.fixture
def table(planted: Planted, tmp_path: Path) -> tuple[str, str]:
    """The stored content of a table of both streets, and the query string of its page."""
    zone = planted.zone
    path = tmp_path / "税收.csv"
    path.write_text(TAXES.format(east=zone.east.name, west=zone.west.name), encoding="utf-8-sig")
    with path.open("rb") as content:
        sha256 = store(content).sha256
    return sha256, f"?sender={zone.east.pk}&caliber=认定&name=税收.csv"


def test_a_table_is_brought_in_for_ones_own_units(look: Callable[[str], Client], planted: Planted) -> None:
    own = look("东城干部").get("/economy/import").content.decode()
    assert f'<option value="{planted.zone.east.pk}"' in own
    assert planted.zone.west.name not in own
    refused = look("东城干部").post("/economy/import", {"sender": planted.zone.west.pk})
    assert "web.no-such-unit" in refused.content.decode()


def test_who_only_reads_the_figures_brings_none_in(
    look: Callable[[str], Client], planted: Planted, table: tuple[str, str]
) -> None:
    zone = planted.zone
    hold(a_person("只读干部", zone.office)[0], "principal", zone.zone, Scope.SUBTREE)
    sha256, query = table
    pages, address = look("只读干部"), f"/economy/import/{sha256}{query}"
    looked = Looked(address, read(pages.get(address)), pages.get(address).content.decode("utf-8"))
    before = Entry.objects.count()
    sent = pages.post(address, {"do": "bring", "seen": looked.seen})
    assert "parties.not-allowed" in read(sent).words
    assert Entry.objects.count() == before


def test_a_difference_is_shown_to_whoever_may_read_the_other_figure(
    look: Callable[[str], Client], planted: Planted, table: tuple[str, str]
) -> None:
    sha256, query = table
    page = f"/economy/import/{sha256}{query}"
    # The console is shown what the west street reported itself, the easterner is not.
    assert "7.8123亿元" in read(look("").get(page)).words
    east = read(look("东城干部").get(page)).words
    assert "7.8123" not in east
    assert "1.5亿元" in east


def test_only_units_that_one_may_know_of_are_offered_for_a_name(
    look: Callable[[str], Client], planted: Planted, tmp_path: Path
) -> None:
    zone = planted.zone
    path = tmp_path / "税收.csv"
    path.write_text(TAXES.format(east=zone.east.name, west="西城街道办"), encoding="utf-8-sig")
    with path.open("rb") as content:
        page = f"/economy/import/{store(content).sha256}?sender={zone.east.pk}&name=税收.csv"
    offered = f"即“{zone.west.name}”"
    assert offered in read(look("").get(page)).words
    east = read(look("东城干部").get(page)).words
    assert "“西城街道办”是哪个单位？" in east
    assert offered not in east


def test_a_batch_is_opened_by_whom_it_is_from_and_by_whoever_reads_all_of_it(
    look: Callable[[str], Client], planted: Planted, table: tuple[str, str]
) -> None:
    sha256, query = table
    page = f"/economy/import/{sha256}{query}"
    console = look("")
    response = console.get(page)
    at = Looked(page, read(response), response.content.decode())
    batch = batch_of(console.post(page, {"do": "bring", "seen": at.seen}).headers["Location"])
    entry = Entry.objects.get(batch=batch)
    assert (entry.act, entry.person) == ("facts.import", None)
    assert console.get(f"/economy/batches/{batch}").status_code == 200
    east = look("全区干部")
    hidden, absent = east.get(f"/economy/batches/{batch}"), east.get("/economy/batches/99999")
    assert (hidden.status_code, read(hidden).words) == (404, read(absent).words)
    # Nor does one find the table by what it holds.
    assert (
        east.get(page.replace(f"sender={planted.zone.east.pk}", f"sender={_body(east)}")).status_code == 404
    )


def _body(client: Client) -> str:
    """A unit that this person may send for."""
    html = client.get("/economy/import").content.decode()
    found = re.search(r'<option value="(\d+)"', html)
    assert found, Organisation.objects.count()
    return found[1]
