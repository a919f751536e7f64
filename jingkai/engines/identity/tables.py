"""The data files of this engine, read once: codes.yaml and names.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """A data file beside this module. Every scalar stays a text: `no` and `12` must not change."""
    text = resources.files("jingkai.engines.identity").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


@cache
def lookalikes() -> dict[str, str]:
    """Character -> the characters it is mistaken for, both ways."""
    pairs: dict[str, str] = {}
    for one, other in table("codes.yaml")["lookalikes"]:
        for key, value in ((one, other), (other, one)):
            if value not in pairs.get(key, ""):
                pairs[key] = pairs.get(key, "") + value
    return pairs


@cache
def provinces() -> frozenset[str]:
    """The first two digits of every place code."""
    return frozenset(table("codes.yaml")["provinces"])
