"""From signing for a matter to its verified end, by the forms of its page."""

import hashlib
import re
from datetime import date

import pytest

from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, open_split
from jingkai.kernel.matters.tests.samples import FRIDAY, at
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.models import Entry, File
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .desk import PICTURE, Desk, page_of, picture, text_of


def reported(desk: Desk, matter: Matter, content: bytes = PICTURE) -> None:
    """Signed for, begun and reported done with a picture, by the east street."""
    east = desk.zone.easterner
    desk.at(at("2024-01-08"))
    assert desk.move(east, matter, "accept").status_code == 302
    assert desk.move(east, matter, "begin").status_code == 302
    desk.at(at("2024-01-20"))
    sent = desk.move(east, matter, "report", note="已清淤 300 米", files=picture(content=content))
    assert sent.status_code == 302


@proves("W1.3.2", "W1.3.3")
def test_a_unit_does_it_and_the_office_closes_it(desk: Desk) -> None:
    matter = desk.a_matter()
    reported(desk, matter)
    page = text_of(desk.get(desk.zone.clerk, page_of(matter)))
    assert "下一步：核验" in page
    assert "已清淤 300 米" in page
    # Evidence shows its name, its time and its fingerprint.
    assert "整改后.png" in page
    assert hashlib.sha256(PICTURE).hexdigest()[:12] in page
    assert "2024-01-20 09:00 上传" in page
    desk.at(at("2024-01-22"))
    # Nobody verifies with a click: what was seen is said.
    assert re.search(
        r'<textarea id="verify-note"[^>]* required',
        desk.get(desk.zone.clerk, page_of(matter)).content.decode(),
    )
    refused = desk.move(desk.zone.clerk, matter, "verify", note=" ")
    assert "flows.needs-missing" in refused.content.decode()
    assert state_of(matter.case) == "reported"
    assert desk.move(desk.zone.clerk, matter, "verify", note="现场看过，水已通").status_code == 302
    assert desk.move(desk.zone.clerk, matter, "close").status_code == 302
    assert state_of(matter.case) == "closed"
    page = text_of(desk.get(desk.zone.easterner, page_of(matter)))
    assert "此事已销号，没有下一步。" in page
    assert 'class="move"' not in page


@proves("W1.3.2")
def test_who_may_what_it_needs_and_why_not_you(desk: Desk) -> None:
    matter = desk.a_matter()
    page = text_of(desk.get(desk.zone.clerk, page_of(matter)))
    assert "下一步：签收" in page
    assert "由东城街道办理" in page
    assert "此步只能由承办单位办理：东城街道。" in page  # why not the clerk
    english = text_of(desk.get(desk.zone.clerk, page_of(matter) + "?lang=en", "en"))
    assert "Next: sign for" in english
    assert "Only the units that do this case" in english
    desk.at(at("2024-01-08"))
    for name in ("accept", "begin"):
        desk.move(desk.zone.easterner, matter, name)
    page = text_of(desk.get(desk.zone.easterner, page_of(matter)))
    assert "需要：说明、佐证材料" in page


@proves("W1.3.2", "INV.2")
def test_who_did_it_is_told_why_he_does_not_verify_it(desk: Desk) -> None:
    matter = desk.a_matter()
    reported(desk, matter)
    # The hand of the street is given the right to verify in the whole zone, and is still a doer.
    hold(desk.zone.easterner, "supervision", desk.zone.zone)
    page = text_of(desk.get(desk.zone.easterner, page_of(matter)))
    assert "不能核验此事" in page
    refused = desk.move(desk.zone.easterner, matter, "verify", note="我看过了")
    assert refused.status_code == 400
    assert "flows.verifier-is-doer" in text_of(refused)
    assert state_of(matter.case) == "reported"


