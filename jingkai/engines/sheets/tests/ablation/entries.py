"""Every entry of the lexicons, and the lexicons without some of them."""

import copy
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from jingkai.engines.sheets import labels, lexicon
from jingkai.engines.sheets.tests.ablation.alternatives import alternatives

FILES = ("aspects", "holders", "titles", "units", "words")
_LOAD = lexicon._load
_LITERAL = ("measure", "unit", "kind")
_CACHED = (lexicon.aspects, lexicon.units, lexicon.words, lexicon.qualifier_words, lexicon.implied_units,
           lexicon.holders, lexicon.titles, labels.read_label)  # fmt: skip

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry:
    """One word (or small pattern) of a lexicon: where it stands, and what it is."""

    file: str
    path: Path
    word: str
    listed: bool

    def __str__(self) -> str:
        return f"{self.file}: {self.word}"


@cache
def entries() -> tuple[Entry, ...]:
    """All words of all lexicons that the reader of tables of figures uses."""
    return tuple(entry for file in FILES for entry in _of(file, _LOAD(file), ()))


def _of(file: str, node: Any, path: Path) -> Iterator[Entry]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _LITERAL:
                yield from _of(file, value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            if isinstance(value, str) and not _is_pattern(file, path):
                yield Entry(file, path, value, True)
            else:
                yield from _of(file, value, (*path, index))
    elif isinstance(node, str):
        for word in dict.fromkeys(word for word, _ in alternatives(node)):
            if word and _compiles(word):
                yield Entry(file, path, word, False)


def _is_pattern(file: str, path: Path) -> bool:
    return file == "titles" and path == ("noise",)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


@contextmanager
def lexicons_without(removed: Iterable[Entry]) -> Iterator[None]:
    """The reader with these entries left out of its lexicons."""
    removed = list(removed)

    def load(name: str) -> Any:
        data = copy.deepcopy(_LOAD(name))
        for entry in removed:
            if entry.file == name:
                _remove(data, entry)
        return [unit for unit in data if unit["names"]] if name == "units" else data

    with patch.object(lexicon, "_load", load):
        _forget()
        try:
            yield
        finally:
            _forget()
    _forget()


def _forget() -> None:
    for function in _CACHED:
        function.cache_clear()


def _remove(data: Any, entry: Entry) -> None:
    node = data
    for step in entry.path[:-1]:
        node = node[step]
    last = entry.path[-1]
    if entry.listed:
        node[last] = [word for word in node[last] if word != entry.word]
        return
    pattern = node[last]
    while found := next((rest for word, rest in alternatives(pattern) if word == entry.word), None):
        if not _compiles(found):
            return
        pattern = found
    node[last] = pattern
