"""The single words inside a regular expression: every alternative of every group, and every optional group."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class _Group:
    start: int
    body: int
    bars: list[int] = field(default_factory=list)


def alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """(the words, the pattern without them) for each alternative that can be left out."""
    stack = [_Group(0, 0)]
    at, in_class = 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            at += pattern.startswith("[^", at)
        elif char == "(":
            stack.append(_Group(at, _body(pattern, at)))
        elif char == "|":
            stack[-1].bars.append(at)
        elif char == ")":
            yield from _of_group(pattern, stack.pop(), at)
        at += 1
    yield from _of_group(pattern, stack.pop(), len(pattern))


def _body(pattern: str, start: int) -> int:
    """Where the words of a group begin, behind (?: (?= (?! (?<= (?<! or (?P<name>."""
    if not pattern.startswith("(?", start):
        return start + 1
    if pattern.startswith("(?P<", start):
        return pattern.index(">", start) + 1
    return start + (4 if pattern[start + 2] == "<" else 3)


def _of_group(pattern: str, group: _Group, end: int) -> Iterator[tuple[str, str]]:
    looks = pattern.startswith(("(?=", "(?!", "(?<"), group.start) and group.body > group.start
    edges = [group.body - 1, *group.bars, end]
    if len(edges) > 2 and not looks:
        for left, right in pairwise(edges):
            first = left == edges[0]
            without = (
                pattern[: left + 1] + pattern[right + 1 :] if first else pattern[:left] + pattern[right:]
            )
            yield pattern[left + 1 : right], without
    elif pattern[end + 1 : end + 2] in ("?", "*") and pattern.startswith("(?:", group.start):
        yield pattern[group.body : end], pattern[: group.start] + pattern[end + 2 :]
