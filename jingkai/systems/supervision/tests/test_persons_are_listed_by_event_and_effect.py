"""Positive examples and the negative list: three or nothing, verified by another hand, answered, never a ranking."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import openpyxl
import pytest
from django.http import HttpResponse

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct, record
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import at, close, report
from jingkai.kernel.messages.models import Notice
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.services import decide_objection, issue_paper, object_to, review_paper
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import a_person, a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.conduct.candidates import candidates
from jingkai.systems.supervision.models import Listing, Reply
from jingkai.systems.supervision.services import (
    Entry,
    correct_listing,
    draft_publicity,
    enter_listing,
    move_listing,
    reply,
    show_publicity,
)
from tests.proof import proves

from .desk import Desk, picture, text_of

LISTS = "/supervision/conduct"
THREE = {"person": "东城干部", "happened": "疏通东河", "effect": "提前十天办结"}


def done(
    desk: Desk, title: str = "疏通东河", day: str = "2024-01-20", due: date = date(2024, 2, 1)
) -> Matter:
    """Done by the east street and closed by the office two days later."""
    matter = desk.a_matter(title, due=due)
    report(desk.zone, matter, desk.zone.easterner, day)
    close(desk.zone, matter, desk.zone.clerk, str(date.fromisoformat(day).replace(day=int(day[-2:]) + 2)))
    return matter


def entry(desk: Desk, matter: Matter, side: str = "positive", **changed: object) -> Entry:
    whole = Entry(
        side, desk.zone.easterner, desk.zone.east, matter.ref, matter.title, "提前十天办结", matter.ref
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def entered(desk: Desk, matter: Matter, side: str = "positive", day: str = "2024-02-01") -> Listing:
    """By the clerk of the supervision office."""
    return enter_listing(
        desk.zone.actor(desk.zone.clerk), desk.zone.zone, entry(desk, matter, side), at=at(day)
    )


def an_assessor(desk: Desk) -> Actor:
    """Somebody of the assessment office."""
    office = a_unit("考核办", desk.zone.zone)
    person, post = a_person("考核员", office)
    assert post is not None
    desk.zone.posts[person.pk] = post
    hold(person, "assessment", office)
    return desk.zone.actor(person)


def form(desk: Desk, by: Person, matter: Matter, side: str = "positive", /, **sent: str) -> HttpResponse:
    asked = urlencode({"matter": matter.pk, "side": side})
    return desk.post(by, f"{LISTS}/new?{asked}", **sent)


@proves("W3.4.1")
@pytest.mark.parametrize(
    ("lacks", "said"),
    [("person", "人"), ("happened", "事的内容"), ("effect", "成效"), ("proof", "成效的依据")],
)
def test_two_of_the_three_are_refused_with_what_is_missing(desk: Desk, lacks: str, said: str) -> None:
    matter = done(desk)
    sent = THREE | {"proof": matter.ref}
    refused = form(desk, desk.zone.clerk, matter, **(sent | {lacks: " "}))
    assert refused.status_code == 400
    assert "supervision.listing-incomplete" in text_of(refused)
    assert f"还缺：{said}。" in text_of(refused)
    # What was typed stays.
    assert (sent | {lacks: ""})["effect"] in text_of(refused)
    assert not Listing.objects.exists()
    assert form(desk, desk.zone.clerk, matter, **sent).status_code == 302
    assert Listing.objects.get().proof == matter.ref


@proves("W3.4.1")
def test_the_event_is_something_that_is_there_and_the_effect_is_proven(desk: Desk) -> None:
    matter, still = done(desk), desk.a_matter("在办的事")
    clerk = desk.zone.actor(desk.zone.clerk)
    for wrong, code in (
        ({"event": "他很努力"}, "supervision.event-unknown"),
        ({"event": "matter:999-2024-1"}, "supervision.event-unknown"),
        ({"event": "activity:99"}, "supervision.event-unknown"),
        ({"event": "conclusion:99"}, "supervision.event-unknown"),
        ({"proof": "有目共睹"}, "supervision.proof-unknown"),
        ({"proof": "fact:99"}, "supervision.proof-unknown"),
        ({"proof": "file:1"}, "supervision.proof-unknown"),  # no file of this matter
        ({"proof": still.ref}, "supervision.proof-unknown"),  # not closed
        ({"unit": desk.zone.west}, "supervision.person-elsewhere"),
    ):
        with pytest.raises(Problem) as refused:
            enter_listing(clerk, desk.zone.zone, entry(desk, matter, **wrong), at=at("2024-02-01"))  # type: ignore[arg-type]
        assert refused.value.code == code, wrong
    assert not Listing.objects.exists()


@proves("W3.4.1", "INV.2")
def test_who_nominated_and_who_did_it_do_not_verify(desk: Desk) -> None:
    row = entered(desk, done(desk))
    hold(desk.zone.easterner, "assessment", desk.zone.zone)
    for by in (desk.zone.clerk, desk.zone.easterner):
        with pytest.raises(Problem) as refused:
            move_listing(desk.zone.actor(by), row, "verify", at=at("2024-02-02"))
        assert refused.value.code == "flows.verifier-is-doer"
    with pytest.raises(Problem) as by_sql:
        insert(
            Move(
                case=row.case, n=2, flow_move=row.case.flow.flow_moves.get(move="verify"), person=desk.zone.clerk,
                body=desk.zone.office, at=at("2024-02-02"), day=date(2024, 2, 2),
            )
        )  # fmt: skip
    assert by_sql.value.code == "flows.verifier-is-doer"
    move_listing(desk.zone.actor(desk.zone.head), row, "verify", at=at("2024-02-02"))
    assert state_of(row.case) == "verified"


@proves("W3.4.1")
def test_it_is_put_before_the_public_before_it_is_made_public(desk: Desk) -> None:
    row, head = entered(desk, done(desk)), desk.zone.actor(desk.zone.head)
    assessor = an_assessor(desk)
    move_listing(head, row, "verify", at=at("2024-02-02"))

    def not_yet(day: str, why: str) -> None:
        with pytest.raises(Problem) as refused:
            move_listing(head, row, "publicise", at=at(day))
        assert refused.value.code == "supervision.not-shown-yet"
        assert why in refused.value.zh

    not_yet("2024-02-02", "还没有拟公示")
    with pytest.raises(Problem) as early:
        show_publicity(assessor, row, at=at("2024-02-02"))
    assert early.value.code == "supervision.not-shown-yet"
    paper = draft_publicity(assessor, row, at=at("2024-02-05"))
    assert draft_publicity(assessor, row, at=at("2024-02-05")).pk == paper.pk
    not_yet("2024-02-05", "公示尚未印发")
    other, post = a_person("考核办主任", Organisation.objects.get(name="考核办"))
    assert post is not None
    hold(other, "assessment", post.body)
    review_paper(Actor(person=other.pk, post=post.pk), paper, at=at("2024-02-05"))
    issue_paper(assessor, Paper.objects.get(), at=at("2024-02-05"))
    not_yet("2024-02-05", "公示尚未发布")
    shown = show_publicity(assessor, row, at=at("2024-02-05"))
    not_yet(str(shown.last_day), f"公示到 {shown.last_day} 止")
    objection = object_to(
        desk.zone.actor(desk.zone.westerner), shown, "不是他一个人办的", at=at("2024-02-06")
    )
    not_yet("2024-02-20", "异议未被驳回")
    decide_objection(head, objection, sustained=False, answer="情况属实", at=at("2024-02-20"))
    move_listing(head, row, "publicise", at=at("2024-02-21"))
    assert state_of(row.case) == "published"
    late = entered(desk, done(desk, "另一件", "2024-02-13"), "negative", "2024-02-20")
    with pytest.raises(Problem) as none:
        draft_publicity(assessor, late, at=at("2024-02-21"))
    assert none.value.code == "supervision.no-publicity"


@proves("W3.4.1")
def test_the_negative_list_is_left_by_another_hand(desk: Desk) -> None:
    matter = done(desk, day="2024-02-13")  # twelve days late
    row, head = entered(desk, matter, "negative", "2024-02-20"), desk.zone.actor(desk.zone.head)
    east = desk.zone.actor(desk.zone.easterner)
    move_listing(head, row, "list", at=at("2024-02-21"))
    desk.at(at("2024-02-26"))
    page = f"{LISTS}/{row.pk}"
    # Who proposed the entry does not report it put right for the unit.
    refused = desk.post(desk.zone.clerk, page, do="rectify", seen="2", note="已改", files=picture())
    assert "flows.not-the-doer" in text_of(refused)
    assert "由东城街道办理" in text_of(desk.get(desk.zone.clerk, page))
    refused = desk.post(desk.zone.easterner, page, do="rectify", seen="2", note="已改")
    assert "flows.needs-missing" in text_of(refused)
    sent = desk.post(desk.zone.easterner, page, do="rectify", seen="2", note="已改", files=picture())
    assert sent.status_code == 302
    assert "整改后.png" in text_of(desk.get(desk.zone.head, page))
    for by in (east, desk.zone.actor(desk.zone.clerk)):
        with pytest.raises(Problem) as own:
            move_listing(by, row, "remove", at=at("2024-02-27"))
        assert own.value.code == "flows.verifier-is-doer"
    move_listing(head, row, "remove", at=at("2024-02-27"))
    assert state_of(row.case) == "removed"


@proves("W3.4.1")
def test_the_person_sees_his_own_and_answers_beside_it(desk: Desk) -> None:
    row = entered(desk, done(desk, day="2024-02-13"), "negative", "2024-02-20")
    page = f"{LISTS}/{row.pk}"
    desk.at(at("2024-02-21"))
    own = text_of(desk.get(desk.zone.easterner, page))
    assert "您的说明" in own
    assert desk.get(desk.zone.westerner, page).status_code == 404
    assert "没有您可以看到的条目" in text_of(desk.get(desk.zone.westerner, f"{LISTS}?side=negative"))
    assert desk.post(desk.zone.easterner, page, do="reply", note="其中九天等别的单位").status_code == 302
    assert desk.post(desk.zone.easterner, page, do="reply", note="其中九天等别的单位").status_code == 302
    (said,) = Reply.objects.all()
    assert said.says == "其中九天等别的单位"
    head = desk.zone.actor(desk.zone.head)
    move_listing(head, row, "list", at=at("2024-02-22"))
    correct_listing(head, row, days=3, reason="按时间戳核减九天", reply=said, at=at("2024-02-23"))
    shown = text_of(desk.get(desk.zone.head, page))
    for words in ("其中九天等别的单位", "超期 3 天", "超 12 天", "按时间戳核减九天", row.effect):
        assert words in shown
    # Each step was told to the person, and he did not have to look for it.
    assert [one.title for one in Notice.objects.filter(ref=row.ref).order_by("pk")] == [
        "负面清单：提请列入", "负面清单：批准列入", "负面清单：更正",
    ]  # fmt: skip
    for who, says, code in (
        (desk.zone.clerk, "我替他说", "supervision.reply-of-another"),
        (desk.zone.easterner, " ", "supervision.reply-empty"),
    ):
        with pytest.raises(Problem) as refused:
            reply(desk.zone.actor(who), row, says, at=at("2024-02-24"))
        assert refused.value.code == code


@proves("W3.4.1")
def test_an_effect_that_is_proven_no_more_is_said_aloud_and_revoked(desk: Desk) -> None:
    """st-E15: the figure behind a positive entry is corrected; the entry stays readable, and a person revokes it."""
    invested = Draft(
        "投资",
        desk.zone.east,
        Period.month(2024, 1),
        Quantity.exactly(500, "万元"),
        desk.zone.east,
        Source(words="测试"),
    )
    record(SYSTEM, [invested], at=at("2024-02-01"))
    fact = Fact.objects.get()
    matter = done(desk)
    wanted = entry(desk, matter, proof=f"fact:{fact.pk}")
    row = enter_listing(desk.zone.actor(desk.zone.clerk), desk.zone.zone, wanted, at=at("2024-02-01"))
    desk.at(at("2024-02-10"))
    page = f"{LISTS}/{row.pk}"
    assert "依据已变" not in text_of(desk.get(desk.zone.head, page))
    correct(SYSTEM, fact.pk, Quantity.exactly(300, "万元"), reason="核减", source="测试", at=at("2024-02-10"))
    for address in (page, LISTS):
        assert "依据已变" in text_of(desk.get(desk.zone.head, address))
    assert row.effect in text_of(desk.get(desk.zone.head, page))


@proves("W3.4.1")
def test_a_rule_proposes_and_enters_nothing(desk: Desk) -> None:
    """st-E15: two closed in time, one twelve days late."""
    for title, day in (("甲", "2024-01-20"), ("乙", "2024-01-25"), ("丙", "2024-02-13")):
        done(desk, title, day)
    reader = reader_for(desk.zone.clerk.pk, on=date(2024, 2, 20))
    found = candidates(reader, desk.zone.zone, at("2024-02-20"))
    assert [(one.side, one.title, one.person.name, one.effect.zh) for one in found] == [
        ("negative", "丙", "东城干部", "超期 12 天"),
        ("positive", "乙", "东城干部", "按期办结并经核验销号"),
        ("positive", "甲", "东城干部", "按期办结并经核验销号"),
    ]
    desk.at(at("2024-02-20"))
    page = text_of(desk.get(desk.zone.clerk, f"{LISTS}/candidates"))
    assert "超期 12 天" in page
    assert desk.get(desk.zone.easterner, f"{LISTS}/candidates").status_code == 404
    assert not Listing.objects.exists()
    entered(desk, Matter.objects.get(title="甲"))
    later = candidates(reader_for(desk.zone.clerk.pk, on=date(2024, 2, 21)), desk.zone.zone, at("2024-02-21"))
    assert [one.title for one in later] == ["丙", "乙"]


@proves("W3.4.1")
def test_nobody_is_ranked_and_nothing_is_added_up_by_person(desk: Desk) -> None:
    rows = [
        entered(desk, done(desk, title), day=f"2024-02-0{number}") for number, title in enumerate("甲乙丙", 1)
    ]
    westerner = desk.a_matter("丁", unit=desk.zone.west)
    report(desk.zone, westerner, desk.zone.westerner)
    close(desk.zone, westerner, desk.zone.clerk)
    wanted = entry(desk, westerner, person=desk.zone.westerner, unit=desk.zone.west)
    rows.append(
        enter_listing(desk.zone.actor(desk.zone.clerk), desk.zone.zone, wanted, at=at("2024-02-02", "12:00"))
    )
    desk.at(at("2024-02-10"))

    def order(asked: str) -> list[str]:
        page = text_of(desk.get(desk.zone.clerk, f"{LISTS}?{asked}"))
        return re.findall(r'class="name"><a [^>]*>(.)</a>', page)

    # By the day of entering, however it is asked for; a person can't be asked for at all.
    by_day = ["丙", "丁", "乙", "甲"]
    for asked in (
        "",
        "sort=person",
        "order=count",
        "sort=-count",
        f"person={desk.zone.easterner.pk}",
        "q=东城干部",
    ):
        assert order(asked) == by_day
    page = text_of(desk.get(desk.zone.clerk, LISTS))
    assert "不排名" in page
    assert not re.search(r"东城干部[^<]{0,3}\d", page)
    assert 'name="person"' not in page
    sheet = openpyxl.load_workbook(
        BytesIO(desk.get(desk.zone.clerk, f"{LISTS}.xlsx?sort=person").content)
    ).active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert lines[0] == ("人", "单位", "事", "成效", "依据", "状态", "登记日期")
    assert [line[2] for line in lines[1:]] == by_day
    assert len(lines) == 1 + len(rows)  # no line of totals
    # A search for the name finds the person, and no number of entries.
    found = text_of(desk.get(desk.zone.clerk, "/search?q=东城干部"))
    assert "/supervision/conduct/" not in found
    assert "/supervision/conduct/" in text_of(desk.get(desk.zone.clerk, "/search?q=提前十天办结"))
    assert "/supervision/conduct/" not in text_of(desk.get(desk.zone.westerner, "/search?q=疏通"))


@proves("W3.4.1")
def test_the_lists_are_filtered_by_unit_year_and_state(desk: Desk) -> None:
    row = entered(desk, done(desk))
    desk.at(at("2024-02-10"))
    for asked, there in (
        (f"unit={desk.zone.east.pk}", True), (f"unit={desk.zone.west.pk}", False), ("year=2024", True),
        ("year=2023", False), ("state=nominated", True), ("state=verified", False), ("side=negative", False),
        ("page=9&year=x&unit=y&side=z", True),
    ):  # fmt: skip
        assert (f"{LISTS}/{row.pk}" in text_of(desk.get(desk.zone.clerk, f"{LISTS}?{asked}"))) is there, asked
    english = text_of(desk.get(desk.zone.clerk, f"{LISTS}?lang=en", "en"))
    assert "Positive examples and the negative list" in english


def test_an_entry_is_made_once(desk: Desk) -> None:
    matter = done(desk)
    entered(desk, matter)
    again = form(desk, desk.zone.clerk, matter, **THREE, proof=matter.ref)
    assert again.status_code == 400
    assert "supervision.listed-already" in text_of(again)


def test_the_database_keeps_the_three_and_whose_answer_it_is(desk: Desk) -> None:
    row = entered(desk, done(desk))
    same = {
        "case": row.case, "zone": row.zone, "side": "positive", "person": row.person, "unit": row.unit,
        "event": "matter:1", "happened": "事", "proof": "fact:1", "effect": "成效",
    }  # fmt: skip
    other = desk.a_matter("另一件")
    for changed, code in (
        ({"effect": ""}, "supervision.listing-incomplete"),
        ({"proof": ""}, "supervision.listing-incomplete"),
        ({"side": "best"}, "supervision.listing-incomplete"),
        ({"case": other.case}, "supervision.listing-mismatch"),
        ({"unit": desk.zone.west}, "supervision.listing-mismatch"),
        ({"event": row.event}, "supervision.listed-already"),
    ):
        with pytest.raises(Problem) as refused:
            insert(Listing(**(same | changed)))
        assert refused.value.code in {code, "records.row-exists"}, changed
    for who, says, code in (
        (desk.zone.clerk, "我说", "supervision.reply-of-another"),
        (desk.zone.easterner, "", "supervision.reply-empty"),
    ):
        with pytest.raises(Problem) as of_reply:
            insert(Reply(listing=row, person=who, at=at("2024-02-02"), says=says))
        assert of_reply.value.code == code


def test_without_the_right_nothing_is_entered(desk: Desk) -> None:
    matter = done(desk)
    with pytest.raises(Problem) as refused:
        enter_listing(
            desk.zone.actor(desk.zone.easterner), desk.zone.zone, entry(desk, matter), at=at("2024-02-01")
        )
    assert refused.value.code == "parties.not-allowed"
    assert form(desk, desk.zone.easterner, matter, **THREE, proof=matter.ref).status_code == 404
