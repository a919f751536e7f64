"""Ties the requirement sentences to the tests that prove them.

    python scripts/requirements.py           writes docs/requirements.md
    python scripts/requirements.py --check   says what is wrong and exits 1

The tests are read, never imported: a proof is a call `proves("K3.1.2", ...)` in a test file.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
ID = re.compile(r"[A-Z]+\d*(\.\d+)+")
STATES = ("proven", "measured", "partly", "open")
KEYS = {"says", "open", "measured"}
MOST = 20  # complaints printed; more would bury the first
NEVER_RUN = {"skip", "xfail"}
Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Sentence:
    id: str
    says: str
    open: str = ""
    measured: str = ""

    @property
    def chapter(self) -> str:
        return self.id.split(".")[0]


@dataclass(frozen=True, order=True)
class Proof:
    """A test (`name`, empty for a whole file) that claims to prove the sentence `id`."""

    file: str
    line: int
    name: str
    id: str
    fault: str = ""

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


def read_sentences(text: str) -> tuple[dict[str, str], dict[str, Sentence], list[str]]:
    """Chapters, sentences and faults of a requirements file."""
    document = yaml.safe_load(text)
    sentences, faults = {}, []
    # YAML keeps the last of two equal keys without a word, so they are counted in the text.
    written = Counter(re.findall(r"^  ([A-Z][\w.]*):\s*$", text, re.MULTILINE))
    faults += [f"{id} stands twice" for id, times in written.items() if times > 1]
    for id, entry in document["sentences"].items():
        if not ID.fullmatch(id) or id.split(".")[0] not in document["chapters"]:
            faults.append(f"{id} is not an id of a known chapter")
        elif not isinstance(entry, dict) or not entry.get("says") or set(entry) - KEYS:
            faults.append(f"{id} needs `says`, and may have only: {', '.join(sorted(KEYS))}")
        else:
            sentences[id] = Sentence(id, **{key: str(value).strip() for key, value in entry.items()})
    return document["chapters"], sentences, faults


def find_proofs(root: Path) -> list[Proof]:
    """Every proof in the test files (`test_*.py`) under `jingkai/` and `tests/`, in file order."""
    found: list[Proof] = []
    for top in ("jingkai", "tests"):
        for path in sorted((root / top).rglob("test_*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += _proofs_in(tree, path.relative_to(root).as_posix(), ())
    return sorted(found)


def _proofs_in(node: ast.AST, file: str, inside: tuple[Node, ...]) -> Iterator[Proof]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Node):
            yield from _proofs_in(child, file, (*inside, child))
        elif isinstance(child, ast.Call) and _called(child) == "proves":
            yield from _claims(child, file, inside)
        else:
            yield from _proofs_in(child, file, inside)


def _called(node: ast.AST) -> str:
    """`f` of `f(...)`, `a.f(...)`, `f` and `a.f`."""
    target = node.func if isinstance(node, ast.Call) else node
    return str(getattr(target, "id", "") or getattr(target, "attr", ""))


def _claims(call: ast.Call, file: str, inside: tuple[Node, ...]) -> Iterator[Proof]:
    name = "::".join(node.name for node in inside)
    fault = ""
    if inside and not inside[-1].name.lower().startswith("test"):
        fault = "stands on something that pytest does not run"
    elif NEVER_RUN & {_called(mark) for node in inside for mark in node.decorator_list}:
        fault = "stands on a test that is skipped or expected to fail"
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield Proof(file, call.lineno, name, argument.value, fault)
        else:
            yield Proof(file, call.lineno, name, "?", "must write its ids out as strings")


def complaints(sentences: dict[str, Sentence], proofs: list[Proof]) -> list[str]:
    """What a reader of the two may not find: sentences left alone, proofs of nothing."""
    out = [f"{proof.where}: the proof of {proof.id} {proof.fault}" for proof in proofs if proof.fault]
    out += [
        f"{proof.where}: proves {proof.id}, which is not in docs/requirements.yaml"
        for proof in proofs
        if not proof.fault and proof.id not in sentences
    ]
    proven = {proof.id for proof in proofs if not proof.fault}
    out += [
        f"docs/requirements.yaml: {sentence.id} has neither a proof nor an `open` reason: {sentence.says}"
        for sentence in sentences.values()
        if not (sentence.id in proven or sentence.measured or sentence.open)
    ]
    return out


def render(chapters: dict[str, str], sentences: dict[str, Sentence], proofs: list[Proof]) -> str:
    """The page docs/requirements.md."""
    by_id: dict[str, list[Proof]] = {}
    for proof in proofs:
        if not proof.fault:
            by_id.setdefault(proof.id, []).append(proof)
    states = {id: _state(sentence, by_id.get(id, [])) for id, sentence in sentences.items()}
    count = Counter(states.values())
    states_in_words = ", ".join(f"{count[state]} {state}" for state in STATES)
    lines = [
        "# Requirements and their proofs",
        "",
        "`make docs` writes this page from `requirements.yaml` and the `@proves` marks of the tests.",
        "",
        f"{len(sentences)} sentences: {states_in_words}.",
    ]
    for chapter, title in chapters.items():
        lines += ["", f"## {chapter} {title}", "", "| id | sentence | state | proof |", "|---|---|---|---|"]
        lines += [
            _row(sentence, states[sentence.id], by_id.get(sentence.id, []))
            for sentence in sentences.values()
            if sentence.chapter == chapter
        ]
    return "\n".join(lines) + "\n"


def _state(sentence: Sentence, proofs: list[Proof]) -> str:
    if proofs:
        return "partly" if sentence.open else "proven"
    return "measured" if sentence.measured and not sentence.open else "open"


def _row(sentence: Sentence, state: str, proofs: list[Proof]) -> str:
    cells = []
    for file in dict.fromkeys(proof.file for proof in proofs):
        names = dict.fromkeys(proof.name.replace("::", ".") for proof in proofs if proof.file == file)
        tests = ", ".join(f"`{name}`" for name in names if name)
        cells.append(f"[{file}](../{file})" + (f": {tests}" if tests else ""))
    if sentence.measured:
        cells.append(f"measured: {sentence.measured}")
    if sentence.open:
        cells.append(f"open: {sentence.open}")
    proof = "<br>".join(cells).replace("|", "\\|")
    return f"| {sentence.id} | {sentence.says.replace('|', chr(92) + '|')} | {state} | {proof} |"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something is wrong")
    check = parser.parse_args(arguments).check
    source, page = root / "docs/requirements.yaml", root / "docs/requirements.md"
    chapters, sentences, faults = read_sentences(source.read_text(encoding="utf-8"))
    proofs = find_proofs(root)
    text = render(chapters, sentences, proofs)
    if not check:
        page.write_text(text, encoding="utf-8")
        return 0
    found = [f"docs/requirements.yaml: {fault}" for fault in faults] + complaints(sentences, proofs)
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        found.append("docs/requirements.md is stale: run `make docs`")
    for line in found[:MOST]:
        print(line, file=sys.stderr)
    if len(found) > MOST:
        print(f"... and {len(found) - MOST} more", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
