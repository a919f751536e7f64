"""Checking the text of a rule while it is written: everything that is wrong with it at once, each with its line."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from jingkai.engines.documents import Place, line_of_yaml, lines_of, near, told
from jingkai.kernel.problems import Problem

from .document import Header
from .kinds import kind_of
from .yaml_text import read_yaml


@dataclass(frozen=True)
class Fault:
    """Something wrong: the line from 1 (None where it is of the whole), the place in the document, the reason."""

    line: int | None
    place: Place
    zh: str
    en: str


def faults(text: str) -> list[Fault]:
    """What is wrong with the text by itself, in the order of its lines; nothing, and it can be drafted as far as that
    goes. A text that is no YAML has one fault: nothing after it can be read.
    """
    try:
        document = read_yaml(text)
    except Problem as problem:
        line = line_of_yaml(problem.__cause__)
        said = problem.values
        prefix = (f"第 {line} 行，", f"line {line}, ") if line else ("", "")
        return [Fault(line, (), said["why"].removeprefix(prefix[0]), said["why_en"].removeprefix(prefix[1]))]
    lines = lines_of(text)
    found = _faults(Header, document, (), lines)
    kind, body = document.get("kind"), document.get("body")
    if isinstance(kind, str) and isinstance(body, dict):
        try:
            model = kind_of(kind).body
        except Problem as problem:
            found.append(Fault(lines.get(("kind",)), ("kind",), problem.zh, problem.en))
        else:
            found += _faults(model, body, ("body",), lines)
    return sorted(found, key=lambda one: (one.line or 0, [str(part) for part in one.place]))


def _faults(model: type[BaseModel], value: Any, at: Place, lines: dict[Place, int]) -> list[Fault]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return [_fault(model, one, at, lines) for one in error.errors()]
    return []


def _fault(model: type[BaseModel], error: Any, at: Place, lines: dict[Place, int]) -> Fault:
    place: Place = (*at, *error["loc"])
    # What is missing has no line of its own; it is looked for where it belongs.
    there = next((place[:n] for n in range(len(place), 0, -1) if place[:n] in lines), ())
    zh, en = told(error)
    if error["type"] == "extra_forbidden":
        more = near(str(place[-1]), _keys_beside(model, place[len(at) : -1]))
        zh, en = zh + more[0], en + more[1]
    return Fault(lines.get(there), place, zh, en)


def _keys_beside(model: Any, place: Place) -> list[str]:
    """The keys that the part of the model at a place knows; none where that is no part of its own."""
    for part in place:
        fields = _fields(model)
        if isinstance(part, str) and part in fields:
            model = fields[part].annotation
        # Of a list or a mapping what it holds.
        while not _fields(model) and (held := getattr(model, "__args__", None)):
            model = next((one for one in held if _fields(one)), held[-1])
    return list(_fields(model))


def _fields(model: Any) -> dict[str, Any]:
    found: dict[str, Any] = getattr(model, "model_fields", {})
    return found
