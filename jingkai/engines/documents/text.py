"""YAML whose scalars are all text: `no` stays no and 12:30 stays 12:30 (DESIGN 5.7)."""

from collections.abc import Iterator
from typing import Any

import yaml

from .faults import Wrong, said_of_yaml

# A document is read by people: what is longer than this is none.
LARGEST_CHARACTERS = 1_000_000


class TextLoader(yaml.BaseLoader):
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


def load_text(text: str) -> dict[str, Any]:
    """The one mapping that the text is, every scalar a str. Raises Wrong."""
    if len(text) > LARGEST_CHARACTERS:
        size = f"{len(text)} > {LARGEST_CHARACTERS}"
        raise Wrong(size, size)
    try:
        found = yaml.load(text, Loader=TextLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise Wrong(*said_of_yaml(error)) from error
    if not isinstance(found, dict):
        raise Wrong("全文应由“键: 值”组成", "it is made of lines of key: value")
    return found


# The way from the whole of a document to a part of it.
Place = tuple[str | int, ...]


def lines_of(text: str) -> dict[Place, int]:
    """The line, from 1, on which each place of a readable text begins: ("body", "lamps", 0, "level") to 12."""
    return dict(_lines(yaml.compose(text, Loader=TextLoader), ()))


def _lines(node: Any, place: Place) -> Iterator[tuple[Place, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            yield from _lines(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*place, number), value.start_mark.line + 1
            yield from _lines(value, (*place, number))
