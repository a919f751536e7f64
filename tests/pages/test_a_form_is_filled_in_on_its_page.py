"""Filling in a form on its page: what is typed is kept, a second press does nothing, a colleague is not overwritten."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.models import Request, Saving, Submission
from jingkai.kernel.forms.services import FieldDraft, ask_approval, define_fields
from jingkai.kernel.forms.tests.samples import (
    Asking,
    a_form,
    a_request,
    an_asking_zone,
    asked,
    known,
    the_form,
)
from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
STEPS = "加快在建项目进度"


@pytest.fixture
def as_person(settings: Settings) -> As:
    def as_person(person: Person) -> Client:
        settings.JINGKAI_ACTS_AS = person.pk
        return Client(HTTP_HOST="localhost")

    return as_person


def now_asked(asking: Asking) -> Submission:
    """Investment is known; output and next steps are asked, today, until ten days from now."""
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    today = timezone.now()
    return asked(asking, form, when=today, due=(today + timedelta(days=10)).date())[0]


@proves("W4.2.3", "W1.3.1")
def test_it_shows_what_is_filled_in_with_its_source_and_takes_what_is_typed(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    street, address = as_person(asking.zone.easterner), f"/forms/submissions/{submission.pk}"
    page = street.get(address).content.decode()
    assert f'href="/economy/facts/{Fact.objects.get().pk}"' in page
    assert "38.62亿元" in page and "共 3 格，系统已填 1 格，还需人工填写 2 格" in page  # noqa: PT018
    typed = {"cell-output": "200多", "cell-next": STEPS, "seen": "0"}
    # Saved, then sent by a double click; the second is the same press.
    assert street.post(address, typed | {"do": "save"}).status_code == 302
    for _ in range(2):
        assert street.post(address, typed | {"seen": "1", "do": "send"}).status_code == 302
    assert (state_of(submission.case), Saving.objects.count()) == ("sent", 2)


@proves("W4.2.3")
def test_what_cannot_be_sent_is_said_at_its_cell_and_stays_on_the_page(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    address = f"/forms/submissions/{submission.pk}"
    typed = {"cell-output": "很多", "cell-next": STEPS, "seen": "0", "do": "send"}
    answer = as_person(asking.zone.easterner).post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, "forms.cells-wrong" in page, "读不出数值" in page) == (400, True, True)
    assert 'value="很多"' in page
    assert STEPS in page
    # A cell that was left blank is marked like one that can't be read, each with how to mend it.
    blank = as_person(asking.zone.easterner).post(address, typed | {"cell-next": ""}).content.decode()
    assert blank.count('<tr class="to-mend">') == 2
    assert "要改：未填写；确实不掌握的请填“未知”" in blank


@proves("W4.2.3")
def test_what_is_in_doubt_is_asked_at_its_cell_and_the_answer_stands_before_who_accepts(
    as_person: As,
) -> None:
    asking = an_asking_zone()
    define_fields(
        SYSTEM,
        asking.zone.zone,
        [
            FieldDraft("staff", "在编工作人员数", asking.bureau, unit="人"),
            FieldDraft("people", "常住人口", asking.bureau, unit="人", measure="常住人口", aspect="count"),
        ],
        at=timezone.now(),
    )
    today = timezone.now()
    form = a_form(asking, ["staff", "people"])
    submission = asked(asking, form, when=today, due=(today + timedelta(days=10)).date())[0]
    street, address = as_person(asking.zone.easterner), f"/forms/submissions/{submission.pk}"
    typed = {"cell-staff": "-5", "cell-people": "5.2", "seen": "0", "do": "send"}
    page = street.post(address, typed).content.decode()
    assert "forms.cells-wrong" in page
    assert "要改：个数不能为负" in page
    # Fewer than none can't be explained, a part of a person can.
    assert 'name="why-staff"' not in page
    assert 'name="why-people"' in page
    typed["cell-staff"] = "5"
    refused = street.post(address, typed)
    assert (refused.status_code, "forms.doubts-unanswered" in refused.content.decode()) == (400, True)
    kept = street.post(address, typed | {"do": "save", "why-people": "按抽样推算"})
    assert kept.status_code == 302
    assert 'value="按抽样推算"' in street.get(address).content.decode()
    sent = typed | {"seen": "1", "why-people": "按抽样推算"}
    for _ in range(2):
        assert street.post(address, sent).status_code == 302
    assert Saving.objects.count() == 2
    shown = as_person(asking.asker).get(address).content.decode()
    assert "<b>填报单位说明</b> 按抽样推算" in shown
    assert "按个计数的带了小数" in shown
    english = as_person(asking.asker).get(f"{address}?lang=en").content.decode()
    assert "a fraction of what is counted whole" in english


@proves("W4.2.1")
def test_of_two_at_once_the_second_is_told_and_keeps_what_was_typed(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    street, address = as_person(asking.zone.easterner), f"/forms/submissions/{submission.pk}"
    assert street.post(address, {"cell-output": "12", "seen": "0", "do": "save"}).status_code == 302
    second = street.post(address, {"cell-next": STEPS, "seen": "0", "do": "save"})
    page = second.content.decode()
    assert (second.status_code, "forms.saved-meanwhile" in page, STEPS in page) == (400, True, True)
    assert Saving.objects.count() == 1


@proves("W4.2.3")
def test_its_workbook_is_read_into_the_page_and_kept_by_nobody_but_who_saves(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    street, address = as_person(asking.zone.easterner), f"/forms/submissions/{submission.pk}"
    book = openpyxl.load_workbook(BytesIO(street.get(f"{address}.xlsx").content))
    book.active["E4"], book.active["E6"] = "45", STEPS  # type: ignore[index]
    content = BytesIO()
    book.save(content)
    file = SimpleUploadedFile("表.xlsx", content.getvalue())
    page = street.post(address, {"do": "bring", "seen": "0", "file": file}).content.decode()
    assert "已读入：2 格有变化" in page
    assert "“固定资产投资”系统填入 38.62亿元，表格中改为 45" in page
    assert STEPS in page
    assert Saving.objects.count() == 0
    nothing = street.post(address, {"do": "bring", "seen": "0"})
    assert "web-forms.file-to-choose" in nothing.content.decode()
    wrong = SimpleUploadedFile("x.xlsx", b"not a workbook")
    refused = street.post(address, {"do": "bring", "seen": "0", "file": wrong})
    assert refused.status_code == 400


@proves("W4.2.1")
def test_who_asked_gives_it_back_with_a_remark_and_accepts_it(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    address = f"/forms/submissions/{submission.pk}"
    typed = {"cell-output": "12", "cell-next": "无", "seen": "0", "do": "send"}
    as_person(asking.zone.easterner).post(address, typed)
    # Without a reason it is refused, and what was sent is still to be seen.
    refused = as_person(asking.asker).post(address, {"do": "return", "moved": "2"})
    assert refused.status_code == 400
    assert "12" in refused.content.decode().split("<h1")[1]
    assert "未填" not in refused.content.decode()
    back = {"do": "return", "moved": "2", "remark-next": "请写明时限"}
    assert as_person(asking.asker).post(address, back).status_code == 302
    street = as_person(asking.zone.easterner)
    assert "请写明时限" in street.get(address).content.decode()
    assert street.post(address, typed | {"cell-next": STEPS, "seen": "1"}).status_code == 302
    assert as_person(asking.asker).post(address, {"do": "accept", "moved": "4"}).status_code == 302
    assert state_of(submission.case) == "accepted"


@proves("W4.3.1")
def test_the_units_first_page_says_what_it_was_asked_this_month_and_each_figure_opens(as_person: As) -> None:
    asking = an_asking_zone()
    street = as_person(asking.zone.easterner)
    assert "这个月没有要填的表" in street.get("/supervision/today").content.decode()
    submission = now_asked(asking)
    page = street.get("/supervision/today").content.decode()
    for figure in ("1</b> 张表", "约 3</b> 分钟", "2</b> 格要人工填写", "33.3%</b> 系统代填"):
        assert f'<a href="/forms/mine"><b class="n">{figure}' in page
    assert f"/forms/submissions/{submission.pk}" in street.get("/forms/mine").content.decode()


@proves("W4.2.2")
def test_a_request_is_made_on_the_forms_page_and_approved_on_its_own(as_person: As) -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    bureau = as_person(asking.asker)
    sent = {"period": "2024-03", "unit": [str(asking.zone.east.pk)], "key": "abc"}
    bad = bureau.post(f"/forms/of/{form.code}", sent | {"period": "三月"})
    assert "web-forms.entry-unreadable" in bad.content.decode()
    for _ in range(2):
        assert bureau.post(f"/forms/of/{form.code}", sent).status_code == 302
    request = Request.objects.get()
    address = f"/forms/requests/{request.pk}"
    assert "各单位的负担" in bureau.get(address).content.decode()
    assert bureau.post(address, {"do": "issue", "seen": "1"}).status_code == 302
    assert bureau.post(address, {"do": "issue", "seen": "1"}).status_code == 302
    assert Submission.objects.count() == 1
    office = as_person(asking.zone.clerk)
    halted = {"do": "halt", "seen": "2", "note": "重复要数"}
    assert office.post(address, halted).status_code == 302
    assert state_of(request.case) == "halted"


FILE = """
fields:
  - {code: visits, name: 走访企业数, owner: 经发局, unit: 家}
  - {code: done, name: 是否完成, owner: 经发局, kind: choice, choices: [是, 否]}
