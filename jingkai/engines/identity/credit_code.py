"""The unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, check character modulo 31.

1 department, 2 kind, 3-8 place of registration (GB/T 2260), 9-17 the body's own code (主体标识码, GB 11714,
with a check character of its own, modulo 11), 18 check character. Two checks say in which half a slip lies.
"""

from __future__ import annotations

from jingkai.engines.identity.problems import problem
from jingkai.engines.identity.reading import CodeReading, Finding, Repair, status_of
from jingkai.engines.identity.repair import repairs
from jingkai.engines.identity.tables import provinces, table

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
BODY = slice(8, 17)
PLACE = slice(2, 8)
# The body's code counts letters from 10 over the whole alphabet (GB 11714, A = 10 ... Z = 35).
BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
DOUBTS = frozenset({"identity.code-department", "identity.code-place", "identity.code-body-check"})


def check_character(first: str) -> str:
    """The 18th character after the first 17: weights 3^(i-1) modulo 31 (GB 32100-2015, appendix A).

    Raises ValueError when a character is not in the alphabet or there are not 17.
    """
    if len(first) != LENGTH - 1:
        raise ValueError("a credit code has 17 characters before its check character")
    total = sum(ALPHABET.index(char) * pow(3, at, 31) for at, char in enumerate(first))
    return ALPHABET[-total % 31]


def body_check_character(first: str) -> str:
    """The 9th character of a body's code after its first 8: 11 less the weighted sum modulo 11 (GB 11714).

    Raises ValueError when a character is neither digit nor capital or there are not 8.
    """
    total = sum(BODY_ALPHABET.index(char) * weight for char, weight in zip(first, BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def read_credit_code(text: str) -> CodeReading:
    """Read a normalised credit code: what is wrong with it, at which positions, and one-slip repairs."""
    if len(text) != LENGTH:
        finding = Finding(problem("identity.code-length", length=len(text)))
        return CodeReading("credit_code", text, "invalid", (finding,))
    foreign = _foreign(text)
    if foreign:
        shown = problem(
            "identity.code-character",
            positions="、".join(str(at) for at in foreign),
            characters="".join(text[at - 1] for at in foreign),
        )
        found: tuple[Finding, ...] = (Finding(shown, foreign),)
        return CodeReading("credit_code", text, "invalid", found, _repairs(text))
    found = (*_prefix(text), *_checks(text))
    status = status_of(found, DOUBTS)
    proposals = _repairs(text) if status == "invalid" else ()
    return CodeReading("credit_code", text, status, found, proposals, _bearer(text))


def _foreign(text: str) -> tuple[int, ...]:
    """Positions of characters that cannot stand there; the place is six digits."""
    return tuple(
        at
        for at, char in enumerate(text, 1)
        if char not in ALPHABET or (PLACE.start < at <= PLACE.stop and not char.isdigit())
    )


def _checks(text: str) -> tuple[Finding, ...]:
    found = []
    body = text[BODY]
    inner = body_check_character(body[:-1])
    if inner != body[-1]:
        shown = problem("identity.code-body-check", expected=inner, found=body[-1])
        found.append(Finding(shown, tuple(range(BODY.start + 1, BODY.stop + 1))))
    outer = check_character(text[:-1])
    if outer != text[-1]:
        found.append(Finding(problem("identity.code-check", expected=outer, found=text[-1]), (LENGTH,)))
    return tuple(found)


def _prefix(text: str) -> tuple[Finding, ...]:
    found = []
    if not _bearer(text):
        found.append(Finding(problem("identity.code-department", prefix=text[:2]), (1, 2)))
    if text[2:4] not in provinces() | {table("codes.yaml")["national"]}:
        found.append(Finding(problem("identity.code-place", place=text[PLACE]), (3, 4)))
    return tuple(found)


def _bearer(text: str) -> str:
    """Who bears such a code, as `市场监管/企业`; empty when the tables do not know."""
    department = table("codes.yaml")["departments"].get(text[0])
    kind = department["kinds"].get(text[1]) if department else None
    return f"{department['zh']}/{kind}" if kind else ""


def _holds(text: str) -> bool:
    return not _foreign(text) and not _prefix(text) and not _checks(text)


def _repairs(text: str) -> tuple[Repair, ...]:
    found = repairs(text, ALPHABET, _holds)
    if not _foreign(text[:-1]):
        last = text[:-1] + check_character(text[:-1])
        if _holds(last) and all(repair.text != last for repair in found):
            found = (*found, Repair(last, "check", (LENGTH,)))
    return found
