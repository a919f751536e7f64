"""What is wrong with a rule file, in the words of those who write one: Chinese and English, without the program's."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import yaml

Said = tuple[str, str]


class Wrong(ValueError):  # noqa: N818 - a refusal is not an error of the program
    """What a kind's model raises: the reason in both languages, without an end mark."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


# What the checker of models calls what is wrong (pydantic's type of error), as it is said to people.
_SAID: dict[str, Said] = {
    "missing": ("缺少这一项", "it is missing"),
    "extra_forbidden": (
        "这里没有这一项，请核对拼写或删去",
        "there is no such key here: check its spelling or take it out",
    ),
    "int_parsing": ("应为整数", "an integer is needed"),
    "int_type": ("应为整数", "an integer is needed"),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), ("应为数", "a number is needed")),
    "bool_parsing": ("应为 true 或 false", "true or false is needed"),
    "bool_type": ("应为 true 或 false", "true or false is needed"),
    "string_type": ("应为文字", "a text is needed"),
    "dict_type": ("应为若干行“键: 值”", "lines of key: value are needed"),
    "model_type": ("应为若干行“键: 值”", "lines of key: value are needed"),
    "list_type": ("应为列表，每项以“- ”开头", "a list is needed, each line of it beginning with “- ”"),
    "tuple_type": ("应为列表，每项以“- ”开头", "a list is needed, each line of it beginning with “- ”"),
    "frozen_set_type": ("应为列表，每项以“- ”开头", "a list is needed, each line of it beginning with “- ”"),
    "literal_error": ("只能是 {expected}", "it can only be {expected}"),
    "enum": ("只能是 {expected}", "it can only be {expected}"),
    "too_short": ("至少要有 {min_length} 项", "at least {min_length} are needed"),
    "too_long": ("至多 {max_length} 项", "at most {max_length} are possible"),
    "string_too_short": ("至少要有 {min_length} 个字", "at least {min_length} characters are needed"),
    "string_too_long": ("至多 {max_length} 个字", "at most {max_length} characters are possible"),
    "string_pattern_mismatch": ("不合格式 {pattern}", "it does not fit {pattern}"),
    "greater_than_equal": ("不能小于 {ge}", "it is not below {ge}"),
    "greater_than": ("应大于 {gt}", "it is above {gt}"),
    "less_than_equal": ("不能大于 {le}", "it is not above {le}"),
    "less_than": ("应小于 {lt}", "it is below {lt}"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        ("应为日期，如 2024-03-31", "a day is needed, as 2024-03-31"),
    ),
}
# What the reader of YAML says, by a part of its sentence.
_YAML: dict[str, Said] = {
    "mapping values are not allowed": (
        "此处多了一个冒号，或缩进不对；带冒号的文字请加引号",
        "there is a colon too many, or the indent is wrong; a text with a colon stands in quotation marks",
    ),
    "could not find expected ':'": ("缺少冒号", "a colon is missing"),
    "that cannot start any token": (
        "不能以这个符号开头；缩进请用空格，不用制表符",
        "it cannot begin with this sign; indents are made of spaces and not of tabs",
    ),
    "expected <block end>": ("缩进与同级的行不齐", "the indent differs from that of the lines beside it"),
    "found unexpected end of stream": ("引号没有配对", "a quotation mark is not closed"),
    "expected the node content": (
        "括号没有配对，或缺少内容",
        "a bracket is not closed, or something is missing",
    ),
    "expected ',' or": ("括号没有配对，或缺少逗号", "a bracket is not closed, or a comma is missing"),
    "found another document": (
        "一个文件只写一份，中间不要有 --- 或 ...",
        "a file is one document: take out the line of --- or ...",
    ),
    "stands here twice": ("这个键在同一处出现了两次", "this key stands here twice"),
    "references (": ("不使用引用（*名称）", "references (*name) are not used"),
    "a key must be text": ("键应为文字", "a key is text"),
}


def told(error: Mapping[str, Any]) -> Said:
    """What is wrong in one place, from what the checker of models found."""
    given = error.get("ctx") or {}
    if isinstance(given.get("error"), Wrong):
        return given["error"].zh, given["error"].en
    if error["type"] == "value_error":
        return f"不合要求：{given['error']}", str(given["error"])
    zh, en = _SAID.get(error["type"], ("不合要求：{msg}", "{msg}"))
    values = {**given, "msg": error["msg"]}
    return zh.format(**_listed(values, "、")), en.format(**_listed(values, ", "))


def _listed(values: dict[str, Any], comma: str) -> dict[str, Any]:
    """The words that are possible, which the checker names as English does: 'refuse', 'rescale' or 'zero'."""
    expected = str(values.get("expected", ""))
    words = re.findall(r"'([^']*)'", expected)
    return {**values, "expected": comma.join(words) if words else expected}


def near(word: str, known: list[str], likeness: float = 0.6) -> Said:
    """The key that was probably meant, in half a sentence; nothing where none is near. Of names of two or three Chinese
    characters one that differs is half of it: they take a `likeness` of 0.5.
    """
    # A word that is known elsewhere is no slip of the pen.
    found = [] if word in known else get_close_matches(word, known, n=1, cutoff=likeness)
    return (f"（是不是 {found[0]}？）", f" (is it {found[0]}?)") if found else ("", "")


def said_of_yaml(error: Exception) -> Said:
    """What is wrong with the form of the text, with its line where there is one."""
    problem = str(getattr(error, "problem", "") or "")
    zh, en = next(
        (said for part, said in _YAML.items() if part in problem),
        (
            "写法有误，请核对这一行和上一行的冒号、缩进和引号",
            "it is not well-formed: check colons, indents and quotes",
        ),
    )
    line = line_of_yaml(error)
    return (f"第 {line} 行，{zh}", f"line {line}, {en}") if line else (zh, en)


def line_of_yaml(error: BaseException | None) -> int | None:
    """The line, from 1, at which reading the text ended."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark is not None else None
