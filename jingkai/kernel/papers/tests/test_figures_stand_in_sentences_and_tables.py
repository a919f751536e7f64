"""A bulletin's figures: in sentences, and in a table that is printed alike in Word and PDF."""

import io
from typing import Any

import docx
import pytest
import weasyprint
from docx.oxml.ns import qn

from jingkai.kernel.papers.content import Block, Figure, Row, Run, Sentence, plain_slots, slots_from
from jingkai.kernel.papers.filling import fill
from jingkai.kernel.papers.kinds import TemplateBody
from jingkai.kernel.papers.layout import word
from jingkai.kernel.papers.layout.lines import Table, lines_of
from jingkai.kernel.papers.layout.measures import AREA_WIDTH_MM
from jingkai.kernel.papers.sheet import Sheet
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.services import shipped_files
from jingkai.kernel.rules.yaml_text import read_yaml
from tests.proof import proves

from .sheets import a_sheet

TAX = Figure("24.4亿元", "fact:17", "财政局", "自报")
SAID = Sentence(("一季度税收", TAX, "，比时序快。"))
TOLD = Row(("税收", TAX, "+8.0%", "98亿元", "24.9%", "慢 0.1 个百分点", "正常", "自报 · 财政局"))


def bulletin() -> TemplateBody:
    path = next(one for one in shipped_files() if one.name == "paper.bulletin.yaml")
    return checked(TemplateBody, read_yaml(path.read_text("utf-8"))["body"])


def filled(**slots: Any) -> tuple[Any, ...]:
    given = {"period": "2024年3月", "known": "2024年4月8日", "indicators": [TOLD], **slots}
    return fill(bulletin(), "通报", given, {"zone": "样例区", "unit": "", "short": "样"}).blocks


@proves("W2.4.2")
def test_a_figure_in_a_sentence_stays_a_figure() -> None:
    (said,) = [one for one in filled(overall=[SAID]) if one.runs and one.runs[0].text == "一季度税收"]
    assert said.runs == (Run("一季度税收"), Run("24.4亿元", "fact:17", "财政局", "自报"), Run("，比时序快。"))


@proves("W2.4.2")
@pytest.mark.parametrize("field", ["ref", "source", "caliber"])
def test_a_figure_without_source_or_caliber_is_refused_wherever_it_stands(field: str) -> None:
    bare = Figure(**{**vars(TAX), field: ""})
    for slots in (
        {"overall": [Sentence(("税收", bare))]},
        {"indicators": [Row((*TOLD.cells[:1], bare, *TOLD.cells[2:]))]},
        # 苗头 need no figure; one that stands there says where it is from all the same.
        {"signs": [Sentence(("锂价", bare))]},
    ):
        with pytest.raises(Problem) as problem:
            filled(**slots)
        assert problem.value.code == "papers.figure-without-source"


def test_what_is_a_slot_of_figures_has_one() -> None:
    with pytest.raises(Problem) as problem:
        filled(overall=["税收24.4亿元。"])
    assert problem.value.code == "papers.figure-without-source"


@pytest.mark.parametrize(
    "slots", [{"indicators": [SAID]}, {"indicators": [Row(("税收", TAX))]}, {"signs": [TOLD]}]
)
def test_a_row_has_the_cells_of_its_table_and_a_text_has_none(slots: dict[str, Any]) -> None:
    with pytest.raises(Problem) as problem:
        filled(**slots)
    assert problem.value.code == "papers.not-a-row"


def test_a_heading_goes_with_what_stands_below_it() -> None:
    def last(**slots: Any) -> list[str]:
        return [one.runs[0].text for one in filled(**slots) if one.form == "heading"][-1:]

    assert last() == ["五、书面汇报情况"]
    assert last(demands=["抓紧整改。"]) == ["六、下一步工作要求"]


def test_what_was_stored_is_read_as_it_was() -> None:
    slots = {"overall": [SAID], "indicators": [TOLD], "known": "2024年4月8日"}
    assert slots_from(plain_slots(slots)) == slots


