"""The citizen identification number (公民身份号码), GB 11643-1999: 17 digits and a check digit, modulo 11-2.

1-6 place, 7-14 date of birth, 15-17 running number, 18 check (X is ten). The form of 15 digits of before 1999
has two digits for the year and no check.
"""

from __future__ import annotations

from datetime import date

from jingkai.engines.identity.problems import problem
from jingkai.engines.identity.reading import CodeReading, Finding, Repair, status_of
from jingkai.engines.identity.repair import repairs
from jingkai.engines.identity.tables import provinces

DIGITS = "0123456789"
LENGTH, OLD_LENGTH = 18, 15
# A spreadsheet keeps 15 significant digits of a number and writes zeros for the rest.
LOST = "000"


def check_digit(first: str) -> str:
    """The 18th digit after the first 17, ISO 7064 MOD 11-2 (GB 11643-1999, appendix A).

    Raises ValueError unless `first` is 17 digits.
    """
    if len(first) != LENGTH - 1 or not set(first) <= set(DIGITS):
        raise ValueError("a citizen's number has 17 digits before its check digit")
    total = sum(int(digit) * pow(2, LENGTH - 1 - at, 11) for at, digit in enumerate(first))
    return "0123456789X"[(1 - total) % 11]


def read_citizen_id(text: str, on: date | None = None) -> CodeReading:
    """Read a normalised number; its bearer must have been born by the day `on`, if that is given."""
    if len(text) == OLD_LENGTH and set(text) <= set(DIGITS):
        return _old(text)
    if len(text) != LENGTH:
        finding = Finding(problem("identity.id-length", length=len(text)))
        return CodeReading("citizen_id", text, "invalid", (finding,))
    foreign = _foreign(text)
    if foreign:
        shown = problem("identity.id-character", positions="、".join(str(at) for at in foreign))
        found: tuple[Finding, ...] = (Finding(shown, foreign),)
    else:
        found = (*_place(text), *_birth(text, on), *_check(text))
    status = status_of(found, frozenset())
    proposals = _repairs(text, on) if status == "invalid" else ()
    return CodeReading("citizen_id", text, status, found, proposals, "" if found else "自然人")


def _foreign(text: str) -> tuple[int, ...]:
    return tuple(
        at for at, char in enumerate(text, 1) if char not in DIGITS and not (at == LENGTH and char == "X")
    )


def _place(text: str) -> tuple[Finding, ...]:
    # Some early residents of Hong Kong and Macao hold cards of 81 and 82; 83 is Taiwan's (GB/T 2260 has 71).
    if text[:2] in provinces():
        return ()
    return (Finding(problem("identity.id-place", place=text[:2]), (1, 2)),)


def _birth(text: str, on: date | None) -> tuple[Finding, ...]:
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        shown = problem("identity.id-date", positions="7–14")
        return (Finding(shown, tuple(range(7, 15))),)
    if on is not None and born > on:
        shown = problem("identity.id-not-yet-born", on=on.isoformat())
        return (Finding(shown, tuple(range(7, 15))),)
    return ()


def _check(text: str) -> tuple[Finding, ...]:
    expected = check_digit(text[:-1])
    if expected == text[-1]:
        return ()
    finding = Finding(problem("identity.id-check", expected=expected, found=text[-1]), (LENGTH,))
    if text.endswith(LOST):
        return (Finding(problem("identity.digits-lost"), (16, 17, 18)), finding)
    return (finding,)


def _repairs(text: str, on: date | None) -> tuple[Repair, ...]:
    def holds(guess: str) -> bool:
        return not _foreign(guess) and not (*_place(guess), *_birth(guess, on), *_check(guess))

    if text.endswith(LOST):
        # The lost digits cannot be guessed: whatever fits would be invented.
        return ()
    found = repairs(text, DIGITS + "X", holds)
    if not _foreign(text[:-1]):
        last = text[:-1] + check_digit(text[:-1])
        if holds(last) and all(repair.text != last for repair in found):
            found = (*found, Repair(last, "check", (LENGTH,)))
    return found


def _old(text: str) -> CodeReading:
    """The form of 15 digits: its bearer was born in the 1900s (the running numbers 996 to 999 excepted)."""
    long = text[:6] + "19" + text[6:]
    found = (*_place(long), *_birth(long, None))
    if found:
        return CodeReading("citizen_id_15", text, "invalid", found)
    finding = Finding(problem("identity.id-old-form"))
    upgrade = Repair(long + check_digit(long), "upgrade", (7, 8, LENGTH))
    return CodeReading("citizen_id_15", text, "doubtful", (finding,), (upgrade,))
