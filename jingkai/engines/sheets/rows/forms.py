"""Forms of typed answers about rows of a list."""

from functools import partial
from typing import Literal

from jingkai.engines.identity import check_code
from jingkai.engines.quantity import Problem, read_number
from jingkai.engines.sheets.forms import YEAR, Form
from jingkai.engines.sheets.rows.days import Said, read_day

CodeKind = Literal["credit_code", "citizen_id"]


def _is_day(text: str) -> bool:
    return YEAR.fits(text) or read_day(text).said in (Said.DAY, Said.TERM, Said.STANDING)


def _is_number(text: str) -> bool:
    try:
        number = read_number(text)
    except Problem:
        return False
    return number is not None and number.value is not None and number.unit.is_number


def _is_code(kind: CodeKind, text: str) -> bool:
    return check_code(text, kind).status != "invalid"


def code(kind: CodeKind) -> Form:
    """A code of a kind of identity.check_code that holds."""
    return Form("校验无误的号码", "a code whose check digit holds", partial(_is_code, kind))


TEXT = Form("文字", "words", lambda text: bool(text.strip()))
FIGURE = Form("正确的数，单位同该格", "the right number, in the unit of the cell", _is_number)
DAY = Form(
    "日期或期限，如2024-03-15、2024年3月底前；年份如2024",
    "a day or a term (2024-03-15), or a year for all of them",
    _is_day,
)
