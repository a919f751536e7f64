"""The manners of this house that no linter knows. Prints what breaks them and exits 1.

Every rule is a function that yields (line, what to do) for one file; `RULES` says which files it reads.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
Fault = tuple[int, str]

# Written so that they do not match themselves.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|raise NotImplemented[E]rror)\b")
REGISTRY = re.compile(
    r"pypi\.[o]rg|pythonhosted\.[o]rg|npmjs\.[o]rg|--(extra-)?index[-]url [^$]", re.IGNORECASE
)
ANYBODYS_HOME = re.compile(r"(?<![\w.])(/home/[a-z]|/Users/[A-Za-z]|[A-Z]:\\Users\\)")
# A test asserts with `assert`, through a helper of its file that does, or through one whose name says so.
ASSERTS = re.compile(r"assert|raises|refuse|expect|check|must|fail|agree")
SHARED_PARENTS = {"/", "/tmp", "/home", "/opt", "/srv", "/var", "/usr/src"}


def is_test(name: str) -> bool:
    return Path(name).name.startswith(("test_", "conftest")) or "tests" in Path(name).parts


def called(node: ast.AST) -> str:
    """The last name of what is called: `f` of `f()` and of `a.f()`."""
    function = getattr(node, "func", None)
    return str(getattr(function, "id", "") or getattr(function, "attr", ""))


def no_real_commits(tree: ast.Module) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "transaction" and _is(node.value, True):
            yield node.value.lineno, "a test that commits takes a fresh database (fixture committed_db)"


def no_sleep(tree: ast.Module) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in ("sleep", "wait_for_timeout"):
            yield node.lineno, "a test does not sleep: wait for the event itself"


def the_next_page_is_expected(tree: ast.Module) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in ("wait_for_load_state", "wait_for_url"):
            yield (
                node.lineno,
                "after the click the old page may do: click within `with page.expect_navigation():`",
            )


def tests_assert(tree: ast.Module) -> Iterator[Fault]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    asserting: set[str] = set()
    # A helper that asserts does so for whoever calls it, through any number of helpers.
    while new := {function.name for function in functions if _asserts(function, asserting)} - asserting:
        asserting |= new
    for function in functions:
        if function.name.startswith("test") and function.name not in asserting:
            yield function.lineno, f"{function.name} asserts nothing"


def _asserts(function: ast.AST, helpers: set[str]) -> bool:
    return any(
        isinstance(part, ast.Assert) or called(part) in helpers or ASSERTS.search(called(part))
        for part in ast.walk(function)
    )


def no_decimal_of_float(tree: ast.Module) -> Iterator[Fault]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "Decimal" and node.args:
            value = node.args[0].operand if isinstance(node.args[0], ast.UnaryOp) else node.args[0]
            if called(value) == "float" or isinstance(getattr(value, "value", None), float):
                yield node.lineno, "write Decimal of a text, never of a float"


def the_day_is_shanghais(tree: ast.Module) -> Iterator[Fault]:
    """`at` and `now()` are instants in UTC: for eight hours of each day their own date is yesterday's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "date" and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if called(of) == "now" or "at" in (getattr(of, "id", ""), getattr(of, "attr", "")):
                yield node.lineno, "the day of an instant is the one in Shanghai: periods.day_of"


def init_only_hands_on(tree: ast.Module) -> Iterator[Fault]:
    for node in tree.body:
        names = [getattr(target, "id", "") for target in getattr(node, "targets", [])]
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        handing_on = isinstance(node, ast.Import | ast.ImportFrom) or names in (["__all__"], ["__version__"])
        if not docstring and not handing_on:
            yield node.lineno, "an __init__.py hands on names and does nothing else"


def _is(node: ast.AST, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def not_too_long(text: str) -> Iterator[Fault]:
    if (lines := text.count("\n")) > LONGEST_FILE:
        yield lines, f"{lines} lines are more than one sitting ({LONGEST_FILE})"


def nothing_unfinished(text: str) -> Iterator[Fault]:
    yield from _matches(UNFINISHED, text, "finish it, or leave it out wholly")


def no_registry_host(text: str) -> Iterator[Fault]:
    yield from _matches(REGISTRY, text, "name no package registry")


def no_machine_path(text: str) -> Iterator[Fault]:
    yield from _matches(ANYBODYS_HOME, text, "a path of somebody's machine")
    checkout = ROOT if str(ROOT.parent) in SHARED_PARENTS else ROOT.parent
    for folder in {str(checkout), str(Path.home())} - SHARED_PARENTS:
        here = re.compile(rf"(?<![\w.]){re.escape(folder)}/")
        yield from _matches(here, text, "a path of this machine")


def _matches(pattern: re.Pattern[str], text: str, advice: str) -> Iterator[Fault]:
    for found in pattern.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, f"{found[0].strip()!r}: {advice}"


def is_python(name: str) -> bool:
    return name.endswith(".py")


def is_own_python(name: str) -> bool:
    return is_python(name) and "/migrations/" not in name


CODE_RULES: list[tuple[Callable[[str], bool], Callable[[ast.Module], Iterator[Fault]]]] = [
    (is_test, no_real_commits),
    (is_test, no_sleep),
    (is_test, the_next_page_is_expected),
    (lambda name: Path(name).name.startswith("test_"), tests_assert),
    (is_python, no_decimal_of_float),
    (lambda name: is_python(name) and not is_test(name), the_day_is_shanghais),
    (lambda name: name.endswith("__init__.py"), init_only_hands_on),
]
TEXT_RULES: list[tuple[Callable[[str], bool], Callable[[str], Iterator[Fault]]]] = [
    (is_own_python, not_too_long),
    (is_own_python, nothing_unfinished),
    (lambda name: True, no_registry_host),
    (lambda name: True, no_machine_path),
]


def faults_of(name: str, text: str) -> list[Fault]:
    """What breaks the manners in a file of this name and text, by line."""
    found = [fault for reads, rule in TEXT_RULES if reads(name) for fault in rule(text)]
    if is_python(name):
        tree = ast.parse(text, name)
        found += [fault for reads, rule in CODE_RULES if reads(name) for fault in rule(tree)]
    return sorted(found)


def files() -> list[str]:
    """Every file that is committed or could be: ignored ones are nobody's business."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted({name for name in names if name and (ROOT / name).is_file()})


def main() -> int:
    broken = 0
    for name in files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a workbook
        for line, advice in faults_of(name, text):
            print(f"{name}:{line}: {advice}", file=sys.stderr)
            broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