def of_the_bulletin(rows: int = 1) -> Sheet:
    blocks = filled(overall=[SAID], indicators=[TOLD] * rows)
    return a_sheet(title="样例区2024年3月经济运行情况通报", blocks=blocks)


def the_table(sheet: Sheet) -> Table:
    (found,) = [one for one in lines_of(sheet) if isinstance(one, Table)]
    return found


@proves("W2.4.2")
def test_the_table_fills_the_type_area_with_columns_by_what_stands_in_them() -> None:
    table = the_table(of_the_bulletin())
    assert (table.heads, len(table.widths), round(sum(table.widths))) == (1, 8, AREA_WIDTH_MM)
    narrow, wide = table.widths[4], table.widths[7]
    assert narrow < wide


LONG = Figure("48,938.25万千瓦时", "fact:18", "经济发展局", "统计")


def the_long_table() -> Sheet:
    told = Row(("全社会用电量", LONG, "—", LONG, "—", "—", "正常", "统计 · 经济发展局"))
    return a_sheet(title="样例区通报", blocks=filled(indicators=[TOLD, told]))


@proves("W2.4.2")
def test_a_figure_is_set_right_and_broken_nowhere() -> None:
    table = the_table(the_long_table())
    # Growth and the like are plain text here: a column is of figures where one of its cells says where it is from.
    assert table.figures == {1, 3}
    styles = [table.styled(1, place) for place in range(8)]
    assert [(one.align, one.whole) for one in styles[:4]] == [
        ("left", False),
        ("right", True),
        ("center", False),
        ("right", True),
    ]
    # Nine digits and signs of 0.58 and four whole characters of 10.5 pt.
    assert min(table.widths[1], table.widths[3]) >= (9 * 0.58 + 4) * 10.5 * 25.4 / 72
    assert (round(sum(table.widths)), min(table.widths) > 0) == (AREA_WIDTH_MM, True)
    document = docx.Document(io.BytesIO(word(the_long_table())))
    kept = [one._tc.tcPr.find(qn("w:noWrap")) is not None for one in document.tables[0].rows[1].cells]
    assert kept == [False, True, False, True, False, False, False, False]


def test_a_table_of_nothing_but_figures_has_room_for_each() -> None:
    head = tuple((Run("指标"),) for _ in range(8))
    row = ((Run("电"),), *[(Run("48,938.25万千瓦时", "fact:1"),)] * 7)
    blocks = (Block("table", rows=(head, row), heads=1),)
    table = the_table(a_sheet(blocks=blocks))
    assert (round(sum(table.widths)), min(table.widths) > 0) == (AREA_WIDTH_MM, True)


@proves("W2.4.2")
def test_word_repeats_the_head_of_the_table_and_divides_no_row() -> None:
    document = docx.Document(io.BytesIO(word(of_the_bulletin(3))))
    rows = document.tables[0].rows
    assert [one.cells[0].text for one in rows] == ["指标", "税收", "税收", "税收"]
    assert [one._tr.trPr.find(qn("w:tblHeader")) is not None for one in rows] == [True, False, False, False]
    assert all(one._tr.trPr.find(qn("w:cantSplit")) is not None for one in rows)
    fonts = [one.cells[1].paragraphs[0].runs[0] for one in rows[:2]]
    assert [one.font.size.pt for one in fonts] == [10.5, 10.5]
    assert [one._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for one in fonts] == ["黑体", "仿宋_GB2312"]


@proves("W2.4.2")
def test_pdf_repeats_the_head_on_the_second_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from jingkai.kernel.papers.layout import pdf

    made: list[str] = []
    kept = weasyprint.HTML
    monkeypatch.setattr(weasyprint, "HTML", lambda string: made.append(string) or kept(string=string))
    assert pdf(of_the_bulletin(40)).startswith(b"%PDF")
    pages = [_texts(one._page_box) for one in kept(string=made[-1]).render().pages]
    assert len(pages) > 2
    assert all("累计完成" in text for text in pages[:2])


def _texts(box: Any) -> str:
    return "".join(getattr(one, "text", "") for one in box.descendants())
