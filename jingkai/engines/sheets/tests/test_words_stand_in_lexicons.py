"""No word of a particular table stands in Python: label cells are typed by lexicon files.

What may stand there: sentences to people (calls of ask, warn and Option, the tables of sentences in report.py and
problems.py), docstrings and comments, marks and numerals, and the words of the closed list below, each part of how
numbers or numbering are written and the same in every table there is.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import jingkai.engines.sheets as sheets
from jingkai.engines.sheets.labels import read_label
from jingkai.engines.sheets.lexicon import units
from jingkai.engines.sheets.tests.metamorph.samples import EXAM, PUBLISHED, sample
from tests.proof import proves

FOLDER = Path(sheets.__file__).parent
FILES = sorted([*FOLDER.glob("*.py"), *(FOLDER / "load").glob("*.py")])
NUMERALS = re.compile(r"[一二三四五六七八九十百千万亿两几数近超约上余不]+")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SPEAKING = {
    "ask",
    "warn",
    "Option",
    "Form",
    "_ask_header",
    "_warn",
    "Refusal",
    "SheetProblem",
    "get",
    "Problem",
}
MONTHS = {"当月", "累计", "同比", "本月", "上月", "上年", "一季度", "上半年", "全年"}
"""Words of time that some tables use as row labels; every language of dates has them."""
SENTENCES = {"report.py", "problems.py"}
"""Files that only hold sentences to people."""


def chinese_in(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every string with Chinese characters that is neither a docstring nor said to a person."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = _docstrings(tree) | _said(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            for found in CHINESE.findall(node.value):
                yield node.lineno, found


def _docstrings(tree: ast.AST) -> set[int]:
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _said(tree: ast.AST) -> set[int]:
    """Strings inside a call that speaks to people, inside an f-string, or in a name that holds sentences."""
    found: set[int] = set()
    for node in ast.walk(tree):
        speaks = isinstance(node, ast.Call) and _name(node.func) in SPEAKING
        sentence = isinstance(node, ast.JoinedStr)
        if speaks or sentence or _holds_sentences(node):
            found |= {id(inner) for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
    return found


def _holds_sentences(node: ast.AST) -> bool:
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return any(_name(target) in ("zh", "why", "_WORDS", "_KIND_ZH", "because") for target in targets)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@proves("K3.4.16")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_python_holds_no_word_that_names_a_place_a_thing_or_a_table(path: Path) -> None:
    """Every label and holder of every workbook at hand is looked for in the code."""
    if path.name in SENTENCES:
        return
    said = {words for _, words in chinese_in(path)}
    assert not said & _names()


def _names() -> set[str]:
    found: set[str] = set()
    for name in (*PUBLISHED, *EXAM):
        if (one := sample(name)) is not None:
            for fact in one.expected["facts"]:
                for key in ("holder", "category", "indicator", "row_label"):
                    found.update(word for word in CHINESE.findall(fact.get(key) or "") if len(word) > 1)
    totals = {word for word in found if read_label(word).total or read_label(word).subtotal}
    own = {word for word in totals if len(word) > 2}  # 合计 is a word of every table, 税收收入合计 of one
    return found - set(units().canonical) - MONTHS - (totals - own)


@proves("K3.4.16")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_chinese_in_the_code_is_short_and_general(path: Path) -> None:
    """What the code matches are particles of grammar and units of counting; a name would be longer."""
    if path.name in SENTENCES:
        return
    long = [
        (line, words) for line, words in chinese_in(path) if len(words) > 4 and not NUMERALS.fullmatch(words)
    ]
    assert not long


def test_the_scan_sees_a_word_that_does_not_belong(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text('"""荔城区"""\nx = label == "荔城区"\nask("荔城区是哪个?")\n', "utf-8")
    assert list(chinese_in(path)) == [(2, "荔城区")]
