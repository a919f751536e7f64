"""A paper as PDF: the same lines as in Word. Fonts that the machine lacks are substituted, and named."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from ..problems import PDF_UNAVAILABLE
from ..sheet import Sheet
from .lines import IMPRINT, Style, imprint_of, lines_of
from .measures import (
    BINDING_MM,
    BOTTOM_MM,
    CHARACTER_PT,
    FACES,
    OUTER_MM,
    PAGE_NUMBER_BELOW_MM,
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

_TEMPLATE = Path(__file__).with_name("paper.html")


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF in the layout of GB/T 9704-2012. Raises Problem `papers.pdf-unavailable` without Pango."""
    note = _note(substituted())
    page = _environment().from_string(_TEMPLATE.read_text(encoding="utf-8"))
    made = sheet.made.isoformat() if sheet.made is not None else ""
    html = page.render(
        title=sheet.title,
        author=sheet.signature or sheet.printed_by,
        keywords=", ".join(one for one in (sheet.kind, sheet.number) if one),
        note=note,
        made=made,
        style=_page_style(note),
        lines=list(lines_of(sheet)),
        imprint=imprint_of(sheet),
    )
    return bytes(_weasyprint().HTML(string=html).write_pdf())


@lru_cache(maxsize=1)
def substituted() -> dict[str, str]:
    """Fonts of the standard that this machine lacks, and what stands for each. Raises Problem as `pdf`."""
    found = {}
    for face in FACES:
        text = f'<p style="font-family: {_families(face)}">公</p>'
        document = _weasyprint().HTML(string=text).render()
        document.write_pdf()
        (font,) = document.fonts.values()
        if font.family not in {face.name, *face.also}:
            found[face.name] = str(font.family)
    return found


def _note(instead: Mapping[str, str]) -> str:
    """字体代用: which fonts of the standard are not there, and what stands for them."""
    faces: dict[str, list[str]] = defaultdict(list)
    for face, other in instead.items():
        faces[other].append(face)
    said = "；".join(f"{'、'.join(some)}以 {other} 代" for other, some in faces.items())
    return f"本机未装的字体：{said}" if said else ""


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise PDF_UNAVAILABLE(why=str(error).splitlines()[0]) from error
    return weasyprint


def _environment() -> Environment:
    made = Environment(autoescape=True, undefined=StrictUndefined)
    made.filters["css"] = _css
    return made


def _families(face: Face) -> str:
    return ", ".join(f"'{one}'" for one in (face.name, *face.also, face.substitute)) + ", serif"


def _css(style: Style) -> str:
    bold = style.face.bold_substitute and style.face.name in substituted()
    said = {
        "font-family": _families(style.face),
        "font-weight": "bold" if bold else "normal",
        "font-size": f"{style.size}pt",
        "line-height": f"{style.line:.2f}pt",
        "text-align": style.align,
        "text-indent": f"{style.first * CHARACTER_PT:.2f}pt",
        "margin-top": f"{style.above:.2f}pt",
        "padding-right": f"{style.right * CHARACTER_PT:.2f}pt",
    }
    if style.size == SIZE_3:
        # So that 28 characters fill a line.
        said["letter-spacing"] = f"{CHARACTER_PT - SIZE_3:.3f}pt"
    if style.colour:
        said["color"] = f"#{style.colour}"
    if style.red_line:
        said |= {"border-bottom": f"1.5pt solid #{RED}", "padding-bottom": f"{RED_LINE_BELOW_MM}mm"}
    if style.keep:
        said["break-after"] = "avoid"
    if style.whole:
        said["white-space"] = "nowrap"
    return "; ".join(f"{name}: {value}" for name, value in said.items())


def _page_style(note: str) -> str:
    number = (
        f'content: "— " counter(page) " —"; font: {SIZE_4}pt/1.2 {_families(SONGTI)};'
        f" vertical-align: top; padding: {PAGE_NUMBER_BELOW_MM}mm {SIZE_4}pt 0; white-space: nowrap"
    )
    substitutes = (
        f'content: "{note}"; font: 6.5pt/1.3 {_families(SONGTI)}; color: #666; vertical-align: bottom;'
        " padding-bottom: 12mm; width: 100%"
    )
    return f"""
    @page {{ size: A4; margin: {TOP_MM}mm {OUTER_MM}mm {BOTTOM_MM}mm {BINDING_MM}mm; @bottom-center {{ {substitutes} }}
             @footnote {{ margin: 0; padding: 0; border: none }} }}
    @page :right {{ @bottom-right {{ {number}; text-align: right }} }}
    @page :left {{ margin-left: {OUTER_MM}mm; margin-right: {BINDING_MM}mm;
                   @bottom-left {{ {number}; text-align: left }} }}
    body, p {{ margin: 0 }}
    p {{ orphans: 1; widows: 1; text-justify: inter-character }}
    .end {{ font-size: 1pt; line-height: 0; break-before: avoid }}
    table.body {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
    table.body td {{ border: 0.5pt solid #000; vertical-align: middle }}
    table.body tr {{ break-inside: avoid }}
    .imprint {{ float: footnote; display: block; {_css(IMPRINT)}; border-top: {THICK_MM}mm solid #000;
                border-bottom: {THICK_MM}mm solid #000; text-indent: 0; padding: 0; letter-spacing: 0 }}
    .imprint::footnote-call, .imprint::footnote-marker {{ content: none }}
    .row {{ display: flex; justify-content: space-between; padding: 2pt {SIZE_4}pt }}
    .row + .row {{ border-top: {THIN_MM}mm solid #000 }}
    """
