"""A question of the import page that was answered by typing is answered, whatever is ticked beside it by default."""

import pytest
from django.http import QueryDict

from jingkai.systems.economy.importing.questions import answers_in
from tests.proof import proves


@proves("W2.1.1")
@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("typed:q=东街", "东街"),
        ("answer:q=&typed:q=东街", "东街"),
        ("answer:q==&typed:q=东街", "东街"),
        ("answer:q=west&typed:q=东街", "west"),
        ("answer:q=&typed:q=", None),
        ("answer:q==&typed:q=  ", None),
    ],
)
def test_what_is_typed_counts_unless_an_option_is_chosen(form: str, answer: str | None) -> None:
    assert answers_in(QueryDict(form), {}).get("q") == answer


def test_what_is_remembered_so_already_is_no_new_answer() -> None:
    assert answers_in(QueryDict("answer:q=&typed:q=东街"), {"q": "东街"}) == {}
