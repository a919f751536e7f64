"""YAML whose scalars are all text: `no` stays no and 12:30 stays 12:30 (DESIGN 5.7)."""

from collections.abc import Iterator
from typing import Any

import yaml

from .faults import said_of_yaml
from .problems import UNREADABLE

# A rule file is read by people: what is longer than this is none.
LARGEST_CHARACTERS = 1_000_000


class _TextLoader(yaml.BaseLoader):
    """BaseLoader without references (a small file could grow to gigabytes) and without repeated keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "references (*name) are not used", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be text", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> dict[str, Any]:
    """The one mapping that the text is, every scalar a str. Raises Problem `rules.unreadable`."""
    if len(text) > LARGEST_CHARACTERS:
        size = f"{len(text)} > {LARGEST_CHARACTERS}"
        raise UNREADABLE(why=size, why_en=size)
    try:
        found = yaml.load(text, Loader=_TextLoader)
    except (yaml.YAMLError, RecursionError) as error:
        zh, en = said_of_yaml(error)
        raise UNREADABLE(why=zh, why_en=en) from error
    if not isinstance(found, dict):
        raise UNREADABLE(why="全文应由“键: 值”组成", why_en="it is made of lines of key: value")
    return found


Place = tuple[str | int, ...]


def lines_of(text: str) -> dict[Place, int]:
    """The line, from 1, on which each place of a readable text begins: ("body", "lamps", 0, "level") to 12."""
    return dict(_lines(yaml.compose(text, Loader=_TextLoader), ()))


def _lines(node: Any, place: Place) -> Iterator[tuple[Place, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            yield from _lines(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*place, number), value.start_mark.line + 1
            yield from _lines(value, (*place, number))


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
