"""Text in columns on a terminal, where a Chinese character takes two."""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

_GAP = "  "


def width(text: str) -> int:
    """How many columns the text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A header and its rows as lines, each column as wide as its widest cell; the last one runs free."""
    lines = [head, *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [_GAP.join(map(_padded, line, widths)).rstrip() for line in lines]


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, broken at blanks or after any Chinese character."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterable[str]:
    """What a line is not broken within: a word with the blank or the punctuation behind it, or one character."""
    piece = ""
    for char in text:
        breakable = not piece or (piece[-1] == " " or width(piece[-1]) == 2 or width(char) == 2)
        if piece and breakable and char not in "，。；：、）”！？ " and piece[-1] not in "（“":
            yield piece
            piece = ""
        piece += char
    yield piece


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
