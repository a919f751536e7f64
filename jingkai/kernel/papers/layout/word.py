"""A paper as a Word document. The same sheet gives the same bytes."""

import io
import math
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ..content import Run, Runs
from ..sheet import Sheet
from .lines import IMPRINT, Style, Table, imprint_of, lines_of
from .measures import (
    AREA_WIDTH_MM,
    BINDING_MM,
    BOTTOM_MM,
    CHARACTER_PT,
    FANGSONG,
    LINE_TWIPS,
    MM_A_POINT,
    OUTER_MM,
    PAGE_HEIGHT_MM,
    PAGE_NUMBER_BELOW_MM,
    PAGE_WIDTH_MM,
    RED,
    RED_LINE_BELOW_MM,
    SIZE_3,
    SIZE_4,
    SONGTI,
    THICK_MM,
    THIN_MM,
    TOP_MM,
    Face,
)

# Characters of the body stand closer by this many twentieths of a point; rounded up, or the 28th would not fit. (A grid
# of characters would say the same, but not every program sets one alike.)
_CLOSER_TWIPS = math.ceil((SIZE_3 - CHARACTER_PT) * 20)
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# No zip file is older.
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def word(sheet: Sheet) -> bytes:
    """The sheet as a .docx in the layout of GB/T 9704-2012."""
    document = Document()
    _page(document)
    _normal(document)
    _page_numbers(document)
    for line in lines_of(sheet):
        if isinstance(line, Table):
            _table(document, line)
        else:
            _set(document.add_paragraph(), line.style, line.runs)
    _imprint(document, sheet)
    _properties(document, sheet)
    return _same_bytes(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(BINDING_MM), Mm(OUTER_MM)
    section.header_distance = Mm(TOP_MM / 2)
    # From the page's end to that of the number, which begins 7 mm below the type area.
    section.footer_distance = Mm(BOTTOM_MM - PAGE_NUMBER_BELOW_MM) - Pt(SIZE_4 * 1.2)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_TWIPS))
    # Printed on both sides: the binding is at the right of even pages.
    settings = document.settings.element
    settings.find(qn("w:zoom")).addnext(OxmlElement("w:mirrorMargins"))


def _normal(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(SIZE_3)
    _face(style.element.get_or_add_rPr(), FANGSONG)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _page_numbers(document: Any) -> None:
    """7.5: — 1 —, one character from the outer margin: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        indent = Pt(SIZE_4)
        if align == WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = indent
        else:
            paragraph.paragraph_format.left_indent = indent
        _run(paragraph, "— ", SONGTI, SIZE_4)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        # The number lies in a run of the field, set like what is around it.
        number = _run(paragraph, "1", SONGTI, SIZE_4)
        field.append(number._r)
        _run(paragraph, " —", SONGTI, SIZE_4)


def _set(paragraph: Paragraph, style: Style, runs: Runs) -> None:
    form = paragraph.paragraph_format
    form.alignment = _ALIGN[style.align]
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(style.line)
    form.space_before = Pt(style.above)
    form.widow_control = False
    if style.keep:
        form.keep_with_next = True
    indent = paragraph._p.get_or_add_pPr()._add_ind() if style.first or style.right else None
    if indent is not None and style.first:
        indent.set(qn("w:firstLineChars"), str(style.first * 100))
        indent.set(qn("w:firstLine"), str(int(style.first * style.size * 20)))
    if indent is not None and style.right:
        indent.set(qn("w:rightChars"), str(int(style.right * 100)))
        indent.set(qn("w:right"), str(int(style.right * CHARACTER_PT * 20)))
    if style.red_line:
        _red_line(paragraph)
    for one in runs:
        _run(paragraph, one.text, style.face, style.size, style.colour)


def _red_line(paragraph: Paragraph) -> None:
    """As wide as the type area."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", "12"),
        ("space", str(round(RED_LINE_BELOW_MM / MM_A_POINT))),
        ("color", RED),
    ):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


