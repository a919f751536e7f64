"""The measures of GB/T 9704-2012 (党政机关公文格式): page, type area, fonts and sizes. Lengths in mm or points."""

from collections.abc import Sequence
from dataclasses import dataclass

MM_A_POINT = 25.4 / 72

# 5.1, 5.2.1: A4, the white above (天头) and at the binding (订口), the type area (版心).
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, BINDING_MM = 37, 28
AREA_WIDTH_MM, AREA_HEIGHT_MM = 156, 225
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM
OUTER_MM = PAGE_WIDTH_MM - BINDING_MM - AREA_WIDTH_MM
# 5.2.3: a page has 22 lines of 28 characters and is filled by them.
LINES_A_PAGE, CHARACTERS_A_LINE = 22, 28
# Word measures lines in twentieths of a point: rounded down, or the last line would not fit.
LINE_TWIPS = int(AREA_HEIGHT_MM / MM_A_POINT * 20 / LINES_A_PAGE)
LINE_PT = LINE_TWIPS / 20

# 5.2.2: the sizes (字号) in points. Body 3号, title 2号, imprint and page number 4号.
SIZE_2, SIZE_3, SIZE_4 = 22, 16, 14
# A table of many columns is set in 5号; the standard says nothing of it.
SIZE_5 = 10.5
CHARACTER_PT = AREA_WIDTH_MM / MM_A_POINT / CHARACTERS_A_LINE

# 7.2.4: the mark of who issues stands 35 mm below the top of the type area; it is smaller than that of the State
# Council (15 mm x 22 mm), and is set as large as the line allows.
HEAD_BELOW_MM = 35
HEAD_LARGEST_PT, HEAD_SMALLEST_PT = 48, 26
# 7.2.7: the red line stands 4 mm below the number.
RED_LINE_BELOW_MM = 4
RED = "FF0000"
# 7.4.1: the imprint's lines: the first and the last thick, those between thin.
THICK_MM, THIN_MM = 0.35, 0.25
# 7.5: the page number's dash stands 7 mm below the type area.
PAGE_NUMBER_BELOW_MM = 7


@dataclass(frozen=True)
class Face:
    """字体: as Word names it, what else it is called, and what stands for it where it is not installed."""

    name: str
    also: Sequence[str]
    substitute: str
    bold_substitute: bool = False


XIAOBIAOSONG = Face(
    "方正小标宋简体",
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "Noto Serif CJK SC",
    bold_substitute=True,
)
FANGSONG = Face("仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong"), "Noto Serif CJK SC")
HEITI = Face("黑体", ("SimHei", "STHeiti"), "Noto Sans CJK SC")
KAITI = Face("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"), "Noto Serif CJK SC")
SONGTI = Face("宋体", ("SimSun", "STSong"), "Noto Serif CJK SC")
FACES = (XIAOBIAOSONG, FANGSONG, HEITI, KAITI, SONGTI)
# Of a line, how much one is set in that must not be broken: digits of some faces are wider than half a character.
MOST = 0.95


def head_size(text: str) -> int:
    """How large the mark of who issues is set, in points: as fits one line."""
    widest = MOST * AREA_WIDTH_MM / MM_A_POINT / max(width(text), 1)
    return max(HEAD_SMALLEST_PT, min(HEAD_LARGEST_PT, int(widest)))


def width(text: str) -> float:
    """How wide a text is, in characters: what is half as wide counts half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