def test_what_was_typed_stays_when_it_is_refused(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    for name in ("accept", "begin"):
        desk.move(desk.zone.easterner, matter, name)
    refused = desk.move(desk.zone.easterner, matter, "report", note="已清淤 <b>300</b> 米")
    assert refused.status_code == 400
    assert "flows.needs-missing" in text_of(refused)
    assert "佐证" in text_of(refused)
    assert "已清淤 &lt;b&gt;300&lt;/b&gt; 米</textarea>" in text_of(refused)
    assert state_of(matter.case) == "doing"


@proves("W5.2.1", "W5.2.2")
def test_a_double_click_is_one_move_and_a_colleague_s_is_no_surprise(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    twice = [desk.post(desk.zone.easterner, page_of(matter), do="accept", seen="1") for _ in range(2)]
    assert [one.status_code for one in twice] == [302, 302]
    assert matter.case.moves.count() == 2
    colleague, _post = a_person("东城干部乙", desk.zone.east)
    hold(colleague, "street", desk.zone.east)
    late = desk.post(colleague, page_of(matter), do="accept", seen="1", note="我来签收")
    assert late.status_code == 400
    assert "flows.moved-meanwhile" in text_of(late)
    assert matter.case.moves.count() == 2


@proves("W1.3.3")
def test_a_picture_used_twice_is_said_so(desk: Desk) -> None:
    first, second, third = desk.a_matter("疏通东河"), desk.a_matter("清理西塘"), desk.a_matter("修补北路")
    for one, content in ((first, PICTURE), (second, PICTURE), (third, b"another picture")):
        reported(desk, one, content)
    page = text_of(desk.get(desk.zone.clerk, page_of(second)))
    assert "同一文件也用在" in page
    assert first.label in page
    assert "与其他事项无重复" in text_of(desk.get(desk.zone.clerk, page_of(third)))


def test_a_picture_of_a_hidden_matter_is_not_told_of(desk: Desk) -> None:
    mine, theirs = desk.a_matter("疏通东河"), desk.a_matter("清理西塘", unit=desk.zone.west)
    reported(desk, mine)
    desk.at(at("2024-01-08"))
    west = desk.zone.westerner
    desk.move(west, theirs, "accept")
    desk.move(west, theirs, "begin")
    desk.move(west, theirs, "report", note="好了", files=picture())
    page = text_of(desk.get(desk.zone.easterner, page_of(mine)))
    assert "同一文件也用在" not in page
    assert theirs.label + "<" not in page


def test_too_much_is_refused_and_nothing_of_it_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    desk.move(desk.zone.easterner, matter, "accept")
    desk.move(desk.zone.easterner, matter, "begin")
    many = [picture(f"{n}.png") for n in range(11)]
    refused = desk.move(desk.zone.easterner, matter, "report", note="好了", files=many)
    assert refused.status_code == 400
    assert "supervision.too-many-files" in text_of(refused)
    monkeypatch.setattr("jingkai.systems.supervision.acts.MOST_BYTES", 10)
    refused = desk.move(desk.zone.easterner, matter, "report", note="好了", files=picture())
    assert refused.status_code == 400
    assert "supervision.file-too-large" in text_of(refused)
    assert not File.objects.exists()


@proves("W3.3.2")
def test_a_delay_is_asked_for_and_granted_and_the_old_day_stays(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    desk.move(desk.zone.easterner, matter, "accept")
    asked = desk.move(desk.zone.easterner, matter, "delay", wanted="2024-02-20", note="春汛未退")
    assert asked.status_code == 302
    assert "申请延期" not in text_of(desk.get(desk.zone.easterner, page_of(matter))).split("经过")[0]
    page = text_of(desk.get(desk.zone.clerk, page_of(matter)))
    assert "东城街道申请从 2024-02-01 延至 2024-02-20" in page
    assert "春汛未退" in page
    (wait,) = matter.case.dues.get(term="finish", turn=1).extensions.all()
    mine = desk.post(desk.zone.easterner, page_of(matter), do="decide", extension=wait.pk, granted="yes")
    assert mine.status_code == 400
    assert "flows.verifier-is-doer" in text_of(mine)
    for _ in range(2):  # a double click
        sent = desk.post(desk.zone.clerk, page_of(matter), do="decide", extension=wait.pk, granted="yes")
        assert sent.status_code == 302
    assert current_dues(matter.case)["finish"].day == date(2024, 2, 20)
    page = text_of(desk.get(desk.zone.clerk, page_of(matter)))
    assert "2024-02-20（原 2024-02-01）" in page


def test_it_is_handed_over_to_another_unit(desk: Desk) -> None:
    matter = desk.a_matter()
    desk.at(at("2024-01-08"))
    none = desk.move(desk.zone.clerk, matter, "transfer", note="属西城辖区")
    assert none.status_code == 400
    assert "supervision.unit-to-choose" in text_of(none)
    sent = desk.move(desk.zone.clerk, matter, "transfer", note="属西城辖区", unit=desk.zone.west.pk)
    assert sent.status_code == 302
    page = text_of(desk.get(desk.zone.westerner, page_of(matter)))
    assert "<dt>牵头单位</dt><dd>西城街道</dd>" in page


@pytest.mark.parametrize(
    "sent", [{"do": "fly", "seen": "1"}, {"do": "decide", "extension": "999"}, {"do": "delay"}, {}]
)
def test_what_no_form_sends_is_refused(desk: Desk, sent: dict[str, str]) -> None:
    matter = desk.a_matter()
    refused = desk.post(desk.zone.easterner, page_of(matter), **sent)
    assert refused.status_code == 400
    assert matter.case.moves.count() == 1


@proves("INV.7")
def test_a_hidden_matter_is_absent(desk: Desk) -> None:
    theirs = desk.a_matter("清理西塘金丝雀", unit=desk.zone.west)
    desk.at(at("2024-01-08"))
    west, east = desk.zone.westerner, desk.zone.easterner
    desk.move(west, theirs, "accept", files=picture("金丝雀.png"))
    file = File.objects.get()
    absent = desk.get(east, "/supervision/matters/999999")
    for address in (page_of(theirs), f"{page_of(theirs)}/files/{file.pk}", f"{page_of(theirs)}/files/999"):
        hidden = desk.get(east, address)
        assert hidden.status_code == absent.status_code == 404
        assert text_of(hidden).replace(address, "") == text_of(absent).replace(
            "/supervision/matters/999999", ""
        )
    assert desk.post(east, page_of(theirs), do="begin", seen="2").status_code == 404
    for address in ("/supervision/today", "/supervision/ledger?show=all", "/supervision/ledger?q=金丝雀"):
        assert "西塘" not in text_of(desk.get(east, address))
    assert "西塘" in text_of(desk.get(west, "/supervision/ledger"))


def test_the_file_is_given_out_to_be_kept(desk: Desk) -> None:
    matter = desk.a_matter()
    reported(desk, matter)
    answer = desk.get(desk.zone.clerk, f"{page_of(matter)}/files/{File.objects.get().pk}")
    assert b"".join(answer.streaming_content) == PICTURE  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")


def test_looking_writes_nothing(desk: Desk) -> None:
    matter = desk.a_matter()
    before = Entry.objects.count()
    for address in (page_of(matter), "/supervision/today", "/supervision/ledger", "/supervision/ledger.xlsx"):
        for person in (desk.zone.clerk, desk.zone.easterner, None):
            assert desk.get(person, address).status_code == 200
    assert Entry.objects.count() == before


def test_a_part_leads_to_the_whole_and_the_whole_to_its_parts(desk: Desk) -> None:
    zone = desk.zone
    draft = Draft("全区消防通道占用", unit=None, due=date(2024, 2, 1), kind="problem", category="common")
    opened = open_split(
        zone.actor(zone.clerk), zone.zone, draft, [zone.east, zone.west], at=FRIDAY, flow="flow.feedback",
        parent_flow="flow.common",
    )  # fmt: skip
    parent = next(one for one in opened.new if one.lead_unit is None)
    first, second = parent.children.order_by("pk")
    page = text_of(desk.get(zone.clerk, page_of(parent)))
    assert page_of(first) in page
    assert page_of(second) in page
    assert "0/2" in page
    assert first.label in page.split("您不能办这一步")[1].split("经过")[0]  # why it is not closed yet
    assert page_of(parent) in text_of(desk.get(zone.clerk, page_of(first)))
    # A street sees its own part, of the whole only what it may read.
    assert page_of(second) not in text_of(desk.get(zone.easterner, page_of(first)))


@proves("W3.3.2")
def test_what_is_not_good_enough_is_returned_and_says_why(desk: Desk) -> None:
    matter = desk.a_matter()
    reported(desk, matter)
    desk.at(at("2024-01-22"))
    bare = desk.move(desk.zone.clerk, matter, "return")
    assert bare.status_code == 400
    assert "flows.needs-missing" in text_of(bare)
    assert desk.move(desk.zone.clerk, matter, "return", note="照片看不出已通水").status_code == 302
    assert state_of(matter.case) == "doing"
    page = text_of(desk.get(desk.zone.easterner, page_of(matter)))
    assert "照片看不出已通水" in page
    assert "下一步：反馈办结" in page


def test_reading_by_a_right_that_is_logged_leaves_an_entry(desk: Desk) -> None:
    matter = desk.a_matter()
    reported(desk, matter)
    office, _ = a_person("纪检干部", desk.zone.office)
    hold(office, "discipline", desk.zone.zone, Scope.SUBTREE)
    file = File.objects.get()
    for address in (page_of(matter), f"{page_of(matter)}/files/{file.pk}"):
        before = Entry.objects.filter(act="flows.read", person=office.pk).count()
        assert desk.get(office, address).status_code == 200
        assert Entry.objects.filter(act="flows.read", person=office.pk).count() == before + 1
