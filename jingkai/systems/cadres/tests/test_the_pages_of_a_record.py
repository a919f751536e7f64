"""The record, its print and the rewards as pages: what is typed wrongly is refused at the page and stays."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.registers.events import charges
from jingkai.kernel.rounds.models import Consequence
from jingkai.systems.cadres.stories.people import Cadres
from jingkai.systems.supervision.api import Entry, Listing, Reply, enter_listing, move_listing
from jingkai.systems.supervision.tests.desk import Desk, text_of
from tests.proof import proves

NEW = "/supervision/conduct/new"


def entered(town: Cadres, title: str, day: str, side: str = "positive") -> Listing:
    matter = town.matter(title, day)
    effect = "按期办结" if side == "positive" else "超期 12 天"
    said = Entry(side, town.secretary, town.zone.east, matter.ref, title, effect, matter.ref)
    row = enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))
    move_listing(town.head, row, "verify" if side == "positive" else "list", at=at("2024-02-21"))
    return row


@proves("A3.2.1")
def test_a_project_becomes_a_candidate_and_an_entry_on_pages(town: Cadres, desk: Desk) -> None:
    fact = town.included()
    desk.at(at("2024-02-20"))
    found = text_of(desk.get(town.zone.clerk, "/supervision/conduct/candidates"))
    assert "项目列入统计：2024年1月列统项目1个" in found
    address = f"{NEW}?subject={town.project.pk}&side=positive"
    form = text_of(desk.get(town.zone.clerk, address))
    assert f'value="{fact}" selected' in form
    assert 'value="项目秘书"' in form
    sent = {"person": "项目秘书", "happened": "东河产业园入库", "effect": "列入统计", "proof": str(fact)}
    refused = desk.post(town.zone.clerk, address, **(sent | {"effect": ""}))
    assert "supervision.listing-incomplete" in text_of(refused)
    assert desk.post(town.zone.clerk, address, **sent).status_code == 302
    assert Listing.objects.get().event == f"subject:{town.project.pk}"
    for wrong in ("subject=99999", "matter=99999", "subject=abc", "subject=99999999999999999999"):
        assert desk.get(town.zone.clerk, f"{NEW}?{wrong}&side=positive").status_code == 404


@proves("A3.2.1")
def test_the_person_names_the_cause_and_the_reviewer_corrects_on_pages(town: Cadres, desk: Desk) -> None:
    row = entered(town, "施工许可", "2024-02-13", "negative")
    late = town.matter("规划许可", "2024-02-10", town.bureau, town.hand)
    page = f"/supervision/conduct/{row.pk}"
    desk.at(at("2024-02-26"))
    own = text_of(desk.get(town.secretary, page))
    assert "规划建设局" in own
    assert "超 9 天" in own
    assert "2024-03-22" in own
    sent = desk.post(town.secretary, page, do="reply", note="规划许可晚办九天", cause=late.ref)
    assert sent.status_code == 302
    said = Reply.objects.get()
    shown = text_of(desk.get(town.zone.head, page))
    assert "规划许可晚办九天" in shown
    amend = {"do": "amend", "seen": "2", "note": "规划建设局自身延误 9 天"}
    for days, reply, code in (
        ("12", said.pk, "supervision.correction-not-fewer"),
        ("三", said.pk, "supervision.correction-empty"),
        ("-1", said.pk, "supervision.correction-empty"),
        ("3", "", "supervision.answered-meanwhile"),
    ):
        refused = desk.post(town.zone.head, page, **amend, days=days, reply=reply)
        assert refused.status_code == 400
        assert code in text_of(refused), days
        assert "规划建设局自身延误 9 天" in text_of(refused)
    for _ in range(2):  # the same click again
        assert desk.post(town.zone.head, page, **amend, days="3", reply=said.pk).status_code == 302
    assert [one.days for one in row.corrections.all()] == [3]
    record = text_of(desk.get(town.secretary, f"/cadres/people/{town.secretary.pk}"))
    assert "原条目：超期 12 天" in record
    assert "原 12 天，核减为 3 天" in record
    assert "超 9 天" in record
    desk.at(at("2024-03-23"))
    over = desk.post(town.secretary, page, do="reply", note="又想起一点")
    assert "supervision.reply-late" in text_of(over)


@proves("A3.2.1")
def test_a_record_prints_as_a_document(town: Cadres, desk: Desk) -> None:
    entered(town, "征地清表", "2024-01-20")
    desk.at(at("2024-03-01"))
    answer = desk.get(town.organiser, f"/cadres/people/{town.secretary.pk}.docx")
    assert ".docx" in answer["Content-Disposition"]
    lines = [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]
    assert "项目秘书实绩纪实" in lines
    assert "一、正面典型" in lines
    (line,) = [one for one in lines if "征地清表" in one]
    assert line.startswith("1．2024-02-20登记（已核实）：征地清表。成效：按期办结。依据：")
    assert lines[lines.index("二、负面清单") + 1] == "没有登记。"
    assert any("东河产业园（P-1）：项目秘书" in one for one in lines)


@proves("A3.2.1")
def test_the_line_enters_who_answers_for_a_project(town: Cadres, desk: Desk) -> None:
    desk.at(at("2024-03-01"))
    page = f"/cadres/people/{town.zone.easterner.pk}"
    whole = {"do": "charge", "project": "P-1", "duty": "包联干部", "since": "2024-02-01"}
    for changed, code in (
        ({"project": "没有的项目"}, "cadres.subject-unknown"),
        ({"since": "二月"}, "cadres.day-unreadable"),
        ({"since": "2024-02-30"}, "cadres.day-unreadable"),
        ({"duty": " "}, "registers.charge-incomplete"),
    ):
        refused = desk.post(town.organiser, page, **(whole | changed))
        assert refused.status_code == 400
        assert code in text_of(refused)
    assert desk.post(town.organiser, page, **whole).status_code == 302
    (row,) = charges().filter(person=town.zone.easterner)
    assert (row.duty, row.since) == ("包联干部", date(2024, 2, 1))
    assert "registers.charged-already" in text_of(desk.post(town.organiser, page, **whole))
    end = {"do": "end", "charge": str(row.pk), "until": "2024-02-28", "reason": "轮岗"}
    other = f"/cadres/people/{town.secretary.pk}"
    for address, changed in ((page, {"reason": " "}), (page, {"charge": "x"}), (other, {})):
        refused = desk.post(town.organiser, address, **(end | changed))
        assert "registers.charge-mismatch" in text_of(refused)
    assert desk.post(town.organiser, page, **end).status_code == 302
    assert charges().get(person=town.zone.easterner).until == date(2024, 2, 28)
    # One's own are entered by somebody else, also within the line.
    assert desk.post(town.organiser, f"/cadres/people/{town.organiser.pk}", **whole).status_code == 404
    assert desk.post(town.secretary, other, **whole).status_code == 404


@proves("A3.2.1", "A2.3.1")
def test_a_reward_is_proposed_approved_flagged_and_revoked_on_pages(town: Cadres, desk: Desk) -> None:
    fact = town.included()
    project = town.inclusion(fact)
    row = enter_listing(town.clerk, town.zone.zone, project, at=at("2024-02-20"))
    move_listing(town.head, row, "verify", at=at("2024-02-21"))
    desk.at(at("2024-03-04"))
    page = "/cadres/rewards"
    assert "东河产业园" in text_of(desk.get(town.assessor, page))
    assert desk.get(town.zone.clerk, page).status_code == 404
    sent = {"do": "propose", "key": "commendation", "note": "推进有力", "listing": str(row.pk)}
    for changed, code in (
        ({"listing": "99999"}, "cadres.grounds-missing"),
        ({"key": "最佳"}, "cadres.reward-unknown"),
        ({"note": " "}, "cadres.reward-reason"),
    ):
        refused = desk.post(town.assessor, page, **(sent | changed))
        assert code in text_of(refused)
    assert desk.post(town.assessor, page, **sent).status_code == 302
    assert "cadres.rewarded-already" in text_of(desk.post(town.assessor, page, **sent))
    reward = Consequence.objects.get()
    one = f"{page}/{reward.pk}"
    own = text_of(desk.post(town.assessor, one, do="approve", seen="1"))
    assert re.findall(r"<code>(.*?)</code>", own) == ["parties.not-allowed"]
    for _ in range(2):  # the same click again
        assert desk.post(town.organiser, one, do="approve", seen="1").status_code == 302
    assert state_of(reward.case) == "in-effect"
    assert desk.get(town.secretary, one).status_code == 200
    assert desk.get(town.zone.easterner, one).status_code == 404
    town.returned(fact, at("2024-10-08"))
    desk.at(at("2024-10-08", "10:00"))
    for who, address in ((town.organiser, page), (town.organiser, one), (town.secretary, one)):
        assert "应予撤销（统计法第四十八条）" in text_of(desk.get(who, address)), address
    record = text_of(desk.get(town.secretary, f"/cadres/people/{town.secretary.pk}"))
    assert "应予撤销（统计法第四十八条）" in record
    assert "依据已变" in record
    assert desk.post(town.organiser, page, do="follow").status_code == 302
    assert state_of(reward.case) == "to-be-revoked"
    assert 'value="follow"' not in text_of(desk.get(town.organiser, page))
    sent = {"do": "revoke", "seen": "3", "note": "所据列统数据退库"}
    assert desk.post(town.organiser, one, **sent).status_code == 302
    assert state_of(reward.case) == "revoked"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_speaks_both_languages(town: Cadres, desk: Desk, lang: str) -> None:
    entered(town, "征地清表", "2024-01-20")
    desk.at(at("2024-03-01"))
    english = lang == "en"
    for who, address, words in (
        (town.organiser, "/cadres/", "Cadre records"),
        (town.organiser, f"/cadres/people/{town.secretary.pk}", "Positive examples"),
        (town.assessor, "/cadres/rewards", "Propose a reward"),
    ):
        assert (words in text_of(desk.get(who, f"{address}?lang={lang}"))) is english
