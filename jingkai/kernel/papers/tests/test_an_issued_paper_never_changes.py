import json

import pytest

from jingkai.kernel.flows.services import move, open_case
from jingkai.kernel.messages.queries import inbox
from jingkai.kernel.papers.models import Issue, Paper, PaperNumber, Publication, Recipient, Review, Text
from jingkai.kernel.papers.services import issue_paper, revise_draft
from jingkai.kernel.papers.sheet import last_text, sheet_of
from jingkai.kernel.parties.services import add_alias
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.filestore import open_stored, path_of
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.verify import verify
from jingkai.kernel.rules.access import reader_for
from tests.proof import proves

from .samples import MONDAY, a_paper, a_press, a_reviewed, an_issued, at

pytestmark = pytest.mark.django_db


@proves("W4.1.1")
def test_it_is_frozen_with_its_hash_and_what_was_known() -> None:
    press = a_press()
    paper = a_reviewed(press)
    known = latest()
    issue = issue_paper(press.clerk, paper, at=MONDAY)
    with open_stored(issue.file.sha256) as file:
        content = file.read()
    assert content_hash(content) == issue.file.sha256
    assert issue.as_of == known
    stored = json.loads(content)
    assert (stored["title"], stored["day"], stored["as_of"]) == (
        "关于开展防汛检查的通知",
        "2024-01-08",
        known,
    )
    assert stored["template"]["identity"] == paper.template.identity


@proves("W4.1.1")
def test_it_reads_from_what_was_frozen_whatever_is_renamed() -> None:
    """Named as on the day it is issued, not on that of its draft or of who reads it."""
    press = a_press()
    paper = a_reviewed(press)
    for name, since in (("督查局", "2024-01-09"), ("考核局", "2024-02-01")):
        add_alias(SYSTEM, press.zone.office, name, kind="name", since=at(since).date(), at=MONDAY)
    assert sheet_of(paper).signature == "滨河经济开发区督查室"
    issue = issue_paper(press.clerk, paper, at=at("2024-01-10"))
    sheet = sheet_of(paper)
    assert (sheet.signature, sheet.number, sheet.day) == (
        "滨河经济开发区督查局",
        issue.number.label,
        at("2024-01-10").date(),
    )


@proves("W4.1.1")
def test_nothing_of_it_is_revised() -> None:
    press = a_press()
    issue = an_issued(press)
    paper = issue.paper
    with pytest.raises(Problem) as refused:
        revise_draft(press.clerk, paper, title="改", at=MONDAY)
    assert refused.value.code == "papers.issued"
    text = last_text(paper)
    for row in (
        Text(paper=paper, turn=2, title="改", at=MONDAY),
        Recipient(text=text, unit=press.zone.west),
        Review(text=text, person=press.colleague, at=MONDAY),
    ):
        with pytest.raises(Problem) as by_sql:
            insert(row)
        assert by_sql.value.code == "papers.issued"


def test_it_is_issued_once_and_only_what_was_reviewed() -> None:
    press = a_press()
    issue, other = an_issued(press), a_paper(press, "two")
    number = PaperNumber(paper=other, zone=other.zone, series="notice", year=2024, n=2, label="x")
    number.pk = insert(number)
    rest = {"file": issue.file, "at": MONDAY, "day": MONDAY.date(), "as_of": 1}
    text = last_text(other)
    for row, code in (
        (Issue(paper=other, text=text, review=issue.review, number=number, **rest), "papers.not-reviewed"),
        (
            Issue(paper=other, text=issue.text, review=issue.review, number=number, **rest),
            "papers.revised-meanwhile",
        ),
        (
            Issue(paper=issue.paper, text=issue.text, review=issue.review, number=issue.number, **rest),
            "papers.issued",
        ),
    ):
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code
    # The number that was put there by hand is found.
    assert "papers.number-elsewhere" in {one.code for one in examine()}


def test_a_number_of_another_paper_is_refused() -> None:
    press = a_press()
    issue, paper = an_issued(press), a_reviewed(press, "two")
    text = last_text(paper)
    row = Issue(
        paper=paper, text=text, review=text.reviews.get(), number=issue.number, file=issue.file, at=MONDAY,
        day=MONDAY.date(), as_of=1,
    )  # fmt: skip
    with pytest.raises(Problem) as refused:
        insert(row)
    assert refused.value.code == "papers.number-elsewhere"


@proves("W4.1.1")
def test_a_correction_is_a_new_paper_that_names_the_old_one() -> None:
    press = a_press()
    old = an_issued(press)
    new = an_issued(press, "two", corrects=old.paper)
    assert sheet_of(new.paper).corrects == old.number.label
    assert sheet_of(old.paper).corrects == ""
    with pytest.raises(Problem) as refused:
        a_paper(press, "three", corrects=a_paper(press, "four"))
    assert refused.value.code == "papers.corrects-not-issued"
    draft = a_paper(press, "five")
    case = open_case(press.clerk, "flow.paper", ref="x", holder=draft.unit, at=MONDAY)
    row = Paper(
        case=case, zone=draft.zone, unit=draft.unit, template=draft.template, key="six", corrects=draft
    )
    with pytest.raises(Problem) as by_sql:
        insert(row)
    assert by_sql.value.code == "papers.corrects-not-issued"


@proves("W4.1.1")
def test_those_it_goes_to_are_told() -> None:
    press = a_press()
    empty = a_unit("无人单位", press.zone.zone)
    issue = an_issued(press, to=(press.zone.east, empty), copies=(press.zone.west,))
    for person in (press.zone.easterner, press.zone.westerner):
        (notice,) = inbox(reader_for(person.pk, on=MONDAY.date()))
        assert notice.title == f"{issue.number.label} 关于开展防汛检查的通知"
        assert (notice.ref, notice.must_acknowledge) == (issue.paper.ref, True)
    assert inbox(reader_for(press.zone.head.pk, on=MONDAY.date())) == []


def test_a_changed_file_is_found() -> None:
    issue = an_issued(a_press())
    place = path_of(issue.file.sha256)
    kept = place.read_bytes()
    place.chmod(0o640)
    try:
        place.write_bytes(kept.replace("防汛".encode(), "防火".encode()))
        assert issue.file.sha256 in str(verify().breaks)
    finally:
        place.write_bytes(kept)


@proves("W4.1.1")
def test_doctor_finds_a_paper_whose_state_and_issue_differ() -> None:
    press = a_press()
    paper = a_reviewed(press)
    move(press.clerk, paper.case, "issue", at=MONDAY)
    assert [one.place for one in examine() if one.code == "papers.not-issued"] == [paper.ref]


def test_nothing_unissued_is_published_by_sql() -> None:
    press = a_press()
    day = MONDAY.date()
    with pytest.raises(Problem) as refused:
        insert(Publication(paper=a_paper(press), first_day=day, last_day=day, until=day))
    assert refused.value.code == "papers.not-issued"
