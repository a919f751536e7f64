"""The document is opened again and measured against GB/T 9704-2012."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from jingkai.kernel.papers.layout import word
from jingkai.kernel.papers.layout.measures import head_size, width
from jingkai.kernel.papers.layout.titles import balanced
from jingkai.kernel.papers.sheet import Sheet
from tests.proof import proves

from .sheets import NOTICE, a_sheet


def opened(sheet: Sheet = NOTICE) -> Any:
    return docx.Document(io.BytesIO(word(sheet)))


def line(document: Any, text: str) -> Paragraph:
    """The paragraph that begins so."""
    return next(one for one in document.paragraphs if one.text.startswith(text))


def face(paragraph: Paragraph) -> tuple[str, float]:
    """Font of Chinese text, and its size in points; one for the whole paragraph."""
    runs = paragraph.runs
    fonts = {str(one._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))) for one in runs}
    sizes = {one.font.size.pt for one in runs if one.font.size}
    assert (len(fonts), len(sizes)) == (1, 1)
    return fonts.pop(), sizes.pop()


def indents(paragraph: Paragraph) -> dict[str, str]:
    """Indents in hundredths of a character."""
    found = paragraph._p.pPr.find(qn("w:ind"))
    return {} if found is None else {key.partition("}")[2]: value for key, value in found.attrib.items()}


@proves("W4.1.3")
def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    """天头 37 mm, 订口 28 mm, 版心 156 mm x 225 mm, each ±1 mm in the standard."""
    section = opened().sections[0]
    measured = [
        round(one.mm, 1)
        for one in (section.page_width, section.page_height, section.top_margin, section.left_margin)
    ]
    assert measured == [210.0, 297.0, 37.0, 28.0]
    wide = Length(section.page_width - section.left_margin - section.right_margin)
    high = Length(section.page_height - section.top_margin - section.bottom_margin)
    assert (round(wide.mm), round(high.mm)) == (156, 225)


@proves("W4.1.3")
def test_a_page_holds_22_lines_of_28_characters() -> None:
    document = opened()
    section = document.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    line_pt = int(grid.get(qn("w:linePitch"))) / 20
    high = Length(section.page_height - section.top_margin - section.bottom_margin)
    assert high.pt // line_pt == 22
    body = line(document, "一季度")
    assert body.paragraph_format.line_spacing.pt == line_pt
    closer = int(body.runs[0]._r.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    wide = Length(section.page_width - section.left_margin - section.right_margin)
    assert wide.pt // (16 + closer) == 28


@proves("W4.1.3")
@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        ("滨经发", "仿宋_GB2312", 16),
        ("关于", "方正小标宋简体", 22),
        ("各街道", "仿宋_GB2312", 16),
        ("一、", "黑体", 16),
        ("（一）", "楷体_GB2312", 16),
        ("一季度", "仿宋_GB2312", 16),
        ("附件：", "仿宋_GB2312", 16),
        ("2024年1月8日", "仿宋_GB2312", 16),
    ],
)
def test_each_part_has_its_font_and_size(text: str, font: str, size: float) -> None:
    assert face(line(opened(), text)) == (font, size)


@proves("W4.1.3")
def test_the_red_head_stands_35_mm_below_the_top_and_the_red_line_4_mm_below_the_number() -> None:
    document = opened()
    head, number = document.paragraphs[0], line(document, "滨经发")
    assert head.text == "滨河经济开发区督查室文件"
    assert str(head.runs[0].font.color.rgb) == "FF0000"
    assert round(head.paragraph_format.space_before.mm) == 35
    bottom = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert bottom.get(qn("w:color")) == "FF0000"
    assert round(int(bottom.get(qn("w:space"))) * 25.4 / 72) == 4
    assert [one.alignment for one in (head, number)] == [1, 1]


def test_without_a_head_there_is_no_red() -> None:
    document = opened(a_sheet(head=""))
    assert "FF0000" not in document.element.xml
    assert document.paragraphs[0].text == "滨经发〔2024〕3号"


@proves("W4.1.3")
def test_paragraphs_begin_two_characters_in_and_addressees_at_the_margin() -> None:
    document = opened()
    assert indents(line(document, "一季度"))["firstLineChars"] == "200"
    assert indents(line(document, "各街道")) == {}
    assert line(document, "各街道").text == "各街道、各部门："


@proves("W4.1.3")
def test_attachments_are_numbered_below_each_other() -> None:
    document = opened()
    assert [one.text for one in document.paragraphs if "检查表" in one.text or "名单" in one.text] == [
        "附件：1. 检查表",
        "2. 联系人名单",
    ]
    assert indents(line(document, "2. "))["firstLineChars"] == "500"
    assert line(opened(a_sheet(attachments=("检查表",))), "附件").text == "附件：检查表"


@proves("W4.1.3")
def test_the_date_begins_two_characters_after_the_signature() -> None:
    """7.3.5.2: the signature ends two characters before the margin."""
    document = opened()
    signature = next(one for one in document.paragraphs if one.text == NOTICE.signature)
    date = line(document, "2024年1月8日")
    # The signature is 10 characters wide, the date 6: it ends 2 more before the margin than the signature does.
    assert (indents(signature)["rightChars"], indents(date)["rightChars"]) == ("200", "400")


def test_of_a_short_signature_the_date_ends_two_characters_before_the_margin() -> None:
    document = opened(a_sheet(signature="督查室"))
    signature = next(one for one in document.paragraphs if one.text == "督查室")
    date = line(document, "2024年1月8日")
    # 3 characters, and the date of 6 begins 2 after them: 3 + x = 2 + 6 + 2.
    assert (indents(signature)["rightChars"], indents(date)["rightChars"]) == ("700", "200")


@proves("W4.1.3")
def test_the_imprint_stands_at_the_bottom_between_lines() -> None:
    table = opened().tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["抄送：西城街道。", "抄送：西城街道。"],
        ["滨河经济开发区督查室", "2024年1月8日印发"],
    ]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    eighths = [
        int(one.get(qn("w:sz")))
        for row in table.rows
        for one in row.cells[1]._tc.tcPr.find(qn("w:tcBorders"))
    ]
    # 0.35 mm, 0.25 mm, 0.35 mm in eighths of a point.
    assert eighths == [8, 6, 8]
    assert face(table.rows[1].cells[0].paragraphs[0]) == ("仿宋_GB2312", 14)


@proves("W4.1.3")
def test_page_numbers_stand_outside_between_dashes() -> None:
    document = opened()
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side, aligned in ((section.footer, "right", 2), (section.even_page_footer, "left", 0)):
        (paragraph,) = footer.paragraphs
        assert "".join(one.text or "" for one in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
        assert paragraph.alignment == aligned
        assert getattr(paragraph.paragraph_format, f"{side}_indent").pt == 14
        assert face(paragraph) == ("宋体", 14)
    # The dash stands 7 mm below the type area.
    below = Length(section.bottom_margin - section.footer_distance)
    assert below.mm == pytest.approx(7 + 14 * 1.2 * 25.4 / 72, abs=0.2)


@proves("W4.1.3")
def test_the_body_is_whole_and_in_order() -> None:
    document = opened()
    said = [one.text for one in document.paragraphs if one.text]
    assert said[4:8] == [
        "各街道、各部门：",
        "一、总体要求",
        "一季度税收24.4亿元，同比增长。",
        "（一）时间安排",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["牵头单位", "东城街道"], ["办结期限", "2024年2月1日"]]


@proves("W4.1.3")
def test_the_same_paper_gives_the_same_bytes_and_another_does_not() -> None:
    assert word(NOTICE) == word(a_sheet())
    assert word(a_sheet(title="关于防火的通知")) != word(NOTICE)


def test_the_file_says_when_it_was_issued_and_not_when_it_was_made() -> None:
    properties = opened().core_properties
    assert properties.created.replace(tzinfo=None) == datetime(2024, 1, 8, 1, 0)  # noqa: DTZ001 the file's own UTC
    assert (properties.title, properties.subject) == (NOTICE.title, "滨经发〔2024〕3号")
    with zipfile.ZipFile(io.BytesIO(word(NOTICE))) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_correction_names_what_it_corrects() -> None:
    assert line(opened(a_sheet(corrects="滨经发〔2024〕2号")), "（更正").text == "（更正滨经发〔2024〕2号）"


def test_a_draft_says_that_it_is_one() -> None:
    assert line(opened(a_sheet(number="", day=None, made=None)), "（文稿").text == "（文稿，未印发）"


def test_a_title_is_set_in_lines_of_about_one_length() -> None:
    """7.3.1: words stay whole, the lines are symmetrical."""
    lines = balanced("关于开展2024年第一季度防汛安全检查的通知", 22)
    assert len(lines) == 2
    assert abs(width(lines[0]) - width(lines[1])) <= 2
    assert balanced("关于防汛的通知", 22) == ["关于防汛的通知"]
    assert "".join(balanced("年" * 95, 22)) == "年" * 95
    assert not any(
        one.startswith(("，", "的")) for one in balanced("关于做好安全生产工作的若干措施和规定的通知", 22)
    )


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("滨河经济开发区2024年3月经济运行情况通报", ["滨河经济开发区2024年3月", "经济运行情况通报"]),
        (
            "关于约谈两家停工企业并于2024年4月18日前报告的交办单",
            ["关于约谈两家停工企业", "并于2024年4月18日前报告的交办单"],
        ),
        ("关于开展2024年第一季度防汛安全检查的通知", ["关于开展2024年第一季度", "防汛安全检查的通知"]),
        ("关于完成固定资产投资12.5亿元的督办通知单", ["关于完成固定资产投资", "12.5亿元的督办通知单"]),
    ],
)
def test_a_title_breaks_by_sense(title: str, lines: list[str]) -> None:
    assert balanced(title, 22) == lines


def test_a_name_is_kept_whole_in_a_title() -> None:
    title = "关于柳林镇红旗渠首灌区提升改造工程的交办单"
    name = "红旗渠首灌区提升改造工程"
    assert not any(name in one for one in balanced(title, 22))
    assert any(name in one for one in balanced(title, 22, (name,)))


def test_a_long_mark_is_set_smaller() -> None:
    assert head_size("经开区") == 48
    assert head_size("滨河经济技术开发区管理委员会") < head_size("滨河经济开发区督查室文件") < 48
