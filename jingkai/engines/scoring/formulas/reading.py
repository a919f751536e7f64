"""A formula's text, checked when the scheme is read: plain numbers, and nothing that asks a database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from jingkai.engines.documents import Wrong
from jingkai.engines.expr import PLAIN, ExprProblem, Limits, NamedValue, Node, Schema, make_plan, parse, walk
from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.plan import Named
from jingkai.engines.expr.problems import short
from jingkai.engines.expr.schema import STANDARD_NAMES
from jingkai.engines.expr.syntax import At, Call, Name, NumberLiteral, Pick, Syntax, TextLiteral, Where
from jingkai.engines.quantity import Units

# What every formula may speak of: the value, the full marks, the place among the peers, and how many have a value.
OWN_NAMES = ("value", "full", "rank", "n")
# Every level of a formula is one of the statement that computes it: no scheme takes seconds to compile.
LIMITS = Limits(characters=2_000, nodes=200, depth=20)
# Functions of the language, and those that formulas of a scheme have beyond it: their results are no decimal fractions,
# so that the language, which computes exactly, has none of them.
OF_THE_LANGUAGE = ("abs", "min", "max", "clamp", "floor", "round", "known", "coalesce")
BEYOND: Mapping[str, tuple[str, ...]] = {
    "exp": ("x",),
    "ln": ("x",),
    "sqrt": ("x",),
    "power": ("x", "y"),
}
FUNCTIONS = (*OF_THE_LANGUAGE, *BEYOND)


@dataclass(frozen=True)
class Formula:
    """A checked formula. Formulas of one canonical `text` mean the same, so that only the text is compared."""

    text: str
    root: Node = field(compare=False, repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names it reads."""
        return frozenset(step.name for step in walk(self.root) if isinstance(step, Named))


def read_formula(text: str, names: Collection[str]) -> Formula:
    """The formula of `text` over OWN_NAMES and `names`, worth a number. Raises Wrong with the place in the text."""
    for name in names:
        _check_name(name)
    if "^" in text or "**" in text:
        raise Wrong("公式里乘方写 power(x, y)", "a power is written power(x, y) in a formula")
    known = dict.fromkeys((*OWN_NAMES, *names), NamedValue(PLAIN))
    try:
        _check(parse(text, LIMITS), names)
        plan = make_plan(text, Schema(names=known, functions=BEYOND), wants=PLAIN, limits=LIMITS)
    except ExprProblem as problem:
        raise _wrong(problem.at, problem.zh, problem.en) from problem
    formula = Formula(plan.text, plan.root)
    for name in names:
        if name not in formula.names:
            raise Wrong(
                f"公式没有用到“{name}”，请写进公式，或从 with 中删去",
                f"the formula does not use '{name}': write it into the formula, or take it out of with",
            )
    return formula


def _check_name(name: str) -> None:
    """A name of `with` is one word that means nothing else."""
    try:
        plain = parse(name) == Name(name)
    except ExprProblem:
        plain = False
    if not plain or name in (*OWN_NAMES, *STANDARD_NAMES):
        raise Wrong(
            f"with 中不能用名称“{short(name)}”：名称由字母、汉字、数字和下划线组成，不能是公式的用词，也不能是"
            f" {'、'.join(OWN_NAMES)}",
            f"'{short(name)}' cannot be a name of with: names are of letters, Chinese characters, digits and _, and "
            f"are neither words of the language nor {', '.join(OWN_NAMES)}",
        )


def _check(tree: Syntax, names: Collection[str]) -> None:
    """Refuses what the language knows and a formula has no use for: figures, rows, dates, texts, units."""
    for part in _parts(tree):
        match part:
            case NumberLiteral(unit=unit) if unit and unit not in Units.shipped().magnitudes:
                raise _not_here(part.at, f"{part.digits}{unit}", names)
            case TextLiteral(text=text):
                raise _not_here(part.at, f'"{text}"', names)
            case Call(name=name) if name not in FUNCTIONS and (name in functions() or not _is_slip(name)):
                raise _not_here(part.at, name, names)
            case Call(name="min" | "max" as name, arguments=[_]):
                raise _wrong(
                    part.at,
                    f"{name} 只有一个数。各单位的最大、最小值在 with 里写 {{peers: {name}}}",
                    f"{name} has one number only. Those of the peers are {{peers: {name}}} below with",
                )
            case Name(name=name) if name in STANDARD_NAMES:
                raise _not_here(part.at, name, names)
            case Where():
                raise _not_here(part.at, "where", names)
            case Pick(field_name=name):
                raise _not_here(part.at, f".{name}", names)


def _is_slip(name: str) -> bool:
    """Whether one of the functions was probably meant, which the language then asks."""
    return bool(get_close_matches(name, FUNCTIONS, n=1))


def _parts(tree: Syntax) -> Iterator[Syntax]:
    yield tree
    for child in tree.children():
        yield from _parts(child)


def _not_here(at: At, what: str, names: Collection[str]) -> Wrong:
    known = (*OWN_NAMES, *names)
    return _wrong(
        at,
        f"评分公式里不用“{short(what)}”；可用不带单位的数、名称 {'、'.join(known)}、四则运算、比较、in、and、"
        "or、not、if、"
        f"case，以及 {'、'.join(FUNCTIONS)}",
        f"'{short(what)}' is not for formulas of points: there are numbers without a unit, the names "
        f"{', '.join(known)}, arithmetic, comparisons, in, and, or, not, if, case, and {', '.join(FUNCTIONS)}",
    )


def _wrong(at: At, zh: str, en: str) -> Wrong:
    return Wrong(
        f"公式第 {at.line} 行第 {at.column} 列，{zh.removesuffix('？')}",
        f"line {at.line}, column {at.column} of the formula: {en.removesuffix('?')}",
    )
