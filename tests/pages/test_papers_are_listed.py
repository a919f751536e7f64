"""The papers of a zone as a list: what each is called, its number, where it stands; of what one may see."""

import pytest

from jingkai.kernel.papers.tests.samples import Press, a_paper, a_press, an_issued
from jingkai.kernel.parties.models import Person
from tests.harness import Reads
from tests.proof import proves

from .reading import Found, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def press() -> Press:
    return a_press()


def page(reads: Reads, person: Person, query: str = "") -> Found:
    answer = reads(person).get(f"/papers{query}")
    assert answer.status_code == 200
    return read(answer)


def listed(found: Found) -> list[str]:
    return [address for _, address in found.links if address.startswith("/papers/")]


@proves("W1.4.1")
def test_each_stands_there_with_number_kind_state_day_and_unit(press: Press, reads: Reads) -> None:
    issued = an_issued(press, "one")
    draft = a_paper(press, "two", slots={"subject": "清理河道", "points": ["请清理。"]})
    found = page(reads, press.zone.clerk)
    assert listed(found) == [f"/papers/{draft.pk}", f"/papers/{issued.paper_id}"]
    assert {issued.number.label, str(issued.day), "通知", press.zone.office.name} <= found.texts
    assert {"还没有文号", "共 2 件"} <= found.texts
    for query, papers in (
        ("?state=issued", [issued.paper_id]),
        ("?q=河道", [draft.pk]),
        (f"?q={issued.number.label}", [issued.paper_id]),
        ("?kind=paper.notice", [draft.pk, issued.paper_id]),
        (f"?of={press.zone.east.pk}", []),
    ):
        assert listed(page(reads, press.zone.clerk, query)) == [f"/papers/{one}" for one in papers], query
    assert "Issued by" in page(reads, press.zone.clerk, "?lang=en").texts


@proves("W1.4.1", "INV.7")
def test_what_one_may_not_see_is_neither_listed_nor_counted(press: Press, reads: Reads) -> None:
    issued = an_issued(press, "one")
    a_paper(press, "two", slots={"subject": "清理河道", "points": ["请清理。"]})
    # It went to the east street; the west street hears of neither.
    assert listed(page(reads, press.zone.easterner)) == [f"/papers/{issued.paper_id}"]
    west = page(reads, press.zone.westerner)
    assert listed(west) == []
    assert {"没有您可以看到的文书。", "共 0 件"} <= west.texts
    assert press.zone.office.name not in west.texts
