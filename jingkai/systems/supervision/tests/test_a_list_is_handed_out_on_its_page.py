"""st-S4 on the page: a list is chosen, looked at, split, opened once; both rates with their definitions."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import FRIDAY
from jingkai.systems.supervision.stories.office import DEPARTMENTS, Office, an_office
from jingkai.systems.supervision.stories.test_s4_feedback_list import COMMON, NAME, put_right, the_list
from tests.proof import proves

from .desk import Desk, text_of

LISTS = "/supervision/lists"


def an_opened_office(desk: Desk) -> Office:
    office = an_office()
    desk.zone = office.zone
    desk.at(FRIDAY)
    return office


def chosen(desk: Desk, path: Path) -> HttpResponse:
    """What follows when the clerk chooses the file."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return desk.post(desk.zone.clerk, LISTS, list=file, name="")


def splits(**more: str) -> dict[str, Any]:
    """Each common problem goes to the five departments; the problems stand in rows 3 to 12."""
    return {f"units-{row}": "、".join(DEPARTMENTS) for row in range(3, 3 + len(COMMON))} | more


@proves("W3.3.1", "W5.1.1")
def test_ten_problems_become_26_leaves_and_both_rates_are_shown(desk: Desk, tmp_path: Path) -> None:
    office = an_opened_office(desk)
    look = chosen(desk, the_list(tmp_path))
    assert look.status_code == 302
    page = text_of(desk.get(desk.zone.clerk, look["Location"]))
    assert all(title in page for title in COMMON)
    assert page.count("共性</span>") == 4
    assert page.count("个性</span>") == 6
    for opened, there in ((30, 0), (0, 30)):
        done = desk.post(desk.zone.clerk, look["Location"], **splits())
        assert done.status_code == 302
        assert f"立项 {opened} 件，原已有 {there} 件。" in text_of(
            desk.get(desk.zone.clerk, done["Location"])
        )
    leaves = list(Matter.objects.filter(lead_unit__isnull=False).order_by("pk"))
    assert len(leaves) == 26
    open_child = next(one for one in leaves if one.parent_id is not None)
    for one in leaves:
        if one.pk != open_child.pk:
            put_right(office, one)
    page = text_of(desk.get(desk.zone.clerk, LISTS))
    assert NAME in page
    assert "96.2%" in page
    assert "25/26" in page
    assert "90.0%" in page
    assert "9/10" in page
    assert "子项销号率：已销号的末级事项 ÷ 全部末级事项" in page


@proves("W3.3.1")
def test_a_leaf_without_a_unit_is_refused_with_its_row(desk: Desk, tmp_path: Path) -> None:
    an_opened_office(desk)
    look = chosen(desk, the_list(tmp_path, nobody=(7,)))
    refused = desk.post(desk.zone.clerk, look["Location"], **splits(**{"units-9": ""}))
    assert refused.status_code == 400
    assert "matters.unit-missing" in text_of(refused)
    assert "9" in text_of(refused).split('role="alert"')[1].split("</p>")[0]
    assert Matter.objects.count() == 0
    unknown = desk.post(desk.zone.clerk, look["Location"], **splits(**{"units-9": "月球局"}))
    assert unknown.status_code == 400
    assert "月球局（第 9 行）" in text_of(unknown)
    assert 'value="月球局"' in text_of(unknown)


def test_what_is_no_list_is_refused(desk: Desk, tmp_path: Path) -> None:
    an_opened_office(desk)
    none = desk.post(desk.zone.clerk, LISTS, name="甲")
    assert none.status_code == 400
    assert "supervision.list-to-choose" in text_of(none)
    for name, content in (
        ("甲.xlsx", b"PK no workbook"),
        ("乙.csv", "单位,数\n甲,1\n".encode()),
        ("丙.csv", b""),
    ):
        (tmp_path / name).write_bytes(content)
        look = chosen(desk, tmp_path / name)
        assert look.status_code == 302
        assert desk.get(desk.zone.clerk, look["Location"]).status_code == 400
    assert desk.get(desk.zone.clerk, f"{LISTS}/{'0' * 64}?name=x").status_code == 404


def test_who_may_not_assign_hands_out_nothing(desk: Desk, tmp_path: Path) -> None:
    an_opened_office(desk)
    look = chosen(desk, the_list(tmp_path))
    refused = desk.post(desk.zone.easterner, look["Location"], **splits())
    assert refused.status_code == 400
    assert "parties.not-allowed" in text_of(refused)
    assert Matter.objects.count() == 0


def test_a_list_is_not_named_with_what_stands_before_its_numbers(desk: Desk, tmp_path: Path) -> None:
    an_opened_office(desk)
    path = the_list(tmp_path)
    file = SimpleUploadedFile(path.name, path.read_bytes())
    refused = desk.post(desk.zone.clerk, LISTS, list=file, name="省督导#1")
    assert refused.status_code == 400
    assert "supervision.list-unnamed" in text_of(refused)
