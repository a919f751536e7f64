"""One door for both codes: normalise what was typed, decide which code it is, read it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from jingkai.engines.identity.citizen_id import read_citizen_id
from jingkai.engines.identity.credit_code import read_credit_code
from jingkai.engines.identity.problems import problem
from jingkai.engines.identity.reading import CodeReading, Finding

# What people and spreadsheets put between or before the characters: spaces, hyphens, the text mark '.
BETWEEN = re.compile(r"[\s'’‘`\-–—_.·,，\u200b\ufeff]")
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?1[4-7]")
CITIZEN_SHAPE = re.compile(r"[1-9]\d{5}(1[89]|20)\d{9}[\dX]|\d{15}")


def normalise_code(text: str) -> str:
    """A code in half-width capitals without spaces, hyphens and text marks."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper())


def check_code(
    text: str, kind: Literal["credit_code", "citizen_id"] | None = None, on: date | None = None
) -> CodeReading:
    """Read a credit code or a citizen's number.

    Without `kind` the shape decides, and where both shapes fit, the check digits. `on`: see read_citizen_id.
    """
    if SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text).strip().upper()):
        lost = Finding(problem("identity.digits-lost"))
        return CodeReading(kind or "unknown", text.strip(), "invalid", (lost,))
    code = normalise_code(text)
    if kind == "credit_code":
        return read_credit_code(code)
    if kind == "citizen_id":
        return read_citizen_id(code, on)
    if CITIZEN_SHAPE.fullmatch(code):
        citizen = read_citizen_id(code, on)
        credit = read_credit_code(code)
        return credit if citizen.status == "invalid" and credit.status == "valid" else citizen
    if len(code) in (17, 18, 19) and code.isascii() and code.isalnum():
        return _nearer(code, on)
    return CodeReading("unknown", code, "invalid", (Finding(problem("identity.code-unknown")),))


def _nearer(code: str, on: date | None) -> CodeReading:
    """A code of no clean shape: nearly all digits around a birthday are a citizen's, else a credit code."""
    credit = read_credit_code(code)
    digits = sum(char.isdigit() for char in code)
    if credit.status == "invalid" and digits >= len(code) - 2 and code[6:8] in ("19", "20"):
        citizen = read_citizen_id(code, on)
        return citizen if citizen.repairs or not credit.repairs else credit
    return credit
