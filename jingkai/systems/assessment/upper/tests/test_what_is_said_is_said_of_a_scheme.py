"""What is said of an indicator is said of an approved scheme that has it; the database refuses the rest."""

from datetime import date

import pytest

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.writing import writing

from ...models import Tag
from ..saying import interpret, tag
from ..scheme import upper_on
from .samples import READ, an_assessed_zone

pytestmark = pytest.mark.django_db


def test_there_is_no_scheme_before_its_first_day() -> None:
    there = an_assessed_zone()
    with pytest.raises(Problem) as refused:
        upper_on(there.place, date(2023, 12, 31))
    assert refused.value.code == "assessment.no-such-scheme"


def test_an_indicator_that_the_scheme_does_not_have_and_a_note_that_says_nothing_are_refused() -> None:
    there = an_assessed_zone()
    with pytest.raises(Problem) as refused:
        tag(there.clerk, there.upper, {"绿色发展": "hard"}, at=READ)
    assert refused.value.code == "assessment.no-such-node"
    for department, says in (("", "以统计为准"), ("统计局", " ")):
        with pytest.raises(Problem) as refused:
            interpret(there.clerk, there.upper, "研发投入", department, says, at=READ)
        assert refused.value.code == "assessment.note-incomplete"


def test_the_database_refuses_another_scheme_and_a_turn_out_of_order() -> None:
    there = an_assessed_zone()
    upper = there.upper
    for key, turn, code in (
        ("scheme.other", 1, "assessment.scheme-differs"),
        (upper.scheme.key, 2, "assessment.changed-meanwhile"),
    ):
        row = Tag(
            zone=there.place, key=key, scheme=upper.scheme, node="研发投入", turn=turn, word="hard", at=READ
        )  # fmt: skip
        with pytest.raises(Problem) as refused, writing(there.clerk, act="test", at=READ) as call:
            call.add(row)
        assert refused.value.code == code
    assert not Tag.objects.exists()
