"""A schema that names a thing as the language does is refused, and so is a field that its rows do not have."""

import pytest

from jingkai.engines.expr import DATE, TEXT, ExprProblem, NamedValue, RowKind, Schema, make_plan
from jingkai.engines.expr.types import TRUTH


def test_a_reserved_word_is_no_name_of_a_schema() -> None:
    with pytest.raises(ExprProblem, match=r"expr\.schema"):
        Schema(names={"and": NamedValue(TRUTH, "且", "and")})
    with pytest.raises(ExprProblem, match=r"expr\.schema"):
        Schema(rows={"events": RowKind(fields={"if": TEXT}, zh="事件", en="events")})


def test_a_field_that_rows_do_not_have_is_refused_with_the_nearest() -> None:
    schema = Schema(rows={"events": RowKind(fields={"date": DATE}, zh="事件", en="events")})
    with pytest.raises(ExprProblem) as refused:
        make_plan("sum(events().dat)", schema)
    assert refused.value.code == "expr.unknown-field"
