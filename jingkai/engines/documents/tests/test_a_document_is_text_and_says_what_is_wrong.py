"""A document is one mapping of texts; what is wrong with it is said in both languages with its place."""

import json
from pathlib import Path

import pytest
from pydantic import Field, ValidationError

from jingkai.engines.documents import Part, Wrong, first_fault, load_text
from jingkai.engines.documents.__main__ import main
from tests.proof import proves


class Light(Part):
    name: str
    behind: float = Field(ge=0)


class Lights(Part):
    lights: tuple[Light, ...]


@proves("K2.5.1")
def test_every_scalar_is_text() -> None:
    assert load_text("a: no\nb: 12:30\nc: [1, ~]") == {"a": "no", "b": "12:30", "c": ["1", "~"]}


@proves("K2.5.1")
@pytest.mark.parametrize(
    "text", ["- 1", "a: &x 1\nb: *x", "a: 1\na: 2", "a: [", "", "a: '", "? [1]\n: 2", "x" * 1_000_001]
)
def test_what_is_no_document_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(Wrong) as found:
        load_text(text)
    assert found.value.zh
    assert found.value.en


@proves("K2.5.1")
@pytest.mark.parametrize(
    ("document", "place", "said"),
    [
        ({"lights": [{"name": "红", "behind": "-1"}]}, "lights.0.behind", "不能小于"),
        ({"lights": [{"name": "红", "behind": "1", "colour": "red"}]}, "lights.0.colour", "没有这一项"),
        ({"lights": [{"name": "红", "behind": "many"}]}, "lights.0.behind", "应为数"),
        ({"lights": [{"behind": "1"}]}, "lights.0.name", "缺少"),
        ({}, "lights", "缺少"),
    ],
)
def test_the_first_fault_has_its_place(document: dict[str, object], place: str, said: str) -> None:
    with pytest.raises(ValidationError) as found:
        Lights.model_validate(document)
    at, wrong = first_fault(found.value)
    assert at == place
    assert said in wrong.zh
    assert first_fault(found.value, ["body"])[0] == f"body.{place}"


def test_the_command_prints_the_document_or_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("a: no", encoding="utf-8")
    bad.write_text("a: [", encoding="utf-8")
    assert main([str(good)]) == 0
    assert json.loads(capsys.readouterr().out) == {"a": "no"}
    assert main([str(bad)]) == 2
    assert "括号" in capsys.readouterr().err
    assert main([str(tmp_path / "none.yaml")]) == 2
    assert main([]) == 2
