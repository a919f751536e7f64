"""The page is true: its tables are those of the code, and its opening examples are accepted."""

from __future__ import annotations

import re

from jingkai.engines.expr import NamedValue, RowKind, Schema, make_plan
from jingkai.engines.expr.calls import _SPECIAL
from jingkai.engines.expr.figures import FIGURES
from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.gathering import _ALWAYS
from jingkai.engines.expr.reference import README, rendered
from jingkai.engines.expr.tests.zone import SCHEMA, in_unit
from jingkai.engines.expr.types import DATE, TEXT
from tests.proof import proves


@proves("K3.3.4")
def test_the_tables_are_those_of_the_code() -> None:
    page = README.read_text(encoding="utf-8")
    assert rendered(page) == page, "run python -m jingkai.engines.expr.reference"
    # One row of each table: a page whose tables were all empty would be equal, too.
    for row in ("| `ytd` |", "| `no-rows` |", "| `expr.unknown-name` |", "### 各行 rows"):
        assert row in page


@proves("K3.3.4")
def test_each_function_of_the_table_has_a_rule_and_each_rule_a_row() -> None:
    own = {*_SPECIAL, *FIGURES, *_ALWAYS}
    described = {name for name, function in functions().items() if function.op is not None}
    assert own | described == set(functions())
    assert not own & described


@proves("K3.3.1")
def test_the_opening_examples_are_accepted() -> None:
    first = README.read_text(encoding="utf-8").split("```")[1]
    schema = Schema(
        measures=SCHEMA.measures,
        names={**SCHEMA.names, "behind": NamedValue(in_unit("百分点"))},
        rows={"events": RowKind({"date": DATE}, parameters={"stage": TEXT}, positional=1)},
    )
    examples = [re.split(r"\s{3,}", line)[0] for line in first.strip().splitlines()]
    assert len(examples) == 6
    for example in examples:
        make_plan(example, schema)
