import json

import pytest

from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.document import canonical_text, identity_of
from jingkai.kernel.rules.services.entering import parsed
from jingkai.kernel.rules.yaml_text import read_yaml
from tests.proof import proves

from .samples import text

pytestmark = pytest.mark.django_db


@proves("K2.6.1")
def test_scalars_stay_the_text_that_was_typed() -> None:
    found = read_yaml("a: no\nb: 12:30\nc: 1.10\nd: 0x1F\ne: 2024-01-01\nf: ~\ng: [yes, 007]\n")
    assert found == {
        "a": "no",
        "b": "12:30",
        "c": "1.10",
        "d": "0x1F",
        "e": "2024-01-01",
        "f": "~",
        "g": ["yes", "007"],
    }


@proves("K2.6.1")
@pytest.mark.parametrize(
    "broken",
    [
        "a: 1\na: 2\n",
        "a: &x [1]\nb: *x\n",
        "a: [1\n",
        "- 1\n",
        "",
        "? [a, b]\n: 1\n",
        "a: \x00\n",
        "a: 1\n---\nb: 2\n",
        "[" * 5000,
    ],
    ids=["key twice", "reference", "unclosed", "list", "empty", "list as key", "NUL", "two files", "deep"],
)
def test_a_file_that_could_be_misread_is_refused(broken: str) -> None:
    with pytest.raises(Problem) as refused:
        read_yaml(broken)
    assert refused.value.code == "rules.unreadable"


def test_a_file_longer_than_anybody_reads_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        read_yaml("a: " + "x" * 1_000_001)
    assert refused.value.code == "rules.unreadable"


@proves("K2.6.1")
@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"extra": "1"}, "extra"),
        ({"body": {"limit": "10", "extra": "1"}}, "body.extra"),
        ({"body": {"limit": "ten"}}, "body.limit"),
        ({"body": {"limit": "-1"}}, "body"),
        ({"valid_from": "2024-13-01"}, "valid_from"),
        ({"valid_to": "2023-12-31"}, "/"),
        ({"region": "3212"}, "region"),
        ({"key": "Test Limit"}, "key"),
        ({"source": " "}, "source"),
        ({"title": {"zh": "限值"}}, "title.en"),
    ],
)
def test_a_wrong_or_unknown_line_is_refused_at_its_place(change: dict[str, object], place: str) -> None:
    with pytest.raises(Problem) as refused:
        parsed(text(**change))
    assert refused.value.code == "rules.invalid"
    assert refused.value.values["place"] == place


def test_a_kind_that_nobody_entered_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        parsed(text(kind="nonsense"))
    assert refused.value.code == "rules.kind-unknown"
    assert "test-limit" in refused.value.en


@proves("K2.6.1")
def test_the_identity_is_that_of_the_content_and_not_of_its_writing() -> None:
    first = canonical_text(read_yaml("b: {d: '1', c: x}\na: [1, 2]\n"))
    again = canonical_text(read_yaml("# a note\na:\n  - 1\n  - 2\nb:\n  c: x\n  d: 1\n"))
    other = canonical_text(read_yaml("a: [2, 1]\nb: {c: x, d: '1'}\n"))
    assert identity_of(first) == identity_of(again) != identity_of(other)
    assert json.loads(first) == {"a": ["1", "2"], "b": {"c": "x", "d": "1"}}
