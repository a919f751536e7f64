"""A package's words in both languages: its `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

import yaml

Lang = Literal["zh", "en"]


@cache
def word_table(package: str) -> Mapping[str, Mapping[str, str]]:
    """Key to its Chinese and English words."""
    text = resources.files(package).joinpath("words.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return table


class Words:
    """`words("behind_by", points="4.6")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang, package: str) -> None:
        self.lang: Lang = lang
        self._table = word_table(package)

    def __call__(self, key: str, **values: object) -> str:
        return self._table[key][self.lang].format(**values)
