"""督办通报: counted by how they stand and by unit; what was withdrawn is not counted, what was split by its parts."""

from datetime import date

from jingkai.kernel.matters.services import Draft, move, open_split
from jingkai.kernel.matters.tests.samples import FRIDAY, REGISTERED, at, report
from tests.proof import proves

from .desk import Desk, text_of

REPORT = "/supervision/report?since=2024-01-01&until=2024-01-31"


@proves("W3.1.3")
def test_counts_in_words_and_by_unit(desk: Desk) -> None:
    zone = desk.zone
    clerk = zone.actor(zone.clerk)
    closed, gone = desk.a_matter("办完的"), desk.a_matter("撤销的")
    desk.a_matter("逾期的", due=date(2024, 1, 15))
    report(zone, closed, zone.easterner)
    for name in ("verify", "close"):
        move(clerk, closed, name, at=at("2024-01-22"), note="看过")
    move(clerk, gone, "withdraw", at=at("2024-01-22"), note="重复")
    desk.a_matter("还没有交办的", flow=REGISTERED)
    draft = Draft("消防通道", unit=None, due=date(2024, 2, 1), kind="problem", category="common")
    parts = [zone.east, zone.west]
    open_split(clerk, zone.zone, draft, parts, at=FRIDAY, flow="flow.feedback", parent_flow="flow.common")
    desk.at(at("2024-01-23"))
    page = text_of(desk.get(zone.clerk, REPORT))
    # 4 = closed + past due + two parts; the whole of the two is not counted again.
    assert "共交办 4 件，已销号 1 件，销号率 25.0%，正在办理 3 件，其中滞后 1 件。" in page
    assert "另有 1 件已立项、还没有交办，未计入。" in page
    assert "另有 1 件撤销或并案，未计入。" in page
    west = page.split("西城街道</a>")[1].split("</tr>")[0]
    assert ">1</td>" in west
    assert ">0</td>" in west
    own = text_of(desk.get(zone.westerner, REPORT))
    assert "共交办 1 件" in own
    assert "东城街道" not in own
    assert "共交办 0 件" in text_of(
        desk.get(zone.clerk, "/supervision/report?since=2023-01-01&until=2023-12-31")
    )


def test_a_day_that_is_none_is_refused(desk: Desk) -> None:
    assert desk.zone
    assert desk.get(desk.zone.clerk, "/supervision/report?since=yesterday").status_code == 400
