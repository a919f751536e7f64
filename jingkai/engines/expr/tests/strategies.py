"""Hypothesis strategies: raw texts, syntax trees without regard to meaning, and meaningful expressions."""

from __future__ import annotations

from hypothesis import strategies as st

from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.grammar import KEYWORDS
from jingkai.engines.expr.syntax import (
    Binary,
    Call,
    Case,
    If,
    ListLiteral,
    Name,
    NumberLiteral,
    Pick,
    Syntax,
    TextLiteral,
    TruthLiteral,
    Unary,
    UnknownLiteral,
    Where,
)
from jingkai.engines.expr.tests.zone import SCHEMA, STAGES

NAMES = sorted([*SCHEMA.names, *SCHEMA.rows, *functions(), "date", "amount", "value", "unit", "没有"])
UNITS = ["", "%", "百分点", "亿元", "万元", "个", "天", "亩", "分", "工作日", "人"]
OPERATORS = ["+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]
TEXTS = [
    "税收",
    "固定资产投资",
    "亩均税收",
    "统计",
    "自报",
    *STAGES,
    "亿元",
    "%",
    "2024-03",
    "2024-06-30",
    "5个工作日",
    "",
]

_SIGNS = [
    *"()[]{},:.+-*/=<>!\"'\\_%&|^~@#$;` \n\t",
    *"（）［］，：×÷≥≤≠“”、％。；",
    "__",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\0",
]

# Anything that can be typed, and anything made of the language's own pieces in the wrong order.
raw_text = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*NAMES, *KEYWORDS, *_SIGNS, "1", "2.5亿元", '"税收"']), max_size=25).map(
        " ".join
    ),
    st.lists(st.sampled_from([*NAMES, *_SIGNS, "1", "0", "9" * 20]), max_size=25).map("".join),
)

_numbers = st.builds(
    NumberLiteral,
    st.one_of(
        st.integers(0, 10**6).map(str),
        st.decimals(0, 1000, places=2).map(str),
        st.sampled_from(["0", "1", "9" * 24]),
    ),
    st.sampled_from(UNITS),
)
_leaves = st.one_of(
    _numbers,
    st.builds(
        TextLiteral,
        st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_characters="\n"), max_size=5)),
    ),
    st.builds(TruthLiteral, st.booleans()),
    st.just(UnknownLiteral()),
    st.builds(Name, st.sampled_from(NAMES)),
    st.builds(lambda name: Call("fact", (TextLiteral(name),)), st.sampled_from(sorted(SCHEMA.measures))),
    st.builds(lambda stage: Call("events", (TextLiteral(stage),)), st.sampled_from(STAGES)),
)


def _grown(inner: st.SearchStrategy[Syntax]) -> st.SearchStrategy[Syntax]:
    arguments = st.lists(inner, max_size=3).map(tuple)
    options = st.dictionaries(
        st.sampled_from(["of", "caliber", "nature", "order", "stage"]), inner, max_size=1
    )
    pairs = st.lists(st.tuples(inner, inner), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Unary, st.sampled_from(["-", "not"]), inner),
        st.builds(Binary, st.sampled_from(OPERATORS), inner, inner),
        st.builds(Call, st.sampled_from(NAMES), arguments, options.map(lambda given: tuple(given.items()))),
        st.builds(Pick, inner, st.sampled_from(NAMES)),
        st.builds(Where, inner, inner),
        st.builds(If, inner, inner, inner),
        st.builds(Case, pairs, inner),
        st.builds(ListLiteral, arguments),
    )


syntax_trees: st.SearchStrategy[Syntax] = st.recursive(_leaves, _grown, max_leaves=12)


def _joined(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


def _plain(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.sampled_from(["+", "-", "*", "/"]).flatmap(
        lambda sign: _joined("(", inner, f" {sign} ", inner, ")")
    )
    return st.one_of(
        two,
        _joined("min(", inner, ", ", inner, ")"),
        _joined("max(", inner, ", ", inner, ")"),
        _joined("clamp(", inner, ", ", inner, ", ", inner, ")"),
        _joined("abs(", inner, ")"),
        _joined("-", inner),
        _joined("floor(", inner, ")"),
        _joined("round(", inner, ", 1)"),
        _joined("(if ", inner, " > ", inner, " then ", inner, " else ", inner, ")"),
    )


# Arithmetic over x, y and z, each of which is an interval. Without coalesce and known: they ask what is known,
# so that their answer may change when more is.
plain_numbers: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(["x", "y", "z", "1", "2.5", "0", "10"]), _plain, max_leaves=6
)


def _condition(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _joined("(", inner, " and ", inner, ")"),
        _joined("(", inner, " or ", inner, ")"),
        _joined("not ", inner),
    )


_comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="]).flatmap(
    lambda sign: _joined("(", plain_numbers, f" {sign} ", plain_numbers, ")")
)
conditions: st.SearchStrategy[str] = st.recursive(_comparisons, _condition, max_leaves=3)

_ROWS = st.sampled_from(
    [
        'events("开工")',
        'events("开工") where date in period',
        "events where amount >= 1亿元",
        "children where known(value)",
        "peers",
    ]
)
_DATES = st.sampled_from(
    [
        "filed_on",
        "last_day(period)",
        'due(filed_on, "5个工作日")',
        "filed_on - 30天",
        "add_months(filed_on, -2)",
    ]
)
_MONEY = st.sampled_from(
    [
        'fact("税收")',
        'fact("固定资产投资", ytd)',
        'target("税收")',
        "size",
        "3万元",
        "sum(children.value)",
        'max(events("开工"), amount)',
        "mean(children, value)",
        'sum(children, fact("税收", of: unit))',
    ]
)
# Expressions of every type that a rule may have, most of them meaningful.
rules: st.SearchStrategy[str] = st.one_of(
    plain_numbers,
    conditions,
    _joined("coalesce(", plain_numbers, ", ", plain_numbers, ")"),
    _joined("known(", _MONEY, ")"),
    _joined("count(", _ROWS, ")"),
    _joined("share(", _MONEY, ", ", _MONEY, ")"),
    _joined("growth(", _MONEY, ", ", _MONEY, ")"),
    _joined('growth(fact("税收", ', st.sampled_from(["period", "ytd", "previous(period)"]), "))"),
    _joined(_MONEY, " - ", _MONEY, " >= ", _MONEY),
    _joined("rank(", _MONEY, ", children.value)"),
    _joined("round(", _MONEY, ', 2, "亿元")'),
    _joined("case when ", conditions, ' then "红" when ', _DATES, " > ", _DATES, ' then "黄" else "绿" end'),
    _joined("if ", _DATES, " in quarter then ", _MONEY, " / ", _MONEY, " else ", plain_numbers),
)
