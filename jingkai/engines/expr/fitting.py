"""Fits operands to each other: one dimension, one kind, and a unit for numbers written without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jingkai.engines.expr.plan import Apply, Fixed, Node, Op
from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.schema import Schema
from jingkai.engines.expr.suggest import near
from jingkai.engines.expr.syntax import At
from jingkai.engines.expr.types import AnyType, ListType, NumberType, RowsType, TextType, Type
from jingkai.engines.quantity import Quantity, Unit

# What an operator does, for the sentence of a refusal: (zh, en).
DEEDS = {
    "+": ("相加", "added"),
    "-": ("相减", "subtracted"),
    "compare": ("比较", "compared"),
    "choose": ("放在一起取值", "chosen from"),
}


def must_be(node: Node, wanted: Type) -> Node:
    """`node` if it is of the wanted type or the unknown. Raises `expr.type`."""
    if isinstance(node.type, AnyType) or node.type == wanted:
        return node
    raise type_problem(node, wanted)


def number(node: Node) -> NumberType:
    """The number type of `node`. Raises `expr.type`."""
    if isinstance(node.type, NumberType):
        return node.type
    raise type_problem(node, NumberType(), "数", "a number")


def type_problem(node: Node, wanted: Type | None, zh: str = "", en: str = "") -> ExprProblem:
    """The refusal of `node` where `wanted`, or what `zh` and `en` say, is needed."""
    return ExprProblem(
        "expr.type",
        node.at,
        expected_zh=zh or (wanted.words("zh") if wanted else ""),
        expected_en=en or (wanted.words("en") if wanted else ""),
        found_zh=node.type.words("zh"),
        found_en=node.type.words("en"),
    )


def value(node: Node) -> Node:
    """`node` if it is one value, neither rows nor a list. Raises `expr.type`."""
    if isinstance(node.type, ListType):
        raise type_problem(
            node, None, "一个值（列表只写在 in 的右边）", "one value (a list stands only after in)"
        )
    if isinstance(node.type, RowsType):
        zh, en = "一个值，例如 count(...) 或 sum(...)", "one value, for example count(...) or sum(...)"
        raise type_problem(node, None, zh, en)
    return node


def fit(nodes: Sequence[Node], deed: str, schema: Schema, at: At) -> tuple[Node, ...]:
    """`nodes` brought to one type: a bare number takes the unit of a count, 0 that of anything.

    Raises `expr.bare-number`, `expr.dimension`, `expr.branch-types`, `expr.unknown-word`.
    """
    leader = _leader(nodes)
    if leader is None:
        return tuple(nodes)
    return tuple(_fitted(node, leader, deed, schema, at) for node in nodes)


def _leader(nodes: Sequence[Node]) -> Node | None:
    """The node whose type the others follow: one with a unit or a vocabulary before one without."""
    typed = [node for node in nodes if not isinstance(node.type, AnyType)]
    telling = [node for node in typed if not is_bare(node) and not _is_free_text(node)]
    return next(iter(telling or typed), None)


def is_bare(node: Node) -> bool:
    """Whether `node` is a number written without a unit."""
    return isinstance(node.type, NumberType) and node.type.bare and isinstance(node, Fixed)


def _is_free_text(node: Node) -> bool:
    return isinstance(node.type, TextType) and not node.type.vocabulary


def _fitted(node: Node, leader: Node, deed: str, schema: Schema, at: At) -> Node:
    wanted = leader.type
    if node is leader or isinstance(node.type, AnyType):
        return node
    if isinstance(wanted, NumberType) and is_bare(node):
        return _with_unit(node, wanted, schema)
    if isinstance(wanted, NumberType) and isinstance(node.type, NumberType):
        if node.type != wanted:
            raise dimension_problem(leader, node, deed, at)
        return node
    if node.type != wanted:
        raise ExprProblem(
            "expr.branch-types",
            node.at,
            expected_zh=wanted.words("zh"),
            expected_en=wanted.words("en"),
            found_zh=node.type.words("zh"),
            found_en=node.type.words("en"),
        )
    check_word(node, wanted)
    return node


def check_word(node: Node, wanted: Type) -> None:
    """Refuses a written text that is no word of the vocabulary it meets: it could never be equal."""
    if not (isinstance(wanted, TextType) and wanted.vocabulary and isinstance(node, Fixed)):
        return
    if isinstance(node.value, str) and node.value not in wanted.vocabulary:
        raise ExprProblem(
            "expr.unknown-word", node.at, name=node.value, **near(node.value, wanted.vocabulary)
        )


def _with_unit(node: Node, wanted: NumberType, schema: Schema) -> Node:
    """A bare number beside a quantity: it may count, or be nothing of anything; else nobody knows of what."""
    assert isinstance(node, Fixed)
    assert isinstance(node.value, Quantity)
    plain = not wanted.dimension and not wanted.unit.is_share
    if plain:
        return node
    if node.value.value == 0 or schema.is_counted(wanted):
        unit = wanted.unit if node.value.value == 0 else base_unit(wanted, schema)
        return replace(node, value=replace(node.value, unit=unit), type=NumberType(unit))
    raise ExprProblem(
        "expr.bare-number",
        node.at,
        found=node.value,
        other_zh=wanted.words("zh"),
        other_en=wanted.words("en"),
        example=f"{node.value}{wanted.unit.name}",
    )


def base_unit(type_: NumberType, schema: Schema) -> Unit:
    """One of what a count counts: 3 beside 万家 means three firms."""
    unit = type_.unit
    return schema.unit(unit.parts[0][0].stem) if len(unit.parts) == 1 else unit


def dimension_problem(left: Node, right: Node, deed: str, at: At) -> ExprProblem:
    """The refusal to do `deed` to quantities of two dimensions."""
    zh, en = DEEDS[deed]
    return ExprProblem(
        "expr.dimension",
        at,
        deed_zh=zh,
        deed_en=en,
        left_zh=left.type.words("zh"),
        left_en=left.type.words("en"),
        right_zh=right.type.words("zh"),
        right_en=right.type.words("en"),
    )


def common_type(nodes: Sequence[Node]) -> Type:
    """The type of a choice among fitted `nodes`; a basis or vocabulary survives only if all share it."""
    typed = [node.type for node in nodes if not isinstance(node.type, AnyType)]
    if not typed:
        return nodes[0].type
    first = typed[0]
    if isinstance(first, NumberType):
        numbers = [type_ for type_ in typed if isinstance(type_, NumberType)]
        shared = first.basis if all(type_.basis == first.basis for type_ in numbers) else None
        leader = next((type_ for type_ in numbers if not type_.bare), first)
        return NumberType(leader.unit, shared, all(type_.bare for type_ in numbers))
    if isinstance(first, TextType):
        return TextType(())
    return first


def converted(node: Node, unit: Unit) -> Node:
    """`node` said in `unit`, of the same dimension."""
    basis = node.type.basis if isinstance(node.type, NumberType) else None
    return Apply(Op.CONVERT, (node,), type=NumberType(unit, basis), at=node.at)
