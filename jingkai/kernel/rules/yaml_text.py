"""YAML whose scalars are all text: `no` stays no and 12:30 stays 12:30 (DESIGN 5.7)."""

from typing import Any

import yaml

from jingkai.engines.documents import Wrong, load_text

from .problems import UNREADABLE


def read_yaml(text: str) -> dict[str, Any]:
    """The one mapping that the text is, every scalar a str. Raises Problem `rules.unreadable`."""
    try:
        return load_text(text)
    except Wrong as wrong:
        raise UNREADABLE(why=wrong.zh, why_en=wrong.en) from wrong.__cause__


class _TextDumper(yaml.BaseDumper):
    """Text is written without quotes wherever it can: nothing is read as anything but text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


def _mapping(dumper: _TextDumper, value: dict[str, Any]) -> yaml.Node:
    pair = value.keys() == {"zh", "en"}
    order = [(one, value[one]) for one in ("zh", "en")] if pair else list(value.items())
    return dumper.represent_mapping("tag:yaml.org,2002:map", order, flow_style=pair)


def _sequence(dumper: _TextDumper, value: list[Any]) -> yaml.Node:
    flat = all(isinstance(one, str) for one in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flat)


_TextDumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))
_TextDumper.add_representer(dict, _mapping)
_TextDumper.add_representer(list, _sequence)


def write_yaml(document: dict[str, Any]) -> str:
    """A document as a rule file; `read_yaml` reads the same document from it."""
    written: str = yaml.dump(
        document, Dumper=_TextDumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )
    return written
