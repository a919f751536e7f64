"""A rule file as an official reads it: tables with words, no braces. The file itself stands below on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jingkai.engines.documents import Words
from jingkai.engines.expr import ExprProblem
from jingkai.engines.periods import Term
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.rules.kinds import Kind, kind_of
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.yaml_text import read_yaml
from jingkai.web.words import Lang

from .vocabulary import keys, values

_WORD = re.compile(r"[a-z][a-z0-9_.-]*")
_TERM = re.compile(r"\d+ [a-z]+( [a-z]+)?")
_LAMP = {"colour", "shape", "word"}
# Under these keys stands what the file itself names: they are not asked of the words that models fix.
_NAMING = ("move", "code", "key")


@dataclass(frozen=True)
class Cell:
    """What stands in a place. `note` is beside it as it is written in the file; `lamp` are colour and shape."""

    text: str
    note: str = ""
    lamp: str = ""


@dataclass(frozen=True)
class Block:
    """A part of a rule: a table with `head`, or without it pairs of a name and what stands under it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[str, ...] = ()


@dataclass
class Reading:
    """A rule version, read in one language."""

    rule: RuleSet
    lang: Lang
    _kind: Kind = field(init=False)

    def __post_init__(self) -> None:
        self._kind = kind_of(self.rule.kind)

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """The body in the order in which it was written."""
        found: Mapping[str, Any] = read_yaml(self.rule.written)["body"]
        return found

    @cached_property
    def blocks(self) -> list[Block]:
        """What stands alone first, then a table for each part."""
        alone = [(key, value) for key, value in self.body.items() if _is_plain(value)]
        parts = [(key, value) for key, value in self.body.items() if not _is_plain(value)]
        first = [Block("", tuple((Cell(self.key(key)), self.cell(key, value)) for key, value in alone))]
        return [*(first if alone else []), *(self._block(key, value) for key, value in parts)]

    def key(self, name: str) -> str:
        """What a key is called, in rules of this kind or in all."""
        found = self._named_key(name)
        return self.of(found) if found else name

    def _named_key(self, name: str) -> Words | None:
        return keys().get(f"{self.rule.kind}.{name}") or keys().get(name)

    def place(self, parts: list[str]) -> str:
        """A place in the document, in words: 各档灯 › 第 1 项 › 条件."""
        return " › ".join(self._part(part) for part in parts if part != "body")

    def _part(self, part: str) -> str:
        if part.isdecimal():
            return f"第 {part} 项" if self.lang == "zh" else f"no. {part}"
        found = self._named_key(part) or self._declared.get(part)
        return self.of(found) if found else part

    def of(self, words: Words) -> str:
        return words.zh if self.lang == "zh" else words.en

    def cell(self, key: str, value: Any) -> Cell:
        """What stands under a key, in one cell."""
        if isinstance(value, str):
            return self._said(key, value)
        if _are_words(value):
            return Cell(value[self.lang])
        return Cell(self._joined(key, value))

    def _block(self, key: str, value: Any) -> Block:
        rows = list(value.items()) if isinstance(value, dict) else [("", one) for one in value]
        if rows and all(isinstance(one, dict) and not _are_words(one) for _, one in rows):
            return self._table(self.key(key), rows)
        if isinstance(value, dict) and all(_are_words(one) for _, one in rows):
            # Names and nothing else: one line says them all.
            comma = "、" if self.lang == "zh" else ", "
            return Block(self.key(key), ((Cell(comma.join(one[self.lang] for _, one in rows)),),))
        if isinstance(value, dict):
            return Block(
                self.key(key), tuple((self._named(name), self.cell(name, one)) for name, one in rows)
            )
        return Block(self.key(key), tuple((self.cell(key, one),) for one in value))

    def _table(self, title: str, rows: list[tuple[str, dict[str, Any]]]) -> Block:
        columns = list(dict.fromkeys(key for _, row in rows for key in row))
        lit = any(row.keys() >= _LAMP for _, row in rows)
        first = [one for one in ("move", "code") if one in columns and "title" in columns][:1]
        hidden = {*(_LAMP if lit else ()), *(first and [*first, "title"])}
        if any(name for name, _ in rows):
            hidden.add("title")
        shown = [one for one in columns if one not in hidden]
        named = bool(first) or any(name for name, _ in rows)
        head = [*([self.key("lamp")] if lit else []), *([self.key("title")] if named else [])]
        return Block(
            title,
            tuple(tuple(self._row(name, row, shown, lit, first, named)) for name, row in rows),
            (*head, *(self.key(one) for one in shown)),
        )

    def _row(
        self, name: str, row: dict[str, Any], shown: list[str], lit: bool, first: list[str], named: bool
    ) -> Iterator[Cell]:
        if lit:
            word = row.get("word", {})
            yield Cell(word.get(self.lang, ""), lamp=f"{row.get('colour', '')} {row.get('shape', '')}")
        if named:
            name = row.get(first[0], "") if first else name
            yield Cell(row["title"][self.lang], name) if "title" in row else self._named(name)
        for key in shown:
            yield self.cell(key, row[key]) if key in row else Cell("")

    def _named(self, name: str) -> Cell:
        if name in keys():
            return Cell(self.key(name))
        found = self._declared.get(name)
        return Cell(self.of(found), name) if found else Cell(name)

    def _joined(self, key: str, value: Any) -> str:
        comma, colon, stop = ("、", "：", "；") if self.lang == "zh" else (", ", ": ", "; ")
        if isinstance(value, dict) and all(_are_words(one) for one in value.values()):
            return comma.join(one[self.lang] for one in value.values())
        if isinstance(value, dict):
            return stop.join(
                f"{self.key(name)}{colon}{self.cell(name, one).text}" for name, one in value.items()
            )
        if all(isinstance(one, str) for one in value):
            return comma.join(self._said(key, one).text for one in value)
        if all(isinstance(one, dict) for one in value):
            return "\n".join(" · ".join(self._parts(one)) for one in value)
        return "\n".join(self.cell(key, one).text for one in value)

    def _parts(self, row: dict[str, Any]) -> Iterable[str]:
        for key, value in row.items():
            found = self.cell(key, value).text
            # A yes says nothing without what it is said of.
            yield self.key(key) if value == "true" else found

    def _said(self, key: str, text: str) -> Cell:
        if key in self._kind.says:
            try:
                return Cell(self.of(self._kind.says[key](text)), text)
            except ExprProblem:
                return Cell(text)
        if _TERM.fullmatch(text):
            try:
                term = Term.parse(text)
            except Refusal:
                return Cell(text)
            return Cell(term.zh if self.lang == "zh" else text)
        if key in _NAMING:
            return Cell(text)
        found = self._declared.get(text) if key != "end" else None
        if found is None and _WORD.fullmatch(text):
            found = values().get(text)
        return Cell(self.of(found)) if found else Cell(text)

    @cached_property
    def _declared(self) -> Mapping[str, Words]:
        """The names that the rule itself gives: of its states, terms, roles, kinds of object, stages, columns."""
        return dict(_names(self.body))


def _names(value: Any) -> Iterator[tuple[str, Words]]:
    if isinstance(value, dict):
        for name, one in value.items():
            words = one.get("title", one) if isinstance(one, dict) else None
            if _are_words(words) and name != "title":
                yield name, Words(**words)
            yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and "code" in one and _are_words(one.get("title")):
                yield one["code"], Words(**one["title"])


def _are_words(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"zh", "en"}
        and all(isinstance(one, str) for one in value.values())
    )


def _is_plain(value: Any) -> bool:
    return (
        isinstance(value, str)
        or _are_words(value)
        or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    )
