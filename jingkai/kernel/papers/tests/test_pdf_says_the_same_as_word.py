import io
import re
import sys
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from jingkai.kernel.papers.content import Block, Run
from jingkai.kernel.papers.layout import pdf, substituted, word
from jingkai.kernel.papers.layout.measures import FACES, Face
from jingkai.kernel.papers.sheet import Sheet
from jingkai.kernel.problems import Problem
from tests.proof import proves

from .sheets import NOTICE, a_sheet

MM = 72 / 25.4


def opened(sheet: Sheet = NOTICE) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(sheet)))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def placed(reader: PdfReader, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Stretches of text with their x, y (from the top, both in mm) and size in points."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, matrix: Any, where: Any, font: Any, size: float) -> None:
        if text.strip():
            x = where[4] * matrix[0] + matrix[4]
            y = where[5] * matrix[3] + matrix[5]
            found.append((text.strip(), x / MM, 297 - y / MM, abs(size * where[3] * matrix[3])))

    reader.pages[page].extract_text(visitor_text=visit)
    return found


@proves("W4.1.3")
def test_every_paragraph_of_the_word_form_stands_in_the_pdf() -> None:
    said = bare("".join(one.extract_text() for one in opened().pages))
    document = docx.Document(io.BytesIO(word(NOTICE)))
    paragraphs = [one.text for one in document.paragraphs if one.text]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert [one for one in [*paragraphs, *cells] if bare(one) not in said] == []


@proves("W4.1.3")
def test_the_page_is_a4_and_the_text_begins_at_the_margin() -> None:
    reader = opened()
    box = reader.pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (210, 297)
    _, x, _, size = next(one for one in placed(reader) if one[0].startswith("各街道"))
    assert x == pytest.approx(28, abs=1)
    assert size == pytest.approx(16, abs=0.1)


@proves("W4.1.3")
def test_a_full_page_has_22_lines() -> None:
    long = a_sheet(blocks=(Block("paragraph", (Run("字" * 2000),)),))
    lines = {round(y, 1) for text, _, y, size in placed(opened(long), 1) if 37 < y < 262}
    assert len(lines) == 22


@proves("W4.1.3")
def test_every_page_has_its_number() -> None:
    paragraph = NOTICE.blocks[1]
    reader = opened(a_sheet(blocks=(paragraph,) * 60))
    assert len(reader.pages) >= 3
    for number, page in enumerate(reader.pages, 1):
        assert f"—{number}—" in bare(page.extract_text())


@proves("W4.1.3")
def test_fonts_that_are_not_there_are_named_on_the_page_and_in_the_properties(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is installed here: one font that nobody has is added to those of the standard."""
    nobodys = Face("无人有的字体", (), "DejaVu Sans")
    monkeypatch.setattr(sys.modules[pdf.__module__], "FACES", (*FACES, nobodys))
    substituted.cache_clear()
    instead = substituted()
    assert nobodys.name in instead
    assert instead.keys() <= {one.name for one in (*FACES, nobodys)}
    reader = opened()
    substituted.cache_clear()
    assert reader.metadata is not None
    said = bare(reader.pages[-1].extract_text())
    for name, other in instead.items():
        assert name in str(reader.metadata.subject)
        assert other in str(reader.metadata.subject)
        assert bare(name) in said


def test_it_says_when_it_was_issued() -> None:
    metadata = opened().metadata
    assert metadata is not None
    assert str(metadata.creation_date_raw).startswith("D:20240108")
    assert metadata.title == NOTICE.title


def test_what_people_write_is_text_and_no_markup() -> None:
    said = bare("".join(one.extract_text() for one in opened(a_sheet(title="<b>甲</b>&乙")).pages))
    assert "<b>甲</b>&乙" in said


def test_without_pango_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    substituted.cache_clear()
    with pytest.raises(Problem) as refused:
        pdf(NOTICE)
    assert refused.value.code == "papers.pdf-unavailable"
    assert "libpango" in refused.value.zh
