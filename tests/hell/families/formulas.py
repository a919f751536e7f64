"""Formulas: without a value, with an old one, in a ring, broken, reaching outside, meant to run something."""

from __future__ import annotations

from pathlib import Path

from tests.hell.case import Case, Reading, at, span
from tests.hell.grid import Formula, workbook, write_xlsx
from tests.hell.honest import honest, output_table
from tests.hell.package import edit_parts


def _no_cache(path: Path) -> None:
    """As a program writes formulas that no Excel ever computed: <f> without <v>."""
    write_xlsx(path, output_table().put(C8=Formula("=SUM(C4:C7)", 0)))
    edit_parts(path, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace("</f><v>0</v>", "</f>")})


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK_PART = "xl/externalLinks/externalLink1.xml"


def _external(path: Path) -> None:
    """27.05 comes from a workbook that is not here."""
    write_xlsx(path, output_table().put(C5=Formula("='[1]台账'!C12", 27.05)))
    refer = f'<externalReferences><externalReference xmlns:r="{OFFICE}" r:id="rId90"/></externalReferences>'
    to_link = _relation("rId90", "externalLink", "externalLinks/externalLink1.xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    part = f'<Override PartName="/{LINK_PART}" ContentType="{kind}"/></Types>'
    names = '<sheetNames><sheetName val="台账"/></sheetNames>'
    book = f'<externalBook xmlns:r="{OFFICE}" r:id="rId1">{names}</externalBook>'
    to_file = _relation("rId1", "externalLinkPath", "台账.xlsx").replace("/>", ' TargetMode="External"/>', 1)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    edit_parts(
        path,
        {
            "xl/workbook.xml": lambda xml: xml.replace("<calcPr", f"{refer}<calcPr", 1),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace("</Relationships>", to_link),
            "[Content_Types].xml": lambda xml: xml.replace("</Types>", part),
        },
        {
            LINK_PART: f'<externalLink xmlns="{MAIN}">{book}</externalLink>'.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                f'<Relationships xmlns="{relations}">{to_file}'.encode()
            ),
        },
    )


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'


RING = output_table().put(B5=Formula("=B6+3.19", 0), B6=Formula("=B5-3.19", 0))
STALE = output_table().put(C7=13.94, C8=Formula("=SUM(C4:C7)", 96.00), E7=13.7)
BROKEN = output_table().put(
    B5=Formula("=#REF!+1", "#REF!"),
    E6=Formula("=(C6-D6)/G6", "#DIV/0!"),
    C7=Formula("=VLOOKUP(A7,Z:Z,2,0)", "#N/A"),
)
ERROR_TEXT = output_table().put(C6="#REF!", E6="#VALUE!")
COMMAND = output_table().put(C5="=cmd|' /C calc'!A0")
LINKED = output_table().put(A5=Formula('=HYPERLINK("https://example.invalid/?q=1","石门街道")', "石门街道"))

QUESTION = "K3.4: formulas with stale or no cached value are questions"

CASES = (
    Case(
        "circular-formulas",
        workbook(RING),
        "asked",
        "two cells that wait for each other; the kept 0 is no figure",
        spots=at("B5", "B6"),
        kept=honest(without="B5 B6 B8", free="CDE"),
        never=(Reading(cell="B5", value="0"), Reading(cell="B6", value="0")),
    ),
    Case(
        "formula-never-computed",
        _no_cache,
        "asked",
        QUESTION + "; the total may be held with the computed 96.00 or left out, but not vanish in silence",
        spots=at("C8"),
        kept=honest(without="C8 E8", free="B"),
        never=(Reading(cell="C8", value="0"),),
    ),
    Case(
        "total-with-an-old-cached-value",
        workbook(STALE),
        "asked",
        QUESTION + ": SUM gives 96.45, the kept value says 96.00",
        spots=at("C8"),
        kept=honest(without="C7 E7 C8 E8", free="B"),
        never=(Reading(cell="C8", value="96.00"), Reading(cell="C8", value="96.45")),
    ),
    Case(
        "error-values-in-three-cells",
        workbook(BROKEN),
        "asked",
        "#REF!, #DIV/0! and #N/A are not figures, and a blank would hide them",
        spots=at("B5") + at("E6") + at("C7"),
        kept=honest(without="B5 E6 C7 B8 C8 E7 E8"),
        never=(Reading(cell="B5"), Reading(cell="E6"), Reading(cell="C7")),
    ),
    Case(
        "error-values-pasted-as-text",
        workbook(ERROR_TEXT),
        "asked",
        "the same after copy and paste as values",
        spots=at("C6") + at("E6"),
        kept=honest(without="C6 E6 C8 E8", free="B"),
        never=(Reading(cell="C6"), Reading(cell="E6")),
    ),
    Case(
        "command-typed-into-a-figure",
        workbook(COMMAND),
        "asked",
        "practice-S 4.5 security: =cmd|... in a cell; never run, never a figure, always shown",
        spots=at("C5"),
        kept=honest(without="C5 C8 E5 E8", free="B"),
        never=(Reading(cell="C5"),),
    ),
    Case(
        "hyperlink-formula-as-a-name",
        workbook(LINKED),
        "clean",
        "the shown text is the name; nothing is opened",
        kept=honest(),
        may_warn=True,
    ),
    Case(
        "value-from-another-workbook",
        _external,
        "either",
        "27.05 was right when the other file was last open; taking it or asking are both careful",
        spots=at("C5"),
        kept=honest(without="E5"),
        never=(Reading(cell="C5", value="0"),),
    ),
    Case(
        "errors-hidden-by-a-blank",
        workbook(output_table().put(C6=Formula('=IFERROR(Z6/0,"")', ""), E6=None, C8=77.06, E8=None)),
        "asked",
        "a formula that shows nothing has no value: unknown is never 0, and the total of three is said aloud",
        spots=at(*span("C", (6, 8))),
        kept=honest(without="C6 E6 C8 E8", free="B"),
        never=(Reading(cell="C6"),),
    ),
)
