"""st-E13 on the pages: a draw is warned of and explained, who graded does not announce, what is adjusted stands beside
the original, and nothing follows unapproved; what stood on a corrected figure is to be revoked.
"""

import re

import pytest
from django.http import HttpResponse

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.models import Adjustment, Consequence, Round
from jingkai.kernel.rounds.tests.samples import FRIDAY, Hall, a_hall, entrant
from jingkai.kernel.rounds.tests.test_st_e13_tiers_are_forced_and_nothing_follows_unapproved import a_year
from jingkai.systems.reviews.tests.conftest import Look, look
from tests.proof import proves

from .test_e9_group_site_visit import sent, text_of

__all__ = ["look"]
pytestmark = pytest.mark.django_db


def seen_of(page: HttpResponse) -> str:
    """The move that the forms of the page follow."""
    return re.findall(r'name="seen" value="(\d+)"', page.content.decode())[0]


def graded(look: Look, hall: Hall, round: Round) -> str:
    """Closed and graded by the office on the page; its results' address."""
    office, page = look(hall.assessor), f"/rounds/{round.pk}"
    for step in ("close", "grade"):
        sent(office, page, do=step, seen=seen_of(office.get(page)))  # type: ignore[arg-type]
    return f"{page}/results"


@proves("A2.2.1", "A5.1.1")
def test_a_draw_is_warned_of_and_announced_by_another_with_its_reason(look: Look) -> None:
    hall = a_hall()
    round = a_year(hall, {f"镇街{number:02d}": f"{40 + number / 100:.2f}" for number in range(1, 13)})
    results = graded(look, hall, round)
    said = text_of(look(hall.zone.head).get(results))  # type: ignore[arg-type]
    assert "和牌 ：镇街最高与最低只差 0.11 分，规则要求至少 1 分" in said
    assert "还没有公布" in said
    own: HttpResponse = look(hall.assessor).post(results, {"do": "announce", "seen": "3"})  # type: ignore[assignment]
    assert own.status_code == 400
    head = look(hall.zone.head)
    refused: HttpResponse = head.post(results, {"do": "announce", "seen": "3", "note": ""})  # type: ignore[assignment]
    assert (refused.status_code, "rounds.draw" in text_of(refused)) == (400, True)
    for _ in range(2):
        sent(head, results, do="announce", seen="3", note="各街道均全面完成任务")
    after = text_of(head.get(results))  # type: ignore[arg-type]
    assert "和牌仍公布的原因：各街道均全面完成任务" in after
    assert look(hall.zone.easterner).get(results).status_code == 404


@proves("A2.1.4", "A2.2.1")
def test_places_by_class_ties_as_printed_and_an_adjustment_beside_the_original(look: Look) -> None:
    hall = a_hall()
    round = a_year(hall, {"部门06": "39", "部门07": "38.504"}, {"部门06": "40", "部门07": "40.5"})
    results = graded(look, hall, round)
    said = text_of(look(hall.assessor).get(results))  # type: ignore[arg-type]
    assert "第 6 名 部门06 39 40 79 第一档" in said
    assert "第 7 名 部门07 38.504 40.5 79 中间档" in said
    assert "部门06、部门07同为 79 分，依次比“重点指标”得分（39、38.504）分出先后" in said
    head, of = look(hall.zone.head), entrant(round, "部门07").pk
    wrong: HttpResponse = head.post(  # type: ignore[assignment]
        results, {"do": "adjust", "entrant": of, "points": "半分", "reason": "补计", "turn": "0"}
    )
    assert (wrong.status_code, 'value="半分"' in wrong.content.decode()) == (400, True)
    for _ in range(2):
        sent(head, results, do="adjust", entrant=of, points="−1.5", reason="漏扣通报一次", turn="0")
    assert Adjustment.objects.count() == 1
    office = look(hall.assessor)
    sent(office, results, do="grade", seen=seen_of(office.get(results)))  # type: ignore[arg-type]
    after = text_of(office.get(results))  # type: ignore[arg-type]
    assert "部门07 38.504 40.5 79 −1.5 77.5" in after
    assert "漏扣通报一次" in after


@proves("A2.3.1", "A5.1.1")
def test_eleven_consequences_wait_for_the_organisation_line_and_one_is_revoked(look: Look) -> None:
    hall = a_hall()
    round = a_year(hall)
    results = graded(look, hall, round)
    sent(look(hall.zone.head), results, do="announce", seen="3", note="")
    line = look(hall.organiser)
    assert "11 项待批准" in text_of(line.get("/consequences"))  # type: ignore[arg-type]
    rewards = [one.pk for one in Consequence.objects.filter(key="reward").order_by("pk")]
    office: HttpResponse = look(hall.assessor).post("/consequences", {"do": "approve", "row": rewards})  # type: ignore[assignment]
    assert (office.status_code, "flows.verifier-is-doer" in text_of(office)) == (400, True)
    line = look(hall.organiser)
    for _ in range(2):
        sent(line, "/consequences", do="approve", row=rewards)
    last = Consequence.objects.filter(key="interview").order_by("-pk")[0]
    sent(line, "/consequences", do="reject", row=last.pk, note="本年度已约谈")
    assert [state_of(Consequence.objects.get(pk=one).case) for one in rewards] == ["in-effect"] * 9
    assert "1 项待批准" in text_of(line.get("/consequences"))  # type: ignore[arg-type]
    first = Consequence.objects.get(pk=rewards[0])
    sent(look(hall.assessor), "/consequences", do="award", row=first.pk, note="滨开奖〔2024〕1号")
    corrected(first)
    before = text_of(look(hall.organiser).get("/consequences"))  # type: ignore[arg-type]
    assert "1 项所据已变动，尚未标注" in before
    sent(look(hall.organiser), "/consequences", do="follow")
    flagged = text_of(look(hall.organiser).get("/consequences"))  # type: ignore[arg-type]
    assert "应予撤销（统计法第四十八条）" in flagged
    assert "已兑现 滨开奖〔2024〕1号" in flagged
    sent(look(hall.organiser), "/consequences", do="revoke", row=first.pk, note="数据不实")
    assert state_of(Consequence.objects.get(pk=first.pk).case) == "revoked"


def corrected(row: Consequence) -> None:
    """The fact that the result stands on is superseded."""
    fact = Fact.objects.get(holder=row.result.entrant.unit)
    correct(
        SYSTEM, fact.pk, Quantity.exactly("20", "分", text="20"), reason="原数不实", source="更正", at=FRIDAY
    )
