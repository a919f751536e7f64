"""A zone that took over the lights of Ouhai or Dazu: the ledger shows them with their rule, and a form fills them."""

from pathlib import Path

import pytest

from jingkai.kernel.flows.models import Progress
from jingkai.kernel.flows.tests.test_what_a_month_and_a_share_say import CHOSEN
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.remembering import forget
from jingkai.kernel.rules.services import ship_folder
from tests.proof import proves

from .desk import Desk, page_of, text_of
from .test_the_ledger_shows_what_is_open import LEDGER, titles


def lit_as(desk: Desk, folder: Path, city: str) -> list[Matter]:
    """Two matters that the east street signed for on 8 January, in a zone lit as that city."""
    desk.zone  # noqa: B018  the shipped rules come first
    (folder / "light.yaml").write_text(CHOSEN.format(city=city), encoding="utf-8")
    ship_folder(folder, at=AT)
    both = [desk.a_matter("甲：排水口"), desk.a_matter("乙：充电棚")]
    desk.at(at("2024-01-08"))
    for one in both:
        for name in ("accept", "begin"):
            assert desk.move(desk.zone.easterner, one, name).status_code == 302
    return both


@proves("W3.3.3")
def test_a_month_missed_and_made_up_in_the_ledger_and_on_the_page(desk: Desk, tmp_path: Path) -> None:
    first, second = lit_as(desk, tmp_path, "ouhai")
    east = desk.zone.easterner
    desk.at(at("2024-02-20"))
    assert desk.move(east, first, "progress", note="清淤 100 米").status_code == 302
    desk.at(at("2024-03-05"))
    page = text_of(desk.get(desk.zone.clerk, LEDGER))
    assert "灯按“瓯海按月三色灯”" in page
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?light=red"))) == ["乙：充电棚"]
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?light=green"))) == ["甲：排水口"]
    # The form offers the month that is missing first, and says so beside.
    page = text_of(desk.get(east, page_of(second)))
    assert page.index('value="2024-02"') < page.index('value="2024-03"')
    assert "未反馈" in page
    assert desk.move(east, second, "progress", note="补报二月", month="2024-02").status_code == 302
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?light=yellow"))) == ["乙：充电棚"]
    page = text_of(desk.get(desk.zone.clerk, page_of(second)))
    assert "反馈2024年2月" in page
    assert "补报" in page
    english = text_of(desk.get(desk.zone.clerk, page_of(second) + "?lang=en", "en"))
    assert "made up late" in english
    assert "Month by month" in english


@proves("W3.3.3")
def test_a_share_in_the_ledger_and_one_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    first, _ = lit_as(desk, tmp_path, "dazu")
    east = desk.zone.easterner
    refused = desk.move(east, first, "progress", note="过半", share="一半")
    assert refused.status_code == 400
    assert "flows.progress-share" in text_of(refused)
    assert 'value="一半"' in text_of(refused)
    assert not Progress.objects.exists()
    assert desk.move(east, first, "progress", note="过半", share="62.5").status_code == 302
    page = text_of(desk.get(desk.zone.clerk, LEDGER))
    assert "大足五色灯" in page
    assert "六成以上" in page
    assert "完成 62.5%" in text_of(desk.get(desk.zone.clerk, page_of(first)))
    # Of the other nobody said how much is done: no light, and it is counted so.
    assert titles(text_of(desk.get(desk.zone.clerk, f"{LEDGER}?light=none"))) == ["乙：充电棚"]


def test_a_ledger_lit_case_by_case_costs_as_many_queries_for_many(desk: Desk, tmp_path: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        forget()
        with CaptureQueriesContext(connection) as seen:
            desk.get(desk.zone.clerk, LEDGER)
        return len(seen)

    lit_as(desk, tmp_path, "ouhai")
    two = queries()
    for number in range(6):
        desk.a_matter(f"另 {number}")
    assert queries() == two


@pytest.mark.parametrize("month", ["2024-13", "x"])
def test_a_month_that_is_none_is_refused(desk: Desk, tmp_path: Path, month: str) -> None:
    first, _ = lit_as(desk, tmp_path, "ouhai")
    refused = desk.move(desk.zone.easterner, first, "progress", note="在办", month=month)
    assert refused.status_code == 400
    assert "supervision.day-unreadable" in text_of(refused)
