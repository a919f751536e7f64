"""What the keys and the fixed words of rule files are called: the shell's own (vocabulary.yaml), and what each system
says of its kinds (rule_words.yaml). What nobody named is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from django.apps import apps

from jingkai.engines.documents import Words

Names = Mapping[str, Words]


@cache
def keys() -> Names:
    """What a key is called."""
    return dict(_named("keys"))


@cache
def values() -> Names:
    """What a word that a model fixes is called."""
    return dict(_named("values"))


def _named(part: str) -> Iterator[tuple[str, Words]]:
    for file in _files():
        table = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for name, said in table.get(part, {}).items():
            yield name, Words(**said)


def _files() -> Iterator[Path]:
    # The shell's own comes last: a system does not rename what all rules have.
    for app in apps.get_app_configs():
        file = Path(app.path, "rule_words.yaml")
        if app.label.startswith("jk_") and file.is_file():
            yield file
    yield Path(__file__).with_name("vocabulary.yaml")
