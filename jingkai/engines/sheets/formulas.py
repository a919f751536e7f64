"""Recomputing the simple formulas of a reported table, to find cached values that are stale.

Understood are + - * / ^ %, comparison-free SUM, AVERAGE, ROUND, MAX, MIN, ABS, COUNT over cells and ranges of the same
sheet. A formula beyond that is left alone (None), never guessed.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext

from openpyxl.formula import Tokenizer

from jingkai.engines.sheets.workbook import Kind, Sheet, position

_MAX_CELLS = 20_000
_MAX_DEPTH = 60


class _Unknown(Exception):  # noqa: N818  not an error: the formula is left alone
    """The formula holds something that is not recomputed."""


def recompute(sheet: Sheet, row: int, col: int) -> Decimal | None:
    """The value the formula in a cell should show, from the formulas and numbers it refers to."""
    try:
        with localcontext() as context:
            context.prec = 40
            return _cell(sheet, row, col, ())
    except (_Unknown, DecimalException, ValueError, IndexError, RecursionError):
        return None


def references(sheet: Sheet, row: int, col: int) -> list[tuple[int, int]]:
    """The cells a plain sum in (row, col) adds up: `=SUM(B13:B14)`, `=B10+B11`. Empty when it is no plain sum."""
    cell = sheet.get(row, col)
    if cell is None or not cell.formula:
        return []
    found: list[tuple[int, int]] = []
    for token in Tokenizer("=" + cell.formula).items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            try:
                found.extend(_range(token.value))
            except (ValueError, _Unknown):
                return []
        elif not (
            (token.type == "FUNC" and token.value.upper() in ("SUM(", ")"))
            or (token.type == "OPERATOR-INFIX" and token.value == "+")
            or token.type in ("SEP", "PAREN", "WHITE-SPACE")
        ):
            return []
    return found


def _cell(sheet: Sheet, row: int, col: int, path: tuple[tuple[int, int], ...]) -> Decimal:
    if (row, col) in path or len(path) > _MAX_DEPTH:
        raise _Unknown("circular")
    cell = sheet.get(row, col)
    if cell is None:
        return Decimal(0)
    if cell.formula:
        return _Parser(sheet, cell.formula, (*path, (row, col))).value()
    if cell.formula is None and cell.number is not None:
        return cell.number
    if cell.kind is Kind.TEXT:
        raise _Unknown("text")
    raise _Unknown("no number")


def _range(reference: str) -> list[tuple[int, int]]:
    if "!" in reference or "[" in reference:
        raise _Unknown("another sheet")
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    if (bottom - top + 1) * (right - left + 1) > _MAX_CELLS:
        raise _Unknown("too large")
    return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


class _Parser:
    """Precedence climbing over openpyxl's tokens."""

    def __init__(self, sheet: Sheet, formula: str, path: tuple[tuple[int, int], ...]) -> None:
        self.sheet, self.path = sheet, path
        self.tokens = [t for t in Tokenizer("=" + formula).items if t.type != "WHITE-SPACE"]
        self.at = 0

    def value(self) -> Decimal:
        result = self._sum()
        if self.at != len(self.tokens):
            raise _Unknown("not understood")
        return result

    def _peek(self) -> str:
        return self.tokens[self.at].value if self.at < len(self.tokens) else ""

    def _sum(self) -> Decimal:
        result = self._product()
        while self._peek() in ("+", "-") and self.tokens[self.at].type == "OPERATOR-INFIX":
            operator = self._next()
            right = self._product()
            result = result + right if operator == "+" else result - right
        return result

    def _product(self) -> Decimal:
        result = self._power()
        while self._peek() in ("*", "/") and self.tokens[self.at].type == "OPERATOR-INFIX":
            operator = self._next()
            right = self._power()
            result = result * right if operator == "*" else result / right
        return result

    def _power(self) -> Decimal:
        result = self._unary()
        if self._peek() == "^":
            self._next()
            exponent = self._power()
            if abs(exponent) > 64:
                raise _Unknown("exponent")
            result = result**exponent
        return result

    def _unary(self) -> Decimal:
        if self.at < len(self.tokens) and self.tokens[self.at].type == "OPERATOR-PREFIX":
            return -self._unary() if self._next() == "-" else self._unary()
        result = self._operand()
        while self.at < len(self.tokens) and self.tokens[self.at].type == "OPERATOR-POSTFIX":
            self._next()
            result /= 100
        return result

    def _next(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return str(token.value)

    def _operand(self) -> Decimal:
        if self.at >= len(self.tokens):
            raise _Unknown("ends early")
        token = self.tokens[self.at]
        if token.type == "PAREN" and token.subtype == "OPEN":
            self._next()
            result = self._sum()
            self._close()
            return result
        if token.type == "FUNC" and token.subtype == "OPEN":
            return self._function()
        self._next()
        if token.type == "OPERAND" and token.subtype == "NUMBER":
            return Decimal(token.value)
        if token.type == "OPERAND" and token.subtype == "RANGE":
            cells = _range(token.value)
            if len(cells) == 1:
                return _cell(self.sheet, *cells[0], self.path)
        raise _Unknown(str(token.value))

    def _close(self) -> None:
        if self._peek() != ")":
            raise _Unknown("bracket")
        self._next()

    def _function(self) -> Decimal:
        name = self._next().upper().rstrip("(")
        function = _FUNCTIONS.get(name)
        if function is None:
            raise _Unknown(name)
        arguments: list[Decimal] = []
        while self._peek() != ")":
            arguments.extend(self._argument())
            if self.at < len(self.tokens) and self.tokens[self.at].type == "SEP":
                self._next()
        self._close()
        return function(arguments)

    def _argument(self) -> list[Decimal]:
        token = self.tokens[self.at]
        if token.type == "OPERAND" and token.subtype == "RANGE" and ":" in token.value:
            self._next()
            found = []
            for row, col in _range(token.value):
                cell = self.sheet.get(row, col)
                if cell is not None and (cell.number is not None or cell.formula):
                    found.append(_cell(self.sheet, row, col, self.path))
            return found
        return [self._sum()]


def _round(arguments: Sequence[Decimal]) -> Decimal:
    digits = int(arguments[1]) if len(arguments) > 1 else 0
    return arguments[0].quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


_FUNCTIONS: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "SUM": lambda values: sum(values, Decimal(0)),
    "AVERAGE": lambda values: sum(values, Decimal(0)) / len(values),
    "MAX": max,
    "MIN": min,
    "ABS": lambda values: abs(values[0]),
    "COUNT": lambda values: Decimal(len(values)),
    "ROUND": _round,
}
