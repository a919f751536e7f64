"""What must be true between the figures of a workbook: sums, rates and growth, computed from what is printed.

They go into the expected file and prove that the exam itself is consistent except where an error was planted.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tests.exam.model import Book, Sheet

# How many of the first unit make one of the second; only what the exam needs.
SCALES = {("万元", "亿元"): Decimal(10000), ("千瓦时", "万千瓦时"): Decimal(10000)}


def rounded(value: Decimal, places: int) -> str:
    """Half-up rounding, the manner of statistical bulletins, to a plain decimal text."""
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def growth(new: str, old: str, places: int = 1) -> str:
    """Growth of `new` over `old` in per cent."""
    return rounded((Decimal(new) / Decimal(old) - 1) * 100, places)


def share(part: str, whole: str, places: int = 1) -> str:
    """`part` of `whole` in per cent."""
    return rounded(Decimal(part) / Decimal(whole) * 100, places)


def total(*parts: str) -> str:
    """The sum of printed figures."""
    return str(sum((Decimal(part) for part in parts), Decimal(0)))


def printed(sheet: Sheet, cell: str) -> Decimal:
    """The figure that a cell prints, in the unit of its fact; raises KeyError when the cell holds no fact."""
    return Decimal(_fact(sheet, cell)["value"])


def _fact(sheet: Sheet, cell: str) -> dict[str, str]:
    for fact in sheet.facts:
        if fact["cell"] == cell:
            return fact
    raise KeyError(f"{sheet.name}!{cell}")


def _half_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def foots(book: Book, sheet: Sheet, whole: str, parts: Sequence[str]) -> None:
    """Note that the parts should add up to the whole, within half a last digit of each rounded figure."""
    unit = _fact(sheet, whole)["unit"]
    computed = Decimal(0)
    slack = _half_digit(printed(sheet, whole))
    for part in parts:
        scale = SCALES.get((unit, _fact(sheet, part)["unit"]), Decimal(1))
        computed += printed(sheet, part) * scale
        slack += _half_digit(printed(sheet, part)) * scale
    difference = printed(sheet, whole) - computed
    # Whole numbers are not taken as rounded, unless a part with decimals stands among them.
    tolerance = Decimal(0) if slack == Decimal(len(parts) + 1) / 2 else slack
    status = "ok" if difference == 0 else "rounding" if abs(difference) <= tolerance else "error"
    book.footing.append(
        {"sheet": sheet.name, "total": whole, "parts": list(parts), "printed": str(printed(sheet, whole))}
        | {"computed": str(computed), "diff": str(difference), "tolerance": str(tolerance), "status": status}
    )


def follows(book: Book, sheet: Sheet, kind: str, result: str, one: str, other: str) -> None:
    """Note that `result` follows from two other cells.

    kind: completion (one / other), growth (one against other), growth_delta (change one, level other),
    difference (one - other), points (a rate in `one` less the schedule in months, `other` = "5/12"),
    index (the rise behind an index of 100 in `one`), per (one / other in the unit of the result, as 万元/亩).
    """
    first = printed(sheet, one)
    if kind == "points":
        months, year = other.split("/")
        computed = first - Decimal(months) / Decimal(year) * 100
    else:
        second = printed(sheet, other)
        if kind == "completion":
            computed = first / second * 100
        elif kind == "growth":
            computed = (first / second - 1) * 100
        elif kind == "growth_delta":
            computed = first / (second - first) * 100
        elif kind == "difference":
            computed = first - second
        elif kind == "index":
            computed = first - 100
        elif kind == "per":
            wanted = _fact(sheet, result)["unit"].partition("/")[0]
            computed = first * SCALES.get((wanted, _fact(sheet, one)["unit"]), Decimal(1)) / second
        else:
            raise ValueError(f"unknown check: {kind}")
    shown = printed(sheet, result)
    status = "ok" if abs(shown - computed) <= _half_digit(shown) else "error"
    book.derived.append(
        {"sheet": sheet.name, "kind": kind, "result": result, "num": one, "den": other, "printed": str(shown)}
        | {"computed": rounded(computed, 4), "status": status, "note": ""}
    )


def never_shrinks(book: Book, sheet: Sheet, later: str, earlier: str) -> None:
    """Note that a cumulative value of a flow that cannot be negative is no smaller than the one before it."""
    now, before = printed(sheet, later), printed(sheet, earlier)
    book.derived.append(
        {"sheet": sheet.name, "kind": "cumulative", "result": later, "num": later, "den": earlier}
        | {
            "printed": str(now),
            "computed": str(now - before),
            "status": "ok" if now >= before else "error",
            "note": "",
        }
    )