forms:
  - code: visiting
    title: 走访情况表
    issuer: 经发局
    period: month
    sections:
      - {title: 情况, fields: [visits, {field: done, required: "no"}]}
"""


@proves("W4.2.1")
def test_a_form_is_brought_in_as_a_file_and_changed_it_is_the_next_version(as_person: As) -> None:
    asking = an_asking_zone()
    bureau = as_person(asking.asker)
    for text in (FILE, FILE, FILE.replace("情况表", "月报")):
        file = SimpleUploadedFile("form.yaml", text.encode())
        assert bureau.post("/forms", {"file": file}).status_code == 302
    page = bureau.get("/forms/of/visiting").content.decode()
    assert "走访月报" in page
    assert "第 2 版 · 2 个字段" in page
    for text, code in (
        (FILE.replace("经发局", "没有的局"), "forms.unit-elsewhere"),
        ("x: [", "rules.unreadable"),
    ):
        refused = bureau.post("/forms", {"file": SimpleUploadedFile("form.yaml", text.encode())})
        assert code in refused.content.decode()


@proves("W4.2.3")
def test_the_office_loads_a_list_of_tables_and_records_merges(as_person: As) -> None:
    asking = an_asking_zone()
    east = asking.zone.east
    office = as_person(asking.zone.clerk)
    text = "编号,表名\n" + "\n".join(f"{n},表{n}" for n in range(1, 11))
    file = SimpleUploadedFile("清单.csv", text.encode("utf-8-sig"))
    assert office.post("/forms/office", {"unit": east.pk, "file": file}).status_code == 302
    merged = {"do": "merge", "unit": east.pk, "merges": "9 → 1\n10", "reason": "合并"}
    assert office.post("/forms/office", merged).status_code == 302
    page = office.get("/forms/office").content.decode()
    assert "−20.0%" in page
    refused = office.post("/forms/office", merged)
    assert "forms.reduced-already" in refused.content.decode()


@proves("W4.2.2")
def test_the_office_sees_what_waits_and_what_is_asked_twice(as_person: As) -> None:
    asking = an_asking_zone()
    submission = now_asked(asking)
    define_fields(
        SYSTEM, asking.zone.zone, [FieldDraft("x", "其他", asking.statistics, kind="text")], at=timezone.now()
    )
    other = a_form(asking, ["output", "x"], code="other", issuer=asking.statistics)
    now = timezone.now()
    asked(asking, other, by=asking.statistician, when=now, due=(now + timedelta(days=10)).date())
    page = as_person(asking.zone.clerk).get("/forms/office").content.decode()
    assert "经发局、统计办" in page
    assert submission.request.title in page


@proves("W4.2.2")
def test_what_one_may_not_do_is_not_offered_and_who_may_is_said(as_person: As) -> None:
    asking = an_asking_zone()
    asker = as_person(asking.asker)
    assert 'name="merges"' not in asker.get("/forms/office").content.decode()
    now = timezone.now()
    hurry = {"emergency": True, "approver": asking.zone.clerk, "reason": "防汛"}
    waiting = a_request(asking, the_form(asking), when=now, due=now + timedelta(minutes=5), **hurry)
    ask_approval(asking.by(asking.asker), waiting, at=now)
    page = asker.get(f"/forms/requests/{waiting.pk}").content.decode()
    assert "您不能“批准下发”：" in page
    office = as_person(asking.zone.clerk)
    assert 'name="merges"' in office.get("/forms/office").content.decode()
    assert "您不能" not in office.get(f"/forms/requests/{waiting.pk}").content.decode()


def test_in_english_a_request_is_called_by_its_forms_english_title(as_person: As) -> None:
    asking = an_asking_zone()
    the_form(asking)
    form = a_form(asking, ["output", "next"], code="second", title_en="Monthly table")
    now = timezone.now()
    (submission,) = asked(asking, form, when=now, due=(now + timedelta(days=10)).date())
    page = (
        as_person(asking.zone.easterner).get(f"/forms/submissions/{submission.pk}?lang=en").content.decode()
    )
    assert "<h1>Monthly table (2024-03)</h1>" in page
