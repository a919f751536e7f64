"""Figures as people type them: with blanks, letters, words, brackets, marks, and characters nobody sees."""

from __future__ import annotations

from datetime import date

from tests.hell.case import Case, Reading, at
from tests.hell.grid import workbook
from tests.hell.honest import YTD, honest, output_table

# Most faults sit in C5 (27.05): what depends on that cell is left out of the facts that must be kept.
REST = "C5 C8 E5 E8"
UNTOUCHED = "BD"
RIGHT_C5 = Reading(cell="C5", value="27.05", period=YTD, unit="亿元")


def _typed(name: str, text: str, verdict: str, why: str, wrong: tuple[Reading, ...]) -> Case:
    """One odd spelling in C5. What may be read rightly as 27.05 is in `kept`."""
    right = (RIGHT_C5,) if verdict in ("clean", "either") else ()
    return Case(
        name,
        workbook(output_table().put(C5=text)),
        verdict,  # type: ignore[arg-type]
        why,
        spots=at("C5"),
        kept=honest(without=REST, free=UNTOUCHED) + right,
        never=wrong,
    )


def _value(*values: str) -> tuple[Reading, ...]:
    return tuple(Reading(cell="C5", value=value) for value in values)


SPACED = (
    output_table("万元")
    .put(C4="365 200", C5="270\u00a0500", C6="189\u2009400", C7="134 900 ", C8="960,000")
    .put(B4=" 128400", B8="330，000")
)
WIDE = output_table().put(C4="３６．５２", C5="２７．０５", C6="１８.９４", E6="－２．２", E4="＋１０．３")
CHANGE_TEXT = {"F4": "3.42", "F5": "1.77", "F6": "(0.42)", "F7": "1.23", "F8": "6.00"}
CHANGE = output_table().put(F3="累计同比增减额", **CHANGE_TEXT)
ABOUT = output_table().put(C4="约36.5", C7="近13.5", B5="不足9.4")
MARKED = {"C4": "36.5", "C7": "13.5", "B5": "9.4"}
NO_FIGURE = output_table().put(B7="—", B8=28.39, E7="持平", C6="未报", E6="/")
DATE_CELL = output_table().put(C5=date(2024, 3, 1)).format('m"月"d"日"', "C5")

CASES = (
    Case(
        "text-numbers-with-blanks-and-commas",
        workbook(SPACED),
        "clean",
        "thousands set apart by blanks of three kinds: every clerk reads 270 500",
        kept=honest(unit="万元"),
        never=_value("270", "500"),
    ),
    Case("full-width-digits-and-signs", workbook(WIDE), "clean", "typed with the IME on", kept=honest()),
    _typed(
        "letter-o-for-zero", "27.O5", "asked", "a guess, however good, is asked", _value("27", "27.05", "5")
    ),
    _typed(
        "letter-l-for-one-and-a-lost-point", "27l05", "asked", "27105 or 27.05", _value("2705", "27105", "27")
    ),
    _typed("comma-for-the-point", "27,05", "asked", "27.05 or 2 705", _value("2705")),
    _typed(
        "chinese-full-stop-for-the-point", "27。05", "either", "the IME's point", _value("2705", "27", "5")
    ),
    _typed("two-points-in-a-figure", "27.0.5", "asked", "27.05 or 270.5", _value("27.0", "270.5", "27.05")),
    _typed(
        "zero-width-space-in-a-figure", "27\u200b.05\ufeff", "clean", "from a chat group", _value("27", "5")
    ),
    _typed(
        "right-to-left-override",
        "\u202e50.72\u202c",
        "asked",
        "shown as 27.05, stored as 50.72: eye and machine do not see the same figure",
        _value("50.72", "27.05"),
    ),
    _typed(
        "rests-of-html-round-a-figure",
        "&nbsp;27.05<br/>",
        "either",
        "practice-S 4.5 HTML rests",
        _value("2705"),
    ),
    _typed("footnote-mark-at-a-figure", "27.05①", "either", "① is a mark, not a digit", _value("27.051")),
    _typed(
        "two-figures-in-one-cell",
        "27.05(含园区3.20)",
        "either",
        "the cell's figure is 27.05, or it is asked; never the sum, never the part",
        _value("3.20", "30.25", "27.053", "-3.20"),
    ),
    _typed(
        "range-where-a-figure-belongs",
        "26-28",
        "asked",
        "K3.4: a printed range is an interval; an actual that is a range is asked about",
        (*_value("-28", "28", "2"), Reading(cell="C5", value="26", qualified=False)),
    ),
    Case(
        "about-near-and-less-than",
        workbook(ABOUT),
        "either",
        "K3.1: the mark belongs to the value; 约36.5 is not 36.5",
        spots=at("C4") + at("C7") + at("B5"),
        kept=(
            *honest(without="B5 C4 C7 E4 E5 E7 B8 C8 E8", free="D"),
            *(Reading(cell=c, value=v, qualified=True) for c, v in MARKED.items()),
        ),
        never=tuple(Reading(cell=cell, qualified=False) for cell in MARKED),
    ),
    Case(
        "doubled-is-not-a-number",
        workbook(output_table().put(E5="翻番", E7="翻两番")),
        "asked",
        "K3.1: 翻番 is not a number; here it also contradicts the amounts",
        spots=at("E5") + at("E7"),
        kept=honest(without="E5 E7", free="B"),
        never=(Reading(cell="E5"), Reading(cell="E7")),
    ),
    Case(
        "brackets-for-a-minus",
        workbook(CHANGE),
        "clean",
        "18.94 less 19.36 is -0.42: the brackets are the bookkeeper's minus",
        kept=(
            *honest(),
            Reading(cell="F6", value="-0.42", period=YTD, unit="亿元", measure="yoy_change"),
            Reading(cell="F5", value="1.77", period=YTD, unit="亿元", measure="yoy_change"),
        ),
        never=(Reading(cell="F6", value="0.42"),),
    ),
    Case(
        "unknown-written-in-words-and-dashes",
        workbook(NO_FIGURE),
        "either",
        "practice-S 4.5: 0 against unknown; 未报 and — give no fact, and the total of three is right",
        kept=honest(without="B7 B8 E7 C6 E6 C8 E8", free="D"),
        never=tuple(Reading(cell=cell, value="0") for cell in ("B7", "C6", "E6")),
    ),
    Case(
        "date-in-an-amount-column",
        workbook(DATE_CELL),
        "asked",
        "Excel made a date of what was typed: 45352 is no output",
        spots=at("C5"),
        kept=honest(without=REST, free=UNTOUCHED),
        never=_value("45352", "3.01", "3", "31"),
    ),
)
