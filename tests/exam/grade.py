"""Let the reader sit the exam: `python -m tests.exam.grade [--faults] [--shelf 2] DIRECTORY_OR_FILE...`.

Every workbook that has an expected file beside it is read and judged. Without a path a shelf of the exam is built
into a temporary directory and sat.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.exam.build import SHELVES, build
from tests.exam.judge import Verdict, judge

SUFFIX = ".expected.json"
FAULTS = (
    ("imported wrongly", "imported_wrongly"),
    ("wrong", "wrong"),
    ("missing", "missing"),
    ("collision", "collisions"),
    ("must be asked", "unasked"),
    ("planted, unnoticed", "unnoticed"),
    ("record", "records_wrong"),
    ("extra", "extra"),
    ("needless question", "noise"),
)


def read(path: Path) -> dict[str, Any]:
    """The reader's JSON of one workbook, in this process if the engine imports, else by the command."""
    try:
        from jingkai.engines.sheets import read_workbook
    except ImportError:
        done = subprocess.run(["jingkai", "read", str(path), "--json"], capture_output=True, check=True)
        return dict(json.loads(done.stdout))
    return dict(json.loads(json.dumps(read_workbook(path).to_json(), default=str)))


def workbooks(paths: list[Path]) -> Iterator[Path]:
    """Workbooks with an expected file beside them, in directories or named."""
    for path in paths:
        found = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [Path(f"{path}{SUFFIX}")]
        yield from (expected.with_name(expected.name.removesuffix(SUFFIX)) for expected in found)


def grade(path: Path) -> Verdict:
    """Read one workbook and judge the reading; a reader that breaks down has read nothing."""
    expected = json.loads(Path(f"{path}{SUFFIX}").read_text(encoding="utf-8"))
    try:
        return judge(read(path), expected)
    except Exception as broken:
        # Whatever the reader raises is the mark it gets: the exam has to go on with the next workbook.
        silent = judge({"facts": [], "questions": [], "warnings": []}, expected)
        silent.crash = f"{type(broken).__name__}: {broken}"
        return silent


def tally(verdict: Verdict) -> dict[str, tuple[int, int]]:
    """What the table shows of one reading: column -> (got, of how many or 0)."""
    bad_rows = {words.split(" row ")[1].split()[0].rstrip(":") for words in verdict.records_wrong}
    badly = len(verdict.imported_wrongly) + len(verdict.collisions)
    return {
        "facts": (verdict.right, verdict.due),
        "wrong": (len(verdict.wrong), 0),
        "missing": (len(verdict.missing), 0),
        "extra": (len(verdict.extra), 0),
        "badly in": (badly, 0),
        "asked": (verdict.asked, verdict.asked + len(verdict.unasked)),
        "planted": (verdict.noticed, verdict.noticed + len(verdict.unnoticed)),
        "records": (max(verdict.records_due - len(bad_rows), 0), verdict.records_due),
        "needless": (len(verdict.noise), 0),
    }


def table(verdicts: list[Verdict]) -> str:
    """One line a workbook and a line of sums."""
    tallies = [tally(verdict) for verdict in verdicts]
    names = list(tally(Verdict("")))
    rows = [("file", *names, "")]
    for verdict, one in zip(verdicts, tallies, strict=True):
        mark = "pass" if verdict.passed else "broke down" if verdict.crash else "FAIL"
        rows.append((verdict.file.split("_")[0], *(_shown(*one[name]) for name in names), mark))
    sums = [
        _shown(sum(one[name][0] for one in tallies), sum(one[name][1] for one in tallies)) for name in names
    ]
    rows.append(("sum", *sums, f"{sum(verdict.passed for verdict in verdicts)} of {len(verdicts)} pass"))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def _shown(got: int, whole: int) -> str:
    return f"{got}/{whole}" if whole else str(got)


def faults(verdict: Verdict) -> str:
    """Every fault of one reading, a line each."""
    lines = [f"== {verdict.file} {verdict.crash}"]
    for name, attribute in FAULTS:
        lines += [f"  {name}: {words}" for words in getattr(verdict, attribute)]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table; 0 when every workbook is passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.exam.grade", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--faults", action="store_true", help="list every fault")
    parser.add_argument(
        "--shelf", type=int, default=1, choices=sorted(SHELVES), help="which to build and sit"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        paths = list(workbooks(options.paths)) or build(Path(made), options.shelf)
        verdicts = [grade(path) for path in paths]
    if options.faults:
        print("\n".join(faults(verdict) for verdict in verdicts))
    print(table(verdicts))
    return 0 if all(verdict.passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
