"""A package's words in both languages: its `words.yaml`, and if that is long each `words.PART.yaml` beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

import yaml

Lang = Literal["zh", "en"]


@cache
def word_table(package: str) -> Mapping[str, Mapping[str, str]]:
    """Key to its Chinese and English words. Raises ValueError for a key that two of its files have."""
    table: dict[str, Mapping[str, str]] = {}
    for file in sorted(resources.files(package).iterdir(), key=lambda one: one.name):
        if not (file.name.startswith("words.") and file.name.endswith(".yaml")):
            continue
        found = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if twice := table.keys() & found.keys():
            raise ValueError(f"{package}, {file.name}: said elsewhere too: {', '.join(sorted(twice))}")
        table |= found
    if not table:
        raise FileNotFoundError(f"{package}: words.yaml")
    return table


class Words:
    """`words("behind_by", points="4.6")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang, package: str) -> None:
        self.lang: Lang = lang
        self._table = word_table(package)

    def __call__(self, key: str, **values: object) -> str:
        return self._table[key][self.lang].format(**values)