# What stands after the borders in a paragraph's properties, of what is set here.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _run(paragraph: Paragraph, text: str, face: Face, size: float, colour: str = "") -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _face(run._r.get_or_add_rPr(), face)
    if size == SIZE_3:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(-_CLOSER_TWIPS))
        run._r.get_or_add_rPr().insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def _face(properties: Any, face: Face) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.name)


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.widths))
    made.style = "Table Grid"
    made.autofit = False
    for number, row in enumerate(table.rows):
        added = made.add_row()
        for place, runs in enumerate(row):
            style = table.styled(number, place)
            _set(added.cells[place].paragraphs[0], style, runs)
            if style.whole:
                _no_break(added.cells[place])
        if table.heads:
            _whole(added, head=number < table.heads)
    for place, width in enumerate(table.widths):
        made.columns[place].width = Mm(width)
        for cell in made.columns[place].cells:
            cell.width = Mm(width)


def _no_break(cell: Any) -> None:
    """What stands in the cell stays on one line."""
    properties = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(
        OxmlElement("w:noWrap"), "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def _whole(row: Any, head: bool) -> None:
    """A row that no page divides; one of the head stands again on each further page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _imprint(document: Any, sheet: Sheet) -> None:
    """7.4: at the end of the last page's type area, between lines as wide as that."""
    rows = imprint_of(sheet)
    if not rows:
        return
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    _at_the_bottom(table)
    for place, (left, right) in enumerate(rows):
        cells = table.add_row().cells
        if right:
            _imprint_cell(cells[0], left, "left")
            _imprint_cell(cells[1], right, "right")
        else:
            _imprint_cell(cells[0].merge(cells[1]), left, "left")
        for cell in cells:
            _rule(cell, "top", THICK_MM if place == 0 else THIN_MM)
            if place == len(rows) - 1:
                _rule(cell, "bottom", THICK_MM)
    for place, share in enumerate((0.55, 0.45)):
        for cell in table.columns[place].cells:
            cell.width = Mm(AREA_WIDTH_MM * share)
    # A document ends with a paragraph; here it takes no room.
    _set(document.add_paragraph(), Style(FANGSONG, 1, line=1), ())


def _imprint_cell(cell: Any, text: str, align: str) -> None:
    paragraph = cell.paragraphs[0]
    _set(paragraph, IMPRINT, (Run(text),))
    paragraph.alignment = _ALIGN[align]
    form = paragraph.paragraph_format
    # One character from both margins.
    form.left_indent, form.right_indent = Pt(SIZE_4), Pt(SIZE_4)


def _at_the_bottom(table: Any) -> None:
    place = OxmlElement("w:tblpPr")
    for name, value in (
        ("horzAnchor", "margin"),
        ("vertAnchor", "margin"),
        ("tblpX", "0"),
        ("tblpYSpec", "bottom"),
    ):
        place.set(qn(f"w:{name}"), value)
    properties = table._tbl.tblPr
    properties.insert_element_before(place, "w:tblOverlap", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook")


def _rule(cell: Any, side: str, thick_mm: float) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    if borders.find(qn(f"w:{side}")) is not None:
        return
    line = OxmlElement(f"w:{side}")
    line.set(qn("w:val"), "single")
    # In eighths of a point.
    line.set(qn("w:sz"), str(round(thick_mm / MM_A_POINT * 8)))
    line.set(qn("w:color"), "000000")
    borders.append(line)


def _properties(document: Any, sheet: Sheet) -> None:
    made = (sheet.made or _NEVER).astimezone(UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.subject, core.author = sheet.title, sheet.number, sheet.signature or sheet.printed_by
    core.keywords, core.comments, core.last_modified_by = sheet.kind, "", core.author
    core.created = core.modified = made
    core.revision = 1


def _same_bytes(document: Any) -> bytes:
    """The file without the moment at which it was written."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
