"""A letter is drafted on the matter's page, reviewed by a colleague, numbered, and read by the unit it goes to."""

import re
from io import BytesIO

import docx
from django.utils import timezone

from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.tests.samples import hold
from jingkai.web.rooms.flows.sheet import CaseSheet
from tests.proof import proves

from .desk import Desk, page_of, text_of


def colleague(desk: Desk) -> Person:
    """A second hand of the supervision office."""
    person, _ = a_person("督查员乙", desk.zone.office)
    hold(person, "supervision", desk.zone.office)
    return person


@proves("W3.1.2", "W4.1.1")
def test_an_assignment_is_drafted_reviewed_by_another_and_numbered(desk: Desk) -> None:
    matter, other = desk.a_matter(), colleague(desk)
    desk.at(at("2024-01-08"))
    for _ in range(2):  # a double click
        sent = desk.post(desk.zone.clerk, page_of(matter), do="letter-assignment")
        assert sent.status_code == 302
    (paper,) = Paper.objects.all()
    address = f"/papers/{paper.pk}"
    assert address in text_of(desk.get(desk.zone.clerk, page_of(matter)))
    # Its writer does not review it, and the unit does not see a draft.
    page = text_of(desk.get(desk.zone.clerk, address))
    assert "疏通东河" in page
    assert "您不能办这一步" in page
    # Who may really review it is named: the colleague, and not who wrote it.
    assert "，由督查员乙（督查室）、主任（示例经开区）办理" in page
    own = desk.post(desk.zone.clerk, address, do="review", seen="1")
    assert own.status_code == 400
    assert "papers.reviewer-wrote-it" in text_of(own)
    assert desk.get(desk.zone.easterner, address).status_code == 404
    for _ in range(2):
        assert desk.post(other, address, do="review", seen="1").status_code == 302
    for _ in range(2):
        assert desk.post(desk.zone.clerk, address, do="issue", seen="2").status_code == 302
    shown = text_of(desk.get(desk.zone.easterner, address))
    number = re.search(r"[^\s>]*〔2024〕1号", shown)
    assert number
    assert number[0] in text_of(desk.get(desk.zone.easterner, page_of(matter)))
    word = desk.get(desk.zone.easterner, f"{address}.docx")
    assert "疏通东河" in "".join(one.text for one in docx.Document(BytesIO(word.content)).paragraphs)
    assert desk.get(desk.zone.westerner, address).status_code == 404
    assert desk.get(desk.zone.westerner, f"{address}.docx").status_code == 404


def test_names_of_staff_are_told_to_staff_only(desk: Desk) -> None:
    matter = desk.a_matter()
    for actor, told in ((desk.zone.actor(desk.zone.clerk), True), (Actor(0, None), False)):
        sheet = CaseSheet(matter.case, actor, timezone.now())
        assert (bool(sheet.hands), sheet.named) == (told, told)


def test_what_cannot_be_written_is_refused_on_the_page(desk: Desk) -> None:
    matter = desk.a_matter()
    early = desk.post(desk.zone.clerk, page_of(matter), do="letter-supervision")
    assert early.status_code == 400
    assert "supervision.not-behind" in text_of(early)
    assert "拟交办单" not in text_of(desk.get(desk.zone.easterner, page_of(matter)))
    refused = desk.post(desk.zone.easterner, page_of(matter), do="letter-assignment")
    assert refused.status_code == 400
    assert not Paper.objects.exists()
