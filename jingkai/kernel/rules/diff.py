"""What changes from one version of a rule to another, in lines that an official reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .models import RuleSet

# What names an entry of a list, so that an entry that only moved is not taken for another.
_NAMES = ("key", "id", "name", "move", "state", "light", "day", "of")


@dataclass(frozen=True)
class Change:
    """One place that differs; None where it is missing."""

    place: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.place}: {self.after}"
        if self.after is None:
            return f"- {self.place}: {self.before}"
        return f"~ {self.place}: {self.before} → {self.after}"


def diff(before: RuleSet, after: RuleSet) -> list[Change]:
    """The places in which two versions differ, in the order of their keys."""
    return list(_compare("", json.loads(before.document), json.loads(after.document)))


def _compare(place: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    left, right = _entries(before), _entries(after)
    if left is None or right is None or type(before) is not type(after):
        yield Change(place, _said(before), _said(after))
        return
    for key in dict.fromkeys([*left, *right]):
        inner = f"{place}.{key}" if place else key
        if key not in left:
            yield Change(inner, None, _said(right[key]))
        elif key not in right:
            yield Change(inner, _said(left[key]), None)
        else:
            yield from _compare(inner, left[key], right[key])


def _entries(value: Any) -> dict[str, Any] | None:
    """The parts of a value by name; None for a text."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list):
        return None
    for name in _NAMES:
        labels = [one.get(name) if isinstance(one, dict) else None for one in value]
        if value and all(isinstance(one, str) for one in labels) and len(set(labels)) == len(labels):
            return dict(zip(map(str, labels), value, strict=True))
    return {str(number): one for number, one in enumerate(value, 1)}


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
